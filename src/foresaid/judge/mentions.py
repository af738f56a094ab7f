"""Which mentions of events in a collection of documents stand for one event?

Mentions are paired where their triggers may name one event (same stem, near words, one kind of event) and their documents are
alike; each pair is weighed by what it shares and what it does not (weights: ``rules/tables/mention_weights.tsv``, a logistic
regression, ``training/mentions.py``); the pairs' weights then join mentions to events by average link. Pairs are the only thing
compared, so that the cost grows with the pairs that share a word, not with all pairs.
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from foresaid.judge.item import LIGHT, kinds_of, near, stem
from foresaid.judge.rarity import rarity
from foresaid.rules import table

ALIKE = 0.05
"""Least cosine of two documents whose mentions are paired."""
UNPAIRED = -4.0
"""Log odds of two mentions that were not paired: their triggers have nothing in common."""
BOUND = 4.0
"""Log odds are cut at this before they are averaged, so that one pair does not outvote many."""
SAY = frozenset("say tell report announc state add note claim accord confirm statement declar comment call ask".split())
"""Stems of words that tell a saying: each is an event of its own speaker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMention:
    """A mention of an event.

    ``document`` and ``sentence`` (its number there) place it. ``stem`` is that of the trigger's head, or of its object where the
    head is a light verb; ``trigger`` those of all its content words. ``verb``: the head is a verb. ``agents``, ``patients``,
    ``others`` hold what takes part, each by the stem of its head and the words of its name; ``names`` those that are words of
    names; ``places`` and ``times`` the words that tell where and when; ``numbers`` the numerals around the trigger; ``context`` the
    stems of the sentence; ``negated``, ``plural`` as read.
    """

    id: str
    document: str
    sentence: int
    stem: str
    trigger: frozenset[str]
    verb: bool
    agents: frozenset[str] = frozenset()
    patients: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    context: frozenset[str] = frozenset()
    negated: bool = False
    plural: bool = False
    kinds: tuple[str, ...] = field(init=False)
    groups: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "kinds", kinds_of(self.stem))
        groups = (g for s in (self.stem, *sorted(self.trigger)) for g in _groups().get(s, ()))
        object.__setattr__(self, "groups", frozenset(groups))

    @property
    def who(self) -> frozenset[str]:
        """All that takes part."""
        return self.agents | self.patients | self.others


class Collection:
    """The documents among which mentions are compared: how rare a stem is, how alike two documents are.

    ``documents``: name → how often each content stem stands in it. How rare a stem is comes from a table of news articles and
    not from these documents, so that a pair weighs the same among few documents as among many.
    """

    def __init__(self, documents: Mapping[str, Mapping[str, int]]) -> None:
        self._vectors = {d: self._vector(stems) for d, stems in documents.items()}
        self._alike: dict[tuple[str, str], float] = {}

    def _vector(self, stems: Mapping[str, int]) -> dict[str, float]:
        weights = {s: (1 + math.log(n)) * self.rarity(s) for s, n in stems.items()}
        length = math.sqrt(sum(w * w for w in weights.values())) or 1.0
        return {s: w / length for s, w in weights.items()}

    def rarity(self, stem: str) -> float:
        """Between 0 (in every article) and 1 (in fewer than five of a thousand)."""
        return rarity(stem)

    def alike(self, a: str, b: str) -> float:
        """Cosine of two documents' stems, weighed by rarity."""
        key = (a, b) if a <= b else (b, a)
        if key not in self._alike:
            x, y = self._vectors[key[0]], self._vectors[key[1]]
            if len(y) < len(x):
                x, y = y, x
            self._alike[key] = sum(w * y[s] for s, w in x.items() if s in y)
        return self._alike[key]

    def cosine(self, a: frozenset[str], b: frozenset[str]) -> float:
        """Cosine of two sets of stems, weighed by rarity."""
        if not a or not b:
            return 0.0
        both = sum(self.rarity(s) ** 2 for s in a & b)
        if not both:
            return 0.0
        return both / math.sqrt(sum(self.rarity(s) ** 2 for s in a) * sum(self.rarity(s) ** 2 for s in b))


