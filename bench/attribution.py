"""Attributions against gold: who is found to say what, on PolNeAR-form data or on GUM's discourse annotation.

usage: attribution.py DIR [--limit N] [--errors] [--cache DIR]        DIR/attributions/*.ann (brat standoff) and
DIR/text/*.txt
       attribution.py --gum RSD_DIR [--limit N] [--errors]            GUM's rst_rsd/*.rsd
       attribution.py --own GOLD.jsonl... --texts CORPUS.jsonl...     our own gold on Wikinews (training/gold/attributions_*.jsonl),
                                                                      measured as PolNeAR's; nested ones are left out

PolNeAR: where several people annotated a document, the first by file name counts. There a token lies in at most one
attribution, so predictions are flattened: what lies in another's content is left out; continuations, which repeat the
cue before them, are added to that attribution's content. A prediction whose cue is no gold cue but lies wholly within a
gold content or source can not be judged (gold has no nested ones) and is set aside; ``strict`` counts it as false. ``nested
kept`` leaves nothing out: every prediction is matched or judged in this way, the nested ones too. All measures count
words (tokens with a letter or digit; where a span has none, its tokens):

cue         a predicted and a gold attribution match, one to one, where their cues share a word; precision and recall
content     over all matched pairs, shared content words / predicted (P) and / gold content words (R), and their F1
source      matched pairs whose sources share a word, or both have none
whole       an attribution counts where the cue matches, the source agrees as above, and at least half of the content
            words of either side are shared (2·shared / (predicted + gold) >= 0.5): P, R, F1 over all attributions,
            and the share among matched pairs

GUM: for each relation ``attribution`` with a gold source span: the cue unit is found where a predicted cue lies in
it, the source right where it shares a word with the gold source; content where the predicted content reaches into the
unit that it points to. ``nested``: those whose own unit is again attributed.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from spacy.tokens import Doc

from foresaid.core import Attribution
from foresaid.read.quotes import find_attributions
from parses import parsed

Words = frozenset[int]
Roles = dict[str, list[tuple[int, int]]]


@dataclass
class Item:
    """One attribution as sets of word numbers."""

    cue: Words
    source: Words
    content: set[int]
    text: str = ""
    kind: str = ""


@dataclass
class Tally:
    """Running counts."""

    gold: int = 0
    predicted: int = 0
    aside: int = 0
    matched: int = 0
    source: int = 0
    whole: int = 0
    shared: int = 0
    content_predicted: int = 0
    content_gold: int = 0
    by_rule: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))


def read_ann(path: Path) -> list[dict[str, list[tuple[int, int]]]]:
    """The attributions of one brat file: role → character spans."""
    spans: dict[str, list[tuple[int, int]]] = {}
    out = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if re.match(r"T\d+\t", line):
            key, what = line.split("\t")[:2]
            spans[key] = [(int(a), int(b)) for a, b in (x.split() for x in what.split(" ", 1)[1].split(";"))]
        elif re.match(r"E\d+\t", line):
            roles: dict[str, list[tuple[int, int]]] = defaultdict(list)
            for part in line.split("\t")[1].split():
                role, ref = part.split(":")
                roles[re.sub(r"\d+$", "", role)] += spans.get(ref, [])
            if roles["Cue"] and roles["Content"]:
                out.append(dict(roles))
    return out


def documents(folder: Path) -> Iterator[tuple[str, str, Path]]:
    """(name, text, .ann path) of each document, the first annotator's."""
    seen: set[str] = set()
    for ann in sorted((folder / "attributions").glob("*.ann")):
        name = ann.stem
        text = folder / "text" / f"{name}.txt"
        if not text.exists():
            name = name.rsplit("_", 1)[0]
            text = folder / "text" / f"{name}.txt"
        if name not in seen:
            seen.add(name)
            yield name, text.read_text(encoding="utf-8"), ann


class Numbers:
    """Character spans → word numbers of one doc."""

    def __init__(self, doc: Doc) -> None:
        self.tokens = [(t.idx, t.idx + len(t.text), any(c.isalnum() for c in t.text)) for t in doc]

    def of(self, spans: list[tuple[int, int]]) -> Words:
        """The words that the spans touch; without any word, the tokens."""
        hit = [(k, w) for k, (a, b, w) in enumerate(self.tokens) if any(a < y and x < b for x, y in spans)]
        return frozenset(k for k, w in hit if w) or frozenset(k for k, _ in hit)


