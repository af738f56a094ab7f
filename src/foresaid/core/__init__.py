"""The spine: frozen records that every stage takes and gives; they import nothing else of ours."""

from foresaid.core.article import Article, Voice
from foresaid.core.claim import CERTAINTIES, CLAIM_KINDS, EVENT_TYPES, OUTCOMES, Claim, Event, Relation
from foresaid.core.fingerprint import fingerprint
from foresaid.core.problem import Problem
from foresaid.core.reading import TIMEX_TYPES, Attribution, Mention, Reading, TimeExpression
from foresaid.core.source import ACTOR_KINDS, SOURCE_KINDS, Actor, Participant, Source
from foresaid.core.span import Span, SpanMismatchError
from foresaid.core.window import ANCHORS, GRAINS, Window

__all__ = [
    "ACTOR_KINDS",
    "ANCHORS",
    "CERTAINTIES",
    "CLAIM_KINDS",
    "EVENT_TYPES",
    "GRAINS",
    "OUTCOMES",
    "SOURCE_KINDS",
    "TIMEX_TYPES",
    "Actor",
    "Article",
    "Attribution",
    "Claim",
    "Event",
    "Mention",
    "Participant",
    "Problem",
    "Reading",
    "Relation",
    "Source",
    "Span",
    "SpanMismatchError",
    "TimeExpression",
    "Voice",
    "Window",
    "fingerprint",
]  # fmt: skip
