"""Makers of lengths, sets, references, clock times and of what hangs on a unit: last week, two years ago, every Friday."""

from __future__ import annotations

import datetime as dt
import re

from foresaid.read.times.calendar import DAY, add, unit_value, value_range
from foresaid.read.times.made import Made, Place, edge_of, length_value, number, quant_of, unit_of
from foresaid.read.times.points import AHEAD, BACK, SAME, point, rel, weekday_of
from foresaid.read.times.spot import Hit, words


def after_next(h: Hit, p: Place) -> Made | None:
    """the week after next, the year before last."""
    if p.ref is None:
        return Made(type="DATE", value="XXXX")
    n = 2 if h.g["dir"].lower().startswith("after") else -2
    unit = unit_of(h.g["unit"])
    return point(unit_value(add(p.ref, n, "W" if unit == "WE" else unit), unit))


def anchor_free(h: Hit) -> bool:
    """Whether the expression names no part of the day."""
    return "part" not in h.g


def rel_unit(h: Hit, p: Place) -> Made | None:
    """last week, next month, this year, that day, the following year."""
    r = rel(h.g["rel"])
    unit = unit_of(h.g["unit"])
    word = h.g["unit"].lower()
    whole = rel(p.text[h.start : h.end])
    mod = edge_of(h.g.get("modifier"))
    if word in ("term", "session") or (word == "day" and r in ("this", "last", "past", "coming", "new", "current", "present", "prior", "upcoming", "remaining", "ensuing")):
        return None
    if unit == "W" and r == "last" and p.ref and p.ref.isoweekday() == 7 and anchor_free(h):
        return point(unit_value(p.ref, "W"), mod=mod)
    if word in ("century", "decade") and r in ("past", "last", "this past") and whole.startswith(("the ", "past", "last", "this past")):
        return _recent(r, 1, unit, p, h)
    if r == "new" and not whole.startswith("the new "):
        return None
    if word == "year" and r == "remaining":
        return None
    if re.match(r"(?:'s|’s) (?:eve|day)\b", p.after(h.end, 8)):
        return None
    part = h.g.get("part")
    tail = f"T{words()['parts'][part.lower()]}" if part else ""
    anchor = "published"
    base = p.ref
    shift = 0
    if r in SAME or r in ("previous", "following", "preceding", "prior", "ensuing") or (r == "next" and word == "day" and whole.startswith("the ")):
        grains = {"day": ("day",), "week": ("day", "week"), "weekend": ("day", "week"), "month": ("day", "week", "month"), "year": ()}.get(word, ())
        c = p.last_point(*grains)
        if c and c.first:
            base, anchor = c.first, "text"
        elif word == "day" and r not in SAME:
            base = None if p.ref is None else p.ref
        shift = 0 if r in SAME else -1 if r in ("previous", "preceding", "prior") else 1
    elif r in BACK:
        shift = -1
    elif r in AHEAD:
        shift = 1
    if word == "day":
        if base is None:
            return Made(type="DATE", value="XXXX-XX-XX" + tail, mod=mod)
        return point((base + shift * DAY).isoformat() + tail, type="TIME" if tail else "DATE", mod=mod, anchor=anchor)
    if r in ("past", "this past") and word in ("year", "week", "month") and whole.startswith("the past"):
        return _recent(r, 1, unit, p, h) if word != "week" else _recent(r, 1, unit, p, h)
    if base is None:
        return Made(type="DATE", value="XXXX-WXX" if word in ("week", "weekend") else "XXXX-XX" if word == "month" else "XXXX", mod=mod)
    try:
        if word == "weekend":
            value = _weekend(base, r, shift, h, p)
        else:
            value = unit_value(add(base, shift, unit), unit)
    except OverflowError:
        return None
    return point(value, mod=mod, anchor=anchor)


def _weekend(base: dt.date, r: str, shift: int, h: Hit, p: Place) -> str:
    monday = base - (base.isoweekday() - 1) * DAY
    if shift == -1:  # the one that is over
        return unit_value(monday if base.isoweekday() == 7 and False else monday - 7 * DAY, "WE")
    if shift == 1:
        return unit_value(monday + 7 * DAY, "WE")
    if r == "this" and p.tense(h.start, h.end) < 0 and base.isoweekday() < 4:
        return unit_value(monday - 7 * DAY, "WE")
    return unit_value(monday, "WE")


