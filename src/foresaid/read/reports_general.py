"""Reports that no rule of ``outcomes.yml`` names: any verb that tells an event as a fact ("survived a vote of no confidence").

What later settles a forecast is told in any words. So each clause in a past tense that is told as a fact and has a subject is a
report, unless its verb tells a state, a thought or a saying, or a rule has told it already. A saying that is an act, too
("decided", "asked the court"), is one where it is dated. The rule is ``outcome.told``; what is told by "without coming
ashore" or "has yet to come" has ``outcome.without`` or ``outcome.not-yet``, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from foresaid.read.clauses import objects, subject
from foresaid.read.cue_rules import negated
from foresaid.read.event_types import told_by
from foresaid.read.reports_find import Telling, lacking, nothing, noun_type
from foresaid.read.reports_rules import rules, words_of
from foresaid.read.reports_told import back, participle, tense, told
from foresaid.read.word_forms import verb_bases

CLAUSES = frozenset(("root", "ROOT", "conj", "ccomp", "parataxis", "acl:relcl", "advcl"))
LIGHT = frozenset(
    ("hold", "make", "take", "give", "have", "pay", "begin", "start", "end", "open", "finish", "conclude", "go")
)
ARGUMENTS = frozenset(("obj", "iobj", "xcomp", "ccomp", "nsubj", "nsubj:pass", "obl"))


def general_tellings(sent: SpacySpan, taken: frozenset[int], cues: frozenset[int]) -> Iterator[Telling]:
    """The tellings of a parsed sentence besides those whose event or clause is one of the tokens ``taken``; ``cues`` are the
    words that say who says something."""
    for t in sent:
        if not (t.pos_ == "VERB" or _passive(t)) or t.i in taken:
            continue
        if _has_yet(t) or (lacking(t) and t.lower_ not in _no_event()):
            yield from _wanting(t)
            continue
        dull = t.lower_ in _no_event()
        if (dull and not _tells_with_object(t)) or _foretells(t):
            continue
        if t.dep_ not in CLAUSES or not back(t) or participle(t) or not told(t):
            continue
        act = t.i in cues
        if act and t.lower_ not in _acts() and not _tells_with_object(t):
            continue
        who = subject(t)
        if who is None or (who.lower_ in ("there", "what", "which") and t.dep_ != "acl:relcl"):
            continue
        if not act and any(
            c.dep_ in ("ccomp", "csubj") or (c.dep_ == "xcomp" and who.lower_ == "it") for c in t.children
        ):
            continue
        if t.dep_ == "acl:relcl" and not _tells_more(t):
            continue
        if any(c.i in taken and c.dep_ in ARGUMENTS for c in t.children):
            continue
        event = next((o for o in objects(t) if noun_type(o)), t) if t.lemma_ in LIGHT else t
        if event.i in taken:
            continue
        no = negated(t) or nothing(t)
        why: tuple[str, ...] = ("outcome.told",)
        if no:
            why = ("outcome.told", "outcome.not-yet" if tense(t) == "perfect" else "outcome.not")
        outcome = "did_not_happen" if no else "happened"
        yield Telling(
            event=event, top=t, outcome=outcome, rules=why, type=_type(event, t), needs="date" if act or dull else "any"
        )


def _passive(t: Token) -> bool:
    """A participle with "been" or "was", whatever its part of speech was taken for."""
    return t.tag_ == "VBN" and any(c.dep_ == "aux:pass" for c in t.children)


def _tells_with_object(t: Token) -> bool:
    """Whether a verb of a state or a saying has an object and no clause: it counts where it has a day ("saw the king on
    Friday", "proclaimed an emergency")."""
    if t.lower_ in _never() or t.lemma_ in words_of("no-act"):
        return False
    if t.lemma_ == "have" and not any(c.dep_ == "obj" and noun_type(c) for c in t.children):
        return False
    return any(c.dep_ in ("obj", "nsubj:pass") for c in t.children) and not any(c.dep_ == "ccomp" for c in t.children)


@cache
def _never() -> frozenset[str]:
    """Forms of verbs that tell nothing, even with an object and a day; irregular ones go by the lemma."""
    return frozenset(verb_bases(sorted(words_of("no-act"))))


def _wanting(t: Token) -> Iterator[Telling]:
    """ "passed without coming ashore", "has yet to open"."""
    g = t.head
    if lacking(t):
        if not (back(g) and told(g)):
            return
        rule = "outcome.without"
    elif not told(g):
        return
    else:
        rule = "outcome.not-yet"
    top = t if rule == "outcome.without" else g
    who = subject(g) if rule == "outcome.without" else None
    also = (who.left_edge.i,) if who is not None and who.i < t.i else ()
    yield Telling(
        event=t,
        top=top,
        outcome="did_not_happen",
        rules=("outcome.told", rule),
        type=_type(t, t),
        needs="any",
        also=also,
    )


def _tells_more(t: Token) -> bool:
    """Whether a relative clause tells something, and not only which one is meant ("who voted", "they had booked")."""
    n = t.head
    return n.pos_ == "PROPN" or t.left_edge.i == 0 or t.left_edge.nbor(-1).text in (",", "--", "–", "—", "(")


def _foretells(t: Token) -> bool:
    """ "had been scheduled for Monday", "had been going to come"; and "called it a mistake", which is an opinion."""
    if t.lower_ == "going" and any(c.dep_ in ("xcomp", "ccomp", "advcl") for c in t.children):
        return True
    if t.lemma_ == "call" and any(c.dep_ == "xcomp" for c in t.children):
        return True
    return t.lower_ in _foretelling()


@cache
def _foretelling() -> frozenset[str]:
    """Forms of verbs of foretelling that tell no event of their own."""
    own = ("name", "set", "tip", "say", "speak", "bet")
    return frozenset(verb_bases(w for w in sorted(rules()["foretell"]) if w not in own))


def _has_yet(t: Token) -> bool:
    """ "has yet to open"."""
    return (
        t.dep_ == "xcomp"
        and t.tag_ == "VB"
        and t.head.lower_ in ("has", "have", "had")
        and any(c.lower_ == "yet" for c in (*t.head.children, *t.children))
        and any(c.lower_ == "to" for c in t.children)
    )


@cache
def _no_event() -> frozenset[str]:
    """Forms of verbs that tell a state or a thought, or nothing without their object."""
    return frozenset(verb_bases(sorted(words_of("state"))))


@cache
def _acts() -> frozenset[str]:
    """Forms of verbs of saying that are acts, too."""
    return frozenset(verb_bases(sorted(words_of("act"))))


def _type(event: Token, verb: Token) -> str:
    """The type that the word tells best, else the verb; ties by name."""
    for t in (event, verb):
        shares = next(iter(told_by(t).values()), {})
        if shares:
            return max(sorted(shares), key=lambda k: shares[k])
    return "OTHER"
