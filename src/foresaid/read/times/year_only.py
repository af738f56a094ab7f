"""Times of an article of which only the year of publication is known.

"In the second half of April" needs no more than the year; "next week" does. So each expression is read as of the middle
of every month of the year, and what it means is known where most of those readings agree.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from foresaid.core.reading import TimeExpression
from foresaid.core.window import Window
from foresaid.read.times.calendar import edtf
from foresaid.read.times.find import find_times

RULE = "year-inferred"
Days = tuple[dt.date | None, dt.date | None]


def times_in_year(doc: Doc, year: int) -> tuple[TimeExpression, ...]:
    """The time expressions of ``doc``, published on some day of ``year``; those that hang on the day stay unresolved.

    Of a month or a day without a year the one in ``year`` is meant. A window that begins or ends with the day of
    publication ("by the end of June") is open on that side.

    >>> from foresaid.read.language import tokenize
    >>> [t] = times_in_year(tokenize("He will come in the second half of April."), 2019)
    >>> t.window.edtf, t.window.anchor
    ('2019-04-16/2019-04-30', 'text')
    """
    days = [dt.date(year, month, 15) for month in range(1, 13)]
    readings = [(day, _by_place(find_times(doc, day))) for day in days]
    out = []
    for t in find_times(doc, None):
        if t.window is not None and t.window.problem and t.window.anchor != "event":
            found = [(day, at[t.span.start]) for day, at in readings if t.span.start in at]
            t = _agreed(t, found, year)
        out.append(t)
    return tuple(out)


def _by_place(times: Iterable[TimeExpression]) -> dict[int, TimeExpression]:
    resolved = (t for t in times if t.window is not None and not t.window.problem and t.window.anchor != "event")
    return {t.span.start: t for t in resolved}


def _agreed(t: TimeExpression, found: Sequence[tuple[dt.date, TimeExpression]], year: int) -> TimeExpression:
    """``t`` with the window that most readings agree on; ``t`` itself where they do not."""
    read = [(_fixed(x.window, day), x) for day, x in found if x.window is not None]
    inside = [(days, x) for days, x in read if all(d is None or d.year == year for d in days)]
    if len({days for days, _ in read}) == 1:  # "next year" lies outside it, and is the same on all its days
        inside = read
    if not inside:
        return t
    (days, n) = Counter(days for days, _ in inside).most_common(1)[0]
    first, last = days
    if 2 * n <= len(inside) or (first is None and last is None):
        return t
    x = next(x for d, x in inside if d == days)
    assert x.window is not None
    window = replace(x.window, earliest=first, latest=last, edtf=edtf(first, last), anchor="text")
    return replace(t, span=x.span, value=x.value, window=window, rule=f"{t.rule}+{RULE}")


def _fixed(window: Window, day: dt.date) -> Days:
    """The ends of a window that are not just the day it was read on."""
    first, last = window.earliest, window.latest
    return (None if first == day else first, None if last == day else last)
