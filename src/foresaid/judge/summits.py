"""Summits: a meeting of two states that their leaders hold, whether the report speaks of a summit, talks or a visit."""

from __future__ import annotations

import datetime as dt
from functools import cache

from foresaid.judge.item import Item, stem
from foresaid.rules import table

OFFICES = (
    "president",
    "prime minister",
    "chancellor",
    "premier",
    "king",
    "queen",
    "emperor",
    "leader",
    "emir",
    "sultan",
)
"""Words of ``rules/tables/leaders.tsv`` that tell the office of a leader of a state."""
KINDS = {"meeting", "visit"}


def leaders_met(claim: Item, report: Item) -> bool:
    """Whether the claim foretells a summit of two states and the report tells that the two met, or one visited the other,
    the leader of one of them at least taking part by name."""
    if claim.stem != stem("summit") or len(claim.states) != 2 or claim.claim.polarity == "-":
        return False
    if report.claim.outcome != "happened" or report.claim.polarity == "-" or report.states != claim.states:
        return False
    return bool(KINDS & set(report.heads)) and any(
        p.id in claim.states and is_leader(p.name, p.id, report.published) for p in report.claim.participants
    )


def is_leader(name: str, state: str, day: dt.date | None) -> bool:
    """Whether somebody of this name led the state on a day (alpha-3 code); on any day where none is given.

    >>> is_leader("Xi Jinping", "CHN", dt.date(2019, 6, 20)), is_leader("Yang Jiechi", "CHN", dt.date(2019, 6, 20))
    (True, False)
    """
    return any(
        day is None or start <= day.isoformat() <= (end or "9999")
        for start, end in _terms().get((name.lower(), state), ())
    )


@cache
def _terms() -> dict[tuple[str, str], tuple[tuple[str, str], ...]]:
    out: dict[tuple[str, str], tuple[tuple[str, str], ...]] = {}
    for r in (*table("leaders"), *table("past_leaders")):
        if "office" in r and not any(o in r["office"] for o in OFFICES):
            continue
        for name in (r["name"], *r.get("also", "").split("|")):
            if name:
                key = name.lower(), r["state"]
                out[key] = (*out.get(key, ()), (r["start"], r["end"]))
    return out
