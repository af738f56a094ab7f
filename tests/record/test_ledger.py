"""The contract of a ledger, on both databases."""

import datetime as dt
import threading
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.record.made import READER, state, told

from foresaid.core import START, Draft, canonical
from foresaid.record import engine, tables
from foresaid.record.audit import verify
from foresaid.record.engine import LedgerError
from foresaid.record.exchange import export_lines, import_lines
from foresaid.record.journal import article_content, claim_content
from foresaid.record.ledger import Ledger, count
from foresaid.record.project import project
from foresaid.record.recording import record_reading
from foresaid.record.rows import BULK

ARTICLE = '{"id":"a","origin":null,"published":null,"publisher":null,"sketch":null,"text":"x","title":null,"url":null}'


def draft(n, **fields):
    return Draft(**{"subject": f"a{n}", "kind": "article", "body": ARTICLE, "made_by": "me"} | fields)


def test_a_new_ledger_is_empty_and_whole(ledger):
    assert ledger.head() == (0, START)
    assert list(ledger.entries()) == []
    assert list(verify(ledger)) == []


def test_entries_come_back_as_they_were_appended(ledger):
    first = ledger.append([draft(1, made_at=dt.date(2019, 5, 1)), draft(2)])
    second = ledger.append([draft(3, replaces=first[0].id)])
    assert tuple(ledger.entries()) == first + second
    assert tuple(ledger.entries(after=2)) == second
    assert [e.number for e in ledger.entries()] == [1, 2, 3]
    assert ledger.head() == (3, second[0].chain)
    assert ledger.entry(first[1].id) == first[1]
    assert ledger.entry("0" * 16) is None


def test_each_line_holds_the_chain_of_the_line_before(ledger):
    a, b = ledger.append([draft(1), draft(2)])
    assert draft(1).at(1, START) == a
    assert draft(2).at(2, a.chain) == b
    assert draft(2).at(2, START).chain != b.chain
    assert draft(2).at(2, START).id == b.id


def test_an_append_is_all_or_nothing(ledger):
    ledger.append([draft(1)])
    before = state(ledger)
    with pytest.raises(LedgerError, match="entry"):
        ledger.append([draft(2), draft(1)])
    with pytest.raises(LedgerError, match="entry 3 can not be read as 'claim'"):
        ledger.append([draft(2), draft(3, kind="claim")])
    with pytest.raises(LedgerError, match="can not be read as 'rumour'"):
        ledger.append([draft(2, kind="rumour")])
    assert state(ledger) == before


def test_two_ledgers_with_the_same_story_are_alike(new_place):
    """The same bytes from the journal, the same rows and the same finds (each database ranks them its own way)."""
    states = []
    for kind in ("sqlite", "postgresql"):
        with Ledger.open(new_place(kind), write=True) as ledger:
            for n in range(3):
                a, r = told(f"The ports will sign a harbour pact. Talks {n} may follow.", "sign", "follow", id=f"p{n}")
                record_reading(ledger, a, r, reader=READER)
            found = state(ledger)
            states.append(found | {"words": {q: sorted(n) for q, n in found["words"].items()}})
    for name in states[0]:
        assert states[0][name] == states[1][name], name


def test_rebuild_makes_the_same_tables(ledger):
    text = "The ports will sign a harbour pact. A visit will follow."
    record_reading(ledger, *told(text, "sign", "visit"), reader=READER)
    record_reading(ledger, *told(text, "sign"), reader="reader 2")
    record_reading(ledger, *told(text, "visit", "sign"), reader="reader 3")
    record_reading(ledger, *told("Odd \0 and \ud800 will visit.", "visit", id="b\0"), reader=READER)
    before = state(ledger)
    assert before["words"]["visit"]
    with ledger.writing() as c:
        c.execute(tables.claim.delete())
        c.execute(tables.article.update().values(title="spoilt", live=0))
        c.exec_driver_sql("DROP TABLE words")
        c.exec_driver_sql("CREATE TABLE words (text TEXT)")
    assert ledger.rebuild() == ledger.head()[0]
    assert state(ledger) == before
    assert list(verify(ledger)) == []


def test_rebuild_is_the_same_whatever_is_made_in_one_go(ledger, monkeypatch):
    """A claim that was withdrawn and found again lies, on rebuild, in one page with its withdrawal."""
    text = "The ports will sign a harbour pact. A visit will follow."
    for n, triggers in enumerate((("sign", "visit"), ("sign",), ("sign", "visit"), ("visit",), ("visit", "sign"))):
        record_reading(ledger, *told(text, *triggers), reader=f"reader {n}")
    before = state(ledger)
    assert [row["live"] for row in before["claim"]] == [1, 1]
    for page in (1, 2, 3, 2000):
        monkeypatch.setattr("foresaid.record.ledger.PAGE", page)
        ledger.rebuild()
        assert state(ledger) == before, page


