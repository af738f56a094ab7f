"""How likely it is that a report settles a claim: boosted trees and a linear part over named values.

Learnt by ``training/settle.py`` from bench/stories, packaged as JSON, evaluated here in plain Python so that the same values
give the same number on any machine.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load_model(name: str = "settle") -> dict[str, Any]:
    """The packaged model ``models/NAME.json``: ``bias``, ``linear`` weights by name, ``trees``."""
    text = files("foresaid.judge").joinpath("models", f"{name}.json").read_text(encoding="utf-8")
    model: dict[str, Any] = json.loads(text)
    return model


def probability(values: Mapping[str, float], model: Mapping[str, Any] | None = None) -> float:
    """The probability of yes. A tree is ``[name, threshold, low, high]`` or the number at its leaf; a value not named is 0.

    >>> probability({"words": 2.0}, {"bias": -1.0, "linear": {"words": 0.5}, "trees": [["words", 1.0, -1.0, 0.0]]})
    0.5
    """
    m = load_model() if model is None else model
    z = float(m["bias"]) + sum(w * values.get(name, 0.0) for name, w in m["linear"].items())
    for node in m["trees"]:
        while isinstance(node, list):
            node = node[2] if values.get(node[0], 0.0) <= node[1] else node[3]
        z += node
    return 1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, z))))
