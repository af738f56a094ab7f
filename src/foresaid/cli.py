"""The command: arguments in, one call out.

Nothing heavy is imported before a command runs, so that ``--help`` and mistakes answer at once. Output is UTF-8 with
``\\n`` line ends whatever the locale; problems go to standard error, one line each, and make the exit status 1.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, NoReturn

import click

from foresaid import __version__

if TYPE_CHECKING:
    from foresaid.core import Problem
    from foresaid.pipeline import Read

BROKEN_PIPE = 141  # what a shell reports for a program that SIGPIPE ended
INTERRUPTED = 130
OWN_PROCESS = "own process"
_WIDTH = 80


class Day(click.ParamType[dt.date]):
    """A day as ``2019-04-19``."""

    name = "day"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """The day, or an error that says how to write one."""
        if isinstance(value, dt.date):
            return value
        try:
            if len(str(value)) != len("2019-04-19"):
                raise ValueError
            return dt.date.fromisoformat(str(value))
        except ValueError:
            raise BadValue(f"--date {value}: not a day; write it like 2019-04-19") from None


class BadValue(click.ClickException):
    """An argument that can not be used; the message says what to write instead. Exit status 1."""

    def show(self, file: IO[str] | None = None) -> None:
        """Print the message as one line."""
        _complain(self.format_message())


_date = click.option("--date", type=Day(), metavar="DAY", help="The day of publication, for articles that do not say.")
_output = click.option("-o", "--output", metavar="FILE", help="Write to FILE instead of standard output.")
_reader = click.option(
    "--reader",
    type=click.Choice(["best"]),
    default="best",
    show_default=True,
    help="Which language model reads; see docs/model_card.md.",
)


def _format(*kinds: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    text = "table: for people, 80 columns. jsonl: one record a line."
    if "html" in kinds:
        text += " html: the articles with every claim marked in place, one page."
    return click.option("--format", "form", type=click.Choice(kinds), default="table", show_default=True, help=text)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="foresaid")
def cli() -> None:
    """Keep the record of what was said would happen.

    foresaid reads news reporting and writes down who said that what will happen, when, and how sure they were.

    \b
    Example:
      foresaid read article.txt --date 2019-04-19
    """


@cli.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@_date
@_format("table", "jsonl", "html")
@click.option("--explain", is_flag=True, help="Show the rules that fired for each claim (in jsonl they always stand).")
@click.option(
    "--relations", is_flag=True, help='In jsonl, add how states stand to each other: {"relation": ...} lines.'
)
@_reader
@click.option(
    "--workers",
    type=click.IntRange(1),
    default=1,
    show_default=True,
    metavar="N",
    help="Read with N processes; the output is the same.",
)
@click.option("--actors", metavar="FILE", help="A table of your own actors; see docs/add_a_rule.md.")
@_output
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

    _load_little()
    if actors is not None:
        _check_actors(actors)
    with _open(output, inputs) as out:
        items = read_articles(inputs, date=date, workers=workers, reader=reader, actors=actors)
        if form == "html":
            from foresaid.show.marked_text import marked_page

            _run(items, lambda reads: marked_page(reads, explain=explain), out)
        elif form == "jsonl":
            from foresaid.show.lines import claim_lines

            _run(items, lambda reads: claim_lines(reads, relations=relations), out)
        else:
            from foresaid.show.table import claim_table

            width, colour = _terminal(out)
            _run(items, lambda reads: claim_table(reads, explain=explain, width=width, colour=colour), out)


@cli.command()
@click.argument("file", metavar="FILE")
@_date
@_format("table", "jsonl")
@_output
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

    _load_little()
    with _open(output, (file,)) as out:
        items = read_times((file,), date=date)
        if form == "jsonl":
            from foresaid.show.lines import time_lines

            _run(items, time_lines, out)
        else:
            from foresaid.show.table import time_table

            width, colour = _terminal(out)
            _run(items, lambda reads: time_table(reads, width=width, colour=colour), out)


@cli.command()
@click.argument("file", metavar="FILE")
@_format("table", "jsonl")
@_reader
@_output
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

    _load_little()
    with _open(output, (file,)) as out:
        items = read_quotes((file,), reader=reader)
        if form == "jsonl":
            from foresaid.show.lines import attribution_lines

            _run(items, attribution_lines, out)
        else:
            from foresaid.show.table import attribution_table

            width, colour = _terminal(out)
            _run(items, lambda reads: attribution_table(reads, width=width, colour=colour), out)


def _load_little() -> None:
    """Load no more of spaCy than is used, where the process is this command's own and ends with it."""
    if click.get_current_context().find_root().obj == OWN_PROCESS:
        from foresaid.read.spacy_core import load_core

        load_core()


