"""ECB+ on disk → documents with their gold mentions of events, and the trees that the packaged reader gives their sentences."""

from __future__ import annotations

import csv
import hashlib
import re
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc

OPENING = frozenset("( [ { $ # `` ‘ “".split())
CLOSING = frozenset(". , ; : ! ? ) ] } % '' ’ ” 's 're 've 'll 'd 'm n't ’s".split())
TIGHT = frozenset("- / – @ _".split())
QUOTES = {"``": '"', "''": '"', "`": "'"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """A mention of an event as the annotation gives it: ``words`` are token indices in the document, ``event`` is the
    instance that it stands for, ``kind`` the class of the annotation ("ACTION_OCCURRENCE")."""

    id: str
    words: tuple[int, ...]
    event: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """``name`` is the file's; ``topic`` its folder; ``subtopic`` tells the two halves of a topic ("1ecb", "1ecbplus");
    ``sentences`` are runs of token indices; ``gold`` the mentions in the sentences that were checked."""

    name: str
    topic: str
    subtopic: str
    tokens: tuple[str, ...]
    sentences: tuple[tuple[int, int], ...]
    gold: tuple[Gold, ...]


def documents(folder: Path) -> Iterator[Document]:
    """The documents under ``folder``, in the order of topic and number, each with the mentions of its checked sentences
    (``ECBplus_coreference_sentences.csv`` in the folder or above it; all sentences where there is no such file)."""
    lists = [p for p in (folder, *folder.parents[:2]) if (p / "ECBplus_coreference_sentences.csv").is_file()]
    checked = _checked(lists[0] / "ECBplus_coreference_sentences.csv") if lists else None
    for path in sorted(folder.rglob("*_*ecb*.xml"), key=_order):
        yield _document(path, checked)


def _order(path: Path) -> tuple[int, int, str]:
    numbers = [int(x) for x in re.findall(r"\d+", path.name)]
    return numbers[0], numbers[1], path.name


def _checked(path: Path) -> frozenset[tuple[str, int]]:
    with path.open(encoding="utf-8-sig", newline="") as f:
        return frozenset((f"{r['Topic']}_{r['File']}", int(r["Sentence Number"])) for r in csv.DictReader(f))


def _document(path: Path, checked: frozenset[tuple[str, int]] | None) -> Document:
    root = ET.parse(path).getroot()
    tokens, sentences, index = [], [], {}
    number: list[int] = []
    for t in root.iter("token"):
        index[t.attrib["t_id"]] = len(tokens)
        word = t.text or "_"
        tokens.append(QUOTES.get(word, word))
        number.append(int(t.attrib["sentence"]))
    start = 0
    for i in range(1, len(tokens) + 1):
        if i == len(tokens) or number[i] != number[i - 1]:
            sentences.append((start, i))
            start = i
    event, marks = {}, root.find("Markables")
    for relation in root.find("Relations") or ():
        target = relation.find("target")
        assert target is not None
        across = relation.tag == "CROSS_DOC_COREF"
        name = relation.attrib["note"] if across else f"{path.stem}:{target.attrib['m_id']}"
        for source in relation.findall("source"):
            event[source.attrib["m_id"]] = name
    gold = []
    for m in marks if marks is not None else ():
        words = tuple(sorted(index[a.attrib["t_id"]] for a in m.findall("token_anchor")))
        if not words or not re.match(r"(NEG_)?ACTION", m.tag):
            continue
        if checked is not None and (path.stem, number[words[0]]) not in checked:
            continue
        id = f"{path.stem}:{m.attrib['m_id']}"
        gold.append(Gold(id=id, words=words, event=event.get(m.attrib["m_id"], id), kind=m.tag))
    topic = path.stem.split("_")[0]
    half = "ecbplus" if path.stem.endswith("ecbplus") else "ecb"
    return Document(
        name=path.stem, topic=topic, subtopic=topic + half, tokens=tuple(tokens), sentences=tuple(sentences),
        gold=tuple(sorted(gold, key=lambda g: (g.words, g.id))),
    )  # fmt: skip


def events(mentions: Iterator[Gold]) -> list[frozenset[str]]:
    """The gold clusters of mentions."""
    out: defaultdict[str, set[str]] = defaultdict(set)
    for m in mentions:
        out[m.event].add(m.id)
    return [frozenset(v) for v in out.values()]


def spaces(tokens: tuple[str, ...]) -> list[bool]:
    """Whether a blank follows each token, so that the joined words look like ordinary text."""
    out, inside = [], False
    for i, t in enumerate(tokens):
        if t == '"':
            inside = not inside
        after = tokens[i + 1] if i + 1 < len(tokens) else ""
        opens = t in OPENING or t in TIGHT or (t == '"' and inside)
        closes = after in CLOSING or after in TIGHT or (after == '"' and inside)
        out.append(not (opens or closes))
    return out


def doc_of(d: Document, cache: Path | None) -> Doc:
    """The document wholly parsed by the packaged reader, its words and sentences as the annotation has them; kept in the
    folder ``cache`` between runs."""
    from foresaid.read.language import load_reader, parse
    from foresaid.read.spacy_core import english_tokenizer

    words = list(d.tokens)
    key = hashlib.sha256("\n".join([*words, str(d.sentences)]).encode()).hexdigest()[:20]
    path = cache / f"ecb-{key}" if cache is not None else None
    vocab = english_tokenizer().vocab
    if path is not None and path.exists():
        doc = Doc(vocab).from_disk(path)
    else:
        starts = {a for a, _ in d.sentences}
        doc = Doc(vocab, words=words, spaces=spaces(d.tokens), sent_starts=[i in starts for i in range(len(words))])
        doc = parse(doc, load_reader("best"), [s for s in doc.sents if not _address(s.text)])
        doc.user_data.clear()
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            doc.to_disk(path)
    doc.user_data["text"] = doc.text
    return doc


def _address(text: str) -> bool:
    """Whether the sentence is the address of the page, which comes first in the newer half of the corpus."""
    return text.startswith(("http", "www"))
