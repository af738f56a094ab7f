"""Learn how likely it is that a report settles a claim, from stories with expected verdicts.

usage: python -m training.settle OUT STORY.jsonl...

Each story has NAME.expected.json beside it (bench/stories/README.md). The candidates of every claim that was read
(``foresaid.judge.evidence``) are the rows; a row is positive where its answer is the verdict expected, or where the report
stands for the claim's event and tells that it happened. The model of the first look (``settle.json``) weighs each pair by
itself; that of the second (``settle_again.json``) learns from what the first, held out by story, found around it. Prints,
cross-validated by story, how many of the surest answers are right; then learns from all.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler
from training.stories import read_all

from foresaid.judge.evidence import Clue, Scene, tied
from foresaid.judge.item import Item
from foresaid.judge.outcomes import excluded
from foresaid.judge.second_look import Around
from foresaid.judge.trees import probability

Row = tuple[str, Item, dict[str, Any], Clue, bool, bool]
Seen = dict[str, list[tuple[Clue, float]]]
SHARE = 0.5
"""Share of the linear part on the log odds; the trees have the rest."""
FOLDS = 7
"""Groups of stories for cross-validation."""


@dataclass(frozen=True, slots=True)
class Story:
    """A story as read: its scene without copies, its claims with their clues, and the rows to learn from."""

    name: str
    scene: Scene
    clues: dict[str, list[Clue]]
    rows: list[Row]


def story_of(
    name: str, items: list[Item], claims: dict[str, dict[str, Any]], reports: dict[str, dict[str, Any]]
) -> Story:
    """The story with, of each candidate of an expected claim, whether its answer is right, and whether to learn it as right."""
    copies = {a for a, n in Counter(c["article"] for c in claims.values() if c["because"] == "copy").items() if n > 1}
    scene = Scene(i for i in items if i.article not in copies)
    clues = {i.id: scene.clues(i) for i in scene.plans}
    rows: list[Row] = []
    for item in scene.plans:
        gold = claims.get(item.id)
        for clue in clues[item.id] if gold else ():
            a = clue.answer
            right = a.verdict == gold["verdict"] and (
                gold["days"] is None or a.days is None or abs(gold["days"] - a.days) <= 1
            )
            told = a.relation not in ("denied", "moved", "contrary")
            same = reports.get(clue.report.id, {}).get("event") == gold["event"]
            rows.append((name, item, gold, clue, right, same and (told or right)))
    return Story(name, scene, clues, rows)


def fit(rows: list[dict[str, float]], y: np.ndarray) -> dict[str, Any]:
    """The model in its packaged form: the mean, on the log odds, of a logistic regression and boosted trees."""
    count = Counter(k for r in rows for k in r)
    names = sorted(k for k, n in count.items() if n >= 10)
    x = np.array([[r.get(k, 0.0) for k in names] for r in rows])
    scale = StandardScaler().fit(x)
    line = LogisticRegression(C=0.3, max_iter=3000).fit(scale.transform(x), y)
    w = line.coef_[0] / scale.scale_
    bias = float(line.intercept_[0] - (w * scale.mean_).sum())
    m = GradientBoostingClassifier(
        n_estimators=120,
        max_depth=3,
        learning_rate=0.07,
        subsample=0.7,
        min_samples_leaf=10,
        max_features=0.3,
        random_state=7,
    ).fit(x, y)
    prior = float(np.clip(y.mean(), 1e-6, 1 - 1e-6))

    def tree(t: Any, n: int = 0) -> Any:
        if t.children_left[n] == -1:
            return round(float(t.value[n][0][0]) * m.learning_rate * (1 - SHARE), 5)
        at = round(float(t.threshold[n]), 5)
        return [names[t.feature[n]], at, tree(t, t.children_left[n]), tree(t, t.children_right[n])]

    return {
        "bias": round(SHARE * bias + (1 - SHARE) * math.log(prior / (1 - prior)), 5),
        "linear": {k: round(SHARE * float(v), 5) for k, v in zip(names, w, strict=True) if abs(v) > 1e-4},
        "trees": [tree(e[0].tree_) for e in m.estimators_],
    }


def values(story: Story, seen: Seen | None) -> list[dict[str, float]]:
    """Of each row the values compared: by itself, or, with what the first look found, those of the second look."""
    if seen is None:
        return [r[3].signs for r in story.rows]
    around = Around(story.scene, story.scene.plans, seen)
    first = {(i, id(c)): p for i, row in seen.items() for c, p in row}
    return [around.signs(r[1], r[3], first[r[1].id, id(r[3])]) for r in story.rows]


def learn(stories: Iterable[Story], seen: dict[str, Seen] | None = None) -> dict[str, Any]:
    """A model of the first look, or of the second where ``seen`` gives what the first found."""
    stories = list(stories)
    x = [v for s in stories for v in values(s, seen[s.name] if seen else None)]
    return fit(x, np.array([r[5] for s in stories for r in s.rows]))


def held_out(stories: list[Story], seen: dict[str, Seen] | None = None) -> Iterator[tuple[Story, dict[str, Any]]]:
    """Each story with a model that has not learnt from it nor from those of its group."""
    for n in range(FOLDS):
        model = learn([s for k, s in enumerate(stories) if k % FOLDS != n], seen)
        for s in stories[n::FOLDS]:
            yield s, model


def surest(rows: Iterable[Row], p: Iterable[float]) -> list[tuple[float, Row]]:
    """Of each claim the surest answer that is not excluded, surest first."""
    best: dict[str, tuple[float, Row]] = {}
    for r, q in zip(rows, p, strict=True):
        if not excluded(r[1], r[3]) and (r[1].id not in best or q > best[r[1].id][0]):
            best[r[1].id] = q, r
    return sorted(best.values(), key=lambda b: (-b[0], b[1][1].id))


def show(best: list[tuple[float, Row]]) -> None:
    """Right of the claims that are settled from each probability on, by polarity, window, and how the day stands to it."""
    kinds = sorted({kind_of(r) for _, r in best})
    for kind in kinds:
        line = []
        for at in (0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3):
            got = [r[4] for q, r in best if q >= at and kind_of(r) == kind]
            line.append(f"{at:.1f}: {sum(got)}/{len(got)}")
        print(f"  {kind:<28}", "  ".join(line))


def kind_of(r: Row) -> str:
    """How a row's claim is put and how the report's day stands to its window."""
    tie = "" if tied(r[3].signs) else ", untied"
    return f"{r[1].claim.polarity} {'window' if r[1].window else 'no window'}, {r[3].answer.relation}{tie}"


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("out", type=Path, help="folder for settle.json and settle_again.json")
    ap.add_argument("stories", type=Path, nargs="+")
    ap.add_argument("--read", type=Path, help="keep what was read of the stories here between runs")
    a = ap.parse_args()
    stories = [story_of(name, *found) for name, found in sorted(read_all(a.stories, a.read).items())]
    rows = [r for s in stories for r in s.rows]
    print(
        f"{len(stories)} stories, {len(rows)} rows, {sum(r[5] for r in rows)} positive; held out by story, the surest answers:"
    )
    seen: dict[str, Seen] = {}
    for s, model in held_out(stories):
        seen[s.name] = {i: [(c, probability(c.signs, model)) for c in row] for i, row in s.clues.items()}
    again: dict[str, list[float]] = {}
    for s, model in held_out(stories, seen):
        again[s.name] = [probability(v, model) for v in values(s, seen[s.name])]
    show(surest(rows, [q for s in stories for q in again[s.name]]))
    for name, model in (("settle", learn(stories)), ("settle_again", learn(stories, seen))):
        (a.out / f"{name}.json").write_text(json.dumps(model, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
