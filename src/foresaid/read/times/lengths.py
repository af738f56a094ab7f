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


def rel_units(h: Hit, p: Place) -> Made | None:
    """the past five years, the coming weeks, recent months, the first three days."""
    r = rel(h.g["rel"])
    if (
        r == "last"
        and not rel(p.text[h.start : h.end]).startswith("the ")
        and re.search(r"\b(?:will|would|could|may|might|can|to|should|and|that) $", p.before(h.start, 12))
    ):
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
        return Made(
            type="DURATION", value=value, kind="near", n=n, unit=unit, way=1 if r in AHEAD else -1, approximate=True
        )
    n = number(num_text) if num_text else None
    if r in (
        "first",
        "opening",
        "remaining",
        "early",
        "subsequent",
        "final",
        "latest",
        "intervening",
        "preceding",
        "previous",
        "prior",
        "following",
        "ensuing",
    ) and r not in ("latest",):
        if r == "first" and unit in ("TS",):
            return None
        if (
            num_text is None
            and r in ("final", "previous", "prior", "intervening", "subsequent", "remaining", "preceding")
            and unit not in ("D", "W", "M", "Y", "E")
        ):
            return None
        return Made(type="DURATION", value=length_value(n, unit), kind="length", n=n, unit=unit, approximate=n is None)
    if r in ("upcoming",) and num_text is None and unit == "TS":
        return None
    value = length_value(n, unit)
    quant = h.g.get("quant")
    if num_text is None and r in ("recent", "last", "past", "more recent") and False:
        return Made(type="DATE", value="PAST_REF", kind="ref")
    m = _recent(r, n, unit, p, h, quant)
    return Made(
        type=m.type, value=value, mod=m.mod, kind=m.kind, n=m.n, unit=m.unit, way=m.way, approximate=m.approximate
    )


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
    if (
        (unit == "TS"
        and not units.endswith("s")
        and num_text not in ("one",))
        or (units in ("min", "mins", "season", "night", "nights", "weekend", "term")
        and single)
    ):
        return None
    if unit == "TS" and not units.endswith("s"):
        return None
    if (
        single
        and re.search(
            r"(?:\b(?:once|twice|times|percent|million|billion|thousand|per cent|dollars|cents|euros|pounds|hundred|trillion|tons|tonnes|barrels|interviews|people|[a-z]+s)|[\d%]|\b[a-z]{3,}s) $",
            before,
        )
        and re.match(r"an? (?:year|month|week|day|hour|night|minute|quarter|decade)$", text)
        and not re.match(r" (?:or so|and a half|ago|later|earlier|before|after|old)", after)
    ):
        if re.search(
            r"(?:\b(?:once|twice|times|percent|million|billion|thousand|per cent|dollars|cents|euros|pounds|hundred|trillion|tons|tonnes|barrels|interviews|people)|[\d%]) $",
            before,
        ):
            return Made(type="SET", value=length_value(1, unit), kind="set")
    if (
        single
        and units in ("day", "night", "season", "minute", "second", "weekend")
        and "another" not in h.g
        and not re.search(
            r"\b(?:for|in|within|after|about|than|over|nearly|lasts?|lasted|take|takes|took|every|just|only|half|least|by|once|spent?|spend|spending) $",
            before,
        )
    ):
        return None
    if single and units in ("quarter", "half"):
        return None
    if (
        units == "quarter"
        or (
            units == "quarters"
            and (
                (n is None
                and num_text not in ("several", "few", "a few"))
                or (n is not None
                and (n > 20 or "-" in text or re.match(r" of\b", after)))
            )
        )
        or (unit == "Q" and single)
    ):
        return None
    if num_text in ("some", "many", "few", "various", "multiple") and not units.endswith("s"):
        return None
    if single and unit in ("E", "C", "Y", "M", "W", "TH", "D", "TM", "NI") and "-" in text and not h.g.get("quant"):
        pass
    if unit in ("SE",) or (units in ("night", "nights") and n and n > 100):
        return None if unit == "SE" else None
    if "and" in text and "num2b" in h.g and not re.search(r"\d", text) and "num3" not in h.g:
        pass
    if n is not None and "half" in h.g:
        n += 0.5
    if "num2b" in h.g:
        hi = number(h.g["num2b"])
        return Made(
            type="DURATION",
            value=length_value(None, unit),
            mod="APPROX",
            kind="length",
            n=hi if hi else n,
            low=n if hi else None,
            unit=unit,
            approximate=True,
        )
    value = length_value(n, unit)
    if "num3" in h.g and n is not None and "units3" in h.g:
        m3 = number(h.g["num3"])
        u3 = unit_of(h.g["units3"])
        if m3 is not None and not value.endswith("X"):
            tail = length_value(m3, u3)[1:]
            value += tail if not (value.startswith("PT") and tail.startswith("T")) else tail[1:]
    mod = quant_of(h.g.get("quant"))
    skip = 0
    if (
        h.g.get("quant", "").lower() == "over"
        and num_text not in ("a", "an")
        and not (num_text[0].isdigit() and "-" not in text)
        and not re.search(r"\b(?:for|after|in|of|by|than|lasted|spent|spanning|spans|just|well|since) $", before)
    ):
        skip, mod = h.at["num"] - h.start, None
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
    if not text.endswith("long") and not re.search(
        r"\b(?:for|in|over|within|after|of|took|take|takes|taken|spent|lasted|last|lasting|through|throughout|during|many|countless|the|these|several|just|only) $",
        before + ("the " if text.startswith("the ") else ""),
    ):
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
