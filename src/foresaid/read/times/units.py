"""Makers of points that are counted in units of the calendar: last week, the year, two years ago, a day earlier."""

from __future__ import annotations

import datetime as dt
import re

from foresaid.read.times.calendar import DAY, add, unit_value
from foresaid.read.times.lengths import _OLD, _recent
from foresaid.read.times.made import Made, Place, edge_of, length_value, number, quant_of, unit_of
from foresaid.read.times.points import AHEAD, BACK, SAME, point, rel
from foresaid.read.times.spot import Hit, words


def anchor_free(h: Hit) -> bool:
    """Whether the expression names no part of the day."""
    return "part" not in h.g


def after_next(h: Hit, p: Place) -> Made | None:
    """the week after next, the year before last."""
    if p.ref is None:
        return Made(type="DATE", value="XXXX")
    n = 2 if h.g["dir"].lower().startswith("after") else -2
    unit = unit_of(h.g["unit"])
    return point(unit_value(add(p.ref, n, "W" if unit == "WE" else unit), unit))


def rel_unit(h: Hit, p: Place) -> Made | None:
    """last week, next month, this year, that day, the following year."""
    r = rel(h.g["rel"])
    unit = unit_of(h.g["unit"])
    word = h.g["unit"].lower()
    whole = rel(p.text[h.start : h.end])
    mod = edge_of(h.g.get("modifier"))
    if word in ("term", "session") or (
        word == "day"
        and r
        in ("this", "last", "past", "coming", "new", "current", "present", "prior", "upcoming", "remaining", "ensuing")
    ):
        return None
    if unit == "W" and r == "last" and p.ref and p.ref.isoweekday() == 7 and anchor_free(h):
        return point(unit_value(p.ref, "W"), mod=mod)
    if (
        word in ("century", "decade")
        and r in ("past", "last", "this past")
        and whole.startswith(("the ", "past", "last", "this past"))
    ):
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
    if (
        r in SAME
        or r in ("previous", "following", "preceding", "prior", "ensuing")
        or (r == "next" and word == "day" and whole.startswith("the "))
    ):
        grains = {
            "day": ("day",),
            "week": ("day", "week"),
            "weekend": ("day", "week"),
            "month": ("day", "week", "month"),
            "year": (),
        }.get(word, ())
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
        return _recent(r, 1, unit, p, h)
    if base is None:
        return Made(
            type="DATE",
            value="XXXX-WXX" if word in ("week", "weekend") else "XXXX-XX" if word == "month" else "XXXX",
            mod=mod,
        )
    try:
        value = _weekend(base, r, shift, h, p) if word == "weekend" else unit_value(add(base, shift, unit), unit)
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
    if (
        re.search(
            r"\b(?:(?<!ahead )(?<!course )of|times|end of|rest of|part of|half of|most of|once|twice|per|days? of) $",
            before,
        )
        and not mod
        and word != "year"
    ):
        return None
    if not mod and re.match(r" (?:that|he|she|they|it|when|one|two|\d)", after):
        return None
    if word == "year" and re.match(r" (?:ended|ending)\b", after):
        return Made(type="DURATION", value="P1Y", kind="ref")
    if word == "week" and re.match(r" (?:ended|ending)\b", after):
        return Made(type="DURATION", value="P1W", kind="ref")
    if p.ref is None:
        return Made(
            type="DATE",
            value="XXXX-WXX" if word in ("week", "weekend") else "XXXX-XX" if word == "month" else "XXXX",
            mod=mod,
        )
    if word == "weekend":
        way = p.tense(h.start, h.end)
        monday = p.ref - (p.ref.isoweekday() - 1) * DAY
        till = re.search(r"\b(?:by|before|until|till) $", before) is not None
        back = not till and (way < 0 or (way == 0 and p.ref.isoweekday() < 4))
        return point(unit_value(monday - 7 * DAY if back and p.ref.isoweekday() < 6 else monday, "WE"), mod=mod)
    c = p.last_point(word) if word != "week" else None
    base = c.first if c and c.first and word in ("year",) and not mod and abs(c.first.year - p.ref.year) <= 1 else p.ref
    if (
        word == "year"
        and re.match(r"\s?(?:,|\.|;)?", after)
        and not mod
        and re.search(r"\bfor $", before)
        and "kind" not in h.g
    ):
        return Made(
            type="DURATION",
            value="P1Y",
            kind="point",
            first=dt.date(base.year, 1, 1),
            last=dt.date(base.year, 12, 31),
            grain="year",
            n=1,
            unit="Y",
        )
    return point(unit_value(base, unit), mod=mod)


