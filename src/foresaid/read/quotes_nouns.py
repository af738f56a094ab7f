"""Nouns and adjectives that say that somebody says: "predictions in the markets that", "her promise to", "confident
that"."""

from __future__ import annotations

from foresaid.read.quotes_clauses import THAT, Found, Range, make
from foresaid.read.quotes_grammar import Grammar
from foresaid.read.quotes_lexicon import Word, word_set

HUMAN_CASES = frozenset(("in", "among", "within", "from", "by"))
BETWEEN_NAME = frozenset(("DET", "ADJ", "NOUN", "PROPN", "PRON", "CCONJ", "NUM", "ADP", "PART"))


def noun_cue(g: Grammar, n: int, word: Word) -> Found | None:
    """The attribution that noun ``n`` makes: "predictions in the markets that", "her promise to", "the report of"."""
    frames = word.frames
    source, light = _noun_source(g, n)
    cue = (n, n + 1)
    if light is not None and light < n:
        cue = (light, n + 1)
    if "shift" in frames:
        return _shift(g, n, word)
    voiced = _voiced(g, n)
    for k in g.kids[n]:
        if k < n:
            continue
        first = g.left[k]
        if (
            "clause" in frames
            and g.dep[k] in ("acl", "ccomp", "acl:relcl", "advcl", "appos")
            and g.lower[first] in THAT
            and g.dep[first] == "mark"
        ):
            return make(g, n, word, "clause", source, [g.trim(first, g.right[k] + 1)], cue)
        if (
            "inf" in frames
            and g.dep[k] in ("acl", "advcl", "xcomp")
            and g.is_infinitive(k)
            and g.own_subject(k) is None
        ):
            if source is None and not voiced and frames["inf"].kind == "plan":
                return None
            found = make(g, n, word, "inf", source, [g.trim(first, g.right[k] + 1)], cue)
            if found is not None and voiced:
                found.frame = "voiced"
            return found
    if "clause" in frames:
        after = _that_after(g, n)
        if after is not None:
            that, named = after
            h = g.head[that] if g.own_subject(g.head[that]) is not None else g.head[g.head[that]]
            return make(
                g,
                n,
                word,
                "clause",
                named if named is not None else source,
                [g.trim(that, max(g.right[h], that) + 1)],
                cue,
            )
    beside = [k for k in g.kids[light] if k > n and g.dep[k] in ("obl", "advcl")] if light is not None else []
    beside = [k for k in beside if g.pos[k] != "PROPN" or not g.has_kid(k, "case", ("on", "in", "at"))]
    for k in [*g.kids[n], *beside]:
        if k > n and g.dep[k] in ("nmod", "acl", "obl", "advcl") and k != source:
            case = next((g.lower[c] for c in g.kids[k] if g.dep[c] in ("case", "mark") and c < k), "")
            if case in frames and case != "by" and (source is not None or (case != "of" and _anyone(g, n, word))):
                first = next(c for c in g.kids[k] if g.lower[c] == case)
                return make(
                    g,
                    n,
                    word,
                    case,
                    source,
                    [g.trim(first + 1, g.right[k] + 1)],
                    (cue[0], n + 2 if g.lower[n + 1] == case else n + 1),
                )
    if g.dep[n] in ("nsubj", "nsubj:outer") and "clause" in frames:  # "the expectation is that"
        return _that_is(g, n, word, source, cue)
    return None


def _anyone(g: Grammar, n: int, word: Word) -> bool:
    """Whether the noun counts though nobody is named: "criticism of the deal grew"."""
    return "nobody" in word.frames and g.dep[n] in ("nsubj", "nsubj:pass", "obl", "obj", "nmod", "root")


def _voiced(g: Grammar, n: int) -> bool:
    """Whether a verb of stating has noun ``n`` as its object: "announced plans to", "stated its intention to"."""
    h = g.head[n]
    return (
        g.dep[n] == "obj"
        and g.lower[h] in word_set("voiced")
        and not any(g.lower[k] in ("not", "n't", "n’t", "never") for k in g.kids[h])
    )


def _that_is(g: Grammar, n: int, word: Word, source: int | None, cue: Range) -> Found | None:
    h = g.head[n]
    if g.kid(h, "cop") is None:
        return None
    for k in (h, *g.kids[h]):
        that = next((m for m in g.kids[k] if g.lower[m] == "that" and g.dep[m] == "mark" and m > n), None)
        if that is not None and k > n:
            return make(g, n, word, "clause", source, [g.trim(that, g.right[k] + 1)], cue)
    return None


