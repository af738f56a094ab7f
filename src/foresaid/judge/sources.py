"""Who is meant by the sources of claims, across articles: one key a voice, and a class for those without a name.

Persons, offices and institutions are one voice wherever they speak. Anonymous sources and groups are a new voice in each
article (two "senior officials" are not one), and belong to a class by their affiliation, such as ``anonymous CHN``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from foresaid.core import Source
from foresaid.judge.item import Item

_LEAD = re.compile(r"^(?:the|a|an|another|one|some|several|other|his|her|its|their|our)\s+", re.I)
NAMELESS = ("anonymous", "group")


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One link of a claim's chain: ``key`` tells it from other voices, ``name`` is for people, ``kind`` is the source's,
    ``group`` its class; ``place`` is ``outlet`` (who published it), ``relay`` (between) or ``origin`` (who said it first)."""

    key: str
    name: str
    kind: str
    group: str
    place: str


def voices_of(item: Item) -> tuple[Voice, ...]:
    """The links of a claim's chain, outermost first: the outlet, those who relay, the origin. Where the article speaks for
    itself the outlet is the origin."""
    sources = item.claim.sources
    outlet = Voice(
        key=f"outlet:{item.outlet.lower()}", name=item.outlet, kind="outlet", group="outlet",
        place="outlet" if sources else "origin",
    )  # fmt: skip
    last = len(sources) - 1
    return (outlet, *(_voice(s, item, "origin" if n == last else "relay") for n, s in enumerate(sources)))


def _voice(s: Source, item: Item, place: str) -> Voice:
    plain = _LEAD.sub("", s.name).strip().lower() or s.name.lower()
    group = s.kind if not s.affiliation else f"{s.kind} {s.affiliation}"
    key = f"{s.kind}:{plain}" + (f"@{item.article}" if s.kind in NAMELESS else "")
    return Voice(key=key, name=s.name, kind=s.kind, group=group, place=place)
