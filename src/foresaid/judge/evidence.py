"""Which reports may tell what came of a claim, and the values by which that is weighed.

A claim's candidates are the reports published after it that share a name, a state or a rare word with it: the first few of
each, so that the cost grows with the claims. Values compared are named; the packaged trees (``judge/trees.py``) weigh them.
"""

from __future__ import annotations

import bisect
import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from foresaid.judge.answers import Answer, answers, numbers, tells
from foresaid.judge.compare import LIGHT, compare, features, other_way
from foresaid.judge.contrary import opposite, takes_back, told_as_not_done
from foresaid.judge.item import Item, state_of, stem
from foresaid.judge.rarity import rarity_of
from foresaid.judge.summits import leaders_met

_NAME = re.compile(r"\b[A-Z][^\W\d_]*(?:[-'’][^\W\d_]+)*")
_PROPER = re.compile(r"(?<=\s)[A-Z][^\W\d_]+")
FIRST = 40
"""Reports of one block that a claim is compared with: the first that were published after it."""
LINK = 0.25
"""Rarity from which on a shared word that is no name of those who take part says something."""
RARE = 0.3
"""Rarity from which on a word is a block."""
SIGNS = (
    "words",
    "share of words",
    "same kind",
    "near kind",
    "other kind",
    "same trigger",
    "same type",
    "title",
    "names",
    "other names",
    "two states",
    "one state",
    "another state",
    "other states",
    "same place",
    "other place",
    "ruled out",
)
"""Features of ``compare`` that are used here."""
PLANS = 30
"""Other claims of one block that a claim is compared with."""
NONE = -6.0
"""Log odds where no claim is to be compared with."""
HOW_SURE = {"certain": 2.0, "probable": 1.0, "possible": 0.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Clue:
    """A report that may tell what came of a claim, what it would say, and the values compared."""

    report: Item
    answer: Answer
    signs: dict[str, float]


class Scene:
    """All claims and reports of a ledger, arranged so that the candidates of a claim are found quickly."""

    def __init__(self, items: Iterable[Item]) -> None:
        known = sorted((i for i in items if i.published is not None), key=_order)
        self.rarity = rarity_of(known)
        self.about: dict[str, frozenset[str]] = {}
        words: dict[str, set[str]] = defaultdict(set)
        named: dict[str, set[str]] = defaultdict(set)
        self.place: dict[str, float] = {}
        ends: dict[str, int] = {}
        for i in known:
            words[i.article] |= i.stems | i.names
            named[i.article] |= i.names
            ends[i.article] = max(ends.get(i.article, 1), i.claim.quote.end)
        self.about = {k: frozenset(v) for k, v in words.items()}
        self.naming: dict[str, set[tuple[dt.date, str]]] = defaultdict(set)
        for i in known:
            for key in (*i.states, *i.names):
                self.naming[key].add((i.published or dt.date.min, i.article))
        self.known = {k: frozenset(v) for k, v in named.items()}
        for i in known:
            self.place[i.id] = i.claim.quote.start / ends[i.article]
        self.tellers: dict[str, list[tuple[dt.date, int]]] = defaultdict(list)
        self.reports = [i for i in known if tells(i)]
        for n, r in enumerate(self.reports):
            for key in self.keys(r):
                self.tellers[key].append((r.published or dt.date.min, n))
        self.claims: dict[str, list[tuple[dt.date, int]]] = defaultdict(list)
        self.plans = [i for i in known if i.claim.forward]
        for n, r in enumerate(self.plans):
            for key in self.keys(r):
                self.claims[key].append((r.published or dt.date.min, n))
        self.days = sorted({i.article: i.published or dt.date.min for i in known}.values())
        self._sum: dict[str, float] = {}
        self._like: dict[str, list[tuple[Item, float]]] = {}

    def keys(self, item: Item) -> list[str]:
        """The blocks of a claim: its states, names, kinds of event and rare words."""
        rare = [s for s in item.stems if s not in LIGHT and self.rarity(s) >= RARE]
        return sorted({*item.states, *item.names, *item.named, *rare, *(f"kind {h}" for h in item.heads)})

    def clues(self, item: Item) -> list[Clue]:
        """The candidates of a forward claim, in order of publication, with their values."""
        if item.published is None:
            return []
        picked: set[int] = set()
        for key in (*self.keys(item), *sorted(self.known.get(item.article, ()))):
            row = self.tellers.get(key, [])
            at = bisect.bisect_left(row, (item.published, -1))
            picked.update(n for _, n in row[at : at + FIRST])
        rows: list[tuple[Item, Answer, dict[str, float]]] = []
        for n in sorted(picked):
            r = self.reports[n]
            told = answers(item, r)
            if not told or r.id == item.id or other_way(item, r):
                continue
            signs = self.pair(item, r)
            rows.extend((r, a, signs) for a in told)
        return [Clue(report=r, answer=a, signs=s) for r, a, s in self._beside(item, rows)]

    def beside(self, item: Item, most: int) -> list[Item]:
        """Other forward claims that share a block with ``item``: of each block the first ``most`` published later and the last
        ``most`` before, in order of publication."""
        picked: set[int] = set()
        for key in self.keys(item):
            row = self.claims.get(key, [])
            at = bisect.bisect_left(row, (item.published or dt.date.min, -1))
            picked.update(n for _, n in row[max(0, at - most) : at + most])
        return [self.plans[n] for n in sorted(picked) if self.plans[n].id != item.id]

    def alike(self, item: Item) -> list[tuple[Item, float]]:
        """The forward claims beside ``item``, each with the log odds that both foretell one event."""
        if item.id not in self._like:
            self._like[item.id] = [(o, compare(item, o, self.rarity).weight) for o in self.beside(item, PLANS)]
        return self._like[item.id]

    def pair(self, a: Item, b: Item) -> dict[str, float]:
        """The values compared of a claim and a report, or of two claims, whenever they speak."""
        return {r.name: r.value for r in features(a, b, self.rarity) if r.name in SIGNS}

    def told(self, item: Item) -> float:
        """How much the claim's words say in all."""
        if item.id not in self._sum:
            self._sum[item.id] = sum(self.rarity(s) for s in sorted(item.stems) if s not in LIGHT)
        return self._sum[item.id]

    def _beside(
        self, item: Item, rows: list[tuple[Item, Answer, dict[str, float]]]
    ) -> Iterator[tuple[Item, Answer, dict[str, float]]]:
        """Each candidate with the values that need the others: its rank among them, and links over other claims."""
        by_words = sorted({(-s.get("words", 0.0) - s.get("share of words", 0.0), r.id) for r, _, s in rows})
        rank = {id: k for k, (_, id) in enumerate(by_words)}
        best = -by_words[0][0] if by_words else 0.0
        for r, a, s in rows:
            out = dict(s)
            own = s.get("words", 0.0) + s.get("share of words", 0.0)
            out["first by words"] = float(rank[r.id] == 0 and own > 0)
            out["third by words"] = float(rank[r.id] <= 2 and own > 0)
            out["behind the best"] = round(best - own, 3)
            out.update(self._times(item, r, a))
            out["tied"] = float(tied(s))
            out.update(self._sides(item, r))
            out.update(self._awaited(item, r, a))
            yield r, a, out

    def _awaited(self, item: Item, r: Item, a: Answer) -> dict[str, float]:
        """How surely like claims foretold the event for days after the report's, or for those very days."""
        later = still = over = day = NONE
        said = r.published or a.day
        for o, w in self.alike(item):
            if o.claim.polarity != "+" or o.published is None:
                continue
            first, last = o.window or (None, None)
            if o.published > said and first is not None and first > a.day:
                later = max(later, w)
            if (
                o.article != r.article
                and o.published >= said
                and o.published > a.day
                and (last or o.published) >= o.published
            ):
                still = max(still, w)
            if (
                (item.published or said) < o.published <= said
                and o.window is not None
                and (last is None or last < a.day)
            ):
                over = max(over, w)
            if (
                o.published <= said
                and first is not None
                and last is not None
                and first <= a.day <= last
                and (last - first).days <= 7
            ):
                day = max(day, w)
        return {
            "awaited for later": later,
            "still awaited": still,
            "foretold for before": over,
            "foretold for that day": day,
        }

    def _times(self, item: Item, r: Item, a: Answer) -> dict[str, float]:
        out = {f"day {a.relation}": 1.0, f"would be {a.verdict}": 1.0}
        w = item.window
        if w is not None and w[0] is not None and w[1] is not None:
            out["window days"] = float(min(400, (w[1] - w[0]).days + 1))
        elif w is None:
            out["no window"] = 1.0
        else:
            out["open window"] = 1.0
        out["report dated"] = float(r.window is not None)
        if r.window and r.window[0] and r.window[1]:
            out["report days"] = float(min(400, (r.window[1] - r.window[0]).days + 1))
        if a.days is not None:
            out["days off"] = float(min(500, a.days))
        if w is not None and w[1] is not None and r.published is not None:
            out["days past end"] = float(max(-400, min(400, (r.published - w[1]).days)))
        if item.published and r.published:
            out["days later"] = float(min(800, (r.published - item.published).days))
        if r.published is not None and item.published is not None:
            out["articles later"] = float(min(12, self.between(item.published, r.published)))
            if w is not None and w[1] is not None and r.published > w[1]:
                out["articles past end"] = float(min(12, self.between(w[1], r.published)))
        if w is not None and w[0] is not None and w[0] == w[1] and r.window is not None and r.window[0] == r.window[1]:
            out["same day told"] = float(w[0] == r.window[0])
        out["day ago"] = float(min(60, max(0, ((r.published or a.day) - a.day).days)))
        return out

    def _sides(self, item: Item, r: Item) -> dict[str, float]:
        c, d = item.claim, r.claim
        names = {stem(n) for n in item.names | r.names}
        plain = [s for s in sorted(item.stems & r.stems) if s not in LIGHT and s not in names and state_of(s) is None]
        out = {
            "negative": float(c.polarity == "-"),
            "forecast": float(c.kind == "forecast"),
            "conditional": float(c.condition is not None),
            "by a plan": float(d.forward),
            "by a plan that was": float(d.forward and d.polarity == "+"),
            "told by rule": float("outcome.told" in d.rules),
            "kinds in common": float(len(set(item.heads) & set(r.heads))),
            "rarest word": max((self.rarity(s) for s in item.stems & r.stems if s not in LIGHT), default=0.0),
            "rarest plain word": max((self.rarity(s) for s in plain), default=0.0),
            "no trigger kind": float(not item.heads) + float(not r.heads),
            "claim's verb told": self.rarity(item.stem) if item.stem in r.stems and item.stem not in LIGHT else 0.0,
            "report's verb foretold": self.rarity(r.stem) if r.stem in item.stems and r.stem not in LIGHT else 0.0,
            "report is a part": float(r.claim.quote.words[:1].islower()),
            "claim is a part": float(item.claim.quote.words[:1].islower()),
            "report starts at": round(self.place.get(r.id, 0.0), 3),
            "claim words": round(self.told(item), 3),
            "report words": round(self.told(r), 3),
            f"outcome {d.outcome if not d.forward else 'plan'}": 1.0,
        }
        topic = self.about.get(r.article, frozenset())
        mine = [s for s in sorted(item.stems | item.names) if s not in LIGHT]
        if mine:
            total = sum(self.rarity(s) for s in mine)
            out["topic of report"] = round(sum(self.rarity(s) for s in mine if s in topic) / total, 3) if total else 0.0
        theirs = [s for s in sorted(r.stems | r.names) if s not in LIGHT]
        if theirs:
            total = sum(self.rarity(s) for s in theirs)
            home = self.about.get(item.article, frozenset())
            out["topic of claim"] = round(sum(self.rarity(s) for s in theirs if s in home) / total, 3) if total else 0.0
        proper = [stem(w) for w in _PROPER.findall(item.claim.quote.words)]
        if proper:
            out["proper names told"] = sum(s in r.stems for s in proper) / len(proper)
            out["proper names not in article"] = sum(s not in topic for s in proper) / len(proper)
        theirs = [stem(w) for w in _PROPER.findall(r.claim.quote.words)]
        if theirs:
            out["proper names foretold"] = sum(s in item.stems for s in theirs) / len(theirs)
        out.update(_people(item, r))
        w = item.window
        if w is not None and item.published is not None:
            for name, end in (("days ahead", w[0]), ("days to the end", w[1])):
                if end is not None:
                    out[name] = float(max(-5, min(400, (end - item.published).days)))
        out["how sure"] = HOW_SURE.get(c.certainty, 1.0)
        out["own voice"] = float(not c.sources)
        x, y = numbers(item), numbers(r)
        if x and y:
            out["number"] = 1.0 if x & y else -1.0
        first = (
            [p for p in c.participants if p.role == "agent"][:1],
            [p for p in d.participants if p.role == "agent"][:1],
        )
        if first[0] and first[1]:
            a, b = first[0][0], first[1][0]
            out["agent"] = 1.0 if (a.id and a.id == b.id) or a.name.lower() == b.name.lower() else -1.0
        out["report takes back"] = float(takes_back(r) is not None)
        out["claim takes back"] = float(takes_back(item) is not None)
        out["leaders met"] = float(leaders_met(item, r))
        out["told as not done"] = float(told_as_not_done(item, r) is not None)
        out["opposite"] = float(opposite(item, r) is not None)
        return out

    def spoken_of(self, item: Item, after: dt.date) -> int:
        """How many articles published after a day name a state or a name of the claim."""
        found: set[str] = set()
        for key in sorted(item.states | item.names):
            found |= {a for d, a in self.naming.get(key, ()) if d > after}
        return len(found)

    def between(self, after: dt.date, upto: dt.date) -> int:
        """How many articles were published after one day and by another."""
        return bisect.bisect_right(self.days, upto) - bisect.bisect_right(self.days, after)


def tied(signs: Mapping[str, float]) -> bool:
    """Whether a claim and a report share the trigger, the kind of event, or a word that says something, or tell of one summit."""
    return (
        bool({"same trigger", "same kind"} & signs.keys())
        or signs.get("leaders met", 0.0) > 0
        or signs.get("rarest plain word", 0.0) >= LINK
    )


def _people(a: Item, b: Item) -> dict[str, float]:
    """Whether those who take part in both are the same, by the last word of their names."""
    x, y = _last_names(a), _last_names(b)
    if not x or not y:
        return {}
    both = len(x & y)
    return {
        "who of claim": both / len(x),
        "who of report": both / len(y),
        "who none": float(not both),
        "who other both": float(bool(x - y and y - x)),
    }


def _last_names(i: Item) -> frozenset[str]:
    words = (_NAME.findall(p.name) for p in i.claim.participants)
    return frozenset(w[-1].lower() for w in words if w)


def _order(i: Item) -> tuple[dt.date, str, int, str]:
    return i.published or dt.date.min, i.article, i.claim.quote.start, i.id
