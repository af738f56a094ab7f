"""What somebody, a rule or a person, decided about a claim or an event."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

VERDICTS = ("held", "early", "late", "missed", "contradicted", "void", "open", "unscorable")
SETTLED = ("held", "early", "late", "missed", "contradicted")
"""The verdicts that say whether a forecast came true."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """An answer to a question about ``subject`` (a claim's id or an event's).

    ``about`` is what was asked: ``verdict`` (``answer`` is one of ``VERDICTS``), ``same`` or ``different`` (``answer`` is
    the id of the other claim), ``claim`` (``answer`` is ``no``: this is not a claim) or ``undo`` (``answer`` is the id of
    the entry taken back). ``reasons`` are the values that it rests on, in words; ``judge`` is a rule with its version, or a
    person; ``evidence`` are ids of claims or articles, or addresses; ``made_at`` is the day.
    """

    subject: str
    about: str
    answer: str
    reasons: tuple[str, ...]
    judge: str
    made_at: dt.date | None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How one claim stands on a day.

    ``answer`` is one of ``VERDICTS``; ``days`` how many days late (or early) the event was; ``happened`` the day of the
    event as reported; ``since`` the day of the report that decided, or on which the window had closed with enough later
    reports; ``because`` says why in words; ``rule`` names the rule or person; ``reports`` are the claims that settle it.
    """

    claim: str
    answer: str
    because: str
    rule: str
    since: dt.date | None = None
    days: int | None = None
    happened: dt.date | None = None
    reports: tuple[str, ...] = ()
