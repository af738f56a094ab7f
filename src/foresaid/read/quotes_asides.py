"""Speech verbs by their place between commas and quotation marks, whatever the tree says: "…, officials said, …", "“…,” said X"."""

from __future__ import annotations

from foresaid.read.quotes_cues import Found, Range
from foresaid.read.quotes_grammar import QUOTE_MARKS, RELATIVES, Grammar
from foresaid.read.quotes_lexicon import Word, words_at
from foresaid.read.quotes_marks import Run

DASHES = frozenset(("—", "–", "--"))
HELPERS = frozenset(
    "has have had also later then once recently repeatedly previously already further now just simply often never still always earlier again "
    "reportedly publicly privately quickly jokingly herself himself".split()
)
PRONOUNS = frozenset(("he", "she", "they", "i", "we", "it"))
NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM"))
LONGEST_SOURCE = 14
"""Words that a source between a comma and its verb may have."""
LONGEST_TAIL = 14
"""Words between the verb and the quotation that it introduces: whom, where, when."""
NOT_BEFORE = frozenset("the a an to of this that these those his her their its my our your no in on at for with by from".split())
NOT_SUBJECT = frozenset(("and", "but", "or", "as", "if", "when", "while", "because", "that", "which", "who", "after", "before", "although", "since", "until", "whether", "what", "how"))


def speech_verb(g: Grammar, v: int) -> Word | None:
    """The word of saying that token ``v`` is the finite form of, if any."""
    word = next((w for w in words_at(g.lower, v) if w.pos == "verb" and ("clause" in w.frames or "quote" in w.frames)), None)
    if word is None or (v and g.lower[v - 1] in NOT_BEFORE):
        return None
    if g.lower[v].endswith("ing"):
        return None
    if g.parsed[v] and g.pos[v] not in ("VERB", "AUX") and g.lower[v - 1] not in PRONOUNS:
        return None
    return word


def find_asides(g: Grammar) -> list[Found]:
    """Verbs of saying that stand as an aside in or after what is said: between two commas or dashes, or a comma and the end."""
    out = []
    for v in range(1, len(g.text)):
        if not g.text[v][:1].isalpha():
            continue
        word = speech_verb(g, v)
        if word is None or "clause" not in word.frames or word.frames["clause"].kind not in ("say", "announce", "predict", "think", "show"):
            continue
        s, e = g.sent[v]
        inserted = _relative_insert(g, v, s, e)
        if inserted is not None:
            source, content = inserted
            noun = g.head[v] if g.dep[v] == "acl:relcl" and g.head[v] < source[0] else None
            before = [g.trim(*g.phrase(noun, relative=False))] if noun is not None else []
            out.append(Found(cue=(v, v + 1), content=[*before, content], source=_head(g, source), source_range=source, rule=word.frames["clause"], frame="aside", lemma=word.lemma))
            continue
        found = _subject_first(g, v, s, e) or _verb_first(g, v, s, e)
        if found is None:
            continue
        source, a, b = found
        content = [r for r in (g.trim(s, a), g.trim(b, _before_next(g, b, e))) if r[0] < r[1] and any(g.text[k][:1].isalnum() for k in range(*r))]
        quoted = sum(g.text[k] in ('"', "“", "”", "''") for k in range(s, a))
        if not content or quoted or content[0][0] >= a or not _says_enough(g, content[0], bool(content[1:])):
            continue
        out.append(Found(cue=(v, v + 1), content=content, source=_head(g, source), source_range=source, rule=word.frames["clause"], frame="aside", lemma=word.lemma))
    return out


def _relative_insert(g: Grammar, v: int, s: int, e: int) -> tuple[Range, Range] | None:
    """ "proclamations which analysts say could change the law": the clause after the verb has no subject of its own."""
    if v + 1 >= e or not g.parsed[v + 1] or g.pos[v + 1] not in ("AUX", "VERB") or g.tag[v + 1] not in ("MD", "VBD", "VBZ", "VBP"):
        return None
    a = v
    while a > s and v - a < 5 and g.lower[a - 1] not in ("which", "that", "who") and g.text[a - 1] not in (",", "“", '"', "”"):
        a -= 1
    if a in (v, s) or g.lower[a - 1] not in ("which", "that", "who") or g.pos[v - 1] not in NOMINAL:
        return None
    b = next((k for k in range(v + 1, e) if g.text[k] in (",", ";", ".", "—")), e)
    return (a, v), g.trim(v + 1, b)


