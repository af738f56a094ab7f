"""Stories with expected verdicts (bench/stories), read: what was read of each, and what it stands for."""

from __future__ import annotations

import json
import pickle
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

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
    expected = json.loads(path.with_suffix("").with_suffix(".expected.json").read_text(encoding="utf-8"))
    items: list[Item] = []
    ranked: dict[str, list[tuple[float, int, Item]]] = {"claims": [], "reports": []}
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
                        rows.append((-share, n, i))
    out: dict[str, dict[str, dict[str, Any]]] = {"claims": {}, "reports": {}}
    for kind, rows in ranked.items():
        taken: set[int] = set()
        for _, n, i in sorted(rows, key=lambda r: (r[0], r[1], r[2].id)):
            if n not in taken and i.id not in out[kind]:
                out[kind][i.id] = expected[kind][n]
                taken.add(n)
    return items, out["claims"], out["reports"]


def overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    """Characters in both spans by those in either."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0])) / (max(a[1], b[1]) - min(a[0], b[0]))
