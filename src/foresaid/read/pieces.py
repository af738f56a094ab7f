"""Words → the numbers that the encoder takes: word pieces, the first piece of each word, and the shape of each word.

Training and reading both go through this module, so the two can not drift apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

SHAPES = ("lower", "title", "upper", "initial", "mixed", "digit", "other", "first_title")
MAX_PIECES = 160
"""Longest sentence the encoder reads, in word pieces; longer sentences are cut into runs of words that fit."""


@lru_cache(8192)
def shape(word: str, first: bool) -> int:
    """The index in ``SHAPES`` of one word; ``first`` says that it opens its sentence.

    The encoder's vocabulary is uncased: this is how it learns what the capitals say.

    >>> SHAPES[shape("Osaka", False)], SHAPES[shape("The", True)], SHAPES[shape("G20", False)]
    ('title', 'first_title', 'digit')
    """
    if any(c.isdigit() for c in word):
        return 5
    if not any(c.isalpha() for c in word):
        return 6
    if word.islower():
        return 0
    if word.isupper():
        return 3 if sum(c.isalpha() for c in word) == 1 else 2
    if word[0].isupper() and word[1:].islower():
        return 7 if first else 1
    return 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """One sentence for the encoder: ``ids`` (pieces with [CLS] and [SEP]), ``firsts`` and ``shapes`` (one a word)."""

    ids: tuple[int, ...]
    firsts: tuple[int, ...]
    shapes: tuple[int, ...]


def pieces(tokenizer: Any, words: Sequence[str]) -> Pieces:
    """Pieces of one sentence; ``tokenizer`` is a ``tokenizers.Tokenizer`` of the encoder's own vocabulary.

    A word that yields no piece (a lone control character) points at [CLS].
    """
    e = tokenizer.encode(list(words), is_pretokenized=True)
    firsts = [0] * len(words)
    for at, word in enumerate(e.word_ids):
        if word is not None and firsts[word] == 0:
            firsts[word] = at
    return Pieces(ids=tuple(e.ids), firsts=tuple(firsts), shapes=tuple([shape(w, i == 0) for i, w in enumerate(words)]))
