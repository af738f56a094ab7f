"""What speaks for and against a candidate beyond its cue: how its subject is told of, what is said with "is", what people
say of the dead, needs, negations. Features of the claims model, beside those of ``candidates.features``.

Pairs of these with cues, tenses and times gained in cross-validation and lost on articles that had no part in training.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from foresaid.read.candidates import Candidate
from foresaid.read.clauses import SUBJECTS, subject
from foresaid.read.cue_rules import negated

REMEMBERED = frozenset("miss remember forget immortalize immortalise cherish mourn".split())
"""What is said of the dead: "he will be missed"."""
NEEDED = frozenset("require need necessary needed".split())
PRONOUNS = {
    "he": ("he", "she"), "they": ("they", "them"), "it": ("it",), "this": ("this", "that", "these", "those"), "i": ("i", "we"),
}  # fmt: skip
DEFINITE = frozenset("the this that these those".split())


def signs(doc: Doc, c: Candidate) -> dict[str, float]:
    """The signs of one candidate, each 1."""
    e, top = doc[c.event], doc[c.top]
    found = [f"subject.is.{subject_kind(subject(e))}"]
    if any(x.dep_ == "cop" for x in e.children):
        found.append(f"copula.{e.pos_}")
    if e.lemma_.lower() in REMEMBERED:
        found.append("remembered")
    if e.lemma_.lower() in NEEDED:
        found.append("needed")
    if top.head.i != top.i and negated(top.head):
        found.append("under.negated")
    if any(q.polarity == "-" for q in c.cues):
        found.append("negative")
    if any(x.dep_ in ("obj", "iobj") for x in e.children):
        found.append("has.object")
    return dict.fromkeys(found, 1.0)


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
