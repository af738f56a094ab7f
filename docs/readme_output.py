"""Write the output that the README shows: the commands as they are shown, run on examples/, lines left out where [...] stands.

usage: python docs/readme_output.py
"""

from __future__ import annotations

import dataclasses
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from click.testing import CliRunner

from foresaid.cli import cli
from foresaid.core import Problem
from foresaid.pipeline import Read, read_articles
from foresaid.show.table import claim_table

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
DISPATCH = "examples/2019-04-21-xi-rumours.txt"
ROWS = (
    "his first visit to North Korea this year",
    "travel to the North in May",
    "conclude their trade talks",
    "with empty hands",
)
"""Words of the claims whose rows are shown, one row each."""
COMMANDS = ("record examples", "story Xi visit Pyongyang", "sources --kind outlet")
"""What is asked of the ledger; of the story what stands before its single claims is shown."""
START, END = "<!-- {} -->", "<!-- /{} -->"


def read_shown() -> str:
    """`foresaid read` and its output with the rows of ``ROWS``. Raises ``LookupError`` where a row is no longer read."""
    [read] = read_articles([str(ROOT / DISPATCH)])
    if isinstance(read, Problem):
        raise LookupError(str(read))
    claims = [c for c in read.reading.claims if c.forward]
    chosen = []
    for words in ROWS:
        found = next((c for c in claims if words in " ".join(c.quote.words.split())), None)
        if found is None:
            raise LookupError(f"no claim with {words!r} in {DISPATCH}: choose another row in docs/readme_output.py")
        chosen.append(found)
    few = dataclasses.replace(read.reading, claims=tuple(chosen), relations=())
    rows = _table(read, few)[0].rstrip().replace(str(ROOT) + "/", "")
    return f"$ foresaid read {DISPATCH}\n{rows}\n\n[...]\n\n{_table(read, read.reading)[-1].strip()}\n"


def _table(read: Read, reading: object) -> list[str]:
    one = dataclasses.replace(read, reading=reading)
    where = dataclasses.replace(read.article, where=DISPATCH)
    return list(claim_table([dataclasses.replace(one, article=where)], width=80, colour=False))


def ledger_shown() -> str:
    """The questions of ``COMMANDS`` and their answers, over a ledger of examples/ made for it."""
    return "\n".join(_asked())


def _asked() -> Iterator[str]:
    before = os.getcwd()
    with tempfile.TemporaryDirectory() as folder:
        os.symlink(ROOT / "examples", Path(folder) / "examples")
        os.chdir(folder)
        try:
            for command in COMMANDS:
                done = CliRunner(env={"FORESAID_LEDGER": "foresaid.db"}).invoke(
                    cli, command.split(), catch_exceptions=False
                )
                if done.exit_code:
                    raise LookupError(f"foresaid {command}: {done.output}")
                head, cut, _ = done.stdout.partition("\nForetold\n")
                yield f"$ foresaid {command}\n{head.rstrip()}\n" + ("\n[...]\n" if cut else "")
        finally:
            os.chdir(before)


BLOCKS = {"output": read_shown, "ledger": ledger_shown}


def page() -> str:
    """The README with the output of now in its place."""
    text = README.read_text(encoding="utf-8")
    for name, shown in BLOCKS.items():
        head, rest = text.split(START.format(name))
        text = (
            f"{head}{START.format(name)}\n```console\n{shown()}```\n{END.format(name)}{rest.split(END.format(name))[1]}"
        )
    return text


if __name__ == "__main__":
    README.write_text(page(), encoding="utf-8")
