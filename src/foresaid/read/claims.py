"""Candidates, times, names and attributions → claims: who says that what will happen, when, how surely."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

from spacy.tokens import Doc, Token

from foresaid.core import (
    Attribution,
    Claim,
    Event,
    Mention,
    Participant,
    Source,
    Span,
    TimeExpression,
    fingerprint,
)
from foresaid.read.candidate_signs import signs, subject_kind
from foresaid.read.candidates import Candidate, candidates, features
from foresaid.read.claim_windows import window_of
from foresaid.read.claims_model import load_model, probability
from foresaid.read.clauses import CUT_MARKS, LINKS, SUBJECTS, possible_by, subject
from foresaid.read.cue_rules import flip, negated
from foresaid.read.event_types import type_features
from foresaid.read.events import event_type, plover_of
from foresaid.read.language import text_of
from foresaid.read.participants import People, participants
from foresaid.read.principals import principal_candidates
from foresaid.read.principals_choice import chosen
from foresaid.read.quote_edges import edged
from foresaid.read.quotes import chain_for, saying_kind
from foresaid.read.slots import best_class, leaning, slot_features

LISTED = re.compile(r"\s*(?:,|and|or|, and|and to|then to)\s*(?:to\s*)?")
"""What stands between the members of a list."""
CERTAINTY = ("certain", "probable", "possible")


OPEN_FRAMES = ("inf", "objinf", "raise", "ing", "small", "obj", "addressee")
"""Attributions whose content lacks its subject ("plans to close"): the quote begins before them."""


def find_candidates(
    doc: Doc, times: Sequence[TimeExpression], published: dt.date | None, attributions: Sequence[Attribution] = ()
) -> list[tuple[Candidate, dict[str, float]]]:
    """Every candidate of the parsed sentences of ``doc`` with its features, in text order."""
    out = []
    saying = Saying(attributions)
    in_order = sorted(times, key=lambda t: t.span.start)
    starts = [t.span.start for t in in_order]
    for sent in doc.sents:
        first = next((t for t in sent if not t.is_space), None)
        if first is None or not first.dep_:
            continue
        here = in_order[bisect_left(starts, sent.start_char) : bisect_left(starts, sent.end_char)]
        found = candidates(sent, here, published)
        for c in found:
            c.said = saying.at(doc[c.event].idx)
            c.lo, c.hi = _without_saying(doc, c, saying)
            c.lo, c.hi = edged(doc, c, here, published)
            f = features(doc, c, here, found, published)
            f.update(signs(doc, c))
            out.append((c, f))
    return out


def _without_saying(doc: Doc, c: Candidate, saying: Saying) -> tuple[int, int]:
    """The quote's tokens cut to what is said: "…, officials said" and "said that" are no part of it."""
    inside = saying.content(doc[c.event].idx)
    if inside is None:
        return c.lo, c.hi
    lo, hi = c.lo, c.hi
    while lo < c.event and doc[lo].idx < inside[0]:
        lo += 1
    while hi > c.event and doc[hi].idx >= inside[1]:
        hi -= 1
    while hi > c.event and (doc[hi].is_punct and doc[hi].text not in (")", "%")):
        hi -= 1
    while lo < c.event and (doc[lo].text in LINKS or doc[lo].is_space):
        lo += 1
    return lo, hi


class Saying:
    """Which kind of saying (say, announce, predict, promise, ...) holds at a character of the text."""

    def __init__(self, attributions: Sequence[Attribution]) -> None:
        self.runs = sorted(
            (s.end - s.start, s.start, s.end, saying_kind(a.rule), a.rule.rsplit("/", 1)[-1])
            for a in attributions for s in a.content
        )  # fmt: skip

    def at(self, char: int) -> str:
        """The kind of the innermost attribution whose content holds ``char``; "none" outside of all."""
        return next((kind for _, a, b, kind, _ in self.runs if a <= char < b), "none")

    def content(self, char: int) -> tuple[int, int] | None:
        """Start and end of the innermost clause or quotation that holds ``char``: what is said, without who says it."""
        return next(((a, b) for _, a, b, _, frame in self.runs if a <= char < b and frame not in OPEN_FRAMES), None)


