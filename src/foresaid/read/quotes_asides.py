"""Speech verbs by their place between commas, whatever the tree says: "…, officials said, …"."""

from __future__ import annotations

from foresaid.read.quotes_clauses import Found, Range
from foresaid.read.quotes_grammar import QUOTE_MARKS, RELATIVES, Grammar
from foresaid.read.quotes_lexicon import Word, word_set, words_at
from foresaid.read.quotes_spoken import (
    LONGEST_SOURCE,
    NOMINAL,
    NOT_SUBJECT,
    head_of_range,
    speech_verb,
)

DASHES = frozenset(("—", "–", "--"))
ASIDE_KINDS = frozenset(("say", "announce", "predict", "promise", "think", "show"))
"""Kinds of saying that may stand as an aside."""


def find_asides(g: Grammar) -> list[Found]:
    """Verbs of saying that stand as an aside in or after what is said: between two commas or dashes, or a comma and
    the end."""
    out = []
    for v in range(1, len(g.text)):
        if not g.text[v][:1].isalpha():
            continue
        sure = g.lower[v] in word_set("sure") and g.lower[v - 1] in ("is", "are", "was", "were")
        word = next(iter(words_at(["believe"], 0)), None) if sure else speech_verb(g, v) or _mistaken(g, v)
        rule = None if word is None else word.frames.get("clause") or word.frames.get("quote")
        if word is None or rule is None or rule.kind not in ASIDE_KINDS:
            continue
        s, e = g.sent[v]
        inserted = _relative_insert(g, v, s, e) if "clause" in word.frames else None
        if inserted is not None:
            source, said = inserted
            noun = g.head[v] if g.dep[v] == "acl:relcl" and g.head[v] < source[0] else None
            before = [g.trim(*g.phrase(noun, relative=False))] if noun is not None else []
            out.append(
                Found(
                    cue=(v, v + 1),
                    content=[*before, said],
                    source=head_of_range(g, source),
                    source_range=source,
                    rule=rule,
                    frame="aside",
                    lemma=word.lemma,
                )
            )
            continue
        found = _subject_first(g, v - sure, s, e, "addressee" in word.frames or sure) or (
            None if sure else _verb_first(g, v, s, e)
        )
        if found is None:
            continue
        source, a, b = found
        content = [
            r
            for r in (g.trim(s, a) if not _asked_first(g, s) else (s, s), g.trim(b, _before_next(g, b, e)))
            if r[0] < r[1] and any(g.text[k][:1].isalnum() for k in range(*r))
        ]
        quoted = sum(g.text[k] in ('"', "“", "”", "''") for k in range(s, a))
        if (
            not content
            or quoted
            or (content[0][0] >= a and not _asked_first(g, s))
            or not _says_enough(g, content[0], bool(content[1:]))
        ):
            continue
        out.append(
            Found(
                cue=(v, v + 1),
                content=content,
                source=head_of_range(g, source),
                source_range=source,
                rule=rule,
                frame="aside",
                lemma=word.lemma,
            )
        )
    return out


def _mistaken(g: Grammar, v: int) -> Word | None:
    """ "…, a former adviser wagers.": the last word after a comma, a verb of saying that the parser takes for a noun."""
    s, e = g.sent[v]
    last = v + 1 >= e or (g.text[v + 1] in (".", ":", ";") and g.parsed[v])
    if not last or g.tag[v] not in ("NNS", "NN", "VBP", "VB", "VBN", "JJ") or g.text[v] != g.lower[v]:
        return None
    a = next((k for k in range(v - 1, max(s, v - 12), -1) if g.text[k] == ","), None)
    if a is None or a + 2 >= v or g.lower[a + 1] not in OPENS_SOURCE:
        return None
    if any(g.pos[k] in ("VERB", "AUX") for k in range(a + 1, v)) or not any(g.tag[k] == "MD" for k in range(s, a)):
        return None
    return next(
        (w for w in words_at(g.lower, v) if w.pos == "verb" and ("clause" in w.frames or "quote" in w.frames)), None
    )


OPENS_SOURCE = frozenset(("a", "an", "the", "his", "her", "its", "their", "one", "two", "some", "many", "most"))


def _asked_first(g: Grammar, s: int) -> bool:
    """Whether the sentence opens with what somebody was asked: "Asked about the vote, he said …"."""
    words = [k for k in range(s, min(s + 4, len(g.text))) if g.text[k][:1].isalpha()]
    at = next((k for k in words if g.lower[k] in word_set("asked")), None)
    return at is not None and g.tag[at] in ("VBN", "VBD") and g.own_subject(at) is None and g.dep[at] != "root"


