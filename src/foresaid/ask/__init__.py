"""Read-only questions to a ledger: what is foretold, who said it, what came of it, who was right.

Every answer is as of a day: ``as_of``, or the day of the ledger's latest article. No answer looks at the clock. ``asked`` answers
from what is kept of an earlier judgement of the same ledger; the other functions ask a ``Judged`` in memory.
"""

from foresaid.ask.judged import Judged, NotFoundError, judged
from foresaid.ask.keep import bring_up_to_date, unlike
from foresaid.ask.kept import Asked, Kept, Whole, asked
from foresaid.ask.questions import (
    by_name,
    changed,
    compared,
    due,
    find_claim,
    find_event,
    find_events,
    kinds,
    sources,
    tellings,
    upcoming,
    words,
)

__all__ = [
    "Asked",
    "Judged",
    "Kept",
    "NotFoundError",
    "Whole",
    "asked",
    "bring_up_to_date",
    "by_name",
    "changed",
    "compared",
    "due",
    "find_claim",
    "find_event",
    "find_events",
    "judged",
    "kinds",
    "sources",
    "tellings",
    "unlike",
    "upcoming",
    "words",
]
