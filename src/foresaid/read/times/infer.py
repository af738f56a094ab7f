"""When an undated article was published, as far as its text says so."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from spacy.tokens import Doc

from foresaid.core.reading import TimeExpression
from foresaid.core.span import Span
from foresaid.read.times.calendar import value_range
from foresaid.read.times.find import find_times
from foresaid.read.times.known_events import find_known_events
from foresaid.read.times.spot import words

YEARS_ON = 5
"""A day of the month falls on the same weekday again after five, six or eleven years."""
HEAD = 400
"""Characters at the top of a text where a full date is a dateline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inferred:
    """``day`` (None where only the year could be told), ``year``, how ``sure`` (certain, probable, possible), the words
    it was taken from and, for people, ``why``."""

    day: dt.date | None
    year: int
    sure: str
    words: Span
    why: str


def infer_published(doc: Doc) -> Inferred | None:
    """The day or year of publication, from the text alone; None where it does not tell.

    In this order: a full date marked as posted, published or updated (certain); a full date in a dateline at the top
    (certain); a known event that is still to come (probable: its year); a day of the month that stands with its
    weekday, where of the latest year named and the next few (``YEARS_ON``) only one fits (probable: that year). The
    latest year named is no answer by itself: in 193 undated articles it was the year of publication in one of five.
    """
    text = doc.text
    times = [t for t in find_times(doc, None) if t.window and t.window.anchor == "absolute" and t.window.earliest]
    days = [t for t in times if re.fullmatch(r"\d{4}-\d\d-\d\d(?:T.*)?", t.value)]
    for t in days:
        if re.search(
            r"\b(?:posted|published|updated|modified|dated?|filed)\b[\s:a-z]{0,12}$",
            text[max(0, t.span.start - 40) : t.span.start],
            re.IGNORECASE,
        ):
            return _day(t.value, "certain", t.span, "a date of publication")
    for t in days:
        line_start = text.rfind("\n", 0, t.span.start) + 1
        line_end = text.find("\n", t.span.end)
        line = text[line_start : line_end if line_end >= 0 else len(text)]
        if t.span.start < HEAD and (
            len(line) - len(t.span.words) < 40 or re.match(r"\s*[A-Z][A-Z .,'-]{2,40}[,(\s-]", line)
        ):
            return _day(t.value, "certain", t.span, "a dateline")
    for k in find_known_events(text, None):
        left = text[max(0, k.span.start - 120) : k.span.end + 60].lower()
        if k.how in ("place", "year") and re.search(
            r"\b(?:will|upcoming|next|ahead of|until|scheduled|is to|set to|prior to)\b", left
        ):
            return Inferred(
                day=None,
                year=k.edition.first.year,
                sure="probable",
                words=k.span,
                why=f"{k.edition.name}, {k.edition.first} to {k.edition.last}",
            )
    return _by_weekday(text, times)


_WEEKDAY_DATE = re.compile(
    r"\b(?P<wd>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? (?:the )?"
    r"(?:(?P<m>[A-Z][a-z]{2,8})\.? (?P<d>\d{1,2})|(?P<d2>\d{1,2}) (?P<m2>[A-Z][a-z]{2,8}))\b(?!,? \d{4})"
)
_WEEKDAYS = {"Mon": 1, "Tues": 2, "Wednes": 3, "Thurs": 4, "Fri": 5, "Satur": 6, "Sun": 7}


def _by_weekday(text: str, times: list[TimeExpression]) -> Inferred | None:
    named = [int(t.value[:4]) for t in times if re.fullmatch(r"\d{4}(?:-.*)?", t.value)]
    months = words()["months"]
    found = [
        (m, int(months[name.lower()]), int(m.group("d") or m.group("d2")))
        for m in _WEEKDAY_DATE.finditer(text)
        if (name := m.group("m") or m.group("m2")).lower() in months
    ]
    if not named or not found:
        return None
    start = max(named)
    fits = [
        y for y in range(start, start + YEARS_ON) if all(_is(y, mo, d, _WEEKDAYS[m.group("wd")]) for m, mo, d in found)
    ]
    if len(fits) != 1:
        return None
    m = found[0][0]
    return Inferred(
        day=None,
        year=fits[0],
        sure="probable",
        words=Span.of(text, m.start(), m.end()),
        why="a weekday that fits this year",
    )


def _is(year: int, month: int, day: int, weekday: int) -> bool:
    try:
        return dt.date(year, month, day).isoweekday() == weekday
    except ValueError:
        return False


def _day(value: str, sure: str, words: Span, why: str) -> Inferred | None:
    got = value_range(value)
    return Inferred(day=got[0], year=got[0].year, sure=sure, words=words, why=why) if got else None
