"""The speaker of a quotation by place: ” X said, ” said X, X said: “, X told reporters on Monday, “."""

from __future__ import annotations

from foresaid.read.quotes_clauses import Found, Range
from foresaid.read.quotes_grammar import QUOTE_MARKS, Grammar
from foresaid.read.quotes_lexicon import Word, word_set, words_at
from foresaid.read.quotes_marks import Run

PRONOUNS = frozenset(("he", "she", "they", "i", "we", "it"))
NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM"))
LONGEST_SOURCE = 14
"""Words that a source between a comma and its verb may have."""
LONGEST_TAIL = 14
"""Words between the verb and the quotation that it introduces: whom, where, when."""
NOT_BEFORE = frozenset(
    [
        "the",
        "a",
        "an",
        "to",
        "of",
        "this",
        "that",
        "these",
        "those",
        "his",
        "her",
        "their",
        "its",
        "my",
        "our",
        "your",
        "no",
        "in",
        "on",
        "at",
        "for",
        "with",
        "by",
        "from",
    ]
)
NOT_SUBJECT = frozenset(
    (
        "and",
        "but",
        "or",
        "as",
        "if",
        "when",
        "while",
        "because",
        "that",
        "which",
        "who",
        "after",
        "before",
        "although",
        "since",
        "until",
        "whether",
        "what",
        "how",
    )
)


def speech_verb(g: Grammar, v: int) -> Word | None:
    """The word of saying that token ``v`` is the finite form of, if any."""
    word = next(
        (w for w in words_at(g.lower, v) if w.pos == "verb" and ("clause" in w.frames or "quote" in w.frames)), None
    )
    if word is None or (v and g.lower[v - 1] in NOT_BEFORE):
        return None
    if g.lower[v].endswith("ing"):
        return None
    if g.parsed[v] and g.pos[v] not in ("VERB", "AUX") and g.lower[v - 1] not in PRONOUNS:
        return None
    return word


def head_of_range(g: Grammar, r: Range) -> int | None:
    """The head of the range: the token whose own head lies outside."""
    if not g.parsed[r[0]]:
        return None
    tops = [i for i in range(*r) if not r[0] <= g.head[i] < r[1] or g.head[i] == i]
    nominal = [i for i in tops if g.pos[i] in NOMINAL]
    return nominal[0] if len(tops) == 1 and nominal else None


def find_quote_cues(g: Grammar, runs: list[Run]) -> list[Found]:
    """The speaker right after or right before a quotation, by place: ” X said, ” said X, X said: “, X told reporters
    on Monday, “."""
    out: list[Found] = []
    for n, r in enumerate(runs):
        found = None
        for a, b in r.pieces:
            found = found or _after(g, b) or _before(g, a)
        if found is None:
            continue
        v, word, source = found
        rule = word.frames.get("quote") or word.frames["clause"]
        f = Found(
            cue=(v, v + 1),
            content=list(r.pieces),
            source=head_of_range(g, source),
            source_range=source,
            rule=rule,
            frame="quote",
            lemma=word.lemma,
        )
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
        while (
            j < n
            and g.text[j] not in (",", ".", ";", ":", "!", "?", "(")
            and g.text[j] not in QUOTE_MARKS
            and not g.line[j]
            and j - i <= LONGEST_SOURCE
        ):
            j += 1
        j = _cut_tail(g, i + 1, j)
        if j > i + 1:
            return i, word, (i + 1, j)
        return None
    k = i
    while (
        k < n
        and k - i <= LONGEST_SOURCE
        and not g.line[k]
        and g.text[k] not in (".", ";", ":", "!", "?")
        and g.text[k] not in (QUOTE_MARKS - {"'", "’"})
    ):
        if k > i and g.text[k][:1].isalpha():
            word = speech_verb(g, k)
            if (
                word is not None
                and "quote" in word.frames
                and (
                    not g.parsed[i]
                    or not any(
                        g.tag[x] in ("VBD", "VBZ", "VBP") and x not in _relative(g, i, k)
                        for x in range(i, k)
                        if g.lower[x] not in word_set("helpers")
                    )
                )
            ):
                end = k
                while end > i + 1 and g.lower[end - 1] in word_set("helpers"):
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
    """The end of the noun phrase that begins at ``i``: before an adverb, a preposition that the verb takes, or a
    weekday."""
    for k in range(i + 1, j):
        if g.lower[k] in ("on", "in", "during", "after", "at", "via", "when", "as", "while", "about", "to") and (
            not g.parsed[k] or not i <= g.head[g.head[k]] < k
        ):
            return k
        if g.lower[k].endswith("day") and g.text[k][:1].isupper() and g.lower[k] not in ("day",):
            return k
    return j


