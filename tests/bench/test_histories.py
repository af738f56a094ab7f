import importlib.util
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

SPEC = importlib.util.spec_from_file_location("histories", Path(__file__).parents[2] / "bench" / "histories.py")
assert SPEC
assert SPEC.loader
histories = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(histories)

steps = st.lists(st.sampled_from("ambhc"), max_size=8)


@pytest.mark.parametrize(
    ("want", "got", "right"), [("amh", "amh", 3), ("amh", "hma", 1), ("amh", "axmxh", 3), ("", "a", 0), ("aa", "a", 1)]
)
def test_steps_that_agree_in_order(want, got, right):
    assert histories.common(want, got) == right


@given(steps, steps)
def test_no_more_agree_than_there_are_and_either_way_the_same(a, b):
    n = histories.common(a, b)
    assert n == histories.common(b, a) <= min(len(a), len(b))
    assert histories.common(a, a) == len(a)


def test_overlap():
    assert histories.overlap((0, 10), (5, 15)) == pytest.approx(1 / 3)
    assert histories.overlap((0, 5), (5, 9)) == 0
