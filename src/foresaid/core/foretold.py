"""One event that claims speak of, and how it stood from day to day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

STATUSES = ("rumoured", "announced", "confirmed", "disputed", "moved", "held", "cancelled", "missed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """From ``day`` on the event stood as ``status`` (one of ``STATUSES``); ``claim`` says so, told by ``by``."""

    day: dt.date | None
    status: str
    claim: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Foretold:
    """An event that ``claims`` (ids, in order of publication) speak of.

    ``id`` is made from the first claim; ``label`` names it for people; ``type`` is its event type; ``participants`` are the
    keys of its principals; ``place`` a key; ``happened`` the day it was reported to have happened; ``history`` its statuses
    in order; ``reports`` the claims that tell what came of it.
    """

    id: str
    label: str
    type: str
    participants: tuple[str, ...]
    place: str | None
    claims: tuple[str, ...]
    reports: tuple[str, ...]
    history: tuple[Step, ...]
    happened: dt.date | None = None

    @property
    def status(self) -> str:
        """How it stands at last."""
        return self.history[-1].status if self.history else "rumoured"
