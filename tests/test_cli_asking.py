"""The questions from arguments to output: over a small ledger made by hand."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.judge.visit import AGAIN, RUMOURS, record

from foresaid.cli import cli
from foresaid.record.ledger import Ledger

SRC = str(Path(__file__).parents[1] / "src")
MAY = RUMOURS[1].claims[0].id
TOKYO = AGAIN[1].claims[1].id
QUESTIONS = [
    ["story", "Xi", "visit", "North", "Korea"],
    ["why", MAY],
    ["upcoming"],
    ["due", "--as-of", "2019-06-17"],
    ["sources"],
    ["sources", "--by", "kind"],
    ["sources", "--by", "word"],
    ["sources", "--compare", "Moon", "anonymous, CHN"],
    ["changed", "Moon"],
    ["settle"],
    ["search", "visit"],
]
every_question = pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)


@pytest.fixture
def where(tmp_path, monkeypatch):
    path = tmp_path / "record.db"
    with Ledger.open(str(path), write=True) as ledger:
        record(ledger)
    monkeypatch.setenv("FORESAID_LEDGER", str(path))
    monkeypatch.setenv("USER", "me")
    monkeypatch.setenv("LOGNAME", "me")
    return path


def run(*arguments):
    done = CliRunner().invoke(cli, arguments, catch_exceptions=False)
    assert "Traceback" not in done.stderr
    return done


def out(*arguments):
    done = run(*arguments)
    assert (done.exit_code, done.stderr) == (0, "")
    return done.stdout


@every_question
def test_a_table_fits_80_columns_and_cuts_nothing(where, question):
    text = out(*question)
    assert text.strip()
    assert max(map(len, text.splitlines())) <= 80
    assert not any(line != line.rstrip() for line in text.splitlines())


@every_question
def test_json_and_csv_hold_the_same_rows(where, question):
    rows = json.loads(out(*question, "--format", "json"))
    table = list(csv.DictReader(io.StringIO(out(*question, "--format", "csv"))))
    if isinstance(rows, list):
        assert len(table) == len(rows)
        for row, line in zip(rows, table, strict=True):
            assert list(row) == list(line)
            assert line == {k: "" if v is None else str(v) for k, v in row.items()}
    else:
        assert table


@every_question
def test_output_goes_to_a_file(where, question, tmp_path):
    file = tmp_path / "answer"
    assert out(*question, "-o", str(file)) == ""
    assert file.read_text(encoding="utf-8") == out(*question)


@every_question
def test_what_was_not_known_is_not_told(where, question):
    question = [a for a in question if a not in ("--as-of", "2019-06-17")]
    for form in ("table", "json", "csv"):
        done = run(*question, "--as-of", "2019-05-01", "--format", form)
        assert not any(f"2019-{m}" in done.stdout for m in ("06-17", "06-20", "06-21", "07-10"))
        assert "Northern Wire" not in done.stdout


def test_the_same_bytes_on_every_run_and_with_any_hash_seed(where):
    code = "import sys; from foresaid.cli import cli\nfor q in eval(sys.argv[1]):\n cli.main(q, standalone_mode=False)"
    asked = [*QUESTIONS, *([*q, "--format", "json"] for q in QUESTIONS)]

    def bytes_with(seed):
        env = {
            "PYTHONPATH": SRC,
            "PATH": os.environ["PATH"],
            "FORESAID_LEDGER": str(where),
            "PYTHONHASHSEED": seed,
            "LC_ALL": "C",
        }
        return subprocess.run(
            [sys.executable, "-c", code, repr(asked)], env=env, capture_output=True, check=True, timeout=120
        ).stdout

    first = bytes_with("1")
    assert first
    assert bytes_with("2") == first


def test_a_story_has_history_windows_claims_and_reports(where):
    text = out("story", "Xi", "visit", "North", "Korea")
    for words in (
        "rumoured",
        "announced",
        "held",
        "a Chinese official",
        "late 20 d",
        "it happened on 2019-06-20",
        "Reported",
    ):
        assert words in text
    assert "1 more in copies" in text
    told = json.loads(out("story", MAY, "--format", "json"))
    assert [s["status"] for s in told["history"]] == ["rumoured", "disputed", "announced", "held"]
    assert (told["status"], told["happened"]) == ("held", "2019-06-20")
    assert told["claims"][0]["claim"] == MAY


def test_why_tells_all_of_a_claim(where):
    text = " ".join(out("why", MAY[:8]).split())
    for words in (
        MAY, "The Peninsula Courier", "2019-04-21", "A diplomat (anonymous, relay)", "a Chinese official (anonymous, CHN, origin)",
        "2019-05-01 to 2019-05-31", "late 20 d", "Xi Jinping visited North Korea on Thursday", "claim by reader 1",
    ):  # fmt: skip
        assert words in text


def test_a_person_decides_and_takes_it_back(where):
    before = out("settle")
    said = out("settle", MAY, "void", "--because", "A test", "--evidence", "https://example.org/", "--on", "2019-07-05")
    assert said.startswith(f"{MAY}: void, by person me on 2019-07-05; entry ")
    entry = said.split()[-1]
    text = out("why", MAY)
    assert "void: A test" in text
    assert entry in text
    assert "https://example.org/" in text
    assert "void: A test" not in out("why", MAY, "--as-of", "2019-07-04")
    assert "taken back by person me" in out("undo", entry, "--because", "Wrong")
    assert out("settle") == before


def test_people_join_part_and_say_that_it_is_no_claim(where):
    event = json.loads(out("why", MAY, "--format", "json"))["event"]
    made = out("same", TOKYO, MAY, "--because", "One journey", "--by", "the desk").split()[-1]
    assert json.loads(out("why", TOKYO, "--format", "json"))["event"] == event
    out("undo", made, "--because", "Two journeys")
    assert json.loads(out("why", TOKYO, "--format", "json"))["event"] != event
    out("different", MAY, RUMOURS[1].claims[1].id, "--because", "Another visit")
    out("settle", MAY, "no", "--because", "A headline")
    assert run("why", MAY).exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["story", "zebra"], "no claim tells of 'zebra'"),
        (["why", "ffff0000"], "no claim ffff0000"),
        (["why", MAY, "--as-of", "2019-04-01"], "as of 2019-04-01"),
        (["changed", "the", "Sphinx"], "no source is called 'the Sphinx'"),
        (["sources", "--compare", "Moon", "Sphinx"], "no source is called 'Sphinx'"),
        (["settle", MAY], "--because"),
        (["settle", MAY, "perhaps", "--because", "x"], "'perhaps' is no verdict"),
        (["settle", "--because", "x"], "name the claim"),
        (["settle", "ffff0000", "held", "--because", "x"], "no claim ffff0000"),
        (["same", MAY, MAY, "--because", "x"], "name two claims"),
        (["same", MAY, "ffff0000", "--because", "x"], "no claim ffff0000"),
        (["undo", "ffff0000", "--because", "x"], "no judgement ffff0000"),
        (["story", "x", "--as-of", "May"], "--as-of May: not a day"),
        (["story", "x", "--ledger", "/nowhere/at/all.db"], "/nowhere/at/all.db"),
    ],
    ids=lambda a: " ".join(a) if isinstance(a, list) else "",
)
def test_a_mistake_is_one_line(where, arguments, said):
    code = "from foresaid.cli import main; main()"
    env = {"PYTHONPATH": SRC, "PATH": os.environ["PATH"], "FORESAID_LEDGER": str(where)}
    done = subprocess.run([sys.executable, "-c", code, *arguments], env=env, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1
    assert said in done.stderr


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (["upcoming"], "Nothing is foretold."),
        (["due"], "Nothing is due."),
        (["sources"], "No claims."),
        (["settle"], "No claims."),
        (["search", "visit"], "Nothing found."),
    ],
    ids=lambda a: a[0] if isinstance(a, list) else "",
)
def test_an_empty_ledger_says_so(tmp_path, question, said):
    path = str(tmp_path / "empty.db")
    Ledger.open(path, write=True).close()
    assert out(*question, "--ledger", path) == said + "\n"
    assert out(*question, "--ledger", path, "--format", "json") == "[]\n"


def test_sources_without_a_settled_claim_are_told_of_and_shown_when_asked(where):
    assert "anonymous, KOR" not in out("sources")
    assert "more without a settled claim (--all)" in " ".join(out("sources").split())
    assert "anonymous, KOR" in out("sources", "--all")
    assert "anonymous, KOR" in out("sources", "--format", "csv")
    assert "Outlets" not in out("sources", "--kind", "person")


def test_only_some_verdicts(where):
    rows = json.loads(out("settle", "--only", "late", "--only", "open", "--format", "json"))
    every = json.loads(out("settle", "--format", "json"))
    assert rows == [r for r in every if r["verdict"] in ("late", "open")]
    assert {r["verdict"] for r in rows} == {"late", "open"}


def test_the_verdicts_offered_are_those_there_are():
    from foresaid import core
    from foresaid.cli.options import VERDICTS

    assert VERDICTS == core.VERDICTS
