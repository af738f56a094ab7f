"""Who was right: track records of sources, of kinds of source and of words, from the verdicts.

A claim counts where its verdict settles it (``core.SETTLED``): 1 where it held, 0 where it did not (early and late too: the
claim named the days). One voice's claims of the same event, window and polarity count once, the first; copies never. A claim's
probability is that of its word (``rules/tables/probability_words.tsv``); for "unlikely" and the like it is the
probability that the event happens, and the claim says that it does not.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from foresaid.core import SETTLED, Verdict
from foresaid.judge.item import Item
from foresaid.judge.sources import Voice, voices_of
from foresaid.rules import table

PRIOR = (0.5, 0.5)
"""Jeffreys' prior, Beta(1/2, 1/2), under the interval of a held share."""
MASS = 0.90
TABLE_WEIGHT = 10
"""Settled claims that the published table's probability counts for, against the ledger's own."""
WORDS_VERSION = "words 1"
"""Name and version of the table of words and of how own rates are mixed in, told with every track record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One claim as said by one voice: what is scored. ``own`` is its word's probability as far as the ledger knew on the
    day it was published (``walk_forward``)."""

    item: Item
    verdict: Verdict
    event: str
    voice: Voice
    own: float | None = None

    @property
    def held(self) -> bool:
        """Whether it came true."""
        return self.verdict.answer == "held"

    @property
    def settled(self) -> bool:
        """Whether it is known."""
        return self.verdict.answer in SETTLED

    @property
    def loss(self) -> float:
        """Squared error of its probability: 0 best, 1 worst."""
        return (probability_of(self.item) - self.held) ** 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A track record of ``claims`` counted once each (``repeats`` were left out).

    ``settled``, ``held``, ``open``, ``void``, ``unscorable``: how many are; ``share`` that held, with its 90 % interval ``low`` to
    ``high``. ``brier``: the mean squared error of the table's probabilities, with its parts (Murphy 1973: ``reliability`` -
    ``resolution`` + ``uncertainty``); ``brier_own``: of the ledger's own, walk-forward. ``base``: the held share of everybody's
    claims on the events that it spoke of; ``skill``: 1 - Brier / Brier of always saying ``base`` (0: no better; None: nothing
    settled, or nothing to beat). ``rivals``: its claims on events of which others spoke too; ``lead``: by how much its squared
    error there is below theirs on the same events (positive: better). ``late``: mean days of late claims.
    """

    name: str
    kind: str
    claims: int
    settled: int
    held: int
    open: int
    void: int
    unscorable: int
    repeats: int
    share: float | None = None
    low: float | None = None
    high: float | None = None
    brier: float | None = None
    reliability: float | None = None
    resolution: float | None = None
    uncertainty: float | None = None
    brier_own: float | None = None
    base: float | None = None
    skill: float | None = None
    rivals: int = 0
    lead: float | None = None
    late: float | None = None
    words: str = WORDS_VERSION


@cache
def probabilities() -> dict[str, tuple[float, float, float, str]]:
    """Probability, range and origin by cue."""
    return {r["cue"]: (float(r["p"]), float(r["low"]), float(r["high"]), r["from"]) for r in table("probability_words")}


@cache
def _denying() -> frozenset[str]:
    return frozenset(r["cue"] for r in table("probability_words") if r["says"] == "-")


def word_of(item: Item) -> str:
    """The word that says how sure: the claim's cue where the table has it, else its degree of certainty."""
    for rule in item.claim.rules:
        cue = rule.removeprefix("cue.")
        if rule.startswith("cue.") and cue in probabilities():
            return cue
    return item.claim.certainty


def stated(word: str) -> tuple[float, float, float, str]:
    """What a claim with this word says of itself: probability, range, origin; of "unlikely", that it will not be."""
    p, low, high, origin = probabilities()[word]
    return (
        (round(1 - p, 2), round(1 - high, 2), round(1 - low, 2), origin)
        if word in _denying()
        else (p, low, high, origin)
    )


def probability_of(item: Item) -> float:
    """How probable the claim says what it says is: of "unlikely", that it does not happen."""
    word = word_of(item)
    return stated(word)[0] if item.claim.polarity == "-" else probabilities()[word][0]


def tellings(
    claims: Iterable[tuple[Item, Verdict, str]], voices: Callable[[Item], tuple[Voice, ...]] = voices_of
) -> list[Told]:
    """Each claim once for each link of its chain; ``claims`` are (claim, verdict, event's id) in order of publication."""
    rows = list(claims)
    own = walk_forward(rows)
    return [
        Told(item=item, verdict=verdict, event=event, voice=voice, own=own[item.id])
        for item, verdict, event in rows
        for voice in voices(item)
    ]


def walk_forward(rows: Sequence[tuple[Item, Verdict, str]]) -> dict[str, float]:
    """For each claim the probability of its word as far as was known before the day it was published.

    That is (10 p + held) / (10 + settled): p is the table's, held and settled count the claims with the same word whose
    verdict was known by then (``Verdict.since``; one that bears no day is known on no day).
    """
    known = sorted(
        ((v.since, n) for n, (_, v, _) in enumerate(rows) if v.answer in SETTLED and v.since is not None),
        key=lambda x: x,
    )
    order = sorted(range(len(rows)), key=lambda n: (rows[n][0].published or dt.date.max, n))
    held: dict[str, int] = defaultdict(int)
    settled: dict[str, int] = defaultdict(int)
    out: dict[str, float] = {}
    at = 0
    for n in order:
        item = rows[n][0]
        while at < len(known) and known[at][0] < (item.published or dt.date.max):
            old, verdict, _ = rows[known[at][1]]
            settled[word_of(old)] += 1
            held[word_of(old)] += verdict.answer == "held"
            at += 1
        word = word_of(item)
        p = TABLE_WEIGHT * probability_of(item)
        out[item.id] = (p + held[word]) / (TABLE_WEIGHT + settled[word])
    return out


