"""The same story on several sites: copies, which count once, and kin, which are told apart from copies.

Sketches (``collect.same_story``) that have numbers in common are compared. An article is a copy of another where most of its
own runs of words stand there, and kin to it where a good part of either stands in the other: a wire story rewritten or built
upon, a paragraph taken over. A report of the same event in other words throughout is neither. Of articles that are copies of
one another the original is the one that others name as their origin, else the first published; one that names an origin that
is among them is not the original, whatever their days.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

COPY = 0.6
"""Share of an article's own runs that stand in another from which on it is a copy of that; ``bench/copies.py`` has the
curve. Articles that share a form (an interview series with the same questions) have been seen with .57."""
NAMED = 0.5
"""The same where the article names the other's outlet as its origin."""
KIN = 0.2
"""Share of the shorter one's runs that stand in the other from which on two articles are kin."""
SHARED = 2
"""Numbers that two sketches must have in common to be compared; of Jaccard similarity .05, 99 % of the pairs do."""
SHORT = 12
"""A text of fewer runs is too short to be told by a part: such are compared as wholes."""
FULL = 10
"""Where more sketches have the same number at a place, each is compared with so many before it, and with as many first ones."""
_SKETCH = re.compile(r"(?:[0-9a-f]{8}){2,}")
_LEFT_OUT = re.compile(r"^(?:www\.)?(?:the)?|\.(?:com?|net|org|info)(?:\.\w\w)?$|\W")


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
    """``key`` is a ``copy`` of or ``kin`` to ``of``; ``share`` of its runs (kin: of the shorter one's) stand in the other."""

    key: str
    of: str
    how: str
    share: float


def find_copies(pieces: Iterable[Piece], *, copy: float = COPY, kin: float = KIN) -> dict[str, Likewise]:
    """Copies and kin by their keys; each points at an original, never at a copy.

    The answer does not depend on the order of ``pieces``. What is no sketch, or not of the length that most
    have, is not compared.
    """
    found = sorted(pieces, key=lambda p: (p.published is None, p.published or dt.date.min, p.key))
    compared = _Compared([p.sketch for p in found])
    names = [(_plain(p.publisher), _plain(p.origin)) for p in found]
    share = compared.share

    def needs(a: int, b: int) -> float:
        return min(copy, NAMED) if names[a][1] == names[b][0] != "" else copy

    alike: dict[int, list[int]] = defaultdict(list)
    for a, b in compared.links:
        if share(a, b) >= needs(a, b) or share(b, a) >= needs(b, a):
            alike[a].append(b)
            alike[b].append(a)
    of: dict[int, int] = {}
    for group in _groups(alike):
        there = {names[n][0] for n in group} - {""}
        named = {names[n][1] for n in group if names[n][1] != names[n][0]} & there
        rank = {n: (names[n][1] in named - {names[n][0]}, names[n][0] not in named, n) for n in group}
        for n in sorted(group, key=rank.__getitem__):
            before = [m for m in alike[n] if rank[m] < rank[n] and share(n, m) >= needs(n, m)]
            far = [m for m in before if m in of and share(n, of[m]) >= kin]
            if direct := [m for m in before if m not in of]:
                of[n] = max(direct, key=lambda m: (names[m][0] == names[n][1] != "", share(n, m) + share(m, n), -m))
            elif far:  # copied from a copy, and changed twice
                of[n] = of[max(far, key=lambda m: (share(n, m) + share(m, n), -m))]
    out = {
        n: Likewise(key=found[n].key, of=found[m].key, how="copy", share=round(share(n, m), 2)) for n, m in of.items()
    }
    nearest: dict[int, tuple[float, int]] = {}
    for a, b in compared.links:
        most = max(share(a, b), share(b, a))
        if most >= kin and b not in of and of.get(a, a) != b:
            nearest[b] = max(nearest.get(b, (0.0, 0)), (most, -of.get(a, a)))
    for n, (most, m) in nearest.items():
        out[n] = Likewise(key=found[n].key, of=found[-m].key, how="kin", share=round(most, 2))
    return {found[n].key: out[n] for n in sorted(out)}


