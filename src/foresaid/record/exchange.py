"""A ledger as files and back: the journal as JSON Lines (exact), the tables as CSV or Parquet (to look at)."""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

from foresaid.core import Entry, canonical, draft_of
from foresaid.record import tables
from foresaid.record.engine import LedgerError
from foresaid.record.ledger import Ledger, dump, head_of, write_entries

PAGE = 5000
"""Entries written in one transaction."""
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
    return canonical({**d, "body": json.loads(entry.body)}) + "\n"


def entry_of(line: str) -> Entry:
    """The entry that ``entry_line`` wrote. Raises ``ValueError`` where the line is none."""
    try:
        d = json.loads(line)
        made_at = d["made_at"]
        return Entry(
            **{f: d[f] for f in _FIELDS if f != "made_at"},
            body=canonical(d["body"]),
            made_at=dt.date.fromisoformat(made_at) if made_at else None,
        )
    except (KeyError, TypeError) as e:
        raise ValueError(f"not an entry of a journal: {e}") from None


def export_lines(ledger: Ledger) -> Iterator[str]:
    """The whole journal, one entry a line, in order: all that there is to know."""
    return (entry_line(e) for e in ledger.entries())


def import_lines(lines: Iterable[str], ledger: Ledger) -> tuple[int, int]:
    """Write the entries of an export into ``ledger``: how many were new, and how many stood there already.

    Into an empty ledger, or one that holds the beginning of the same journal, the export goes exactly as it is. Into a
    ledger of its own history its entries are appended, with new numbers and chain; those that stand there are passed
    over. Raises ``ValueError`` at the first line that is no entry or whose id or chain is wrong, and nothing of the page
    it stands in is written.
    """
    return copy_entries(_checked(lines), ledger)


def copy_entries(entries: Iterable[Entry], ledger: Ledger) -> tuple[int, int]:
    """Append ``entries`` to ``ledger``, those that stand there passed over; how many were new and how many known."""
    new = known = 0
    for page in _pages(entries):
        with ledger.writing() as c:
            there = {i for (i,) in c.execute(tables.entry.select().with_only_columns(tables.entry.c.id).where(
                tables.entry.c.id.in_([e.id for e in page])))}  # fmt: skip
            number, chain = head_of(c)
            out = []
            for e in page:
                if e.id in there:
                    known += 1
                    continue
                number += 1
                made = draft_of(e).at(number, chain)
                chain = made.chain
                out.append(made)
            write_entries(c, out)
            new += len(out)
    return new, known


def _pages(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    page: list[Entry] = []
    for e in entries:
        page.append(e)
        if len(page) == PAGE:
            yield page
            page = []
    if page:
        yield page


def _checked(lines: Iterable[str]) -> Iterator[Entry]:
    chain = None
    for n, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            e = entry_of(line)
        except ValueError as error:
            raise ValueError(f"line {n}: {error}") from None
        made = draft_of(e)
        if chain is not None and made.at(e.number, chain) != e:
            raise ValueError(
                f"line {n}: entry {e.number} does not follow the line before it: changed, or lines are missing"
            )
        chain = e.chain
        yield e


def table_rows(ledger: Ledger, name: str) -> Iterator[dict[str, Any]]:
    """The rows of one table (``article``, ``claim``, ``relation``, ``judgement``) in the order of their keys.
    Raises ``LedgerError`` for an unknown name."""
    known = {t.name: t for t in tables.PROJECTIONS}
    if name not in known:
        raise LedgerError(f"no table {name!r}; there are {', '.join(known)}")
    with ledger.reading() as c:
        yield from dump(c, known[name])


def write_csv(rows: Iterable[dict[str, Any]], out: TextIO) -> None:
    """``rows`` as CSV with a head line. A text that a spreadsheet would take for a formula (it begins with ``=``, ``+``,
    ``-``, ``@``, a tab or a carriage return) gets an apostrophe in front, as OWASP advises against CSV injection."""
    writer = None
    for row in rows:
        if writer is None:
            writer = csv.DictWriter(out, fieldnames=list(row), lineterminator="\n")
            writer.writeheader()
        writer.writerow({k: safe(v) for k, v in row.items()})


def safe(value: object) -> object:
    """``value`` as a cell that no spreadsheet takes for a formula.

    >>> safe("=1+1"), safe("Xi"), safe(-1)
    ("'=1+1", 'Xi', -1)
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) and value not in ("+", "-") else value


def write_parquet(rows: Iterable[dict[str, Any]], path: Path) -> None:
    """``rows`` as a Parquet file. Raises ``LedgerError`` where pyarrow is not installed."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise LedgerError("Parquet needs pyarrow: pip install 'foresaid[parquet]'") from None
    pq.write_table(pa.Table.from_pylist(list(rows)), path)
