"""Where a sentence tells how an event came out: the words of the event, of the telling, and the outcome."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from foresaid.read.clauses import conjuncts, subject
from foresaid.read.cue_rules import negated
from foresaid.read.events import event_type
from foresaid.read.participants import KEPT, People
from foresaid.read.reports_rules import OutcomeRule, gate, lemma_of, rules, words_of
from foresaid.read.reports_told import back, hearsay, participle, tense, told

OBJECTS = ("obj", "nsubj:pass", "iobj")
CASES = {
    "@place": frozenset(("from",)),
    "@to": frozenset(("to", "into", "onto", "across", "over", "for")),
    "@in": frozenset(("in", "at", "on")),
    "@name": frozenset(("with", "to", "by")),
}
"""Which prepositions may stand before what a rule asks for, where it is no object."""
NEVER = frozenset(("after", "before", "since", "during", "about", "of", "as", "like", "against", "under", "without"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """``event``: the word of the event, ``top``: the head of the clause that tells it, ``outcome`` one of ``OUTCOMES``;
    ``type``: where the rule knows it; ``also``: words that the quote must reach too; ``thought``: told as hearsay."""

    event: Token
    top: Token
    outcome: str
    rules: tuple[str, ...]
    type: str = ""
    needs: str = "named"
    also: tuple[int, ...] = ()
    thought: bool = False


OFF = frozenset(("off", "dead"))
"""What a plan is that has been given up."""


def find_tellings(sent: SpacySpan, people: People) -> list[Telling]:
    """Every telling of a parsed sentence in text order, one for each word of an event."""
    found: dict[int, Telling] = {}
    words = gate()
    for t in sent:
        if t.lower_ not in words and t.lower_ not in OFF:
            continue
        for x in _at(t, people):
            old = found.get(x.event.i)
            if old is None or (old.outcome == "happened" and x.outcome != "happened"):
                found[x.event.i] = x
    return [found[i] for i in sorted(found)]


def _at(t: Token, people: People) -> Iterator[Telling]:
    by = rules()
    lemma = lemma_of(t)
    if t.pos_ in ("VERB", "AUX") or t.tag_.startswith("VB"):
        for r in by["verb"].get(lemma, ()):
            if _fits(r, t, people):
                yield from _told_verb(r, t, r.type, t)
                break
        for r in by["light"].get(lemma, ()):
            if (n := _event_object(t)) is not None and not _given_up(t) and _fits(r, t, people):
                yield from _told_verb(r, t, noun_type(n), t)
                break
        for r in by["aspect"].get(lemma, ()):
            if (
                (n := subject(t)) is not None
                and (lemma_of(n) in r.subject if r.subject else noun_type(n))
                and along(r, t)
                and not any(c.dep_ == "obj" for c in t.children if not r.along)
            ):
                yield from _told_verb(r, t, noun_type(n) or event_type(n)[0], n)
                break
        for family in ("cancel", "move"):
            for r in by[family].get("put" if t.lower_ == "put" else lemma, ()):
                if along(r, t):
                    yield from _taken_back(r, t)
    if t.pos_ == "NOUN" and any(c.dep_ == "cop" for c in t.children):
        yield from _ordinal(t)
    if t.lower_ in OFF and any(c.dep_ == "cop" for c in t.children):
        yield from _off(t)


def event_noun(t: Token) -> bool:
    """Whether a noun names an event by itself."""
    return noun_type(t) != ""


def noun_type(t: Token) -> str:
    """The event type of a noun of an event; "" for another word."""
    if t.pos_ not in ("NOUN", "PROPN") or t.text == "March":
        return ""
    for w in (t.lower_, lemma_of(t)):
        if hit := rules()["event"].get(w):
            return hit[0].type
    return ""


def _event_object(t: Token) -> Token | None:
    for c in t.children:
        if c.dep_ in OBJECTS and event_noun(c):
            return c
    if t.dep_ in ("acl", "conj") and t.tag_ == "VBN" and (s := subject(t)) is not None and event_noun(s):
        return s
    return None


def _given_up(t: Token) -> bool:
    """ "gave up", "put off", "held back": the particle turns what the verb says."""
    words = {c.lower_ for c in t.children if c.dep_ == "compound:prt"}
    return bool(words & {"off", "back"}) or ("up" in words and lemma_of(t) in ("give", "hold"))


def along(r: OutcomeRule, t: Token) -> bool:
    """Whether one of the words that the rule asks for hangs on ``t``."""
    if not r.along:
        return True
    words = set()
    for c in t.children:
        words |= {c.lower_, lemma_of(c)}
        if c.dep_.startswith("obl") or c.dep_ in ("advcl", "xcomp", "obj", "conj", "advmod", "nmod"):
            words |= {g.lower_ for g in c.children if g.dep_ in ("case", "mark", "compound")}
    return bool(words & set(r.along))


def _fits(r: OutcomeRule, t: Token, people: People) -> bool:
    if not along(r, t) or any(c.dep_ == "obj" and c.lower_.endswith(("self", "selves")) for c in t.children):
        return False
    if r.subject and not _is(subject(t), r.subject, people):
        return False
    if not r.object:
        return True
    if "@pair" in r.object and _pair(subject(t), people):
        return True
    for c in t.children:
        case = {g.lower_ for g in c.children if g.dep_ == "case"}
        if c.dep_ in OBJECTS:
            wanted = {w for w in r.object if w not in ("@to", "@in")}
        elif c.dep_.startswith("obl") and not case & NEVER:
            wanted = {w for w in r.object if (case & CASES[w] if w in CASES else w[0] == "@" or "into" in case)}
        else:
            continue
        if any(_is(x, tuple(wanted), people) for x in (c, *conjuncts(c))):
            return True
    return t.dep_ in ("acl", "conj") and t.tag_ == "VBN" and _is(subject(t), r.object, people)


def _is(t: Token | None, wanted: tuple[str, ...], people: People) -> bool:
    if t is None:
        return False
    if lemma_of(t) in wanted or t.lower_ in wanted:
        return True
    m = people.at(t)
    kinds = {a.kind for a in m.actors} if m is not None else set()
    if ("@event" in wanted and event_noun(t)) or ("@number" in wanted and t.pos_ == "NUM"):
        return True
    if (
        {"@place", "@to", "@in"} & set(wanted)
        and (kinds & {"place", "state"} or t.ent_type_ == "LOC")
        and t.pos_ == "PROPN"
    ):
        return True
    if "@body" in wanted and (kinds & {"organisation", "party"} or t.ent_type_ == "ORG"):
        return True
    return "@name" in wanted and bool(kinds & set(KEPT) or (t.ent_type_ in ("PER", "ORG") and t.pos_ == "PROPN"))


def _pair(s: Token | None, people: People) -> bool:
    if s is None:
        return False
    m = people.at(s)
    if m is not None and len(m.actors) > 1:
        return True
    named = [x for x in (s, *conjuncts(s)) if x.pos_ in ("PROPN", "NOUN")]
    return (
        (len(named) > 1 and any(people.at(x) for x in named))
        or (s.tag_ == "NNS" and {s.lower_, s.lower_[:-1], lemma_of(s)} & words_of("plural") != set())
        or s.lower_ in ("two", "both", "pair")
    )


def _told_verb(r: OutcomeRule, t: Token, type_: str, event: Token) -> Iterator[Telling]:
    """The event of verb ``t`` under ``r`` as happened or not, where its clause is told as a fact."""
    x = Telling(event=event, top=t, outcome=r.outcome, rules=(f"outcome.{r.id}",), type=type_, needs=r.needs)
    no = negated(t) or nothing(t)
    if no and any(g.lower_ in ("until", "till") for c in t.children for g in c.children):
        return  # "had not met her until last year": it did happen, later
    without = lacking(t)
    if back(t) and not without:
        if told(t):
            yield _turned(x, no, t)
        return
    if not without and participle(t) and told(t):
        yield _turned(x, no, t)
        return
    if hearsay(t):
        yield replace(_turned(x, no, t), thought=True)
        return
    if without and r.outcome == "happened":
        if back(t.head) and told(t.head):
            who = subject(t.head)
            also = (who.left_edge.i,) if who is not None and who.i < t.i else ()
            yield replace(x, outcome="did_not_happen", rules=(*x.rules, "outcome.without"), also=also)
        return
    yield from _under(x, t)


def lacking(t: Token) -> bool:
    """ "without signing", "without having met"."""
    return any(c.lower_ in ("without", "instead") and c.dep_ in ("mark", "case") for c in t.children) and (
        t.tag_ == "VBG" or any(c.lower_ == "having" for c in t.children)
    )


def _turned(x: Telling, no: bool, t: Token) -> Telling:
    if not no:
        return x
    if x.outcome != "happened":
        return replace(x, outcome="happened", rules=(*x.rules, "outcome.not"))
    yet = any(c.lower_ == "yet" for c in t.children) or tense(t) == "perfect"
    return replace(x, outcome="did_not_happen", rules=(*x.rules, "outcome.not-yet" if yet else "outcome.not"))


def _under(x: Telling, t: Token) -> Iterator[Telling]:
    """An infinitive under "failed to", "managed to", whose own tense looks back."""
    g = t.head
    if t.dep_ not in ("xcomp", "advcl", "ccomp") or x.outcome != "happened" or g.i > t.i:
        return
    word = lemma_of(g)
    for family, outcome in (("fail", "did_not_happen"), ("manage", "happened")):
        for r in rules()[family].get(word, ()):
            if back(g) and told(g):
                turned = negated(g)
                other = {"did_not_happen": "happened", "happened": "did_not_happen"}[outcome] if turned else outcome
                yield replace(x, top=g, outcome=other, rules=(*x.rules, f"outcome.{r.id}"))
                return


def nothing(t: Token) -> bool:
    """Whether subject or object deny the clause: "no meeting took place", "signed nothing", "neither came", "came to
    neither city"."""
    for c in t.children:
        if c.dep_ == "obl" and any(g.lower_ == "neither" for g in c.children):
            return True
        if c.dep_ not in ("nsubj", "nsubj:pass", "obj"):
            continue
        if c.lower_ in ("none", "nobody", "nothing", "neither") or _not_a(c):
            return True
        if any(g.lower_ in ("no", "neither") and g.dep_.startswith(("det", "cc")) for g in c.children):
            return True
    return False


