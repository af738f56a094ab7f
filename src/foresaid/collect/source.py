"""What every source of articles offers: one iterator of articles and of what was wrong with the rest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from foresaid.core import Article, Problem


class Source(Protocol):
    """Somewhere that articles come from: files, a feed, an archive.

    ``articles`` yields them one at a time and holds none; what can not be read is a ``Problem`` in its place.
    """

    def articles(self) -> Iterator[Article | Problem]:
        """The articles of this source, in an order that depends on nothing but the source."""
        ...
