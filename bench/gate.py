"""The quality gate: reads the gold articles, scores the claims, and compares the scores with the floors in floors.json.

usage: gate.py [--raise] [--lower REASON] [--errors]

The floors hold for one corpus and one gold, whose digest stands beside them. ``--raise`` lifts each floor to what is
measured now; ``--lower REASON`` sets every floor to what is measured now, also lower or for a changed corpus, and keeps
the reason. Without ../shared there is nothing to measure: skipped, except where CI=true, where it fails.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
FLOORS = ROOT / "bench" / "floors.json"
SETS = ("seed", "dev", "train")
MEASURES = ("detection", "ledger_ready")
SEED_DAY = "2019-04-19"
COMMAND = (sys.executable, "-c", "from foresaid.cli import main; main()")

Scores = dict[str, dict[str, float]]


def gold_folder(shared: Path, name: str) -> Path:
    """Where the gold of a set lies; the seed's lies one deeper, beside its article."""
    return shared / "bench" / name / "gold" if name == "seed" else shared / "bench" / name


def digest(shared: Path) -> str:
    """SHA-256 over what the scores are measured on: the texts that have gold, the seed article, and the gold."""
    out = hashlib.sha256("".join(line + "\n" for line in gold_articles(shared)).encode())
    gold = (p for name in SETS for p in sorted(gold_folder(shared, name).glob("*.json")))
    for path in (shared / "bench" / "seed" / "article.txt", *gold):
        out.update(f"{path.relative_to(shared)}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return out.hexdigest()


def read(arguments: Iterable[str], into: Path) -> None:
    """Run ``foresaid read`` with ``arguments``, its claims into a file; stops the gate where it reports a problem."""
    done = subprocess.run(
        [*COMMAND, "read", *arguments, "--format", "jsonl", "-o", str(into)], capture_output=True, text=True
    )
    if done.returncode:
        sys.exit(f"gate: foresaid read ended with status {done.returncode}\n{done.stderr}")


def gold_articles(shared: Path) -> Iterable[str]:
    """The lines of the corpora whose article has gold in dev or train."""
    wanted = {p.stem for name in ("dev", "train") for p in gold_folder(shared, name).glob("*.json")}
    for path in sorted((shared / "corpora").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if json.loads(line)["id"] in wanted:
                wanted.discard(json.loads(line)["id"])
                yield line
    if wanted:
        sys.exit(f"gate: no text for {len(wanted)} gold articles, e.g. {min(wanted)}")


def score(shared: Path, name: str, claims: Path, *, errors: bool = False) -> dict[str, float]:
    """What the scorer says of a set: F1 of detection and of ledger-ready, and the numbers of claims."""
    command = [sys.executable, str(shared / "bench" / "score.py"), str(gold_folder(shared, name)), str(claims)]
    if errors:
        print(subprocess.run([*command, "--errors"], capture_output=True, text=True, check=True).stdout)
    out = json.loads(subprocess.run([*command, "--json"], capture_output=True, text=True, check=True).stdout)
    return {m: out[m]["f1"] for m in MEASURES} | {"gold": out["gold"], "predicted": out["predicted"]}


def measure(shared: Path, *, errors: bool = False) -> Scores:
    """Read all gold articles and score each set."""
    with tempfile.TemporaryDirectory() as folder:
        seed, rest, texts = (Path(folder) / n for n in ("seed.jsonl", "rest.jsonl", "texts.jsonl"))
        texts.write_text("".join(line + "\n" for line in gold_articles(shared)), encoding="utf-8")
        read([str(shared / "bench" / "seed" / "article.txt"), "--date", SEED_DAY], seed)
        read([str(texts)], rest)
        return {n: score(shared, n, seed if n == "seed" else rest, errors=errors) for n in SETS}


def below(scores: Scores, floors: Mapping[str, Mapping[str, float]]) -> list[str]:
    """One line for each score that lies below its floor, or has none."""
    out = []
    for name in SETS:
        for m in MEASURES:
            floor = floors.get(name, {}).get(m)
            if floor is None:
                out.append(f"{name} {m}: no floor")
            elif scores[name][m] < floor:
                out.append(f"{name} {m}: {scores[name][m]} is below the floor {floor}")
    return out


def raised(scores: Scores, floors: Mapping[str, Mapping[str, float]]) -> Scores:
    """The floors, each lifted to its score where that is higher."""
    return {n: {m: max(scores[n][m], floors.get(n, {}).get(m, 0.0)) for m in MEASURES} for n in SETS}


def table(scores: Scores, floors: Mapping[str, Mapping[str, float]]) -> str:
    """Scores beside floors, for people."""
    rows = [f"{'set':8}{'gold':>6}{'found':>7}{'detection':>11}{'floor':>7}{'ledger-ready':>14}{'floor':>7}"]
    for n in SETS:
        s, f = scores[n], floors.get(n, {})
        rows.append(
            f"{n:8}{s['gold']:6.0f}{s['predicted']:7.0f}{s['detection']:11.1f}{f.get('detection', 0.0):7.1f}"
            f"{s['ledger_ready']:14.1f}{f.get('ledger_ready', 0.0):7.1f}"
        )
    return "\n".join(rows)


def main(arguments: list[str] | None = None, *, shared: Path = SHARED, floors_file: Path = FLOORS) -> int:
    """Measure, compare, say. The exit status: 0 where all floors hold."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--raise", action="store_true", dest="lift", help="lift each floor to what is measured now")
    ap.add_argument("--lower", metavar="REASON", help="set every floor to what is measured now, and keep the reason")
    ap.add_argument("--errors", action="store_true", help="list misses, false alarms and wrong slots")
    a = ap.parse_args(arguments)
    if not (shared / "bench" / "score.py").exists():
        text = f"gate: no gold at {shared}: quality not measured"
        print(text + (", which CI must do" if os.environ.get("CI") == "true" else "; skipped"))
        return int(os.environ.get("CI") == "true")
    kept: dict[str, Any] = json.loads(floors_file.read_text(encoding="utf-8")) if floors_file.exists() else {}
    floors: dict[str, dict[str, float]] = kept.get("floors", {})
    now = digest(shared)
    scores = measure(shared, errors=a.errors)
    print(table(scores, floors))
    if a.lower is not None:
        if not a.lower.strip():
            print("gate: --lower needs a reason")
            return 1
        kept.setdefault("lowered", []).append({"reason": a.lower, "was": floors, "digest": kept.get("digest")})
        kept |= {"digest": now, "floors": {n: {m: scores[n][m] for m in MEASURES} for n in SETS}}
        floors_file.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
        return 0
    if kept.get("digest", now) != now:
        print("gate: the corpus or the gold is not the one that the floors were measured on; --lower REASON")
        return 1
    lifted = raised(scores, floors)
    if a.lift and not below(scores, {n: {m: floors.get(n, {}).get(m, 0.0) for m in MEASURES} for n in SETS}):
        kept |= {"digest": now, "floors": lifted}
        floors_file.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
        floors = lifted
    wrong = below(scores, floors)
    for line in wrong:
        print(f"gate: {line}")
    if not wrong:
        print("gate: all floors hold")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
