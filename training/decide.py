"""Train the claims model: which candidates are forward claims (``foresaid.read.claims_model`` evaluates it).

Candidates and features come from the reading code itself. Prints detection by cross-validation over articles and, with
--predict, writes the cross-validated claims for the scorer.

usage: python training/decide.py OUT.json --gold DIR_OR_FILE... [--texts CORPUS.jsonl] [--cache FILE] [--predict FILE]
"""

from __future__ import annotations

import datetime as dt
import json
import pickle
import sys
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.optimize import linear_sum_assignment
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from gold import fold_of, load_gold, options

sys.path.insert(0, str(Path(__file__).parent.parent / "src"))
from foresaid.core import Article
from foresaid.read import claims as stage
from foresaid.read.claims_model import probability
from foresaid.read.language import load_reader, parse, tokenize
from foresaid.read.names import find_mentions
from foresaid.read.quotes import find_attributions
from foresaid.read.times import find_times

FOLDS = 5


class Cached:
    """A reader that keeps the parses of sentences it has seen in a file."""

    def __init__(self, reader, path: Path | None) -> None:
        self.reader, self.path, self.name = reader, path, reader.name
        self.seen = pickle.loads(path.read_bytes()) if path and path.exists() else {}

    def parse(self, sentences):
        new = [s for s in sentences if tuple(s[0]) not in self.seen]
        for s, p in zip(new, self.reader.parse(new)):
            self.seen[tuple(s[0])] = p
        return [self.seen[tuple(s[0])] for s in sentences]

    def save(self) -> None:
        if self.path:
            self.path.write_bytes(pickle.dumps(self.seen))


def read(article: dict, reader, whole: bool):
    """Everything the claims stage needs of one article."""
    doc = parse(tokenize(article["text"]), reader)
    day = dt.date.fromisoformat(article["published"])
    got = {"doc": doc, "times": find_times(doc, day), "published": day, "article": article["id"]}
    a = Article(id=article["id"], text=article["text"], published=day, body=())
    got["mentions"] = find_mentions(doc, a) if whole else ()
    got["attributions"] = find_attributions(doc, got["mentions"])
    return got


def iou(a, b):
    inter = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return inter / (max(a[1], b[1]) - min(a[0], b[0]))


def labels(doc, cands, gold, pairs: bool = False):
    """1 (with ``pairs``, the candidate and its gold claim) for the candidates that the best one-to-one assignment gives to a gold claim (overlap as in the scorer, with a
    bonus where the trigger is hit)."""
    y = np.zeros(len(cands))
    if not gold or not cands:
        return [] if pairs else y
    matched = []
    w = np.zeros((len(cands), len(gold)))
    for i, (c, _) in enumerate(cands):
        start, end = doc[c.lo].idx, doc[c.hi].idx + len(doc[c.hi])
        for j, g in enumerate(gold):
            t = g["start"] + max(0, g["quote"].find(g["trigger"]))
            o = iou((start, end), (g["start"], g["end"]))
            if o >= 0.3 or (o >= 0.15 and start <= t < end):
                e = doc[c.event]
                w[i, j] = o + 0.5 * (e.idx <= t < e.idx + len(e)) + 0.2 * (g["start"] <= e.idx < g["end"])
    for i, j in zip(*linear_sum_assignment(-w)):
        y[i] = w[i, j] > 0
        matched += [(cands[i], gold[j])] if w[i, j] > 0 else []
    return matched if pairs else y


TREES = {"n_estimators": 120, "max_depth": 4, "learning_rate": 0.06, "max_features": 0.3}
CLAIMS = {"c": 1.0, "trees": {"n_estimators": 200, "max_depth": 4, "learning_rate": 0.05, "max_features": 0.1}}
"""How the claims model is fitted. By cross-validation over C of 0.05 to 2, four kinds of trees and shares of 0.4 to 0.8 the
log-loss is 0.436, with C = 0.5 and ``TREES`` 0.440; on the first gold 0.411 and 0.419."""


def doubles(doc, cands, y) -> np.ndarray:
    """True for a candidate without a gold claim that only says again what one with a gold claim says ("would consider
    charging": consider, charging): neither right nor wrong, since the reading keeps one of the two."""
    hits = [c for (c, _), v in zip(cands, y) if v]
    return np.array([not v and any(stage.same_statement(doc, c, h) for h in hits) for (c, _), v in zip(cands, y)], bool)


def weight_of(article: str, first: set[str]) -> float:
    """How much an article's candidates count: the first gold most; articles of another decade and trade (MEANTIME, GUM) least.
    By cross-validation over 0 to 0.7 and 0.5 to 1."""
    if article in first:
        return 1.0
    return 0.35 if article.startswith(("meantime-", "gum-")) else 0.7


