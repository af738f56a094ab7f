"""Text → words, sentences, tags, lemmas, dependencies and names: the packaged language pipeline.

Everything downstream works on one spaCy ``Doc`` whose ``token.idx`` counts characters of the article's text. Tokens and
sentences are made by rule for the whole text; tags, trees and names are filled in for the sentences that are asked
for (``parse``), so that the expensive part is spent only where a cue calls for it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Protocol

import numpy as np
from spacy.attrs import DEP, HEAD, SENT_START
from spacy.tokens import Doc, Span, Token

from foresaid.read.sentences import set_sentences
from foresaid.read.spacy_core import english_tokenizer
from foresaid.read.two_subjects import part

NAME_LABELS = ("PER", "LOC", "ORG")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """One sentence, parsed: one entry per word; ``heads`` are indices in the sentence, the root's its own;
    ``names`` are BIO tags over PER, LOC, ORG."""

    tags: Sequence[str]
    pos: Sequence[str]
    morphs: Sequence[str]
    lemmas: Sequence[str]
    heads: Sequence[int]
    deps: Sequence[str]
    names: Sequence[str]


class Reader(Protocol):
    """A trained model that parses sentences given as words (and whether a space follows each)."""

    name: str

    def parse(self, sentences: Sequence[tuple[Sequence[str], Sequence[bool]]]) -> list[Parsed]:
        """One ``Parsed`` per sentence, in order."""
        ...


def tokenize(text: str) -> Doc:
    """Words and sentences of ``text``, nothing else filled in."""
    doc = set_sentences(english_tokenizer()(text))
    doc.user_data["text"] = text
    return doc


def text_of(doc: Doc) -> str:
    """The characters of ``doc``, joined once (``Doc.text`` joins its words anew on every call)."""
    if "text" not in doc.user_data:
        doc.user_data["text"] = doc.text
    return str(doc.user_data["text"])


@cache
def load_reader(name: str = "best") -> Reader:
    """The packaged reader of that name; there is one, ``best`` (the encoder). Raises ``ValueError`` for another name."""
    if name != "best":
        raise ValueError(f"no reader {name!r}: best")
    from foresaid.read.encoder import EncoderReader  # onnxruntime is loaded only where it is used

    return EncoderReader(Path(str(files("foresaid.read"))) / "models" / "best")


def parse(doc: Doc, reader: Reader, wanted: Iterable[Span] | None = None) -> Doc:
    """Fill in tags, morphology, lemmas, heads, labels and names for ``wanted`` sentences of ``doc`` (all of them where
    None), in place, and give ``doc`` back. A sentence's first word that has been parsed has a non-empty ``dep_``."""
    todo = []
    for sent in list(doc.sents) if wanted is None else wanted:
        words = [t for t in sent if not t.is_space]
        if words and not words[0].dep_:
            todo.append((sent, words))
    parsed = [
        part([t.text for t in words], p)
        for (_, words), p in zip(todo, reader.parse([_plain(words) for _, words in todo]), strict=True)
    ]
    for (_, words), p in zip(todo, parsed, strict=True):
        _fill(doc, words, p)
    _grow(doc, todo, parsed)
    return doc


def _grow(doc: Doc, todo: Sequence[tuple[Span, list[Token]]], parsed: Sequence[Parsed]) -> None:
    """Set the heads and labels of all sentences at once: word by word, spaCy would recount children and sentence starts on
    a half-built tree. The words of a sentence that is not parsed hang on its first, so that sentences stay whole."""
    rows = doc.to_array([HEAD, DEP])
    heads = np.arange(len(doc)) + rows[:, 0].astype(np.int64)
    labels = rows[:, 1].copy()
    starts = [s.start for s in doc.sents] + [len(doc)]
    for a, b in itertools.pairwise(starts):
        if not labels[a:b].any():
            heads[a:b] = a
    for (sent, words), p in zip(todo, parsed, strict=True):
        root = words[next(k for k, h in enumerate(p.heads) if h == k)].i
        heads[sent.start : sent.end] = root
        for k, t in enumerate(words):
            heads[t.i] = words[p.heads[k]].i if p.heads[k] != k else root
            labels[t.i] = doc.vocab.strings.add(p.deps[k])
        for t in sent:
            if t.is_space:
                labels[t.i] = doc.vocab.strings.add("dep")
    out = np.zeros((len(doc), 2), dtype=np.uint64)
    out[:, 0] = (heads - np.arange(len(doc))).astype(np.int64).view(np.uint64)
    out[:, 1] = labels
    begin = doc.to_array([SENT_START])
    doc.from_array([HEAD, DEP], out)  # type: ignore[arg-type]
    doc.from_array([SENT_START], begin)  # type: ignore[arg-type]


def _plain(words: list[Token]) -> tuple[list[str], list[bool]]:
    out = [(t.text, bool(t.whitespace_) or (t.i + 1 < len(t.doc) and t.nbor().is_space)) for t in words]
    return [w for w, _ in out], [s for _, s in out]


def _fill(doc: Doc, words: list[Token], p: Parsed) -> None:
    for k, t in enumerate(words):
        t.tag_, t.pos_, t.lemma_ = p.tags[k], p.pos[k], p.lemmas[k]
        t.set_morph(p.morphs[k] if p.morphs[k] != "_" else "")  # type: ignore[attr-defined]
    spans, k = [], 0
    while k < len(words):
        if p.names[k][:2] in ("B-", "I-"):
            kind, j = p.names[k][2:], k + 1
            while j < len(words) and p.names[j] == "I-" + kind:
                j += 1
            spans.append(Span(doc, words[k].i, words[j - 1].i + 1, label=kind))
            k = j
        else:
            k += 1
    if spans:
        doc.set_ents(spans, default="unmodified")
