"""The days within which a statement puts an event."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from foresaid.core.span import Span

GRAINS = ("minute", "hour", "day", "week", "month", "quarter", "season", "year", "decade", "century")
ANCHORS = ("absolute", "published", "said", "text", "event")


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """First and last day, either of them open (None). Both None: the words give a time that could not be resolved.

    ``words`` is the time expression in the text; ``grain`` its finest unit (one of ``GRAINS``); ``approximate`` that the
    text itself is vague ("around", "in the coming weeks"); ``edtf`` the same in EDTF (ISO 8601-2:2019), e.g. ``2019-05/2019-06``;
    ``anchor`` what it was counted from (one of ``ANCHORS``); ``event`` the words of the event that it hangs on
    ("following the Belt and Road Forum"); ``problem`` why it is not resolved, for people.
    """

    earliest: dt.date | None
    latest: dt.date | None
    words: Span
    grain: str
    approximate: bool = False
    edtf: str | None = None
    anchor: str = "published"
    event: Span | None = None
    problem: str | None = None

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.earliest > self.latest:
            raise ValueError(f"a window that ends ({self.latest}) before it starts ({self.earliest})")
        if self.grain not in GRAINS:
            raise ValueError(f"unknown grain {self.grain!r}")
        if self.anchor not in ANCHORS:
            raise ValueError(f"unknown anchor {self.anchor!r}")
