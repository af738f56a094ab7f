"""Makers that hold another expression in them: the end of the year, the third quarter of 1990, 5 p.m. on Nov. 9."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from foresaid.read.times.calendar import DAY, month_end, unit_value, value_range, weekday_near
from foresaid.read.times.made import Made, Place, edge_of
from foresaid.read.times.points import full_year, point, rel, weekday_of
from foresaid.read.times.refs import with_time
from foresaid.read.times.spot import Hit, spot, words


def inner(h: Hit, p: Place, group: str = "inner") -> Made | None:
    """What the characters of a group stand for, read on their own."""
    from foresaid.read.times.resolve import make

    a = h.at[group]
    b = a + len(h.g[group])
    found = [x for x in spot(p.text, a, b) if x.end == b]
    for x in sorted(found, key=lambda x: x.start - x.end):
        got = make(x, p)
        if got is not None:
            return got
    return None


def _ordinary(text: str) -> str:
    return re.sub(r"^(?:the )?", "", text)


def portion_of(h: Hit, p: Place) -> Made | None:
    """the end of June, the second half of next year, the beginning of the month."""
    code = words()["portions"][rel(h.g["portion"])]
    text = _ordinary(rel(h.g["inner"]))
    head = text.split()[-1]
    got: Made | None = None
    if (
        head
        in (
            "year",
            "month",
            "week",
            "decade",
            "century",
            "day",
            "weekend",
            "summer",
            "winter",
            "spring",
            "autumn",
            "fall",
        )
        and "year" not in h.g
    ):
        if head == "day" and ((code != "END" and code != "START") or text == "day"):
            return None
        if head in ("summer", "winter", "spring", "autumn", "fall"):
            got = inner(h, p)
            if got is None and p.ref:
                fake = words()["seasons"][head]
                got = point(f"{int(unit_value(p.ref, 'SE')[:4]):04}-{fake}")
        elif len(text.split()) > 1 and text.split()[0] in (
            "next",
            "last",
            "this",
            "that",
            "same",
            "current",
            "coming",
            "following",
        ):
            got = inner(h, p)
        elif p.ref is not None:
            unit = {"year": "Y", "month": "M", "week": "W", "decade": "E", "century": "C", "weekend": "WE", "day": "D"}[
                head
            ]
            got = point(unit_value(p.ref, unit))
    else:
        got = inner(h, p)
    if got is None:
        if p.ref is None:
            return Made(type="DATE", value="XXXX", mod=code if code in ("START", "MID", "END") else None)
        return None
    if code in ("H1", "H2"):
        if got.grain == "year" and re.fullmatch(r"\d{4}", got.value):
            return replace(point(f"{got.value}-{code}", absolute=got.absolute), mod=None, pick=None)
        return replace(got, mod="START" if code == "H1" else "END", pick=code)
    if code == "REST":
        return replace(got, mod=None if got.mod is None else got.mod, pick="REST")
    return replace(got, type="DATE", mod=code, pick=code)


def year_end(h: Hit, p: Place) -> Made | None:
    """year-end, year's end: the end of this year."""
    if re.match(r" (?:june|march|sept|dec|ed)\b", p.after(h.end)):
        return None
    if re.match(r"(?:ed|ing)\b", p.after(h.end)):
        return None
    if p.ref is None:
        return Made(type="DATE", value="XXXX", mod="END")
    ref = p.ref
    if h.g["u"].lower() == "year" and re.search(r"\bsince $", p.before(h.start, 8)):
        ref = dt.date(ref.year - 1, 12, 31) if ref.year > 1 else ref
    return point(unit_value(ref, "Y" if h.g["u"].lower() == "year" else "M"), mod="END")


def mid_year(h: Hit, p: Place) -> Made | None:
    """mid-1996, mid-week."""
    mod = edge_of(h.g["portion"])
    if "year" in h.g:
        return point(h.g["year"], mod=mod, absolute=True)
    if p.ref is None:
        return None
    return point(unit_value(p.ref, {"week": "W", "year": "Y", "month": "M"}[h.g["u"].lower()]), mod=mod)


_Q = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4}


