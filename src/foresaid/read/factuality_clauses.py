"""What a clause on the tree is like: finite, denied, a question, a condition, an order; for ``read.factuality``."""

from __future__ import annotations

from spacy.tokens import Token

from foresaid.read.factuality_signs import predicate

SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass")
NEGATIVE = frozenset(("not", "n't", "n’t", "never", "hardly", "scarcely", "neither", "nor", "rarely", "seldom"))
NOBODY = frozenset(("nobody", "nothing", "none", "neither"))
SPOKEN = frozenset(("say", "claim", "deny", "think", "expect", "hope"))
"""Rules whose words may stand aside from what they govern ("The talks, he said, had failed")."""


def speaks(t: Token) -> bool:
    """Whether ``t`` says what stands beside it: a word of saying with a subject, without a clause of its own."""
    s = predicate(t, "that")
    if s is None or s.id not in SPOKEN:
        return False
    return any(c.dep_ in SUBJECTS for c in t.children) and not any(c.dep_ == "ccomp" for c in t.children)


def in_present(t: Token) -> bool:
    """Whether the clause of ``t`` is in the present tense, without a modal."""
    heads = [t, *(c for c in t.children if c.dep_.startswith("aux") or c.dep_ == "cop")]
    return any(h.tag_ in ("VBZ", "VBP") for h in heads) and not any(h.tag_ == "MD" for h in heads)


def still_open(g: Token) -> bool:
    """Whether the clause of ``g`` speaks of what has not come about: a modal, an infinitive, an order."""
    return any(c.tag_ == "MD" and c.dep_.startswith("aux") for c in g.children) or (
        g.tag_ == "VB" and not any(c.dep_ == "aux" and c.lemma_ == "do" for c in g.children)
    )


def is_imperative(t: Token) -> bool:
    """Whether ``t`` tells somebody to do it: a bare verb without subject, auxiliary or "to"."""
    return t.tag_ == "VB" and not any(
        c.dep_ in SUBJECTS or c.dep_ == "mark" or (c.dep_.startswith("aux") and c.lower_ not in ("do", "let"))
        for c in t.children
    )  # fmt: skip


def is_inverted(top: Token, dep: str) -> bool:
    """Whether a clause is a condition without "if" ("should they lose", "had they lost")."""
    if dep != "advcl":
        return False
    first = next((c for c in top.children if c.dep_.startswith(("aux", *SUBJECTS))), None)
    return (
        first is not None
        and first.lower_ in ("should", "had", "were")
        and any(c.dep_ in SUBJECTS and c.i > first.i for c in top.children)
    )


def qualifies(c: Token) -> bool:
    """Whether ``c`` says of its noun what state it is in ("planned talks", "a strike called off on Monday")."""
    if c.dep_ == "amod":
        return True
    return c.dep_ == "acl" and c.tag_ in ("VBN", "VBD", "JJ") and not any(
        d.dep_ in (*SUBJECTS, "obj", "mark") or d.tag_ == "MD" for d in c.children
    )  # fmt: skip


def is_question(t: Token) -> bool:
    """Whether the clause of ``t`` is a question."""
    if t.dep_ == "root":
        return t.doc[t.sent.end - 1].text == "?" and not any(c.dep_ == "ccomp" for c in t.children)
    return t.dep_ in ("ccomp", "parataxis") and any(c.text == "?" for c in t.children)


def few_do(subject: Token) -> bool:
    """Whether a subject says that most do not ("few", "not all of them", "little of it")."""
    return subject.lower_ in ("few", "little") or any(
        (d.lower_ in ("few", "little") and d.dep_ in ("amod", "det"))
        or d.lower_ in ("not", "never") or any(e.lower_ == "not" for e in d.children)
        for d in subject.children if d.i < subject.i and d.dep_ in ("advmod", "amod", "det")
    )  # fmt: skip


def denial(clause: Token) -> str:
    """Which kind of denial a negated clause makes: readers take "no suspect was named" less strictly than "did not"."""
    if any(c.lower_ == "yet" for c in clause.children):
        return "not-yet"
    if any(c.dep_ in SUBJECTS and is_none(c) for c in clause.children):
        return "nobody"
    return "negated"