def _adding(g: Grammar, v: int) -> Word | None:
    """ "… he said, adding: “": the participle of a word of saying."""
    if not g.lower[v].endswith("ing") or not g.parsed[v] or g.pos[v] != "VERB" or g.dep[v] not in ("advcl", "conj"):
        return None
    return next((w for w in words_at(g.lower, v) if w.pos == "verb" and {"clause", "quote"} <= w.frames.keys()), None)


def _opening_verb(g: Grammar, v: int, stop: int) -> tuple[int, Word, Range] | None:
    """ "Remarked Tove Lund of the port, “": the verb opens the sentence and its subject follows, without another verb."""
    word = speech_verb(g, v) if g.text[v][:1].isalpha() and g.parsed[v] and g.tag[v] in ("VBD", "VBZ", "VBN") else None
    if word is None or "quote" not in word.frames or not 1 < stop - v <= LONGEST_SOURCE + 4:
        return None
    if g.pos[v + 1] not in ("PROPN", "NOUN", "DET", "ADJ") or any(
        g.pos[k] in ("VERB", "AUX") for k in range(v + 1, stop)
    ):
        return None
    return v, word, (v + 1, stop)


def _opening_name(g: Grammar, first: int, colon: int) -> tuple[int, Word, Range] | None:
    """ "Its spokesman: “": a person and nothing else before the colon."""
    if g.text[colon] != ":" or not 0 < colon - first <= 6 or not g.parsed[first]:
        return None
    if any(g.pos[k] not in ("NOUN", "PROPN", "DET", "PRON", "PART", "ADJ", "ADP") for k in range(first, colon)):
        return None
    if not any(g.tokens[k].ent_type_ == "PER" for k in range(first, colon)) and g.lower[colon - 1] not in word_set(
        "voices"
    ):
        return None
    return colon, next(w for w in words_at(["say"], 0)), (first, colon)


def _before(g: Grammar, a: int) -> tuple[int, Word, Range] | None:
    i = a - 1
    while i > 0 and g.space[i]:
        i -= 1
    if i < 0 or g.text[i] not in (",", ":") or (g.text[i] == "," and i < a - 1):
        return None
    s = g.sent[i][0]
    first = next((k for k in range(s, i) if not g.space[k]), s)
    opened = _opening_verb(g, first, i) or _opening_name(g, first, i)
    if opened is not None:
        return opened
    for v in range(i - 1, max(s, i - 1 - LONGEST_TAIL) - 1, -1):
        if g.text[v] in QUOTE_MARKS or g.text[v] in (";",):
            return None
        if not g.text[v][:1].isalpha():
            continue
        word = speech_verb(g, v) or _adding(g, v)
        if word is None or "quote" not in word.frames:
            continue
        source = g.subject(v) if g.parsed[v] else None
        if source is not None and g.pos[source] in NOMINAL and not g.is_passive(v):
            return v, word, g.phrase(source)
        if g.lower[v].endswith("ing"):
            return None
        k = v
        while k > s and g.lower[k - 1] in word_set("helpers"):
            k -= 1
        b = k
        while (
            b > s
            and g.text[b - 1] not in (",", ";", ":")
            and g.text[b - 1] not in QUOTE_MARKS
            and k - b < LONGEST_SOURCE
        ):
            b -= 1
        if b < k and g.lower[b] not in NOT_SUBJECT:
            return v, word, (b, k)
        return None
    return None
