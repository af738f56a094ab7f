"""Full-text search: SQLite's FTS5 or PostgreSQL's own, one row an entry, the row's number the entry's."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sqlalchemy import Connection, text

_FTS5 = "CREATE VIRTUAL TABLE words USING fts5(text, content='', tokenize='porter unicode61 remove_diacritics 2')"
_POSTGRES = (
    "CREATE TABLE words (entry INTEGER PRIMARY KEY, vector TSVECTOR NOT NULL)",
    "CREATE INDEX words_vector ON words USING GIN (vector)",
)
_WORD = re.compile(r'"[^"]+"|[^\s"]+')


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
    rows = [{"n": n, "t": t} for n, t in words.items()]
    if connection.dialect.name == "sqlite":
        connection.execute(text("INSERT INTO words(rowid, text) VALUES (:n, :t)"), rows)
    else:
        connection.execute(text("INSERT INTO words(entry, vector) VALUES (:n, to_tsvector('english', :t))"), rows)


def find(connection: Connection, query: str, limit: int) -> list[int]:
    """Numbers of the entries that hold all words of ``query`` (``"several words"`` for a phrase), best first, ties by
    number. Words are matched by their stems; nothing in ``query`` is a command to the database."""
    parts = _WORD.findall(query)
    if not parts:
        return []
    if connection.dialect.name == "sqlite":
        match = " ".join('"' + p.strip('"').replace('"', "") + '"' for p in parts if p.strip('"'))
        if not match:
            return []
        line = "SELECT rowid FROM words WHERE words MATCH :q ORDER BY bm25(words), rowid LIMIT :k"
    else:
        match = " ".join(p if p.startswith('"') else f'"{p}"' for p in parts)
        line = (
            "SELECT entry FROM words, websearch_to_tsquery('english', :q) AS q WHERE vector @@ q "
            "ORDER BY ts_rank(vector, q) DESC, entry LIMIT :k"
        )
    return [int(n) for (n,) in connection.execute(text(line), {"q": match, "k": limit})]
