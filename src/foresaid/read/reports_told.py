"""Whether a clause tells an event as a fact, and how surely: tense, mood, what stands above it."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from foresaid.read.clauses import SUBJECTS
from foresaid.read.cue_rules import negated
from foresaid.read.reports_rules import words_of
from foresaid.read.word_forms import verb_bases


@cache
def _open_forms() -> frozenset[str]:
    return frozenset(verb_bases(sorted(words_of("unvouched"))))


@cache
def _thought_forms() -> frozenset[str]:
    return frozenset(verb_bases(sorted(words_of("thought"))))


def tense(v: Token) -> str:
    """``past`` (also the passive), ``perfect`` (has met), ``pluperfect`` (had met), ``present``, or "" (none)."""
    aux = [c for c in v.children if c.dep_ in ("aux", "aux:pass", "cop")]
    low = {c.lower_ for c in aux}
    if (
        any(c.tag_ == "MD" for c in aux)
        or low & {"'ll", "’ll", "wo"}
        or any(c.lower_ == "to" and c.dep_ in ("mark", "aux") for c in v.children)
    ):
        return ""
    if low & {"had"} or ("'d" in low and v.tag_ == "VBN"):
        return "pluperfect"
    if low & {"has", "have", "'ve", "’ve"} or ("'s" in low and "been" in low):
        return "perfect"
    if low & {"did", "was", "were"}:
        return "past" if v.tag_ != "VBG" else "present"
    if low & {"do", "does", "is", "are", "am", "'s", "’s", "'re", "be", "being"}:
        return "present"
    if low & {"having"}:
        return "perfect"
    if v.dep_ == "conj" and v.tag_ in ("VBN", "VB", "VBD"):
        if v.tag_ == "VBD" and not aux:
            return "past"
        if not any(c.dep_ in SUBJECTS and c.i < v.i for c in v.children):
            return tense(v.head)
    if v.tag_ == "VBD":
        return "past"
    if (
        v.tag_ == "VBN"
        and v.dep_ in ("root", "ccomp", "parataxis", "acl:relcl", "advcl")
        and any(c.dep_ in SUBJECTS for c in v.children)
    ):
        return "past"
    if v.tag_ in ("VBZ", "VBP"):
        return "present"
    return ""


def back(v: Token) -> bool:
    """Whether a clause looks back: any past tense."""
    return tense(v) in ("past", "perfect", "pluperfect")


def participle(v: Token) -> bool:
    """Whether ``v`` tells its event without a tense: "after meeting", "having met", "the summit held in May"."""
    marks = {c.lower_ for c in v.children if c.dep_ in ("mark", "case")}
    low = {c.lower_ for c in v.children if c.dep_.startswith("aux")}
    if v.tag_ == "VBG" and v.dep_ in ("advcl", "acl", "obl", "nmod"):
        return "having" in low or (bool(marks & {"after", "since", "upon", "following"}) and _governed_back(v))
    return v.tag_ == "VBN" and v.dep_ == "acl" and not marks and not low


def _governed_back(v: Token) -> bool:
    g, k = v.head, 0
    while g.pos_ not in ("VERB", "AUX") and not any(c.dep_ == "cop" for c in g.children) and g.head.i != g.i and k < 8:
        g, k = g.head, k + 1
    return tense(g) not in ("", "present") or (g.tag_ == "VBG" and participle(g)) or g.pos_ in ("NOUN", "PROPN")


def told(v: Token) -> bool:
    """Whether the clause of ``v`` (whose own tense looks back) is stated as a fact: no condition, question, wish,
    habit, denial or close miss in it or above it."""
    if any(t.text == "?" for t in v.sent):
        return False
    if _unreal(v):
        return False
    t, k = v, 0
    while t.head.i != t.i and k < 12:
        g = t.head
        if t.dep_ in ("acl:relcl",):
            return _definite(g)
        if t.dep_ in ("ccomp", "csubj", "xcomp") and not _vouches(t, g):
            return False
        if t.dep_ == "acl":
            marks = {c.lower_ for c in t.children if c.dep_ == "mark"}
            if "that" in marks and (not {g.lower_, g.lower_[:-1]} & words_of("fact") or negated(g)):
                return False
        if t.dep_ == "advcl" and not _sets_scene(t, g):
            return False
        if t.dep_ in ("conj", "advcl", "parataxis", "ccomp", "xcomp") and _unreal(g, above=True):
            return False
        t, k = g, k + 1
    return True


def _unreal(v: Token, above: bool = False) -> bool:
    for c in v.children:
        low = c.lower_
        if c.dep_ == "mark" and low in words_of("hypothetical"):
            return True
        if c.dep_ == "mark" and low == "though" and any(x.lower_ == "as" for x in c.children):
            return True
        if not above and c.dep_ == "advmod" and (low in words_of("habit") or low in words_of("close-miss")):
            return True
        if (
            not above
            and c.dep_ in ("obl", "obl:unmarked", "obl:tmod")
            and any(x.lower_ in ("every", "each") and x.dep_ == "det" for x in c.children)
        ):
            return True
        if (
            low == "had"
            and c.dep_.startswith("aux")
            and c.i == v.left_edge.i
            and any(x.dep_ in SUBJECTS and x.i > c.i for x in v.children)
        ):
            return True
    return False


def _vouches(t: Token, g: Token) -> bool:
    """Whether what the governor ``g`` says of its clause ``t`` leaves it a fact."""
    if g.lower_ in _open_forms() or negated(g):
        return False
    if any(c.tag_ == "MD" for c in g.children) or any(
        c.lower_ in ("unclear", "unlikely", "possible", "false", "untrue") for c in (g, *g.children)
    ):
        return False
    wh = any(c.tag_ in ("WRB", "WP", "WDT") and c.i < t.i and c.dep_ != "mark" for c in t.children)
    return not (wh and tense(g) in ("", "present"))


def _sets_scene(t: Token, g: Token) -> bool:
    """Whether an adverbial clause tells a fact: "after the two met" under a past tense, not under "will"."""
    marks = {c.lower_ for c in t.children if c.dep_ in ("mark", "advmod") and c.i < t.i}
    if marks & {"if", "unless", "whether", "lest"}:
        return False
    if marks & words_of("temporal") and tense(t) != "past":
        return tense(g) not in ("", "present") or g.pos_ not in ("VERB", "AUX")
    if marks & {"before", "until", "till", "once", "when"}:
        return tense(g) not in ("", "present") or g.pos_ not in ("VERB", "AUX")
    return True


def _definite(n: Token) -> bool:
    if n.lower_ in words_of("general") or any(c.dep_ == "det" and c.lower_ in words_of("general") for c in n.children):
        return False
    return not (any(c.dep_ == "det" and c.lower_ in ("a", "an") for c in n.children) and _unreal_above(n))


def _unreal_above(n: Token) -> bool:
    g, k = n, 0
    while g.head.i != g.i and k < 6:
        g, k = g.head, k + 1
        if any(c.tag_ == "MD" for c in g.children) or negated(g):
            return True
    return False


def hedge(v: Token, saying: str) -> str:
    """FactBank's degree for an event told as a fact: what is thought or "reportedly" so is probable."""
    words = {c.lower_ for t in (v, v.head) for c in t.children if c.dep_ == "advmod"}
    if words & words_of("possible"):
        return "possible"
    if words & words_of("probable") or saying == "think":
        return "probable"
    return "certain"


def hearsay(v: Token) -> bool:
    """ "is believed to have met": an infinitive of the perfect under a passive of saying or thinking."""
    low = {c.lower_ for c in v.children}
    g = v.head
    return (
        v.tag_ == "VBN"
        and v.dep_ in ("xcomp", "ccomp")
        and {"to", "have"} <= low
        and g.tag_ == "VBN"
        and g.lower_ in _thought_forms()
        and not negated(g)
    )