def _not_a(c: Token) -> bool:
    """ "No leaders' meeting was held", "not one soldier came", "not a single vote"."""
    first = c.left_edge
    if first.i == c.i or first.lower_ not in ("no", "not") or first.head.dep_ in ("acl", "acl:relcl"):
        return False
    return first.nbor(1).lower_ in ("a", "one", "single") or (first.lower_ == "no" and first.head.dep_ == "nmod:poss")


def _taken_back(r: OutcomeRule, t: Token) -> Iterator[Telling]:
    """What was cancelled or moved: the event noun under ``t``, in a clause that is told as a fact."""
    x = Telling(event=t, top=t, outcome=r.outcome, rules=(f"outcome.{r.id}",), needs="any")
    done = (
        back(t)
        or (t.tag_ == "VBP" and t.lower_ == "put")
        or (
            t.tag_ == "VBN"
            and (t.dep_ == "amod" or any(c.lower_ in ("is", "are") for c in t.children if c.dep_ == "aux:pass"))
        )
    )
    if not (done or participle(t)) or negated(t) or not told(t):
        return
    own = [
        c
        for c in t.children
        if c.dep_ in OBJECTS
        or (c.dep_ == "xcomp" and c.pos_ == "NOUN" and c.i > t.i)
        or (
            c.dep_ == "obl"
            and c.i > t.i
            and c.pos_ != "NUM"
            and {g.lower_ for g in c.children if g.dep_ == "case"} <= set(r.along)
        )
    ]
    if t.dep_ == "amod":
        own = [t.head]
    elif not own and t.tag_ in ("VBN", "VBD") and (s := subject(t)) is not None:
        own = [s] if t.dep_ in ("conj", "acl", "acl:relcl") or any(c.dep_ == "nsubj" for c in t.children) else []
    for o in own:
        for n in (measured(o), *conjuncts(o)):
            if n.lower_ in ("plan", "plans"):
                n = next((c for c in (*n.children, *t.children) if c.dep_ in ("acl", "advcl") and c.tag_ == "VB"), n)
                if n.pos_ == "NOUN" and any(c.dep_ in ("nmod", "compound", "nmod:poss") for c in n.children):
                    yield replace(x, event=n, type=event_type(n)[0], needs="any")
                    continue
            if r.object and not (n.pos_ == "VERB" or event_noun(n) or lemma_of(n) in r.object):
                continue
            if event_noun(n) or n.pos_ == "VERB" or (n.pos_ == "NOUN" and _tells(n)):
                yield replace(x, event=n, type=noun_type(n) or event_type(n)[0], needs="any")