def the_unit(h: Hit, p: Place) -> Made | None:
    """the year, earlier in the week, over the weekend."""
    word = h.g["unit"].lower()
    unit = unit_of(word)
    mod = edge_of(h.g.get("modifier"))
    before, after = p.before(h.start, 24), p.after(h.end, 20)
    if re.search(r"\b(?:(?<!ahead )of|times|end of|rest of|part of|half of|most of|once|twice|per|days? of) $", before) and not mod and word != "year":
        return None
    if re.match(r" (?:that|he|she|they|it|when|one|two|\d)", after):
        return None
    if word == "year" and re.match(r" (?:ended|ending)\b", after):
        return Made(type="DURATION", value="P1Y", kind="ref")
    if word == "week" and re.match(r" (?:ended|ending)\b", after):
        return Made(type="DURATION", value="P1W", kind="ref")
    if p.ref is None:
        return Made(type="DATE", value="XXXX-WXX" if word in ("week", "weekend") else "XXXX-XX" if word == "month" else "XXXX", mod=mod)
    if word == "weekend":
        way = p.tense(h.start, h.end)
        monday = p.ref - (p.ref.isoweekday() - 1) * DAY
        back = way < 0 or (way == 0 and p.ref.isoweekday() < 4)
        return point(unit_value(monday - 7 * DAY if back and p.ref.isoweekday() < 6 else monday, "WE"), mod=mod)
    c = p.last_point(word) if word != "week" else None
    base = c.first if c and c.first and word in ("year",) and not mod and abs(c.first.year - p.ref.year) <= 1 else p.ref
    if word == "year" and re.match(r"\s?(?:,|\.|;)?", after) and not mod and re.search(r"\bfor $", before) and "kind" not in h.g:
        return Made(type="DURATION", value="P1Y", kind="point", first=dt.date(base.year, 1, 1), last=dt.date(base.year, 12, 31), grain="year", n=1, unit="Y")
    return point(unit_value(base, unit), mod=mod)


def _recent(r: str, n: float | None, unit: str, p: Place, h: Hit, quant: str | None = None) -> Made:
    way = -1 if r in BACK or r in ("recent", "latest", "final", "more recent") else 1
    mod = quant_of(quant)
    value = length_value(n, unit)
    return Made(type="DURATION", value=value, mod=mod, kind="near", n=n, unit=unit, way=way, grain="day", approximate=n is None)


_VAGUE_DAYS = {"TS": 0, "TM": 0, "TH": 0, "D": 7, "NI": 7, "W": 30, "M": 180}
"""How far "the coming days, weeks, months" reach, in days (guidelines, section Windows); years and more: not told."""


def near_window(m: Made, ref: dt.date) -> tuple[dt.date | None, dt.date | None]:
    """The days of "the next N units" or "the past N units" counted from ``ref``."""
    try:
        if m.n is None:
            days = _VAGUE_DAYS.get(m.unit)
            if days is None:
                return (None, None)
            other = ref + m.way * days * DAY
        else:
            other = add(ref, m.way * m.n, m.unit)
    except OverflowError:
        return (None, None)
    return (ref, other) if m.way > 0 else (other, ref)


