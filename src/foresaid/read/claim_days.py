"""The days of a claim's window: counted from the day of its statement, moved by a week, pointed to without being named."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from foresaid.core import Attribution, Span, TimeExpression, Window
from foresaid.read.candidates import Candidate
from foresaid.read.language import text_of
from foresaid.read.times.calendar import add_months, edtf

WEEK = dt.timedelta(days=7)
REACH = 10
"""How many days before publication a statement may lie that a window is counted from."""
_BARE = re.compile(r"(?:early |late )?[A-Z][a-z]+(?: (?:morning|afternoon|evening|night))?")
_COUNTED = re.compile(
    r"(?:in the (?:next|coming)|(?:the |\[?w\]?ithin the )?next|by|before|until|till|to|within|for|over|no later than|take)\b",
    re.IGNORECASE,
)
_LENGTHS = ("in", "within", "for", "over", "take", "the", "next")
_SUPERSEDED = re.compile(r"\b(?:originally|initially|first|previously|earlier)\b(?:\W+\w+){0,2}\W*$", re.IGNORECASE)
_ARRANGED = re.compile(r"\b(?:planned|scheduled|meant|set|due|slated|expected|supposed|to)\b", re.IGNORECASE)


def settled(
    t: TimeExpression, doc: Doc, c: Candidate, quote: Span, times: Sequence[TimeExpression], published: dt.date | None,
    attributions: Sequence[Attribution] = (),
) -> Window | None:  # fmt: skip
    """The window that a time gives to this event: weekdays ahead or given up, lengths counted from the day of the
    statement, "today" of a quotation said on another day."""
    w = _given_up(t, _ahead(doc, t, c, published), quote, published)
    return _from_saying(doc, c, t, w, quote, times, published, attributions)


def _ahead(doc: Doc, t: TimeExpression, c: Candidate, published: dt.date | None) -> Window | None:
    """The window; a bare weekday of an event foretold that would lie four days back or more (one, after "could") is next
    week's: news is not told that late, and what could happen has not. So is that of an event that has been moved ("has moved
    Saturday's game"). A month or day of the year without its year that lies behind is next year's."""
    w = t.window
    if w is None or w.latest is None or published is None:
        return w
    if (
        w.latest < published
        and not t.rule.startswith("quarter_")
        and t.rule.startswith(_YEARLY)
        and not _YEAR.search(t.span.words)
    ):
        later = _next_year(w)
        open_ = any(q.rule in _OPEN for q in c.cues) or _nearer_ahead(later, w.latest, published, doc, t, c)
        return later if open_ else w
    if t.rule != "weekday" or not _BARE.fullmatch(t.span.words):
        return w
    back = (published - w.latest).days
    open_ = any(q.rule in _OPEN[:4] for q in c.cues) or _of_moved(doc, t)
    if back < (1 if open_ else 4) or back > 7:
        return w
    first = published if w.earliest is None else w.earliest + WEEK
    return _moved(w, first, w.latest + WEEK)


_OPEN = ("cue.could", "cue.may", "cue.might", "cue.will", "cue.is-to", "cue.would")
"""Cues of what is still open where they are written: no month behind is meant, but that of next year."""
_YEARLY = ("month", "day_month", "quarter", "holiday", "season", "portion_of")
_YEAR = re.compile(r"\b(?:\d{4}|last|past|previous|that|this)\b")


def _nearer_ahead(later: Window, last: dt.date, published: dt.date, doc: Doc, t: TimeExpression, c: Candidate) -> bool:
    """Whether the time of a year on is nearer than the one behind, and nothing says that the plan is given up: in October
    somebody "expects a vote in March"."""
    if later.earliest is None or (later.earliest - published) >= (published - last):
        return False
    before = doc.text[max(doc[c.event].sent.start_char, t.span.start - 60) : t.span.start]
    return not re.search(r"\b(?:had|was|were|been|last|ago)\b", before)


def _next_year(w: Window) -> Window:
    """The window a year later; a month stays a whole month."""
    first = None if w.earliest is None else add_months(w.earliest, 12)
    assert w.latest is not None
    last = add_months(w.latest, 12)
    if w.grain in ("month", "quarter") and (w.latest + dt.timedelta(days=1)).day == 1:
        last = add_months(w.latest + dt.timedelta(days=1), 12) - dt.timedelta(days=1)
    return _moved(w, first, last)


MOVING = frozenset(("postpone", "delay", "extend", "move", "cancel", "reschedule", "put", "push", "bring", "adjourn"))


def _of_moved(doc: Doc, t: TimeExpression) -> bool:
    """Whether the time belongs to the object of "has moved", "have cancelled"."""
    span = doc.char_span(t.span.start, t.span.end, alignment_mode="expand")
    if span is None or not span.root.dep_.startswith(("nmod", "compound")):
        return False
    what = span.root.head
    return (
        what.dep_ in ("obj", "nsubj:pass")
        and what.head.lemma_ in MOVING
        and any(x.dep_ == "aux" and x.lower_ in ("has", "have") for x in what.head.children)
    )


def _given_up(t: TimeExpression, w: Window | None, quote: Span, published: dt.date | None) -> Window | None:
    """The weekday behind, of a plan that another has followed: "first meant to be lifted on Sunday, it was extended"."""
    if w is None or published is None or t.rule != "weekday" or not _BARE.fullmatch(t.span.words):
        return w
    if w.earliest is None or w.latest is None or not 0 < (w.earliest - published).days <= 7:
        return w
    before = quote.words[: max(0, t.span.start - quote.start)]
    plan = list(_ARRANGED.finditer(before))
    if not any(_SUPERSEDED.search(before[: m.start()]) for m in plan):
        return w
    return _moved(w, w.earliest - WEEK, w.latest - WEEK)


def _moved(w: Window, first: dt.date | None, last: dt.date | None) -> Window:
    return dataclasses.replace(w, earliest=first, latest=last, edtf=edtf(first, last, w.approximate))


def _from_saying(
    doc: Doc, c: Candidate, t: TimeExpression, w: Window | None, quote: Span, times: Sequence[TimeExpression],
    published: dt.date | None, attributions: Sequence[Attribution],
) -> Window | None:  # fmt: skip
    """The window counted from the day of the statement where its sentence dates it ("said on Tuesday it would leave within
    ten days"), or its paragraph does ("On Tuesday he spoke: 'We leave tomorrow.'")."""
    if w is None or published is None or w.earliest is None or w.latest is None:
        return w
    near = t.rule == "day_word" and 0 <= (w.earliest - published).days <= 1
    counted = w.earliest == published and bool(_COUNTED.match(w.words.words))
    if not near and not counted:
        return w
    said = _day_of_saying(doc, quote, times, published, attributions)
    if said is None and counted:
        said = _day_of_telling(doc, c, times, published)
    if said is None and _quoted(text_of(doc), t.span.start) and (near or w.words.words.split()[0].lower() in _LENGTHS):
        said = _day_told(doc, t.span.start, times, published)
    elif near and said is not None and not _quoted(text_of(doc), t.span.start):
        return w
    if said is None:
        return w
    back = published - said
    if near:
        return dataclasses.replace(_moved(w, w.earliest - back, w.latest - back), anchor="said")
    length = w.words.words.split()[0].lower().strip("[]") in _LENGTHS
    return dataclasses.replace(_moved(w, said, w.latest - back if length else w.latest), anchor="said")


def _days_behind(times: Sequence[TimeExpression], published: dt.date) -> Iterator[tuple[TimeExpression, dt.date]]:
    for t in times:
        w = t.window
        if w is None or w.earliest is None or w.earliest != w.latest or t.rule == "holiday":
            continue
        if 0 < (published - w.earliest).days <= REACH:
            yield t, w.earliest


def _day_of_saying(
    doc: Doc, quote: Span, times: Sequence[TimeExpression], published: dt.date, attributions: Sequence[Attribution]
) -> dt.date | None:
    """The day that dates the statement in which the quote lies: it hangs on the verb of saying or follows it closely."""
    said = None
    for a in attributions:
        if not any(s.start < quote.end and quote.start < s.end for s in a.content):
            continue
        for t, day in _days_behind(times, published):
            span = doc.char_span(t.span.start, t.span.end, alignment_mode="expand")
            if span is not None and (a.cue.start <= span.root.head.idx < a.cue.end or _follows(doc, a, span)):
                said = day
    return said


def _day_of_telling(doc: Doc, c: Candidate, times: Sequence[TimeExpression], published: dt.date) -> dt.date | None:
    """The day behind that hangs on a past verb over the event, or on the event told itself: "On Thursday the mayor extended
    the lockdown to May 1"."""
    e = doc[c.event]
    over = {e.i, *(x.i for x in e.ancestors)}
    sent = e.sent
    for t, day in _days_behind(times, published):
        if sent.start_char <= t.span.start < sent.end_char:
            span = doc.char_span(t.span.start, t.span.end, alignment_mode="expand")
            verb = _verb_above(span.root) if span is not None else e
            if verb.tag_ == "VBD" and verb.i in over:
                return day
    return None


def _follows(doc: Doc, a: Attribution, span: SpacySpan) -> bool:
    """Whether the day stands within a few words after the verb of saying, or hangs on what that verb hangs on."""
    cue = doc.char_span(a.cue.start, a.cue.end, alignment_mode="expand")
    if cue is None:
        return False
    if cue.root.dep_ in ("acl", "advcl") and cue.root.tag_ == "VBG" and span.root.head.i == _verb_above(cue.root).i:
        return True
    between = doc[cue.end : span.start] if cue.end <= span.start else None
    return between is not None and len(between) <= 6 and not any(_breaks(x) for x in between)


def _breaks(t: Token) -> bool:
    return t.pos_ in ("VERB", "AUX", "PUNCT", "SCONJ", "PRON")


def _verb_above(t: Token) -> Token:
    up = t.head
    while up.pos_ not in ("VERB", "AUX") and up.head.i != up.i:
        up = up.head
    return up


_MARKS = re.compile('["“”]')


def _quoted(text: str, at: int) -> bool:
    """Whether the place lies within quotation marks, counted from the beginning of its paragraph."""
    marks = _MARKS.findall(text[text.rfind("\n", 0, at) + 1 : at])
    return bool(marks) and (marks[-1] == "“" or (marks[-1] == '"' and marks.count('"') % 2 == 1))


def _day_told(doc: Doc, at: int, times: Sequence[TimeExpression], published: dt.date) -> dt.date | None:
    """The last day behind that the paragraph, outside quotations, tells of before this place; of a paragraph that opens with
    the quotation, the one before it."""
    text = text_of(doc)
    start = text.rfind("\n", 0, at) + 1
    if text[start:at].lstrip()[:1] in ('"', "“"):
        end = len(text[:start].rstrip())
        start, at = text.rfind("\n", 0, end) + 1, end
    told = [
        d for t, d in _days_behind(times, published) if start <= t.span.start < at and not _quoted(text, t.span.start)
    ]
    return told[-1] if told else None


_HEARERS = frozenset(
    ("reporters", "journalists", "newsmen", "lawmakers", "parliament", "viewers", "supporters", "press")
)
_SAYING = frozenset(("say", "tell", "announce", "report", "state", "confirm", "warn", "declare", "indicate", "write"))


def of_saying(
    doc: Doc, t: TimeExpression, span: SpacySpan, published: dt.date | None, attributions: Sequence[Attribution]
) -> bool:
    """Whether the time dates the statement: right after the verb, and not ahead ("said on Monday the virus would ..."); a bare
    weekday after a past verb of saying is behind, wherever the tree hangs it ("said on Friday he may declare ...")."""
    w = t.window
    if w is None or w.latest is None or published is None or w.earliest != w.latest:
        return False
    if span.root.dep_.startswith("nsubj") or not re.match(
        r"(?:on |late |early )?(?:on )?" + re.escape(t.span.words), w.words.words
    ):
        return False
    k = span.start - 1
    while k > 0 and doc[k].idx >= w.words.start:
        k -= 1
    if k > 0 and doc[k].lower_ in _HEARERS:
        k -= 1
        if doc[k].pos_ == "DET":
            k -= 1
    verb = doc[max(k, 0)]
    if w.latest > published and not (
        t.rule == "weekday" and _BARE.fullmatch(t.span.words) and verb.tag_ == "VBD" and verb.lemma_ in _SAYING
    ):
        return False
    return verb.pos_ == "VERB" and (
        verb.lemma_ in _SAYING or any(a.cue.start <= verb.idx < a.cue.end for a in attributions)
    )


POINTERS = re.compile(
    r"\b(?:then|that (?:day|time|date)|(?:(?<=before )|(?<=after ))that(?=\W*$)|"
    r"(?:at|from) which (?:point|time|date)|the same day|be (?:there|present))\b"
)
_FRONT = re.compile(
    r"\W*(?:(?:and|but) )?(?:on (?:those|both|all three|the two|the three) days|(?:by|until|before|after) (?:then|that)"
    r"|that (?:day|same day)"
    r"|on that (?:day|date)|then),? ?$",
    re.IGNORECASE,
)
"""A pointer that opens the sentence, before the quote."""
SEVERAL = re.compile(r"\b(?:those|these|both|all three|the two|the three) (?:days|dates)\b", re.IGNORECASE)
""" "on those days": all the days that the last sentence with days names."""
_DAYS = frozenset(("day", "date", "night", "morning", "moment", "week", "month"))


def pointed_at(
    doc: Doc, c: Candidate, quote: Span, times: Sequence[TimeExpression], published: dt.date | None = None
) -> TimeExpression | None:
    """The time that a clause points to without naming it: "March 3, when both parties vote"; "They will vote then";
    "by noon, at which point they begin"; "October 14, the same day that they vote"."""
    e, top = doc[c.event], doc[c.top]
    text = text_of(doc)
    known = [x for x in times if x.window is not None and (x.window.earliest or x.window.latest)]
    for t in (top, e):
        when = next((x for x in t.children if x.lower_ == "when" and x.i < t.i), None)
        if when is not None and t.dep_ in ("acl:relcl", "advcl", "acl"):
            near = [x for x in times if x.window is not None and x.span.end <= when.idx and when.idx - x.span.end <= 3]
            return near[-1] if near else None
    day = top.head
    if top.dep_ in ("acl:relcl", "acl") and day.lower_ in _DAYS and day.i < top.i:
        named = [x for x in known if x.span.start <= day.idx < x.span.end]
        if not named and day.dep_ == "appos":
            named = [x for x in known if 0 <= day.left_edge.idx - x.span.end <= 3]
        return named[-1] if named else None
    sent = e.sent
    for x in known:
        inside = sent.start_char <= x.span.start and x.span.end <= quote.start
        if inside and re.match(r" (?:was|is) when\b", text[x.span.end : quote.start]):
            return x
    front = text[max(sent.start_char, quote.start - 24) : quote.start]
    lead = re.search(r"\b(?:at|from) which (?:point|time|date) $", text[max(0, quote.start - 20) : quote.start]) or (
        _FRONT.match(front) if quote.start - sent.start_char < 24 else None
    )
    low = (lead.group().lower() if lead else "") + quote.words.lower()
    if SEVERAL.search(low):
        return _all_days(doc, quote, known, published)
    pointer = POINTERS.search(low)
    if pointer is None and lead is not None:
        pointer = re.search(r"\b(?:before|after) that\b", low)
    if pointer:
        before = [
            x for x in known
            if x.window is not None and x.window.earliest is not None and x.type in ("DATE", "TIME")
            and x.span.end <= quote.start and "\n" not in text[x.span.end : quote.start]
        ]  # fmt: skip
        ahead = [x for x in before if published and x.window and x.window.earliest and x.window.earliest >= published]
        if pointer.group().startswith("be "):
            before = ahead
        elif (
            ahead
            and pointer.group() == "then"
            and before[-1] not in ahead
            and _same_sentence(doc, ahead[-1], before[-1])
        ):
            before = ahead  # "shut from June 15, it was decided on Wednesday. Flights will then ..."
        return _beside(before[-1], low[: pointer.end()], published) if before else None
    return None


def _same_sentence(doc: Doc, a: TimeExpression, b: TimeExpression) -> bool:
    x, y = (doc.char_span(t.span.start, t.span.end, alignment_mode="expand") for t in (a, b))
    return x is not None and y is not None and x[0].sent.start == y[0].sent.start


def _all_days(
    doc: Doc, quote: Span, known: Sequence[TimeExpression], published: dt.date | None
) -> TimeExpression | None:
    """The days of the last sentence before the quote that names a day still to come, as one time."""
    days = [
        x for x in known
        if x.window and x.window.grain == "day" and x.window.earliest and x.span.end <= quote.start
        and (published is None or x.window.earliest >= published)
    ]  # fmt: skip
    if not days:
        return None
    group = [x for x in days if _same_sentence(doc, x, days[-1])]
    ends = [(x.window.earliest, x.window.latest or x.window.earliest) for x in group if x.window and x.window.earliest]
    first, last = min(a for a, _ in ends), max(b for _, b in ends if b)
    assert group[-1].window is not None
    return dataclasses.replace(group[-1], window=_moved(group[-1].window, first, last))


def _beside(t: TimeExpression, words: str, published: dt.date | None) -> TimeExpression:
    """The time that is pointed to, or what lies before or after it: "not before that day", "by then", "after that"; of "by
    noon, at which point" noon."""
    w = t.window
    led = re.search(r"\b(before|by|after|at) (?:then|that(?: (?:day|time|date))?|which \w+)$", words)
    if w is None or published is None or led is None or w.earliest is None or w.latest is None or w.latest < published:
        return t
    day = dt.timedelta(days=1)
    ends = {
        "before": (published, w.earliest - day if w.earliest > published else w.latest),
        "by": (published, w.latest),
        "after": (w.latest + day, None),
        "at": (w.latest if w.words.words[:3].lower() == "by " else w.earliest, w.latest),
    }[led[1]]
    return dataclasses.replace(t, window=_moved(w, *ends))
