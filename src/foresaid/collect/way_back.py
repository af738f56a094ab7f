"""From characters of the cleaned text back to characters of the page that it was cleaned from."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from dataclasses import dataclass

REACH = 20_000
"""How far ahead in the page the next word of the text is looked for; between two paragraphs stand scripts and menus."""
_PIECE = re.compile(r"<!--.*?-->|<(script|style|noscript|template)\b.*?</\1\s*>|<[^<>]*>", re.S | re.I)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?")
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class WayBack:
    """Where the words of a text stand in its page: three tuples of offsets of the same length, one entry a word."""

    starts: tuple[int, ...]
    page_starts: tuple[int, ...]
    page_ends: tuple[int, ...]

    def to_page(self, start: int, end: int) -> tuple[int, int] | None:
        """The run of the page, tags inside it included, that holds the words of ``text[start:end]``; None where none of
        them was found there."""
        first = max(0, bisect_right(self.starts, start) - 1)
        found = [i for i in range(first, bisect_right(self.starts, end - 1)) if self.page_starts[i] >= 0]
        return (self.page_starts[found[0]], self.page_ends[found[-1]]) if found else None


def way_back(text: str, page: str) -> WayBack:
    """Line up ``text`` with the HTML ``page`` that it was cleaned from, word by word and in order.

    A word that is not found within reach (a headline that only a meta element has) leads nowhere; the next one is
    looked for from the same place.

    >>> page = "<p>Xi <b>will</b> visit&nbsp;Seoul.</p>"
    >>> start, end = way_back("Xi will visit Seoul.", page).to_page(3, 19)
    >>> page[start:end]
    'will</b> visit&nbsp;Seoul.'
    """
    plain, back = _plain(page)
    starts, page_starts, page_ends = [], [], []
    at = 0
    for m in _WORD.finditer(text):
        word = m.group()
        found = plain.find(word, at, at + REACH)
        starts.append(m.start())
        page_starts.append(back[found][0] if found >= 0 else -1)
        page_ends.append(back[found + len(word) - 1][1] if found >= 0 else -1)
        if found >= 0:
            at = found + len(word)
    return WayBack(starts=tuple(starts), page_starts=tuple(page_starts), page_ends=tuple(page_ends))


def _plain(page: str) -> tuple[str, list[tuple[int, int]]]:
    """The characters of a page without its tags, and for each of them where it stands in the page."""
    out: list[str] = []
    back: list[tuple[int, int]] = []
    at = 0
    for m in [*_PIECE.finditer(page), None]:
        end = m.start() if m else len(page)
        while at < end:
            entity = _ENTITY.match(page, at, end) if page[at] == "&" else None
            width = len(entity.group()) if entity else 1
            for c in html.unescape(entity.group()) if entity else page[at]:
                out.append(c)
                back.append((at, at + width))
            at += width
        at = m.end() if m else end
    return "".join(out), back
