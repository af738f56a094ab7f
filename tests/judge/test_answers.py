"""What a report of the same event would make of a claim."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.judge.made_items import Item, made

from foresaid.judge.answers import answers, denies, numbers, other_number, tells, was_planned

MAY = ("2024-05-10", "2024-05-20")


def claim(polarity: str = "+", window: tuple[str | None, str | None] | None = MAY) -> Item:
    return made("The ferry will sail to Malta", "sail", "a", "2024-05-01", window=window, polarity=polarity)


def sailed(on: str, published: str = "2024-07-30") -> Item:
    return made("The ferry sailed to Malta", "sailed", "b", published, window=(on, on), outcome="happened")


@pytest.mark.parametrize(
    ("on", "verdict", "days"),
    [("2024-05-09", "early", 1), ("2024-05-10", "held", None), ("2024-05-20", "held", None), ("2024-05-23", "late", 3)],
)
def test_a_report_of_the_event_is_measured_by_its_day(on: str, verdict: str, days: int | None) -> None:
    (a,) = answers(claim(), sailed(on))
    assert (a.verdict, a.days) == (verdict, days)


@pytest.mark.parametrize(
    ("on", "verdicts"), [("2024-05-09", []), ("2024-05-15", ["contradicted"]), ("2024-05-23", ["held"])]
)
def test_a_negative_claim_turns_round(on: str, verdicts: list[str]) -> None:
    assert [a.verdict for a in answers(claim("-"), sailed(on))] == verdicts


def test_a_claim_without_a_window_is_held_by_a_report() -> None:
    assert [a.verdict for a in answers(claim(window=None), sailed("2024-06-01"))] == ["held"]


def test_no_answer_from_an_earlier_report_nor_from_an_earlier_event_nor_the_same_article() -> None:
    assert answers(claim(), sailed("2024-04-20", published="2024-04-21")) == []
    assert answers(claim(), sailed("2024-04-20")) == []
    assert answers(claim(), made("The ferry sailed", "sailed", "a", "2024-05-15", outcome="happened")) == []
    assert answers(claim(), made("The ferry sailed", "sailed", "b", "2024-05-15", outcome="happened")) != []


def test_a_report_without_a_day_shortly_after_the_window_tells_of_the_window() -> None:
    soon = made("The ferry has sailed", "sailed", "b", "2024-05-24", outcome="happened")
    later = made("The ferry has sailed", "sailed", "b", "2024-06-24", outcome="happened")
    assert [a.verdict for a in answers(claim(), soon)] == ["held"]
    assert [(a.verdict, a.days) for a in answers(claim(), later)] == [("late", 35)]


@pytest.mark.parametrize(("published", "verdict"), [("2024-05-12", "contradicted"), ("2024-05-25", "missed")])
def test_a_denial_contradicts_an_open_window_and_leaves_missed_a_closed_one(published: str, verdict: str) -> None:
    report = made("The ferry did not sail to Malta", "sail", "b", published, outcome="did_not_happen", polarity="-")
    assert [a.verdict for a in answers(claim(), report)] == [verdict]
    assert [a.verdict for a in answers(claim("-"), report)] == ["held"]


def test_certain_plans_that_it_will_not_be_deny_and_possible_ones_do_not() -> None:
    off = made("The ferry will not sail", "sail", "b", "2024-05-05", polarity="-")
    maybe = made("The ferry may not sail", "sail", "b", "2024-05-05", polarity="-", certainty="possible")
    assert denies(off)
    assert tells(off)
    assert not denies(maybe)
    assert not tells(maybe)
    assert [a.verdict for a in answers(claim(), off)] == ["contradicted"]


def test_a_plan_told_of_when_its_time_is_over_did_not_come() -> None:
    past = made("The ferry had been due to sail", "sail", "b", "2024-06-01", window=MAY)
    words = made("The ferry was to have sailed", "sailed", "b", "2024-05-15", window=MAY)
    assert was_planned(past)
    assert was_planned(words)
    assert not was_planned(claim())
    assert [a.verdict for a in answers(claim(), past)] == ["missed"]


def test_what_takes_back_or_tells_another_number_can_contradict_too() -> None:
    dropped = made("The line dropped its plan to sail to Malta", "dropped", "b", "2024-05-15", outcome="happened")
    assert {a.verdict for a in answers(claim(), dropped)} == {"held", "contradicted"}
    a = made("The bank will cut by 50 points", "cut", "a", "2024-05-01", window=MAY)
    b = made("The bank cut by 25 points", "cut", "b", "2024-05-15", outcome="happened")
    assert other_number(a, b)
    assert not other_number(a, a)
    assert {x.verdict for x in answers(a, b)} == {"held", "contradicted"}


def test_a_claim_that_something_will_be_put_off_is_held_when_it_is() -> None:
    a = made("Lisbon will postpone the regatta", "postpone", "a", "2024-05-01", window=MAY)
    b = made("The regatta was postponed", "postponed", "b", "2024-05-12", outcome="moved")
    assert [x.verdict for x in answers(a, b)] == ["held"]


def test_numbers_are_those_outside_the_window_words() -> None:
    assert numbers(made("Two ships and 3.5 tons", "ships", "a", "2024-05-01")) == {"two", "3.5"}


@given(st.dates(dt.date(2024, 5, 1), dt.date(2024, 7, 30)))
def test_days_off_are_those_to_the_nearest_end_of_the_window(on: dt.date) -> None:
    (a,) = answers(claim(), sailed(on.isoformat()))
    first, last = dt.date(2024, 5, 10), dt.date(2024, 5, 20)
    assert (a.days or 0) == max(0, (first - on).days, (on - last).days)
    assert (a.verdict == "held") == (first <= on <= last)
