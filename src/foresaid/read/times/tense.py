"""Which way the tense points where a time expression stands: back (-1), ahead (1), or not told (0)."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

from spacy.tokens import Doc, Token

from foresaid.read.times.spot import words

_BREAK = frozenset((";", ":", ".", "!", "?", '"', "“", "”"))
_BE = frozenset(("is", "are", "am", "'s", "'re", "’re", "’s"))
_PAST_AUX = frozenset(("was", "were", "had", "did"))
_HAVE = frozenset(("has", "have", "'ve", "’ve", "having"))
_REACH = 14
"""How many words to either side are looked at where there is no tree."""


@cache
def _sets() -> dict[str, frozenset[str]]:
    return {k: frozenset(words()[k]) for k in ("future", "backshift", "past_irregular", "present")}


class Tense:
    """Tense at a place of one ``Doc``; ``at(start, end)`` takes character offsets."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self._starts: list[int] | None = None

    @property
    def starts(self) -> list[int]:
        """Where each word starts, in characters."""
        if self._starts is None:
            self._starts = [t.idx for t in self.doc]
        return self._starts

    def at(self, start: int, end: int) -> int:
        """-1, 0 or 1 for the expression at these characters."""
        if not self.starts:
            return 0
        i = min(bisect_left(self.starts, start), len(self.starts) - 1)
        if self.starts[i] > start and i:
            i -= 1
        j = max(i, bisect_left(self.starts, end) - 1)
        token = self.doc[i]
        if _told_then(self.doc, i, j):
            return -1
        if self.doc[j].dep_ and self.doc[j].tag_:
            told = _by_tree(self.doc, i, j)
            if told is not None:
                return told
        return _by_words(self.doc, token, i, j)


_SAID = frozenset(
    (
        "said",
        "announced",
        "told",
        "wrote",
        "confirmed",
        "reported",
        "declared",
        "stated",
        "added",
        "warned",
        "tweeted",
        "decided",
    )
)


def _told_then(doc: Doc, i: int, j: int) -> bool:
    """Whether the time dates a saying that is over: "will strike in May, the union said late on Friday"."""
    k = i - 1
    while k >= 0 and doc[k].lower_ in ("on", "late", "early", "again"):
        k -= 1
    after = doc[j + 1].lower_ if j + 1 < len(doc) else ""
    if k < 0 or doc[k].lower_ not in _SAID or after in ("'s", "’s"):
        return False
    return not any(t.head.i == k and t.dep_.startswith("aux") for t in doc[max(0, k - 4) : k])


def _by_tree(doc: Doc, i: int, j: int) -> int | None:
    head = doc[j]
    for t in doc[i : j + 1]:
        if not i <= t.head.i <= j:
            head = t
            break
    own = [c for c in _under(doc, head) if c.dep_ in ("cop", "aux")] if i <= head.i <= j else []
    if any(c.lower_ in ("will", "'ll", "’ll") for c in own):
        return 1  # "it will be July 13": the time is what is said
    seen = 0
    while head.pos_ not in ("VERB", "AUX") and head.head.i != head.i and seen < 20:
        if _foretells(doc, head, j):
            break
        head, seen = head.head, seen + 1
    if head.pos_ not in ("VERB", "AUX"):
        cops = [c for c in _under(doc, head) if c.dep_ in ("cop", "aux")]
        told = _group(cops[0], cops) if cops else None
        return 0 if told == -1 and head.lower_ in _OPEN else told
    told = _group(head, [c for c in _under(doc, head) if c.dep_.startswith("aux") or c.dep_ in ("cop", "mark")])
    while told is None and head.dep_ in _INSIDE and head.head.i != head.i and seen < 20:
        head, seen = head.head, seen + 1
        told = _group(head, [c for c in _under(doc, head) if c.dep_.startswith("aux") or c.dep_ == "cop"])
    return told


def _foretells(doc: Doc, head: Token, j: int) -> bool:
    """Whether a predicate looks ahead of a time behind it: "will be cheaper by Christmas", "is unlikely before July"."""
    low = {c.lower_ for c in _under(doc, head) if c.dep_ in ("cop", "aux")}
    return head.i < j and bool(low) and ("will" in low or head.lower_ in _OPEN)


_OPEN = frozenset(("likely", "unlikely", "possible", "impossible", "due", "sure", "certain", "improbable", "probable"))
"""What "was likely in May" may lie ahead of."""
_INSIDE = frozenset(("xcomp", "ccomp", "conj", "advcl", "acl"))


def _under(doc: Doc, head: Token) -> list[Token]:
    """The words that hang on ``head``, looked for near it."""
    return [t for t in doc[max(0, head.i - _REACH) : head.i + _REACH] if t.head.i == head.i and t.i != head.i]


