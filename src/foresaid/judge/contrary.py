"""Whether a report takes a foretold event back, or tells of an outcome that excludes the one foretold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from foresaid.judge.item import Item, stem
from foresaid.rules import load_rules, table

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
REACH = 3
"""Words after a verb within which its particle stands ("turned the treaty down")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakingBack:
    """A rule of ``rules/en/taking_back.yml``."""

    id: str
    verbs: tuple[str, ...] = ()
    along: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()


@cache
def _by_verb() -> dict[str, tuple[TakingBack, ...]]:
    out: dict[str, tuple[TakingBack, ...]] = {}
    for rule in load_rules("taking_back", TakingBack):
        for v in rule.verbs:
            out[stem(v)] = (*out.get(stem(v), ()), rule)
    return out


@cache
def _phrases() -> re.Pattern[str]:
    words = [p for rule in load_rules("taking_back", TakingBack) for p in rule.phrases]
    return re.compile(
        r"\b(?:" + "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w))) + r")\b", re.I
    )


@lru_cache(1 << 14)
def taken_back(text: str, upto: int | None = None) -> str | None:
    """The words of ``text`` that take an event back, None where there are none; phrases count only before ``upto``.

    >>> taken_back("The regatta was put off until May"), taken_back("The regatta was sailed")
    ('put off', None)
    """
    words = [m.group() for m in _WORD.finditer(text)]
    for n, w in enumerate(words):
        for rule in _by_verb().get(stem(w), ()):
            if not rule.along:
                return w
            after = [x for x in words[n + 1 : n + 1 + REACH] if x.lower() in rule.along]
            if after:
                return f"{w} {after[0]}"
    m = _phrases().search(text if upto is None else text[:upto])
    return m.group() if m else None


def takes_back(report: Item) -> str | None:
    """The words by which a report, read as one of something that happened, says that something else did not."""
    q, t = report.claim.quote, report.claim.trigger
    return taken_back(q.words, t.end - q.start if q.contains(t) else None)


@cache
def _opposites() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    def side(text: str) -> frozenset[str]:
        return frozenset(stem(w) for w in text.split("|"))

    rows = [(side(r["one"]), side(r["other"])) for r in table("opposite_outcomes")]
    return tuple(dict.fromkeys(pair for a, b in rows for pair in ((a, b), (b, a))))


def opposite(claim: Item, report: Item) -> str | None:
    """The two words that exclude each other, where the claim tells one and the report only the other.

    The claim's word is its trigger, or stands in a quote whose trigger the report shares.
    """
    mine, theirs = claim.stems | {claim.stem}, report.stems | {report.stem}
    for one, other in _opposites():
        a, b = sorted((mine & one) - theirs), sorted((theirs & other) - mine)
        if a and b and not theirs & one:
            return f"{a[0]} and {b[0]}"
    return None
