import importlib.util
import json
import sys
from pathlib import Path

import pytest

SPEC = importlib.util.spec_from_file_location("gate", Path(__file__).parents[2] / "bench" / "gate.py")
assert SPEC
assert SPEC.loader
gate = importlib.util.module_from_spec(SPEC)
sys.modules["gate"] = gate
SPEC.loader.exec_module(gate)


def all_at(detection, ready):
    one = {"detection": detection, "ledger_ready": ready, "gold": 10, "predicted": 9}
    return {name: dict(one) for name in gate.SETS}


@pytest.fixture
def shared(tmp_path):
    """A small stand-in for the shared data: a corpus of two articles, gold for each set, and a scorer."""
    root = tmp_path / "shared"
    for name in ("corpora", "bench/seed/gold", "bench/dev", "bench/train"):
        (root / name).mkdir(parents=True)
    (root / "bench/seed/article.txt").write_text("A text.")
    (root / "bench/score.py").write_text("")
    (root / "corpora/a.jsonl").write_text(
        "".join(json.dumps({"id": i, "text": "x"}) + "\n" for i in ("d", "t", "other"))
    )
    for file in ("seed/gold/article", "dev/d", "train/t"):
        (root / "bench" / f"{file}.json").write_text("{}")
    return root


@pytest.fixture
def run(shared, tmp_path, monkeypatch, capsys):
    """Runs the gate on given scores; gives its status, what it prints, and the floors file."""
    file = tmp_path / "floors.json"

    def go(scores, *arguments):
        monkeypatch.setattr(gate, "measure", lambda shared, errors: scores)
        status = gate.main(list(arguments), shared=shared, floors_file=file)
        return status, capsys.readouterr().out, json.loads(file.read_text()) if file.exists() else None

    return go


def test_floors_hold_or_not(run):
    assert run(all_at(70, 50), "--raise")[0] == 0
    assert run(all_at(70, 50))[0] == 0
    status, said, kept = run(all_at(70, 49.9))
    assert status == 1
    assert "dev ledger_ready: 49.9 is below the floor 50" in said
    assert kept["floors"]["dev"] == {"detection": 70, "ledger_ready": 50}


def test_without_floors_it_fails(run):
    status, said, kept = run(all_at(70, 50))
    assert status == 1
    assert "seed detection: no floor" in said
    assert kept is None


def test_raise_lifts_and_never_lowers(run):
    run(all_at(70, 50), "--raise")
    status, _, kept = run(all_at(80, 49), "--raise")
    assert status == 1
    assert kept["floors"]["seed"] == {"detection": 70, "ledger_ready": 50}
    assert run(all_at(80, 50), "--raise")[2]["floors"]["seed"] == {"detection": 80, "ledger_ready": 50}


def test_lower_needs_a_reason_and_keeps_it(run):
    run(all_at(70, 50), "--raise")
    assert run(all_at(60, 40), "--lower", " ")[0] == 1
    status, _, kept = run(all_at(60, 40), "--lower", "gold corrected")
    assert status == 0
    assert kept["floors"]["train"] == {"detection": 60, "ledger_ready": 40}
    assert [(x["reason"], x["was"]["train"]["detection"]) for x in kept["lowered"]] == [("gold corrected", 70)]
    assert run(all_at(60, 40))[0] == 0


@pytest.mark.parametrize("file", ["corpora/a.jsonl", "bench/dev/d.json", "bench/seed/article.txt"])
def test_another_corpus_is_noticed(run, shared, file):
    run(all_at(70, 50), "--raise")
    (shared / file).write_text((shared / file).read_text().replace('"x"', '"y"').replace("{}", "{ }").replace("A", "B"))
    status, said, _ = run(all_at(90, 90), "--raise")
    assert status == 1
    assert "--lower REASON" in said
    assert run(all_at(90, 90), "--lower", "new gold")[0] == 0
    assert run(all_at(90, 90))[0] == 0


@pytest.mark.parametrize(("ci", "status"), [("true", 1), ("", 0)])
def test_without_gold_it_skips_but_not_in_ci(tmp_path, monkeypatch, capsys, ci, status):
    monkeypatch.setenv("CI", ci)
    assert gate.main([], shared=tmp_path / "none") == status
    assert "quality not measured" in capsys.readouterr().out


def test_only_articles_with_gold_are_read(shared):
    assert [json.loads(line)["id"] for line in gate.gold_articles(shared)] == ["d", "t"]
    (shared / "bench/dev/gone.json").write_text("{}")
    with pytest.raises(SystemExit, match="no text for 1 gold"):
        list(gate.gold_articles(shared))


def test_a_corpus_more_changes_nothing(shared):
    before = gate.digest(shared)
    (shared / "corpora/b.jsonl").write_text('{"id": "new", "text": "z"}\n')
    assert gate.digest(shared) == before
