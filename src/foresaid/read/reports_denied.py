"""What was turned down or did not come about, told in passing: "rejected the treaty", "decided not to go", "ended without a deal".

Those that turn something down are tellings of their own beside what they tell as happened (who rejected what). Rules
``outcome.turned-down``, ``outcome.voted-down``, ``outcome.decided-not`` and ``outcome.without-noun``.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from foresaid.read.clauses import conjuncts, subject
from foresaid.read.cue_rules import negated
from foresaid.read.event_types import told_by
from foresaid.read.events import event_type
from foresaid.read.reports_find import OBJECTS, Telling, along, event_noun, measured, noun_type
from foresaid.read.reports_rules import lemma_of, rules, words_of
from foresaid.read.reports_told import back, participle, tense, told


def denied_tellings(sent: SpacySpan, taken: frozenset[int]) -> Iterator[Telling]:
    """The tellings of a parsed sentence of what was turned down, decided against or wanting; none on a word of ``taken``."""
    for t in sent:
        if t.pos_ == "VERB" or t.tag_.startswith("VB"):
            for x in (*_turned_down(t), *_decided(t)):
                if x.event.i not in taken:
                    yield x
        elif t.pos_ == "NOUN" or t.lower_ == "one":
            n = _wanting_noun(t)
            if n is not None and n.event.i not in taken:
                yield n


def _turned_down(t: Token) -> Iterator[Telling]:
    for r in rules()["deny"].get(lemma_of(t), ()):
        if not along(r, t):
            continue
        if not (back(t) or participle(t)) or negated(t) or not told(t):
            return
        what = [measured(c) for c in t.children if c.dep_ in OBJECTS or ("@of" in r.object and _out_of(c))]
        if not what and t.dep_ in ("acl", "acl:relcl") and (s := subject(t)) is not None and t.tag_ == "VBN":
            what = [s]
        for o in what:
            for n in (o, *conjuncts(o)):
                if event_noun(n) or lemma_of(n) in r.object or n.lower_ in ("it", "them"):
                    yield Telling(
                        event=t if n.pos_ == "PRON" else n, top=t, outcome=r.outcome, rules=(f"outcome.{r.id}",),
                        type=noun_type(n) or event_type(n)[0], needs="any",
                    )  # fmt: skip
        if not what and "@none" in r.object and not any(c.dep_ in ("xcomp", "ccomp") for c in t.children):
            yield Telling(event=t, top=t, outcome=r.outcome, rules=(f"outcome.{r.id}",), type="DECIDE", needs="any")
        if what or "@none" in r.object:
            return


def _out_of(c: Token) -> bool:
    case = {g.lower_ for g in c.children if g.dep_ in ("case", "fixed")} | {
        g.lower_ for x in c.children for g in x.children
    }
    return c.dep_ == "obl" and bool(case & {"of", "from"}) and not case & {"ahead", "because", "instead"}


def _decided(t: Token) -> Iterator[Telling]:
    """ "decided not to bring them back", "opted against an appeal"."""
    if lemma_of(t) not in words_of("deciding") or not back(t) or not told(t) or negated(t):
        return
    if lemma_of(t) == "vote" and ((s := subject(t)) is None or lemma_of(s) not in words_of("chambers")):
        return
    for c in t.children:
        if (c.dep_ in ("xcomp", "ccomp", "advcl") and c.tag_ == "VB" and negated(c) and c.i > t.i) or (
            c.dep_ in ("obl", "advcl", "obj", "xcomp")
            and c.i > t.i
            and any(g.lower_ == "against" for g in c.children)
            and (c.tag_ == "VBG" or event_noun(c) or event_type(c)[0] not in ("OTHER", "ECONOMY"))
        ):
            yield _decided_not(c, t)


def _decided_not(e: Token, t: Token) -> Telling:
    shares = next(iter(told_by(e).values()), {})
    type_ = max(sorted(shares), key=lambda k: shares[k]) if shares else "OTHER"
    return Telling(event=e, top=t, outcome="cancelled", rules=("outcome.decided-not",), type=type_, needs="any")


def _wanting_noun(n: Token) -> Telling | None:
    """ "came through the winter without a single strike", "opened with no ceremony"."""
    low = {c.lower_ for c in n.children if c.dep_ in ("case", "det")}
    if n.dep_ not in ("obl", "nmod") or not ("without" in low or {"with", "no"} <= low):
        return None
    named = n
    if n.lower_ == "one":
        named = next((x for x in reversed(list(n.sent)) if x.i < n.i and (event_noun(x) or _of_a_kind(x))), n)
        if named is n:
            return None
    elif not event_noun(n) and not ("without" in low and n.pos_ == "NOUN" and _tells_by_kind(n)):
        return None
    g = n.head
    if not (g.pos_ == "VERB" and back(g) and told(g)) or negated(g) or tense(g) == "":
        return None
    return Telling(
        event=n, top=g, outcome="did_not_happen", rules=("outcome.without-noun", "outcome.without"),
        type=noun_type(named) or event_type(named)[0], needs="any",
    )  # fmt: skip


def _tells_by_kind(n: Token) -> bool:
    return n.lemma_.lower() in words_of("doing") or event_type(n)[0] not in ("OTHER", "ECONOMY", "HAZARD")


def _of_a_kind(n: Token) -> bool:
    """Whether a noun that has not been told as having happened names an event by its kind: "a recession"."""
    return n.pos_ == "NOUN" and any(c.lower_ in ("a", "an") for c in n.children) and event_type(n)[0] != "OTHER"