def rel_units(h: Hit, p: Place) -> Made | None:
    """the past five years, the coming weeks, recent months, the first three days."""
    r = rel(h.g["rel"])
    if r == "last" and not rel(p.text[h.start : h.end]).startswith("the ") and re.search(r"\b(?:will|would|could|may|might|can|to|should|and|that) $", p.before(h.start, 12)):
        return None  # a verb: "could last two years"
    num_text = h.g.get("num")
    plural = h.g["units"].lower().endswith("s") and h.g["units"].lower() != "s"
    if not plural:
        return None
    unit = unit_of(h.g["units"])
    if "range" in h.g:
        lo, hi = _bounds(h.g["range"])
        n: float | None = hi
        value = length_value(None if lo != hi else hi, unit)
        return Made(type="DURATION", value=value, kind="near", n=n, unit=unit, way=1 if r in AHEAD else -1, approximate=True)
    n = number(num_text) if num_text else None
    if r in ("first", "opening", "remaining", "early", "subsequent", "final", "latest", "intervening", "preceding", "previous", "prior", "following", "ensuing") and r not in ("latest",):
        if r == "first" and unit in ("TS",):
            return None
        if num_text is None and r in ("final", "previous", "prior", "intervening", "subsequent", "remaining", "preceding") and unit not in ("D", "W", "M", "Y", "E"):
            return None
        return Made(type="DURATION", value=length_value(n, unit), kind="length", n=n, unit=unit, approximate=n is None)
    if r in ("upcoming",) and num_text is None and unit == "TS":
        return None
    value = length_value(n, unit)
    quant = h.g.get("quant")
    if num_text is None and r in ("recent", "last", "past", "more recent") and False:
        return Made(type="DATE", value="PAST_REF", kind="ref")
    m = _recent(r, n, unit, p, h, quant)
    return Made(type=m.type, value=value, mod=m.mod, kind=m.kind, n=m.n, unit=m.unit, way=m.way, approximate=m.approximate)


def _bounds(text: str) -> tuple[float, float]:
    got = [number(x) or 0.0 for x in re.split(r"\s*(?:-|–|\bto\b|\bor\b)\s*", text) if x.strip()]
    return (min(got), max(got)) if got else (0.0, 0.0)


_OLD = re.compile(r"[\s-]+olds?\b|\s+of\s+age\b")


def duration(h: Hit, p: Place) -> Made | None:
    """three months, a five-hour visit, an hour and a half, two more weeks."""
    text = p.text[h.start : h.end].lower()
    units = h.g["units"].lower()
    unit = unit_of(units)
    before, after = p.before(h.start, 30), p.after(h.end, 24)
    if _OLD.match(p.after(h.end)) or re.search(r"\baged? (?:of )?$", before):
        return None
    num_text = (h.g.get("num") or "a").lower()
    n = number(num_text)
    single = num_text in ("a", "an") and not h.g.get("quant") and "half" not in h.g
    if re.search(r"\ba (?:fiscal|calendar|school) year\b", text):
        return None
    if unit == "TS" and not units.endswith("s") and num_text not in ("one",) or units in ("min", "mins", "season", "night", "nights", "weekend", "term") and single:
        return None
    if unit == "TS" and not units.endswith("s"):
        return None
    if single and re.search(r"(?:\b(?:once|twice|times|percent|million|billion|thousand|per cent|dollars|cents|euros|pounds|hundred|trillion|tons|tonnes|barrels|interviews|people|[a-z]+s)|[\d%]|\b[a-z]{3,}s) $", before) and re.match(r"an? (?:year|month|week|day|hour|night|minute|quarter|decade)$", text) and not re.match(r" (?:or so|and a half|ago|later|earlier|before|after|old)", after):
        if re.search(r"(?:\b(?:once|twice|times|percent|million|billion|thousand|per cent|dollars|cents|euros|pounds|hundred|trillion|tons|tonnes|barrels|interviews|people)|[\d%]) $", before):
            return Made(type="SET", value=length_value(1, unit), kind="set")
    if single and units in ("day", "night", "season", "minute", "second", "weekend") and "another" not in h.g and not re.search(r"\b(?:for|in|within|after|about|than|over|nearly|lasts?|lasted|take|takes|took|every|just|only|half|least|by|once|spent?|spend|spending) $", before):
        return None
    if single and units in ("quarter", "half"):
        return None
    if units == "quarter" or (units == "quarters" and (n is None and num_text not in ("several", "few", "a few") or n is not None and (n > 20 or "-" in text or re.match(r" of\b", after)))) or (unit == "Q" and single):
        return None
    if num_text in ("some", "many", "few", "various", "multiple") and not units.endswith("s"):
        return None
    if single and unit in ("E", "C", "Y", "M", "W", "TH", "D", "TM", "NI") and "-" in text and not h.g.get("quant"):
        pass
    if unit in ("SE",) or units in ("night", "nights") and n and n > 100:
        return None if unit == "SE" else None
    if "and" in text and "num2b" in h.g and not re.search(r"\d", text) and "num3" not in h.g:
        pass
    if n is not None and "half" in h.g:
        n += 0.5
    if "num2b" in h.g:
        hi = number(h.g["num2b"])
        return Made(type="DURATION", value=length_value(None, unit), mod="APPROX", kind="length", n=hi if hi else n, low=n if hi else None, unit=unit, approximate=True)
    value = length_value(n, unit)
    if "num3" in h.g and n is not None and "units3" in h.g:
        m3 = number(h.g["num3"])
        u3 = unit_of(h.g["units3"])
        if m3 is not None and not value.endswith("X"):
            tail = length_value(m3, u3)[1:]
            value += tail if not (value.startswith("PT") and tail.startswith("T")) else tail[1:]
    mod = quant_of(h.g.get("quant"))
    skip = 0
    if h.g.get("quant", "").lower() == "over" and num_text not in ("a", "an") and not (num_text[0].isdigit() and "-" not in text) and not re.search(r"\b(?:for|after|in|of|by|than|lasted|spent|spanning|spans|just|well|since) $", before):
        skip, mod = h.at["num"] - h.start, None
    if re.search(r"\bor so\b", text):
        mod = "APPROX"
    return Made(type="DURATION", value=value, mod=mod, kind="length", n=n, unit=unit, approximate=n is None or mod == "APPROX", skip=skip)


