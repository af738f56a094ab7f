"""Check gold of attributions: spans inside the text, whole words, cue and content not empty and apart, nesting right.

usage: check_attributions.py GOLD.jsonl CORPUS.jsonl...

Gold has one JSON object an article: ``id`` and ``attributions``, each with ``source`` ([start, end] or null), ``cue`` and
``content`` (lists of [start, end]), ``nested_in`` (index of the innermost attribution whose content holds the cue, or
null) and ``kind``. Offsets count characters of the article's ``text``. Prints what is wrong, else the counts.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

KINDS = ("verb", "noun", "according to", "attitude", "infinitive")


def span_faults(text: str, spans: list[list[int]], role: str) -> list[str]:
    """What is wrong with the spans of one role."""
    out = []
    for a, b in spans:
        if not 0 <= a < b <= len(text):
            out.append(f"{role} {a}-{b} outside the text")
            continue
        words = text[a:b]
        if words != words.strip():
            out.append(f"{role} {words!r} has space at its edge")
        if (a and text[a - 1].isalnum() and text[a].isalnum()) or (
            b < len(text) and text[b - 1].isalnum() and text[b].isalnum()
        ):
            out.append(f"{role} {words!r} cuts a word")
    if any(x[1] > y[0] for x, y in zip(sorted(spans), sorted(spans)[1:], strict=False)):
        out.append(f"{role} overlaps itself")
    return out


def meet(x: list[list[int]], y: list[list[int]]) -> bool:
    """Whether two lists of spans share a character."""
    return any(a < d and c < b for a, b in x for c, d in y)


def holds(outer: list[list[int]], inner: list[list[int]]) -> bool:
    """Whether each inner span lies in one of the outer ones."""
    return all(any(c <= a and b <= d for c, d in outer) for a, b in inner)


def faults(text: str, attributions: list[dict[str, Any]]) -> list[str]:
    """What is wrong with one article."""
    out = []
    for k, one in enumerate(attributions):
        wrong = [f"no {role}" for role in ("cue", "content") if not one[role]]
        for role in ("cue", "content"):
            wrong += span_faults(text, one[role], role)
        source = [one["source"]] if one["source"] else []
        wrong += span_faults(text, source, "source")
        if meet(one["cue"], one["content"]):
            wrong.append("cue meets content")
        if meet(one["cue"], source):
            wrong.append("cue meets source")
        if one["kind"] not in KINDS:
            wrong.append(f"kind {one['kind']!r}")
        around = [
            j for j, other in enumerate(attributions) if j != k and one["cue"] and holds(other["content"], one["cue"])
        ]
        inner = min(around, key=lambda j: sum(b - a for a, b in attributions[j]["content"]), default=None)
        if inner != one["nested_in"]:
            wrong.append(f"nested_in is {one['nested_in']}, should be {inner}")
        if any(j < k and other["cue"] == one["cue"] for j, other in enumerate(attributions)):
            wrong.append("the same cue twice")
        out += [f"{k}: {w}" for w in wrong]
    return out


def main() -> int:
    """Check and print; 1 where something is wrong."""
    if len(sys.argv) < 3:
        print(__doc__)
        return 2
    texts: dict[str, str] = {}
    for path in sys.argv[2:]:
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            texts[record["id"]] = record["text"]
    bad, articles = 0, 0
    counts: Counter[str] = Counter()
    for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        articles += 1
        if record["id"] not in texts:
            print(f"{record['id']}: no such article")
            bad += 1
            continue
        for fault in faults(texts[record["id"]], record["attributions"]):
            print(f"{record['id']} {fault}")
            bad += 1
        for one in record["attributions"]:
            counts["all"] += 1
            counts[one["kind"]] += 1
            counts["no source"] += one["source"] is None
            counts["nested"] += one["nested_in"] is not None
    print(f"{articles} articles, {bad} faults; " + ", ".join(f"{k} {n}" for k, n in counts.most_common()))
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
