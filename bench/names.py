"""How often the mentions found in gold quotes give the gold participants, and names against entity gold.

    python bench/names.py gold ../shared/bench/dev [--texts CORPUS.jsonl] [--reader best] [--misses]
    python bench/names.py entities FILE.iob2|FOLDER [--reader best] [--every 50]

``gold``: for each participant of each claim whether some mention in the claim's quote has an accepted id or name.
``named`` counts those with a proper name (a code or a capital word), ``in quote`` those of them whose accepted name
stands in the quote, ``pronoun`` those that a pronoun or role noun in the quote must stand for. ``entities``: F1 over
PER, LOC, ORG (name and label), and over the spans alone.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from foresaid.core import Article, Mention, Span
from foresaid.read.language import tokenize
from foresaid.read.names import find_mentions, participant_names
from parses import parsed

PRO = re.compile(
    r"\b(I|me|my|we|us|our|he|him|his|she|her|they|them|their|it|its"
    r"|the (company|country|state|president|party|island|court|agency|government|two \w+))\b",
    re.I,
)
CACHE = Path(tempfile.gettempdir()) / "foresaid-parses"
STOP = {
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
}
OTHERS = {"Person": "PER", "Location": "LOC", "Organization": "ORG"}
CLOSE, OPEN = {"-", ",", ".", ")", "'s", "’s", ":", ";", "%", "”"}, ("-", "(", "“")
LABEL = {
    "person": "PER",
    "state": "LOC",
    "place": "LOC",
    "organisation": "ORG",
    "party": "ORG",
    "outlet": "ORG",
    "group": "ORG",
}


def same_name(a: str, b: str) -> bool:
    """As ``score.py`` compares names: the content words of one contained in the other's."""
    wa, wb = ({w for w in re.findall(r"[\w']+", x.lower().replace("’", "'")) if w not in STOP} for x in (a, b))
    return a.strip().lower() == b.strip().lower() if not wa or not wb else wa <= wb or wb <= wa


def texts(path: Path) -> dict[str, dict[str, Any]]:
    """Articles of a JSON Lines corpus by id."""
    out = {}
    with path.open(encoding="utf-8") as f:
        for line in f:
            r = json.loads(line)
            out[r["id"]] = r
    return out


def gold(args: argparse.Namespace) -> None:
    corpus = texts(args.texts)
    n: Counter[str] = Counter()
    for path in sorted(args.path.glob("*.json")):
        g = json.loads(path.read_text(encoding="utf-8"))
        if g["id"] not in corpus:
            n["without text"] += 1
            continue
        r = corpus[g["id"]]
        day = dt.date.fromisoformat(g["published"])
        ms = mentions(r["text"], day, args.reader)
        for c in g["claims"]:
            inside = [m for m in ms if m.span.start < c["end"] and m.span.end > c["start"]]
            ids = {
                x
                for m in inside
                for a in m.actors
                for x in (*participant_names(a, m.span.words), a.name, m.span.words)
                if x
            }
            for p in c["participants"]:
                named = any(re.fullmatch("[A-Z]{3}", x) or re.search(r"[A-Z]", x.removeprefix("The ")) for x in p)
                hit = any(same_name(x, y) for x in ids for y in p)
                there = any(re.search(rf"(?<!\w){re.escape(x)}(?!\w)", c["quote"]) for x in p)
                pro = not there and bool(PRO.search(c["quote"]))
                for k in (
                    "all",
                    *(["named"] if named else []),
                    *(["in quote"] if named and there else []),
                    *(["pronoun"] if named and pro else []),
                ):
                    n[k] += 1
                    n[k + " hit"] += hit
                if args.misses and named and not hit and (there or pro):
                    print(path.stem[:40], p, "|", c["quote"][:160], "|", sorted(ids))
    for k in ("all", "named", "in quote", "pronoun"):
        print(f"{k:9} {n[k + ' hit']:4}/{n[k]:4} = {n[k + ' hit'] / max(1, n[k]):.3f}")
    if n["without text"]:
        print(n["without text"], "articles without text")


def mentions(text: str, day: dt.date, reader: str | None) -> tuple[Mention, ...]:
    doc = parsed(text, CACHE, day, reader)[0] if reader else tokenize(text)
    head = Span.of(text, 0, text.index("\n")) if "\n" in text else None
    return find_mentions(doc, Article(id="x", text=text, published=day, headline=head))


