"""Cues that are a form, not a word: "she is stepping down", "the election to be held in August", "faces ten years in
prison", "the chance of the dam bursting"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from foresaid.read.clauses import conjuncts
from foresaid.read.cue_rules import Cue, CueRule, cue_of, cue_rules, lemma_of, negated

TELLING = frozenset("say announce tell confirm declare state write reveal tweet report add".split())
"""Verbs that shift "is leaving" to "was leaving" in what they tell."""


def plain_cues(t: Token) -> Iterator[Cue]:
    """The cues that the form of ``t`` and of what hangs on it tells."""
    if t.tag_ == "VBG":
        yield from _progressive(t)
    if t.tag_ == "VBN" and (t.dep_ == "acl" or (t.dep_ == "advcl" and t.left_edge.is_punct)):
        yield from _to_be_done(t)
    if t.dep_ == "advmod" and t.lower_ in cue_rules()["adjective"] and t.head.tag_ == "VB":
        yield from _due_to(t)
    if t.pos_ in ("NOUN", "PROPN") and (r := cue_rules()["noun"].get(lemma_of(t))):
        yield from _of_doing(t, r)


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