def _relative_insert(g: Grammar, v: int, s: int, e: int) -> tuple[Range, Range] | None:
    """ "proclamations which analysts say could change the law": the clause after the verb has no subject of its own."""
    if (
        v + 1 >= e
        or not g.parsed[v + 1]
        or g.pos[v + 1] not in ("AUX", "VERB")
        or g.tag[v + 1] not in ("MD", "VBD", "VBZ", "VBP")
    ):
        return None
    end = v
    while end > s and g.lower[end - 1] in word_set("helpers"):
        end -= 1
    a = end
    while (
        a > s
        and end - a < 8
        and g.lower[a - 1] not in ("which", "that", "who")
        and g.text[a - 1] not in (",", "“", '"', "”")
    ):
        a -= 1
    if a in (end, s) or g.lower[a - 1] not in ("which", "that", "who") or g.pos[end - 1] not in NOMINAL:
        return None
    b = next((k for k in range(v + 1, e) if g.text[k] in (",", ";", ".", "—")), e)
    return (a, end), g.trim(v + 1, b)


def _before_next(g: Grammar, b: int, e: int) -> int:
    """Where the content after the aside ends: at the sentence's end, or before ", adding that"."""
    for k in range(b + 1, e):
        if (
            g.text[k - 1] in (",", "”", '"')
            and g.lower[k].endswith("ing")
            and k + 1 < e
            and any(w.pos == "verb" and "clause" in w.frames for w in words_at(g.lower, k))
        ):
            return k - 1
    return e


def _says_enough(g: Grammar, r: Range, more: bool) -> bool:
    if more:
        return True
    if not any(g.parsed[k] for k in range(*r)):
        return r[1] - r[0] >= 3
    return any(g.pos[k] in ("VERB", "AUX") for k in range(*r))


def _subject_first(g: Grammar, v: int, s: int, e: int, tells: bool) -> tuple[Range, int, int] | None:
    k = v
    while k - 1 > s and g.lower[k - 1] in word_set("helpers"):
        k -= 1
    a = k
    while (
        a > s
        and g.text[a - 1] != ","
        and g.text[a - 1] not in DASHES
        and g.text[a - 1] not in QUOTE_MARKS
        and k - a < LONGEST_SOURCE
    ):
        a -= 1
    named = g.text[k - 1] == "," and _name_between(g, s, k - 1)
    if named:
        a = named
    if a in (k, s) or (g.text[a - 1] != "," and g.text[a - 1] not in DASHES):
        return None
    if not named and (longer := _name_between(g, s, k)):  # "…, its chief, Tove Lund said": no comma after the name
        a = longer
    last = k - 2 if named else k - 1
    if g.lower[a] in NOT_SUBJECT or (g.parsed[last] and g.pos[last] not in NOMINAL) or g.lower[last] in RELATIVES:
        return None
    if g.parsed[a] and any(g.pos[x] in ("VERB", "SCONJ") or g.lower[x] in RELATIVES for x in range(a, k)):
        return None
    end = _closes(g, v + 1, e, tells)
    return ((a, k), a, end) if end is not None else None


def _name_between(g: Grammar, s: int, end: int) -> int:
    """Where a source begins that ends, before ``end``, in a name between commas: "its chief, Tove Lund"; 0 for none."""
    a = end
    while a > s and end - a < 6 and g.text[a - 1] != "," and g.text[a - 1][:1].isupper():
        a -= 1
    if (
        a == end
        or a - 1 <= s
        or g.text[a - 1] != ","
        or not any(g.tokens[k].ent_type_ in ("PER", "ORG") for k in range(a, end))
    ):
        return 0
    b = a = a - 1
    while (
        a > s
        and b - a < 9
        and g.text[a - 1] != ","
        and g.text[a - 1] not in DASHES
        and g.text[a - 1] not in QUOTE_MARKS
    ):
        a -= 1
    titled = g.pos[b - 1] == "PROPN" and g.tag[a] in ("DT", "PRP$")  # "its envoy in Lima, Tove Lund, wrote"
    if a in (b, s) or g.text[a - 1] != "," or not (g.pos[b - 1] == "NOUN" or titled):
        return 0
    return 0 if any(g.pos[x] in ("VERB", "AUX", "SCONJ", "CCONJ") for x in range(a, b)) else a


