"""Forward migrations: from each released schema to the next."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, text, update

from foresaid.record import judged, tables


def _order_of_claims(c: Connection) -> None:
    """2: claims are asked for by day; nothing asks the database for them by source or window."""
    c.execute(text("DROP INDEX IF EXISTS claim_source"))
    c.execute(text("DROP INDEX IF EXISTS claim_earliest"))
    c.execute(text("CREATE INDEX IF NOT EXISTS claim_published ON claim (published)"))


def _judged(c: Connection) -> None:
    """3: what the judge makes of the ledger is kept, and the next question fills the tables; what an entry made is found by its
    subject."""
    c.execute(text("DROP INDEX IF EXISTS claim_entry"))
    c.execute(text("DROP INDEX IF EXISTS article_entry"))
    judged.create(c)


MIGRATIONS: dict[int, Callable[[Connection], None]] = {1: _order_of_claims, 2: _judged}
"""From the version that is the key to the next. The journal keeps its columns; tables made from it may be dropped, and
``Ledger.rebuild`` makes them again."""


def migrate(c: Connection, version: int) -> None:
    """Bring a ledger of schema ``version`` to this program's. Raises ``KeyError`` where a step is missing, which a test
    rules out."""
    for step in range(version, tables.SCHEMA_VERSION):
        MIGRATIONS[step](c)
    line = update(tables.meta).where(tables.meta.c.name == "schema")
    c.execute(line.values(value=str(tables.SCHEMA_VERSION)))
