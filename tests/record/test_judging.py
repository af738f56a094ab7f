"""People's judgements: lines of their own, taken back only by other lines."""

import datetime as dt

import pytest
from tests.record.made import READER, state, told

from foresaid.core import Judgement
from foresaid.record import view
from foresaid.record.audit import verify
from foresaid.record.engine import LedgerError
from foresaid.record.judging import append_judgement, undo
from foresaid.record.recording import record_reading

DAY = dt.date(2019, 7, 1)


@pytest.fixture
def claims(ledger):
    article, reading = told("The ports will sign a pact. A visit will follow.", "sign", "visit")
    record_reading(ledger, article, reading, reader=READER)
    return [c.id for c in reading.claims]


def judgement(subject, answer, about="verdict", judge="Ana", **fields):
    return Judgement(subject=subject, about=about, answer=answer, reasons=("seen",), judge=judge, made_at=DAY, **fields)


def standing(ledger, as_of=None):
    with ledger.reading() as c:
        return [(j.subject, j.about, j.answer) for _, j in view.judgements(c, as_of=as_of) if j.about != "undo"]


def test_a_judgement_is_a_line(ledger, claims):
    made = judgement(claims[0], "held", evidence=("https://example.org/",))
    entry = append_judgement(ledger, made)
    assert (entry.kind, entry.subject, entry.made_by, entry.made_at) == ("judgement", claims[0], "Ana", DAY)
    with ledger.reading() as c:
        assert list(view.judgements(c)) == [(entry.id, made)]
        assert list(view.judgements(c, as_of=DAY - dt.timedelta(1))) == []


def test_the_later_judgement_holds(ledger, claims):
    first = append_judgement(ledger, judgement(claims[0], "held"))
    append_judgement(ledger, judgement(claims[1], "missed"))
    second = append_judgement(ledger, judgement(claims[0], "late", judge="Ben"))
    assert second.replaces == first.id
    assert standing(ledger) == [(claims[1], "verdict", "missed"), (claims[0], "verdict", "late")]


def test_undo_takes_back_and_what_was_taken_back_can_be_said_again(ledger, claims):
    for _ in range(3):
        entry = append_judgement(ledger, judgement(claims[0], "held"))
        assert standing(ledger) == [(claims[0], "verdict", "held")]
        back = undo(ledger, entry.id, judgement("", entry.id, about="undo", judge="Ben"))
        assert (back.replaces, back.subject) == (entry.id, claims[0])
        assert standing(ledger) == []
        with pytest.raises(LedgerError, match=f"no judgement {entry.id} stands"):
            undo(ledger, entry.id, judgement("", entry.id, about="undo"))
    assert list(verify(ledger)) == []
    before = state(ledger)
    ledger.rebuild()
    assert state(ledger) == before


def test_same_and_different_answer_one_question(ledger, claims):
    a, b = claims
    append_judgement(ledger, judgement(a, b, about="same"))
    append_judgement(ledger, judgement(a, "held"))
    append_judgement(ledger, judgement(a, b, about="different"))
    assert standing(ledger) == [(a, "verdict", "held"), (a, "different", b)]


@pytest.mark.parametrize(
    ("subject", "answer", "about", "said"),
    [
        ("nobody", "held", "verdict", "no claim nobody in this ledger"),
        (0, "perhaps", "verdict", "'perhaps' is no verdict; there are held, early"),
        (0, "nobody", "same", "no claim nobody"),
        (0, "x", "undo", "no judgement is about 'undo'"),
        (0, "x", "weather", "no judgement is about 'weather'"),
    ],
)
def test_what_can_not_be_judged_is_refused(ledger, claims, subject, answer, about, said):
    with pytest.raises(LedgerError, match=said):
        append_judgement(ledger, judgement(claims[subject] if subject == 0 else subject, answer, about=about))
    with pytest.raises(LedgerError, match="one line each"):
        append_judgement(ledger, judgement(claims[0], "held", judge="Ana\nBen"))
    assert standing(ledger) == []
