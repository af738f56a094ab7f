"""A connection to the database that holds a ledger: one SQLite file, or PostgreSQL by its address."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

PATIENCE = 30
"""Seconds to wait for another program that is writing."""
CACHE = 256 * 1024
"""KiB of pages that SQLite may hold in memory: of a million claims all indexes by random ids fit in."""
CHECKPOINT = 16_000
"""Pages in SQLite's log from which on they are moved into the file: many transactions touch the same pages, which are moved once.
Every transaction is in the log, and that on the disk, before it counts as done."""
ANSWER = 10
"""Seconds to wait for a database's first answer."""


class LedgerError(RuntimeError):
    """The ledger can not do what was asked; the message says in one line why, and what to do."""


def is_address(where: str) -> bool:
    """Whether ``where`` is a database's address rather than a file."""
    return where.startswith(("postgresql://", "postgres://", "postgresql+"))


def shown(where: str) -> str:
    """``where`` as it may be shown: an address without its password."""
    if not is_address(where):
        return where
    try:
        return make_url(where).render_as_string(hide_password=True)
    except (ArgumentError, ValueError):
        return "the address"  # unread, it may hold a password anywhere


def connect(where: str, *, write: bool) -> Engine:
    """An engine for the ledger at ``where``: a file's path or ``postgresql://user@host/name``.

    SQLite runs in WAL mode, so that others read while one writes, and waits ``PATIENCE`` seconds for another writer.
    Raises ``LedgerError`` for an address that can not be read, a missing driver, a folder, and, unless ``write``, a missing
    file.
    """
    if is_address(where):
        return _postgres(where)
    if Path(where).is_dir():
        raise LedgerError(f"{where}: a folder; give the file that holds the ledger, or is to hold it")
    if where != ":memory:" and not write and not Path(where).exists():
        raise LedgerError(f"{where}: no such ledger; `foresaid record` makes one")
    if where != ":memory:" and not Path(where).absolute().parent.is_dir():
        raise LedgerError(f"{where}: no such folder to hold the ledger")
    return _sqlite(where, write)


def _sqlite(where: str, write: bool) -> Engine:
    if where == ":memory:":
        url = URL.create("sqlite")
    else:
        path = Path(where).absolute().as_uri()
        mode = "rwc" if write else "ro&immutable=1" if _unchanging(Path(where)) else "ro"
        url = URL.create("sqlite", database=f"{path}?mode={mode}", query={"uri": "true"})
    engine = create_engine(url, connect_args={"timeout": PATIENCE})

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # transactions are begun below, not by the driver
        if write and where != ":memory:":
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute(f"PRAGMA wal_autocheckpoint={CHECKPOINT}")
        connection.execute(f"PRAGMA cache_size=-{CACHE}")

    @event.listens_for(engine, "begin")
    def _begun(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writing") else "BEGIN")

    return engine


def _unchanging(path: Path) -> bool:
    """Whether nothing can change the file while it is read: it lies on a disk that is read-only, where SQLite can not put
    the files beside it by which readers and a writer in WAL mode agree."""
    return not os.access(path.absolute().parent, os.W_OK) and not Path(f"{path}-wal").exists()


def _postgres(where: str) -> Engine:
    try:
        url = make_url(where)
    except (ArgumentError, ValueError):
        raise LedgerError("not a database's address; write it like postgresql://user@host:5432/name") from None
    try:
        return create_engine(
            url.set(drivername="postgresql+psycopg"),
            isolation_level="READ COMMITTED",
            connect_args={"connect_timeout": ANSWER},
        )
    except (ImportError, NoSuchModuleError):
        raise LedgerError("PostgreSQL needs its driver: pip install 'foresaid[postgresql]'") from None


@contextmanager
def plainly(where: str) -> Iterator[None]:
    """Turn a database's error within into a ``LedgerError`` that says what happened and what to do."""
    try:
        yield
    except DBAPIError as e:
        raise LedgerError(f"{shown(where)}: {_plain(str(e.orig))}") from e
    except sqlite3.Error as e:  # from what is set on a new connection
        raise LedgerError(f"{shown(where)}: {_plain(str(e))}") from e
    except SQLAlchemyError as e:
        raise LedgerError(f"{shown(where)}: {' '.join(str(e).split())[:300]}") from e


def _plain(said: str) -> str:
    said = " ".join(said.split())
    low = said.lower()
    if "locked" in low or "lock timeout" in low:
        return (
            f"another program has been writing to the ledger for {PATIENCE} seconds; nothing was lost, try again later"
        )
    if "disk is full" in low or "no space left" in low or "could not extend file" in low:
        return "the disk is full; what was recorded before stands, make room and run the same again"
    if "readonly" in low or "read-only" in low or "permission denied" in low:
        return "can not be written: the file, its folder or the disk is read-only"
    if "unable to open" in low:
        return "can not be opened; see that it is a file, and that you may read and write it and its folder"
    if "not a database" in low or "malformed" in low or "disk image" in low:
        return "not a ledger, or a broken one; `foresaid ledger import` makes a new one from an export"
    if "disk i/o error" in low:
        return "the disk could not be read or written; what was recorded before stands"
    if "fatal: " in low:
        return f"the database refuses: {said[low.rindex('fatal: ') + 7 :][:200].strip()}"
    if "timeout expired" in low:
        return f"the database does not answer within {ANSWER} seconds"
    if "connection" in low and ("refused" in low or "failed" in low or "could not" in low):
        return f"the database does not answer ({said[:160]})"
    return said[:300]


def default_ledger() -> str:
    """Where the ledger is when no ``--ledger`` is given: the environment's ``FORESAID_LEDGER``, else ``foresaid.db`` here."""
    return os.environ.get("FORESAID_LEDGER") or "foresaid.db"
