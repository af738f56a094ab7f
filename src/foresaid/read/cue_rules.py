"""What a cue of the future is, and the rules that say which words are one (``rules/en/cues.yml``)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from foresaid.rules import load_rules


@dataclass(frozen=True, slots=True, kw_only=True)
class CueRule:
    """One row of ``rules/en/cues.yml``."""

    id: str
    family: str
    words: tuple[str, ...]
    certainty: str
    polarity: str = "+"
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """``event``: the word of the event; ``top``: the head of the clause that holds cue and event; ``words``: the cue's
    tokens (indices in the Doc); the rest as in the rule, with a negation on the cue already applied."""

    event: int
    top: int
    words: tuple[int, ...]
    rule: str
    family: str
    certainty: str
    polarity: str
    kind: str


@cache
def cue_rules() -> dict[str, dict[str, CueRule]]:
    """The rules of ``rules/en/cues.yml``: family → word → rule."""
    out: dict[str, dict[str, CueRule]] = {}
    for r in load_rules("cues", CueRule):
        for w in r.words:
            out.setdefault(r.family, {}).setdefault(w, r)
    return out


def negated(t: Token) -> bool:
    """Whether ``t`` is negated by a word of its own ("will not", "no longer", "no plans")."""
    for c in t.children:
        if c.lower_ in ("not", "n't", "n’t", "never", "nor", "neither", "hardly") and c.dep_.startswith(
            ("advmod", "cc", "det")
        ):
            return True
        if c.lower_ == "no" and c.dep_ == "det":
            return True
        if c.lower_ == "longer" and any(g.lower_ in ("no", "not", "n't") for g in c.children):
            return True
    return False


def flip(polarity: str, yes: bool) -> str:
    """The other polarity if ``yes``."""
    return polarity if not yes else ("-" if polarity == "+" else "+")


def cue_of(rule: CueRule, event: Token, words: list[Token], top: Token | None = None, neg: bool = False) -> Cue:
    """What ``rule`` finds at ``words``; ``neg`` turns its polarity."""
    return Cue(
        event=event.i, top=(top or event).i, words=tuple(sorted(w.i for w in words)), rule=f"cue.{rule.id}",
        family=rule.family, certainty=rule.certainty, polarity=flip(rule.polarity, neg), kind=rule.kind,
    )  # fmt: skip


@cache
def _known() -> frozenset[str]:
    return frozenset(w for f in cue_rules().values() for w in f)


def lemma_of(t: Token) -> str:
    """The lemma; where that is no cue word, the form without its ending if that is one (lemmas are learnt, and err)."""
    lemma, low = t.lemma_.lower(), t.lower_
    if lemma in _known():
        return lemma
    stems = [low[: -len(end)] for end in ("d", "ed", "s", "es", "ing") if low.endswith(end)]
    stems += [x + "e" for x in stems] + [x[:-1] for x in stems if len(x) > 3 and x[-1] == x[-2]]
    return next((x for x in stems if x in _known()), lemma)
