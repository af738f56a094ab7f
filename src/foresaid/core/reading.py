"""What the stages of reading hand on: times, mentions and attributions found in one article."""

from __future__ import annotations

from dataclasses import dataclass

from foresaid.core.claim import Claim, Relation
from foresaid.core.problem import Problem
from foresaid.core.source import Actor, Source
from foresaid.core.span import Span
from foresaid.core.window import Window

TIMEX_TYPES = ("DATE", "TIME", "DURATION", "SET")


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A TIMEX3: ``span`` (without a leading preposition), ``type`` (one of ``TIMEX_TYPES``), ``value`` (TIMEX3 value, ISO
    8601 with TimeML's extensions) and the ``window`` that the expression gives together with its preposition
    (``window.words`` includes it); ``window`` is None for a SET, or a DURATION that places nothing in time."""

    span: Span
    type: str
    value: str
    window: Window | None
    rule: str
    mod: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that stand for an actor: a name, a role ("the Russian President"), a pronoun, "both sides" (several actors)."""

    span: Span
    actors: tuple[Actor, ...]
    how: str  # name, alias, demonym, capital, role, surname, pronoun, plural, ner


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Somebody is said to say something: ``source`` (None: not named), ``cue`` (the words that say so), ``content`` (what
    is said; several pieces where the cue splits it), ``direct`` (in quotation marks: ``direct``, ``indirect`` or
    ``mixed``), ``parent`` (index in the same tuple of the attribution in whose content this one lies: outermost has None)
    and ``chain`` (sources from outermost to innermost, this one last)."""

    cue: Span
    content: tuple[Span, ...]
    direct: str
    source: Source | None
    chain: tuple[Source, ...] = ()
    parent: int | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything read from one article, in text order."""

    article: str
    times: tuple[TimeExpression, ...] = ()
    mentions: tuple[Mention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    claims: tuple[Claim, ...] = ()
    relations: tuple[Relation, ...] = ()
    problems: tuple[Problem, ...] = ()
