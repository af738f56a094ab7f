"""What the words around a point of the calendar make of its days: "a week on Monday", "the first week of March", "in March at
the earliest", "before the year is out"."""

from __future__ import annotations

import datetime as dt
import re

from foresaid.read.times.calendar import DAY, month_end
from foresaid.read.times.made import Made, Place, number
from foresaid.read.times.spot import words

Days = tuple[dt.date | None, dt.date | None]

_WEEK_ON = re.compile(r"\ba week (?:on|from|after)(?: next)? $")
_WEEK_AFTER = re.compile(r" week\b(?! (?:of|after|before|in)\b)")
_PART = re.compile(
    r"\b(?P<which>first|opening|last|final|second|third|fourth)(?: (?P<num>\w+|\d+))?(?: (?:full|whole))? "
    r"(?P<unit>days?|weeks?|months?|weekend|monday|tuesday|wednesday|thursday|friday|saturday|sunday) "
    r"(?:of|in) (?:the month of |the year )?$"
)
_ORDER = {"first": 0, "opening": 0, "second": 1, "third": 2, "fourth": 3}
_OVER = re.compile(
    r" (?:(?:is|was|has been|had been|would be) )?"
    r"(?:(?:over|out|up|through|gone|done|finished)\b|ends?\b|ended\b|closes?\b|closed\b"
    r"|turns\b|draws to|comes to|came to|runs out|ran out)"
)
_EARLIEST = re.compile(r"(?: or (?:in |on )?[a-z]+)? at the (?:very )?(?:earliest|soonest)\b| or later\b")
_LATEST = re.compile(r"(?: or (?:in |on )?[a-z]+)? at the (?:very )?latest\b")


def narrowed(m: Made, p: Place, start: int, end: int) -> Days | None:
    """The days of a weekday, month or year as the words right beside it move or narrow them; None where they do not."""
    if m.first is None or m.last is None or m.pick is not None or m.mod in ("START", "MID", "END"):
        return None
    before = p.before(start)
    if m.grain == "day" and p.text[start:end].lower().startswith(tuple(words()["weekdays"])):
        if _WEEK_ON.search(before) or _WEEK_AFTER.match(p.after(end)):
            return m.first + 7 * DAY, m.last + 7 * DAY
        return None
    got = _PART.search(before) if m.grain in ("month", "year") else None
    if got is None:
        return None
    unit, n = got["unit"].rstrip("s"), number(got["num"]) if got["num"] else 1.0
    wd = words()["weekdays"].get("saturday" if unit == "weekend" else unit)
    if wd is not None:
        return _nth(m.first, m.last, got["which"], wd, unit == "weekend") if m.grain == "month" else None
    if not got["num"] and got["unit"].endswith("s"):
        n = None
    if n is None or n != int(n) or not 0 < n < 12 or (unit == "month") != (m.grain == "year"):
        if n is None and m.grain == "year" and unit == "month" and got["which"] in ("first", "opening"):
            return m.first, month_end(m.first.year, 3)
        vague = n is None and m.grain == "month" and unit != "month"
        late = got["which"] in ("last", "final")
        return ((m.last - 9 * DAY, m.last) if late else (m.first, m.first + 9 * DAY)) if vague else None
    return _part(m.first, m.last, got["which"], int(n), unit)


def _nth(first: dt.date, last: dt.date, which: str, wd: int, weekend: bool) -> Days | None:
    """The n-th weekday or weekend of a month."""
    at = _ORDER.get(which)
    ahead, behind = (wd - first.isoweekday()) % 7, (last.isoweekday() - wd) % 7
    day = last - behind * DAY if at is None else first + (ahead + 7 * at) * DAY
    return (day, day + DAY if weekend else day) if day <= last else None


def _part(first: dt.date, last: dt.date, which: str, n: int, unit: str) -> Days | None:
    at = _ORDER.get(which)
    if at and n > 1:
        return None
    if unit == "month":
        if at is None:
            return dt.date(last.year, 13 - n, 1), last
        return dt.date(first.year, at + 1, 1), month_end(first.year, at + n)
    length = n * (7 if unit == "week" else 1)
    if at is None:
        return last - (length - 1) * DAY, last
    return first + at * length * DAY, min(last, first + ((at + 1) * length - 1) * DAY)


def nth(p: Place, start: int, end: int) -> bool:
    """Whether a weekday or weekend is counted within the month that follows it: the second Tuesday of November."""
    text = p.before(start, 10) + p.text[start:end].lower()
    return re.search(r"\b(?:first|second|third|fourth|last|final) \w+$", text) is not None and placed_by_next(p, end)


def placed_by_next(p: Place, end: int) -> bool:
    """Whether a length is the first or last part of what follows it: "the first two months" of 2019."""
    whole = r"(?:the|this|next|the coming|the following) (?:month|year)\b"
    return re.match(rf" (?:of|in) (?:{whole}|(?:[a-z]+ )?(?:19|20)\d\d\b|{_months()})", p.after(end)) is not None


def _months() -> str:
    return r"(?:" + "|".join(m for m in words()["months"] if len(m) > 2) + r")\b"


def over_by(p: Place, end: int) -> int:
    """How many characters of what follows say that the stretch of time has passed ("before the year" is out); 0 for none."""
    m = _OVER.match(p.after(end))
    return len(m.group()) if m else 0


def bound(p: Place, end: int) -> tuple[str, int]:
    """ "earliest" or "latest" where the words after the expression say that it is a bound, and their length; else ("", 0)."""
    after = p.after(end)
    for what, pattern in (("earliest", _EARLIEST), ("latest", _LATEST)):
        if m := pattern.match(after):
            return what, len(m.group())
    return "", 0
