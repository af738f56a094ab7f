"""That a prediction failed: "those forecasts missed the mark", "had been expected in April but did not come"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from foresaid.read.clauses import SUBJECTS, subject
from foresaid.read.cue_rules import negated
from foresaid.read.events import event_type
from foresaid.read.reports_find import Telling, noun_type
from foresaid.read.reports_rules import lemma_of, missed_gate, rules, words_of
from foresaid.read.reports_told import back, tense, told

NOT = frozenset(("not", "n't", "n’t", "never", "no"))
SHORT = 5
"""Most words of a sentence of its own that denies what the one before foretold ("They did not.")."""


def find_missed(sent: SpacySpan, before: SpacySpan | None) -> list[Telling]:
    """The tellings of a parsed sentence that say a forecast failed; ``before``: the sentence before it."""
    found: dict[int, Telling] = {}
    words = {t.lower_ for t in sent}
    wrong, later, no = not words.isdisjoint(missed_gate()), "than" in words, not words.isdisjoint(NOT)
    if not (wrong or later or no):
        return []
    for t in sent:
        for looks, find in ((wrong, _proved_wrong), (later, _later_than)):
            for x in find(t) if looks else ():
                found.setdefault(x.event.i, x)
        for x in _not_so(t, before) if no else ():
            found.setdefault(x.event.i, x)
    return [found[i] for i in sorted(found)]


def _missed(event: Token, top: Token, rule: str, type_: str, also: tuple[int, ...] = ()) -> Telling:
    return Telling(
        event=event, top=top, outcome="missed", rules=(f"outcome.{rule}",), type=type_, needs="any", also=also
    )


def _proved_wrong(t: Token) -> Iterator[Telling]:
    """Subject: a prediction or those who made it; predicate: wrong, missed the mark, did not materialise."""
    by = rules()
    wrong = by["wrong"]
    no = negated(t)
    hit = False
    if any(c.dep_ == "cop" or (c.dep_ == "aux:pass" and t.lower_ in wrong) for c in t.children):
        hit = t.lower_ in wrong and t.lower_ not in ("mark", "target", "nothing", "short") and not no
    elif t.pos_ == "VERB" and lemma_of(t) in by["miss"]:
        parts = {c.lower_ for c in t.children} | {
            g.lower_ for c in t.children if c.dep_ in ("xcomp", "obj", "obl") for g in c.children
        }
        lemma = lemma_of(t)
        if lemma in ("materialise", "materialize") or (lemma == "come" and parts & {"true", "pass"}):
            hit = no
        elif lemma == "fail":
            hit = not no and not (
                parts - {"materialise", "materialize", "come"} and any(c.dep_ == "obj" for c in t.children)
            )
        elif lemma in ("err", "misjudge", "misread"):
            hit = not no
        else:
            hit = not no and bool(parts & set(wrong))
    elif t.lower_ in ("borne", "bore") and no and any(c.lower_ == "out" for c in t.children):
        hit = True
    if not hit or not (back(t) or tense(t) == "present") or not told(t):
        return
    s = subject(t)
    if s is None:
        return
    if any(c.dep_ == "amod" and c.lower_ in words_of("vain") for c in s.children):
        yield _missed(s, t, "missed", noun_type(s) or event_type(s)[0])
        return
    for n in (s, *(c for c in s.children if c.dep_ == "conj")):
        for r in by["prophecy"].get(lemma_of(n), by["prophecy"].get(n.lower_, ())):
            inside = _foretold_in(n) or _foretold_in(t, skip=s)
            if r.id == "prophet" and not (_foretells(n) or (inside is not None and inside.i > t.i)):
                continue
            event = inside or n
            yield _missed(
                event, t, "missed", noun_type(event) or event_type(event)[0], also=(n.left_edge.i, n.right_edge.i)
            )
            return


def _foretells(n: Token) -> bool:
    """ "those who named April", "experts who had predicted a visit"."""
    return any(
        lemma_of(x) in rules()["foretell"] for c in n.children if c.dep_.startswith("acl") for x in (c, *c.children)
    )


def _foretold_in(n: Token, skip: Token | None = None) -> Token | None:
    """The event that a prediction is about: a noun of an event or the verb of its clause, in the subtree of ``n``."""
    out = [x for x in n.subtree if x.i != n.i and (skip is None or x not in list(skip.subtree))]
    for x in out:
        if noun_type(x):
            return x
    for x in out:
        if x.pos_ == "VERB" and x.dep_ in ("ccomp", "acl", "xcomp") and event_type(x)[0] != "OTHER":
            return x
    return None


def _not_so(t: Token, before: SpacySpan | None) -> Iterator[Telling]:
    """A denial without its event: "had been expected to visit in April but did not", "They did not."."""
    if (
        t.dep_ not in ("conj", "root", "parataxis", "advcl")
        or lemma_of(t) not in words_of("empty")
        or not back(t)
        or not told(t)
    ):
        return
    never = any(c.lower_ == "never" for c in t.children)
    if not (negated(t) or never):
        return
    hollow = not any(c.dep_ in ("obj", "xcomp", "ccomp") for c in t.children)
    if not hollow:
        return
    e = next((x for x in reversed(list(t.sent)) if x.i < t.i and _was_foretold(x)), None)
    if e is not None and (t.dep_ != "root" or e.dep_ in ("parataxis", "xcomp", "advcl")):
        top = _frame(e)
        if told(top):
            yield _missed(e, top, "not-so", event_type(e)[0], also=(t.i,))
        return
    words = [x for x in t.sent if not x.is_space and not x.is_punct]
    if t.dep_ == "root" and before is not None and len(words) <= SHORT and lemma_of(t) in ("do", "be", "have"):
        e = next((x for x in reversed(list(before)) if _was_foretold(x) or _would(x)), None)
        if e is not None:
            yield Telling(
                event=t,
                top=t,
                outcome="missed",
                rules=("outcome.not-so",),
                type=event_type(e)[0],
                needs="any",
                also=(e.i,),
            )


def _frame(e: Token) -> Token:
    return e.head if e.dep_ in ("xcomp", "advcl", "ccomp") and e.head.i < e.i else e


def _was_foretold(x: Token) -> bool:
    """ "had been expected to visit", "was due to meet": an infinitive under a word of foretelling in a past tense."""
    words = {c.lower_ for c in x.children}
    if x.tag_ == "VB" and words & {"was", "were"} and words & {"due", "set", "supposed"}:
        return True
    if x.dep_ not in ("xcomp", "ccomp", "advcl") or x.tag_ != "VB" or x.head.i > x.i:
        return False
    g = x.head
    past = tense(g) in ("past", "pluperfect") or any(c.lower_ in ("was", "were") for c in g.children)
    return lemma_of(g) in rules()["foretell"] and past and not negated(g)


def _would(x: Token) -> bool:
    return (
        x.tag_ == "VB"
        and x.pos_ == "VERB"
        and any(c.lower_ in ("would", "will") and c.dep_ == "aux" for c in x.children)
        and not negated(x)
    )


def _later_than(t: Token) -> Iterator[Telling]:
    """ "The talks came much later than foretold"."""
    if lemma_of(t) not in rules()["later"]:
        return
    before = [c.lower_ for c in t.children if c.i < t.i] + ([t.nbor(-1).lower_] if t.i else [])
    if "than" not in before:
        return
    more = next((a for a in t.ancestors if a.lower_ in ("later", "sooner", "earlier")), None)
    if more is None:
        return
    v = next((a for a in more.ancestors if a.pos_ == "VERB"), None)
    if v is None or lemma_of(v) not in words_of("coming") or not back(v) or not told(v):
        return
    s = next((c for c in v.children if c.dep_ in SUBJECTS), None)
    if s is not None and noun_type(s):
        yield _missed(s, v, "later", noun_type(s))
