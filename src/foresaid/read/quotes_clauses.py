"""What an attribution is made of, in tokens, and which part of a tree is the content of a verb of saying."""

from __future__ import annotations

from dataclasses import dataclass, field

from foresaid.read.quotes_grammar import QUOTE_MARKS, Grammar
from foresaid.read.quotes_lexicon import SpeechRule, Word, word_set

Range = tuple[int, int]
THAT = frozenset(("that", "whether", "how", "why"))
OBJECT_FORMS = frozenset(("it", "him", "them", "me", "us", "himself", "herself", "itself", "themselves"))
BETWEEN_CUE = frozenset(("aux", "aux:pass", "advmod", "advmod:neg"))


@dataclass(slots=True)
class Found:
    """One attribution in tokens: ``cue`` and ``content`` as ranges, ``source`` as the head of its noun phrase (or,
    where
    a pattern found it, ``source_range``); ``rule`` and ``voice`` from the rule that fired; ``frame`` how it fired."""

    cue: Range
    content: list[Range]
    source: int | None
    rule: SpeechRule | None
    frame: str
    lemma: str
    source_range: Range | None = None
    name: str = ""
    relayed: int | None = None
    runs: list[int] = field(default_factory=list)


def make(
    g: Grammar, v: int, word: Word, frame: str, source: int | None, content: list[Range], cue: Range | None = None
) -> Found | None:
    """One attribution of ``word`` at token ``v``; None without content. A source that is no noun or
    pronoun is left out."""
    content = [c for c in content if c[0] < c[1]]
    if not content:
        return None
    if source is not None and g.pos[source] not in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X", "SYM", "VERB"):
        source = None
    return Found(
        cue=cue or cue_range(g, v, word, frame),
        content=content,
        source=source,
        rule=word.frames.get(frame),
        frame=frame,
        lemma=word.lemma,
    )


def cue_range(g: Grammar, v: int, word: Word | None, frame: str) -> Range:
    """The verb with its auxiliaries, negation, adverbs next to it, particle and preposition."""
    a = b = v
    while a - 1 >= 0 and g.head[a - 1] == v and g.dep[a - 1] in BETWEEN_CUE:
        a -= 1
    follow = word.follow if word else ()
    while b + 1 < len(g.text) and (
        (g.head[b + 1] == v and g.dep[b + 1] in ("compound:prt",)) or (follow and g.lower[b + 1] in follow)
    ):
        b += 1
    b = max([b, *(k for k in range(v + 2, min(v + 5, len(g.text))) if g.lower[k] in follow and g.head[k] == v)])
    if (
        frame in ("about", "of", "for", "on", "to", "against", "at", "with", "into", "over", "from", "behind")
        and b + 1 < len(g.text)
        and g.lower[b + 1] == frame
    ):
        b += 1
    return a, b + 1


def clause_range(g: Grammar, k: int, v: int, source: int | None) -> list[Range]:
    """The subtree of clause ``k`` without what belongs to the cue ``v`` and its source."""
    a, b = g.left[k], g.right[k] + 1
    if not a <= v < b:
        return [g.trim(a, b)]
    h = v
    while g.head[h] != h and h != k:
        h = g.head[h]
    if h != k:  # the trees cross: the clause ends where the cue or its source begins
        stops = [x for x in (v, g.left[source] if source is not None else v) if x > k]
        return [g.trim(a, min(stops)) if k < v and stops else g.trim(v + 1, b)]
    cut_a, cut_b = g.left[v], g.right[v] + 1
    if source is not None:
        cut_a, cut_b = min(cut_a, g.left[source]), max(cut_b, g.right[source] + 1)
    parts = [g.trim(a, cut_a), g.trim(cut_b, b)]
    return [p for p in parts if p[0] < p[1]]


