"""Cues that are a form, not a word: "she is stepping down", "the election to be held in August", "faces ten years in
prison", "the chance of the dam bursting", "a strike is on the cards", "with his deputy taking over"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from foresaid.read.clauses import SUBJECTS, conjuncts
from foresaid.read.cue_rules import Cue, CueRule, cue_of, cue_rules, lemma_of, negated
from foresaid.read.events import event_type

TELLING = frozenset("say announce tell confirm declare state write reveal tweet report add".split())
"""Verbs that shift "is leaving" to "was leaving" in what they tell."""


def plain_cues(t: Token) -> Iterator[Cue]:
    """The cues that the form of ``t`` and of what hangs on it tells."""
    if t.tag_ == "VBG":
        yield from _progressive(t)
        yield from _absolute(t)
    if t.tag_ == "VBN" and (t.dep_ == "acl" or (t.dep_ == "advcl" and t.left_edge.is_punct)):
        yield from _to_be_done(t)
    if t.dep_ == "advmod" and t.lower_ in cue_rules()["adjective"] and t.head.tag_ == "VB":
        yield from _due_to(t)
    if t.pos_ in ("NOUN", "PROPN") and (r := cue_rules()["noun"].get(lemma_of(t))):
        yield from _of_doing(t, r)
    if t.pos_ == "NOUN" and (r := cue_rules()["predicate"].get(lemma_of(t)) or cue_rules()["predicate"].get(t.lower_)):
        yield from _predicate(t, r)
    if t.pos_ == "VERB" and (r := cue_rules()["toward"].get(lemma_of(t))):
        yield from _toward(t, r)


PHRASE = {"in-store": frozenset(["on", "in"]), "off-table": frozenset(["off", "out", "of"])}
"""The words before the noun by which a predicate puts an event as to come, or as given up."""


def _predicate(t: Token, r: CueRule) -> Iterator[Cue]:
    """ "A strike is on the cards", "a summit is off the table"."""
    if not any(c.dep_ == "cop" for c in t.children):
        return
    if not any(c.dep_ == "case" and c.lower_ in PHRASE[r.id] for c in t.children):
        return
    for s in t.children:
        if s.dep_ == "nsubj" and s.pos_ in ("NOUN", "PROPN") and event_type(s)[0] != "OTHER":
            yield cue_of(r, s, [t], t, negated(t))


def _toward(t: Token, r: CueRule) -> Iterator[Cue]:
    """ "Is headed for a recession", "forecasts call for rain", "the plan provides for the closure of two plants"."""
    subject = next((c for c in t.children if c.dep_ in SUBJECTS), None)
    if r.id == "provided" and (subject is None or lemma_of(subject) not in cue_rules()["noun"]):
        return
    for c in t.children:
        case = {g.lower_ for g in c.children if g.dep_ == "case"}
        if c.dep_ != "obl" or c.i < t.i or not case & {"for", "toward", "towards"}:
            continue
        for x in (c, *conjuncts(c)):
            if x.pos_ == "NOUN" and (r.id == "provided" or event_type(x)[0] != "OTHER"):
                yield cue_of(r, x, [t], t if x.i == c.i else x, negated(t))


def _absolute(t: Token) -> Iterator[Cue]:
    """ "Will step down, with his deputy taking over": a clause without a verb form of its own beside what will be."""
    if t.dep_ != "advcl" or not any(c.dep_ in SUBJECTS and c.i < t.i for c in t.children):
        return
    marks = {c.lower_ for c in t.children if c.dep_ in ("mark", "case")}
    will = any(c.tag_ == "MD" and c.lower_ in cue_rules()["modal"] for c in t.head.children)
    if marks <= {"with"} and will and t.head.i < t.i:
        yield cue_of(cue_rules()["absolute"]["with"], t, [t.left_edge], t, negated(t))


def _of_doing(t: Token, r: CueRule) -> Iterator[Cue]:
    """ "The chance of the dam bursting"."""
    for what in t.children:
        if what.dep_ == "nmod" and what.i > t.i:
            for v in what.children:
                if v.dep_ == "acl" and (v.tag_ == "VBG" or any(x.lower_ == "being" for x in v.children)):
                    yield cue_of(r, v, [t], t, negated(t) != negated(v))


def _progressive(t: Token) -> Iterator[Cue]:
    """ "She is stepping down": a change that one's own will brings about, in the progressive."""
    r = cue_rules()["progressive"].get(lemma_of(t))
    be = next((x for x in t.children if x.dep_ == "aux" and x.lemma_.lower() == "be"), None)
    if r is None or be is None or any(x.tag_ == "MD" or x.lower_ in ("have", "has", "had") for x in t.children):
        return
    if any(x.dep_ == "xcomp" and x.tag_ == "VB" for x in t.children):
        return  # "is going to do", "is seeking to do": a governor
    now = be.tag_ in ("VBZ", "VBP") or be.lower_ in ("'s", "'re", "'m", "’s", "’re", "’m")
    told = t.dep_ == "ccomp" and t.head.lemma_.lower() in TELLING
    if now or told:
        for e in (t, *(x for x in conjuncts(t) if x.tag_ == "VBG" and not any(y.dep_ == "nsubj" for y in x.children))):
            yield cue_of(r, e, [be], e, negated(e))


def _to_be_done(t: Token) -> Iterator[Cue]:
    """ "The election to be held on August 9"."""
    words = [x for x in t.children if x.i < t.i and x.lower_ in ("to", "be")]
    if [x.lower_ for x in words] == ["to", "be"] and t.head.pos_ in ("NOUN", "PROPN", "VERB"):
        yield cue_of(cue_rules()["noun-infinitive"]["be"], t, words, t, negated(t))


def _due_to(t: Token) -> Iterator[Cue]:
    """ "Was due to retire" where the parse hangs "due" on the verb."""
    if t.i + 1 < len(t.doc) and t.nbor(1).lower_ == "to" and 0 < t.head.i - t.i <= 3:
        yield cue_of(cue_rules()["adjective"][t.lower_], t.head, [t], t.head, negated(t.head))