def _check_actors(path: str) -> None:
    """Refuse a file of actors before anything is read, and say why."""
    from foresaid.read.names_tables import with_own

    try:
        with_own(Path(path))
    except OSError as e:
        raise BadValue(f"--actors {path}: {e.strerror or e}") from None
    except ValueError as e:
        raise BadValue(f"--actors {path}: {str(e).removeprefix(f'{path}: ')}") from None


def _run(items: Iterable[Read | Problem], show: Callable[[Iterator[Read]], Iterable[str]], out: IO[bytes]) -> None:
    """Write what ``show`` makes of the readings to ``out`` and each problem to standard error; exit 1 if there was
    any."""
    from foresaid.core import Problem

    bad = False

    def readings() -> Iterator[Read]:
        nonlocal bad
        for item in items:
            if isinstance(item, Problem):
                bad = True
                _complain(str(item))
                continue
            for problem in item.reading.problems:
                bad = True
                _complain(str(problem))
            yield item

    for piece in show(readings()):
        out.write(piece.encode("utf-8", "backslashreplace"))
        out.flush()
    if bad:
        sys.exit(1)


def _complain(message: str) -> None:
    """One line on standard error, whatever the message holds."""
    line = " ".join(message.split())
    text = "foresaid: " + "".join(c if c.isprintable() else "?" for c in line) + "\n"
    if sys.stderr is not None:  # None where whoever started the program has closed it
        sys.stderr.buffer.write(text.encode("utf-8", "backslashreplace"))
        sys.stderr.flush()


@contextmanager
def _open(output: str | None, inputs: tuple[str, ...]) -> Iterator[IO[bytes]]:
    """Where the output goes: standard output, or a file that is not one of the inputs."""
    if output is None or output == "-":
        if sys.stdout is None:
            raise BadValue("standard output is closed; give -o FILE")
        yield sys.stdout.buffer
        return
    if os.path.exists(output) and any(os.path.exists(i) and os.path.samefile(i, output) for i in inputs):
        raise BadValue(f"-o {output}: is also an input and would be overwritten; give another file")
    try:
        file = open(output, "wb")  # noqa: SIM115 - only a file that can not be opened is answered here
    except OSError as e:
        raise BadValue(f"-o {output}: {e.strerror or e}; give a file that can be written") from None
    with file:
        yield file


def _terminal(out: IO[bytes]) -> tuple[int, bool]:
    """How wide to draw, and whether in colour: 80 columns and none, unless ``out`` is a terminal."""
    if not out.isatty():
        return _WIDTH, False
    try:
        columns = os.get_terminal_size(out.fileno()).columns or _WIDTH
    except OSError:
        columns = _WIDTH
    return min(max(columns, 60), 120), not os.environ.get("NO_COLOR")


def _fault(error: Exception) -> str:
    """What to say of an error that nothing below could answer."""
    from foresaid.rules.load import RuleError

    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename or 'the output'}: {error.strerror}"
    if isinstance(error, RuleError):
        return str(error)
    what = f"{type(error).__name__}: {error}"
    return f"stopped by a fault of its own ({what}); set FORESAID_DEBUG=1 to see where, and report it"


def main() -> NoReturn:
    """Run the command named by the arguments and exit. No error shows a traceback unless FORESAID_DEBUG is set."""
    try:
        with cli.make_context("foresaid", sys.argv[1:] or ["--help"], obj=OWN_PROCESS) as ctx:
            cli.invoke(ctx)
        if sys.stdout is not None:
            sys.stdout.flush()
        status = 0
    except click.exceptions.Exit as e:
        status = e.exit_code
    except click.UsageError as e:
        command = e.ctx.command_path if e.ctx else "foresaid"
        _complain(f"{e.format_message()} Try '{command} --help'.")
        status = e.exit_code
    except click.ClickException as e:
        e.show()
        status = e.exit_code
    except (click.Abort, KeyboardInterrupt):
        status = INTERRUPTED
    except BrokenPipeError:
        # Whoever read the output has gone; nothing more can be said, and flushing at exit must not say it either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = BROKEN_PIPE
    except Exception as e:
        if os.environ.get("FORESAID_DEBUG"):
            raise
        _complain(_fault(e))
        status = 1
    sys.exit(status)
