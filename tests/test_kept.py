"""What is kept answers as the whole ledger judged anew does."""

from dataclasses import replace

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings
from tests.judge.visit import AGAIN, RUMOURS, STORY, Said, article, day, record
from tests.record.conftest import kind, ledger, new_place, postgresql, where  # noqa: F401
from tests.test_ask import decide

from foresaid import ask
from foresaid.record import judged, tables
from foresaid.record.audit import verify
from foresaid.record.ledger import Ledger, dump
from foresaid.show import answers
from foresaid.show.story import story_text, why_json, why_text

MAY = RUMOURS[1].claims[0].id


@pytest.fixture
def story(ledger):  # noqa: F811
    record(ledger)
    return ledger


def told(found):
    return [(t.item, t.verdict, t.event, t.voice, t.own) for t in found]


def answered(a, ledger):  # noqa: F811
    """Everything that can be asked of the story, as records and as it is shown."""
    out = {"as of": a.as_of, "verdicts": a.verdicts()}
    for words in (
        "Xi visit North Korea",
        "Xi visit Norway in May",
        "visit",
        "Pyongyang",
        "Moon Japan",
        "zebra",
        '" "',
        MAY,
    ):
        try:
            j, (event, *others) = a.story(words, 6)
        except ask.NotFoundError as e:
            out[words] = str(e)
            continue
        shown = story_text(event, j, others, width=80, colour=False)
        out[words] = event.id, [o.id for o in others], shown, answers.story_json(event, j)
    for id in (*(c.id for _, r in STORY for c in r.claims), MAY[:5], MAY[:3], "ffffff"):
        try:
            j, item = a.claim(id)
        except ask.NotFoundError as e:
            out["why", id] = str(e)
            continue
        text = next(t for t, r in STORY if any(c.id == item.id for c in r.claims))
        out["why", id] = why_text(item, text, j, [], width=80, colour=False), why_json(item, text, j, [])
    for days in (None, 0, 30, 100, 1000):
        for limit in (None, 1):
            j, rows = a.upcoming(days, limit)
            out["upcoming", days, limit] = list(answers.open_rows(rows, j))
    j, rows = a.due()
    out["due"] = list(answers.open_rows(rows, j))
    for only in ((), ("held", "late")):
        j, items = a.settled(only)
        out["settled", only] = list(answers.settled_rows(items, j))
    for kind in (None, "person", "outlet", "anonymous"):  # noqa: F402
        out["sources", kind] = a.sources(kind)
    out["kinds"], out["words"] = a.kinds(), a.words()
    for names in (("Moon", "a Chinese official"), ("Northern Wire", "Moon"), ("Moon", "nobody at all")):
        try:
            out[names] = a.compared(names)
        except ask.NotFoundError as e:
            out[names] = str(e)
    for source in ("President Moon Jae-in", "anonymous, CHN", "moon jae", "o", "the Sphinx"):
        try:
            j, found = a.changed(source)
        except ask.NotFoundError as e:
            out["changed", source] = str(e)
            continue
        out["changed", source] = told(found), list(answers.changed_rows(found, j))
    return out


def alike(ledger):  # noqa: F811
    with ledger.reading() as c:
        kept = answered(ask.Kept(c), ledger)
    whole = answered(ask.Whole(ask.judged(ledger)), ledger)
    for question in whole:
        assert kept[question] == whole[question], question


def test_every_question_is_answered_alike(story):
    assert ask.bring_up_to_date(story)
    alike(story)
    decide(story, "verdict", MAY, "void")
    decide(story, "different", MAY, RUMOURS[1].claims[1].id)
    decide(story, "claim", AGAIN[1].claims[1].id, "no")
    assert ask.bring_up_to_date(story)
    alike(story)


def test_odd_names_and_undated_articles(story):
    odd = Said(words="Xi Jinping will visit North Korea\0 in \ud800 May", when="2019-05-01/2019-05-31", who=())
    named = replace(RUMOURS[1].claims[0].sources[1], name="a 100% \0 _sure_ \ud800 office")
    record(story, article("odd", None, "The 'Odd' Post_%", [odd, replace(odd, words="Xi will visit", who=(named,))]))
    assert ask.bring_up_to_date(story)
    alike(story)
    with story.reading() as c:
        for source in ("100%", "_sure_", "100_", "the 'odd' post_%"):
            for a in (ask.Kept(c), ask.Whole(ask.judged(story))):
                if source == "100_":
                    with pytest.raises(ask.NotFoundError):
                        a.changed(source)
                else:
                    assert a.changed(source)[1]


def test_an_empty_ledger_is_kept_too(ledger):  # noqa: F811
    assert ask.bring_up_to_date(ledger)
    with ask.asked(ledger) as a:
        assert isinstance(a, ask.Kept)
        assert (a.as_of, a.upcoming()[1], a.due()[1], a.settled()[1], a.sources(), a.verdicts()) == (
            None,
            [],
            [],
            [],
            [],
            {},
        )
        with pytest.raises(ask.NotFoundError):
            a.story("Xi", 1)