def find_claims(
    doc: Doc, *, article: str, published: dt.date | None, times: Sequence[TimeExpression] = (),
    mentions: Sequence[Mention] = (), attributions: Sequence[Attribution] = (), model: dict[str, Any] | None = None,
) -> tuple[Claim, ...]:  # fmt: skip
    """The forward claims of a parsed Doc, in text order; offsets count characters of the Doc's text.

    ``model`` is the claims model, the packaged one where None.
    """
    model = model or load_model()
    people = People(doc, mentions)
    kept: list[Candidate] = []
    for c, f in find_candidates(doc, times, published, attributions):
        c.score = probability(model, f) if model else _by_rule(f)
        if c.listed or c.score >= (model["threshold"] if model else 0.5):
            kept.append(c)
    claims: list[Claim] = []
    for c in _distinct(doc, kept):
        claims += _spread(_claim(doc, c, article, published, times, people, attributions, model), doc, c, people)
    once = [c for c in claims if not any(_day_told(c, o) for o in claims)]
    return tuple(sorted(once, key=lambda c: (c.quote.start, c.quote.end, c.trigger.start)))


def _day_told(noun: Claim, whole: Claim) -> bool:
    """Whether a noun with a day but no cue only repeats the claim around it ("will travel to a summit this month")."""
    return (
        noun is not whole
        and not any(r.startswith("cue.") for r in noun.rules)
        and whole.quote.contains(noun.quote)
        and noun.window == whole.window
    )


def _by_rule(f: dict[str, float]) -> float:
    """Without a trained model: a cue makes a claim unless it stands in an if-clause or is a counterfactual."""
    return 0.0 if f.get("in.if") or f.get("perfect") or f.get("mark.if") or f.get("cues.0") else 0.6


def _distinct(doc: Doc, kept: list[Candidate]) -> list[Candidate]:
    """One candidate an event: of two with (nearly) the same quote and trigger the better scored stays."""
    out: list[Candidate] = []
    for c in sorted(kept, key=lambda c: (-c.score, c.event)):
        if not any(same_statement(doc, c, o) for o in out):
            out.append(c)
    return out


def same_statement(doc: Doc, a: Candidate, b: Candidate) -> bool:
    """Whether two candidates state one event: (nearly) one quote, and one word stands above the other on the tree."""
    shared = min(a.hi, b.hi) - max(a.lo, b.lo) + 1
    whole = max(a.hi, b.hi) - min(a.lo, b.lo) + 1
    if shared <= 0 or shared / whole < 0.75:
        return False
    x, y = doc[a.event], doc[b.event]
    return y.head.i == x.i or x.head.i == y.i or x.i in {t.i for t in y.ancestors} or y.i in {t.i for t in x.ancestors}


def _span(doc: Doc, lo: int, hi: int) -> Span:
    return Span.of(text_of(doc), doc[lo].idx, doc[hi].idx + len(doc[hi]))