def entities(args: argparse.Namespace) -> None:
    docs: list[list[list[tuple[str, str]]]] = [[]]
    sent: list[tuple[str, str]] = []
    paths = sorted(args.path.glob("*.tsv"))[:: args.every] if args.path.is_dir() else [args.path]
    for line in (x for p in paths for x in ["# newdoc", *p.read_text(encoding="utf-8").splitlines(), ""]):
        if line.startswith("# newdoc"):
            docs.append([])
        if line.startswith("#"):
            continue
        if not line.strip():
            if sent:
                docs[-1].append(sent)
            sent = []
            continue
        cols = line.split("\t")
        word, tag = (cols[1], cols[2]) if cols[0].isdigit() and len(cols) > 2 else (cols[0], cols[1])
        sent.append((word, tag[:2] + OTHERS.get(tag[2:], tag[2:])))
    if sent:
        docs[-1].append(sent)
    n: Counter[tuple[str, str]] = Counter()
    for sents in docs:
        text, want = "", set()
        for s in sents:
            cur: tuple[int, int, str] | None = None
            for word, tag in s:
                if word in CLOSE or text[-2:-1] in OPEN:
                    text = text.removesuffix(" ")
                a = len(text)
                text += word + " "
                if tag[:2] == "I-" and cur and tag[2:] == cur[2]:
                    cur = (cur[0], a + len(word), cur[2])
                    continue
                if cur:
                    want.add(cur)
                cur = (a, a + len(word), tag[2:]) if tag[2:] in ("PER", "LOC", "ORG") else None
            if cur:
                want.add(cur)
            text += "\n"
        if not sents:
            continue
        got = set()
        ms = mentions(text, dt.date(2016, 6, 1), args.reader)
        for k, m in enumerate(ms):
            within = [x for x in ms[max(0, k - 3) : k] if x.span.contains(m.span) and x.how not in ("role", "plural")]
            if any(x.actors != m.actors or x.actors[0].kind != "person" for x in within):
                continue
            if any(
                x.actors == m.actors and m.span != x.span and m.span.contains(x.span) and x.span.end == m.span.end
                for x in ms[k + 1 : k + 4]
            ):
                continue
            if m.how in ("pronoun", "role", "plural", "demonym") or len(m.actors) != 1:
                continue
            lead = 4 if m.span.words[:4].lower() == "the " and m.actors[0].kind != "outlet" else 0
            got.add((m.span.start + lead, m.span.end, LABEL[m.actors[0].kind]))
        for kind in ("PER", "LOC", "ORG"):
            w, g = ({(a, b) for a, b, k in x if k == kind} for x in (want, got))
            n[kind, "hit"] += len(w & g)
            n[kind, "want"] += len(w)
            n[kind, "got"] += len(g)
        w, g = ({(a, b) for a, b, _ in x} for x in (want, got))
        n["spans", "hit"] += len(w & g)
        n["spans", "want"] += len(w)
        n["spans", "got"] += len(g)
        if args.misses:
            for a, b, k in sorted(want - got):
                print("MISS", k, text[a:b], "|", text[max(0, a - 40) : b + 30].replace("\n", " "))
            for a, b, k in sorted(got - want):
                print("XTRA", k, text[a:b], "|", text[max(0, a - 40) : b + 30].replace("\n", " "))
    for kind in ("PER", "LOC", "ORG"):
        n["all", "hit"] += n[kind, "hit"]
        n["all", "want"] += n[kind, "want"]
        n["all", "got"] += n[kind, "got"]
    for kind in ("PER", "LOC", "ORG", "all", "spans"):
        h, w, g = n[kind, "hit"], n[kind, "want"], n[kind, "got"]
        print(f"{kind}: P {h / max(1, g):.3f} R {h / max(1, w):.3f} F1 {2 * h / max(1, w + g):.3f} ({w})")


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("what", choices=("gold", "entities"))
    p.add_argument("path", type=Path)
    p.add_argument("--texts", type=Path, default=Path("../shared/corpora/wikinews-2019-2020.jsonl"))
    p.add_argument("--reader")
    p.add_argument("--every", type=int, default=1, help="of a folder every so many files")
    p.add_argument("--misses", action="store_true")
    a = p.parse_args()
    {"gold": gold, "entities": entities}[a.what](a)


if __name__ == "__main__":
    main()