def predictions(found: tuple[Attribution, ...], n: Numbers, nested: bool = False) -> list[Item]:
    """Outermost attributions, or with ``nested`` all; continuations added to the one they go on from."""
    out: dict[tuple[int, int], Item] = {}
    for a in found:
        content = set(n.of([(c.start, c.end) for c in a.content]))
        key = (a.cue.start, a.cue.end)
        if a.rule == "continuation":
            if key in out:
                out[key].content |= content
        elif nested or a.parent is None:
            source = n.of([(a.source.span.start, a.source.span.end)]) if a.source and a.source.span else frozenset()
            words = " … ".join(c.words for c in a.content)
            label = (
                f"{a.rule} [{a.source.span.words if a.source and a.source.span else ''}] <{a.cue.words}> {{{words}}}"
            )
            out[key] = Item(n.of([key]), source, content, label, f"{a.rule}:{a.cue.words.split()[-1].lower()}")
    return list(out.values())


def compare(gold: list[Item], got: list[Item], tally: Tally, errors: bool, name: str) -> None:
    """Match by cue, one to one, in text order, and add up."""
    tally.gold += len(gold)
    tally.predicted += len(got)
    left = list(gold)
    for p in sorted(got, key=lambda x: sorted(x.cue)):
        hits = [g for g in left if g.cue & p.cue]
        best = max(hits, key=lambda g: (len(g.cue & p.cue), len(g.content & p.content)), default=None)
        rule = tally.by_rule[p.kind]
        rule["predicted"] += 1
        if best is None and any(p.cue <= g.content or p.cue <= g.source for g in gold):
            tally.aside += 1
            rule["aside"] += 1
            continue
        if best is None:
            if errors:
                print(f"FALSE {name}: {p.text}")
            continue
        left.remove(best)
        rule["matched"] += 1
        shared = len(best.content & p.content)
        source = bool(best.source & p.source) or (not best.source and not p.source)
        enough = 2 * shared >= 0.5 * (len(best.content) + len(p.content))
        tally.matched += 1
        tally.source += source
        tally.whole += source and enough
        tally.shared += shared
        tally.content_predicted += len(p.content)
        tally.content_gold += len(best.content)
        rule["whole"] += source and enough
        if errors and not (source and enough):
            print(f"{'SOURCE' if not source else 'CONTENT'} {name}: {p.text}\n    gold {best.text}")
    if errors:
        for g in left:
            print(f"MISSED {name}: {g.text}")


def ratio(a: float, b: float) -> float:
    """a / b, 0 where b is 0."""
    return a / b if b else 0.0


def f1(p: float, r: float) -> float:
    """Harmonic mean."""
    return ratio(2 * p * r, p + r)


def own(gold: list[Path], texts: list[Path]) -> list[tuple[str, str, list[Roles]]]:
    """Our own gold in the form of PolNeAR's: id, text and the spans by role of each attribution that is not nested."""
    by_id = {d["id"]: d["text"] for p in texts for d in map(json.loads, p.read_text(encoding="utf-8").splitlines())}
    out = []
    for path in gold:
        for d in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            marked: list[Roles] = []
            for x in d["attributions"]:
                if x["nested_in"] is None:
                    source = [tuple(x["source"])] if x["source"] else []
                    roles = {
                        "Source": source,
                        "Cue": [tuple(c) for c in x["cue"]],
                        "Content": [tuple(c) for c in x["content"]],
                    }
                    marked.append(roles)
            out.append((d["id"], by_id[d["id"]], marked))
    return out


def polnear(a: argparse.Namespace) -> None:
    """Measure on PolNeAR-form data and print."""
    t, kept = Tally(), Tally()
    docs = own(a.own, a.texts) if a.own else [(n, x, read_ann(ann)) for n, x, ann in documents(a.folder)]
    docs = docs[a.skip :: a.step]
    for name, text, marked in docs[: a.limit or None]:
        doc, mentions = parsed(text, a.cache)
        n = Numbers(doc)
        gold = []
        for roles in marked:
            label = " ".join(
                f"[{k}: {' … '.join(text[x:y] for x, y in sorted(v))}]"
                for k, v in sorted(roles.items(), key=lambda kv: "SCC".find(kv[0][0]))
                if k in ("Source", "Cue", "Content")
            )
            gold.append(
                Item(
                    n.of(roles["Cue"]),
                    n.of(roles.get("Source", [])) if roles.get("Source") else frozenset(),
                    set(n.of(roles["Content"])),
                    label,
                )
            )
        found = find_attributions(doc, mentions)
        compare(gold, predictions(found, n), t, a.errors, name)
        compare(gold, predictions(found, n, nested=True), kept, False, name)
    strict = ratio(t.matched, t.predicted)
    t.predicted -= t.aside
    p, r = ratio(t.matched, t.predicted), ratio(t.matched, t.gold)
    cp, cr = ratio(t.shared, t.content_predicted), ratio(t.shared, t.content_gold)
    wp, wr = ratio(t.whole, t.predicted), ratio(t.whole, t.gold)
    print(
        f"{len(docs[: a.limit or None])} documents, {t.gold} gold attributions, "
        f"{t.predicted} predicted (and {t.aside} set aside), {t.matched} matched by cue"
    )
    print(f"cue      P {p:.3f}  R {r:.3f}  F1 {f1(p, r):.3f}   (strict P {strict:.3f})")
    print(f"content  P {cp:.3f}  R {cr:.3f}  F1 {f1(cp, cr):.3f}   (words, matched pairs)")
    print(f"source   {ratio(t.source, t.matched):.3f}   (matched pairs)")
    print(f"whole    P {wp:.3f}  R {wr:.3f}  F1 {f1(wp, wr):.3f}   {ratio(t.whole, t.matched):.3f} of matched pairs")
    kp, kr = ratio(kept.matched, kept.predicted - kept.aside), ratio(kept.matched, kept.gold)
    print(f"nested kept: cue P {kp:.3f}  R {kr:.3f}  F1 {f1(kp, kr):.3f}")
    if a.rules:
        rows = sorted(t.by_rule.items(), key=lambda kv: -(kv[1]["predicted"] - kv[1]["matched"] - kv[1]["aside"]))
        for k, c in rows[: a.rules]:
            print(f"{c['matched']:4d} of {c['predicted']:4d} matched, {c['whole']:4d} whole  {k}")


