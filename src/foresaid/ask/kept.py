"""The questions to a ledger, from what was kept where that holds, else from all of it judged in memory."""
# ruff: noqa: D102 (``Asked`` says what each question answers)

from __future__ import annotations

import datetime as dt
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Protocol

from sqlalchemy import Connection, func, or_, select

from foresaid.ask import keep, questions
from foresaid.ask.judged import Judged, judge
from foresaid.core import Foretold, Verdict
from foresaid.judge.copies import Likewise
from foresaid.judge.events import Joined
from foresaid.judge.item import Item, item_of
from foresaid.judge.scores import Record, Told
from foresaid.judge.sources import Voice
from foresaid.record import judged, tables, view
from foresaid.record.ledger import Ledger
from foresaid.record.project import storable

AT_ONCE = 5000
"""Ids in one question to the database."""
Row = tuple[Joined, Item, Verdict]


class Asked(Protocol):
    """A ledger that questions are put to; answers come with as much of the judged ledger as it takes to show them. ``limit``: at
    most so many, the first; None: all. Raise ``NotFoundError`` where nothing answers to a name, an id or words."""

    @property
    def as_of(self) -> dt.date | None:
        """The day as of which it answers."""

    def story(self, words: str, limit: int) -> tuple[Judged, list[Joined]]:
        """The events that words or an id tell of, the likeliest first (``questions.find_events``)."""

    def claim(self, id: str) -> tuple[Judged, Item]:
        """The claim or report of this id, or whose id alone begins so."""

    def upcoming(self, days: int | None = None, limit: int | None = None) -> tuple[Judged, list[Row]]:
        """What is foretold next (``questions.upcoming``)."""

    def due(self, limit: int | None = None) -> tuple[Judged, list[Row]]:
        """What closed and is not settled (``questions.due``)."""

    def settled(self, only: Sequence[str] = (), limit: int | None = None) -> tuple[Judged, list[Item]]:
        """The forward claims, of these verdicts where some are named, in order of publication."""

    def verdicts(self) -> Counter[str]:
        """How many there are of each verdict."""

    def sources(self, kind: str | None = None) -> list[Record]:
        """Track records by source (``questions.sources``)."""

    def kinds(self) -> list[Record]:
        """Track records by class of source."""

    def words(self) -> list[Record]:
        """Track records by word."""

    def compared(self, names: Sequence[str]) -> tuple[list[Record], int]:
        """The track records of sources on the events that all of them spoke of (``questions.compared``)."""

    def changed(self, source: str) -> tuple[Judged, list[Told]]:
        """How one source's line moved (``questions.changed``)."""


@contextmanager
def asked(ledger: Ledger, as_of: dt.date | None = None) -> Iterator[Asked]:
    """The ledger as of a day, to be asked. Where what is kept does not hold, all of it is judged; and what it says at last, where
    that is asked for, is kept for the next question."""
    with ledger.reading() as c:
        if keep.holds(c, as_of):
            yield Kept(c)
            return
        key, j = keep.key_of(c), judge(c, as_of)
    if as_of is None:
        keep.keep(ledger, j, key)
    yield Whole(j)


@dataclass(frozen=True, slots=True)
class Whole:
    """All of a ledger, judged in memory."""

    judged: Judged

    @property
    def as_of(self) -> dt.date | None:
        return self.judged.as_of

    def story(self, words: str, limit: int) -> tuple[Judged, list[Joined]]:
        return self.judged, questions.find_events(self.judged, words)[:limit]

    def claim(self, id: str) -> tuple[Judged, Item]:
        return self.judged, questions.find_claim(self.judged, id)

    def upcoming(self, days: int | None = None, limit: int | None = None) -> tuple[Judged, list[Row]]:
        return self.judged, questions.upcoming(self.judged, days)[:limit]

    def due(self, limit: int | None = None) -> tuple[Judged, list[Row]]:
        return self.judged, questions.due(self.judged)[:limit]

    def settled(self, only: Sequence[str] = (), limit: int | None = None) -> tuple[Judged, list[Item]]:
        return self.judged, [i for i, v, _ in self.judged.claims() if not only or v.answer in only][:limit]

    def verdicts(self) -> Counter[str]:
        return Counter(v.answer for v in self.judged.verdicts.values())

    def sources(self, kind: str | None = None) -> list[Record]:
        return questions.sources(self.judged, kind)

    def kinds(self) -> list[Record]:
        return questions.kinds(self.judged)

    def words(self) -> list[Record]:
        return questions.words(self.judged)

    def compared(self, names: Sequence[str]) -> tuple[list[Record], int]:
        return questions.compared(self.judged, names)

    def changed(self, source: str) -> tuple[Judged, list[Told]]:
        return self.judged, questions.changed(self.judged, source)


@dataclass(slots=True)
class KeptEvent(Joined):
    """An event with those of its claims that were asked for."""

    kept_id: str = ""

    @property
    def id(self) -> str:
        """As it was made from its first claim."""
        return self.kept_id


