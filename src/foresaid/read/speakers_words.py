"""Words that sources are named by: pronouns, titles, head nouns and what they make of a source."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache

from foresaid.read.quotes_lexicon import noun_forms
from foresaid.rules.load import load_rules

SINGULAR = frozenset(("he", "she", "him", "her", "his", "himself", "herself"))
PLURAL = frozenset(("they", "them", "their", "these", "those", "themselves", "both", "some"))
THING = frozenset(("it", "its"))
FIRST = frozenset(("i", "we", "my", "our", "me", "us", "mine", "ours"))
TITLES = frozenset(
    [
        "mr",
        "mr.",
        "mrs",
        "mrs.",
        "ms",
        "ms.",
        "dr",
        "dr.",
        "sir",
        "dame",
        "lord",
        "lady",
        "prof",
        "prof.",
        "sen",
        "sen.",
        "rep",
        "rep.",
        "gov",
        "gov.",
        "gen",
        "gen.",
        "president",
    ]
)
WHEN = frozenset(
    "yesterday today tomorrow monday tuesday wednesday thursday friday saturday sunday next last this week month year"
    " morning evening afternoon night later earlier , the".split()
)
"""Words of which no source is made."""
REACH = 6
"""How many sentences back a pronoun may find its person. By inspection."""
KIND_OF_ACTOR = {
    "state": "institution", "person": "person", "organisation": "institution", "place": "institution", "group": "group",
    "party": "institution", "outlet": "outlet",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRule:
    """One rule of ``anonymous.yml``: head nouns and the kind of source that they make."""

    id: str
    kind: str
    any: bool
    words: tuple[str, ...]


@cache
def source_heads() -> dict[str, tuple[str, str]]:
    """Head noun (any form) → the kind of source that it makes and its base form."""
    out: dict[str, tuple[str, str]] = {}
    for rule in load_rules("anonymous", SourceRule):
        for w in rule.words:
            for form in noun_forms(w):
                out.setdefault(form, (rule.kind, w))
    return out


def is_name(words: str) -> bool:
    """Whether all of two or three words begin with a capital: a person's name that stood beside an office."""
    parts = words.split()
    return 2 <= len(parts) <= 3 and parts[0].lower() not in ("the", "a", "an") and all(p[:1].isupper() for p in parts)


def plain(word: str) -> str:
    """A word in lower case without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)).lower()
