"""The commands that ask the ledger: ``story``, ``upcoming``, ``due``, ``sources``, ``changed``, ``settle``, ``why``."""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

import click

from foresaid.cli.options import BadValue, Day, ledger_option, output_option, say, terminal, write

if TYPE_CHECKING:
    from foresaid.ask import Judged
    from foresaid.record.ledger import Ledger
    from foresaid.show.rows import Row

SOURCE_KINDS = ("person", "office", "institution", "outlet", "anonymous", "group")
as_of_option = click.option("--as-of", type=Day(), metavar="DAY", help="What the record said on that day.")
form_option = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
    help="How to write it.",
)


def _answer(
    rows: Iterable[Row], columns: Sequence[str], form: str, title: str, nothing: str, output: str | None = None
) -> None:
    from foresaid.show.rows import as_csv, as_json, as_table

    found = list(rows)
    if form == "json":
        write(as_json(found), output)
    elif form == "csv":
        write(as_csv(found, columns), output)
    elif not found:
        say(nothing)
    else:
        width, colour = terminal(sys.stdout.buffer)
        write(as_table(found, columns, width=width, colour=colour, title=title), output)


def _asking(command: Callable[..., None]) -> Callable[..., None]:
    """The options that every question takes."""
    for option in (output_option, form_option, as_of_option, ledger_option):
        command = option(command)
    return command


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="WORDS|ID...")
@_asking
def story(words: tuple[str, ...], where: str | None, as_of: dt.date | None, form: str, output: str | None) -> None:
    """Show one foretold event: every claimed window, by source, and what happened.

    WORDS find the event that most claims with these words speak of; ID is an event's or a claim's.

    \b
    Examples:
      foresaid story Xi visit Pyongyang
      foresaid story Xi visit Pyongyang --as-of 2019-06-17 --format json
    """
    from foresaid import ask
    from foresaid.show import answers

    j = _judged(where, as_of)
    try:
        event = ask.find_event(j, " ".join(words))
    except ask.NotFoundError as e:
        raise BadValue(str(e)) from None
    if form == "table":
        from foresaid.show.story import story_text

        width, colour = terminal(sys.stdout.buffer)
        write(story_text(event, j, width=width, colour=colour), output)
        return
    _answer(answers.story_rows(event, j), answers.STORY, form, "", "", output)


@click.command()
@click.argument("claim")
@ledger_option
@as_of_option
def why(claim: str, where: str | None, as_of: dt.date | None) -> None:
    """Show the whole story of one claim.

    Its quote in the article, the chain of sources, the window, what joined it to its event, the reports that settle it,
    the rule and the verdict, who decided and when, and its lines in the ledger.

    \b
    Example:
      foresaid why 5b0f6a1c9d3e7f42
    """
    from foresaid import ask
    from foresaid.record import view
    from foresaid.record.engine import default_ledger
    from foresaid.record.ledger import Ledger
    from foresaid.show.story import why_text

    with Ledger.open(where or default_ledger()) as ledger:
        j = ask.judged(ledger, as_of=as_of)
        item = j.items.get(claim)
        if item is None:
            raise BadValue(f"no claim {claim} in this ledger{f' on {as_of}' if as_of else ''}")
        with ledger.reading() as c:
            article = view.article(c, item.article)
            entries = [
                f"{e.number} {e.id}: {e.kind} by {e.made_by}{f', replaces {e.replaces}' if e.replaces else ''}"
                for e in view.entries_about(c, claim)
            ]
    if article is None:
        raise BadValue(f"the article {item.article} of this claim is not in the ledger; see `foresaid ledger verify`")
    width, colour = terminal(sys.stdout.buffer)
    write(why_text(item, article, j, entries, width=width, colour=colour), None)


