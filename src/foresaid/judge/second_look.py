"""A second look at reports that may settle claims: what the other claims and the other reports make of them.

First each pair of a claim and a report is weighed by itself (``evidence.py``). Then it is weighed again with what the first
look found around it: whether the report settles claims that are like this one, whether other reports tell the same or another
outcome of this claim, whether the event was still awaited afterwards.
"""

from __future__ import annotations

import bisect
import datetime as dt
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from foresaid.judge.alike import NONE
from foresaid.judge.evidence import Clue, Scene
from foresaid.judge.item import Item
from foresaid.judge.trees import load_model, scorer

LIKELY = 0.3
"""First probability from which on a report's other claims are compared with a claim."""
OTHERS = 12
"""Other claims of a report that a claim is compared with: the surest."""
HAPPENED = ("inside", "after", "before", "none")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A clue with its probability at the second look."""

    clue: Clue
    sure: float


def first_look(
    scene: Scene,
    plans: Iterable[Item],
    model: Mapping[str, Any] | None = None,
    asked: Callable[[Item, Clue], bool] = lambda _, __: True,
) -> dict[str, list[tuple[Clue, float]]]:
    """By claim, its clues with their probabilities, each pair by itself; those not ``asked`` for without their values, which are
    most of what a ledger's clues take in memory."""
    score = scorer(load_model("settle") if model is None else model)
    return {
        i.id: [
            (c if asked(i, c) else Clue(report=c.report, answer=c.answer, signs={}), score(c.signs))
            for c in scene.clues(i)
        ]
        for i in plans
    }


def weigh(
    scene: Scene,
    plans: Iterable[Item],
    first: Mapping[str, Any] | None = None,
    second: Mapping[str, Any] | None = None,
    asked: Callable[[Item, Clue], bool] = lambda _, __: True,
) -> dict[str, list[Weighed]]:
    """By claim, its clues weighed twice; ``first`` and ``second`` instead of the packaged models. All clues have a say in the
    second look, but only those ``asked`` for are looked at again and given."""
    plans = list(plans)
    seen = first_look(scene, plans, first, asked)
    score = scorer(load_model("settle_again") if second is None else second)
    around = Around(scene, plans, seen)
    return {i.id: [Weighed(clue=c, sure=score(around.signs(i, c, p))) for c, p in seen[i.id] if c.signs] for i in plans}


class Others:
    """The clues of one claim with their first probabilities, arranged for the questions that each asks of the others."""

    def __init__(self, seen: list[tuple[Clue, float]]) -> None:
        self.sorted = sorted(p for _, p in seen)
        self.by_verdict: dict[str, float] = {}
        self.by_day: dict[tuple[str, int], list[tuple[int, str, float]]] = defaultdict(list)
        for n, (c, p) in enumerate(seen):
            self.by_verdict[c.answer.verdict] = max(p, self.by_verdict.get(c.answer.verdict, 0.0))
            self.by_day[c.answer.verdict, c.answer.day.toordinal()].append((n, c.report.id, p))
        self.after = sorted(((p, c.answer.day) for c, p in seen if c.answer.relation == "after"), reverse=True)
        denied = [p for c, p in seen if c.answer.relation in ("denied", "moved")]
        self.denied = log_odds(max(denied)) if denied else NONE

    def above(self, p: float) -> int:
        """How many are likelier."""
        return len(self.sorted) - bisect.bisect_right(self.sorted, p)

    def again(self, clue: Clue) -> float:
        """That any of the other reports is right which tell the same outcome for the same day, or one beside it."""
        a, day = clue.answer, clue.answer.day.toordinal()
        near = [row for d in (day - 1, day, day + 1) for row in self.by_day.get((a.verdict, d), ())]
        same = [q for _, id, q in sorted(near) if id != clue.report.id]
        return log_odds(1 - math.prod([1 - q for q in same])) if same else NONE

    def otherwise(self, verdict: str) -> float:
        """The likeliest that tells another outcome."""
        return max((log_odds(q) for v, q in self.by_verdict.items() if v != verdict), default=NONE)

    def later(self, day: dt.date) -> float:
        """The likeliest that has it happen after the window, and after a day."""
        return next((log_odds(q) for q, d in self.after if d > day), NONE)


class Around:
    """What the first look found around a pair of a claim and a report."""

    def __init__(self, scene: Scene, plans: Iterable[Item], seen: Mapping[str, list[tuple[Clue, float]]]) -> None:
        self.scene = scene
        told: dict[str, list[tuple[float, str, Item]]] = defaultdict(list)
        for i in plans:
            if i.claim.polarity == "+":
                for c, p in seen[i.id]:
                    if p >= LIKELY and c.answer.relation in HAPPENED:
                        told[c.report.id].append((-p, i.id, i))
        self.told = {k: sorted(v, key=lambda r: r[:2])[: OTHERS + 1] for k, v in told.items()}
        self.others = {id: Others(row) for id, row in seen.items()}
        self._alike: dict[tuple[str, str], float] = {}

    def signs(self, item: Item, clue: Clue, p: float) -> dict[str, float]:
        """The values of the first look and those of the second."""
        a, report, mine = clue.answer, clue.report, self.others[item.id]
        others = [(-q, self._like(item, o)) for q, id, o in self.told.get(report.id, ()) if id != item.id]
        return {
            **clue.signs,
            "first": log_odds(p),
            "over others": max((min(log_odds(q), w) for q, w in others), default=NONE),
            "like one told for sure": max((w for q, w in others if q >= 0.8), default=NONE),
            "like one told": max((w for q, w in others if q >= 0.6), default=NONE),
            "best of report": log_odds(max(q for q, _ in others)) if others else NONE,
            "told again": mine.again(clue),
            "told otherwise": mine.otherwise(a.verdict),
            "told later": mine.later(a.day),
            "told not to be": mine.denied,
            "rank": float(mine.above(p)),
        }

    def _like(self, a: Item, b: Item) -> float:
        key = (a.id, b.id) if a.id <= b.id else (b.id, a.id)
        if key not in self._alike:
            self._alike[key] = self.scene.scales.weight(a, b)
        return self._alike[key]


def log_odds(p: float) -> float:
    """Of a probability, cut at one in ten thousand, to nine places.

    >>> log_odds(0.5)
    0.0
    """
    return round(math.log(max(1e-4, p) / max(1e-4, 1 - p)), 9)
