"""What kind of event a word names: coarse type and PLOVER code, from the packaged word lists."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from foresaid.core import EVENT_TYPES
from foresaid.rules import table

LIGHT = frozenset(
    [
        "hold",
        "take",
        "make",
        "pay",
        "give",
        "have",
        "get",
        "undergo",
        "conduct",
        "stage",
        "be",
        "come",
        "go",
        "face",
        "receive",
        "carry",
        "see",
        "enter",
        "place",
    ]
)


@cache
def _types() -> dict[str, tuple[str, str | None]]:
    out: dict[str, tuple[str, str | None]] = {}
    for row in table("event_types"):
        for w in row["words"].split():
            out.setdefault(w, (row["type"], None if row["plover"] == "-" else row["plover"]))
    return out


@cache
def _plover() -> dict[str, str]:
    out: dict[str, str] = {}
    for row in table("event_types"):
        if row["plover"] != "-":
            out.setdefault(row["type"], row["plover"].split("-")[0])
    return out


def event_type(e: Token) -> tuple[str, str | None]:
    """Type and PLOVER code of the event word ``e``; a light verb takes those of its object ("hold talks")."""
    words = [e]
    if e.lemma_ in LIGHT:
        words = [c for c in e.children if c.dep_ in ("obj", "nsubj:pass", "obl", "xcomp")] + [e]
    for w in words:
        hit = _types().get(w.lemma_.lower()) or _types().get(w.lower_)
        if hit:
            return hit
    for c in e.children:
        if c.dep_ in ("obj", "xcomp", "nsubj", "nsubj:pass", "obl"):
            hit = _types().get(c.lemma_.lower())
            if hit:
                return hit
    return "OTHER", None


def plover_of(kind: str, e: Token) -> str | None:
    """The PLOVER code for a type decided otherwise: the word's own if it has that type, else the type's event name."""
    own, code = event_type(e)
    assert kind in EVENT_TYPES
    return code if own == kind and code else _plover().get(kind)
