"""Each kind of damage is found and named."""

import dataclasses
import json
import sqlite3

import pytest
from sqlalchemy import text
from tests.record.made import READER, told

from foresaid.core import Draft, Span, canonical
from foresaid.record import tables
from foresaid.record.audit import verify
from foresaid.record.journal import claim_content
from foresaid.record.ledger import Ledger, entries_of
from foresaid.record.recording import record_reading

TEXT = "The ports will sign a harbour pact. The minister will visit Oslo in June."


@pytest.fixture(autouse=True)
def recorded(ledger):
    """Entries 1 to 4: article, two claims, reading; 5 to 7: another article, one claim, reading."""
    record_reading(ledger, *told(TEXT, "sign", "visit"), reader=READER)
    record_reading(ledger, *told("Talks may follow.", "follow", id="a2"), reader=READER)
    assert list(verify(ledger)) == []


def damage(ledger, line, **values):
    with ledger.writing() as c:
        assert c.execute(text(line), values).rowcount != 0


def found(ledger):
    return [f"{p.where.removeprefix(ledger.where).lstrip(': ')}: {p.message}" for p in verify(ledger)]


def one(problems, *words):
    [problem] = problems
    for word in words:
        assert word in problem, problem


def test_a_changed_body(ledger):
    damage(ledger, "UPDATE entry SET body = replace(body, 'Talks', 'Talcs') WHERE number = 5")
    problems = found(ledger)
    assert "entry 5: its content was changed: the id should be" in problems[0]
    assert any("entry 5: article" in p and "the key is not that of its content" in p for p in problems)


@pytest.mark.parametrize("column", ["subject", "made_by", "made_at", "kind"])
def test_a_changed_field(ledger, column):
    damage(ledger, f"UPDATE entry SET {column} = '2020-02-02' WHERE number = 4")
    assert any(p.startswith("entry 4: its content was changed") for p in found(ledger))


def test_a_removed_line(ledger):
    damage(ledger, "DELETE FROM entry WHERE number = 4")
    one(found(ledger), "entry 5: follows entry 3: lines are missing")


def test_a_removed_first_line(ledger):
    damage(ledger, "DELETE FROM entry WHERE number = 1")
    problems = found(ledger)
    assert "entry 2: follows entry 0: lines are missing" in problems[0]
    assert any("does not stand before it" in p for p in problems)


def test_a_broken_chain(ledger):
    damage(ledger, "UPDATE entry SET chain = :c WHERE number = 7", c="0" * 64)
    one(found(ledger), "entry 7: does not follow the line before it: the chain is broken")


def test_a_line_put_in_the_place_of_another(ledger):
    """With its own right id: only the chain shows it."""
    old = list(ledger.entries())[6]
    new = Draft(subject=old.subject, kind="reading", body="{}", made_by="another").at(7, old.chain)
    damage(
        ledger, "UPDATE entry SET id = :i, body = '{}', made_by = 'another', made_at = NULL WHERE number = 7", i=new.id
    )
    one(found(ledger), "entry 7: does not follow the line before it")


def test_a_line_that_replaces_what_is_not_there(ledger):
    ledger.append([Draft(subject="x", kind="withdrawal", body="{}", made_by="me", replaces="feed" * 4)])
    one(found(ledger), "entry 8: replaces feedfeedfeedfeed, which does not stand before it")


def test_a_wrong_span(ledger):
    reading = told(TEXT, "sign")[1]
    key = next(ledger.entries()).subject
    wrong = dataclasses.replace(reading.claims[0], id="w", trigger=Span(start=1, end=5, words="sign"))
    ledger.append([Draft(subject="w", kind="claim", body=canonical(claim_content(wrong, key)), made_by="me")])
    one(found(ledger), "entry 8: claim w:", "sign")


