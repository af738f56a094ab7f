"""What one article has named so far: the words, the names found, the persons and states among them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from foresaid.core import Actor, Article
from foresaid.read.names_scan import Found, Words
from foresaid.read.names_tables import Names

PERSONS = ("leaders", "cabinets", "past_leaders")
"""The tables of persons."""


@dataclass(slots=True)
class Person:
    """Somebody named in the article: the actor, the folded names that stand for him or her, the gender where known."""

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
