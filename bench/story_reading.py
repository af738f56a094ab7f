"""What the reader gives the judge: how many of the stories' expected reports and claims are read, and how well.

usage: story_reading.py [FOLDER] [NAME...] [--errors]

FOLDER (default bench/stories) holds NAME.jsonl, the articles, and NAME.expected.json with `reports` and `claims` (README
there).

- reports read: the share whose quote a report overlaps by IoU 0.2 or more; for what did not happen, was cancelled or moved
  also a forward claim that it will not happen. The best one counts: outcome, then day, then overlap. One claim may answer to
  two expected reports (what opened was not torn down).
- outcome right: of those read, the share with the expected outcome. `missed` and a claim that it will not happen are right
  for `did_not_happen`, and `cancelled` and `did_not_happen` for each other: both settle a forecast the same way.
- day right: of those read as reports with that outcome and an expected day (not that of a cancellation, which is the day it
  was made known), the share whose window has both ends within a day of it, or lies around it and is a month at most.
  What happened without a window counts with the day of publication, as the judge takes it.
- claims read: as `stories.py` matches them (IoU 0.3, one to one). Then, of those read, window (both ends within a day),
  polarity, innermost source (one holds the words of the other; none where none is expected).
- other reports: those that answer to no expected report, per article.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections import Counter
from collections.abc import Sequence
from typing import Any

from foresaid.core import Claim, Problem
from foresaid.pipeline import read_articles
from story_gold import arguments, expected_of, one_to_one, overlap, stories_of

AGAINST = ("did_not_happen", "cancelled", "moved")
SAME = {
    "did_not_happen": frozenset(("did_not_happen", "cancelled", "missed")),
    "cancelled": frozenset(("did_not_happen", "cancelled", "missed")),
}
DAY = dt.timedelta(days=1)


def near(got: dt.date | None, want: str | None) -> bool:
    """Whether a day is the expected one, give or take one; None where None is expected."""
    if got is None or want is None:
        return got is None and want is None
    return abs(got - dt.date.fromisoformat(want)) <= DAY


def outcome_right(c: Claim, want: str) -> bool:
    """Whether claim ``c`` tells the outcome ``want``."""
    if c.forward:
        return want in SAME
    return c.outcome in SAME.get(want, {want})


def day_right(c: Claim, want: str, published: dt.date | None) -> bool:
    """Whether the window of ``c`` is the day ``want``."""
    w = c.window
    if w is None or (w.earliest is None and w.latest is None):
        return c.outcome == "happened" and near(published, want)
    if near(w.earliest, want) and near(w.latest, want):
        return True
    day = dt.date.fromisoformat(want)
    if w.earliest is None or w.latest is None:
        return False
    return w.earliest <= day <= w.latest and (w.latest - w.earliest).days < 31


def source_right(c: Claim, want: str | None) -> bool:
    """Whether the innermost source of ``c`` is the expected one."""
    got = c.sources[0].name.lower() if c.sources else None
    low = want.lower() if want else None
    if got is None or low is None:
        return got is None and low is None
    return got in low or low in got


def days(c: Claim) -> str:
    """The window of ``c`` in brief."""
    return f"{c.window.earliest or ''}/{c.window.latest or ''}" if c.window else "-"


def measure_reports(
    expected: dict[str, Any], texts: dict[str, str], dates: dict[str, dt.date | None], found: dict[str, Sequence[Claim]],
    errors: bool,
) -> Counter[str]:  # fmt: skip
    """Counts of one story's reports."""
    n: Counter[str] = Counter()
    used: set[str] = set()
    for want in expected["reports"]:
        a, what, date = want["article"], want["what"], want["date"]
        at = texts[a].index(want["quote"])
        span = (at, at + len(want["quote"]))
        cands = []
        for c in found[a]:
            iou = overlap((c.quote.start, c.quote.end), span)
            if iou < 0.2 or (c.forward and (what not in AGAINST or c.polarity == "+")):
                continue
            right = outcome_right(c, what)
            day = date is None or what == "cancelled" or c.forward or day_right(c, date, dates[a])
            cands.append((right, day, iou, c.id, c))
            used.add(c.id)
        n["reports"] += 1
        n[what] += 1
        best = max(cands, key=lambda x: x[:4], default=None)
        n["read"] += best is not None
        n[f"{what} read"] += best is not None
        if best is None:
            if errors:
                print(f"  NOT READ {a} {what} {date}: {want['quote']!r}")
            continue
        right, day, _, _, c = best
        n["outcome"] += right
        n[f"{what} right"] += right
        dated = right and date is not None and what != "cancelled" and not c.forward
        n["dated"] += dated
        n["day"] += dated and day
        if errors and not (right and day):
            kind = "forward" if c.forward else c.outcome
            print(
                f"  {'DAY' if right else 'OUTCOME'} {a} {what} {date}: {want['quote']!r} {kind} {days(c)} {c.quote.words!r}"
            )
    for a in texts:
        for c in found[a]:
            if not c.forward and c.id not in used:
                n["others"] += 1
                if errors:
                    print(f"  OTHER {a} {c.outcome} {days(c)} {c.quote.words!r} {c.rules[0]}")
    n["articles"] += len(texts)
    return n


