"""Which two states a relation holds between: named, implied by the clause, or the article's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from foresaid.core import Actor, Mention
from foresaid.read.clauses import conjuncts, subject
from foresaid.read.participants import People
from foresaid.read.word_forms import noun_bases
from foresaid.rules import load_rules

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationRule:
    """One row of ``rules/en/relations.yml``; the fields are explained there."""

    id: str
    family: str
    words: tuple[str, ...]
    tone: int = 0
    along: tuple[str, ...] = ()


BOUND = frozenset(["with", "to", "toward", "towards", "against", "between", "of", "among", "and"])
NOUNS = ("NOUN", "PROPN", "PRON", "ADJ", "DET", "NUM")


def state_of(a: Actor) -> str | None:
    """The state (alpha-3) that an actor is or acts for (as leader, minister, seat); None for a company or party."""
    if a.kind == "person" and a.role is None and a.state is not None:
        got: str | None = None
    else:
        got = a.id if a.kind == "state" else a.state if a.kind in ("person", "place") else None
    return got if got is not None and len(got) == 3 and got.isalpha() and got.isupper() else None


def states_at(t: Token, people: People) -> list[str]:
    """The states that the noun phrase headed by ``t`` stands for, in text order, through coordination."""
    out: list[str] = []
    for x in (t, *conjuncts(t)):
        m: Mention | None = people.at(x)
        beside = next((c for c in x.children if c.dep_ == "appos"), None) if x.i not in people.by_token else None
        if beside is not None and x.pos_ == "NOUN":
            out += [s for s in states_at(beside, people) if s not in out]
        if m is None and _acts(x):
            for c in (*(y.i for y in x.children if y.dep_ in ("amod", "compound", "nmod:poss") and y.i < x.i),):
                m = m or people.by_token.get(c)
        if m is not None:
            out += [s for a in m.actors if (s := state_of(a)) is not None and s not in out]
    return out


def _acts(n: Token) -> bool:
    """Whether a noun stands for the state that qualifies it: "the Chinese side", not "Beijing zoo"."""
    return n.pos_ in ("NOUN", "PROPN") and n.lower_ in acting()


@cache
def acting() -> frozenset[str]:
    """Nouns for those who act for a state, singular and plural."""
    return frozenset(
        noun_bases(w for r in load_rules("relations", RelationRule) if r.family == "acts" for w in r.words)
    )


def bound_to(n: Token, people: People) -> tuple[list[str], list[str]]:
    """States that a noun of a relation names: who has it ("US-China ties"), with whom ("ties with China")."""
    own: list[str] = []
    other: list[str] = []
    for c in sorted(n.children, key=lambda c: c.i):
        case = {g.lower_ for g in c.children if g.dep_ == "case"}
        if c.dep_ in ("nmod:poss", "compound", "amod", "nmod:desc", "det:poss"):
            own += [s for s in states_at(c, people) if s not in own]
            if c.i in people.by_token:
                own += [s for a in people.by_token[c.i].actors if (s := state_of(a)) and s not in own]
            for g in c.children:
                if g.dep_ in ("compound", "conj", "amod") and g.i in people.by_token:
                    extra = [s for a in people.by_token[g.i].actors if (s := state_of(a)) and s not in own]
                    own = [*extra, *own] if g.i < c.i else [*own, *extra]
        elif c.dep_ in ("nmod", "obl", "appos") and case & BOUND:
            got = states_at(c, people)
            if case & {"between", "among", "of"}:
                own += [s for s in got if s not in own]
            else:
                other += [s for s in got if s not in other]
    return own, other


def pairs(own: Iterable[str], other: Iterable[str]) -> Iterator[Pair]:
    """The dyads of those who have a relation and those with whom; between two owners where there are no others."""
    a, b = list(dict.fromkeys(own)), list(dict.fromkeys(other))
    if b:
        yield from ((x, y) for x in a for y in b if x != y)
    elif len(a) == 2:
        yield a[0], a[1]


def subject_states(v: Token, people: People) -> list[str]:
    """The states of the subject of ``v`` (or of the clause above it)."""
    t, k = v, 0
    while k < 5:
        s = subject(t)
        if s is not None:
            return states_at(s, people)
        if t.head.i == t.i:
            return []
        t, k = t.head, k + 1
    return []


def main_state(people: People, without: Iterable[str]) -> list[str]:
    """The state that the article is most about, of those not in ``without``: at most one, and only where it leads."""
    count: dict[str, int] = {}
    for m in people.mentions:
        for s in dict.fromkeys(x for a in m.actors if (x := state_of(a)) is not None):
            count[s] = count.get(s, 0) + 1
    skip = set(without)
    ranked = sorted((-n, s) for s, n in count.items() if s not in skip)
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return []
    return [ranked[0][1]] if -ranked[0][0] >= 2 else []
