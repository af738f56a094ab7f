"""What is reported to have happened, or not, to have been cancelled or moved, and which forecasts failed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from foresaid.core import Attribution, Claim, Event, Mention, Participant, Span, TimeExpression, fingerprint
from foresaid.read.claims import Saying
from foresaid.read.clauses import quote_of, subject
from foresaid.read.events import plover_of
from foresaid.read.language import text_of
from foresaid.read.participants import PRONOUNS, People, participants
from foresaid.read.quotes import chain_for
from foresaid.read.quotes_chain import saying_kind
from foresaid.read.reports_denied import denied_tellings
from foresaid.read.reports_find import Telling, find_tellings
from foresaid.read.reports_general import general_tellings
from foresaid.read.reports_missed import find_missed
from foresaid.read.reports_quiet import quiet_tellings
from foresaid.read.reports_told import hedge
from foresaid.read.reports_windows import window_of

UNTOLD = frozenset(("deny", "ask", "order", "promise", "plan", "predict"))
"""Kinds of saying whose content is no report, whatever its tense."""
_OWN_TOP = frozenset(("outcome.fail", "outcome.unable", "outcome.able", "outcome.manage"))
"""Rules of an event under the verb that says whether it came about ("refused to sign"), which may be a saying, too."""
DASHES = frozenset(("--", "-", "–", "—"))
DATELINE = 16
"""Most words of a dateline."""
NEGATIVE = frozenset(("did_not_happen", "cancelled", "missed"))


def find_reports(
    doc: Doc,
    *,
    article: str,
    published: dt.date | None,
    times: Sequence[TimeExpression] = (),
    mentions: Sequence[Mention] = (),
    attributions: Sequence[Attribution] = (),
    general: bool = True,
) -> tuple[Claim, ...]:
    """The reports of a parsed Doc, in text order: claims with ``forward`` False, kind ``report`` and an ``outcome``.

    ``polarity`` is ``-`` where the event did not take place as foretold (did_not_happen, cancelled, missed). The window
    is the day the event is told for; for ``moved`` the new one, for ``cancelled`` and ``missed`` the one that came to
    nothing; None where the clause names none. ``general``: also what any verb tells (``reports_general``), and what is told
    without a verb of its own (``reports_quiet``). Offsets count characters of the Doc's text.
    """
    people = People(doc, mentions)
    saying = Saying(attributions)
    cues = {k for a in attributions for k in range(a.cue.start, a.cue.end)}
    out: list[Claim] = []
    before: SpacySpan | None = None
    for sent in doc.sents:
        first = next((t for t in sent if not t.is_space), None)
        if first is None or not first.dep_:
            before = None
            continue
        missed = find_missed(sent, before)
        wrong = {x.event.i for x in missed}
        found = [*missed, *(x for x in find_tellings(sent, people) if x.event.i not in wrong)]
        if general:
            taken = frozenset(i for x in found for i in (x.event.i, x.top.i))
            found += general_tellings(sent, taken, frozenset(t.i for t in sent if t.idx in cues))
            taken |= {i for x in found for i in (x.event.i, x.top.i)}
            found += quiet_tellings(sent, taken, people, times)
        found += denied_tellings(sent, frozenset(x.event.i for x in found if x.outcome != "happened"))
        found.sort(key=lambda x: x.event.i)
        events = [x.event.i for x in found]
        for x in found:
            claim = _report(doc, x, events, article, published, times, people, saying, attributions, general)
            if claim is not None:
                out.append(claim)
        before = sent
    return tuple(sorted(out, key=lambda c: (c.trigger.start, c.quote.start, c.quote.end)))


def _report(
    doc: Doc,
    x: Telling,
    events: Sequence[int],
    article: str,
    published: dt.date | None,
    times: Sequence[TimeExpression],
    people: People,
    saying: Saying,
    attributions: Sequence[Attribution],
    general: bool,
) -> Claim | None:
    failed = not _OWN_TOP.isdisjoint(x.rules)
    told = x.top if x.outcome in ("cancelled", "moved") or failed else x.event  # what is called off may be a plan
    said = saying.at(told.idx)
    if said in UNTOLD and x.outcome != "missed" and not failed and _governed(told, attributions):
        return None
    if x.rules == ("outcome.told",) and x.outcome == "happened" and _passing(x, times):
        return None
    quote = _quote(doc, x, events)
    window, time_rules = window_of(doc, x, quote, times, published)
    if window is None and time_rules:
        return None
    actor = _event_word(x)
    who = tuple(
        p
        for p in participants(actor, x.top if x.event.sent.start == x.top.sent.start else actor, people, ())
        if p.name.lower() not in PRONOUNS
    )
    named = any(p.id is not None or _name(doc, p, people) for p in who) or (general and _meant(x))
    if x.needs == "date" and window is None:
        return None
    if not (x.needs == "any" or (window is not None) or (named and x.needs == "named")):
        return None
    if x.needs == "any" and not (who or named) and window is None and x.outcome in ("happened", "did_not_happen"):
        return None
    type_ = x.type or "OTHER"
    if type_ == "OTHER" and x.outcome == "happened" and window is None and not named:
        return None
    sources = chain_for(attributions, quote, doc)
    certainty = "probable" if x.thought else hedge(x.top, said)
    trigger = _span(doc, x.event.i, x.event.i)
    rules = (*x.rules, *time_rules, *(["sources"] if sources else []))
    polarity = "-" if x.outcome in NEGATIVE else "+"
    body = {
        "article": article,
        "quote": [quote.start, quote.end],
        "trigger": trigger.start,
        "type": type_,
        "outcome": x.outcome,
        "window": [str(window.earliest), str(window.latest)] if window else None,
        "certainty": certainty,
        "polarity": polarity,
        "sources": [s.name for s in sources],
        "participants": [p.name for p in who],
    }
    return Claim(
        id=fingerprint(body),
        article=article,
        quote=quote,
        trigger=trigger,
        forward=False,
        kind="report",
        event=Event(type=type_, label=_label(x, who), plover=plover_of(type_, x.event)),
        participants=who,
        place=_place(x, people) or next((p for p in who if p.role in ("host", "place")), None),
        window=window,
        certainty=certainty,
        polarity=polarity,
        sources=sources,
        outcome=x.outcome,
        rules=rules,
    )


def _passing(x: Telling, times: Sequence[TimeExpression]) -> bool:
    """Whether what is told is only that a time came or went: "September has ended"."""
    s = subject(x.top)
    if s is None or any(c.dep_ == "nmod" for c in s.children):
        return False
    return any(t.span.start <= s.idx < t.span.end and not t.rule.startswith("event") for t in times)


def _governed(e: Token, attributions: Sequence[Attribution]) -> bool:
    """Whether the word of a saying whose content holds ``e`` stands before it or above it on the tree."""
    for a in attributions:
        holds = any(s.start <= e.idx < s.end for s in a.content) and saying_kind(a.rule) in UNTOLD
        if holds and (a.cue.end <= e.idx or any(a.cue.start <= t.idx < a.cue.end for t in e.ancestors)):
            return True
    return False


def _meant(x: Telling) -> bool:
    """Whether those who take part are known without a name: "they signed"; or a denial speaks of something definite."""
    s = subject(x.top)
    if s is None:
        return False
    if s.lower_ in ("he", "she", "they"):
        return True
    definite = any(c.dep_ in ("det", "nmod:poss") and c.lower_ not in ("a", "an", "any", "some") for c in s.children)
    several = s.tag_ in ("NNS", "NNPS") or any(c.dep_ == "nummod" for c in s.children)
    if x.outcome == "happened" and x.type not in ("", "OTHER") and s.pos_ in ("NOUN", "PROPN"):
        return definite or several
    return x.outcome == "did_not_happen" and s.pos_ in ("NOUN", "PROPN") and definite


def _event_word(x: Telling) -> Token:
    """The word whose grammar holds the participants: the event, or what an elliptical denial goes back to."""
    return x.event.doc[x.also[0]] if x.rules == ("outcome.not-so",) and x.event.i == x.top.i else x.event


def _quote(doc: Doc, x: Telling, events: Sequence[int]) -> Span:
    lo, hi = quote_of(x.event, x.top, events)
    lo, hi = min(lo, x.event.i), max(hi, x.event.i)
    inside = [i for i in x.also if doc[i].sent.start == x.event.sent.start]
    lo, hi = min([lo, *inside]), max([hi, *inside])
    return _span(doc, min(max(lo, _after_dateline(x.event.sent)), x.event.i), hi)


def _after_dateline(sent: SpacySpan) -> int:
    """The first token after a dateline at the start of a sentence ("OSAKA, June 29 (Agency) -- "), else the first."""
    words = [t for t in sent if not t.is_space]
    if words and words[0].is_upper and len(words[0]) > 2:
        for t in words[1:DATELINE]:
            if t.text in DASHES and t.i + 1 < sent.end:
                return int(t.i + 1)
    return int(sent.start)


def _span(doc: Doc, lo: int, hi: int) -> Span:
    return Span.of(text_of(doc), doc[lo].idx, doc[hi].idx + len(doc[hi]))


def _name(doc: Doc, p: Participant, people: People) -> bool:
    """Whether a participant is a name: a known mention, or a proper noun."""
    if p.span is None:
        return False
    got = doc.char_span(p.span.start, p.span.end, alignment_mode="expand")
    return got is not None and (
        any(t.i in people.by_token or (t.pos_ == "PROPN" and (t.ent_type_ or t.i > t.sent.start)) for t in got)
        or people.at(got.root) is not None
    )


def _place(x: Telling, people: People) -> Participant | None:
    """Where it took place: "in", "at" or "to" a place or state."""
    for c in _around(x):
        if c.dep_ not in ("obl", "nmod") or not any(
            g.lower_ in ("in", "at", "to", "into", "near") for g in c.children if g.dep_ == "case"
        ):
            continue
        m = people.at(c)
        if m is not None and m.actors and m.actors[0].kind in ("place", "state"):
            a = m.actors[0]
            return Participant(name=a.name, id=a.id if a.kind == "state" else a.state, role="place", span=m.span)
    return None


def _around(x: Telling) -> Iterator[Token]:
    yield from x.event.children
    if x.top.i != x.event.i:
        yield from x.top.children
    for c in x.top.children:
        if c.dep_ in ("obj", "nsubj:pass"):
            yield from c.children


def _label(x: Telling, who: Sequence[Participant]) -> str:
    obj = next((c for c in x.event.children if c.dep_ in ("obj", "obl")), None)
    agent = who[0].name if who else ""
    return " ".join(w for w in (agent, x.event.lemma_, obj.text if obj is not None else "") if w)
