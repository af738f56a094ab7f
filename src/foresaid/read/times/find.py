"""All time expressions of a text, in order, each with its window."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from dataclasses import replace

from spacy.tokens import Doc

from foresaid.core.reading import TimeExpression
from foresaid.core.span import Span
from foresaid.core.window import Window
from foresaid.read.times.calendar import edtf
from foresaid.read.times.events import event_times, resolve_span, text_events
from foresaid.read.times.known_events import find_known_events
from foresaid.read.times.made import Made, Place
from foresaid.read.times.resolve import make
from foresaid.read.times.shape import window
from foresaid.read.times.spot import Hit, spot
from foresaid.read.times.tense import Tense


def find_times(doc: Doc, published: dt.date | None, *, said_on: dt.date | None = None) -> tuple[TimeExpression, ...]:
    """Every time expression of ``doc``, in text order.

    ``published`` is the day that relative expressions count from; None leaves them without days, with a problem that
    says so. ``said_on`` is the day of the statement where it is another: "within", "by", "for" count from it. Works on
    a doc without tags and tree; where there is a tree, the tense is taken from it.
    """
    text = doc.text
    tense = Tense(doc)
    place = Place(
        text=text,
        ref=published,
        tense=tense.at,
        names_may=bool(
            re.search(
                r"\b(?:Theresa|Mrs\.?|Mr\.?|Ms\.?|Minister|PM|Brian|James|Robert|Erskine|Peter|Philip) May\b", text
            )
        ),
    )
    found: list[TimeExpression] = []
    spans: dict[int, Made] = {}
    bounds = [doc[i].idx for i, s in enumerate(doc.to_array("SENT_START")) if s == 1 or i == 0] if len(doc) else []
    bounds.append(len(text))
    for a, b in itertools.pairwise(bounds):
        place.start, place.end = a, b
        found.extend(_sentence(place, a, b, said_on, spans))
    return _with_events(text, bounds, found, spans, published, said_on or published)


def _with_events(
    text: str,
    bounds: list[int],
    found: list[TimeExpression],
    spans: dict[int, Made],
    published: dt.date | None,
    ref: dt.date | None,
) -> tuple[TimeExpression, ...]:
    """The plain expressions with those that hang on events, in text order."""
    known = find_known_events(text, published)
    dated = text_events(text, found)
    for i, t in enumerate(found):
        m = spans.get(t.span.start)
        if m is not None and t.window is not None and t.window.anchor == "event":
            w = resolve_span(t.window, m.n, m.unit, m.way, known, dated)
            value = w.earliest.isoformat() if t.type == "DATE" and w.earliest else t.value
            found[i] = replace(t, window=w, value=value)
    out = list(found)
    k = 0
    for a, b in itertools.pairwise(bounds):
        j = k
        while j < len(found) and found[j].span.start < b:
            j += 1
        out.extend(event_times(text, a, b, found[k:j], known, dated, ref))
        k = j
    return tuple(sorted(out, key=lambda t: (t.span.start, t.span.end)))


def _sentence(place: Place, a: int, b: int, said_on: dt.date | None, spans: dict[int, Made]) -> list[TimeExpression]:
    hits = spot(place.text, a, b)
    hits.sort(key=lambda h: (h.start - h.end, h.start))
    kept: list[tuple[Hit, Made]] = []
    taken: list[tuple[int, int]] = []
    order: list[Hit] = []
    for h in hits:  # longest first; a maker may refuse, then the next may take the place
        if any(h.start < y and x < h.end for x, y in taken):
            continue
        probe = make(h, place)
        if probe is None:
            continue
        taken.append((h.start, h.end))
        order.append(h)
    for h in sorted(order, key=lambda h: h.start):
        made = make(h, place)
        if made is None or not made.value:
            continue
        if made.first is not None and made.kind == "point":
            place.past.append(made)
        place.last_end, place.last_rule = h.end, h.rule.id
        if made.kind == "event":
            spans[h.start] = made
        kept.append((h, made))
    out: list[TimeExpression] = []
    for h, made in kept:
        out.extend(_expressions(h, made, place, said_on))
    return _join(out, place)


def _expressions(h: Hit, made: Made, place: Place, said_on: dt.date | None) -> list[TimeExpression]:
    start, around = h.start + made.skip, None
    if h.rule.id in _AROUND:
        around = re.search(r"\b(?:around|about)\s+$", place.text[max(place.start, start - 9) : start], re.IGNORECASE)
    w = window(made, place, start, h.end, said_on)
    if around:
        start -= len(around.group())
        made = replace(made, mod=made.mod or "APPROX")
    if h.rule.make == "day_range" and "/" in made.value:
        first, last = made.value.split("/")
        cut = h.at["day2"]
        mid = h.at["dayn"] + len(h.g["dayn"])
        spans = [(h.start, mid), (cut, h.end)]
        return [
            TimeExpression(span=_trim(place.text, s, e), type="DATE", value=v, window=w, rule=h.rule.id, mod=made.mod)
            for (s, e), v in zip(spans, (first, last), strict=True)
        ]
    return [
        TimeExpression(
            span=_trim(place.text, start, h.end),
            type=made.type,
            value=made.value,
            window=w,
            rule=h.rule.id,
            mod=made.mod,
        )
    ]


_AROUND = frozenset(("month_day", "day_month", "month", "month_year", "year", "year_end", "portion_of", "holiday"))


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span.of(text, start, end)


_OR = re.compile(r"\s*(?:,|or|and|and/or|and\s+(?:in|on)|or\s+(?:in|on|as\s+late\s+as|even))\s*", re.IGNORECASE)
_TO = re.compile(r"\s*(?:-|–|—|to|until|till|through|thru|into|and|to\s+the|up\s+to)\s*", re.IGNORECASE)


def _join(found: list[TimeExpression], place: Place) -> list[TimeExpression]:
    """Give expressions that are one time together ("in May or June", "from April 24 to May 3") one window over all."""
    out = list(found)
    i = 0
    while i + 1 < len(out):
        a, b = out[i], out[i + 1]
        wa, wb = a.window, b.window
        gap = place.text[a.span.end : b.span.start]
        if wa and wb and wa.earliest and wb.latest and a.type in ("DATE", "TIME") and b.type in ("DATE", "TIME"):
            before = place.text[max(place.start, a.span.start - 12) : a.span.start].lower()
            ranged = re.search(r"\b(?:from|between)\s+(?:the\s+|late\s+|early\s+)?$", before) and _TO.fullmatch(gap)
            alike = (
                _OR.fullmatch(gap)
                and wa.grain == wb.grain
                and wa.earliest <= wb.latest
                and not (
                    re.fullmatch(r"\s*,\s*", gap)
                    and not re.search(r"\bor\b|\band\b", place.text[b.span.end : b.span.end + 6])
                )
            )
            if (ranged or alike) and wa.earliest <= wb.latest:
                joined = _over(wa, wb, place, b.span.end)
                out[i], out[i + 1] = replace(a, window=joined), replace(b, window=joined)
        i += 1
    return out


def _over(a: Window, b: Window, place: Place, end: int) -> Window:
    approx = a.approximate or b.approximate
    last = b.latest if a.latest is None or (b.latest and b.latest >= a.latest) else a.latest
    return replace(
        a,
        latest=last,
        words=Span.of(place.text, a.words.start, end),
        approximate=approx,
        edtf=edtf(a.earliest, last, approx),
    )
