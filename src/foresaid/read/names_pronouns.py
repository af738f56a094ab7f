"""Pronouns: he, she, they, it by recency, gender and prominence; who and which by place; I and we by who is quoted."""

from __future__ import annotations

import re

from spacy.tokens import Token

from foresaid.core import Actor
from foresaid.read.names_scan import SAID, Found, Words
from foresaid.read.names_scene import Scene

_MALE, _FEMALE = frozenset(["he", "him", "his", "himself"]), frozenset(["she", "her", "hers", "herself"])
_THEY, _IT = frozenset(["they", "them", "their", "theirs", "themselves"]), frozenset(["it", "its", "itself"])
_ORG = ("organisation", "party", "outlet", "group")


def pronouns(s: Scene) -> None:
    """he, she, they, it: the last one named that agrees, the subject of the last sentence before others."""
    w = s.w
    taken = s.taken()
    sents = _sentence_of(s)
    more: list[Found] = []
    for i, x in enumerate(w.low):
        if taken[i] >= 0 or (x not in _MALE and x not in _FEMALE and x not in _THEY and x not in _IT):
            continue
        if w.gap[i - 1 if i else 0] == "-" or (x == "it" and _empty_it(w, i)):
            continue
        f = _antecedent(s, sents, more, i, x)
        if f is not None:
            more.append(Found(i, i + 1, f.actors, "pronoun", f.rows, f.gender))
    s.found = sorted([*s.found, *more], key=lambda f: (f.a, -f.b))


def first_person(s: Scene) -> None:
    """I, me, my, we, our inside quotation marks: the person whose saying the quotation is."""
    w, text = s.w, s.w.text
    taken = s.taken()
    more: list[Found] = []
    for lo, hi in _quotations(text):
        a, b = w.find(lo), w.find(hi)
        mine = [
            i
            for i in range(a, b)
            if taken[i] < 0
            and (w.words(i, i + 1) == "I" or w.low[i] in ("me", "my", "we", "our", "us", "myself", "ourselves"))
            and w.words(i, i + 1) != "US"
        ]
        if not mine:
            continue
        f = _speaker(s, lo, hi, a, b)
        if f is not None:
            more += [Found(i, i + 1, f.actors, "pronoun", f.rows, f.gender) for i in mine]
    s.found = sorted([*s.found, *more], key=lambda f: (f.a, -f.b))


def _quotations(text: str) -> list[tuple[int, int]]:
    """Runs between quotation marks, to the end of the paragraph where they are not closed."""
    out = []
    for m in re.finditer(r"“[^”\n]*(?:”|\n|$)|\"[^\"\n]*(?:\"|\n|$)", text):
        out.append((m.start(), m.end()))
    return out


def _speaker(s: Scene, lo: int, hi: int, a: int, b: int) -> Found | None:
    """Who says the quotation from ``lo`` to ``hi``: the person beside a verb of saying in its paragraph."""
    w, text = s.w, s.w.text
    left, right = text.rfind("\n", 0, lo) + 1, text.find("\n", hi)
    right = len(text) if right < 0 else right
    quoted = _quotations(text[left:right])

    def outside(f: Found) -> bool:
        x = w.start[f.a] - left
        return not any(p <= x < q for p, q in quoted)

    near = [
        f
        for f in s.found
        if left <= w.start[f.a] < right
        and f.actors[0].kind in ("person", "organisation", "group")
        and len(f.actors) == 1
        and outside(f)
    ]
    best, top = None, 0.0
    for f in near:
        after = w.low[f.b : f.b + 8]
        before = w.low[max(0, f.a - 3) : f.a]
        says = any(x in SAID for x in after[:8]) or any(x in SAID for x in before)
        close = (f.a - b) if f.a >= b else (a - f.b)
        score = (2.0 if says else 0.0) + (0.6 if f.actors[0].kind == "person" else 0.0) - close * 0.02
        if score > top:
            best, top = f, score
    if best is None and left > 1:
        last = [
            f
            for f in s.found
            if text.rfind("\n", 0, left - 1) < w.start[f.a] < left
            and f.actors[0].kind == "person"
            and any(x in SAID for x in w.low[f.b : f.b + 8])
        ]
        best = last[-1] if last and text[lo : lo + 1] == text[left : left + 1] else None
    return best


def _empty_it(w: Words, i: int) -> bool:
    """ "it is likely that", "it was not clear": nobody."""
    after = " ".join(w.low[i + 1 : i + 4])
    if after.startswith(("s ", "is ", "was ", "would be ", "will be ", "remains ", "seems ", "appears ")):
        return any(
            x in w.low[i + 1 : i + 8]
            for x in ("that", "to", "if", "whether", "when", "who", "unclear", "likely", "possible", "time", "because")
        )
    return False


