"""When a reported event took place, was to take place, or now will."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from foresaid.core import Span, TimeExpression, Window
from foresaid.read.reports_find import Telling, noun_type
from foresaid.read.reports_quiet import since
from foresaid.read.reports_told import back, tense
from foresaid.read.times.calendar import add_months, edtf, value_range

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
DECLINED = frozenset(
    f"outcome.{x}"
    for x in ("turned-down", "refused", "voted-down", "decided-not", "pulled-out", "fell-through", "fell", "lapsed")
)
"""What takes an event back by an act with a day of its own: the window is the day of the act."""
RECENT = 10
"""How many days before publication what a text goes on to tell may lie."""
BACK = ("happened", "did_not_happen")


def window_of(
    doc: Doc, x: Telling, quote: Span, times: Sequence[TimeExpression], published: dt.date | None
) -> tuple[Window | None, list[str]]:
    """The window of the event told by ``x``, and the rule that gave it: the nearest on the tree of its own clause.

    Its time for what happened or did not; the new one for what was moved; the event's own for what was cancelled or
    foretold in vain. (None, a rule) where the only time is still to come, so that nothing can have happened then.
    """
    best: tuple[tuple[float, ...], TimeExpression, Window] | None = None
    ahead = False
    for t in times:
        if t.rule == "shifted" and doc.text[t.span.end : t.span.end + 6].lower() == " than ":
            continue  # "a day later than planned"
        if t.window is None or t.type == "SET" or not (quote.start <= t.span.start < quote.end):
            continue
        if t.span.start <= doc[x.event.i].idx < t.span.end or (
            t.window.event is not None and t.rule.startswith("event")
        ):
            continue
        got = doc.char_span(t.span.start, t.span.end, alignment_mode="expand")
        if got is None or got.root.dep_.startswith("nsubj") or (t.window.earliest is None and t.window.latest is None):
            continue
        steps = _way(got.root, x)
        if steps is None or not _suits(x, got, doc):
            continue
        begun = x.outcome == "happened" and since(got) and t.window.event is None
        own = begun or x.outcome == "moved" or x.rules[0] == "outcome.noun"
        w = _turned(_day_itself(t) if own else t.window, t, x, published)
        if x.outcome in BACK and published and w.earliest and w.earliest > published:
            ahead = True
            continue
        rank = (float(steps), float(abs(got.start - x.event.i)))
        if best is None or rank < best[0]:
            best = (rank, t, w)
    if best is None and not ahead and published is not None:
        day = _day_of_telling(doc, x, times, published)
        if day is not None and day.window is not None:
            return day.window, [f"time.{day.rule}", "time.context"]
    if best is None and x.outcome == "moved" and published is not None:
        new = _new_day(doc, x, quote, times, published)
        if new is not None:
            return _day_itself(new), [f"time.{new.rule}", "time.context"]
    if best is None:
        return None, ["time.ahead"] if ahead and x.outcome == "happened" else []
    return best[2], [f"time.{best[1].rule}"]


def _day_of_telling(doc: Doc, x: Telling, times: Sequence[TimeExpression], published: dt.date) -> TimeExpression | None:
    """Of what did not happen or was turned down, without a day of its own: the day of the saying that it stands under
    ("announced on Monday that they have rejected it"), else that of what its paragraph, or the opening of the text, told
    before it in a past tense ("On Tuesday the two met. They did not sign."); never of what has not happened so far."""
    if x.outcome != "did_not_happen" and x.rules[0] not in DECLINED:
        return None
    days = [
        (t, doc.char_span(t.span.start, t.span.end, alignment_mode="expand"))
        for t in times
        if t.window is not None and t.window.earliest is not None and t.window.earliest == t.window.latest
        and 0 <= (published - t.window.earliest).days <= RECENT and t.type != "SET" and t.window.event is None
    ]  # fmt: skip
    over = {a.i for a in x.top.ancestors if a.pos_ == "VERB"}
    for t, span in days:
        if span is not None and span.root.head.i in over and back(span.root.head):
            return t
    here = [t for t, span in days if span is not None and span[0].sent.start == x.top.sent.start]
    if len(here) == 1:
        return here[0]
    if x.type in ("", "OTHER") and "outcome.told" in x.rules:
        return None
    if tense(x.top) != "past" and not (x.rules[-1] == "outcome.without" and tense(x.top.head) == "past"):
        return None
    told = [
        (t, span) for t, span in days if span is not None and span.end <= x.top.sent.start and _dates_the_past(span)
    ]
    own = [t for t, span in told if "\n" not in doc.text[span.start_char : x.top.idx]]
    lead = [t for t, span in told if "\n" not in doc.text[: span.start_char].lstrip()]
    return own[-1] if own else lead[0] if lead else None


_NEW = re.compile(r"\b(?:now|new|instead|next|then)\b", re.IGNORECASE)


def _new_day(
    doc: Doc, x: Telling, quote: Span, times: Sequence[TimeExpression], published: dt.date
) -> TimeExpression | None:
    """Of what was moved, without its new date: the first day ahead that the rest of its sentence or the next one names as new
    ("The trial has been moved. It will now begin on July 13.")."""
    sent = x.top.sent
    after = doc[sent.end].sent if sent.end < len(doc) else None
    for start, end in ((quote.end, sent.end_char), (after.start_char, after.end_char) if after is not None else (0, 0)):
        for t in times:
            w = t.window
            if w is None or not start <= t.span.start < end or not w.earliest or w.earliest <= published or w.event:
                continue
            if _NEW.search(re.split("[;:]", doc.text[max(start, t.span.start - 60) : t.span.start])[-1]):
                return t
    return None


def _dates_the_past(span: SpacySpan) -> bool:
    g, k = span.root.head, 0
    while g.pos_ not in ("VERB", "AUX") and g.head.i != g.i and k < 6:
        g, k = g.head, k + 1
    return tense(g) == "past" and g.lemma_ not in ("say", "tell", "announce", "write")


def _way(t: Token, x: Telling) -> int | None:
    """Steps up the tree from a time to the event or its clause; None where another clause or event lies between."""
    k = 0
    own = {x.event.i, x.top.i} | {
        c.i for c in x.top.children if c.dep_ in ("obj", "nsubj", "nsubj:pass", "xcomp") and noun_type(c)
    }
    if x.outcome == "missed":
        own |= {a.i for a in x.event.ancestors} - {x.top.i}
    elif x.event.i == x.top.i:
        own |= {c.i for c in x.event.children if c.dep_ == "xcomp"}
    while t.i not in own:
        crossed = x.outcome in ("missed", "cancelled") and x.rules[0] not in DECLINED
        if x.outcome == "moved" and t.dep_.startswith("acl"):
            return None
        over = t.head.head if t.dep_ == "nmod" and t.head.dep_ == "obj" else t.head
        occasion = t.dep_ in ("obl", "nmod") and over.i in own and _on(t)
        if t.head.i == t.i or k > 12 or (t.pos_ == "VERB" and not crossed) or (noun_type(t) and not occasion):
            return None
        t, k = t.head, k + 1
    return k


def _on(t: Token) -> bool:
    """Whether a noun of an event is the occasion of another: "rejected it in a referendum on Sunday"."""
    return any(c.dep_ == "case" and c.lower_ in ("in", "at", "during", "by") for c in t.children)


def _suits(x: Telling, got: SpacySpan, doc: Doc) -> bool:
    """Which times may be the window: for moved the new date, for cancelled the date of the event itself."""
    before = doc[got.start - 1].lower_ if got.start > 0 else ""
    if x.outcome == "moved":
        return before in ("to", "until", "till", "for", "into")
    if x.outcome == "cancelled" and x.rules[0] not in DECLINED:
        at = got.root
        while at.head.i != at.i and at.i != x.event.i and at.i != x.top.i:
            at = at.head
        return at.i == x.event.i and x.event.i != x.top.i
    return True


def _day_itself(t: TimeExpression) -> Window:
    """The new date itself: "until June 12" is June 12, not all days up to it."""
    w, got = t.window, value_range(t.value)
    assert w is not None
    if got is None:
        return w
    first, last, grain = got
    return dataclasses.replace(w, earliest=first, latest=last, grain=grain, edtf=edtf(first, last, w.approximate))


def _turned(w: Window, t: TimeExpression, x: Telling, published: dt.date | None) -> Window:
    """The same weekday or month on the side of publication where the event must lie: behind it for what happened or did
    not, ahead for what was moved; as it is where the words name a year or give no such choice."""
    if published is None or w.earliest is None or w.latest is None or YEAR.search(w.words.words):
        return w
    if x.rules[0] == "outcome.noun":
        return w
    back = x.outcome in (*BACK, "missed") and w.earliest > published
    forth = x.outcome == "moved" and w.latest < published
    if not (back or forth):
        return w
    rule = t.rule
    if rule.startswith(("weekday", "day_part")):
        step = dt.timedelta(days=-7 if back else 7)
        first, last = w.earliest + step, w.latest + step
    elif rule.startswith("month") and (w.latest - w.earliest).days < 31:
        first = add_months(w.earliest, -12 if back else 12)
        whole = w.grain == "month"
        last = (
            add_months(first, 1) - dt.timedelta(days=1)
            if whole and w.earliest.day == 1
            else add_months(w.latest, -12 if back else 12)
        )
    else:
        return w
    return dataclasses.replace(w, earliest=first, latest=last, edtf=edtf(first, last, w.approximate))