def num_range(h: Hit, p: Place) -> Made | None:
    """10-12 weeks; one to four months: the window reaches to the larger."""
    lo, hi = number(h.g["lo"]), number(h.g["hi"])
    unit = unit_of(h.g["units"])
    if lo is None or hi is None or lo >= hi or unit == "TS" and not h.g["units"].lower().endswith("s"):
        return None
    return Made(type="DURATION", value=length_value(None, unit), mod="APPROX", kind="length", n=hi, low=lo, unit=unit, approximate=True)


def half_unit(h: Hit, p: Place) -> Made | None:
    """half an hour, a quarter century."""
    unit = unit_of(h.g["unit"])
    text = rel(p.text[h.start : h.end])
    n = 0.75 if "three quarters" in text else 0.25 if "quarter" in text else 0.5
    value = length_value(n, unit)
    if unit == "C":
        value = f"P{int(100 * n)}Y"
    if unit == "D":
        value = f"PT{int(24 * n)}H"
    if unit == "E":
        value = f"P{10 * n:g}Y"
    return Made(type="DURATION", value=value, mod=quant_of(h.g.get("quant")), kind="length", n=n, unit=unit)


def bare_units(h: Hit, p: Place) -> Made | None:
    """years, decades-long, weeks or months: a length that is not counted."""
    before, after = p.before(h.start, 26), p.after(h.end, 16)
    text = rel(p.text[h.start : h.end])
    if "joined" in h.g:
        unit = unit_of(h.g["joined"].split()[-1])
        return Made(type="DURATION", value=length_value(None, unit_of(h.g["joined"].split()[0])), mod="APPROX", kind="length", n=None, unit=unit, approximate=True)
    unit = unit_of(h.g["unit"])
    if text.endswith(("ahead", "to come")):
        return Made(type="DURATION", value=length_value(None, unit), kind="near", n=None, unit=unit, way=1, approximate=True)
    if re.match(r" of\b", after) and text.startswith("the "):
        return None
    if not text.endswith("long") and not re.search(r"\b(?:for|in|over|within|after|of|took|take|takes|taken|spent|lasted|last|lasting|through|throughout|during|many|countless|the|these|several|just|only) $", before + ("the " if text.startswith("the ") else "")):
        return None
    if text.startswith("the ") and not re.match(r" (?:ahead|to come|since|following|leading|that followed|that follow|,? when)\b", after):
        return None
    if re.search(r"\b(?:of|the|these|last|in the) $", before) and unit in ("D", "Q") and not text.endswith("long"):
        return None
    if text.startswith(("these", "those")) and unit == "D":
        return None
    if unit == "Q" and not re.search(r"\b(?:for|in|over|several) $", before):
        return None
    if re.match(r" (?:ahead|to come)\b", after):
        return Made(type="DURATION", value=length_value(None, unit), kind="near", n=None, unit=unit, way=1, approximate=True)
    return Made(type="DURATION", value=length_value(None, unit), kind="length", n=None, unit=unit, approximate=True)


