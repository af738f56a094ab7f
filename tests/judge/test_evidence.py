"""Candidates of a claim and the values compared."""

from __future__ import annotations

import pytest
from tests.judge.made_items import day, made

from foresaid.judge import evidence
from foresaid.judge.evidence import Scene

CLAIM = made(
    "Norway will open the Bergen tunnel",
    "open",
    "a",
    "2024-05-01",
    window=("2024-05-10", "2024-05-20"),
    who=[("Norway", "NOR")],
)
OPENED = made(
    "Norway opened the Bergen tunnel",
    "opened",
    "b",
    "2024-05-16",
    window=("2024-05-15", "2024-05-15"),
    outcome="happened",
    who=[("Norway", "NOR")],
)
OTHER = made(
    "Chile opened a mine",
    "opened",
    "c",
    "2024-05-17",
    window=("2024-05-16", "2024-05-16"),
    outcome="happened",
    who=[("Chile", "CHL")],
)
BEFORE = made("Norway opened a road", "opened", "d", "2024-04-01", outcome="happened", who=[("Norway", "NOR")])


def test_candidates_come_later_and_are_ranked_by_words() -> None:
    clues = Scene([BEFORE, CLAIM, OPENED, OTHER]).clues(CLAIM)
    by = {c.report.id: c for c in clues}
    assert BEFORE.id not in by
    assert by[OPENED.id].signs["first by words"] == 1.0
    assert by[OPENED.id].answer.verdict == "held"
    assert by[OPENED.id].signs["words"] > by.get(OTHER.id, by[OPENED.id]).signs.get("words", 0.0) or OTHER.id not in by


def test_a_block_gives_only_the_first_reports(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence, "FIRST", 3)
    many = [
        made(
            f"Norway opened the Bergen tunnel {n}",
            "opened",
            f"r{n}",
            f"2024-05-{10 + n}",
            outcome="happened",
            who=[("Norway", "NOR")],
        )
        for n in range(9)
    ]
    got = [c.report.article for c in Scene([CLAIM, *many]).clues(CLAIM)]
    assert "r0" in got
    assert "r8" not in got


def test_the_order_of_the_ledger_does_not_matter() -> None:
    items = [CLAIM, OPENED, OTHER, BEFORE]
    one, two = Scene(items).clues(CLAIM), Scene(items[::-1]).clues(CLAIM)
    assert [(c.report.id, c.signs) for c in one] == [(c.report.id, c.signs) for c in two]


def test_articles_after_a_day_that_name_the_same() -> None:
    scene = Scene([BEFORE, CLAIM, OPENED, OTHER])
    assert scene.spoken_of(CLAIM, day("2024-05-01")) == 1
    assert scene.spoken_of(CLAIM, day("2024-05-16")) == 0
    assert scene.between(day("2024-04-01"), day("2024-05-16")) == 2
