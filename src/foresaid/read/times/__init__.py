"""Time expressions of an article: TIMEX3 type and value, and the days that each, with its preposition, stands for."""

from foresaid.read.times.calendar import edtf, edtf_days
from foresaid.read.times.find import find_times
from foresaid.read.times.infer import Inferred, infer_published
from foresaid.read.times.known_events import KnownEvent, find_known_events
from foresaid.read.times.year_only import times_in_year

__all__ = [
    "Inferred",
    "KnownEvent",
    "edtf",
    "edtf_days",
    "find_known_events",
    "find_times",
    "infer_published",
    "times_in_year",
]