def all_unit(h: Hit, p: Place) -> Made | None:
    """all day, a week-long visit, a yearlong inquiry."""
    word = (h.g.get("unit") or h.g.get("u2") or "").lower()
    if word in ("summer", "winter", "season"):
        return None if word == "season" else Made(type="DURATION", value="P3M", kind="length", n=3, unit="M")
    unit = unit_of(word)
    if h.g.get("unit") and rel(p.text[h.start : h.end]).startswith("the "):
        return Made(type="DURATION", value=length_value(1, unit), kind="length", n=1, unit=unit)
    return Made(type="DURATION", value=length_value(1, unit), kind="length", n=1, unit=unit)


def vague_duration(h: Hit, p: Place) -> Made | None:
    """a while, some time, a matter of weeks."""
    text = rel(p.text[h.start : h.end])
    m = re.search(r"matter of (\w+)", text)
    if m:
        unit = unit_of(m.group(1))
        return Made(type="DURATION", value=length_value(None, unit), kind="length", unit=unit, approximate=True)
    if "generation" in text:
        return None
    return Made(type="DURATION", value="PXX", kind="length", unit="Y", approximate=True)


def ago(h: Hit, p: Place) -> Made | None:
    """two years ago: the year, month, week or day that lies so far back."""
    num_text = h.g.get("num") or h.g.get("num2") or h.g.get("num3")
    units = h.g.get("units") or h.g.get("units2") or h.g.get("units3") or ""
    if h.g["ago"].lower() == "back" and (num_text is None or units.lower() not in ("years", "months", "weeks", "days", "year", "month", "week", "decades")):
        return None
    unit = unit_of(units)
    n = number(num_text) if num_text else None
    mod = quant_of(h.g.get("quant")) or ("APPROX" if re.search(r"or (?:so|more)", rel(p.text[h.start : h.end])) else None)
    if n is not None and ("num2" in h.g or "num3" in h.g):
        n += 0.5
    if unit == "Y" and n == 1 and num_text and num_text.lower() == "a" and (g := year_back(p)):
        return g
    return _shift(p.ref, n, unit, -1, mod, "published")


def _shift(base: dt.date | None, n: float | None, unit: str, way: int, mod: str | None, anchor: str) -> Made | None:
    if n is None:
        return Made(type="DATE", value="PAST_REF" if way < 0 else "FUTURE_REF", mod=mod, kind="ref", way=way)
    if base is None:
        return Made(type="DATE", value="XXXX-XX-XX" if unit in ("D", "NI") else "XXXX-WXX" if unit == "W" else "XXXX-XX" if unit == "M" else "XXXX", mod=mod)
    if unit == "C" or unit == "L":
        return Made(type="DATE", value="PAST_REF" if way < 0 else "FUTURE_REF", mod=mod, kind="ref", way=way)
    try:
        day = add(base, way * n, unit)
    except OverflowError:
        return None
    if unit.startswith("T"):
        return point(day.isoformat() + "TXX:XX", type="TIME", mod=mod, anchor=anchor)
    at = {"NI": "D", "E": "Y", "SE": "SE", "WE": "WE", "Q": "Q"}.get(unit, unit)
    if unit == "Y" and n != int(n):
        at = "M"
    return point(unit_value(day, at), mod=mod, approximate=mod is not None, anchor=anchor)


