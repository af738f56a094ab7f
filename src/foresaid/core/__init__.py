"""The spine: frozen records that every stage takes and gives; they import nothing else of ours."""

from foresaid.core.article import Article, Voice
from foresaid.core.claim import CERTAINTIES, CLAIM_KINDS, EVENT_TYPES, OUTCOMES, Claim, Event, Relation
from foresaid.core.entry import ENTRY_KINDS, START, Draft, Entry, draft_of
from foresaid.core.fingerprint import canonical, fingerprint
from foresaid.core.foretold import STATUSES, Foretold, Step
from foresaid.core.judgement import SETTLED, VERDICTS, Judgement, Verdict
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
    "ENTRY_KINDS",
    "EVENT_TYPES",
    "GRAINS",
    "OUTCOMES",
    "SETTLED",
    "SOURCE_KINDS",
    "START",
    "STATUSES",
    "TIMEX_TYPES",
    "VERDICTS",
    "Actor",
    "Article",
    "Attribution",
    "Claim",
    "Draft",
    "Entry",
    "Event",
    "Foretold",
    "Judgement",
    "Mention",
    "Participant",
    "Problem",
    "Reading",
    "Relation",
    "Source",
    "Span",
    "SpanMismatchError",
    "Step",
    "TimeExpression",
    "Verdict",
    "Voice",
    "Window",
    "canonical",
    "draft_of",
    "fingerprint",
]  # fmt: skip
