"""The clause around a word of an event: who does it, to whom, and which characters state it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token

SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass")
CUT_MARKS = frozenset(
    ["if", "unless", "because", "while", "although", "though", "whereas", "since", "so", "provided", "lest", "whether"]
)
"""Subordinators whose clause is no part of the statement that an event will happen (guidelines: conditionals, reasons)."""
LINKS = frozenset(
    [
        "that",
        "whether",
        ",",
        ";",
        ":",
        "-",
        "–",
        "—",
        "and",
        "but",
        "or",
        "so",
        "then",
        '"',
        "“",
        "”",
        "'",
        "‘",
        "’",
        "(",
        ")",
    ]
)
OBJECT_CONTROL = frozenset(
    "ask order tell allow permit enable force require urge invite expect want persuade convince instruct "
    "authorize authorise encourage help let make get cause appoint choose select name elect nominate pick "
    "schedule set pressure compel".split()
)

BLAMED = {
    "accuse": frozenset(["of"]),
    "suspect": frozenset(["of"]),
    "convict": frozenset(["of"]),
    "acquit": frozenset(["of"]),
    "charge": frozenset(["with"]),
    "stop": frozenset(["from"]),
    "prevent": frozenset(["from"]),
    "keep": frozenset(["from"]),
    "ban": frozenset(["from"]),
    "bar": frozenset(["from"]),
    "block": frozenset(["from"]),
}
"""Verbs whose object does what a gerund after the preposition says: "charged him with threatening to sue"."""


def subject(e: Token, depth: int = 0) -> Token | None:
    """The head word of what does (or undergoes) ``e``, through control, coordination, relative clauses and nouns."""
    own = next((c for c in e.children if c.dep_ in SUBJECTS), None)
    if own is not None:
        return _relative(own, e)
    if depth > 6 or e.dep_ == "root":
        return None
    g = e.head
    if e.dep_ == "conj":
        return subject(g, depth + 1)
    led = {c.lower_ for c in e.children if c.dep_ in ("case", "mark")}
    if e.tag_ == "VBG" and led & BLAMED.get(g.lemma_, frozenset()):
        blamed = next((c for c in g.children if c.dep_ in ("obj", "nsubj:pass")), None)
        if blamed is not None:
            return blamed
    if e.dep_ in ("xcomp", "ccomp", "advcl", "parataxis"):
        if g.lemma_ in OBJECT_CONTROL or e.dep_ == "ccomp":
            obj = next((c for c in g.children if c.dep_ in ("obj", "iobj") and c.i < e.i), None)
            if obj is not None:
                return obj
        if g.pos_ in ("NOUN", "PROPN") and not any(c.dep_ in ("cop", *SUBJECTS) for c in g.children):
            return possessor(g)
        return subject(g, depth + 1)
    if e.dep_ == "acl:relcl":
        return g
    if e.dep_ == "acl":
        marks = {c.lower_ for c in e.children if c.dep_ in ("mark", "case")}
        if e.tag_ == "VBN" and not marks:
            return g
        if marks or e.tag_ == "VBG":
            own_of_noun = possessor(g)
            if own_of_noun is not None:
                return own_of_noun
            if g.dep_ in ("obj", "obl", "nsubj:pass") and g.head.pos_ == "VERB":
                return subject(g.head, depth + 1)
            return g if e.tag_ == "VBG" and not marks else None
    if e.pos_ in ("NOUN", "PROPN"):
        return possessor(e)
    if e.dep_ in ("obl", "nmod") and e.tag_ == "VBG":
        return subject(g, depth + 1)
    return None


def _relative(t: Token, e: Token) -> Token:
    if t.lower_ in ("who", "which", "that") and t.tag_ in ("WDT", "WP", "IN", "DT"):
        up, k = e, 0
        while k < 5 and up.dep_ not in ("acl:relcl", "root"):
            up, k = up.head, k + 1
        if up.dep_ == "acl:relcl":
            return up.head
    return t


def possessor(n: Token) -> Token | None:
    """Whose event a noun is: "Putin's visit", "the visit of/by Putin", "a Trump visit"."""
    for dep in ("nmod:poss",):
        for c in n.children:
            if c.dep_ == dep:
                return c
    for c in n.children:
        if c.dep_ in ("nmod", "nmod:agent") and c.i > n.i and _case(c) & {"by", "of", "from"}:
            return c
    return next((c for c in n.children if c.dep_ in ("compound", "amod") and c.pos_ == "PROPN"), None)


def _case(t: Token) -> set[str]:
    return {c.lower_ for c in t.children if c.dep_ == "case"}


def objects(e: Token) -> Iterator[Token]:
    """The head words of what an event is done to and with: objects, "with", "between", "against", "to", agents of a
    passive; through coordination."""
    for c in e.children:
        if c.dep_ in ("obj", "iobj", "obl:agent") or (
            c.dep_ in ("obl", "nmod", "obl:arg")
            and _case(c)
            & {"with", "between", "against", "to", "by", "among", "from", "for", "into", "toward", "towards"}
        ):
            yield c
            yield from conjuncts(c)
        elif c.dep_ == "xcomp" and e.lemma_ in (
            "continue",
            "begin",
            "start",
            "try",
            "seek",
            "move",
            "work",
            "return",
            "help",
            "use",
        ):
            yield from objects(c)


def conjuncts(t: Token) -> Iterator[Token]:
    """The words coordinated with ``t``, without ``t``."""
    for c in t.children:
        if c.dep_ == "conj":
            yield c
            yield from conjuncts(c)


def possible_by(cue: Token) -> Token | None:
    """The word that a "may", "might" or "could" above a cue stands by: "may decide to visit", "might step forward with a
    promise to help" (of a noun the verb that it hangs on); None without such a modal."""
    governor = cue.head if cue.pos_ == "NOUN" and cue.dep_ in ("obj", "obl") else cue
    return (
        governor if any(x.tag_ == "MD" and x.lower_ in ("may", "might", "could") for x in governor.children) else None
    )