def year_back(p: Place) -> Made | None:
    """"a year earlier" in a report on a quarter: the same quarter one year before the one reported on."""
    q = p.quarter()
    if q is None or q.first is None or p.ref is None:
        return None
    for m in reversed(p.past):  # where a year or month was named since, that one is meant
        if m.grain == "quarter":
            break
        if m.grain in ("year", "month") and m.pick is None and m.anchor != "text" and m.first and m.first.year >= q.first.year:
            return None
    return point(f"{q.first.year - 1:04}-Q{(q.first.month + 2) // 3}", anchor="text")


def shifted(h: Hit, p: Place) -> Made | None:
    """a day earlier, two weeks later, three years from now: counted from the day mentioned before, or from now."""
    d = rel(h.g["dir"])
    num_text = h.g.get("num") or h.g.get("num2")
    units = h.g.get("units") or h.g.get("units2") or ""
    unit = unit_of(units)
    n = number(num_text) if num_text else None
    if num_text is None and not units.lower().endswith("s"):
        return None
    if n is not None and "num2" in h.g:
        n += 0.5
    mod = quant_of(h.g.get("quant"))
    if d in ("from now", "from today", "hence"):
        return _shift(p.ref, n, unit, 1, mod, "published")
    way = -1 if d in ("earlier", "before", "prior", "previously", "beforehand") else 1
    if n is None:
        return Made(type="DATE", value="PAST_REF" if way < 0 else "FUTURE_REF", mod=mod, kind="ref", way=0)
    if unit.startswith("T"):
        return Made(type="DURATION", value=length_value(n, unit), mod=mod, kind="ref")
    grains = {"D": ("day",), "NI": ("day",), "W": ("day", "week"), "M": ("day", "week", "month", "quarter")}.get(unit, ())
    c = p.last_point(*grains)
    if unit == "Y" and n == 1 and way < 0 and p.ref and (g := year_back(p)):
        return g
    if c and c.first and not (way > 0 and p.ref and c.first >= p.ref):
        if unit == "Y" and n == 1 and c.grain == "quarter" and "-Q" in c.value:
            return point(f"{c.first.year + way:04}-Q{(c.first.month + 2) // 3}", mod=mod, anchor="text")
        if unit == "Y" and n == 1 and c.grain == "month" and way < 0:
            return point(f"{c.first.year - 1:04}-{c.first.month:02}", mod=mod, anchor="text")
        return _shift(c.first, n, unit, way, mod, "text")
    if way > 0 and c and c.first:
        return _shift(c.first, n, unit, way, mod, "text")
    return _shift(p.ref, n, unit, way, mod, "published")


def year_ago(h: Hit, p: Place) -> Made | None:
    """the year-ago results."""
    if h.g["unit"].lower() == "year" and (g := year_back(p)):
        return g
    return _shift(p.ref, 1, unit_of(h.g["unit"]), -1, None, "published")


def span_before(h: Hit, p: Place) -> Made | None:
    """two weeks (before the summit), the day (after the vote): a length that hangs on an event."""
    units = h.g["units"].lower()
    unit = unit_of(units)
    text = rel(p.text[h.start : h.end])
    num_text = h.g.get("num")
    single = not units.endswith("s")
    if num_text is None and single and not text.startswith("the "):
        return None
    if num_text is None and not single and not text.startswith("the ") and h.g["dir"].lower() == "of":
        return None
    if unit == "TS" and single or unit in ("Q", "SE") and single:
        return None
    if num_text is None and single and unit not in ("D", "NI", "W", "M", "Y"):
        return None
    if _OLD.match(p.after(h.end)):
        return None
    n = number(num_text) if num_text else (1.0 if single else None)
    if num_text in ("a", "an") and h.g["dir"].lower() in ("since",):
        return None
    if single and num_text is None:
        if h.g["dir"].lower() in ("since",):
            return None
        return Made(type="DATE", value="XXXX-XX-XX" if unit in ("D", "NI") else "XXXX-WXX" if unit == "W" else "XXXX-XX" if unit == "M" else "XXXX", kind="event", n=n, unit=unit, way=-1 if h.g["dir"].lower().startswith(("before", "prior", "preced")) else 1)
    return Made(type="DURATION", value=length_value(n, unit), mod=quant_of(h.g.get("quant")), kind="event", n=n, unit=unit, way=-1 if h.g["dir"].lower().startswith(("before", "prior", "preced")) else 1, approximate=n is None)


