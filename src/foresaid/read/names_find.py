"""Full names: tables, runs of capitals, titles and entities put together; short forms; what stands beside a name."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Token

from foresaid.core import Actor, Article
from foresaid.read.names_scan import PARTICLES, Found, Words, family_of, kind_of_run, runs, table_names, title_before, words_of
from foresaid.read.names_tables import Names, Row, acts, first_names, fold, roles, word_list

PERSONS = ("leaders", "cabinets", "past_leaders")
_PLACE_OF = frozenset("mayor city town port university bishop archbishop residents people outskirts streets north south east west capital suburb centre center battle governor".split())
_GENERIC = frozenset({"senate", "congress", "the house", "house of representatives", "supreme court", "legislative council", "state council", "coast guard",
                      "communist party", "labor party", "labor", "liberals", "freedom party", "national assembly", "department of justice", "department of health"})  # fmt: skip
_LOCATIVE = frozenset("in at near around outside inside across throughout".split())
_BEFORE_MONTH = frozenset("in of on until till since by before after late early mid last next this from to between and or through end during".split())
_COMMON_FAMILY = frozenset("may ban key hunt long price grant page law rich day king bush park moon kim lee li wang he you an so do young lam hun min sall bio".split())
_PARTY_ONLY = re.compile(r"[- ](controlled|led|held|dominated|majority)")


@dataclass(slots=True)
class Person:
    """Somebody named in the article: the actor, the folded names that stand for him or her, and how he or she is spoken of."""

    actor: Actor
    keys: tuple[str, ...]
    gender: str
    at: int


@dataclass(slots=True)
class Scene:
    """What one article has named so far."""

    doc: Doc
    article: Article
    names: Names
    w: Words
    found: list[Found] = field(default_factory=list)
    nested: list[Found] = field(default_factory=list)
    people: dict[str, Person] = field(default_factory=dict)
    by_name: dict[str, list[Person]] = field(default_factory=dict)
    states: Counter[str] = field(default_factory=Counter)
    at: list[int] = field(default_factory=list)

    @property
    def main(self) -> str | None:
        """The state that the article names most; the earliest of equals."""
        return max(self.states, key=lambda s: self.states[s]) if self.states else None

    def tokens(self, a: int, b: int) -> list[Token]:
        """The tokens of words ``a`` to ``b``."""
        if not self.at:
            self.at = [t.idx for t in self.doc]
        lo = bisect_right(self.at, self.w.start[a]) - 1
        hi = bisect_left(self.at, self.w.end[b - 1])
        return [self.doc[i] for i in range(max(lo, 0), hi)]

    def taken(self) -> list[int]:
        """For each word the index in ``found`` of the name that covers it, or -1."""
        out = [-1] * len(self.w.low)
        for k, f in enumerate(self.found):
            for i in range(f.a, f.b):
                out[i] = k
        return out


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
        for f in _read_run(s, a, b, inner, by_start, ents):
            s.found.append(f)
            spent.update(id(x) for x in inner if f.a <= x.a and x.b <= f.b and x is not f)
            s.nested += [x for x in inner if f.a <= x.a and x.b <= f.b and x is not f and (f.actors[0].kind != "person" or x.b <= f.head) and x.how in ("demonym", "name", "alias", "capital") and not any(r.table in PERSONS for r in x.rows)]
    s.nested = [f for f in s.nested if f.rows[0].table not in ("cities", "regions")]
    mine = {id(f) for f in s.found}
    s.found += [f for f in table if id(f) not in spent and id(f) not in mine]
    s.found.sort(key=lambda f: (f.a, -f.b))
    s.found = _outermost(s.found)
    _acronyms(s)
    for p, f in zip(s.found, s.found[1:], strict=False):
        if p.b == f.a and p.how in ("demonym", "name", "alias") and p.actors[0].kind in ("state", "place") and " ".join(w.low[f.a : f.b]) in _GENERIC:
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
        if f.rows[0].table == "cities" and (f.rows[0].cells[3] or w.low[f.a] in word_list("name_stops") or w.first[f.a] and w.low[f.a] in first_names()):
            return not (f.a and w.low[f.a - 1] in ("in", "near", "at", "from", "to") and not w.first[f.a])
        if key in ("the",) or (w.low[f.a] in word_list("name_stops") and f.rows[0].table not in ("own", "states", "organisations")):
            return True
        if key in ("labour", "labor", "total", "punch", "dawn", "wired", "variety", "forbes", "time", "vox", "meta", "shell", "emirates", "ford", "apple", "amnesty", "global", "greens", "liberals", "socialists"):
            return w.first[f.a] and not _verbish(w, f.b) or key in ("ford", "forbes") and not w.first[f.a] and w.gap[f.a - 1] == " " and w.cap[f.a - 1]
        if key == "us" and w.gap[f.b - 1].startswith("$"):
            return True
    if f.how == "demonym" and f.b < len(w.low) and f.rows[0].cells[0] == "POL" and not w.cap[f.a]:
        return True
    return False


def _verbish(w: Words, i: int) -> bool:
    return i < len(w.low) and (w.low[i] in ("said", "has", "had", "will", "is", "was", "plans", "would", "says", "announced", "and") or w.low[i].endswith("ed") or w.low[i] == "s")


def _count_states(s: Scene, table: list[Found]) -> None:
    cut = s.article.headline.end if s.article.headline else 0
    for f in table:
        r = f.rows[0]
        code = r.cells[0] if r.table == "states" else f.actors[0].state
        if code and len(code) <= 3 and code in s.names.state_name:
            weight = 4 if r.table == "states" and f.how != "capital" else 2 if r.table in ("states", "regions", "cities") else 1
            s.states[code] += weight + (4 if s.w.start[f.a] < cut else 0)


def _settle(s: Scene, f: Found) -> Found | None:
    """Choose among the rows that one name may be: Georgia, Brussels, Congress, capitals that are only the place."""
    w, r = s.w, f.rows[0]
    key = " ".join(w.low[f.a : f.b])
    before = w.low[f.a - 1] if f.a and not w.first[f.a] else ""
    if key == "georgia" and (s.states["USA"] > s.states["GEO"] or s.states["USA"] >= 8) and not any(x in w.low for x in ("tbilisi", "abkhazia", "ossetia", "georgian")):
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
    if r.table in ("organisations", "parties") and f.actors[0].state and s.main and f.actors[0].state != s.main and key in _GENERIC:
        f.actors = (replace(f.actors[0], name=w.words(f.a, f.b), id=w.words(f.a, f.b), state=s.main),)
    if key in ("democratic", "republican", "republicans", "the house") and not s.states["USA"] or key in ("democratic", "republican") and not w.cap[f.a]:
        return None
    if r.table == "outlets" and key in ("the times", "the sun", "the age", "the hill", "the atlantic", "the independent", "the republicans", "the australian", "the hindu", "the punch") and (not w.cap[f.a] or key == "the australian" and not _verbish(w, f.b)):
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


def _read_run(s: Scene, a: int, b: int, inner: list[Found], by_start: dict[int, Found], ents: dict[tuple[int, int], str]) -> list[Found]:
    """What one run of capital words names: titles and a demonym in front are taken off it first."""
    w = s.w
    if w.shouted[a] and not inner and not any(x < b and y > a for x, y in ents):
        return []
    exact = next((f for f in inner if f.a == a and f.b == b), None)
    if exact is not None and exact.rows[0].table in PERSONS and b - a >= 2:
        return [exact]
    k, state, role, gender = a, None, None, ""
    titles, offices, bodies = roles("title"), roles("office"), roles("body")
    heads = word_list("name_heads")
    is_org = b - a > 1 and heads.get(w.low[b - 1]) == "org" and w.low[b - 1] not in titles
    while not is_org and k < b:
        f = by_start.get(k)
        if f is not None and f.b < b and f.rows[0].table in ("states", "regions", "cities", "parties", "organisations"):
            nxt = w.low[f.b]
            two = " ".join(w.low[f.b : f.b + 2])
            if nxt in titles or nxt in offices or two in offices or two in titles or (f.how in ("demonym", "alias") and f.b < b and kind_of_run(w, f.b, b, by_start)[0] == "person"):
                state, k = f.actors[0].state or f.actors[0].id, f.b
                continue
        for size in (3, 2, 1):
            key = " ".join(w.low[k : k + size])
            if k + size <= b and (key in offices or key in titles) and not (size == 1 and b - k == 1):
                if key in offices:
                    role, gender = offices[key][0], gender or titles.get(key, ("", ""))[1]
                else:
                    role, gender = titles[key][0] or role, titles[key][1] or gender
                k += size
                break
        else:
            break
    if k >= b:
        k = a
    before, role2, gender2 = title_before(w, k) if k == a else (a, role or "", gender)
    if k == a and before < a:
        role, gender = role2 or role, gender2 or gender
    titled = before < k
    start = before if titled else k
    if titled and k == a and start > 0:
        p = next((f for f in reversed(s.found) if f.b <= start), None)
        q = next((f for f in by_start.values() if f.b == start and f.rows[0].table in ("states", "regions", "cities", "parties", "organisations") and w.gap[start - 1] in (" ", "-", ". ")), None)
        del p
        if q is not None:
            state, start = q.actors[0].state or q.actors[0].id, q.a
        elif w.low[start - 1] in ("deputy", "former", "acting", "interim", "then", "ex", "fellow") and start > 0:
            if w.low[start - 1] in ("former", "then", "ex"):
                role = f"former {role}" if role else role
            start -= 1
    elif k > a:
        start = a
        if a and w.low[a - 1] in ("former", "then", "ex"):
            role = f"former {role}" if role else role
    person = next((f for f in inner if f.a == k and f.rows[0].table in PERSONS and f.b - f.a >= 2 or (f.a == k and f.b == b and f.rows[0].table in PERSONS)), None)
    if person is not None:
        out = Found(start, person.b, person.actors, "name", person.rows, person.gender or gender, role, person.a)
        rest = [f for f in inner if f.a >= person.b]
        return [out, *rest]
    lower = titled and not w.cap[start] and not w.cap[k - 1]
    if exact is not None and (not titled or (lower and exact.rows[0].table != "cities" and w.low[k - 1] not in ("president", "minister"))):
        if exact.rows[0].table in ("cities", "regions") and ents.get((a, b)) == "PER":
            return [Found(a, b, (Actor(id=w.words(a, b), name=w.words(a, b), kind="person"),), "ner")]
        return [exact]
    if b < len(w.low) and w.low[b] in ("tower", "towers"):
        return list(inner)
    kind, g = ("organisation", "") if is_org else kind_of_run(w, k, b, {})
    label = ents.get((k, b)) or ents.get((a, b)) or next((v for (x, y), v in ents.items() if x <= k and y >= b), "")
    if not kind and not label:
        label = next((v for (x, y), v in ents.items() if x >= k and y <= b and y - x > (b - k) / 2), "")
    if titled and kind in ("", "person", "place") and not (b - k == 1 and w.low[k] in bodies):
        kind = "person"
    elif label == "PER" and kind in ("", "place"):
        kind = "person"
    elif label == "ORG" and kind in ("", "thing"):
        kind = "organisation"
    elif label == "LOC" and kind == "":
        kind = "place"
    name = w.words(k, b)
    if titled and all(x in titles or x in offices or x in ("of", "and") for x in w.low[k:b]):
        return list(inner)
    if kind == "person" and b - k == 1 and not titled and (w.low[k - 1] == "the" or (w.low[k - 1] in ("in", "at", "near", "outside") and not w.first[k])) and k and w.low[k] not in s.by_name:
        kind = "place"
    if kind == "thing":
        return [f for f in inner if f.how != "capital" and f.rows[0].table not in ("cities", "regions") or f.b - f.a > 1 and f.how != "capital"]
    if kind == "person" and (titled or b - k >= 2 or label):
        if any(f.rows[0].table in ("outlets", "organisations") and f.b - f.a >= 2 for f in inner):
            return list(inner)
        if not titled and not g and inner and any(f.rows[0].table in ("states",) for f in inner) and label != "PER":
            return list(inner)
        actor = Actor(id=name, name=name, kind="person", state=_state_code(s, state), role=role or None)
        return [Found(start, b, (actor,), "name" if b - k >= 2 else "surname", [], gender or (g if g in ("m", "f") else ""), role, k)]
    if b - a == 1 and exact is None and w.low[a] in bodies:
        return []
    if kind == "organisation" and (b - a >= 2 or label == "ORG"):
        st = next((f.actors[0].state for f in inner if f.actors[0].state), None)
        if exact is not None:
            return [exact]
        body = " ".join(w.low[a:b])
        tail = next((body.removeprefix(" ".join(w.low[f.a : f.b]) + " ") for f in inner if f.a == a), body)
        if tail in bodies and tail != body:
            return list(inner)
        whole = w.words(a, b)
        return [Found(a, b, (Actor(id=whole, name=whole, kind="organisation", state=st, role=w.low[b - 1] if heads.get(w.low[b - 1]) == "org" else None),), "ner")]
    if kind == "place" and not inner and (b - a >= 2 or label):
        whole = w.words(a, b)
        return [Found(a, b, (Actor(id=whole, name=whole, kind="place"),), "ner")]
    if kind == "place" and inner and b - a >= 2 and heads.get(w.low[b - 1]) == "place":
        whole = w.words(a, b)
        return [Found(a, b, (Actor(id=whole, name=whole, kind="place", state=inner[0].actors[0].state),), "ner")]
    return list(inner)


def _state_code(s: Scene, state: str | None) -> str | None:
    return state or None


def _acronyms(s: Scene) -> None:
    """"International Renewable Energy Agency (IRENA)": the acronym means the name from there on."""
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
            role = ("former " if "former" in words else "") + (roles("office")[hit][0] if hit else roles("title")[str(tit)][0] or str(tit))
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


def short_forms(s: Scene) -> None:
    """"Xi", "Koo", "Ms. Rousseff": names already known from the article, then leaders of the day."""
    w, day = s.w, s.article.published
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
        elif f.actors[0].kind == "place" and f.b - f.a == 1 and w.low[f.a] in s.by_name and f.rows and f.rows[0].table in ("cities",):
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
            if j > n or any(taken[x] >= 0 for x in range(i, j)) or not w.cap[j - 1] or any(w.gap[x] not in (" ", "-", "'", "’") for x in range(i, j - 1)):
                continue
            key = " ".join(w.low[i:j])
            if key in s.by_name and not _month(w, i, j):
                p = _who(s, key, i, "")
                if p is not None and (key != p.keys[-1] or key == p.keys[0] or not w.first[i] or key in first_names()):
                    hit = Found(i, j, (p.actor,), "surname", [], p.gender)
                    break
            elif size == 1 or " " in key:
                r = _leader(s, key, None)
                if r is not None and not _month(w, i, j) and not (w.gap[j - 1] == " " and j < n and w.cap[j] and not w.shouted[i] and taken[j] < 0) and not (i and w.gap[i - 1] == " " and w.cap[i - 1] and taken[i - 1] < 0 and not w.shouted[i] and not w.first[i - 1]):
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
    return before in _BEFORE_MONTH or before.isdigit() or bool(re.match(r" \d|, \d|[. ]*\d", after)) or (w.low[i] != "may" and w.low[i] != "april")


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
    """A leader of the day by family name alone, where the article is about his or her state (or all the world knows)."""
    if len(key) < 2:
        return None
    rows = s.names.people(key, s.article.published)
    for r in rows:
        state = r.actor().state or ""
        seen = s.states[state] > 0
        if r.table == "leaders" and (seen if key in _COMMON_FAMILY else seen or (acts(r.office()) and " minister" not in r.office() and len(key) > 4 and role)):
            if key in word_list("name_stops") and not (role or key in ("may",)):
                continue
            return r
        if r.table == "cabinets" and role and seen and (role == r.office() or role.endswith("minister") and r.office().endswith("minister")):
            return r
    return None
