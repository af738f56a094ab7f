"""Train the linear model of a claim's kind (``foresaid.read.slots``).

usage: python training/slots.py OUT_DIR --gold DIR_OR_FILE... [--texts CORPUS.jsonl] [--cache FILE]
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from decide import Cached, labels, read
from gold import fold_of, load_gold, options

sys.path.insert(0, str(Path(__file__).parent.parent / "src"))
from foresaid.core import Span
from foresaid.read import claims as stage
from foresaid.read.language import load_reader
from foresaid.read.participants import People
from foresaid.read.slots import slot_features

FOLDS = 5
C = {"kind": 0.3}


def fit(feats, y, c: float):
    v = DictVectorizer()
    x = v.fit_transform(feats)
    keep = np.asarray((x != 0).sum(0)).ravel() >= 2
    m = LogisticRegression(C=c, max_iter=400).fit(x[:, keep], y)
    names = np.array(v.get_feature_names_out())[keep]
    coef = m.coef_ if len(m.classes_) > 2 else np.vstack([-m.coef_[0], m.coef_[0]])
    base = m.intercept_ if len(m.classes_) > 2 else np.array([-m.intercept_[0], m.intercept_[0]])
    out = {}
    for k, label in enumerate(m.classes_):
        w = {n: round(float(a), 3) for n, a in zip(names, coef[k]) if abs(a) >= 0.01}
        w["bias"] = round(w.get("bias", 0.0) + float(base[k]), 3)
        out[str(label)] = w
    return out


def best(model, f) -> str:
    return max(sorted(model), key=lambda c: sum(model[c].get(k, 0.0) * x for k, x in f.items()))


def matched(gold: list[Path], texts: list[Path], cache: Path | None) -> Iterator[tuple]:
    """Every gold claim that has a candidate: article, Doc, candidate, sources, people, gold claim."""
    reader = Cached(load_reader("best"), cache)
    for art in load_gold(gold, texts):
        if not art["claims"]:
            continue
        got = read(art, reader, True)
        doc = got["doc"]
        people = People(doc, got["mentions"])
        cands = stage.find_candidates(doc, got["times"], got["published"], got["attributions"])
        for (c, _), g in labels(doc, cands, art["claims"], pairs=True):
            src = stage.chain_for(got["attributions"], Span.of(art["text"], g["start"], g["end"]), doc)
            yield art["id"], doc, c, src, people, g


def main() -> None:
    a = options().parse_args()
    first = {g["id"] for g in load_gold(a.gold[:1], a.texts)}
    rows = [
        (i, slot_features(doc, c, src, people), g) for i, doc, c, src, people, g in matched(a.gold, a.texts, a.cache)
    ]
    print(len(rows), "matched claims")
    for slot in C:
        hit = []
        for k in range(FOLDS):
            tr = [r for r in rows if fold_of(r[0] + "x", FOLDS) != k]
            m = fit([r[1] for r in tr], [r[2][slot] for r in tr], C[slot])
            hit += [best(m, r[1]) == r[2][slot] for r in rows if fold_of(r[0] + "x", FOLDS) == k and r[0] in first]
        print(slot, round(100 * float(np.mean(hit)), 1))
        m = fit([r[1] for r in rows], [r[2][slot] for r in rows], C[slot])
        (a.out / f"{slot}.json").write_text(
            json.dumps(m, ensure_ascii=False, sort_keys=True, separators=(",", ":")), encoding="utf-8"
        )


if __name__ == "__main__":
    main()
