"""Recurring events: the editions of the table, how they are called in text, which one is meant."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from foresaid.core.span import Span
from foresaid.rules.load import load_rules, table

AHEAD, BACK = 400, 200
"""How far, in days, an edition may lie from the day of publication where nothing but its name picks it; for events that
come round every few years, a little more than half and a seventh of that time. Set by judgement, not fitted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A recurring event: ``names`` are regular expressions for what it is called in text."""

    id: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One edition of a series: where (several names), first and last day."""

    series: str
    name: str
    places: tuple[str, ...]
    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownEvent:
    """A mention of an edition: ``how`` says what picked the edition: place, year, only, or near (the next or last one
    from the day of reference in the direction of the words)."""

    span: Span
    edition: Edition
    how: str


@cache
def editions() -> dict[str, tuple[Edition, ...]]:
    """The table of recurring events, by series, in order of their days."""
    out: dict[str, list[Edition]] = {}
    for row in table("recurring_events"):
        places = tuple(p.strip() for p in (row["place"] or "").split(",") if p.strip())
        out.setdefault(row["series"], []).append(
            Edition(
                series=row["series"],
                name=row["name"],
                places=places,
                first=dt.date.fromisoformat(row["first"]),
                last=dt.date.fromisoformat(row["last"]),
            )
        )
    return {k: tuple(sorted(v, key=lambda e: e.first)) for k, v in out.items()}


@cache
def _names() -> tuple[re.Pattern[str], tuple[str, ...]]:
    parts, ids = [], []
    for s in load_rules("times_events", Series):
        for name in s.names:
            ids.append(s.id)
            parts.append(f"(?P<s{len(ids) - 1}>{_spaces(name)})")
    return re.compile(r"(?<![\w])(?:" + "|".join(parts) + r")(?![\w])"), tuple(ids)


def _spaces(name: str) -> str:
    return re.sub(r" (?!\?)", r"\\s+", name).replace(" ?", r"\s*")


_GATE = re.compile(
    r"\b(?:[Ss]ummits?|[Ee]lections?|[Ff]orum|Olympics?|Games|Cup|[Cc]ongress|Convention|Tuesday|Assembly|COP ?\d\d"
    r"|[Cc]limate|UNGA|APEC|Conference|Dialogue|SPIEF|CHOGM|Bowl|Oscars|Awards|Eurovision|Hole|caucus(?:es)?|primary|Union|midterms"
    r"|New Year|Ramadan|referendum|[Ii]nauguration|[Mm]eetings?|talks|Council|G-?20|G-?7)\b"
)


def find_known_events(text: str, published: dt.date | None) -> tuple[KnownEvent, ...]:
    """Mentions of events in the table, with the edition that the words mean.

    The edition is the one of the place or year that stands beside the name; otherwise, where ``published`` is given,
    the one that is near it (see ``AHEAD`` and ``BACK``; the next before the last). Nothing else.
    """
    pattern, ids = _names()
    out: list[KnownEvent] = []
    if not _GATE.search(text):
        return ()
    for m in _near_gate(pattern, text):
        series = ids[int((m.lastgroup or "s0")[1:])] if m.lastgroup else ids[0]
        got = _edition(text, m.start(), m.end(), editions().get(series, ()), published)
        if got:
            start, end, edition, how = got
            out.append(KnownEvent(span=Span.of(text, start, end), edition=edition, how=how))
    return tuple(out)


_WIDTH = 70

"""No name is longer than this, in characters."""


def _near_gate(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    at = 0
    for g in _GATE.finditer(text):
        start, end = max(at, g.start() - _WIDTH), min(len(text), g.end() + _WIDTH)
        while start > at and (text[start].isalnum() or text[start - 1].isalnum()):
            start -= 1
        for m in pattern.finditer(text, start, end):
            if m.end() > at:
                at = m.end()
                yield m


_NAME = r"(?:(?:St|Mt)\.|[A-Z](?:[\w.-]*[\w-])?)"
"""One word of a place's name, without the full stop of its sentence."""


def _edition(
    text: str, start: int, end: int, all_: Iterable[Edition], published: dt.date | None
) -> tuple[int, int, Edition, str] | None:
    left, right = text[max(0, start - 40) : start], text[end : end + 60]
    pool = list(all_)
    how = ""
    year = re.search(r"\b((?:19|20)\d\d)(?:\s+\w+){0,2}\s+$", left) or re.match(
        r"\s+(?:in|of)?\s*((?:19|20)\d\d)\b", right
    )
    if year:
        y = int(year.group(1))
        pool = [e for e in pool if e.first.year == y or e.last.year == y] or (
            [e for e in pool if e.series == "olympics" and e.first.year == y + 1 and y == 2020]
        )
        how = "year"
    place_end = end
    near = re.match(
        r"(?:\s+(?:is|was|will|to|be|being|held|taking|place|scheduled|hosted|due))*\s+(?:in|at)\s+(?:the\s+)?"
        rf"((?:{_NAME}|de|el|al|of)(?:\s+(?:{_NAME}|de|el|al))*)",
        right,
    )
    before = re.search(r"\b([A-Z][\w-]+(?:\s+[A-Z][\w-]+)?)(?:['’]s)?\s+$", left)
    for place in ([near.group(1)] if near else []) + ([before.group(1)] if before else []):
        hit = [e for e in pool if any(p.lower() in place.lower() or place.lower() == p.lower() for p in e.places)]
        if hit and len({p for e in list(all_) for p in e.places}) > 1:
            pool, how = hit, how or "place"
            if near and place == near.group(1):
                place_end = end + near.end()
            break
    else:
        if (
            near
            and any(e.places for e in pool)
            and not how
            and not any(e.places and any(p.lower() in near.group(1).lower() for p in e.places) for e in pool)
        ):
            return (
                None
                if near.group(1)[0].isupper()
                and len({p for e in pool for p in e.places}) > 1
                and not re.match(
                    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b",
                    near.group(1),
                )
                else _near(start, end, pool, published, left)
            )
    if how and len(pool) == 1:
        return start, place_end, pool[0], how
    if not pool:
        return None
    got = _near(start, place_end, pool, published, left)
    return (got[0], got[1], got[2], how or got[3]) if got else None


def _near(
    start: int, end: int, pool: list[Edition], published: dt.date | None, left: str
) -> tuple[int, int, Edition, str] | None:
    if published is None:
        return None
    back = (
        re.search(r"\b(?:last|since|previous|after|following)\b[^.]*$", left) is not None
        and re.search(r"\b(?:next|coming|upcoming)\b", left) is None
    )
    gap = min((b.first - a.first).days for a, b in itertools.pairwise(pool)) if len(pool) > 1 else 0
    ahead = [e for e in pool if 0 <= (e.last - published).days <= max(AHEAD, 0.55 * gap)]
    past = [e for e in pool if 0 < (published - e.last).days <= max(BACK, 0.15 * gap)]
    if back and past:
        return start, end, past[-1], "near"
    if ahead:
        return start, end, ahead[0], "near"
    return (start, end, past[-1], "near") if past else None
