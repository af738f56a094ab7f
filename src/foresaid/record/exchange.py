"""A ledger as files and back: the journal as JSON Lines (exact), the tables as CSV or Parquet (to look at)."""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from sqlalchemy import Connection, Integer, Table, select

from foresaid.core import START, Entry, canonical, draft_of
from foresaid.core.json_form import BREAKS
from foresaid.record import tables
from foresaid.record.engine import LedgerError
from foresaid.record.ledger import Ledger, dump, head_of, write_entries

PAGE = 5000
"""Entries, or rows, held at a time."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_FIELDS = ("number", "id", "subject", "kind", "made_by", "made_at", "replaces", "chain")


def entry_line(entry: Entry) -> str:
    """An entry as one line of JSON, with the newline; the body is an object in it.

    >>> from foresaid.core import START, Draft
    >>> entry_of(entry_line(Draft(subject="a", kind="reading", body="{}", made_by="x").at(1, START))).number
    1
    """
    d: dict[str, Any] = {f: getattr(entry, f) for f in _FIELDS}
    d["made_at"] = entry.made_at.isoformat() if entry.made_at else None
    return canonical({**d, "body": json.loads(entry.body)}).translate(BREAKS) + "\n"


def entry_of(line: str) -> Entry:
    """The entry that ``entry_line`` wrote. Raises ``ValueError`` where the line is none."""
    try:
        d = json.loads(line)
        if not all(isinstance(d[f], str) for f in ("id", "subject", "kind", "made_by", "chain")):
            raise TypeError("a field that should be a text is none")
        made_at = d["made_at"]
        return Entry(
            **{f: d[f] for f in _FIELDS if f != "made_at"},
            body=canonical(d["body"]),
            made_at=dt.date.fromisoformat(made_at) if made_at else None,
        )
    except KeyError as e:
        raise ValueError(f"not an entry of a journal: it lacks {e}") from None
    except (TypeError, ValueError, RecursionError) as e:
        raise ValueError(f"not an entry of a journal: {e}") from None


def export_lines(ledger: Ledger) -> Iterator[str]:
    """The whole journal, one entry a line, in order: all that there is to know."""
    return (entry_line(e) for e in ledger.entries())


def import_lines(lines: Iterable[str], ledger: Ledger) -> tuple[int, int]:
    """Write the entries of an export into ``ledger``, all or none: how many were new, and how many stood there already.

    Into an empty ledger, or one that holds the beginning of the same journal, the export goes exactly as it is. Into a
    ledger of its own history its entries are appended, with new numbers and chain; those that stand there are passed
    over. Raises ``ValueError`` at the first line that is no entry, was changed, or does not follow the line before it
    (lines lost at the very end do not show; the chain that `foresaid ledger verify` tells does), and ``LedgerError``
    where an entry's body is not of its kind. Then nothing is written.
    """
    new = known = 0
    with ledger.writing() as c:
        number, chain = head_of(c)
        fresh = number == 0
        for page in pages(_checked(lines)):
            there = set() if fresh else _known(c, [e.id for e in page])
            out = []
            for e in page:
                if e.id not in there:
                    number += 1
                    out.append(e if e.number == number and fresh else draft_of(e).at(number, chain))
                    chain = out[-1].chain
            write_entries(c, out)
            new, known = new + len(out), known + len(page) - len(out)
    return new, known


def _known(c: Connection, ids: list[str]) -> set[str]:
    id = tables.entry.c.id
    return set(c.execute(select(id).where(id.in_(ids))).scalars())


def pages(entries: Iterable[Entry], size: int = PAGE) -> Iterator[list[Entry]]:
    """``entries`` in lists of ``size``."""
    rest = iter(entries)
    while page := list(islice(rest, size)):
        yield page


def _checked(lines: Iterable[str]) -> Iterator[Entry]:
    number, chain = 0, START
    for n, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            e = entry_of(line)
            made = draft_of(e).at(number + 1, chain)
        except ValueError as error:
            raise ValueError(f"line {n}: {error}") from None
        if made != e:
            what = "it was changed" if made.id != e.id else "lines before it are missing or were changed"
            raise ValueError(f"line {n}: entry {e.number} does not follow entry {number}: {what}")
        number, chain = e.number, e.chain
        yield e


def table_rows(ledger: Ledger, name: str) -> Iterator[dict[str, Any]]:
    """The rows of one table (``article``, ``claim``, ``relation``, ``judgement``) in the order of their keys.
    Raises ``LedgerError`` for an unknown name."""
    table = _table(name)
    with ledger.reading() as c:
        yield from dump(c, table)


def _table(name: str) -> Table:
    known = {t.name: t for t in tables.PROJECTIONS}
    if name not in known:
        raise LedgerError(f"no table {name!r}; there are {', '.join(known)}")
    return known[name]


def write_csv(ledger: Ledger, name: str, out: TextIO) -> None:
    """The table ``name`` as CSV with a head line. A text that a spreadsheet would take for a formula (it begins with ``=``, ``+``,
    ``-``, ``@``, a tab or a carriage return) gets an apostrophe in front, as OWASP advises against CSV injection."""
    writer = csv.DictWriter(out, fieldnames=list(_table(name).columns.keys()), lineterminator="\n")
    writer.writeheader()
    for row in table_rows(ledger, name):
        writer.writerow({k: safe(v) for k, v in row.items()})


def safe(value: object) -> object:
    """``value`` as a cell that no spreadsheet takes for a formula.

    >>> safe("=1+1"), safe("Xi"), safe(-1)
    ("'=1+1", 'Xi', -1)
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) and value not in ("+", "-") else value


def write_parquet(ledger: Ledger, name: str, path: Path) -> None:
    """The table ``name`` as a Parquet file, a page at a time. Raises ``LedgerError`` where pyarrow is not installed."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise LedgerError("Parquet needs pyarrow: pip install 'foresaid[parquet]'") from None
    schema = pa.schema(
        [(c.name, pa.int64() if isinstance(c.type, Integer) else pa.string()) for c in _table(name).columns]
    )
    rest = table_rows(ledger, name)
    try:
        with pq.ParquetWriter(path, schema) as out:
            while page := list(islice(rest, PAGE)):
                out.write_table(pa.Table.from_pylist(page, schema))
    except OSError as e:
        raise LedgerError(f"{path}: {(e.strerror or str(e)).lower()}") from None
