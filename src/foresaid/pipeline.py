"""The order of the stages, and nothing else: inputs → articles → readings."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from foresaid.core import Article, Problem, Reading

CHUNK = 8
"""Articles handed to a worker at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """One article and what was read from it."""

    article: Article
    reading: Reading


def articles(
    inputs: Iterable[str], *, date: dt.date | None = None, stdin: BinaryIO | None = None
) -> Iterator[Article | Problem]:
    """The articles of files, folders and standard input (``-``), in order, bad input as problems."""
    from foresaid.collect.files import articles as collected

    if stdin is None and sys.stdin is not None:  # None where whoever started the program has closed it
        stdin = sys.stdin.buffer
    return collected(inputs, date=date, stdin=stdin)


def read_articles(
    inputs: Iterable[str], *, date: dt.date | None = None, reader: str = "best", workers: int = 1,
    actors: str | None = None, stdin: BinaryIO | None = None,
) -> Iterator[Read | Problem]:  # fmt: skip
    """Read every article of ``inputs``: one ``Read`` each, problems in their place, in the order of the inputs.

    With ``workers`` > 1 processes share the work; the result is the same, in the same order.
    """
    found = articles(inputs, date=date, stdin=stdin)
    if workers == 1:
        for item in found:
            yield item if isinstance(item, Problem) else _read(item, reader, actors)
        return
    with ProcessPoolExecutor(max_workers=workers) as pool:
        while chunk := list(islice(found, CHUNK * workers * 4)):
            jobs = [a for a in chunk if not isinstance(a, Problem)]
            done = iter(pool.map(_read, jobs, [reader] * len(jobs), [actors] * len(jobs), chunksize=CHUNK))
            for item in chunk:
                yield item if isinstance(item, Problem) else next(done)


def _read(article: Article, reader: str, actors: str | None) -> Read | Problem:
    """One article read; a fault of ours in reading it is a problem of that article, and the others are still read."""
    from foresaid.read.read_article import dated, read_article

    try:
        article = dated(article)
        reading = read_article(article, reader=reader, actors=Path(actors) if actors else None)
    except Exception as fault:
        if os.environ.get("FORESAID_DEBUG"):
            raise
        where = article.where or article.id
        return Problem(stage="read", where=where, message=f"could not be read ({type(fault).__name__}: {fault})")
    return Read(article=article, reading=reading)


def read_times(
    inputs: Iterable[str], *, date: dt.date | None = None, stdin: BinaryIO | None = None
) -> Iterator[Read | Problem]:
    """Only the time expressions of every article (no parsing)."""
    from foresaid.read.read_article import times_of

    for item in articles(inputs, date=date, stdin=stdin):
        yield item if isinstance(item, Problem) else Read(article=item, reading=times_of(item))


def read_quotes(
    inputs: Iterable[str], *, date: dt.date | None = None, reader: str = "best", actors: str | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Read | Problem]:  # fmt: skip
    """Only who says what in every article: mentions and attributions."""
    from foresaid.read.read_article import quotes_of

    for item in articles(inputs, date=date, stdin=stdin):
        if isinstance(item, Problem):
            yield item
        else:
            yield Read(article=item, reading=quotes_of(item, reader=reader, actors=Path(actors) if actors else None))
