"""Makers of points that are called by a name: seasons, holidays, weekdays, today and tomorrow."""

from __future__ import annotations

import datetime as dt
import re

from foresaid.read.times.calendar import DAY, easter, nth_weekday, unit_value, weekday_near
from foresaid.read.times.made import Made, Place, edge_of
from foresaid.read.times.points import (
    AHEAD,
    BACK,
    SAME,
    _rel_year,
    point,
    rel,
    spoken_year,
    weekday_of,
)
from foresaid.read.times.spot import Hit, words


def season(h: Hit, p: Place) -> Made | None:
    """last fall, the winter of 1994, this summer; a bare "fall" or "spring" only where it is the season."""
    code = words()["seasons"][h.g["season"].lower()]
    r = rel(h.g.get("rel"))
    mod = edge_of(h.g.get("modifier"))
    word = h.g["season"].lower()
    after, before = p.after(h.end, 30), p.before(h.start, 24)
    if h.g["season"] == "Fall" and re.match(r"\s(?:River|Out)\b", p.text[h.end : h.end + 8]):
        return None
    if h.g["season"][0].isupper() and re.match(r"\s+(?:Olympic|Game|Palace)", p.text[h.end : h.end + 12]):
        return None
    if "year" not in h.g and "said_year" not in h.g and "relyear" not in h.g:
        if r in ("", "the") and word in ("fall", "spring"):
            if not re.search(
                r"\b(?:in|by|since|until|till|during|through|over|for)(?: the)?(?: early| late| mid)? ?$",
                before + ("the" if r == "the" else ""),
            ) and not (mod and re.search(r"\b(?:in|by|until|since|the|for) $", before)):
                return None
            if re.match(r" (?:of|in|from|to|apart|back|water|onion|cleaning)\b", after) or (
                word == "fall" and re.search(r"\b(?:for the|of the|to the|by the|since the) $", before) and r == ""
            ):
                return None
        elif r in ("", "the") and "s" not in h.g and re.match(r"[A-Z]\w+ [A-Z]", p.text[h.at["season"] : h.end + 2]):
            return None
        if "s" in h.g:
            if r or word in ("fall", "spring"):
                return None
            return Made(type="SET", value=f"XXXX-{code}", kind="set")
    if r in ("each", "every"):
        return Made(type="SET", value=f"XXXX-{code}", kind="set")
    if "said_year" in h.g:
        ys = spoken_year(h.g["said_year"])
        return point(f"{ys:04}-{code}", mod=mod, absolute=True) if ys else None
    if "year" in h.g:
        return point(f"{int(h.g['year']):04}-{code}", mod=mod, absolute=True)
    if "relyear" in h.g:
        y2 = _rel_year(rel(h.g["relyear"]), p)
        return point(f"{y2:04}-{code}", mod=mod) if y2 else None
    if p.ref is None:
        return Made(type="DATE", value=f"XXXX-{code}", mod=mod)
    return point(f"{_season_year(code, r, h, p):04}-{code}", mod=mod)


def _season_year(code: str, r: str, h: Hit, p: Place) -> int:
    assert p.ref
    now = unit_value(p.ref, "SE")
    y = int(now[:4])
    order = ("SP", "SU", "FA", "WI")
    here, there = order.index(now[5:]), order.index(code)
    if r in BACK:
        return y if there < here else y - 1
    if r in ("next", "the next"):
        return y + 1 if there <= here or (there > here and p.ref.year == y and there - here > 0 and False) else y
    if r in AHEAD:
        return y if there > here else y + 1
    if r in SAME and (c := p.last_point()) and c.first:
        return c.first.year
    if r == "this":
        if now[5:] == "WI" and p.ref.month < 3 and code != "WI":
            return p.ref.year
        way = p.tense(h.start, h.end)
        if way < 0 and there > here:
            return y - 1 if there - here > 2 else y
        return y
    way = p.tense(h.start, h.end)
    if way > 0 and there == here and re.search(r"\bbefore(?: the)? $", p.before(h.start, 16)):
        return y + 1  # what will happen before a season that has begun happens before the next one
    if way <= 0 and re.search(r"\b(?:by|before|until|till|into|from)(?: the)? $", p.before(h.start, 16)):
        way = 1
    if way > 0:
        return y if there >= here else y + 1
    if way < 0:
        return y if there <= here else y - 1
    if there == here:
        return y
    gap = (there - here) % 4
    return (y if there > here else y + 1) if gap <= 1 else (y if there < here else y - 1)


