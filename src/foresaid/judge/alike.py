"""The claims that are like one: how surely they foretold its event for which days."""

from __future__ import annotations

import datetime as dt

from foresaid.judge.item import Item

NONE = -6.0
"""Log odds where no claim is to be compared with."""
WEEK = dt.timedelta(7)
"""From first to last day, the longest window that tells the day of an event."""


class Alike:
    """Claims that something will be, each with the log odds that it foretells the event of one ``item``: the likeliest first, and
    for each question only those that can answer it."""

    def __init__(self, item: Item, weighed: list[tuple[float, Item]]) -> None:
        rows = [
            (w, o.published, o.article, *(o.window or (None, None)), o.window is not None)
            for w, o in sorted(weighed, key=lambda r: -r[0])
            if o.published is not None
        ]
        made = item.published or dt.date.min
        self.latest = max((day for _, day, *_ in rows), default=dt.date.min)
        self.to_come = [(w, day, first) for w, day, _, first, _, _ in rows if first is not None]
        self.waiting = [(w, day, key) for w, day, key, _, last, _ in rows if last is None or last >= day]
        self.ending = [(w, day, last) for w, day, _, _, last, dated in rows if dated and day > made]
        self.soonest = min((last or dt.date.min for _, _, last in self.ending), default=dt.date.max)
        self.dated = [
            (w, day, first, last) for w, day, _, first, last, _ in rows if first and last and last - first <= WEEK
        ]

    def awaited(self, said: dt.date, day: dt.date, article: str) -> dict[str, float]:
        """How surely they foretold the event for days after the ``day`` of a report that an ``article`` ``said``, before it, or
        for that very day, and whether it was still awaited."""
        later = still = over = NONE
        if said < self.latest:
            later = next((w for w, made, first in self.to_come if made > said and first > day), NONE)
        if said <= self.latest and day < self.latest:
            still = next((w for w, made, key in self.waiting if made >= said and made > day and key != article), NONE)
        if self.soonest < day:
            over = next((w for w, made, last in self.ending if made <= said and (last is None or last < day)), NONE)
        then = next((w for w, made, first, last in self.dated if first <= day <= last and made <= said), NONE)
        return {
            "awaited for later": later,
            "still awaited": still,
            "foretold for before": over,
            "foretold for that day": then,
        }
