"""One reading into the ledger: what is new, what took the place of what, what is no longer found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Table, or_, select

from foresaid.core import Article, Claim, Draft, Reading, Relation, Span, SpanMismatchError, canonical
from foresaid.record import tables
from foresaid.record.journal import (
    Json,
    article_content,
    article_key,
    claim_content,
    claim_from_body,
    relation_content,
    relation_from_body,
)
from foresaid.record.ledger import Ledger, append_to
from foresaid.record.project import storable


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What recording one article did: ``key`` of the article, and how many claims and relations were new, took the place
    of another, or were withdrawn. ``known``: this reader had read it before, and nothing was done."""

    key: str
    new: int = 0
    replaced: int = 0
    withdrawn: int = 0
    known: bool = False


def is_known(ledger: Ledger, article: Article, reader: str) -> bool:
    """Whether this very article was recorded by this very reader, or a newer version of it has taken its place: nothing is
    left to read."""
    a = tables.article.c
    with ledger.reading() as c:
        row = c.execute(select(a.reader, a.live).where(a.key == article_key(article))).first()
    return row is not None and (row.reader == reader or not row.live)


def earlier_versions(ledger: Ledger, article: Article) -> tuple[tuple[str, str], ...]:
    """Key and sketch of the recorded articles that may be an earlier version of ``article``: same id or same address,
    another text. An id made from the text names no other version."""
    a = tables.article.c
    same = [a.id == storable(article.id)]
    if article.url:
        same.append(a.url == storable(article.url))
    query = select(a.key, a.sketch).where(or_(*same), a.live == 1, a.key != article_key(article), a.sketch.is_not(None))
    with ledger.reading() as c:
        return tuple((k, s) for k, s in c.execute(query.order_by(a.entry)))


def record_reading(
    ledger: Ledger, article: Article, reading: Reading, *, reader: str, sketch: str | None = None,
    earlier: str | None = None,
) -> Recorded:  # fmt: skip
    """Write ``article`` and what was read from it, in one transaction.

    ``reader`` names the reader with its version; ``sketch`` is what copies are found by; ``earlier`` is the key of the
    version of this article that it takes the place of, where there is one (``earlier_version``). Every span is checked
    against the text before anything is written: raises ``SpanMismatchError`` where one does not hold its words.
    """
    check_spans(article, reading)
    with ledger.writing() as c:
        done, drafts = _compare(c, article, reading, reader, sketch, earlier)
        append_to(c, drafts)
    return done


def _compare(
    c: Connection, article: Article, reading: Reading, reader: str, sketch: str | None, earlier: str | None
) -> tuple[Recorded, list[Draft]]:
    """What the reading changes in what stands, and the lines that say so."""
    key, day = article_key(article), article.published
    here = _row(c, key)
    if here is not None and (here.reader == reader or not here.live):
        return Recorded(key=key, known=True), []
    there = _row(c, earlier) if earlier else None
    if there is not None and not there.live:
        there = None
    keys = (key,) if there is None else (key, there.key)
    drafts: list[Draft] = []
    if here is None:
        content = article_content(article, sketch)
        drafts.append(
            Draft(
                subject=key, kind="article", body=canonical(content), made_by=reader, made_at=day,
                replaces=there.id if there is not None else None, content=content,
            )
        )  # fmt: skip
    new_lines = replaced = withdrawn = 0
    for kind, table, found in (
        ("claim", tables.claim, reading.claims),
        ("relation", tables.relation, reading.relations),
    ):
        new = {x.id: (_content(x, key), _start(x)) for x in found}
        old, gone = _live(c, table, keys), _gone(c, table, tuple(new))
        left = {i: o for i, o in old.items() if i not in new}
        for id, (content, start) in new.items():
            body = canonical(content)
            if id in old and old[id][1] == body:
                continue
            before = old[id][0] if id in old else _take(left, start)
            new_lines += before is None
            replaced += before is not None
            drafts.append(
                Draft(
                    subject=id, kind=kind, body=body, made_by=reader, made_at=day, replaces=before or gone.get(id),
                    content=content,
                )
            )  # fmt: skip
        for id, (entry, _, _) in left.items():
            withdrawn += 1
            body = canonical({"article": key, "was": kind})
            drafts.append(Draft(subject=id, kind="withdrawal", body=body, made_by=reader, made_at=day, replaces=entry))
    body = canonical({"claims": len(reading.claims), "relations": len(reading.relations)})
    last = here.reading if here is not None else None
    drafts.append(Draft(subject=key, kind="reading", body=body, made_by=reader, made_at=day, replaces=last))
    return Recorded(key=key, new=new_lines, replaced=replaced, withdrawn=withdrawn), drafts


