"""Ids from content: the same content has the same id on any day and any machine."""

from __future__ import annotations

import hashlib
import json


def canonical(content: object) -> str:
    """``content`` as canonical JSON: keys sorted, no spaces, text as written, except what is no character (a lone
    surrogate), which is escaped. Raises ``TypeError`` for what JSON can not hold.

    >>> canonical({"b": 1, "a": [None, "é"]})
    '{"a":[null,"é"],"b":1}'
    """
    line = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return line if line.isascii() else line.encode("utf-8", "backslashreplace").decode("utf-8")


def fingerprint(content: object) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of ``content`` as canonical JSON (``canonical``).

    >>> fingerprint({"b": 1, "a": 2}) == fingerprint({"a": 2, "b": 1})
    True
    """
    return hashlib.sha256(canonical(content).encode("utf-8")).hexdigest()[:16]