def carrier(t: Token) -> Token:
    """The word that carries the auxiliaries and negation of ``t``: itself, or the conjunct before it whose they are."""
    while (
        t.dep_ == "conj"
        and is_verbal(t)
        and t.tag_ not in ("VBD", "VBZ", "VBP")
        and not any(c.dep_ in SUBJECTS or c.dep_.startswith("aux") or c.dep_ == "mark" for c in t.children)
    ):
        t = t.head
    return t


def is_verbal(t: Token) -> bool:
    """Whether ``t`` heads a clause: a verb, or a predicate with subject or copula."""
    return t.pos_ in ("VERB", "AUX") or any(c.dep_ in SUBJECTS or c.dep_ == "cop" for c in t.children)


def is_finite(t: Token) -> bool:
    """Whether the clause of ``t`` has tense: its verb, or an auxiliary or copula of it."""
    heads = [t, *(c for c in t.children if c.dep_.startswith("aux") or c.dep_ == "cop")]
    if any(h.tag_ in ("VBD", "VBZ", "VBP", "MD") for h in heads):
        return True
    return t.tag_ in ("VBN", "VB") and any(c.dep_ in SUBJECTS for c in t.children) and "to" not in marks_of(t)


def is_negated(t: Token) -> bool:
    """Whether ``t`` is denied in its own clause ("did not go", "nobody went", "went no longer")."""
    for c in t.children:
        if c.lower_ in NEGATIVE and c.dep_.startswith(("advmod", "det", "cc")) and not _only(c):
            return True
        if c.dep_ == "advmod" and any(d.lower_ == "never" for d in c.children):
            return True
        if c.lower_.endswith(("n't", "n’t")) and c.dep_.startswith(("aux", "cop")):
            return True
        if c.dep_ in SUBJECTS and is_verbal(t) and is_none(c):
            return True
        if c.lower_ == "longer" and any(d.lower_ in ("no", "not", "n't") for d in c.children):
            return True
    return False


def is_none(noun: Token) -> bool:
    """Whether a noun phrase speaks of nothing ("nobody", "no money", "neither side", "few of them")."""
    return (
        noun.lower_ in NOBODY
        or noun.lower_ == "no"
        or any(d.lower_ in ("no", "neither") and d.dep_ in ("det", "cc:preconj", "cc") for d in noun.children)
    )


def _only(c: Token) -> bool:
    return c.i + 1 < len(c.doc) and c.nbor().lower_ in ("only", "just", "until")


def marks_of(t: Token) -> tuple[str, ...]:
    """The words that open the clause or phrase of ``t``, in text order."""
    return tuple(
        c.lower_ for c in t.children
        if c.i < t.i and (c.dep_ in ("mark", "case") or (c.dep_ == "advmod" and c.tag_ == "WRB"))
    )  # fmt: skip


def has_wh(t: Token) -> bool:
    """Whether the clause of ``t`` opens with who, what, how ..."""
    return any(d.tag_ in ("WP", "WRB", "WDT", "WP$") for c in t.children if c.i < t.i for d in (c, *c.children))


def is_to(t: Token) -> bool:
    """Whether ``t`` stands under "is to" ("is to meet")."""
    be = next((c for c in t.children if c.lemma_ == "be" and c.dep_.startswith(("aux", "cop"))), None)
    return be is not None and any(c.lower_ == "to" and c.dep_ == "mark" and c.i > be.i for c in t.children)


def is_perfect(clause: Token, modal: Token) -> bool:
    """Whether the modal stands over a perfect ("would have seen")."""
    return clause.tag_ in ("VBN", "VBD") and any(
        c.lower_ in ("have", "'ve", "’ve") and c.i > modal.i and c.dep_.startswith("aux") for c in clause.children
    )


def is_known(noun: Token) -> bool:
    """Whether a noun speaks of something taken as known: a definite article, a possessive, a demonstrative."""
    return any(
        (c.dep_ == "det" and c.lower_ in ("the", "this", "that", "these", "those", "both")) or c.dep_ == "nmod:poss"
        for c in noun.children
    )
