"""Type and kind of the events of marked sentences (``tests/cases/types.txt``), and the tables they rest on."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from foresaid.core import EVENT_TYPES, Article, Claim
from foresaid.read.read_article import read_article
from foresaid.rules import table

LINES = [
    x
    for x in (Path(__file__).parent.parent / "cases" / "types.txt").read_text(encoding="utf-8").splitlines()
    if x and x[0] != "#"
]


def claim_at(line: str) -> tuple[Claim, list[str]]:
    day, marked, *want = (x.strip() for x in line.split(" | "))
    text = marked.replace("((", "").replace("))", "")
    found = read_article(Article(id="case", text=text, published=dt.date.fromisoformat(day))).claims
    start = marked.index("((")
    return next(c for c in found if c.forward and c.quote.start <= start < c.quote.end), want


@pytest.mark.parametrize("line", LINES)
def test_type_and_kind(line: str) -> None:
    claim, want = claim_at(line)
    assert [claim.event.type, claim.kind] == want


def test_the_same_verb_has_the_type_of_its_object() -> None:
    """ "hold talks" and "hold an election" differ by their objects alone."""
    talks, _ = claim_at(next(x for x in LINES if "((hold)) talks" in x))
    poll, _ = claim_at(next(x for x in LINES if "((hold)) a general" in x))
    assert talks.event.plover == "CONSULT"
    assert poll.event.plover is None


def test_words_of_the_table_stand_once_in_a_row() -> None:
    for row in table("event_words"):
        words = row["words"].split()
        assert row["type"] in EVENT_TYPES
        assert row["tier"] in ("event", "topic", "wide")
        assert set(row["pos"]) <= set("vnax")
        assert sorted({w for w in words if words.count(w) > 1}) == []


def test_roles_of_the_table_of_kinds_are_those_the_code_asks_for() -> None:
    assert {row["role"] for row in table("kind_words")} == {"expert", "teller", "happens", "nature", "foretell"}