@cache
def _near_words() -> dict[str, dict[str, tuple[float, bool]]]:
    out: defaultdict[str, dict[str, tuple[float, bool]]] = defaultdict(dict)
    for r in table("near_words"):
        value = float(r["cosine"]), r["wordnet"] == "1"
        out[r["a"]][r["b"]] = out[r["b"]][r["a"]] = value
    return dict(out)


def _nearness(a: EventMention, b: EventMention) -> tuple[float, bool]:
    """The greatest cosine of a word of one trigger and one of the other, and whether WordNet has two of them in one sense."""
    words = _near_words()
    found = [words[x][y] for x in a.trigger | {a.stem} if x in words for y in b.trigger | {b.stem} if y in words[x]]
    return max((c for c, _ in found), default=0.0), any(w for _, w in found)


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    out: dict[str, tuple[str, ...]] = {}
    for r in table("event_synonyms"):
        for s in dict.fromkeys(stem(w) for w in r["words"].split()):
            out[s] = (*out.get(s, ()), r["id"])
    return out


@cache
def weights() -> dict[str, float]:
    """Weight by feature; ``threshold`` is the least mean of log odds at which two groups of mentions are joined."""
    return {r["feature"]: float(r["weight"]) for r in table("mention_weights")}


def pairs(mentions: Sequence[EventMention], collection: Collection) -> Iterator[tuple[int, int]]:
    """The pairs (by index, the smaller first) that may stand for one event."""
    by_stem: defaultdict[str, list[int]] = defaultdict(list)
    by_kind: defaultdict[str, list[int]] = defaultdict(list)
    for i, m in enumerate(mentions):
        for s in sorted(m.trigger | {m.stem}):
            by_stem[s].append(i)
        for k in (*m.kinds, *sorted("=" + g for g in m.groups)):
            by_kind[k].append(i)
    for i, m in enumerate(mentions):
        found: set[int] = set()
        for s in sorted(m.trigger | {m.stem}):
            found.update(by_stem[s])
        for t in sorted(m.trigger | {m.stem}):
            for s in _near_words().get(t, ()):
                found.update(by_stem.get(s, ()))
        for k in (*m.kinds, *sorted("=" + g for g in m.groups)):
            found.update(by_kind[k])
        for j in sorted(found):
            if i < j and (
                m.document == mentions[j].document or collection.alike(m.document, mentions[j].document) >= ALIKE
            ):
                yield i, j


def features(a: EventMention, b: EventMention, collection: Collection) -> dict[str, float]:
    """The values compared, by name: "same:…" where the triggers have one stem, else "near:…"."""
    same = a.stem == b.stem
    out: dict[str, float] = {"bias": 1.0}
    if same:
        out["rarity"] = collection.rarity(a.stem)
    else:
        cosine, wordnet = _nearness(a, b)
        out["words near"] = max(0.0, cosine - 0.3)
        out["words very near"] = float(cosine >= 0.7)
        out["words in one sense"] = float(wordnet)
        if set(a.kinds) & set(b.kinds):
            out["kind"] = 1.0
        elif any(near(x, y) for x in a.kinds for y in b.kinds):
            out["kind near"] = 1.0
        if a.groups & b.groups:
            out["synonyms"] = 1.0
            out["synonyms and who"] = collection.cosine(a.who, b.who)
        elif a.groups and b.groups:
            out["other synonyms"] = 1.0
        out["rarity"] = min(collection.rarity(a.stem), collection.rarity(b.stem))
        if a.trigger & b.trigger:
            out["trigger shares"] = 1.0
    if a.trigger != b.trigger and same:
        out["other trigger"] = 1.0
    if a.stem in SAY or b.stem in SAY:
        out["say"] = 1.0
        out["say agents"] = collection.cosine(a.agents, b.agents)
    if a.stem in LIGHT:
        out["light"] = 1.0
    out["both verbs" if a.verb and b.verb else "both nouns" if not a.verb and not b.verb else "verb and noun"] = 1.0
    _documents(a, b, collection, out)
    _parts(a, b, collection, out)
    prefix = "same:" if same else "near:"
    return {prefix + k: v for k, v in out.items() if v}


