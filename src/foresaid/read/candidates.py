"""Words that may be the event of a forward claim, each with its cues, its clause and what speaks for and against it.

A candidate comes from a cue (``cues``), or from a future time on a present-tense verb or an event noun. ``features`` puts
it into numbers for the claims model.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from foresaid.core import TimeExpression
from foresaid.read.clauses import SUBJECTS, quote_of, subject
from foresaid.read.cue_rules import Cue
from foresaid.read.cues import find_cues
from foresaid.read.events import event_type

ASKING = frozenset(["whether", "when", "where", "how", "who", "what", "why", "which"])
WILLED = frozenset(
    "like love prefer want wish hate require need appreciate welcome think say argue suggest mean depend take cost".split()
)
"""Verbs that a modal makes a wish, a need or an opinion of ("would like to", "would require approval")."""
HABIT = frozenset(
    ["sometimes", "often", "usually", "always", "every", "later", "eventually", "forever", "never", "ever"]
)
"""Adverbs by which a modal tells of a habit or of a story's past ("he would later say"), seldom of what is to come."""
STATIVE = frozenset(
    ["be", "have", "know", "think", "believe", "feel", "like", "love", "need", "want", "seem", "mean", "remain"]
)


@dataclass(slots=True, kw_only=True)
class Candidate:
    """One word as a possible event. ``lo``, ``hi``: first and last token of its quote; ``time``: the future time that made
    it, if one did; ``said``: the kind of saying around it; ``dated``: whether the quote holds a day still to come; ``listed``:
    whether it is one of several event nouns in a row that each have such a day, an agenda."""

    event: int
    top: int
    cues: tuple[Cue, ...]
    lo: int = 0
    hi: int = 0
    time: TimeExpression | None = None
    score: float = 0.0
    said: str = "none"
    dated: bool = False
    listed: bool = False


def candidates(sent: SpacySpan, times: Sequence[TimeExpression], published: dt.date | None) -> list[Candidate]:
    """The candidates of one parsed sentence, in text order."""
    doc = sent.doc
    by_event: dict[int, list[Cue]] = {}
    for cue in find_cues(sent):
        by_event.setdefault(cue.event, []).append(cue)
    found = {e: Candidate(event=e, top=_top(doc, e, cs), cues=tuple(cs)) for e, cs in by_event.items()}
    cue_words = {i for c in found.values() for q in c.cues if q.family != "lasting" for i in q.words}
    for e, t, top in _timed(sent, times, published, cue_words):
        if e.i not in found:
            found[e.i] = Candidate(event=e.i, top=top.i, cues=())
        found[e.i].time = t
    nouns = {c.event for c in found.values() if c.time is not None and not c.cues and _is_event(doc[c.event])}
    for n in nouns:
        found[n].listed = len({x.i for x in _row(doc[n])} & nouns) > 1
    events = list(found)
    for c in found.values():
        c.lo, c.hi = quote_of(doc[c.event], doc[c.top], events)
        for time in _days_of(doc[c.event], c, times, published):
            if (day := _just_after(doc, c.hi, time, times)) is not None:
                c.hi = day
                break
    return sorted(found.values(), key=lambda c: c.event)


def _is_event(t: Token) -> bool:
    return t.pos_ in ("NOUN", "PROPN") and event_type(t)[0] != "OTHER"


def _row(t: Token) -> Iterable[Token]:
    """``t`` and the words coordinated with it."""
    first = t
    while first.dep_ in ("conj", "appos") and first.head.i != first.i:
        first = first.head
    yield first
    for x in first.subtree:
        if x.dep_ in ("conj", "appos"):
            yield x


def _days_of(
    e: Token, c: Candidate, times: Sequence[TimeExpression], published: dt.date | None
) -> Sequence[TimeExpression]:
    """The days that may complete the quote of an event noun: its own, or what follows the object of "promised"."""
    if c.time is not None and not c.cues:
        return (c.time,)
    if (
        published is None
        or e.pos_ not in ("NOUN", "PROPN")
        or not all(q.family in ("object", "modifier") for q in c.cues)
    ):
        return ()
    return [t for t in times if t.type in ("DATE", "TIME") and _still_to_come(t, published)]