def measure_claims(
    expected: dict[str, Any], texts: dict[str, str], found: dict[str, Sequence[Claim]], errors: bool
) -> Counter[str]:
    """Counts of one story's forward claims."""
    n: Counter[str] = Counter()
    ranked = []
    for k, want in enumerate(expected["claims"]):
        at = texts[want["article"]].index(want["quote"])
        for c in found[want["article"]]:
            iou = overlap((c.quote.start, c.quote.end), (at, at + len(want["quote"])))
            if c.forward and iou >= 0.3:
                ranked.append((-iou, k, c.id, c))
    pairs = one_to_one(ranked)
    for k, want in enumerate(expected["claims"]):
        n["claims"] += 1
        if k not in pairs:
            if errors:
                print(f"  NO CLAIM {want['article']} {want['window']} {want['polarity']}: {want['quote']!r}")
            continue
        c = pairs[k]
        first, last = want["window"] or (None, None)
        got = (c.window.earliest, c.window.latest) if c.window else (None, None)
        checks = {
            "window": near(got[0], first) and near(got[1], last),
            "polarity": c.polarity == want["polarity"],
            "source": source_right(c, want["source"]),
        }
        n["claims read"] += 1
        for what, ok in checks.items():
            n[what] += ok
            if errors and not ok:
                mine = {
                    "window": f"{days(c)} {c.window.words.words if c.window else ''!r}",
                    "polarity": c.polarity,
                    "source": c.sources[0].name if c.sources else None,
                }[what]
                print(f"  {what.upper()} {want['article']} {want[what]} but {mine}: {want['quote']!r}")
    return n


def line(name: str, n: Counter[str]) -> str:
    """The counts of a story in two lines."""

    def share(a: str, b: str) -> str:
        return f"{100 * n[a] / n[b]:5.1f}" if n[b] else "    –"

    kinds = "  ".join(
        f"{k} {n[f'{k} right']}/{n[k]}" for k in ("happened", "did_not_happen", "cancelled", "moved") if n[k]
    )
    return (
        f"{name:<17} reports {n['read']:>3} of {n['reports']:>3} read {share('read', 'reports')}"
        f"  outcome {share('outcome', 'read')}  day {share('day', 'dated')}"
        f"  ({kinds}; other reports {n['others'] / max(1, n['articles']):.1f} an article)\n"
        f"{'':<17} claims  {n['claims read']:>3} of {n['claims']:>3} read {share('claims read', 'claims')}  window "
        f"{share('window', 'claims read')}  polarity {share('polarity', 'claims read')}  source {share('source', 'claims read')}"
    )


def main() -> None:
    """Measure and print, one story after the other, then all."""
    ap = arguments(__doc__)
    ap.add_argument("--errors", action="store_true")
    args = ap.parse_args()
    total: Counter[str] = Counter()
    for path in stories_of(args):
        expected = expected_of(path)
        texts: dict[str, str] = {}
        dates: dict[str, dt.date | None] = {}
        found: dict[str, Sequence[Claim]] = {}
        for d in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            texts[d["id"]], dates[d["id"]], found[d["id"]] = d["text"], None, ()
        for done in read_articles([str(path)]):
            if isinstance(done, Problem):
                print(f"{path.name}: {done}", file=sys.stderr)
                continue
            a = done.article
            texts[a.id], dates[a.id], found[a.id] = a.text, a.published, done.reading.claims
        mine = measure_reports(expected, texts, dates, found, args.errors)
        mine.update(measure_claims(expected, texts, found, args.errors))
        total.update(mine)
        print(line(path.stem, mine))
    print(line("all", total))


if __name__ == "__main__":
    main()