def set_unit(h: Hit, p: Place) -> Made | None:
    """every two weeks, each year, twice a week, $2 billion a year."""
    each = rel(h.g["each"])
    unit = unit_of(h.g["unit"])
    word = h.g["unit"].lower()
    n = number(h.g["num"]) if "num" in h.g else 1.0
    if each in ("a", "an", "per"):
        if "s" in h.g or "num" in h.g:
            return None
        if "times" not in h.g and each in ("a", "an"):
            before = p.before(h.start, 24)
            if not re.search(r"(?:\b(?:once|twice|times|percent|million|billion|thousand|per cent|dollars|cents|euros|pounds|hundred|trillion|tons|tonnes|barrels|interviews|hours|days|weeks|months)|[\d%]) $", before):
                return None
            if re.match(r" (?:ago|later|earlier|before|after|or so|and a half)\b", p.after(h.end)):
                return None
            if word in words()["parts"]:
                return None
    elif "s" in h.g and "num" not in h.g:
        return None
    if word in words()["parts"]:
        return Made(type="SET", value=f"XXXX-XX-XXT{words()['parts'][word]}", kind="set")
    if each in ("every other",):
        n = 2.0
    if each == "each" and re.match(r" of\b", p.after(h.end)):
        return None
    value = length_value(n, unit)
    return Made(type="SET", value="XXXX-WXX-WE" if unit == "WE" else value, kind="set")


_SETS = {"daily": "P1D", "day-to-day": "P1D", "nightly": "P1D", "weekly": "P1W", "biweekly": "P2W", "monthly": "P1M", "bimonthly": "P2M", "quarterly": "P3M",
         "yearly": "P1Y", "annually": "P1Y", "hourly": "PT1H", "twice-yearly": "P6M", "semi-annually": "P6M", "semiannually": "P6M"}  # fmt: skip


def set_word(h: Hit, p: Place) -> Made | None:
    """daily, weekly, annually."""
    word = rel(h.g["word"])
    text = p.text[h.start : h.end]
    if text[0].isupper() and not p.text[: h.start].rstrip().endswith((".", "\n")) and h.start != p.start:
        return None  # a newspaper's name
    if text[0].isupper() and re.match(r"\s(?-i:[A-Z])", p.text[h.end : h.end + 2]):
        return None
    if word in ("day-to-day",):
        return None
    return Made(type="SET", value=_SETS[word], kind="set")


def weekday_set(h: Hit, p: Place) -> Made | None:
    """every Friday, Tuesdays, Monday nights."""
    wd = weekday_of(h.g.get("weekday") or h.g["wd2"])
    part = (h.g.get("part") or h.g.get("part2") or h.g.get("part3") or "").lower().rstrip("s")
    tail = f"T{words()['parts'][part]}" if part else ""
    return Made(type="SET", value=f"XXXX-WXX-{wd}{tail}", kind="set")


def set_month(h: Hit, p: Place) -> Made | None:
    """each July, every spring."""
    if "month" in h.g:
        return Made(type="SET", value=f"XXXX-{words()['months'][h.g['month'].lower().rstrip('.')]:02}", kind="set")
    return Made(type="SET", value=f"XXXX-{words()['seasons'][h.g['season'].lower()]}", kind="set")


def present(h: Hit, p: Place) -> Made | None:
    """now, currently, these days, from now on."""
    text = rel(p.text[h.start : h.end])
    if "on" in h.g:
        return Made(type="DATE", value="FUTURE_REF", kind="from_now", way=1)
    before, after = p.before(h.start, 16), p.after(h.end, 24)
    if text == "current":
        if re.match(r" (?:account|affairs|events|directory)\b|-", after) or re.search(r"\b(?:ocean|electric|electrical|water|direct|alternating|under|strong|rip) $", before) or re.match(r"\s*[.,;]", after):
            return None
    if text == "the moment" and not re.search(r"\bat $", before):
        return None
    if text in ("the present", "the moment"):
        if text == "the moment" or re.match(r" (?!day|time)\w", after) and not re.search(r"\b(?:at|for|to|until|up to) $", before):
            return None if not re.search(r"\b(?:at|for) $", before) else Made(type="DATE", value="PRESENT_REF", kind="ref")
    if text == "presently" and False:
        return None
    if text == "now" and re.match(r"-", after):
        return None
    if text == "at present" or text == "at the moment":
        pass
    return Made(type="DATE", value="PRESENT_REF", kind="ref")


