import pytest
from tests.judge.visit import COPY, STORY, Said, article, day, items, joined, source

from foresaid.core import STATUSES, Verdict
from foresaid.judge.history import foretold_of, label_of

MOON = source("Moon Jae-in", "person", "KOR")
OFFICE = source("the presidential office in Seoul", "institution", "KOR")
SOMEBODY = source("a diplomat", "anonymous")


def history(*articles, verdicts=None, copied=()):
    event = joined(items(*articles))
    return [(str(s.day), s.status, s.by) for s in foretold_of(event, verdicts or {}, copied=copied).history]


def one(published, *said, outlet="Northern Wire"):
    return article(f"{published} {outlet}", published, outlet, said)


def plan(when="2019-06-20", who=MOON, **more):
    return Said(words="Xi Jinping will visit North Korea", when=when, who=(who,) if who else (), **more)


def report(outcome, when=None, words="The visit of Xi Jinping was told of", **more):
    return Said(words=words, outcome=outcome, when=when, **more)


def test_from_rumour_to_the_day():
    steps = history(
        one("2019-04-01", plan(who=SOMEBODY, kind="forecast", sure="possible")),
        one("2019-05-01", plan()),
        one("2019-05-10", plan(who=OFFICE)),
        one("2019-06-21", report("happened", "2019-06-20")),
    )
    assert steps == [
        ("2019-04-01", "rumoured", "a diplomat"),
        ("2019-05-01", "announced", "Moon Jae-in"),
        ("2019-05-10", "confirmed", "the presidential office in Seoul"),
        ("2019-06-21", "held", "Northern Wire"),
    ]


def test_one_article_makes_one_step():
    both = one(
        "2019-05-01",
        plan(who=SOMEBODY, kind="forecast", sure="possible"),
        Said(words="The visit will be in June", when="2019-06-01/2019-06-30", who=(MOON,)),
    )
    assert history(both) == [("2019-05-01", "announced", "Moon Jae-in")]


def test_a_date_that_takes_the_place_of_another_moves_it_and_the_old_one_told_again_does_not():
    moved = one("2019-06-01", plan("2019-07-10"))
    assert [s[1] for s in history(one("2019-05-01", plan()), moved)] == ["announced", "moved"]
    again = one("2019-06-05", plan("2019-06-20", who=None), outlet="Hanji Daily")
    assert [s[1] for s in history(one("2019-05-01", plan()), moved, again)] == ["announced", "moved"]


def test_put_off_and_given_a_date_later_is_one_move():
    off, new = one("2019-06-01", report("moved")), one("2019-06-10", plan("2019-07-10"))
    assert [s[1] for s in history(one("2019-05-01", plan()), off, new)] == ["announced", "moved"]


def test_called_off_with_a_new_date_in_the_same_article_is_moved():
    article_ = one(
        "2019-06-01",
        report("cancelled"),
        Said(words="The visit will be in October", when="2019-10-01/2019-10-31", who=(MOON,)),
    )
    assert [s[1] for s in history(one("2019-05-01", plan()), article_)] == ["announced", "moved"]


def test_called_off_by_a_report_or_by_those_who_control_it_alone():
    announced = one("2019-05-01", plan())
    assert [s[1] for s in history(announced, one("2019-06-01", report("cancelled")))] == ["announced", "cancelled"]
    refused = Said(words="He will not visit", polarity="-", who=(OFFICE,), when="2019-06-20")
    assert [s[1] for s in history(announced, one("2019-06-01", refused))] == ["announced", "cancelled"]
    doubted = Said(words="He will not visit", polarity="-", who=(SOMEBODY,), when="2019-06-20", kind="forecast")
    assert [s[1] for s in history(announced, one("2019-06-01", doubted))] == ["announced", "disputed"]


def test_a_denial_of_other_days_disputes_nothing():
    early = Said(
        words="He will not visit before June",
        polarity="-",
        who=(SOMEBODY,),
        when="2019-05-02/2019-05-31",
        kind="forecast",
    )
    assert [s[1] for s in history(one("2019-05-01", plan()), one("2019-05-02", early))] == ["announced"]


