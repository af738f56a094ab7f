"""Which of a sentence's times is the window of a claim's event.

Every time of the event's sentence is put into numbers (the path between the two on the tree, its preposition, whether it
lies behind or ahead, which events stand nearer to it) for the model ``models/windows.json``; the likeliest is the window
where it is likely enough, else the time that the clause points to, else none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from foresaid.core import Attribution, Span, TimeExpression, Window
from foresaid.read.candidates import Candidate
from foresaid.read.claim_days import MOVING, of_saying, pointed_at, settled
from foresaid.read.claims_model import load_model, probability
from foresaid.read.language import text_of

CLAUSES = frozenset(("acl", "acl:relcl", "advcl", "ccomp", "csubj", "csubj:pass", "parataxis", "xcomp", "conj"))
"""Labels on which a path leaves a clause."""


def window_of(
    doc: Doc, c: Candidate, quote: Span, times: Sequence[TimeExpression], published: dt.date | None,
    attributions: Sequence[Attribution] = (), model: dict[str, Any] | None = None,
) -> tuple[Window | None, list[str]]:  # fmt: skip
    """The window of the event, and the rules that gave it; None where the text gives no time. ``model``: the packaged one
    where None."""
    model = model or load_model("windows")
    ranked = [(_likely(model, f), t) for t, f in window_candidates(doc, c, quote, times, published, attributions)]
    best = max(ranked, key=lambda r: r[0], default=None)
    if best is None or best[0] < (
        _ALONE if _alone(best[1], ranked, quote, published) else model["threshold"] if model else 0.5
    ):
        pointed = pointed_at(doc, c, quote, times, published)
        if pointed is not None:
            return pointed.window, [f"time.{pointed.rule}", "time.pointer"]
        open_ = _unresolved(doc, c, quote, times)
        return (open_.window, [f"time.{open_.rule}"]) if open_ else (None, [])
    own = quote.start <= best[1].span.start < quote.end
    finer = [t for p, t in ranked if p >= _FINER and (not own or quote.start <= t.span.start < quote.end)]
    chosen = _finest(best[1], finer)
    return settled(chosen, doc, c, quote, times, published, attributions), [f"time.{chosen.rule}"]


_ALONE = 0.3
"""How likely the only time of a quote must be, where it is still to come."""


def _alone(
    t: TimeExpression, ranked: Sequence[tuple[float, TimeExpression]], quote: Span, published: dt.date | None
) -> bool:
    w = t.window
    inside = [x for _, x in ranked if quote.start <= x.span.start < quote.end]
    if (
        inside != [t]
        or w is None
        or published is None
        or (t.type == "DURATION" and w.words.words[:6].lower() != "within")
    ):
        return False
    return w.words.words.split()[0].lower() != "through" and (w.latest is None or w.latest >= published)


_FINER = 0.2
"""How likely a time must be to be taken for a coarser one that it lies in."""


def _finest(best: TimeExpression, others: Sequence[TimeExpression]) -> TimeExpression:
    """Of "next month on August 2" the day: a time within the best one that stands right beside it; of "the G20 summit in
    November" the month that is written, not the days that are known."""
    for t in others:
        a, b = best.window, t.window
        if a is None or b is None or t is best or not (a.earliest and a.latest and b.earliest and b.latest):
            continue
        beside = max(a.words.start, b.words.start) - min(a.words.end, b.words.end)
        written = best.rule == "event.known" and t.rule != "event.known" and beside <= 12
        if written and b.earliest <= a.latest and a.earliest <= b.latest:
            return t
        within = a.earliest <= b.earliest and b.latest <= a.latest and (a.earliest, a.latest) != (b.earliest, b.latest)
        if within and beside <= 2:
            return t
    return best


def _unresolved(doc: Doc, c: Candidate, quote: Span, times: Sequence[TimeExpression]) -> TimeExpression | None:
    """The nearest time in the quote whose days are not known (no day of publication, an event of unknown day)."""
    found = []
    for t in times:
        w = t.window
        if w is None or w.earliest or w.latest or not quote.start <= t.span.start < quote.end:
            continue
        span = doc.char_span(t.span.start, t.span.end, alignment_mode="expand")
        if span is not None and not (w.event is not None and w.event.start <= doc[c.event].idx < w.event.end):
            found.append((abs(span.start - c.event), span.start, t))
    return min(found, key=lambda x: x[:2])[2] if found else None


def _likely(model: dict[str, Any] | None, f: dict[str, float]) -> float:
    if model is not None:
        return probability(model, f)
    return 1.0 / (1.0 + f["steps"] + 2 * f.get("past", 0.0)) if f.get("in.quote") else 0.0


