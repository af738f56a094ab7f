import datetime as dt

import pytest
from tests.judge.visit import AGAIN, ANNOUNCED, COPY, DONE, LATER, RUMOURS, STORY, Said, article, day, record, source

from foresaid import ask
from foresaid.core import Judgement
from foresaid.record.judging import append_judgement, undo
from foresaid.record.ledger import Ledger


@pytest.fixture
def ledger():
    with Ledger.open(":memory:", write=True) as opened:
        record(opened)
        yield opened


@pytest.fixture
def j(ledger):
    return ask.judged(ledger)


MAY = RUMOURS[1].claims[0].id
JUNE = RUMOURS[1].claims[1].id


def decide(ledger, about, subject, answer, on="2019-07-10"):
    made = Judgement(subject=subject, about=about, answer=answer, reasons=("seen",), judge="person me", made_at=day(on))
    return append_judgement(ledger, made).id


def take_back(ledger, entry, on="2019-07-10"):
    undo(
        ledger,
        entry,
        Judgement(subject="", about="undo", answer=entry, reasons=("wrong",), judge="person me", made_at=day(on)),
    )


def test_verdicts_of_the_story(j):
    answers = [v.answer for i, v, _ in j.claims() if i.claim.polarity == "+"]
    assert answers == ["late", "held", "held", "open", "held", "unscorable", "open"]
    assert j.verdicts[MAY].days == 20
    assert j.as_of == day("2019-07-10")


@pytest.mark.parametrize("as_of", ["2019-04-20", "2019-04-21", "2019-05-02", "2019-06-17", "2019-06-21", "2019-07-10"])
def test_nothing_published_later_is_known(ledger, as_of):
    last = day(as_of)
    then = ask.judged(ledger, as_of=last)
    assert {i.id for i in then.items.values()} == {c.id for a, r in STORY if a.published <= last for c in r.claims}
    with Ledger.open(":memory:", write=True) as fresh:
        record(fresh, *(s for s in STORY if s[0].published <= last))
        alone = ask.judged(fresh, as_of=last)
    assert then.verdicts == alone.verdicts
    assert [then.foretold(e) for e in then.events] == [alone.foretold(e) for e in alone.events]
    assert ask.sources(then) == ask.sources(alone)


def test_an_article_without_a_day_is_known_on_no_day_but_at_last(ledger):
    record(ledger, article("x", None, "Hanji Daily", [Said(words="Xi Jinping will visit North Korea again")]))
    assert len(ask.judged(ledger).items) == len(ask.judged(ledger, as_of=day("2030-01-01")).items) + 1


def test_an_event_is_found_by_words_and_ids(j):
    visit = j.home[MAY]
    for words in ("Xi visit North Korea", "xi VISITS the north korea", "Xi visited Pyongyang", "Xi May", visit.id, MAY):
        assert ask.find_events(j, words)[0] is visit is ask.find_event(j, words)
    assert ask.find_events(j, "Moon Japan")[0] is j.home[AGAIN[1].claims[1].id]
    assert len(ask.find_events(j, "visit")) == 2
    with pytest.raises(ask.NotFoundError, match="'zebra'"):
        ask.find_events(j, "zebra")


def test_a_claim_is_found_by_the_beginning_of_its_id(j):
    assert ask.find_claim(j, MAY[:8]).id == MAY
    for id in (MAY[:3], "ffff0000", ""):
        with pytest.raises(ask.NotFoundError, match="no claim"):
            ask.find_claim(j, id)


def test_what_is_upcoming_is_open_and_soonest_first(ledger):
    then = ask.judged(ledger, as_of=day("2019-05-02"))
    rows = ask.upcoming(then)
    assert [i.claim.quote.words[:4] for _, i, _ in rows] == ["Xi J", "Moon"]
    assert all(v.answer == "open" and i.window[1] >= then.as_of for _, i, v in rows)
    assert len(ask.upcoming(then, days=30)) == 1
    assert ask.upcoming(then, days=0) == rows[:1]


def test_what_is_due_closed_without_an_answer(ledger):
    record(
        ledger,
        article(
            "x",
            "2019-03-01",
            "X",
            [Said(words="The pandas will move in April", when="2019-04-01/2019-04-30", with_=(), trigger="move")],
        ),
    )
    j = ask.judged(ledger)
    first = ask.due(j)[0]
    assert first[1].claim.quote.words == "The pandas will move in April"
    assert all(v.answer == "open" and i.window[1] < j.as_of for _, i, v in ask.due(j))


def test_sources_are_told_under_one_name_and_copies_left_out(j):
    found = {r.name: r for r in ask.sources(j)}
    assert found["Moon Jae-in"].claims == 3
    assert (found["anonymous, CHN"].settled, found["anonymous, CHN"].late) == (1, 20)
    assert "Harbour Post" not in found
    assert set(found) >= {"Peninsula Courier", "Hanji Daily", "Northern Wire", "anonymous", "office, JPN"}
    assert {r.kind for r in ask.sources(j, "outlet")} == {"outlet"}