def gum(a: argparse.Namespace) -> None:
    """Measure on GUM's attribution relations and print."""
    total = Counter[str]()
    for path in sorted(a.gum.glob("GUM_*.rsd"))[: a.limit or None]:
        rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        units: dict[str, list[str]] = {r[0]: r[1].split() for r in rows}
        text, where, token = "", {}, []
        for r in rows:
            if "para=para" in r[5] and text:
                text += "\n\n"
            first = len(token)
            for w in units[r[0]]:
                if text and not text.endswith("\n"):
                    text += " "
                token.append((len(text), len(text) + len(w)))
                text += w
            where[r[0]] = (token[first][0], token[-1][1])
        doc, mentions = parsed(text, a.cache)
        found = find_attributions(doc, mentions)
        heads = {r[0]: (r[6], r[7]) for r in rows}
        for r in rows:
            if not r[7].startswith("attribution"):
                continue
            m = re.search(r"semantic-attribution_source-([\d,-]+?)-(?:_|gold|pred)", r[9])
            ids = [int(x) for part in (m.group(1).split(",") if m else []) for x in _range(part)]
            nested = any(h == r[0] and rel.startswith("attribution") for h, rel in heads.values()) or heads.get(
                r[6], ("", "")
            )[1].startswith("attribution")
            a0, b0 = where[r[0]]
            key = "nested" if nested else "plain"
            total[key, "gold"] += 1  # type: ignore[index]
            hits = [f for f in found if a0 <= f.cue.start < b0]
            best = None
            for f in hits:
                source = f.source.span if f.source else None
                ok_source = not ids or (
                    source is not None
                    and any(
                        token[i - 1][0] < source.end and source.start < token[i - 1][1] for i in ids if i <= len(token)
                    )
                )
                c0, c1 = where.get(r[6], (0, 0))
                ok_content = any(c.start < c1 and c0 < c.end for c in f.content)
                score = (ok_source and ok_content, ok_content, ok_source)
                best = score if best is None or score > best else best
            total[key, "found"] += best is not None  # type: ignore[index]
            total[key, "source"] += bool(best and best[2])  # type: ignore[index]
            total[key, "content"] += bool(best and best[1])  # type: ignore[index]
            total[key, "whole"] += bool(best and best[0])  # type: ignore[index]
            if a.errors and not (best and best[0]):
                print(f"{path.stem}: {' '.join(units[r[0]])} → {' '.join(units.get(r[6], []))}   {best}")
    for key in ("plain", "nested"):
        n = total[key, "gold"]  # type: ignore[index]
        print(
            f"{key:7s} {n} relations: "
            + ", ".join(f"{w} {ratio(total[key, w], n):.3f}" for w in ("found", "source", "content", "whole"))
        )  # type: ignore[index]


def _range(part: str) -> range:
    a, _, b = part.partition("-")
    return range(int(a), int(b or a) + 1)


def main() -> None:
    """Parse the command line."""
    ap = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    ap.add_argument("folder", type=Path, nargs="?")
    ap.add_argument("--gum", type=Path)
    ap.add_argument("--own", type=Path, nargs="+")
    ap.add_argument("--texts", type=Path, nargs="+", default=[])
    ap.add_argument("--limit", type=int, default=0)
    ap.add_argument("--step", type=int, default=1, help="every Nth document")
    ap.add_argument("--skip", type=int, default=0, help="leave out the first documents")
    ap.add_argument("--errors", action="store_true")
    ap.add_argument("--rules", type=int, default=0, help="list so many rules and cues, the costliest first")
    ap.add_argument("--cache", type=Path, help="keep parses in this folder")
    a = ap.parse_args()
    if a.gum:
        gum(a)
    elif a.folder or a.own:
        polnear(a)
    else:
        ap.error("a folder, --gum or --own")


if __name__ == "__main__":
    main()
