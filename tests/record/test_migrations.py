"""Ledgers of older and newer schemas. What each released version wrote lies in ``released/``."""

import re
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from tests.record.made import READER, state, told

from foresaid.record import migrations, tables
from foresaid.record.audit import verify
from foresaid.record.engine import LedgerError
from foresaid.record.exchange import export_lines, import_lines
from foresaid.record.ledger import Ledger
from foresaid.record.recording import record_reading

RELEASED = Path(__file__).parent / "released"
VERSIONS = sorted(int(p.stem[1:]) for p in RELEASED.glob("v*.jsonl"))


def test_there_is_a_ledger_of_every_schema_and_a_way_from_each():
    assert list(range(1, tables.SCHEMA_VERSION + 1)) == VERSIONS
    assert set(migrations.MIGRATIONS) == set(range(1, tables.SCHEMA_VERSION))


@pytest.mark.parametrize("version", VERSIONS)
def test_a_released_ledger_opens_and_is_whole(version, tmp_path):
    where = str(tmp_path / "old.db")
    with sqlite3.connect(where) as c:
        c.executescript((RELEASED / f"v{version}.sql").read_text(encoding="utf-8"))
        c.execute("CREATE VIRTUAL TABLE words USING fts5(text, content='')")
    c.close()
    exported = (RELEASED / f"v{version}.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    with Ledger.open(where, write=True) as ledger:
        assert list(export_lines(ledger)) == exported
        ledger.rebuild()
        assert list(verify(ledger)) == []
        with Ledger.open(":memory:", write=True) as fresh:
            import_lines(exported, fresh)
            assert state(fresh) == state(ledger)
        record_reading(ledger, *told("Talks may follow.", "follow", id="new"), reader=READER)
        assert list(verify(ledger)) == []


@pytest.mark.parametrize("version", VERSIONS)
def test_a_ledger_brought_forward_has_the_tables_and_indexes_of_a_new_one(version, tmp_path):
    def made(where):
        with sqlite3.connect(where) as c:
            rows = c.execute(
                "SELECT type, name, tbl_name FROM sqlite_schema WHERE name NOT LIKE 'words%' ORDER BY 1, 2, 3"
            )
            return rows.fetchall()

    old, new = str(tmp_path / "old.db"), str(tmp_path / "new.db")
    with sqlite3.connect(old) as c:
        c.executescript((RELEASED / f"v{version}.sql").read_text(encoding="utf-8"))
    c.close()
    for where in (old, new):
        Ledger.open(where, write=True).close()
    assert made(old) == made(new)


def test_the_first_migration_runs_on_each_database(where):
    with Ledger.open(where, write=True) as ledger, ledger.writing() as c:
        c.execute(text("DROP INDEX claim_published"))
        c.execute(text("CREATE INDEX claim_earliest ON claim (earliest, latest)"))
        migrations.MIGRATIONS[1](c)
        c.execute(text("CREATE INDEX claim_earliest ON claim (earliest, latest)"))  # it is gone
        with pytest.raises(DBAPIError, match="claim_published"), c.begin_nested():
            c.execute(text("CREATE INDEX claim_published ON claim (published)"))


def test_a_newer_ledger_is_refused_and_left_alone(where):
    with Ledger.open(where, write=True) as ledger, ledger.writing() as c:
        c.execute(text("UPDATE meta SET value = '99'"))
    for write in (False, True):
        with pytest.raises(LedgerError, match=r"written by a newer foresaid \(schema 99; this one knows \d+\)"):
            Ledger.open(where, write=write)


def test_an_older_ledger_is_brought_forward_when_it_is_written_to(where, monkeypatch):
    with Ledger.open(where, write=True) as ledger:
        record_reading(ledger, *told("Talks may follow.", "follow"), reader=READER)
        before = list(export_lines(ledger))
    monkeypatch.setattr(tables, "SCHEMA_VERSION", tables.SCHEMA_VERSION + 1)
    step = {tables.SCHEMA_VERSION - 1: lambda c: c.execute(text("ALTER TABLE relation ADD COLUMN extra TEXT"))}
    monkeypatch.setattr(migrations, "MIGRATIONS", step)
    with pytest.raises(LedgerError, match=re.escape("of an older schema")):
        Ledger.open(where)
    with Ledger.open(where, write=True) as ledger, ledger.reading() as c:
        assert list(c.execute(text("SELECT extra FROM relation"))) == []
    with Ledger.open(where) as ledger:
        assert list(export_lines(ledger)) == before


def test_a_migration_that_fails_leaves_the_ledger_as_it_was(where, monkeypatch):
    Ledger.open(where, write=True).close()
    monkeypatch.setattr(tables, "SCHEMA_VERSION", tables.SCHEMA_VERSION + 1)

    def fails(c):
        c.execute(text("ALTER TABLE relation ADD COLUMN extra TEXT"))
        c.execute(text("SELECT x FROM nowhere"))

    monkeypatch.setattr(migrations, "MIGRATIONS", {tables.SCHEMA_VERSION - 1: fails})
    with pytest.raises(LedgerError, match="nowhere"):
        Ledger.open(where, write=True)
    monkeypatch.undo()
    with Ledger.open(where) as ledger:
        assert list(verify(ledger)) == []
