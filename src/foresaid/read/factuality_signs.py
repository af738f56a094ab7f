"""Signatures for how sure an event is: the rules of ``rules/en/factuality.yml`` by word and frame."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from foresaid.rules import load_rules

KINDS = ("predicate", "modal", "adverb", "mark", "case", "det", "form")
ENDINGS = (("d", ""), ("ed", ""), ("s", ""), ("es", ""), ("ing", ""), ("ing", "e"), ("ied", "y"), ("ies", "y"))


BEND = 1.5
"""How fast an event's value leaves ``so`` (or ``denied``) as the statement above it becomes less sure; 1 would be in
proportion. Of 1, 1.5, 2 and 3, the best on the news sentences of Lee et al. 2015 (training part)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One row of ``rules/en/factuality.yml``: what a word lays on the event in its scope where its own statement is so
    (``so``), where it is denied (``denied``) and where it is left open (``open``; halfway if None), all in [-3, 3]."""

    id: str
    kind: str
    so: float
    denied: float
    words: tuple[str, ...] = ()
    frames: tuple[str, ...] = ()
    open: float | None = None

    def at(self, certainty: float) -> float:
        """The value laid on the event where the statement itself has ``certainty``: ``so`` at 3, ``open`` at 0,
        ``denied`` at -3; doubt above weighs more than its share (``BEND``)."""
        middle = (self.so + self.denied) / 2.0 if self.open is None else self.open
        end = self.so if certainty >= 0 else self.denied
        share: float = min(1.0, abs(certainty) / 3.0) ** BEND
        return share * end + (1.0 - share) * middle


@cache
def _signs() -> dict[tuple[str, str, str], Sign]:
    out: dict[tuple[str, str, str], Sign] = {}
    for r in load_rules("factuality", Sign):
        for word in r.words or (r.id,):
            for frame in r.frames or ("",):
                out.setdefault((r.kind, word, frame), r)
    return out


def form(name: str) -> Sign:
    """The signature of a construction."""
    return _signs()[("form", name, "")]


def sign(kind: str, word: str, frame: str = "") -> Sign | None:
    """The signature of ``word`` of that kind in ``frame``, else the one for all frames, else None."""
    signs = _signs()
    return signs.get((kind, word, frame)) or signs.get((kind, word, ""))


@cache
def _predicates() -> frozenset[str]:
    return frozenset(word for kind, word, _ in _signs() if kind == "predicate")


@cache
def _bases(lemma: str, low: str, particle: str) -> tuple[str, ...]:
    """Base forms that a word (with its particle) may have, best first: lemmas are learnt, and err ("agre")."""
    out = [low, lemma]
    for end, more in ENDINGS:
        if low.endswith(end) and len(low) - len(end) > 1:
            stem = low[: -len(end)] + more
            out += [stem, stem[:-1]] if len(stem) > 3 and stem[-1:] == stem[-2:-1] else [stem]
    known = _predicates()
    return tuple(dict.fromkeys(b + particle for b in out if b + particle in known))


def predicate(token: Token, *frames: str) -> Sign | None:
    """The signature of ``token`` over a complement in the first of ``frames`` that it has one for, else None."""
    particle = next((" " + c.lower_ for c in token.children if c.dep_ == "compound:prt"), "")
    bases = _bases(token.lemma_.lower(), token.lower_, particle) if particle else ()
    for base in (*bases, *_bases(token.lemma_.lower(), token.lower_, "")):
        for frame in frames:
            if found := sign("predicate", base, frame):
                return found
    return None