def _quarter_year(h: Hit, p: Place, n: int, unit: str) -> int | None:
    if "year" in h.g or "y1" in h.g or "year2" in h.g:
        return int(h.g.get("year") or h.g.get("y1") or h.g["year2"])
    for yy in ("yy", "yy2"):
        if yy in h.g:
            return full_year(h.g[yy], p.ref)
    if p.ref is None:
        return None
    r = rel(h.g.get("rel"))
    ry = rel(h.g.get("relyear"))
    if ry:
        return p.ref.year + (-1 if "last" in ry else 1 if "next" in ry else 0)
    if r in ("this year's", "last year's", "next year's"):
        return p.ref.year + {"this": 0, "last": -1, "next": 1}[r.split()[0]]
    if r in ("year-ago", "year-earlier", "same", "comparable", "corresponding"):
        c = p.quarter()
        if c and c.first and "-Q" in c.value and (c.first.month + 2) // 3 == n and r in ("year-ago", "year-earlier"):
            return c.first.year - 1
        return p.ref.year - 1
    per = 3 if unit == "quarter" else 6
    here = (p.ref.month - 1) // per + 1
    way = p.tense(h.start, h.end)
    best: list[tuple[int, int]] = []
    count = 4 if unit == "quarter" else 2
    for y in (p.ref.year - 1, p.ref.year, p.ref.year + 1):
        gap = (y - p.ref.year) * count + n - here
        best.append((gap, y))
    if "fiscal" in h.g and not r:
        return p.ref.year
    if r in ("next", "coming"):
        ok = [b for b in best if b[0] > 0]
    elif r in ("last", "latest", "past"):
        ok = [b for b in best if b[0] < 0]
    elif way and unit == "quarter":  # the nearest, unless two are as near
        ok = [b for b in best if abs(b[0]) < 2 or b[0] * way >= 0]
    else:
        ok = best
    return min(ok or best, key=lambda b: (abs(b[0]), b[0]))[1]


def quarter(h: Hit, p: Place) -> Made | None:
    """the third quarter (of 1984), third-quarter, the first half of 1990."""
    unit = h.g["unit"].lower()
    word = (h.g.get("q") or "").lower()
    n = int(h.g["n"]) if "n" in h.g else _Q.get(word, 0)
    after, before = p.after(h.end, 30), p.before(h.start, 20)
    dated = any(k in h.g for k in ("year", "y1", "relyear")) or "fiscal" in h.g or "year's" in rel(h.g.get("rel"))
    if word == "last":
        n = 2 if unit == "half" else 0
        if (unit == "half" and not dated) or (unit == "quarter" and not dated):
            return None if unit == "half" else _the_quarter(p, -1)
        n = n or 4
    if word == "final" and unit == "half":
        n = 2
    if unit == "half":
        if n > 2:
            return None
        if not dated and not re.search(
            r"\b(?:profit|sales|earnings|revenue|results|growth|loss|income)\b", before + after
        ):
            return None
    if re.match(r" (?:of (?:the (?:game|match|season)|play|a)\b|goal|touchdown|lead|interception|field)", after):
        return None
    y = _quarter_year(h, p, n, unit)
    mod = edge_of(h.g.get("edge2"))
    code = ("Q" if unit == "quarter" else "H") + str(n)
    if y is None:
        return Made(type="DATE", value=f"XXXX-{code}", mod=mod)
    return point(f"{y:04}-{code}", mod=mod, absolute="year" in h.g or "y1" in h.g)


def quarter_q(h: Hit, p: Place) -> Made | None:
    """Q3, Q3 2019, 4Q19."""
    if "unit" in h.g and not h.g["unit"].isupper():
        return None
    n = int(h.g.get("n") or h.g["n2"])
    unit = "half" if h.g.get("unit") == "H" else "quarter"
    dated = any(k in h.g for k in ("year", "year2", "yy", "yy2"))
    if unit == "half" and (n > 2 or not dated):
        return None
    y = _quarter_year(h, p, n, unit)
    code = ("Q" if unit == "quarter" else "H") + str(n)
    return Made(type="DATE", value=f"XXXX-{code}") if y is None else point(f"{y:04}-{code}", absolute=dated)


