"""Learn how likely it is that a report settles a claim, from stories with expected verdicts.

usage: settle.py OUT.json STORY.jsonl...

Each story has NAME.expected.json beside it (bench/stories/README.md). The candidates of every claim that was read
(``foresaid.judge.evidence``) are the rows; a row is positive where its answer is the verdict expected, or where the report
stands for the claim's event and tells that it happened. Prints, cross-validated by story, how many of the surest claims
are right; then learns from all.
"""

from __future__ import annotations

import argparse
import json
import math
import pickle
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from foresaid.core import Problem
from foresaid.judge.evidence import Clue, Scene
from foresaid.judge.item import Item, item_of
from foresaid.judge.outcomes import excluded
from foresaid.judge.trees import probability
from foresaid.pipeline import read_articles
from same_event import overlap

Row = tuple[str, Item, dict[str, Any], Clue, bool, bool]
SHARE = 0.5
"""Share of the linear part on the log odds; the trees have the rest."""


def matched(path: Path) -> tuple[list[Item], dict[str, dict[str, Any]], dict[str, dict[str, Any]]]:
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
                    if fits and share >= 0.3:
                        rows.append((-share, n, i))
    out: dict[str, dict[str, dict[str, Any]]] = {"claims": {}, "reports": {}}
    for kind, rows in ranked.items():
        taken: set[int] = set()
        for _, n, i in sorted(rows, key=lambda r: (r[0], r[1], r[2].id)):
            if n not in taken and i.id not in out[kind]:
                out[kind][i.id] = expected[kind][n]
                taken.add(n)
    return items, out["claims"], out["reports"]


def rows_of(path: Path) -> list[Row]:
    """The candidates of a story's claims, except those in copies, with whether the answer is right, and for training."""
    items, claims, reports = matched(path)
    copies = {a for a, n in Counter(c["article"] for c in claims.values() if c["because"] == "copy").items() if n > 1}
    scene = Scene(i for i in items if i.article not in copies)
    out: list[Row] = []
    for item in scene.plans:
        gold = claims.get(item.id)
        if gold is None:
            continue
        for clue in scene.clues(item):
            a = clue.answer
            right = a.verdict == gold["verdict"] and (
                gold["days"] is None or a.days is None or abs(gold["days"] - a.days) <= 1
            )
            told = a.relation not in ("denied", "moved", "contrary")
            same = told and reports.get(clue.report.id, {}).get("event") == gold["event"]
            out.append((path.stem, item, gold, clue, right, right or same))
    return out


def fit(rows: list[dict[str, float]], y: np.ndarray) -> dict[str, Any]:
    """The model in its packaged form: the mean, on the log odds, of a logistic regression and boosted trees."""
    count = Counter(k for r in rows for k in r)
    names = sorted(k for k, n in count.items() if n >= 10)
    x = np.array([[r.get(k, 0.0) for k in names] for r in rows])
    scale = StandardScaler().fit(x)
    line = LogisticRegression(C=0.3, max_iter=3000).fit(scale.transform(x), y)
    w = line.coef_[0] / scale.scale_
    bias = float(line.intercept_[0] - (w * scale.mean_).sum())
    m = GradientBoostingClassifier(
        n_estimators=120,
        max_depth=3,
        learning_rate=0.07,
        subsample=0.7,
        min_samples_leaf=10,
        max_features=0.3,
        random_state=7,
    ).fit(x, y)
    prior = float(np.clip(y.mean(), 1e-6, 1 - 1e-6))

    def tree(t: Any, n: int = 0) -> Any:
        if t.children_left[n] == -1:
            return round(float(t.value[n][0][0]) * m.learning_rate * (1 - SHARE), 5)
        at = round(float(t.threshold[n]), 5)
        return [names[t.feature[n]], at, tree(t, t.children_left[n]), tree(t, t.children_right[n])]

    return {
        "bias": round(SHARE * bias + (1 - SHARE) * math.log(prior / (1 - prior)), 5),
        "linear": {k: round(SHARE * float(v), 5) for k, v in zip(names, w, strict=True) if abs(v) > 1e-4},
        "trees": [tree(e[0].tree_) for e in m.estimators_],
    }


def held_out(rows: list[Row]) -> list[float]:
    """The probability of each row by a model that has not seen its story."""
    p = [0.0] * len(rows)
    for story in sorted({r[0] for r in rows}):
        model = fit([r[3].signs for r in rows if r[0] != story], np.array([r[5] for r in rows if r[0] != story]))
        for n, r in enumerate(rows):
            if r[0] == story:
                p[n] = probability(r[3].signs, model)
    return p


def surest(rows: Iterable[Row], p: Iterable[float]) -> list[tuple[float, Row]]:
    """Of each claim the surest answer that is not excluded, surest first."""
    best: dict[str, tuple[float, Row]] = {}
    for r, q in zip(rows, p, strict=True):
        if not excluded(r[1], r[3]) and (r[1].id not in best or q > best[r[1].id][0]):
            best[r[1].id] = q, r
    return sorted(best.values(), key=lambda b: (-b[0], b[1][1].id))


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("out", type=Path)
    ap.add_argument("stories", type=Path, nargs="+")
    ap.add_argument("--rows", type=Path, help="keep the rows here between runs")
    a = ap.parse_args()
    if a.rows and a.rows.exists():
        rows = pickle.loads(a.rows.read_bytes())
    else:
        rows = [r for s in a.stories for r in rows_of(s)]
        if a.rows:
            a.rows.write_bytes(pickle.dumps(rows))
    best = surest(rows, held_out(rows))
    print(f"{len(rows)} rows, {sum(r[5] for r in rows)} positive; by story, of the surest claims:")
    for at in (0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.5):
        got = [r for q, r in best if q >= at]
        by = Counter((r[3].answer.verdict, r[4]) for r in got)
        each = ", ".join(f"{v} {by[v, True]}/{by[v, True] + by[v, False]}" for v in sorted({v for v, _ in by}))
        print(f"  from {at:.2f}: {len(got):>3}, right {100 * sum(r[4] for r in got) / max(1, len(got)):.1f} ({each})")
    model = fit([r[3].signs for r in rows], np.array([r[5] for r in rows]))
    a.out.write_text(json.dumps(model, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