def ago(h: Hit, p: Place) -> Made | None:
    """two years ago: the year, month, week or day that lies so far back."""
    num_text = h.g.get("num") or h.g.get("num2") or h.g.get("num3")
    units = h.g.get("units") or h.g.get("units2") or h.g.get("units3") or ""
    if h.g["ago"].lower() == "back" and (
        num_text is None
        or units.lower() not in ("years", "months", "weeks", "days", "year", "month", "week", "decades")
    ):
        return None
    unit = unit_of(units)
    n = number(num_text) if num_text else None
    mod = quant_of(h.g.get("quant")) or (
        "APPROX" if re.search(r"or (?:so|more)", rel(p.text[h.start : h.end])) else None
    )
    if n is not None and ("num2" in h.g or "num3" in h.g):
        n += 0.5
    if unit == "Y" and n == 1 and num_text and num_text.lower() == "a" and (g := year_back(p)):
        return g
    return _shift(p.ref, n, unit, -1, mod, "published")


def _shift(base: dt.date | None, n: float | None, unit: str, way: int, mod: str | None, anchor: str) -> Made | None:
    if n is None:
        return Made(type="DATE", value="PAST_REF" if way < 0 else "FUTURE_REF", mod=mod, kind="ref", way=way)
    if base is None:
        return Made(
            type="DATE",
            value="XXXX-XX-XX"
            if unit in ("D", "NI")
            else "XXXX-WXX"
            if unit == "W"
            else "XXXX-XX"
            if unit == "M"
            else "XXXX",
            mod=mod,
        )
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
    """ "a year earlier" in a report on a quarter: the same quarter one year before the one reported on."""
    q = p.quarter()
    if q is None or q.first is None or p.ref is None:
        return None
    for m in reversed(p.past):  # where a year or month was named since, that one is meant
        if m.grain == "quarter":
            break
        if (
            m.grain in ("year", "month")
            and m.pick is None
            and m.anchor != "text"
            and m.first
            and m.first.year >= q.first.year
        ):
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
    grains = {"D": ("day",), "NI": ("day",), "W": ("day", "week"), "M": ("day", "week", "month", "quarter")}.get(
        unit, ()
    )
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
    if (unit == "TS" and single) or (unit in ("Q", "SE") and single):
        return None
    if unit.startswith("T") and re.match(
        r" (?:immediately |just )?(?:before|after|past) (?:midnight|noon|midday)\b", p.after(h.end)
    ):
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
        return Made(
            type="DATE",
            value="XXXX-XX-XX"
            if unit in ("D", "NI")
            else "XXXX-WXX"
            if unit == "W"
            else "XXXX-XX"
            if unit == "M"
            else "XXXX",
            kind="event",
            n=n,
            unit=unit,
            way=-1 if h.g["dir"].lower().startswith(("before", "prior", "preced")) else 1,
        )
    return Made(
        type="DURATION",
        value=length_value(n, unit),
        mod=quant_of(h.g.get("quant")),
        kind="event",
        n=n,
        unit=unit,
        way=-1 if h.g["dir"].lower().startswith(("before", "prior", "preced")) else 1,
        approximate=n is None,
    )