def _before_next(g: Grammar, b: int, e: int) -> int:
    """Where the content after the aside ends: at the sentence's end, or before ", adding that"."""
    for k in range(b + 1, e):
        if g.text[k - 1] in (",", "”", '"') and g.lower[k].endswith("ing") and k + 1 < e and any(w.pos == "verb" and "clause" in w.frames for w in words_at(g.lower, k)):
            return k - 1
    return e


def _says_enough(g: Grammar, r: Range, more: bool) -> bool:
    if more:
        return True
    if not any(g.parsed[k] for k in range(*r)):
        return r[1] - r[0] >= 3
    return any(g.pos[k] in ("VERB", "AUX") for k in range(*r))


def _subject_first(g: Grammar, v: int, s: int, e: int) -> tuple[Range, int, int] | None:
    k = v
    while k - 1 > s and g.lower[k - 1] in HELPERS:
        k -= 1
    a = k
    while a > s and g.text[a - 1] != "," and g.text[a - 1] not in DASHES and g.text[a - 1] not in QUOTE_MARKS and k - a < LONGEST_SOURCE:
        a -= 1
    if a == k or a == s or (g.text[a - 1] != "," and g.text[a - 1] not in DASHES):
        return None
    if g.lower[a] in NOT_SUBJECT or (g.parsed[k - 1] and g.pos[k - 1] not in NOMINAL) or g.lower[k - 1] in RELATIVES:
        return None
    if g.parsed[a] and any(g.pos[x] in ("VERB", "SCONJ") or g.lower[x] in RELATIVES for x in range(a, k)):
        return None
    end = _closes(g, v + 1, e)
    return ((a, k), a, end) if end is not None else None


def _closes(g: Grammar, i: int, e: int) -> int | None:
    """Where the aside ends: at once, or after a few words without a verb ("said on Monday", "told reporters")."""
    steps = 0
    while i < e and steps <= 8:
        t = g.text[i]
        if t in (",", ".", "!", "?", ";") or t in DASHES or g.line[i]:
            return i
        if t in QUOTE_MARKS or g.lower[i] in NOT_SUBJECT or (g.parsed[i] and g.pos[i] in ("VERB", "AUX")) or not g.parsed[i] and steps > 3:
            return None
        if steps == 0 and g.parsed[i] and g.pos[i] in ("PRON", "DET"):
            return None
        i, steps = i + 1, steps + 1
    return e if i >= e else None


def _verb_first(g: Grammar, v: int, s: int, e: int) -> tuple[Range, int, int] | None:
    if g.text[v - 1] not in (",",) or v - s < 4:
        return None
    b = v + 1
    while b < e and g.text[b] not in (",", ".", ";", "!", "?") and g.text[b] not in QUOTE_MARKS and g.text[b] not in DASHES and not g.line[b] and b - v <= LONGEST_SOURCE:
        b += 1
    if b == v + 1 or (g.parsed[v + 1] and g.pos[v + 1] not in ("PROPN", "NOUN", "DET", "ADJ", "NUM", "PRON")) or g.lower[v + 1] in NOT_SUBJECT:
        return None
    if g.parsed[v] and any(g.pos[x] in ("VERB", "AUX", "SCONJ") for x in range(v + 1, b)):
        return None
    if not _is_tail(g, b, e):
        return None
    return (v + 1, b), v, e


def _is_tail(g: Grammar, b: int, e: int) -> bool:
    """Whether only an apposition or an adverbial follows, no new clause with its own subject and verb at the top."""
    if not g.parsed[min(b, len(g.text) - 1)]:
        return True
    return not any(g.dep[x] in ("root", "conj") and g.pos[x] in ("VERB", "AUX") for x in range(b, e))


def find_quote_cues(g: Grammar, runs: list[Run]) -> list[Found]:
    """The speaker right after or right before a quotation, by place: ” X said, ” said X, X said: “, X told reporters on Monday, “."""
    out: list[Found] = []
    for n, r in enumerate(runs):
        found = None
        for a, b in r.pieces:
            found = found or _after(g, b) or _before(g, a)
        if found is None:
            continue
        v, word, source = found
        rule = word.frames.get("quote") or word.frames["clause"]
        f = Found(cue=(v, v + 1), content=list(r.pieces), source=_head(g, source), source_range=source, rule=rule, frame="quote", lemma=word.lemma)
        f.runs.append(n)
        same = next((o for o in out if o.cue == f.cue), None)
        if same is not None:
            same.content += f.content
            same.runs.append(n)
        else:
            out.append(f)
    return out


