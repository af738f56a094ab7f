"""Where sentences begin. By rule and not by the parser, so that a sentence can be parsed alone and only where needed."""

from __future__ import annotations

import numpy as np
from spacy.attrs import SENT_START
from spacy.tokens import Doc, Token

CLOSERS = frozenset("\"'”’»)]")
OPENERS = frozenset("\"'“‘«([")
STARTERS = frozenset(
    [
        "the",
        "a",
        "an",
        "it",
        "he",
        "she",
        "they",
        "we",
        "i",
        "you",
        "this",
        "that",
        "these",
        "those",
        "in",
        "on",
        "at",
        "but",
        "and",
        "however",
        "meanwhile",
        "as",
        "when",
        "while",
        "if",
        "after",
        "before",
        "for",
        "from",
        "its",
        "his",
        "her",
        "their",
        "our",
        "there",
        "what",
        "who",
        "according",
    ]
)
"""A capital word of these after "U.S." or "p.m." opens a sentence; another capital word ("U.S. Senate") does not."""
ABBREVIATIONS = frozenset(
    [
        "mr.",
        "mrs.",
        "ms.",
        "dr.",
        "prof.",
        "gen.",
        "col.",
        "lt.",
        "sgt.",
        "capt.",
        "maj.",
        "sen.",
        "rep.",
        "gov.",
        "rev.",
        "hon.",
        "st.",
        "mt.",
        "ft.",
        "no.",
        "vs.",
        "jan.",
        "feb.",
        "mar.",
        "apr.",
        "jun.",
        "jul.",
        "aug.",
        "sep.",
        "sept.",
        "oct.",
        "nov.",
        "dec.",
        "fig.",
        "al.",
        "e.g.",
        "i.e.",
        "cf.",
        "approx.",
        "dept.",
        "univ.",
        "assn.",
        "bros.",
        "adm.",
        "cmdr.",
        "supt.",
        "insp.",
        "pres.",
        "sec.",
        "messrs.",
        "mmes.",
        "ave.",
        "blvd.",
        "rd.",
    ]
)


DASHES = frozenset(("--", "–", "—"))
DATELINE = 16
"""Most words of a dateline."""


def set_sentences(doc: Doc) -> Doc:
    """Mark the sentence starts of ``doc`` in place and give it back: after . ! ? … with what closes a quotation, and at
    every line break; never inside an abbreviation or before a lower-case word."""
    starts = [False] * len(doc)
    begin, i = True, 0
    words = list(doc)
    while i < len(words):
        t = words[i]
        if t.is_space:
            begin = begin or "\n" in t.text
            i += 1
            continue
        if begin:
            starts[i] = True
            begin = False
            if (after := _dateline(doc, i)) is not None:
                starts[after] = True
        if _ends(doc, t):
            j = i + 1
            while j < len(doc) and doc[j].text in CLOSERS and not (doc[j - 1].whitespace_ and doc[j].text in OPENERS):
                j += 1
            if j >= len(doc) or _opens(doc, j, t):
                begin = True
            i = j
            continue
        i += 1
    if len(doc):
        starts[0] = True
    marks = np.where(starts, 1, -1).astype(np.int64).view(np.uint64)
    doc.from_array([SENT_START], marks.reshape(-1, 1))  # type: ignore[arg-type]
    return doc


def _dateline(doc: Doc, i: int) -> int | None:
    """The first word after a dateline that stands at ``i`` ("OSAKA, June 29 (Agency) -- "): it begins a sentence, so that
    the tree of the report does not hang on the dateline. None where there is no dateline."""
    first = doc[i]
    if not (first.is_upper and first.is_alpha and len(first) > 2 and (i == 0 or "\n" in doc[i - 1].text)):
        return None
    for t in doc[i + 1 : i + DATELINE]:
        if t.text in DASHES:
            after = t.i + 1
            spaced = bool(t.whitespace_) and bool(doc[t.i - 1].whitespace_)
            return after if spaced and after < len(doc) and not doc[after].is_space else None
        if t.is_space or not (t.is_title or t.is_upper or t.is_punct or t.like_num or t.lower_ in ("of", "the", "and")):
            return None
    return None


def _ends(doc: Doc, t: Token) -> bool:
    if t.text in (".", "!", "?", "...", "…", "?!", "!!", "!?"):
        return True
    low = t.lower_
    return (
        len(low) > 2 and low.endswith(".") and low not in ABBREVIATIONS and low.count(".") >= 1 and t.i + 1 < len(doc)
    )


def _opens(doc: Doc, j: int, end: Token) -> bool:
    n = doc[j]
    if n.is_space:
        return "\n" in n.text or (j + 1 < len(doc) and _opens(doc, j + 1, end))
    if not doc[j - 1].whitespace_ and not doc[j - 1].is_space:
        return False
    first = n
    if n.text in OPENERS and j + 1 < len(doc):
        first = doc[j + 1]
    if end.text in (".", "!", "?", "?!", "!!", "!?"):
        if end.text == "." and end.i and len(doc[end.i - 1].text) == 1 and doc[end.i - 1].is_upper and first.is_title:
            return first.lower_ in STARTERS  # "Donald J. Trump", split by the tokenizer
        return not first.is_lower or not first.is_alpha
    if end.text in ("...", "…"):
        return first.is_title
    if first.is_lower:
        return False
    if "." in end.text[:-1] or len(end.text) == 2:  # U.S., p.m., J.
        return first.lower_ in STARTERS and first.text[:1].isupper() and len(end.text) > 2
    return first.text[:1].isupper()
