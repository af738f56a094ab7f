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
    for name, value in features.items():
        z += model["linear"].get(name, 0.0) * value
    for tree in model["trees"]:
        node = tree
        while isinstance(node, list):
            node = node[2] if features.get(node[0], 0.0) <= node[1] else node[3]
        z += node
    return 1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, z))))
