"""The ledger as of a day: its live claims, articles and judgements as records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, or_, select

from foresaid.core import Article, Claim, Entry, Judgement
from foresaid.record import tables, words
from foresaid.record.journal import article_from_body, claim_from_body, judgement_from

HELD_AT_ONCE = 500
NAMELESS = "an outlet not named"
"""Who published an article that does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A claim as it stands in the ledger: with its entry's number, its article's key, and the article's day."""

    claim: Claim
    number: int
    published: dt.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What the ledger knows of an article besides its text."""

    key: str
    id: str
    published: dt.date | None
    title: str | None
    url: str | None
    publisher: str | None
    origin: str | None
    sketch: str | None

    @property
    def outlet(self) -> str:
        """Who published it, as far as the article says."""
        return self.publisher or self.origin or NAMELESS


def day(text: str | None) -> dt.date | None:
    """The day that a column holds."""
    return dt.date.fromisoformat(text) if text else None


def claims(c: Connection, *, as_of: dt.date | None = None, ids: Sequence[str] | None = None) -> Iterator[Kept]:
    """The live claims, reports too, in order of publication; ``as_of``: only those published by that day (what bears no
    day is left out then); ``ids``: only these."""
    t, e = tables.claim.c, tables.entry.c
    query = select(e.body, t.entry, t.published).join(tables.entry, e.number == t.entry).where(t.live == 1)
    if ids is not None:
        query = query.where(t.id.in_(ids))
    query = query.order_by(t.published, t.article, t.start, t.id).execution_options(yield_per=HELD_AT_ONCE)
    if as_of is not None:
        parts = [query.where(t.published <= as_of.isoformat())]
    else:  # apart, so that the index of days gives the order
        parts = [query.where(t.published.is_not(None)), query.where(t.published.is_(None))]
    for part in parts:
        for body, number, published in c.execute(part):
            yield Kept(claim=claim_from_body(body), number=number, published=day(published))


def heads(c: Connection, *, as_of: dt.date | None = None, keys: Sequence[str] | None = None) -> dict[str, Head]:
    """The live articles by key, in order of publication."""
    a = tables.article.c
    query = select(a.key, a.id, a.published, a.title, a.url, a.publisher, a.origin, a.sketch).where(a.live == 1)
    if as_of is not None:
        query = query.where(a.published <= as_of.isoformat())
    if keys is not None:
        query = query.where(a.key.in_(keys))
    return {
        r.key: Head(
            key=r.key, id=r.id, published=day(r.published), title=r.title, url=r.url, publisher=r.publisher,
            origin=r.origin, sketch=r.sketch,
        )
        for r in c.execute(query.order_by(a.published.is_(None), a.published, a.key))
    }  # fmt: skip


def article(c: Connection, key: str) -> Article | None:
    """The article with this key, its text too."""
    a, e = tables.article.c, tables.entry.c
    body = c.execute(select(e.body).join(tables.article, a.entry == e.number).where(a.key == key)).scalar()
    return article_from_body(body) if body else None


def judgements(
    c: Connection, *, as_of: dt.date | None = None, about: str | None = None
) -> Iterator[tuple[str, Judgement]]:
    """People's judgements that stand, with their entries' ids, in the order in which they were made; ``about``: only those that
    name this claim."""
    j, e = tables.judgement.c, tables.entry.c
    query = (
        select(j.id, j.subject, e.body, j.made_by, j.made_at).join(tables.entry, e.number == j.entry).where(j.live == 1)
    )
    if as_of is not None:
        query = query.where(j.made_at <= as_of.isoformat())
    if about is not None:
        query = query.where(or_(j.subject == about, j.answer == about))
    for id, subject, body, by, at in c.execute(query.order_by(j.entry)):
        yield id, judgement_from(subject, body, by, day(at))


def last_day(c: Connection) -> dt.date | None:
    """The day of the latest article: what the ledger takes for today."""
    a = tables.article.c
    return day(
        c.execute(select(a.published).where(a.live == 1).order_by(a.published.desc().nulls_last()).limit(1)).scalar()
    )


def found(c: Connection, query: str, limit: int, *, as_of: dt.date | None = None) -> Iterator[Kept | Head]:
    """Claims and articles that hold the words of ``query`` (``words.find``), best first."""
    e, a = tables.entry.c, tables.article.c
    left, start, size = limit, 0, max(50, 2 * limit)
    while left and (numbers := words.find(c, query, size, start)):
        about: dict[str, list[str]] = {"article": [], "claim": []}
        for kind, subject in c.execute(select(e.kind, e.subject).where(e.number.in_(numbers))):
            about[kind].append(subject)
        hits: dict[int, Kept | Head] = {k.number: k for k in claims(c, as_of=as_of, ids=about["claim"])}
        found = heads(c, as_of=as_of, keys=about["article"])
        made = select(a.key, a.entry).where(a.key.in_(list(found)))
        hits |= {number: found[key] for key, number in c.execute(made)}
        for hit in [hits[n] for n in numbers if n in hits][:left]:
            left -= 1
            yield hit
        start, size = start + size, min(2 * size, 5000)


def entries_about(c: Connection, subject: str) -> tuple[Entry, ...]:
    """All lines of the journal about a claim, an article or a relation, in order."""
    e = tables.entry
    query = select(e).where(e.c.subject == subject).order_by(e.c.number)
    return tuple(Entry(**{**row, "made_at": day(row["made_at"])}) for row in c.execute(query).mappings())
