"""Where what somebody says ends because the speaker says one more thing: "he said it was late, adding that …", "says it
is late and says that …"."""

from __future__ import annotations

from foresaid.read.quotes_clauses import Found, Range
from foresaid.read.quotes_grammar import QUOTE_MARKS, Grammar

TAIL_FRAMES = frozenset(("clause", "quote", "obj", "small", "inf", "objinf", "to", "of", "about", "for", "on"))
LINKS = frozenset(("before", "while", "after", "and", "but", "then", "also"))
"""Words that may stand between a comma and the participle of a tail."""


def cut_tails(g: Grammar, found: list[Found]) -> None:
    """Cut the content of each attribution before a later cue of the same speaker, and give that cue the speaker."""
    for f in found:
        if f.rule is None or f.rule.pos != "verb" or f.frame not in ("clause", "aside", "small", "obj", "raise"):
            continue
        for h in found:
            at = _opens_tail(g, f, h) if h is not f and h.rule is not None and h.rule.pos == "verb" else None
            if at is None:
                continue
            content = _before(g, f.content, at)
            if not content or not any(g.pos[k] in ("VERB", "AUX", "NOUN", "PROPN") for c in content for k in range(*c)):
                continue
            f.content = content
            if h.source_range is None:
                h.source, h.source_range = f.source, f.source_range


def borrow(g: Grammar, found: list[Found]) -> None:
    """Give "…, said a farmer, adding that …" the source of the verb which the participle hangs on."""
    by_cue = {i: f for f in found for i in range(*f.cue)}
    for h in found:
        v = _verb(g, h)
        if v is None or g.own_subject(v) is not None or h.source_range is not None:
            continue
        if h.source is not None:
            if g.tag[v] == "VBG" and g.dep[v] in ("advcl", "parataxis") and g.text[h.cue[0] - 1] == ",":
                f = _said_before(g, found, h, v)
                if f is not None:
                    h.source, h.source_range = f.source, f.source_range
            continue
        if g.tag[v] == "VBD" and g.dep[v] == "conj" and h.frame == "clause" and not g.is_passive(v):
            before = [
                f for f in found if f.source is not None and f.frame == "clause" and f.cue[0] < v and _said(g, f, v)
            ]
            if before:
                h.source = before[-1].source
            continue
        if g.tag[v] != "VBG":
            continue
        f = by_cue.get(g.head[v])
        if f is None:
            f = _said_before(g, found, h, v)
            if f is not None:
                h.source, h.source_range = f.source, f.source_range
                continue
        if g.dep[v] in ("advcl", "conj", "parataxis") and f is not None and f is not h:
            h.source, h.source_range = f.source, f.source_range


def _said_before(g: Grammar, found: list[Found], h: Found, v: int) -> Found | None:
    """ "“It is over,” she said, explaining why": the participle hangs on what is said, and stands after the verb that says
    it."""
    top = g.head[v]
    for f in reversed(found):
        c = _verb(g, f)
        if (
            f is not h
            and c is not None
            and top < c < v
            and g.sent[c] == g.sent[v]
            and f.frame in ("quote", "aside", "clause")
            and (f.source is not None or f.source_range is not None)
            and any(a <= top < b for a, b in f.content)
            and not any(c < a and b <= v for a, b in f.content)
        ):
            return f
    return None


def _said(g: Grammar, f: Found, v: int) -> bool:
    """Whether ``f`` has a verb in the past in the sentence of ``v``."""
    k = _verb(g, f)
    return (
        k is not None and g.tag[k] == "VBD" and g.sent[k] == g.sent[v] and f.rule is not None and f.rule.kind == "say"
    )


def without_doubles(found: list[Found]) -> list[Found]:
    """Without nouns whose clause a verb has too: "said in a statement that …"."""
    verbs: dict[int, int] = {}
    for f in found:
        if f.content and f.rule is not None and f.rule.pos == "verb":
            verbs[f.content[0][0]] = min(f.cue[0], verbs.get(f.content[0][0], f.cue[0]))
    return [
        f
        for f in found
        if not (
            f.content
            and f.rule is not None
            and f.rule.pos == "noun"
            and verbs.get(f.content[0][0], f.cue[0]) < f.cue[0]
        )
    ]


