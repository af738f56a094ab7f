"""What the judge made of the ledger, kept: written as a whole, read by questions in part.

Kept rows hold for one state only: the chain of the journal's last line, the judge's rules and the day as of which it judged.
``meta`` says which (``made_from``); where that is not what a question asks for, nobody reads them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, delete, select, text

from foresaid.record import tables
from foresaid.record.rows import insert

NAME = "judged"
"""The row of ``meta`` that says what the kept rows were made from."""
PAGE = 10_000
LONGEST = 200
"""Characters of a term, as it is indexed."""
_SHIFT = 32
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
_FTS5 = (
    "CREATE VIRTUAL TABLE words_told USING fts5(text, content='', detail=none, tokenize=\"unicode61 tokenchars '_'\")"
)
_POSTGRES = (
    "CREATE TABLE words_told (rowid BIGINT PRIMARY KEY, vector TSVECTOR NOT NULL)",
    "CREATE INDEX words_told_vector ON words_told USING GIN (vector)",
)
Terms = Iterable[tuple[int, int, bool, Iterable[str]]]
"""Of a claim its event's number, its place there, whether it is a forward claim, and what it tells."""


def create(c: Connection) -> None:
    """Make the tables anew, empty."""
    c.execute(delete(tables.meta).where(tables.meta.c.name == NAME))
    for t in reversed(tables.JUDGED):
        t.drop(c, checkfirst=True)
    c.exec_driver_sql("DROP TABLE IF EXISTS words_told")
    for t in tables.JUDGED:
        t.create(c)
    for line in (_FTS5,) if c.dialect.name == "sqlite" else _POSTGRES:
        c.exec_driver_sql(line)


def made_from(c: Connection) -> str | None:
    """What the kept rows were made from, as ``write`` was told; None where nothing is kept."""
    return c.execute(select(tables.meta.c.value).where(tables.meta.c.name == NAME)).scalar()


def write(c: Connection, key: str, rows: Mapping[Table, Sequence[tuple[Any, ...]]], terms: Terms) -> None:
    """Keep ``rows`` and ``terms``, made from what ``key`` says, in the place of all that was kept, within the transaction of
    ``Ledger.writing``. Rows are deleted, not their tables, so that who is reading goes on with what was kept before."""
    c.execute(delete(tables.meta).where(tables.meta.c.name == NAME))
    for t in tables.JUDGED:
        c.execute(delete(t))
    lite = c.dialect.name == "sqlite"
    c.exec_driver_sql("INSERT INTO words_told(words_told) VALUES ('delete-all')" if lite else "DELETE FROM words_told")
    for table, some in rows.items():
        for at in range(0, len(some), PAGE):
            insert(c, table, some[at : at + PAGE], fresh=True)
    page: list[tuple[int, list[str]]] = []
    for number, place, forward, told in terms:
        page.append((number << _SHIFT | place << 1 | forward, sorted(token(t) for t in told)))
        if len(page) == PAGE:
            _put(c, page)
            page = []
    _put(c, page)
    c.execute(tables.meta.insert(), [{"name": NAME, "value": key}])


def _put(c: Connection, page: Sequence[tuple[int, Sequence[str]]]) -> None:
    if not page:
        return
    if c.dialect.name == "sqlite":
        c.exec_driver_sql("INSERT INTO words_told(rowid, text) VALUES (?, ?)", [(n, " ".join(t)) for n, t in page])
    else:
        line = "INSERT INTO words_told(rowid, vector) SELECT n, array_to_tsvector(string_to_array(t, ' ')) "
        line += "FROM unnest(CAST(:n AS bigint[]), CAST(:t AS text[])) AS made(n, t)"
        c.execute(text(line), {"n": [n for n, _ in page], "t": [" ".join(dict.fromkeys(t)) for _, t in page]})


def find(c: Connection, wanted: Sequence[Sequence[str]], limit: int) -> list[int]:
    """Numbers of the events whose claims tell most of ``wanted``, each of which is told by any of its terms: those first of
    which most forward claims do, ties by number; at most ``limit``."""
    if not wanted:
        return []
    lite = c.dialect.name == "sqlite"
    either, quoted = (" OR ", '"{}"') if lite else (" | ", "'{}'")
    groups = [f"({either.join(quoted.format(token(t)) for t in terms)})" for terms in wanted]
    hits = "SELECT rowid AS id FROM words_told WHERE " + (
        "words_told MATCH :{0}" if lite else "vector @@ CAST(:{0} AS tsquery)"
    )
    tail = "GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT :most"
    whole = f"SELECT id >> {_SHIFT}, sum(id & 1) FROM ({hits.format('q')}) AS hits {tail}"
    found = c.execute(text(whole), {"q": (" AND " if lite else " & ").join(groups), "most": limit}).all()
    if not found:
        each = " UNION ALL ".join(hits.format(f"q{n}") for n in range(len(groups)))
        part = f"""WITH hits AS (SELECT id, count(*) AS n FROM ({each}) AS one GROUP BY id)
            SELECT id >> {_SHIFT}, sum(id & 1) FROM hits WHERE n = (SELECT max(n) FROM hits) {tail}"""
        found = c.execute(text(part), {f"q{n}": g for n, g in enumerate(groups)} | {"most": limit}).all()
    return [int(n) for n, _ in found]


def counts(c: Connection) -> dict[str, int]:
    """Of each term that is told, as ``token`` writes it, how many claims tell it."""
    if c.dialect.name == "sqlite":
        c.exec_driver_sql("CREATE VIRTUAL TABLE IF NOT EXISTS temp.told USING fts5vocab('main', 'words_told', 'row')")
        found = c.exec_driver_sql("SELECT term, doc FROM temp.told")
    else:
        found = c.exec_driver_sql("SELECT word, ndoc FROM ts_stat('SELECT vector FROM words_told')")
    return {str(term): int(n) for term, n in found}


def token(term: str) -> str:
    """``term`` as one word of both databases: what is no small letter or digit of ASCII by its number."""
    return "".join(ch if ch in _PLAIN else f"_{ord(ch):x}_" for ch in term)[:LONGEST]
