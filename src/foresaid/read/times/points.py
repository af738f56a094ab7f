"""Makers of points that stand in figures or by month: dates, months, years, decades, centuries."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from foresaid.read.times.calendar import add, day_near, value_range
from foresaid.read.times.made import Made, Place, edge_of, number, tailed
from foresaid.read.times.spot import Hit, words

Maker = Callable[[Hit, Place], Made | None]


BACK = frozenset(
    (
        "last",
        "past",
        "this past",
        "the past",
        "the last",
        "previous",
        "the previous",
        "preceding",
        "prior",
        "the prior",
        "year-ago",
        "year-earlier",
    )
)


AHEAD = frozenset(
    (
        "next",
        "the next",
        "coming",
        "the coming",
        "this coming",
        "following",
        "the following",
        "upcoming",
        "ensuing",
        "new",
    )
)


SAME = frozenset(("same", "the same", "that", "that same"))


def point(value: str, *, type: str = "DATE", mod: str | None = None, pick: str | None = None, absolute: bool = False,
          approximate: bool = False, anchor: str = "published") -> Made:  # fmt: skip
    """A point of that value, with its days where it names some."""
    got = value_range(value)
    first, last, grain = got if got else (None, None, "day")
    return Made(
        type=type, value=value, mod=mod, first=first, last=last, grain=grain, pick=pick or mod, absolute=absolute,
        approximate=approximate, anchor="absolute" if absolute else anchor,
    )  # fmt: skip


def rel(text: str | None) -> str:
    """ "the Next" → "next": lower case, one space."""
    return re.sub(r"\s+", " ", (text or "").lower()).strip()


def month_of(text: str) -> int:
    """Number of a month by its word."""
    return int(words()["months"][text.lower().rstrip(".")])


def weekday_of(text: str) -> int:
    """ISO number of a weekday by its word."""
    return int(words()["weekdays"][text.lower().rstrip(".")])


def day_of(text: str) -> int:
    """Number of a day of the month: digits, with an ending, or an ordinal in words."""
    digits = re.match(r"\d+", text)
    if digits:
        return int(digits.group())
    return int(words()["ordinals"].get(re.sub(r"[\s-]+", "-", text.lower()), 0))


def full_year(text: str, ref: dt.date | None) -> int:
    """A year in four or two digits; two: the nearest to the day of reference (else 1970-2069)."""
    y = int(text)
    if len(text) > 2:
        return y
    base = ref.year if ref else 2019
    return min(
        (c * 100 + y for c in range(base // 100 - 1, base // 100 + 2)),
        key=lambda c: abs(c - base - (0 if c <= base + 30 else 99)),
    )


def spoken_year(text: str) -> int | None:
    """ "nineteen ninety-seven" → 1997, "two thousand ten" → 2010."""
    t = re.sub(r"[\s-]+", " ", text.lower()).replace(" and ", " ")
    if t.startswith("two thousand"):
        rest = number(t[len("two thousand") :].strip()) if t != "two thousand" else 0
        return None if rest is None else 2000 + int(rest)
    head, _, rest_words = t.partition(" ")
    base = {"nineteen": 1900, "eighteen": 1800, "seventeen": 1700, "twenty": 2000}.get(head)
    if base is None:
        return None
    if rest_words in ("hundred", ""):
        return base
    n = number(rest_words.removeprefix("oh ").strip())
    return base + int(n) if n is not None and (n >= 10 or rest_words.startswith("oh")) and n < 100 else None


def iso(h: Hit, p: Place) -> Made | None:
    """2019-04-26, with or without a clock time."""
    if value_range(h.g["iso"]) is None:
        return None
    if "clock" in h.g:
        return point(f"{h.g['iso']}T{h.g['clock']}", type="TIME", absolute=True)
    return point(h.g["iso"], absolute=True)


def slash(h: Hit, p: Place) -> Made | None:
    """10/17/98, month first (day first where the month can not be)."""
    m, d, y = int(h.g["m"]), int(h.g["d"]), full_year(h.g["y"], p.ref)
    if m > 12:
        m, d = d, m
    value = f"{y:04}-{m:02}-{d:02}"
    return point(value, absolute=True) if value_range(value) else None


def _day(p: Place, h: Hit, year: str | None, month: int, day: int) -> Made | None:
    if not 1 <= day <= 31:
        return None
    if year:
        value = f"{int(year):04}-{month:02}-{day:02}"
        return point(value, absolute=True) if value_range(value) else None
    if p.ref is None:
        return Made(type="DATE", value=f"XXXX-{month:02}-{day:02}")
    way = p.way(h.start, h.end)
    anchor = "published"
    back = p.before(h.start, 20)
    if h.g.get("mrel", "").lower() in ("last", "next"):
        y2 = day_near(p.ref, month, day, -1 if h.g["mrel"].lower() == "last" else 1)
        return point(f"{y2:04}-{month:02}-{day:02}") if y2 else None
    done = re.search(r"\b(?:ended|since|dated)\s*$", back) is not None
    way = -1 if done else way
    y = day_near(p.ref, month, day, 0)
    if y is None:
        return None
    near = dt.date(y, month, day)
    # A date without year is the nearest one, unless the tense says otherwise and that one is within eight months.
    if way and (near - p.ref).days * way < 0:
        far = day_near(p.ref, month, day, way)
        if far is not None and (
            done or (abs((dt.date(far, month, day) - p.ref).days) <= 245 and abs((near - p.ref).days) > 21)
        ):
            y = far
    ctx = p.last_point("year", "month", "day")
    if (
        ctx
        and ctx.first
        and ctx.absolute
        and abs(ctx.first.year - p.ref.year) > 1
        and re.search(r"\b(?:of that year|that year)\b", p.after(h.end, 16))
    ):
        y = ctx.first.year
    return point(f"{y:04}-{month:02}-{day:02}", anchor=anchor) if value_range(f"{y:04}-{month:02}-{day:02}") else None


def month_day(h: Hit, p: Place) -> Made | None:
    """Oct. 23 (, 1998); 23 October; the year is the nearest where none stands."""
    day = day_of(h.g.get("day") or h.g.get("dayn") or h.g.get("ordinal") or "")
    if (
        h.g["month"].lower() == "may"
        and not h.g["month"].isupper()
        and "year" not in h.g
        and p.names_may
        and not any(c.isdigit() for c in h.g.get("day", h.g.get("dayn", "")))
    ):
        return None
    if h.g["month"] in ("Mar", "Sun", "Sat", "Jan") and not any(c.isdigit() for c in p.text[h.start : h.end]):
        return None
    if (
        "day" in h.g
        and not any(c.isdigit() for c in h.g["day"])
        and h.g["day"].lower() in ("first", "second", "third")
        and not re.match(r"\s*[,.;]|\s*$|\s+\d{4}", p.after(h.end))
    ):
        return None
    if "relyear" in h.g and p.ref:
        y0 = p.ref.year + {"last": -1, "next": 1}.get(rel(h.g["relyear"]).split()[0], 0)
        return _day(p, h, str(y0), month_of(h.g["month"]), day)
    if "ordinal" in h.g and " of " not in rel(p.text[h.start : h.end]):
        return None
    if p.ref and "year" not in h.g and "dayname" in h.g:
        found = [
            d
            for y in range(p.ref.year - 6, p.ref.year + 7)
            if (d := _safe(y, month_of(h.g["month"]), day)) and d.isoweekday() == weekday_of(h.g["dayname"])
        ]
        if found:
            best = min(found, key=lambda d: abs((d - p.ref).days) if p.ref else 0)
            if abs((best - p.ref).days) < 370:
                return point(best.isoformat())
    return _day(p, h, h.g.get("year"), month_of(h.g["month"]), day)


def _safe(y: int, m: int, d: int) -> dt.date | None:
    try:
        return dt.date(y, m, d)
    except ValueError:
        return None


def _rel_year(text: str, p: Place) -> int | None:
    if re.search(r"\b(?:that|same|following|previous)\b", text):
        c = p.last_point()
        base = c.first.year if c and c.first else p.ref.year if p.ref else None
        shift = 1 if "following" in text else -1 if "previous" in text else 0
    else:
        base, shift = p.ref.year if p.ref else None, -1 if "last" in text else 1 if "next" in text else 0
    return None if base is None else base + shift


def year(h: Hit, p: Place) -> Made | None:
    """A bare year in four digits, where it is not a count."""
    y = int(h.g["year"])
    after, before = p.after(h.end, 30), p.before(h.start, 20)
    named = "modifier" in h.g or "the year" in rel(p.text[h.start : h.end])
    if tailed(after, "counted"):
        return None
    if p.led_by(h.start, "not_year") and not named:  # a year: "around 1970, he left"
        vague = re.search(r"\b(?:around|about|roughly|approximately) $", before)
        if not vague or not re.match(r"\s?(?:[,.;)]|(?:to|and|until) \d{4}\b|$)", after):
            return None
    if p.ref and abs(y - p.ref.year) > 60 and y > p.ref.year and "year" not in rel(p.text[h.start : h.end]):
        return None
    if y < 1800 and not re.search(
        r"\b(?:in|since|of|from|by|until|to|and|year|early|late|around|about|before|after|\() ?$",
        before + rel(h.g.get("modifier")),
    ):
        return None
    return point(f"{y:04}", mod=edge_of(h.g.get("modifier")), absolute=True)


def short_year(h: Hit, p: Place) -> Made | None:
    """'98."""
    return point(f"{full_year(h.g['yy'], p.ref):04}", absolute=True) if p.led_by(h.start, "short_year") else None