def _claim(
    doc: Doc, c: Candidate, article: str, published: dt.date | None, times: Sequence[TimeExpression], people: People,
    attributions: Sequence[Attribution], model: dict[str, Any] | None,
) -> Claim:  # fmt: skip
    quote = _span(doc, c.lo, c.hi)
    e, top = doc[c.event], doc[c.top]
    sources = chain_for(attributions, quote, doc)
    window, time_rules = window_of(doc, c, quote, times, published, attributions)
    held = slot_features(doc, c, sources, people)
    certainty, polarity = certainty_of(doc, c, attributions, quote, leaning(held))
    kind = best_class("kind", held) or _kind(c, sources)
    type_ = best_class("type", type_features(doc, c)) or event_type(e)[0]
    who = _principals(doc, c, quote, people, sources, kind)
    trigger = _span(doc, e.i, e.i)
    rules = tuple(dict.fromkeys([*(q.rule for q in c.cues), *time_rules, *(["sources"] if sources else [])]))
    body = {
        "article": article, "quote": [quote.start, quote.end], "trigger": trigger.start, "type": type_,
        "window": [str(window.earliest), str(window.latest)] if window else None, "certainty": certainty, "polarity": polarity,
        "sources": [s.name for s in sources], "participants": [p.name for p in who],
    }  # fmt: skip
    return Claim(
        id=fingerprint(body), article=article, quote=quote, trigger=trigger, forward=True, kind=kind,
        event=Event(type=type_, label=_label(e, who), plover=plover_of(type_, e)), participants=who,
        place=next((p for p in who if p.role in ("host", "place")), None), window=window, certainty=certainty, polarity=polarity,
        sources=sources, said_on=None, condition=_adjunct(doc, top, ("if", "unless", "provided")),
        because=_adjunct(doc, top, ("because", "since", "given")), rules=rules,
    )  # fmt: skip


def _principals(
    doc: Doc, c: Candidate, quote: Span, people: People, sources: Sequence[Source], kind: str
) -> tuple[Participant, ...]:
    """Who takes part: chosen by the principals model where there is one, by rule otherwise. Roles come from the rules."""
    e, top = doc[c.event], doc[c.top]
    by_rule = participants(e, top, people, sources)
    model = load_model("principals")
    if model is None:
        return by_rule
    span = doc.char_span(quote.start, quote.end, alignment_mode="expand")
    edges = (c.lo, c.hi) if span is None else (span.start, span.end - 1)
    found = principal_candidates(e, top, edges, people, sources, event_type(e)[0], kind)
    ranked = sorted(((probability(model, p.features), p) for p in found), key=lambda x: (-x[0], x[1].key))
    roles = {(p.id or p.name.lower()): p.role for p in by_rule}
    picked = chosen(ranked, model["sizes"])
    return tuple(dataclasses.replace(p, role=roles.get(p.id or p.name.lower(), p.role)) for p in picked)


def _spread(claim: Claim, doc: Doc, c: Candidate, people: People) -> list[Claim]:
    """A list of states visited gives one claim each ("to visit both South and North Korea")."""
    if claim.event.plover != "CONSULT-visit" and doc[c.event].lemma_ not in ("pay", "visit", "travel"):
        return [claim]
    text = text_of(doc)
    named = [
        m
        for m in people.mentions
        if claim.quote.contains(m.span) and m.span.start > doc[c.event].idx and m.how != "demonym"
    ]
    states = [m for m in named if len(m.actors) == 1 and m.actors[0].kind == "state"]
    visited: list[Participant] = []
    for a, b in itertools.pairwise(states):
        if LISTED.fullmatch(text[a.span.end : b.span.start]):
            visited += [Participant(name=m.actors[0].name, id=m.actors[0].id, role="host", span=m.span) for m in (a, b)]
    visited = list(dict.fromkeys(visited))
    codes = {p.id for p in visited}
    others = tuple(p for p in claim.participants if p.id not in codes)
    if len(visited) < 2 or not others:
        return [claim]
    return [
        dataclasses.replace(
            claim, id=fingerprint([claim.id, p.id]), participants=(*others, p), place=p if claim.place else None
        )
        for p in visited
    ]