def _the_quarter(p: Place, way: int) -> Made | None:
    if p.ref is None:
        return Made(type="DATE", value="XXXX-QX")
    q = (p.ref.year * 4 + (p.ref.month - 1) // 3) + way
    return point(f"{q // 4:04}-Q{q % 4 + 1}")


def quarter_rel(h: Hit, p: Place) -> Made | None:
    """the latest quarter, the year-ago period, this quarter."""
    r = rel(h.g["rel"])
    unit = rel(h.g["unit"])
    c = p.quarter()
    if unit in ("nine months", "six months", "three months"):
        if not re.search(r"year|latest|same|comparable|corresponding|current", r):
            return None
        n = {"nine": 9, "six": 6, "three": 3}[unit.split()[0]]
        return Made(type="DURATION", value=f"P{n}M", kind="ref", n=n, unit="M")
    if unit == "half":
        return None
    if unit == "period" and r not in (
        "year-ago",
        "year-earlier",
        "latest",
        "comparable",
        "corresponding",
        "same",
        "comparable year-ago",
        "same year-ago",
    ):
        return None
    if unit == "period" and r == "same" and "when" not in h.g:
        return None
    if r in ("this", "current"):
        return _the_quarter(p, 0)
    if r in ("next", "coming", "following"):
        return _the_quarter(p, 1)
    if r in ("last", "past", "prior", "previous", "preceding"):
        return _the_quarter(p, -1)
    if r == "latest":
        return replace(c, mod=None) if c and "-Q" in c.value else _the_quarter(p, -1)
    if r == "that":
        return replace(c, mod=None) if c and "-Q" in c.value else None
    base = c if c and "-Q" in c.value else _the_quarter(p, -1)
    if base is None or base.first is None:
        return Made(type="DATE", value="XXXX-QX")
    y = base.first.year - 1
    when = rel(h.g.get("when"))
    year = re.search(r"\d{4}", when)
    if year:
        y = int(year.group())
    return point(f"{y:04}-Q{(base.first.month + 2) // 3}", anchor="text")


def quarter_year(h: Hit, p: Place) -> Made | None:
    """the 1988 quarter, the 1988 period."""
    y = int(h.g["year"])
    unit = rel(h.g["unit"])
    if unit == "period" and re.match(r" (?:piece|drama|film|costume)", p.after(h.end)):
        return None
    if unit.endswith("months"):
        n = {"nine": 9, "six": 6, "three": 3}[unit.split()[0]]
        return Made(
            type="DURATION", value=f"P{n}M", first=dt.date(y, 1, 1), last=month_end(y, n), grain="quarter",
        )  # fmt: skip
    c = p.quarter()
    if unit in ("quarter", "period") and c and c.first and "-Q" in c.value:
        return point(f"{y:04}-Q{(c.first.month + 2) // 3}", absolute=True)
    return point(f"{y:04}", absolute=True)


def the_quarter(h: Hit, p: Place) -> Made | None:
    """the quarter: the one mentioned last, else the one before the current."""
    if "each" in h.g:
        return None
    ended = re.match(r" ended (?P<m>[a-z]+)\.? \d", p.after(h.end, 24))
    if ended and p.ref and ended.group("m") in words()["months"]:
        m = int(words()["months"][ended.group("m")])
        return point(f"{p.ref.year - (m > p.ref.month):04}-Q{(m + 2) // 3}")
    c = p.quarter()
    got = c if c and "-Q" in c.value else _the_quarter(p, -1 if p.tense(h.start, h.end) <= 0 else 0)
    return replace(got, mod=edge_of(h.g.get("edge2")), pick=edge_of(h.g.get("edge2"))) if got else None


def quarter_group(h: Hit, p: Place) -> Made | None:
    """the second and third quarters: one value for each is not possible, the first to the last of them."""
    a, b = _Q[h.g["q1"].lower()], _Q[h.g["q2"].lower()]
    if a >= b:
        return None
    y = int(h.g["year"]) if "year" in h.g else p.ref.year if p.ref else None
    if y is None:
        return Made(type="DATE", value=f"XXXX-Q{a}")
    first, last = value_range(f"{y:04}-Q{a}"), value_range(f"{y:04}-Q{b}")
    assert first
    assert last
    return Made(type="DATE", value=f"{y:04}-Q{a}/{y:04}-Q{b}", first=first[0], last=last[1], grain="quarter")


def fiscal(h: Hit, p: Place) -> Made | None:
    """fiscal 2020, the current fiscal year: the calendar year of that name (whose it is, the text does not say)."""
    kind = h.g["kind"]
    text = rel(p.text[h.start : h.end])
    if kind.lower() == "fy" and kind != "FY":
        return None
    if "year" not in text and "year" not in h.g and "yy" not in h.g:
        return None
    if re.match(r"[\w-]", p.after(h.end, 1) or " "):
        return None
    r = rel(h.g.get("rel")) or next((w for w in ("last", "next", "this", "current") if text.split()[:3].count(w)), "")
    if "year" in h.g:
        y = int(h.g["year"])
        if "yy2" in h.g:
            y2 = full_year(h.g["yy2"][-2:], dt.date(y, 1, 1))
            if 0 < y2 - y < 3:
                return replace(point(f"{y2:04}", absolute=True), approximate=True)
        return replace(point(f"{y:04}", absolute=True), approximate=True)
    if "yy" in h.g:
        return replace(point(f"{full_year(h.g['yy'], p.ref):04}", absolute=True), approximate=True)
    if p.ref is None:
        return Made(type="DATE", value="XXXX")
    shift = (
        -1
        if r in ("last", "latest", "previous", "past", "prior")
        else 1
        if r in ("next", "coming", "following", "new")
        else 0
    )
    return replace(point(f"{p.ref.year + shift:04}"), approximate=True)


def week_of(h: Hit, p: Place) -> Made | None:
    """the week of March 6."""
    got = inner(h, p)
    if got is None or got.first is None:
        return None
    return point(unit_value(got.first, "WE" if h.g["unit"].lower() == "weekend" else "W"), absolute=got.absolute)


def clock(h: Hit, p: Place) -> Made | None:
    """10:35 a.m.; 1429 UTC; 5 p.m. EST Nov. 9; 4 in the morning."""
    from foresaid.read.times.made import number

    hh = h.g["h"]
    n = int(hh) if hh.isdigit() else int(number(hh) or 0)
    minute = h.g.get("mi")
    if (
        h.rule.id == "clock24"
        and "zone" not in h.g
        and not h.g.get("sep")
        and not re.search(r"hours|hrs|local time", p.text[h.start : h.end].lower())
    ):
        return None
    ap = (h.g.get("ap") or "").lower().replace(".", "")
    dp = (h.g.get("dp") or h.g.get("dp2") or "").lower()
    if ap and not ap.startswith("o"):
        if not 1 <= n <= 12:
            return None
        n = n % 12 + (12 if ap == "pm" else 0)
    elif dp or ap:
        if not 1 <= n <= 12:
            return None
        late = "afternoon" in dp or "evening" in dp or ("night" in dp and n > 5)
        n = n % 12 + 12 if late else n % 12 if "morning" in dp or "night" in dp else n
    if n > 24 or (minute and int(minute) > 59):
        return None
    tail = f"T{n:02}:{minute or '00'}"
    mod = "APPROX" if rel(h.g.get("quant")) in ("about", "around") else None
    return with_time(inner(h, p) if "inner" in h.g else _near_day(h, p), p, tail, mod)


def _near_day(h: Hit, p: Place) -> Made | None:
    """A day that stands right after ("at 5 p.m. on Tuesday") or before ("Tuesday at 5 p.m.") in the sentence."""
    m = re.compile(r"[\s,(]*(?:local time[\s,]*)?(?:\(\d{4} [A-Z]{3}\)[\s,]*)?(?:on |of )?", re.IGNORECASE).match(
        p.text, h.end
    )
    at = m.end() if m else h.end
    from foresaid.read.times.resolve import make

    stop = min(p.end, at + 40)
    near = [x for x in spot(p.text, at, stop) if x.start == at] if at < stop else []
    for x in sorted(near, key=lambda x: x.start - x.end):
        got = make(x, p)
        if got and got.type == "DATE" and got.grain == "day" and got.first:
            return got
    return None


def noon(h: Hit, p: Place) -> Made | None:
    """noon, midday, midnight Friday."""
    word = h.g["word"].lower()
    tail = {"noon": "T12:00", "midday": "T12:00", "midnight": "T24:00"}[word]
    mod = "APPROX" if rel(h.g.get("quant")) in ("about", "around") else None
    return with_time(inner(h, p) if "inner" in h.g else _near_day(h, p), p, tail, mod)


def mid_part(h: Hit, p: Place) -> Made | None:
    """mid afternoon, late night; mid-afternoon yesterday."""
    code = words()["parts"][h.g["part"].lower()]
    mod = edge_of(h.g["modifier"])
    word = rel(h.g.get("word"))
    if not word:
        if h.g["modifier"].lower() in ("late", "early") and not re.search(
            r"\b(?:by|in|until|since|the|this|during|that) $", p.before(h.start, 12)
        ):
            return None
        return with_time(None, p, f"T{code}", mod)
    if p.ref is None:
        return Made(type="TIME", value=f"XXXX-XX-XXT{code}", mod=mod)
    shift = {"yesterday": -1, "tomorrow": 1}.get(word, 0)
    day = (
        p.ref + shift * DAY
        if word in ("yesterday", "today", "tomorrow")
        else weekday_near(p.ref, weekday_of(word), p.tense(h.start, h.end))
    )
    return point(f"{day.isoformat()}T{code}", type="TIME", mod=mod)
