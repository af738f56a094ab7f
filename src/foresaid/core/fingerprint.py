"""Ids from content: the same content has the same id on any day and any machine."""

from __future__ import annotations

import hashlib
import json


def fingerprint(content: object) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of ``content`` as canonical JSON.

    Canonical: keys sorted, no spaces, UTF-8 as written. Raises ``TypeError`` for what JSON can not hold.

    >>> fingerprint({"b": 1, "a": 2}) == fingerprint({"a": 2, "b": 1})
    True
    """
    line = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(line.encode("utf-8", "surrogatepass")).hexdigest()[:16]
