#!/usr/bin/env python3
"""Score a packaged reader on the open treebanks: UPOS, XPOS, lemma, UAS, LAS on gold words, and names (span F1 over PER, LOC, ORG).

usage: bench/language.py DATA [--reader best] [--limit N]      (DATA: the folder with ud/, uner/, worldwide_ner/)
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "training"))
from foresaid.read.language import load_reader
from treebanks import load


def spans(tags: list[str]) -> set[tuple[int, int, str]]:
    """(start, end, label) of each name in BIO tags."""
    out, i = set(), 0
    while i < len(tags):
        j = i + 1
        if tags[i] not in ("O", ""):
            while j < len(tags) and tags[j] == "I-" + tags[i][2:]:
                j += 1
            out.add((i, j, tags[i][2:]))
        i = j
    return out


def score(reader, sentences: list[dict]) -> dict[str, float]:
    """The measures over one treebank, in percent, and words per second."""
    t0 = time.perf_counter()
    got = reader.parse([(s["words"], s["spaces"]) for s in sentences])
    seconds = time.perf_counter() - t0
    n = sum(len(s["words"]) for s in sentences)
    hit = dict.fromkeys(("upos", "xpos", "lemma", "uas", "las"), 0)
    g = p = tp = 0
    for s, x in zip(sentences, got, strict=True):
        for i in range(len(s["words"])):
            hit["upos"] += x.pos[i] == s["upos"][i]
            hit["xpos"] += x.tags[i] == s["xpos"][i]
            hit["lemma"] += x.lemmas[i] == (s["lemma"][i] if s["lemma"][i] != "_" else s["words"][i])
            hit["uas"] += x.heads[i] == s["head"][i]
            hit["las"] += x.heads[i] == s["head"][i] and x.deps[i] == s["deprel"][i]
        if s["ner"]:
            a, b = spans(s["ner"]), spans(list(x.names))
            g, p, tp = g + len(a), p + len(b), tp + len(a & b)
    out = {k: round(100 * v / n, 2) for k, v in hit.items()}
    if g:
        out["names"] = round(200 * tp / (g + p), 2)
    out["words_per_second"] = round(n / seconds)
    return out


WORLDWIDE = {"Location": "LOC", "Person": "PER", "Organization": "ORG"}
"""The three labels of worldwide_ner that the reader knows; its NORP, Facility and the rest are not asked of it."""


def worldwide(folder: Path, every: int) -> list[dict]:
    """Sentences of worldwide_ner (token, BIO label; of every so many files) as ``words``, ``spaces``, ``ner``."""
    out = []
    for path in sorted(folder.glob("*.tsv"))[::every]:
        for block in path.read_text(encoding="utf-8").split("\n\n"):
            rows = [line.split("\t") for line in block.split("\n") if "\t" in line]
            if len(rows) < 2:
                continue
            tags = [r[1].strip() for r in rows]
            kept = [t[:2] + WORLDWIDE[t[2:]] if t[2:] in WORLDWIDE else "O" for t in tags]
            out.append({"words": [r[0] for r in rows], "spaces": [True] * len(rows), "ner": kept})
    return out


def names_only(reader, sentences: list[dict]) -> dict[str, float]:
    """Precision, recall and F1 of names by whole span and label, in percent."""
    got = reader.parse([(s["words"], s["spaces"]) for s in sentences])
    pairs = [(spans(s["ner"]), spans(list(x.names))) for s, x in zip(sentences, got, strict=True)]
    g, p = sum(len(a) for a, _ in pairs), sum(len(b) for _, b in pairs)
    tp = sum(len(a & b) for a, b in pairs)
    return {
        "gold": g,
        "precision": round(100 * tp / p, 2),
        "recall": round(100 * tp / g, 2),
        "names": round(200 * tp / (g + p), 2),
    }


def main() -> None:
    """Print one line of JSON per treebank."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("data", type=Path)
    ap.add_argument("--reader", default="best")
    ap.add_argument("--limit", type=int)
    a = ap.parse_args()
    reader = load_reader(a.reader)
    for name, part in load(a.data).items():
        if name != "train":
            print(json.dumps({"set": name, **score(reader, part[: a.limit])}), flush=True)
    news = a.data / "worldwide_ner" / "processed_annotated"
    if news.is_dir():
        print(
            json.dumps({"set": "worldwide_ner, every tenth", **names_only(reader, worldwide(news, 10)[: a.limit])}),
            flush=True,
        )


if __name__ == "__main__":
    main()
