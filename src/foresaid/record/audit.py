"""Whether a ledger is whole: every hash, link and span checked, and what is wrong said with its place."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from itertools import chain, zip_longest
from pathlib import Path

from sqlalchemy import Connection, select, text

from foresaid.core import START, Article, Entry, Problem, draft_of
from foresaid.record import tables, words
from foresaid.record.engine import LedgerError, shown
from foresaid.record.exchange import pages
from foresaid.record.journal import article_from_body, article_key, claim_from_body, judgement_from, relation_from_body
from foresaid.record.ledger import Ledger, count, dump, entries_of, put, subject_of
from foresaid.record.project import project
from foresaid.record.recording import spans_of


def verify(ledger: Ledger) -> Iterator[Problem]:
    """A ``Problem`` for everything that is wrong; nothing where the ledger is whole.

    Checked: the database's own check of its pages; numbers without a gap; each entry's id and chain against its content;
    what each entry replaces stands before it; each body can be read and is of its kind; each span of a claim or relation
    holds its words in the recorded article. Where all this is so, the tables and the index of words are compared with what
    the journal makes of them. All of it is of one moment, whoever writes meanwhile.
    """
    whole = True
    try:
        with ledger.reading() as c:
            for problem in chain(_pages(ledger, c), _journal(ledger, c)):
                whole = False
                yield problem
            if whole:
                yield from _tables(ledger, c)
    except LedgerError as e:
        yield Problem(
            stage="ledger", where=shown(ledger.where), message=str(e).removeprefix(f"{shown(ledger.where)}: ")
        )


def _problem(ledger: Ledger, where: str, message: str) -> Problem:
    return Problem(stage="ledger", where=f"{shown(ledger.where)}: {where}", message=message)


def _pages(ledger: Ledger, c: Connection) -> Iterator[Problem]:
    if c.dialect.name != "sqlite":
        return
    for (said,) in c.execute(text("PRAGMA integrity_check(20)")):
        if said != "ok":
            yield _problem(ledger, "the file", str(said).splitlines()[0])


def _journal(ledger: Ledger, c: Connection) -> Iterator[Problem]:
    number, before = 0, START
    texts = _Texts(c)
    for e in entries_of(c):
        where = f"entry {e.number}"
        made = draft_of(e).at(e.number, before)
        if e.number != number + 1:
            yield _problem(ledger, where, f"follows entry {number}: lines are missing")
        elif made.id == e.id and made.chain != e.chain:
            yield _problem(ledger, where, "does not follow the line before it: the chain is broken")
        if made.id != e.id:
            yield _problem(ledger, where, f"its content was changed: the id should be {made.id}, and is {e.id}")
        if e.replaces is not None and ((old := subject_of(c, e.replaces)) is None or old[2] >= e.number):
            yield _problem(ledger, where, f"replaces {e.replaces}, which does not stand before it")
        try:
            _body(e, texts)
        except (ValueError, TypeError, KeyError) as error:
            yield _problem(ledger, where, f"{e.kind} {e.subject}: {' '.join(str(error).split())}")
        number, before = e.number, e.chain


class _Texts:
    """The texts of recorded articles; the last is kept, as its claims follow it."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.numbers: dict[str, int] = {}
        self.last: tuple[str, str] = ("", "")

    def keep(self, key: str, article: Article, number: int) -> None:
        self.numbers[key] = number
        self.last = key, article.text

    def of(self, key: str) -> str:
        if self.last[0] != key:
            if key not in self.numbers:
                raise ValueError(f"its article {key} does not stand before it")
            e = tables.entry.c
            body = self.connection.execute(select(e.body).where(e.number == self.numbers[key])).scalar_one()
            self.last = key, article_from_body(body).text
        return self.last[1]


def _body(e: Entry, texts: _Texts) -> None:
    """Raise where the body can not be what the entry says it is."""
    if e.kind == "article":
        article = article_from_body(e.body)
        if article_key(article) != e.subject:
            raise ValueError("the key is not that of its content")
        texts.keep(e.subject, article, e.number)
    elif e.kind in ("claim", "relation"):
        x = claim_from_body(e.body) if e.kind == "claim" else relation_from_body(e.body)
        if x.id != e.subject:
            raise ValueError(f"the body is that of {x.id}")
        words = texts.of(x.article)
        for span in spans_of(x):
            span.check(words)
    elif e.kind == "judgement":
        judgement_from(e.subject, e.body, e.made_by, e.made_at)
    elif e.kind in ("reading", "withdrawal"):
        json.loads(e.body)
    else:
        raise ValueError("unknown kind of entry")


def _tables(ledger: Ledger, here: Connection) -> Iterator[Problem]:
    """The tables and the words against what the journal makes of them, made afresh in a file beside."""
    remedy = "differs from the journal; `foresaid ledger rebuild` makes it again"
    with (
        tempfile.TemporaryDirectory() as folder,
        Ledger.open(str(Path(folder) / "fresh.db"), write=True) as fresh,
        fresh.writing() as there,
    ):
        own = here.dialect.name == "sqlite"
        for page in pages(entries_of(here)):
            batch = project(page, lambda id: subject_of(here, id))
            put(there, batch)
            for number in () if own else words.unlike(here, batch.words):
                yield _problem(ledger, f"the words of entry {number}", remedy)
        for table in tables.PROJECTIONS:
            for a, b in zip_longest(dump(here, table), dump(there, table)):
                if a != b:
                    key = min(str(next(iter(x.values()))) for x in (a, b) if x is not None)
                    yield _problem(ledger, f"table {table.name}, row {key}", remedy)
                    break
        if own:
            for x, y in zip_longest(words.counts(here), words.counts(there)):
                if x != y:
                    word = min(x[0] for x in (x, y) if x is not None)
                    yield _problem(ledger, f"the index of words, at {word!r}", remedy)
                    break
        elif count(here, words.TABLE) != count(there, words.TABLE):
            yield _problem(ledger, "the index of words", remedy)
