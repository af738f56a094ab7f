"""Time expressions: rules by their own sentences, marked-up cases, windows, tense, events, dates that are not given."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from foresaid.read.language import load_reader, parse, tokenize
from foresaid.read.times import edtf, edtf_days, find_known_events, find_times, infer_published
from foresaid.read.times.spot import rules
from foresaid.rules.load import Example, examples

PUBLISHED = dt.date(2019, 4, 19)
CASES = Path(__file__).parents[1] / "cases" / "times.txt"
WINDOWS = Path(__file__).parents[2] / "bench" / "windows" / "cases.tsv"


@pytest.mark.parametrize("example", examples("times"), ids=lambda e: f"{e.rule}:{e.sentence[:30]}")
def test_rule_matches_its_sentences(example: Example) -> None:
    found = [t.rule for t in find_times(tokenize(example.sentence), PUBLISHED)]
    assert (example.rule in found) is example.must


def test_every_rule_has_both_kinds_of_sentences() -> None:
    have = {(e.rule, e.must) for e in examples("times")}
    assert have == {(r.id, must) for r in rules() for must in (True, False)}


@pytest.mark.parametrize("example", [e for e in examples("times_events") if e.must], ids=lambda e: e.rule)
def test_series_is_found_under_its_names(example: Example) -> None:
    assert [k.edition.series for k in find_known_events(example.sentence, PUBLISHED)] == [example.rule]


def marked() -> list[tuple[dt.date, str, list[tuple[str, str, str]]]]:
    out = []
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            day, text = line.split(" | ", 1)
            want = re.findall(r"\[([^\]]+)\]\{(\S+) (\S+)\}", text)
            out.append((dt.date.fromisoformat(day), re.sub(r"\[([^\]]+)\]\{[^}]*\}", r"\1", text), want))
    return out


@pytest.mark.parametrize(("published", "text", "want"), marked(), ids=lambda x: x[:40] if isinstance(x, str) else "")
def test_marked_sentences(published: dt.date, text: str, want: list[tuple[str, str, str]]) -> None:
    found = [t for t in find_times(tokenize(text), published) if not t.rule.startswith("event")]
    assert [(t.span.words, t.type, t.value) for t in found] == want
    for t in found:
        t.span.check(text)


def test_own_windows_are_exact() -> None:
    """The floor of issue 2: 95 % of at least 200 windows, first and last day exact."""
    rows = [r.split("\t") for r in WINDOWS.read_text(encoding="utf-8").splitlines() if r and r[0] != "#"][1:]
    right = 0
    for published, expression, first, last, sentence in rows:
        at = sentence.lower().index(expression.lower().removeprefix("not "))
        end = at + len(expression)
        best = max(
            ((min(w.words.end, end) - max(w.words.start, at)) / (max(w.words.end, end) - min(w.words.start, at)), -n, w)
            for n, t in enumerate(find_times(tokenize(sentence), dt.date.fromisoformat(published)))
            if (w := t.window)
        )[2]
        right += (str(best.earliest or "-"), str(best.latest or "-")) == (first, last)
    assert len(rows) >= 200
    assert right / len(rows) >= 0.95


def test_two_months_are_two_expressions_and_one_window() -> None:
    may, june = find_times(tokenize("Xi will visit in May or June."), PUBLISHED)
    assert may.window == june.window
    assert may.window is not None
    assert (may.window.words.words, may.window.edtf) == ("in May or June", "2019-05/2019-06")


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("The court ruled on Tuesday.", "2019-04-16"),
        ("The court will rule on Tuesday.", "2019-04-23"),
        ("The court is to rule on Tuesday.", "2019-04-23"),
        ("The court was to rule on Wednesday.", "2019-04-17"),
        ("The court said it would rule on Wednesday.", "2019-04-17"),
        ("On Tuesday, the court will rule.", "2019-04-23"),
        ("The hearing begins on Tuesday.", "2019-04-23"),
        ("The hearing is scheduled for Tuesday.", "2019-04-23"),
        ("Tuesday's ruling was harsh.", "2019-04-16"),
    ],
)
def test_tense_tells_which_tuesday(sentence: str, day: str) -> None:
    assert [t.value for t in find_times(tokenize(sentence), PUBLISHED)] == [day]


def test_a_statement_of_another_day_counts_from_it() -> None:
    doc = tokenize("The plan will be ready within two weeks.")
    (t,) = find_times(doc, PUBLISHED, said_on=dt.date(2019, 4, 1))
    assert t.window is not None
    assert (t.window.earliest, t.window.latest, t.window.anchor) == (dt.date(2019, 4, 1), dt.date(2019, 4, 15), "said")


def test_without_a_date_nothing_is_guessed() -> None:
    for sentence in ("They will meet on Friday.", "They meet next week.", "It opens in May.", "It ends within a day."):
        (t,) = find_times(tokenize(sentence), None)
        assert t.window is not None
        assert (t.window.earliest, t.window.latest) == (None, None)
        assert t.window.problem == "window not resolved: give --date"
    (t,) = find_times(tokenize("They met on May 3, 2018."), None)
    assert t.window is not None
    assert t.window.edtf == "2018-05-03"


def test_event_in_the_table_gives_a_window() -> None:
    (k,) = find_known_events("They will meet at the G20 summit in Osaka.", None)
    assert (k.edition.first, k.edition.last, k.how) == (dt.date(2019, 6, 28), dt.date(2019, 6, 29), "place")
    assert k.span.words == "G20 summit in Osaka"
    (k,) = find_known_events("They meet before the G20 summit in Osaka. US officials travel today.", None)
    assert k.span.words == "G20 summit in Osaka"
    assert find_known_events("They will meet at the G20 summit.", None) == ()
    (k,) = find_known_events("They will meet at the G20 summit.", dt.date(2022, 9, 1))
    assert k.edition.places[0] == "Bali"


def test_event_that_is_not_known_stays_a_relation() -> None:
    (t,) = [t for t in find_times(tokenize("He will resign after Kim's visit."), PUBLISHED) if t.window]
    assert t.window is not None
    assert t.window.event is not None
    assert (t.window.anchor, t.window.event.words) == ("event", "Kim's visit")
    assert t.window.problem is not None
    assert t.window.earliest is None


def test_outer_and_inner_window_of_a_dated_event() -> None:
    found = find_times(tokenize("Talks will go on until the G20 summit in Osaka at the end of June."), PUBLISHED)
    windows = {t.rule: (str(t.window.earliest), str(t.window.latest)) for t in found if t.window}
    assert windows == {"event.dated": ("2019-04-19", "2019-06-30"), "portion_of": ("2019-06-21", "2019-06-30")}


@pytest.mark.parametrize(
    ("text", "day", "year", "sure"),
    [
        ("Posted on : April 20, 2019\nKim will travel.", dt.date(2019, 4, 20), 2019, "certain"),
        ("SEOUL, April 19, 2019\nKim will travel to Russia.", dt.date(2019, 4, 19), 2019, "certain"),
        ("They will meet at the G20 summit in Osaka.", None, 2019, "probable"),
        ("He was elected in 2018. The court will rule on Wednesday, July 31.", None, 2019, "probable"),
    ],
)
def test_publication_is_inferred_with_its_reason(text: str, day: dt.date | None, year: int, sure: str) -> None:
    got = infer_published(tokenize(text))
    assert got is not None
    assert (got.day, got.year, got.sure) == (day, year, sure)
    assert got.words.words in text


def test_text_that_does_not_tell_its_date() -> None:
    assert infer_published(tokenize("They will meet on Friday in May.")) is None
    assert infer_published(tokenize("The war of 2008 was followed by a vote in 2018.")) is None


def test_edtf_prints_units_intervals_and_open_ends() -> None:
    d = dt.date
    assert edtf(d(2019, 1, 1), d(2019, 12, 31)) == "2019"
    assert edtf(d(2019, 5, 1), d(2019, 5, 31), True) == "2019-05~"
    assert edtf(d(2019, 5, 3), None) == "2019-05-03/.."
    assert edtf(None, None) is None
    assert edtf_days("2019/2020") == (d(2019, 1, 1), d(2020, 12, 31))
    with pytest.raises(ValueError, match="not a window"):
        edtf_days("2019-W17")


@pytest.mark.parametrize(
    ("text", "rule", "latest"),
    [
        ("Sources say that a deal is unlikely before July.", "month", "2019-06-30"),
        ("Flights will be cheaper by Christmas, an airline said.", "holiday", "2019-12-25"),
        ("It was cold in March.", "month", "2019-03-31"),
    ],
)
def test_a_predicate_tells_which_way_its_time_lies(text: str, rule: str, latest: str) -> None:
    found = find_times(parse(tokenize(text), load_reader("best")), PUBLISHED)
    assert [(t.rule, str(t.window.latest)) for t in found if t.window] == [(rule, latest)]


def test_a_name_with_a_holiday_in_it_is_no_date() -> None:
    assert find_times(tokenize("The match at May Day Stadium will be long."), PUBLISHED) == ()
    assert find_times(tokenize("They will march on May Day."), PUBLISHED) != ()