def holiday(h: Hit, p: Place) -> Made | None:
    """Christmas Day, Thanksgiving, Easter ...: fixed dates, Easter, n-th weekdays."""
    w = words()
    name = re.sub(r"\s+", " ", h.g["holiday"].lower()).replace("’", "'")
    if (
        name in ("earth day", "may day", "father's day", "mother's day", "mardi gras", "halloween")
        and h.g["holiday"][0].islower()
    ):
        return None
    if h.g["holiday"][0].islower():
        return None
    if name == "new year" and re.search(
        r"\b(?:lunar|chinese|jewish|persian|iranian|tibetan|tamil|thai|muslim|islamic|happy) $", p.before(h.start)
    ):
        return None
    after = re.match(r" ([A-Z]\w+)", p.text[h.end : h.end + 24])
    if after and after[1].lower() in w["named_after_days"]:
        return None
    month_day_ = w["holidays"].get(name)
    r = rel(h.g.get("rel"))

    def on(y: int) -> dt.date | None:
        if month_day_:
            return dt.date(y, int(month_day_[:2]), int(month_day_[3:]))
        if name in w["easter"]:
            return easter(y) + int(w["easter"][name]) * DAY
        if name in w["nth"]:
            month, wd, n = (int(x) for x in w["nth"][name])
            return nth_weekday(y, month, wd, n)
        return None

    if r in ("each", "every"):
        return Made(type="SET", value=f"XXXX-{month_day_}" if month_day_ else "P1Y", kind="set")
    absolute = "year" in h.g
    if absolute:
        day = on(int(h.g["year"]))
    elif "relyear" in h.g and p.ref:
        day = on(p.ref.year + {"last": -1, "next": 1}.get(rel(h.g["relyear"]).split()[0], 0))
    elif p.ref is None:
        return Made(type="DATE", value=f"XXXX-{month_day_}" if month_day_ else "XXXX-XX-XX")
    else:
        way = -1 if r in BACK else 1 if r in AHEAD else p.tense(h.start, h.end)
        soon = next((d for d in (on(p.ref.year), on(p.ref.year + 1)) if d and d >= p.ref), None)
        if r == "next" and soon and (soon - p.ref).days < 80 and (later := on(soon.year + 1)):
            return point(later.isoformat())  # in November "next Christmas" is not this one
        days = [d for y in (p.ref.year - 1, p.ref.year, p.ref.year + 1) if (d := on(y))]
        if r == "this":
            days = [d for d in days if d.year == p.ref.year]
        ok = [
            d
            for d in days
            if (d - p.ref).days * way >= 0
            and not (r in BACK and d == p.ref)
            and (r or way > 0 or abs((d - p.ref).days) <= 245)
        ] or days
        ref = p.ref
        day = min(ok, key=lambda d: abs((d - ref).days)) if ok else None
    if day is None:
        return None
    part = rel(h.g.get("hpart"))
    if part == "week":
        return point(unit_value(day, "W"), absolute=absolute)
    if part == "weekend":
        return point(unit_value(day, "WE"), absolute=absolute)
    if part in w["parts"]:
        return point(f"{day.isoformat()}T{w['parts'][part]}", type="TIME", absolute=absolute)
    return point(day.isoformat(), absolute=absolute)


