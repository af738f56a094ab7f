"""The stories of ``bench/stories``: what is expected of each must fit its articles, its reports and itself."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parents[2] / "bench" / "stories"
STORIES = sorted(path.stem for path in HERE.glob("*.jsonl"))

VERDICTS = {"held", "early", "late", "missed", "contradicted", "void", "open", "unscorable"}
UNSCORABLE = {"no_window", "evaluation", "copy", "no_event", "repeat"}
WHAT = {"happened", "did_not_happen", "cancelled", "moved", "announced"}
STATUS = {"rumoured", "announced", "confirmed", "moved", "held", "cancelled", "missed"}
CLAIM = {"article", "quote", "window", "polarity", "source", "event", "verdict", "days", "because"}

Story = tuple[dict[str, dict[str, Any]], dict[str, Any]]


def load(name: str) -> Story:
    lines = (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    articles = [json.loads(line) for line in lines]
    expected = json.loads((HERE / f"{name}.expected.json").read_text(encoding="utf-8"))
    return {article["id"]: article for article in articles}, expected


@pytest.fixture(params=STORIES)
def story(request: pytest.FixtureRequest) -> Story:
    return load(request.param)


def day(text: str) -> dt.date:
    assert len(text) == len("2019-04-19")
    return dt.date.fromisoformat(text)


def happened(expected: dict[str, Any], event: str) -> dt.date | None:
    days = {r["date"] for r in expected["reports"] if r["event"] == event and r["what"] == "happened"}
    assert len(days) < 2, f"{event} happened on two days"
    return day(days.pop()) if days else None


def reported(expected: dict[str, Any], event: str) -> set[str]:
    return {report["what"] for report in expected["reports"] if report["event"] == event}


def test_there_are_enough() -> None:
    expected = [load(name)[1] for name in STORIES]
    assert len(STORIES) >= 14
    assert sum(len(one["claims"]) for one in expected) >= 150
    assert {claim["verdict"] for one in expected for claim in one["claims"]} == VERDICTS


def test_ids_are_unique() -> None:
    lines = [line for name in STORIES for line in (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    ids = [json.loads(line)["id"] for line in lines]
    assert len(ids) == len(set(ids))


def test_articles(story: Story) -> None:
    articles, expected = story
    for article in articles.values():
        assert set(article) - {"url"} == {"id", "published", "publisher", "title", "text"}
        assert article["text"] == article["text"].strip()
    published = [day(article["published"]) for article in articles.values()]
    assert published == sorted(published)
    assert day(expected["as_of"]) > published[-1]
    assert len(articles) >= 6


def test_quotes_stand_once_in_their_article(story: Story) -> None:
    articles, expected = story
    for one in expected["claims"] + expected["reports"]:
        assert articles[one["article"]]["text"].count(one["quote"]) == 1, one
        assert one["quote"] == one["quote"].strip(" ,.;\n"), one


def test_claims_are_well_formed(story: Story) -> None:
    articles, expected = story
    for claim in expected["claims"]:
        assert set(claim) - {"else"} == CLAIM, claim
        assert claim["polarity"] in {"+", "-"}
        assert claim["verdict"] in VERDICTS
        assert claim["because"]
        assert claim["source"] is None or claim["source"] in articles[claim["article"]]["text"], claim
        if claim["window"]:
            first, last = claim["window"]
            assert last is None or day(first) <= day(last), claim
        if claim["verdict"] == "unscorable":
            assert claim["because"] in UNSCORABLE, claim
            assert claim.get("else", "held") in VERDICTS - {"unscorable"}, claim
        else:
            assert "else" not in claim, claim


def test_verdicts_agree_with_windows_and_reports(story: Story) -> None:
    articles, expected = story
    newest = max(day(article["published"]) for article in articles.values())
    for claim in expected["claims"]:
        verdict = claim.get("else", claim["verdict"])
        if verdict in {"unscorable", "open"}:
            continue
        first, last = (day(d) if d else None for d in claim["window"] or (None, None))
        came = happened(expected, claim["event"])
        inside = came is not None and (first is None or first <= came) and (last is None or came <= last)
        whats = reported(expected, claim["event"])
        if claim["polarity"] == "-":
            assert verdict in {"held", "contradicted", "void"}, claim
            if verdict == "held":
                assert not inside, claim
                assert came or last is None or last < newest, claim
            if verdict == "contradicted":
                assert inside, claim
            continue
        if verdict == "held":
            assert inside, claim
        if verdict == "late":
            assert came, claim
            assert last, claim
            assert claim["verdict"] != "late" or claim["days"] == (came - last).days > 0, claim
        if verdict == "early":
            assert came, claim
            assert first, claim
            assert claim["verdict"] != "early" or claim["days"] == (first - came).days > 0, claim
        if verdict == "missed":
            assert came is None, claim
            assert last, claim
            assert last < newest, claim
        if verdict == "contradicted":
            assert came is None, claim
            assert whats & {"did_not_happen", "cancelled"}, claim


def test_only_late_and_early_have_days(story: Story) -> None:
    _, expected = story
    for claim in expected["claims"]:
        assert (claim["days"] is not None) == (claim["verdict"] in {"late", "early"}), claim


def test_copies_and_repeats_have_an_elder(story: Story) -> None:
    articles, expected = story
    for n, claim in enumerate(expected["claims"]):
        if claim["because"] == "copy":
            elders = [
                c for c in expected["claims"][:n] if c["quote"] == claim["quote"] and c["event"] == claim["event"]
            ]
            assert elders, claim
            assert "Source: " in articles[claim["article"]]["text"]
        if claim["because"] == "repeat":
            assert any(c["event"] == claim["event"] for c in expected["claims"][:n]), claim


def test_reports(story: Story) -> None:
    _, expected = story
    for report in expected["reports"]:
        assert set(report) == {"article", "quote", "event", "what", "date"}
        assert report["what"] in WHAT
        if report["date"]:
            day(report["date"])


def test_histories(story: Story) -> None:
    articles, expected = story
    events = {claim["event"] for claim in expected["claims"]}
    published = {article["published"] for article in articles.values()}
    for event, steps in expected["history"].items():
        assert event in events
        days = [step for step, _ in steps]
        assert days == sorted(days)
        assert set(days) <= published
        assert {status for _, status in steps} <= STATUS
        if steps[-1][1] == "held":
            assert happened(expected, event)
