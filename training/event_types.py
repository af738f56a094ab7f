"""Train the model of an event's coarse type (``foresaid.read.event_types``): a conditional logit.

A feature ``role=TYPE`` says that a word of that role tells TYPE. What a role is worth is one weight for all types (few gold
claims teach it well), to which each pair of feature and type may add its own, held small by ``OWN``.

usage: python training/event_types.py OUT_DIR --gold DIR_OR_FILE... [--texts CORPUS.jsonl] [--cache FILE]
"""

from __future__ import annotations

import json
from collections import Counter

import numpy as np
from scipy.optimize import minimize

from foresaid.core import EVENT_TYPES
from foresaid.read.event_types import type_features
from gold import fold_of, options
from slots import FOLDS, best, matched

SHARED, OWN, BIAS = 0.5, 3.0, 0.05
"""Penalties; OWN of 2, 3, 4, 6 and 8 were tried: 71 % right by cross-validation, within a point of each other."""


def fit(feats: list[dict[str, float]], y: list[str]) -> dict[str, dict[str, float]]:
    number = {t: i for i, t in enumerate(EVENT_TYPES)}
    parts = [[(*k.rpartition("="), v) for k, v in f.items() if "=" in k] for f in feats]
    roles = sorted({r for p in parts for r, _, _, _ in p})
    count = Counter(k for f in feats for k in f)
    names = sorted(k for k in count if count[k] >= 2)
    role_at, name_at = {r: i for i, r in enumerate(roles)}, {k: i for i, k in enumerate(names)}
    n, types = len(feats), len(EVENT_TYPES)
    tied, free = np.zeros((n, types, len(roles))), np.zeros((n, len(names)))
    for i, p in enumerate(parts):
        for r, _, t, v in p:
            tied[i, number[t], role_at[r]] += v
        for k, v in feats[i].items():
            if k in name_at:
                free[i, name_at[k]] = v
    gold = np.array([number[t] for t in y])
    penalty = np.array([BIAS if k == "bias" else OWN for k in names])[:, None]

    def loss(w):
        shared, own = w[: len(roles)], w[len(roles) :].reshape(len(names), types)
        s = tied @ shared + free @ own
        p = np.exp(s - s.max(1, keepdims=True))
        p /= p.sum(1, keepdims=True)
        value = -np.log(p[np.arange(n), gold] + 1e-12).sum()
        d = p.copy()
        d[np.arange(n), gold] -= 1
        grad = np.concatenate([np.einsum("nkr,nk->r", tied, d) + SHARED * shared, (free.T @ d + penalty * own).ravel()])
        return value + 0.5 * SHARED * (shared**2).sum() + 0.5 * (penalty * own**2).sum(), grad

    w = minimize(
        loss, np.zeros(len(roles) + len(names) * types), jac=True, method="L-BFGS-B", options={"maxiter": 200}
    ).x
    own = w[len(roles) :].reshape(len(names), types)
    model = {}
    for k, t in enumerate(EVENT_TYPES):
        m = {name: float(own[i, k]) for i, name in enumerate(names)}
        for r, v in zip(roles, w):
            m[f"{r}={t}"] = m.get(f"{r}={t}", 0.0) + float(v)
        model[t] = {name: round(v, 3) for name, v in sorted(m.items()) if abs(v) >= 0.01}
    return model


def main() -> None:
    a = options().parse_args()
    rows = [(i, type_features(doc, c), g["type"]) for i, doc, c, _, _, g in matched(a.gold, a.texts, a.cache)]
    hit: dict[str, list[bool]] = {}
    for k in range(FOLDS):
        m = fit(*map(list, zip(*[r[1:] for r in rows if fold_of(r[0] + "x", FOLDS) != k])))
        for i, f, t in rows:
            if fold_of(i + "x", FOLDS) == k:
                hit.setdefault("dated" if i[:2] == "20" else "dispatches", []).append(best(m, f) == t)
    print({k: (len(h), round(100 * float(np.mean(h)), 1)) for k, h in hit.items()})
    text = json.dumps(fit([r[1] for r in rows], [r[2] for r in rows]), sort_keys=True, separators=(",", ":"))
    (a.out / "type.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
