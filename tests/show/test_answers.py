from dataclasses import replace

import pytest
from tests.judge.visit import STORY, Said, article, items, record, source

from foresaid import ask
from foresaid.core import Verdict
from foresaid.judge.scores import Record
from foresaid.record.ledger import Ledger
from foresaid.show import answers


@pytest.fixture
def j():
    with Ledger.open(":memory:", write=True) as ledger:
        record(ledger)
        return ask.judged(ledger)


def said(**more):
    [item] = items(article("a", "2019-05-01", "Hanji Daily", [Said(words="He will visit Oslo", **more)]))
    return item


@pytest.mark.parametrize(
    ("when", "shown"),
    [
        ("2019-06-20", "2019-06-20"),
        ("2019-05-01/2019-05-31", "2019-05"),
        ("2020-02-01/2020-02-29", "2020-02"),
        ("2019-05-01/2019-06-30", "2019-05 to 06"),
        ("2019-11-01/2020-01-31", "2019-11 to 2020-01"),
        ("2019-01-01/2019-12-31", "2019"),
        ("2019-01-01/2020-12-31", "2019 to 2020"),
        ("2019-06-20/2019-06-21", "2019-06-20 to 06-21"),
        ("2019-12-30/2020-01-02", "2019-12-30 to 2020-01-02"),
        ("/2019-06-20", "until 2019-06-20"),
        (None, None),
    ],
)
def test_days_for_people(when, shown):
    assert answers.days(said(when=when)) == shown


def test_how_sure():
    assert answers.sure(said(cue="could")) == "could"
    assert answers.sure(said(cue="will", polarity="-")) == "not will"
    assert answers.sure(said(cue="unlikely", polarity="-", sure="probable")) == "unlikely"


def test_an_outlet_that_is_not_named_stands_only_where_nobody_else_does(j):
    [alone] = items(article("a", "2019-05-01", None, [Said(words="He will visit")]))
    [with_source] = items(article("a", "2019-05-01", None, [Said(words="He will visit", who=(source("Moon"),))]))
    assert answers.chain(alone) == "an outlet not named"
    assert answers.chain(with_source) == "Moon"
    assert answers.chain(with_source, j) == "Moon Jae-in"


def test_outcome():
    assert answers.outcome(Verdict(claim="c", answer="late", because="", rule="", days=20)) == "late 20 d"
    assert answers.outcome(Verdict(claim="c", answer="held", because="", rule="")) == "held"


def test_every_field_of_a_row_is_a_column(j):
    for rows, columns in (
        (list(answers.story_rows(j.events[0], j)), answers.CLAIM),
        (answers.record_rows(ask.sources(j)), answers.RECORD),
        (list(answers.word_rows(ask.words(j))), answers.WORDS),
    ):
        assert rows
        assert all(set(columns) <= set(r) for r in rows)


def test_the_whole_event_as_one_record(j):
    told = answers.story_json(j.events[0], j)
    assert len(told["claims"]) + len(told["reports"]) == sum("PRK" in i.states for i in items(*STORY))
    assert told["reports"][0]["outcome"] == "happened"
    assert told["participants"] == ["CHN", "PRK"]


def test_little_is_not_made_much_of():
    few = Record(
        name="x",
        kind="person",
        claims=4,
        settled=4,
        held=2,
        open=0,
        void=0,
        unscorable=0,
        repeats=0,
        share=0.5,
        low=0.2,
        high=0.8,
        skill=-3.0,
        lead=0.2,
    )
    many = replace(few, name="y", kind="outlet", claims=9, settled=9)
    a, b = answers.record_rows([many, few])
    assert (a["name"], a["skill_shown"], a["lead_shown"], a["skill"]) == ("x", None, None, -3.0)
    assert (b["skill_shown"], b["lead_shown"], b["right"]) == ("-3.00", "+0.20", "50 % (20-80)")
