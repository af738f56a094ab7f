"""A claim as the judge sees it: what kind of event, whose, where, when, told by whom."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache, lru_cache

import snowballstemmer

from foresaid.core import Claim
from foresaid.rules import load_rules, table

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_LINK = r"(?:\s+(?:of|and|the|for|on)\s+(?=[A-Z])|\s+(?=[A-Z0-9]))?"
_TITLE = re.compile(rf"[A-Z][\w'’.-]*{_LINK}(?:(?:[A-Z][\w'’.-]*|\d+){_LINK})*")
_stemmer = snowballstemmer.stemmer("english")


@dataclass(frozen=True, slots=True, kw_only=True)
class EventWords:
    """A rule of ``rules/en/same_event.yml``."""

    id: str
    words: tuple[str, ...]
    only: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


Days = tuple[dt.date | None, dt.date | None]
LIGHT = frozenset(
    "hold take place happen make be have do set schedul plan go give expect come get will keep start begin".split()
)
"""Stems of words that tell no kind of event by themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What is compared of a claim: made once, and itself a key.

    ``number``, ``article``, ``published`` and ``outlet`` place it; ``heads`` are the kinds of event (rules of
    ``same_event``) that its words tell, the trigger's first; ``stem`` is the trigger's; ``states`` and ``names`` are the
    principals (alpha-3 codes; the words of names, lower case); ``named`` are names of events, treaties, bodies in the quote;
    ``stems`` all content stems of its quote, ``telling`` those that are not light, in order, and ``plain`` those of them that
    name no principal or state; ``window`` is its first and last day, None where it gives none that could be resolved;
    ``where`` is the place's key; ``visitor`` and ``host`` the states between which
    somebody travels, where that is known.
    """

    claim: Claim
    id: str
    article: str
    published: dt.date | None
    outlet: str
    heads: tuple[str, ...]
    stem: str
    states: frozenset[str]
    names: frozenset[str]
    named: frozenset[str]
    stems: frozenset[str]
    telling: tuple[str, ...]
    plain: frozenset[str]
    window: Days | None
    where: str | None
    visitor: str | None
    host: str | None

    def __hash__(self) -> int:
        return hash(self.id)


def item_of(claim: Claim, article: str, published: dt.date | None, outlet: str) -> Item:
    """The claim with what is compared of it; ``article`` is its key, ``outlet`` who published it."""
    words = [w.lower() for w in _WORD.findall(_without_time(claim))]
    trigger = stem(claim.trigger.words)
    heads = _heads(claim, words)
    told = _states_named(claim)
    if "visit" in heads and any(p.role == "host" for p in claim.participants):
        # "to visit both South and North Korea" is a claim for each, and the other state is the other claim's
        told = tuple(s for s in told if s in {p.id for p in claim.participants})
    states = frozenset(told) | {p.id for p in claim.participants if p.id and _is_code(p.id)}
    names = frozenset(n for p in claim.participants for n in _own_names(p.name))
    visitor, host = _direction(claim, heads, told)
    stems = frozenset(stem(w) for w in words if len(w) > 1 and w not in _empty())
    telling = tuple(sorted(stems - LIGHT))
    own = {stem(n) for n in names}
    w = claim.window
    return Item(
        claim=claim, id=claim.id, article=article, published=published, outlet=outlet, heads=heads, stem=trigger, states=states,
        names=names, named=_titles(claim.quote.words), stems=stems, telling=telling,
        plain=frozenset(s for s in telling if s not in own and state_of(s) is None),
        window=None if w is None or (w.earliest is None and w.latest is None) else (w.earliest, w.latest),
        where=(claim.place.id or claim.place.name.lower()) if claim.place else None, visitor=visitor, host=host,
    )  # fmt: skip


@lru_cache(1 << 16)
def stem(word: str) -> str:
    """The word's stem: the base form of an irregular verb first, then Snowball's English stemmer (Porter 2).

    >>> stem("visits") == stem("Visited"), stem("met") == stem("meeting")
    (True, True)
    """
    low = word.lower()
    return str(_stemmer.stemWord(_bases().get(low, low)))


@cache
def _bases() -> dict[str, str]:
    """Base form by irregular form; those in -oes ("goes"), which the stemmer does not know, too."""
    out: dict[str, str] = {}
    for r in table("irregular_verbs"):
        for form in (
            *r["past"].split("|"),
            *r["participle"].split("|"),
            *([r["base"] + "es"] if r["base"].endswith("o") else []),
        ):
            out.setdefault(form, r["base"])
    return out


@cache
def _empty() -> frozenset[str]:
    return frozenset(r["word"] for r in table("function_words") if r["language"] == "en")


def kinds_of(stemmed: str, *, trigger: bool = True) -> tuple[str, ...]:
    """The kinds of event that a stem tells, as a claim's trigger or elsewhere in it.

    >>> kinds_of(stem("goes")), kinds_of(stem("goes"), trigger=False)
    (('visit',), ())
    """
    return _by_stem(trigger).get(stemmed, ())


@cache
def _by_stem(trigger: bool) -> dict[str, tuple[str, ...]]:
    out: dict[str, tuple[str, ...]] = {}
    for rule in event_words():
        for s in dict.fromkeys(stem(w) for w in (*rule.words, *(rule.only if trigger else ()))):
            out[s] = (*out.get(s, ()), rule.id)
    return out


@cache
def event_words() -> tuple[EventWords, ...]:
    """The rules of ``rules/en/same_event.yml``."""
    return load_rules("same_event", EventWords)


@cache
def near(a: str, b: str) -> bool:
    """Whether events of the two kinds may be one event seen from two sides."""
    rules = {r.id: r.near for r in event_words()}
    return b in rules[a] or a in rules[b]


def _heads(claim: Claim, words: list[str]) -> tuple[str, ...]:
    """The kinds of event that the claim's words tell: its trigger's; then, where the trigger tells none or is one that tells a
    kind only for want of a better ("come", "open", "leave"), those of its other words, which go before it."""
    trigger = stem(claim.trigger.words.split()[-1])
    sure, own = kinds_of(trigger, trigger=False), kinds_of(trigger)
    others = tuple(k for w in words if stem(w) != trigger for k in kinds_of(stem(w), trigger=False))
    if sure:
        return tuple(dict.fromkeys((*sure, *own)))
    return tuple(dict.fromkeys((*others[:3], *own)))[:4]


def _without_time(claim: Claim) -> str:
    """The quote without the words of its window: "in the coming weeks" tells when, not that somebody comes."""
    q, w = claim.quote, claim.window.words if claim.window else None
    if w is None or not q.contains(w):
        return q.words
    return q.words[: w.start - q.start] + " " + q.words[w.end - q.start :]


def _own_names(name: str) -> tuple[str, ...]:
    """Of a person's or body's name the words that tell it from others: the capitalised ones."""
    return tuple(w.lower() for w in _WORD.findall(name) if w[:1].isupper() and len(w) > 1 and w.lower() not in _empty())


def _titles(quote: str) -> frozenset[str]:
    """Runs of two and more capitalised words: names of events, treaties, bodies ("Belt and Road Forum")."""
    out = set()
    for m in _TITLE.finditer(quote):
        words = m.group().split()
        if len(words) > 1 or re.fullmatch(r"[A-Z]+\d+|[A-Z]{3,}", words[0]):
            out.add(" ".join(words).lower().removeprefix("the "))
    return frozenset(out)


def _states_named(claim: Claim) -> tuple[str, ...]:
    """The states that the quote names, by their own names or their seats of government, in order; and the claim's place."""
    found: dict[str, None] = {}
    for m in _TITLE.finditer(claim.quote.words):
        words = re.split(r"[\s–-]+", m.group())  # "the North Korea-Russia summit"
        for n in range(len(words)):
            for size in (3, 2, 1):
                state = state_of(" ".join(words[n : n + size]).strip(".,-'’").removesuffix("'s").removesuffix("’s"))
                if state is not None:
                    found.setdefault(state)
                    break
    if claim.place is not None and claim.place.id and _is_code(claim.place.id):
        found.setdefault(claim.place.id)
    return tuple(found)


