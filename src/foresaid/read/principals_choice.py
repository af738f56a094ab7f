"""From the probabilities of the candidates to the principals of a claim: the set that is expected to be right most."""

from __future__ import annotations

from collections.abc import Sequence

from foresaid.core import Participant
from foresaid.read.principals import Principal
from foresaid.read.principals_features import content

MOST = 4
WEIGHED = 8
"""Candidates below the eighth are left out of account."""
LEAST = 0.08
"""A best candidate less probable than this names nobody."""
UNSEEN = (0.12, 0.06)
"""How likely a principal is none of the candidates, and a second one (the candidates hold 95 % of the gold's)."""
EXACTNESS = 0.25
"""What the F1 of a set counts beside whether it reaches 0.5; at 0 nearly every set would have two members, for a second
name costs nothing by that bar (training/principals.py prints both)."""


def distinct(ranked: Sequence[tuple[float, Principal]]) -> list[tuple[float, Principal]]:
    """The candidates in order, without those whose name is a longer or shorter form of a better one's, or
    whose state is that of a better one."""
    out: list[tuple[float, Principal]] = []
    held: list[frozenset[str]] = []
    states: set[str] = set()
    for score, p in ranked:
        words = content(p.participant.name)
        if p.participant.id in states or (words and any(words <= h or h <= words for h in held)):
            continue
        if p.participant.id:
            states.add(p.participant.id)
        out.append((score, p))
        held.append(words or frozenset(["\0"]))
    return out


def chosen(ranked: Sequence[tuple[float, Principal]], sizes: Sequence[float]) -> tuple[Participant, ...]:
    """The best of the sets that take the first one, two, three or four of ``ranked`` (probability first, best first).

    A set's worth is the chance that its F1 is 0.5 or more, plus ``EXACTNESS`` times its expected F1, the candidates being
    independent but for ``sizes``: how much likelier an event has 0, 1, 2, 3, 4 or more principals than the candidates'
    probabilities alone would have it.
    """
    kept = distinct(ranked)[:WEIGHED]
    if not kept or kept[0][0] < LEAST:
        return ()
    best, top = 1, -1.0
    for k in range(1, min(MOST, len(kept)) + 1):
        hit = counts([s for s, _ in kept[:k]])
        left = counts([s for s, _ in kept[k:]] + list(UNSEEN))
        worth = whole = 0.0
        for h, a in enumerate(hit):
            for m, b in enumerate(left):
                x = a * b * sizes[min(h + m, len(sizes) - 1)]
                f1 = 2 * h / (k + h + m)
                worth += x * ((f1 >= 0.5) + EXACTNESS * f1)
                whole += x
        if worth / whole > top + 1e-9:
            best, top = k, worth / whole
    return tuple(p.participant for _, p in kept[:best])


def counts(probabilities: Sequence[float]) -> list[float]:
    """The chances that none, one, two, ... of independent events happen.

    >>> counts([0.5, 0.5])
    [0.25, 0.5, 0.25]
    """
    out = [1.0]
    for p in probabilities:
        out = [
            (out[i] * (1 - p) if i < len(out) else 0.0) + (out[i - 1] * p if i else 0.0) for i in range(len(out) + 1)
        ]
    return out
