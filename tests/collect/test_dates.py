from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foresaid.collect.dates import field_date, find_dates

DAY = dt.date(2019, 4, 18)


@pytest.mark.parametrize(
    "words",
    [
        "2019-04-18",
        "2019/04/18",
        "2019.04.18",
        "2019. 4. 18.",
        "20190418",
        "2019-04-18T23:59:00+09:00",
        "2019-04-18T16:38:00Z",
        "2019-04-18 16:38:00",
        "April 18, 2019",
        "Apr. 18, 2019",
        "Apr.18,2019",
        "18 April 2019",
        "18th of April 2019",
        "18-Apr-2019",
        "Thu, 18 Apr 2019 16:38:00 GMT",
        "Thursday, 18 April, 2019",
        "18/04/2019",
        "04/18/2019",
        "2019 April 18",
        "APRIL 18 2019",
        "2019年4月18日",
        "2019년 4월 18일",
        "April 18, 2019 at 4:38 p.m. EDT",
    ],
)
def test_forms_of_one_day(words: str) -> None:
    assert field_date(words) == DAY


@pytest.mark.parametrize(
    "words",
    [
        "",
        "last week",
        "2019",
        "2019-04",
        "April 2019",
        "18 April",
        "31 April 2019",
        "2019-02-29",
        "04/05/2019",
        "1555545600",
        "2019-04-18 or 2019-04-19",
        "0000-00-00",
        "0001-01-01",
        "April 18, 2019 in Seoul",
        "x" * 500,
    ],
)
def test_what_is_no_one_day(words: str) -> None:
    assert field_date(words) is None


def test_numbers_that_mean_two_days_are_found_but_named_none() -> None:
    assert find_dates("on 04/05/2019") == ((3, 13, None),)
    assert find_dates("on 05/05/2019") == ((3, 13, dt.date(2019, 5, 5)),)


def test_dates_inside_longer_numbers_are_none() -> None:
    assert find_dates("order 1120190418-2019-04-1888") == ()


@given(
    st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%b %d, %Y", "%A, %d %b %Y"]),
)
def test_every_day_comes_back(day: dt.date, form: str) -> None:
    assert field_date(day.strftime(form)) == day


@given(st.text(max_size=120))
def test_any_words_give_days_inside_the_words(words: str) -> None:
    for start, end, _ in find_dates(words):
        assert 0 <= start < end <= len(words)
    field_date(words)
