"""How right the verdicts are: stories with expected verdicts, read, recorded, settled and compared.

usage: stories.py [FOLDER] [--errors] [NAME...]

FOLDER (default bench/stories) holds for each story NAME.jsonl, its articles, and NAME.expected.json, every forward claim with
its verdict. A claim that was read answers to an expected one where their spans overlap as score.py asks (IoU 0.3).

- verdicts right: of our settled verdicts on expected claims, the share equal to the expected one (late and early by days too
  within one); a settled verdict where none is expected to be settled counts as wrong.
- settled: of the expected claims that can be settled, the share that has a settled verdict.
- joined: F1 over pairs of expected claims that were read: same event here and there.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Any

from story_gold import arguments, expected_of, one_to_one, overlap, stories_of, texts_of

SETTLED = ("held", "early", "late", "missed", "contradicted")


def measure(path: Path, errors: bool, total: Counter[str]) -> None:
    from foresaid import ask
    from foresaid.core import Problem
    from foresaid.pipeline import record_articles
    from foresaid.record.ledger import Ledger

    expected, texts = expected_of(path), texts_of(path)
    with tempfile.TemporaryDirectory() as folder, Ledger.open(str(Path(folder) / "story.db"), write=True) as ledger:
        for done in record_articles([str(path)], ledger):
            if isinstance(done, Problem):
                print(f"{path.name}: {done}", file=sys.stderr)
        j = ask.judged(ledger)
    by_article: dict[str, list[Any]] = {}
    for item, verdict, event in j.claims():
        by_article.setdefault(j.heads[item.article].id, []).append((item, verdict, event))
    pairs: list[tuple[dict[str, Any], Any]] = []
    ranked = []
    for n, gold in enumerate(expected["claims"]):
        start = texts[gold["article"]].index(gold["quote"])
        for item, verdict, event in by_article.get(gold["article"], []):
            q = item.claim.quote
            iou = overlap((q.start, q.end), (start, start + len(gold["quote"])))
            if iou >= 0.3:
                ranked.append((-iou, n, item.id, (item, verdict, event)))
    found = one_to_one(ranked)
    mine: Counter[str] = Counter()
    for n, gold in enumerate(expected["claims"]):
        want = gold["verdict"]
        got = found[n][1].answer if n in found else None
        mine["claims"] += 1
        mine["read"] += got is not None
        mine["settleable"] += want in SETTLED
        mine["all right"] += got == want
        if got in SETTLED:
            days = found[n][1].days
            near = gold.get("days") is None or days is None or abs(gold["days"] - days) <= 1
            right = got == want and near
            mine["given"] += 1
            mine["given right"] += right
            total[f"rule {found[n][1].rule} -> {got}, " + ("right" if right else "wrong")] += 1
        mine["settled"] += want in SETTLED and got in SETTLED
        if errors and got != want:
            item, verdict = (found[n][0], found[n][1]) if n in found else (None, None)
            why = (
                f"{verdict.because} [{'; '.join(j.items[r].claim.quote.words[:60] for r in verdict.reports)}]"
                if verdict
                else "not read"
            )
            w = [str(x) for x in item.window] if item and item.window else None
            print(
                f"  {want:>12} but {got or '-':<12} {gold['article']} {gold['quote'][:90]!r} {gold['window']}/{w}: {why}"
            )
        if n in found:
            pairs.append((gold, found[n]))
    for (a, x), (b, y) in combinations(pairs, 2):
        want_same, got_same = a["event"] == b["event"], x[2] == y[2]
        mine["pairs"] += want_same
        mine["pairs given"] += got_same
        mine["pairs right"] += want_same and got_same
    total.update(mine)
    print(line(path.stem, mine))


def line(name: str, c: Counter[str]) -> str:
    def share(a: str, b: str) -> str:
        return f"{100 * c[a] / c[b]:5.1f}" if c[b] else "    –"

    p, r = c["pairs right"] / max(1, c["pairs given"]), c["pairs right"] / max(1, c["pairs"])
    f = 200 * p * r / (p + r) if p + r else 0.0
    return (
        f"{name:<28} claims {c['claims']:>3}  read {share('read', 'claims')}  verdicts right {share('given right', 'given')} of "
        f"{c['given']:>3}  settled {share('settled', 'settleable')}  joined F1 {f:5.1f}  exact {share('all right', 'claims')}"
    )


def main() -> None:
    ap = arguments(__doc__)
    ap.add_argument("--errors", action="store_true")
    args = ap.parse_args()
    total: Counter[str] = Counter()
    for path in stories_of(args):
        measure(path, args.errors, total)
    print(line("all", total))
    if args.errors:
        for rule, n in sorted(total.items()):
            if rule.startswith("rule "):
                print(f"  {n:>4}  {rule}")


if __name__ == "__main__":
    main()
