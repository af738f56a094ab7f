"""Summits are held where the leaders meet, however the report puts it."""

from __future__ import annotations

import pytest
from tests.judge.made_items import day, made

from foresaid.judge.summits import is_leader, leaders_met

SUMMIT = made(
    "a North Korea-China summit in June", "summit", "a", "2019-04-19",
    window=("2019-06-01", "2019-06-30"), who=[("North Korea", "PRK"), ("China", "CHN")],
)  # fmt: skip


@pytest.mark.parametrize(
    ("quote", "trigger", "who", "met"),
    [
        ("Xi arrived in Pyongyang", "arrived", [("Xi Jinping", "CHN"), ("North Korea", "PRK")], True),
        ("Xi and Kim met in Pyongyang", "met", [("Xi Jinping", "CHN"), ("Kim Jong-un", "PRK")], True),
        ("Yang arrived in Pyongyang", "arrived", [("Yang Jiechi", "CHN"), ("North Korea", "PRK")], False),
        ("Xi arrived in Seoul", "arrived", [("Xi Jinping", "CHN"), ("South Korea", "KOR")], False),
        ("Xi praised Kim", "praised", [("Xi Jinping", "CHN"), ("Kim Jong-un", "PRK")], False),
    ],
)
def test_a_summit_is_held_where_a_leader_meets_the_other_state(
    quote: str, trigger: str, who: list[tuple[str, str]], met: bool
) -> None:
    report = made(quote, trigger, "r", "2019-06-21", window=("2019-06-20", "2019-06-20"), outcome="happened", who=who)
    assert leaders_met(SUMMIT, report) is met


def test_who_leads_depends_on_the_day() -> None:
    assert is_leader("Donald Trump", "USA", day("2019-06-30"))
    assert not is_leader("Donald Trump", "USA", day("2015-06-30"))
    assert not is_leader("Sergei Lavrov", "RUS", day("2019-06-30"))