def said_year(h: Hit, p: Place) -> Made | None:
    """nineteen ninety-seven; two thousand only after "the year" or "in"."""
    y = spoken_year(h.g["said_year"])
    text = rel(h.g["said_year"])
    if y is None or (
        "thousand" in text
        and not (
            rel(p.text[h.start : h.end]).startswith("the year")
            or re.search(r"\b(?:in|since|of|by|until)\s$", p.before(h.start))
        )
    ):
        return None
    if text.startswith("twenty") and not re.search(r"\b(?:in|since|of|by|until)\s$", p.before(h.start)):
        return None
    return point(f"{y:04}", absolute=True)


def year_span(h: Hit, p: Place) -> Made | None:
    """2014-2018, 2019-20: from the first to the last of these years."""
    a = int(h.g["year"])
    b = int(h.g["year2"]) if len(h.g["year2"]) == 4 else a // 100 * 100 + int(h.g["year2"])
    if b <= a or b - a > 120:
        return None
    return Made(
        type="DATE",
        value=f"{a:04}/{b:04}",
        first=dt.date(a, 1, 1),
        last=dt.date(b, 12, 31),
        grain="year",
        absolute=True,
        anchor="absolute",
    )


def decade(h: Hit, p: Place) -> Made | None:
    """the early 1990s, the '80s, the nineties."""
    mod = edge_of(h.g.get("modifier"))
    before = p.before(h.start, 14)
    if "decade4" in h.g:
        n = int(h.g["decade4"][:3])
    else:
        if (
            re.search(r"\b(?:his|her|their|my|our|your|mid|late|early|low|high|upper|in the) $", before)
            and "decade2" not in h.g
            and not (before.endswith("in the ") and rel(p.text[h.start : h.end]).startswith("the"))
        ):
            return None
        tens = int(h.g["decade2"][0]) if "decade2" in h.g else words()["decades"][h.g["decadeword"].lower()]
        if "hundred" in h.g:
            n = {"nineteen": 190, "eighteen": 180, "twenty": 200}[h.g["hundred"].lower()] + tens
        elif "decadeword" in h.g and not rel(p.text[h.start : h.end]).startswith("the"):
            return None
        else:
            n = (190 if tens >= 2 or (p.ref and p.ref.year < 2010) else 200) + tens
            if p.ref and n * 10 > p.ref.year:
                n = 190 + tens
    return point(f"{n:03}", mod=mod, absolute=True)


