"""Cues whose content stands elsewhere than after them: "the plan that he rejected", "is seen as a threat", "was asked
about"."""

from __future__ import annotations

from foresaid.read.quotes_clauses import Found, Range, complement_clause, make
from foresaid.read.quotes_grammar import QUOTE_MARKS, RELATIVES, Grammar
from foresaid.read.quotes_lexicon import Word

WH = ("what", "which", "who", "whom", "how", "why", "when", "where", "whether", "if")
"""Words that open a question."""
SAID_OF = ("for", "as", "of", "with", "over")
"""Prepositions after a passive that open what is said of its subject."""
STRANDED = ("to", "about", "of", "on", "for", "with", "at", "against")
"""Prepositions that may stand last in a relative clause: "the man he referred to"."""
TOLD_OF = ("about", "for", "of")
"""Prepositions after a passive that name what somebody is asked about or accused of."""


def relative_gap(g: Grammar, v: int, word: Word) -> Found | None:
    """ "The plan (that) he rejected", "a step they believe could help": the noun that the relative clause belongs to is
    the content."""
    noun = g.head[v]
    source = next((k for k in g.kids[v] if g.dep[k] == "nsubj" and k < v), None)
    if noun > v or source is None or g.lower[source] in RELATIVES or g.pos[noun] not in ("NOUN", "PROPN", "PRON"):
        return None
    if any(g.dep[k] in ("obj", "ccomp") and g.lower[k] not in RELATIVES for k in g.kids[v]):
        return None
    antecedent = g.phrase(noun, relative=False)
    antecedent = g.trim(antecedent[0], min(antecedent[1], g.left[v]))
    if g.lower[v + 1] in word.frames and g.lower[v + 1] in STRANDED and not g.kids[v + 1]:
        return make(g, v, word, g.lower[v + 1], source, [antecedent])
    after = g.trim(v + 1, g.right[v] + 1)
    rest: list[Range] = [after] if after[0] < after[1] else []
    if "clause" in word.frames and word.frames["clause"].kind in ("say", "think", "deny", "predict"):
        return make(g, v, word, "clause", source, [antecedent, *rest])
    for frame in ("small", "obj"):
        if frame in word.frames and (frame == "obj" or word.frames[frame].kind == "judge"):
            k = g.kid(v, "xcomp", "obl") if frame == "small" else None
            second = [g.trim(g.left[k], g.right[k] + 1)] if k is not None and k > v else []
            return make(g, v, word, frame, source, [antecedent, *second])
    return None


def passive_gap(g: Grammar, v: int, word: Word, agent: int | None) -> Found | None:
    """ "X is seen as Y", "known as Y", "was asked about Y", "was accused of Y": nobody, or who stands after "by", is the
    source."""
    subject = g.own_subject(v)
    if subject is None and g.dep[v] in ("acl", "acl:relcl"):
        subject = g.head[v]
    if subject is None or subject > v:
        return None
    if g.lower[subject] in RELATIVES and g.dep[v] == "acl:relcl":
        subject = g.head[v]
    a, b = g.phrase(subject, relative=False)
    whom = g.trim(a, min(b, v))
    if agent is not None and "obj" in word.frames and g.dep[v] == "acl":
        return make(g, v, word, "obj", agent, [whom], (v, max(v, g.left[agent]) + 1))
    if "small" in word.frames:
        k = next((k for k in g.kids[v] if k > v and _second(g, k)), None)
        if k is not None:
            return make(g, v, word, "small", agent, [whom, g.trim(g.left[k], g.right[k] + 1)])
    found = asked(g, v, word, agent, whom)
    if found is None and "pass" in word.frames and agent is None and g.lower[subject] != "it" and g.dep[v] != "acl":
        return _said_of(g, v, word, whom)
    return found


