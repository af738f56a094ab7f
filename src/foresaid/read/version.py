"""Which reader read: the package's version and a digest of its rules and models."""

from __future__ import annotations

import hashlib
from pathlib import Path

from foresaid.core.version import VERSION, digest_of


def reader_version(actors: Path | None = None) -> str:
    """Name and version of this reader, such as ``foresaid 0.1.0 (3f9a12b4)``: two of the same name read alike.

    The digest (BLAKE2b) covers all of the package that reads, rules, tables and models too, by name and content. A file
    of the user's own ``actors`` is told beside it, by its digest.
    """
    own = f" with {hashlib.blake2b(actors.read_bytes(), digest_size=4).hexdigest()}" if actors else ""
    return f"foresaid {VERSION} ({digest_of('rules', 'read')}){own}"
