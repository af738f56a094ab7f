"""Small word lists of the reading of names, from the tables, and how words are folded."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files

_SPECIAL = tuple(zip("łŁıİøØđĐßæÆœ’ʼ", "lLiIoOdDsaAo''", strict=True))


def fold(words: str) -> str:
    """Lower case, without accents, with anything but letters and digits as one space: "kim jong un"."""
    if not words.isascii():
        words = _plain(words)
    return re.sub(r"[^a-z0-9]+", " ", words.lower()).strip()


def _plain(text: str) -> str:
    for a, b in _SPECIAL:
        if a in text:
            text = text.replace(a, b)
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def flat_table(table: str) -> str:
    """A whole table folded: cells stay apart by tabs and bars, rows by line breaks."""
    flat = re.sub(r"[^a-z0-9\n\t|]+", " ", _plain(table).lower())
    for mark in "\n\t|":
        flat = flat.replace(" " + mark, mark).replace(mark + " ", mark)
    return flat.strip(" ")


def _lines(table: str) -> list[list[str]]:
    text = files("foresaid.rules").joinpath("tables", f"{table}.tsv").read_text(encoding="utf-8")
    return [x.split("\t") for x in text.split("\n") if x and x[0] != "#"][1:]


@cache
def _word_sets() -> dict[str, frozenset[str]]:
    return {r[0]: frozenset(r[1].split("|")) for r in _lines("name_words")}


def word_set(name: str) -> frozenset[str]:
    """The words of one class of name_words.tsv."""
    return _word_sets()[name]


@cache
def first_names() -> dict[str, str]:
    """First name (folded) → m, f or x."""
    return {r[0].lower(): r[1] for r in _lines("first_names")}


@cache
def word_list(table: str) -> dict[str, str]:
    """A table of single words → its second column (or the empty string)."""
    return {r[0]: r[1] if len(r) > 1 else "" for r in _lines(table)}


@cache
def roles(kind: str) -> dict[str, tuple[str, str]]:
    """Folded words of one class of roles.tsv → (value, gender)."""
    out: dict[str, tuple[str, str]] = {}
    for r in _lines("roles"):
        if r[1] == kind:
            for w in r[0].split("|"):
                out.setdefault(fold(w), (r[2], r[3]))
    return out


@cache
def first_words(kind: str) -> frozenset[str]:
    """The first words of that class of roles.tsv."""
    return frozenset(x.split()[0] for x in roles(kind))


def acts(role: str | None) -> bool:
    """Whether the holder of that office acts for the state that he or she belongs to."""
    return bool(role) and (role in word_set("acting") or str(role).endswith(" minister"))
