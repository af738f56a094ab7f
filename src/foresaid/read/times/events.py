"""Times that hang on an event: known ones, dated ones of the text, and what stays a relation."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from functools import cache

from foresaid.core.reading import TimeExpression
from foresaid.core.span import Span
from foresaid.core.window import Window
from foresaid.read.times.calendar import DAY, add, edtf
from foresaid.read.times.known_events import KnownEvent
from foresaid.read.times.spot import words

UNKNOWN = "window not resolved: the day of the event is not known"


Days = tuple[dt.date | None, dt.date | None]


_PREPS = (
    r"(?:until|till)\s+after|until|till|before|after|ahead\s+of|prior\s+to|following|since|by\s+the\s+time\s+of|by|through|during|in\s+advance\s+of"
    r"|leading\s+up\s+to"
)


_NP = r"(?:(?:the|a|an|his|her|its|their|this|that|our|next|last)\s+|[A-Z][\w.'’-]*\s+)(?:[\w.'’&/-]+\s+){0,9}?"


_LEAD_DATED = re.compile(rf"\b(?P<prep>{_PREPS})\s+(?P<event>{_NP}[\w.'’-]+)\s*,?\s*$", re.IGNORECASE)


_VERBISH = re.compile(
    r"\b(?:go|goes|will|would|said|says|is|are|was|were|has|have|had|be|been|to|that|who|which|and|but|told|announced|can|could|may|might)\b|,",
    re.IGNORECASE,
)


@cache
def _nouns() -> str:
    return "|".join(sorted((re.escape(n) for n in words()["event_nouns"]), key=lambda n: (-len(n), n)))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    n = _nouns()
    return {
        "hang": re.compile(
            rf"\b(?P<prep>(?:until|till)\s+after|until|till|before|after|ahead\s+of|prior\s+to|following|since|in\s+advance\s+of|leading\s+up\s+to)\s+(?P<event>(?:(?:the|a|an|his|her|its|their|this|that|next|last)\s+|(?:[A-Z][\w.-]*\s+){{0,3}}[A-Z][\w.-]*(?:['’]s?)?\s+)(?:[\w'’.-]+\s+){{0,4}}?(?P<noun>{n})(?:\s+(?:of|in|at|to|with|between|on)\s+(?:the\s+|his\s+|her\s+|its\s+)?[A-Z][\w.'’-]*(?:\s+(?:and\s+|of\s+|de\s+)?[A-Z][\w.'’-]*){{0,4}}){{0,2}})",
            0,
        ),
        "noun_on": re.compile(
            rf"\b(?P<noun>{n})(?:\s+(?:in|at|with|between|of|to)\s+(?:the\s+)?[A-Z][\w.'’-]*(?:\s+(?:and\s+)?[A-Z][\w.'’-]*){{0,3}})?\s*(?:,|\()?\s*"
            r"(?:(?:is|are|was|were|will\s+be|to\s+be|has\s+been|been|originally|currently|tentatively|now|which)\s+)*"
            r"(?:(?:scheduled|set|held|planned|slated|due|expected|take\s+place|took\s+place|takes\s+place|taking\s+place|begins?|opens?|starts?)\s+"
            r"(?:to\s+(?:take\s+place|be\s+held|begin|start|open)\s+)?)?(?:for|on|at|from|in)?\s*(?:the\s+)?$",
            re.IGNORECASE,
        ),
        "on_noun": re.compile(rf"(?:['’]s)?\s+(?:[\w-]+\s+){{0,3}}?(?P<noun>{n})\b", re.IGNORECASE),
    }


def text_events(text: str, times: Iterable[TimeExpression]) -> dict[str, list[tuple[int, Days]]]:
    """Event noun → (where, days) for every event that stands right beside a day or month of the text."""
    out: dict[str, list[tuple[int, Days]]] = {}
    pat = _patterns()
    for t in times:
        w = t.window
        if (
            not w
            or t.type not in ("DATE", "TIME")
            or w.grain not in ("day", "month", "week", "minute", "hour")
            or not w.earliest
            or not w.latest
            or (w.latest - w.earliest).days > 31
        ):
            continue
        left = text[max(0, t.span.start - 110) : t.span.start]
        left = left[max(left.rfind("."), left.rfind("\n")) + 1 :]
        m = pat["noun_on"].search(left)
        noun = m.group("noun") if m else None
        if noun is None:
            m = pat["on_noun"].match(text, t.span.end)
            noun = (
                m.group("noun")
                if m
                and (
                    text[t.span.end : t.span.end + 2] in ("'s", "’s")
                    or text[max(0, t.span.start - 4) : t.span.start].lower().endswith("the ")
                )
                else None
            )
        if noun:
            out.setdefault(noun.lower(), []).append((t.span.start, (w.earliest, w.latest)))
    return out


def shape(prep: str, days: Days, ref: dt.date | None) -> Days | None:
    """The days that a preposition makes of an event's days."""
    prep = re.sub(r"\s+", " ", prep.lower())
    first, last = days
    if prep in ("before", "ahead of", "prior to", "in advance of", "leading up to"):
        if first is None:
            return None
        return (ref, first - DAY) if ref and ref < first else (None, first - DAY)
    if prep in ("after", "following", "until after", "till after"):
        return (last + DAY, None) if last else None
    if prep == "since":
        return (first, ref) if ref and first and first <= ref else (first, None)
    if prep in ("until", "till", "through", "by", "by the time of"):
        return (ref, last) if ref and last and ref <= last else (None, last)
    return days