@click.command()
@click.argument("entry")
@click.option("--because", metavar="TEXT", required=True, help="Why.")
@click.option("--by", metavar="NAME", help="Who takes it back.  [default: $USER]")
@click.option(
    "--on", type=Day(), metavar="DAY", help="On which day.  [default: the day of the ledger's latest article]"
)
@ledger_option
def undo(entry: str, because: str, by: str | None, on: dt.date | None, where: str | None) -> None:
    """Take back a judgement: by a line that says so; the judgement itself stays in the ledger.

    ENTRY is the id that `foresaid settle`, `same` and `different` print, and `foresaid why` shows.

    \b
    Example:
      foresaid undo 9c1f0a77b2d4e611 --because "Read the wrong report"
    """
    from foresaid.core import Judgement
    from foresaid.record.judging import undo as take_back

    with _writing(where) as ledger:
        judgement = Judgement(
            subject="",
            about="undo",
            answer=entry,
            reasons=(because,),
            judge=by or _user(),
            made_at=on or _last_day(ledger),
        )
        made = take_back(ledger, entry, judgement)
    say(f"{entry}: taken back by {made.made_by} on {made.made_at}; entry {made.id}")


def _pairing(about: str, what: str) -> click.Command:
    @click.command(about)
    @click.argument("claim")
    @click.argument("other")
    @click.option("--because", metavar="TEXT", required=True, help="Why.")
    @click.option("--by", metavar="NAME", help="Who decides.  [default: $USER]")
    @click.option(
        "--on", type=Day(), metavar="DAY", help="On which day.  [default: the day of the ledger's latest article]"
    )
    @ledger_option
    def command(claim: str, other: str, because: str, by: str | None, on: dt.date | None, where: str | None) -> None:
        from foresaid.core import Judgement
        from foresaid.record.judging import append_judgement

        with _writing(where) as ledger:
            judgement = Judgement(
                subject=claim,
                about=about,
                answer=other,
                reasons=(because,),
                judge=by or _user(),
                made_at=on or _last_day(ledger),
            )
            made = append_judgement(ledger, judgement)
        say(f"{claim} and {other}: {about}, by {made.made_by} on {made.made_at}; entry {made.id}")

    command.help = f"""Say that two claims speak of {what} event.

    Your judgement outranks the rules'; `foresaid undo` takes it back.

    \b
    Example:
      foresaid {about} 5b0f6a1c9d3e7f42 77aa01c2d9b3e845 --because "Both are the June visit"
    """
    return command


same = _pairing("same", "the same")
different = _pairing("different", "a different")


@click.command()
@click.option("--days", type=click.IntRange(0), metavar="N", help="Only what may begin within N days.")
@_asking
def upcoming(days: int | None, where: str | None, as_of: dt.date | None, form: str, output: str | None) -> None:
    """Show what is foretold next: with how surely and by whom.

    Today is the day of the ledger's latest article, or --as-of.

    \b
    Examples:
      foresaid upcoming
      foresaid upcoming --days 14 --as-of 2019-06-17
    """
    from foresaid import ask
    from foresaid.show import answers

    j = _judged(where, as_of)
    _answer(
        answers.open_rows(ask.upcoming(j, days)),
        answers.UPCOMING,
        form,
        f"Foretold as of {j.as_of}",
        "Nothing is foretold.",
        output,
    )


@click.command()
@_asking
def due(where: str | None, as_of: dt.date | None, form: str, output: str | None) -> None:
    """Show claims whose window has closed and that no report has settled.

    \b
    Example:
      foresaid due --as-of 2019-07-01
    """
    from foresaid import ask
    from foresaid.show import answers

    j = _judged(where, as_of)
    _answer(answers.open_rows(ask.due(j)), answers.DUE, form, f"Due as of {j.as_of}", "Nothing is due.", output)


