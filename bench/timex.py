"""Score ``find_times`` on any folder of TempEval-3 .tml files.

python bench/timex.py DIR [--errors] [--part 0/2] [--reader NAME]

Strict: same characters (white space and a final full stop aside). Relaxed: any overlap, one to one. Type and value, as
the TempEval-3 tool (UzZaman et al., SemEval-2013 Task 1) defines them: relaxed F1 times the share of relaxed matches
whose attribute is right. Micro-averages over all documents. Times that hang on an event (rules named event.*) are
windows, not TIMEX3, and are left out. The published line of the best rule-based system on the platinum set (HeidelTime,
same paper): strict 81.3, relaxed 90.3, type 82.1, value 77.6.
"""

from __future__ import annotations

import argparse
import datetime as dt
import html
import re
from dataclasses import dataclass
from pathlib import Path

from foresaid.read.language import load_reader, parse, tokenize
from foresaid.read.times import find_times


@dataclass(frozen=True)
class Timex:
    start: int
    end: int
    words: str
    type: str
    value: str


def read_tml(path: Path) -> tuple[str, dt.date | None, list[Timex]]:
    """Text, date of creation and gold expressions of one .tml file."""
    raw = path.read_text(encoding="utf-8", errors="replace")
    dct = re.search(r"<DCT>.*?value=\"(\d{4}-\d\d-\d\d)", raw, re.S)
    body = re.search(r"<TEXT>(.*)</TEXT>", raw, re.S)
    text, gold, at, open_ = "", [], 0, None
    source = body.group(1) if body else ""
    for m in re.finditer(r"<[^>]*>", source):
        text += html.unescape(source[at : m.start()])
        at = m.end()
        tag = m.group()
        if tag.startswith("<TIMEX3"):
            a = dict(re.findall(r'(\w+)="([^"]*)"', tag))
            open_ = (len(text), a)
        elif tag == "</TIMEX3>" and open_:
            gold.append(
                Timex(open_[0], len(text), text[open_[0] :], open_[1].get("type", ""), open_[1].get("value", ""))
            )
            open_ = None
    text += html.unescape(source[at:])
    return text, dt.date.fromisoformat(dct.group(1)) if dct else None, [g for g in gold if g.words.strip()]


def norm(t: Timex) -> tuple[int, int]:
    """Start and end without white space and final punctuation."""
    w = t.words
    start = t.start + len(w) - len(w.lstrip())
    return start, start + len(w.strip().rstrip(".,\"'"))


def match(gold: list[Timex], found: list[Timex]) -> list[tuple[Timex, Timex]]:
    """Overlapping pairs, one to one, the largest overlap first."""
    pairs = sorted(
        (
            (min(g.end, f.end) - max(g.start, f.start), g.start, f.start, g, f)
            for g in gold
            for f in found
            if g.start < f.end and f.start < g.end
        ),
        key=lambda p: (-p[0], p[1], p[2]),
    )  # fmt: skip
    used: set[int] = set()
    out = []
    for _, _, _, g, f in pairs:
        if id(g) not in used and id(f) not in used:
            used |= {id(g), id(f)}
            out.append((g, f))
    return out


def f1(tp: int, n_gold: int, n_found: int) -> tuple[float, float, float]:
    p, r = tp / n_found if n_found else 0.0, tp / n_gold if n_gold else 0.0
    return 100 * p, 100 * r, 200 * p * r / (p + r) if p + r else 0.0


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("dir", type=Path)
    ap.add_argument("--errors", action="store_true", help="print every difference")
    ap.add_argument("--part", default="0/1", help="K/N: only every N-th file, beginning with K")
    ap.add_argument("--reader", help="parse with this reader first (tense by tree)")
    a = ap.parse_args()
    k, n = (int(x) for x in a.part.split("/"))
    files = sorted(a.dir.rglob("*.tml"))[k::n]
    tot = dict.fromkeys(("gold", "found", "strict", "relaxed", "type", "value"), 0)
    for path in files:
        text, dct, gold = read_tml(path)
        doc = tokenize(text)
        if a.reader:
            parse(doc, load_reader(a.reader))
        got = [
            Timex(t.span.start, t.span.end, t.span.words, t.type, t.value)
            for t in find_times(doc, dct)
            if not t.rule.startswith("event")
        ]
        pairs = match(gold, got)
        tot["gold"] += len(gold)
        tot["found"] += len(got)
        for g, f in pairs:
            same = norm(g) == norm(f)
            tot["strict"] += same
            tot["relaxed"] += 1
            tot["type"] += g.type == f.type
            tot["value"] += g.value == f.value
            if a.errors:
                _say("SPAN", path, text, dct, g, f, not same)
                _say("TYPE", path, text, dct, g, f, g.type != f.type)
                _say("VALUE", path, text, dct, g, f, g.value != f.value)
        if a.errors:
            for g in gold:
                if all(x is not g for x, _ in pairs):
                    _say("MISS", path, text, dct, g, None, True)
            for f in got:
                if all(x is not f for _, x in pairs):
                    _say("EXTRA", path, text, dct, None, f, True)
    print(f"{a.dir}: {len(files)} files, {tot['gold']} gold, {tot['found']} found")
    strict, relaxed = (f1(tot[x], tot["gold"], tot["found"]) for x in ("strict", "relaxed"))
    print(f"{'':8}{'P':>7}{'R':>7}{'F1':>7}")
    print(f"strict  {strict[0]:7.1f}{strict[1]:7.1f}{strict[2]:7.1f}")
    print(f"relaxed {relaxed[0]:7.1f}{relaxed[1]:7.1f}{relaxed[2]:7.1f}")
    for x in ("type", "value"):
        print(f"{x:8}{'':14}{relaxed[2] * tot[x] / max(1, tot['relaxed']):7.1f}")


def _say(kind: str, path: Path, text: str, dct: dt.date | None, g: Timex | None, f: Timex | None, yes: bool) -> None:
    if not yes:
        return
    t = g or f
    assert t
    left = re.sub(r"\s+", " ", text[max(0, t.start - 50) : t.start])
    right = re.sub(r"\s+", " ", text[t.end : t.end + 30])
    show = lambda x: f"{' '.join(x.words.split())} {x.type} {x.value}" if x else "-"
    print(f"{kind:5} gold[{show(g)}] found[{show(f)}] {dct} | {left}[]{right} | {path.name}")


if __name__ == "__main__":
    main()