def event_times(
    text: str,
    start: int,
    end: int,
    times: list[TimeExpression],
    known: Iterable[KnownEvent],
    dated: dict[str, list[tuple[int, Days]]],
    ref: dt.date | None,
) -> list[TimeExpression]:
    """The event-anchored times of one sentence ``text[start:end]``; ``times`` are the plain ones in it."""
    out: list[TimeExpression] = []
    taken: list[tuple[int, int]] = []
    for t in times:
        w = t.window
        if not w or w.event or not (w.earliest or w.latest) or t.type not in ("DATE", "TIME"):
            continue
        left = text[start : w.words.start]
        m = _LEAD_DATED.search(left)
        if (
            not m
            or (w.grain == "month" and m.group().rstrip().endswith(","))
            or _VERBISH.search(m.group("event"))
            or not re.search(rf"\b(?:{_nouns()})\b", m.group("event"), re.IGNORECASE)
            or re.match(r"(?:by|before|until|till|since|after)\b", w.words.words.lower())
        ):
            continue
        if w.grain == "year" and any(
            k.span.start < t.span.end and start + m.start("event") < k.span.end for k in known
        ):
            continue  # the table knows the day
        days = shape(m.group("prep"), (w.earliest, w.latest), ref)
        if days and (
            made := _expression(
                text,
                start + m.start("event"),
                t.span.end,
                start + m.start("prep"),
                days,
                "event.dated",
                t.value,
                w.grain,
            )
        ):
            out.append(made)
            taken.append((made.window.words.start if made.window else made.span.start, made.span.end))
    for k in known:
        if not start <= k.span.start < end or any(k.span.start < b and a < k.span.end for a, b in taken):
            continue
        near = re.search(
            rf"\b(?P<prep>{_PREPS})\s+(?:(?:the|this|next|last|a|an|his|its)\s+)?(?:(?:conclusion|end|start|beginning|opening|close)\s+of\s+(?:the\s+)?)?(?:[\w''’-]+\s+){{0,3}}$",
            text[start : k.span.start],
            re.IGNORECASE,
        )
        base: Days = (k.edition.first, k.edition.last)
        at = k.span.start
        days = base
        if near and not _VERBISH.search(near.group()[len(near.group("prep")) :]):
            days = shape(near.group("prep"), base, ref) or base
            at = start + near.start("prep")
        value = edtf(k.edition.first, k.edition.last) or "XXXX"
        if made := _expression(text, k.span.start, k.span.end, at, days, "event.known", value, "day"):
            out.append(made)
            taken.append((at, k.span.end))
    for m in _patterns()["hang"].finditer(text, start, end):
        if any(m.start() < b and a < m.end() for a, b in taken) or any(
            m.start() < t.span.end and t.span.start < m.end() for t in times
        ):
            continue
        found = dated.get(m.group("noun").lower(), [])
        distinct = {d for _, d in found}
        if len(distinct) == 1:
            days = shape(m.group("prep"), next(iter(distinct)), ref)
            made = (
                _expression(
                    text,
                    m.start("event"),
                    m.end("event"),
                    m.start("prep"),
                    days,
                    "event.text",
                    edtf(*next(iter(distinct))) or "XXXX",
                    "day",
                )
                if days
                else None
            )
        else:
            made = _unknown(text, m.start("event"), m.end("event"), m.start("prep"))
        if made:
            out.append(made)
    return out


def _expression(
    text: str, a: int, b: int, words_at: int, days: Days, rule: str, value: str, grain: str
) -> TimeExpression | None:
    if days[0] and days[1] and days[0] > days[1]:
        return None
    w = Window(
        earliest=days[0],
        latest=days[1],
        words=Span.of(text, words_at, b),
        grain=grain,
        edtf=edtf(*days),
        anchor="event",
        event=Span.of(text, a, b),
    )
    return TimeExpression(span=Span.of(text, a, b), type="DATE", value=value, window=w, rule=rule)


def _unknown(text: str, a: int, b: int, words_at: int) -> TimeExpression:
    w = Window(
        earliest=None,
        latest=None,
        words=Span.of(text, words_at, b),
        grain="day",
        anchor="event",
        event=Span.of(text, a, b),
        problem=UNKNOWN,
    )
    return TimeExpression(span=Span.of(text, a, b), type="DATE", value="XXXX-XX-XX", window=w, rule="event.unknown")


def resolve_span(
    w: Window,
    n: float | None,
    unit: str,
    way: int,
    known: Iterable[KnownEvent],
    dated: dict[str, list[tuple[int, Days]]],
) -> Window:
    """Give "two weeks before the summit" its days, where the event's are known."""
    if not w.event:
        return w
    days: Days | None = None
    for k in known:
        if k.span.start < w.event.end and w.event.start < k.span.end:
            days = (k.edition.first, k.edition.last)
    if days is None:
        for noun in re.findall(rf"\b(?:{_nouns()})\b", w.event.words, re.IGNORECASE)[:1]:
            distinct = {d for _, d in dated.get(noun.lower(), [])}
            if len(distinct) == 1:
                days = next(iter(distinct))
    if days is None or n is None or days[0] is None or days[1] is None:
        return w
    try:
        day = add(days[0] if way < 0 else days[1], way * n, unit)
    except OverflowError:
        return w
    return Window(
        earliest=day,
        latest=day,
        words=w.words,
        grain="day",
        approximate=unit not in ("D", "NI"),
        edtf=edtf(day, day, unit not in ("D", "NI")),
        anchor="event",
        event=w.event,
    )
