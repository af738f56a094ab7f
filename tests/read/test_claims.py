"""Claims of marked sentences: each line of ``tests/cases/claims.txt`` is one sentence and what must be read from it."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from foresaid.core import Article, Claim
from foresaid.read.read_article import read_article

LINES = [
    x
    for x in (Path(__file__).parent.parent / "cases" / "claims.txt").read_text(encoding="utf-8").splitlines()
    if x and x[0] != "#"
]


def claims_of(day: str, text: str) -> tuple[Claim, ...]:
    article = Article(id="case", text=text, published=dt.date.fromisoformat(day))
    return tuple(c for c in read_article(article).claims if c.forward)


@pytest.mark.parametrize("line", [x for x in LINES if x[0] != "!"])
def test_marked_claim_is_read(line: str) -> None:
    day, marked, degree, window, source = (x.strip() for x in line.split(" | "))
    quote = re.sub(r"[()]{2}", "", re.search(r"\[\[(.+?)\]\]", marked)[1])  # type: ignore[index]
    trigger = re.search(r"\(\((.+?)\)\)", marked)[1]  # type: ignore[index]
    text = re.sub(r"\[\[|\]\]|\(\(|\)\)", "", marked)
    found = [c for c in claims_of(day, text) if text.find(trigger) in range(c.quote.start, c.quote.end)]
    assert found, f"no claim in {text!r}"
    c = max(found, key=lambda c: c.quote.end - c.quote.start)
    assert c.quote.check(text)
    assert c.trigger.check(text)
    shared = len(set(range(c.quote.start, c.quote.end)) & set(range(text.find(quote), text.find(quote) + len(quote))))
    assert shared >= 0.7 * max(len(quote), len(c.quote.words)), c.quote.words
    assert f"{c.certainty} {c.polarity}" == degree
    w = c.window
    assert ("-" if w is None or w.problem else f"{w.earliest}/{w.latest}") == window
    assert (c.sources[-1].name if c.sources else "-") == source
    assert c.rules, "a claim names the rules that fired"


@pytest.mark.parametrize("line", [x for x in LINES if x[0] == "!"])
def test_no_claim_is_read(line: str) -> None:
    day, text = (x.strip() for x in line[1:].split(" | "))
    assert claims_of(day, text) == ()


def test_same_bytes_on_every_reading() -> None:
    article = Article(
        id="a", text="The summit will be held in Osaka on June 28, officials said.", published=dt.date(2019, 6, 1)
    )
    assert read_article(article) == read_article(article)


def test_without_a_date_the_window_says_so() -> None:
    article = Article(id="a", text="The minister will visit Rome next week.", published=None)
    (claim,) = [c for c in read_article(article).claims if c.forward]
    assert claim.window is not None
    assert claim.window.earliest is None
    assert "give --date" in (claim.window.problem or "")


def test_an_agenda_gives_one_claim_each() -> None:
    text = "The leaders will travel on to a summit in Madrid in May, an election in Lisbon in June and talks in Oslo in July."
    got = [c.trigger.words for c in claims_of("2019-04-19", text)]
    assert {"election", "talks"} <= set(got)


def test_a_promise_that_may_be_made_has_no_promiser() -> None:
    text = "“Norway might come forward with a promise to help rebuild the port,” a minister said."
    (claim,) = [c for c in claims_of("2019-04-19", text) if c.trigger.words == "help"]
    assert [s.name for s in claim.sources] == ["a minister"]
    assert claim.certainty == "possible"
