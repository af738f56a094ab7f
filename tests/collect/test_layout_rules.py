"""Every rule about lines matches what it must, and leaves alone what it must not."""

from __future__ import annotations

import pytest

from foresaid.collect.lines import KINDS, ZONES, LineRule, date_line, line_kind
from foresaid.rules.load import Example, examples, load_rules

RULES = {r.id: r for r in load_rules("layout", LineRule)}
EXAMPLES = examples("layout")


@pytest.mark.parametrize("example", [e for e in EXAMPLES if e.must], ids=lambda e: e.sentence[:40])
def test_must_match(example: Example) -> None:
    rule = RULES[example.rule]
    line = line_kind(example.sentence, "top" if rule.zone == "top" else "tail")
    assert line is not None
    same_effect = {rule.kind, "share", "byline"} if rule.id in ("related-heading", "byline-mail") else {rule.kind}
    assert line.kind in same_effect


@pytest.mark.parametrize("example", [e for e in EXAMPLES if not e.must], ids=lambda e: e.sentence[:40])
def test_must_not_match_anywhere(example: Example) -> None:
    """What one rule must leave alone is the article's: no other rule may take it either, save in the named cases."""
    rule = RULES[example.rule]
    line = line_kind(example.sentence, "top" if rule.zone == "top" else "tail")
    assert line is None or line.rule != rule.id
    if example.sentence.endswith(".") and example.sentence.count(" ") > 3:
        assert line is None


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda r: r.id)
def test_rules_are_whole(rule: LineRule) -> None:
    assert rule.kind in KINDS
    assert rule.zone in ZONES
    told = [e.must for e in EXAMPLES if e.rule == rule.id]
    assert True in told
    assert False in told


@pytest.mark.parametrize(
    ("words", "day", "who"),
    [
        ("Posted on : Apr.18,2019 16:38 KST   Modified on : Apr.18,2019 17:00 KST", "2019-04-18", None),
        ("Published: 10:30 AM, 18 April 2019", "2019-04-18", None),
        ("Updated: April 20, 2019 | First published: April 18, 2019", "2019-04-18", None),
        ("Last updated on 18/04/2019 at 14:02", "2019-04-18", None),
        ("Thursday, April 18, 2019", "2019-04-18", None),
        ("Thu 18 Apr 2019 16.38 BST", "2019-04-18", None),
        ("2019-04-18 16:38", "2019-04-18", None),
        ("2019.04.18 16:38", "2019-04-18", None),
        ("PUBLISHED : 18 APR 2019 AT 09:12", "2019-04-18", None),
        ("By Jane Doe | April 18, 2019 | 3 min read", "2019-04-18", "Jane Doe"),
        ("April 18, 2019 by admin", "2019-04-18", "admin"),
        ("Apr 18, 2019, 7:45 AM ET", "2019-04-18", None),
        ("18th April 2019", "2019-04-18", None),
        ("Issued on: 18/04/2019 - 16:38 Modified: 19/04/2019 - 10:00", "2019-04-18", None),
    ],
)
def test_lines_that_bear_the_date(words: str, day: str, who: str | None) -> None:
    line = line_kind(" ".join(words.split()), "top")
    assert line is not None
    assert str(line.published) == day
    assert line.who == who


@pytest.mark.parametrize(
    "words",
    [
        "Kim arrived on April 24, 2019 and left two days later",
        "The Kremlin announced on April 18, 2019 that he would come",
        "June 20, 2019: Xi visits Pyongyang",
        "From April 18, 2019 to May 3, 2019 the bridge is closed",
        "16:38",
    ],
)
def test_sentences_with_a_date_are_no_date_lines(words: str) -> None:
    assert date_line(words) is None
