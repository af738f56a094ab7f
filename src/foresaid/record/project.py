"""What an entry does to the tables that answer questions: rows that it puts there, rows that no longer hold.

Pure: entries in, rows out. The ledger writes them when the entry is appended, and again on ``rebuild``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Table

from foresaid.core import Entry
from foresaid.record import tables

Row = dict[str, Any]


@dataclass(slots=True)
class Batch:
    """Rows to put (by table and first column; a later one takes the place of an earlier) and rows that no longer hold,
    and the words to search: entry number → text."""

    put: dict[str, dict[Any, Row]] = field(default_factory=lambda: {t.name: {} for t in tables.PROJECTIONS})
    off: list[tuple[str, Any]] = field(default_factory=list)
    words: dict[int, str] = field(default_factory=dict)

    def add(self, table: Table, row: Row) -> None:
        """Put ``row`` into ``table``."""
        self.put[table.name][next(iter(row.values()))] = row

    def end(self, table: Table, key: Any) -> None:
        """The row ``key`` of ``table`` no longer holds."""
        row = self.put[table.name].get(key)
        if row is not None:
            row["live"] = 0
        else:
            self.off.append((table.name, key))


def project(entries: Iterable[Entry], subject_of: Callable[[str], tuple[str, str, int] | None]) -> Batch:
    """What ``entries`` do, in order. ``subject_of`` gives kind, subject and number of an earlier entry by its id."""
    batch, seen = Batch(), {}
    for e in entries:
        seen[e.id] = (e.kind, e.subject, e.number)
        if e.replaces is not None:
            before = seen.get(e.replaces) or subject_of(e.replaces)
            if before is not None and (before[0] == "judgement" or before[:2] != (e.kind, e.subject)):
                _end(batch, *before)
        body = json.loads(e.body)
        _PROJECT[e.kind](batch, e, body)
    return batch


def _end(batch: Batch, kind: str, subject: str, number: int) -> None:
    table = {"article": tables.article, "claim": tables.claim, "relation": tables.relation}.get(kind)
    if table is not None:
        batch.end(table, subject)
    elif kind == "judgement":
        batch.end(tables.judgement, number)


def _article(batch: Batch, e: Entry, d: Row) -> None:
    row = {"key": e.subject, "entry": e.number, "live": 1, "id": d["id"], "published": d["published"]}
    row |= {k: d[k] for k in ("title", "url", "publisher", "origin", "sketch")}
    batch.add(tables.article, row | {"reader": None})
    batch.words[e.number] = "\n".join(x for x in (d["title"], d["text"]) if x)


def _claim(batch: Batch, e: Entry, d: Row) -> None:
    window, sources = d["window"] or {}, d["sources"]
    inner = sources[-1] if sources else None
    batch.add(
        tables.claim,
        {
            "id": e.subject, "entry": e.number, "live": 1, "article": d["article"],
            "published": e.made_at.isoformat() if e.made_at else None, "start": d["quote"]["start"],
            "forward": int(d["forward"]), "kind": d["kind"], "type": d["event"]["type"], "label": d["event"]["label"],
            "quote": d["quote"]["text"], "earliest": window.get("start"), "latest": window.get("end"),
            "certainty": d["certainty"], "polarity": d["polarity"], "outcome": d.get("outcome"),
            "source": inner["name"] if inner else "", "source_kind": inner["kind"] if inner else "outlet",
        },
    )  # fmt: skip
    batch.words[e.number] = " \n".join([d["quote"]["text"], d["event"]["label"], *(s["name"] for s in sources)])


def _relation(batch: Batch, e: Entry, d: Row) -> None:
    batch.add(
        tables.relation,
        {
            "id": e.subject, "entry": e.number, "live": 1, "article": d["article"],
            "published": e.made_at.isoformat() if e.made_at else None, "first": d["pair"][0], "second": d["pair"][1],
            "tone": d["tone"],
        },
    )  # fmt: skip


def _judgement(batch: Batch, e: Entry, d: Row) -> None:
    batch.add(
        tables.judgement,
        {
            "entry": e.number, "id": e.id, "live": 1, "subject": e.subject, "about": d["about"], "answer": d["answer"],
            "made_by": e.made_by, "made_at": e.made_at.isoformat() if e.made_at else None,
        },
    )  # fmt: skip


def _reading(batch: Batch, e: Entry, d: Row) -> None:
    row = batch.put[tables.article.name].get(e.subject)
    if row is not None:
        row["reader"] = e.made_by
    else:
        batch.off.append(("reader", (e.subject, e.made_by)))


def _withdrawal(batch: Batch, e: Entry, d: Row) -> None:
    """Nothing beyond the end of what it replaces."""


_PROJECT: dict[str, Callable[[Batch, Entry, Row], None]] = {
    "article": _article,
    "claim": _claim,
    "relation": _relation,
    "judgement": _judgement,
    "reading": _reading,
    "withdrawal": _withdrawal,
}
