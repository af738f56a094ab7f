"""Runs of text in quotation marks, also over several paragraphs."""

from __future__ import annotations

from dataclasses import dataclass

from foresaid.read.quotes_grammar import Grammar

OPEN = {"“": "”", "«": "»", "``": "''", "‘": "’"}
SPEECH_WORDS = 4
"""A run of fewer words is a quoted term, unless it ends like a sentence. By inspection of news quotations."""


@dataclass(slots=True)
class Run:
    """Tokens ``start`` to ``end`` (exclusive), marks included; ``pieces`` one run of tokens a paragraph; ``speech``:
    long
    enough, or ended like a sentence, to be something said and not a quoted term; ``claimed``: it has a speaker."""

    start: int
    end: int
    pieces: list[tuple[int, int]]
    speech: bool
    claimed: bool = False


def paragraphs(g: Grammar) -> list[tuple[int, int]]:
    """First and last + 1 token of each paragraph: a line break (as spaCy's space token) ends one."""
    out, a = [], 0
    for i, t in enumerate(g.text):
        if g.space[i] and "\n" in t:
            if i > a:
                out.append((a, i))
            a = i + 1
    if a < len(g.text):
        out.append((a, len(g.text)))
    return out


def quotation_runs(g: Grammar, paras: list[tuple[int, int]]) -> list[Run]:
    """All quotation runs in text order. A run that is open at the end of a paragraph goes on where the next paragraph
    opens with a quotation mark; otherwise it ends with its paragraph."""
    runs: list[Run] = []
    carried: Run | None = None
    for a, b in paras:
        open_at, closer = None, ""
        i = a
        while i < b:
            t = g.text[i]
            if open_at is None:
                closer = _closer(g, i, a)
                if closer:
                    open_at = i
            elif t == closer or (closer == '"' and t in ("”", "''")) or (closer == "”" and t == '"'):
                if closer == "’" and not _closes_single(g, i, b):
                    i += 1
                    continue
                carried = _add(runs, g, open_at, i + 1, carried if open_at == a else None, closed=True)
                open_at = None
            i += 1
        if open_at is not None and closer != "’":
            carried = _add(runs, g, open_at, b, carried if open_at == a else None, closed=False)
    return runs


def _closer(g: Grammar, i: int, a: int) -> str:
    t = g.text[i]
    if t == '"' or (
        t == "''" and (i == a or g.tokens[i - 1].whitespace_ or g.space[i - 1] or g.text[i - 1] in ("(", "—", "["))
    ):
        return t
    if t == "‘" and i + 1 < len(g.text) and g.text[i + 1][:1].isalpha() and not g.text[i + 1][:1].isdigit():
        return "’"
    return OPEN.get(t, "") if t != "‘" else ""


def _closes_single(g: Grammar, i: int, b: int) -> bool:
    return i + 1 >= b or bool(g.tokens[i].whitespace_) or not g.text[i + 1][:1].isalnum()


def _add(runs: list[Run], g: Grammar, a: int, b: int, carried: Run | None, closed: bool) -> Run | None:
    words = sum(g.text[i][:1].isalnum() for i in range(a, b))
    last = next(
        (g.text[i] for i in range(b - 1, a, -1) if g.text[i] not in ('"', "”", "''", "»", "’") and not g.space[i]), ""
    )
    speech = words >= SPEECH_WORDS or last in (",", ".", "!", "?")
    if carried is not None:
        carried.pieces.append((a, b))
        carried.end = b
        run = carried
    else:
        run = Run(start=a, end=b, pieces=[(a, b)], speech=speech)
        runs.append(run)
    return None if closed else run
