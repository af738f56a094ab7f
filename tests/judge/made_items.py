"""Claims and reports built by hand for the tests of the judge."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from foresaid.core import Claim, Event, Participant, Source, Span, Window
from foresaid.judge.events import Joined
from foresaid.judge.item import Item, item_of

Days = tuple[str | None, str | None]


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def made(
    quote: str, trigger: str, article: str, published: str, *, window: Days | None = None, outcome: str | None = None,
    polarity: str = "+",
    who: Iterable[tuple[str, str | None]] = (), source: str | None = None, certainty: str = "certain", condition: bool = False,
) -> Item:  # fmt: skip
    """A forward claim, or, with ``outcome``, a report; ``who`` are its participants' names and states."""
    at = quote.index(trigger)
    dates = [day(d) if d else None for d in window] if window else []
    span = Span(start=0, end=len(quote), words=quote)
    claim = Claim(
        id=f"{article}/{quote}", article=article, quote=span, trigger=Span(start=at, end=at + len(trigger), words=trigger),
        forward=outcome is None, kind="plan" if outcome is None else "report", event=Event(type="MEET", label=trigger),
        participants=tuple(Participant(name=n, id=s) for n, s in who), certainty=certainty, polarity=polarity, outcome=outcome,
        window=Window(
            earliest=dates[0], latest=dates[1], words=Span(start=900, end=904, words="when"), grain="day",
        ) if window else None,
        sources=(Source(name=source, kind="person"),) if source else (), condition=span if condition else None,
    )  # fmt: skip
    return item_of(claim, article, day(published), f"outlet of {article}")


def alone(*items: Item) -> list[Joined]:
    """Each item as an event of its own."""
    out = []
    for n, i in enumerate(items):
        e = Joined(serial=n)
        e.add(i, None, None)
        out.append(e)
    return out


def other_news(count: int = 12) -> list[Item]:
    """Articles about other things, so that a word in two articles is a rare one."""
    names = ["Ab", "Bo", "Cy", "Di", "Ed", "Fay", "Gus", "Hal", "Ivo", "Jon", "Kit", "Lou"][:count]
    return [
        made(f"{n}ly will {n.lower()}ify", f"{n.lower()}ify", f"other {n}", "2024-03-01", who=[(f"{n}ly", None)])
        for n in names
    ]
