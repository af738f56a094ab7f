"""Calendar arithmetic on TIMEX3 values: which days they cover, the n-th one after, EDTF."""

from __future__ import annotations

import calendar
import datetime as dt
import re

DAY = dt.timedelta(days=1)
SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First month of the meteorological season, northern."""
GRAIN_OF = {
    "TS": "minute", "TM": "minute", "TH": "hour", "D": "day", "NI": "day", "W": "week", "WE": "week", "M": "month",
    "Q": "quarter", "SE": "season", "Y": "year", "E": "decade", "C": "century", "SM": "quarter", "L": "century",
}  # fmt: skip

Range = tuple[dt.date, dt.date]
_VALUE = re.compile(
    r"(?P<y>\d{4})(?:-(?:W(?P<w>\d\d)(?P<we>-WE)?(?:-(?P<wd>[1-7]))?|Q(?P<q>[1-4])|H(?P<h>[12])|(?P<s>SP|SU|FA|WI)"
    r"|(?P<m>\d\d)(?:-(?P<d>\d\d))?))?(?:T.*)?"
)


def month_end(year: int, month: int) -> dt.date:
    """The last day of a month."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def value_range(value: str) -> tuple[dt.date, dt.date, str] | None:
    """First day, last day and grain of a TIMEX3 date value; None where it names no stretch of the calendar.

    Seasons are meteorological (winter 2019 = December 2019 to February 2020), weeks ISO 8601.

    >>> value_range("2019-Q2")
    (datetime.date(2019, 4, 1), datetime.date(2019, 6, 30), 'quarter')
    """
    if re.fullmatch(r"\d{3}X?", value) and value[0] != "0":
        y = int(value[:3]) * 10
        return _years(y, y + 9, "decade")
    if re.fullmatch(r"\d\d(XX)?", value) and value[0] != "0":
        y = int(value[:2]) * 100
        return _years(y, y + 99, "century")
    found = _VALUE.fullmatch(value)
    if not found:
        return None
    g = found.groupdict()
    y = int(g["y"])
    try:
        if g["w"]:
            first = dt.date.fromisocalendar(y, int(g["w"]), int(g["wd"] or (6 if g["we"] else 1)))
            return (
                first,
                (first if g["wd"] else first + DAY if g["we"] else first + 6 * DAY),
                "day" if g["wd"] else "week",
            )
        if g["q"]:
            return dt.date(y, 3 * int(g["q"]) - 2, 1), month_end(y, 3 * int(g["q"])), "quarter"
        if g["h"]:
            return dt.date(y, 6 * int(g["h"]) - 5, 1), month_end(y, 6 * int(g["h"])), "quarter"
        if g["s"]:
            m = SEASON_MONTHS[g["s"]]
            return dt.date(y, m, 1), month_end(y + (m == 12), m + 2 if m < 12 else 2), "season"
        if g["d"]:
            day = dt.date(y, int(g["m"]), int(g["d"]))
            return day, day, "day"
        if g["m"]:
            return dt.date(y, int(g["m"]), 1), month_end(y, int(g["m"])), "month"
        return _years(y, y, "year")
    except ValueError:
        return None


def _years(first: int, last: int, grain: str) -> tuple[dt.date, dt.date, str] | None:
    return (dt.date(first, 1, 1), dt.date(last, 12, 31), grain) if 1 <= first <= last <= 9999 else None


def add_months(day: dt.date, n: int) -> dt.date:
    """The same day ``n`` months on, or that month's last day. Raises ``OverflowError`` outside the calendar."""
    y, m = divmod(day.year * 12 + day.month - 1 + n, 12)
    if not 1 <= y <= 9999:
        raise OverflowError("outside the calendar")
    return dt.date(y, m + 1, min(day.day, calendar.monthrange(y, m + 1)[1]))


def add(day: dt.date, n: float, unit: str) -> dt.date:
    """``day`` moved by ``n`` units (TIMEX3 letters); raises ``OverflowError`` outside the calendar."""
    if unit in ("TS", "TM", "TH"):
        return day + dt.timedelta(days=int(n / {"TS": 86400, "TM": 1440, "TH": 24}[unit] + (1e-9 if n > 0 else -1e-9)))
    if unit in ("D", "NI"):
        return day + dt.timedelta(days=int(n))
    if unit in ("W", "WE"):
        return day + dt.timedelta(days=round(7 * n))
    months = {"M": 1, "Q": 3, "SE": 3, "SM": 6, "Y": 12, "E": 120, "C": 1200, "L": 12000}[unit]
    return add_months(day, round(months * n))