class Kept:
    """What is kept in a ledger, as one connection sees it. Only where ``keep.holds``."""

    def __init__(self, c: Connection) -> None:
        self.c = c
        self.as_of = view.last_day(c)

    def story(self, words: str, limit: int) -> tuple[Judged, list[Joined]]:
        e, k = tables.event.c, tables.judged.c
        ids = list(self.c.execute(select(e.id).where(e.id == words)).scalars())
        ids = ids or list(self.c.execute(select(k.event).where(k.claim == words)).scalars())
        if not ids:
            numbers = judged.find(self.c, questions.wanted_of(words), limit)
            found = {r.number: r.id for r in self.c.execute(select(e.number, e.id).where(e.number.in_(numbers)))}
            ids = [found[n] for n in numbers]
        if not ids:
            raise questions.nothing_told(words)
        told = self._told(ids)
        claims = [*told[ids[0]].claims, *told[ids[0]].reports]
        j = self._judged(claims, told)
        events = {e.id: e for e in j.events}
        return j, [events.get(id) or KeptEvent(kept_id=id) for id in ids]

    def claim(self, id: str) -> tuple[Judged, Item]:
        k = tables.judged.c
        found = list(self.c.execute(select(k.claim).where(k.claim == id)).scalars())
        if not found and len(id) >= questions.ENOUGH:
            begins = select(k.claim).where(k.claim >= storable(id), k.claim < storable(id) + chr(sys.maxunicode))
            found = list(self.c.execute(begins.order_by(k.claim)).scalars())
        one = questions.the_one(id, found, self.as_of)
        body = json.loads(self.c.execute(select(k.body).where(k.claim == one)).scalar_one())
        verdict, to = keep.verdict_from(body, one), keep.joined_from(body)
        j = self._judged([one, *([to[0]] if to else []), *(verdict.reports if verdict else ())])
        people = tuple(view.judgements(self.c, about=one))
        return replace(j, judgements=people), j.items[one]

    def upcoming(self, days: int | None = None, limit: int | None = None) -> tuple[Judged, list[Row]]:
        if self.as_of is None:
            return self._rows([])
        k, today = tables.judged.c, self.as_of.isoformat()
        last = keep.FOREVER if days is None else (self.as_of + dt.timedelta(days)).isoformat()
        query = select(k.claim).where(k.answer == "open", k.ends >= today, k.starts <= last)
        query = query.where(or_(k.until.is_(None), k.until > last)).order_by(k.ends, k.starts, k.claim)
        return self._rows(self.c.execute(query.limit(limit)).scalars())

    def due(self, limit: int | None = None) -> tuple[Judged, list[Row]]:
        if self.as_of is None:
            return self._rows([])
        k = tables.judged.c
        query = select(k.claim).where(k.answer == "open", k.ends < self.as_of.isoformat()).order_by(k.ends, k.claim)
        return self._rows(self.c.execute(query.limit(limit)).scalars())

    def settled(self, only: Sequence[str] = (), limit: int | None = None) -> tuple[Judged, list[Item]]:
        k, t = tables.judged.c, tables.claim.c
        query = select(k.claim).join(tables.claim, t.id == k.claim).where(k.forward == 1)
        if only:
            query = query.where(k.answer.in_(only))
        query = query.order_by(t.published, t.article, t.start, t.id)
        ids: list[str] = []
        for part in (
            t.published.is_not(None),
            t.published.is_(None),
        ):  # apart, so that the index of days gives the order
            left = None if limit is None else limit - len(ids)
            ids += self.c.execute(query.where(part).limit(left)).scalars()
        j = self._judged(ids)
        return j, list(j.items.values())

    def verdicts(self) -> Counter[str]:
        k = tables.judged.c
        query = select(k.answer, func.count()).where(k.answer.is_not(None)).group_by(k.answer)
        return Counter({str(answer): n for answer, n in self.c.execute(query)})

    def sources(self, kind: str | None = None) -> list[Record]:
        return self._tracks(keep.grouping(kind))

    def kinds(self) -> list[Record]:
        return self._tracks(keep.BY_KIND)

    def words(self) -> list[Record]:
        return self._tracks(keep.BY_WORD)

    def _tracks(self, grouping: str) -> list[Record]:
        t = tables.track.c
        query = select(t.body).where(t.grouping == grouping).order_by(t.place)
        return [keep.record_from(body) for body in self.c.execute(query).scalars()]

    def compared(self, names: Sequence[str]) -> tuple[list[Record], int]:
        t, k = tables.telling.c, tables.judged.c
        voices = [self._voices(n) for n in names]
        shared = set.intersection(
            *(
                {event for some in _parts(keys) for event in self.c.execute(
                    select(t.event).where(t.voice.in_(some), t.settled == 1).distinct()).scalars()}
                for keys in voices
            )
        )  # fmt: skip
        claims = [
            id for some in _parts(sorted(shared)) for id in self.c.execute(select(k.claim).where(k.event.in_(some))).scalars()
        ]  # fmt: skip
        _, told = self._tellings(claims)
        rows = [[x for x in told if storable(x.voice.key) in keys] for keys in map(set, voices)]
        return questions.beside(names, rows, told), len(shared)

    def changed(self, source: str) -> tuple[Judged, list[Told]]:
        t, keys = tables.telling.c, self._voices(source)
        claims = [
            id for some in _parts(keys) for id in self.c.execute(select(t.claim).where(t.voice.in_(some))).scalars()
        ]
        j, told = self._tellings(list(dict.fromkeys(claims)))
        wanted = set(keys)
        return j, questions.by_event([x for x in told if storable(x.voice.key) in wanted])

    def _voices(self, source: str) -> list[str]:
        """The keys of the voices that are called so, else of those of whose name it is a part, which told something."""
        n, t, name = tables.called.c, tables.telling.c, storable(questions.bare(source))
        for fits in (n.name == name, n.name.contains(name, autoescape=True)):
            query = select(n.voice).where(fits, select(t.claim).where(t.voice == n.voice).exists()).distinct()
            if keys := list(self.c.execute(query.order_by(n.voice)).scalars()):
                return keys
        raise questions.nobody_called(source)

    def _rows(self, claims: Iterable[str]) -> tuple[Judged, list[Row]]:
        ids = list(claims)
        j = self._judged(ids)
        return j, [(j.home[id], j.items[id], j.verdicts[id]) for id in ids]

    def _tellings(self, claims: Sequence[str]) -> tuple[Judged, list[Told]]:
        """What these claims tell by each link of their chains, in order of publication; copies left out."""
        t, j = tables.telling.c, self._judged(claims)
        own: dict[str, list[str | None]] = {}
        for some in _parts(claims):
            query = select(t.claim, t.own).where(t.claim.in_(some)).order_by(t.claim, t.link)
            for id, probability in self.c.execute(query):
                own.setdefault(id, []).append(probability)
        told = [
            Told(item=i, verdict=v, event=event, voice=voice, own=None if p is None else json.loads(p))
            for i, v, event in j.claims()
            for voice, p in zip(j.names.voices(i), own.get(i.id, ()), strict=False)
        ]
        return j, told

    def _told(self, events: Sequence[str]) -> dict[str, Foretold]:
        e = tables.event.c
        return {
            id: keep.foretold_from(body)
            for some in _parts(events)
            for id, body in self.c.execute(select(e.id, e.body).where(e.id.in_(some)))
        }

    def _judged(self, claims: Sequence[str], told: dict[str, Foretold] | None = None) -> Judged:
        """As much of the judged ledger as these claims and reports are; ``told``: the events' records, where at hand."""
        k = tables.judged.c
        kept = {
            row.claim: row
            for some in _parts(claims)
            for row in self.c.execute(select(k.claim, k.event, k.place, k.body).where(k.claim.in_(some)))
        }
        found = [x for some in _parts(list(kept)) for x in view.claims(self.c, ids=some)]
        articles = list(dict.fromkeys(x.claim.article for x in found))
        heads = {key: h for some in _parts(articles) for key, h in view.heads(self.c, keys=some).items()}
        made = (item_of(x.claim, x.claim.article, x.published, heads[x.claim.article].outlet) for x in found)
        items = {i.id: i for i in sorted(made, key=_order)}
        events: dict[str, KeptEvent] = {}
        verdicts: dict[str, Verdict] = {}
        voices: dict[str, tuple[Voice, ...]] = {}
        for id in sorted(items, key=lambda id: kept[id].place):
            body: dict[str, Any] = json.loads(kept[id].body)
            event = events.setdefault(kept[id].event, KeptEvent(kept_id=kept[id].event))
            event.items.append(items[id])
            if joined := keep.joined_from(body):
                event.why[id] = joined
            if verdict := keep.verdict_from(body, id):
                verdicts[id] = verdict
            voices[id] = keep.voices_from(body, items[id])
        w = tables.likewise.c
        copies: dict[str, Likewise] = {
            key: keep.likewise_from(key, body)
            for some in _parts(articles)
            for key, body in self.c.execute(select(w.article, w.body).where(w.article.in_(some)))
        }
        told = (told or {}) | self._told([id for id in events if id not in (told or {})])
        return Judged(
            as_of=self.as_of, heads=heads, items=items, events=tuple(events.values()), verdicts=verdicts, copies=copies,
            judgements=(), home={i.id: e for e in events.values() for i in e.items}, names=_Voices(voices), told=told,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Voices:
    """Who is meant by the sources of claims, as it was kept."""

    known: dict[str, tuple[Voice, ...]]

    def voices(self, item: Item) -> tuple[Voice, ...]:
        return self.known[item.id]


def _order(i: Item) -> tuple[Any, ...]:
    """As the ledger gives its claims."""
    return i.published is None, i.published or dt.date.min, i.article, i.claim.quote.start, i.id


def _parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for at in range(0, len(ids), AT_ONCE):
        yield ids[at : at + AT_ONCE]
