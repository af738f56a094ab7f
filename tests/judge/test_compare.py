"""Do two claims speak of one event?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.judge.made_items import day, made

from foresaid.judge.compare import Scales, days_between, other_way, ruled_out
from foresaid.judge.item import kinds_of, stem

compare = Scales().compare

XI = [("Xi Jinping", "CHN")]


def visit(
    quote: str, window: tuple[str | None, str | None] | None = None, who: list[tuple[str, str | None]] | None = None
):
    return made(quote, "visit", "a", "2019-04-01", window=window, who=who or XI)


def test_the_same_visit_outweighs_another_ones() -> None:
    a = visit("Xi will visit Pyongyang", ("2019-05-01", "2019-05-31"))
    b = visit("Xi will visit Pyongyang soon", ("2019-05-10", "2019-06-30"))
    c = made(
        "Oslo will sign a pact", "sign", "c", "2019-04-01", window=("2019-11-01", "2019-11-02"), who=[("Norway", "NOR")]
    )
    assert compare(a, b).weight > compare(a, c).weight + 2
    assert compare(a, b).weight == compare(b, a).weight


def test_who_goes_where_rules_out() -> None:
    north, south = visit("Xi will visit Pyongyang"), visit("Xi will visit Seoul")
    assert (north.visitor, north.host, south.host) == ("CHN", "PRK", "KOR")
    assert other_way(north, south)
    assert not other_way(north, north)
    kim = visit("Kim will visit Moscow", who=[("Kim Jong-un", "PRK")])
    assert other_way(north, kim)
    assert compare(north, south).weight < -50


def test_a_year_and_more_apart_is_the_next_edition() -> None:
    a = visit("Xi will visit Pyongyang", ("2018-05-01", "2018-05-31"))
    b = visit("Xi will visit Pyongyang", ("2019-08-01", "2019-08-31"))
    assert ruled_out(a, b)
    assert not ruled_out(a, a)


def test_states_are_those_named_by_seats_too() -> None:
    assert visit("Xi will visit Pyongyang").states == {"CHN", "PRK"}


@pytest.mark.parametrize(
    ("quote", "trigger", "kind"),
    [("A hike will come in March", "come", "rates"), ("Kim will come to Seoul", "come", "visit")],
)
def test_a_light_verb_leaves_the_kind_to_its_noun(quote: str, trigger: str, kind: str) -> None:
    assert made(quote, trigger, "a", "2024-01-01").heads[0] == kind


def test_only_a_trigger_tells_a_loose_kind() -> None:
    assert "visit" in kinds_of(stem("came"))
    assert "visit" not in kinds_of(stem("came"), trigger=False)


DATES = st.none() | st.dates(day("2020-01-01"), day("2021-01-01"))


@given(st.tuples(DATES, DATES), st.tuples(DATES, DATES))
def test_the_gap_of_two_windows_is_the_same_both_ways(a, b) -> None:
    a, b = (tuple(sorted(w)) if None not in w else w for w in (a, b))
    assert days_between(a, b) == days_between(b, a) >= 0
    assert days_between(a, a) == 0
    assert days_between(a, None) is None
