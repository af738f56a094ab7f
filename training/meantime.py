"""Make plain articles from two annotated corpora of Wikinews, so that the gold in ``gold/extra_*.jsonl`` has its texts.

MEANTIME (English, 120 articles, CC BY 4.0; texts CC BY 2.5) comes as tokens in XML and is put together again here; the
news part of UD English-GUM (24 articles, texts CC BY 2.5) comes with its text and its paragraphs.  Usage::

    python training/meantime.py DATA OUT.jsonl

DATA holds ``meantime/`` and ``ud/`` as the corpora lay them out.  One JSON object a line comes out, sorted by id:
``id``, ``published`` (the day in the article's dateline), ``title`` and ``text`` (the body, without title and dateline).
MEANTIME says nothing of paragraphs, so its bodies are one paragraph but for list items; GUM's figures and captions are
left out.  The same input gives the same bytes.
"""

from __future__ import annotations

import json
import re
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

Article = dict[str, str]

LEFT = frozenset([".", ",", ";", ":", "!", "?", ")", "]", "%", "...", "’", "”", "/"])  # no space before
RIGHT = frozenset(["(", "[", "$", "£", "€", "¥", "US$", "CA$", "AU$", "USD$", "NZ$", "/", "“"])  # no space after
CLITIC = re.compile(r"(?:'(?:s|re|ve|ll|d|m)|n't)$", re.IGNORECASE)
SPLIT_ELISION = frozenset(["s", "re", "ve", "ll", "d", "m", "t"])
# Hyphens that the tokeniser parted; every other hyphen that stands alone is a dash.
HYPHENED = frozenset([("Wal", "Mart"), ("iTunes", "compatible"), ("Macintosh", "curious"), ("'s", "largest")])
HANGING = frozenset(["medium", "piano"])  # "medium- and short-haul"
LEFTOVER = re.compile(r"\d+px$")  # a picture's width, left from the page's markup


def detokenise(sentences: list[list[str]]) -> str:
    """Join tokenised sentences into running text.

    Penn quotes become plain double quotes, the pound sign written ``#`` becomes ``£``, and a closing bracket whose
    opening one the corpus lost is dropped: ``[["It", "will", "]", "cost", "#", "5", "."]]`` gives ``It will cost £5.``
    """
    out: list[str] = []
    glue = True  # no space before the next token
    quoted = single = False
    brackets = 0

    def put(token: str, before: bool, after: bool) -> None:
        """Append a token; ``before`` and ``after`` say whether it clings to its neighbour on that side."""
        nonlocal glue
        if not (before or glue):
            out.append(" ")
        out.append(token)
        glue = after

    for sentence in sentences:
        words = [word for word in sentence if not LEFTOVER.match(word)]
        for i, word in enumerate(words):
            last = words[i - 1] if i else ""
            following = words[i + 1] if i + 1 < len(words) else ""
            if word == "#":
                put("£", last == "GB", True)
            elif word == "*" or (word == ":" and last in ("", ":") and following != ""):
                out.append("\n" if out else "")
                glue = True
                if word == "*":
                    put(word, True, False)
            elif word.startswith("''") and len(word) > 2:
                put('"' + word[2:], False, word.endswith("'"))
                quoted = True
            elif word in ('"', "''") and not quoted and re.fullmatch(r"[\d.]+", last):
                put('"', True, False)  # inches
            elif word in ("``", '"', "''"):
                opening = word == "``" or not quoted
                put('"', not opening, opening)
                quoted = opening
            elif word == "`":
                put("'", False, True)
                single = True
            elif word == "'":
                if single or following in ("''", '"'):
                    put(word, True, False)
                    single = False
                elif following in SPLIT_ELISION:
                    put(word, True, True)
                elif last.endswith("s"):
                    put(word, True, False)
                else:
                    put(word, False, True)
                    single = True
            elif word == "’":
                put(word, True, following in SPLIT_ELISION)
            elif re.match(r"'[a-z]", word) and not CLITIC.match(word):
                put(word, False, False)
                single = True
            elif CLITIC.match(word) or (re.match(r"'[A-Z]", word) and last == "O"):
                put(word, True, False)
            elif re.search(r"\w'$", word):
                put(word, False, True)
            elif word == "]" and not brackets:
                glue = len(last) == 1 and last.islower()  # the lost bracket of "[n]either"
            elif word == "-" and ((last, following) in HYPHENED or last in HANGING):
                put(word, True, last not in HANGING)
            elif word == "--" and last.isdigit() and following.isdigit():
                put("–", True, True)
            else:
                brackets += (word == "[") - (word == "]")
                put(word, word in LEFT, word in RIGHT)
    return re.sub(r"[ ]*\n[ ]*", "\n", "".join(out)).strip()


