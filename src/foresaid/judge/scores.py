"""Who was right: track records of sources, of kinds of source and of words, from the verdicts.

A claim counts where its verdict settles it (``core.SETTLED``): 1 where it held, 0 where it did not (early and late too: the
claim named the days). One voice's claims of the same event, window and polarity count once, the first; copies never. A claim's
probability is that of its word (``rules/tables/probability_words.tsv``); for "unlikely" and the like it is the
probability that the event happens, and the claim says that it does not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from foresaid.core import SETTLED, Verdict
from foresaid.judge.item import Item
from foresaid.judge.sources import Voice, voices_of
from foresaid.rules import table

PRIOR = (0.5, 0.5)
"""Jeffreys' prior, Beta(1/2, 1/2), under the interval of a held share."""
MASS = 0.90


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One claim as said by one voice: what is scored."""

    item: Item
    verdict: Verdict
    event: str
    voice: Voice

    @property
    def held(self) -> bool:
        """Whether it came true."""
        return self.verdict.answer == "held"

    @property
    def settled(self) -> bool:
        """Whether it is known."""
        return self.verdict.answer in SETTLED


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A track record: of ``claims`` counted once each, how many are settled, held, open, void and unscorable; the ``share``
    that held with its 90 % interval ``low`` to ``high``; the Brier score and its parts (Murphy 1973: reliability - resolution
    + uncertainty); ``skill`` against the held share of all claims scored here (0: no better than always saying that
    share; None: nothing settled); ``late`` the mean days by which late claims were late; ``repeats`` what was left out."""

    name: str
    kind: str
    claims: int
    settled: int
    held: int
    open: int
    void: int
    unscorable: int
    repeats: int
    share: float | None
    low: float | None
    high: float | None
    brier: float | None
    reliability: float | None
    resolution: float | None
    uncertainty: float | None
    skill: float | None
    late: float | None


@cache
def probabilities() -> dict[str, tuple[float, float, float, str]]:
    """Probability, range and origin by cue."""
    return {r["cue"]: (float(r["p"]), float(r["low"]), float(r["high"]), r["from"]) for r in table("probability_words")}


def word_of(item: Item) -> str:
    """The word that says how sure: the claim's cue where the table has it, else its degree of certainty."""
    for rule in item.claim.rules:
        cue = rule.removeprefix("cue.")
        if rule.startswith("cue.") and cue in probabilities():
            return cue
    return item.claim.certainty


def probability_of(item: Item) -> float:
    """How probable the claim says what it says is: of "unlikely", that it does not happen."""
    p = probabilities()[word_of(item)][0]
    return 1 - p if item.claim.polarity == "-" and p < 0.5 else p


def tellings(claims: Iterable[tuple[Item, Verdict, str]]) -> list[Told]:
    """Each claim once for each link of its chain; ``claims`` are (claim, verdict, event's id) in order of publication."""
    return [
        Told(item=item, verdict=verdict, event=event, voice=voice)
        for item, verdict, event in claims
        for voice in voices_of(item)
    ]


def records(told: Iterable[Told], by: Callable[[Told], str], base: float | None = None) -> list[Record]:
    """The track records of ``told``, grouped by ``by``, most settled first, ties by name. ``base`` is the held share to
    beat; None: that of all of ``told``."""
    groups: dict[str, list[Told]] = defaultdict(list)
    kept: list[Told] = []
    repeats: dict[str, int] = defaultdict(int)
    seen: set[tuple[object, ...]] = set()
    for t in told:
        group = by(t)
        mark = (group, t.voice.key, t.event, t.item.window, t.item.claim.polarity)
        if mark in seen and t.verdict.answer != "unscorable":
            repeats[group] += 1
            continue
        seen.add(mark)
        groups[group].append(t)
        kept.append(t)
    settled = [t for t in kept if t.settled]
    if base is None and settled:
        base = sum(t.held for t in settled) / len(settled)
    out = [_record(name, rows, repeats[name], base) for name, rows in groups.items()]
    return sorted(out, key=lambda r: (-r.settled, -r.claims, r.name))


def _record(name: str, rows: Sequence[Told], repeats: int, base: float | None) -> Record:
    settled = [t for t in rows if t.settled]
    n, held = len(settled), sum(t.held for t in settled)
    count = {a: sum(t.verdict.answer == a for t in rows) for a in ("open", "void", "unscorable")}
    late = [t.verdict.days for t in settled if t.verdict.answer == "late" and t.verdict.days is not None]
    pairs = [(probability_of(t.item), t.held) for t in settled]
    score = brier(pairs)
    low, high = interval(held, n) if n else (None, None)
    skill = None
    if score is not None and base is not None:
        flat = sum((base - y) ** 2 for _, y in pairs) / n
        skill = 1 - score[0] / flat if flat else None
    return Record(
        name=name, kind=rows[0].voice.kind, claims=len(rows), settled=n, held=held, repeats=repeats, open=count["open"],
        void=count["void"], unscorable=count["unscorable"], share=held / n if n else None, low=low, high=high,
        brier=score[0] if score else None, reliability=score[1] if score else None, resolution=score[2] if score else None,
        uncertainty=score[3] if score else None, skill=skill, late=sum(late) / len(late) if late else None,
    )  # fmt: skip


def brier(pairs: Sequence[tuple[float, bool]]) -> tuple[float, float, float, float] | None:
    """The Brier score of (probability, came true) pairs and its parts: reliability, resolution, uncertainty, the score
    being the first less the second plus the third (Murphy 1973); None of nothing.

    >>> [round(x, 3) for x in brier([(0.9, True), (0.9, False), (0.4, False)])]
    [0.327, 0.16, 0.056, 0.222]
    """
    if not pairs:
        return None
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