def _just_after(doc: Doc, hi: int, time: TimeExpression, times: Sequence[TimeExpression]) -> int | None:
    """The last token of a day that follows the quote at once ("the G20 summit in Osaka" + "at the end of June")."""
    end = doc[hi].idx + len(doc[hi])
    if not end < time.span.start <= end + 8:
        return None
    same = [t for t in times if t.window == time.window and time.span.start <= t.span.start <= time.span.end + 3]
    words = doc.char_span(time.span.start, max(t.span.end for t in same), alignment_mode="expand")
    return words.end - 1 if words is not None else None


def _top(doc: Doc, event: int, cues: list[Cue]) -> int:
    """The highest word of the clause: the outermost cue's governor that shares the event's clause."""
    if due := next((c for c in cues if c.rule == "cue.due" and doc[event].head.i == c.words[0]), None):
        return due.words[0]
    noun = doc[event].pos_ in ("NOUN", "PROPN")
    tops = {c.top for c in cues if not (noun and c.family in ("object", "modifier"))} | {event}
    t, best, k = doc[event], event, 0
    while k < 8 and t.head.i != t.i:
        t, k = t.head, k + 1
        if t.i in tops:
            best = t.i
        elif t.pos_ in ("VERB", "AUX") and t.dep_ not in ("xcomp",):
            break
    return best


def _timed(
    sent: SpacySpan, times: Sequence[TimeExpression], published: dt.date | None, taken: set[int]
) -> Iterable[tuple[Token, TimeExpression, Token]]:
    """Present-tense verbs and event nouns on which a date hangs that is still to come. ``taken``: words that are cues."""
    doc = sent.doc
    found = []
    dated = set(taken)
    yield from _named_with_date(sent, times, published)
    for t in times:
        if sent.start_char <= t.span.start < sent.end_char and not t.rule.startswith("event."):
            span = doc.char_span(t.span.start, t.span.end, alignment_mode="expand")
            if span is not None:
                found.append((t, span))
                dated |= set(range(span.start, span.end))
    for t, span in found:
        if published is None or t.type not in ("DATE", "TIME") or not _still_to_come(t, published):
            continue
        h, k = span.root.head, 0
        while h.i in dated and h.head.i != h.i and k < 4:
            h, k = h.head, k + 1
        if (of := _said_to_be(span.root)) is not None:
            yield of, t, span.root
        if h.i in dated or span.root.dep_ == "root":
            continue
        past = any(c.tag_ == "VBD" and c.dep_.startswith(("aux", "cop")) for c in h.children) or (
            h.dep_ == "xcomp" and h.head.tag_ == "VBD"
        )
        verb = h.tag_ in ("VBZ", "VBP", "VB") and h.lemma_ not in ("have", "say")
        if (
            (verb and not past)
            or (h.tag_ == "VBG" and not past)
            or (_is_event(h) and t.window is not None and t.window.grain != "year")
        ):
            yield h, t, h


def _named_with_date(
    sent: SpacySpan, times: Sequence[TimeExpression], published: dt.date | None
) -> Iterable[tuple[Token, TimeExpression, Token]]:
    """An event's noun whose name and day make one expression: "the G20 summit in Osaka at the end of June"."""
    for t in times:
        if not (t.rule.startswith("event.") and sent.start_char <= t.span.start < sent.end_char) or published is None:
            continue
        words = sent.doc.char_span(t.span.start, t.span.end, alignment_mode="expand")
        if words is None:
            continue
        noun = next((x for x in words if _is_event(x)), None)
        if noun is None:
            continue
        for day in times:
            near = t.span.start <= day.span.start <= t.span.end + 4
            if near and not day.rule.startswith("event.") and day.type == "DATE" and _still_to_come(day, published):
                while noun.dep_ in ("compound", "flat") and noun.head.i in range(words.start, words.end):
                    noun = noun.head
                yield noun, day, noun
                break


def _said_to_be(time: Token) -> Token | None:
    """The event whose day a sentence gives with "is": "The court date is July 16"."""
    if not any(c.dep_ == "cop" and c.tag_ in ("VBZ", "VBP") for c in time.children):
        return None
    return next((c for c in time.children if c.dep_ == "nsubj" and c.pos_ == "NOUN"), None)


def _still_to_come(t: TimeExpression, published: dt.date) -> bool:
    """Whether the window lies ahead, or holds the day of publication without having begun long before."""
    return t.window is not None and t.window.words.words[:5].lower() != "since" and _ahead(t, published)


