"""What a claim or a report by itself lends to the values compared of a pair: computed once for each."""

from __future__ import annotations

import re
from dataclasses import dataclass

from foresaid.judge.answers import numbers
from foresaid.judge.contrary import takes_back
from foresaid.judge.item import LIGHT, Item, stem
from foresaid.judge.rarity import rarity

_NAME = re.compile(r"\b[A-Z][^\W\d_]*(?:[-'’][^\W\d_]+)*")
_PROPER = re.compile(r"(?<=\s)[A-Z][^\W\d_]+")
HOW_SURE = {"certain": 2.0, "probable": 1.0, "possible": 0.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a pair: ``as_claim`` and ``as_report`` are the values that it has whatever the other is; ``says`` its stems
    and names with how much each says, and ``total`` their sum; ``proper`` the stems of the capitalised words in its quote;
    ``people`` the last words of the names of those who take part; ``agent`` the id and name of the first who acts."""

    as_claim: dict[str, float]
    as_report: dict[str, float]
    says: tuple[tuple[str, float], ...]
    total: float
    proper: tuple[str, ...]
    people: frozenset[str]
    numbers: frozenset[str]
    agent: tuple[str | None, str] | None


def side_of(item: Item, told: float, place: float) -> Side:
    """The side of one claim or report: ``told`` is how much its words say in all, ``place`` where its quote starts in its
    article, from 0 to 1."""
    says = tuple((s, rarity(s)) for s in sorted(item.stems | item.names) if s not in LIGHT)
    people = (_NAME.findall(p.name) for p in item.claim.participants)
    agent = next((p for p in item.claim.participants if p.role == "agent"), None)
    return Side(
        as_claim=_as_claim(item, told), as_report=_as_report(item, told, place), says=says, total=sum(r for _, r in says),
        proper=tuple(stem(w) for w in _PROPER.findall(item.claim.quote.words)),
        people=frozenset(w[-1].lower() for w in people if w), numbers=numbers(item),
        agent=None if agent is None else (agent.id, agent.name.lower()),
    )  # fmt: skip


def _as_claim(item: Item, told: float) -> dict[str, float]:
    c, w = item.claim, item.window
    out = {
        "negative": float(c.polarity == "-"),
        "forecast": float(c.kind == "forecast"),
        "conditional": float(c.condition is not None),
        "claim is a part": float(c.quote.words[:1].islower()),
        "claim words": round(told, 3),
        "how sure": HOW_SURE.get(c.certainty, 1.0),
        "own voice": float(not c.sources),
        "claim takes back": float(takes_back(item) is not None),
    }
    if w is None:
        out["no window"] = 1.0
    elif w[0] is not None and w[1] is not None:
        out["window days"] = float(min(400, (w[1] - w[0]).days + 1))
    else:
        out["open window"] = 1.0
    if w is not None and item.published is not None:
        for name, end in (("days ahead", w[0]), ("days to the end", w[1])):
            if end is not None:
                out[name] = float(max(-5, min(400, (end - item.published).days)))
    return out


def _as_report(item: Item, told: float, place: float) -> dict[str, float]:
    c, w = item.claim, item.window
    out = {
        "by a plan": float(c.forward),
        "by a plan that was": float(c.forward and c.polarity == "+"),
        "told by rule": float("outcome.told" in c.rules),
        "report is a part": float(c.quote.words[:1].islower()),
        "report starts at": round(place, 3),
        "report words": round(told, 3),
        f"outcome {c.outcome if not c.forward else 'plan'}": 1.0,
        "report takes back": float(takes_back(item) is not None),
        "report dated": float(w is not None),
    }
    if w and w[0] and w[1]:
        out["report days"] = float(min(400, (w[1] - w[0]).days + 1))
    return out


def of_both(item: Item, a: Side, r: Item, b: Side) -> dict[str, float]:
    """The values that need both a claim and a report: kinds, words, people, numbers."""
    shared = [rarity(s) for s in item.telling if s in r.stems]
    plain = [rarity(s) for s in item.plain & r.plain]
    out = {
        "kinds in common": float(sum(h in r.heads for h in item.heads)),
        "rarest word": max(shared, default=0.0),
        "rarest plain word": max(plain, default=0.0),
        "no trigger kind": float(not item.heads) + float(not r.heads),
        "claim's verb told": rarity(item.stem) if item.stem in r.stems and item.stem not in LIGHT else 0.0,
        "report's verb foretold": rarity(r.stem) if r.stem in item.stems and r.stem not in LIGHT else 0.0,
    }
    if a.proper:
        out["proper names told"] = sum(s in r.stems for s in a.proper) / len(a.proper)
    if b.proper:
        out["proper names foretold"] = sum(s in item.stems for s in b.proper) / len(b.proper)
    if a.people and b.people:
        both = len(a.people & b.people)
        out["who of claim"] = both / len(a.people)
        out["who of report"] = both / len(b.people)
        out["who none"] = float(not both)
        out["who other both"] = float(both < len(a.people) and both < len(b.people))
    if a.numbers and b.numbers:
        out["number"] = -1.0 if a.numbers.isdisjoint(b.numbers) else 1.0
    if a.agent and b.agent:
        same = (a.agent[0] and a.agent[0] == b.agent[0]) or a.agent[1] == b.agent[1]
        out["agent"] = 1.0 if same else -1.0
    return out


def in_article(a: Side, stems: frozenset[str]) -> dict[str, float]:
    """What of a claim is found among the stems and names of an article: ``topic`` the share of its words by how much they say,
    and of its proper names those that are not."""
    out = {}
    if a.says:
        out["topic of report"] = share(a, stems)
    if a.proper:
        out["proper names not in article"] = sum(s not in stems for s in a.proper) / len(a.proper)
    return out


def share(a: Side, stems: frozenset[str]) -> float:
    """The share of what a claim or report says that is among ``stems``."""
    return round(sum(r for s, r in a.says if s in stems) / a.total, 3) if a.total else 0.0
