"""What an entry does to the tables that answer questions: rows that it puts there, rows that no longer hold.

Pure: entries in, rows out. The ledger writes them when the entry is appended, and again on ``rebuild``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain, repeat
from typing import Any

from sqlalchemy import Table

from foresaid.core import Entry
from foresaid.record import tables
from foresaid.record.engine import LedgerError

Body = Mapping[str, Any]
Row = list[Any]
"""Values in the order of the table's columns; the first is the key, the third whether it holds."""
LIVE = 2
NO_CHARACTER = "\N{REPLACEMENT CHARACTER}"
"""Stands in the tables for what no database can hold: NUL, and a lone surrogate. The journal holds them escaped."""
_ODD = re.compile("[\0\ud800-\udfff]")


@dataclass(slots=True)
class Batch:
    """Rows to put (by table and first column; a later one takes the place of an earlier), rows that were there before
    and no longer hold, articles that were there before and were read (key → reader, number of the reading), and the words
    to search: entry number → text."""

    put: dict[str, dict[Any, Row]] = field(default_factory=lambda: {t.name: {} for t in tables.PROJECTIONS})
    off: dict[tuple[str, Any], None] = field(default_factory=dict)
    read: dict[str, tuple[str, int]] = field(default_factory=dict)
    words: dict[int, str] = field(default_factory=dict)

    def add(self, table: Table, row: Row) -> None:
        """Put ``row`` into ``table``."""
        self.put[table.name][row[0]] = row
        if self.off:
            self.off.pop((table.name, row[0]), None)

    def end(self, table: Table, key: Any) -> None:
        """The row ``key`` of ``table`` no longer holds."""
        row = self.put[table.name].get(key)
        if row is not None:
            row[LIVE] = 0
        else:
            self.off[table.name, key] = None


def project(
    entries: Iterable[Entry],
    subject_of: Callable[[str], tuple[str, str, int] | None],
    contents: Iterable[Body | None] = (),
) -> Batch:
    """What ``entries`` do, in order. ``subject_of`` gives kind, subject and number of an earlier entry by its id;
    ``contents`` what the first bodies were written from. Raises ``LedgerError`` where the body of one is not of its kind."""
    batch, seen = Batch(), {}
    for e, content in zip(entries, chain(contents, repeat(None)), strict=False):
        seen[e.id] = (e.kind, e.subject, e.number)
        if e.replaces is not None:
            before = seen.get(e.replaces) or subject_of(e.replaces)
            if before is not None and (before[0] == "judgement" or before[:2] != (e.kind, e.subject)):
                _end(batch, *before)
        try:
            _PROJECT[e.kind](batch, e, _body(e.body, content))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise LedgerError(f"entry {e.number} can not be read as {e.kind!r} ({error})") from None
    return batch


def _body(text: str, content: Body | None) -> Body:
    if "\\u0000" in text or "\\ud" in text:
        odd: Body = storable(json.loads(text))
        return odd
    body: Body = json.loads(text) if content is None else content
    return body


def storable(x: Any) -> Any:
    """``x``, what JSON can hold, with ``NO_CHARACTER`` where its texts hold what no database can.

    >>> storable({"a": ["b\\0"]})
    {'a': ['b\ufffd']}
    """
    if isinstance(x, str):
        return _ODD.sub(NO_CHARACTER, x)
    if isinstance(x, list):
        return [storable(v) for v in x]
    return {k: storable(v) for k, v in x.items()} if isinstance(x, dict) else x


def _end(batch: Batch, kind: str, subject: str, number: int) -> None:
    table = {"article": tables.article, "claim": tables.claim, "relation": tables.relation}.get(kind)
    if table is not None:
        batch.end(table, subject)
    elif kind == "judgement":
        batch.end(tables.judgement, number)


def _article(batch: Batch, e: Entry, d: Body) -> None:
    row = [
        e.subject,
        e.number,
        1,
        d["id"],
        d["published"],
        d["title"],
        d["url"],
        d["publisher"],
        d["origin"],
        d["sketch"],
    ]
    batch.add(tables.article, [*row, None, None])
    batch.words[e.number] = "\n".join(x for x in (d["title"], d["text"]) if x)


def _claim(batch: Batch, e: Entry, d: Body) -> None:
    window, sources, event, quote = d["window"] or {}, d["sources"], d["event"], d["quote"]
    inner = sources[-1] if sources else None
    batch.add(
        tables.claim,
        [
            e.subject, e.number, 1, d["article"], e.made_at.isoformat() if e.made_at else None, quote["start"],
            int(d["forward"]), d["kind"], event["type"], event["label"], quote["text"], window.get("start"),
            window.get("end"), d["certainty"], d["polarity"], d.get("outcome"), inner["name"] if inner else "",
            inner["kind"] if inner else "outlet",
        ],
    )  # fmt: skip
    batch.words[e.number] = " \n".join([quote["text"], event["label"], *(s["name"] for s in sources)])


def _relation(batch: Batch, e: Entry, d: Body) -> None:
    day = e.made_at.isoformat() if e.made_at else None
    batch.add(tables.relation, [e.subject, e.number, 1, d["article"], day, d["pair"][0], d["pair"][1], d["tone"]])


def _judgement(batch: Batch, e: Entry, d: Body) -> None:
    day = e.made_at.isoformat() if e.made_at else None
    batch.add(tables.judgement, [e.number, e.id, 1, e.subject, d["about"], d["answer"], e.made_by, day])


def _reading(batch: Batch, e: Entry, d: Body) -> None:
    row = batch.put[tables.article.name].get(e.subject)
    if row is not None:
        row[-2:] = e.made_by, e.number
    else:
        batch.read[e.subject] = e.made_by, e.number


def _withdrawal(batch: Batch, e: Entry, d: Body) -> None:
    """Nothing beyond the end of what it replaces."""


_PROJECT: dict[str, Callable[[Batch, Entry, Body], None]] = {
    "article": _article,
    "claim": _claim,
    "relation": _relation,
    "judgement": _judgement,
    "reading": _reading,
    "withdrawal": _withdrawal,
}
