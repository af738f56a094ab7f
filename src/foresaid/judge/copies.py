"""The same story on several sites: copies, which count once, and kin, which are told apart from copies.

Sketches (``collect.same_story``) that share a band of numbers are compared; two texts are a copy of one another where most
of the shorter one's runs of words stand in the longer, and kin where a good part does: a wire story rewritten, an article
with a passage of another. The original is the one that others name as their origin, else the first published.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

COPY = 0.65
"""Share of the shorter text's runs that stand in the longer from which on it is a copy; ``bench/copies.py`` has the curve."""
KIN = 0.2
"""The same from which on two texts are kin."""
BAND = 3
"""Numbers in a band: two texts of Jaccard similarity j share one of the bands with 1-(1-j^3)^42."""
SHORT = 12
"""Texts of fewer runs are compared by their whole alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What is known of an article here: ``key``, its day, ``sketch``, who published it and whom it names as origin."""

    key: str
    published: dt.date | None
    sketch: str
    publisher: str | None
    origin: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Likewise:
    """``key`` is a ``copy`` of or ``kin`` to ``of``; ``share`` of the shorter text's runs stand in the longer."""

    key: str
    of: str
    how: str
    share: float


def find_copies(pieces: Iterable[Piece]) -> dict[str, Likewise]:
    """Copies and kin by the key of the later article; each points at the original, never at another copy.

    The answer does not depend on the order of ``pieces``.
    """
    found = sorted(pieces, key=lambda p: (p.published is None, p.published or dt.date.min, p.key))
    place = {p.key: n for n, p in enumerate(found)}
    bands: dict[tuple[int, str], list[Piece]] = defaultdict(list)
    out: dict[str, Likewise] = {}
    originals = {p.key: p.key for p in found}
    for p in found:
        numbers = _numbers(p.sketch)
        best: tuple[float, Piece] | None = None
        seen: set[str] = set()
        for band in _bands(numbers):
            for other in bands[band]:
                if other.key not in seen:
                    seen.add(other.key)
                    share = contained(p.sketch, other.sketch)
                    rank = (share, _names(p, other), -place[other.key])
                    if share >= KIN and (best is None or rank > (best[0], _names(p, best[1]), -place[best[1].key])):
                        best = (share, other)
            bands[band].append(p)
        if best is not None:
            how = "copy" if best[0] >= COPY else "kin"
            of = originals[best[1].key] if how == "copy" else best[1].key
            out[p.key] = Likewise(key=p.key, of=of, how=how, share=round(best[0], 2))
            if how == "copy":
                originals[p.key] = of
    return out


def contained(a: str, b: str) -> float:
    """The share of the smaller text's runs that stand in the other, by their sketches: with Jaccard similarity j and sizes
    m <= n it is j/(1+j) * (m+n)/m (Broder 1997)."""
    x, y = _numbers(a), _numbers(b)
    m, n = sorted((x[0], y[0]))
    j = sum(p == q for p, q in zip(x[1:], y[1:], strict=True)) / max(1, len(x) - 1)
    return min(1.0, j / (1 + j) * (m + n) / m) if m else 0.0


def _numbers(sketch: str) -> tuple[int, ...]:
    return tuple(int(sketch[i : i + 8], 16) for i in range(0, len(sketch), 8))


def _bands(numbers: tuple[int, ...]) -> list[tuple[int, str]]:
    rest = numbers[1:]
    return [(i, ",".join(map(str, rest[i : i + BAND]))) for i in range(0, len(rest) - BAND + 1, BAND)]


def _names(a: Piece, b: Piece) -> bool:
    """Whether one names the other's publisher as its origin."""
    return bool((a.origin and a.origin == b.publisher) or (b.origin and b.origin == a.publisher))
