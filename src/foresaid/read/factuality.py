"""How sure a reader may be that an event happened: a value for every event word of a parsed sentence.

The value is composed from the sentence's main clause down to the event: each word that governs a clause or a noun
lays its signature (``rules/en/factuality.yml``) on it, weighed by how sure that word's own statement is; negation,
auxiliaries and adverbs of the event's own clause then act on what is left (``docs/factuality.md``).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from spacy.tokens import Token

from foresaid.read.factuality_clauses import (
    SPOKEN,
    SUBJECTS,
    carrier,
    denial,
    few_do,
    has_wh,
    in_present,
    is_finite,
    is_imperative,
    is_inverted,
    is_known,
    is_negated,
    is_none,
    is_perfect,
    is_question,
    is_to,
    is_verbal,
    marks_of,
    qualifies,
    speaks,
    still_open,
)
from foresaid.read.factuality_signs import Sign, form, predicate, sign

DEGREES = ((2.1, "certain"), (1.5, "probable"), (0.5, "possible"))
"""Least value of each of FactBank's degrees: between what "will" and "is expected to", "plans to" and "may", "may" and
"whether" lay on their events."""
DENIED_DEGREES = ((1.5, "certain"), (1.1, "probable"), (0.4, "possible"))
"""The same for the negative side, where readers' judgements are drawn to the middle ("did not": -2.1)."""
DENIALS = ("negated", "nobody", "not-yet")
LATER = frozenset(("when", "once", "after", "until", "as", "while", "where", "whenever"))
"""Openers of clauses that speak of what is still to come where the clause above does ("will leave when it ends")."""
KNOWN = 1.5
"""Above this a noun phrase stands in a statement that is so; below, under a denial or in the open ("found any")."""
DEEPEST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """``value`` in [-3, 3]: 3 certainly so, 0 nothing is said of it, -3 certainly not; ``rules``: what was applied,
    from the outermost in."""

    value: float
    rules: tuple[str, ...]


def factuality(token: Token) -> float:
    """How sure a reader may be that the event of ``token`` happened or holds: 3 certainly, 0 unknown, -3 certainly not.

    ``token`` is a word of a parsed ``Doc``: a verb, or a noun or adjective that names an event or state.
    """
    return reading(token).value


def reading(token: Token) -> Reading:
    """``factuality`` with the rules that led to it."""
    value, rules = _value(token, 0)
    return Reading(value=max(-3.0, min(3.0, value)), rules=tuple(f"factuality.{r}" for r in rules))


def degree(token: Token) -> tuple[str, str]:
    """The value in FactBank's terms: how certain (``certain``, ``probable``, ``possible``, ``unknown``) and whether it
    is so (``+``) or not so (``-``); what is unknown has ``+`` unless its value is below zero.

    "The talks may fail" → fail: ("possible", "+"); "No talks were held" → held: ("certain", "-").
    """
    value, rules = _value(token, 0)
    context, _ = _context(token, 0)
    if value < 0 and rules and rules[-1] in DENIALS and context >= DEGREES[0][0]:
        return "certain", "-"
    found = next((name for least, name in (DENIED_DEGREES if value < 0 else DEGREES) if abs(value) >= least), "unknown")
    return found, "-" if value < 0 else "+"


def _value(t: Token, depth: int) -> tuple[float, tuple[str, ...]]:
    if depth > DEEPEST:
        return 3.0, ()
    context, rules = _context(t, depth)
    own, more = _own(t, context)
    return own, rules + more


# ---------------------------------------------------------------- what the words around lay on it
def _context(t: Token, depth: int) -> tuple[float, tuple[str, ...]]:
    top = first_conjunct(t)
    s, governor = _governing(top, t)
    if governor is None:
        return s.so, (s.id,) if s.id != "root" else ()
    above, rules = _value(governor, depth + 1)
    return s.at(above), (*rules, s.id)


def first_conjunct(t: Token) -> Token:
    """The word whose place in the sentence ``t`` shares by coordination ("to meet and talk" → meet)."""
    while t.dep_ == "conj" and t.head.i != t.i:
        t = t.head
    return t


