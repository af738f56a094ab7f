"""Whether a ledger is whole: every hash, link and span checked, and what is wrong said with its place."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from sqlalchemy import select, text

from foresaid.core import START, Article, Entry, Problem, draft_of
from foresaid.record import tables
from foresaid.record.engine import shown
from foresaid.record.exchange import copy_entries
from foresaid.record.journal import article_from_body, article_key, claim_from_body, judgement_from, relation_from_body
from foresaid.record.ledger import Ledger, dump
from foresaid.record.recording import spans_of


def verify(ledger: Ledger) -> Iterator[Problem]:
    """A ``Problem`` for everything that is wrong; nothing where the ledger is whole.

    Checked: numbers without a gap; each entry's id and chain against its content; the database's own check of its pages;
    what each entry replaces stands before it; each body can be read and is of its kind; each span of a claim or relation
    holds its words in the recorded article; the tables hold what the journal makes of them.
    """
    yield from _pages(ledger)
    yield from _journal(ledger)
    yield from _tables(ledger)


def _problem(ledger: Ledger, where: str, message: str) -> Problem:
    return Problem(stage="ledger", where=f"{shown(ledger.where)}: {where}", message=message)


def _pages(ledger: Ledger) -> Iterator[Problem]:
    if ledger.engine.dialect.name != "sqlite":
        return
    with ledger.reading() as c:
        for (said,) in c.execute(text("PRAGMA integrity_check(20)")):
            if said != "ok":
                yield _problem(ledger, "the file", str(said).splitlines()[0])


def _journal(ledger: Ledger) -> Iterator[Problem]:
    number, chain = 0, START
    kinds: dict[str, str] = {}
    texts = _Texts(ledger)
    for e in ledger.entries():
        where = f"entry {e.number}"
        if e.number != number + 1:
            yield _problem(ledger, where, f"follows entry {number}: lines are missing")
        made = draft_of(e).at(e.number, chain)
        if made.id != e.id:
            yield _problem(ledger, where, f"its content was changed: the id should be {made.id}, and is {e.id}")
        elif made.chain != e.chain:
            yield _problem(ledger, where, "does not follow the line before it: the chain is broken")
        if e.replaces is not None and e.replaces not in kinds:
            yield _problem(ledger, where, f"replaces {e.replaces}, which does not stand before it")
        try:
            _body(e, texts)
        except (ValueError, TypeError, KeyError) as error:
            yield _problem(ledger, where, f"{e.kind} {e.subject}: {' '.join(str(error).split())}")
        kinds[e.id] = e.kind
        number, chain = e.number, e.chain


class _Texts:
    """The texts of recorded articles; the last is kept, as its claims follow it."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.last: tuple[str, str] = ("", "")

    def keep(self, key: str, article: Article) -> None:
        self.last = key, article.text

    def of(self, key: str) -> str:
        if self.last[0] != key:
            with self.ledger.reading() as c:
                body = c.execute(
                    select(tables.entry.c.body).where(tables.entry.c.subject == key, tables.entry.c.kind == "article")
                ).scalar()
            if body is None:
                raise ValueError(f"its article {key} was never recorded")
            self.keep(key, article_from_body(body))
        return self.last[1]


def _body(e: Entry, texts: _Texts) -> None:
    """Raise where the body can not be what the entry says it is."""
    if e.kind == "article":
        article = article_from_body(e.body)
        if article_key(article) != e.subject:
            raise ValueError("the key is not that of its content")
        texts.keep(e.subject, article)
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


def _tables(ledger: Ledger) -> Iterator[Problem]:
    """The tables against what the journal makes of them, made afresh in a file beside."""
    with tempfile.TemporaryDirectory() as folder, Ledger.open(str(Path(folder) / "fresh.db"), write=True) as fresh:
        copy_entries(ledger.entries(), fresh)
        for table in tables.PROJECTIONS:
            with ledger.reading() as a, fresh.reading() as b:
                for here, there in zip_longest(dump(a, table), dump(b, table)):
                    if here != there:
                        key = next(iter((here or there or {}).values()), "")
                        yield _problem(
                            ledger, f"table {table.name}, row {key}",
                            "differs from the journal; `foresaid ledger rebuild` makes it again",
                        )  # fmt: skip
                        break
