"""Full-text search: SQLite's FTS5 or PostgreSQL's own, one row an entry, the row's number the entry's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, table, text

INDEXED = 250_000
"""Characters of an entry that can be searched: what PostgreSQL's megabyte a row holds, whatever the words are."""
TABLE = table("words")
_FTS5 = "CREATE VIRTUAL TABLE words USING fts5(text, content='', tokenize='porter unicode61 remove_diacritics 2')"
_POSTGRES = (
    "CREATE TABLE words (entry INTEGER PRIMARY KEY, vector TSVECTOR NOT NULL)",
    "CREATE INDEX words_vector ON words USING GIN (vector)",
)
_PART = re.compile(r'"[^"]+"|[^\s"]+')
_WORD = re.compile(r"\w+")


def create(connection: Connection) -> None:
    """Make the table of words."""
    for line in (_FTS5,) if connection.dialect.name == "sqlite" else _POSTGRES:
        connection.exec_driver_sql(line)


def drop(connection: Connection) -> None:
    """Remove the table of words, where there is one."""
    connection.exec_driver_sql("DROP TABLE IF EXISTS words")


def put(connection: Connection, words: Mapping[int, str]) -> None:
    """Index the text of each entry."""
    if not words:
        return
    rows = [(n, t[:INDEXED]) for n, t in words.items()]
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("INSERT INTO words(rowid, text) VALUES (?, ?)", rows)
    else:
        line = """INSERT INTO words(entry, vector) SELECT entry, to_tsvector('english', text)
            FROM unnest(CAST(:n AS integer[]), CAST(:t AS text[])) AS made(entry, text)"""
        connection.execute(text(line), {"n": [n for n, _ in rows], "t": [t for _, t in rows]})


def find(connection: Connection, query: str, limit: int, start: int = 0) -> list[int]:
    """Numbers of the entries that hold all words of ``query`` (``"several words"`` for a phrase), best first, ties by
    number: at most ``limit``, after the first ``start``. Words are matched by their stems; nothing in ``query`` is a
    command to the database."""
    parts = [" ".join(_WORD.findall(p)) for p in _PART.findall(query.replace("\0", " "))]
    match = " ".join(f'"{p}"' for p in parts if p)
    if not match:
        return []
    if connection.dialect.name == "sqlite":
        line = "SELECT rowid FROM words WHERE words MATCH :q ORDER BY bm25(words), rowid LIMIT :k OFFSET :s"
    else:
        line = (
            "SELECT entry FROM words, websearch_to_tsquery('english', :q) AS q WHERE vector @@ q "
            "ORDER BY ts_rank(vector, q) DESC, entry LIMIT :k OFFSET :s"
        )
    return [int(n) for (n,) in connection.execute(text(line), {"q": match, "k": limit, "s": start})]


def counts(connection: Connection) -> Iterator[tuple[str, int, int]]:
    """Every term of SQLite's index with the entries that hold it and how often it stands in them, in order."""
    connection.exec_driver_sql("CREATE VIRTUAL TABLE IF NOT EXISTS temp.terms USING fts5vocab('main', 'words', 'row')")
    for term, entries, times in connection.exec_driver_sql("SELECT term, doc, cnt FROM temp.terms ORDER BY term"):
        yield str(term), int(entries), int(times)


def unlike(connection: Connection, words: Mapping[int, str]) -> list[int]:
    """Numbers of the entries whose row in PostgreSQL's index is not what their text makes."""
    line = """SELECT made.entry FROM unnest(CAST(:n AS integer[]), CAST(:t AS text[])) AS made(entry, text)
        LEFT JOIN words ON words.entry = made.entry
        WHERE words.vector IS DISTINCT FROM to_tsvector('english', made.text) ORDER BY made.entry"""
    found = connection.execute(text(line), {"n": list(words), "t": [t[:INDEXED] for t in words.values()]})
    return [int(n) for (n,) in found]
