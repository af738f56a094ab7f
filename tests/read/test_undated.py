"""Articles without a day of publication: the year from the text, how surely and from what, never in silence."""

import datetime as dt

import pytest

from foresaid.core import Article
from foresaid.read.language import tokenize
from foresaid.read.read_article import dated, read_article, times_of
from foresaid.read.times import find_times, times_in_year

TEXT = (
    "Norway's prime minister will visit Denmark in the second half of April, officials said. She will be in Oslo until the G20 "
    "summit in Osaka at the end of June. The two ministers will meet next week."
)


def article(text, day=None):
    return Article(id="a", text=text, published=day, where="a.txt")


@pytest.mark.parametrize(
    ("sentence", "window"),
    [
        ("He will resign by the end of June.", "../2019-06-30"),
        ("It has been closed since March.", "2019-03-01/.."),
        ("They met on May 5.", "2019-05-05"),
        ("She will come in May or June.", "2019-05/2019-06"),
        ("They meet on Apr. 26-27 in Oslo.", "2019-04-26/2019-04-27"),
        ("The vote will be held next year.", "2020"),
        ("He will leave in the autumn.", "2019-09/2019-11"),
    ],
)
def test_the_year_is_enough(sentence, window):
    found = [t.window for t in times_in_year(tokenize(sentence), 2019) if t.window and not t.window.problem]
    assert window in [w.edtf for w in found]
    assert {w.anchor for w in found} == {"text"}


@pytest.mark.parametrize(
    "words", ["next week", "on Friday", "tomorrow", "this month", "in the coming days", "within two weeks"]
)
def test_the_year_is_not_enough(words):
    found = [t.window for t in times_in_year(tokenize(f"He will resign {words}."), 2019) if t.window]
    assert found
    assert all(w.problem and w.earliest is None and w.latest is None for w in found)


def test_what_needs_no_year_is_left_as_it_is():
    doc = tokenize("They met on 5 May 2017 and will meet before the vote.")
    assert times_in_year(doc, 2019) == find_times(doc, None)


@pytest.mark.parametrize("reading", [read_article, times_of])
def test_the_year_is_said_with_how_surely_and_from_what(reading):
    [problem] = reading(article(TEXT)).problems
    assert problem.where == "a.txt"
    assert "year 2019 is inferred (probable) from 'G20 summit in Osaka'" in problem.message
    assert problem.message.endswith("not resolved: give --date")


def test_the_claims_have_their_windows():
    claims = [c for c in read_article(article(TEXT)).claims if c.forward]
    [visit] = [c for c in claims if c.trigger.words == "visit"]
    assert (visit.window.earliest, visit.window.latest) == (dt.date(2019, 4, 16), dt.date(2019, 4, 30))
    [meet] = [c for c in claims if c.trigger.words == "meet"]
    assert (meet.window.earliest, meet.window.latest) == (None, None)
    assert meet.window.problem


def test_where_the_year_was_found_goes_with_the_article():
    got = dated(article(TEXT))
    assert got.published is None
    assert got.published_from == "year 2019 inferred (probable) from 'G20 summit in Osaka'"
    assert dated(article("He will come in May.")) == article("He will come in May.")


def test_a_text_that_tells_nothing_asks_for_the_day():
    reading = read_article(article("Norway's prime minister will visit Denmark in May, officials said."))
    assert [p.message for p in reading.problems] == ["window not resolved: give --date"]
    assert read_article(article(TEXT, dt.date(2019, 4, 19))).problems == ()
