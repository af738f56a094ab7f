"""Train the principals model: which candidates take part in the event of a claim.

usage: python training/principals.py OUT.json --gold DIR_OR_FILE... [--texts CORPUS.jsonl] [--cache FILE]
Prints, by cross-validation over articles, the share of claims whose principals reach F1 >= 0.5.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import numpy as np

from decide import Cached, fit, read
from gold import fold_of, load_gold, options

sys.path.insert(0, str(Path(__file__).parent.parent / "src"))
from foresaid.core import Span
from foresaid.read import claims as stage
from foresaid.read.candidates import Candidate
from foresaid.read.claims_model import probability
from foresaid.read.events import event_type
from foresaid.read.language import load_reader
from foresaid.read.participants import People, participants
from foresaid.read.principals import principal_candidates
from foresaid.read.principals_choice import UNSEEN, WEIGHED, chosen, counts, distinct
from foresaid.read.slots import best_class, slot_features

FOLDS = 5
SHARE, C = 0.5, 0.15
TREES = {"n_estimators": 150, "max_depth": 5, "learning_rate": 0.05, "max_features": 0.1}
STOP = {"the", "a", "an", "another", "of", "in", "mr", "mrs", "ms", "president", "prime", "minister", "some", "other"}


def content(name: str) -> set[str]:
    return set(re.findall(r"[\w']+", name.lower().replace("’", "'"))) - STOP


def agrees(p, accepted: list[str]) -> bool:
    """Whether a participant is the gold one: its id or name holds, or is held by, an accepted name's content words."""
    for mine in (p.id, p.name):
        a = content(mine or "")
        if a and any(b and (a <= b or b <= a) for b in map(content, accepted)):
            return True
    return False


def takes_part(p, accepted: list[str]) -> bool:
    """Whether a candidate is the gold principal, and a place in a state not only by that state's code where the gold names
    somebody else who stands for it: Nashville is no party to what ["USA", "Donald Trump"] does."""
    mine = p.participant
    if not agrees(mine, accepted):
        return False
    if not (p.features.get("kind.place") and mine.id and p.key != mine.id):
        return True
    named = [w for x in accepted if not (len(x) == 3 and x.isupper()) and (w := content(x))]
    own = content(mine.name)
    return not named or any(own <= w or w <= own for w in named)


def f1(gold, pred) -> float:
    if not gold and not pred:
        return 1.0
    left, hit = list(pred), 0
    for g in gold:
        for p in left:
            if agrees(p, g):
                left.remove(p)
                hit += 1
                break
    return 2 * hit / (len(gold) + len(pred))


def size_ratios(gold: list[list], ranked: list[list]) -> list[float]:
    """How many claims have 0, 1, 2, 3, 4 or more principals, over how many would by their candidates' probabilities."""
    real, expected = np.zeros(5), np.zeros(5)
    for g, r in zip(gold, ranked):
        real[min(len(g), 4)] += 1
        for n, p in enumerate(counts([s for s, _ in distinct(r)[:WEIGHED]] + list(UNSEEN))):
            expected[min(n, 4)] += p
    return [round(float(x), 3) for x in real / expected]


