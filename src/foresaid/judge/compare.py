"""Do two claims speak of one event? The answer is a weight with the values that it was made from.

Each value compared is a feature with a weight in ``rules/tables/same_event_weights.tsv`` (a logistic regression on pairs of
claims of our own stories, ``training/same_event.py``): their sum is the log odds that both speak of one event.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from foresaid.judge.item import LIGHT, Days, Item, near
from foresaid.judge.rarity import rarity
from foresaid.rules import table

FAR = 400
"""Days between two windows beyond which they are those of two events: the next edition of a yearly one is another."""
RULED_OUT = -99.0
"""Log odds of two claims that can not speak of one event."""


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


class Scales:
    """What weighs pairs of claims; what it asks of a claim is computed once."""

    def __init__(self) -> None:
        self._told: dict[Item, float] = {}

    def compare(self, a: Item, b: Item) -> Likeness:
        """The log odds that both speak of one event, with the reasons in words."""
        against = ruled_out(a, b)
        if against:
            return Likeness(weight=RULED_OUT, reasons=(Reason(name="ruled out", value=1.0, words=against),))
        return Likeness(weight=_weight(self.values(a, b)), reasons=tuple(self.features(a, b)))

    def weight(self, a: Item, b: Item) -> float:
        """The log odds alone."""
        return RULED_OUT if ruled_out(a, b) else _weight(self.values(a, b))

    def features(self, a: Item, b: Item) -> Iterator[Reason]:
        """The values compared, with their words."""
        for name, value in self.values(a, b).items():
            yield Reason(name=name, value=value, words=_in_words(name, a, b))

    def values(self, a: Item, b: Item) -> dict[str, float]:
        """The values compared by name, in the order in which they are added up."""
        out: dict[str, float] = {}
        _kind(a, b, out)
        _who(a, b, out)
        if a.where is not None and b.where is not None:
            out["same place" if a.where == b.where else "other place"] = 1.0
        _when(a, b, out)
        shared = shared_words(a, b)
        if shared:
            value = sum(map(rarity, shared))
            both = self.told(a) * self.told(b)
            out["words"] = round(min(3.0, value), 3)
            out["share of words"] = round(value / math.sqrt(both), 3) if both else 0.0
        if a.article == b.article:
            out["same article"] = 1.0
        if not a.claim.forward and not b.claim.forward:
            out["both reports"] = 1.0
        return out

    def told(self, item: Item) -> float:
        """How much the claim's words say in all."""
        if item not in self._told:
            self._told[item] = sum(map(rarity, item.telling))
        return self._told[item]


def _weight(values: dict[str, float]) -> float:
    w = weights()
    return round(w.get("intercept", 0.0) + sum([w.get(n, 0.0) * v for n, v in values.items()]), 3)


def shared_words(a: Item, b: Item) -> list[str]:
    """The stems that both claims hold and that are not light, in order."""
    return [s for s in a.telling if s in b.stems]


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


def _kind(a: Item, b: Item, out: dict[str, float]) -> None:
    if a.stem == b.stem and len(a.stem) > 2 and a.stem not in LIGHT:
        out["same trigger"] = 1.0
    if any(h in b.heads for h in a.heads):
        out["same kind"] = 1.0
        return
    if any(near(x, y) for x in a.heads for y in b.heads):
        out["near kind"] = 1.0
    elif a.heads and b.heads:
        out["other kind"] = 1.0
    if a.claim.event.type == b.claim.event.type:
        out["same type"] = 1.0


def _who(a: Item, b: Item, out: dict[str, float]) -> None:
    if a.states and b.states:
        shared = len(a.states & b.states)
        if shared >= 2:
            out["two states"] = 1.0
        elif not shared:
            out["other states"] = 1.0
        elif len(a.states) > 1 and len(b.states) > 1:
            out["another state"] = 1.0
        else:
            out["one state"] = 1.0
    if a.named and not a.named.isdisjoint(b.named):
        out["title"] = 1.0
    if a.names and b.names:
        names = len(a.names & b.names)
        if names:
            out["names"] = min(2.0, float(names))
        else:
            out["other names"] = 1.0


def _when(a: Item, b: Item, out: dict[str, float]) -> None:
    x, y = told_days(a), told_days(b)
    gap = days_between(x, y)
    if gap is None:
        return
    if gap:
        out["days apart" if gap <= 10 else "weeks apart" if gap <= 45 else "months apart"] = 1.0
        return
    short = min(span_of(x), span_of(y))
    if short <= 16:
        out["days meet" if short <= 4 else "weeks meet"] = 1.0
    else:
        out["months meet" if short <= 62 else "long windows meet"] = 1.0


def _in_words(name: str, a: Item, b: Item) -> str:
    """What a value was made from."""
    match name:
        case "same trigger":
            return f"both {a.stem}"
        case "same kind":
            return f"both {next(h for h in a.heads if h in b.heads)}"
        case "near kind":
            return " and ".join(next((x, y) for x in a.heads for y in b.heads if near(x, y)))
        case "other kind":
            return f"{a.heads[0]} and {b.heads[0]}"
        case "same type":
            return f"both {a.claim.event.type}"
        case "two states":
            return f"both with {' and '.join(sorted(a.states & b.states))}"
        case "another state":
            return f"with {'/'.join(sorted(a.states))} and with {'/'.join(sorted(b.states))}"
        case "one state":
            return f"both with {min(a.states & b.states)}"
        case "other states":
            return f"{'/'.join(sorted(a.states))} and {'/'.join(sorted(b.states))}"
        case "title":
            return f"both name {max(sorted(a.named & b.named), key=len)!r}"
        case "names":
            return f"both name {', '.join(sorted(a.names & b.names)[:3])}"
        case "other names":
            return "no name in common"
        case "same place":
            return f"in {a.where}"
        case "other place":
            return f"in {a.where} and in {b.where}"
        case "words":
            best = sorted(shared_words(a, b), key=lambda s: (-rarity(s), s))[:4]
            return f"words in common: {', '.join(best)}"
        case "share of words":
            return "and their share"
        case "same article":
            return "in one article"
        case "days apart" | "weeks apart" | "months apart":
            return f"windows {days_between(told_days(a), told_days(b))} days apart"
        case "days meet" | "weeks meet" | "months meet" | "long windows meet":
            short = min(span_of(told_days(a)), span_of(told_days(b)))
            return f"windows meet, the shorter of {short} days" if short < 1000 else "windows meet"
    return name


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