def weekday(h: Hit, p: Place) -> Made | None:
    """A weekday: the nearest in the direction of the tense, or by last, next, this; with a part of the day."""
    wd = weekday_of(h.g["weekday"])
    r = rel(h.g.get("rel"))
    mod = edge_of(h.g.get("modifier") or h.g.get("modifier2"))
    if r == "a":
        return None
    part = h.g.get("part")
    if h.g["weekday"] in ("SUN", "SAT", "MON") or re.search(
        r"\b(?:black|bloody|super|cyber|red|ash|holy|good|palm) $", p.before(h.start, 8)
    ):
        return None
    tail = f"T{words()['parts'][part.lower()]}" if part else ""
    kind = "TIME" if part else "DATE"
    if p.ref is None:
        return Made(type=kind, value=f"XXXX-WXX-{wd}{tail}", mod=mod)
    anchor = "published"
    linked = (
        re.fullmatch(r"\s*(?:,|-|–|and|or|to|through|until|and on|or on)?\s*(?:on )?", p.text[p.last_end : h.start])
        if 0 <= p.last_end <= h.start and p.last_end >= p.start
        else None
    )
    c = p.past[-1] if linked and p.past and not r and p.last_rule == "weekday" else None
    if (
        c
        and c.first
        and c.grain == "day"
        and p.text[p.last_end : h.start].strip()
        and (weekday_near(c.first + DAY, wd, 1) - c.first).days <= 4
    ):
        day = weekday_near(c.first + DAY, wd, 1)
    elif "relweek" in h.g:
        shift = {"last": -7, "next": 7}.get(rel(h.g["relweek"]).split()[0], 0)
        day = p.ref + (wd - p.ref.isoweekday()) * DAY + shift * DAY
    elif r in ("previous", "the previous", "preceding") or r in ("following", "the following"):
        c = p.last_point("day")
        base = c.first if c and c.first else p.ref
        day = weekday_near(base - DAY, wd, -1) if "previous" in r else weekday_near(base + DAY, wd, 1)
        anchor = "text"
    elif r in SAME:
        c = p.last_point("day")
        base = c.first if c and c.first else p.ref
        day = weekday_near(base, wd, 0)
        anchor = "text"
    elif r in BACK:
        day = weekday_near(p.ref - DAY, wd, -1)
    elif r in ("this coming", "coming", "the coming") or r in AHEAD:
        day = weekday_near(p.ref + DAY, wd, 1)
    elif r == "this":
        day = p.ref + (wd - p.ref.isoweekday()) * DAY
        if day < p.ref and p.tense(h.start, h.end) > 0:
            day += 7 * DAY
    else:
        way = p.way(h.start, h.end)
        day = weekday_near(p.ref, wd, way)
        c = p.past[-1] if way >= 0 and p.past and p.start <= p.last_end and p.last_rule == "weekday" else None
        if c and c.first and c.first > p.ref >= day and c.grain == "day":
            day = weekday_near(c.first + DAY, wd, 1)  # "Sunday in Windsor, Monday in Brussels, Tuesday in ..."
    return point(day.isoformat() + tail, type=kind, mod=mod, anchor=anchor)


def day_word(h: Hit, p: Place) -> Made | None:
    """today, yesterday, tomorrow, tonight, overnight, with a part of the day."""
    word = rel(h.g["word"])
    mod = edge_of(h.g.get("modifier") or h.g.get("modifier2"))
    shift = {"yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}.get(word, 0)
    part = h.g.get("part")
    tail = f"T{words()['parts'][part.lower()]}" if part else "TNI" if word in ("tonight", "overnight") else ""
    kind = "TIME" if tail else "DATE"
    if word == "overnight" and p.tense(h.start, h.end) < 0 and False:
        shift = -1
    if word == "today" and p.text[h.start : h.end] == "Today" and re.match(r" (?:show|newspaper)", p.after(h.end)):
        return None
    if word == "today" and p.before(h.start, 5).endswith("usa "):
        return None
    if p.ref is None:
        return Made(type=kind, value=f"XXXX-XX-XX{tail}", mod=mod)
    return point((p.ref + shift * DAY).isoformat() + tail, type=kind, mod=mod)