def complement_clause(g: Grammar, v: int) -> int | None:
    """The finite clause that ``v`` takes: a ccomp, or what the parser calls advcl or acl though "that" opens it."""
    best = None
    that = v + 1 if v + 1 < g.sent[v][1] else v
    if g.lower[that] == "that" and g.dep[that] == "mark" and g.head[that] > that:
        return g.head[that]
    for k in g.kids[v]:
        d = g.dep[k]
        if d in ("ccomp", "csubj:pass") and (k > v or g.is_finite(k) or g.text[g.left[k]] in QUOTE_MARKS):
            if g.is_finite(k) or k < v:
                return k
            best = best if best is not None else k
        if k > v and d in ("advcl", "acl", "xcomp", "parataxis", "dep", "acl:relcl", "obl", "conj"):
            first = g.left[k]
            while g.text[first] in QUOTE_MARKS and first < k:
                first += 1
            if (
                g.lower[first] in THAT and g.head[first] == k and g.dep[first] in ("mark", "advmod") and d != "conj"
            ) or (
                d in ("xcomp", "dep", "parataxis")
                and g.is_finite(k)
                and g.own_subject(k) is not None
                and g.left[k] - v <= 2
                and not any(g.dep[m] == "mark" and g.lower[m] in ("if", "unless") for m in g.kids[v])
            ):
                best = best if best is not None else k
        if k > v and d in ("obj", "iobj", "obl") and best is None:
            best = next(
                (
                    m
                    for m in g.kids[k]
                    if g.dep[m] in ("acl", "acl:relcl", "ccomp")
                    and g.lower[g.left[m]] == "that"
                    and g.dep[g.left[m]] == "mark"
                ),
                None,
            )
    return best if best is not None else _that_further_on(g, v)


def _that_further_on(g: Grammar, v: int) -> int | None:
    """ "told reporters during a visit on Friday that …": the clause, though the parser hung it on a later noun."""
    for k in range(v + 1, min(v + 15, g.sent[v][1])):
        if g.text[k] in (",", ";", ":", "—") or g.text[k] in QUOTE_MARKS or g.pos[k] in ("VERB", "AUX", "SCONJ"):
            if g.lower[k] == "that" and g.dep[k] == "mark" and g.head[k] > k and g.is_finite(g.head[k]):
                return g.head[k] if g.lower[v] in word_set("told") else None
            return None
    return None


def from_first(g: Grammar, v: int, clause: int, content: Range) -> Range:
    """The clause from its true beginning: a "that" or a subject which the parser hung on the cue as one more
    complement."""
    a, b = content
    for k in g.kids[v]:
        if v < k < a and (
            g.dep[k] == "ccomp"
            or (g.dep[k] == "obj" and (g.own_subject(clause) or clause) >= clause and g.is_finite(clause))
        ):
            a = min(a, g.left[k])
    return a, b


def same_tense(g: Grammar, v: int, clause: int, content: Range) -> Range:
    """The content of a verb in the past, without a later clause after "and", "but" or ";" that is not shifted back where
    the first one is: "suggested he would not run and Weld has decided to run"."""
    a, b = content
    if g.tag[v] != "VBD" or clause < v or not _shifted(g, clause):
        return content
    for k in g.kids[clause]:
        own = g.own_subject(k)
        if k < clause or g.dep[k] not in ("conj", "parataxis") or own is None or own > k or not a < own < b:
            continue
        if not _shifted(g, k) and any(g.tag[m] in ("VBZ", "VBP") or g.lower[m] == "will" for m in (k, *g.kids[k])):
            first = g.left[k]
            if any(g.text[m] in QUOTE_MARKS for m in range(a, b)):
                return content
            return g.trim(a, first)
    return content


def _shifted(g: Grammar, k: int) -> bool:
    return g.tag[k] == "VBD" or any(
        (g.lower[m] in ("would", "could", "might", "must") and g.dep[m] == "aux")
        or (g.tag[m] == "VBD" and g.dep[m] in ("aux", "aux:pass", "cop"))
        for m in g.kids[k]
    )


