"""Which articles are copies of one story: a sketch of each text, and how alike two sketches are.

MinHash (Broder 1997) over runs of five words, by the library rensa: the share of equal numbers in two sketches estimates
the Jaccard similarity of the sets of runs. A sketch is kept as text, so that it can stand in a ledger.
"""

from __future__ import annotations

import re

from rensa import RMinHash

from foresaid.core import Article

RUN = 5
"""Words in a run. One changed word breaks five runs, so that a copy with an edited sentence stays above ``COPY``, while two
reports of one event in their own words share almost none."""
NUMBERS = 128
"""Numbers in a sketch: the estimate's standard error is at most 0.044."""
_SEED = 20190419
_WORD = re.compile(r"\w+(?:['’]\w+)*")


def story(article: Article) -> str:
    """What a sketch of ``article`` is made from: its paragraphs, without headline, byline, origin line and comments, which
    change from site to site. An article that is a headline alone is that."""
    return "\n".join(s.words for s in article.body if s != article.headline) or article.text


def sketch(text: str) -> str:
    """The sketch of ``text`` in hexadecimal, eight digits a number: how many runs it has, then ``NUMBERS`` minima. Case and
    punctuation do not count; a text of fewer than five words is one run.

    >>> sketch("One two three four five six") == sketch("one, two, three: FOUR five six.")
    True
    """
    words = [w.lower() for w in _WORD.findall(text)]
    runs = sorted({" ".join(words[i : i + RUN]) for i in range(max(1, len(words) - RUN + 1))})
    hasher = RMinHash(num_perm=NUMBERS, seed=_SEED)
    hasher.update(runs)
    return "".join(f"{n:08x}" for n in (len(runs), *hasher.digest()))


def likeness(a: str, b: str) -> float:
    """The estimated Jaccard similarity, 0 to 1, of the texts with the sketches ``a`` and ``b``."""
    x, y = ([s[i : i + 8] for i in range(8, len(s), 8)] for s in (a, b))
    return sum(p == q for p, q in zip(x, y, strict=True)) / max(1, len(x))