def fit(
    feats: list[dict],
    y: np.ndarray,
    weights: np.ndarray,
    threshold: float = 0.49,
    share: float = 0.6,
    trees: dict | None = None,
    c: float = 0.5,
) -> dict:
    """A model in the packaged form: the mean, on the log-odds, of a logistic regression (``share``) and boosted trees."""
    names = sorted({k for f in feats for k in f})
    count = Counter(k for f in feats for k in f)
    names = [k for k in names if count[k] >= 4]
    col = {k: i for i, k in enumerate(names)}
    x = np.zeros((len(feats), len(names)), np.float32)
    for r, f in enumerate(feats):
        for k, v in f.items():
            if k in col:
                x[r, col[k]] = v
    line = LogisticRegression(C=c, max_iter=1500).fit(x, y, sample_weight=weights)
    m = GradientBoostingClassifier(**(trees or TREES), subsample=0.7, min_samples_leaf=8, random_state=7)
    m.fit(x, y, sample_weight=weights)
    prior = float(np.clip(np.average(y, weights=weights), 1e-6, 1 - 1e-6))

    def tree(t, n=0):
        if t.children_left[n] == -1:
            return round(float(t.value[n][0][0]) * m.learning_rate * (1 - share), 5)
        return [
            names[t.feature[n]],
            round(float(t.threshold[n]), 5),
            tree(t, t.children_left[n]),
            tree(t, t.children_right[n]),
        ]

    return {
        "bias": round(share * float(line.intercept_[0]) + (1 - share) * float(np.log(prior / (1 - prior))), 5),
        "linear": {k: round(share * float(w), 4) for k, w in zip(names, line.coef_[0]) if abs(w) > 0.01},
        "trees": [tree(e[0].tree_) for e in m.estimators_] if share < 1 else [],
        "threshold": threshold,
        "importance": {
            k: round(float(v), 4) for k, v in sorted(zip(names, m.feature_importances_), key=lambda p: -p[1])[:30]
        },
    }


def main() -> None:
    ap = options()
    ap.add_argument("--predict", type=Path)
    ap.add_argument("--dump", type=Path, help="features and labels, for trying models")
    a = ap.parse_args()
    reader = Cached(load_reader("best"), a.cache)
    first = {g["id"] for g in load_gold(a.gold[:1], a.texts)}
    arts = load_gold(a.gold, a.texts)
    data = []
    for art in arts:
        got = read(art, reader, bool(a.predict) and art["id"] in first)
        cands = stage.find_candidates(got["doc"], got["times"], got["published"], got["attributions"])
        y = labels(got["doc"], cands, art["claims"])
        once = ~doubles(got["doc"], cands, y)
        data.append((art, got, [c for c, keep in zip(cands, once) if keep], y[once]))
    reader.save()
    n = sum(len(d[2]) for d in data)
    print(
        f"{len(data)} articles, {n} candidates, {int(sum(d[3].sum() for d in data))} of "
        f"{sum(len(d[0]['claims']) for d in data)} gold claims have one",
        flush=True,
    )
    if a.dump:
        a.dump.write_bytes(
            pickle.dumps(
                [(d[0]["id"], d[0]["id"] in first, [f for _, f in d[2]], d[3], len(d[0]["claims"])) for d in data]
            )
        )
    pred: dict[str, list[float]] = {}
    models = {}
    for k in range(FOLDS):
        tr = [d for d in data if fold_of(d[0]["id"] + "x", FOLDS) != k]
        feats = [f for d in tr for _, f in d[2]]
        y = np.concatenate([d[3] for d in tr])
        w = np.concatenate([np.full(len(d[2]), weight_of(d[0]["id"], first)) for d in tr])
        models[k] = fit(feats, y, w, **CLAIMS)
        for d in data:
            if fold_of(d[0]["id"] + "x", FOLDS) == k:
                pred[d[0]["id"]] = [probability(models[k], f) for _, f in d[2]]
    for part, keep in (("first gold", lambda i: i in first), ("all", lambda i: True)):
        gold = sum(len(d[0]["claims"]) for d in data if keep(d[0]["id"]))
        for t in (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5):
            tp = fp = 0
            for d in data:
                if keep(d[0]["id"]):
                    p = np.array(pred[d[0]["id"]]) >= t if d[2] else np.zeros(0, bool)
                    tp, fp = tp + int((p & (d[3] > 0)).sum()), fp + int((p & (d[3] == 0)).sum())
            pr, rc = tp / max(1, tp + fp), tp / gold
            print(
                f"{part} t={t}: P {100 * pr:.1f} R {100 * rc:.1f} F1 {200 * pr * rc / max(1e-9, pr + rc):.1f}",
                flush=True,
            )
    final = fit(
        [f for d in data for _, f in d[2]],
        np.concatenate([d[3] for d in data]),
        np.concatenate([np.full(len(d[2]), weight_of(d[0]["id"], first)) for d in data]),
        **CLAIMS,
    )
    print(final["importance"])
    a.out.write_text(
        json.dumps({k: v for k, v in final.items() if k != "importance"}, separators=(",", ":")), encoding="utf-8"
    )
    if a.predict:
        from foresaid.core.json_form import claim_to_json, json_line

        with a.predict.open("w", encoding="utf-8") as f:
            for art, got, _, _ in data:
                if art["id"] in first:
                    m = models[fold_of(art["id"] + "x", FOLDS)]
                    article = Article(id=art["id"], text=art["text"], published=got["published"])
                    for c in stage.find_claims(
                        got["doc"],
                        article=art["id"],
                        published=got["published"],
                        times=got["times"],
                        mentions=got["mentions"],
                        attributions=got["attributions"],
                        model=m,
                    ):
                        f.write(json_line(claim_to_json(c, article)) + "\n")


if __name__ == "__main__":
    main()
