"""The packaged model and its arithmetic."""

from __future__ import annotations

import math

import pytest

from foresaid.judge.trees import load_model, probability


def test_a_tree_goes_low_up_to_its_threshold() -> None:
    model = {"bias": 0.0, "linear": {}, "trees": [["x", 1.0, -2.0, ["y", 0.0, 1.0, 3.0]]]}
    logistic = lambda z: 1 / (1 + math.exp(-z))
    assert probability({"x": 1.0}, model) == pytest.approx(logistic(-2))
    assert probability({"x": 1.1}, model) == pytest.approx(logistic(1))
    assert probability({"x": 1.1, "y": 0.5}, model) == pytest.approx(logistic(3))


def test_linear_weights_add_up() -> None:
    assert probability({"a": 2.0, "unknown": 9.0}, {"bias": 1.0, "linear": {"a": -0.5}, "trees": []}) == 0.5


def test_the_packaged_model_prefers_a_report_that_shares_more() -> None:
    model = load_model()
    assert {"words", "day inside"} <= model["linear"].keys()
    assert len(model["trees"]) > 50
    base = {"day inside": 1.0, "would be held": 1.0, "window days": 1.0, "report dated": 1.0}
    more = {
        **base,
        "words": 2.5,
        "share of words": 0.8,
        "same kind": 1.0,
        "same trigger": 1.0,
        "first by words": 1.0,
        "same day told": 1.0,
    }
    assert probability(more) > probability(base) + 0.2