def window_candidates(
    doc: Doc, c: Candidate, quote: Span, times: Sequence[TimeExpression], published: dt.date | None,
    attributions: Sequence[Attribution] = (),
) -> list[tuple[TimeExpression, dict[str, float]]]:  # fmt: skip
    """The resolved times of the event's sentence with their features, in text order."""
    e = doc[c.event]
    sent = e.sent
    found: list[tuple[TimeExpression, SpacySpan]] = []
    for t in times:
        w = t.window
        if w is None or (w.earliest is None and w.latest is None):
            continue
        if not (sent.start_char <= t.span.start < sent.end_char):
            continue
        if w.event is not None and w.event.start <= e.idx < w.event.end:
            continue  # "before the debate on November 20" is no window of the debate
        span = doc.char_span(t.span.start, t.span.end, alignment_mode="expand")
        if span is None or _vague(doc, t) or _of_event(t, span) or _since(t, span, published):
            continue
        if of_saying(doc, t, span, published, attributions):
            continue
        found.append((t, span))
    outer = [t for t, _ in found if t.rule == "event.dated"]
    found = [(t, s) for t, s in found if not any(o is not t and o.span.contains(t.span) for o in outer)]
    rows = [(t, span, _features(doc, c, quote, t, span, published, attributions)) for t, span in found]
    nearest = min((f["steps"] for _, _, f in rows), default=0.0)
    near = [
        (bool(f["past"]), f["steps"], f["distance"], k)
        for k, (_, s, f) in enumerate(rows)
        if f["in.quote"] or (s.root.i < e.i and s.root.dep_.startswith(("obl", "advmod")) and f["head.is.own"])
    ]
    for k, (t, _, f) in enumerate(rows):
        f["by.rule"] = float(bool(near) and min(near)[3] == k)
        f["by.rule&ahead"] = float(bool(f["by.rule"]) and not f["past"])
        f["nearest"] = float(f["steps"] == nearest)
        f["only"] = float(len(rows) == 1)
        f["others.in.quote"] = float(sum(bool(g.get("in.quote")) for _, _, g in rows if g is not f) > 0)
        f["others.ahead"] = float(any(not g.get("past") and g["steps"] <= f["steps"] for _, _, g in rows if g is not f))
        f["inside.other"] = float(any(o is not t and o.span.contains(t.span) for o, _, _ in rows))
        f["holds.other"] = float(any(o is not t and t.span.contains(o.span) for o, _, _ in rows))
        f["nearest&ahead"] = float(bool(f["nearest"]) and not f.get("past"))
    return [(t, {k: v for k, v in f.items() if v or k == "steps"}) for t, _, f in rows]


def _vague(doc: Doc, t: TimeExpression) -> bool:
    """ "since 1995" is no window of what is to come; "for weeks" is none at all, nor is "two weeks later than announced"."""
    words = t.window.words.words.lower() if t.window else ""
    if t.rule == "shifted" and text_of(doc)[t.span.end : t.span.end + 6].lower() == " than ":
        return True
    return words.startswith("since ") or (t.rule == "bare_units" and words.startswith("for "))


_RELATED = frozenset(
    ("leading", "before", "after", "following", "preceding", "ending", "beginning", "starting", "since")
)


def _of_event(t: TimeExpression, span: SpacySpan) -> bool:
    """ "In the week leading up to the summit" is the summit's week, not the present one."""
    return t.rule == "the_unit" and span.end < len(span.doc) and span.doc[span.end].lower_ in _RELATED


def _since(t: TimeExpression, span: SpacySpan, published: dt.date | None) -> bool:
    """Whether a past time only says how long something has held: "the first meeting since Kim took power in 2011"."""
    w = t.window
    if w is None or w.latest is None or published is None or w.latest >= published:
        return False
    return any(
        x.lower_ == "since" and x.dep_ in ("mark", "case") and x.i < span.start
        for up in _chain(span.root) for x in up.children
    )  # fmt: skip


def _chain(t: Token) -> list[Token]:
    out = [t]
    while out[-1].head.i != out[-1].i and len(out) < 40:
        out.append(out[-1].head)
    return out


_PORTIONS = frozenset(("part", "rest", "most", "much", "half", "remainder", "course", "span", "duration", "period"))
"""Of "parts of September" the parts are the time."""


