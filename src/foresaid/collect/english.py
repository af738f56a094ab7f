"""Whether a text is English, by its function words: every second or third word of English prose is one of a few dozen.

Chosen over a detector library because it measures as well on news of a few sentences, costs no megabytes and no
model, and says what it saw.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from foresaid.rules.load import table

LEAST_SHARE = 0.20
"""The least share of function words in English prose; ``bench/pages.py --english`` shows the margins."""
LEAST_WORDS = 8
"""Fewer words than this and the script alone decides."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


@cache
def _function_words() -> frozenset[str]:
    return frozenset(row["word"] for row in table("function_words"))


def other_language(text: str) -> str | None:
    """None where ``text`` is English, else what speaks against it, in a few words.

    >>> other_language("The president said that he will visit Moscow in May and meet the prime minister.") is None
    True
    """
    words = _WORD.findall(text[:6000])
    letters = sum(len(w) for w in words)
    if not letters:
        return "no words"
    foreign = sum(1 for w in words for c in w if ord(c) > 0x24F and not unicodedata.name(c, "").startswith("LATIN"))
    if foreign * 3 > letters:
        return "most letters are not Latin"
    if len(words) < LEAST_WORDS:
        return None
    known = _function_words()
    share = sum(w.lower() in known for w in words) / len(words)
    return None if share >= LEAST_SHARE else f"{share:.0%} of the words are English function words"