def century(h: Hit, p: Place) -> Made | None:
    """the 20th century (its value are the first two digits)."""
    n = int(h.g["n"]) if "n" in h.g else day_of(h.g["ordinal"])
    if not 1 <= n <= 30 or ("era" in h.g and h.g["era"].upper().startswith("B")):
        return None
    got = point(f"{n - 1:02}", mod=edge_of(h.g.get("modifier")), absolute=True)
    return got


def day_only(h: Hit, p: Place) -> Made | None:
    """the 20th, without its month: of the month mentioned last, or that of the day of reference; the next in a future."""
    day = day_of(h.g.get("dayn") or h.g["day3"])
    ends = re.match(r"\s*[.,;:)\"”]|\s+(?:and|or|to|at|for|but|when)\b|\s*$", p.after(h.end))
    if not 1 <= day <= 31 or (not ends and "month" not in rel(p.text[h.start : h.end])):
        return None
    if p.ref is None:
        return Made(type="DATE", value=f"XXXX-XX-{day:02}")
    c = p.last_point("day", "month")
    base = c.first if c and c.first and abs((c.first - p.ref).days) < 200 else p.ref
    way = p.way(h.start, h.end)
    if way >= 0 and day < base.day:
        base = add(base.replace(day=1), 1, "M")
    elif way < 0 and day > base.day and base == p.ref:
        base = add(base.replace(day=1), -1, "M")
    return point(f"{base.year:04}-{base.month:02}-{day:02}", anchor="text" if c else "published")


def day_range(h: Hit, p: Place) -> Made | None:
    """Apr. 26-27: from the first day to the last (the caller makes two expressions of it)."""
    m = month_of(h.g["month"])
    a, b = int(h.g["dayn"]), int(h.g["day2"])
    if not 1 <= a < b <= 31:
        return None
    one = _day(p, h, h.g.get("year"), m, a)
    if one is None or one.first is None:
        return one and Made(type="DATE", value=f"XXXX-{m:02}-{a:02}")
    last = _safe(one.first.year, m, b)
    if last is None:
        return None
    return Made(
        type="DATE",
        value=f"{one.value}/{last.isoformat()}",
        first=one.first,
        last=last,
        absolute=one.absolute,
        anchor=one.anchor,
    )