def _features(
    doc: Doc, c: Candidate, quote: Span, t: TimeExpression, span: SpacySpan, published: dt.date | None,
    attributions: Sequence[Attribution],
) -> dict[str, float]:  # fmt: skip
    e, top, r = doc[c.event], doc[c.top], span.root
    w = t.window
    assert w is not None
    while r.dep_ == "nmod" and r.head.lemma_ in _PORTIONS and r.head.i < r.i:
        r = r.head
    up, down = _chain(r), _chain(e)
    clause = _opened(down, span)
    head = clause or r.head
    if clause is not None:
        up = [r, *_chain(clause)]
    at = {x.i: k for k, x in enumerate(down)}
    a = next((k for k, x in enumerate(up) if x.i in at), len(up) - 1)
    meet = up[a]
    b = at.get(meet.i, len(down) - 1)
    ups, downs = [x.dep_ for x in up[:a]], [x.dep_ for x in down[:b]]
    inside = quote.start <= t.span.start < quote.end
    prep = w.words.words.split()[0].lower() if w.words.start < t.span.start else "none"
    case = next((x.lower_ for x in r.children if x.dep_ == "case"), "none")
    past = published is not None and w.latest is not None and w.latest < published
    verbs_up = sum(x.pos_ in ("VERB", "AUX") for x in up[1:a])
    relative = any(d == "acl:relcl" for d in ups)
    families = {q.family for q in c.cues}
    f: dict[str, float] = {
        "bias": 1.0, "in.quote": float(inside), "steps": min(a + b, 9) / 3, "past": float(past), "up": min(a, 6) / 3,
        "down": min(b, 6) / 3, "event.above": float(b == 0), "time.above": float(a == 0),
        "meets.top": float(top.i == meet.i), "before": float(span.start < e.i), "distance": min(abs(span.start - e.i), 20) / 10,
        f"path={'/'.join(ups)}|{'/'.join(downs)}": 1.0, f"prep={prep}": 1.0, f"case={case}": 1.0, f"rule={t.rule}": 1.0,
        f"type={t.type}": 1.0, f"grain={w.grain}": 1.0, f"anchor={w.anchor}": 1.0, f"event.pos={e.pos_}": 1.0,
        f"event.dep={e.dep_}": 1.0, f"time.dep={r.dep_}": 1.0, f"head.pos={head.pos_}": 1.0, f"head.tag={head.tag_}": 1.0,
        "open": float(w.latest is None), "today": float(w.earliest == w.latest == published and published is not None),
        "past&in": float(past and inside), "head.is.event": float(head.i == e.i), "head.is.top": float(head.i == top.i),
        "made": float(c.time is t), "first.word": float(span.start <= c.lo + 1 and inside),
        "clauses.up": sum(d in CLAUSES for d in ups) / 2, "clauses.down": sum(d in CLAUSES for d in downs) / 2,
    }  # fmt: skip
    for d in sorted(set(ups[1:])):
        f[f"up.{d}"] = 1.0
    for d in sorted(set(downs)):
        f[f"down.{d}"] = 1.0
    f[f"up.last={ups[-1] if ups else 'none'}"] = 1.0
    f[f"down.last={downs[-1] if downs else 'none'}"] = 1.0
    f[f"past={past}&grain={w.grain}"] = 1.0
    for q in sorted(families):
        f[f"family={q}"] = 1.0
        if past:
            f[f"past&family={q}"] = 1.0
    for cue in c.cues:
        if past and cue.rule == "cue.would":
            f["past&would"] = 1.0
    f["head.saying"] = float(any(s.cue.start <= head.idx < s.cue.end for s in attributions))
    f["after.saying"] = float(any(0 <= _start(doc, w, span) - s.cue.end <= 2 for s in attributions))
    f["after.saying&first"] = float(bool(f["after.saying"]) and bool(f["first.word"]))
    f["head.moving"] = float(head.lemma_ in MOVING or meet.lemma_ in MOVING)
    f["comma"] = float(any(x.text in (",", ";", ":", "–", "-") for x in doc[min(span.end, e.i) : max(span.start, e.i)]))
    f["verbs.between"] = (
        min(3, sum(x.pos_ == "VERB" and x.i != e.i for x in doc[min(span.end, e.i) : max(span.start, e.i)])) / 3
    )
    f["head.is.own"] = float(head.i in (e.i, top.i))
    f["year.of.noun"] = float(
        w.grain in ("year", "decade", "century")
        and r.dep_ in ("nmod", "compound", "nummod", "amod", "nmod:poss", "nmod:unmarked")
    )
    f["head.noun&not.event"] = float(head.pos_ in ("NOUN", "PROPN") and head.i != e.i)
    f["verbs.up"] = min(verbs_up, 3) / 2
    f["verbs.up&event.verb"] = f["verbs.up"] * float(e.pos_ == "VERB")
    f["relative&event.verb"] = float(relative and e.pos_ == "VERB")
    f["relative&event.noun"] = float(relative and e.pos_ != "VERB")
    f["past&head.noun"] = float(past and head.pos_ in ("NOUN", "PROPN"))
    f["past&far"] = float(past and published is not None and w.latest is not None and (published - w.latest).days > 60)
    f["behind&in"] = float(inside and span.start > e.i)
    f[f"rule={t.rule}&anchor={w.anchor}"] = 1.0
    f["opened"] = float(clause is not None)
    f["length"] = float(t.type == "DURATION")
    f["event.noun&head.verb"] = float(e.pos_ in ("NOUN", "PROPN") and head.pos_ == "VERB")
    return f


def _opened(down: Sequence[Token], span: SpacySpan) -> Token | None:
    """The head of the clause of the event, where the time stands first in it, whatever the tree says: "announced that from
    June 15, wearing a mask would ..."."""
    for x in down:
        that = next((y for y in x.children if y.lower_ == "that" and y.dep_ == "mark"), None)
        if that is not None and that.i < span.start < x.i and span.root.head.i < that.i:
            return x if not any(y.pos_ in ("VERB", "AUX") for y in span.doc[that.i : span.start]) else None
    return None


def _start(doc: Doc, w: Window, span: SpacySpan) -> int:
    return min(w.words.start, doc[span.start].idx)
