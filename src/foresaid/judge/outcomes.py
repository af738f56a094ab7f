"""What came of each claim: a verdict from the reports in its event, never from the clock alone.

A verdict is given for a day ``today``, the last day of the ledger: what was published later is not known. The rules, in the
order in which they are asked, stand in ``verdict_of``; each says in words what it rests on.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from foresaid.core import Verdict
from foresaid.judge.compare import Rarity, compare
from foresaid.judge.events import Joined, blocks_of, day_of
from foresaid.judge.item import Item
from foresaid.judge.rarity import rarity_of

RULE = "settle 1"
"""Name and version of these rules, told with each verdict."""
COVER = 2
"""Articles after the end of a window, about the same principals, from which silence is an answer."""
AFTER = dt.timedelta(days=1)
"""How long after the end of its window an event may still go unreported."""
SETTLE = 0.0
"""The weight (``compare``) from which on a report of another event settles a claim; and, below, one of the claim's own."""
SETTLE_JOINED = -0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """When articles were published that speak of each principal: sorted days, by principal."""

    days: dict[str, tuple[tuple[dt.date, str], ...]]

    @classmethod
    def of(cls, items: Iterable[Item]) -> Coverage:
        """From all claims and reports of the ledger: an article speaks of whoever takes part in what it says."""
        seen: dict[str, set[tuple[dt.date, str]]] = {}
        for i in items:
            if i.published is not None:
                for key in (*i.states, *i.names):
                    seen.setdefault(key, set()).add((i.published, i.article))
        return cls(days={k: tuple(sorted(v)) for k, v in seen.items()})

    def after(self, item: Item, day: dt.date, today: dt.date) -> int:
        """How many articles published after ``day`` and by ``today`` speak of all principals of the claim (the states
        among them, where there are any)."""
        keys = sorted(item.states) or sorted(item.names)
        if not keys:
            return 0
        found = [{a for d, a in self.days.get(k, ()) if day < d <= today} for k in keys]
        return len(set.intersection(*found))


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """That an event happened, on ``day`` (or, with ``by``, on that day or before), as ``item`` reports."""

    day: dt.date
    by: bool
    item: Item


class Settler:
    """Verdicts on all forward claims of ``events`` as of a day; ``copied`` maps an article that is a copy to its original."""

    def __init__(self, events: Sequence[Joined], as_of: dt.date, copied: Mapping[str, str]) -> None:
        self.events, self.as_of, self.copied = events, as_of, copied
        known = [i for e in events for i in e.items if i.published is not None and i.published <= as_of]
        self.coverage = Coverage.of(known)
        self.rarity = rarity_of(known)
        self.reports: dict[str, list[Item]] = defaultdict(list)
        for i in known:
            if not i.claim.forward:
                for key in blocks_of(i):
                    self.reports[key].append(i)

    def verdicts(self) -> dict[str, Verdict]:
        """By claim."""
        return {i.id: self.verdict(i, e) for e in self.events for i in e.items if i.claim.forward}

    def verdict(self, item: Item, event: Joined) -> Verdict:
        """The verdict on one forward claim of ``event``."""
        if item.article in self.copied:
            return _say(item, "unscorable", f"its article is a copy of {self.copied[item.article]}")
        known = self._reports_on(item, event)
        happened = _happening(item, known)
        if item.window is None:
            told = f"; it happened on {happened.day}" if happened else ""
            return _say(item, "unscorable", f"the claim gives no time{told}", happened)
        first, last = item.window
        if first is None and item.published is not None and (last is None or item.published <= last):
            first = item.published
        if item.claim.polarity == "-":
            return self._negative(item, known, happened, first, last)
        if happened is not None:
            return _timed(item, happened, first, last)
        denied = _taken_back(item, known)
        if denied is not None:
            return _say(item, "contradicted", f"reported as {_told(denied)}", since=denied.published, by=denied)
        if last is None:
            return _say(item, "open", "its window has no end, and nothing is reported")
        if last >= self.as_of:
            return _say(item, "open", f"its window ends on {last}")
        if item.claim.condition is not None:
            return _say(
                item, "void", f"its condition, {item.claim.condition.words!r}, is not reported to have come true"
            )
        later = _still_foretold(item, event, last, self.as_of)
        if later is not None:
            why = f"the window closed on {last}; on {later.published} it was still foretold"
            return _say(item, "missed", why, since=later.published, by=later)
        return self._silence(item, last, "missed")

    def _negative(
        self, item: Item, known: Sequence[Item], happened: Happened | None, first: dt.date | None, last: dt.date | None
    ) -> Verdict:
        """That something will not happen holds when the window is over without it, and fails when it happens inside."""
        if happened is not None:
            if (first is None or happened.day >= first) and (last is None or happened.day <= last):
                return _say(item, "contradicted", f"it happened on {happened.day}", happened)
            if last is not None and happened.day > last:
                return _say(item, "held", f"it had not happened by {last}, and did on {happened.day}", happened)
        denied = _taken_back(item, known)
        if denied is not None:
            return _say(item, "held", f"reported as {_told(denied)}", since=denied.published, by=denied)
        if last is None:
            return _say(item, "open", "its window has no end, and nothing is reported")
        if last >= self.as_of:
            return _say(item, "open", f"its window ends on {last}")
        return self._silence(item, last, "held")

    def _silence(self, item: Item, last: dt.date, answer: str) -> Verdict:
        """The window closed and nobody reported the event: later articles must have been there to say so."""
        n = self.coverage.after(item, last + AFTER, self.as_of)
        if n >= COVER:
            why = f"the window closed on {last}, and none of {n} later articles about the same principals reports it"
            return _say(item, answer, why)
        return _say(item, "open", f"the window closed on {last}, but only {n} later article(s) would have said so")

    def _reports_on(self, item: Item, event: Joined) -> list[Item]:
        """The reports that tell what came of the claim: those most like it, from its own event or any other."""
        seen: dict[str, Item] = {}
        for key in blocks_of(item):
            for r in self.reports.get(key, ()):
                seen[r.id] = r
        own = {i.id for i in event.items}
        out = [r for r in seen.values() if settles(item, r, r.id in own, self.rarity)]
        return sorted(out, key=lambda r: (r.published or dt.date.max, r.article, r.claim.quote.start, r.id))


