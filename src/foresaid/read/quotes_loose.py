"""Clauses without "that" which the parse does not show as what a verb of saying states: "announced on Friday the new region
would govern itself", where the clause stands beside the verb, or the verb is taken for a participle of the subject."""

from __future__ import annotations

from foresaid.read.quotes_clauses import Range
from foresaid.read.quotes_grammar import QUOTE_MARKS, SUBJECTS, Grammar

NOMINAL = frozenset(("NOUN", "PROPN", "PRON"))
WITHOUT = frozenset(("obj", "iobj", "obl:agent", "obl:unmarked", "nmod:unmarked", "nsubj", "nsubj:pass", "expl", "obl"))
"""Labels that a subject gets from a parser that lost its clause; a preposition before it rules it out."""


def loose_clause(g: Grammar, v: int) -> tuple[int | None, list[Range]] | None:
    """The source of the finite verb of saying ``v`` and the clause beside it, or None where the parse is to be trusted."""
    if g.tag[v] not in ("VBD", "VBN", "VBZ") or any(g.dep[k] == "aux:pass" for k in g.kids[v]):
        return None
    if g.dep[v] in ("acl", "csubj"):
        return _taken_for_participle(g, v)
    if g.kid(v, "obj", "ccomp", "xcomp") is not None:
        return None
    source = g.own_subject(v)
    if source is None or source > v or g.lower[source] in ("who", "which", "that"):
        return None
    for m in range(v + 1, min(v + 15, g.sent[v][1])):
        h = g.head[m]
        if g.dep[m] not in SUBJECTS or h <= m or not g.is_finite(h) or g.left[h] > m:
            continue
        if g.left[m] != v + 1 and not _phrases_between(g, v, g.left[m]):
            return None
        if any(g.dep[k] in ("cc", "mark") and k < m for k in g.kids[h]):
            return None
        return source, [g.trim(v + 1, g.right[h] + 1)]
    return None


def _taken_for_participle(g: Grammar, v: int) -> tuple[int | None, list[Range]] | None:
    """ "The city announced on Twitter the agency was to investigate", read as "the city [that was] announced"."""
    h = g.head[v]
    if g.dep[v] == "acl":
        source: int | None = h
        while g.dep[h] not in SUBJECTS and g.head[h] != h and g.head[h] < v:
            h = g.head[h]
        source = h
        h = g.head[h]
    else:
        source = next((k for k in g.kids[h] if g.dep[k] in SUBJECTS and k < v), None)
    if source is None or g.dep[source] not in SUBJECTS or h <= v or not g.is_finite(h) or g.kid(v, "mark") is not None:
        return None
    if g.text[v - 1] == "," and g.dep[v] == "acl":
        return None
    first = next((k for k in range(v + 1, h + 1) if g.head[k] == h and g.dep[k] in ("aux", "aux:pass", "cop")), h)
    k = first - 1
    if k <= v or g.pos[k] not in NOMINAL:
        return None
    while v < g.head[k] < first and g.pos[g.head[k]] in NOMINAL and g.head[k] != k:
        k = g.head[k]
    if g.lower[k] == "there" and g.dep[k] == "expl":
        return source, [g.trim(v + 1, g.right[h] + 1)]
    if g.dep[k] not in WITHOUT or any(g.dep[c] == "case" for c in g.kids[k]) or k <= v:
        return None
    return source, [g.trim(g.left[k], g.right[h] + 1)]


def _phrases_between(g: Grammar, v: int, a: int) -> bool:
    """Whether only phrases of time and place of ``v`` stand between it and token ``a``."""
    return all(
        g.text[k] == "," or any(g.dep[m] in ("obl", "obl:unmarked") and g.left[m] <= k <= g.right[m] for m in g.kids[v])
        for k in range(v + 1, a)
    ) and not any(g.text[k] in QUOTE_MARKS for k in range(v + 1, a))
