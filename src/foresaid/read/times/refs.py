"""Makers of sets, references and parts of the day: every Friday, now, recently, the future, that day, this morning."""

from __future__ import annotations

import re

from foresaid.read.times.calendar import DAY
from foresaid.read.times.made import Made, Place, edge_of, length_value, number, unit_of
from foresaid.read.times.points import point, rel, weekday_of
from foresaid.read.times.spot import Hit, words


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
            if not p.led_by(h.start, "counted"):
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


_SETS = {
    "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "biweekly": "P2W", "monthly": "P1M", "bimonthly": "P2M",
    "yearly": "P1Y", "annually": "P1Y", "hourly": "PT1H", "twice-yearly": "P6M",
    "semi-annually": "P6M", "semiannually": "P6M",
}  # fmt: skip


def set_word(h: Hit, p: Place) -> Made | None:
    """daily, weekly, annually."""
    word = rel(h.g["word"])
    text = p.text[h.start : h.end]
    if text[0].isupper() and not p.text[: h.start].rstrip().endswith((".", "\n")) and h.start != p.start:
        return None  # a newspaper's name
    if text[0].isupper() and re.match(r"\s(?-i:[A-Z])", p.text[h.end : h.end + 2]):
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
    if text == "current" and (
        re.match(r" (?:account|affairs|events|directory)\b|-", after)
        or re.search(r"\b(?:ocean|electric|electrical|water|direct|alternating|under|strong|rip) $", before)
        or re.match(r"\s*[.,;]", after)
    ):
        return None
    if text == "the moment" and not re.search(r"\bat $", before):
        return None
    if text in ("the present", "the moment") and (
        text == "the moment"
        or (re.match(r" (?!day|time)\w", after) and not re.search(r"\b(?:at|for|to|until|up to) $", before))
    ):
        return None if not re.search(r"\b(?:at|for) $", before) else Made(type="DATE", value="PRESENT_REF", kind="ref")
    if text == "now" and re.match(r"-", after):
        return None
    if text == "at present" or text == "at the moment":
        pass
    return Made(type="DATE", value="PRESENT_REF", kind="ref")


def past_ref(h: Hit, p: Place) -> Made | None:
    """recently, the past, long ago."""
    text = rel(p.text[h.start : h.end])
    if text.endswith("the past") and re.match(
        r" (?:tense|\d|two|three|four|five|six|seven|eight|nine|ten|half)", p.after(h.end)
    ):
        return None
    if text == "in the past":
        return None
    return Made(type="DATE", value="PAST_REF", kind="ref", way=-1)


def future(h: Hit, p: Place) -> Made | None:
    """soon, the near future, a later date."""
    text = rel(p.text[h.start : h.end])
    before, after = p.before(h.start, 10), p.after(h.end, 12)
    if text.endswith(("term", "run")):
        if (
            "near" not in text and not (text.startswith("the") and re.search(r"\b(?:in|over|for) $", before))
        ) or after.startswith("-"):
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
            return Made(type="DATE", value="")  # perhaps a point of this sentence, not read yet
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
    if part == "noon" or (part in ("midday", "daytime", "lunchtime", "dusk", "dawn") and r != "the"):
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
