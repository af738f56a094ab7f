"""What a line around an article is: the rules of ``rules/en/layout.yml``, and lines that bear the date."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache

from foresaid.collect.dates import find_dates
from foresaid.rules.load import load_rules, read_yaml

KINDS = (
    "byline", "date", "origin", "credit", "section", "share", "subscribe", "copyright", "related", "caption", "end",
    "menu", "comments", "comment", "pingback", "form",
)  # fmt: skip
ZONES = ("top", "tail", "any")
LONGEST = 420
"""A longer line is a paragraph; no rule is tried on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRule:
    """One rule of ``layout.yml``; the fields are described at its top."""

    id: str
    kind: str
    pattern: str
    zone: str = "any"
    sure: bool = False
    listing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What a line is: the ``rule`` that says so, its ``kind``, ``who`` it names, the day it bears (``published``)."""

    rule: str
    kind: str
    who: str | None = None
    published: dt.date | None = None
    sure: bool = False
    listing: bool = False


@cache
def _parts() -> dict[str, str]:
    return dict(read_yaml("layout_parts"))


def expand(pattern: str) -> str:
    """``pattern`` with each {PIECE} in the place of its expression in ``layout_parts.yml``."""
    while True:
        wider = re.sub(r"\{([A-Z]+)\}", lambda m: _parts()[m.group(1)], pattern)
        if wider == pattern:
            return pattern
        pattern = wider


@cache
def piece(name: str) -> re.Pattern[str]:
    """The piece ``name`` of ``layout_parts.yml``, compiled."""
    return re.compile(expand("{" + name + "}"))


def is_name(words: str) -> bool:
    """Whether the line is nothing but the names of one or several people.

    >>> is_name("Jane Doe and Kim Min-jun"), is_name("Ports law will pass")
    (True, False)
    """
    return len(words) <= 60 and bool(piece("NAMES").fullmatch(words))


@cache
def _name_only() -> re.Pattern[str]:
    return re.compile(expand("(?:{NAMES}|{AGENCY}|[Aa]dmin|[A-Z][a-z]+)"))


@cache
def _rules() -> tuple[LineRule, ...]:
    return load_rules("layout", LineRule)


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(expand(pattern))


def line_kind(words: str, zone: str) -> Line | None:
    """What the line ``words`` (spaces single, stripped) is in ``zone`` (top or tail); None: the article's own.

    >>> line_kind("Source: Hankyoreh", "tail").who
    'Hankyoreh'
    """
    if len(words) > LONGEST:
        return None
    for rule in _rules():
        if rule.zone in ("any", zone) and (m := _pattern(rule.pattern).fullmatch(words)):
            groups = m.groupdict()
            who = groups.get("who") or groups.get("also")
            return _line(rule, _name(who), words)
    return date_line(words)


def _name(who: str | None) -> str | None:
    """A name without what closed its line; the stop of an initial ("Ann K.") stays."""
    who = (who or "").strip(" ,")
    return (who if re.search(r"\b\w\.$", who) else who.rstrip(".")) or None


def _line(rule: LineRule, who: str | None, words: str) -> Line:
    found = [d for _, _, d in find_dates(words)] if rule.kind in ("byline", "section", "comment", "origin") else []
    return Line(
        rule=rule.id, kind=rule.kind, who=who, published=found[0] if found else None, sure=rule.sure,
        listing=rule.listing,
    )  # fmt: skip


def date_line(words: str) -> Line | None:
    """A line that bears a date and nothing else but labels, clocks, a byline: "Posted on : Apr.18,2019 16:38 KST"."""
    if len(words) > 160 or not any(c.isdigit() for c in words):
        return None
    found = find_dates(words)
    if not found:  # "17 APR, 15:06" bears a date, but no year
        bare = piece("CLOCK").search(words) and piece("BESIDE").sub(" ", piece("DATE").sub(" ", words)).split() == []
        return Line(rule="date-line", kind="date") if bare and piece("DATE").search(words) else None
    by = re.search(r"\s[Bb]y (?P<who>\S+(?: \S+){0,2})$", words)
    if by and by.start() >= found[-1][1]:
        words = words[: by.start()]
    rest, at, day, labelled_update = "", 0, None, None
    for start, end, when in found:
        before = words[at:start]
        if re.search(r"(?i)updat|modif|edited|revis", before):
            labelled_update = labelled_update or when
        else:
            day = day or when
        rest += before + " | "
        at = end
    rest = " ".join(piece("BESIDE").sub(" ", rest + words[at:]).split())
    who = by.group("who") if by else None
    if rest:
        name = _name_only().fullmatch(rest)
        if not name or len(rest) > 60:
            return None
        who = who or rest if re.search(r"(?i)\bby\b", words) or len(name.group().split()) > 1 else None
    return Line(rule="date-line", kind="date", who=who, published=day or labelled_update)
