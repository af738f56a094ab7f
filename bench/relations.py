"""How well relations between states are found: precision, recall and tone on sentences with the expected dyads.

    python bench/relations.py [tests/cases/relations.txt] [--errors]

The form of the file is told in its first lines. A relation counts where its pair is right in its order; ``unordered``
says how many more there were in the other order; then the tone is compared.
"""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from foresaid.core import Article, Relation
from foresaid.read.language import Reader, load_reader, parse, tokenize
from foresaid.read.names import find_mentions
from foresaid.read.quotes import find_attributions
from foresaid.read.relations import find_relations

CASES = Path(__file__).parents[1] / "tests" / "cases" / "relations.txt"
DAY = dt.date(2019, 12, 30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A sentence and the relations (pair → tone) that it states."""

    line: int
    text: str
    tones: dict[tuple[str, str], int]


def cases(path: Path) -> Iterator[Case]:
    """The cases of a file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    for k, line in enumerate(lines):
        if line and line[0] not in "#=":
            after = lines[k + 1] if k + 1 < len(lines) and lines[k + 1].startswith("=") else "="
            words = [x.split() for x in after[1:].split("|") if x.strip()]
            yield Case(line=k + 1, text=line, tones={(a, b): int(n) for a, b, n in words})


def read(text: str, reader: Reader, published: dt.date = DAY) -> tuple[Relation, ...]:
    """The relations that foresaid finds in ``text``."""
    doc = parse(tokenize(text), reader)
    mentions = find_mentions(doc, Article(id="case", text=text, published=published))
    found = find_attributions(doc, mentions)
    return find_relations(doc, article="case", published=published, mentions=mentions, attributions=found)


def main() -> None:
    """Measure and print."""
    ap = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    ap.add_argument("file", type=Path, nargs="?", default=CASES)
    ap.add_argument("--errors", action="store_true")
    a = ap.parse_args()
    reader = load_reader("best")
    gold = predicted = matched = tone = turned = sentences = traps = 0
    for case in cases(a.file):
        got = {r.pair: r for r in read(case.text, reader)}
        sentences += 1
        traps += not case.tones
        gold += len(case.tones)
        predicted += len(got)
        for pair, want in case.tones.items():
            if pair in got:
                matched += 1
                tone += got[pair].tone == want
                if a.errors and got[pair].tone != want:
                    print(f"TONE {case.line}: {case.text}  {got[pair].tone}, not {want} {got[pair].rules}")
            else:
                turned += pair[::-1] in got
                if a.errors:
                    print(f"MISSED {case.line}: {case.text}  {pair} {want}")
        for pair, r in got.items():
            if a.errors and pair not in case.tones:
                print(f"FALSE {case.line}: {case.text}  {pair} {r.tone} {r.rules}")
    p, r_ = matched / max(predicted, 1), matched / max(gold, 1)
    print(
        f"{sentences} sentences ({traps} without a relation), {gold} relations, "
        f"{predicted} found, {matched} matched, {turned} unordered"
    )
    print(
        f"P {100 * p:.1f}  R {100 * r_:.1f}  F1 {200 * p * r_ / max(p + r_, 1e-9):.1f}   "
        f"tone right {100 * tone / max(matched, 1):.1f} %"
    )


if __name__ == "__main__":
    main()