def _closes(g: Grammar, i: int, e: int, tells: bool) -> int | None:
    """Where the aside ends: at once, or after a few words without a verb ("said on Monday", "told reporters", "announced
    the same day"); whom one ``tells`` may begin with an article."""
    steps = 0
    while i < e and steps <= 8:
        t = g.text[i]
        if t in (",", ".", "!", "?", ";", ":") or t in DASHES or g.line[i]:
            return i
        if (
            t in QUOTE_MARKS
            or g.lower[i] in NOT_SUBJECT
            or (g.parsed[i] and g.pos[i] in ("VERB", "AUX"))
            or (not g.parsed[i] and steps > 3)
        ):
            return None
        if (
            steps == 0
            and not tells
            and g.parsed[i]
            and g.pos[i] in ("PRON", "DET")
            and g.dep[g.head[i]] not in ("obl:unmarked", "obl:tmod", "nmod:unmarked")
        ):
            return None
        i, steps = i + 1, steps + 1
    return e if i >= e else None


def _verb_first(g: Grammar, v: int, s: int, e: int) -> tuple[Range, int, int] | None:
    if g.text[v - 1] not in (",",) or v - s < 4:
        return None
    subject = g.own_subject(v)
    if g.parsed[v] and subject is not None and subject < v:
        return None  # "Seaman, who lives in Lund, said he still “hopes”"
    b = v + 1
    while (
        b < e
        and g.text[b] not in (",", ".", ";", "!", "?")
        and g.text[b] not in QUOTE_MARKS
        and g.text[b] not in DASHES
        and not g.line[b]
        and b - v <= LONGEST_SOURCE
    ):
        b += 1
    if (
        b == v + 1
        or (g.parsed[v + 1] and g.pos[v + 1] not in ("PROPN", "NOUN", "DET", "ADJ", "NUM", "PRON"))
        or g.lower[v + 1] in NOT_SUBJECT
    ):
        return None
    relative = next((x for x in range(v + 2, b) if g.lower[x] in ("who", "whose", "which")), b)
    if g.parsed[v] and any(g.pos[x] in ("VERB", "AUX", "SCONJ") for x in range(v + 1, relative)):
        return None
    if not _is_tail(g, b, e):
        return None
    return (v + 1, b), v, e


def _is_tail(g: Grammar, b: int, e: int) -> bool:
    """Whether only an apposition or an adverbial follows, no new clause with its own subject and verb at the top."""
    if not g.parsed[min(b, len(g.text) - 1)]:
        return True
    return not any(g.dep[x] in ("root", "conj") and g.pos[x] in ("VERB", "AUX") for x in range(b, e))


def find_colons(g: Grammar) -> list[Found]:
    """ "A clerk sees no hope: “It will close.”": what stands after the colon, if it looks ahead, is said by the subject before
    it, where that is somebody who may speak."""
    out: list[Found] = []
    say = next((w for w in words_at(["say"], 0) if "clause" in w.frames), None)
    for v in range(2, len(g.text) - 3):
        if say is None or g.text[v] != ":" or not g.parsed[v]:
            continue
        s = g.sent[v][0]
        b = g.sent[v + 1][1] if g.sent[v + 1] != g.sent[v] else g.sent[v][1]
        if not any(g.tag[k] == "MD" and g.lower[k] in AHEAD for k in range(v + 1, b)):
            continue
        who = next(
            (k for k in range(s, v) if g.dep[k] == "nsubj" and g.dep[g.head[k]] == "root" and g.head[k] < v), None
        )
        if who is None or g.lower[who] in RELATIVES or not (g.text[v + 1] in QUOTE_MARKS or _may_speak(g, who)):
            continue
        cue = g.head[who]
        if any(w.pos == "verb" for w in words_at(g.lower, cue)) or g.tag[cue] not in ("VBD", "VBZ", "VBP"):
            continue
        out.append(
            Found(
                cue=(cue, cue + 1), content=[g.trim(v + 1, b)], source=who, rule=say.frames["clause"], frame="quote",
                lemma="say",
            )
        )  # fmt: skip
    return out


AHEAD = frozenset(("will", "would", "'ll", "’ll", "wo", "could", "may", "might"))


def _may_speak(g: Grammar, k: int) -> bool:
    return g.tokens[k].ent_type_ in ("PER", "ORG") or g.lower[k] in word_set("heads")
