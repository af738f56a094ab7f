"""Which reports may tell what came of a claim, and the values by which that is weighed.

A claim's candidates are the reports published after it that share a name, a state or a rare word with it: the first few of
each, so that the cost grows with the claims. Values compared are named; the packaged trees (``judge/trees.py``) weigh them.
"""

from __future__ import annotations

import bisect
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from foresaid.judge.alike import NONE, Alike
from foresaid.judge.answers import Answer, answers, tells
from foresaid.judge.compare import Scales, other_way
from foresaid.judge.contrary import opposite, told_as_not_done
from foresaid.judge.item import Item
from foresaid.judge.rarity import rarity
from foresaid.judge.sides import Side, in_article, of_both, share, side_of
from foresaid.judge.summits import leaders_met

FIRST = 40
"""Reports of one block that a claim is compared with: the first that were published after it."""
LINK = 0.25
"""Rarity from which on a shared word that is no name of those who take part says something."""
RARE = 0.3
"""Rarity from which on a word is a block."""
SIGNS = frozenset(
    (
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
)
"""Features of ``compare`` that are used here."""
PLANS = 30
"""Other claims of one block that a claim is compared with."""
LAST = "\U0010ffff"
"""What stands after the key of any article."""
ENOUGH = 12
"""Articles that are counted at most."""


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
        self.scales = Scales()
        words: dict[str, set[str]] = defaultdict(set)
        named: dict[str, set[str]] = defaultdict(set)
        ends: dict[str, int] = {}
        self.naming: dict[str, list[tuple[dt.date, str]]] = defaultdict(list)
        for i in known:
            words[i.article] |= i.stems | i.names
            named[i.article] |= i.names
            ends[i.article] = max(ends.get(i.article, 1), i.claim.quote.end)
            for key in i.states | i.names:
                self.naming[key].append((i.published or dt.date.min, i.article))
        self.about = {k: frozenset(v) for k, v in words.items()}
        self.known = {k: sorted(v) for k, v in named.items()}
        self.place = {i.id: i.claim.quote.start / ends[i.article] for i in known}
        self.reports = [i for i in known if tells(i)]
        self.tellers = self._blocks(self.reports)
        self.plans = [i for i in known if i.claim.forward]
        self.claims = self._blocks(self.plans)
        self.days = sorted({i.article: i.published or dt.date.min for i in known}.values())
        self._sides: dict[str, Side] = {}

    def _blocks(self, items: list[Item]) -> dict[str, list[tuple[dt.date, int]]]:
        """By block, the days of publication and places in the list of those in it."""
        out: dict[str, list[tuple[dt.date, int]]] = defaultdict(list)
        for n, i in enumerate(items):
            for key in self.keys(i):
                out[key].append((i.published or dt.date.min, n))
        return out

    def keys(self, item: Item) -> set[str]:
        """The blocks of a claim: its states, names, kinds of event and rare words."""
        rare = [s for s in item.telling if rarity(s) >= RARE]
        return {*item.states, *item.names, *item.named, *rare, *(f"kind {h}" for h in item.heads)}

    def side(self, item: Item) -> Side:
        """What a claim or a report by itself lends to the values."""
        if item.id not in self._sides:
            place = self.place.get(item.id, 0.0)
            self._sides[item.id] = side_of(item, self.scales.told(item), place)
        return self._sides[item.id]

    def clues(self, item: Item) -> list[Clue]:
        """The candidates of a forward claim, in order of publication, with their values."""
        if item.published is None:
            return []
        picked: set[int] = set()
        for key in self.keys(item).union(self.known.get(item.article, ())):
            row = self.tellers.get(key, [])
            at = bisect.bisect_left(row, (item.published, -1))
            picked.update(n for _, n in row[at : at + FIRST])
        rows: list[tuple[Item, list[Answer], dict[str, float]]] = []
        for n in sorted(picked):
            r = self.reports[n]
            told = answers(item, r)
            if told and r.id != item.id and not other_way(item, r):
                rows.append((r, told, self.pair(item, r)))
        return self._beside(item, rows)

    def beside(self, item: Item, most: int) -> list[Item]:
        """Other forward claims that share a block with ``item``: of each block the first ``most`` published later and the last
        ``most`` before, in order of publication."""
        picked: set[int] = set()
        for key in self.keys(item):
            row = self.claims.get(key, [])
            at = bisect.bisect_left(row, (item.published or dt.date.min, -1))
            picked.update(n for _, n in row[max(0, at - most) : at + most])
        return [self.plans[n] for n in sorted(picked) if self.plans[n].id != item.id]

    def alike(self, item: Item) -> Alike:
        """The claims beside ``item`` that something will be."""
        plus = [o for o in self.beside(item, PLANS) if o.claim.polarity == "+"]
        return Alike(item, [(w, o) for o in plus if (w := self.scales.weight(item, o)) > NONE])

    def pair(self, a: Item, b: Item) -> dict[str, float]:
        """The values compared of a claim and a report, or of two claims, whenever they speak."""
        return {n: v for n, v in self.scales.values(a, b).items() if n in SIGNS}

    def _beside(self, item: Item, rows: list[tuple[Item, list[Answer], dict[str, float]]]) -> list[Clue]:
        """Each candidate with the values that need the others: its rank among them, and links over other claims."""
        if not rows:
            return []
        by_words = sorted((-_words(s), r.id) for r, _, s in rows)
        first, third = {id for _, id in by_words[:1]}, {id for _, id in by_words[:3]}
        best = -by_words[0][0]
        like = self.alike(item)
        side = self.side(item)
        awaited: dict[tuple[dt.date, dt.date, str], dict[str, float]] = {}
        out = []
        for r, told, s in rows:
            own = _words(s)
            signs = {
                **s,
                **side.as_claim,
                **self.side(r).as_report,
                **self._both(item, r),
                "first by words": float(own > 0 and r.id in first),
                "third by words": float(own > 0 and r.id in third),
                "behind the best": round(best - own, 3),
            }
            signs["tied"] = float(tied(s))
            for a in told:
                key = (r.published or a.day, a.day, r.article)
                if key not in awaited:
                    awaited[key] = like.awaited(*key)
                values = signs if a is told[-1] else dict(signs)
                values.update(self._times(item, r, a))
                values.update(awaited[key])
                out.append(Clue(report=r, answer=a, signs=values))
        return out

    def _both(self, item: Item, r: Item) -> dict[str, float]:
        """The values that need both a claim and a report."""
        a, b = self.side(item), self.side(r)
        out = of_both(item, a, r, b)
        out.update(in_article(a, self.about.get(r.article, frozenset())))
        if b.says:
            out["topic of claim"] = share(b, self.about.get(item.article, frozenset()))
        out["leaders met"] = float(leaders_met(item, r))
        out["told as not done"] = float(told_as_not_done(item, r) is not None)
        out["opposite"] = float(opposite(item, r) is not None)
        return out

    def _times(self, item: Item, r: Item, a: Answer) -> dict[str, float]:
        out = {f"day {a.relation}": 1.0, f"would be {a.verdict}": 1.0}
        w = item.window
        if a.days is not None:
            out["days off"] = float(min(500, a.days))
        if item.published and r.published:
            out["days later"] = float(min(800, (r.published - item.published).days))
            out["articles later"] = float(min(ENOUGH, self.between(item.published, r.published)))
            if w is not None and w[1] is not None:
                out["days past end"] = float(max(-400, min(400, (r.published - w[1]).days)))
                if r.published > w[1]:
                    out["articles past end"] = float(min(ENOUGH, self.between(w[1], r.published)))
        if w is not None and w[0] is not None and w[0] == w[1] and r.window is not None and r.window[0] == r.window[1]:
            out["same day told"] = float(w[0] == r.window[0])
        out["day ago"] = float(min(60, max(0, ((r.published or a.day) - a.day).days)))
        return out

    def spoken_of(self, item: Item, after: dt.date) -> int:
        """How many articles published after a day name a state or a name of the claim."""
        found: set[str] = set()
        for key in item.states | item.names:
            row = self.naming.get(key, [])
            found.update(a for _, a in islice(row, bisect.bisect_right(row, (after, LAST)), None))
        return len(found)

    def between(self, after: dt.date, upto: dt.date) -> int:
        """How many articles were published after one day and by another."""
        return bisect.bisect_right(self.days, upto) - bisect.bisect_right(self.days, after)


def _words(signs: Mapping[str, float]) -> float:
    return signs.get("words", 0.0) + signs.get("share of words", 0.0)


def tied(signs: Mapping[str, float]) -> bool:
    """Whether a claim and a report share the trigger, the kind of event, or a word that says something, or tell of one summit."""
    return (
        bool({"same trigger", "same kind"} & signs.keys())
        or signs.get("leaders met", 0.0) > 0
        or signs.get("rarest plain word", 0.0) >= LINK
    )


def _order(i: Item) -> tuple[dt.date, str, int, str]:
    return i.published or dt.date.min, i.article, i.claim.quote.start, i.id
