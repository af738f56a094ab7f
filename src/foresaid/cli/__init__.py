"""The command: arguments in, one call out.

Nothing heavy is imported before a command runs, so that ``--help`` and mistakes answer at once. Output is UTF-8 with
``\n`` line ends whatever the locale; problems go to standard error, one line each, and make the exit status 1.
"""

from __future__ import annotations

import os
import sys
from typing import NoReturn

import click

from foresaid import __version__
from foresaid.cli.asking import changed, due, search, sources, story, upcoming, why
from foresaid.cli.judging import different, same, settle, undo
from foresaid.cli.options import OWN_PROCESS, complain
from foresaid.cli.reading import quotes, read, times
from foresaid.cli.recording import ledger, record

BROKEN_PIPE = 141  # what a shell reports for a program that SIGPIPE ended
INTERRUPTED = 130


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="foresaid")
def cli() -> None:
    """Keep the record of what was said would happen.

    foresaid reads news reporting and writes down who said that what will happen, when, and how sure they were.

    \b
    Example:
      foresaid read article.txt --date 2019-04-19
    """


for _command in (
    read, times, quotes, record, search, ledger, story, upcoming, due, sources, changed, why, settle, same, different, undo,
):  # fmt: skip
    cli.add_command(_command)


def _fault(error: Exception) -> str:
    """What to say of an error that nothing below could answer."""
    from foresaid.rules.load import RuleError

    if type(error).__name__ == "LedgerError":  # told by its name: its module loads SQLAlchemy
        return str(error)
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
        complain(f"{e.format_message()} Try '{command} --help'.")
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
        complain(_fault(e))
        status = 1
    sys.exit(status)
