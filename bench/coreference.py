"""How alike are two clusterings of the same mentions? MUC, B-cubed, CEAF-e and their mean, the CoNLL F1.

Formulas: MUC, Vilain et al. 1995; B-cubed, Bagga and Baldwin 1998; CEAF with the entity similarity phi-4, Luo 2005; the mean of the
three F1, Pradhan et al. 2012. Clusters of one mention count, as in the scorer of that task. Checked against cases worked by hand in
``tests/bench/test_ecb.py``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

Clusters = Sequence[frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Precision and recall of one measure, between 0 and 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean; 0 where both are 0."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def _owner(clusters: Clusters) -> dict[str, int]:
    return {m: k for k, c in enumerate(clusters) for m in c}


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def muc(gold: Clusters, system: Clusters) -> Score:
    """Of the links that hold clusters together, the share that the other side has too."""

    def one_way(a: Clusters, b: Clusters) -> float:
        owner = _owner(b)
        kept = sum(len(c) - len({owner.get(m, m) for m in c}) for c in a)
        return _share(kept, sum(len(c) - 1 for c in a))

    return Score(precision=one_way(system, gold), recall=one_way(gold, system))


def b_cubed(gold: Clusters, system: Clusters) -> Score:
    """Mean over mentions of the share of its cluster that the other side's cluster of it has too."""

    def one_way(a: Clusters, b: Clusters) -> float:
        owner, total = _owner(b), 0.0
        for c in a:
            count: defaultdict[int, int] = defaultdict(int)
            for m in c:
                if m in owner:
                    count[owner[m]] += 1
            total += sum(n * n for n in count.values()) / len(c)
        return _share(total, sum(len(c) for c in a))

    return Score(precision=one_way(system, gold), recall=one_way(gold, system))


def ceaf_e(gold: Clusters, system: Clusters) -> Score:
    """The best one-to-one alignment of clusters, by the Dice coefficient of their mentions."""
    owner = _owner(system)
    shared: defaultdict[tuple[int, int], int] = defaultdict(int)
    for g, c in enumerate(gold):
        for m in c:
            if m in owner:
                shared[g, owner[m]] += 1
    total = 0.0
    for part in _components(shared):
        rows, columns = sorted({g for g, _ in part}), sorted({s for _, s in part})
        at_row, at_column = {g: i for i, g in enumerate(rows)}, {s: i for i, s in enumerate(columns)}
        alike = np.zeros((len(rows), len(columns)))
        for g, s in part:
            alike[at_row[g], at_column[s]] = 2 * shared[g, s] / (len(gold[g]) + len(system[s]))
        best = linear_sum_assignment(-alike)
        total += float(alike[best].sum())
    return Score(precision=_share(total, len(system)), recall=_share(total, len(gold)))


def _components(pairs: Iterable[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Pairs of gold and system clusters that share mentions, in groups that share none with each other."""
    by_gold: defaultdict[int, list[int]] = defaultdict(list)
    by_system: defaultdict[int, list[int]] = defaultdict(list)
    for g, s in pairs:
        by_gold[g].append(s)
        by_system[s].append(g)
    seen: set[int] = set()
    out = []
    for first in by_gold:
        if first in seen:
            continue
        seen.add(first)
        todo, part = [first], []
        while todo:
            g = todo.pop()
            for s in by_gold[g]:
                part.append((g, s))
                new = [x for x in by_system[s] if x not in seen]
                seen.update(new)
                todo += new
        out.append(part)
    return out


def scores(gold: Clusters, system: Clusters) -> dict[str, Score]:
    """The three measures by name."""
    return {"MUC": muc(gold, system), "B3": b_cubed(gold, system), "CEAFe": ceaf_e(gold, system)}


def conll(gold: Clusters, system: Clusters) -> float:
    """The mean of the F1 of the three measures."""
    return sum(s.f1 for s in scores(gold, system).values()) / 3


def clusters(event: Mapping[str, str]) -> list[frozenset[str]]:
    """Mention → event as clusters of mentions, in the order in which the events first stand.

    >>> clusters({"a": "1", "b": "2", "c": "1"}) == [frozenset("ac"), frozenset("b")]
    True
    """
    out: defaultdict[str, list[str]] = defaultdict(list)
    for m, e in event.items():
        out[e].append(m)
    return [frozenset(c) for c in out.values()]
