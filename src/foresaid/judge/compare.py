"""Do two claims speak of one event? The answer is a weight with the values that it was made from.

Each value compared is a feature with a weight in ``rules/tables/same_event_weights.tsv`` (a logistic regression on pairs of
claims of our own stories, ``training/same_event.py``): their sum is the log odds that both speak of one event.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from foresaid.judge.item import Item, near
from foresaid.rules import table

FAR = 400
"""Days between two windows beyond which they are those of two events: the next edition of a yearly one is another."""
LIGHT = frozenset(
    "hold take place happen make be have do set schedul plan go give expect come get will keep start begin".split()
)
"""Stems of words that tell no kind of event by themselves."""
Days = tuple[dt.date | None, dt.date | None]
Rarity = Callable[[str], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One value compared: the feature's name, its value, what it was made from in words."""

    name: str
    value: float
    words: str

    @property
    def weight(self) -> float:
        """What it adds to the log odds."""
        return weights().get(self.name, 0.0) * self.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How much speaks for one event: ``weight`` in log odds, and ``reasons``."""

    weight: float
    reasons: tuple[Reason, ...]

    def has(self, *names: str) -> bool:
        """Whether one of the features is among the reasons."""
        return any(r.name in names for r in self.reasons)


@cache
def weights() -> dict[str, float]:
    """Weight by feature."""
    return {r["feature"]: float(r["weight"]) for r in table("same_event_weights")}


def compare(a: Item, b: Item, rarity: Rarity = lambda _: 1.0) -> Likeness:
    """Weigh kind of event, principals, direction, place, time, names of events and words of two claims.

    ``rarity`` tells of a stem how much it says: 1 for one that few claims hold, 0 for one that all hold.
    """
    against = ruled_out(a, b)
    if against:
        return Likeness(weight=-99.0, reasons=(Reason(name="ruled out", value=1.0, words=against),))
    reasons = tuple(features(a, b, rarity))
    return Likeness(weight=round(weights().get("intercept", 0.0) + sum(r.weight for r in reasons), 3), reasons=reasons)


def other_way(a: Item, b: Item) -> str | None:
    """That two claims tell of visits with another visitor or host, None where they do not."""
    if a.visitor and b.visitor and a.host and b.host and (a.visitor, a.host) != (b.visitor, b.host):
        return f"who goes where: {a.visitor} to {a.host}, and {b.visitor} to {b.host}"
    if a.visitor and b.visitor and a.visitor != b.visitor and a.heads[0] == b.heads[0] == "visit":
        return f"who goes: {a.visitor} and {b.visitor}"
    return None


def ruled_out(a: Item, b: Item) -> str | None:
    """Why two claims can not speak of one event, whatever else they share; None where they can."""
    way = other_way(a, b)
    if way:
        return way
    gap = days_between(a.window, b.window)
    if gap is not None and gap > FAR:
        return f"windows {gap} days apart"
    return None


def features(a: Item, b: Item, rarity: Rarity) -> Iterator[Reason]:
    """The values compared."""
    yield from _kind(a, b)
    yield from _who(a, b)
    yield from _where(a, b)
    yield from _when(a, b)
    yield from _words(a, b, rarity)
    if a.article == b.article:
        yield Reason(name="same article", value=1.0, words="in one article")
    if not a.claim.forward and not b.claim.forward:
        yield Reason(name="both reports", value=1.0, words="both reports")


def _kind(a: Item, b: Item) -> Iterator[Reason]:
    if a.stem == b.stem and len(a.stem) > 2 and a.stem not in LIGHT:
        yield Reason(name="same trigger", value=1.0, words=f"both {a.stem}")
    shared = [h for h in a.heads if h in b.heads]
    if shared:
        yield Reason(name="same kind", value=1.0, words=f"both {shared[0]}")
        return
    close = [(x, y) for x in a.heads for y in b.heads if near(x, y)]
    if close:
        yield Reason(name="near kind", value=1.0, words=f"{close[0][0]} and {close[0][1]}")
    elif a.heads and b.heads:
        yield Reason(name="other kind", value=1.0, words=f"{a.heads[0]} and {b.heads[0]}")
    if a.claim.event.type == b.claim.event.type:
        yield Reason(name="same type", value=1.0, words=f"both {a.claim.event.type}")


def _who(a: Item, b: Item) -> Iterator[Reason]:
    shared = a.states & b.states
    if len(shared) >= 2:
        yield Reason(name="two states", value=1.0, words=f"both with {' and '.join(sorted(shared))}")
    elif shared and (a.states - b.states) and (b.states - a.states):
        yield Reason(
            name="another state",
            value=1.0,
            words=f"with {'/'.join(sorted(a.states))} and with {'/'.join(sorted(b.states))}",
        )
    elif shared:
        yield Reason(name="one state", value=1.0, words=f"both with {min(shared)}")
    elif a.states and b.states:
        yield Reason(
            name="other states", value=1.0, words=f"{'/'.join(sorted(a.states))} and {'/'.join(sorted(b.states))}"
        )
    titles = a.named & b.named
    if titles:
        yield Reason(name="title", value=1.0, words=f"both name {max(sorted(titles), key=len)!r}")
    names = a.names & b.names
    if names:
        yield Reason(name="names", value=min(2.0, float(len(names))), words=f"both name {', '.join(sorted(names)[:3])}")
    elif a.names and b.names:
        yield Reason(name="other names", value=1.0, words="no name in common")


def _where(a: Item, b: Item) -> Iterator[Reason]:
    if a.where is not None and b.where is not None:
        same = a.where == b.where
        yield Reason(
            name="same place" if same else "other place",
            value=1.0,
            words=f"in {a.where}" + ("" if same else f" and in {b.where}"),
        )


def _when(a: Item, b: Item) -> Iterator[Reason]:
    x, y = told_days(a), told_days(b)
    gap = days_between(x, y)
    if gap is None:
        return
    short = min(span_of(x), span_of(y))
    if gap == 0:
        name = (
            "days meet"
            if short <= 4
            else "weeks meet"
            if short <= 16
            else "months meet"
            if short <= 62
            else "long windows meet"
        )
        yield Reason(
            name=name, value=1.0, words=f"windows meet, the shorter of {short} days" if short < 1000 else "windows meet"
        )
    else:
        name = "days apart" if gap <= 10 else "weeks apart" if gap <= 45 else "months apart"
        yield Reason(name=name, value=1.0, words=f"windows {gap} days apart")


def _words(a: Item, b: Item, rarity: Rarity) -> Iterator[Reason]:
    shared = sorted(s for s in a.stems & b.stems if s not in LIGHT)
    if not shared:
        return
    told = [sum(rarity(s) for s in sorted(x.stems) if s not in LIGHT) for x in (a, b)]
    value = sum(rarity(s) for s in shared)
    best = sorted(shared, key=lambda s: (-rarity(s), s))[:4]
    yield Reason(name="words", value=round(min(3.0, value), 3), words=f"words in common: {', '.join(best)}")
    yield Reason(
        name="share of words",
        value=round(value / math.sqrt(told[0] * told[1]), 3) if all(told) else 0.0,
        words="and their share",
    )


def told_days(item: Item) -> Days | None:
    """The claim's window; of a report without one the day of the report, as the latest."""
    if item.window is not None or item.claim.forward or item.published is None:
        return item.window
    return item.published - dt.timedelta(days=4), item.published


def days_between(a: Days | None, b: Days | None) -> int | None:
    """Days between two windows, 0 where they share a day; None where one of them is not known."""
    if a is None or b is None:
        return None
    if a[1] is not None and b[0] is not None and a[1] < b[0]:
        return (b[0] - a[1]).days
    if b[1] is not None and a[0] is not None and b[1] < a[0]:
        return (a[0] - b[1]).days
    return 0


def span_of(window: Days | None) -> int:
    """Days in a window; many where it is open."""
    if window is None or window[0] is None or window[1] is None:
        return 1000
    return (window[1] - window[0]).days + 1
