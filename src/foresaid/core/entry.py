"""One line of the journal: what was written down, by whom, and what it puts in the place of what."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

ENTRY_KINDS = ("article", "claim", "relation", "reading", "withdrawal", "judgement")
START = "0" * 64
"""The chain's value before the first entry."""
_iso = lru_cache(1 << 12)(dt.date.isoformat)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the journal, which is never changed or removed.

    ``number`` counts from 1 without a gap. ``subject`` is what the line is about (a claim's id, an article's key); ``kind``
    is one of ``ENTRY_KINDS``; ``body`` is canonical JSON (keys sorted, no spaces). ``made_by`` is a reader with its version,
    or a person; ``made_at`` the day it could be known: of an article and what was read from it, the day of publication
    (None: not known); of a person's judgement, the day that the person gives. ``replaces`` is the id of the line that no
    longer holds. ``chain`` is the SHA-256 of the line before's chain and this line, so that a line changed, lost or put in
    between shows.
    """

    number: int
    id: str
    subject: str
    kind: str
    body: str
    made_by: str
    made_at: dt.date | None
    replaces: str | None
    chain: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An entry before it has its place in the journal; the fields are those of ``Entry``. ``content`` is what ``body`` was
    written from, where it is at hand, so that it need not be read again. Raises ``ValueError`` where subject or maker hold
    a line break or another control character."""

    subject: str
    kind: str
    body: str
    made_by: str
    made_at: dt.date | None = None
    replaces: str | None = None
    content: Mapping[str, Any] | None = field(default=None, compare=False, repr=False)

    def __post_init__(self) -> None:
        if _CONTROL.search(self.subject) or _CONTROL.search(self.made_by):
            raise ValueError("subject and made_by of an entry are one line each, without control characters")

    def line(self) -> str:
        """What ids and chain are made from: the fields, one a line (none of them can hold a line break), the body last."""
        day = _iso(self.made_at) if self.made_at else ""
        return f"{self.subject}\n{self.kind}\n{self.made_by}\n{day}\n{self.replaces or ''}\n{self.body}"

    def at(self, number: int, before: str) -> Entry:
        """The entry with this ``number`` that follows the one whose chain is ``before``.

        >>> Draft(subject="a", kind="article", body="{}", made_by="x").at(1, START).id
        'd3b40cb4dd02d1e2'
        """
        line = self.line().encode()
        return Entry(
            number=number, id=hashlib.sha256(line).hexdigest()[:16], subject=self.subject, kind=self.kind, body=self.body,
            made_by=self.made_by, made_at=self.made_at, replaces=self.replaces,
            chain=hashlib.sha256(before.encode() + b"\n" + line).hexdigest(),
        )  # fmt: skip


def draft_of(entry: Entry) -> Draft:
    """The entry without its place in the journal."""
    return Draft(
        subject=entry.subject, kind=entry.kind, body=entry.body, made_by=entry.made_by, made_at=entry.made_at,
        replaces=entry.replaces,
    )  # fmt: skip
