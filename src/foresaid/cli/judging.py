"""The commands by which people decide: ``settle``, ``same``, ``different``, ``undo``. Each writes a line of the ledger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from foresaid.cli.asking import answer as write_answer
from foresaid.cli.asking import asked, asking, limit_option
from foresaid.cli.options import VERDICTS, BadValue, Day, ledger_option, say

if TYPE_CHECKING:
    from foresaid.core import Judgement
    from foresaid.record.ledger import Ledger


def _deciding(command: Callable[..., None]) -> Callable[..., None]:
    """The options that every decision takes."""
    for option in (
        ledger_option,
        click.option(
            "--on", type=Day(), metavar="DAY", help="On which day.  [default: that of the ledger's latest article]"
        ),
        click.option("--by", metavar="NAME", help="Who decides.  [default: $USER]"),
        click.option("--because", metavar="TEXT", required=True, help="Why."),
    ):
        command = option(command)
    return command


@click.command()
@click.argument("claim", required=False)
@click.argument("answer", required=False, metavar="[VERDICT]")
@click.option(
    "--only", multiple=True, type=click.Choice(VERDICTS), help="Only these verdicts; may be given more than once."
)
@click.option("--because", metavar="TEXT", help="Why; asked for with a verdict.")
@click.option("--evidence", multiple=True, metavar="URL", help="An address that shows it; may be given more than once.")
@click.option("--by", metavar="NAME", help="Who decides.  [default: $USER]")
@click.option("--on", type=Day(), metavar="DAY", help="On which day.  [default: that of the ledger's latest article]")
@limit_option
@asking
def settle(
    claim: str | None, answer: str | None, only: tuple[str, ...], because: str | None, evidence: tuple[str, ...], by: str | None,
    on: dt.date | None, limit: int | None, where: str | None, as_of: dt.date | None, form: str, output: str | None,
) -> None:  # fmt: skip
    """Show what came of every claim, or decide it yourself.

    Without CLAIM: the verdict on every claim. With CLAIM and VERDICT (held, early, late, missed, contradicted, void, open,
    unscorable; or `no` where it is not a claim at all): your judgement, which outranks the rules'. It is a line of the
    ledger; `foresaid undo` takes it back by another.

    \b
    Examples:
      foresaid settle
      foresaid settle --only late --only missed
      foresaid settle 5b0f6a1c9d3e7f42 late --because "Arrived on 20 June" --evidence https://example.org/
    """
    from foresaid.core import Judgement
    from foresaid.show import answers

    if claim is None:
        if because or evidence or by or on:
            raise BadValue(
                "settle: name the claim and the verdict, e.g. foresaid settle 5b0f6a1c9d3e7f42 held --because '...'"
            )
        with asked(where, as_of) as a:
            count = a.verdicts()
            j, items = a.settled(only, limit)
        title = f"Verdicts as of {j.as_of}: {', '.join(f'{n} {a}' for a, n in sorted(count.items()))}"
        write_answer(
            answers.settled_rows(items, j), answers.CLAIM, answers.SETTLED_TABLE, form, title, "No claims.", output
        )
        return
    if answer is None or not because:
        raise BadValue(
            f"settle {claim}: give a verdict and --because TEXT, e.g. foresaid settle {claim} held --because '...'"
        )
    made = Judgement(
        subject=claim, about="claim" if answer == "no" else "verdict", answer=answer, reasons=(because,), judge=by or _user(),
        made_at=on, evidence=evidence,
    )  # fmt: skip
    entry = _appended(where, made)
    say(f"{claim}: {answer}, by {entry[1]}; entry {entry[0]}")


@click.command()
@click.argument("entry")
@_deciding
def undo(entry: str, because: str, by: str | None, on: dt.date | None, where: str | None) -> None:
    """Take back a judgement: by a line that says so; the judgement itself stays in the ledger.

    ENTRY is the id that `foresaid settle`, `same` and `different` print, and `foresaid why` shows.

    \b
    Example:
      foresaid undo 9c1f0a77b2d4e611 --because "Read the wrong report"
    """
    from dataclasses import replace

    from foresaid.core import Judgement
    from foresaid.record.judging import undo as take_back

    judgement = Judgement(subject="", about="undo", answer=entry, reasons=(because,), judge=by or _user(), made_at=on)
    with _writing(where) as ledger:
        made = take_back(ledger, entry, replace(judgement, made_at=on or _last_day(ledger)))
    say(f"{entry}: taken back by {made.made_by} on {made.made_at}; entry {made.id}")


def _pairing(about: str, what: str) -> click.Command:
    @click.command(about)
    @click.argument("claim")
    @click.argument("other")
    @_deciding
    def command(claim: str, other: str, because: str, by: str | None, on: dt.date | None, where: str | None) -> None:
        from foresaid.core import Judgement

        if claim == other:
            raise BadValue(f"{about} {claim} {other}: name two claims")
        judgement = Judgement(
            subject=claim, about=about, answer=other, reasons=(because,), judge=by or _user(), made_at=on
        )
        made = _appended(where, judgement)
        say(f"{claim} and {other}: {about}, by {made[1]}; entry {made[0]}")

    command.help = f"""Say that two claims speak of {what} event.

    Your judgement outranks the rules'; `foresaid undo` takes it back.

    \b
    Example:
      foresaid {about} 5b0f6a1c9d3e7f42 77aa01c2d9b3e845 --because "{EXAMPLE[about]}"
    """
    return command


EXAMPLE = {"same": "Both are the June visit", "different": "One is the visit of 2018"}
same = _pairing("same", "the same")
different = _pairing("different", "a different")


def _appended(where: str | None, judgement: Judgement) -> tuple[str, str]:
    """Write a judgement; the entry's id, and who made it when."""
    from dataclasses import replace

    from foresaid.record.judging import append_judgement

    with _writing(where) as ledger:
        made = append_judgement(ledger, replace(judgement, made_at=judgement.made_at or _last_day(ledger)))
    return made.id, f"{made.made_by} on {made.made_at}"


def _writing(where: str | None) -> Ledger:
    from foresaid.record.engine import default_ledger
    from foresaid.record.ledger import Ledger

    return Ledger.open(where or default_ledger(), write=True)


def _last_day(ledger: Ledger) -> dt.date | None:
    from foresaid.record import view

    with ledger.reading() as c:
        return view.last_day(c)


def _user() -> str:
    import getpass

    try:
        return f"person {getpass.getuser()}"
    except (OSError, KeyError):
        return "person"