def test_a_claim_of_an_article_that_is_not_there(ledger):
    claim = told(TEXT, "sign")[1].claims[0]
    ledger.append(
        [Draft(subject=claim.id, kind="claim", body=canonical(claim_content(claim, "nowhere")), made_by="me")]
    )
    one(found(ledger), "entry 8: claim", "its article nowhere does not stand before it")


def test_a_body_under_the_subject_of_another(ledger):
    e = list(ledger.entries())[1]
    ledger.append([Draft(subject="other", kind="claim", body=e.body, made_by="me")])
    one(found(ledger), f"entry 8: claim other: the body is that of {e.subject}")


def test_an_odd_judgement(ledger):
    body = json.dumps({"about": "verdict", "answer": "held"})
    ledger.append([Draft(subject="x", kind="judgement", body=body, made_by="me")])
    one(found(ledger), "entry 8: judgement x: not a judgement: it lacks 'reasons'")


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("UPDATE claim SET certainty = 'possible' WHERE entry = 2", "table claim, row"),
        ("UPDATE claim SET live = 0 WHERE entry = 6", "table claim, row"),
        ("DELETE FROM claim WHERE entry = 2", "table claim, row"),
        ("UPDATE article SET title = 'x'", "table article, row"),
        ("INSERT INTO judgement VALUES (9, 'i', 1, 's', 'verdict', 'held', 'me', NULL)", "table judgement, row 9"),
    ],
)
def test_a_changed_table(ledger, line, place):
    damage(ledger, line)
    one(found(ledger), place, "differs from the journal; `foresaid ledger rebuild` makes it again")
    ledger.rebuild()
    assert found(ledger) == []


def test_a_changed_index_of_words(ledger):
    if ledger.engine.dialect.name == "sqlite":
        damage(ledger, "INSERT INTO words(rowid, text) VALUES (99, 'harbour smuggled in')")
        one(found(ledger), "the index of words, at 'harbour'")
    else:
        damage(ledger, "UPDATE words SET vector = to_tsvector('english', 'smuggled in') WHERE entry = 2")
        one(found(ledger), "the words of entry 2")
        ledger.rebuild()
        damage(ledger, "INSERT INTO words VALUES (99, to_tsvector('english', 'smuggled in'))")
        one(found(ledger), "the index of words")
    ledger.rebuild()
    assert found(ledger) == []


def test_broken_pages_of_the_file(new_place):
    where = new_place("sqlite")
    with Ledger.open(where, write=True) as ledger:
        for n in range(40):
            record_reading(ledger, *told(TEXT * 5, "sign", "visit", id=f"a{n}"), reader=READER)
    with sqlite3.connect(where) as c:
        c.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        [root] = c.execute("SELECT rootpage FROM sqlite_master WHERE name = 'claim'").fetchone()
    c.close()
    with open(where, "r+b") as f:
        f.seek((root - 1) * 4096)
        f.write(b"\xff" * 4096)
    with Ledger.open(where) as ledger:
        problems = found(ledger)
    assert problems
    assert any("the file" in p or "broken" in p for p in problems), problems


def test_only_the_first_row_that_differs_of_each_table_is_named(ledger):
    damage(ledger, "UPDATE claim SET kind = 'plan'")
    damage(ledger, "UPDATE article SET origin = 'x'")
    assert [p.split(",")[0] for p in found(ledger)] == ["table article", "table claim"]


def test_every_table_is_compared():
    made = {t.name for t in (*tables.PROJECTIONS, *tables.JUDGED)}  # those of the judge: tests/test_kept.py
    assert made == set(tables.metadata.tables) - {"meta", "entry"}


def test_a_ledger_is_checked_as_it_is_at_one_moment(ledger, where):
    """Somebody who writes meanwhile makes nothing wrong."""
    with Ledger.open(where) as reading, reading.reading() as c:
        going = entries_of(c)
        next(going)
        record_reading(ledger, *told("A storm may come.", "come", id="a3"), reader=READER)
        assert len(list(going)) == 6
        assert list(verify(reading)) == []
