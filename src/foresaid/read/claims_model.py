"""Gradient-boosted ensembles of small trees over named features: ``claims`` (is a candidate a forward claim?) and
``principals`` (does an actor take part in its event?).

Trained by ``training/decide.py`` and ``training/principals.py`` on the gold claims (texts CC BY) and our own dispatches;
they ship as JSON and are evaluated here in plain Python, so that the same features have the same score on any machine.
"""

from __future__ import annotations

import json
import math
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load_model(name: str = "claims") -> dict[str, Any] | None:
    """The packaged model ``models/NAME.json``, or None where it has not been trained yet."""
    path = files("foresaid.read").joinpath("models", f"{name}.json")
    if not path.is_file():
        return None
    model: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return model


def probability(model: dict[str, Any], features: dict[str, float]) -> float:
    """The probability that the answer is yes.

    A tree is ``[feature, threshold, left, right]`` or a leaf value; a missing feature is 0. The score is the sum of the
    linear part and the trees' leaves, put through the logistic function.
    """
    z = float(model["bias"])
    linear = model["linear"]
    for name, value in features.items():
        z += linear.get(name, 0.0) * value
    leaves, by_feature = _at_zero(model)
    asked = {n for name, value in features.items() if value for n in by_feature.get(name, ())}
    if asked:
        leaves, trees, get = leaves.copy(), model["trees"], features.get
        for n in asked:
            node = trees[n]
            while type(node) is list:
                name, at, low, high = node
                node = low if get(name, 0.0) <= at else high
            leaves[n] = node
    for leaf in leaves:
        z += leaf
    return 1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, z))))


_KEPT: dict[int, tuple[list[Any], list[float], dict[str, list[int]]]] = {}


def _at_zero(model: dict[str, Any]) -> tuple[list[float], dict[str, list[int]]]:
    """The leaf of each tree where every feature is 0, and the trees that ask for each feature; kept for each model."""
    trees = model["trees"]
    kept = _KEPT.get(id(trees))
    if kept is None or kept[0] is not trees:
        leaves: list[float] = []
        by_feature: dict[str, list[int]] = {}
        for n, tree in enumerate(trees):
            for name in _asked(tree):
                by_feature.setdefault(name, []).append(n)
            while isinstance(tree, list):
                tree = tree[2] if tree[1] >= 0.0 else tree[3]
            leaves.append(tree)
        kept = _KEPT[id(trees)] = (trees, leaves, by_feature)
    return kept[1], kept[2]


def _asked(tree: Any) -> set[str]:
    return {tree[0]} | _asked(tree[2]) | _asked(tree[3]) if isinstance(tree, list) else set()
