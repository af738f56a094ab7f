"""Out of a ledger and back in."""

import csv
import io
import json

import pytest
from tests.record.made import READER, state, told

from foresaid.record import exchange, tables
from foresaid.record.audit import verify
from foresaid.record.engine import LedgerError
from foresaid.record.exchange import entry_line, entry_of, export_lines, import_lines, safe, write_csv, write_parquet
from foresaid.record.ledger import Ledger, dump
from foresaid.record.recording import record_reading

TEXT = "The ports will sign a harbour pact. The minister will visit Oslo in June."


@pytest.fixture
def lines(ledger):
    record_reading(ledger, *told(TEXT, "sign", "visit", source="=HYPERLINK(1)"), reader=READER)
    record_reading(ledger, *told(TEXT, "visit"), reader="reader 2")
    return list(export_lines(ledger))


def test_an_export_makes_the_same_ledger_again(ledger, lines, new_place):
    for kind in ("sqlite", "postgresql"):
        with Ledger.open(new_place(kind), write=True) as other:
            assert import_lines(lines, other) == (len(lines), 0)
            assert list(export_lines(other)) == lines
            assert state(other)["claim"] == state(ledger)["claim"]
            assert list(verify(other)) == []


def test_every_line_goes_there_and_back(ledger, lines):
    assert [entry_of(line) for line in lines] == list(ledger.entries())
    assert [entry_line(entry_of(line)) for line in lines] == lines
    assert [json.loads(line)["number"] for line in lines] == list(range(1, len(lines) + 1))


def test_what_is_there_is_passed_over(ledger, lines):
    before = state(ledger)
    assert import_lines(lines, ledger) == (0, len(lines))
    assert state(ledger) == before


def test_the_rest_of_a_journal_goes_on_from_its_beginning(lines, new_place, monkeypatch):
    monkeypatch.setattr(exchange, "PAGE", 2)
    with Ledger.open(new_place("sqlite"), write=True) as other:
        import_lines(lines[:3], other)
        assert import_lines(lines, other) == (len(lines) - 3, 3)
        assert list(export_lines(other)) == lines


def test_a_journal_goes_into_one_of_its_own_history(lines, new_place):
    with Ledger.open(new_place("sqlite"), write=True) as other:
        record_reading(other, *told("Talks may follow.", "follow", id="own"), reader=READER)
        assert import_lines(lines, other) == (len(lines), 0)
        assert other.head()[0] == 3 + len(lines)
        assert list(verify(other)) == []


def changed(lines, n, **fields):
    return [*lines[:n], json.dumps(json.loads(lines[n]) | fields) + "\n", *lines[n + 1 :]]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda x: changed(x, 0, made_by="another"), "line 1: entry 1 does not follow entry 0: it was changed"),
        (lambda x: changed(x, 2, made_at="2020-01-01"), "line 3: entry 3 .* it was changed"),
        (lambda x: changed(x, 2, body={}), "line 3: entry 3 .* it was changed"),
        (lambda x: changed(x, 2, chain="0" * 64), "line 3: entry 3 .* lines before it are missing"),
        (lambda x: changed(x, 2, number=7), "line 3: entry 7 does not follow entry 2"),
        (lambda x: changed(x, 2, number=None), "line 3"),
        (lambda x: changed(x, 2, id=None), "line 3: not an entry of a journal"),
        (lambda x: changed(x, 2, made_at="tomorrow"), "line 3: not an entry of a journal"),
        (lambda x: changed(x, 2, subject="a\nb"), "line 3: .*control characters"),
        (lambda x: x[1:], "line 1: entry 2 does not follow entry 0: lines before it are missing"),
        (lambda x: [*x[:2], *x[3:]], "line 3: entry 4 does not follow entry 2: lines before it are missing"),
        (lambda x: [x[1], x[0], *x[2:]], "line 1: entry 2"),
        (lambda x: [*x, x[-1]], "does not follow"),
        (lambda x: [*x[:3], "[]\n"], "line 4: not an entry of a journal"),
        (lambda x: [*x[:3], "{}\n"], "line 4: not an entry of a journal: it lacks"),
        (lambda x: [*x[:3], x[3][:40]], "line 4: not an entry of a journal"),
        (lambda x: [*x[:3], "[" * 100_000], "line 4: not an entry of a journal"),
    ],
)
def test_lines_changed_or_missing_are_refused_and_nothing_is_written(lines, change, said, monkeypatch):
    monkeypatch.setattr(exchange, "PAGE", 2)
    with Ledger.open(":memory:", write=True) as other:
        with pytest.raises(ValueError, match=said):
            import_lines(change(lines), other)
        assert other.head()[0] == 0


def test_empty_lines_are_passed_over(lines):
    with Ledger.open(":memory:", write=True) as other:
        assert import_lines(["\n", *lines, "\n"], other) == (len(lines), 0)
        assert import_lines([], other) == (0, 0)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "=cmd|' /C calc'!A0"])
def test_no_cell_is_a_formula(cell):
    assert safe(cell) == f"'{cell}"
    assert safe(f"x{cell}") == f"x{cell}"


def test_polarity_and_numbers_stay_as_they_are():
    assert [safe(x) for x in ("+", "-", -1, None, "")] == ["+", "-", -1, None, ""]


def test_tables_as_csv(ledger, lines):
    out = io.StringIO()
    write_csv(ledger, "claim", out)
    rows = list(csv.DictReader(io.StringIO(out.getvalue())))
    with ledger.reading() as c:
        assert [r["id"] for r in rows] == [r["id"] for r in dump(c, tables.claim)]
    assert {r["source"] for r in rows} == {"'=HYPERLINK(1)", "a minister"}
    out = io.StringIO()
    write_csv(ledger, "judgement", out)
    assert out.getvalue() == "entry,id,live,subject,about,answer,made_by,made_at\n"


def test_tables_as_parquet(ledger, lines, tmp_path, monkeypatch):
    parquet = pytest.importorskip("pyarrow.parquet")
    monkeypatch.setattr(exchange, "PAGE", 1)
    for table in tables.PROJECTIONS:
        write_parquet(ledger, table.name, tmp_path / "t.parquet")
        with ledger.reading() as c:
            assert parquet.read_table(tmp_path / "t.parquet").to_pylist() == list(dump(c, table))
    with pytest.raises(LedgerError, match="nowhere"):
        write_parquet(ledger, "claim", tmp_path / "nowhere" / "t.parquet")


def test_without_pyarrow_parquet_says_what_to_install(ledger, tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(LedgerError, match=r"pip install 'foresaid\[parquet\]'"):
        write_parquet(ledger, "claim", tmp_path / "t.parquet")


def test_an_unknown_table(ledger):
    with pytest.raises(LedgerError, match="no table 'rumours'; there are article, claim, relation, judgement"):
        write_csv(ledger, "rumours", io.StringIO())
