"""The commands that ask the ledger: ``story``, ``why``, ``upcoming``, ``due``, ``sources``, ``changed``, ``search``."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from foresaid.cli.options import BadValue, Day, ledger_option, output_option, terminal, write

if TYPE_CHECKING:
    from foresaid.ask import Asked
    from foresaid.judge.scores import Record
    from foresaid.record.ledger import Ledger
    from foresaid.show.rows import Layout, Row

SOURCE_KINDS = ("person", "office", "institution", "outlet", "anonymous", "group")
MORE = 5
"""Other events that a story names where the words fit them as well."""
TRACKS: dict[str, Callable[[Asked, str | None], list[Record]]] = {
    "source": lambda a, kind: a.sources(kind),
    "kind": lambda a, _: a.kinds(),
    "word": lambda a, _: a.words(),
}
as_of_option = click.option("--as-of", type=Day(), metavar="DAY", help="What the record said on that day.")
limit_option = click.option("--limit", type=click.IntRange(1), metavar="N", help="At most so many.  [default: all]")
form_option = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
    help="table: for people, 80 columns. json, csv: every field.",
)


def answer(
    rows: Iterable[Row], columns: Sequence[str], layout: Layout, form: str, title: str, nothing: str, output: str | None,
    note: str = "",
) -> None:  # fmt: skip
    """Write the rows as they are asked for: ``columns`` of CSV, ``layout`` of the table."""
    from foresaid.show.rows import as_csv, as_json, as_table

    found = list(rows)
    if form == "json":
        write(as_json([{k: r.get(k) for k in columns} for r in found]), output)
    elif form == "csv":
        write(as_csv(found, columns), output)
    elif not found:
        write(nothing + "\n", output)
    else:
        width, colour = width_and_colour(output)
        write(as_table(found, layout, width=width, colour=colour, title=title, note=note), output)


def width_and_colour(output: str | None) -> tuple[int, bool]:
    """How to draw: for the terminal; for a file 80 columns without colour."""
    return terminal(sys.stdout.buffer) if output is None and sys.stdout is not None else (80, False)


def asking(command: Callable[..., None]) -> Callable[..., None]:
    """The options that every question takes."""
    for option in (output_option, form_option, as_of_option, ledger_option):
        command = option(command)
    return command


def opened(where: str | None) -> Ledger:
    """The ledger to ask."""
    from foresaid.record.engine import default_ledger
    from foresaid.record.ledger import Ledger

    return Ledger.open(where or default_ledger())


@contextmanager
def asked(where: str | None, as_of: dt.date | None) -> Iterator[Asked]:
    """The ledger as of a day, to be asked; what is not found ends the command."""
    from foresaid import ask

    try:
        with opened(where) as ledger, ask.asked(ledger, as_of) as a:
            yield a
    except ask.NotFoundError as e:
        raise BadValue(str(e)) from None


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="WORDS|ID...")
@asking
def story(words: tuple[str, ...], where: str | None, as_of: dt.date | None, form: str, output: str | None) -> None:
    """Show one foretold event: how it stood from day to day, every claimed window by source, and what happened.

    WORDS find the event that most claims with these words speak of; ID is an event's or a claim's. With --format csv: its
    forward claims.

    \b
    Examples:
      foresaid story Xi visit Pyongyang
      foresaid story Xi visit Pyongyang --as-of 2019-06-17
      foresaid story Xi visit Pyongyang --format json
    """
    import json

    from foresaid.show import answers
    from foresaid.show.story import story_text

    with asked(where, as_of) as a:
        j, (event, *others) = a.story(" ".join(words), 1 + MORE)
    if form == "table":
        width, colour = width_and_colour(output)
        write(story_text(event, j, others, width=width, colour=colour), output)
    elif form == "json":
        write(json.dumps(answers.story_json(event, j), ensure_ascii=False, indent=1) + "\n", output)
    else:
        answer(answers.story_rows(event, j), answers.CLAIM, answers.SETTLED_TABLE, form, "", "", output)


@click.command()
@click.argument("claim")
@asking
def why(claim: str, where: str | None, as_of: dt.date | None, form: str, output: str | None) -> None:
    """Show the whole story of one claim.

    Its quote in the article, the chain of sources, the window, what joined it to its event, the reports that settle it,
    the rule and the verdict, who decided and when, and its lines in the ledger. CLAIM is an id that `foresaid story`, `settle`
    and `search` show, or its first characters. With --format csv: its line of `foresaid settle`.

    \b
    Examples:
      foresaid why 5b0f6a1c9d3e7f42
      foresaid why 5b0f6a --format json
    """
    import json

    from foresaid.record import view
    from foresaid.show import answers
    from foresaid.show.story import why_json, why_text

    with asked(where, as_of) as a:
        j, item = a.claim(claim)
    with opened(where) as ledger, ledger.reading() as c:
        article = view.article(c, item.article)
        entries = [
            f"{e.number} {e.id}: {e.kind} by {e.made_by}{f', replaces {e.replaces}' if e.replaces else ''}"
            for e in view.entries_about(c, item.id)
            if as_of is None or (e.made_at is not None and e.made_at <= as_of)
        ]
    if article is None:
        raise BadValue(f"the article {item.article} of this claim is not in the ledger; see `foresaid ledger verify`")
    if form == "json":
        write(json.dumps(why_json(item, article, j, entries), ensure_ascii=False, indent=1) + "\n", output)
    elif form == "csv":
        rows = [answers.claim_row(item, j.verdicts[item.id], j)] if item.id in j.verdicts else []
        answer(rows, answers.CLAIM, answers.SETTLED_TABLE, form, "", "", output)
    else:
        width, colour = width_and_colour(output)
        write(why_text(item, article, j, entries, width=width, colour=colour), output)


@click.command()
@click.option("--days", type=click.IntRange(0), metavar="N", help="Only what may begin within N days.")
@limit_option
@asking
def upcoming(
    days: int | None, limit: int | None, where: str | None, as_of: dt.date | None, form: str, output: str | None
) -> None:
    """Show what is foretold next: when, with how surely and by whom.

    Of each event the latest claim whose window is not over, soonest end first. Today is the day of the ledger's latest article,
    or --as-of.

    \b
    Examples:
      foresaid upcoming
      foresaid upcoming --days 14 --as-of 2019-06-17
    """
    from foresaid.show import answers

    with asked(where, as_of) as a:
        j, found = a.upcoming(days, limit)
    rows = answers.open_rows(found, j)
    title = f"Foretold as of {j.as_of}" + (f", within {days} days" if days is not None else "")
    answer(rows, answers.OPEN, answers.UPCOMING_TABLE, form, title, "Nothing is foretold.", output)


@click.command()
@limit_option
@asking
def due(limit: int | None, where: str | None, as_of: dt.date | None, form: str, output: str | None) -> None:
    """Show claims whose window has closed and that no report has settled, longest closed first.

    \b
    Example:
      foresaid due --as-of 2019-07-01
    """
    from foresaid.show import answers

    with asked(where, as_of) as a:
        j, found = a.due(limit)
    rows = answers.open_rows(found, j)
    answer(rows, answers.OPEN, answers.DUE_TABLE, form, f"Due as of {j.as_of}", "Nothing is due.", output)


@click.command()
@click.option(
    "--kind", type=click.Choice(SOURCE_KINDS), help="Only sources of that kind; those without a name by their class."
)
@click.option(
    "--by", type=click.Choice(["source", "kind", "word"]), default="source", show_default=True, help="What to group by."
)
@click.option(
    "--compare",
    nargs=2,
    metavar="SOURCE SOURCE",
    help="Two sources, on those settled events alone of which both spoke.",
)
@click.option("--all", "every", is_flag=True, help="In the table, those without a settled claim too.")
@asking
def sources(
    kind: str | None, by: str, compare: tuple[str, str] | None, every: bool, where: str | None, as_of: dt.date | None, form: str,
    output: str | None,
) -> None:  # fmt: skip
    """Show who was right: the track record of each source.

    For each: claims counted once, how many are settled, the share that held with its 90 % interval (Jeffreys' prior), Brier
    score, skill against the held share of the same events, lead over others on the same events, mean days late; and how many
    are open and can not be scored, so that selection shows. Every link of a chain is scored for itself. With --by word: the words
    that say how sure, their probability in the published table, and the share that held here. docs/judging.md says how.

    \b
    Examples:
      foresaid sources
      foresaid sources --kind anonymous --format csv
      foresaid sources --by word
      foresaid sources --compare 'the Kremlin' 'South Korean newspapers'
    """
    from foresaid.show import answers

    with asked(where, as_of) as a:
        title = f"Track records as of {a.as_of}"
        records, shared = a.compared(compare) if compare and by != "word" else (TRACKS[by](a, kind), 0)
    if by == "word":
        answer(answers.word_rows(records), answers.WORDS, answers.WORDS_TABLE, form, title, "No claims.", output)
        return
    nothing = "No claims."
    if compare:
        title += f", on {shared} {'event' if shared == 1 else 'events'} of which both spoke"
        nothing = "There is no settled event of which both spoke."
    elif kind is not None:
        records = [r for r in records if r.kind == kind]
    note = answers.RECORD_NOTE
    if form == "table" and not every:
        shown = [r for r in records if r.settled]
        if len(shown) < len(records):
            note = f"{len(records) - len(shown)} more without a settled claim (--all). {note}"
        records, nothing = shown, "No settled claims." if records else nothing
    rows = answers.record_rows(records, grouped=not compare)
    layout = answers.COMPARED_TABLE if compare else answers.RECORD_TABLE
    answer(rows, answers.RECORD, layout, form, title, nothing, output, note)


@click.command()
@click.argument("source", nargs=-1, required=True, metavar="SOURCE...")
@asking
def changed(source: tuple[str, ...], where: str | None, as_of: dt.date | None, form: str, output: str | None) -> None:
    """Show how one source's line moved, event by event.

    SOURCE is a name as it is shown or written, or a part of it.

    \b
    Example:
      foresaid changed the Kremlin
    """
    from foresaid import ask
    from foresaid.show import answers

    with asked(where, as_of) as a:
        j, told = a.changed(" ".join(source))
    names = ", ".join(dict.fromkeys(ask.by_name(t) for t in told))
    rows = answers.changed_rows(told, j)
    answer(rows, answers.CHANGED, answers.CHANGED_TABLE, form, f"{names}, as of {j.as_of}", "No claims.", output)


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="At most so many.")
@asking
def search(
    words: tuple[str, ...], limit: int, where: str | None, as_of: dt.date | None, form: str, output: str | None
) -> None:
    """Find claims and articles by their words.

    All words must stand in the article, or in the claim's quote, event or sources, in any form ("visits" finds
    "visit"); several words in quotation marks are a phrase.

    \b
    Examples:
      foresaid search Xi Pyongyang visit
      foresaid search '"Belt and Road"' --as-of 2019-04-30
    """
    from foresaid.record import view
    from foresaid.show import answers

    with opened(where) as ledger, ledger.reading() as c:
        rows = list(answers.found_rows(view.found(c, " ".join(words), limit, as_of=as_of)))
    answer(rows, answers.FOUND, answers.FOUND_TABLE, form, "", "Nothing found.", output)
