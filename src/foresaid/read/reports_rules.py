"""The rules of ``rules/en/outcomes.yml`` and the base forms of their words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from foresaid.read.word_forms import noun_bases, verb_bases
from foresaid.rules import load_rules


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeRule:
    """One row of ``rules/en/outcomes.yml``; the fields are explained there."""

    id: str
    family: str
    words: tuple[str, ...]
    type: str = ""
    outcome: str = "happened"
    object: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    along: tuple[str, ...] = ()
    needs: str = "named"


@cache
def _all() -> tuple[OutcomeRule, ...]:
    return load_rules("outcomes", OutcomeRule)


@cache
def rules() -> dict[str, dict[str, tuple[OutcomeRule, ...]]]:
    """The rules by family and word, in the order of the file."""
    out: dict[str, dict[str, tuple[OutcomeRule, ...]]] = {}
    for r in _all():
        for w in r.words:
            have = out.setdefault(r.family, {}).get(w, ())
            out[r.family][w] = (*have, r)
    return out


@cache
def words_of(id: str) -> frozenset[str]:
    """The words of the rule of family ``words`` with that id."""
    return next(frozenset(r.words) for r in _all() if r.family == "words" and r.id == id)


def lemma_of(t: Token) -> str:
    """The base form of ``t``: by the forms of the rules' words, else the learnt lemma."""
    low = t.lower_
    by = _verbs() if t.pos_ in ("VERB", "AUX") or t.tag_.startswith("VB") else _nouns()
    return by.get(low) or t.lemma_.lower()


@cache
def gate() -> frozenset[str]:
    """Every form of a verb or noun at which an event may be told; other words need no look at their tree."""
    return frozenset((*_verbs(), *noun_bases(rules()["event"])))


@cache
def missed_gate() -> frozenset[str]:
    """Words of which a sentence that calls a prediction wrong holds one."""
    verbs = verb_bases(["fail", "err", "misjudge", "misread", "materialise", "materialize"])
    return frozenset((*verbs, *rules()["wrong"], "true", "pass", "borne", "bore"))


@cache
def _verbs() -> dict[str, str]:
    families = ("verb", "light", "aspect", "cancel", "move", "deny", "fail", "manage", "miss", "foretell")
    return verb_bases(["leave", "lose", "find", *(w for f in families for w in rules()[f] if " " not in w)])


@cache
def _nouns() -> dict[str, str]:
    rs = [r for f in rules().values() for rs in f.values() for r in rs]
    words = [w for r in rs for w in (*r.object, *r.subject) if w[0] != "@"]
    return noun_bases([*words, *(w for f in ("event", "prophecy") for w in rules()[f])])
