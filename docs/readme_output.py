"""Write the output that the README shows: the command as it is shown, run on a dispatch of examples/, rows left out.

usage: python docs/readme_output.py
"""

from __future__ import annotations

import dataclasses
from pathlib import Path

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
START, END = "<!-- output -->", "<!-- /output -->"


def shown() -> str:
    """The command and its output with the rows of ``ROWS``. Raises ``LookupError`` where a row is no longer read."""
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


def page() -> str:
    """The README with the output of now in its place."""
    text = README.read_text(encoding="utf-8")
    head, rest = text.split(START)
    return f"{head}{START}\n```console\n{shown()}```\n{END}{rest.split(END)[1]}"


if __name__ == "__main__":
    README.write_text(page(), encoding="utf-8")
