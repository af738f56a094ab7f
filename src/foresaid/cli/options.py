"""What the commands share: their options, where output goes, and how problems are told."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

if TYPE_CHECKING:
    from foresaid.core import Problem
    from foresaid.pipeline import Read

OWN_PROCESS = "own process"
VERDICTS = ("held", "early", "late", "missed", "contradicted", "void", "open", "unscorable")
"""Those of ``core.VERDICTS``, which is not loaded before a command runs."""
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
            name = param.opts[0] if param else "a day"
            raise BadValue(f"{name} {value}: not a day; write it like 2019-04-19") from None


class BadValue(click.ClickException):
    """An argument that can not be used; the message says what to write instead. Exit status 1."""

    def show(self, file: IO[str] | None = None) -> None:
        """Print the message as one line."""
        complain(self.format_message())


date_option = click.option(
    "--date", type=Day(), metavar="DAY", help="The day of publication, for articles that do not say."
)
output_option = click.option("-o", "--output", metavar="FILE", help="Write to FILE instead of standard output.")
reader_option = click.option(
    "--reader",
    type=click.Choice(["best"]),
    default="best",
    show_default=True,
    help="Which language model reads; see docs/model_card.md.",
)
workers_option = click.option(
    "--workers",
    type=click.IntRange(1),
    default=1,
    show_default=True,
    metavar="N",
    help="Read with N processes; the output is the same.",
)
ledger_option = click.option(
    "--ledger",
    "where",
    metavar="PATH|URL",
    help="The ledger: a file, or postgresql://...  [default: $FORESAID_LEDGER, else foresaid.db]",
)


def format_option(*kinds: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The option ``--format``, one of ``kinds``."""
    text = "table: for people, 80 columns. jsonl: one record a line."
    if "html" in kinds:
        text += " html: the articles with every claim marked in place, one page."
    return click.option("--format", "form", type=click.Choice(kinds), default="table", show_default=True, help=text)


def load_little() -> None:
    """Load no more of spaCy than is used, where the process is this command's own and ends with it."""
    if click.get_current_context().find_root().obj == OWN_PROCESS:
        from foresaid.read.spacy_core import load_core

        load_core()


def check_actors(path: str) -> None:
    """Refuse a file of actors before anything is read, and say why."""
    from foresaid.read.names_tables import with_own

    try:
        with_own(Path(path))
    except OSError as e:
        raise BadValue(f"--actors {path}: {e.strerror or e}") from None
    except ValueError as e:
        raise BadValue(f"--actors {path}: {str(e).removeprefix(f'{path}: ')}") from None


def run(items: Iterable[Read | Problem], show: Callable[[Iterator[Read]], Iterable[str]], out: IO[bytes]) -> None:
    """Write what ``show`` makes of the readings to ``out`` and each problem to standard error; exit 1 if there was
    any."""
    from foresaid.core import Problem

    bad = False

    def readings() -> Iterator[Read]:
        nonlocal bad
        for item in items:
            if isinstance(item, Problem):
                bad = True
                complain(str(item))
                continue
            for problem in item.reading.problems:
                bad = True
                complain(str(problem))
            yield item

    for piece in show(readings()):
        out.write(piece.encode("utf-8", "backslashreplace"))
        out.flush()
    if bad:
        sys.exit(1)


def complain(message: str) -> None:
    """One line on standard error, whatever the message holds."""
    line = " ".join(message.split())
    text = "foresaid: " + "".join(c if c.isprintable() else "?" for c in line) + "\n"
    if sys.stderr is not None:  # None where whoever started the program has closed it
        sys.stderr.buffer.write(text.encode("utf-8", "backslashreplace"))
        sys.stderr.flush()


def say(line: str) -> None:
    """One line on standard output, whatever it holds."""
    text = "".join(c if c.isprintable() else " " for c in line) + "\n"
    if sys.stdout is not None:
        sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
        sys.stdout.flush()


def write(text: str, output: str | None) -> None:
    """A finished text to standard output or a file."""
    with opened(output, ()) as out:
        out.write(text.encode("utf-8", "backslashreplace"))
        out.flush()


@contextmanager
def opened(output: str | None, inputs: tuple[str, ...]) -> Iterator[IO[bytes]]:
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


def terminal(out: IO[bytes]) -> tuple[int, bool]:
    """How wide to draw, and whether in colour: 80 columns and none, unless ``out`` is a terminal."""
    if not out.isatty():
        return _WIDTH, False
    try:
        columns = os.get_terminal_size(out.fileno()).columns or _WIDTH
    except OSError:
        columns = _WIDTH
    return min(max(columns, 60), 120), not os.environ.get("NO_COLOR")
