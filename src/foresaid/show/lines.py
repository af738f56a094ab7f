"""Readings as JSON Lines: one record a line, in text order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from foresaid.core.json_form import attribution_to_json, claim_to_json, json_line, relation_to_json, time_to_json

if TYPE_CHECKING:
    from foresaid.pipeline import Read


def claim_lines(reads: Iterable[Read], *, relations: bool = False) -> Iterator[str]:
    """One line a claim; with ``relations``, after each article's claims one ``{"relation": ...}`` line for each."""
    for read in reads:
        for claim in read.reading.claims:
            yield json_line(claim_to_json(claim, read.article)) + "\n"
        if relations:
            for relation in read.reading.relations:
                yield json_line(relation_to_json(relation, read.article)) + "\n"


def time_lines(reads: Iterable[Read]) -> Iterator[str]:
    """One line a time expression."""
    for read in reads:
        for time in read.reading.times:
            yield json_line(time_to_json(time, read.article)) + "\n"


def attribution_lines(reads: Iterable[Read]) -> Iterator[str]:
    """One line an attribution."""
    for read in reads:
        for number, attribution in enumerate(read.reading.attributions):
            yield json_line(attribution_to_json(attribution, number, read.article)) + "\n"