def quote_of(event: Token, top: Token, claimed: Iterable[int] = ()) -> tuple[int, int]:
    """First and last token of the smallest contiguous statement of ``event``, whose clause is headed by ``top``.

    The clause from its subject to the end of its complement; without "that", without if- and because-clauses, without
    a coordinated clause, without "X said" (guidelines, ``quote``). ``claimed``: other words that are events of their
    own, at whose coordination the quote ends.
    """
    others = set(claimed) - {event.i, top.i}
    keep = _kept(top, event, others)
    doc = event.doc
    lo, hi = min(keep), max(keep)
    while lo < hi and (doc[lo].text in LINKS or doc[lo].is_space) and lo != event.i:
        lo += 1
    while hi > lo and (doc[hi].is_punct or doc[hi].is_space) and hi != event.i and doc[hi].text not in (")", "%"):
        hi -= 1
    return _balanced(doc, lo, hi)


def _balanced(doc: Doc, lo: int, hi: int) -> tuple[int, int]:
    words = [doc[i].text for i in range(lo, hi + 1)]
    if ")" in words and "(" not in words and doc[hi].text == ")":
        hi -= 1
    return lo, hi


def _kept(top: Token, event: Token, others: set[int]) -> list[int]:
    keep = {top.i}
    stop_right: int | None = None
    path = set()
    t = event
    while t.i != top.i and t.head.i != t.i:
        path.add(t.i)
        t = t.head
    children = sorted(top.children, key=lambda c: c.i)
    for c in children:
        inside = c.i in path or c.i == event.i
        if not inside and _cut(c, top, others):
            if c.i > top.i and stop_right is None:
                stop_right = c.left_edge.i
            continue
        keep.add(c.i)
        if inside and c.i != event.i:
            keep.update(_kept(c, event, others))
        else:
            keep.update(_subtree(c, others))
    if stop_right is not None and stop_right > event.i:
        keep = {i for i in keep if i < stop_right}
    left_cut = [
        c.right_edge.i
        for c in children
        if c.i < top.i and c.i not in keep and c.dep_ in ("advcl", "parataxis", "ccomp", "obl")
    ]
    if left_cut:
        keep = {i for i in keep if i > max(left_cut)} | {top.i}
    return sorted(keep)


def _subtree(t: Token, others: set[int]) -> set[int]:
    """All of a child's subtree, cut before a right-hand clause that is no part of the statement."""
    out = {t.i}
    for c in t.children:
        if c.i > t.i and (_cut(c, t, others)):
            continue
        out |= _subtree(c, others)
    return out


def _cut(c: Token, top: Token, others: set[int]) -> bool:
    if c.dep_ in ("parataxis", "discourse", "dep", "vocative"):
        return True
    if c.dep_ in ("cc", "mark") and c.i < top.i and c.lower_ != "to":
        return True
    if c.dep_ == "case" and c.i < top.i and top.pos_ in ("NOUN", "PROPN"):
        return True
    if c.dep_ == "conj":
        clause = c.pos_ in ("VERB", "AUX") or any(g.dep_ in (*SUBJECTS, "cop", "aux") for g in c.children)
        return (clause and top.pos_ in ("VERB", "AUX", "ADJ")) or any(
            x.i in others for x in c.subtree if x.dep_ != "nmod" and x.i == c.i
        )
    if c.dep_ == "cc" and c.i > top.i:
        return False
    if c.dep_ == "advcl":
        marks = {g.lower_ for g in c.children if g.dep_ in ("mark", "advmod", "case")}
        if marks & CUT_MARKS or c.lower_ in ("citing", "saying", "adding", "noting", "according", "given"):
            return True
        return "as" in marks and any(g.dep_ in SUBJECTS for g in c.children)
    if c.dep_ in ("obl", "advcl", "nmod") and c.i < top.i:
        return c.left_edge.lower_ in ("given", "according", "despite", "per", "amid") or any(
            g.lower_ in ("given", "according", "despite", "per", "that")
            for g in c.children
            if g.dep_ in ("case", "mark")
        )
    return c.lower_ == "according"
