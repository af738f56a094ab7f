from dataclasses import replace

import pytest
from tests.judge.visit import RUMOURS, Said, article, record, source

from foresaid import ask
from foresaid.record import view
from foresaid.record.ledger import Ledger
from foresaid.show.story import story_text, why_json, why_text


@pytest.fixture
def ledger():
    with Ledger.open(":memory:", write=True) as opened:
        record(opened)
        yield opened


def drawn(ledger, words="Xi visit North Korea", **more):
    j = ask.judged(ledger)
    event, *others = ask.find_events(j, words)
    return story_text(event, j, others, width=80, colour=False, **more)


def bars(text):
    lines = text.splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("Rival windows"))
    return lines[start : lines.index("", start)]


def test_a_bar_for_each_window_by_source_and_a_line_for_the_day(ledger):
    head, *rows, foot = bars(drawn(ledger))
    assert head.split() == ["Rival", "windows", "2019-04-21", "2019-07-05"]
    assert [row[:28].strip() for row in rows] == [
        "a Chinese official", "Northern Wire", "Moon Jae-in", "Moon Jae-in", "a professor in Tokyo",
    ]  # fmt: skip
    day = {row.index("│") if "│" in row else row.index("┃") for row in rows}
    assert len(day) == 1
    may, announced, *_, denial = rows
    assert may.index("━") < may.rindex("━") < may.index("│")
    assert announced.count("┃") == 1
    assert "┄" in denial
    assert "━" not in denial
    assert foot.strip() == "it happened on 2019-06-20"


def test_a_window_begins_when_it_is_spoken_of(ledger):
    record(
        ledger,
        article(
            "x",
            "2019-05-03",
            "X",
            [Said(words="Xi Jinping will visit North Korea this year", when="2019-01-01/2019-12-31")],
        ),
    )
    assert "2019-01-01" not in bars(drawn(ledger))[0]


def test_one_window_makes_no_chart(ledger):
    record(
        ledger,
        article(
            "x",
            "2019-05-03",
            "X",
            [Said(words="The pandas will move to Oslo", when="2019-09-01", with_=(), trigger="move")],
        ),
    )
    assert "Rival" not in drawn(ledger, "pandas Oslo")


def test_a_window_without_an_end_goes_on():
    with Ledger.open(":memory:", write=True) as ledger:
        record(ledger)
        open_end = article(
            "x",
            "2019-05-03",
            "X",
            [Said(words="Xi Jinping will visit North Korea before long", when="2019-05-03/2019-05-03")],
        )
        claim = open_end[1].claims[0]
        window = replace(claim.window, latest=None)
        record(ledger, (open_end[0], replace(open_end[1], claims=(replace(claim, window=window),))))
        assert any("▶" in line for line in bars(drawn(ledger)))


def test_a_long_name_is_short_in_the_chart_and_whole_below(ledger):
    name = "the deputy head of the department of protocol of the foreign ministry"
    record(
        ledger,
        article(
            "x",
            "2019-05-03",
            "X",
            [
                Said(
                    words="Xi Jinping will visit North Korea in July",
                    when="2019-07-01/2019-07-31",
                    who=(source(name, "office", "CHN"),),
                )
            ],
        ),
    )
    text = drawn(ledger)
    assert "the deputy head of the …" in text
    assert name in " ".join(text.split())


def test_other_events_with_the_words_are_named(ledger):
    text = drawn(ledger, "visit")
    assert "Other events with these words:" in text
    assert "Moon Jae-in will visit Japan in October" in text


def test_no_line_is_wider(ledger):
    for width in (60, 80, 120):
        j = ask.judged(ledger)
        assert max(map(len, story_text(j.events[0], j, width=width, colour=False).splitlines())) <= width


def test_why_as_text_and_as_one_record(ledger):
    j = ask.judged(ledger)
    item = j.items[RUMOURS[1].claims[1].id]
    with ledger.reading() as c:
        article_ = view.article(c, item.article)
    text = why_text(item, article_, j, ["2 x: claim by reader 1"], width=80, colour=False)
    assert max(map(len, text.splitlines())) <= 80
    told = why_json(item, article_, j, ["2 x: claim by reader 1"])
    assert told["quote"] == article_.text[told["start"] : told["end"]]
    assert told["joined_to"] in j.items
    assert told["verdict"]["reports"][0] in j.items
    assert told["chain"][-1]["name"] == "Moon Jae-in"
    for words in (
        told["claim"],
        told["event"],
        told["joined_to"],
        told["verdict"]["because"],
        "2 x: claim by reader 1",
    ):
        assert " ".join(words.split()) in " ".join(text.split())
