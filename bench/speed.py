"""How fast it reads, on one core: warm, per article of 500 words, and the whole command from a cold start.

usage: speed.py [--reader best] [--articles N] [--runs N] [--json]

Warm: every article of the corpora (or of examples/, without them) is read once after three that are not counted; its
time is scaled to 500 words. Cold: `foresaid read` on one article, from start to exit, the median of --runs runs after
one that is not counted and leaves the modules compiled, as an installed package has them.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CORPORA = ROOT.parent / "shared" / "corpora"
COMMAND = (sys.executable, "-c", "from foresaid.cli import main; main()")
WORDS = 500
UNCOUNTED = 3


def one_core() -> None:
    """Keep this process and those it starts to one core, where the system can."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def lines(limit: int) -> list[str]:
    """Up to ``limit`` articles as JSON Lines, spread evenly over the corpora."""
    found = [x for p in sorted(CORPORA.glob("*.jsonl")) for x in p.read_text(encoding="utf-8").splitlines()]
    step = max(1, len(found) // limit)
    return found[::step][:limit]


def warm(files: list[str], reader: str) -> list[float]:
    """Milliseconds per 500 words, one for each article of ``files`` after the first few."""
    from foresaid.core import Problem
    from foresaid.pipeline import read_articles

    out = []
    last = time.perf_counter()
    for item in read_articles(files, reader=reader):
        now = time.perf_counter()
        if not isinstance(item, Problem):
            out.append((now - last) * 1000 * WORDS / max(1, len(item.article.text.split())))
        last = time.perf_counter()
    return out[UNCOUNTED:] or out


def cold(file: str, reader: str, runs: int) -> list[float]:
    """Seconds from start to exit of the command on one article."""
    out = []
    with tempfile.TemporaryDirectory() as compiled:
        env = os.environ | {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": compiled}
        for _ in range(runs + 1):
            start = time.perf_counter()
            subprocess.run(
                [*COMMAND, "read", file, "--reader", reader, "--date", "2019-04-19"],
                capture_output=True, check=True, env=env,
            )  # fmt: skip
            out.append(time.perf_counter() - start)
    return out[1:]


def main() -> None:
    """Measure and say."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--reader", choices=["best"], default="best")
    ap.add_argument("--articles", type=int, default=200)
    ap.add_argument("--runs", type=int, default=5)
    ap.add_argument("--json", action="store_true")
    a = ap.parse_args()
    one_core()
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder) / "texts.jsonl"
        found = lines(a.articles)
        texts.write_text("".join(x + "\n" for x in found), encoding="utf-8")
        one = Path(folder) / "one.txt"
        one.write_text(
            str(json.loads(found[0])["text"]) if found else "The two ministers will meet in Oslo in May.\n",
            encoding="utf-8",
        )
        files = [str(texts)] if found else [str(p) for p in sorted((ROOT / "examples").iterdir())]
        times = sorted(warm(files, a.reader))
        starts = cold(str(one), a.reader, a.runs)
    out = {
        "reader": a.reader,
        "articles": len(times),
        "median_ms": round(statistics.median(times), 1),
        "p95_ms": round(times[int(0.95 * (len(times) - 1))], 1),
        "cold_s": round(statistics.median(starts), 2),
    }
    if a.json:
        print(json.dumps(out))
    else:
        print(f"{out['articles']} articles, reader {a.reader}, one core")
        print(f"warm   {out['median_ms']} ms per {WORDS} words (median), {out['p95_ms']} ms (95th percentile)")
        print(f"cold   {out['cold_s']} s for the whole command (median of {a.runs})")


if __name__ == "__main__":
    main()
