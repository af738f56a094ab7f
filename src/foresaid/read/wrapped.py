"""Text wrapped at a column → each paragraph on one line, and what was read there back to the text as given.

Inside one run of ``Article.body`` a line break is a wrapped line, not the end of anything, and two blanks are one. What
is read must not depend on them; so an article whose body has such places is read with them out of the way, and every
span found is put back on the characters of the article as it was given.
"""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_left
from collections.abc import Iterable
from typing import TypeVar

from foresaid.core import Article, Span

T = TypeVar("T")
_ODD = re.compile(r"(?:[^\S ]|\s(?=\s))\s*")
_CUT_WORD = re.compile(r"(?<=\w)-(?:[^\S\n]*\n\s*)(?!(?:and|or|to|nor)\b)(?=\w)")
"""A word with a hyphen, broken after it ("six-\\nparty"); "two- and three-day" keeps its blank."""


@dataclasses.dataclass(frozen=True, slots=True)
class Unwrapped:
    """``article`` with one blank between the words of its body; ``given``: the article as it came."""

    article: Article
    given: Article
    places: tuple[int, ...] | None
    """For each character of ``article.text`` where it stands in ``given.text``; None where the two are the same."""

    def back(self, found: T) -> T:
        """``found`` (a reading, or any record in it) with every span on the characters of the article as given."""
        return found if self.places is None else _with_spans(found, self.places, self.given.text)


def unwrap(article: Article) -> Unwrapped:
    """The article as it is read.

    >>> text = "Kim will visit\\nMoscow in May."
    >>> flat = unwrap(Article(id="a", text=text, body=(Span.of(text, 0, len(text)),)))
    >>> flat.article.text, flat.back(Span.of(flat.article.text, 9, 21)).words
    ('Kim will visit Moscow in May.', 'visit\\nMoscow')
    """
    odd = list(_odd_places(article))
    if not odd:
        return Unwrapped(article, article, None)
    text, pieces, places, at = article.text, [], [], 0
    for start, end, instead in odd:
        pieces += [text[at:start], instead]
        places += [*range(at, start), *range(start, start + len(instead))]
        at = end
    pieces.append(text[at:])
    places += range(at, len(text))
    flat = "".join(pieces)

    def forward(s: Span) -> Span:
        return Span.of(flat, bisect_left(places, s.start), bisect_left(places, s.end))

    read = dataclasses.replace(
        article, text=flat, body=tuple(forward(s) for s in article.body),
        headline=forward(article.headline) if article.headline else None,
        voices=tuple(dataclasses.replace(v, span=forward(v.span)) for v in article.voices),
    )  # fmt: skip
    return Unwrapped(read, article, tuple(places))


def _odd_places(article: Article) -> Iterable[tuple[int, int, str]]:
    """(start, end, what stands there instead) for each run of white space in the body that is not one blank."""
    for run in article.body:
        if not _ODD.search(article.text, run.start, run.end):
            continue
        cut = {m.start() + 1: m.end() for m in _CUT_WORD.finditer(article.text, run.start, run.end)}
        for m in _ODD.finditer(article.text, run.start, run.end):
            yield m.start(), m.end(), "" if m.start() in cut else " "


def _with_spans(value: T, places: tuple[int, ...], text: str) -> T:
    if isinstance(value, Span):
        return Span.of(text, places[value.start], places[value.end - 1] + 1)  # type: ignore[return-value]
    if isinstance(value, tuple):
        return tuple(_with_spans(v, places, text) for v in value)  # type: ignore[return-value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        now = {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}
        new = {k: _with_spans(v, places, text) for k, v in now.items() if isinstance(v, tuple) or _record(v)}
        return dataclasses.replace(value, **new)
    return value


def _record(value: object) -> bool:
    return dataclasses.is_dataclass(value)
