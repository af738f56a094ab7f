"""Text → words, sentences, tags, lemmas, dependencies and names: the packaged language pipeline.

Everything downstream works on one spaCy ``Doc`` whose ``token.idx`` counts characters of the article's text. Tokens and
sentences are made by rule for the whole text; tags, trees and names are filled in for the sentences that are asked
for (``parse``), so that the expensive part is spent only where a cue calls for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Protocol

import spacy
from spacy.language import Language as SpacyLanguage
from spacy.tokens import Doc, Span, Token

from foresaid.read.sentences import set_sentences

NAME_LABELS = ("PER", "LOC", "ORG")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """One sentence, parsed: one entry per word; ``heads`` are indices in the sentence, the root's its own;
    ``names`` are BIO tags over PER, LOC, ORG; ``claims`` what the claims tower says of words that may be triggers."""

    tags: Sequence[str]
    pos: Sequence[str]
    morphs: Sequence[str]
    lemmas: Sequence[str]
    heads: Sequence[int]
    deps: Sequence[str]
    names: Sequence[str]
    claims: dict[int, dict[str, Any]] = field(default_factory=dict)


class Reader(Protocol):
    """A trained model that parses sentences given as words (and whether a space follows each)."""

    name: str

    def parse(self, sentences: Sequence[tuple[Sequence[str], Sequence[bool]]]) -> list[Parsed]: ...


class CnnReader:
    """The small reader: a spaCy CNN trained from nothing (``training/cnn.py``)."""

    name = "fast"

    def __init__(self, path: Path) -> None:
        self.nlp = spacy.load(path)

    def parse(self, sentences: Sequence[tuple[Sequence[str], Sequence[bool]]]) -> list[Parsed]:
        docs = []
        for words, spaces in sentences:
            d = Doc(self.nlp.vocab, words=list(words), spaces=list(spaces))
            for t in d:
                t.is_sent_start = t.i == 0
            docs.append(d)
        out = []
        for d in self.nlp.pipe(docs):
            out.append(
                Parsed(
                    tags=[t.tag_ for t in d], pos=[t.pos_ for t in d], morphs=[str(t.morph) for t in d],
                    lemmas=[t.lemma_ for t in d], heads=[t.head.i for t in d],
                    deps=["root" if t.dep_ == "ROOT" else t.dep_ for t in d],
                    names=[t.ent_iob_ if t.ent_iob_ in ("O", "") else f"{t.ent_iob_}-{t.ent_type_}" for t in d],
                )  # fmt: skip
            )
        return out


@cache
def tokenizer() -> SpacyLanguage:
    """The blank English pipeline whose tokenizer and vocabulary everything shares."""
    return spacy.blank("en")


def tokenize(text: str) -> Doc:
    """Words and sentences of ``text``, nothing else filled in."""
    nlp = tokenizer()
    nlp.max_length = max(nlp.max_length, len(text) + 1)
    doc = set_sentences(nlp.make_doc(text))
    doc.user_data["text"] = text
    return doc


def text_of(doc: Doc) -> str:
    """The characters of ``doc``, joined once (``Doc.text`` joins its words anew on every call)."""
    if "text" not in doc.user_data:
        doc.user_data["text"] = doc.text
    return str(doc.user_data["text"])


@cache
def load_reader(name: str = "fast") -> Reader:
    """The packaged reader of that name: ``fast`` (CNN) or ``best`` (encoder). Raises ``ValueError`` for another name."""
    models = Path(str(files("foresaid.read"))) / "models"
    if name == "fast":
        return CnnReader(models / "fast")
    if name == "best":
        from foresaid.read.encoder import EncoderReader  # onnxruntime is loaded only where it is used

        return EncoderReader(models / "best")
    raise ValueError(f"no reader {name!r}: fast or best")


def parse(doc: Doc, reader: Reader, wanted: Iterable[Span] | None = None) -> Doc:
    """Fill in tags, morphology, lemmas, heads, labels and names for ``wanted`` sentences of ``doc`` (all of them where
    None), in place, and give ``doc`` back. A sentence's first word that has been parsed has a non-empty ``dep_``."""
    todo = []
    for sent in doc.sents if wanted is None else wanted:
        words = [t for t in sent if not t.is_space]
        if words and not words[0].dep_:
            todo.append((sent, words))
    for (sent, words), p in zip(todo, reader.parse([_plain(w) for _, w in todo]), strict=True):
        _fill(doc, sent, words, p)
    return doc


def _plain(words: list[Token]) -> tuple[list[str], list[bool]]:
    out = [(t.text, bool(t.whitespace_) or (t.i + 1 < len(t.doc) and t.nbor().is_space)) for t in words]
    return [w for w, _ in out], [s for _, s in out]


def _fill(doc: Doc, sent: Span, words: list[Token], p: Parsed) -> None:
    for k, t in enumerate(words):
        t.tag_, t.pos_, t.lemma_ = p.tags[k], p.pos[k], p.lemmas[k]
        t.set_morph(p.morphs[k] if p.morphs[k] != "_" else "")
    first = words[0]
    for k, t in enumerate(words):
        if p.heads[k] != k:
            t.head = words[p.heads[k]]
        t.dep_ = p.deps[k]
    for t in sent:
        if t.is_space and t.i != first.i:
            t.dep_ = "dep"
    if p.claims:
        tower = doc.user_data.setdefault("tower", {})
        for k, c in p.claims.items():
            tower[words[k].i] = {**c, "start": words[c["start"]].i, "end": words[c["end"]].i}
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