def past_ref(h: Hit, p: Place) -> Made | None:
    """recently, the past, long ago."""
    text = rel(p.text[h.start : h.end])
    if text.endswith("the past") and re.match(r" (?:tense|\d|two|three|four|five|six|seven|eight|nine|ten|half)", p.after(h.end)):
        return None
    if text == "in the past":
        return None
    return Made(type="DATE", value="PAST_REF", kind="ref", way=-1)


def future(h: Hit, p: Place) -> Made | None:
    """soon, the near future, a later date."""
    text = rel(p.text[h.start : h.end])
    before, after = p.before(h.start, 10), p.after(h.end, 12)
    if text.endswith(("term", "run")):
        if "near" not in text and not (text.startswith("the") and re.search(r"\b(?:in|over|for) $", before)) or after.startswith("-"):
            return None
        if text.endswith("run"):
            return None
    if text == "the future" and re.match(r" of\b", after):
        return None
    if text == "soon" and re.search(r"\b(?:as|how|too|so|that|no) $", before):
        return None
    return Made(type="DATE", value="FUTURE_REF", kind="ref", way=1)


def that_day(h: Hit, p: Place) -> Made | None:
    """that day, the same day, the day: the day mentioned last."""
    text = rel(h.g["when"])
    c = p.last_point("day")
    if text == "then":
        c = p.last_point()
        if c is None or c.first is None:
            return None
        return Made(type="DATE", value=c.value, first=c.first, last=c.last, grain=c.grain, anchor="text")
    if c is None or c.first is None:
        return Made(type="DATE", value="XXXX-XX-XX")
    return point(c.first.isoformat(), anchor="text")


def day_part(h: Hit, p: Place) -> Made | None:
    """this morning, last night, that evening, the next morning."""
    r = rel(h.g["rel"])
    part = h.g["part"].lower()
    mod = edge_of(h.g.get("modifier") or h.g.get("modifier2"))
    code = words()["parts"][part]
    if part == "noon" or part in ("midday", "daytime", "lunchtime", "dusk", "dawn") and r != "the":
        return None
    base, anchor = p.ref, "published"
    if r in ("that", "the same", "the next", "the following", "the previous"):
        c = p.last_point("day")
        if c and c.first:
            base, anchor = c.first, "text"
    if r == "the":
        if part in ("dawn", "dusk", "noon", "midday", "daytime"):
            return None
        c = p.last_point("day")
        if c and c.first:
            base, anchor = c.first, "text"
    shift = -1 if r in ("last", "the previous") else 1 if r in ("the next", "the following", "next") else 0
    if base is None:
        return Made(type="TIME", value=f"XXXX-XX-XXT{code}", mod=mod)
    return point((base + shift * DAY).isoformat() + f"T{code}", type="TIME", mod=mod, anchor=anchor)


def with_time(day: Made | None, p: Place, tail: str, mod: str | None) -> Made:
    """A clock time on ``day``, else on the day mentioned last in the sentence, else on the day of reference."""
    if day is not None and day.value[:10].count("-") == 2 and "T" not in day.value[:10]:
        return point(day.value[:10] + tail, type="TIME", mod=mod, absolute=day.absolute)
    if p.ref is None:
        return Made(type="TIME", value="XXXX-XX-XX" + tail, mod=mod)
    c = p.last_point("day")
    base = c.first if c and c.first else p.ref
    return point(base.isoformat() + tail, type="TIME", mod=mod, anchor="text" if c else "published")


def check_value(value: str) -> bool:
    """Whether a value names days."""
    return value_range(value) is not None