def test_many_lines_at_a_time_make_what_few_make(ledger, new_place, kind):
    """Two readings of each of many articles, in one import: enough rows for COPY, new ones and such as take a place."""
    with Ledger.open(new_place(kind), write=True) as few:
        for n in range(40):
            words = [f"visit{k}" for k in range(8)]
            text = "".join(f"Minister {n} will {w} Oslo soon\\, he said\t{k}. " for k, w in enumerate(words))
            for reader in ("reader 1", "reader 2"):
                made = told(text, *words[: 8 if reader[-1] == "1" else 5], id=f"a{n}", note=reader)
                record_reading(few, *made, reader=reader)
        import_lines(export_lines(few), ledger)
        assert len(list(ledger.entries())) > 3 * BULK
        assert state(ledger) == state(few)
        ledger.rebuild()
        assert state(ledger) == state(few)
        assert list(verify(ledger)) == []


def test_a_line_that_stands_already_is_refused_among_many_too(ledger):
    lines = [Draft(subject=f"w{n}", kind="reading", body="{}", made_by="x") for n in range(2 * BULK)]
    ledger.append(lines)
    with pytest.raises(LedgerError, match=r"(?i)unique"):
        ledger.append([*(replace(d, subject=f"more {d.subject}") for d in lines), lines[7]])
    assert ledger.head()[0] == 2 * BULK
    assert list(verify(ledger)) == []


def test_what_a_body_was_written_from_does_what_the_body_does():
    text = "One \0 and \ud83d\ude00 and \ud83d alone will visit Oslo."
    article, reading = told(text, "visit", title="x\0", source="the \udc00 office")
    claim = reading.claims[0]
    lines = [("article", article_content(article, "0" * 16)), ("claim", claim_content(claim, "key"))]
    drafts = [
        Draft(subject=str(n), kind=kind, body=canonical(c), made_by="x", content=c) for n, (kind, c) in enumerate(lines)
    ]
    entries = [d.at(n, START) for n, d in enumerate(drafts, 1)]
    assert project(entries, lambda _: None, [d.content for d in drafts]) == project(entries, lambda _: None)


def test_who_only_reads_can_not_write(where):
    Ledger.open(where, write=True).close()
    with Ledger.open(where) as ledger, pytest.raises(LedgerError, match="opened to read only"):
        ledger.append([draft(1)])


def test_readers_see_one_state_while_another_writes(where):
    with Ledger.open(where, write=True) as ledger, Ledger.open(where) as other:
        ledger.append([draft(1)])
        with other.reading() as c:
            assert count(c, tables.entry) == 1
            ledger.append([draft(2)])
            assert count(c, tables.entry) == 1
        assert other.head()[0] == 2


def test_a_second_writer_waits_its_time_and_says_so(where, monkeypatch):
    monkeypatch.setattr(engine, "PATIENCE", 1)
    with Ledger.open(where, write=True) as one, Ledger.open(where, write=True) as two:
        with one.writing(), pytest.raises(LedgerError, match="another program has been writing to the ledger for 1 s"):
            two.append([draft(1)])
        two.append([draft(1)])
        assert one.head()[0] == 1


def test_two_writers_of_the_same_articles_take_turns(where):
    """Both find the article unknown, one writes it, and the other sees so when its turn comes."""
    Ledger.open(where, write=True).close()
    articles = [told(f"The minister will visit port {n}.", "visit", id=f"p{n}") for n in range(8)]
    failed = []

    def write():
        try:
            with Ledger.open(where, write=True) as ledger:
                for a, r in articles:
                    record_reading(ledger, a, r, reader=READER)
        except Exception as e:
            failed.append(e)

    threads = [threading.Thread(target=write) for _ in range(3)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert failed == []
    with Ledger.open(where) as ledger:
        assert ledger.head()[0] == 3 * len(articles)
        assert list(verify(ledger)) == []


lines = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=8)
drafts = st.builds(
    Draft,
    subject=lines,
    kind=st.just("article"),
    body=st.just(ARTICLE),
    made_by=lines,
    made_at=st.none() | st.dates(),
    replaces=st.none() | lines,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(drafts, max_size=6, unique_by=lambda d: d.at(1, START).id))
def test_any_entries_go_out_and_come_back(made):
    with Ledger.open(":memory:", write=True) as a, Ledger.open(":memory:", write=True) as b:
        a.append(made)
        out = state(a)
        assert import_lines(out["journal"], b) == (len(made), 0)
        assert state(b) == out
        assert import_lines(out["journal"], b) == (0, len(made))


def test_a_line_break_can_not_pass_for_two_fields():
    for bad in ("a\nb", "a\0", "a\u2028b"):
        with pytest.raises(ValueError, match="one line each"):
            draft(1, subject=bad)
        with pytest.raises(ValueError, match="one line each"):
            draft(1, made_by=bad)
