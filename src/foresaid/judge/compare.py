"""Do two claims speak of one event? The answer is a weight with the values that it was made from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from foresaid.judge.item import Item, near

SAME = 3.0
"""The weight from which on two claims speak of one event: found on bench/stories by bench/judge.py (its curve over thresholds)."""
FAR = 400
"""Days between two windows beyond which they are those of two events: the next edition of a yearly one is another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How much speaks for one event: ``weight``, and ``reasons``, each a value that was compared with its own weight."""

    weight: float
    reasons: tuple[tuple[str, float], ...]

    @property
    def same(self) -> bool:
        """Whether it is enough."""
        return self.weight >= SAME


NOT = Likeness(weight=-9.0, reasons=())


def compare(a: Item, b: Item) -> Likeness:
    """Weigh kind of event, principals, direction, place, time, names of events and words of two claims against each other.

    What rules it out (other people going the other way, windows more than ``FAR`` days apart, nothing in common in kind)
    gives a negative weight with that as its reason.
    """
    reasons: list[tuple[str, float]] = []
    against = _against(a, b)
    if against:
        return Likeness(weight=-9.0, reasons=((against, -9.0),))
    for part in (_kind(a, b), _who(a, b), _names(a, b), _where(a, b), _when(a, b), _words(a, b)):
        if part is not None:
            reasons.append(part)
    return Likeness(weight=round(sum(w for _, w in reasons), 2), reasons=tuple(reasons))


def _against(a: Item, b: Item) -> str | None:
    if a.visitor and b.visitor and a.host and b.host and (a.visitor, a.host) != (b.visitor, b.host):
        return f"who goes where: {a.visitor} to {a.host}, and {b.visitor} to {b.host}"
    if (
        a.visitor
        and b.host
        and a.visitor == b.host
        and b.visitor is not None
        and "visit" in a.heads
        and "visit" in b.heads
    ):
        return f"who goes where: {a.visitor} goes in one, is visited in the other"
    gap = days_between(a.window, b.window)
    if gap is not None and gap > FAR:
        return f"windows {gap} days apart"
    return None


def _kind(a: Item, b: Item) -> tuple[str, float] | None:
    if a.stem == b.stem and len(a.stem) > 2 and a.stem not in LIGHT:
        return f"both {a.stem}", 2.0
    shared = [h for h in a.heads if h in b.heads]
    if shared:
        return f"both {shared[0]}", 1.6
    close = [(x, y) for x in a.heads for y in b.heads if near(x, y)]
    if close:
        return f"{close[0][0]} and {close[0][1]}", 0.8
    if a.claim.event.type == b.claim.event.type and a.claim.event.type != "OTHER":
        return f"both {a.claim.event.type}", 0.2
    return f"{a.claim.event.type} and {b.claim.event.type}", -1.5


LIGHT = frozenset(
    ("hold", "take", "place", "happen", "make", "be", "have", "do", "set", "schedul", "plan", "go", "give")
)
"""Stems of verbs that carry another word's event."""


def _who(a: Item, b: Item) -> tuple[str, float] | None:
    shared = a.states & b.states
    if len(shared) >= 2:
        return f"both with {' and '.join(sorted(shared))}", 1.8
    if not a.states or not b.states:
        return None
    if shared and a.states - b.states and b.states - a.states:
        return f"with {'/'.join(sorted(a.states))}, and with {'/'.join(sorted(b.states))}", -1.5
    if shared:
        whole = a.states == b.states
        return f"both with {min(shared)}", 0.9 if whole else 0.6
    return f"{'/'.join(sorted(a.states))} and {'/'.join(sorted(b.states))}", -2.0


def _names(a: Item, b: Item) -> tuple[str, float] | None:
    titles = a.named & b.named
    if titles:
        return f"both name {max(sorted(titles), key=len)!r}", 1.2
    shared = a.names & b.names
    if shared:
        return f"both name {', '.join(sorted(shared)[:3])}", min(1.2, 0.5 + 0.35 * len(shared))
    if a.names and b.names and not (a.states & b.states):
        return "no name in common", -0.6
    return None


def _where(a: Item, b: Item) -> tuple[str, float] | None:
    if a.where is None or b.where is None:
        return None
    return (f"both in {a.where}", 0.5) if a.where == b.where else (f"in {a.where} and in {b.where}", -0.5)


def _when(a: Item, b: Item) -> tuple[str, float] | None:
    gap = days_between(a.window, b.window)
    if gap is None:
        return None
    if gap == 0:
        short = min(span_of(a.window), span_of(b.window))
        return "windows meet", 0.9 if short <= 31 else 0.5
    return f"windows {gap} days apart", 0.3 if gap <= 45 else 0.0 if gap <= 120 else -0.8


def _words(a: Item, b: Item) -> tuple[str, float] | None:
    shared = a.stems & b.stems
    if not shared:
        return None
    share = len(shared) / min(len(a.stems), len(b.stems))
    return f"words in common: {', '.join(sorted(shared)[:5])}", round(1.6 * share * min(1.0, len(shared) / 3), 2)


def days_between(
    a: tuple[dt.date | None, dt.date | None] | None, b: tuple[dt.date | None, dt.date | None] | None
) -> int | None:
    """Days between two windows, 0 where they share a day; None where one of them is not known."""
    if a is None or b is None:
        return None
    if a[1] is not None and b[0] is not None and a[1] < b[0]:
        return (b[0] - a[1]).days
    if b[1] is not None and a[0] is not None and b[1] < a[0]:
        return (a[0] - b[1]).days
    return 0


def span_of(window: tuple[dt.date | None, dt.date | None] | None) -> int:
    """Days in a window; many where it is open."""
    if window is None or window[0] is None or window[1] is None:
        return 1000
    return (window[1] - window[0]).days + 1
