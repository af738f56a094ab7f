"""Stories with expected verdicts (bench/stories), read: what was read of each, and what it stands for."""

from __future__ import annotations

import pickle
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bench.story_gold import expected_of, one_to_one, overlap

from foresaid.core import Problem
from foresaid.judge.item import Item, item_of
from foresaid.pipeline import read_articles

Expected = dict[str, dict[str, Any]]
"""By the id of a claim or report, what is expected of it."""
LEAST = 0.3
"""Shared characters by all from which on a claim stands for an expected one, as in score.py."""


def read_all(stories: Iterable[Path], kept: Path | None = None) -> dict[str, tuple[list[Item], Expected, Expected]]:
    """``matched`` by story; ``kept``: a file that holds it between runs."""
    if kept and kept.exists():
        read: dict[str, tuple[list[Item], Expected, Expected]] = pickle.loads(kept.read_bytes())
        return read
    read = {p.stem: matched(p) for p in sorted(stories)}
    if kept:
        kept.write_bytes(pickle.dumps(read))
    return read


def matched(path: Path) -> tuple[list[Item], Expected, Expected]:
    """All items of a story; by id the expected claims and the expected reports that they stand for."""
    expected = expected_of(path)
    items: list[Item] = []
    ranked: dict[str, list[tuple[float, int, str, Item]]] = {"claims": [], "reports": []}
    for read in read_articles([str(path)]):
        if isinstance(read, Problem):
            print(read, file=sys.stderr)
            continue
        a = read.article
        own = [item_of(c, a.id, a.published, a.publisher or a.id) for c in read.reading.claims]
        items += own
        for kind, rows in ranked.items():
            for n, gold in enumerate(expected[kind]):
                if gold["article"] != a.id:
                    continue
                start = a.text.index(gold["quote"])
                span = start, start + len(gold["quote"])
                for i in own:
                    share = overlap((i.claim.quote.start, i.claim.quote.end), span)
                    fits = i.claim.forward if kind == "claims" else not i.claim.forward or i.claim.polarity == "-"
                    if fits and share >= LEAST:
                        rows.append((-share, n, i.id, i))
    claims, reports = ({i.id: expected[kind][n] for n, i in one_to_one(rows).items()} for kind, rows in ranked.items())
    return items, claims, reports
