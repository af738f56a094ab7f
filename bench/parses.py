"""Texts → parsed docs and the names in them, kept on disk between runs so that rules can be measured quickly."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from spacy.tokens import Doc

from foresaid.core import Article, Mention
from foresaid.read.language import Reader, load_reader, parse, tokenize
from foresaid.read.names import find_mentions
from foresaid.read.spacy_core import english_tokenizer


@cache
def _reader(name: str) -> Reader:
    return load_reader(name)


def parsed(
    text: str, cache_dir: Path | None, published: dt.date | None = None, reader: str = "best"
) -> tuple[Doc, Sequence[Mention]]:
    """The doc of ``text``, wholly parsed, and its mentions; read from ``cache_dir`` where it was parsed before."""
    doc = None
    if cache_dir is not None:
        cache_dir.mkdir(parents=True, exist_ok=True)
        path = cache_dir / f"{reader}-{hashlib.sha256(text.encode()).hexdigest()[:16]}"
        if path.exists():
            doc = Doc(english_tokenizer().vocab).from_disk(path)
    if doc is None:
        doc = parse(tokenize(text), _reader(reader))
        doc.user_data.clear()
        if cache_dir is not None:
            doc.to_disk(path)
    return doc, find_mentions(doc, Article(id="", text=text, published=published))
