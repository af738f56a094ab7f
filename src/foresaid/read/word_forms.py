"""Forms of the words of a rule file ↔ their base forms: learnt lemmas err ("arriv"), a list of forms does not."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from foresaid.rules import table

VOWELS = "aeiou"


@cache
def _irregular() -> dict[str, tuple[str, ...]]:
    return {
        r["base"]: tuple(dict.fromkeys((*r["past"].split("|"), *r["participle"].split("|"))))
        for r in table("irregular_verbs")
    }


def verb_forms(base: str) -> tuple[str, ...]:
    """All forms of a verb, its base first; both spellings where British and American English differ.

    >>> verb_forms("cancel")
    ('cancel', 'cancels', 'canceling', 'cancelling', 'canceled', 'cancelled')
    """
    if base.endswith("y") and base[-2:-1] not in VOWELS:
        s, stems, ed = base[:-1] + "ies", [base], [base[:-1] + "ied"]
    elif base.endswith("ee") or base.endswith("oe"):
        s, stems, ed = base + "s", [base], [base + "d"]
    elif base.endswith("e"):
        s, stems, ed = base + "s", [base[:-1]], [base + "d"]
    else:
        s = base + ("es" if base.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
        stems = [base]
        if len(base) > 2 and base[-1] not in VOWELS + "wxy" and base[-2] in VOWELS and base[-3] not in VOWELS:
            stems.append(base + base[-1])
        ed = [x + "ed" for x in stems]
    past = [*_irregular().get(base, ed)]
    return tuple(dict.fromkeys((base, s, *(x + "ing" for x in stems), *past)))


def noun_forms(base: str) -> tuple[str, ...]:
    """Singular and plural of a noun.

    >>> noun_forms("rally")
    ('rally', 'rallies')
    """
    if base.endswith("y") and base[-2:-1] not in VOWELS:
        return base, base[:-1] + "ies"
    return base, base + ("es" if base.endswith(("s", "sh", "ch", "x", "z")) else "s")


def verb_bases(words: Iterable[str]) -> dict[str, str]:
    """Form → base form for the verbs ``words``; of two bases with one form the earlier counts."""
    out: dict[str, str] = {}
    for w in words:
        for f in verb_forms(w):
            out.setdefault(f, w)
    return out


def noun_bases(words: Iterable[str]) -> dict[str, str]:
    """Form → base form for the nouns ``words``."""
    out: dict[str, str] = {}
    for w in words:
        for f in noun_forms(w):
            out.setdefault(f, w)
    return out
