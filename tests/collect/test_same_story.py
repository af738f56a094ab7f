from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foresaid.collect.same_story import NUMBERS, RUN, likeness, sketch, story
from foresaid.core import Article, Span

TEXTS = st.text(st.characters(codec="utf-8"), max_size=300)
WORDS = st.lists(
    st.sampled_from("the talks in Seoul end on Friday with a vote and no deal".split()), min_size=1, max_size=60
)


@settings(deadline=None)
@given(TEXTS)
def test_any_text_has_a_sketch_of_one_length_and_is_like_itself(text: str) -> None:
    made = sketch(text)
    assert len(made) == 8 * (NUMBERS + 1)
    assert set(made) <= set("0123456789abcdef")
    assert likeness(made, sketch(text)) == 1.0


@settings(deadline=None)
@given(WORDS)
def test_case_and_punctuation_do_not_count(words: list[str]) -> None:
    assert sketch(" ".join(words)) == sketch(", ".join(w.upper() for w in words) + "!")


@settings(deadline=None)
@given(WORDS, WORDS)
def test_likeness_is_the_same_both_ways(a: list[str], b: list[str]) -> None:
    x, y = sketch(" ".join(a)), sketch(" ".join(b))
    assert likeness(x, y) == likeness(y, x)
    assert 0 <= likeness(x, y) <= 1


@pytest.mark.parametrize("shared", [0, 60, 120, 180, 240])
def test_the_estimate_is_near_the_share_of_equal_runs(shared: int) -> None:
    one = [f"w{n}" for n in range(240)]
    other = one[:shared] + [f"x{n}" for n in range(240 - shared)]
    a, b = ({tuple(t[i : i + RUN]) for i in range(len(t) - RUN + 1)} for t in (one, other))
    assert likeness(sketch(" ".join(one)), sketch(" ".join(other))) == pytest.approx(len(a & b) / len(a | b), abs=0.13)


def test_a_sketch_tells_how_many_runs_the_text_has() -> None:
    assert int(sketch("one two three four five six seven")[:8], 16) == 3
    assert int(sketch("one two")[:8], 16) == 1


def test_what_stands_around_the_story_is_left_out() -> None:
    text = "Kim leaves\n\nKim left today.\n\nSource: Hanji Daily"
    head, body = Span.of(text, 0, 10), Span.of(text, 12, 27)
    assert (
        story(Article(id="a", text=text, headline=head, body=(head, body), origin="Hanji Daily")) == "Kim left today."
    )
    assert story(Article(id="a", text="Kim leaves", headline=head, body=(head,))) == "Kim leaves"
