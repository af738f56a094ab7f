"""How a foretold event stood from day to day, each step with the claim that says so and who told it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from foresaid.core import Foretold, Step, Verdict
from foresaid.judge.compare import days_between
from foresaid.judge.events import Joined, day_of
from foresaid.judge.item import Item
from foresaid.judge.sources import voices_of

_REPORTED = {
    "happened": "held",
    "cancelled": "cancelled",
    "moved": "moved",
    "did_not_happen": "missed",
    "missed": "missed",
}


def foretold_of(event: Joined, verdicts: Mapping[str, Verdict]) -> Foretold:
    """The event with its history: a step wherever its status changed.

    ``rumoured``: somebody expects it or holds it possible. ``announced``: those who control it (a plan that is certain) say
    that it will be. ``confirmed``: announced a second time by another voice. ``moved``: announced for other days than
    before, or reported so. ``disputed``: one says it will not be while others say it will. ``held``, ``cancelled``,
    ``missed``: as reported, or as the verdicts on its claims say once the window of the last of them has closed.
    """
    steps: list[Step] = []
    announced: Item | None = None
    for item in event.items:
        status = _status(item, announced, steps)
        if status in ("announced", "confirmed", "moved") and item.claim.forward:
            announced = item
        if status is not None and (not steps or steps[-1].status != status):
            day = day_of(item) if status == "held" else item.published
            steps.append(Step(day=day, status=status, claim=item.id, by=voices_of(item)[-1].name))
    last = _missed(event, verdicts)
    if last is not None and steps and steps[-1].status not in ("held", "cancelled", "missed"):
        item, verdict = last
        steps.append(Step(day=verdict.since, status="missed", claim=item.id, by=verdict.rule))
    forward = [i for i in event.items if i.claim.forward] or event.items
    best = max(
        forward, key=lambda i: (len(i.states) + bool(i.heads), i.window is not None, i.claim.certainty == "certain")
    )
    reports = tuple(i.id for i in event.items if not i.claim.forward)
    who = tuple(dict.fromkeys(p.id or p.name for i in event.items for p in i.claim.participants))
    return Foretold(
        id=event.id, label=" ".join(best.claim.quote.words.split()), type=best.claim.event.type, participants=who,
        place=next((i.where for i in event.items if i.where), None), claims=tuple(i.id for i in event.items), reports=reports,
        history=tuple(steps), happened=event.happened,
    )  # fmt: skip


def _status(item: Item, announced: Item | None, steps: list[Step]) -> str | None:
    c = item.claim
    now = steps[-1].status if steps else None
    if not c.forward:
        return _REPORTED.get(c.outcome or "") if c.polarity == "+" or c.outcome != "happened" else None
    if now == "held":
        return None
    if c.polarity == "-":
        if c.kind == "plan" and c.certainty == "certain" and announced is not None:
            return "cancelled"
        return "disputed" if now is not None else None
    if c.kind == "plan" and c.certainty == "certain":
        if announced is None:
            return "announced"
        if (days_between(announced.window, item.window) or 0) > 0:
            return "moved"
        if voices_of(announced)[-1].key != voices_of(item)[-1].key and now != "moved":
            return "confirmed"
        return now
    return "rumoured" if now is None else now


def _missed(event: Joined, verdicts: Mapping[str, Verdict]) -> tuple[Item, Verdict] | None:
    """The claim with the latest window, where its verdict says that the event did not come."""
    dated = [
        (i, verdicts[i.id])
        for i in event.items
        if i.id in verdicts and i.window and i.window[1] and i.claim.polarity == "+"
    ]
    if not dated:
        return None
    item, verdict = max(dated, key=lambda x: ((x[0].window or (None, dt.date.min))[1] or dt.date.min, x[0].id))
    return (item, verdict) if verdict.answer == "missed" else None
