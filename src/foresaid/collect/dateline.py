"""What opens and closes a report inside its paragraphs: "SEOUL, April 19 (Yonhap) --" and "(Yonhap)"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from foresaid.collect.dates import find_dates
from foresaid.collect.lines import piece

LONGEST = 120
"""A dateline ends within so many characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trimmed:
    """Where the paragraph's own words ``start`` and ``end``, the ``agency`` named around them and the ``day``."""

    start: int
    end: int
    agency: str | None = None
    day: dt.date | None = None


def trim(text: str, start: int, end: int) -> Trimmed:
    """The paragraph ``text[start:end]`` without its dateline and without the agency's name that closes it.

    >>> text = "SEOUL, April 19, 2019 (Yonhap) -- He will come. (END)"
    >>> t = trim(text, 0, len(text))
    >>> text[t.start : t.end], t.agency, t.day
    ('He will come.', 'Yonhap', datetime.date(2019, 4, 19))
    """
    agency: str | None = None
    day: dt.date | None = None
    head = text[start : min(end, start + LONGEST)]
    m = piece("DATELINE").match(head)
    if m and m.end() < len(head) and not head[m.end() :].isupper() and _is_dateline(m):
        start += m.end()
        agency = m.group("who").strip() if _names_agency(m) else None
        found = find_dates(m.group("when") or "")
        day = found[0][2] if found else None
    sign = piece("SIGN").search(text, start, end)
    if sign and text[start : sign.start()].strip():
        end = start + len(text[start : sign.start()].rstrip())
        agency = agency or sign.group("who")
    return Trimmed(start=start, end=end, agency=agency, day=day)


def _names_agency(m: re.Match[str]) -> bool:
    return bool(m.group("who")) and all(piece("AGENCY").fullmatch(x.strip()) for x in m.group("who").split("/"))


def _is_dateline(m: re.Match[str]) -> bool:
    """Capitals, a date or an agency make it one: "Kim - who rules the North" is none."""
    place, dash = m.group("place") or "", m.group("dash") or m.group("bare")
    loud = any(len(w) >= 4 and w.isupper() for w in re.split(r"[ ,/]+", place))
    if _names_agency(m):
        return bool(dash) or loud or bool(m.group("when"))
    if m.group("when"):
        return bool(dash) and dash != ":" and (bool(place) or bool(m.group("agency")))
    return loud and bool(dash) and (dash != ":" or place.isupper())
