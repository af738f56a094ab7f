"""Whether a text is English, by its function words: every second or third word of English prose is one of a few dozen.

Chosen over a detector library because it measures better on English news of a few sentences, costs no megabytes and no
model, and says what it saw. A text is also refused where other languages' function words outnumber the English ones:
Dutch shares "is", "was", "of" and "over" with English, but not "de", "het" and "een".
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from foresaid.rules.load import table

LEAST_SHARE = 0.14
"""The least share of function words in English prose: whole news articles (293 of Wikinews) have 0.22 to 0.47,
articles in other languages (26, in ten languages) 0.00 to 0.08. Run ``bench/pages.py --english`` again where it is
changed."""
SHORT, LEAST_SHORT = 60, 0.08
"""Texts of fewer than SHORT words scatter more: of 2,419 English paragraphs of 10 to 60 words this refuses 9, most of
them half Hindi; of 225 paragraphs in ten other languages it takes 2. A detector library (py3langid 0.4.0)
refuses 53 and takes none."""
LEAST_WORDS = 8
"""Fewer words than this and the script alone decides."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


@cache
def _function_words(language: str) -> frozenset[str]:
    return frozenset(row["word"] for row in table("function_words") if row["language"] == language)


def function_word_share(text: str, language: str = "en") -> float:
    """The share of function words among the first thousand or so words of ``text``: of English (``en``), or of other
    languages in Latin letters (``other``)."""
    words = _WORD.findall(text[:6000])
    known = _function_words(language)
    return sum(w.lower() in known for w in words) / max(1, len(words))


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
    share = function_word_share(text)
    if len(words) < LEAST_WORDS:
        return None
    if share >= (LEAST_SHARE if len(words) >= SHORT else LEAST_SHORT) and share >= function_word_share(text, "other"):
        return None
    return f"{share:.0%} of the words are English function words"
