"""When an undated article was published, as far as its text says so."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from spacy.tokens import Doc

from foresaid.core.span import Span
from foresaid.read.times.calendar import value_range
from foresaid.read.times.events import find_known_events
from foresaid.read.times.find import find_times

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
    (certain); a known event that is still to come (probable: its year); the latest year that the text names, deadlines
    apart (possible: that year).
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
    years = [
        t
        for t in times
        if re.fullmatch(r"\d{4}(?:-.*)?", t.value)
        and not re.search(r"\b(?:by|until|till)\s+$", text[max(0, t.span.start - 10) : t.span.start])
    ]
    if not years:
        return None
    late = max(years, key=lambda t: (t.value[:4], -t.span.start))
    got = value_range(late.value)
    return (
        Inferred(
            day=None, year=int(late.value[:4]), sure="possible", words=late.span, why="the latest year in the text"
        )
        if got
        else None
    )


def _day(value: str, sure: str, words: Span, why: str) -> Inferred | None:
    got = value_range(value)
    return Inferred(day=got[0], year=got[0].year, sure=sure, words=words, why=why) if got else None
