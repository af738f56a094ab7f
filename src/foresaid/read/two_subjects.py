"""A clause without "that" after a verb of saying, where the parser gave its verb both subjects.

"The commission announced on Friday the debate has been cancelled": a tree that hangs "announced" on "cancelled" as a participle
leaves "cancelled" with two subjects and nobody to announce. One verb has one subject: the first belongs to the verb of saying that
stands between the two, and the rest is what is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from foresaid.read.quotes_lexicon import lexicon

if TYPE_CHECKING:
    from foresaid.read.language import Parsed

SUBJECTS = ("nsubj", "nsubj:pass")
LOOSE = ("advcl", "acl", "amod", "parataxis", "dep", "conj")
PAST = ("VBD", "VBN")


def part(words: Sequence[str], parsed: Parsed) -> Parsed:
    """The sentence ``words`` with such a clause hung on its verb of saying; unchanged where there is none."""
    heads, deps, tags = list(parsed.heads), list(parsed.deps), list(parsed.tags)
    changed = False
    for v in range(len(heads)):
        subjects = [i for i, h in enumerate(heads) if h == v and deps[i] in SUBJECTS and i < v]
        if len(subjects) != 2:
            continue
        first, second = subjects
        said = next(
            (
                i for i in range(first + 1, second)
                if heads[i] in (v, first) and i != v and deps[i] in LOOSE and tags[i] in PAST and _says(words[i])
                and not any(h == i and deps[k] in SUBJECTS for k, h in enumerate(heads))
            ),
            None,
        )  # fmt: skip
        if said is None or any(h == said and deps[k].startswith(("obl:agent", "aux")) for k, h in enumerate(heads)):
            continue
        root = heads[v] == v
        heads[said], deps[said], tags[said] = (said if root else heads[v]), deps[v], "VBD"
        heads[first], deps[first] = said, "nsubj"
        heads[v], deps[v] = said, "ccomp"
        for k in range(said):
            if heads[k] == v and k != first:
                heads[k] = said
        changed = True
    return replace(parsed, heads=heads, deps=deps, tags=tags) if changed else parsed


def _says(word: str) -> bool:
    return any(w.pos == "verb" and "clause" in w.frames and not w.follow for w in lexicon().get(word.lower(), ()))
