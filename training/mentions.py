"""Learn the weights by which two mentions are held to stand for one event, from the annotation of ECB+.

usage: mentions.py OUT.tsv FOLDER [--cache DIR] [--folds N]

Prints the CoNLL F1 by cross-validation over topics, within documents and across, with gold topics and without; then learns from all
topics and writes the weights (numbers only; the annotation is CC BY 3.0, the texts are not passed on).
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

import numpy as np
from bench.coreference import clusters, conll
from bench.ecb import SETTINGS, gold_events, grouped, load
from sklearn.linear_model import LogisticRegression

from foresaid.judge.mentions import average_link, features, pairs

THRESHOLDS = (-1.4, -1.2, -1.0, -0.8, -0.6)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("out", type=Path)
    ap.add_argument("folder", type=Path)
    ap.add_argument("--cache", type=Path)
    ap.add_argument("--folds", type=int, default=5)
    ap.add_argument("--C", type=float, default=0.3)
    args = ap.parse_args()
    corpus = load(args.folder, args.cache)
    mentions, collection = corpus.mentions, corpus.collection
    found = list(pairs(mentions, collection))
    rows = [features(mentions[i], mentions[j], collection) for i, j in found]
    names = sorted({k for r in rows for k in r})
    at = {k: n for n, k in enumerate(names)}
    X = np.zeros((len(rows), len(names)), np.float32)
    for n, r in enumerate(rows):
        for k, v in r.items():
            X[n, at[k]] = v
    event = [corpus.gold[m.id].event for m in mentions]
    y = np.array([event[i] == event[j] for i, j in found])
    topics = sorted({corpus.topic[m.document] for m in mentions}, key=lambda t: (len(t), t))
    fold = {t: n % args.folds for n, t in enumerate(topics)}
    mf = np.array([fold[corpus.topic[m.document]] for m in mentions])
    first, second = (np.array(x) for x in zip(*found))
    size = Counter(event)
    # A large event has many pairs, and is one event: a pair counts the less the larger the events of its mentions.
    weight = 1 / np.sqrt([max(size[event[i]], size[event[j]]) for i, j in found])
    weight /= weight.mean()

    def fit(rows: np.ndarray) -> LogisticRegression:
        model = LogisticRegression(C=args.C, max_iter=3000, fit_intercept=False)
        return model.fit(X[rows], y[rows], sample_weight=weight[rows])

    z = np.zeros(len(y))
    for f in range(args.folds):
        model = fit((mf[first] != f) & (mf[second] != f))
        mine = (mf[first] == f) | (mf[second] == f)
        z[mine] = X[mine] @ model.coef_[0]
    print(f"{len(y)} pairs, {y.sum()} of one event, of {gold_pairs(event)}")
    best = 0.0
    for t in THRESHOLDS:
        line = {}
        for s in SETTINGS:
            key = grouped(corpus, s)
            scored = [(i, j, v) for (i, j), v in zip(found, z) if key[i] == key[j]]
            owner = average_link(len(mentions), scored, float(t))
            line[s] = conll(
                gold_events(corpus, s), clusters({m.id: f"{key[n]} {owner[n]}" for n, m in enumerate(mentions)})
            )
        print(f"{t:5.2f}", "  ".join(f"{s} {100 * v:.2f}" for s, v in line.items()))
        if sum(line.values()) > best:
            best, threshold = sum(line.values()), float(t)
    model = fit(np.ones(len(y), bool))
    lines = [f"threshold\t{threshold:.2f}", *(f"{k}\t{w:.3f}" for k, w in zip(names, model.coef_[0]))]
    head = (
        "# Weights of the features of judge/mentions.py in log odds, learnt by training/mentions.py from the annotation of ECB+, topics 1-35\n"
        "# (Cybulska and Vossen 2014, annotation CC BY 3.0). Own numbers, CC0.\nfeature\tweight\n"
    )
    args.out.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


def gold_pairs(event: list[str]) -> int:
    counts = np.unique(event, return_counts=True)[1]
    return int((counts * (counts - 1) // 2).sum())


if __name__ == "__main__":
    main()
