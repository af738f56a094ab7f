"""The commands that read: ``read``, ``times``, ``quotes``."""

from __future__ import annotations

import datetime as dt

import click

from foresaid.cli.options import (
    check_actors,
    date_option,
    format_option,
    load_little,
    opened,
    output_option,
    reader_option,
    run,
    terminal,
    workers_option,
)


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@date_option
@format_option("table", "jsonl", "html")
@click.option("--explain", is_flag=True, help="Show the rules that fired for each claim (in jsonl they always stand).")
@click.option(
    "--relations", is_flag=True, help='In jsonl, add how states stand to each other: {"relation": ...} lines.'
)
@reader_option
@workers_option
@click.option("--actors", metavar="FILE", help="A table of your own actors; see docs/add_a_rule.md.")
@output_option
def read(
    inputs: tuple[str, ...],
    date: dt.date | None,
    form: str,
    explain: bool,
    relations: bool,
    reader: str,
    workers: int,
    actors: str | None,
    output: str | None,
) -> None:
    """Read articles and show every forward claim in them.

    INPUT is a .txt, .html or .jsonl file, a folder of them, or - for standard input. A claim is a statement that an
    event will, may or will not happen: who says it, what, when, and how surely, with the characters that say so.

    \b
    Examples:
      foresaid read article.txt --date 2019-04-19
      foresaid read page.html more/ --format jsonl -o claims.jsonl
      foresaid read page.html --format html -o marked.html
      cat article.txt | foresaid read - --date 2019-04-19 --explain
    """
    from foresaid.pipeline import read_articles

    load_little()
    if actors is not None:
        check_actors(actors)
    with opened(output, inputs) as out:
        items = read_articles(inputs, date=date, workers=workers, reader=reader, actors=actors)
        if form == "html":
            from foresaid.show.marked_text import marked_page

            run(items, lambda reads: marked_page(reads, explain=explain), out)
        elif form == "jsonl":
            from foresaid.show.lines import claim_lines

            run(items, lambda reads: claim_lines(reads, relations=relations), out)
        else:
            from foresaid.show.table import claim_table

            width, colour = terminal(out)
            run(items, lambda reads: claim_table(reads, explain=explain, width=width, colour=colour), out)


@click.command()
@click.argument("file", metavar="FILE")
@date_option
@format_option("table", "jsonl")
@output_option
def times(file: str, date: dt.date | None, form: str, output: str | None) -> None:
    """Show every time expression with the days that it means.

    FILE is a .txt, .html or .jsonl file, a folder of them, or - for standard input. Each expression has its TIMEX3
    type and value and its window: the first and the last day.

    \b
    Examples:
      foresaid times article.txt --date 2019-04-19
      foresaid times article.txt --date 2019-04-19 --format jsonl
    """
    from foresaid.pipeline import read_times

    load_little()
    with opened(output, (file,)) as out:
        items = read_times((file,), date=date)
        if form == "jsonl":
            from foresaid.show.lines import time_lines

            run(items, time_lines, out)
        else:
            from foresaid.show.table import time_table

            width, colour = terminal(out)
            run(items, lambda reads: time_table(reads, width=width, colour=colour), out)


@click.command()
@click.argument("file", metavar="FILE")
@format_option("table", "jsonl")
@reader_option
@output_option
def quotes(file: str, form: str, reader: str, output: str | None) -> None:
    """Show who is said to say what.

    FILE is a .txt, .html or .jsonl file, a folder of them, or - for standard input. Each attribution has its source,
    the cue that says so, and what is said; a source quoted by another source stands under it.

    \b
    Examples:
      foresaid quotes article.txt
      foresaid quotes article.txt --format jsonl
    """
    from foresaid.pipeline import read_quotes

    load_little()
    with opened(output, (file,)) as out:
        items = read_quotes((file,), reader=reader)
        if form == "jsonl":
            from foresaid.show.lines import attribution_lines

            run(items, attribution_lines, out)
        else:
            from foresaid.show.table import attribution_table

            width, colour = terminal(out)
            run(items, lambda reads: attribution_table(reads, width=width, colour=colour), out)
