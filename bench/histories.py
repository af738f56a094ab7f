"""How right the histories of foretold events are: the stories of bench/stories, recorded and judged, compared step by step.

usage: histories.py [FOLDER] [NAME...] [--steps] [--given] [--ledgers FOLDER]

An event of ours answers to an expected one where most of the claims that were read and are expected of it stand in it. A step
agrees where the same event took the same status, told on the same day, in the same order (longest common subsequence).
`recall`: of the expected steps; `precision`: of ours; `ends`: events whose last status is the expected one; `order`: recall
where days are not compared. `disputed` is left out: the expected histories have no such step.

With --given the claims and reports that are expected of an event are taken as joined, so that the rules of the history are
measured by themselves, whatever the joining did.

--steps prints both histories of every event; --ledgers keeps what was read there, so that a second run need not read.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from story_gold import arguments, expected_of, overlap, stories_of, texts_of


def common(a: Sequence[object], b: Sequence[object]) -> int:
    """The length of the longest common subsequence.

    >>> common("abcd", "xbyd")
    2
    """
    best = [0] * (len(b) + 1)
    for x in a:
        before = 0
        for n, y in enumerate(b, 1):
            before, best[n] = best[n], before + 1 if x == y else max(best[n], best[n - 1])
    return best[-1]


def judged(path: Path, where: str) -> Any:
    from foresaid import ask
    from foresaid.core import Problem
    from foresaid.pipeline import record_articles
    from foresaid.record.ledger import Ledger

    fresh = not Path(where).exists()
    with Ledger.open(where, write=True) as ledger:
        if fresh:
            for done in record_articles([str(path)], ledger):
                if isinstance(done, Problem):
                    print(f"{path.name}: {done}", file=sys.stderr)
        return ask.judged(ledger)


def homes(expected: dict[str, Any], texts: dict[str, str], j: Any, given: bool) -> dict[str, Any]:
    """Our event for each expected one; ``given``: made of just what is expected of it."""
    from foresaid.judge.events import Joined

    by_article: dict[str, list[Any]] = defaultdict(list)
    for item in j.items.values():
        by_article[j.heads[item.article].id].append(item)
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    own: dict[str, set[str]] = defaultdict(set)
    for gold in (*expected["claims"], *expected["reports"]):
        start = texts[gold["article"]].find(gold.get("quote") or "\0")
        if start < 0 or not gold.get("event"):
            continue
        for item in by_article[gold["article"]]:
            q = item.claim.quote
            if overlap((q.start, q.end), (start, start + len(gold["quote"]))) >= 0.3:
                votes[gold["event"]][j.home[item.id].id] += 1
                own[gold["event"]].add(item.id)
    if given:
        made = {}
        for name, ids in own.items():
            made[name] = Joined()
            for item in j.items.values():
                if item.id in ids:
                    made[name].add(item, None, None)
        return made
    events = {e.id: e for e in j.events}
    return {name: events[max(sorted(c), key=c.__getitem__)] for name, c in votes.items()}


def measure(path: Path, where: str, steps: bool, given: bool) -> Counter[str]:
    expected, texts = expected_of(path), texts_of(path)
    j = judged(path, where)
    found = homes(expected, texts, j, given)
    mine: Counter[str] = Counter()
    for name, wanted in expected["history"].items():
        want = [(day, status) for day, status in wanted]
        told = j.foretold(found[name]).history if name in found else ()
        got = [(str(s.day), s.status) for s in told if s.status != "disputed"]
        mine["events"] += 1
        mine["want"] += len(want)
        mine["got"] += len(got)
        mine["right"] += common(want, got)
        mine["order"] += common([s for _, s in want], [s for _, s in got])
        mine["ends"] += bool(got) and got[-1][1] == want[-1][1]
        if steps:
            print(f"  {name}\n    want {' → '.join(f'{s} {d}' for d, s in want)}")
            print(f"    got  {' → '.join(f'{s} {d}' for d, s in got)}")
            for s in told:
                words = " ".join(j.items[s.claim].claim.quote.words.split())[:90]
                print(f"           {s.day} {s.status:<10} {s.by[:30]:<30} {words}")
    return mine


def line(name: str, c: Counter[str]) -> str:
    def share(a: str, b: str) -> str:
        return f"{100 * c[a] / c[b]:5.1f}" if c[b] else "    –"

    return (
        f"{name:<18} events {c['events']:>3}  steps {c['want']:>3}  recall {share('right', 'want')}  precision "
        f"{share('right', 'got')} of {c['got']:>3}  ends {share('ends', 'events')}  order {share('order', 'want')}"
    )


def main() -> None:
    ap = arguments(__doc__)
    ap.add_argument("--steps", action="store_true")
    ap.add_argument("--given", action="store_true")
    ap.add_argument("--ledgers", type=Path)
    args = ap.parse_args()
    total: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for path in stories_of(args):
            where = str((args.ledgers or Path(folder)) / f"{path.stem}.db")
            found = measure(path, where, args.steps, args.given)
            print(line(path.stem, found))
            total.update(found)
    print(line("all", total))


if __name__ == "__main__":
    main()
