"""Makers of lengths of time: three months, the past five years, half an hour, weeks or months."""

from __future__ import annotations

import datetime as dt
import re

from foresaid.read.times.calendar import DAY, add
from foresaid.read.times.made import Made, Place, length_value, number, quant_of, unit_of
from foresaid.read.times.points import AHEAD, BACK, rel
from foresaid.read.times.spot import Hit


def _recent(r: str, n: float | None, unit: str, p: Place, h: Hit, quant: str | None = None) -> Made:
    way = -1 if r in BACK or r in ("recent", "latest", "final", "more recent") else 1
    mod = quant_of(quant)
    value = length_value(n, unit)
    return Made(
        type="DURATION", value=value, mod=mod, kind="near", n=n, unit=unit, way=way, grain="day", approximate=n is None
    )


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


_PLACED_BY_EVENT = frozenset(
    ("first", "opening", "remaining", "early", "subsequent", "final", "intervening", "preceding", "previous", "prior",
     "following", "ensuing")
)  # fmt: skip


def rel_units(h: Hit, p: Place) -> Made | None:
    """the past five years, the coming weeks, recent months, the first three days."""
    r = rel(h.g["rel"]).removeprefix("the ")
    bare = not rel(p.text[h.start : h.end]).startswith("the ")
    if (
        r == "last"
        and bare
        and re.search(r"\b(?:will|w?c?s?h?ould|may|might|can|to|and|that) $", p.before(h.start, 12))
    ):
        return None  # a verb: "could last two years"
    if not h.g["units"].lower().endswith("s"):
        return None
    unit = unit_of(h.g["units"])
    if "range" in h.g:
        lo, hi = _bounds(h.g["range"])
        value, way = length_value(None if lo != hi else hi, unit), 1 if r in AHEAD else -1
        return Made(type="DURATION", value=value, kind="near", n=hi, unit=unit, way=way, approximate=True)
    n = number(h.g["num"]) if "num" in h.g else None
    if r in _PLACED_BY_EVENT:
        if unit == "TS" or (
            "num" not in h.g and r not in ("first", "opening", "early") and unit not in ("D", "W", "M", "Y", "E")
        ):
            return None
        return Made(type="DURATION", value=length_value(n, unit), kind="length", n=n, unit=unit, approximate=n is None)
    return _recent(r, n, unit, p, h, h.g.get("quant"))


def _bounds(text: str) -> tuple[float, float]:
    got = [number(x) or 0.0 for x in re.split(r"\s*(?:-|–|\bto\b|\bor\b)\s*", text) if x.strip()]
    return (min(got), max(got)) if got else (0.0, 0.0)


_OLD = re.compile(r"[\s-]+olds?\b|\s+of\s+age\b")


def duration(h: Hit, p: Place) -> Made | None:
    """three months, a five-hour visit, an hour and a half, two more weeks."""
    text, units = p.text[h.start : h.end].lower(), h.g["units"].lower()
    unit = unit_of(units)
    before, after = p.before(h.start, 30), p.after(h.end, 24)
    if (
        _OLD.match(p.after(h.end))
        or re.search(r"\baged? (?:of )?$", before)
        or re.search(r"\ba (?:fiscal|calendar|school) year\b", text)
    ):
        return None
    num_text = h.g.get("num", "a").lower()
    n = number(num_text)
    if n is not None and units.startswith("fortnight"):
        n *= 2
    if not _counts(units, unit, text, after, num_text, n):
        return None
    single = num_text in ("a", "an") and "quant" not in h.g and "half" not in h.g
    if single and not _one(h, p, units, text, after):
        return None
    if (
        single
        and p.led_by(h.start, "counted")
        and re.fullmatch(r"an? \w+", text)
        and not re.match(r" (?:or so|ago|later|earlier|before|after)\b", after)
    ):
        return Made(type="SET", value=length_value(1, unit), kind="set")
    if n is not None and "half" in h.g:
        n += 0.5
    if "num2b" in h.g:
        hi = number(h.g["num2b"])
        low = n if hi else None
        return Made(
            type="DURATION",
            value=length_value(None, unit),
            mod="APPROX",
            kind="length",
            n=hi or n,
            low=low,
            unit=unit,
            approximate=True,
        )
    value = length_value(n, unit)
    if "num3" in h.g and n is not None and (rest := number(h.g["num3"])) is not None:
        tail = length_value(rest, unit_of(h.g["units3"]))[1:]
        value += tail.removeprefix("T") if value.startswith("PT") else tail
    mod, skip = quant_of(h.g.get("quant")), 0
    figures = num_text[0].isdigit() and "-" not in text
    if (
        h.g.get("quant", "").lower() == "over"
        and num_text not in ("a", "an")
        and not figures
        and not p.led_by(h.start, "more")
    ):
        skip, mod = h.at["num"] - h.start, None  # "over three years": the preposition
    if re.search(r"\bor so\b", text):
        mod = "APPROX"
    return Made(
        type="DURATION",
        value=value,
        mod=mod,
        kind="length",
        n=n,
        unit=unit,
        approximate=n is None or mod == "APPROX",
        skip=skip,
    )


