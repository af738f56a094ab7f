"""A run of characters in a text, which holds its own words."""

from __future__ import annotations

from dataclasses import dataclass


class SpanMismatchError(ValueError):
    """The characters at a span's offsets are not the words that it holds."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """Characters ``start`` to ``end`` (exclusive, Python string offsets) of an article's text, and the words there.

    >>> Span.of("Xi will visit", 8, 13)
    Span(start=8, end=13, words='visit')
    """

    start: int
    end: int
    words: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span of ``text[start:end]``. Raises ``ValueError`` where the offsets do not lie inside the text."""
        if not 0 <= start < end <= len(text):
            raise ValueError(f"no span {start}:{end} in a text of {len(text)} characters")
        return cls(start=start, end=end, words=text[start:end])

    def check(self, text: str) -> Span:
        """The span itself, if ``text[start:end]`` is its words; raises ``SpanMismatchError`` otherwise."""
        if text[self.start : self.end] != self.words:
            raise SpanMismatchError(
                f"{self.start}:{self.end} holds {text[self.start : self.end]!r}, not {self.words!r}"
            )
        return self

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlap(self, other: Span) -> int:
        """How many characters the two spans share."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))