MEASURES = frozenset(
    ("all", "most", "some", "many", "half", "several", "number", "part", "hundreds", "thousands", "dozens", "majority")
)


def measured(n: Token) -> Token:
    """What there is much or little of: of "nearly all of the flights" the flights."""
    if n.lower_ not in MEASURES:
        return n
    return next((c for c in n.children if c.dep_ == "nmod" and any(g.lower_ == "of" for g in c.children)), n)


def _tells(n: Token) -> bool:
    """Whether a noun that is no event by itself names one under "put off" or "cancel": its words tell a type."""
    return event_type(n)[0] not in ("OTHER", "ECONOMY") or lemma_of(n) in words_of("doing")


def _off(t: Token) -> Iterator[Telling]:
    """ "The strike is off"."""
    s = next((c for c in t.children if c.dep_ == "nsubj"), None)
    done = tense(t) in ("present", "past", "perfect") and not negated(t) and told(t)
    if s is not None and done and not any(c.dep_ == "obl" for c in t.children) and (event_noun(s) or _tells(s)):
        yield Telling(
            event=s,
            top=t,
            outcome="cancelled",
            rules=("outcome.off",),
            type=noun_type(s) or event_type(s)[0],
            needs="any",
        )


def _ordinal(t: Token) -> Iterator[Telling]:
    """ "It was the third meeting between the two"."""
    order = any(
        c.dep_ == "amod"
        and (c.lower_ in ("first", "second", "third", "last", "latest") or "Ord" in c.morph.get("NumType", []))
        for c in t.children
    )
    if (
        order
        and event_noun(t)
        and tense(t) == "past"
        and not negated(t)
        and told(t)
        and not any(c.lower_ == "to" for c in t.children)
    ):
        yield Telling(event=t, top=t, outcome="happened", rules=("outcome.ordinal",), type=noun_type(t))
