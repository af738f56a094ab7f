"""How much a word says in a ledger: little where many claims hold it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable

from foresaid.judge.item import Item


def rarity_of(items: Iterable[Item]) -> Callable[[str], float]:
    """From a stem to its inverse document frequency among the articles of ``items``, 0 (in all) to 1 (in one).

    >>> rarity_of([])("visit")
    1.0
    """
    articles: set[str] = set()
    seen: set[tuple[str, str]] = set()
    for i in items:
        articles.add(i.article)
        seen |= {(s, i.article) for s in i.stems}
    count = Counter(s for s, _ in seen)
    n = len(articles)
    if n < 2:
        return lambda _: 1.0
    return lambda s: math.log(n / max(1, count[s])) / math.log(n)