def _documents(a: EventMention, b: EventMention, collection: Collection, out: dict[str, float]) -> None:
    out["sentences"] = collection.cosine(a.context, b.context)
    if a.document == b.document:
        out["one document"] = 1.0
        away = abs(a.sentence - b.sentence)
        if away == 0:
            out["one sentence"] = 1.0
        out["sentences apart"] = min(10, away) / 10
        return
    alike = collection.alike(a.document, b.document)
    out["documents"] = alike
    for step in (0.1, 0.2, 0.3, 0.4):
        out[f"documents {step}"] = float(alike >= step)


def _parts(a: EventMention, b: EventMention, collection: Collection, out: dict[str, float]) -> None:
    for role in ("agents", "patients", "others", "places", "times", "numbers", "names"):
        x, y = getattr(a, role), getattr(b, role)
        if not x or not y:
            continue
        shared = x & y
        if shared:
            out[f"{role} same"] = 1.0
            out[f"{role} share"] = collection.cosine(x, y)
        else:
            out[f"{role} other"] = 1.0
            if x & a.names and y & b.names and role != "names":
                out[f"{role} other names"] = 1.0
    out["who"] = collection.cosine(a.who, b.who)
    who = a.who & b.who
    if who:
        out["who rarest"] = max(collection.rarity(s) for s in who)
    crossed = (a.agents & b.patients) | (a.patients & b.agents)
    if crossed - (a.agents & b.agents) - (a.patients & b.patients):
        out["roles crossed"] = 1.0
    if (a.who | a.places) & b.context or (b.who | b.places) & a.context:
        told = (a.who | a.places) & b.context, (b.who | b.places) & a.context
        out["who in sentence"] = max(sum(collection.rarity(s) for s in sorted(t)) for t in told) / 3
    if a.negated != b.negated:
        out["one negated"] = 1.0
    if not a.verb and not b.verb and a.plural != b.plural:
        out["one plural"] = 1.0


def log_odds(values: Mapping[str, float], table: Mapping[str, float] | None = None) -> float:
    """The weighed sum of values, in log odds; ``table`` instead of the packaged weights."""
    w = weights() if table is None else table
    return sum(w.get(k, 0.0) * v for k, v in values.items())


def average_link(n: int, scored: Iterable[tuple[int, int, float]], threshold: float) -> list[int]:
    """The first member of the group of each of ``n`` items: those two groups are joined, again and again, whose mean of log
    odds over all pairs between them is the greatest, as long as it is at least ``threshold``.

    >>> average_link(3, [(0, 1, 2.0), (1, 2, 1.0)], 0.0)
    [0, 0, 2]
    """
    links: list[dict[int, tuple[float, int]]] = [{} for _ in range(n)]
    for i, j, s in scored:
        links[i][j] = links[j][i] = (max(-BOUND, min(BOUND, s)), 1)
    size = [1] * n
    owner = list(range(n))

    def mean(i: int, j: int) -> float:
        total, count = links[i][j]
        every = size[i] * size[j]
        return (total + UNPAIRED * (every - count)) / every

    heap = [(-mean(i, j), i, j) for i in range(n) for j in links[i] if i < j and mean(i, j) >= threshold]
    heapq.heapify(heap)
    alive = [True] * n
    while heap:
        score, i, j = heapq.heappop(heap)
        if not (alive[i] and alive[j]) or j not in links[i] or -score != mean(i, j):
            continue
        alive[j] = False
        owner[j] = i
        del links[i][j], links[j][i]
        for k, (total, count) in links[j].items():
            old = links[i].get(k, (0.0, 0))
            links[i][k] = links[k][i] = (old[0] + total, old[1] + count)
            del links[k][j]
        links[j] = {}
        size[i] += size[j]
        for k in links[i]:
            value = mean(i, k)
            if value >= threshold:
                heapq.heappush(heap, (-value, min(i, k), max(i, k)))
    return [_top(owner, i) for i in range(n)]


def _top(owner: list[int], i: int) -> int:
    while owner[i] != i:
        i = owner[i]
    return i
