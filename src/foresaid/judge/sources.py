"""Who is meant by the sources of claims, across articles: one key a voice, and a class for those without a name.

A person is one voice under all names ("Moon", "President Moon Jae-in", "South Korean President Moon Jae-in"): titles and
states before a name are left out, and a short name stands for the only longer one that holds its words, in its article first, else
in the ledger. Offices and bodies with a name, or of a state ("China's foreign ministry"), are one voice wherever they speak; a
state's capital and its government are one with the state. Whoever has no name (two "senior officials", "a former minister",
"the company") is a new voice in each article, and belongs to a class by kind and affiliation, such as ``anonymous, CHN``.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from foresaid.core import Source
from foresaid.judge.item import Item, state_of
from foresaid.rules import table

_LEAD = re.compile(r"^(?:the|a|an|another|one|some|several|most|many|other|his|her|its|their|our)\s+", re.I)
_SOME = r"(?:an?|another|one|some|several|most|many|other|both|every|two|three|his|her|its|their|our)"
_VAGUE = re.compile(rf"^{_SOME}\s", re.I)
_INDEFINITE = re.compile(rf"(?:^|\s(?:of|at|in|for|to)\s+){_SOME}\s", re.I)
_OFF = re.compile(r"\s+(?:and|of|for|at|in|quoted)\s.*|,.*")
_OWN = re.compile(r"['’]s?\b")
NAMELESS = ("anonymous", "group")
UNNAMED_OUTLET = "an outlet not named"
BEFORE_NAMES = (
    "former acting deputy first senior district judge speaker administrator us uk mr mrs ms dr sir of for the and council "
    "trade representative health union"
)
"""Words before a person's name that are no part of it, besides offices, titles and states."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One link of a claim's chain: ``key`` tells it from other voices, ``name`` is for people, ``kind`` is the source's,
    ``group`` its class; ``place`` is ``outlet`` (who published it), ``relay`` (between) or ``origin`` (who said it first);
    ``named`` whether it is one voice in all articles."""

    key: str
    name: str
    kind: str
    group: str
    place: str
    named: bool = True


def voices_of(item: Item) -> tuple[Voice, ...]:
    """The links of a claim's chain, outermost first: the outlet, those who relay, the origin. Where the article speaks for
    itself the outlet is the origin. Names are taken as they stand; ``Names`` resolves them."""
    sources = item.claim.sources
    place = "outlet" if sources else "origin"
    named = item.outlet != UNNAMED_OUTLET
    name = outlet_name(item.outlet)
    outlet = Voice(key=f"outlet:{_plain(name)}", name=name, kind="outlet", group="outlet", place=place, named=named)
    last = len(sources) - 1
    return (outlet, *(_voice(s, item, "origin" if n == last else "relay") for n, s in enumerate(sources)))


class Names:
    """Which voices are one, as far as ``items`` tell."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._own: dict[str, dict[frozenset[str], str]] = defaultdict(dict)
        everywhere: dict[frozenset[str], set[str]] = defaultdict(set)
        written: dict[str, Counter[str]] = defaultdict(Counter)
        short: dict[str, list[Voice]] = defaultdict(list)
        for i in items:
            for p in i.claim.participants:
                name = person_name(p.name)
                if name and " " in name and state_of(name) is None:
                    self._own[i.article][_words(name)] = name
            for v in voices_of(i):
                if v.key.startswith("person:"):
                    short[i.article].append(v)
                    if " " in v.name:
                        self._own[i.article][_words(v.name)] = v.name
                        everywhere[_words(v.name)].add(v.name)
                elif v.named:
                    written[v.key][v.name[:1].lower() + v.name[1:] if _LEAD.match(v.name) else v.name] += 1
        self._all = {words: min(names) for words, names in everywhere.items()}
        self._best = {
            key: min(names, key=lambda n, names=names: (-names[n], len(n), n))  # type: ignore[misc]
            for key, names in written.items()
        }
        self._known: dict[tuple[str, str], str] = {}

    def voices(self, item: Item) -> tuple[Voice, ...]:
        """The links of a claim's chain as ``voices_of`` gives them, under the names by which they are known."""
        return tuple(self._known_as(v, item.article) for v in voices_of(item))

    def _known_as(self, v: Voice, article: str) -> Voice:
        if v.key.startswith("person:"):
            full = self._full(v.name, article)
            return replace(v, name=full, key=f"person:{_plain(full)}")
        return replace(v, name=self._best.get(v.key, v.name))

    def _full(self, name: str, article: str) -> str:
        found = self._known.get((article, name))
        if found is None:
            words = _words(name)
            found = _only(words, self._own.get(article, {})) or name
            found = _only(_words(found), self._all) or found
            self._known[article, name] = found
        return found


def _only(words: frozenset[str], names: dict[frozenset[str], str]) -> str | None:
    """The longest name that holds all ``words``, where all that hold them are parts of it."""
    holding = [w for w in names if words <= w]
    if not holding:
        return None
    longest = max(holding, key=lambda w: (len(w), names[w]))
    return names[longest] if all(w <= longest for w in holding) else None