def features(
    doc: Doc, c: Candidate, windows: Sequence[TimeExpression], found: Sequence[Candidate], published: dt.date | None
) -> dict[str, float]:
    """Named numbers about a candidate for the claims model; every name is a word that a person can read."""
    e, top = doc[c.event], doc[c.top]
    f: dict[str, float] = {"bias": 1.0}
    for q in c.cues:
        f[q.rule] = 1.0
        f[f"family.{q.family}"] = 1.0
        f[f"degree.{q.certainty}"] = 1.0
        f[f"cue.kind.{q.kind or 'open'}"] = 1.0
    f["cues.0"] = float(not c.cues)
    f["cues.2"] = float(len(c.cues) > 1)
    f["time.made"] = float(c.time is not None)
    inside = [t for t in windows if t.window and doc[c.lo].idx <= t.span.start < doc[c.hi].idx + len(doc[c.hi])]
    ahead = [t for t in inside if _ahead(t, published)]
    c.dated = bool(ahead)
    f["time.ahead"] = float(c.dated)
    f["time.past"] = float(bool(inside) and not ahead)
    f[f"pos.{e.pos_}"] = 1.0
    f[f"tag.{e.tag_}"] = 1.0
    f[f"dep.{e.dep_}"] = 1.0
    f[f"topdep.{top.dep_}"] = 1.0
    f[f"toptag.{top.tag_}"] = 1.0
    f["stative"] = float(e.lemma_ in STATIVE or any(x.dep_ == "cop" for x in e.children))
    f[f"type.{event_type(e)[0]}"] = 1.0
    f["noun.event"] = float(e.pos_ == "NOUN" and event_type(e)[0] != "OTHER")
    f["noun.the"] = float(any(x.lower_ == "the" for x in e.children))
    f["sentence.modal"] = float(
        any(t.tag_ == "MD" and t.lower_ in ("will", "would", "may", "might", "could") for t in e.sent)
    )
    f["noun.timed"] = float(c.time is not None and e.pos_ == "NOUN" and event_type(e)[0] != "OTHER")
    if f["noun.timed"] and c.time is not None and c.time.window is not None:
        f[f"noun.timed.{c.time.window.grain}"] = 1.0
        f[f"noun.timed&type.{event_type(e)[0]}"] = 1.0
        f[f"noun.timed&said.{c.said}"] = 1.0
        f[f"noun.timed&dep.{e.dep_}"] = 1.0
        f["noun.timed.all"] = float(
            c.time.window.earliest is not None and published is not None and c.time.window.earliest > published
        )
        f["noun.timed.name"] = float(any(x.pos_ == "PROPN" for x in doc[c.lo : c.event + 1]))
    s = subject(e)
    f["subject.none"] = float(s is None)
    if s is not None:
        f["subject.you"] = float(s.lower_ in ("you", "one"))
        f["subject.i"] = float(s.lower_ in ("i", "we"))
        f["subject.it"] = float(s.lower_ in ("it", "this", "that", "there"))
        f["subject.name"] = float(s.pos_ == "PROPN" or s.ent_type_ != "")
        f["subject.noun"] = float(s.pos_ == "NOUN")
    marks = {x.lower_ for t in (e, top) for x in t.children if x.dep_ in ("mark", "advmod")}
    for m in (
        "if",
        "unless",
        "when",
        "whether",
        "because",
        "that",
        "while",
        "until",
        "before",
        "after",
        "as",
        "so",
        "how",
        "to",
    ):
        if m in marks:
            f[f"mark.{m}"] = 1.0
    g, k = top, 0
    while k < 6 and g.head.i != g.i:
        if g.dep_ == "acl:relcl":
            f["in.relative"] = 1.0
        if g.dep_ == "advcl" and any(x.lower_ in ("if", "unless") for x in g.children):
            f["in.if"] = 1.0
        if g.dep_ == "advcl" and any(x.lower_ == "to" and x.dep_ == "mark" for x in g.children):
            f["in.purpose"] = 1.0
        g, k = g.head, k + 1
        if g.dep_ == "root" or k == 1:
            f[f"under.{g.lemma_.lower()}"] = 1.0
    f["under.past"] = float(top.head.tag_ == "VBD" and top.head.i != top.i)
    sent = e.sent
    f[f"said.{c.said}"] = 1.0
    f["question"] = float(any(t.text == "?" for t in sent))
    f["quoted"] = float(sum(t.text in ('"', "“", "”") for t in sent) > 0)
    f["others"] = min(len(found), 5) / 5
    agenda = sum(x.time is not None and not x.cues and doc[x.event].pos_ in ("NOUN", "PROPN") for x in found)
    f["agenda"] = float(agenda > 1)
    f["agenda&timed"] = float(agenda > 1 and c.time is not None)
    f["noun.timed&modal"] = float(bool(f["noun.timed"]) and any(q.family == "modal" for x in found for q in x.cues))
    f["length"] = min(c.hi - c.lo + 1, 40) / 40
    whose = (
        "none"
        if s is None
        else "first"
        if s.lower_ in ("i", "we")
        else "you"
        if s.lower_ in ("you", "one")
        else (
            "pronoun"
            if s.pos_ == "PRON"
            else "name"
            if s.pos_ == "PROPN" or s.ent_type_
            else "plural"
            if s.tag_ == "NNS"
            else "noun"
        )
    )
    for q in c.cues:
        f[f"{q.rule}&said.{c.said}"] = 1.0
        f[f"{q.rule}&dep.{top.dep_}"] = 1.0
        f[f"{q.rule}&subject.{whose}"] = 1.0
        if q.family in ("governor", "passive"):
            f[f"{q.rule}&tag.{doc[q.words[0]].tag_}"] = 1.0
    f[f"subject.{whose}"] = 1.0
    f[f"event={e.lemma_.lower()}"] = 1.0
    modal = next((x for x in (*e.children, *top.children) if x.tag_ == "MD"), None)
    own = next((x for x in (*e.children, *top.children) if x.dep_ in SUBJECTS), None)
    f["question.main"] = float(bool(f["question"]) and top.dep_ == "root")
    wh = any(x.lower_ in ASKING and x.i < t.i for t in (e, top) for x in t.children)
    f["question.indirect"] = float(wh and top.dep_ in ("ccomp", "csubj", "xcomp", "csubj:pass", "advcl"))
    habit = any(x.lower_ in HABIT for x in doc[c.lo : c.hi + 1])
    for q in c.cues:
        if q.family == "modal" and habit:
            f[f"{q.rule}&habit"] = 1.0
        f[f"{q.rule}&etag.{e.tag_}"] = 1.0
        f[f"{q.rule}&dated"] = float(c.dated)
        f[f"{q.rule}&stative"] = f["stative"]
        f[f"{q.rule}&willed"] = float(e.lemma_ in WILLED)
        f[f"{q.rule}&quoted"] = f["quoted"]
        f[f"word={doc[q.words[0]].lemma_.lower()}"] = 1.0
    f["today"] = float(any(t.window and t.window.earliest == t.window.latest == published for t in inside))
    f["inverted"] = float(modal is not None and own is not None and modal.i < own.i)
    f["named.in.quote"] = min(3, sum(1 for t in doc[c.lo : c.hi + 1] if t.ent_iob_ == "B")) / 3
    f["first.paragraph"] = float(sent.start_char < 400)
    for word, share in article_features(doc).items():
        f[word] = share
    f["perfect"] = float(
        any(x.lower_ in ("have", "has", "had", "having") and x.dep_.startswith("aux") for x in e.children)
    )
    f["has.subject"] = float(any(x.dep_ in SUBJECTS for x in e.children))
    return {k: v for k, v in f.items() if v}


SCIENCE = frozenset(
    "study researcher scientist finding research journal university scientific hypothesis experiment species".split()
)


def article_features(doc: Doc) -> dict[str, float]:
    """What kind of text it is: shares of sentences with a question, with words of science, with a modal of the future."""
    kept = doc.user_data.get("article_features")
    if kept is None:
        n = max(1, sum(1 for _ in doc.sents))
        questions = sum(t.text == "?" for t in doc)
        science = sum(t.lemma_.lower() in SCIENCE for t in doc)
        modals = sum(t.tag_ == "MD" and t.lower_ in ("will", "would", "may", "might", "could") for t in doc)
        first = sum(t.lower_ == "i" for t in doc)
        kept = doc.user_data["article_features"] = {
            "article.questions": min(1.0, questions / n), "article.science": min(1.0, science / n),
            "article.modals": min(1.0, modals / n), "article.i": min(1.0, first / n),
        }  # fmt: skip
    return dict(kept)


def _ahead(t: TimeExpression, published: dt.date | None) -> bool:
    w = t.window
    if w is None or published is None or (w.earliest is None and w.latest is None):
        return False
    return w.latest is None or w.latest >= published
