"""How well reports are found: precision and recall on sentences with the expected reports marked inside.

    python bench/reports.py [tests/cases/reports.txt] [--errors]

The form of the file is told in its first lines. A report counts where its trigger is the marked word; then outcome,
type, window (both days) and participants (all that are named) are compared. Every sentence is read as an article of its
own.
"""

from __future__ import annotations

import argparse
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from foresaid.core import Article, Claim
from foresaid.read.language import Reader, load_reader, parse, tokenize
from foresaid.read.names import find_mentions
from foresaid.read.quotes import find_attributions
from foresaid.read.reports import find_reports
from foresaid.read.times import find_times

CASES = Path(__file__).parents[1] / "tests" / "cases" / "reports.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """One marked report: where its trigger starts, and what is told of it."""

    start: int
    outcome: str
    type: str
    window: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A sentence without its marks, the day it was published, and the reports that it holds."""

    line: int
    published: dt.date
    text: str
    reports: tuple[Expected, ...]


def cases(path: Path) -> Iterator[Case]:
    """The cases of a file. Raises ``ValueError`` for a mark without a line that explains it, or the other way round."""
    published = dt.date(2021, 1, 1)
    lines = path.read_text(encoding="utf-8").splitlines()
    for k, line in enumerate(lines):
        if line.startswith("@"):
            published = dt.date.fromisoformat(line[1:].strip())
        elif line and line[0] not in "#=":
            starts = [m.start() - 2 * i for i, m in enumerate(re.finditer(r"\*[^*]+\*", line))]
            after = lines[k + 1] if k + 1 < len(lines) and lines[k + 1].startswith("=") else ""
            told = [x.split() for x in after[1:].split("|")] if after else []
            if len(told) != len(starts):
                raise ValueError(f"{path}:{k + 1}: {len(starts)} marked, {len(told)} explained")
            reports = [
                Expected(start=s, outcome=x[0], type=x[1], window=x[2], names=tuple(x[4:]))
                for s, x in zip(starts, told, strict=True)
            ]
            yield Case(line=k + 1, published=published, text=line.replace("*", ""), reports=tuple(reports))


def read(case: Case, reader: Reader) -> tuple[Claim, ...]:
    """The reports that foresaid finds in the sentence of ``case``."""
    doc = parse(tokenize(case.text), reader)
    times = find_times(doc, case.published)
    mentions = find_mentions(doc, Article(id="case", text=case.text, published=case.published))
    found = find_attributions(doc, mentions)
    return find_reports(
        doc, article="case", published=case.published, times=times, mentions=mentions, attributions=found,
        general=False,
    )  # fmt: skip


def wrong(want: Expected, got: Claim) -> list[str]:
    """The slots in which ``got`` is not what was expected."""
    window = f"{got.window.earliest}/{got.window.latest}" if got.window else "-"
    names = {x for p in got.participants for x in (p.id, p.name)}
    slots = (
        ("outcome", got.outcome == want.outcome),
        ("type", got.event.type == want.type),
        ("window", window == want.window),
        ("participants", set(want.names) <= names),
    )
    return [name for name, right in slots if not right]


def main() -> None:
    """Measure and print."""
    ap = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    ap.add_argument("file", type=Path, nargs="?", default=CASES)
    ap.add_argument("--errors", action="store_true")
    a = ap.parse_args()
    reader = load_reader("best")
    gold = predicted = matched = whole = sentences = traps = 0
    slots = dict.fromkeys(("outcome", "type", "window", "participants"), 0)
    for case in cases(a.file):
        got = read(case, reader)
        sentences += 1
        traps += not case.reports
        gold += len(case.reports)
        predicted += len(got)
        left = list(got)
        for want in case.reports:
            hit = next((g for g in left if g.trigger.start == want.start), None)
            if hit is None:
                if a.errors:
                    print(f"MISSED {case.line}: {case.text}  {want}")
                continue
            left.remove(hit)
            bad = wrong(want, hit)
            matched += 1
            whole += not bad
            for s in slots:
                slots[s] += s not in bad
            if a.errors and bad:
                w = f"{hit.window.earliest}/{hit.window.latest}" if hit.window else "-"
                print(
                    f"WRONG {', '.join(bad)} {case.line}: {case.text}  {hit.outcome} {hit.event.type} {w} "
                    f"{[p.id or p.name for p in hit.participants]}"
                )
        if a.errors:
            for g in left:
                print(f"FALSE {case.line}: {case.text}  {g.outcome} {g.event.type} [{g.trigger.words}] {g.rules}")
    p, r = matched / max(predicted, 1), matched / max(gold, 1)
    print(f"{sentences} sentences ({traps} without a report), {gold} reports, {predicted} found, {matched} matched")
    print(
        f"P {100 * p:.1f}  R {100 * r:.1f}  F1 {200 * p * r / max(p + r, 1e-9):.1f}   "
        f"all slots right {100 * whole / max(matched, 1):.1f} % of matched"
    )
    print("  ".join(f"{k} {100 * v / max(matched, 1):.1f}" for k, v in slots.items()))


if __name__ == "__main__":
    main()