def _direction(claim: Claim, heads: tuple[str, ...], told: tuple[str, ...]) -> tuple[str | None, str | None]:
    """Of a visit the state that somebody comes from and the one that he goes to, each where there is but one."""
    if "visit" not in heads:
        return None, None
    people = [p for p in claim.participants if p.id and _is_code(p.id) and not _is_state(p.name, p.id)]
    visitors = list(dict.fromkeys(p.id for p in people if p.id and p.role == "agent"))
    hosts = [s for s in told if s not in visitors]
    return (visitors[0] if len(visitors) == 1 else None), (hosts[0] if len(hosts) == 1 else None)


@cache
def _names_of_states() -> dict[str, str]:
    out: dict[str, str] = {}
    for r in table("states"):
        for name in (r["name"], *r["also"].split("|"), *r["seats"].split("|")):
            out.setdefault(name.lower(), r["id"])
    return out


def state_of(name: str) -> str | None:
    """The state (alpha-3) that has this name, or whose seat of government it is.

    >>> state_of("Pyongyang")
    'PRK'
    """
    return _names_of_states().get(name.lower().removeprefix("the "))


def _is_code(id: str) -> bool:
    """Whether an id has the form of a state's alpha-3 code."""
    return len(id) == 3 and id.isupper()


def _is_state(name: str, id: str | None) -> bool:
    """Whether the name is that of the state itself, or its seat of government, and not of a person who acts for it."""
    return state_of(name) == id