def certainty_of(
    doc: Doc, c: Candidate, attributions: Sequence[Attribution], quote: Span, plan: float = 0.0
) -> tuple[str, str]:
    """FactBank's degree and the polarity. The least sure cue decides ("will likely": probable); "would" after a verb of
    saying in the past is a reported "will" (certain), else somebody's expectation (probable). ``plan``: how much likelier the
    claim is a plan than a forecast, in log-odds (what is surely arranged will be)."""
    polarity = "+"
    degrees = []
    for q in c.cues:
        degree = q.certainty
        if q.rule == "cue.would" and (plan > ARRANGED or _reported(doc, c)):
            degree = "certain"
        if q.rule == "cue.will" and doc[c.top].dep_ == "ccomp" and doc[c.top].head.lemma_ in EXPECTING:
            degree = "probable"
        degrees.append(CERTAINTY.index(degree))
        if q.family != "modal" and any((by := possible_by(doc[i])) and not negated(by) for i in q.words):
            degrees.append(CERTAINTY.index("possible"))
        if q.polarity == "-":
            polarity = "-"
    if not c.cues and negated(doc[c.event]):
        polarity = flip("+", True)
    e = doc[c.event]
    if polarity == "+" and (_none_does(e, doc[c.top]) or _calls_off(e) or _comes_to_nothing(e) or _plan_dropped(e)):
        polarity = "-"
    elif polarity == "-" and _not_until(doc, c):
        polarity = "+"
    top = doc[c.top]
    if polarity == "+" and _not_thought(doc, c):
        polarity = "-"
        degrees.append(CERTAINTY.index("probable"))
    if not c.cues and c.said == "predict":
        degrees.append(CERTAINTY.index("probable"))
    if top.dep_ in ("ccomp", "csubj", "csubj:pass", "advcl") and top.head.lemma_.lower() in DOUBTING:
        polarity = flip(polarity, True)
        degrees.append(CERTAINTY.index("probable"))
    if doc[c.event].lemma_ in ("consider", "mull", "contemplate"):
        degrees.append(CERTAINTY.index("possible"))
    certainty = CERTAINTY[max(degrees)] if degrees else "certain"
    return certainty, polarity


def _calls_off(e: Token) -> bool:
    """ "Classes would be cancelled": what is foretold is that the classes do not take place."""
    return e.lemma_ in ("cancel", "scrap") or (e.lemma_ == "call" and any(x.lower_ == "off" for x in e.children))


def _comes_to_nothing(e: Token) -> bool:
    """ "It will fail", "is impossible", "will be refused", "will turn him down", "will stay away", "will carry no crew",
    "will leave it unchanged"."""
    words = {x.lower_ for x in e.children}
    if any(x.dep_ == "obj" and any(g.lower_ == "no" and g.dep_ == "det" for g in x.children) for x in e.children):
        return True
    passive = any(x.dep_ in ("aux:pass", "nsubj:pass") for x in e.children)
    return (
        e.lemma_ in ("fail", "impossible")
        or (e.lemma_ in ("leave", "keep", "hold") and bool(words & {"unchanged", "untouched", "steady"}))
        or (e.lemma_ == "turn" and "down" in words)
        or (e.lemma_ in ("stay", "keep") and "away" in words)
        or (e.lemma_ == "refuse" and passive)
        or (e.lower_ == "no" and "a" in words)
    )


def _plan_dropped(e: Token) -> bool:
    """ "Dropped its plan to close the port": the port stays open."""
    for n in (e, e.head, *(x for x in e.head.children if x.i < e.i)):
        if n.lemma_ in PLANS and n.dep_ in ("obj", "nsubj:pass") and n.head.lemma_ in DROPPING:
            return not negated(n.head)
    return False


PLANS = frozenset(("plan", "bid", "attempt", "idea", "intention"))
DROPPING = frozenset(("drop", "abandon", "scrap", "shelve", "ditch", "cancel"))


def _not_until(doc: Doc, c: Candidate) -> bool:
    """ "will not be counted until April 13" says that they will be counted then (guidelines, "not until")."""
    return negated(doc[c.event]) and any(t.lower_ == "until" for t in doc[c.event + 1 : c.hi + 1])


def _none_does(e: Token, top: Token) -> bool:
    """ "No staff would be sent", "there will be no debate", "nobody will come"."""
    for t in (e, top):
        for x in t.children:
            if x.dep_ in SUBJECTS and (
                x.lower_ in ("nobody", "none", "nothing", "neither")
                or any(g.lower_ == "no" and g.dep_ == "det" for g in x.children)
            ):
                return True
    return False


