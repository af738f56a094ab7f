"""How near ``foresaid.read.factuality`` comes to readers' judgements of how sure an event is.

usage: factuality.py FILE.jsonl [--errors] [--limit N] [--cache DIR] [--reader best]

Each line is {"text": tokenised sentence, "targets": [{"span1": [first, end], "label": -3 ... 3}, ...]}, spans in words.
Of a target of several words, the word that heads them is judged.
Prints the number of targets, the mean absolute error, Pearson's r, the share of targets on the right side of zero, and
the error of saying 3 for all of them. --errors lists the targets by the rule that acted last,
the costliest first, each with its worst.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.tokens import Doc, DocBin, Token

from foresaid.read.factuality import reading
from foresaid.read.language import load_reader, parse
from foresaid.read.spacy_core import english_tokenizer


@dataclass(frozen=True)
class Judged:
    """One target: the readers' value and ours."""

    token: Token
    gold: float
    value: float
    rules: tuple[str, ...]


def docs_of(rows: Sequence[dict[str, Any]], reader: str, cache_dir: Path | None) -> list[Doc]:
    """The sentences, parsed as the words they are given in; read from ``cache_dir`` where they were parsed before."""
    vocab = english_tokenizer().vocab
    key = hashlib.sha256("\n".join(r["text"] for r in rows).encode()).hexdigest()[:16]
    path = cache_dir / f"factuality-{reader}-{key}.spacy" if cache_dir else None
    if path is not None and path.exists():
        return list(DocBin().from_disk(path).get_docs(vocab))
    model = load_reader(reader)
    docs = []
    for row in rows:
        doc = Doc(vocab, words=row["text"].split())
        for t in doc:
            t.is_sent_start = t.i == 0
        docs.append(parse(doc, model))
        doc.user_data.clear()
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        DocBin(attrs=["TAG", "POS", "MORPH", "LEMMA", "HEAD", "DEP", "SENT_START"], docs=docs).to_disk(path)
    return docs


def judged(rows: Sequence[dict[str, Any]], docs: Sequence[Doc]) -> list[Judged]:
    """Every target with both values."""
    out = []
    for row, doc in zip(rows, docs, strict=True):
        for target in row["targets"]:
            first, end = target["span1"]
            token = doc[first] if end - first == 1 else doc[first:end].root
            got = reading(token)
            out.append(Judged(token, float(target["label"]), got.value, got.rules))
    return out


def error(pairs: Sequence[tuple[float, float]]) -> float:
    """The mean absolute difference."""
    return sum(abs(a - b) for a, b in pairs) / len(pairs)


def pearson(pairs: Sequence[tuple[float, float]]) -> float:
    """Pearson's r; 0 where one side does not vary."""
    ma, mb = (sum(p[k] for p in pairs) / len(pairs) for k in (0, 1))
    both = sum((a - ma) * (b - mb) for a, b in pairs)
    spread = math.sqrt(sum((a - ma) ** 2 for a, _ in pairs) * sum((b - mb) ** 2 for _, b in pairs))
    return both / spread if spread else 0.0


def show_errors(items: Sequence[Judged], worst: int = 4) -> None:
    """The rules that acted last, by the error that stands with them."""
    by_rule: dict[str, list[Judged]] = defaultdict(list)
    for x in items:
        by_rule[x.rules[-1].split(".", 1)[1] if x.rules else "-"].append(x)
    cost = {k: sum(abs(x.gold - x.value) for x in v) for k, v in by_rule.items()}
    for rule in sorted(by_rule, key=lambda k: (-cost[k], k)):
        v = by_rule[rule]
        up = sum(max(0.0, x.gold - x.value) for x in v)
        print(f"\n{rule}: {len(v)} targets, error {cost[rule]:.1f} (too low {up:.1f}, too high {cost[rule] - up:.1f})")
        for x in sorted(v, key=lambda x: -abs(x.gold - x.value))[:worst]:
            t = x.token
            words = [f"[{w.text}]" if w.i == t.i else w.text for w in t.doc[max(0, t.i - 12) : t.i + 7]]
            print(f"  {x.gold:5.1f} read as {x.value:5.1f}  {' '.join(words)}")


def main() -> None:
    """Measure one file."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("file", type=Path)
    p.add_argument("--errors", action="store_true")
    p.add_argument("--limit", type=int)
    p.add_argument("--cache", type=Path)
    p.add_argument("--reader", default="best")
    a = p.parse_args()
    rows = [json.loads(line) for line in a.file.read_text(encoding="utf-8").splitlines() if line.strip()][: a.limit]
    items = judged(rows, docs_of(rows, a.reader, a.cache))
    pairs = [(x.gold, x.value) for x in items]
    if a.errors:
        show_errors(items)
        print()
    signs = sum((g < 0) == (v < 0) for g, v in pairs)
    print(f"n {len(pairs)}  MAE {error(pairs):.3f}  r {pearson(pairs):.3f}  sign {signs / len(pairs):.3f}")
    print(f"all 3: MAE {error([(g, 3.0) for g, _ in pairs]):.3f}")


if __name__ == "__main__":
    main()