def test_the_first_question_keeps_and_the_next_reads(story):
    def which(as_of=None):
        with ask.asked(story, as_of) as a:
            return type(a)

    last = max(a.published for a, _ in STORY)
    assert [which(), which(), which(last)] == [ask.Whole, ask.Kept, ask.Kept]
    assert which(day("2019-06-17")) is ask.Whole
    assert which() is ask.Kept
    decide(story, "verdict", MAY, "void", on="2019-07-11")
    assert [which(), which()] == [ask.Whole, ask.Kept]
    assert which(last) is ask.Whole  # on that day nobody had decided yet
    record(story, article("x", None, "Hanji Daily", [Said(words="Xi Jinping will visit North Korea again")]))
    assert [which(), which(), which(last)] == [ask.Whole, ask.Kept, ask.Whole]
    story.rebuild()
    assert [which(), which()] == [ask.Whole, ask.Kept]


def test_another_judge_does_not_trust_what_this_one_kept(story, monkeypatch):
    assert ask.bring_up_to_date(story)
    monkeypatch.setattr("foresaid.ask.keep.VERSION", "0.0.0")
    with ask.asked(story) as a:
        assert isinstance(a, ask.Whole)


def test_who_reads_goes_on_with_what_was_kept_before(story, where):  # noqa: F811
    assert ask.bring_up_to_date(story)
    with Ledger.open(where) as other, ask.asked(other) as a:
        assert isinstance(a, ask.Kept)
        decide(story, "verdict", MAY, "void")
        assert ask.bring_up_to_date(story)
        j, item = a.claim(MAY)
        assert j.verdicts[item.id].answer == "late"
        assert a.story("Xi May", 1)[1][0].id == j.home[MAY].id


@settings(max_examples=12, deadline=None)
@given(order=st.permutations(STORY), kept=st.sets(st.integers(0, len(STORY))))
def test_neither_the_order_of_recording_nor_what_was_kept_between_makes_a_difference(order, kept):
    def rows(ledger):  # noqa: F811
        assert ask.bring_up_to_date(ledger)
        assert list(ask.unlike(ledger)) == []
        with ledger.reading() as c:
            return {t.name: list(dump(c, t)) for t in tables.JUDGED}, judged.counts(c)

    with Ledger.open(":memory:", write=True) as once, Ledger.open(":memory:", write=True) as piecemeal:
        record(once)
        for n, told_in in enumerate(order):
            record(piecemeal, told_in)
            if n in kept:
                rows(piecemeal)
        assert rows(piecemeal) == rows(once)


def test_what_was_recorded_meanwhile_is_not_overlooked(story):
    with story.reading() as c:
        key = ask.keep.key_of(c)
    before = ask.judged(story)
    record(story, article("x", "2019-08-01", "Hanji Daily", [Said(words="Xi Jinping will visit North Korea again")]))
    assert not ask.keep.keep(story, before, key)
    with story.reading() as c:
        assert judged.made_from(c) is None


def test_kept_rows_are_the_same_however_often_and_wherever_they_are_made(story, new_place, kind):  # noqa: F811
    def rows(ledger):  # noqa: F811
        assert ask.bring_up_to_date(ledger)
        assert list(ask.unlike(ledger)) == list(verify(ledger)) == []
        with ledger.reading() as c:
            return judged.made_from(c), {t.name: list(dump(c, t)) for t in tables.JUDGED}

    first = rows(story)
    assert all(first[1].values())
    story.rebuild()
    assert rows(story) == first
    with Ledger.open(new_place("sqlite" if kind == "postgresql" else "postgresql"), write=True) as other:
        record(other)
        assert rows(other) == first


@pytest.mark.parametrize("table", tables.JUDGED, ids=str)
def test_a_kept_row_that_was_changed_is_named(story, table):
    assert ask.bring_up_to_date(story)
    with story.writing() as c:
        column = list(table.columns)[-1]
        c.execute(table.update().values({column: None if column.nullable else "[]"}))
    found = [str(p) for p in ask.unlike(story)]
    assert len(found) == 1
    assert f"table {table.name}, row " in found[0]


def test_an_index_of_what_is_told_that_lacks_something_is_named(story):
    assert ask.bring_up_to_date(story)
    with story.writing() as c:
        c.exec_driver_sql(
            "INSERT INTO words_told VALUES (999, 'xi')"
            if c.dialect.name != "sqlite"
            else "INSERT INTO words_told(rowid, text) VALUES (999, 'xi')"
        )
    assert ["index of what is told" in str(p) for p in ask.unlike(story)] == [True]


def test_a_ledger_that_can_not_be_written_is_judged_in_memory(tmp_path, monkeypatch):
    where = str(tmp_path / "r.db")  # noqa: F811
    with Ledger.open(where, write=True) as ledger:  # noqa: F811
        record(ledger)

    def refuses(*_, **__):
        raise judged_error

    from foresaid.record.engine import LedgerError

    judged_error = LedgerError("can not be written")
    with Ledger.open(where) as ledger:
        with monkeypatch.context() as m:
            m.setattr("foresaid.ask.keep._write", refuses)
            for _ in range(2):
                with ask.asked(ledger) as a:
                    assert isinstance(a, ask.Whole)
        with ask.asked(ledger):
            pass
        with ask.asked(ledger) as a:
            assert isinstance(a, ask.Kept)
