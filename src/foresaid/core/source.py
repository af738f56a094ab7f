"""Who says it, and who takes part in it."""

from __future__ import annotations

from dataclasses import dataclass

from foresaid.core.span import Span

SOURCE_KINDS = ("person", "office", "institution", "outlet", "anonymous", "group")
ACTOR_KINDS = ("state", "person", "organisation", "place", "group", "party", "outlet")


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody or something that a mention stands for.

    ``id``: ISO 3166-1 alpha-3 for a state; otherwise a stable key (a Wikidata id where a table has one) or the name.
    ``state``: the state (alpha-3) that a leader, ministry, capital or party acts for.
    """

    id: str
    name: str
    kind: str
    state: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One link of the chain of those who say it. ``kind`` is one of ``SOURCE_KINDS``; ``affiliation`` a state (alpha-3)
    or an organisation; ``span`` where the text names it (the mention next to the cue); ``name`` as written there,
    resolved to the full name where the mention is a pronoun or a short form."""

    name: str
    kind: str
    affiliation: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """A principal of an event; ``role`` is ``agent``, ``patient``, ``partner``, ``host`` or ``place``."""

    name: str
    id: str | None = None
    role: str = "agent"
    span: Span | None = None