def unit_value(day: dt.date, unit: str) -> str:
    """The value of the ``unit`` (TIMEX3 letter) of the calendar that ``day`` lies in.

    >>> unit_value(dt.date(2019, 4, 19), "Q")
    '2019-Q2'
    """
    if unit == "W":
        y, w, _ = day.isocalendar()
        return f"{y:04}-W{w:02}"
    if unit == "WE":
        return unit_value(day, "W") + "-WE"
    if unit == "M":
        return f"{day.year:04}-{day.month:02}"
    if unit == "Q":
        return f"{day.year:04}-Q{(day.month + 2) // 3}"
    if unit == "SM":
        return f"{day.year:04}-H{(day.month + 5) // 6}"
    if unit in ("SE",):
        s = ("WI", "SP", "SU", "FA")[day.month % 12 // 3]
        return f"{day.year - (day.month < 3):04}-{s}"
    if unit == "Y":
        return f"{day.year:04}"
    if unit == "E":
        return f"{day.year // 10:03}"
    if unit in ("C", "L"):
        return f"{day.year // 100:02}"
    return day.isoformat()


def weekday_near(ref: dt.date, weekday: int, direction: int) -> dt.date:
    """The nearest ISO ``weekday`` to ``ref``: on or before it (-1), on or after it (1), or the nearer of both (0)."""
    back = (ref.isoweekday() - weekday) % 7
    if direction < 0 or (direction == 0 and back <= 4):
        return ref - back * DAY
    return ref + (7 - back) % 7 * DAY


def month_near(ref: dt.date, month: int, direction: int) -> int:
    """The year of the ``month`` nearest to ``ref`` in that direction (the current month counts for all);
    where the past tense would put it eleven months away, the nearest."""
    gap = (month - ref.month) % 12
    if direction < 0 and (gap == 0 or gap > 1):
        return ref.year - (month > ref.month)
    if direction > 0:
        return ref.year + (month < ref.month)
    if gap <= 5 or (gap == 6 and month > ref.month):
        return ref.year + (month < ref.month)
    return ref.year - (month > ref.month)


def day_near(ref: dt.date, month: int, day: int, direction: int) -> int | None:
    """The year of the ``day`` of ``month`` nearest to ``ref`` in that direction; None for no such day."""
    found = []
    for y in (ref.year - 1, ref.year, ref.year + 1):
        try:
            found.append(dt.date(y, month, day))
        except ValueError:
            continue
    if not found:
        return None
    ok = [d for d in found if (d - ref).days * direction >= 0]
    return min(ok or found, key=lambda d: (abs((d - ref).days), d)).year


def easter(year: int) -> dt.date:
    """Western Easter Sunday, by the anonymous Gregorian computus (Nature, 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    q = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * q) // 451
    month, day = divmod(h + q - 7 * m + 114, 31)
    return dt.date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, n: int) -> dt.date:
    """The ``n``-th ISO weekday of a month (-1 the last; 0 the first one after the month's first Monday, as the United
    States hold elections)."""
    if n < 0:
        return weekday_near(month_end(year, month), weekday, -1)
    first = dt.date(year, month, 1)
    if n == 0:
        return weekday_near(weekday_near(first, 1, 1) + DAY, weekday, 1)
    return weekday_near(first, weekday, 1) + 7 * (n - 1) * DAY


def thirds(first: dt.date, last: dt.date, grain: str, part: str) -> Range:
    """The ``part`` (START, MID, END, H1, H2) of a stretch: days 1-10, 11-20, 21-end of a month; Monday-Tuesday,
    Wednesday-Thursday, Friday-Sunday of a week; thirds (by whole months where there are any) of anything else."""
    if part in ("H1", "H2"):
        if grain == "month":
            return (first, first + 14 * DAY) if part == "H1" else (first + 15 * DAY, last)
        mid = dt.date(first.year, 6, 30) if grain == "year" else first + (last - first) // 2
        return (first, mid) if part == "H1" else (mid + DAY, last)
    if grain == "day":
        return first, last
    if grain == "month":
        cut = (first + 9 * DAY, first + 19 * DAY)
    elif grain == "week" and (last - first).days == 6:
        cut = (first + DAY, first + 3 * DAY)
    elif (last - first).days > 80:
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        cut = (add_months(first, months // 3) - DAY, add_months(first, 2 * months // 3) - DAY)
    else:
        return first, last
    return {"START": (first, cut[0]), "MID": (cut[0] + DAY, cut[1]), "END": (cut[1] + DAY, last)}[part]


def edtf(first: dt.date | None, last: dt.date | None, approximate: bool = False) -> str | None:
    """The window in EDTF (ISO 8601-2:2019 level 1): one calendar unit where it is one, else an interval, ``..`` for an
    open end, ``~`` where approximate; None where both ends are open.

    >>> edtf(dt.date(2019, 5, 1), dt.date(2019, 6, 30))
    '2019-05/2019-06'
    """
    mark = "~" if approximate else ""
    if first is None and last is None:
        return None
    if first and last:
        if first == last:
            return first.isoformat() + mark
        if first.day == 1 and last == month_end(last.year, last.month):
            if (first.month, last.month) == (1, 12):
                a, b = f"{first.year:04}", f"{last.year:04}"
            else:
                a, b = f"{first:%Y-%m}".rjust(7, "0"), f"{last:%Y-%m}".rjust(7, "0")
            return a + mark if a == b else f"{a}{mark}/{b}{mark}"
    a = first.isoformat() + mark if first else ".."
    b = last.isoformat() + mark if last else ".."
    return f"{a}/{b}"


def edtf_days(text: str) -> tuple[dt.date | None, dt.date | None]:
    """First and last day of what ``edtf`` prints. Raises ``ValueError`` for anything else.

    >>> edtf_days("2019-05/..")
    (datetime.date(2019, 5, 1), None)
    """
    a, _, b = text.partition("/")
    out: list[dt.date | None] = []
    for k, piece in enumerate((a, b or a)):
        got = value_range(piece.rstrip("~")) if piece != ".." else None
        if piece != ".." and (got is None or not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?~?", piece)):
            raise ValueError(f"not a window in EDTF: {text!r}")
        day = got[k] if got else None
        out.append(day if isinstance(day, dt.date) else None)
    return out[0], out[1]