def contained(a: str, b: str) -> float:
    """The share of the smaller text's runs that stand in the other, by their sketches."""
    both = _Compared([a, b])
    return max(both.share(0, 1), both.share(1, 0))


class _Compared:
    """Sketches side by side: which have something in common (``links``), and how much of one stands in another."""

    def __init__(self, sketches: list[str]) -> None:
        lengths = Counter(len(s) for s in sketches if _SKETCH.fullmatch(s))
        length = max(sorted(lengths), key=lengths.__getitem__, default=0)
        rows = [i for i, s in enumerate(sketches) if len(s) == length and _SKETCH.fullmatch(s)]
        self.row = {i: n for n, i in enumerate(rows)}
        numbers = np.frombuffer(bytes.fromhex("".join(sketches[i] for i in rows)), dtype=">u4").astype(np.int64)
        numbers = numbers.reshape(len(rows), max(2, length // 8))
        self.sizes: list[int] = numbers[:, 0].tolist()
        self.minima = numbers[:, 1:]
        self.likeness: dict[tuple[int, int], float] = {}
        found = _candidates(self.minima)
        for some in np.array_split(found, len(found) // 10_000 + 1):
            same = (self.minima[some[:, 0]] == self.minima[some[:, 1]]).mean(axis=1)
            self.likeness |= {(rows[a], rows[b]): j for (a, b), j in zip(some.tolist(), same.tolist(), strict=True)}
        self.links = sorted(self.likeness)

    def share(self, a: int, b: int) -> float:
        """The share of the first one's runs that stand in the second. With Jaccard similarity j and sizes m and n there are
        j/(1+j)*(m+n) runs in both (Broder 1997)."""
        if a not in self.row or b not in self.row:
            return 0.0
        x, y = self.row[a], self.row[b]
        pair = min(a, b), max(a, b)
        if pair not in self.likeness:
            self.likeness[pair] = float((self.minima[x] == self.minima[y]).mean())
        j, m, n = self.likeness[pair], self.sizes[x], self.sizes[y]
        return j if min(m, n) < SHORT else min(1.0, j / (1 + j) * (m + n) / m)


def _candidates(minima: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Pairs of rows, the earlier first, that have ``SHARED`` numbers in common."""
    count = len(minima)
    place = np.arange(count)
    found = [place[:0]]
    for numbers in minima.T:
        order = np.argsort(numbers, kind="stable")
        fresh = np.diff(numbers[order], prepend=-1) != 0
        start = np.maximum.accumulate(np.where(fresh, place, 0))
        for back in range(1, FULL + 1):
            at = place[place - start >= back]
            found.append(order[at - back] * count + order[at])
        for first in range(FULL):
            at = place[place - start > FULL + first]
            found.append(order[start[at] + first] * count + order[at])
    pairs, times = np.unique(np.concatenate(found), return_counts=True)
    return np.stack(np.divmod(pairs[times >= SHARED], max(1, count)), axis=1)


def _groups(alike: dict[int, list[int]]) -> list[list[int]]:
    """Articles that are linked, directly or by others."""
    seen: set[int] = set()
    out = []
    for start in sorted(alike):
        if start in seen:
            continue
        seen.add(start)
        group, left = [], [start]
        while left:
            group.append(left.pop())
            fresh = [m for m in alike[group[-1]] if m not in seen]
            seen.update(fresh)
            left += fresh
        out.append(group)
    return out


def _plain(name: str | None) -> str:
    """An outlet's name or address as it may be compared.

    >>> _plain("The Hanji Daily") == _plain("hanjidaily.com")
    True
    """
    return _LEFT_OUT.sub("", (name or "").strip().casefold())
