"""From a pattern's match to what it stands for."""

from __future__ import annotations

from functools import cache

from foresaid.read.times import composed, lengths, months, named, points, refs, units
from foresaid.read.times.made import Made, Place
from foresaid.read.times.points import Maker
from foresaid.read.times.spot import Hit


@cache
def makers() -> dict[str, Maker]:
    """Every function that a rule's ``make`` may name."""
    out: dict[str, Maker] = {}
    for module in (points, months, named, units, lengths, refs, composed):
        for name, f in vars(module).items():
            if callable(f) and getattr(f, "__module__", "") == module.__name__ and not name.startswith("_"):
                out[name] = f
    out["spoken_year"] = points.said_year
    return out


def make(hit: Hit, place: Place) -> Made | None:
    """What a match stands for where it stands; None where its words mean no time there."""
    try:
        return makers()[hit.rule.make](hit, place)
    except (OverflowError, ValueError):  # a day outside the calendar (31 February, the year 0 or 10000)
        return None