def counted(told: Iterable[Told], by: Callable[[Told], str]) -> tuple[dict[str, list[Told]], dict[str, int]]:
    """What counts, by group, and how many repeats were left out: one voice's claims of one event, window and polarity are one."""
    groups: dict[str, list[Told]] = defaultdict(list)
    repeats: dict[str, int] = defaultdict(int)
    seen: set[tuple[object, ...]] = set()
    for t in told:
        group = by(t)
        mark = (group, t.voice.key, t.event, t.item.window, t.item.claim.polarity)
        if mark in seen:
            repeats[group] += 1
        else:
            groups[group].append(t)
        seen.add(mark)
    return groups, repeats


@dataclass(slots=True)
class Field:
    """All that was told of each event, so that a source is compared with others on the same questions only."""

    held: dict[str, list[tuple[str, bool, float]]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, told: Iterable[Told]) -> Field:
        """From every telling by those who said it first (the origins), repeats once."""
        groups, _ = counted((t for t in told if t.voice.place == "origin" and t.settled), lambda t: "")
        made = cls()
        for t in groups.get("", ()):
            made.held[t.event].append((t.item.id, t.held, t.loss))
        return made

    def base(self, rows: Iterable[Told]) -> float | None:
        """The held share of everybody's claims on the events of ``rows``."""
        ys = [y for event in sorted({t.event for t in rows}) for _, y, _ in self.held.get(event, ())]
        return sum(ys) / len(ys) if ys else None

    def lead(self, rows: Iterable[Told]) -> tuple[int, float | None]:
        """On how many claims others spoke of the event too, and by how much the mean squared error is below theirs."""
        rows = list(rows)
        mine = {t.item.id for t in rows}
        gains = []
        for t in rows:
            others = [loss for id, _, loss in self.held.get(t.event, ()) if id not in mine]
            if others:
                gains.append(sum(others) / len(others) - t.loss)
        return len(gains), sum(gains) / len(gains) if gains else None


def records(told: Iterable[Told], by: Callable[[Told], str], field: Field | None = None) -> list[Record]:
    """The track records of ``told``, grouped by ``by``, most settled first, ties by name; ``field`` is what they are compared
    with (None: ``told`` itself)."""
    told = list(told)
    field = field or Field.of(told)
    groups, repeats = counted(told, by)
    out = [_record(name, rows, repeats[name], field) for name, rows in groups.items()]
    return sorted(out, key=lambda r: (-r.settled, -r.claims, r.name))


def _record(name: str, rows: Sequence[Told], repeats: int, field: Field) -> Record:
    settled = [t for t in rows if t.settled]
    opened, void, unscorable = (sum(t.verdict.answer == a for t in rows) for a in ("open", "void", "unscorable"))
    n, held = len(settled), sum(t.held for t in settled)
    kind = rows[0].voice.kind
    if not settled:
        return Record(name=name, kind=kind, claims=len(rows), settled=0, held=0, open=opened, void=void,
            unscorable=unscorable, repeats=repeats,
        )  # fmt: skip
    late = [t.verdict.days for t in settled if t.verdict.answer == "late" and t.verdict.days is not None]
    score = brier([(probability_of(t.item), t.held) for t in settled])
    low, high = interval(held, n)
    base = field.base(settled)
    flat = None if base is None else sum((base - t.held) ** 2 for t in settled) / n
    rivals, lead = field.lead(settled)
    own = [(t.own - t.held) ** 2 for t in settled if t.own is not None]
    return Record(
        name=name, kind=kind, claims=len(rows), settled=n, held=held, open=opened, void=void, unscorable=unscorable,
        repeats=repeats, share=held / n,
        low=low, high=high, brier=score[0], reliability=score[1], resolution=score[2], uncertainty=score[3],
        brier_own=sum(own) / len(own) if own else None, base=base, skill=1 - score[0] / flat if flat else None,
        rivals=rivals, lead=lead, late=sum(late) / len(late) if late else None,
    )  # fmt: skip


def brier(pairs: Sequence[tuple[float, bool]]) -> tuple[float, float, float, float]:
    """The Brier score of (probability, came true) pairs and its parts: reliability, resolution, uncertainty, the score
    being the first less the second plus the third (Murphy 1973). Raises ``ValueError`` of nothing.

    >>> [round(x, 3) for x in brier([(0.9, True), (0.9, False), (0.4, False)])]
    [0.327, 0.16, 0.056, 0.222]
    """
    if not pairs:
        raise ValueError("no pairs to score")
    n, mean = len(pairs), sum(y for _, y in pairs) / len(pairs)
    bins: dict[float, list[bool]] = defaultdict(list)
    for p, y in pairs:
        bins[p].append(y)
    reliability = sum(len(ys) * (p - sum(ys) / len(ys)) ** 2 for p, ys in sorted(bins.items())) / n
    resolution = sum(len(ys) * (sum(ys) / len(ys) - mean) ** 2 for _, ys in sorted(bins.items())) / n
    return sum((p - y) ** 2 for p, y in pairs) / n, reliability, resolution, mean * (1 - mean)


def interval(held: int, n: int) -> tuple[float, float]:
    """The central 90 % interval of the held share: quantiles of Beta(held + 1/2, n - held + 1/2).

    >>> [round(x, 2) for x in interval(3, 4)]
    [0.35, 0.95]
    """
    from scipy.special import betaincinv

    a, b = held + PRIOR[0], n - held + PRIOR[1]
    return float(betaincinv(a, b, (1 - MASS) / 2)), float(betaincinv(a, b, 1 - (1 - MASS) / 2))
