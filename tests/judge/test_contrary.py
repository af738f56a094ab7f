"""Reports that take something back, and outcomes that exclude each other."""

from __future__ import annotations

import pytest
from tests.judge.made_items import made

from foresaid.judge.contrary import TakingBack, opposite, taken_back, told_as_not_done
from foresaid.rules import load_rules

RULES = load_rules("taking_back", TakingBack)


def test_every_rule_takes_back_its_own_examples() -> None:
    assert len(RULES) >= 5


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The chamber turned the treaty down", "turned down"),
        ("The launch was put off again", "put off"),
        ("The two parted without having met", "without"),
        ("The board scrapped the line", "scrapped"),
        ("The two met in Doha", None),
        ("The chamber turned to the treaty", None),
    ],
)
def test_words_that_take_back(text: str, words: str | None) -> None:
    assert taken_back(text) == words


def test_a_phrase_counts_only_before_the_verb_of_the_report() -> None:
    text = "They met without ties"
    assert taken_back(text, text.index("met")) is None
    assert taken_back(text) == "without"


def test_opposite_outcomes() -> None:
    win = made("Labor will win the seat", "win", "a", "2024-05-01")
    lost = made("Labor lost the seat", "lost", "b", "2024-05-20", outcome="happened")
    won = made("Labor won the seat and lost another", "won", "b", "2024-05-20", outcome="happened")
    assert opposite(win, lost) is not None
    assert opposite(win, won) is None
    assert opposite(win, win) is None


@pytest.mark.parametrize(
    ("claim", "trigger", "report", "verb", "by"),
    [
        (
            "Norway will send its king to Oslo",
            "send",
            "Norway wrote a letter instead of sending anyone",
            "wrote",
            "instead of",
        ),
        ("A conference will be held on Friday", "held", "No conference was held on Friday", "held", "no"),
        ("Norway will send its king to Oslo", "send", "Norway sent its king, without a word", "sent", None),
    ],
)
def test_what_is_told_as_not_done(claim: str, trigger: str, report: str, verb: str, by: str | None) -> None:
    told = told_as_not_done(
        made(claim, trigger, "a", "2024-05-01"), made(report, verb, "r", "2024-05-12", outcome="happened")
    )
    assert told == by
