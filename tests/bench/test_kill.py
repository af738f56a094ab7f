"""The kill bench, small: eight kills over the shortest dispatches, and that it sees a loss."""

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def kill():
    spec = importlib.util.spec_from_file_location("kill", ROOT / "bench" / "kill.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def inputs():
    return [str(p) for p in sorted((ROOT / "examples").glob("2019-0[46]-*.txt"))[:6]]


@pytest.fixture
def fast(monkeypatch, ports):
    """A reader that finds one claim in each article at once, in place of the models."""
    import time

    from tests.record.made import told

    from foresaid import pipeline
    from foresaid.core import Reading

    def read(article, reader, actors):
        time.sleep(0.005)
        word = article.text.split()[3]
        made = told(article.text, word, id=article.id)[1]
        return pipeline.Read(article=article, reading=Reading(article=article.id, claims=made.claims))

    monkeypatch.setattr(pipeline, "_read", read)


@pytest.mark.usefixtures("fast")
def test_eight_kills_lose_nothing(kill, inputs, tmp_path):
    figures = kill.torture(inputs, 8, tmp_path, seed=3, pace=0.05)
    assert figures["kills"] == 8
    assert figures["ledgers"] >= 1
    assert figures["entries"] == 3 * len(inputs)


@pytest.mark.usefixtures("fast")
def test_a_loss_is_seen(kill, inputs, tmp_path, monkeypatch):
    whole = kill.export_of
    monkeypatch.setattr(kill, "export_of", lambda p: whole(p) if p.name == "whole.db" else "other")
    with pytest.raises(RuntimeError, match="not the undisturbed export"):
        kill.torture(inputs, 1, tmp_path, pace=0.01)


def test_a_process_that_fails_is_told(kill, tmp_path):
    with pytest.raises(RuntimeError, match="record ended with"):
        kill.torture(["/nowhere/at/all.txt"], 1, tmp_path)
    assert "nowhere" in (tmp_path / "log").read_text()