def _that_after(g: Grammar, n: int) -> tuple[int, int | None] | None:
    """The "that" which opens a finite clause right after the noun and what names its source ("by the palace"),
    wherever the
    parser hung them, and the head of that name."""
    end, named = n + 1, None
    stop = g.sent[n][1]
    if end < stop and g.lower[end] in HUMAN_CASES:
        end += 1
        while end < min(stop, n + 10) and g.lower[end] != "that" and g.pos[end] in BETWEEN_NAME:
            end += 1
        named = end - 1
        while n + 1 < g.head[named] < end and g.head[named] != named:
            named = g.head[named]
        if g.pos[named] not in ("NOUN", "PROPN", "PRON"):
            return None
    if end >= stop or g.lower[end] != "that" or (named is None and g.dep[end] != "mark"):
        return None
    h = g.head[end]
    if h > end and g.own_subject(h) not in (None, end):
        return end, named
    if (
        named is not None
        and end + 1 < stop
        and g.head[end + 1] > end
        and g.own_subject(g.head[g.head[end + 1]]) is not None
    ):
        return end, named  # "that prices will rise", read as "those prices"
    return None


def _noun_source(g: Grammar, n: int) -> tuple[int | None, int | None]:
    poss = g.kid(n, "nmod:poss")
    if poss is not None:
        return poss, None
    for k in g.kids[n]:
        if g.dep[k] in ("nmod", "obl", "obl:agent") and k > n and g.has_kid(k, "case", tuple(HUMAN_CASES)):
            case = next(g.lower[c] for c in g.kids[k] if g.dep[c] == "case")
            if case in ("by", "from", "among") or g.pos[k] in ("NOUN", "PROPN"):
                return k, None
    h = g.head[n]
    if g.lower[n] in word_set("promises") and g.dep[n] == "obl" and g.has_kid(n, "case", ("on", "with")):
        return (g.subject(h), None) if g.pos[h] == "VERB" and not g.is_passive(h) else (None, None)
    if g.dep[n] == "obj" and g.pos[h] in ("VERB", "AUX") and g.lower[h] in word_set("light"):
        return g.subject(h), h
    if g.dep[n] == "obj" and g.pos[h] == "VERB" and g.lower[n] in word_set("issued") and not g.is_passive(h):
        return g.subject(h), None
    if g.lower[n] in word_set("sides") and (
        g.kid(n, "cop") is not None or (g.dep[n] == "xcomp" and g.lower[h] in word_set("remain"))
    ):
        return g.subject(n), None
    first = g.kid(n, "compound")
    if first is not None and g.pos[first] == "PROPN":
        return first, None
    if g.lower[n] in word_set("documents"):
        return n, None
    return None, None


def _shift(g: Grammar, n: int, word: Word) -> Found | None:
    h = g.head[n]
    if g.dep[n] not in ("nsubj", "nsubj:pass") or g.pos[h] != "VERB":
        return None
    source = next(
        (k for k in g.kids[n] if g.dep[k] == "nmod" and g.has_kid(k, "case", ("in", "among", "within"))), None
    )
    for k in g.kids[h]:
        case = next((g.lower[c] for c in g.kids[k] if g.dep[c] in ("case", "mark") and c < k), "")
        if k > h and case in ("to", "toward", "towards", "on") and g.dep[k] in ("obl", "advcl") and source is not None:
            first = next(c for c in g.kids[k] if g.lower[c] == case)
            return make(g, n, word, "shift", source, [g.trim(first + 1, g.right[k] + 1)], (h, first + 1))
    return None


def adjective_cue(g: Grammar, n: int, word: Word) -> Found | None:
    """ "She is confident that", "reluctant to"."""
    if g.dep[n] == "amod" or (g.dep[n] == "xcomp" and g.lower[g.head[n]] in word_set("made") and g.lower[n] == "sure"):
        return None
    source = g.subject(n)
    if source is None:
        return None
    for k in g.kids[n]:
        if k < n:
            continue
        cop = g.kid(n, "cop")
        cue = (cop if cop is not None and cop < n else n, n + 1)
        if (
            "clause" in word.frames
            and g.dep[k] in ("ccomp", "advcl", "acl")
            and (g.lower[g.left[k]] in THAT or (g.dep[k] == "ccomp" and g.is_finite(k)))
        ):
            return make(g, n, word, "clause", source, [g.trim(g.left[k], g.right[k] + 1)], cue)
        if "inf" in word.frames and g.dep[k] in ("xcomp", "ccomp", "advcl") and g.is_infinitive(k):
            return make(g, n, word, "inf", source, [g.trim(g.left[k], g.right[k] + 1)], cue)
        case = next((c for c in g.kids[k] if g.dep[c] in ("case", "mark") and c < k), k)
        if g.lower[case] in word.frames and g.dep[k] in ("obl", "advcl"):
            end = n + 2 if case == n + 1 else n + 1
            return make(g, n, word, g.lower[case], source, [g.trim(case + 1, g.right[k] + 1)], (cue[0], end))
    return None