def day(dateline: str) -> str:
    """Return the ISO date of a dateline such as ``Friday, August 21, 2015`` or ``March 01 , 2008``."""
    found = re.search(r"([A-Z][a-z]+) (\d{1,2}) ?, (\d{4})", dateline)
    if found is None:
        raise ValueError(f"no date in {dateline!r}")
    return datetime.strptime(" ".join(found.groups()), "%B %d %Y").date().isoformat()


def meantime(folder: Path) -> Iterator[Article]:
    """Yield MEANTIME's articles; sentence 0 is the title and sentence 1 the dateline."""
    for path in sorted(folder.glob("*/*.xml")):
        root = ElementTree.parse(path).getroot()
        sentences: dict[int, list[str]] = {}
        for token in root.iter("token"):
            sentences.setdefault(int(token.attrib["sentence"]), []).append(token.text or "")
        order = [sentences[number] for number in sorted(sentences)]
        yield {
            "id": "meantime-" + root.attrib["doc_id"],
            "published": day(" ".join(order[1])),
            "title": detokenise(order[:1]),
            "text": detokenise(order[2:]),
        }


def gum(folder: Path) -> Iterator[Article]:
    """Yield GUM's news articles; their first sentence is the title and the second the dateline.

    A dateline further than a week from the day the page was made is a slip of the corpus (one is), and loses to it.
    """
    for path in sorted(folder.glob("en_gum-ud-*.conllu")):
        for document in re.split(r"(?m)^# newdoc id = ", path.read_text(encoding="utf-8"))[1:]:
            name, _, rest = document.partition("\n")
            if not name.startswith("GUM_news_"):
                continue
            head, *parts = re.split(r"(?m)^# newpar$", rest)
            meta = dict(re.findall(r"(?m)^# meta::(\w+) = (.*)$", head))
            paragraphs: list[list[str]] = []
            for part in parts:
                sentences = re.findall(r"(?m)^# text = (.*)$", part)
                block = re.search(r"(?m)^# newpar_block = .*?\bfigure\b[^|]*\((\d+) s\)", part)
                sentences = sentences[int(block.group(1)) if block else 0 :]
                if sentences == ["Sources"]:
                    break
                paragraphs.append(sentences)
            flat = [sentence for paragraph in paragraphs[:3] for sentence in paragraph]
            published, made = day(flat[1]), meta["dateCreated"]
            if abs((date.fromisoformat(published) - date.fromisoformat(made)).days) > 7:
                published = made
            body = [[s for s in paragraph if s not in flat[:2]] for paragraph in paragraphs]
            yield {
                "id": "gum-" + name.removeprefix("GUM_news_").strip(),
                "published": published,
                "title": meta["title"],
                "text": re.sub(r"\$ (?=\d)", "$", "\n\n".join(" ".join(part) for part in body if part)),
            }


def main() -> None:
    """Write both corpora's articles as JSON lines."""
    data, out = Path(sys.argv[1]), Path(sys.argv[2])
    articles = sorted(
        [*meantime(data / "meantime" / "intra_cross-doc_annotation"), *gum(data / "ud")], key=lambda a: a["id"]
    )
    out.write_text("".join(json.dumps(a, ensure_ascii=False) + "\n" for a in articles), encoding="utf-8")


if __name__ == "__main__":
    main()
