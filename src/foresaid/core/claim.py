"""What somebody said will happen, and what somebody reported happened."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from foresaid.core.source import Participant, Source
from foresaid.core.span import Span
from foresaid.core.window import Window

CLAIM_KINDS = ("plan", "forecast", "report")
EVENT_TYPES = (
    "MEET", "AGREE", "DECIDE", "ELECT", "LEAVE", "SANCTION", "FIGHT", "PROTEST", "AID", "TRIAL", "STATE", "BUILD",
    "ECONOMY", "HAZARD", "OTHER",
)  # fmt: skip
CERTAINTIES = ("certain", "probable", "possible")
OUTCOMES = ("happened", "did_not_happen", "cancelled", "moved", "missed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What the claim is about: ``type`` (one of ``EVENT_TYPES``), a short ``label`` in words, and the PLOVER event
    type (with mode) or CAMEO code where one exists."""

    type: str
    label: str
    plover: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One statement about one event, tied to the characters that state it.

    ``forward``: it was still to come when it was said (kind ``plan`` or ``forecast``); else it is a report (kind
    ``report``) and ``outcome`` says what is reported (one of ``OUTCOMES``). ``certainty`` follows FactBank's three
    degrees (certain, probable, possible) and ``polarity`` is ``+`` or ``-``. ``sources`` go from the outermost to the
    innermost; empty means the article's own voice. ``rules`` names every rule and model that fired.
    """

    id: str
    article: str
    quote: Span
    trigger: Span
    forward: bool
    kind: str
    event: Event
    participants: tuple[Participant, ...] = ()
    place: Participant | None = None
    window: Window | None = None
    certainty: str = "certain"
    polarity: str = "+"
    sources: tuple[Source, ...] = ()
    said_on: dt.date | None = None
    condition: Span | None = None
    because: Span | None = None
    outcome: str | None = None
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """How two states stand to each other, as somebody puts it: ``tone`` from -2 (hostile) to 2 (close)."""

    id: str
    article: str
    quote: Span
    pair: tuple[str, str]
    tone: int
    sources: tuple[Source, ...] = ()
    said_on: dt.date | None = None
    rules: tuple[str, ...] = ()
