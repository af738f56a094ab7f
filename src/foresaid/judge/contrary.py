"""Whether a report takes a foretold event back, or tells of an outcome that excludes the one foretold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from foresaid.judge.item import Item, event_words, kinds_of, stem
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
    over: tuple[str, ...] = ()


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


@lru_cache(1 << 16)
def takes_back(report: Item) -> str | None:
    """The words by which a report, read as one of something that happened, says that something else did not."""
    q, t = report.claim.quote, report.claim.trigger
    return taken_back(q.words, t.end - q.start if q.contains(t) else None)


@cache
def _over() -> re.Pattern[str]:
    words = [p for rule in load_rules("taking_back", TakingBack) for p in rule.over]
    each = "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))
    return re.compile(rf"\b({each})\b([^,;:.]*)", re.I)


@lru_cache(1 << 14)
def not_done(text: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """The words of ``text`` that tell of what was not done, each with the stems that it says so of: those after it, up to the
    next comma.

    >>> not_done("The envoy sent a letter instead of coming, and left")[0][0]
    'instead of'
    """
    return tuple((m[1].lower(), frozenset(stem(w) for w in _WORD.findall(m[2]))) for m in _over().finditer(text))


def told_as_not_done(claim: Item, report: Item) -> str | None:
    """The word by which a report says that what the claim foretells was not done: the report holds the claim's trigger, or
    tells its kind of event, only after that word."""
    found = not_done(report.claim.quote.words)
    if not found:
        return None
    words = [stem(w) for w in _WORD.findall(report.claim.quote.words)]
    for by, stems in found:
        for wanted in ({claim.stem}, _kin(claim)):
            here = wanted & stems
            if here and sum(w in here for w in words) == len(here):
                return by
    return None


def _kin(claim: Item) -> frozenset[str]:
    """Stems that tell the kind of event that the claim's trigger tells."""
    kinds = kinds_of(claim.stem, trigger=False)
    return frozenset(s for rule in event_words() if rule.id in kinds for s in map(stem, rule.words))


@cache
def _opposites() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    def side(text: str) -> frozenset[str]:
        return frozenset(stem(w) for w in text.split("|"))

    rows = [(side(r["one"]), side(r["other"])) for r in table("opposite_outcomes")]
    return tuple(dict.fromkeys(pair for a, b in rows for pair in ((a, b), (b, a))))


@lru_cache(1 << 16)
def _told(item: Item) -> tuple[frozenset[str], frozenset[int], frozenset[int]]:
    """The stems that an item tells, and the pairs of opposites of which it tells the one and the other side."""
    stems = item.stems | {item.stem}
    sides = [frozenset(n for n, pair in enumerate(_opposites()) if not stems.isdisjoint(pair[k])) for k in (0, 1)]
    return stems, sides[0], sides[1]


def opposite(claim: Item, report: Item) -> str | None:
    """The two words that exclude each other, where the claim tells one and the report only the other.

    The claim's word is its trigger, or stands in a quote whose trigger the report shares.
    """
    mine, one, _ = _told(claim)
    theirs, same, other = _told(report)
    for n in sorted((one & other) - same) if one and other else ():
        a, b = (_opposites()[n][0] & mine) - theirs, (_opposites()[n][1] & theirs) - mine
        if a and b:
            return f"{min(a)} and {min(b)}"
    return None
