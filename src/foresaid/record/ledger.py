"""The ledger: a journal that is only ever appended to, and the tables made from it.

Every ``append`` is one transaction: the entries, their place in the chain, and what they do to the tables stand together
or not at all, whatever kills the program.
"""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, Table, TableClause, func, inspect, select, update
from sqlalchemy.schema import CreateTable

from foresaid.core import START, Draft, Entry
from foresaid.record import engine, judged, tables, words
from foresaid.record.engine import LedgerError, connect, is_address, plainly
from foresaid.record.migrations import migrate
from foresaid.record.project import Batch, project
from foresaid.record.rows import insert

PAGE = 2000
"""Entries read, or made again, at a time."""
_LOCK = 7_014_118_946_011
"""PostgreSQL's advisory lock under which one writer at a time appends."""


class Ledger:
    """An open ledger. ``where`` is a file or ``postgresql://…``; close it, or use it in ``with``."""

    def __init__(self, connected: Engine, where: str, *, writable: bool) -> None:
        self.engine, self.where, self.writable = connected, where, writable

    @classmethod
    def open(cls, where: str, *, write: bool = False) -> Ledger:
        """The ledger at ``where``. With ``write`` it is made where there is none, and brought to this version's schema.
        Raises ``LedgerError`` where it can not be opened, is no ledger, or is newer than this program."""
        with plainly(where):
            ledger = cls(connect(where, write=write), where, writable=write)
            try:
                ledger._ready()
            except BaseException:
                ledger.close()
                raise
            return ledger

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the ledger throughout."""
        with plainly(self.where), self.engine.connect() as c:
            if c.dialect.name == "postgresql":
                c = c.execution_options(isolation_level="REPEATABLE READ")
            yield c

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction in which nobody else writes; all of it stands, or nothing."""
        if not self.writable:
            raise LedgerError(f"{self.where}: opened to read only")
        with plainly(self.where), self.engine.execution_options(writing=True).begin() as c:
            if c.dialect.name == "postgresql":
                c.exec_driver_sql(f"SET LOCAL lock_timeout = '{engine.PATIENCE}s'")
                c.execute(select(func.pg_advisory_xact_lock(_LOCK)))
            yield c

    def _ready(self) -> None:
        if not self.writable:
            with self.reading() as c:
                self._check_version(c)
            return
        with self.writing() as c:
            if not inspect(c).has_table("meta"):
                if any(inspect(c).has_table(t) for t in ("entry", "article", "claim")) or (
                    not is_address(self.where) and inspect(c).get_table_names()
                ):
                    raise LedgerError(f"{self.where}: a database, but not a ledger")
                tables.metadata.create_all(c)
                words.create(c)
                judged.create(c)
                c.execute(tables.meta.insert(), [{"name": "schema", "value": str(tables.SCHEMA_VERSION)}])
                return
            self._check_version(c, migrating=True)

    def _check_version(self, c: Connection, *, migrating: bool = False) -> None:
        if not inspect(c).has_table("meta"):
            raise LedgerError(f"{self.where}: not a ledger")
        found = c.execute(select(tables.meta.c.value).where(tables.meta.c.name == "schema")).scalar()
        version = int(found) if found else 0
        if version > tables.SCHEMA_VERSION:
            raise LedgerError(
                f"{self.where}: written by a newer foresaid (schema {version}; this one knows {tables.SCHEMA_VERSION}); "
                "install the newer version"
            )
        if version < tables.SCHEMA_VERSION:
            if not migrating:
                raise LedgerError(f"{self.where}: of an older schema ({version}); `foresaid ledger rebuild` renews it")
            migrate(c, version)

    def head(self) -> tuple[int, str]:
        """Number and chain of the last entry; 0 and ``START`` of an empty ledger."""
        with self.reading() as c:
            return head_of(c)

    def entries(self, after: int = 0) -> Iterator[Entry]:
        """The entries with a number above ``after``, in order."""
        with self.reading() as c:
            yield from entries_of(c, after)

    def entry(self, id: str) -> Entry | None:
        """The entry with this id."""
        with self.reading() as c:
            row = c.execute(select(tables.entry).where(tables.entry.c.id == id)).mappings().first()
            return _entry(row) if row else None

    def append(self, drafts: Iterable[Draft]) -> tuple[Entry, ...]:
        """Write ``drafts`` at the end of the journal, all or none, and what they do to the tables. Raises ``LedgerError``
        where one stands in the journal already (its id) or the database can not write."""
        with self.writing() as c:
            return append_to(c, drafts)

    def rebuild(self) -> int:
        """Make every table anew from the journal, in one transaction; how many entries it went through. What the judge makes of
        it is left out: the next question does that."""
        count = 0
        with self.writing() as c:
            for t in reversed(tables.PROJECTIONS):
                t.drop(c, checkfirst=True)
            words.drop(c)
            for t in tables.PROJECTIONS:
                c.execute(CreateTable(t))
            words.create(c)
            judged.create(c)
            last = 0
            while page := list(entries_of(c, last, PAGE)):
                put(c, project(page, lambda id: subject_of(c, id)))
                last, count = page[-1].number, count + len(page)
            for t in tables.PROJECTIONS:  # at last: that takes less than to keep them up to date row by row
                for index in sorted(t.indexes, key=lambda i: str(i.name)):
                    index.create(c)
        return count


