"""Reports that tell an event in passing, without a verb of its own: who was where ("was in Reykjavik on Wednesday"), what has
been so since a day ("has been in force since Monday"), and nouns with their day ("after an election on July 7").

Those need a date; "there was no strike" and "was not there" need none. Rules ``outcome.was-at``, ``outcome.since``,
``outcome.noun``, ``outcome.no-such``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from foresaid.core import TimeExpression
from foresaid.read.clauses import SUBJECTS, subject
from foresaid.read.cue_rules import negated
from foresaid.read.events import event_type
from foresaid.read.participants import KEPT, People
from foresaid.read.reports_find import Telling, event_noun, noun_type
from foresaid.read.reports_rules import words_of
from foresaid.read.reports_told import back, tense, told

BEHIND = frozenset(("after", "since", "following", "at", "during", "in", "from"))
"""Prepositions before the noun of an event whose day lies behind."""
SHORT = frozenset(("day", "week", "month", "minute", "hour"))
THERE = frozenset(("there", "present", "absent", "away"))


def quiet_tellings(
    sent: SpacySpan, taken: frozenset[int], people: People, times: Sequence[TimeExpression]
) -> Iterator[Telling]:
    """The tellings of a parsed sentence without a verb of the event; ``taken``: words of tellings already found."""
    seen = set(taken)
    for w in sent:
        x = _no_such(w) if w.lower_ == "there" and w.dep_ == "expl" else _not_there(w, people)
        if x is not None and x.event.i not in seen and x.top.i not in seen:
            seen |= {x.event.i, x.top.i}
            yield x
    for t, span in _times(sent, times):
        for x in (_since(t, span), _noun(span), _was_at(span, people)):
            if x is not None and x.event.i not in seen and x.top.i not in seen:
                seen |= {x.event.i, x.top.i}
                yield x


def _times(sent: SpacySpan, times: Sequence[TimeExpression]) -> Iterator[tuple[TimeExpression, SpacySpan]]:
    doc: Doc = sent.doc
    for t in times:
        w = t.window
        if w is None or w.earliest is None or t.type == "SET" or not sent.start_char <= t.span.start < sent.end_char:
            continue
        span = doc.char_span(t.span.start, t.span.end, alignment_mode="expand")
        if span is not None:
            yield t, span


def _since(t: TimeExpression, span: SpacySpan) -> Telling | None:
    """A state that holds since a day: it began then."""
    w = t.window
    if w is None or w.grain not in SHORT or w.event is not None or not since(span):
        return None
    head = span.root.head
    while head.dep_ in ("nmod", "obl", "advmod") and head.pos_ in ("NOUN", "PROPN", "NUM", "ADV") and not _clause(head):
        head = head.head
    if not _clause(head) or tense(head) not in ("present", "perfect") or negated(head) or not told(head):
        return None
    return Telling(
        event=head, top=head, outcome="happened", rules=("outcome.since",), type=event_type(head)[0], needs="date"
    )


def since(span: SpacySpan) -> bool:
    """Whether "since" stands before a time."""
    return span[0].lower_ == "since" or (span.start > 0 and span.doc[span.start - 1].lower_ == "since")


def _clause(t: Token) -> bool:
    return any(c.dep_ in SUBJECTS for c in t.children) and (
        t.pos_ in ("VERB", "AUX") or any(c.dep_ == "cop" for c in t.children)
    )


def _noun(span: SpacySpan) -> Telling | None:
    """The noun of an event with its own day under a clause that looks back: "after Friday's vote"."""
    n = span.root.head
    if not (event_noun(n) or n.lemma_.lower() in words_of("doing")) or span.root.dep_ not in (
        "nmod",
        "nmod:poss",
        "nmod:unmarked",
        "obl",
        "compound",
    ):
        return None
    case = {c.lower_ for c in n.children if c.dep_ == "case"}
    if not case & BEHIND or n.dep_ not in ("obl", "nmod", "advcl"):
        return None
    g, k = n.head, 0
    while g.pos_ not in ("VERB", "AUX") and not _clause(g) and g.head.i != g.i and k < 6:
        g, k = g.head, k + 1
    if not (back(g) and told(g)):
        return None
    return Telling(event=n, top=n, outcome="happened", rules=("outcome.noun",), type=noun_type(n), needs="date")


def _no_such(there: Token) -> Telling | None:
    """ "There was no strike"."""
    v = there.head
    n = next((c for c in v.children if c.dep_ in ("nsubj", "obj") and (event_noun(c) or _doing(c))), None)
    if n is None or not back(v) or not told(v):
        return None
    if not (negated(v) or any(c.dep_ == "det" and c.lower_ == "no" for c in n.children)):
        return None
    return Telling(
        event=n,
        top=v,
        outcome="did_not_happen",
        rules=("outcome.no-such", "outcome.not"),
        type=noun_type(n) or event_type(n)[0],
        needs="any",
    )


def _doing(n: Token) -> bool:
    """Whether a noun tells by its words that something is done: "no voting", "no resignation"."""
    return n.pos_ == "NOUN" and event_type(n)[0] not in ("OTHER", "ECONOMY", "HAZARD")


def _not_there(p: Token, people: People) -> Telling | None:
    """ "was not there", "was absent", of somebody named."""
    if p.lower_ not in THERE or not any(c.dep_ == "cop" for c in p.children) or not back(p) or not told(p):
        return None
    if negated(p) == (p.lower_ in ("absent", "away")) or not _somebody(subject(p), people):
        return None
    return Telling(
        event=p, top=p, outcome="did_not_happen", rules=("outcome.was-at", "outcome.not"), type="MEET", needs="named"
    )


def _somebody(s: Token | None, people: People) -> bool:
    m = people.at(s) if s is not None else None
    return m is not None and bool({a.kind for a in m.actors} & set(KEPT))


def _was_at(span: SpacySpan, people: People) -> Telling | None:
    """Who was, on a day, at a place or an event: "was in Reykjavik on Wednesday", "was not there on Monday"."""
    p = span.root.head
    if not any(c.dep_ == "cop" for c in p.children) or not back(p) or not told(p):
        return None
    s = subject(p)
    whole = s is not None and s.pos_ == "NOUN" and any(c.dep_ == "det" and c.lower_ == "the" for c in s.children)
    if not (_somebody(s, people) or (whole and event_noun(p))):
        return None
    led = {c.lower_ for c in p.children if c.dep_ == "case"} & {"in", "at", "to", "on"}
    where = people.at(p)
    place = where is not None and bool({a.kind for a in where.actors} & {"place", "state"})
    if not (p.lower_ in THERE or (led and (place or event_noun(p)))):
        return None
    no = negated(p) != (p.lower_ in ("absent", "away"))
    return Telling(
        event=p, top=p, outcome="did_not_happen" if no else "happened",
        rules=("outcome.was-at", "outcome.not") if no else ("outcome.was-at",), type="MEET", needs="date",
    )  # fmt: skip