def carried_on(g: Grammar, v: int, clause: int) -> list[Range]:
    """ "suggested that A could end, and B would begin": a second clause that the parser hangs on the cue itself."""
    out = []
    for k in g.kids[v]:
        if (
            k > clause
            and g.dep[k] == "conj"
            and (g.own_subject(k) not in (None, g.own_subject(v)) or _not_done(g, k))
            and g.tag[v] in ("VBD", "VBN")
        ):
            that = any(g.lower[m] == "that" and g.dep[m] == "mark" for m in g.kids[k])
            if that or any(g.lower[m] in ("would", "could", "might") and g.dep[m] == "aux" for m in g.kids[k]):
                cc = next((m for m in g.kids[k] if g.dep[m] == "cc"), None)
                a = g.left[k] if cc is None else cc + 1
                out.append(g.trim(a, g.right[k] + 1))
    return out


def _not_done(g: Grammar, k: int) -> bool:
    """ "said they lost water, and might not get it back": no subject of its own, and what may be, not what was done."""
    return g.own_subject(k) is None and any(
        g.lower[m] in ("would", "could", "might") and g.dep[m] == "aux" for m in g.kids[k]
    )


def parenthetical(g: Grammar, v: int, source: int | None) -> list[Range]:
    """Content around ``v`` where "X, officials said, Y" or "X, said officials" hangs ``v`` under the content."""
    h = g.head[v]
    if h == v or g.dep[v] not in (
        "parataxis",
        "ccomp",
        "advcl",
        "conj",
        "appos",
        "dep",
        "acl:relcl",
        "discourse",
        "list",
    ):
        return []
    if source is None or (g.own_subject(v) is None and g.kid(v, "obj") is None):
        return []
    a, b = min(g.left[v], g.left[source]), max(g.right[v], g.right[source]) + 1
    if g.dep[v] in ("conj", "acl:relcl", "appos", "ccomp", "advcl") and not after_comma(g, a):
        return []
    first = next((k for k in range(a, v) if g.text[k] not in QUOTE_MARKS), a)
    if g.lower[first] in (
        "as",
        "and",
        "but",
        "while",
        "when",
        "after",
        "because",
        "if",
        "that",
        "who",
        "which",
        "or",
        "where",
    ):
        return []
    s, e = g.sent[v]
    left, right = max(s, g.left[h]), min(e, g.right[h] + 1)
    return [r for r in (g.trim(left, a), g.trim(b, right)) if r[0] < r[1]]


def after_comma(g: Grammar, a: int) -> bool:
    """Whether a comma, a dash or a quotation mark stands before token ``a``."""
    i = a - 1 if g.text[a] != "," else a
    while i >= 0 and (g.space[i] or g.text[i] in QUOTE_MARKS):
        if g.text[i] in QUOTE_MARKS:
            return True
        i -= 1
    return i >= 0 and g.text[i] in (",", "—", "–", "-", "?", "!")


def inverted_subject(g: Grammar, v: int) -> int | None:
    """ "…," said Masoud, where the parser takes the speaker for an object."""
    if (
        g.own_subject(v) is not None
        or g.tag[v] == "VBG"
        or not after_comma(g, v)
        or (g.text[v + 1 : v + 2] and g.text[v + 1] in QUOTE_MARKS)
    ):
        return None
    before = any(k < v and g.dep[k] in ("ccomp", "parataxis", "advcl", "dep") for k in g.kids[v])
    if g.dep[v] == "root" and not before and g.text[v - 1] not in QUOTE_MARKS:
        return None
    k = g.kid(v, "obj", "ccomp", "xcomp", "obl", "dep", "parataxis")
    if (
        k is not None
        and g.pos[k] in ("PROPN", "NOUN", "PRON")
        and g.lower[k] not in OBJECT_FORMS
        and 0 < g.left[k] - v <= 1
        and not g.has_kid(k, "case", ("in", "to", "at", "of", "on"))
    ):
        return k
    return None


def size(f: Found) -> int:
    """How many tokens the content has."""
    return sum(b - a for a, b in f.content)
