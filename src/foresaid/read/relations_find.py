"""Where a sentence says how two states stand to each other: the words, the pair, the tone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from foresaid.read.clauses import subject
from foresaid.read.participants import People
from foresaid.read.relations_pairs import (
    Pair,
    RelationRule,
    acting,
    bound_to,
    main_state,
    pairs,
    states_at,
    subject_states,
)
from foresaid.read.reports_told import tense, told
from foresaid.read.word_forms import noun_bases, verb_bases
from foresaid.rules import load_rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """``at``: the word that has the tone, ``top``: the head of what is quoted; the rest as it goes out."""

    at: Token
    top: Token
    pair: Pair
    tone: int
    rules: tuple[str, ...]


@cache
def rules() -> dict[str, dict[str, RelationRule]]:
    """The rules by family and word; of two rules of a family with one word the first counts."""
    out: dict[str, dict[str, RelationRule]] = {}
    for r in load_rules("relations", RelationRule):
        for w in r.words:
            out.setdefault(r.family, {}).setdefault(w, r)
    return out


@cache
def _verb_forms(family: str) -> dict[str, str]:
    return verb_bases(w for w in rules()[family] if " " not in w)


@cache
def _noun_forms(family: str) -> dict[str, str]:
    return noun_bases(rules()[family])


@cache
def gate() -> frozenset[str]:
    """Every form of a word at which a relation may be found; other words need no look at their tree."""
    nouns = {w.split()[-1] for f in ("bond", "between", "kin") for w in _noun_forms(f)}
    return frozenset(nouns | set(rules()["state"]) | set(_verb_forms("toward")))


def _noun(t: Token, family: str) -> RelationRule | None:
    if t.pos_ not in ("NOUN", "PROPN"):
        return None
    for c in t.children:
        if c.dep_ == "compound" and (r := rules()[family].get(f"{c.lower_} {t.lower_}")):
            return r
    base = _noun_forms(family).get(t.lower_)
    return rules()[family][base] if base else None


def _verb(t: Token, family: str) -> RelationRule | None:
    if t.pos_ not in ("VERB", "ADJ") and not t.tag_.startswith("VB"):
        return None
    base = _verb_forms(family).get(t.lower_)
    return rules()[family][base] if base else None


def relations_at(t: Token, people: People) -> Iterator[Found]:
    """What the word ``t`` says of two states, if anything."""
    if _noun(t, "bond"):
        yield from _bond(t, people)
    elif r := _noun(t, "between"):
        yield from _between(t, r, people)
    elif r := _noun(t, "kin"):
        yield from _kin(t, r, people)
    if r := rules()["state"].get(t.lower_):
        yield from _state(t, r, people)
    if r := _verb(t, "toward"):
        yield from _toward(t, r, people)


def _bond(n: Token, people: People) -> Iterator[Found]:
    """ "relations with China are chilly", "its close ties to Moscow", "severed ties", "ties have soured"."""
    own, other = bound_to(n, people)
    v, word, r, top = n, n, None, n
    g = n.head
    attributes = [c for c in n.children if c.dep_ in ("amod", "acl", "compound") and c.lower_ in rules()["quality"]]
    if (
        n.dep_.startswith("nsubj")
        and g.pos_ == "VERB"
        and (x := _verb(g, "change"))
        and not any(c.dep_ == "obj" for c in g.children)
    ):
        word, r, v, top = g, x, g, g
    elif n.dep_.startswith("nsubj") and (q := _predicate(g)) is not None:
        word, r, v, top = q, rules()["quality"][q.lower_], g, g
    elif n.dep_ in ("obj", "nsubj:pass") and (x := _verb(g, "deed")):
        word, r, v, top = g, x, g, g
    elif (
        n.dep_ == "obj"
        and g.lower_ in ("saw", "seen")
        and (a := next((c for c in g.children if c.dep_ == "xcomp" and _verb(c, "change")), None))
    ):
        word, r, v, top = a, _verb(a, "change"), g, g
    elif attributes:
        word = attributes[0]
        if word.tag_ == "JJR" and any(
            c.dep_ == "case" and c.lower_ in ("toward", "towards", "for", "to") for c in n.children
        ):
            return  # "working towards a better relationship"
        r, v, top = rules()["quality"][word.lower_], _clause(n), n
        if n.dep_ in ("obj", "nsubj", "nsubj:pass") and n.head.pos_ in ("VERB", "AUX"):
            top = (
                n.head
                if n.dep_ == "obj"
                and n.head.lower_ in ("has", "have", "had", "enjoys", "enjoy", "maintains", "keeps", "enjoyed")
                else n
            )
    if r is None or not _holds(v):
        return
    if r.family == "deed" and g.i == v.i and not own:
        own = subject_states(g, people)
    yield from _found(n, word, top, r, own, other, v, people)


def _predicate(g: Token) -> Token | None:
    """The word of quality that is said of a relation: "are chilly", "remain cold", "are at their lowest point"."""
    quality = rules()["quality"]
    if g.lower_ in quality and (g.pos_ == "ADJ" or any(c.dep_ in ("cop", "aux", "aux:pass") for c in g.children)):
        return g
    for c in g.children:
        if (
            c.dep_ in ("xcomp", "amod", "conj", "acl")
            and c.lower_ in quality
            and (c.dep_ != "amod" or any(x.dep_ == "cop" for x in g.children))
        ):
            return c
    if _verb(g, "copula") is not None:
        for t in g.doc[g.i + 1 : min(g.i + 3, g.sent.end)]:
            if t.lower_ in quality and t.pos_ == "ADJ":
                return t
            if t.pos_ != "ADV":
                break
    return None


def _between(n: Token, r: RelationRule, people: People) -> Iterator[Found]:
    """ "tensions between", "a rift with", "the US-China trade war"; what has eased is turned."""
    own, other = bound_to(n, people)
    g = n.head
    v = _clause(n)
    if (
        n.pos_ == "PROPN"
        or not (other or len(own) == 2)
        or any(c.lower_ in ("in", "of") and c.dep_ == "case" for c in n.children)
    ):
        return
    if not _holds(v) or (n.dep_ == "obj" and _no(g)):
        return
    extra: tuple[str, ...] = ()
    tone = r.tone
    if n.dep_.startswith(("nsubj", "obj")) and _verb(g, "fall"):
        tone, extra = (r.tone if _no(g) else (1 if r.tone < 0 else -1)), ("relation.fall",)
    if r.family == "between" and not own and n.dep_ in ("obj", "obl", "nmod"):
        own = subject_states(v, people)
    for f in _found(n, n, v if n.dep_.startswith("nsubj") else n, r, own, other, v, people, deny=n):
        yield Found(
            at=f.at,
            top=f.top,
            pair=f.pair,
            tone=tone if extra or f.tone == r.tone else f.tone,
            rules=(*f.rules, *extra),
        )


def _kin(n: Token, r: RelationRule, people: People) -> Iterator[Found]:
    """ "Belarus is an ally of Russia", "allies Washington and Seoul", "its ally China"."""
    own, other = bound_to(n, people)
    if any(c.lower_ in rules()["dealing"] for c in n.children if c.dep_ in ("compound", "amod")):
        return
    sworn = n.dep_ == "obj" and n.head.lower_ == "sworn"
    if sworn or any(c.dep_ == "cop" for c in n.children):
        s = subject(n.head if sworn else n)
        if s is None or not _holds(n):
            return
        mine = states_at(s, people)
        partners = [x for x in (*other, *own) if x not in mine]
        if partners or (len(mine) == 2 and n.lower_.endswith("s")):
            yield from _found(n, n, n, r, mine, partners, n, people, implied=False)
        return
    beside = [c for c in n.children if c.dep_ in ("appos", "flat", "nmod:desc")] + (
        [n.head] if n.dep_ in ("appos", "nmod:desc", "compound") else []
    )
    named = [s for c in beside for s in states_at(c, people)]
    v = _clause(n)
    if named and own and not other:
        yield from _found(n, n, n, r, own, [s for s in named if s not in own], v, people, implied=False)
    elif len(named) == 2 and not own and n.lower_.endswith("s") and not any(c.dep_ == "case" for c in n.children):
        yield from _found(n, n, n, r, named, [], v, people, implied=False)
    elif named and other:
        yield from _found(n, n, n, r, named, other, v, people, implied=False)


def _state(t: Token, r: RelationRule, people: People) -> Iterator[Found]:
    """ "at odds with", "on good terms with", "hostile to", "at war"."""
    case = {c.lower_ for c in t.children if c.dep_ == "case"}
    noun = t.pos_ == "NOUN"
    if noun and not case & {"at", "in", "on"}:
        return
    if not (any(c.dep_ == "cop" for c in t.children) or t.dep_ in ("obl", "acl", "advcl", "xcomp", "nmod", "conj")):
        return
    tone = r.tone
    if t.lower_ == "terms":
        words = {c.lower_ for c in t.children if c.dep_ in ("amod", "compound")}
        sign = [rules()["quality"][w].tone for w in sorted(words) if w in rules()["quality"]]
        if not sign and "speaking" not in words:
            return
        tone = sign[0] if sign else 0
    elif t.lower_ in ("close", "closer") and not any(
        c.dep_ in ("obl", "nmod") and states_at(c, people) for c in t.children
    ):
        return
    wanted = {"with", "to", "toward", "towards", "of", "against"}
    other: list[str] = []
    for h in (t, t.head) if t.dep_ == "obl" else (t,):
        for c in h.children:
            if (
                c.dep_ in ("obl", "nmod", "nmod:arg")
                and {g.lower_ for g in c.children if g.dep_ == "case"} & wanted
                and c.pos_ in ("PROPN", "NOUN", "PRON")
            ):
                m = people.at(c)
                if m is not None and (not noun or c.i > t.i):
                    other += [s for s in states_at(c, people) if s not in other]
    v = t if any(c.dep_ == "cop" for c in t.children) else _clause(t)
    if not _holds(v):
        return
    s = subject(t) if any(c.dep_ == "cop" for c in t.children) else subject(v)
    if s is None or (people.at(s) is None and not _group(s, people)):
        return
    mine = states_at(s, people)
    if not other and not noun:
        return
    rule = RelationRule(id=r.id, family=r.family, words=r.words, tone=tone)
    yield from _found(t, t, v, rule, mine, [x for x in other if x not in mine], v, people, implied=False)


def _group(s: Token, people: People) -> bool:
    return s.lower_ in acting() and len(states_at(s, people)) > 0


def _toward(v: Token, r: RelationRule, people: People) -> Iterator[Found]:
    """ "cozying up with Russia", "has sided with", "angered China"."""
    if not _holds(v):
        return
    parts = {c.lower_ for c in v.children if c.dep_ in ("compound:prt", "advmod", "case", "xcomp")}
    target: list[str] = []
    seen: set[str] = set(parts)
    for c in v.children:
        case = {g.lower_ for g in c.children if g.dep_ == "case"}
        if c.dep_.startswith("obl") and case & {"with", "to", "toward", "towards", "against", "from"}:
            seen |= case
            if people.at(c) is not None:
                target += states_at(c, people)
        elif c.dep_ == "obj" and "" in r.along and people.at(c) is not None:
            seen.add("")
            target += states_at(c, people)
        elif c.dep_ in ("advmod", "xcomp"):
            for g in c.children:
                if g.dep_.startswith("obl") and people.at(g) is not None:
                    target += states_at(g, people)
    if not target or not seen & set(r.along):
        return
    s = subject(v)
    if s is None:
        return
    owner = next((c for c in s.children if c.dep_ == "nmod:poss"), s)
    if people.at(s) is None and people.at(owner) is None and not _group(s, people):
        return
    mine = states_at(s, people) or [x for c in s.children if c.dep_ == "nmod:poss" for x in states_at(c, people)]
    yield from _found(v, v, v, r, mine, target, v, people, implied=False)


def _clause(n: Token) -> Token:
    """The head of the clause that a noun stands in."""
    t, k = n, 0
    while k < 10 and t.head.i != t.i and t.pos_ not in ("VERB", "AUX") and not any(c.dep_ == "cop" for c in t.children):
        t, k = t.head, k + 1
    return t


def _holds(v: Token) -> bool:
    """Whether a clause says how things are or came to be, and not how they may, will or should."""
    if v.pos_ in ("VERB", "AUX") or any(c.dep_ == "cop" for c in v.children):
        if tense(v) == "" and (
            v.tag_ in ("VB", "VBG")
            or any(c.tag_ == "MD" for c in v.children)
            or any(c.lower_ == "to" for c in v.children if c.dep_ == "mark")
        ):
            bare = not any(c.dep_ in ("mark", "case") for c in v.children)
            return v.tag_ == "VBG" and v.dep_ in ("advcl", "acl") and bare and _holds(v.head)
        return told(v)
    return True


def _found(
    n: Token,
    word: Token,
    top: Token,
    r: RelationRule,
    own: list[str],
    other: list[str],
    v: Token,
    people: People,
    *,
    implied: bool = True,
    deny: Token | None = None,
) -> Iterator[Found]:
    names = [f"relation.{r.id}"]
    if implied and not own:
        mine = subject_states(v, people)
        own = [x for x in mine if x not in other] if other else mine if len(mine) == 2 else []
        if not own and other and not _spoken_for(n, v):
            own = main_state(people, other)
        names.append("relation.implied")
    tone = _degree(word, r.tone)
    if tone != r.tone:
        names.append("relation.degree")
    no = _no(word) or (_no(deny) if deny is not None else "")
    if v.i in (word.i, word.head.i) or (top.i == v.i and n.dep_.startswith(("nsubj", "obj"))):
        no = no or _no(v)
    if no:
        tone = -1 if tone > 0 else (1 if no == "longer" and tone < 0 else 0)
        names.append("relation.not")
    for pair in pairs(own, other):
        yield Found(
            at=word if word.i == top.i or _within(word, top) else top, top=top, pair=pair, tone=tone, rules=tuple(names)
        )


def _spoken_for(n: Token, v: Token) -> bool:
    """Whether the clause has a subject of its own that is no state, so that the relation is that one's."""
    s = subject(v)
    return s is not None and s.i != n.i and s.pos_ in ("NOUN", "PROPN")


def _within(t: Token, top: Token) -> bool:
    return t.i == top.i or any(a.i == top.i for a in t.ancestors)


def _degree(word: Token, tone: int) -> int:
    if abs(tone) != 1:
        return tone
    near = {c.lower_ for c in word.children} | ({word.lower_} & set(rules()["degree"]))
    if word.dep_ == "amod":
        near |= {c.lower_ for c in word.head.children if c.dep_ in ("amod", "nmod")}
    return tone * 2 if near & set(rules()["degree"]) else tone


def _no(t: Token) -> str:
    """ "longer" for no longer, "not" for another negation, "" for none."""
    for c in t.children:
        low = c.lower_
        if low == "longer" or (low == "anymore" and c.dep_ == "advmod"):
            return "longer"
        if low in ("not", "n't", "never", "hardly", "neither") and c.dep_.startswith(("advmod", "cc")):
            return "longer" if any(x.lower_ in ("longer", "anymore") for x in t.children) else "not"
        if low == "no" and c.dep_ == "det":
            return "not"
    return ""