def test_kinds_are_of_those_who_said_it_first(j):
    found = {r.name: r.claims for r in ask.kinds(j)}
    assert found == {"anonymous, CHN": 1, "person": 3, "office, JPN": 1, "outlet": 1, "anonymous, KOR": 1}


def test_words_count_each_claim_once(j):
    assert sum(r.claims for r in ask.words(j)) == 7


def test_two_sources_are_compared_on_what_both_spoke_of(j):
    records, shared = ask.compared(j, ["Moon", "a Chinese official"])
    assert shared == 1
    assert [(r.name, r.settled, r.held) for r in records] == [("Moon Jae-in", 2, 2), ("anonymous, CHN", 1, 0)]
    with pytest.raises(ask.NotFoundError):
        ask.compared(j, ["Moon", "nobody at all"])


def test_how_a_line_moved(j):
    told = ask.changed(j, "President Moon Jae-in")
    assert [t.item.claim.certainty for t in told] == ["possible", "probable", "certain"]
    assert {t.voice.name for t in told} == {"Moon Jae-in"}
    assert [t.voice.name for t in ask.changed(j, "anonymous, CHN")] == ["a Chinese official"]
    assert ask.changed(j, "moon jae")
    with pytest.raises(ask.NotFoundError, match="no source"):
        ask.changed(j, "the Sphinx")


def test_a_persons_verdict_outranks_the_rules_until_it_is_undone(ledger):
    before = ask.judged(ledger)
    entry = decide(ledger, "verdict", MAY, "held")
    after = ask.judged(ledger)
    assert (after.verdicts[MAY].answer, after.verdicts[MAY].rule) == ("held", "person me")
    assert {k for k in before.verdicts if before.verdicts[k] != after.verdicts[k]} == {MAY}
    second = decide(ledger, "verdict", MAY, "void")
    assert ask.judged(ledger).verdicts[MAY].answer == "void"
    take_back(ledger, second)
    assert ask.judged(ledger).verdicts == before.verdicts
    assert entry != second


def test_a_judgement_of_a_later_day_is_not_known_before(ledger):
    decide(ledger, "verdict", MAY, "void", on="2019-07-01")
    assert ask.judged(ledger, as_of=day("2019-06-30")).verdicts[MAY].answer != "void"
    assert ask.judged(ledger, as_of=day("2019-07-01")).verdicts[MAY].answer == "void"


def test_people_join_and_part(ledger):
    tokyo = AGAIN[1].claims[1].id
    assert ask.judged(ledger).home[MAY] is not ask.judged(ledger).home[tokyo]
    joined = decide(ledger, "same", MAY, tokyo)
    now = ask.judged(ledger)
    assert now.home[MAY] is now.home[tokyo]
    take_back(ledger, joined)
    now = ask.judged(ledger)
    assert now.home[MAY] is not now.home[tokyo]
    parted = decide(ledger, "different", JUNE, MAY)
    now = ask.judged(ledger)
    assert now.home[MAY] is not now.home[JUNE]
    take_back(ledger, parted)
    now = ask.judged(ledger)
    assert now.home[MAY] is now.home[JUNE]


def test_what_is_no_claim_is_left_out_until_that_is_undone(ledger):
    entry = decide(ledger, "claim", MAY, "no")
    assert MAY not in ask.judged(ledger).items
    take_back(ledger, entry)
    assert MAY in ask.judged(ledger).items


def test_an_empty_ledger_answers():
    with Ledger.open(":memory:", write=True) as empty:
        j = ask.judged(empty)
    assert (j.as_of, j.events, ask.upcoming(j), ask.due(j), ask.sources(j), ask.words(j)) == (None, (), [], [], [], [])


def test_the_order_of_recording_changes_no_answer(j):
    with Ledger.open(":memory:", write=True) as other:
        record(other, LATER, DONE, COPY, ANNOUNCED, AGAIN, RUMOURS)
        again = ask.judged(other)
    assert again.verdicts == j.verdicts
    assert [again.foretold(e) for e in again.events] == [j.foretold(e) for e in j.events]
    assert ask.sources(again) == ask.sources(j)


def test_a_source_of_the_article_is_a_voice_by_itself(ledger):
    record(
        ledger,
        article(
            "x", "2019-07-01", None, [Said(words="Xi Jinping will visit North Korea in 2020", who=(source("Moon"),))]
        ),
    )
    assert ask.judged(ledger).as_of >= dt.date(2019, 7, 1)
    assert {r.name: r.claims for r in ask.sources(ask.judged(ledger))}["Moon Jae-in"] == 4
