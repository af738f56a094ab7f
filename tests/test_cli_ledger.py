"""The commands that tend the ledger, from arguments to exit status; no traceback, whatever stands in the way."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.record.made import READER, told

from foresaid.record.ledger import Ledger
from foresaid.record.recording import record_reading

SRC = str(Path(__file__).parents[1] / "src")


def foresaid(*arguments, stdin=b""):
    command = [sys.executable, "-c", "from foresaid.cli import main; main()", *map(str, arguments)]
    done = subprocess.run(command, input=stdin, capture_output=True, timeout=120, env={"PYTHONPATH": SRC})
    out, err = done.stdout.decode(), done.stderr.decode()
    assert "Traceback" not in err
    assert len(err.splitlines()) <= 1
    return done.returncode, out, err


@pytest.fixture
def where(tmp_path):
    path = tmp_path / "record.db"
    with Ledger.open(str(path), write=True) as ledger:
        record_reading(ledger, *told("The ports will sign a harbour pact.", "sign", title="Ports"), reader=READER)
    return path


def test_a_ledger_is_verified_written_out_and_taken_in(where, tmp_path):
    status, out, _ = foresaid("ledger", "verify", "--ledger", where)
    assert (status, f"{where}: whole, 3 entries, chain " in out) == (0, True)
    exported = tmp_path / "record.jsonl"
    assert foresaid("ledger", "export", "--ledger", where, "-o", exported)[0] == 0
    copy = tmp_path / "copy.db"
    assert foresaid("ledger", "import", exported, "--ledger", copy)[1] == f"{copy}: 3 entries new, 0 known before\n"
    again = foresaid("ledger", "export", "--ledger", copy)[1]
    assert again == exported.read_text(encoding="utf-8")
    assert foresaid("ledger", "import", "-", "--ledger", copy, stdin=again.encode())[1].endswith("3 known before\n")
    assert "made again from 3 entries" in foresaid("ledger", "rebuild", "--ledger", copy)[1]


def test_search(where):
    assert "claim" in foresaid("search", "harbour", "pacts", "--ledger", where)[1]
    assert foresaid("search", "storm", "--ledger", where)[1] == "Nothing found.\n"


def test_damage_is_named_and_makes_the_status_1(where):
    with Ledger.open(str(where), write=True) as ledger, ledger.writing() as c:
        c.exec_driver_sql("UPDATE entry SET chain = 'x' WHERE number = 3")
    status, out, err = foresaid("ledger", "verify", "--ledger", where)
    assert (status, out) == (1, "")
    assert "entry 3: does not follow the line before it" in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("ledger", "verify", "--ledger", "/nowhere/l.db"), "no such ledger"),
        (("ledger", "export", "--ledger", "{where}", "--format", "csv"), "give --table too"),
        (("ledger", "export", "--ledger", "{where}", "--table", "claim", "--format", "parquet"), "give -o FILE"),
        (("ledger", "export", "--ledger", "{where}", "-o", "/nowhere/x"), "give a file that can be written"),
        (("ledger", "import", "/nowhere/x", "--ledger", "{where}"), "no such file"),
        (("ledger", "import", "{where}", "--ledger", "{where}"), "{where}: "),
        (("ledger", "verify", "--ledger", "/"), "a folder"),
        (("ledger", "verify", "--ledger", "postgresql://me:secret@127.0.0.1:1/x"), "the database does not answer"),
    ],
)
def test_what_stands_in_the_way_is_one_line(where, arguments, said):
    status, _, err = foresaid(*(a.replace("{where}", str(where)) for a in arguments))
    assert status == 1
    assert said.replace("{where}", str(where)) in err
    assert "secret" not in err
