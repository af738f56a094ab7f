"""Which reader read: the package's version and a digest of its rules and models."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from foresaid.core.version import VERSION


def reader_version(actors: Path | None = None) -> str:
    """Name and version of this reader, such as ``foresaid 0.1.0 (3f9a12b4)``: two of the same name read alike.

    The digest (BLAKE2b) covers all of the package that reads, rules, tables and models too, by name and content. A file
    of the user's own ``actors`` is told beside it, by its digest.
    """
    own = f" with {hashlib.blake2b(actors.read_bytes(), digest_size=4).hexdigest()}" if actors else ""
    return f"foresaid {VERSION} ({_digest()}){own}"


@cache
def _digest() -> str:
    h = hashlib.blake2b(digest_size=4)
    for folder in ("rules", "read"):
        for path in _below(files("foresaid").joinpath(folder)):
            h.update(f"{path.name}\0".encode())
            h.update(path.read_bytes())
    return h.hexdigest()


def _below(folder: Traversable) -> list[Traversable]:
    out = []
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        if path.is_dir():
            out += [] if path.name == "__pycache__" else _below(path)
        elif not path.name.endswith((".pyc", ".pyo")):
            out.append(path)
    return out