def _governing(top: Token, t: Token) -> tuple[Sign, Token | None]:
    """The signature that acts on ``top`` from above, and the word whose own value weighs it (None: none does)."""
    g, dep = top.head, top.dep_
    if g.i == top.i or dep == "root":
        saying = next((c for c in top.children if c.dep_ == "parataxis" and speaks(c)), None)
        if saying is not None and (s := predicate(saying, "that")):
            return s, saying
        return form("imperative" if is_imperative(top) else "root"), None
    if dep.startswith("parataxis"):
        return form("root"), None
    if is_verbal(top) or dep in ("ccomp", "xcomp", "csubj", "csubj:pass", "advcl", "acl:relcl", "advcl:relcl"):
        return _clause(top, g, dep)
    return _nominal(top, t, g, dep)


def _clause(top: Token, g: Token, dep: str) -> tuple[Sign, Token | None]:
    marks = marks_of(top)
    infinitive = "to" in marks and top.tag_ != "VBG"
    finite = not infinitive and is_finite(top)
    if dep in ("amod", "compound", "nmod") and top.pos_ in ("VERB", "ADJ"):
        return form("bare-past"), None
    if dep.startswith("acl:relcl") or dep == "advcl:relcl":
        return form("relative"), g
    frame = "to" if infinitive else ("that" if finite else "ing")
    if "whether" in marks:
        return form("whether-clause"), g
    if (marks and marks[0] in ("if", "unless")) or is_inverted(top, dep):
        if dep == "ccomp" and predicate(g, "that"):
            return form("whether-clause"), g
        return sign("mark", "if") or form("whether-clause"), g
    if dep == "advcl":
        return _adverbial(top, g, marks, frame)
    if dep.startswith("acl"):
        if frame == "to":
            return predicate(g, "to") or form("infinitive-of-noun"), g
        if frame == "that":
            return predicate(g, "that") or form("closed-clause"), g
        if top.tag_ in ("VBN", "VBD", "JJ"):
            return form("bare-past"), None
        prepositions = [m for m in marks if m not in ("to",)]
        if prepositions:
            return predicate(g, "ing", *prepositions) or form("gerund"), g
        return form("participle-of-noun"), g
    if dep.startswith("csubj"):
        return predicate(g, frame) or form("subject-clause"), g
    if dep in ("ccomp", "xcomp") and top.pos_ in ("NOUN", "PROPN") and not infinitive and not is_verbal(top):
        return form("new-noun"), g
    if dep in ("ccomp", "root") and is_imperative(top):
        return form("imperative"), g
    if dep in ("ccomp", "xcomp"):
        if frame == "to" and g.lemma_ == "have":
            yet = any(c.lower_ == "yet" for c in g.children)
            return form("yet-to" if yet else "had-to" if g.tag_ in ("VBD", "VBN") else "has-to"), g
        if found := predicate(g, frame, *(m for m in marks if m != "to")):
            return found, g
        if dep == "ccomp" and finite:
            return form("wh-clause" if has_wh(top) else "closed-clause"), g
        return form("open-clause" if frame == "to" else "gerund"), g
    return form("closed-clause"), g


def _adverbial(top: Token, g: Token, marks: tuple[str, ...], frame: str) -> tuple[Sign, Token | None]:
    if frame == "to":
        extent = next((c for c in g.children if c.dep_ == "advmod" and c.lower_ in ("enough", "too")), None)
        if extent is not None and (found := predicate(extent, "to")):
            return found, g
        return predicate(g, "to") or form("purpose"), g
    for m in marks:
        if m in LATER and frame == "that" and in_present(top) and still_open(g):
            return form("when-open"), g
        if found := predicate(g, m) or sign("mark", m, "fin" if frame == "that" else "ing"):
            return found, g
    if frame == "that":
        return predicate(g, "that") or form("closed-clause"), g
    return form("participle"), g


