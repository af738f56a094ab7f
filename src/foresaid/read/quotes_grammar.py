"""A parsed ``Doc`` as plain lists: heads, labels, children and the reach of every subtree; and questions about
clauses."""

from __future__ import annotations

import numpy as np
from spacy.tokens import Doc

SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj")
RELATIVES = frozenset(("who", "which", "that", "whom"))
QUOTE_MARKS = frozenset('"“”«»') | {"''", "``", "‘", "’", "'"}
INSIDE = frozenset(
    [
        "det",
        "amod",
        "compound",
        "nummod",
        "nmod",
        "nmod:poss",
        "nmod:desc",
        "nmod:unmarked",
        "case",
        "flat",
        "fixed",
        "conj",
        "cc",
        "punct",
        "appos",
        "goeswith",
        "det:predet",
        "advmod",
        "list",
        "dep",
        "cc:preconj",
        "obl",
        "obl:unmarked",
    ]
)


OUTSIDE = frozenset(
    ["also", "even", "only", "then", "later", "however", "meanwhile", "still", "once", "just", "thus", "now"]
)


class Grammar:
    """Lists over the tokens of a doc. ``parsed[i]``: the sentence of token ``i`` has a tree. ``left``/``right``: the
    first
    and last token of the subtree. ``sent``: (first, last + 1) of the sentence."""

    def __init__(self, doc: Doc) -> None:
        n = len(doc)
        tokens = list(doc)  # one pass: every look at doc[i] makes a new Token
        self.doc = doc
        self.tokens = tokens
        self.text = [t.text for t in tokens]
        self.lower = [w.lower() for w in self.text]
        self.space = [not w or w.isspace() for w in self.text]
        self.line = ["\n" in w and w.isspace() for w in self.text]
        self.start = [t.idx for t in tokens]
        self.pos = [t.pos_ for t in tokens]
        self.tag = [t.tag_ for t in tokens]
        self.dep = ["root" if d == "ROOT" else d for d in (t.dep_ for t in tokens)]
        self.offset = [int(h) for h in np.asarray(doc.to_array(["HEAD"])).astype(np.int64).ravel()]
        self.head = list(range(n))
        self.kids: list[list[int]] = [[] for _ in range(n)]
        self.left = list(range(n))
        self.right = list(range(n))
        self.parsed = [False] * n
        self.sent: list[tuple[int, int]] = [(0, n)] * n
        self.sents: list[tuple[int, int]] = []
        starts = [i for i, t in enumerate(tokens) if t.is_sent_start] or [0]
        for a, b in zip(starts, [*starts[1:], n], strict=True):
            self.sents.append((a, b))
            first = next((i for i in range(a, b) if not self.space[i]), None)
            has_tree = first is not None and bool(self.dep[first])
            for i in range(a, b):
                self.sent[i] = (a, b)
                self.parsed[i] = has_tree
            if has_tree:
                self._tree(a, b)

    def _tree(self, a: int, b: int) -> None:
        for i in range(a, b):
            if self.space[i]:
                continue
            h = i + self.offset[i]
            if a <= h < b and h != i:
                self.head[i] = h
                self.kids[h].append(i)
        for i in range(a, b):
            if self.space[i]:
                continue
            h, steps = self.head[i], 0
            while steps < b - a:
                self.left[h] = min(self.left[h], i)
                self.right[h] = max(self.right[h], i)
                if self.head[h] == h:
                    break
                h, steps = self.head[h], steps + 1

    def kid(self, i: int, *deps: str) -> int | None:
        """The first child of ``i`` with one of these labels."""
        return next((k for k in self.kids[i] if self.dep[k] in deps), None)

    def has_kid(self, i: int, dep: str, words: frozenset[str] | tuple[str, ...]) -> bool:
        """Whether a child with this label is one of these words."""
        return any(self.dep[k] == dep and self.lower[k] in words for k in self.kids[i])

    def is_passive(self, v: int) -> bool:
        """Whether verb ``v`` has a passive auxiliary, its own or that of the verb it is coordinated with."""
        if any(self.dep[k] == "aux:pass" for k in self.kids[v]):
            return True
        h = self.head[v]
        return (
            self.dep[v] == "conj"
            and h != v
            and self.tag[v] == "VBN"
            and self.own_subject(v) is None
            and self.is_passive(h)
        )

    def is_infinitive(self, v: int) -> bool:
        """Whether ``v`` has "to" before it."""
        return any(self.lower[k] == "to" and self.dep[k] in ("mark", "aux") and k < v for k in self.kids[v])

    def is_finite(self, v: int) -> bool:
        """Whether the clause of ``v`` has a finite verb: its own, an auxiliary or a copula."""
        if self.tag[v] in ("VBD", "VBZ", "VBP", "MD"):
            return True
        return any(
            self.dep[k] in ("aux", "aux:pass", "cop") and self.tag[k] in ("VBD", "VBZ", "VBP", "MD")
            for k in self.kids[v]
        )

    def agent(self, v: int) -> int | None:
        """The noun after "by" of a passive."""
        found = self.kid(v, "obl:agent")
        if found is not None:
            return found
        return next((k for k in self.kids[v] if self.dep[k] == "obl" and self.has_kid(k, "case", ("by",))), None)

    def own_subject(self, v: int) -> int | None:
        """The subject that ``v`` itself carries: of several ("health expert", "Wendy Parmet") the last one before
        it."""
        own = [k for k in self.kids[v] if self.dep[k] in SUBJECTS]
        before = [k for k in own if k < v]
        if (
            before and before[-1] and self.text[before[-1] - 1] == "("
        ):  # "Mike Ryan of the World Health Organization (WHO) told"
            return self.subject_by_place(before[-1] - 1) or before[-1]
        return before[-1] if before else own[0] if own else None

    def subject(self, v: int, depth: int = 0) -> int | None:
        """Whoever does ``v``: its own subject, what "who" stands for, or the subject of the clause it hangs on."""
        if depth > 6:
            return None
        own, dep, h = self.own_subject(v), self.dep[v], self.head[v]
        if own is not None:
            if self.lower[own] in RELATIVES and dep in ("acl:relcl", "acl", "conj"):
                top = v
                while self.dep[top] == "conj" and self.head[top] != top:
                    top = self.head[top]
                return self.head[top] if self.head[top] != top else None
            return own
        if self.kid(v, "expl") is not None or h == v:
            return None
        placed = self._placed_subject(v) if depth == 0 else None
        if placed is not None:
            return placed
        as_marked = any(self.lower[k] == "as" for k in self.kids[v])
        if (
            dep == "advcl"
            and self.tag[v] == "VBG"
            and not as_marked
            and self.is_passive(h)
            and self.agent(h) is not None
        ):
            return self.agent(h)
        if dep == "conj":
            return self.subject(h, depth + 1) if self.pos[h] in ("VERB", "AUX", "ADJ", "NOUN") else None
        if dep in ("xcomp", "advcl", "parataxis", "ccomp", "obl", "dep"):
            if any(self.lower[k] == "as" and self.dep[k] in ("mark", "case") for k in self.kids[v]):
                obj = self.kid(h, "obj")
                return self.own_subject(h) if self.is_passive(h) or obj is None else obj
            if dep == "xcomp":
                obj = self.kid(h, "obj", "iobj")
                if obj is not None and obj < v and not self.is_passive(h):
                    return obj
            if dep == "ccomp" and not self.is_infinitive(v) and self.tag[v] != "VBG":
                return None
            return self.subject(h, depth + 1)
        if dep in ("acl", "acl:relcl"):
            if self.is_infinitive(v):
                return self.kid(h, "nmod:poss") or self._holder(h, depth)
            if dep == "acl" and self.tag[v] == "VBG" and (actor := self._beside(v, h)) is not None:
                return actor
            return h
        return None

    def _beside(self, v: int, noun: int) -> int | None:
        """Who does the participle ``v`` after a comma that the parser hung on an object: "gave a speech on Sunday, accusing
        …"."""
        if self.text[v - 1] != "," or self.dep[noun] not in ("obj", "obl", "nmod", "obl:unmarked"):
            return None
        h = noun
        while self.head[h] != h and self.pos[h] not in ("VERB", "AUX"):
            h = self.head[h]
        return self.subject(h, 1) if h < noun and self.pos[h] == "VERB" and not self.is_passive(h) else None

    def _placed_subject(self, v: int) -> int | None:
        """The subject right before a finite verb that the parser gave to a later clause ("and his lawyer said she would")
        or took for a phrase of time ("came after the judge ordered")."""
        if self.tag[v] != "VBD" or self.dep[v] not in ("conj", "advcl") or self.kid(v, "mark") is not None:
            return None
        p = self.subject_by_place(v)
        if p is None or any(self.dep[k].startswith("aux") for k in self.kids[v]):
            return None
        if self.dep[p] in ("nsubj", "nsubj:pass") and self.head[p] > v and self.dep[v] == "conj":
            return p
        if self.dep[v] == "advcl" and self.dep[p] == "obl" and self.head[p] == self.head[v]:
            case = next((k for k in self.kids[p] if self.dep[k] == "case"), None)
            return p if case is not None and self.lower[case] in ("after", "before", "as", "since", "until") else None
        return None

    def subject_by_place(self, v: int) -> int | None:
        """The noun phrase right before the verb group of finite ``v``, over an apposition between commas, for a parse
        that
        gives the verb no subject."""
        s = self.sent[v][0]
        p = v - 1
        while p > s and self.pos[p] in ("AUX", "ADV", "PART"):
            p -= 1
        if self.text[p] == ")":  # "Huckabee (R) announced"
            p = next((k for k in range(p - 1, max(s, p - 8), -1) if self.text[k] == "("), s) - 1
        elif self.text[p] == ",":
            comma = next((k for k in range(p - 1, max(s, p - 30), -1) if self.text[k] == ","), None)
            if comma is None:
                return None
            p = comma - 1
        if p - 2 >= s and self.pos[p] == self.pos[p - 2] == "NUM" and self.lower[p - 1] in ("in", "of"):
            return p - 2  # "six in 10"
        if p < s or self.pos[p] not in ("NOUN", "PROPN", "PRON"):
            return None
        h = p
        while self.head[h] != h and p - 12 <= self.head[h] <= p and self.pos[self.head[h]] in ("NOUN", "PROPN", "PRON"):
            h = self.head[h]
        if self.dep[h] in ("obj", "iobj") or self.lower[h] in RELATIVES:
            return None
        return h

    def _holder(self, noun: int, depth: int) -> int | None:
        if self.dep[noun] in ("obj", "xcomp") and self.pos[self.head[noun]] == "VERB":
            return self.subject(self.head[noun], depth + 1)
        return None

    def phrase(self, head: int, relative: bool = True, apposition: bool = True) -> tuple[int, int]:
        """First and last + 1 token of the noun phrase of ``head``, with or without relative clauses and appositions."""
        a, b = head, head
        for k in self.kids[head]:
            d = self.dep[k]
            if (
                d == "punct"
                or (d in ("case", "mark", "cc") and k < head)
                or (d == "advmod" and self.lower[k] in OUTSIDE)
            ):
                continue
            if d.startswith("acl"):
                if not relative:
                    continue
            elif d in ("appos", "parataxis"):
                if not apposition or d == "parataxis":
                    continue
            elif d not in INSIDE:
                continue
            if not relative and k > head and d == "conj":
                ka, kb = self.phrase(k, relative=False, apposition=apposition)
            else:
                ka, kb = self.left[k], self.right[k] + 1
            a, b = min(a, ka), max(b, kb - 1)
        if not relative or not apposition:
            cut = self._cut(head, b, relative, apposition)
            b = min(b, cut)
        return self.trim(a, b + 1)

    def _cut(self, head: int, b: int, relative: bool, apposition: bool) -> int:
        """Where a kept later part would swallow a left-out clause, stop before the clause."""
        for k in sorted(self.kids[head]):
            d = self.dep[k]
            left_out = (d.startswith("acl") and not relative) or (d in ("appos", "parataxis") and not apposition)
            if left_out and head < self.left[k] <= b:
                return self.left[k] - 1
        return b

    def trim(self, a: int, b: int) -> tuple[int, int]:
        """The run without spaces and loose punctuation at its ends (quotation marks and brackets stay)."""
        loose = (",", ";", ":", "-", "–", "—", "--", ".")
        while a < b and (self.space[a] or self.text[a] in loose):
            a += 1
        while b > a and (self.space[b - 1] or self.text[b - 1] in loose):
            b -= 1
        return a, b
