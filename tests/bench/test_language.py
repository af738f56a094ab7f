"""The measuring of names: spans of BIO tags, and a foreign label set brought down to the reader's."""

from __future__ import annotations

import importlib.util
from pathlib import Path

SPEC = importlib.util.spec_from_file_location("bench_language", Path(__file__).parents[2] / "bench" / "language.py")
assert SPEC
assert SPEC.loader
language = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(language)


def test_spans_of_neighbouring_names() -> None:
    assert language.spans(["B-PER", "I-PER", "B-PER", "O", "B-LOC"]) == {(0, 2, "PER"), (2, 3, "PER"), (4, 5, "LOC")}


def test_worldwide_keeps_three_labels(tmp_path: Path) -> None:
    rows = "Kim\tB-Person\nJong-un\tI-Person\nleft\tO\nSeoul\tB-Location\non\tO\nMonday\tB-Date\n\nA\tO\n"
    (tmp_path / "a.tsv").write_text(rows, encoding="utf-8")
    (only,) = language.worldwide(tmp_path, 1)
    assert only["ner"] == ["B-PER", "I-PER", "O", "B-LOC", "O", "O"]
    assert only["words"][3] == "Seoul"
