"""The version of the package, in one place besides pyproject.toml (a test compares them), and digests of its parts."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

VERSION = "0.1.0"


@cache
def digest_of(*folders: str) -> str:
    """The BLAKE2b digest, 8 hexadecimal digits, of all files in these folders of the package, by name and content."""
    h = hashlib.blake2b(digest_size=4)
    for folder in folders:
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
