"""How likely it is that a report settles a claim: boosted trees and a linear part over named values.

Learnt by ``training/settle.py`` from bench/stories, packaged as JSON. A model is written out once as a Python function, a
conditional expression a tree, so that the same values give the same number on any machine, and soon.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

Score = Callable[[Mapping[str, float]], float]
"""From named values to the probability of yes."""
_scores: dict[int, tuple[Mapping[str, Any], Score]] = {}


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
    return scorer(load_model() if model is None else model)(values)


def scorer(model: Mapping[str, Any]) -> Score:
    """The model as one function, made when it is first asked for: linear part and trees are added up in their order."""
    known = _scores.get(id(model))
    if known is not None:
        return known[1]
    named: dict[str, str] = {}
    linear = "".join(f" + {float(w)!r} * {_local(name, named)}" for name, w in model["linear"].items())
    trees = [f" z += {_expression(tree, named)}" for tree in model["trees"]]
    source = "\n".join(
        (
            "def score(get):",
            *(f" {local} = get({name!r}, 0.0)" for name, local in named.items()),
            f" z = {float(model['bias'])!r} + (0.0{linear})",
            *trees,
            " return z",
        )
    )
    space: dict[str, Any] = {}
    exec(compile(source, "<trees>", "exec"), space)
    odds: Callable[[Callable[[str, float], float]], float] = space["score"]

    def score(values: Mapping[str, float]) -> float:
        return 1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, odds(values.get)))))

    _scores[id(model)] = model, score
    return score


def _local(name: str, named: dict[str, str]) -> str:
    return named.setdefault(name, f"v{len(named)}")


def _expression(node: Any, named: dict[str, str]) -> str:
    if not isinstance(node, list):
        return repr(float(node))
    name, threshold, low, high = node
    at = f"{_local(name, named)} <= {float(threshold)!r}"
    return f"({_expression(low, named)} if {at} else {_expression(high, named)})"
