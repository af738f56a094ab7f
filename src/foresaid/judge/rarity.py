"""How much a word says: little where many articles hold it."""

from __future__ import annotations

import math
from functools import cache

from foresaid.rules import table

RAREST = 0.005
"""Share of articles below which a stem is as rare as can be."""


def rarity(stem: str) -> float:
    """Of a stem, from 0 (in every article) to 1 (in fewer than five of a thousand): the logarithm of the share of news articles
    that hold it, by ``rules/tables/stem_rarity.tsv``, and not of the ledger's, so that a pair weighs the same among few claims
    as among many, today and later.

    >>> rarity("zeppelin")
    1.0
    """
    return _table().get(stem, 1.0)


@cache
def _table() -> dict[str, float]:
    return {r["stem"]: math.log(float(r["share"])) / math.log(RAREST) for r in table("stem_rarity")}