def main() -> None:
    ap = options()
    ap.add_argument("--errors", action="store_true")
    a = ap.parse_args()
    reader = Cached(load_reader("best"), a.cache)
    first = {g["id"] for g in load_gold(a.gold[:1], a.texts)}
    rows = []
    for art in load_gold(a.gold, a.texts):
        if not art["claims"]:
            continue
        got = read(art, reader, True)
        doc, people = got["doc"], People(got["doc"], got["mentions"])
        cands = {c.event: c for c, _ in stage.find_candidates(doc, got["times"], got["published"], got["attributions"])}
        for g in art["claims"]:
            t = g["start"] + max(0, g["quote"].find(g["trigger"]))
            tok = [x for x in doc if x.idx <= t][-1]
            c = cands.get(tok.i)
            if c is None:
                near = [x for x in cands.values() if g["start"] <= doc[x.event].idx < g["end"]]
                c = (
                    min(near, key=lambda x: abs(x.event - tok.i))
                    if near
                    else Candidate(event=tok.i, top=tok.i, cues=())
                )
            q = Span.of(art["text"], g["start"], g["end"])
            span = doc.char_span(q.start, q.end, alignment_mode="expand")
            edges = (span.start, span.end - 1)
            if c.cues or c.hi:  # the reader's own quote and kind, for those are what the model will be asked about
                edges = (c.lo, c.hi)
                q = Span.of(art["text"], doc[c.lo].idx, doc[c.hi].idx + len(doc[c.hi]))
            src = stage.chain_for(got["attributions"], q, doc)
            kind = best_class("kind", slot_features(doc, c, src)) or g["kind"]
            e = doc[c.event]
            ps = principal_candidates(e, doc[c.top], edges, people, src, event_type(e)[0], kind)
            y = [any(takes_part(p, acc) for acc in g["participants"]) for p in ps]
            rule = participants(doc[c.event], doc[c.top], people, src)
            rows.append((art["id"], g, ps, y, rule))
    reader.save()
    feats = lambda part: [p.features for r in part for p in r[2]]
    ys = lambda part: np.array([float(x) for r in part for x in r[3]])
    print(
        len(rows),
        "claims",
        len(feats(rows)),
        "candidates; oracle",
        round(
            100
            * np.mean(
                [
                    f1(r[1]["participants"], [p.participant for p, y in zip(r[2], r[3]) if y]) >= 0.5
                    for r in rows
                    if r[0] in first
                ]
            ),
            1,
        ),
    )
    print("rules", round(100 * np.mean([f1(r[1]["participants"], r[4]) >= 0.5 for r in rows if r[0] in first]), 1))
    ranked: dict[int, list] = {}
    for k in range(FOLDS):
        tr = [r for r in rows if fold_of(r[0] + "x", FOLDS) != k]
        m = fit(feats(tr), ys(tr), np.ones(len(ys(tr))), share=SHARE, trees=TREES, c=C)
        for i, r in enumerate(rows):
            if fold_of(r[0] + "x", FOLDS) == k:
                ranked[i] = sorted(((probability(m, p.features), p) for p in r[2]), key=lambda x: (-x[0], x[1].key))
    sizes = size_ratios([r[1]["participants"] for r in rows], [ranked[i] for i in range(len(rows))])
    for part, keep in (("first gold", lambda i: i in first), ("all", lambda i: True)):
        got = {name: [] for name in ("chosen", "best one", "best two", "best three")}
        size = []
        for i, r in enumerate(rows):
            if keep(r[0]):
                best, gold = chosen(ranked[i], sizes), r[1]["participants"]
                size.append(len(best))
                got["chosen"].append(f1(gold, best))
                for n, name in enumerate(list(got)[1:], 1):
                    got[name].append(f1(gold, [p.participant for _, p in distinct(ranked[i])[:n]]))
                if a.errors and got["chosen"][-1] < 0.5 and part == "all":
                    right = [p.participant for p, y in zip(r[2], r[3]) if y]
                    fails = "ORACLE" if f1(gold, right) < 0.5 else "SIZE"
                    if fails == "SIZE" and max(got[k][-1] for k in list(got)[1:]) < 0.5:
                        fails = "RANK"
                    print(
                        f"{fails} {r[0]}\n    {r[1]['quote']!r} ({r[1]['trigger']})\n    gold {gold} pred {len(best)}"
                    )
                    print("    ", [(round(s, 2), p.participant.id, p.participant.name) for s, p in ranked[i][:7]])
        for name, xs in got.items():
            print(
                part,
                name,
                "F1>=.5:",
                round(100 * np.mean([x >= 0.5 for x in xs]), 1),
                "mean F1",
                round(100 * np.mean(xs), 1),
                f"({np.mean(size):.2f} a claim)" if name == "chosen" else "",
                flush=True,
            )
    m = fit(feats(rows), ys(rows), np.ones(len(ys(rows))), share=SHARE, trees=TREES, c=C)
    m["sizes"] = sizes
    print(m.pop("importance"))
    a.out.write_text(json.dumps(m, separators=(",", ":")), encoding="utf-8")


if __name__ == "__main__":
    main()
