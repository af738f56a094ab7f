"""Sources without a parsed cue: "according to X", "in X's view", "X: …", and speech verbs in sentences without a
tree."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from foresaid.read.quotes_clauses import Found, Range
from foresaid.read.quotes_grammar import INSIDE, QUOTE_MARKS, Grammar
from foresaid.read.quotes_lexicon import word_set, words_at
from foresaid.rules.load import load_rules

STOPS = frozenset((",", ".", ";", ":", "?", "!", "(", ")", "—", "–", "-")) | (QUOTE_MARKS - {"'", "’"})
SURFACE_KINDS = frozenset(("say", "announce", "predict", "promise", "deny"))


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseRule:
    """One rule of ``attribution.yml``."""

    id: str
    shape: str
    words: tuple[str, ...]


@cache
def _phrases() -> tuple[dict[str, list[tuple[tuple[str, ...], PhraseRule]]], dict[str, PhraseRule]]:
    starts: dict[str, list[tuple[tuple[str, ...], PhraseRule]]] = {}
    nouns: dict[str, PhraseRule] = {}
    for r in load_rules("attribution", PhraseRule):
        for w in r.words:
            if r.shape == "poss":
                nouns[w] = r
            else:
                starts.setdefault(w.split()[0], []).append((tuple(w.split()), r))
    return starts, nouns


def find_phrases(g: Grammar) -> list[Found]:
    """Attributions that phrases make, in text order."""
    starts, nouns = _phrases()
    out: list[Found] = []
    for i, low in enumerate(g.lower):
        for words, rule in starts.get(low, ()):
            if tuple(g.lower[i : i + len(words)]) != words:
                continue
            found = _adverb(g, i, rule) if rule.shape == "adverb" else _after(g, i, i + len(words), rule)
            if found is not None:
                out.append(found)
        if low in word_set("polls") and g.parsed[i] and g.pos[i] in ("NOUN", "PROPN"):
            found = _in_poll(g, i)
            if found is not None:
                out.append(found)
        owned = nouns.get(low)
        if owned is not None:
            found = _possessive(g, i, owned)
            if found is not None:
                out.append(found)
    return out


def noun_phrase_after(g: Grammar, i: int) -> tuple[int | None, Range] | None:
    """The noun phrase that begins at token ``i``: its head (None without a tree) and its range."""
    end = g.sent[min(i, len(g.text) - 1)][1]
    while i < end and (g.space[i] or g.text[i] in QUOTE_MARKS):
        i += 1
    if i >= end:
        return None
    if g.parsed[i]:
        h = i
        while (
            g.head[h] >= i
            and g.head[h] != h
            and g.dep[h] in INSIDE
            and g.dep[h] != "obl"
            and g.pos[g.head[h]] in ("NOUN", "PROPN", "PRON", "NUM", "X", "SYM")
        ):
            h = g.head[h]
        if g.pos[h] in ("NOUN", "PROPN", "PRON", "NUM", "X", "ADJ", "DET", "SYM"):
            a, b = g.phrase(h)
            return h, (max(a, i), b)
    b = i
    while b < end and g.text[b] not in STOPS and not g.space[b]:
        b += 1
    return (None, (i, b)) if b > i else None


def _after(g: Grammar, i: int, j: int, rule: PhraseRule) -> Found | None:
    np = noun_phrase_after(g, j)
    if np is None:
        return None
    head, r = np
    if rule.id == "under" and not _under_text(g, i, j, head):
        return None
    first = not any(g.text[k][:1].isalnum() for k in range(g.sent[i][0], i)) and g.lower[j] in ("the", "a", "an")
    if rule.id == "per" and not first and not any(g.text[k][:1].isupper() for k in range(*r)):
        return None
    opening = not any(g.text[k][:1].isalnum() for k in range(g.sent[i][0], i))
    if opening and r[1] < g.sent[i][1] and g.text[r[1]] not in (",", "(", "—", "–") and not g.space[r[1]]:
        stop = next((k for k in range(r[1], g.sent[i][1]) if g.text[k] == ","), None)
        if stop is not None and stop - j <= 16:
            head, r = None, (r[0], stop)
    a, b = i, r[1]
    if head is not None:
        b = max(b, _with_closing(g, r[1]))
    content = _around(g, a, b, head)
    if not content:
        return None
    return Found(
        cue=(i, j), content=content, source=head, source_range=r, rule=None, frame="phrase", lemma=rule.id, name=rule.id
    )


def _under_text(g: Grammar, i: int, j: int, head: int | None) -> bool:
    """Whether "under" at ``i`` opens its sentence or follows a comma and a document follows it: "Under the accord, …"."""
    if head is None or g.lower[j] != "the" or g.lower[head] not in word_set("texts"):
        return False
    return not any(g.text[k][:1].isalnum() for k in range(g.sent[i][0], i)) or g.text[i - 1] == ","


def _in_poll(g: Grammar, n: int) -> Found | None:
    """ "In a poll last month, 60 percent approved": what a survey found."""
    case = next((k for k in g.kids[n] if g.dep[k] == "case" and k < n and g.lower[k] == "in"), None)
    if case is None or g.dep[n] not in ("obl", "nmod") or g.tag[n] in ("NNS", "NNPS"):
        return None
    h = n
    while g.head[h] != h and g.pos[h] != "VERB":
        h = g.head[h]
    if any(w.pos == "verb" and "clause" in w.frames for w in words_at(g.lower, h)):
        return None  # "voters said in a poll that …": the verb says it
    if not any(g.dep[k] in ("compound", "amod", "nummod", "nmod:poss") or g.lower[k] in ("a", "an") for k in g.kids[n]):
        return None  # "in the poll": which one, was said before
    r = g.phrase(n)
    content = _around(g, case, r[1], n)
    if not content or not any(g.pos[k] in ("VERB", "AUX") for c in content for k in range(*c)):
        return None
    return Found(
        cue=(case, case + 1),
        content=content,
        source=n,
        source_range=r,
        rule=None,
        frame="phrase",
        lemma="in_poll",
        name="in_poll",
    )


def _with_closing(g: Grammar, b: int) -> int:
    return b + 1 if b < len(g.text) and g.text[b] == ")" else b


def _around(g: Grammar, a: int, b: int, head: int | None) -> list[Range]:
    """The sentence, or the quotation or subordinate clause within it, without the phrase at ``a``-``b``."""
    s, e = g.sent[a]
    quoted = [k for k in range(s, a) if g.text[k] in ("“", '"', "”", "''")]
    if len(quoted) % 2 == 1 and g.text[quoted[-1]] in ("“", '"'):
        s = quoted[-1] + 1
        e = next((k for k in range(b, e) if g.text[k] in ("”", '"')), e)
    lead = g.trim(s, a)
    tail = g.trim(b, e)
    at_edge = lead[0] >= lead[1] or tail[0] >= tail[1] or not any(g.text[k][:1].isalnum() for k in range(*lead))
    if not at_edge and head is not None and g.parsed[a]:
        h = g.head[head]
        while g.head[h] != h and g.dep[h] not in ("acl:relcl", "ccomp", "advcl", "conj", "parataxis"):
            h = g.head[h]
        if g.head[h] != h and (g.dep[h] != "conj" or g.own_subject(h) is not None):
            s, e = max(s, g.left[h]), min(e, g.right[h] + 1)
            lead, tail = g.trim(s, a), g.trim(b, e)
    return [r for r in (lead, tail) if r[0] < r[1] and any(g.text[k][:1].isalnum() for k in range(*r))]


def _adverb(g: Grammar, i: int, rule: PhraseRule) -> Found | None:
    s, e = g.sent[i]
    if g.parsed[i]:
        h = g.head[i]
        while g.head[h] != h and g.pos[h] not in ("VERB", "AUX") and g.kid(h, "cop") is None:
            h = g.head[h]
        s, e = g.left[h], g.right[h] + 1
    content = [r for r in (g.trim(s, i), g.trim(i + 1, e)) if r[0] < r[1]]
    return (
        Found(cue=(i, i + 1), content=content, source=None, rule=None, frame="adverb", lemma=rule.id, name=rule.id)
        if content
        else None
    )


def _possessive(g: Grammar, i: int, rule: PhraseRule) -> Found | None:
    """ "in X's view": back from the noun over "'s" or a possessive pronoun to "in", "from" or "by"."""
    k = i - 1
    if k < 1 or g.lower[k] not in ("'s", "’s", "'", "’", "his", "her", "their", "my", "our"):
        return None
    a = k if g.lower[k][:1].isalpha() else k - 1
    first = a
    while (
        first > g.sent[i][0]
        and g.lower[first - 1] not in ("in", "from", "by", "to")
        and i - first < 8
        and g.text[first - 1] not in STOPS
    ):
        first -= 1
    if first == g.sent[i][0] or g.lower[first - 1] not in ("in", "from", "by"):
        return None
    owner = (first, k if g.lower[k] not in ("his", "her", "their", "my", "our") else k + 1)
    head = g.kid(i, "nmod:poss") if g.parsed[i] else None
    content = _around(g, first - 1, i + 1, None)
    if not content:
        return None
    return Found(
        cue=(first - 1, i + 1),
        content=content,
        source=head,
        source_range=owner,
        rule=None,
        frame="phrase",
        lemma=rule.id,
        name=rule.id,
    )


def find_surface(g: Grammar, a: int, b: int, taken: set[int]) -> list[Found]:
    """Speech verbs of one sentence by their neighbours alone: "X said (that) …", "…, X said", "…, said X"."""
    out: list[Found] = []
    for v in range(a, b):
        if v in taken or g.space[v] or (v > a and g.lower[v - 1] in ("the", "a", "to", "of")):
            continue
        word = next(
            (w for w in words_at(g.lower, v) if w.pos == "verb" and ({"clause", "quote"} & w.frames.keys())), None
        )
        if word is None or (g.lower[v] == word.lemma.split()[0] and word.lemma not in ("say",)):
            continue
        rule = word.frames.get("clause") or word.frames["quote"]
        if rule.kind not in SURFACE_KINDS:
            continue
        found = _before_or_after(g, a, b, v, word.lemma, rule.id)
        if found is not None:
            found.rule = rule
            out.append(found)
            break
    return out


def _before_or_after(g: Grammar, a: int, b: int, v: int, lemma: str, name: str) -> Found | None:
    end = g.trim(a, b)[1]
    start = v
    while start > a and g.text[start - 1] not in STOPS and not g.space[start - 1] and v - start < 12:
        start -= 1
    comma = start > a and g.text[start - 1] in (",", "”", '"', "''")
    before = (start, v) if any(g.text[k][:1].isalpha() for k in range(start, v)) else None
    if comma and before is not None and v + 1 >= end - 1:
        return Found(
            cue=(v, v + 1),
            content=[g.trim(a, start)],
            source=None,
            source_range=before,
            rule=None,
            frame="clause",
            lemma=lemma,
            name=name,
        )
    if comma and before is None:
        stop = v + 1
        while stop < end and g.text[stop] not in STOPS:
            stop += 1
        if stop > v + 1:
            return Found(
                cue=(v, v + 1),
                content=[g.trim(a, start)],
                source=None,
                source_range=(v + 1, stop),
                rule=None,
                frame="clause",
                lemma=lemma,
                name=name,
            )
    if before is not None and v + 1 < end and (not comma or start - a < 12):
        content = g.trim(v + 1, b)
        if content[0] < content[1]:
            return Found(
                cue=(v, v + 1),
                content=[content],
                source=None,
                source_range=before,
                rule=None,
                frame="clause",
                lemma=lemma,
                name=name,
            )
    return None
