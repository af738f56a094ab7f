"""How well the article is told from its page: body, date, title and author, on pages with known answers.

usage: pages.py SHARED_DATA [--saved] [--errors] [--english CORPUS.jsonl]

SHARED_DATA holds article_extraction (181 pages; body) and fundus_pages (79 pages; body, date, title, authors).
--saved turns each page into plain text first, as if a reader had saved it (menus, comments, footers and all), and reads
that. Body: precision, recall and F1 over runs of four words, each page weighing the same (the measure of the article
extraction benchmark). --english: the share of function words of each article, least first.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import json
import pathlib
import re
import time

from foresaid.collect.clean import PageError, clean
from foresaid.collect.layout import lay_out

BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "nav",
        "aside",
        "ul",
        "ol",
        "li",
        "table",
        "tr",
        "td",
        "th",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "figure",
        "figcaption",
        "form",
        "br",
        "hr",
        "pre",
        "dl",
        "dt",
        "dd",
        "address",
        "details",
        "summary",
        "button",
        "option",
        "select",
        "label",
    ]
)


def page_of(path: pathlib.Path) -> str:
    return gzip.decompress(path.read_bytes()).decode("utf-8", "replace")


def saved(page: str) -> str:
    """The page as plain text, as a browser copies it: every visible block on its own line."""
    import lxml.html

    tree = lxml.html.fromstring(page)
    out: list[str] = []

    def walk(e: object) -> None:
        tag = getattr(e, "tag", None)
        if not isinstance(tag, str) or tag in ("script", "style", "noscript", "head", "svg", "template", "iframe"):
            return
        if tag in BLOCKS:
            out.append("\n\n" if tag in ("p", "h1", "h2", "div", "li") else "\n")
        out.append(re.sub(r"\s+", " ", e.text or ""))  # type: ignore[attr-defined]
        for child in e:  # type: ignore[attr-defined]
            walk(child)
            out.append(re.sub(r"\s+", " ", child.tail or ""))
        if tag in BLOCKS:
            out.append("\n")

    walk(tree)
    return re.sub(r"\n[ \n]*\n", "\n\n", re.sub(r" +", " ", "".join(out))).strip()


def shingles(text: str) -> collections.Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return collections.Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3)))


def compare(got: str, want: str) -> tuple[float, float, float]:
    a, b = shingles(got), shingles(want)
    tp = sum((a & b).values())
    fp, fn = sum(a.values()) - tp, sum(b.values()) - tp
    n = tp + fp + fn
    return tp / n, fp / n, fn / n


def pages(data: pathlib.Path) -> list[tuple[str, str, str, dict[str, object]]]:
    out = []
    truth = json.loads((data / "article_extraction/ground-truth.json").read_text())
    for key, row in sorted(truth.items()):
        page = page_of(data / f"article_extraction/html/{key}.html.gz")
        out.append(("extraction", row["url"], page, {"body": row["articleBody"]}))
    for answers in sorted((data / "fundus_pages").glob("*/*.json")):
        rows = list(json.loads(answers.read_text()).values())
        for file, row in zip(sorted(answers.parent.glob(answers.stem + "_2*.html.gz")), rows, strict=False):
            body = row.get("body") or {}
            text = list(body.get("summary", []))
            for part in body.get("sections", []):
                text += part["headline"] + part["paragraphs"]
            want = {
                "body": "\n".join(text), "title": row.get("title"), "authors": row.get("authors"),
                "date": str(row["publishing_date"])[:10],
            }  # fmt: skip
            out.append(("fundus", file.name, page_of(file), want))
    return out


def plain(words: object) -> str:
    return re.sub(r"\W+", "", str(words or "")).lower()


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("data", type=pathlib.Path)
    args.add_argument("--saved", action="store_true")
    args.add_argument("--errors", action="store_true")
    args.add_argument("--english", type=pathlib.Path)
    a = args.parse_args()
    if a.english:
        from foresaid.collect.english import function_word_share

        rows = [json.loads(line) for line in a.english.open()]
        for share, row in sorted((function_word_share(r["text"]), r["id"]) for r in rows)[:20]:
            print(f"{share:.3f} {row}")
        return
    sums: dict[str, list[float]] = collections.defaultdict(lambda: [0.0, 0.0, 0.0])
    right: dict[str, list[int]] = collections.defaultdict(lambda: [0, 0])
    slowest, spent = 0.0, 0.0
    for corpus, name, page, want in pages(a.data):
        started = time.process_time()
        title = None
        try:
            if a.saved:
                text = saved(page)
                parts = lay_out(text)
                got: dict[str, object] = {"date": parts.published, "authors": parts.byline}
                title = parts.headline.words if parts.headline else None
            else:
                one = clean(page)
                parts, title = one.parts, one.title
                got = {"date": one.published, "authors": one.byline}
            body = [s.words for s in parts.body if s != parts.headline]
        except PageError as e:
            body, got = [], {"date": None, "authors": None}
            if a.errors:
                print(f"{name}: {e}")
        took = time.process_time() - started
        slowest, spent = max(slowest, took), spent + took
        scores = compare("\n".join(body), str(want["body"]))
        sums[corpus] = [x + y for x, y in zip(sums[corpus], scores, strict=True)]
        checks = {}
        if want.get("date"):
            checks["date"] = str(got["date"]) == want["date"]
        if want.get("title"):
            checks["title"] = plain(want["title"]) == plain(title) or plain(want["title"]) in plain(title)
        if want.get("authors"):
            checks["authors"] = all(plain(w) in plain(got["authors"]) for w in want["authors"])  # type: ignore[attr-defined]
        for key, ok in checks.items():
            right[key][0] += ok
            right[key][1] += 1
        if a.errors:
            got["title"] = title
            wrong = [f"{k}: {want[k]!r} / {got[k]!s}" for k, ok in checks.items() if not ok]
            print(f"{name[:70]:70} tp {scores[0]:.2f} fp {scores[1]:.2f} fn {scores[2]:.2f} {'; '.join(wrong)}")
    for corpus, (tp, fp, fn) in sums.items():
        p, r = tp / (tp + fp), tp / (tp + fn)
        print(f"{corpus}: body precision {p:.3f} recall {r:.3f} F1 {2 * p * r / (p + r):.3f}")
    for key, (ok, n) in right.items():
        print(f"{key}: {ok}/{n} = {ok / n:.3f}")
    print(f"{spent / sum(1 for _ in pages(a.data)) * 1000:.0f} ms a page, slowest {slowest:.2f} s")


if __name__ == "__main__":
    main()
