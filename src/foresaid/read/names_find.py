"""Full names: tables, runs of capitals, titles and entities put together; short forms; what stands beside a name."""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Doc

from foresaid.core import Actor, Article
from foresaid.read.names_runs import read_run
from foresaid.read.names_scan import Found, Words, family_of, runs, table_names, words_of
from foresaid.read.names_scene import PERSONS, Person, Scene
from foresaid.read.names_tables import Names
from foresaid.read.names_words import first_names, fold, roles, word_list, word_set

_PLACE_OF = word_set("place_of")
_GENERIC = word_set("generic")
_LOCATIVE = word_set("locative")


def full_names(doc: Doc, article: Article, names: Names) -> Scene:
    """All names in full of the text, with titles, and the persons, states and organisations known from them."""
    w = words_of(doc)
    s = Scene(doc, article, names, w)
    table = [f for f in table_names(w, names, article.published) if not _spurious(w, f)]
    _count_states(s, table)
    table = [g for f in table if (g := _settle(s, f)) is not None]
    by_start = {f.a: f for f in table}
    ents = _entities(doc, w)
    spent: set[int] = set()
    for a, b in _with_entities(runs(w), ents):
        inner = [f for f in table if f.a < b and f.b > a]
        spent.update(id(x) for x in inner if a <= x.a and x.b <= b)
        for f in read_run(s, a, b, inner, by_start, ents):
            s.found.append(f)
            within = (x for x in inner if f.a <= x.a and x.b <= f.b and x is not f)
            s.nested += [x for x in within if f.actors[0].kind != "person" or x.b <= f.head]
    s.nested = [f for f in s.nested if f.rows[0].table not in ("cities", "regions") and f.rows[0].table not in PERSONS]
    mine = {id(f) for f in s.found}
    s.found += [f for f in table if id(f) not in spent and id(f) not in mine]
    s.found.sort(key=lambda f: (f.a, -f.b))
    s.found = _outermost(s.found)
    _acronyms(s)
    for p, f in zip(s.found, s.found[1:], strict=False):
        of_state = p.b == f.a and p.how in ("demonym", "name", "alias") and p.actors[0].kind in ("state", "place")
        if of_state and " ".join(w.low[f.a : f.b]) in _GENERIC:
            f.actors = (replace(f.actors[0], name=w.words(p.a, f.b), id=w.words(p.a, f.b), state=p.actors[0].state),)
    for f in s.found:
        _register(s, f)
    for f in s.found:
        _beside(s, f)
    return s


def _outermost(found: list[Found]) -> list[Found]:
    out: list[Found] = []
    for f in found:
        if out and f.a < out[-1].b:
            if f.b - f.a > out[-1].b - out[-1].a:
                out[-1] = f
            continue
        out.append(f)
    return out


def _spurious(w: Words, f: Found) -> bool:
    """A table name that the words around it make something else."""
    key = " ".join(w.low[f.a : f.b])
    if f.b - f.a == 1:
        if f.rows[0].table == "cities" and (
            f.rows[0].cells[3]
            or w.low[f.a] in word_list("name_stops")
            or (w.first[f.a] and w.low[f.a] in first_names())
        ):
            return not (f.a and w.low[f.a - 1] in ("in", "near", "at", "from", "to") and not w.first[f.a])
        if key in ("the",) or (
            w.low[f.a] in word_list("name_stops") and f.rows[0].table not in ("own", "states", "organisations")
        ):
            return True
        if key in word_set("also_common"):
            return (w.first[f.a] and not _verbish(w, f.b)) or (
                key in ("ford", "forbes") and not w.first[f.a] and w.gap[f.a - 1] == " " and w.cap[f.a - 1]
            )
        if key == "us" and w.gap[f.b - 1].startswith("$"):
            return True
    return False


def _verbish(w: Words, i: int) -> bool:
    return i < len(w.low) and (
        w.low[i] in ("said", "has", "had", "will", "is", "was", "plans", "would", "says", "announced", "and")
        or w.low[i].endswith("ed")
        or w.low[i] == "s"
    )


def _count_states(s: Scene, table: list[Found]) -> None:
    cut = s.article.headline.end if s.article.headline else 0
    for f in table:
        r = f.rows[0]
        code = r.cells[0] if r.table == "states" else f.actors[0].state
        if code and len(code) <= 3 and code in s.names.state_name:
            weight = (
                4
                if r.table == "states" and f.how != "capital"
                else 2
                if r.table in ("states", "regions", "cities")
                else 1
            )
            s.states[code] += weight + (4 if s.w.start[f.a] < cut else 0)