def _voice(s: Source, item: Item, place: str) -> Voice:
    name = " ".join(s.name.split())
    person = person_name(name) if s.kind in ("person", "office") else None
    if person is not None:
        return Voice(key=f"person:{_plain(person)}", name=person, kind="person", group="person", place=place)
    group = s.kind if not s.affiliation else f"{s.kind}, {s.affiliation}"
    if s.kind == "outlet" and not _VAGUE.match(name) and _is_title(name):
        name = outlet_name(name)
        return Voice(key=f"outlet:{_plain(name)}", name=name, kind="outlet", group="outlet", place=place)
    state = _state(s, name)
    if state is not None:
        return Voice(key=f"state:{state}", name=name, kind=s.kind, group=f"{s.kind}, {state}", place=place)
    plain = _plain(name)
    bare = _bare(plain, s.affiliation)
    if s.kind in NAMELESS or s.kind == "person" or _INDEFINITE.search(name) or not _has_name(s, name, bare):
        return Voice(
            key=f"{s.kind}:{plain}@{item.article}", name=name, kind=s.kind, group=group, place=place, named=False
        )
    return Voice(key=f"{s.kind}:{bare}@{s.affiliation or ''}", name=name, kind=s.kind, group=group, place=place)


@lru_cache(1 << 16)
def person_name(name: str) -> str | None:
    """A person's own name: what is left without titles, states and what follows the name; None where no name is left.

    >>> person_name("South Korean President Moon Jae-in"), person_name("a former minister")
    ('Moon Jae-in', None)
    """
    if _VAGUE.match(name):
        return None
    tokens = [t for t in _LEAD.sub("", name).replace(".", "").split() if t]
    n = 0
    while (
        n < len(tokens) and (not tokens[n][:1].isupper() or tokens[n].lower() in _titles()) and not _of_name(tokens, n)
    ):
        n += 1
    rest = _OFF.sub("", " ".join(tokens[n:]))
    if not rest or not all(
        t[:1].isupper() or t in ("de", "von", "van", "der", "bin", "al", "da") for t in rest.split()
    ):
        return None
    if any(_OWN.search(t) for t in rest.split()) or state_of(rest) is not None:
        return None
    return rest


def _of_name(tokens: list[str], n: int) -> bool:
    """Whether a small word here is part of a name: "von der Leyen"."""
    return tokens[n] in ("de", "von", "van", "der") and n + 1 < len(tokens) and n > 0


@lru_cache(1 << 16)
def outlet_name(name: str) -> str:
    """An outlet's name as the table of outlets gives it, without the article in front.

    >>> outlet_name("The Financial Times"), outlet_name("AFP")
    ('Financial Times', 'Agence France-Presse')
    """
    plain = _plain(name)
    return _outlets().get(plain, name[4:] if name.lower().startswith("the ") and " " in name[4:] else name)


def _plain(name: str) -> str:
    return _LEAD.sub("", name).strip().lower() or name.lower()


def _words(name: str) -> frozenset[str]:
    return frozenset(name.lower().split())


def _is_title(name: str) -> bool:
    return all(w[:1].isupper() or w in ("of", "the", "and") for w in _LEAD.sub("", name).split())


def _bare(plain: str, affiliation: str | None) -> str:
    """The name without the state that it belongs to: ``foreign ministry`` of "China's foreign ministry"."""
    if affiliation is None:
        return plain
    words = _OWN.sub("", plain).removesuffix(f" in {_seat(affiliation)}").split()
    while len(words) > 1 and words[0] in _states() and words[1] != "and":
        del words[0]
    return " ".join(words)


def _has_name(s: Source, name: str, bare: str) -> bool:
    """Whether the words tell it from others: a name in them, or what it is ("the foreign ministry") and of which state."""
    words = _LEAD.sub("", name).split()
    state = bool(s.affiliation and len(s.affiliation) == 3) and (" " in bare or bool(_OWN.search(name)))
    if s.kind == "outlet":
        return state and bool(_OWN.search(name))
    return state or any(
        w[:1].isupper() for w in (words if len(words) == 1 or words[0] != name.split()[0] else words[1:])
    )


def _state(s: Source, name: str) -> str | None:
    """The state that speaks: by its name, its capital, or as its government."""
    if s.kind not in ("institution", "person"):
        return None
    if re.fullmatch(r"(?:the|[\w ]+['’]s) government(?: in [\w ]+)?", name, re.I):
        return s.affiliation
    return state_of(name)


@cache
def _titles() -> frozenset[str]:
    """Words that stand before a person's name and are no part of it."""
    words = set(BEFORE_NAMES.split())
    for r in table("roles"):
        if r["class"] in ("office", "title"):
            words |= {w.lower() for phrase in r["words"].split("|") for w in phrase.split()}
    return frozenset(words | _states())


@cache
def _states() -> frozenset[str]:
    """Words of names and demonyms of states."""
    words: set[str] = set()
    for r in table("states"):
        for phrase in (r["name"], *r["demonyms"].split("|")):
            words |= {w.lower() for w in phrase.split()}
    return frozenset(words - {"chad", "jordan", "georgia", ""})


@cache
def _seat(state: str) -> str:
    return next((r["seats"].split("|")[0].lower() for r in table("states") if r["id"] == state), "")


@cache
def _outlets() -> dict[str, str]:
    out: dict[str, str] = {}
    for r in table("outlets"):
        for name in (r["name"], *r["also"].split("|")):
            if name:
                out.setdefault(_plain(name), r["name"].removeprefix("The "))
    return out
