"""The day that a page or a field names: whole dates only, in the forms that newspapers and machines write them."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_FORMS = (
    r"(?P<y1>(?:19|20)\d\d)(?P<s1>[-/.]|\. )(?P<m1>\d\d?)(?P=s1)(?P<d1>\d\d?)(?!\d)\.?",
    _MONTH.format("n2") + r"[ \t]*(?P<d2>\d\d?)(?:st|nd|rd|th)?\b,?[ \t]*(?P<y2>(?:19|20)\d\d)\b",
    r"(?P<d3>\d\d?)(?:st|nd|rd|th)?(?:[ \t]+of)?[ \t/-]*" + _MONTH.format("n3") + r"[ \t,/-]*(?P<y3>(?:19|20)\d\d)\b",
    r"(?P<y4>(?:19|20)\d\d)[ \t,/-]+" + _MONTH.format("n4") + r"[ \t,/-]*(?P<d4>\d\d?)\b(?![:/])",
    r"(?P<a5>\d\d?)(?P<s5>[-/.])(?P<b5>\d\d?)(?P=s5)(?P<y5>(?:19|20)\d\d)\b",
    r"(?P<y6>(?:19|20)\d\d)年\s*(?P<m6>\d\d?)月\s*(?P<d6>\d\d?)日|(?P<y7>(?:19|20)\d\d)년\s*(?P<m7>\d\d?)월\s*(?P<d7>\d\d?)일",
)


_BESIDE = re.compile(
    r"(?i)\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|"
    r"\d\d?[:.]\d\d(?:[:.]\d\d)?(?:\.\d+)?|\b[ap]\.?m\b\.?|\bat\b"
)


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(r"(?<![\w/])(?:" + "|".join(f"(?:{f})" for f in _FORMS) + ")", re.IGNORECASE)


def find_dates(words: str) -> tuple[tuple[int, int, dt.date | None], ...]:
    """Every whole date in ``words`` as (start, end, day); the day is None where the numbers name no one day: the 31st
    of April, or 04/05/2019, which is two days in two countries.

    >>> find_dates("Posted on : Apr.18,2019 16:38 KST")
    ((12, 23, datetime.date(2019, 4, 18)),)
    """
    found = _pattern().finditer(words)
    return tuple((m.start(), m.end(), _day({k: v for k, v in m.groupdict().items() if v})) for m in found)


def field_date(value: str) -> dt.date | None:
    """The day that a field holds: ISO 8601 with or without a time, or any form of ``find_dates`` with nothing but a
    time or the name of a day beside it; None where it holds anything else. The day is the one written: zones are not
    turned.

    >>> field_date("2019-04-18T23:10:00+09:00"), field_date("18 April 2019"), field_date("last week")
    (datetime.date(2019, 4, 18), datetime.date(2019, 4, 18), None)
    """
    value = value.strip()
    if len(value) > 80:
        return None
    compact = re.fullmatch(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T\d{4,6}Z?)?", value)
    if compact:
        return _make(*(int(g) for g in compact.groups()))
    iso = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)(?:[T ]\d\d:?\d\d.*)?", value)
    if iso:
        return _make(*(int(g) for g in iso.groups()))
    found = find_dates(value)
    if len(found) != 1:
        return None
    rest = value[: found[0][0]] + " " + value[found[0][1] :]
    rest = _BESIDE.sub("", rest)
    rest = re.sub(r"[A-Z]{2,5}|[+-]\d\d:?\d\d|[\s,.|()T-]", "", rest)
    return None if rest else found[0][2]


def _day(g: dict[str, str]) -> dt.date | None:
    if "a5" in g:
        a, b, y = int(g["a5"]), int(g["b5"]), int(g["y5"])
        if a > 12 >= b:
            return _make(y, b, a)
        return _make(y, a, b) if b > 12 or a == b else None
    year = next(int(v) for k, v in g.items() if k[0] == "y")
    day = next(int(v) for k, v in g.items() if k[0] == "d")
    month = next((int(v) for k, v in g.items() if k[0] == "m"), 0)
    if not month:
        month = 1 + MONTHS.index(next(v for k, v in g.items() if k[0] == "n")[:3].lower())
    return _make(year, month, day)


def _make(year: int, month: int, day: int) -> dt.date | None:
    """The day; None where there is no such day, or a program wrote its zero ("0001-01-01")."""
    try:
        return dt.date(year, month, day) if 1800 <= year < 2200 else None
    except ValueError:
        return None