def append_to(c: Connection, drafts: Iterable[Draft]) -> tuple[Entry, ...]:
    """Write ``drafts`` at the end of the journal, within the transaction of ``Ledger.writing``."""
    number, chain = head_of(c)
    out: list[Entry] = []
    contents = []
    with _uncollected():
        for draft in drafts:
            out.append(draft.at(number + len(out) + 1, chain))
            contents.append(draft.content)
            chain = out[-1].chain
        write_entries(c, out, contents)
    return tuple(out)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without Python's search for cycles, of which writing makes none: it takes a twelfth of the time of a long append."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def write_entries(c: Connection, entries: Sequence[Entry], contents: Iterable[Mapping[str, Any] | None] = ()) -> None:
    """Write ``entries``, which follow the head, and what they do to the tables; ``contents`` are what their bodies were
    written from, where that is at hand."""
    if not entries:
        return
    insert(
        c, tables.entry,
        [
            (
                e.number, e.id, e.subject, e.kind, e.body, e.made_by, e.made_at.isoformat() if e.made_at else None,
                e.replaces, e.chain,
            )
            for e in entries
        ],
        fresh=True,
    )  # fmt: skip
    put(c, project(entries, lambda id: subject_of(c, id), contents))


def head_of(c: Connection) -> tuple[int, str]:
    """Number and chain of the last entry; 0 and ``START`` where there is none."""
    e = tables.entry.c
    row = c.execute(select(e.number, e.chain).order_by(e.number.desc()).limit(1)).first()
    return (row[0], row[1]) if row else (0, START)


def entries_of(c: Connection, after: int = 0, limit: int | None = None) -> Iterator[Entry]:
    """The entries with a number above ``after``, in order, at most ``limit``."""
    query = select(tables.entry).where(tables.entry.c.number > after).order_by(tables.entry.c.number)
    if limit is not None:
        query = query.limit(limit)
    for row in c.execute(query.execution_options(yield_per=PAGE)).mappings():
        yield _entry(row)


def _entry(row: Any) -> Entry:
    made_at = row["made_at"]
    return Entry(**{**row, "made_at": dt.date.fromisoformat(made_at) if made_at else None})


def subject_of(c: Connection, id: str) -> tuple[str, str, int] | None:
    """Kind, subject and number of the entry with this id."""
    e = tables.entry.c
    row = c.execute(select(e.kind, e.subject, e.number).where(e.id == id)).first()
    return (row[0], row[1], row[2]) if row else None


def put(c: Connection, batch: Batch) -> None:
    """Write ``batch`` into the tables and the index of words."""
    for table in tables.PROJECTIONS:
        insert(c, table, [tuple(row) for row in batch.put[table.name].values()])
    for name, key in batch.off:
        table = _TABLES[name]
        column = next(iter(table.primary_key.columns))
        c.execute(update(table).where(column == key).values(live=0))
    a = tables.article
    for article, (reader, number) in batch.read.items():
        c.execute(update(a).where(a.c.key == article).values(reader=reader, reading=number))
    words.put(c, batch.words)


_TABLES: dict[str, Table] = {t.name: t for t in tables.PROJECTIONS}


def dump(c: Connection, table: Table) -> Iterator[dict[str, Any]]:
    """The rows of ``table`` in the order of their keys."""
    order = list(table.primary_key.columns)
    for row in c.execute(select(table).order_by(*order).execution_options(yield_per=PAGE)).mappings():
        yield dict(row)


def count(c: Connection, table: TableClause) -> int:
    """How many rows ``table`` has."""
    return int(c.execute(select(func.count()).select_from(table)).scalar_one())
