"""What speaks for and against a candidate beyond its cue: who its subject is, what clause it stands in, which times are
told around it. Named numbers for the claims model, beside those of ``candidates.features``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from foresaid.core import TimeExpression
from foresaid.read.candidates import Candidate
from foresaid.read.clauses import SUBJECTS, subject
from foresaid.read.cue_rules import negated

LONG_AGO = dt.timedelta(days=45)
REMEMBERED = frozenset("miss remember forget immortalize immortalise cherish mourn".split())
"""What is said of the dead: "he will be missed"."""
NEEDED = frozenset("require need necessary needed".split())
PRONOUNS = {
    "he": ("he", "she"), "they": ("they", "them"), "it": ("it",), "this": ("this", "that", "these", "those"), "i": ("i", "we"),
}  # fmt: skip
DEFINITE = frozenset("the this that these those".split())


def signs(
    doc: Doc, c: Candidate, here: Sequence[TimeExpression], before: Sequence[TimeExpression], published: dt.date | None
) -> dict[str, float]:
    """``here``: the times of the sentence; ``before``: those told before it in its paragraph."""
    e, top = doc[c.event], doc[c.top]
    sent = e.sent
    f: dict[str, float] = {}
    cues = [q.rule for q in c.cues]
    rule = cues[0] if cues else "cue.none"

    def mark(name: str, *pairs: str) -> None:
        f[name] = 1.0
        for p in pairs:
            f[f"{p}&{name}"] = 1.0

    mark(f"subject.is.{subject_kind(subject(e))}", rule)
    if any(x.dep_ == "cop" for x in e.children):
        mark(f"copula.{e.pos_}", rule)
    if e.lemma_.lower() in REMEMBERED:
        mark("remembered")
    if e.lemma_.lower() in NEEDED:
        mark("needed")
    root = sent.root
    tense = _tense(root)
    mark(f"main.{tense}", rule)
    depth, t = 0, top
    while t.head.i != t.i and depth < 6:
        if t.dep_ in ("ccomp", "xcomp", "advcl", "acl", "acl:relcl", "parataxis", "csubj"):
            depth += 1
        t = t.head
    f["depth"] = depth / 6
    if top.head.i != top.i and negated(top.head):
        mark("under.negated")
    cue_words = [doc[q.words[0]] for q in c.cues if q.family in ("governor", "passive", "noun", "object", "stop")]
    if cue_words:
        mark(f"cue.{_tense(cue_words[0])}", rule)
    if published is not None:
        past = [w for w in here if _past(w, published)]
        if past:
            mark("sentence.past", rule)
        outside = [
            w
            for w in here
            if _ahead(w, published) and not doc[c.lo].idx <= w.span.start <= doc[c.hi].idx + len(doc[c.hi])
        ]
        if outside:
            mark("sentence.ahead", rule)
        if before and not any(_ahead(w, published) for w in here):
            if _past(before[-1], published):
                mark("before.past", rule)
            elif _ahead(before[-1], published):
                mark("before.ahead", rule)
    if e.pos_ in ("NOUN", "PROPN"):
        for x in e.children:
            if x.dep_ == "case" and x.i < e.i:
                mark(f"case.{x.lower_}", rule)
        if any(w.rule.startswith("event.") and w.span.start <= e.idx < w.span.end for w in here):
            mark("recurring", rule)
    if any(q.polarity == "-" for q in c.cues):
        mark("negative")
    if any(x.lower_ in ("you", "your") for x in sent):
        mark("sentence.you")
    if e.dep_ == "conj":
        mark("joined")
    if any(x.dep_ in ("obj", "iobj") for x in e.children):
        mark("has.object")
    if any(x.ent_type_ for x in doc[c.event : c.hi + 1]):
        mark("named.after")
    last = next((x for x in reversed(list(sent)) if not x.is_space), e)
    if not last.is_punct:
        mark("unended")
    return f


def _past(t: TimeExpression, published: dt.date) -> bool:
    w = t.window
    return w is not None and w.latest is not None and w.latest < published - LONG_AGO


def _ahead(t: TimeExpression, published: dt.date) -> bool:
    w = t.window
    return w is not None and t.type in ("DATE", "TIME") and w.earliest is not None and w.earliest > published


def _tense(t: Token) -> str:
    aux = {x.lower_ for x in t.children if x.dep_.startswith(("aux", "cop"))}
    if aux & {"will", "would", "may", "might", "could", "can", "should", "must", "'ll", "’ll"}:
        return "modal"
    if aux & {"have", "has", "'ve", "’ve"}:
        return "perfect"
    if "had" in aux:
        return "pluperfect"
    if t.tag_ == "VBD" or aux & {"was", "were", "did"}:
        return "past"
    if t.tag_ in ("VBZ", "VBP") or aux & {"is", "are", "'s", "'re", "am", "do", "does"}:
        return "present"
    return "other"


def subject_kind(s: Token | None) -> str:
    """How the subject ``s`` is told of: a pronoun's person, a name, a noun with its determiner, a clause; "none" without one."""
    if s is None:
        return "none"
    if s.dep_.startswith("csubj") or (s.tag_ == "VBG" and s.dep_ in SUBJECTS):
        return "clause"
    low = s.lower_
    if s.pos_ == "PRON":
        return next((kind for kind, words in PRONOUNS.items() if low in words), "other")
    if s.pos_ == "PROPN":
        return "name"
    words = {x.lower_ for x in s.children if x.i < s.i}
    if any(x.dep_ == "nmod:poss" for x in s.children):
        return "owned"
    if words & DEFINITE:
        return "the"
    if words & {"a", "an", "any", "every", "each", "some", "no"}:
        return "a"
    return "bare" if s.tag_ == "NNS" else "mass"