def check_spans(article: Article, reading: Reading) -> None:
    """Raise ``SpanMismatchError`` where a claim's or relation's span does not hold its words in the article."""
    found: tuple[Claim | Relation, ...] = (*reading.claims, *reading.relations)
    for x in found:
        try:
            for span in spans_of(x):
                span.check(article.text)
        except SpanMismatchError as e:
            raise SpanMismatchError(f"{article.where or article.id}: {x.id}: {e}") from None


def spans_of(x: Claim | Relation) -> Iterator[Span]:
    """Every span of a claim or relation."""
    yield x.quote
    yield from (s.span for s in x.sources if s.span)
    if isinstance(x, Claim):
        yield x.trigger
        yield from (p.span for p in x.participants if p.span)
        yield from (s for s in (x.condition, x.because) if s)
        if x.window is not None:
            yield x.window.words
            if x.window.event is not None:
                yield x.window.event


def _content(x: Claim | Relation, key: str) -> Json:
    return claim_content(x, key) if isinstance(x, Claim) else relation_content(x, key)


def _start(x: Claim | Relation) -> int:
    return x.trigger.start if isinstance(x, Claim) else x.quote.start


def _take(left: dict[str, tuple[str, str, int]], start: int) -> str | None:
    """The entry of a claim that is no longer found and whose trigger stood where the new one's does; out of ``left``."""
    for id, (entry, _, at) in left.items():
        if at == start:
            del left[id]
            return entry
    return None


def _live(c: Connection, table: Table, keys: tuple[str, ...]) -> dict[str, tuple[str, str, int]]:
    """The live claims or relations of these articles: id → its entry's id, its body, where its trigger starts."""
    e = tables.entry.c
    query = (
        select(table.c.id, e.id, e.body)
        .join(tables.entry, e.number == table.c.entry)
        .where(table.c.article.in_(keys), table.c.live == 1)
        .order_by(e.number)
    )
    is_claim = table is tables.claim
    out = {}
    for id, entry, body in c.execute(query):
        out[id] = (entry, body, claim_from_body(body).trigger.start if is_claim else _quote_start(body))
    return out


def _quote_start(body: str) -> int:
    return relation_from_body(body).quote.start


def _gone(c: Connection, table: Table, ids: tuple[str, ...]) -> dict[str, str]:
    """Of ``ids`` that were withdrawn or replaced before: the last entry of each, which a new line names, so that no two
    lines are the same."""
    e = tables.entry.c
    query = select(table.c.id, e.id).join(tables.entry, e.number == table.c.entry)
    return {r[0]: r[1] for r in c.execute(query.where(table.c.id.in_(ids), table.c.live == 0))}


def _row(c: Connection, key: str) -> Row[Any, Any, Any, Any, Any] | None:
    """Of the article with this key: key, its entry's id, the reader and entry id of its last reading, whether it is live."""
    a, e, r = tables.article.c, tables.entry.c, tables.entry.alias().c
    query = (
        select(a.key, a.live, a.reader, e.id, r.id.label("reading"))
        .join(tables.entry, e.number == a.entry)
        .join(r.number.table, r.number == a.reading, isouter=True)
    )
    return c.execute(query.where(a.key == key)).first()