def _settle(s: Scene, f: Found) -> Found | None:
    """Choose among the rows that one name may be: Georgia, Brussels, Congress, capitals that are only the place."""
    w, r = s.w, f.rows[0]
    key = " ".join(w.low[f.a : f.b])
    before = w.low[f.a - 1] if f.a and not w.first[f.a] else ""
    if (
        key == "georgia"
        and (s.states["USA"] > s.states["GEO"] or s.states["USA"] >= 8)
        and not any(x in w.low for x in ("tbilisi", "abkhazia", "ossetia", "georgian"))
    ):
        f.actors = (Actor(id="Georgia", name="Georgia", kind="place", state="USA"),)
        return f
    if key == "brussels":
        eu = [x for x in f.rows if x.cells[0] == "EU"]
        if before not in _LOCATIVE and eu:
            f.actors, f.rows, f.how = (eu[0].actor(),), eu, "capital"
            return f
    if before == "of" and f.a > 1 and w.low[f.a - 2] in _PLACE_OF and (f.how == "capital" or r.table == "cities"):
        f.actors = (Actor(id=r.written, name=r.written, kind="place", state=f.actors[0].state),)
    elif f.how == "capital" and r.table == "states":
        after = w.text[w.end[f.b - 1] : w.end[f.b - 1] + 2]
        if before in _LOCATIVE or (after == ", " and f.b < len(w.low) and w.cap[f.b] and s.names.look(w.low[f.b])):
            f.actors = (Actor(id=r.written, name=r.written, kind="place", state=r.cells[0]),)
    if (
        r.table in ("organisations", "parties")
        and f.actors[0].state
        and s.main
        and f.actors[0].state != s.main
        and key in _GENERIC
    ):
        f.actors = (replace(f.actors[0], name=w.words(f.a, f.b), id=w.words(f.a, f.b), state=s.main),)
    if (key in ("democratic", "republican", "republicans", "the house") and not s.states["USA"]) or (
        key in ("democratic", "republican") and not w.cap[f.a]
    ):
        return None
    if (
        r.table == "outlets"
        and key
        in (
            "the times",
            "the sun",
            "the age",
            "the hill",
            "the atlantic",
            "the independent",
            "the republicans",
            "the australian",
            "the hindu",
            "the punch",
        )
        and (not w.cap[f.a] or (key == "the australian" and not _verbish(w, f.b)))
    ):
        return None
    return f


def _entities(doc: Doc, w: Words) -> dict[tuple[int, int], str]:
    out: dict[tuple[int, int], str] = {}
    for e in doc.ents:
        a, b = w.find(e.start_char), w.find(e.end_char)
        if a < b and b - a <= 10 and e.label_ in ("PER", "LOC", "ORG"):
            if w.low[a] == "the" and b - a > 1:
                a += 1
            if w.low[b - 1] == "s" and w.gap[b - 2] in ("'", "’") and b - a > 1:
                b -= 1
            if any(w.cap[a:b]):
                out[(a, b)] = e.label_
    return out


def _with_entities(found: list[tuple[int, int]], ents: dict[tuple[int, int], str]) -> list[tuple[int, int]]:
    covered = {i for a, b in found for i in range(a, b)}
    extra = [(a, b) for a, b in ents if not any(i in covered for i in range(a, b))]
    return sorted([*found, *extra])


def _acronyms(s: Scene) -> None:
    """ "International Renewable Energy Agency (IRENA)": the acronym means the name from there on."""
    w = s.w
    got: dict[str, Found] = {}
    for f in s.found:
        if f.b < len(w.low) and f.actors[0].kind != "person" and w.gap[f.b - 1] == " (":
            word = w.words(f.b, f.b + 1)
            if word.isupper() and 2 <= len(word) <= 8 and f.b - f.a >= 2 and fold(word)[0] == w.low[f.a][0]:
                got[word] = f
    if not got:
        return
    at = {f.a: f for f in s.found if f.b - f.a == 1}
    for i in range(len(w.low)):
        word = w.words(i, i + 1)
        if word in got:
            src = got[word]
            if i in at:
                at[i].actors, at[i].how, at[i].rows = src.actors, "alias", src.rows
            else:
                s.found.append(Found(i, i + 1, src.actors, "alias", src.rows))
    s.found.sort(key=lambda f: (f.a, -f.b))
    s.found = _outermost(s.found)


def _register(s: Scene, f: Found) -> None:
    a = f.actors[0]
    if a.kind != "person":
        return
    w = s.w
    if f.how == "surname" and f.b - f.head == 1:
        return
    if a.id in s.people:
        p = s.people[a.id]
        p.gender = p.gender or f.gender
        return
    written = [x for x in re.split(r"[ \u00a0]+", w.words(f.head, f.b)) if x]
    keys = list(family_of(written))
    if f.rows and f.rows[0].table in PERSONS:
        keys = list(dict.fromkeys([fold(f.rows[0].family), *keys]))
    else:
        for p in s.by_name.get(keys[0], ()):
            if fold(p.actor.name) == fold(a.name):
                f.actors = (p.actor,)
                return
    p = Person(a, tuple(keys), f.gender, f.a)
    s.people[a.id] = p
    for k in keys:
        s.by_name.setdefault(k, []).append(p)


_APPOS = re.compile(r", (?:(?:the|a|an|his|her|its|their|who is|who was) )?([^,.;:()\n“”]{3,90}?)(?=[,.;:()\n“”]|$)")


def _beside(s: Scene, f: Found) -> None:
    """Office and affiliation from an apposition: "Tony Evers, the governor of Wisconsin,"."""
    a = f.actors[0]
    if a.kind != "person" or f.rows or f.how != "name":
        return
    w = s.w
    m = _APPOS.match(w.text, w.end[f.b - 1])
    role, state = a.role, a.state
    if m:
        words = fold(m[1])
        hit = next((o for o in sorted(roles("office"), key=len, reverse=True) if re.search(rf"\b{o}\b", words)), None)
        tit = next((t for t in sorted(roles("title"), key=len, reverse=True) if re.search(rf"\b{t}\b", words)), None)
        if hit or tit:
            role = ("former " if "former" in words else "") + (
                roles("office")[hit][0] if hit else roles("title")[str(tit)][0] or str(tit)
            )
            if not state:
                lo, hi = w.find(m.start(1)), w.find(m.end(1))
                got = next((x for x in s.found if lo <= x.a < hi and x.actors[0].kind != "person"), None)
                if got is not None:
                    state = got.actors[0].state or (got.actors[0].name if got.actors[0].kind != "place" else None)
    if (role, state) != (a.role, a.state):
        new = replace(a, role=role, state=state)
        if a.id in s.people:
            s.people[a.id].actor = new
        for x in s.found:
            if x.actors and x.actors[0].id == a.id:
                x.actors = (new,)
