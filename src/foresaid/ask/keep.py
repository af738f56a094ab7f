"""What was judged as rows that are kept in the ledger, and whether those that are kept still hold."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from sqlalchemy import Connection, Table, or_, select

from foresaid.ask import questions
from foresaid.ask.judged import Judged, judge
from foresaid.core import SETTLED, SOURCE_KINDS, Foretold, Problem, Step, Verdict, canonical
from foresaid.core.version import VERSION, digest_of
from foresaid.judge.compare import Likeness, Reason
from foresaid.judge.copies import Likewise
from foresaid.judge.events import Joined
from foresaid.judge.item import Item
from foresaid.judge.scores import Record, Told
from foresaid.judge.sources import Voice, voices_of
from foresaid.record import judged, tables, view
from foresaid.record.engine import LedgerError, shown
from foresaid.record.ledger import Ledger, dump, head_of
from foresaid.record.project import storable

FOREVER = dt.date.max.isoformat()
EVER = dt.date.min.isoformat()
BY_SOURCE, BY_KIND, BY_WORD = "source", "kind", "word"
Rows = dict[Table, list[tuple[Any, ...]]]


def key_of(c: Connection) -> str:
    """What a judgement of the whole ledger is made from: the journal, the judge, and the day, that of the latest article."""
    last = view.last_day(c)
    made_by = f"{VERSION} {digest_of('rules', 'judge', 'ask')}"
    return canonical({"chain": head_of(c)[1], "day": last.isoformat() if last else None, "judge": made_by})


def holds(c: Connection, as_of: dt.date | None) -> bool:
    """Whether the kept rows are what the ledger says as of a day. They tell of all that is known at last; so of the day of the
    latest article too, where nothing bears a later day or none."""
    if judged.made_from(c) != key_of(c):
        return False
    if as_of is None:
        return True
    a, j = tables.article.c, tables.judgement.c
    undated = select(a.key).where(a.published.is_(None), a.live == 1).limit(1)
    later = select(j.id).where(or_(j.made_at.is_(None), j.made_at > as_of.isoformat()), j.live == 1).limit(1)
    return as_of == view.last_day(c) and c.execute(undated).first() is None and c.execute(later).first() is None


def keep(ledger: Ledger, j: Judged, key: str) -> bool:
    """Write down what was judged from what ``key`` says; whether that could be done and is still so: somebody may have
    recorded more since, or the ledger may be one that we can not write to."""
    made = rows_of(j)
    try:
        if ledger.writable:
            return _write(ledger, made, j, key)
        with Ledger.open(ledger.where, write=True) as writable:
            return _write(writable, made, j, key)
    except LedgerError:
        return False


def _write(ledger: Ledger, made: Rows, j: Judged, key: str) -> bool:
    with ledger.writing() as c:
        if key_of(c) != key:
            return False
        judged.write(c, key, made, terms_of(j))
    return True


def bring_up_to_date(ledger: Ledger) -> bool:
    """Judge the ledger, where what is kept does not hold, and keep that; whether what is kept holds now."""
    with ledger.reading() as c:
        key = key_of(c)
        if judged.made_from(c) == key:
            return True
        j = judge(c, None)
    return keep(ledger, j, key)


def unlike(ledger: Ledger) -> Iterator[Problem]:
    """A ``Problem`` for each table of kept rows that differs from what the judge makes of the ledger; nothing where no rows are
    kept for its last line, as nobody reads them then."""
    with ledger.reading() as c:
        if judged.made_from(c) != key_of(c):
            return
        j = judge(c, None)
        made = rows_of(j)
        what = "differs from what the judge makes of the ledger; `foresaid ledger rebuild` makes it again"
        for table in tables.JUDGED:
            names = [column.name for column in table.columns]
            keys = len(table.primary_key.columns)
            wanted = (dict(zip(names, row, strict=True)) for row in sorted(made[table], key=lambda r: r[:keys]))
            for a, b in zip_longest(dump(c, table), wanted):
                if a != b:
                    key = min(str(next(iter(x.values()))) for x in (a, b) if x is not None)
                    where = f"{shown(ledger.where)}: table {table.name}, row {key}"
                    yield Problem(stage="ledger", where=where, message=what)
                    break
        told = Counter(judged.token(t) for *_, terms in terms_of(j) for t in terms)
        if told != judged.counts(c):
            yield Problem(stage="ledger", where=f"{shown(ledger.where)}: the index of what is told", message=what)


def terms_of(j: Judged) -> Iterator[tuple[int, int, bool, set[str]]]:
    """What each claim and report tells, of the events that have a forward claim: those that a story is found by."""
    for number, e in enumerate(j.events):
        if any(i.claim.forward for i in e.items):
            for place, i in enumerate(e.items):
                yield number, place, i.claim.forward, questions.terms_of(i)


def rows_of(j: Judged) -> Rows:
    """All kept rows, in the order of the columns."""
    told = questions.tellings(j)
    called = {(storable(name), storable(key)) for key, names in questions.names_of(j).items() for name in names}
    return {
        tables.judged: [row for e in j.events for row in _judged(j, e)],
        tables.event: [(e.id, n, canonical(_foretold_to(j.foretold(e)))) for n, e in enumerate(j.events)],
        tables.telling: list(_tellings(told)),
        tables.called: sorted(called),
        tables.track: [
            (by, n, r.settled, canonical([getattr(r, f) for f in Record.__slots__]))
            for by, records in _tracks(j, told)
            for n, r in enumerate(records)
        ],
        tables.likewise: [(k, canonical([v.of, v.how, v.share])) for k, v in j.copies.items()],
    }


def _tracks(j: Judged, told: Sequence[Told]) -> Iterator[tuple[str, list[Record]]]:
    for kind in (None, *SOURCE_KINDS):
        yield grouping(kind), questions.sources(j, kind, told)
    yield BY_KIND, questions.kinds(j, told)
    yield BY_WORD, questions.words(j, told)


def grouping(kind: str | None) -> str:
    """Under what the track records of sources of a kind, or of all, are kept."""
    return BY_SOURCE if kind is None else f"{BY_SOURCE} {kind}"


def _judged(j: Judged, e: Joined) -> Iterator[tuple[Any, ...]]:
    """The rows of an event's claims. ``until``: of the open claims whose days are not over the latest is the event's row of
    `upcoming`; where that asks only for what begins by some day, the latest that does: so each is asked for until the first day
    on which a later one begins."""
    rows: list[tuple[Any, ...]] = []
    today = j.as_of.isoformat() if j.as_of else EVER
    begins: str | None = None
    for place in range(len(e.items) - 1, -1, -1):
        i = e.items[place]
        v = j.verdicts.get(i.id)
        starts = ends = until = None
        if v is not None and i.window is not None:
            starts = i.window[0].isoformat() if i.window[0] else EVER
            ends = i.window[1].isoformat() if i.window[1] else FOREVER
            if v.answer == "open" and ends >= today:
                until, begins = begins, min(starts, begins or FOREVER)
        answer = v.answer if v is not None else None
        body = canonical(_body(j, e, i, v))
        rows.append((i.id, e.id, place, int(i.claim.forward), answer, starts, ends, until, body))
    return iter(rows[::-1])


def _body(j: Judged, e: Joined, i: Item, v: Verdict | None) -> dict[str, Any]:
    voices, joined = j.names.voices(i), e.why.get(i.id)
    out: dict[str, Any] = {}
    if v is not None:
        out["verdict"] = [
            v.answer, v.because, v.rule, _text(v.since), v.days, _text(v.happened), list(v.reports)
        ]  # fmt: skip
    if voices != voices_of(i):
        out["voices"] = [[x.key, x.name, x.kind, x.group, x.place, x.named] for x in voices]
    if joined is not None:
        to, likeness = joined
        out["joined"] = [to, likeness.weight, [[r.name, r.value, r.words] for r in likeness.reasons]]
    return out


def _tellings(told: Sequence[Told]) -> Iterator[tuple[Any, ...]]:
    links: dict[str, int] = {}
    for t in told:
        link = links[t.item.id] = links.get(t.item.id, -1) + 1
        own = None if t.own is None else canonical(t.own)
        yield t.item.id, link, storable(t.voice.key), t.event, int(t.verdict.answer in SETTLED), own


def _foretold_to(f: Foretold) -> list[Any]:
    return [
        f.id, f.label, f.type, list(f.participants), f.place, list(f.claims), list(f.reports),
        [[_text(s.day), s.status, s.claim, s.by] for s in f.history], _text(f.happened),
    ]  # fmt: skip


def foretold_from(body: str) -> Foretold:
    """The event as a record, from its kept row."""
    id, label, type, who, place, claims, reports, history, happened = json.loads(body)
    return Foretold(
        id=id, label=label, type=type, participants=tuple(who), place=place, claims=tuple(claims), reports=tuple(reports),
        history=tuple(Step(day=view.day(d), status=s, claim=k, by=by) for d, s, k, by in history), happened=view.day(happened),
    )  # fmt: skip


def verdict_from(body: Mapping[str, Any], claim: str) -> Verdict | None:
    """The verdict that a kept row holds; a report has none."""
    if "verdict" not in body:
        return None
    answer, because, rule, since, days, happened, reports = body["verdict"]
    return Verdict(
        claim=claim, answer=answer, because=because, rule=rule, since=view.day(since), days=days, happened=view.day(happened),
        reports=tuple(reports),
    )  # fmt: skip


def voices_from(body: Mapping[str, Any], item: Item) -> tuple[Voice, ...]:
    """The links of a claim's chain that a kept row holds: as they stand in the claim, where it holds none."""
    if "voices" not in body:
        return voices_of(item)
    return tuple(
        Voice(key=key, name=name, kind=kind, group=group, place=place, named=named)
        for key, name, kind, group, place, named in body["voices"]
    )


def joined_from(body: Mapping[str, Any]) -> tuple[str, Likeness] | None:
    """The claim that one was joined to, and why."""
    if "joined" not in body:
        return None
    to, weight, reasons = body["joined"]
    return to, Likeness(weight=weight, reasons=tuple(Reason(name=n, value=v, words=w) for n, v, w in reasons))


def likewise_from(article: str, body: str) -> Likewise:
    """How an article is a copy of another or kin to it."""
    of, how, share = json.loads(body)
    return Likewise(key=article, of=of, how=how, share=share)


def record_from(body: str) -> Record:
    """A track record."""
    return Record(**dict(zip(Record.__slots__, json.loads(body), strict=True)))


def _text(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
