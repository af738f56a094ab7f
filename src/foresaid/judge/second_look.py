"""A second look at reports that may settle claims: what the other claims and the other reports make of them.

First each pair of a claim and a report is weighed by itself (``evidence.py``). Then it is weighed again with what the first
look found around it: whether the report settles claims that are like this one, whether other reports tell the same or another
outcome of this claim, whether the event was still awaited afterwards.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from foresaid.judge.compare import compare
from foresaid.judge.evidence import Clue, Scene
from foresaid.judge.item import Item
from foresaid.judge.trees import load_model, probability

NONE = -6.0
"""Log odds where there is nothing to tell from."""
LIKELY = 0.3
"""First probability from which on a report's other claims are compared with a claim."""
OTHERS = 12
"""Other claims of a report that a claim is compared with: the surest."""
HAPPENED = ("inside", "after", "before", "none")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A clue with its probability at first sight and at the second look."""

    clue: Clue
    first: float
    sure: float


def first_look(
    scene: Scene, plans: Iterable[Item], model: Mapping[str, Any] | None = None
) -> dict[str, list[tuple[Clue, float]]]:
    """By claim, its clues with their probabilities, each pair by itself."""
    m = load_model("settle") if model is None else model
    return {i.id: [(c, probability(c.signs, m)) for c in scene.clues(i)] for i in plans}


def weigh(
    scene: Scene, plans: Iterable[Item], first: Mapping[str, Any] | None = None, second: Mapping[str, Any] | None = None
) -> dict[str, list[Weighed]]:
    """By claim, its clues weighed twice; ``first`` and ``second`` instead of the packaged models."""
    plans = list(plans)
    seen = first_look(scene, plans, first)
    m = load_model("settle_again") if second is None else second
    around = Around(scene, plans, seen)
    return {
        i.id: [Weighed(clue=c, first=p, sure=probability(around.signs(i, c, p), m)) for c, p in seen[i.id]]
        for i in plans
    }


class Around:
    """What the first look found around a pair of a claim and a report."""

    def __init__(self, scene: Scene, plans: Iterable[Item], seen: Mapping[str, list[tuple[Clue, float]]]) -> None:
        self.scene, self.seen = scene, seen
        told: dict[str, list[tuple[float, str, Item]]] = defaultdict(list)
        for i in plans:
            if i.claim.polarity == "+":
                for c, p in seen[i.id]:
                    if p >= LIKELY and c.answer.relation in HAPPENED:
                        told[c.report.id].append((-p, i.id, i))
        self.told = {k: sorted(v, key=lambda r: r[:2])[: OTHERS + 1] for k, v in told.items()}
        self._alike: dict[tuple[str, str], float] = {}

    def signs(self, item: Item, clue: Clue, p: float) -> dict[str, float]:
        """The values of the first look and those of the second."""
        a, report = clue.answer, clue.report
        others = [(-q, self._like(item, o)) for q, id, o in self.told.get(report.id, ()) if id != item.id]
        mine = self.seen[item.id]
        same = [
            q
            for c, q in mine
            if c.answer.verdict == a.verdict and abs((c.answer.day - a.day).days) <= 1 and c.report.id != report.id
        ]
        return {
            **clue.signs,
            "first": log_odds(p),
            "over others": max((min(log_odds(q), w) for q, w in others), default=NONE),
            "like one told for sure": max((w for q, w in others if q >= 0.8), default=NONE),
            "like one told": max((w for q, w in others if q >= 0.6), default=NONE),
            "best of report": max((log_odds(q) for q, _ in others), default=NONE),
            "told again": log_odds(1 - math.prod(1 - q for q in same)) if same else NONE,
            "told otherwise": max((log_odds(q) for c, q in mine if c.answer.verdict != a.verdict), default=NONE),
            "told later": max(
                (log_odds(q) for c, q in mine if c.answer.relation == "after" and c.answer.day > a.day), default=NONE
            ),
            "told not to be": max(
                (log_odds(q) for c, q in mine if c.answer.relation in ("denied", "moved")), default=NONE
            ),
            "rank": float(sum(q > p for _, q in mine)),
        }

    def _like(self, a: Item, b: Item) -> float:
        key = (a.id, b.id) if a.id <= b.id else (b.id, a.id)
        if key not in self._alike:
            self._alike[key] = compare(a, b, self.scene.rarity).weight
        return self._alike[key]


def log_odds(p: float) -> float:
    """Of a probability, cut at one in ten thousand, to nine places.

    >>> log_odds(0.5)
    0.0
    """
    return round(math.log(max(1e-4, p) / max(1e-4, 1 - p)), 9)
