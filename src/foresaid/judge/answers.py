"""What one report, taken to be about a claim's event, would make of the claim: a verdict, and how its day stands to the window."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from foresaid.judge.contrary import opposite, takes_back
from foresaid.judge.events import day_of
from foresaid.judge.item import Item

_NUMBER = re.compile(
    r"\d+(?:[.,]\d+)*|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|half|quarter|third|single|dozen|hundred|thousand)\b",
    re.I,
)
_WAS_TO = re.compile(r"\b(?:was|were) to have\b", re.I)
NEAR = 7
"""Days after a window within which a report that gives no day of its own still tells of the window."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """``verdict`` and ``days`` as in a ``Verdict``; ``relation`` says how the report's ``day`` stands to the claim's window:
    ``inside``, ``before``, ``after``, ``none`` (no window), ``denied``, ``moved``, or ``contrary``
    (a report of something else that excludes it)."""

    verdict: str
    days: int | None
    relation: str
    day: dt.date


@lru_cache(1 << 16)
def denies(item: Item) -> bool:
    """Whether the item says of an event that it did not or will certainly not take place: a report, a plan that it will not
    be, or one told of when its time was over ("was to have been signed in May", in June)."""
    c = item.claim
    if c.forward:
        if c.polarity == "+" and was_planned(item):
            return True
        return c.polarity == "-" and c.certainty == "certain"
    return c.outcome != "happened" or c.polarity == "-"


def was_planned(item: Item) -> bool:
    """Whether a plan is told of after the end of its own window, or in words that say that it did not come ("was to have")."""
    last = item.window[1] if item.window else None
    over = last is not None and item.published is not None and last < item.published
    return item.claim.forward and (over or _WAS_TO.search(item.claim.quote.words) is not None)


def tells(item: Item) -> bool:
    """Whether the item can settle a claim: every report, and certain plans that something will not be."""
    return not item.claim.forward or denies(item)


def answers(item: Item, report: Item) -> list[Answer]:
    """The verdicts on ``item`` that ``report`` can give if it speaks of the same matter; none where it can not tell.

    The report must have been published later, and its day must not lie before the claim was made: that was another event.
    A report of something that happened says ``held``, ``early`` or ``late``; where it takes something back, or tells of
    another number or an opposite outcome, it can say ``contradicted`` or ``missed`` as well.
    """
    if item.article == report.article or item.published is None or report.published is None:
        return []
    day = day_of(report)
    if report.published < item.published or day is None:
        return []
    if denies(report):
        if takes_back(item) and item.claim.polarity == "+" and report.claim.outcome in ("moved", "cancelled"):
            return [_timed(item, day, report.window is None)]
        return [_not(item, report, day, "moved" if report.claim.outcome == "moved" else "denied")]
    if (item.published - day).days > 1:
        return []
    out = []
    happened = _timed(item, day, report.window is None)
    if item.claim.polarity == "-":
        if happened.verdict == "held":
            out.append(Answer(verdict="contradicted", days=None, relation=happened.relation, day=day))
        elif happened.verdict == "late":
            out.append(Answer(verdict="held", days=None, relation=happened.relation, day=day))
    else:
        out.append(happened)
    if (takes_back(report) and not takes_back(item)) or opposite(item, report) or other_number(item, report):
        out.append(_not(item, report, day, "contrary"))
    return out


def other_number(item: Item, report: Item) -> bool:
    """Whether both tell numbers, and none in common."""
    x, y = numbers(item), numbers(report)
    return bool(x and y and not x & y)


@lru_cache(1 << 16)
def numbers(item: Item) -> frozenset[str]:
    """Numbers in the quote outside the words of its window."""
    q, w = item.claim.quote, item.claim.window.words if item.claim.window else None
    text = q.words
    if w is not None and q.contains(w):
        text = text[: w.start - q.start] + " " + text[w.end - q.start :]
    return frozenset(m.group().lower() for m in _NUMBER.finditer(text))


def _timed(item: Item, day: dt.date, by: bool) -> Answer:
    if item.window is None:
        return Answer(verdict="held", days=None, relation="none", day=day)
    first, last = item.window
    if first is not None and day < first:
        return Answer(verdict="early", days=(first - day).days, relation="before", day=day)
    if last is not None and day > last and not (by and (day - last).days <= NEAR):
        return Answer(verdict="late", days=(day - last).days, relation="after", day=day)
    return Answer(verdict="held", days=None, relation="inside", day=day)


def _not(item: Item, report: Item, day: dt.date, relation: str) -> Answer:
    """That it did not happen: a window that had closed by then was missed, one still open is contradicted."""
    last = item.window[1] if item.window else None
    said = report.published or day
    closed = last is not None and last <= said and (relation != "contrary" or last < day)
    verdict = "held" if item.claim.polarity == "-" else "missed" if closed else "contradicted"
    return Answer(verdict=verdict, days=None, relation=relation, day=day)
