"""The rules by which a claim is settled, one test each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from tests.judge.made_items import Item, alone, day, made, other_news

from foresaid.core import Verdict
from foresaid.judge.outcomes import Settler

YES: Mapping[str, Any] = {"bias": 5.0, "linear": {}, "trees": []}
NO: Mapping[str, Any] = {"bias": -5.0, "linear": {}, "trees": []}
NORWAY = [("Norway", "NOR")]
MAY = ("2024-05-10", "2024-05-20")


def tunnel(
    quote: str = "Norway will open the Bergen tunnel", article: str = "a", published: str = "2024-05-01", **kw: Any
) -> Item:
    kw.setdefault("window", MAY)
    return made(quote, "open", article, published, who=NORWAY, **kw)


def opened(on: str, article: str = "r", quote: str = "Norway opened the Bergen tunnel") -> Item:
    return made(quote, "opened", article, "2024-07-01", window=(on, on), outcome="happened", who=NORWAY)


def settle(
    *items: Item, model: Mapping[str, Any] = YES, as_of: str = "2024-12-31", copied: Mapping[str, str] | None = None
) -> dict[str, Verdict]:
    return Settler(alone(*items, *other_news()), day(as_of), copied or {}, (model, model)).verdicts()


@pytest.mark.parametrize(
    ("on", "answer", "days"), [("2024-05-12", "held", None), ("2024-05-25", "late", 5), ("2024-05-08", "early", 2)]
)
def test_a_sure_report_settles(on: str, answer: str, days: int | None) -> None:
    claim, report = tunnel(), opened(on)
    v = settle(claim, report)[claim.id]
    assert (v.answer, v.days, v.happened, v.reports) == (answer, days, day(on), (report.id,))
    assert "both open" in v.because
    assert v.rule.startswith("settle 3: report")


def test_an_unsure_report_leaves_the_claim_open_however_long_ago_the_window_closed() -> None:
    claim = tunnel()
    assert settle(claim, opened("2024-05-12"), model=NO)[claim.id].answer == "open"
    assert settle(claim, as_of="2030-01-01")[claim.id].answer == "open"


def test_nothing_published_after_the_day_of_the_question_counts() -> None:
    claim = tunnel()
    assert settle(claim, opened("2024-05-12"), as_of="2024-06-30")[claim.id].answer == "open"
    assert settle(claim, opened("2024-05-12"), as_of="2024-07-01")[claim.id].answer == "held"


def test_a_report_that_shares_nothing_but_the_day_settles_nothing() -> None:
    claim = tunnel()
    far = made(
        "Norway sang", "sang", "r", "2024-05-13", window=("2024-05-12", "2024-05-12"), outcome="happened", who=NORWAY
    )
    assert settle(claim, far)[claim.id].answer == "open"


def test_a_report_of_another_pair_of_states_settles_nothing() -> None:
    claim = made(
        "Norway and Chile will meet", "meet", "a", "2024-05-01", window=MAY, who=[("Norway", "NOR"), ("Chile", "CHL")]
    )
    other = made(
        "Norway and Peru met", "met", "r", "2024-05-13", outcome="happened", who=[("Norway", "NOR"), ("Peru", "PER")]
    )
    same = made(
        "Norway and Chile met", "met", "s", "2024-05-13", outcome="happened", who=[("Norway", "NOR"), ("Chile", "CHL")]
    )
    assert settle(claim, other)[claim.id].answer == "open"
    assert settle(claim, same)[claim.id].answer == "held"


def test_what_takes_back_does_not_hold_but_may_contradict() -> None:
    claim = tunnel()
    dropped = made(
        "Norway dropped its plan to open the Bergen tunnel",
        "dropped",
        "r",
        "2024-05-15",
        outcome="happened",
        who=NORWAY,
    )
    assert settle(claim, dropped)[claim.id].answer == "contradicted"


def test_a_denial_with_a_condition_is_void() -> None:
    off = made(
        "Norway did not open the Bergen tunnel",
        "open",
        "r",
        "2024-06-15",
        outcome="did_not_happen",
        polarity="-",
        who=NORWAY,
    )
    plain, bound = tunnel(), tunnel("Norway will open the Bergen tunnel if it is dry", condition=True)
    got = settle(plain, bound, off)
    assert (got[plain.id].answer, got[bound.id].answer) == ("missed", "void")


def test_a_claim_in_a_copy_is_unscorable() -> None:
    claim = tunnel()
    v = settle(claim, opened("2024-05-12"), copied={"a": "z"})[claim.id]
    assert v.answer == "unscorable"
    assert "copy of z" in v.because


def test_the_same_source_saying_it_again_is_a_repeat_and_another_source_is_not() -> None:
    first = tunnel(article="a", source="Minister Ola Berg")
    again = tunnel(article="b", published="2024-05-03", source="Ola Berg")
    other = tunnel(article="c", published="2024-05-04", source="Kari Lie")
    got = settle(first, again, other, model=NO)
    assert got[again.id].answer == "unscorable"
    assert first.id in got[again.id].because
    assert got[first.id].answer == got[other.id].answer == "open"


def test_a_claim_without_a_window_needs_a_report() -> None:
    claim = tunnel(window=None)
    assert settle(claim, as_of="2030-01-01")[claim.id].answer == "unscorable"
    assert settle(claim, opened("2024-05-12"))[claim.id].answer == "held"


def test_no_claim_is_settled_before_its_window_closes_without_a_report() -> None:
    plus, minus = tunnel(), tunnel("Norway will not open the Bergen tunnel", polarity="-")
    later = made("Norway sang", "sang", "r", "2024-05-13", outcome="happened", who=NORWAY)
    got = settle(plus, minus, later, as_of="2024-05-20", model=NO)
    assert {got[plus.id].answer, got[minus.id].answer} == {"open"}


def test_a_negative_claim_is_held_once_its_window_is_over_if_later_articles_name_the_same() -> None:
    minus = tunnel("Norway will not open the Bergen tunnel", polarity="-")
    later = made("Norway sang", "sang", "r", "2024-06-13", outcome="happened", who=NORWAY)
    again = made("Norway sang", "sang", "s", "2024-06-14", outcome="happened", who=NORWAY)
    assert settle(minus, later, again, model=NO)[minus.id].answer == "held"
    assert settle(minus, later, model=NO)[minus.id].answer == "open"


def test_a_negative_claim_whose_window_was_over_when_it_was_made_says_nothing() -> None:
    minus = tunnel("Norway will not open the Bergen tunnel", published="2024-05-25", polarity="-")
    later = made("Norway sang", "sang", "r", "2024-06-13", outcome="happened", who=NORWAY)
    assert settle(minus, later, model=NO)[minus.id].answer == "open"


def test_a_negative_claim_is_contradicted_by_what_happened_inside() -> None:
    minus = tunnel("Norway will not open the Bergen tunnel", polarity="-")
    assert settle(minus, opened("2024-05-12"))[minus.id].answer == "contradicted"


def test_still_to_come_after_the_window_is_missed() -> None:
    words = "Norway will open the Bergen Fjord Tunnel"
    claim = tunnel(words)
    again = tunnel(f"{words} later", "b", "2024-06-01", window=("2024-08-01", "2024-08-31"))
    v = settle(claim, again, model=NO)[claim.id]
    assert (v.answer, v.reports, v.since) == ("missed", (again.id,), day("2024-06-01"))


def test_put_off_and_done_later_is_late() -> None:
    claim = tunnel()
    again = tunnel("Norway will open the Bergen tunnel later", "b", "2024-06-01", window=("2024-06-20", "2024-06-30"))
    v = settle(claim, again, opened("2024-06-25"))[claim.id]
    assert (v.answer, v.days) == ("late", 36)


def test_who_travels_where_makes_two_claims_of_one_journey() -> None:
    inside: Mapping[str, Any] = {"bias": -5.0, "linear": {"day inside": 10.0}, "trees": []}
    xi, kim = [("Xi Jinping", "CHN")], [("North Korea", "PRK")]
    june = made(
        "Xi will visit North Korea", "visit", "a", "2019-04-19", window=("2019-06-01", "2019-06-30"), who=xi + kim
    )
    may = made(
        "an early trip there by Xi", "trip", "b", "2019-04-20", window=("2019-05-01", "2019-05-31"), who=xi + kim
    )
    other = made("an early trip there by Xi", "trip", "c", "2019-04-20", window=("2019-05-01", "2019-05-31"), who=xi)
    arrived = made(
        "Xi visited North Korea", "visited", "r", "2019-06-21", window=("2019-06-20", "2019-06-20"), outcome="happened",
        who=xi + kim,
    )  # fmt: skip
    got = settle(june, may, other, arrived, model=inside, as_of="2019-12-31")
    assert (got[june.id].answer, got[may.id].answer, got[may.id].days) == ("held", "late", 20)
    assert got[other.id].answer == "open"
