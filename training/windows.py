"""Train the windows model: which of a sentence's times is the window of a claim's event.

usage: python training/windows.py OUT.json --gold DIR_OR_FILE... [--texts CORPUS.jsonl] [--cache FILE] [--errors]
Prints, by cross-validation over articles, the share of gold claims (those that have a candidate) whose window is right:
both ends within a day, or both absent. A gold window that no time of the sentence gives is left out of training.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path

import numpy as np

from decide import Cached, fit, labels, read
from gold import fold_of, load_gold, options

sys.path.insert(0, str(Path(__file__).parent.parent / "src"))
from foresaid.core import Span
from foresaid.read import claims as stage
from foresaid.read.claim_days import settled
from foresaid.read.claim_windows import window_candidates, window_of
from foresaid.read.language import load_reader

FOLDS = 5
SHARE, THRESHOLD = 0.5, 0.45


def right(gold: list[str | None] | None, w) -> bool:
    """Both ends within one day, or both absent."""
    ends = (w.earliest, w.latest) if w else (None, None)
    for g, p in zip(gold or (None, None), ends):
        if (g is None) != (p is None) or (g and abs((dt.date.fromisoformat(g) - p).days) > 1):
            return False
    return True


def rows_of(arts: list[dict], reader) -> list[dict]:
    rows = []
    for art in arts:
        got = read(art, reader, False)
        doc = got["doc"]
        cands = stage.find_candidates(doc, got["times"], got["published"], got["attributions"])
        for (c, _), g in labels(doc, cands, art["claims"], pairs=True):
            q = Span.of(art["text"], doc[c.lo].idx, doc[c.hi].idx + len(doc[c.hi]))
            args = (doc, c, q, got["times"], got["published"], got["attributions"])
            found = window_candidates(*args)
            y = [bool(g["window"]) and right(g["window"], settled(t, *args)) for t, _ in found]
            rows.append({"id": art["id"], "gold": g, "args": args, "x": [f for _, f in found], "y": y})
    return rows


def train(rows: list[dict]) -> dict:
    known = [r for r in rows if not r["gold"]["window"] or any(r["y"])]
    y = np.array([float(v) for r in known for v in r["y"]])
    return fit([f for r in known for f in r["x"]], y, np.ones(len(y)), threshold=THRESHOLD, share=SHARE)


def main() -> None:
    ap = options()
    ap.add_argument("--errors", action="store_true")
    a = ap.parse_args()
    reader = Cached(load_reader("best"), a.cache)
    rows = rows_of(load_gold(a.gold, a.texts), reader)
    reader.save()
    models = [train([r for r in rows if fold_of(r["id"] + "x", FOLDS) != k]) for k in range(FOLDS)]
    good = []
    for r in rows:
        w, _ = window_of(*r["args"], model=models[fold_of(r["id"] + "x", FOLDS)])
        good.append(right(r["gold"]["window"], w))
        if a.errors and not good[-1]:
            print(
                r["id"], repr(r["gold"]["quote"]), r["gold"]["window"], (str(w.earliest), str(w.latest)) if w else None
            )
    print(
        f"{len(rows)} claims with a candidate, {sum(len(r['x']) for r in rows)} times; windows right {100 * np.mean(good):.1f} %"
    )
    final = {k: v for k, v in train(rows).items() if k != "importance"}
    a.out.write_text(json.dumps(final, separators=(",", ":")), encoding="utf-8")


if __name__ == "__main__":
    main()
