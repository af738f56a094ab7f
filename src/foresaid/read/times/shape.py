"""The window that an expression gives together with the words before it: by, before, within, until, from ... to."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from functools import cache

from foresaid.core.span import Span
from foresaid.core.window import Window
from foresaid.read.times.calendar import DAY, GRAIN_OF, add, edtf, thirds, unit_value, value_range
from foresaid.read.times.edges import bound, narrowed, nth, over_by, placed_by_next
from foresaid.read.times.lengths import near_window
from foresaid.read.times.made import Made, Place

UNRESOLVED = "window not resolved: give --date"
Days = tuple[dt.date | None, dt.date | None]


@cache
def _lead() -> re.Pattern[str]:
    """What may stand between a shaping preposition and the expression, and the prepositions."""
    return re.compile(
        r"(?P<words>(?P<not>\bnot\s+(?:\w+\s+)?)?\b(?P<prep>(?:no|not)\s+(?:earlier|sooner)\s+than|at\s+the\s+(?:very\s+)?earliest|at\s+the\s+(?:very\s+)?latest|(?:no|not)\s+later\s+than|as\s+late\s+as|as\s+early\s+as|as\s+soon\s+as|prior\s+to|ahead\s+of|in\s+advance\s+of|leading\s+up\s+to"
        r"|(?:in|over|during)\s+the\s+course\s+of|up\s+until|until\s+after|till\s+after|up\s+to|for\s+(?:as\s+(?:long|many)\s+as|up\s+to|at\s+least|more\s+than|about|around|nearly|over)|within|on\s+or\s+before|by\s+the\s+time|by|before|after|following|since|until|till|til|through|thru|from|between|starting|beginning|effective|for|over|during|throughout|in|on|at|into|as\s+of|to|around|about|last(?:s|ing|ed)?|take[sn]?|took)"
        r"(?:\s+(?:at\s+least|about|around|approximately|roughly|on|in|only|just|sometime|some\s+time|late\s+on|early\s+on|the\s+(?:morning|evening|night|afternoon)\s+of|as\s+(?:early|late|soon)\s+as|as\s+long\s+as|as\s+many\s+as|up\s+to|the))*\s+)$",
        re.IGNORECASE,
    )


def lead(p: Place, at: int) -> tuple[str, int, bool]:
    """The preposition right before ``at`` (lower case, or ""), where it starts, whether "not" stands before it."""
    from_ = max(p.start, at - 60)
    m = _lead().search(p.text, from_, at)
    if not m:
        return "", at, False
    return re.sub(r"\s+", " ", m.group("prep").lower()), m.start("words"), bool(m.group("not"))


def base_days(m: Made, ref: dt.date | None) -> Days:
    """The days of a point: narrowed by early, mid, late; "later this month" from the day of reference on."""
    if m.first is None or m.last is None:
        return m.first, m.last
    first, last = m.first, m.last
    if m.pick == "REST":
        return (max(first, ref), last) if ref and ref <= last else (first, last)
    if m.pick in ("START", "MID", "END", "H1", "H2"):
        return thirds(first, last, m.grain, m.pick)
    return first, last


def window(m: Made, p: Place, start: int, end: int, said: dt.date | None) -> Window | None:
    """The window of the expression at ``start:end``; None for a set, or a length that places nothing."""
    prep, at, negated = lead(p, start)
    words = Span.of(p.text, at, end)
    ref = said or p.ref
    prep = re.sub(r"^(?:not|no) (?=earlier|sooner|later)", "no ", prep)
    anchor = "said" if said else m.anchor
    if m.kind == "set":
        return None
    if m.kind == "from_now":
        return _window(ref, None, words, "day", m, "said" if said else "published")
    if m.kind == "ref":
        return None
    if (
        (m.kind in ("near", "length") or m.grain == "week")
        and p.text[start : start + 4].lower() == "the "
        and placed_by_next(p, end)
    ):
        return None
    if m.kind == "point" and nth(p, start, end):
        return None
    if m.kind == "near":
        first, last = near_window(m, ref) if ref else (None, None)
        if ref is None:
            return Window(
                earliest=None,
                latest=None,
                words=words,
                grain=GRAIN_OF.get(m.unit, "day"),
                anchor="published",
                problem=UNRESOLVED,
            )
        return (
            _window(first, last, words, GRAIN_OF.get(m.unit, "day"), m, "said" if said else "published")
            if first or last
            else None
        )
    if m.kind == "length":
        return _length(m, p, prep, words, start, end, said)
    if m.kind == "event":
        return _event(m, p, words, end)
    first, last = base_days(m, ref)
    if first is None and last is None:
        return Window(earliest=None, latest=None, words=words, grain=m.grain, anchor=m.anchor, problem=UNRESOLVED)
    text = re.sub(r"\s+", " ", p.text[start:end].lower())
    part = narrowed(m, p, start, end)
    if part is not None and part[0] and part[1]:
        first, last, length = part[0], part[1], (part[1] - part[0]).days
        m = replace(m, grain="day" if length < 3 else "week" if length < 11 else m.grain)
    coming = _COMING.fullmatch(text) if ref else None
    if ref and coming and coming.group("rel") == "next" and prep in ("within", "over", "during"):
        first, last = ref, add(ref, 1, coming.group("unit")[0].upper())
    elif ref and ref.isoweekday() == 1 and coming and coming.groups() == ("coming", "week"):
        first, last = ref, ref + 6 * DAY
    elif ref and m.grain != "day":
        if re.match(r"later\b", text) and m.first and m.last and ref <= m.last:
            first, last = max(ref, m.first), m.last
        elif re.match(r"earlier\b", text) and m.first and m.first <= ref:
            first, last = m.first, min(ref, m.last) if m.last else ref
        elif text.startswith("this month") and first and last and first <= ref <= last and p.tense(start, end) >= 0:
            first = ref
        elif "this week" in text and ref.isoweekday() == 7 and last == ref and p.tense(start, end) > 0:
            moved = value_range(unit_value(ref + DAY, "W"))
            if moved:
                first, last = (
                    thirds(moved[0], moved[1], "week", m.pick) if m.pick in ("START", "MID", "END") else moved[:2]
                )
    edge, more = bound(p, end)
    more = more or (
        over_by(p, end) if prep in ("before", "by the time") and m.grain in ("week", "month", "season", "year") else 0
    )
    words = Span.of(p.text, at, end + more)
    if m.grain == "year" and m.pick == "MID" and prep in ("by", "before", "until", "till") and last and first:
        last = dt.date(first.year, 6, 30)  # "by the middle of next year"
    if text == "the new year" and prep in ("by", "before", "until", "till") and first:
        last = first
    if edge:
        prep = "no earlier than" if edge == "earliest" else "by"
    if prep.endswith("course of"):
        prep = "within"
    if prep == "within" and ref and first and last and first <= ref <= last and text.startswith("the "):
        first = ref
    shaped = _by_preposition(prep, first, last, ref, p, at, start, end, negated, m)
    if shaped is None:
        words, shaped = (
            Span.of(
                p.text,
                start if prep in ("last", "lasts", "lasted", "take", "takes", "took", "about", "around", "to") else at,
                end,
            ),
            (first, last),
        )
    try:
        return _window(shaped[0], shaped[1], words, m.grain, m, anchor)
    except ValueError:
        return _window(first, last, words, m.grain, m, anchor)


_COMING = re.compile(r"(?:the )?(?P<rel>coming|next) (?P<unit>week|month|year)")
""" "within the next year": one unit from the day of reference on; "the coming week" of a Monday is the one begun."""


def _window(first: dt.date | None, last: dt.date | None, words: Span, grain: str, m: Made, anchor: str) -> Window:
    approx = m.approximate or m.mod == "APPROX"
    return Window(
        earliest=first,
        latest=last,
        words=words,
        grain=grain,
        approximate=approx,
        edtf=edtf(first, last, approx),
        anchor=anchor,
    )


_STAY = re.compile(
    r"\b(?:postpon|delay|adjourn|resched|push(?:ed)?\s+back|mov(?:ed?|ing)\b|put\s+off|defer|brought\s+forward|bring)\w*(?:\s+\S+){0,6}\s*$",
    re.IGNORECASE,
)


def _by_preposition(
    prep: str,
    first: dt.date | None,
    last: dt.date | None,
    ref: dt.date | None,
    p: Place,
    at: int,
    start: int,
    end: int,
    negated: bool,
    m: Made,
) -> Days | None:
    ahead = ref is not None and (last is None or last >= ref)
    before = p.text[max(p.start, at - 60) : at]
    if prep in ("no earlier than", "no sooner than", "at the earliest", "at the very earliest"):
        return first, None
    if prep == "by the time":
        prep = "by" if over_by(p, end) else ""
    if prep in ("by", "no later than", "as late as", "on or before", "at the latest", "at the very latest"):
        if prep == "by" and re.search(
            r"\b(?:up|down|rose|fell|increase[ds]?|cut|risen|fallen|drop(?:ped)?)\s*$", before
        ):
            return None
        if m.type == "TIME":
            return (ref, last) if ahead else (first, last)
        return (ref, last) if ahead else (first, last) if ref is None else (None, last)
    if prep in ("before", "prior to", "ahead of", "in advance of", "leading up to"):
        if first is None:
            return None
        if negated and re.match(r"not\s+before\b", p.text[at:start], re.IGNORECASE):
            return first, None
        if m.type == "TIME":
            return (ref, last) if ahead else (None, last)
        if prep == "before" and m.grain in ("week", "month", "season", "year") and last and over_by(p, end):
            if m.grain == "season" and ref and add(last, -1, "Y") >= ref:
                last = add(last, -1, "Y")  # the summer that has begun
            return (ref, last) if ahead else (None, last)
        if (
            m.pick == "END"
            and prep == "before"
            and p.text[start : start + 4].lower() != "late"
            and m.grain != "day"
            and ref
            and last
            and last > ref
        ):
            return ref, last  # before the end of May: in May too
        if ref is not None and first > ref:
            return ref, first - DAY
        return None, first - DAY
    if prep in ("until after", "till after"):
        return (last + DAY if last and waits(before) else ref, None)
    if prep in ("after", "following"):
        if m.type == "TIME":
            return first, last
        return (last + DAY, None) if last else None
    if prep == "since":
        return (first, ref) if ref and first and first <= ref else (first, None)
    if prep == "into" and _PUSHED.search(before) and not _NOT.search(before):
        return first, last
    if prep in ("until", "till", "til", "up until", "into") and _HELD.search(before) and not _NOT.search(before):
        return first, last
    if prep in ("until", "till", "til", "up until", "through", "thru", "into") or (
        prep in ("up to", "to")
        and re.search(r"\b(?:extend|last|run|stay|remain|continu|prolong)\w*(?:\s+\S+){0,6}\s*$", before, re.IGNORECASE)
    ):
        if negated or (
            re.search(r"\b(?:not|n't|n’t|never)\b[^,;.]{0,60}$", before)
            and prep in ("until", "till", "til")
            and not re.search(r"\bwait\w*\s*$", before)
        ):
            return first, last
        if prep in ("until", "till", "up until") and _STAY.search(before):
            return first, last
        if prep == "through" and last and ref and last < ref:
            return None
        if ahead:
            return ref, last
        return None, last
    if prep in ("as soon as", "as early as"):
        return first, None if prep == "as soon as" else last
    if prep in ("as of",):
        return first, last
    if prep in (
        "from",
        "starting",
        "beginning",
        "effective",
        "between",
        "in",
        "on",
        "at",
        "during",
        "throughout",
        "over",
        "for",
        "within",
    ):
        return first, last
    return None


_FOR = (
    "for",
    "last",
    "lasts",
    "lasting",
    "lasted",
    "take",
    "takes",
    "took",
    "taken",
    "over",
    "for up to",
    "for at least",
    "for more than",
    "for about",
    "for around",
    "for nearly",
    "for over",
    "for as long as",
    "for as many as",
)


_NOT = re.compile(r"\b(?:not|n't|n’t|never)\b", re.IGNORECASE)
_HELD = re.compile(
    r"\b(?:(?:wait|take|slip|slid|drag|drift)(?:s|p?ed|p?ing)?|took|taken|slid|stretch(?:es|ed)? out"
    r"|(?:push|shift|mov|delay)\w*|postpon\w*)\s+(?:on\s+|back\s+)?$",
    re.IGNORECASE,
)
"""What is held until, or slips into, a time: it comes in that time, no sooner."""
_PUSHED = re.compile(
    r"\b(?:push|drag|slip|shift|mov|delay|postpon|slid|carr|stretch|spill)\w*(?:\s+\S+){0,5}\s*$", re.IGNORECASE
)
""" "push the flight into October": it is then in October."""


def waits(before: str) -> bool:
    """Whether the words before "until after" say that something does not come before: "would wait", "would not return"."""
    return bool(_HELD.search(before) or _STAY.search(before) or _NOT.search(before))


_LONGER = re.compile(r"\b(?:or|and) (?:longer|more|beyond)\b")
"""Of "for a week or longer" the end is open."""


def _length(m: Made, p: Place, prep: str, words: Span, start: int, end: int, said: dt.date | None) -> Window | None:
    """A length of time placed by its preposition: in, within, for, over; else nowhere."""
    ref = said or p.ref
    anchor = "said" if said else "published"
    grain = GRAIN_OF.get(m.unit, "day")
    way = p.tense(start, end)
    before = p.text[max(p.start, start - 40) : start].lower()
    taking = (
        prep in _FOR
        or re.search(
            r"\b(?:last|take|took|need|require|spend|serve|remain|stay|isolate|of)\w*\s+(?:as\s+long\s+as|up\s+to|about|around|at\s+least|more\s+than|for|another)?\s*$",
            before,
        )
        is not None
    )
    over = way > 0 and m.mod == "MORE_THAN" and p.text[start : start + 5].lower() == "over "
    taking = taking or over  # "to merge them over 18 months"
    if prep not in ("in", "within", "after") and not taking:
        return None
    if way < 0 and prep not in ("within", "in"):
        return None
    if prep == "in" and (
        way < 0
        or re.search(
            r"\b(?:first|time|once|twice|worst|biggest|largest|highest|lowest|most|only)\b[^.;]{0,24}$", before
        )
    ):
        return None
    if prep == "after" and way <= 0:
        return None
    if prep == "within" and _OF_EVENT.match(p.text, end, p.end):
        return _event(m, p, words, end)
    if ref is None:
        return Window(earliest=None, latest=None, words=words, grain=grain, anchor=anchor, problem=UNRESOLVED)
    near = near_window(Made(type=m.type, value=m.value, n=m.n, unit=m.unit, way=1), ref)
    if near[1] is None:
        return None
    if taking and _LONGER.search(p.text[start : end + 12]):
        return _window(near[0], None, words, grain, m, anchor)
    if prep == "within" or taking:
        return _window(near[0], near[1], words, grain, m, anchor)
    if m.n is None:
        return _window(near[0], near[1], words, grain, m, anchor)
    if prep == "in" and m.low is not None:
        soon = near_window(Made(type=m.type, value=m.value, n=m.low, unit=m.unit, way=1), ref)
        return _window(soon[1], near[1], words, grain, m, anchor)
    if prep == "in":
        try:
            got = value_range(
                unit_value(
                    add(ref, m.n, m.unit),
                    {"E": "Y", "C": "Y", "NI": "D", "WE": "W", "TH": "D", "TM": "D", "TS": "D"}.get(
                        m.unit, "M" if m.n != int(m.n) and m.unit == "Y" else m.unit
                    ),
                )
            )
        except OverflowError:
            return None
        return _window(got[0], got[1], words, grain, m, anchor) if got else None
    return _window(near[1], None, words, grain, m, anchor)


_OF_EVENT = re.compile(r"\s+of\s+(?:the|a|an|its|his|her|their|being|\w+ing)\b")
"""What "within 72 hours" counts from, where it is an event: "of the close of polls"."""


_EVENT_AFTER = re.compile(
    r"\s+(?:immediately |just |right |shortly )?(?:before|after|following|prior\s+to|preceding|of)\s+"
    r"(?P<event>(?:(?:the|a|an|his|her|its|their|this|that) )?[^,.;:()\n]{2,80}?)"
    r"(?=\s+(?:that|which|who|when|as|and|but|said|says|told|was|were|will|would|is|are|has|had|in\s+which)\b|[,.;:()\n]|$)",
    re.IGNORECASE,
)


def _event(m: Made, p: Place, words: Span, end: int) -> Window:
    found = _EVENT_AFTER.match(p.text, end, min(p.end, end + 120))
    event = Span.of(p.text, found.start("event"), found.end("event")) if found else None
    words = Span.of(p.text, words.start, event.end) if event else words
    return Window(
        earliest=None, latest=None, words=words, grain=GRAIN_OF.get(m.unit, "day"), approximate=m.approximate,
        anchor="event", event=event, problem="window not resolved: the day of the event is not known",
    )  # fmt: skip
