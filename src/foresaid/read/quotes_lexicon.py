"""The words of ``rules/en/speech.yml`` by form: what may introduce what somebody says, and in which frames."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from foresaid.rules.load import load_rules

KINDS = ("say", "announce", "predict", "promise", "plan", "deny", "think", "ask", "order", "judge", "show")
FRAMES = frozenset(
    [
        "clause",
        "quote",
        "inf",
        "obj",
        "objinf",
        "small",
        "raise",
        "addressee",
        "ing",
        "so",
        "shift",
        "of",
        "about",
        "for",
        "on",
        "to",
        "against",
        "at",
        "with",
        "into",
        "as",
        "by",
        "over",
        "in",
        "seem",
        "from",
        "behind",
        "pass",
        "nobody",
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechRule:
    """One rule of ``speech.yml``; its fields are explained at the head of that file."""

    id: str
    kind: str
    pos: str
    voice: str
    frames: tuple[str, ...]
    words: tuple[str, ...]
    subject: str = ""
    done: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word that may be a cue: its base form, the words that must follow it ("out" of "point out") and, by frame, the
    rule that allows it."""

    lemma: str
    pos: str
    follow: tuple[str, ...]
    frames: dict[str, SpeechRule]


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    """Forms of a base form that no rule of spelling gives."""

    id: str
    forms: tuple[str, ...]


@cache
def _irregular() -> dict[str, tuple[str, ...]]:
    return {f.id: f.forms for f in load_rules("attribution_forms", Forms)}


def verb_forms(lemma: str) -> tuple[str, ...]:
    """All forms of a verb.

    >>> verb_forms("reply")
    ('reply', 'replies', 'replied', 'replying')
    """
    if lemma in _irregular():
        return tuple(dict.fromkeys((lemma, *_irregular()[lemma])))
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"
    s = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s")
    if lemma.endswith("ee"):
        return lemma, s, lemma + "d", lemma + "ing"
    if lemma.endswith("e"):
        return lemma, s, lemma + "d", lemma[:-1] + "ing"
    return lemma, s, lemma + "ed", lemma + "ing"


def noun_forms(lemma: str) -> tuple[str, ...]:
    """Singular and plural of a noun."""
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma, lemma[:-1] + "ies"
    return lemma, lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s")


@dataclass(frozen=True, slots=True, kw_only=True)
class WordSet:
    """One set of ``attribution_words.yml``."""

    id: str
    pos: str
    words: tuple[str, ...]


@cache
def word_set(name: str) -> frozenset[str]:
    """All forms of the words of one set of ``attribution_words.yml``."""
    rule = next(r for r in load_rules("attribution_words", WordSet) if r.id == name)
    forms = {"verb": verb_forms, "noun": noun_forms}.get(rule.pos, lambda w: (w,))
    return frozenset(f for w in rule.words for f in forms(w))


@cache
def lexicon() -> dict[str, tuple[Word, ...]]:
    """Form (lower case) → the words it may be, those with particles first."""
    merged: dict[tuple[str, str], dict[str, SpeechRule]] = {}
    for rule in load_rules("speech", SpeechRule):
        if rule.kind not in KINDS or not FRAMES.issuperset(rule.frames):
            raise ValueError(f"rules/en/speech.yml, rule {rule.id!r}: unknown kind or frame")
        for w in rule.words:
            frames = merged.setdefault((w, rule.pos), {})
            for f in rule.frames:
                frames.setdefault(f, rule)
    out: dict[str, list[Word]] = {}
    for (phrase, pos), frames in merged.items():
        first, *rest = phrase.split()
        word = Word(lemma=phrase, pos=pos, follow=tuple(rest), frames=frames)
        forms = verb_forms(first) if pos == "verb" else noun_forms(first) if pos == "noun" else (first,)
        for f in forms:
            out.setdefault(f, []).append(word)
    return {f: tuple(sorted(ws, key=lambda w: (-len(w.follow), w.pos, w.lemma))) for f, ws in out.items()}


def words_at(lower: list[str], i: int) -> tuple[Word, ...]:
    """The words that token ``i`` may be, given all tokens in lower case; a particle may stand up to three words off."""
    out = []
    for w in lexicon().get(lower[i], ()):
        if not w.follow or all(f in lower[i + 1 : i + 5] for f in w.follow):
            out.append(w)
    return tuple(out)