def _group(verb: Token, aux: list[Token]) -> int | None:
    s = _sets()
    low = [a.lower_ for a in aux]
    if any(a in s["backshift"] for a in low):
        return 0
    if any(a in s["future"] for a in low if a not in ("due",)):
        return 1
    infinitive = "to" in low
    if infinitive and ("was" in low or "were" in low):
        return 0  # "was to open on Wednesday": the day may lie behind
    if infinitive or verb.tag_ == "VB":
        up = verb.head
        if up.i == verb.i:
            return 1
        if up.tag_ in ("VBD",) or any(c.lower_ in _PAST_AUX for c in _under(up.doc, up)):
            return 0
        return 2 if infinitive else None
    if any(a in _PAST_AUX for a in low):
        return 0 if verb.lower_ in s["future"] else -1
    if any(a in _HAVE for a in low):
        return -1
    if verb.tag_ == "VBD":
        return -1
    if any(a in _BE for a in low):
        return 1
    if verb.tag_ in ("VBZ", "VBP"):
        return 0 if verb.lower_ in ("says", "say") else 1
    if verb.tag_ == "VBN":
        return -1
    return None


def _by_words(doc: Doc, token: Token, i: int, j: int) -> int:
    left = []
    for k in range(i - 1, max(-1, i - 1 - _REACH), -1):
        t = doc[k]
        if t.text in _BREAK or (t.is_sent_start and k != i - 1 and False):
            break
        left.append(t)
        if t.is_sent_start:
            break
    told = _scan(left, doc)
    right = []
    if told is None or told == 2:
        for k in range(j + 1, min(len(doc), j + 1 + _REACH)):
            t = doc[k]
            if t.is_sent_start or t.text in _BREAK:
                break
            right.append(t)
        after = _scan(right, doc)
        told = after if told is None else 0 if after in (-1, 0) else 1
    return min(told or 0, 1)


_NOT_VERBS = frozenset(
    [
        "the",
        "a",
        "an",
        "his",
        "their",
        "its",
        "her",
        "death",
        "power",
        "date",
        "court",
        "school",
        "prison",
        "jail",
        "more",
        "about",
        "at",
        "least",
        "almost",
        "nearly",
    ]
)
_PLANNED = frozenset(
    (
        "scheduled",
        "slated",
        "planned",
        "expected",
        "due",
        "set",
        "planning",
        "supposed",
        "forecast",
        "projected",
        "poised",
    )
)
_NOT_FINITE = frozenset(
    [
        "a",
        "an",
        "the",
        "its",
        "his",
        "their",
        "her",
        "our",
        "my",
        "of",
        "and",
        "or",
        "no",
        "some",
        "any",
        "this",
        "these",
        "those",
        "more",
        "most",
        "very",
        "still",
        "also",
        "un",
        "another",
    ]
)


def _scan(run: list[Token], doc: Doc) -> int | None:
    """The direction of the first verb group met; an infinitive waits for the verb that governs it."""
    s = _sets()
    infinitive = False
    for t in run:
        low = t.lower_
        prev = doc[t.i - 1].lower_ if t.i else ""
        prev2 = doc[t.i - 2].lower_ if t.i > 1 else ""
        nxt = doc[t.i + 1].lower_ if t.i + 1 < len(doc) else ""
        around = (prev, prev2, doc[t.i - 3].lower_ if t.i > 2 else "")
        if low in _PLANNED and (low != "set" or nxt in ("to", "for")):
            if any(w in _PAST_AUX or w == "been" for w in around):
                return 0
            if any(w in _BE for w in around) or low in ("due", "planning"):
                return 1
            if prev in ("a", "the", "his", "their", "its", "an", "her"):
                continue
            return 0
        if low in s["backshift"] and low not in ("planned", "planning"):
            return 0
        if low in s["future"]:
            if low in ("may", "might", "can") and t.is_title and not t.is_sent_start:
                continue
            return 1
        if low == "to" and nxt.isalpha() and doc[t.i + 1].is_lower and nxt not in _NOT_VERBS:
            if prev in ("was", "were"):
                return 0
            if prev in _BE or prev in ("going", "about", "ready", "plans", "plan", "intends"):
                return 0 if prev2 in _PAST_AUX else 1
            infinitive = True
            continue
        if low in ("meet", "begin", "arrive") and prev != "to" and prev not in _NOT_FINITE and not infinitive:
            return 1
        if low in s["past_irregular"] or (low.endswith("ed") and len(low) > 4 and t.is_lower):
            if prev in _BE or prev in ("be", "being") or prev2 == "be":
                continue
            if prev in _NOT_FINITE and low not in ("was", "were", "had", "did"):
                continue
            if low in ("read", "put", "cut", "hit", "let", "beat", "set", "cost", "bid") and infinitive:
                continue
            return 0 if infinitive else -1
        if low in s["present"]:
            if t.i and (doc[t.i - 1].like_num or prev in ("the", "a", "an", "of")):
                continue  # a noun: "141 marks", "the holds"
            if low in _HAVE:
                return 0 if infinitive else -1
            if low in ("'s", "’s") and (not nxt.endswith("ing") or (t.i and not doc[t.i - 1].is_lower)):
                continue
            if low in ("says", "say", "do", "does"):
                continue
            return 1
    return 1 if infinitive else None
