"""Read-only questions to a ledger: what is foretold, who said it, what came of it, who was right.

Every answer is as of a day: ``as_of``, or the day of the ledger's latest article. No answer looks at the clock.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from foresaid.core import Foretold, Judgement, Verdict
from foresaid.judge.copies import Likewise, Piece, find_copies
from foresaid.judge.events import Joined, join
from foresaid.judge.history import foretold_of
from foresaid.judge.item import Item, item_of, state_of, stem
from foresaid.judge.outcomes import Settler
from foresaid.judge.scores import Record, Told, records, tellings, word_of
from foresaid.judge.sources import Names, voices_of
from foresaid.record import view
from foresaid.record.ledger import Ledger
from foresaid.record.view import Head


class NotFoundError(LookupError):
    """Nothing in the ledger answers to what was asked; the message says so in one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """The ledger as of a day, judged: claims, the events they speak of, verdicts, copies, people's judgements."""

    as_of: dt.date | None
    heads: dict[str, Head]
    items: dict[str, Item]
    events: tuple[Joined, ...]
    verdicts: dict[str, Verdict]
    copies: dict[str, Likewise]
    judgements: tuple[tuple[str, Judgement], ...]
    home: dict[str, Joined] = field(default_factory=dict)
    names: Names = field(default_factory=lambda: Names(()))

    def foretold(self, event: Joined) -> Foretold:
        """The event as a record, with its history."""
        copied = {k for k, v in self.copies.items() if v.how == "copy"}
        return foretold_of(event, self.verdicts, self.names.voices, copied)

    def claims(self) -> Iterator[tuple[Item, Verdict, str]]:
        """Every forward claim with its verdict and its event's id, in order of publication."""
        for id, item in self.items.items():
            if id in self.verdicts:
                yield item, self.verdicts[id], self.home[id].id


def judged(ledger: Ledger, *, as_of: dt.date | None = None) -> Judged:
    """Judge the ledger as of a day."""
    with ledger.reading() as c:
        heads = view.heads(c, as_of=as_of)
        kept = [k for k in view.claims(c, as_of=as_of) if k.claim.article in heads]
        people = tuple(view.judgements(c, as_of=as_of))
        today = as_of or view.last_day(c)
    items = {k.claim.id: item_of(k.claim, k.claim.article, k.published, heads[k.claim.article].outlet) for k in kept}
    copies = find_copies(
        Piece(key=h.key, published=h.published, sketch=h.sketch, publisher=h.publisher, origin=h.origin)
        for h in heads.values()
        if h.sketch
    )
    none = {j.subject for _, j in people if j.about == "claim" and j.answer == "no"}
    pairs = {about: frozenset(_pair(j) for _, j in people if j.about == about) for about in ("same", "different")}
    events = tuple(join((i for i in items.values() if i.id not in none), pairs["same"], pairs["different"]))
    copied = {k: v.of for k, v in copies.items() if v.how == "copy"}
    verdicts = Settler(events, today, copied).verdicts() if today else {}
    for _, j in people:
        if j.about == "verdict" and j.subject in verdicts:
            why = "; ".join(j.reasons) or "no reason given"
            verdicts[j.subject] = Verdict(claim=j.subject, answer=j.answer, because=why, rule=j.judge, since=j.made_at)
    home = {i.id: e for e in events for i in e.items}
    return Judged(
        as_of=today, heads=heads, items={k: v for k, v in items.items() if k in home}, events=events, verdicts=verdicts,
        copies=copies, judgements=people, home=home,
        names=Names(items.values()),
    )  # fmt: skip


def _pair(j: Judgement) -> tuple[str, str]:
    a, b = sorted((j.subject, j.answer))
    return a, b


def find_event(j: Judged, words: str) -> Joined:
    """The event of this id, or of the claim of this id, else the one whose claims tell most of these words (in any form; a
    state by any of its names), and of those the one with most claims. Raises ``NotFoundError``."""
    for e in j.events:
        if e.id == words:
            return e
    if words in j.home:
        return j.home[words]
    wanted = [(stem(w), state_of(w)) for w in words.replace('"', " ").split()]
    best: tuple[int, int, int, Joined] | None = None
    for n, e in enumerate(j.events):
        told: set[str] = set()
        for i in e.items:
            told |= i.stems | i.states | {stem(name) for name in i.names}
        covered = sum(s in told or (state in told if state else False) for s, state in wanted)
        rank = (covered, sum(i.claim.forward for i in e.items), -n, e)
        if covered and (best is None or rank[:3] > best[:3]):
            best = rank
    if best is None:
        raise NotFoundError(f"no claim tells of {words!r}; try other words, or `foresaid search`")
    return best[3]


def upcoming(j: Judged, days: int | None = None) -> list[tuple[Joined, Item, Verdict]]:
    """What is foretold for the days from ``as_of`` on: per event the latest claim with an open window, soonest end first;
    ``days``: only what may begin within so many."""
    if j.as_of is None:
        return []
    until = dt.date.max if days is None else j.as_of + dt.timedelta(days)
    out = []
    for e in j.events:
        for i in reversed(e.items):
            first, last = i.window or (None, None)
            verdict = j.verdicts.get(i.id)
            ahead = (first or last) is not None and (last or dt.date.max) >= j.as_of and (first or j.as_of) <= until
            if verdict is not None and verdict.answer == "open" and ahead:
                out.append((last or dt.date.max, first or dt.date.min, i.id, (e, i, verdict)))
                break
    return [row for *_, row in sorted(out, key=lambda r: r[:3])]


def due(j: Judged) -> list[tuple[Joined, Item, Verdict]]:
    """Claims whose window has closed and that no report has settled, longest closed first."""
    rows = []
    for i, v, _ in j.claims():
        last = i.window[1] if i.window else None
        if v.answer == "open" and j.as_of and last and last < j.as_of:
            rows.append((last, i.id, (j.home[i.id], i, v)))
    return [row for *_, row in sorted(rows, key=lambda r: r[:2])]


def sources(j: Judged, kind: str | None = None) -> list[Record]:
    """Track records by voice; with ``kind`` (``person``, ``office``, ``institution``, ``outlet``, ``anonymous``, ``group``) only of
    that kind, those without a name by their class."""
    told = [t for t in tellings(j.claims()) if kind is None or t.voice.kind == kind]
    return records(told, lambda t: t.voice.group if t.voice.kind in ("anonymous", "group") else t.voice.name)


def kinds(j: Judged) -> list[Record]:
    """Track records by kind of source, of those who said it first."""
    return records((t for t in tellings(j.claims()) if t.voice.place == "origin"), lambda t: t.voice.group)


def words(j: Judged) -> list[Record]:
    """Track records by the word that says how sure, each claim once."""
    return records((t for t in tellings(j.claims()) if t.voice.place == "origin"), lambda t: word_of(t.item))


def changed(j: Judged, source: str) -> list[Told]:
    """How one source's line moved: its claims, event by event, in order of publication. Raises ``NotFoundError``."""
    low = source.lower()
    told = [t for t in tellings(j.claims()) if t.voice.name.lower() == low] or [
        t for t in tellings(j.claims()) if low in t.voice.name.lower()
    ]
    if not told:
        raise NotFoundError(f"no source is called {source!r}; see `foresaid sources`")
    first: dict[str, int] = {}
    for t in told:
        first.setdefault(t.event, len(first))
    return sorted(told, key=lambda t: first[t.event])


__all__ = [
    "Judged",
    "NotFoundError",
    "changed",
    "due",
    "find_event",
    "judged",
    "kinds",
    "sources",
    "upcoming",
    "voices_of",
    "words",
]