def _nominal(top: Token, t: Token, g: Token, dep: str) -> tuple[Sign, Token | None]:
    case = next((c.lower_ for c in top.children if c.dep_ == "case"), "")
    frames = ("known-obj", "obj") if is_known(t) else ("obj",)
    if dep in ("obj", "nsubj:pass", "iobj") and (s := predicate(g, *frames)):
        return s, g
    if dep in ("obl", "nmod", "obl:agent", "acl") and case:
        if s := predicate(g, "to-noun" if case == "to" else case):
            return s, g
        if dep != "nmod" and (s := sign("case", case)):
            return s, g
    if dep in ("compound", "nmod:poss", "amod"):
        return (predicate(g, "before") if dep == "compound" else None) or form("modifier-noun"), g
    if dep in SUBJECTS and (s := predicate(g, "subj")):
        return s, g
    if is_known(t):
        return form("known-noun"), g
    if t.tag_ == "NN" and not any(c.dep_ in ("det", "nummod") for c in t.children):
        return form("mass-noun-of-noun" if dep in ("nmod", "appos") else "mass-noun"), g
    if dep in ("nsubj", "nsubj:outer") and g.pos_ not in ("NOUN", "PROPN") and g.lemma_ != "be":
        return form("new-subject"), g
    return form("new-noun-of-noun" if dep in ("nmod", "appos") else "new-noun"), g


# ---------------------------------------------------------------- what its own clause does to it
def _own(t: Token, context: float) -> tuple[float, tuple[str, ...]]:
    v, rules = context, []
    clause = carrier(t)
    negative = is_negated(t) or (clause.i != t.i and is_negated(clause))
    s = _auxiliary(t, clause)
    if s is None and not negative and is_verbal(t):
        if any(c.dep_ == "obj" and is_none(c) for c in t.children):
            s = form("nothing-done")
        elif any(c.dep_ in SUBJECTS and few_do(c) for c in t.children):
            s = form("few-do")
    if s is not None:
        v = _under(v, s.denied if negative else s.so)
        rules.append(s.id + ("-not" if negative else ""))
    elif negative:
        s = form(denial(clause))
        v = v * s.so / 3.0
        rules.append(s.id)
    for c in t.children:
        if c.dep_ == "advmod" and (a := sign("adverb", c.lower_)):
            v = min(v, a.so) if v > 0 and a.so > 0 else v * a.so / 3.0
            rules.append(a.id)
        elif c.dep_ in ("det", "amod") and (a := sign("det", c.lower_)):
            v = min(v, a.so if a.open is None or v > KNOWN else a.open)
            rules.append(a.id)
        elif not is_verbal(t) and qualifies(c) and (a := predicate(c, "mod", "obj")):
            v = v * a.so / 3.0
            rules.append(a.id)
    return v, tuple(rules)


def _auxiliary(t: Token, clause: Token) -> Sign | None:
    """What the auxiliaries of the clause, or its being a question, lay on ``t``."""
    modal = next((c for c in clause.children if c.tag_ == "MD" and c.dep_.startswith("aux")), None)
    if modal is not None:
        frame = "perfect" if is_perfect(clause, modal) else "said" if _backshifted(clause) else "plain"
        return sign("modal", modal.lower_, frame)
    if is_to(clause):
        return form("yet-to" if any(c.lower_ == "yet" for c in clause.children) else "is-to")
    return form("question") if is_verbal(t) and is_question(t) else None


def _backshifted(clause: Token) -> bool:
    """Whether the clause is told by a verb of saying in the past ("said it would" reports a "will")."""
    g = clause.head
    s = predicate(g, "that") if clause.dep_ == "ccomp" and g.tag_ in ("VBD", "VBN") else None
    return (s is not None and s.id in SPOKEN) or any(
        c.dep_ == "parataxis" and c.tag_ == "VBD" and speaks(c) for c in clause.children
    )


def _under(context: float, value: float) -> float:
    """What an auxiliary's ``value`` comes to where the clause itself stands under ``context``: the root of its share
    ("hopes that it will help" is nearer to "will" than the product of both)."""
    share = math.sqrt(abs(context) / 3.0)
    if context > -0.5:
        return value * max(share, 0.45)
    return value * share if context >= 0 else -value * share
