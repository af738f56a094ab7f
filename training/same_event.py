"""Learn the weights by which two claims are held to speak of one event, from stories with expected events.

usage: python -m training.same_event OUT.tsv STORY.jsonl...

Each story has NAME.expected.json beside it (bench/stories/README.md). Claims and reports that were read are paired within each
story; a pair is positive where both stand for the same expected event. Prints cross-validated (by story) average precision
and F1 of pairs.
"""

from __future__ import annotations

import argparse
from itertools import combinations
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from training.stories import read_all

from foresaid.judge.compare import Scales, ruled_out


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("out", type=Path)
    ap.add_argument("stories", type=Path, nargs="+")
    ap.add_argument("--read", type=Path, help="keep what was read of the stories here between runs")
    args = ap.parse_args()
    rows, labels, story = [], [], []
    scales = Scales()
    for n, (items, claims, reports) in enumerate(read_all(args.stories, args.read).values()):
        stands_for = claims | reports
        known = [(i, stands_for[i.id]["event"]) for i in items if i.id in stands_for]
        for (a, x), (b, y) in combinations(known, 2):
            if ruled_out(a, b):
                continue
            rows.append(scales.values(a, b))
            labels.append(x == y)
            story.append(n)
    names = sorted({k for r in rows for k in r})
    X = np.array([[r.get(k, 0.0) for k in names] for r in rows])
    y, g = np.array(labels), np.array(story)
    model = lambda: LogisticRegression(C=1.0, max_iter=2000)
    p = np.zeros(len(y))
    for n in sorted(set(story)):
        if len(set(story)) > 1:
            p[g == n] = model().fit(X[g != n], y[g != n]).predict_proba(X[g == n])[:, 1]
    best = max(np.arange(0.1, 0.9, 0.05), key=lambda t: f1(p >= t, y))
    print(
        f"{len(y)} pairs, {y.sum()} of one event; by story AP {average_precision_score(y, p):.3f}, F1 {f1(p >= best, y):.3f} at {best:.2f}, {f1(p >= 0.5, y):.3f} at .5"
    )
    m = model().fit(X, y)
    lines = [f"intercept\t{m.intercept_[0]:.3f}", *(f"{k}\t{w:.3f}" for k, w in zip(names, m.coef_[0], strict=True))]
    head = "# Weights of the features of judge/compare.py in log odds, learnt by training/same_event.py from bench/stories. Own, CC0.\nfeature\tweight\n"
    args.out.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


def f1(got: np.ndarray, want: np.ndarray) -> float:
    return float(2 * (got & want).sum() / max(1, got.sum() + want.sum()))


if __name__ == "__main__":
    main()
