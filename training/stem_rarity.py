"""In how many articles does a stem stand? Shares over dated news articles, so that a rare word weighs more than a common one.

usage: stem_rarity.py OUT.tsv ARTICLES.jsonl...

Each line has a ``text``. Written: stems that stand in at least 5 of a thousand articles, with that share.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path

from foresaid.judge.item import _empty, stem

LEAST = 0.005


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("out", type=Path)
    ap.add_argument("articles", type=Path, nargs="+")
    args = ap.parse_args()
    count: Counter[str] = Counter()
    n = 0
    for path in args.articles:
        for line in path.open(encoding="utf-8"):
            words = {w.lower() for w in re.findall(r"[^\W_]+", json.loads(line)["text"])}
            count.update({stem(w) for w in words if w not in _empty()})
            n += 1
    rows = [f"{s}\t{k / n:.4f}" for s, k in sorted(count.items()) if k / n >= LEAST and s.isalpha()]
    head = (
        f"# Stems and the share of {n} news articles (Wikinews, CC BY 2.5) in which they stand; rarer ones are left out.\n"
        "# Own counts, by training/stem_rarity.py, CC0.\nstem\tshare\n"
    )
    args.out.write_text(head + "\n".join(rows) + "\n", encoding="utf-8")
    print(n, "articles", len(rows), "stems")


if __name__ == "__main__":
    main()
