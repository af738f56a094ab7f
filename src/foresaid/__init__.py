"""foresaid keeps the record of what was said would happen: who said it, when, and how sure they were.

The public names are those of ``__all__``; each is loaded when it is first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foresaid.core.version import VERSION

if TYPE_CHECKING:
    from foresaid.core import (
        Actor,
        Article,
        Attribution,
        Claim,
        Event,
        Mention,
        Participant,
        Problem,
        Reading,
        Relation,
        Source,
        Span,
        TimeExpression,
        Voice,
        Window,
    )
    from foresaid.core.json_form import claim_from_json, claim_to_json
    from foresaid.pipeline import Read, read_articles


__version__ = VERSION

_HOME = {
    "Read": "foresaid.pipeline",
    "read_articles": "foresaid.pipeline",
    "claim_from_json": "foresaid.core.json_form",
    "claim_to_json": "foresaid.core.json_form",
}

__all__ = [
    "Actor",
    "Article",
    "Attribution",
    "Claim",
    "Event",
    "Mention",
    "Participant",
    "Problem",
    "Read",
    "Reading",
    "Relation",
    "Source",
    "Span",
    "TimeExpression",
    "Voice",
    "Window",
    "claim_from_json",
    "claim_to_json",
    "read_articles",
]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'foresaid' has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module(_HOME.get(name, "foresaid.core")), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
