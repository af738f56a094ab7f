"""The commands that keep the record: ``record`` and ``ledger`` with what tends it."""

from __future__ import annotations

import datetime as dt
import io
import sys
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import click

from foresaid.cli.options import (
    BadValue,
    check_actors,
    complain,
    date_option,
    ledger_option,
    load_little,
    opened,
    output_option,
    reader_option,
    say,
    workers_option,
)

TABLES = ("article", "claim", "relation", "judgement")


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@date_option
@ledger_option
@reader_option
@workers_option
@click.option("--actors", metavar="FILE", help="A table of your own actors; see docs/add_a_rule.md.")
def record(
    inputs: tuple[str, ...], date: dt.date | None, where: str | None, reader: str, workers: int, actors: str | None
) -> None:
    """Read articles and write every claim into the ledger.

    INPUT is a .txt, .html or .jsonl file, a folder of them, or - for standard input. Each article is one transaction:
    a run that is stopped, however roughly, loses nothing, and the same command goes on where it stopped. What was
    recorded before is passed over; an article that changed, or that a newer foresaid reads differently, adds lines that
    take the place of the old ones. Nothing is ever removed.

    \b
    Examples:
      foresaid record article.txt --date 2019-04-19
      foresaid record pages/ --ledger record.db --workers 4
      foresaid record wire.jsonl --ledger postgresql://desk@db.example.org/record
    """
    from foresaid.core import Problem
    from foresaid.pipeline import record_articles
    from foresaid.record.engine import default_ledger, shown
    from foresaid.record.ledger import Ledger

    load_little()
    if actors is not None:
        check_actors(actors)
    where = where or default_ledger()
    seen: Counter[str] = Counter()
    with Ledger.open(where, write=True) as open_ledger:
        for item in record_articles(inputs, open_ledger, date=date, reader=reader, workers=workers, actors=actors):
            if isinstance(item, Problem):
                seen["problem"] += 1
                complain(str(item))
                continue
            _, done = item
            seen.update(article=1, known=done.known, new=done.new, replaced=done.replaced, withdrawn=done.withdrawn)
    known = f" ({seen['known']} recorded before)" if seen["known"] else ""
    changes = [f"{seen[k]} {k}" for k in ("replaced", "withdrawn") if seen[k]]
    say(
        f"{_count(seen['article'], 'article')}{known}, {_count(seen['new'], 'line')} new"
        f"{''.join(f', {c}' for c in changes)}: {shown(where)}"
    )
    if seen["problem"]:
        sys.exit(1)


@click.group()
def ledger() -> None:
    """Tend the ledger: check it, make its tables anew, write it out, take it in.

    \b
    Example:
      foresaid ledger verify
    """


@ledger.command()
@ledger_option
def verify(where: str | None) -> None:
    """Check every hash, link and span, and say what is wrong and where.

    Exit status 0 where the ledger is whole, 1 where it is not. Nothing is changed.

    \b
    Example:
      foresaid ledger verify --ledger record.db
    """
    from foresaid.ask import unlike
    from foresaid.record.audit import verify as problems_of
    from foresaid.record.engine import default_ledger, shown
    from foresaid.record.ledger import Ledger

    where = where or default_ledger()
    bad = 0
    with Ledger.open(where) as open_ledger:
        for problem in problems_of(open_ledger):
            bad += 1
            complain(str(problem))
        for problem in () if bad else unlike(open_ledger):
            bad += 1
            complain(str(problem))
        number, chain = open_ledger.head()
    if bad:
        sys.exit(1)
    say(f"{shown(where)}: whole, {_count(number, 'entry', 'entries')}, chain {chain}")


@ledger.command()
@ledger_option
def rebuild(where: str | None) -> None:
    """Make the tables anew from the journal.

    The tables that answer questions hold nothing that the journal does not; this makes the same ones again, and judges all claims
    anew.

    \b
    Example:
      foresaid ledger rebuild
    """
    from foresaid.ask import bring_up_to_date
    from foresaid.record.engine import default_ledger, shown
    from foresaid.record.ledger import Ledger

    where = where or default_ledger()
    with Ledger.open(where, write=True) as open_ledger:
        count = open_ledger.rebuild()
        bring_up_to_date(open_ledger)
    say(f"{shown(where)}: made again from {_count(count, 'entry', 'entries')}")


@ledger.command("export")
@ledger_option
@click.option("--table", type=click.Choice(TABLES), help="One table to look at, instead of the whole journal.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "csv", "parquet"]),
    default="jsonl",
    show_default=True,
    help="jsonl: the journal, exact. csv, parquet: a table.",
)
@output_option
def export(where: str | None, table: str | None, form: str, output: str | None) -> None:
    """Write the ledger out.

    Without --table: the whole journal as JSON Lines in the order of the entries, from which `foresaid ledger import`
    makes the same ledger again. With --table: that table as CSV (safe to open in a spreadsheet) or Parquet.

    \b
    Examples:
      foresaid ledger export -o record.jsonl
      foresaid ledger export --table claim --format csv -o claims.csv
    """
    from foresaid.core.json_form import json_line
    from foresaid.record import exchange
    from foresaid.record.engine import default_ledger
    from foresaid.record.ledger import Ledger

    if form != "jsonl" and table is None:
        raise BadValue(f"--format {form}: give --table too ({', '.join(TABLES)}); the journal is written as jsonl only")
    if form == "parquet" and output in (None, "-"):
        raise BadValue("--format parquet: give -o FILE")
    with Ledger.open(where or default_ledger()) as open_ledger, ExitStack() as stack:
        if form == "parquet" and table is not None and output is not None:
            exchange.write_parquet(open_ledger, table, Path(output))
            return
        out = stack.enter_context(opened(output, ()))
        if table is None:
            for line in exchange.export_lines(open_ledger):
                out.write(line.encode())
        elif form == "csv":
            text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
            exchange.write_csv(open_ledger, table, text)
            text.detach()
        else:
            for row in exchange.table_rows(open_ledger, table):
                out.write((json_line(row) + "\n").encode())


@ledger.command("import")
@click.argument("file", metavar="FILE")
@ledger_option
def import_(file: str, where: str | None) -> None:
    """Take in an exported journal.

    FILE is what `foresaid ledger export` wrote, or - for standard input. Entries that stand in the ledger already are
    passed over; into an empty ledger the journal goes exactly as it was.

    \b
    Example:
      foresaid ledger import record.jsonl --ledger copy.db
    """
    from foresaid.record.engine import default_ledger, shown
    from foresaid.record.exchange import import_lines
    from foresaid.record.ledger import Ledger

    where = where or default_ledger()
    with ExitStack() as stack:
        try:
            lines: Any = sys.stdin if file == "-" else stack.enter_context(open(file, encoding="utf-8"))
        except OSError as e:
            raise BadValue(f"{file}: {(e.strerror or str(e)).lower()}") from None
        if lines is None:
            raise BadValue("standard input is closed; give a file")
        open_ledger = stack.enter_context(Ledger.open(where, write=True))
        try:
            new, known = import_lines(lines, open_ledger)
        except ValueError as e:
            raise BadValue(f"{file}: {e}") from None
    say(f"{shown(where)}: {_count(new, 'entry', 'entries')} new, {known} known before")


def _count(n: int, one: str, many: str | None = None) -> str:
    return f"{n} {one if n == 1 else many or one + 's'}"
