"""Short forms: "Xi", "Koo", "Ms. Rousseff", "the Turpins", beside a full name; leaders of the day by family name."""

from __future__ import annotations

import re

from foresaid.read.names_scan import PARTICLES, Found, Words
from foresaid.read.names_scene import Person, Scene
from foresaid.read.names_tables import Row
from foresaid.read.names_words import acts, first_names, fold, word_list, word_set

_BEFORE_MONTH = word_set("before_month")
_COMMON_FAMILY = word_set("common_family")


def short_forms(s: Scene) -> None:
    """ "Xi", "Koo", "Ms. Rousseff": names already known from the article, then leaders of the day."""
    w = s.w
    taken = s.taken()
    more: list[Found] = []
    for k, f in enumerate(s.found):
        if f.how == "surname" and not f.rows and f.b - f.head == 1:
            p = _who(s, w.low[f.head], f.a, f.gender)
            if p is not None:
                f.actors, f.gender = (p.actor,), p.gender or f.gender
                p.gender = p.gender or f.gender
            else:
                r = _leader(s, w.low[f.head], f.role)
                if r is not None:
                    f.actors, f.rows, f.gender = (r.actor(),), [r], r.gender
                    _register_row(s, r, f.a)
        elif (
            f.actors[0].kind in ("place", "organisation")
            and f.b - f.a == 1
            and w.low[f.a] in s.by_name
            and (f.rows[0].table == "cities" and f.actors[0].kind == "place" if f.rows else f.how == "ner")
        ):
            p = _who(s, w.low[f.a], f.a, "")
            if p is not None:
                s.found[k] = Found(f.a, f.b, (p.actor,), "surname", [], p.gender)
    i, n = 0, len(w.low)
    while i < n:
        if taken[i] >= 0 or not (w.cap[i] or w.low[i] in PARTICLES):
            i += 1
            continue
        hit = None
        for size in (3, 2, 1):
            j = i + size
            if (
                j > n
                or any(taken[x] >= 0 for x in range(i, j))
                or not w.cap[j - 1]
                or any(w.gap[x] not in (" ", "-", "'", "’") for x in range(i, j - 1))
            ):
                continue
            key = " ".join(w.low[i:j])
            if key in s.by_name and not _month(w, i, j):
                p = _who(s, key, i, "")
                if p is not None and (key != p.keys[-1] or key == p.keys[0] or not w.first[i] or key in first_names()):
                    hit = Found(i, j, (p.actor,), "surname", [], p.gender)
                    break
            elif size == 1 or " " in key:
                r = _leader(s, key, None)
                if (
                    r is not None
                    and not _month(w, i, j)
                    and not (w.gap[j - 1] == " " and j < n and w.cap[j] and not w.shouted[i] and taken[j] < 0)
                    and not (
                        i
                        and w.gap[i - 1] == " "
                        and w.cap[i - 1]
                        and taken[i - 1] < 0
                        and not w.shouted[i]
                        and not w.first[i - 1]
                    )
                ):
                    hit = Found(i, j, (r.actor(),), "surname", [r], r.gender)
                    _register_row(s, r, i)
                    break
        if hit is not None:
            more.append(hit)
            i = hit.b
        else:
            i += 1
    taken = s.taken()
    for i in range(1, n):
        key = w.low[i][:-1]
        if w.cap[i] and taken[i] < 0 and w.low[i].endswith("s") and w.low[i - 1] == "the" and key in s.by_name:
            family = [p for p in s.by_name[key] if key in p.keys[:-1]]
            if family:
                more.append(Found(i - 1, i + 1, tuple(p.actor for p in family), "plural", number="p"))
    s.found = sorted([*s.found, *more], key=lambda f: (f.a, -f.b))


def _register_row(s: Scene, r: Row, at: int) -> None:
    a = r.actor()
    if a.id not in s.people:
        p = Person(a, (fold(r.family),), r.gender, at)
        s.people[a.id] = p
        s.by_name.setdefault(fold(r.family), []).append(p)


def _month(w: Words, i: int, j: int) -> bool:
    if w.low[i] not in ("may", "april", "june", "august", "march", "will") or j - i > 1:
        return False
    if w.low[i] in ("will",):
        return True
    before = w.low[i - 1] if i else ""
    after = w.text[w.end[i] : w.end[i] + 3]
    return (
        before in _BEFORE_MONTH
        or before.isdigit()
        or bool(re.match(r" \d|, \d|[. ]*\d", after))
        or (w.low[i] != "may" and w.low[i] != "april")
    )


def _who(s: Scene, key: str, at: int, gender: str) -> Person | None:
    people = [p for p in s.by_name.get(key, ()) if not gender or not p.gender or p.gender == gender]
    if not people:
        return None
    by_family = [p for p in people if key in p.keys[:-1] or len(p.keys) == 1] or people
    before = [p for p in by_family if p.at <= at]
    if not before:
        return by_family[0]
    return before[0] if len(before) == 1 else _latest(s, before, at)


def _latest(s: Scene, people: list[Person], at: int) -> Person:
    ids = {p.actor.id: p for p in people}
    best, where = people[0], -1
    for f in s.found:
        if f.a < at and f.actors[0].id in ids and f.a > where:
            best, where = ids[f.actors[0].id], f.a
    return best


def _leader(s: Scene, key: str, role: str | None) -> Row | None:
    """A leader of the day by family name alone, where the article is about that state."""
    if len(key) < 2:
        return None
    rows = s.names.people(key, s.article.published)
    for r in rows:
        state = r.actor().state or ""
        seen = s.states[state] > 0
        if r.table == "leaders" and (
            seen
            if key in _COMMON_FAMILY
            else seen or (acts(r.office()) and " minister" not in r.office() and len(key) > 4 and role)
        ):
            if key in word_list("name_stops") and not (role or key in ("may",)):
                continue
            return r
        if (
            r.table == "cabinets"
            and role
            and seen
            and (role == r.office() or (role.endswith("minister") and r.office().endswith("minister")))
        ):
            return r
    return None
