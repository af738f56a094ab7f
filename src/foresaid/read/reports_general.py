"""Reports that no rule of ``outcomes.yml`` names: any verb that tells an event as a fact ("survived a vote of no confidence").

What later settles a forecast is told in any words. So each clause in a past tense that is told as a fact and has a subject is a
report, unless its verb tells a state, a thought or a saying, or a rule has told it already. The rule is ``outcome.told``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from foresaid.read.clauses import objects, subject
from foresaid.read.cue_rules import negated
from foresaid.read.event_types import told_by
from foresaid.read.reports_find import Telling, noun_type
from foresaid.read.reports_rules import words_of
from foresaid.read.reports_told import back, participle, tense, told
from foresaid.read.word_forms import verb_bases

CLAUSES = frozenset(("root", "ROOT", "conj", "ccomp", "parataxis", "acl:relcl", "advcl"))
LIGHT = frozenset(
    ("hold", "make", "take", "give", "have", "pay", "begin", "start", "end", "open", "finish", "conclude", "go")
)


def general_tellings(sent: SpacySpan, taken: frozenset[int]) -> Iterator[Telling]:
    """The tellings of a parsed sentence besides those whose event or clause is one of the tokens ``taken``: other tellings,
    and words that say who says something."""
    for t in sent:
        if t.pos_ != "VERB" or t.dep_ not in CLAUSES or t.i in taken or t.lower_ in _no_event():
            continue
        if not back(t) or participle(t) or not told(t):
            continue
        who = subject(t)
        if who is None or (who.lower_ in ("there", "it", "what", "which") and t.dep_ != "acl:relcl"):
            continue
        if any(c.dep_ in ("ccomp", "csubj") for c in t.children) or any(c.i in taken for c in t.children):
            continue
        event = next((o for o in objects(t) if noun_type(o)), t) if t.lemma_ in LIGHT else t
        if event.i in taken:
            continue
        no = negated(t) or any(c.dep_ == "det" and c.lower_ == "no" for o in (who, *objects(t)) for c in o.children)
        rules: tuple[str, ...] = ("outcome.told",)
        if no:
            rules = ("outcome.told", "outcome.not-yet" if tense(t) == "perfect" else "outcome.not")
        type_ = _type(event) or _type(t) or "OTHER"
        outcome = "did_not_happen" if no else "happened"
        yield Telling(event=event, top=t, outcome=outcome, rules=rules, type=type_, needs="any")


@cache
def _no_event() -> frozenset[str]:
    """Forms of verbs that tell a state or a thought, or nothing without their object."""
    return frozenset(verb_bases(sorted(words_of("state"))))


def _type(t: Token) -> str:
    """The type that the word tells best; ties by name."""
    shares = next(iter(told_by(t).values()), {})
    return max(sorted(shares), key=lambda k: shares[k], default="")