def _sentence_of(s: Scene) -> list[int]:
    out, starts = [], sorted(t.idx for t in s.doc if t.is_sent_start)
    k = 0
    for a in s.w.start:
        while k + 1 < len(starts) and starts[k + 1] <= a:
            k += 1
        out.append(k)
    return out


def _antecedent(s: Scene, sents: list[int], more: list[Found], i: int, x: str) -> Found | None:
    w = s.w
    best, top = None, 0.0
    barred = _co_arguments(s, more, i, x)
    for f in [*s.found, *more]:
        if f.a >= i or f.b > i:
            continue
        gap = sents[i] - sents[f.a]
        if gap > (1 if x in _THEY else 4):
            continue
        a = f.actors[0]
        fits = _agrees(f, a, x)
        if fits <= 0 or f.actors in barred:
            continue
        score = fits + 3.0 - gap + _subject(s, sents, f) - (i - f.a) * 0.004
        if f.how == "demonym":
            score -= 1.0
        if f.how == "pronoun":
            score += 0.6
        if f.a > 0 and w.low[f.a - 1] in ("of", "in", "to", "at", "with", "from", "for", "by", "on"):
            score -= 0.7
        if f.b < len(w.low) and w.low[f.b] == "s" and w.gap[f.b - 1] in ("'", "’"):
            score -= 0.5
        if best is None or score >= top:
            best, top = f, score
    return best


def _agrees(f: Found, a: Actor, x: str) -> float:
    if x in _MALE or x in _FEMALE:
        if a.kind != "person" or len(f.actors) > 1:
            return 0.0
        want = "m" if x in _MALE else "f"
        return 1.0 if f.gender == want else 0.4 if not f.gender or f.gender == "x" else 0.0
    if x in _THEY:
        if len(f.actors) > 1:
            return 1.2
        if a.kind == "person":
            return 0.0
        return (
            0.9
            if f.number == "p" or a.kind == "group"
            else 0.1
            if a.kind == "outlet"
            else 0.3
            if a.kind in _ORG
            else 0.0
        )
    if a.kind == "person" or len(f.actors) > 1 or f.how == "demonym":
        return 0.0
    return (
        0.3
        if a.kind == "outlet"
        else 1.0
        if a.kind in ("organisation", "party", "group")
        else 0.8
        if a.kind == "state"
        else 0.2
    )


def _head(s: Scene, f: Found) -> Token | None:
    words = s.tokens(f.a, f.b)
    return next((t for t in words if t.dep_ and (t.head.i == t.i or not words[0].i <= t.head.i <= words[-1].i)), None)


def _co_arguments(s: Scene, more: list[Found], i: int, x: str) -> set[tuple[Actor, ...]]:
    """Whom a pronoun in object place can not mean: the subject of its own verb ("Hunt succeeded him")."""
    t = s.tokens(i, i + 1)[0]
    if not t.dep_ or t.dep_.split(":")[0] not in ("obj", "iobj", "obl") or x.endswith(("self", "selves")):
        return set()
    verb = t.head
    out = set()
    for f in [*s.found, *more]:
        if abs(f.a - i) < 40:
            h = _head(s, f)
            if h is not None and h.head.i == verb.i and h.dep_.startswith("nsubj"):
                out.add(f.actors)
    return out


def _subject(s: Scene, sents: list[int], f: Found) -> float:
    """How much a mention stands out: the subject of a sentence most."""
    head = _head(s, f)
    if head is not None:
        if not head.dep_.startswith("nsubj"):
            return 0.0
        return (
            0.8 if head.head.dep_ in ("root", "conj", "ccomp", "parataxis") and head.tag_ not in ("WP", "WDT") else 0.2
        )
    first = f.a
    while first and sents[first - 1] == sents[f.a]:
        first -= 1
    return 0.8 if f.a - first <= 2 else 0.0


def relatives(s: Scene) -> None:
    """who, whom, whose, which right after a name and a comma (or the tree's head): that name."""
    w = s.w
    by_end = {f.b: f for f in s.found}
    more = []
    for i, x in enumerate(w.low):
        if x in ("who", "whom", "whose", "which") and i and i in by_end and w.gap[i - 1] in (", ", " "):
            f = by_end[i]
            if (f.actors[0].kind == "person") == (x != "which") or x == "whose":
                more.append(Found(i, i + 1, f.actors, "pronoun", f.rows, f.gender))
    s.found = sorted([*s.found, *more], key=lambda f: (f.a, -f.b))