def test_disputed_is_said_once():
    doubt = Said(words="He will not visit", polarity="-", who=(SOMEBODY,), kind="forecast")
    steps = history(one("2019-05-01", plan()), *(one(f"2019-05-1{n}", doubt) for n in range(4)))
    assert [s[1] for s in steps] == ["announced", "disputed"]


def test_announced_again_after_it_was_called_off():
    off = one("2019-05-20", report("cancelled"))
    start = one("2019-05-01", plan())
    assert [s[1] for s in history(start, off, one("2019-06-01", plan()))][-1] == "confirmed"
    assert [s[1] for s in history(start, off, one("2019-06-01", plan("2019-09-01")))][-1] == "announced"


def test_what_is_said_after_the_day_changes_nothing():
    steps = history(
        one("2019-05-01", plan()),
        one("2019-06-21", report("happened", "2019-06-20")),
        one("2019-06-25", plan(who=OFFICE)),
    )
    assert [s[1] for s in steps] == ["announced", "held"]


def test_a_report_is_not_believed_where_it_was_foretold_still_or_not_yet():
    early = one("2019-05-10", report("happened", "2019-05-09"))
    steps = history(one("2019-05-01", plan()), early, one("2019-06-01", plan(who=OFFICE)))
    assert "held" not in [s[1] for s in steps]
    old = one("2019-05-01", plan(), report("happened", "2018-03-01"))
    assert [s[1] for s in history(old)] == ["announced"]


def test_missed_by_the_verdict_on_the_latest_window():
    found = items(one("2019-05-01", plan()))
    verdict = Verdict(claim=found[0].id, answer="missed", because="", rule="settle", since=day("2019-07-15"))
    steps = foretold_of(joined(found), {found[0].id: verdict}).history
    assert [(str(s.day), s.status, s.by) for s in steps][-1] == ("2019-07-15", "missed", "settle")


def test_not_missed_while_it_is_still_awaited():
    told = one("2019-06-21", report("did_not_happen", "2019-06-20"))
    assert [s[1] for s in history(one("2019-05-01", plan()), told)] == ["announced", "missed"]
    awaited = Said(
        words="He may visit in autumn", when="2019-09-01/2019-11-30", who=(SOMEBODY,), kind="forecast", sure="possible"
    )
    assert [s[1] for s in history(one("2019-05-01", plan()), told, one("2019-07-01", awaited))] == ["announced"]


def test_a_copy_confirms_nothing():
    copy = one("2019-05-02", plan(), outlet="Harbour Post")
    assert [s[1] for s in history(one("2019-05-01", plan()), copy)] == ["announced", "confirmed"]
    assert [s[1] for s in history(one("2019-05-01", plan()), copy, copied={copy[0].id})] == ["announced"]


def test_the_whole_story():
    event = joined(i for i in items(*STORY) if "PRK" in i.states)
    told = foretold_of(event, {}, copied={COPY[0].id})
    assert [s.status for s in told.history] == ["rumoured", "disputed", "announced", "held"]
    assert all(s.status in STATUSES for s in told.history)
    assert told.happened == day("2019-06-20")
    assert told.participants == ("CHN", "PRK")
    assert len(told.reports) == 1


@pytest.mark.parametrize(
    ("worse", "better"),
    [
        (
            Said(words="He will visit North Korea", when="2019-06-20"),
            Said(words="Xi Jinping will visit North Korea", when="2019-06-20"),
        ),
        (
            Said(words="Xi Jinping could visit North Korea", sure="possible"),
            Said(words="Xi Jinping will visit North Korea"),
        ),
        (
            Said(words="Xi Jinping will not visit North Korea", polarity="-"),
            Said(words="Xi Jinping will visit North Korea soon"),
        ),
        (
            Said(words="Xi Jinping will visit North Korea"),
            Said(words="Xi Jinping will visit North Korea in May", when="2019-05-01/2019-05-31"),
        ),
        (
            Said(words="Xi Jinping will visit North Korea " + "and more " * 30),
            Said(words="Xi Jinping will visit North Korea"),
        ),
    ],
)
def test_the_label_names_who_does_what_when(worse, better):
    for order in ((worse, better), (better, worse)):
        event = joined(items(one("2019-05-01", *order)))
        assert label_of(event).claim.quote.words == better.words