def _after(g: Grammar, b: int) -> tuple[int, Word, Range] | None:
    n = len(g.text)
    i = b
    while i < n and i - b < 2 and g.text[i] in (",", "—", "–"):
        i += 1
    if i >= n or g.line[i] or (g.sent[i][0] >= b and not any(g.text[k] in ("?", "!") for k in range(max(0, b - 2), b))):
        return None
    word = speech_verb(g, i) if g.text[i][:1].isalpha() else None
    if word is not None and "quote" in word.frames:
        j = i + 1
        while j < n and g.text[j] not in (",", ".", ";", ":", "!", "?", "(") and g.text[j] not in QUOTE_MARKS and not g.line[j] and j - i <= LONGEST_SOURCE:
            j += 1
        j = _cut_tail(g, i + 1, j)
        if j > i + 1:
            return i, word, (i + 1, j)
        return None
    k = i
    while k < n and k - i <= LONGEST_SOURCE and not g.line[k] and g.text[k] not in (".", ";", ":", "!", "?") and g.text[k] not in (QUOTE_MARKS - {"'", "’"}):
        if k > i and g.text[k][:1].isalpha():
            word = speech_verb(g, k)
            if word is not None and "quote" in word.frames and (not g.parsed[i] or not any(g.tag[x] in ("VBD", "VBZ", "VBP") and x not in _relative(g, i, k) for x in range(i, k) if g.lower[x] not in HELPERS)):
                end = k
                while end > i + 1 and g.lower[end - 1] in HELPERS:
                    end -= 1
                if g.lower[i] in NOT_SUBJECT and g.lower[i] not in ("which",):
                    return None
                return k, word, (i, end)
        k += 1
    return None


def _relative(g: Grammar, i: int, k: int) -> range:
    """Tokens of a relative clause between subject and verb ("Smith, who leads the party, said")."""
    for x in range(i, k):
        if g.lower[x] in ("who", "which") and x and g.text[x - 1] == ",":
            return range(x, k)
    return range(0)


def _cut_tail(g: Grammar, i: int, j: int) -> int:
    """The end of the noun phrase that begins at ``i``: before an adverb, a preposition that the verb takes, or a weekday."""
    for k in range(i + 1, j):
        if g.lower[k] in ("on", "in", "during", "after", "at", "via", "when", "as", "while", "about", "to") and (not g.parsed[k] or not i <= g.head[g.head[k]] < k):
            return k
        if g.lower[k].endswith("day") and g.text[k][:1].isupper() and g.lower[k] not in ("day",):
            return k
    return j


def _before(g: Grammar, a: int) -> tuple[int, Word, Range] | None:
    i = a - 1
    while i > 0 and g.space[i]:
        i -= 1
    if i < 0 or g.text[i] not in (",", ":") or (g.text[i] == "," and i < a - 1):
        return None
    s = g.sent[i][0]
    for v in range(i - 1, max(s, i - 1 - LONGEST_TAIL) - 1, -1):
        if g.text[v] in QUOTE_MARKS or g.text[v] in (";",):
            return None
        if not g.text[v][:1].isalpha():
            continue
        word = speech_verb(g, v)
        if word is None or "quote" not in word.frames:
            continue
        source = g.subject(v) if g.parsed[v] else None
        if source is not None and g.pos[source] in NOMINAL and not g.is_passive(v):
            return v, word, g.phrase(source)
        k = v
        while k > s and g.lower[k - 1] in HELPERS:
            k -= 1
        b = k
        while b > s and g.text[b - 1] not in (",", ";", ":") and g.text[b - 1] not in QUOTE_MARKS and k - b < LONGEST_SOURCE:
            b -= 1
        if b < k and g.lower[b] not in NOT_SUBJECT:
            return v, word, (b, k)
        return None
    return None


def _head(g: Grammar, r: Range) -> int | None:
    """The head of the range: the token whose own head lies outside."""
    if not g.parsed[r[0]]:
        return None
    tops = [i for i in range(*r) if not r[0] <= g.head[i] < r[1] or g.head[i] == i]
    nominal = [i for i in tops if g.pos[i] in NOMINAL]
    return nominal[0] if len(tops) == 1 and nominal else None
