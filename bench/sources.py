"""How often the innermost source of a gold claim is right, given the claim's own words.

usage: sources.py GOLD_DIR CORPUS.jsonl [CORPUS.jsonl ...] [--errors] [--cache DIR]

For each gold claim the article is read, the attributions found, and ``chain_for`` asked for the sources behind the gold
quote. Right: the innermost source and gold agree as in the gold's own scoring (content words of one name contained in
the other's, or both without a source). Claims are not extracted here, so the figure is the ceiling that attribution
puts on the slot ``sources``.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
from pathlib import Path

from foresaid.core import Span
from foresaid.read.quotes import chain_for, find_attributions
from parses import parsed

STOP = frozenset(
    [
        "the",
        "a",
        "an",
        "another",
        "of",
        "in",
        "mr",
        "mrs",
        "ms",
        "president",
        "prime",
        "minister",
        "some",
        "other",
        "others'",
    ]
)


def content_words(name: str) -> set[str]:
    """The lower-case words of a name without articles and titles, as the gold's scoring takes them."""
    return {w for w in re.findall(r"[\w']+", name.lower().replace("’", "'")) if w not in STOP}


def same(a: str, b: str) -> bool:
    """Whether two names agree."""
    wa, wb = content_words(a), content_words(b)
    if not wa or not wb:
        return a.strip().lower() == b.strip().lower()
    return wa <= wb or wb <= wa


def main() -> None:
    """Read, compare, print one line."""
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    ap.add_argument("gold", type=Path)
    ap.add_argument("corpora", nargs="+", type=Path)
    ap.add_argument("--errors", action="store_true", help="list each wrong source")
    ap.add_argument("--cache", type=Path, help="keep parses in this folder")
    a = ap.parse_args()
    texts: dict[str, str] = {}
    for c in a.corpora:
        if c.suffix == ".jsonl":
            texts.update((r["id"], r["text"]) for r in map(json.loads, c.read_text(encoding="utf-8").splitlines()))
        else:
            texts[c.stem] = c.read_text(encoding="utf-8")
    right = total = sourced = sourced_right = 0
    for f in sorted(a.gold.glob("*.json")):
        gold = json.loads(f.read_text(encoding="utf-8"))
        if not gold["claims"] or gold["id"] not in texts:
            continue
        doc, mentions = parsed(texts[gold["id"]], a.cache, dt.date.fromisoformat(gold["published"]))
        found = find_attributions(doc, mentions)
        for claim in gold["claims"]:
            span = Span.of(doc.text, claim["start"], claim["end"])
            chain = chain_for(found, span, doc)
            want = claim["sources"]
            ok = (not want and not chain) or bool(want and chain and any(same(chain[-1].name, n) for n in want[-1]))
            total, right = total + 1, right + ok
            sourced, sourced_right = sourced + bool(want), sourced_right + (ok and bool(want))
            if a.errors and not ok:
                near = doc.text[max(0, span.start - 250) : span.end + 120].replace("\n", "¶")
                print(
                    f"{gold['id']}\n   gold {want}\n   got  {[s.name for s in chain]}\n   {claim['quote']}\n   … {near}"
                )
    print(
        f"innermost source right: {right} of {total} ({100 * right / max(1, total):.1f} %); "
        f"of {sourced} with a source {sourced_right}"
    )


if __name__ == "__main__":
    main()
