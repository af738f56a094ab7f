"""The whole ledger judged in memory: claims joined, settled, and who is meant by their sources."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

from sqlalchemy import Connection

from foresaid.core import Foretold, Judgement, Verdict
from foresaid.judge.copies import Likewise, Piece, find_copies
from foresaid.judge.events import Joined, join
from foresaid.judge.history import foretold_of
from foresaid.judge.item import Item, item_of
from foresaid.judge.outcomes import Settler
from foresaid.judge.sources import Names, Voice
from foresaid.record import view
from foresaid.record.ledger import Ledger
from foresaid.record.view import Head


class NotFoundError(LookupError):
    """Nothing in the ledger answers to what was asked; the message says so in one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """The ledger as of a day, judged: claims, the events they speak of, verdicts, copies, people's judgements.

    Of what was kept it holds only as much as a question asks for; ``told`` are then the events as records, by id.
    """

    as_of: dt.date | None
    heads: dict[str, Head]
    items: dict[str, Item]
    events: tuple[Joined, ...]
    verdicts: dict[str, Verdict]
    copies: dict[str, Likewise]
    judgements: tuple[tuple[str, Judgement], ...]
    home: dict[str, Joined] = field(default_factory=dict)
    names: Voices = field(default_factory=lambda: Names(()))
    told: dict[str, Foretold] = field(default_factory=dict)

    def foretold(self, event: Joined) -> Foretold:
        """The event as a record, with its history."""
        if event.id in self.told:
            return self.told[event.id]
        copied = {k for k, v in self.copies.items() if v.how == "copy"}
        return foretold_of(event, self.verdicts, self.names.voices, copied, self.items)

    def claims(self) -> Iterator[tuple[Item, Verdict, str]]:
        """Every forward claim with its verdict and its event's id, in order of publication."""
        for id, item in self.items.items():
            if id in self.verdicts:
                yield item, self.verdicts[id], self.home[id].id


class Voices(Protocol):
    """Who is meant by a claim's sources: ``judge.sources.Names``, or what was kept of it."""

    def voices(self, item: Item) -> tuple[Voice, ...]:
        """The links of a claim's chain, outermost first."""
        ...


def judged(ledger: Ledger, *, as_of: dt.date | None = None) -> Judged:
    """Judge the whole ledger as of a day, whatever is kept."""
    with ledger.reading() as c:
        return judge(c, as_of)


def judge(c: Connection, as_of: dt.date | None) -> Judged:
    """Judge all that one connection sees."""
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
