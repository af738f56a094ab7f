"""The events that claims speak of: each claim joins the event that it is most like, or begins one.

Claims are taken in order of publication, so that what the ledger held on a day is what it would have said on that day.
Each claim is compared only with events that share a principal or a name of an event with it (its block), the most
recently spoken of first, so that the cost grows with the claims, not with their pairs.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from foresaid.core import fingerprint
from foresaid.judge.compare import RULED_OUT, Likeness, Reason, Scales, days_between
from foresaid.judge.item import Item

BLOCK = 40
"""Events of one block that a claim is compared with: the most recent."""
MEMBERS = 6
"""Claims of an event that a claim is compared with: the first and the latest."""
SAME = -1.2
"""Mean log odds over an event's claims from which on a claim joins it: F1 over pairs is best lower still, but P falls there."""
BOUND = 4.0
"""Log odds are cut at this before the mean, so that one claim does not outvote the others."""
OVER = 3
"""Days after an event's end from which a plan for later days is one for another event."""


@dataclass(slots=True)
class Joined:
    """An event under construction: its claims in order, with what joined each (the claim it was most like, and why)."""

    items: list[Item] = field(default_factory=list)
    why: dict[str, tuple[str, Likeness]] = field(default_factory=dict)
    happened: dt.date | None = None
    serial: int = 0

    @property
    def id(self) -> str:
        """Made from the first claim."""
        return fingerprint(["event", self.items[0].id])

    def add(self, item: Item, to: str | None, likeness: Likeness | None) -> None:
        """Take ``item`` in; ``to`` is the claim that it was most like."""
        self.items.append(item)
        if to is not None and likeness is not None:
            self.why[item.id] = (to, likeness)
        day = day_of(item)
        if item.claim.outcome == "happened" and item.claim.polarity == "+" and day and self.happened is None:
            self.happened = day

    def sample(self) -> list[Item]:
        """The claims that others are compared with: the first, and the latest."""
        return self.items if len(self.items) <= MEMBERS else [self.items[0], *self.items[-(MEMBERS - 1) :]]


def join(
    items: Iterable[Item],
    same: frozenset[tuple[str, str]] = frozenset(),
    apart: frozenset[tuple[str, str]] = frozenset(),
) -> list[Joined]:
    """The events of ``items``, which come in order of publication. ``same`` and ``apart`` are pairs of claims that people
    have joined or parted, the smaller id first."""
    scales = Scales()
    events: list[Joined] = []
    blocks: dict[str, dict[int, Joined]] = defaultdict(dict)
    home: dict[str, Joined] = {}
    forced = defaultdict(list)
    for x, y in sorted(same):
        forced[x].append(y)
        forced[y].append(x)
    for item in items:
        keys = blocks_of(item)
        best: tuple[float, int, Joined, Item] | None = None
        for e in _candidates(blocks, keys):
            if apart and any(tuple(sorted((item.id, o.id))) in apart for o in e.items):
                continue
            found = _fits(item, e, scales)
            if found and (best is None or (found[0], e.serial) > (best[0], best[1])):
                best = (found[0], e.serial, e, found[1])
        told = next((home[o] for o in forced[item.id] if o in home), None)
        if told is not None:
            target, to, likeness = (
                told,
                told.items[0].id,
                Likeness(weight=99.0, reasons=(Reason(name="person", value=1.0, words="joined by a person"),)),
            )
        elif best is not None:
            target, to, likeness = best[2], best[3].id, scales.compare(item, best[3])
        else:
            target, to, likeness = Joined(serial=len(events)), None, None
            events.append(target)
        target.add(item, to, likeness)
        home[item.id] = target
        for k in keys:
            row = blocks[k]
            row.pop(target.serial, None)
            row[target.serial] = target
            if len(row) > BLOCK:
                del row[next(iter(row))]
    return events


def blocks_of(item: Item) -> list[str]:
    """The blocks of a claim: pairs of a kind of event and a principal, and the names of events."""
    heads = item.heads or (item.stem,)
    wide = set(heads) | {item.claim.event.type}
    who = sorted(item.states) + sorted(item.names)[:4]
    return [f"{h}:{w}" for h in sorted(wide) for w in who] + [f"named:{n}" for n in sorted(item.named)] or [
        f"stem:{item.stem}"
    ]


def _candidates(blocks: dict[str, dict[int, Joined]], keys: list[str]) -> list[Joined]:
    seen: dict[int, Joined] = {}
    for k in keys:
        seen.update(blocks.get(k, {}))
    return [seen[s] for s in sorted(seen, reverse=True)][: 2 * BLOCK]


def _fits(item: Item, e: Joined, scales: Scales) -> tuple[float, Item] | None:
    """The claim of ``e`` that ``item`` is most like, with the log odds, where they are enough and nothing speaks against it."""
    if _another_time(item, e):
        return None
    best: tuple[float, Item] | None = None
    total, sample = 0.0, e.sample()
    for other in sample:
        weight = scales.weight(item, other)
        if weight == RULED_OUT:
            return None
        total += max(-BOUND, min(BOUND, weight))
        if best is None or weight > best[0]:
            best = weight, other
    return best if total / len(sample) >= SAME else None


def _another_time(item: Item, e: Joined) -> bool:
    """Whether ``item`` tells of an event after ``e`` was over: one that happened does not happen again."""
    if e.happened is None:
        return False
    claim = item.claim
    if claim.outcome is not None:
        day = day_of(item)
        return claim.outcome == "happened" and day is not None and abs((day - e.happened).days) > 30
    if item.published is None or (item.published - e.happened).days <= OVER:
        return False
    return item.window is None or days_between(item.window, (e.happened, e.happened)) != 0


def day_of(item: Item) -> dt.date | None:
    """The day of a reported event: the last day that its window can mean before the report, else the day of the report."""
    w = item.window
    if w is None:
        return item.published
    last = w[1] or w[0]
    if last is not None and item.published is not None:
        return min(last, item.published) if w[0] is None or w[0] <= item.published else last
    return last
