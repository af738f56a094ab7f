"""The order of the stages, and nothing else: inputs → articles → readings → ledger."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeVar

from foresaid.core import Article, Problem, Reading

if TYPE_CHECKING:
    from foresaid.record.ledger import Ledger
    from foresaid.record.recording import Recorded

T = TypeVar("T")
CHUNK = 8
"""Articles handed to a worker at a time."""
SAME_ARTICLE = 0.5
"""An article of the same id or address whose text is at least so like (Jaccard, runs of five words) is a newer version."""


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
    yield from _read_all(articles(inputs, date=date, stdin=stdin), reader, workers, actors)


def _read_all(
    found: Iterator[Article | T], reader: str, workers: int, actors: str | None
) -> Iterator[Read | Problem | T]:
    """Every article read; what is none passes through in its place."""
    if workers == 1:
        for item in found:
            yield _read(item, reader, actors) if isinstance(item, Article) else item
        return
    with ProcessPoolExecutor(max_workers=workers) as pool:
        while chunk := list(islice(found, CHUNK * workers * 4)):
            jobs = [a for a in chunk if isinstance(a, Article)]
            done = iter(pool.map(_read, jobs, [reader] * len(jobs), [actors] * len(jobs), chunksize=CHUNK))
            for item in chunk:
                yield next(done) if isinstance(item, Article) else item


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


def record_articles(
    inputs: Iterable[str], ledger: Ledger, *, date: dt.date | None = None, reader: str = "best", workers: int = 1,
    actors: str | None = None, stdin: BinaryIO | None = None,
) -> Iterator[tuple[Article, Recorded] | Problem]:  # fmt: skip
    """Read every article of ``inputs`` and write it down: one transaction an article, in the order of the inputs.

    What this reader has recorded before is not read again. A run that was killed is gone on with by running it again.
    """
    from foresaid.read.read_article import dated
    from foresaid.read.version import reader_version
    from foresaid.record.journal import article_key
    from foresaid.record.recording import Recorded, is_known

    version = reader_version(Path(actors) if actors else None)

    def unread() -> Iterator[Article | tuple[Article, Recorded] | Problem]:
        for item in articles(inputs, date=date, stdin=stdin):
            if isinstance(item, Problem):
                yield item
                continue
            article = dated(item)
            if is_known(ledger, article, version):
                yield article, Recorded(key=article_key(article), known=True)
            else:
                yield article

    found: Iterator[Read | Problem | tuple[Article, Recorded]] = _read_all(unread(), reader, workers, actors)
    for item in found:
        if isinstance(item, Read):
            yield from _record(item, ledger, version)
        else:
            yield item


def _record(item: Read, ledger: Ledger, version: str) -> Iterator[tuple[Article, Recorded] | Problem]:
    """One reading written down; problems of the reading itself follow it."""
    from foresaid.collect.same_story import likeness, sketch, story
    from foresaid.core import SpanMismatchError
    from foresaid.record.recording import earlier_versions, record_reading

    made = sketch(story(item.article))
    alike = [(likeness(made, old), key) for key, old in earlier_versions(ledger, item.article)]
    earlier = max((a for a in alike if a[0] >= SAME_ARTICLE), default=(0.0, None))[1]
    try:
        done = record_reading(ledger, item.article, item.reading, reader=version, sketch=made, earlier=earlier)
    except SpanMismatchError as e:
        yield Problem(stage="record", where=item.article.where or item.article.id, message=str(e))
        return
    yield item.article, done
    yield from item.reading.problems


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