@click.command()
@click.option(
    "--kind", type=click.Choice(SOURCE_KINDS), help="Only sources of that kind; those without a name by their class."
)
@click.option(
    "--by", type=click.Choice(["source", "kind", "word"]), default="source", show_default=True, help="What to group by."
)
@_asking
def sources(kind: str | None, by: str, where: str | None, as_of: dt.date | None, form: str, output: str | None) -> None:
    """Show who was right: the track record of each source.

    For each: claims counted once, how many are settled, the share that held with its 90 % interval (Jeffreys' prior), Brier
    score, skill against the held share of all, mean days late; and how many are open and can not be scored, so that
    selection shows. Every link of a chain is scored for itself. With --by word: the words that say how sure, their
    probability in the published table beside the share that held here.

    \b
    Examples:
      foresaid sources
      foresaid sources --kind anonymous --format csv
      foresaid sources --by word
    """
    from foresaid import ask
    from foresaid.show import answers

    j = _judged(where, as_of)
    title = f"Track records as of {j.as_of}"
    if by == "word":
        _answer(answers.word_rows(ask.words(j)), answers.WORDS, form, title, "No claims.", output)
    else:
        records = ask.sources(j, kind) if by == "source" else ask.kinds(j)
        _answer(answers.record_rows(records), answers.SOURCES, form, title, "No claims.", output)


@click.command()
@click.argument("source", nargs=-1, required=True, metavar="SOURCE...")
@_asking
def changed(source: tuple[str, ...], where: str | None, as_of: dt.date | None, form: str, output: str | None) -> None:
    """Show how one source's line moved, event by event.

    \b
    Example:
      foresaid changed the Kremlin
    """
    from foresaid import ask
    from foresaid.show import answers

    j = _judged(where, as_of)
    try:
        told = ask.changed(j, " ".join(source))
    except ask.NotFoundError as e:
        raise BadValue(str(e)) from None
    _answer(answers.changed_rows(told, j), answers.CHANGED, form, " ".join(source), "No claims.", output)


@click.command()
@click.argument("claim", required=False)
@click.argument("answer", required=False, metavar="VERDICT")
@click.option("--because", metavar="TEXT", help="Why; asked for with a verdict.")
@click.option("--evidence", multiple=True, metavar="URL", help="An address that shows it; may be given more than once.")
@click.option("--by", metavar="NAME", help="Who decides.  [default: $USER]")
@click.option(
    "--on", type=Day(), metavar="DAY", help="On which day.  [default: the day of the ledger's latest article]"
)
@_asking
def settle(
    claim: str | None, answer: str | None, because: str | None, evidence: tuple[str, ...], by: str | None, on: dt.date | None,
    where: str | None, as_of: dt.date | None, form: str, output: str | None,
) -> None:  # fmt: skip
    """Show what came of every claim, or decide it yourself.

    Without CLAIM: the verdict on every claim. With CLAIM and VERDICT (held, early, late, missed, contradicted, void, open,
    unscorable; or `no` where it is not a claim at all): your judgement, which outranks the rules'. It is a line of the
    ledger; `foresaid undo` takes it back by another.

    \b
    Examples:
      foresaid settle
      foresaid settle 5b0f6a1c9d3e7f42 late --because "Arrived on 20 June" --evidence https://example.org/
    """
    from foresaid.core import Judgement
    from foresaid.record.judging import append_judgement
    from foresaid.show import answers

    if claim is None:
        j = _judged(where, as_of)
        count = Counter(v.answer for v in j.verdicts.values())
        title = f"Verdicts as of {j.as_of}: " + ", ".join(
            f"{n} {a}" for a, n in sorted(count.items(), key=lambda x: (-x[1], x[0]))
        )
        _answer(answers.settled_rows(j, None), answers.SETTLED, form, title, "No claims.", output)
        return
    if answer is None or not because:
        raise BadValue(
            f"settle {claim}: give a verdict and --because TEXT, e.g. foresaid settle {claim} held --because '...'"
        )
    with _writing(where) as ledger:
        on = on or _last_day(ledger)
        about = "claim" if answer == "no" else "verdict"
        entry = append_judgement(
            ledger,
            Judgement(
                subject=claim,
                about=about,
                answer=answer,
                reasons=(because,),
                judge=by or _user(),
                made_at=on,
                evidence=evidence,
            ),
        )
    say(f"{claim}: {answer}, by {entry.made_by} on {entry.made_at}; entry {entry.id}")


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


def _judged(where: str | None, as_of: dt.date | None) -> Judged:
    from foresaid import ask
    from foresaid.record.engine import default_ledger
    from foresaid.record.ledger import Ledger

    with Ledger.open(where or default_ledger()) as ledger:
        return ask.judged(ledger, as_of=as_of)