ARRANGED = 1.5
"""Log-odds of a plan above which a "would" is a reported "will" whoever says it: by cross-validation 87.3 % of 237 are right,
84.0 % without. Below which it were an expectation, no bound helped."""
EXPECTING = frozenset(["expect", "fear", "anticipate", "hope", "believe", "reckon", "suspect", "doubt", "afraid"])
"""Verbs that make a "will" below them somebody's expectation (guidelines: "I fear" is probable)."""
DOUBTING = frozenset(["doubt", "unlikely", "improbable", "doubtful"])
"""Words that turn what stands below them: "it is unlikely that the EU would pay"."""


def _not_thought(doc: Doc, c: Candidate) -> bool:
    """ "I don't think that it will change", "few expect it to": the doubt is about what is foretold."""
    top = doc[c.top]
    above = [top.head] if top.dep_ in ("ccomp", "xcomp") and top.head.lemma_ in THINKING else []
    cues = [
        doc[q.words[0]] for q in c.cues if q.family in ("governor", "object") and doc[q.words[0]].lemma_ in THINKING
    ]
    if any(negated(g) for g in above):
        return True
    return any(x.dep_ in SUBJECTS and x.lower_ in NOBODY for g in (*above, *cues) for x in g.children)


def _reported(doc: Doc, c: Candidate) -> bool:
    """Whether a "would" is a reported "will": it is said, announced or promised in the past and not word for word, or a
    day to come hangs on it."""
    top = doc[c.top]
    who = subject_kind(subject(doc[c.event]))
    if c.said in ("predict", "think") or who == "clause" or (who != "he" and _told_now(doc, c)):
        return False
    conditional = any(
        x.lower_ in ("if", "unless") for t in (top, *top.children) for x in t.children if x.dep_ == "mark"
    )
    if conditional and not (c.said != "none" and (who == "he" or c.dated)):
        return False
    return c.said != "none" or c.dated


def _told_now(doc: Doc, c: Candidate) -> bool:
    """Whether the saying verb is in the present, or the words stand in quotation marks: a "would" there is no reported "will"."""
    top = doc[c.top]
    verbs = [top.head] if top.dep_ in ("ccomp", "parataxis") else []
    verbs += [x for x in top.children if x.dep_ == "parataxis"]
    if any(
        v.tag_ in ("VBZ", "VBP") and v.lemma_ in ("say", "argue", "claim", "write", "insist", "warn") for v in verbs
    ):
        return True
    k = c.lo  # a mark after the subject quotes a few words only
    while k > 0 and "\n" not in doc[k].text and doc[k].text not in QUOTES_OPEN | QUOTES_CLOSE:
        k -= 1
    return doc[k].text in QUOTES_OPEN and (doc[k].text != '"' or _odd(doc, k))


def _odd(doc: Doc, k: int) -> bool:
    """Whether a straight quotation mark opens: the marks of its paragraph up to it are odd in number."""
    n = 0
    while k >= 0 and "\n" not in doc[k].text:
        n += doc[k].text == '"'
        k -= 1
    return n % 2 == 1


QUOTES_OPEN = frozenset(('"', "“"))
QUOTES_CLOSE = frozenset(("”",))
NOBODY = frozenset(("nobody", "none", "few"))
THINKING = frozenset("think believe expect imagine reckon".split())
"""Verbs whose negation belongs to what is thought."""


def _kind(c: Candidate, sources: Sequence[Source]) -> str:
    for q in c.cues:
        if q.kind:
            return q.kind
    return "forecast" if sources else "plan"


def _label(e: Token, who: Sequence[Any]) -> str:
    obj = next((x for x in e.children if x.dep_ in ("obj", "obl")), None)
    agent = who[0].name if who else ""
    words = [agent, e.lemma_, obj.text if obj is not None else ""]
    return " ".join(w for w in words if w)


def _adjunct(doc: Doc, top: Token, marks: tuple[str, ...]) -> Span | None:
    for x in top.children:
        if x.dep_ == "advcl" and any(g.lower_ in marks and g.lower_ in CUT_MARKS for g in x.children):
            return _span(doc, x.left_edge.i, x.right_edge.i)
    return None
