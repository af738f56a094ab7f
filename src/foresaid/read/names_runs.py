"""What one run of capital words names: "US Senator Ted Cruz", "University of Oslo", "Paris Agreement"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from foresaid.core import Actor
from foresaid.read.names_scan import Found, kind_of_run, title_before
from foresaid.read.names_scene import PERSONS, Scene
from foresaid.read.names_words import roles, word_list

_BEFORE_TITLE = ("states", "regions", "cities", "parties", "organisations")
Ents = dict[tuple[int, int], str]


@dataclass(slots=True)
class _Lead:
    """What stands before the name proper, which begins at word ``name``; the mention begins at ``start``."""

    start: int
    name: int
    titled: bool = False
    state: str | None = None
    role: str | None = None
    gender: str = ""

    def former(self) -> None:
        self.role = f"former {self.role}" if self.role else None


def read_run(s: Scene, a: int, b: int, inner: list[Found], by_start: dict[int, Found], ents: Ents) -> list[Found]:
    """The names in the run of words ``a`` to ``b``; ``inner``: what the tables know in it; ``by_start``: in all."""
    w = s.w
    if w.shouted[a] and not inner and not any(x < b and y > a for x, y in ents):
        return []
    exact = next((f for f in inner if f.a == a and f.b == b), None)
    if exact is not None and exact.rows[0].table in PERSONS and b - a >= 2:
        return [exact]
    titles = roles("title")
    heads = word_list("name_heads")
    if exact is None and _pair(s, a, b, inner):
        return inner
    if exact is None and all(_title(x) for x in w.low[a:b]) and not (b - a == 1 and w.low[a] in s.by_name):
        return inner
    cut = _inner_title(s, a, b, by_start) if exact is None else a
    if cut > a:
        return _split(s, a, cut, b, inner, by_start, ents)
    is_org = b - a > 1 and heads.get(w.low[b - 1]) == "org" and w.low[b - 1] not in titles
    lead = _lead(s, a, b, by_start, is_org)
    k = lead.name
    person = next((f for f in inner if f.a == k and f.rows[0].table in PERSONS and (f.b - k >= 2 or f.b == b)), None)
    if person is not None:
        gender = person.gender or lead.gender
        out = Found(lead.start, person.b, person.actors, "name", person.rows, gender, lead.role, person.a)
        return [out, *(f for f in inner if f.a >= person.b)]
    if exact is not None and not (lead.titled and _names_one(s, exact, lead)):
        if exact.rows[0].table in ("cities", "regions") and ents.get((a, b)) == "PER":
            return [Found(a, b, (Actor(id=w.words(a, b), name=w.words(a, b), kind="person"),), "ner")]
        return [exact]
    if lead.titled and all(x in titles or x in roles("office") or x in ("of", "and") for x in w.low[k:b]):
        return inner
    kind, gender, label = _kind(s, lead, a, b, is_org, ents)
    if kind == "thing":
        return [
            f for f in inner if f.how != "capital" and (f.b - f.a > 1 or f.rows[0].table not in ("cities", "regions"))
        ]
    if kind == "person" and (lead.titled or b - k >= 2 or label):
        return _person(s, lead, b, inner, gender, label)
    if b - a == 1 and exact is None and w.low[a] in roles("body"):
        return []
    if kind == "organisation" and (b - a >= 2 or label == "ORG"):
        return [exact] if exact is not None else _body(s, a, b, inner)
    if kind == "place" and (b - a >= 2 or label) and (not inner or (b - a >= 2 and heads.get(w.low[b - 1]) == "place")):
        state = inner[0].actors[0].state if inner else None
        return [Found(a, b, (Actor(id=w.words(a, b), name=w.words(a, b), kind="place", state=state),), "ner")]
    return inner


def _pair(s: Scene, a: int, b: int, inner: list[Found]) -> bool:
    """Whether a run is states joined by hyphens and nothing else: "North Korea-US"."""
    at = [a, *(f.b for f in inner)]
    return (
        len(inner) > 1
        and at[-1] == b
        and all(f.a == x and f.rows[0].table == "states" for f, x in zip(inner, at, strict=False))
        and all(s.w.gap[f.b - 1] in ("-", "–", "‑") for f in inner[:-1])
    )


def _inner_title(s: Scene, a: int, b: int, by_start: dict[int, Found]) -> int:
    """Where a title stands inside a run, before a name: "PTI | Chairman Imran Khan"; ``a`` where none does."""
    w = s.w
    if any(x in ("of", "for") for x in w.low[a:b]) or word_list("name_heads").get(w.low[b - 1]) in ("org", "place"):
        return a
    for t in range(a + 1, b - 1):
        if _title(w.low[t]) and not _title(w.low[b - 1]) and w.gap[t - 1] == " " and w.low[t] != "general":
            two = " ".join(w.low[t - 1 : t + 1])
            lead = by_start.get(a)
            if lead is not None and lead.b >= t - 1 and lead.rows[0].table in _BEFORE_TITLE:
                return a
            return a if _title(w.low[t - 1]) or (_title(two) and t - 1 == a) else t - _title(two)
    return a


def _split(
    s: Scene, a: int, cut: int, b: int, inner: list[Found], by_start: dict[int, Found], ents: Ents
) -> list[Found]:
    """A body and its holder of office, one after the other; the person belongs to the body."""
    first = read_run(s, a, cut, [f for f in inner if f.b <= cut], by_start, ents)
    rest = read_run(s, cut, b, [f for f in inner if f.a >= cut], by_start, ents)
    word = s.w.low[cut]
    if not first and (word in roles("office") or roles("title").get(word, ("",))[0] == "head"):
        name = s.w.words(a, cut)
        first = [Found(a, cut, (Actor(id=name, name=name, kind="organisation"),), "ner")]
    for f in rest:
        x = f.actors[0]
        if first and x.kind == "person" and x.state is None:
            f.actors = (replace(x, state=first[-1].actors[0].state or first[-1].actors[0].name),)
    return [*first, *rest]


def _names_one(s: Scene, exact: Found, lead: _Lead) -> bool:
    """Whether a title before what the tables know makes it a person: "Senator Warren" (a city), but "a major US"."""
    w = s.w
    if w.cap[lead.start] or w.cap[lead.name - 1]:
        return True
    return exact.rows[0].table == "cities" or w.low[lead.name - 1] in ("president", "minister")


def _lead(s: Scene, a: int, b: int, by_start: dict[int, Found], is_org: bool) -> _Lead:
    """Take states, demonyms and titles off the front of a run, and look for a title before it."""
    w, titles, offices = s.w, roles("title"), roles("office")
    lead, k = _Lead(a, a), a
    while not is_org and k < b:
        f = by_start.get(k)
        if f is not None and f.b < b and f.rows[0].table in _BEFORE_TITLE:
            after = (w.low[f.b], " ".join(w.low[f.b : f.b + 2]))
            titled = any(x in titles or x in offices for x in after)
            holder = f.how in ("demonym", "alias") or (k and w.low[k - 1] == "of" and f.how == "name")
            if titled or (holder and kind_of_run(w, f.b, b)[0] == "person"):
                lead.state, k = f.actors[0].state or f.actors[0].id, f.b
                continue
        size = next((n for n in (3, 2, 1) if k + n < b and _title(" ".join(w.low[k : k + n]))), 0)
        if not size:
            break
        key = " ".join(w.low[k : k + size])
        lead.role = offices[key][0] if key in offices else titles[key][0] or lead.role
        lead.gender = titles.get(key, ("", ""))[1] or lead.gender
        k += size
    lead.name = k
    if k > a:
        lead.titled = True
        if a and w.low[a - 1] in ("former", "then", "ex"):
            lead.former()
        return lead
    before, role, gender = title_before(w, a)
    if before == a:
        return lead
    lead.start, lead.titled, lead.role, lead.gender = before, True, role or None, gender
    if before:
        tables = (f for f in by_start.values() if f.b == before and f.rows[0].table in _BEFORE_TITLE)
        of = next((f for f in tables if w.gap[before - 1] in (" ", "-", ". ")), None)
        if of is not None:
            lead.state, lead.start = of.actors[0].state or of.actors[0].id, of.a
        elif w.low[before - 1] in ("deputy", "former", "acting", "interim", "then", "ex", "fellow"):
            if w.low[before - 1] in ("former", "then", "ex"):
                lead.former()
            lead.start -= 1
    return lead


def _title(key: str) -> bool:
    return key in roles("office") or key in roles("title")


def _kind(s: Scene, lead: _Lead, a: int, b: int, is_org: bool, ents: Ents) -> tuple[str, str, str]:
    """(kind, gender, label of the reader) of a run: its own words first, then the title, then the reader's label."""
    w, k = s.w, lead.name
    kind, gender = ("organisation", "") if is_org else kind_of_run(w, k, b)
    label = ents.get((k, b)) or ents.get((a, b)) or next((v for (x, y), v in ents.items() if x <= k and y >= b), "")
    if not kind and not label:
        label = next((v for (x, y), v in ents.items() if x >= k and y <= b and y - x > (b - k) / 2), "")
    named = lead.titled and kind in ("", "person", "place") and not (b - k == 1 and w.low[k] in roles("body"))
    loud = b - a == 1 and w.words(a, b).isupper() and 2 <= len(w.words(a, b)) <= 7
    if label == "PER" and loud and not lead.titled:
        label = "ORG"
    if named or (label == "PER" and kind in ("", "place")):
        kind = "person"
    elif label == "ORG" and kind in ("", "thing"):
        kind = "organisation"
    elif label == "LOC" and kind == "":
        kind = "place"
    if kind == "person" and b - k == 1 and not lead.titled and k and w.low[k] not in s.by_name:
        before = w.low[k - 1]
        if before == "the" or (before in ("in", "at", "near", "outside") and not w.first[k]):
            kind = "place"
    return kind, gender, label