def _opens_tail(g: Grammar, f: Found, h: Found) -> int | None:
    """Where the tail with cue ``h`` begins in the content of ``f``; None where ``h`` belongs to what is said."""
    v, c = _verb(g, f), _verb(g, h)
    if v is None or c is None or h.frame not in TAIL_FRAMES or c <= v:
        return None
    if g.sent[c] != g.sent[v] or not any(a < c < b for a, b in f.content):
        return None
    if any(g.text[k] in QUOTE_MARKS for k in range(c, c + 1)) or _in_quotes(g, v, c):
        return None
    if g.tag[c] == "VBG" and g.own_subject(c) is None and not any(g.dep[k] in ("aux", "cop") for k in g.kids[c]):
        k = h.cue[0] - 1
        while k > v and g.lower[k] in LINKS:
            k -= 1
        return k if g.text[k] in (",", "”", '"', "''") and k > v + 1 else None
    if g.tag[c] == g.tag[v] and g.tag[c] in ("VBZ", "VBD") and g.dep[c] == "conj" and g.own_subject(c) is None:
        first = g.head[c]
        tags = {g.tag[k] for k in (first, *g.kids[first]) if g.tag[k] in ("VBD", "VBZ", "VBP", "MD")}
        if first > v and g.tag[c] not in tags and tags:
            k = h.cue[0] - 1
            while k > v and (g.lower[k] in LINKS or g.text[k] == ","):
                k -= 1
            return k + 1
    return None


def _verb(g: Grammar, f: Found) -> int | None:
    return next((k for k in range(*f.cue) if g.parsed[k] and g.pos[k] == "VERB"), None)


def _in_quotes(g: Grammar, v: int, c: int) -> bool:
    """Whether a quotation that opens after ``v`` is still open at ``c``."""
    opened = sum(g.text[k] in ("“", "``") for k in range(v, c)) > sum(g.text[k] == "”" for k in range(v, c))
    return opened or sum(g.text[k] == '"' for k in range(v, c)) % 2 == 1


NAMED_FRAMES = frozenset(
    (
        "obj",
        "inf",
        "objinf",
        "ing",
        "small",
        "about",
        "of",
        "for",
        "on",
        "to",
        "against",
        "at",
        "with",
        "over",
        "in",
        "from",
    )
)
"""Frames whose content is a phrase or an infinitive, not a clause."""
ADDED = frozenset(
    ("which", "who", "whose", "whom", "where", "after", "while", "despite", "although", "though", "because")
)
"""Words that open, after a comma, what the article adds to a phrase that somebody speaks of."""


def cut_asides(g: Grammar, found: list[Found]) -> None:
    """End what is spoken of before what the article adds: "praised the treaty, which ends in May", "vowed to stay, telling
    reporters …"."""
    for f in found:
        if f.frame not in NAMED_FRAMES or len(f.content) != 1:
            continue
        a, b = f.content[0]
        v = _verb(g, f)
        if v is not None and v > a:
            continue
        for k in range(a + 1, b - 1):
            if g.text[k] in QUOTE_MARKS or g.text[k] in (":", ";"):
                break
            if g.text[k] != "," or not g.parsed[k + 1]:
                continue
            low = g.lower[k + 1]
            ing = (
                g.tag[k + 1] == "VBG"
                and g.dep[k + 1] in ("advcl", "acl")
                and f.frame in ("inf", "objinf", "ing", "obj")
            )
            if low in ADDED or ing:
                f.content = [g.trim(a, k)]
                break


def _before(g: Grammar, content: list[Range], at: int) -> list[Range]:
    out = [g.trim(a, min(b, at)) for a, b in content if a < at]
    return [r for r in out if r[0] < r[1]]