def _counts(units: str, unit: str, text: str, after: str, num_text: str, n: float | None) -> bool:
    """Whether this number of these units is a length ("two second", "three-quarters of", "a quarter" are not)."""
    if num_text in ("a", "an", "one") and (units.endswith("s") or (num_text != "one" and text.endswith("long"))):
        return False  # "a decades-long war", "a week-long visit"
    if (unit == "TS" and not units.endswith("s")) or unit == "SE" or units == "quarter":
        return False
    if units == "quarters":
        if n is None and num_text not in ("several", "few", "a few"):
            return False
        if n is not None and (n > 20 or "-" in text or re.match(r" of\b", after)):
            return False
    return not (num_text in ("some", "many", "few", "various", "multiple") and not units.endswith("s"))


def _one(h: Hit, p: Place, units: str, text: str, after: str) -> bool:
    """Whether "a day", "a night" is a length and not a certain one."""
    if units in ("min", "season", "night", "weekend", "term"):
        return False
    return (
        units not in ("day", "minute", "second")
        or "another" in h.g
        or p.led_by(h.start, "lasting")
        or p.led_by(h.start, "counted")
    )


def num_range(h: Hit, p: Place) -> Made | None:
    """10-12 weeks; one to four months: the window reaches to the larger."""
    lo, hi = number(h.g["lo"]), number(h.g["hi"])
    unit = unit_of(h.g["units"])
    if lo is None or hi is None or lo >= hi or (unit == "TS" and not h.g["units"].lower().endswith("s")):
        return None
    return Made(
        type="DURATION",
        value=length_value(None, unit),
        mod="APPROX",
        kind="length",
        n=hi,
        low=lo,
        unit=unit,
        approximate=True,
    )


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
        return Made(
            type="DURATION",
            value=length_value(None, unit_of(h.g["joined"].split()[0])),
            mod="APPROX",
            kind="length",
            n=None,
            unit=unit,
            approximate=True,
        )
    unit = unit_of(h.g["unit"])
    if text.endswith(("ahead", "to come")):
        return Made(
            type="DURATION", value=length_value(None, unit), kind="near", n=None, unit=unit, way=1, approximate=True
        )
    if re.match(r" of\b", after) and text.startswith("the "):
        return None
    if not text.endswith("long") and not text.startswith("the ") and not p.led_by(h.start, "long"):
        return None
    if text.startswith("the ") and not re.match(
        r" (?:ahead|to come|since|following|leading|that followed|that follow|,? when)\b", after
    ):
        return None
    if re.search(r"\b(?:of|the|these|last|in the) $", before) and unit in ("D", "Q") and not text.endswith("long"):
        return None
    if text.startswith(("these", "those")) and unit == "D":
        return None
    if unit == "Q" and not re.search(r"\b(?:for|in|over|several) $", before):
        return None
    if re.match(r" (?:ahead|to come)\b", after):
        return Made(
            type="DURATION", value=length_value(None, unit), kind="near", n=None, unit=unit, way=1, approximate=True
        )
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
