"""Score ``find_times`` on an own set of news sentences with expected windows.

python bench/windows.py [bench/windows/cases.tsv] [--errors]

A case is right where first and last day are exactly the expected ones; "-" is an open end. Of the expressions found in
the sentence the one counts whose words overlap most with the case's expression.
"""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path

from foresaid.core.window import Window
from foresaid.read.language import tokenize
from foresaid.read.times import find_times

HERE = Path(__file__).parent / "windows" / "cases.tsv"


def cases(path: Path) -> list[tuple[dt.date, str, str, str, str]]:
    """Published, expression, first, last, sentence."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    return [(dt.date.fromisoformat(r[0]), r[1], r[2], r[3], r[4]) for r in rows[1:]]


def best(published: dt.date, expression: str, sentence: str) -> Window | None:
    """The window of the expression found that fits the words best."""
    at = sentence.lower().find(expression.lower().removeprefix("not "))
    if at < 0:
        raise ValueError(f"{expression!r} does not stand in {sentence!r}")
    end = at + len(expression.removeprefix("not "))
    found: list[tuple[float, int, Window]] = []
    for n, t in enumerate(find_times(tokenize(sentence), published)):
        if t.window:
            a, b = t.window.words.start, t.window.words.end
            shared = min(b, end) - max(a, at)
            if shared > 0:
                found.append((shared / (max(b, end) - min(a, at)), -n, t.window))
    return max(found, key=lambda f: f[:2])[2] if found else None


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("file", type=Path, nargs="?", default=HERE)
    ap.add_argument("--errors", action="store_true")
    a = ap.parse_args()
    rows, right = cases(a.file), 0
    for published, expression, first, last, sentence in rows:
        w = best(published, expression, sentence)
        got = ("none", "none") if w is None else (str(w.earliest or "-"), str(w.latest or "-"))
        right += got == (first, last)
        if a.errors and got != (first, last):
            words = w.words.words if w else None
            print(f"{published} [{expression}] {first}..{last}, found {got[0]}..{got[1]} ({words}) | {sentence}")
    print(f"{a.file}: {right} of {len(rows)} windows exact ({100 * right / len(rows):.1f} %)")


if __name__ == "__main__":
    main()