def _said_of(g: Grammar, v: int, word: Word, whom: Range) -> Found | None:
    """ "The treaty was announced", "He was criticized for the delay", "is known as the fixer": nobody is named."""
    rest = [
        g.trim(g.left[k], g.right[k] + 1)
        for k in g.kids[v]
        if k > v
        and (
            g.dep[k] == "xcomp"
            or (
                g.dep[k] in ("obl", "advcl")
                and any(g.lower[c] in SAID_OF and c < k for c in g.kids[k] if g.dep[c] in ("case", "mark"))
            )
        )
    ]
    return make(g, v, word, "pass", None, [whom, *rest])


def _second(g: Grammar, k: int) -> bool:
    if g.dep[k] in ("obl", "advcl"):
        return any(g.lower[c] == "as" and c < k for c in g.kids[k] if g.dep[c] in ("case", "mark"))
    return g.dep[k] == "xcomp" and not g.is_infinitive(k)


def asked(g: Grammar, v: int, word: Word, agent: int | None, whom: Range) -> Found | None:
    """ "He was asked about the vote", "was accused of fraud"."""
    accused = word.lemma in ("accuse", "suspect", "charge")
    if not accused and ("ask" not in {r.kind for r in word.frames.values()} or "about" not in word.frames):
        return None
    k = g.kid(v, "obj")
    if not accused and k is not None and k > v and "quote" in word.frames:
        return make(g, v, word, "about", agent, [g.trim(g.left[k], g.right[k] + 1)])
    for k in g.kids[v]:
        case = next((g.lower[c] for c in g.kids[k] if g.dep[c] in ("case", "mark") and c < k), "")
        if k > v and g.dep[k] in ("obl", "advcl") and case in TOLD_OF:
            content = g.trim(g.left[k], g.right[k] + 1)
            frame = "obj" if accused and "obj" in word.frames else "about"
            return make(g, v, word, frame, agent, [whom, content] if accused else [g.trim(content[0] + 1, content[1])])
    return None


def asked_clause(g: Grammar, v: int, asks: bool) -> int | None:
    """The head of what somebody asks or is asked, where the parser takes the question word for an object: "asked her what
    harm it did"; of another verb what "how", "why" or "whether" opens: "told the crowd how he had won"."""
    for w in range(v + 1, min(v + (8 if asks else 14), g.sent[v][1])):
        if g.text[w] in (",", ".", ":", ";") or g.text[w] in QUOTE_MARKS:
            return None
        if g.lower[w] not in (WH if asks else ("how", "why", "whether")):
            continue
        k = w
        while g.head[k] != k and g.head[k] != v:
            k = g.head[k]
        if not asks and (g.left[k] < w - 1 or not g.is_finite(k)):
            return None
        if g.head[k] == v and k > v and g.dep[k] in ("obj", "ccomp", "advcl", "obl", "parataxis"):
            return k
        return None
    return None


def seeming(g: Grammar, v: int, word: Word) -> Found | None:
    """ "The plan appears to be dead", "seems dead": the subject and what it seems are the content; "it appears that …":
    the clause; nobody is the source."""
    subject = g.own_subject(v)
    clause = complement_clause(g, v)
    if clause is not None and clause > v and (subject is None or g.lower[subject] == "it"):
        return make(g, v, word, "seem", None, [g.trim(g.left[clause], g.right[clause] + 1)])
    if subject is None and g.dep[v] in ("conj", "acl:relcl"):
        subject = g.subject(v)
    k = next((k for k in g.kids[v] if k > v and g.dep[k] in ("xcomp", "ccomp") and g.is_infinitive(k)), None)
    if k is None:
        k = next((k for k in g.kids[v] if k > v and g.dep[k] == "xcomp" and g.pos[k] in ("ADJ", "NOUN", "VERB")), None)
    if subject is None or k is None or subject > v:
        return None
    return make(g, v, word, "seem", None, [g.trim(*g.phrase(subject)), g.trim(g.left[k], g.right[k] + 1)])