def _person(s: Scene, lead: _Lead, b: int, inner: list[Found], gender: str, label: str) -> list[Found]:
    k = lead.name
    if any(f.rows[0].table in ("outlets", "organisations") and f.b - f.a >= 2 for f in inner):
        return inner
    if not lead.titled and not gender and label != "PER" and any(f.rows[0].table == "states" for f in inner):
        return inner
    name = s.w.words(k, b)
    actor = Actor(id=name, name=name, kind="person", state=lead.state, role=lead.role)
    sex = lead.gender or (gender if gender in ("m", "f") else "")
    return [Found(lead.start, b, (actor,), "name" if b - k >= 2 else "surname", [], sex, lead.role, k)]


def _body(s: Scene, a: int, b: int, inner: list[Found]) -> list[Found]:
    """An organisation by its words; "Turkish Foreign Ministry" is left to the role nouns."""
    w = s.w
    for f in inner:
        if f.a == a and f.b < b and " ".join(w.low[f.b : b]) in roles("body"):
            return inner
    state = next((f.actors[0].state for f in inner if f.actors[0].state), None)
    last = w.low[b - 1]
    role = last if word_list("name_heads").get(last) == "org" else None
    name = w.words(a, b)
    return [Found(a, b, (Actor(id=name, name=name, kind="organisation", state=state, role=role),), "ner")]
