import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.judge.visit import OFFICIAL, Said, article, day, items, source

from foresaid.core import Verdict
from foresaid.judge.scores import (
    TABLE_WEIGHT,
    Field,
    brier,
    interval,
    probabilities,
    probability_of,
    records,
    stated,
    tellings,
    walk_forward,
    word_of,
)

MOON, XI = source("Moon Jae-in"), source("Xi Jinping")


def said(
    id,
    who,
    verdict,
    *,
    event="e",
    published="2019-05-01",
    when="2019-06-01/2019-06-30",
    since="2019-07-01",
    days=None,
    **more,
):
    """(claim, verdict, event) of one claim in an article of its own."""
    [item] = items(
        article(id, published, "Hanji Daily", [Said(words="He will visit Oslo", who=(who,), when=when, **more)])
    )
    known = day(since) if since else None
    return item, Verdict(claim=item.id, answer=verdict, because="", rule="test", since=known, days=days), event


def by_source(*rows):
    told = [t for t in tellings(rows) if t.voice.place == "origin"]
    return {r.name: r for r in records(told, lambda t: t.voice.name)}


def test_a_record_counts_what_is_settled_and_shows_the_rest_beside_it():
    record = by_source(
        said("a", MOON, "held"),
        said("b", MOON, "late", event="f", days=20),
        said("c", MOON, "late", event="g", days=4),
        said("d", MOON, "open", event="h"),
        said("e", MOON, "void", event="i"),
        said("f", MOON, "unscorable", event="j"),
    )["Moon Jae-in"]
    assert (record.claims, record.settled, record.held, record.open, record.void, record.unscorable) == (
        6,
        3,
        1,
        1,
        1,
        1,
    )
    assert record.share == pytest.approx(1 / 3)
    assert record.late == 12
    assert record.low < record.share < record.high
    p = probabilities()["will"][0]
    assert record.brier == pytest.approx(((1 - p) ** 2 + 2 * p**2) / 3)
    assert record.brier == pytest.approx(record.reliability - record.resolution + record.uncertainty)


def test_what_a_source_repeats_counts_once_and_another_window_anew():
    rows = said("a", MOON, "held"), said("b", MOON, "held"), said("c", MOON, "late", when="2019-05-01/2019-05-31")
    record = by_source(*rows)["Moon Jae-in"]
    assert (record.claims, record.settled, record.repeats) == (2, 2, 1)


def test_each_link_of_a_chain_is_scored_for_itself():
    [item] = items(article("a", "2019-05-01", "Hanji Daily", [Said(words="He will visit", who=(MOON, OFFICIAL))]))
    told = tellings([(item, Verdict(claim=item.id, answer="held", because="", rule="test"), "e")])
    assert [(t.voice.name, t.voice.place) for t in told] == [
        ("Hanji Daily", "outlet"),
        ("Moon Jae-in", "relay"),
        ("a Chinese official", "origin"),
    ]
    assert all(r.held == 1 for r in records(told, lambda t: t.voice.name))


def test_skill_is_against_the_same_events_and_lead_against_others_on_them():
    hard = [said(f"h{n}", source(f"Person {n}"), "missed", event="hard") for n in range(4)]
    easy = [said(f"e{n}", source(f"Person {n}"), "held", event="easy") for n in range(4)]
    found = by_source(*hard, said("a", MOON, "held", event="hard"), *easy, said("b", XI, "held", event="easy"))
    moon, xi = found["Moon Jae-in"], found["Xi Jinping"]
    assert (moon.share, xi.share) == (1, 1)
    assert moon.base == pytest.approx(1 / 5)
    assert xi.base == 1
    assert moon.skill > 0.9
    assert xi.skill is None  # always saying that it happens would have made no error
    assert moon.lead > 0.8
    assert xi.lead == pytest.approx(0)
    assert (moon.rivals, xi.rivals) == (1, 1)


def test_nobody_to_compare_with():
    record = by_source(said("a", MOON, "held"))["Moon Jae-in"]
    assert (record.rivals, record.lead) == (0, None)
    assert Field().base([]) is None


def test_a_word_is_scored_by_what_was_known_before_it_was_said():
    before = said("a", MOON, "missed", published="2019-01-01", since="2019-03-01")
    unknown = said("b", MOON, "missed", event="f", published="2019-01-01", since=None)
    same_day = said("c", MOON, "missed", event="g", published="2019-03-01")
    after = said("d", XI, "held", event="h", published="2019-03-02")
    own = walk_forward([before, unknown, same_day, after])
    p = probabilities()["will"][0]
    assert own[before[0].id] == own[unknown[0].id] == own[same_day[0].id] == pytest.approx(p)
    assert own[after[0].id] == pytest.approx(TABLE_WEIGHT * p / (TABLE_WEIGHT + 1))


@given(st.permutations(range(4)))
def test_what_is_known_does_not_depend_on_the_order(order):
    rows = [
        said(f"a{n}", MOON, "held", event=f"e{n}", published=f"2019-0{n + 1}-01", since=f"2019-0{n + 1}-15")
        for n in range(4)
    ]
    assert walk_forward([rows[n] for n in order]) == walk_forward(rows)


def test_a_denial_is_as_probable_as_it_says():
    [no] = items(
        article(
            "a", "2019-05-01", "X", [Said(words="A visit is unlikely", cue="unlikely", sure="probable", polarity="-")]
        )
    )
    [may] = items(
        article("b", "2019-05-01", "X", [Said(words="He may not visit", cue="may", sure="possible", polarity="-")])
    )
    [yes] = items(
        article("c", "2019-05-01", "X", [Said(words="A visit is no longer unlikely", cue="unlikely", sure="probable")])
    )
    assert word_of(no) == "unlikely"
    assert probability_of(no) == stated("unlikely")[0] == pytest.approx(0.67)
    assert probability_of(may) == probabilities()["may"][0]
    assert probability_of(yes) == probabilities()["unlikely"][0]


def test_a_word_that_the_table_lacks_counts_by_its_degree():
    [item] = items(article("a", "2019-05-01", "X", [Said(words="He vows to visit", cue="vow", sure="certain")]))
    assert word_of(item) == "certain"


def test_ranges_hold_their_probability():
    for word in probabilities():
        p, low, high, _ = stated(word)
        assert 0 < low <= p <= high < 1


@given(st.integers(0, 200), st.integers(0, 200))
def test_an_interval_holds_the_share(held, missed):
    low, high = interval(held, held + missed)
    assert 0 <= low < high <= 1
    if held and missed:
        assert low < held / (held + missed) < high


@given(st.lists(st.tuples(st.sampled_from([0.07, 0.4, 0.75, 0.93]), st.booleans()), min_size=1))
def test_the_parts_of_a_brier_score_make_it_up(pairs):
    score, reliability, resolution, uncertainty = brier(pairs)
    assert score == pytest.approx(reliability - resolution + uncertainty)


def test_brier_of_nothing():
    with pytest.raises(ValueError, match="no pairs"):
        brier([])