def settles(item: Item, report: Item, joined: bool, rarity: Rarity) -> bool:
    """Whether ``report`` tells what came of ``item``; ``joined``: both are claims of one event."""
    if item.published is not None and report.published is not None and report.published < item.published:
        return False
    return compare(item, report, rarity).weight >= (SETTLE_JOINED if joined else SETTLE)


def _timed(item: Item, h: Happened, first: dt.date | None, last: dt.date | None) -> Verdict:
    if first is not None and h.day < first and not h.by:
        days = (first - h.day).days
        return _say(item, "early", f"it happened on {h.day}, {days} day(s) before the window", h, days=days)
    if last is not None and h.day > last:
        if h.by and (last - h.day).days > -3:
            return _say(item, "held", f"reported on {h.day} as done, the window ended on {last}", h)
        days = (h.day - last).days
        return _say(item, "late", f"it happened on {h.day}, {days} day(s) after the window", h, days=days)
    return _say(item, "held", f"it happened on {h.day}, inside the window", h)


def _still_foretold(item: Item, event: Joined, last: dt.date, today: dt.date) -> Item | None:
    """The first claim of the event published after the window for days after it: so it had not happened."""
    for i in event.items:
        late = i.window and i.window[1] and i.window[1] > last and (i.window[0] is None or i.window[0] > last)
        if i.claim.forward and i.claim.polarity == "+" and i.published and last < i.published <= today and late:
            return i
    return None


def _happening(item: Item, known: Iterable[Item]) -> Happened | None:
    """The first report, published on the claim's day or later, that the event happened."""
    out: list[Happened] = []
    for i in known:
        c = i.claim
        if c.forward or c.outcome != "happened" or c.polarity != "+" or i.id == item.id:
            continue
        if item.published is not None and i.published is not None and i.published < item.published:
            continue
        day = day_of(i)
        if day is None or (item.published is not None and (item.published - day).days > 1):
            continue
        out.append(Happened(day=day, by=i.window is None, item=i))
    return min(out, key=lambda h: (h.by, h.day, h.item.id), default=None)


def _taken_back(item: Item, known: Iterable[Item]) -> Item | None:
    """The first later report that the event did not happen, was called off or moved."""
    for i in known:
        c = i.claim
        if c.forward or c.outcome == "happened" or (item.published and i.published and i.published < item.published):
            continue
        if c.outcome == "moved" and c.polarity == "+":
            continue
        if item.window and i.window and not _meets(item.window, i.window):
            continue
        return i
    return None


def _meets(a: tuple[dt.date | None, dt.date | None], b: tuple[dt.date | None, dt.date | None]) -> bool:
    return not ((a[1] and b[0] and a[1] < b[0]) or (b[1] and a[0] and b[1] < a[0]))


def _told(i: Item) -> str:
    return f"{(i.claim.outcome or '').replace('_', ' ')} on {i.published}"


def _say(
    item: Item, answer: str, because: str, happened: Happened | None = None, *, days: int | None = None,
    since: dt.date | None = None, by: Item | None = None,
) -> Verdict:  # fmt: skip
    reports = (happened.item.id,) if happened else (by.id,) if by else ()
    return Verdict(
        claim=item.id, answer=answer, because=because, rule=RULE, days=days, happened=happened.day if happened else None,
        since=since or (happened.item.published if happened else None), reports=reports,
    )  # fmt: skip
