"""Search and the record as of a day, on both databases."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.record.made import READER, told

from foresaid.record import view, words
from foresaid.record.recording import record_reading

MAY, JUNE = dt.date(2019, 5, 7), dt.date(2019, 6, 20)


@pytest.fixture
def recorded(ledger):
    """Entries 1-3: May, 4-6: June, 7-9: no day."""
    for text, trigger, id, day in (
        ("The two ports will sign a harbour pact in Málaga.", "sign", "may", MAY),
        ("The pact of the harbours was signed; the minister visits Oslo, and a pact follows.", "visits", "june", JUNE),
        ("A visit may follow.", "follow", "none", None),
    ):
        record_reading(ledger, *told(text, trigger, id=id, published=day, title=id.upper()), reader=READER)
    return ledger


def found(ledger, query, limit=20, as_of=None):
    with ledger.reading() as c:
        return {
            ("claim", hit.claim.trigger.words) if isinstance(hit, view.Kept) else ("article", hit.id)
            for hit in view.found(c, query, limit, as_of=as_of)
        }


SIGN, VISITS, FOLLOW = ("claim", "sign"), ("claim", "visits"), ("claim", "follow")
IN_MAY, IN_JUNE, NO_DAY = ("article", "may"), ("article", "june"), ("article", "none")


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ("pact", {SIGN, VISITS, IN_MAY, IN_JUNE}),
        ("PACT harbours", {SIGN, VISITS, IN_MAY, IN_JUNE}),
        ('"harbour pact"', {SIGN, IN_MAY}),
        ('"pact harbour"', set()),
        ('"harbour pact" ports', {SIGN, IN_MAY}),
        ("visit", {VISITS, IN_JUNE, FOLLOW, NO_DAY}),
        ("visiting", {VISITS, IN_JUNE, FOLLOW, NO_DAY}),
        ("minister", {SIGN, VISITS, FOLLOW, IN_JUNE}),
        ("june", {IN_JUNE}),
        ("pact Nauru", set()),
        ("", set()),
        ("   ", set()),
        ('""', set()),
        ("pact OR Nauru", set()),
        ("pact -harbour", {SIGN, VISITS, IN_MAY, IN_JUNE}),
        ("pact*", {SIGN, VISITS, IN_MAY, IN_JUNE}),
        ("text:pact", set()),
        ("(pact)", {SIGN, VISITS, IN_MAY, IN_JUNE}),
        ('"harbour pact', {SIGN, VISITS, IN_MAY, IN_JUNE}),
        ("pact & harbour", {SIGN, VISITS, IN_MAY, IN_JUNE}),
        ("'; DROP TABLE words; --", set()),
        ("pact\0", {SIGN, VISITS, IN_MAY, IN_JUNE}),
    ],
)
def test_search(recorded, query, answer):
    assert found(recorded, query) == answer
    assert found(recorded, "pact") == {SIGN, VISITS, IN_MAY, IN_JUNE}


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=20) | st.text(alphabet="\"'*():^-+&|!<> pact\\%", max_size=20))
def test_no_query_is_a_command(recorded, query):
    with recorded.reading() as c:
        assert set(words.find(c, query, 5)) <= set(range(1, 10))


def test_search_answers_no_more_than_asked_for(recorded):
    assert len(found(recorded, "pact", limit=1)) == 1
    assert len(found(recorded, "pact", limit=3)) == 3


def test_search_finds_only_what_stands(recorded):
    text = "The two ports will sign a harbour pact in Málaga."
    record_reading(recorded, *told(text, id="may", published=MAY, title="MAY"), reader="reader 2")
    assert found(recorded, '"harbour pact"') == {IN_MAY}


def test_search_as_of_a_day(recorded):
    assert found(recorded, "pact", as_of=MAY) == {SIGN, IN_MAY}
    assert found(recorded, "pact", as_of=MAY - dt.timedelta(1)) == set()
    assert found(recorded, "follow", as_of=JUNE) == {VISITS, IN_JUNE}


def test_search_goes_on_past_what_does_not_stand(ledger):
    """However many finds are newer than the day, those that are not are found."""
    for n in range(40):
        record_reading(
            ledger, *told(f"The port {n} will sign a pact.", "sign", id=f"n{n}", published=JUNE), reader=READER
        )
    record_reading(
        ledger, *told("A pact may follow some other things, they say.", "follow", published=MAY), reader=READER
    )
    assert found(ledger, "pact", limit=5, as_of=MAY) == {FOLLOW, ("article", "a1")}
    assert len(found(ledger, "pact", limit=200)) == 43


def test_claims_as_of_a_day(recorded):
    with recorded.reading() as c:

        def triggers(day):
            return [k.claim.trigger.words for k in view.claims(c, as_of=day)]

        assert triggers(None) == ["sign", "visits", "follow"]
        assert triggers(JUNE) == ["sign", "visits"]
        assert triggers(JUNE - dt.timedelta(1)) == ["sign"]
        assert [h.id for h in view.heads(c, as_of=MAY).values()] == ["may"]
        assert [h.id for h in view.heads(c).values()] == ["may", "june", "none"]
        assert view.last_day(c) == JUNE


def test_an_empty_ledger_answers(ledger):
    with ledger.reading() as c:
        assert list(view.claims(c)) == []
        assert view.heads(c) == {}
        assert view.last_day(c) is None
        assert view.article(c, "x") is None
    assert found(ledger, "pact") == set()


def test_claims_come_in_order_of_publication_those_without_a_day_last(ledger):
    days = [dt.date(2019, 5, 7), None, dt.date(2018, 1, 1), None, dt.date(2019, 5, 7)]
    for n, day in enumerate(days):
        text = f"The {n}th minister will visit Oslo and will sign a pact."
        record_reading(ledger, *told(text, "sign", "visit", id=f"a{n}", published=day), reader=READER)
    with ledger.reading() as c:
        found = [(k.published, k.claim.article) for k in view.claims(c)]
        ids = [k.claim.id for k in view.claims(c)]
        picked = [k.claim.id for k in view.claims(c, ids=ids[::-2])]
    assert [day for day, _ in found] == [days[2]] * 2 + [days[0]] * 4 + [None] * 4
    assert found == sorted(found, key=lambda x: (x[0] is None, x[0] or dt.date.min, x[1]))
    assert picked == ids[1::2]
