"""Read-only questions to a ledger: what is foretold, who said it, what came of it, who was right.

Every answer is as of a day: ``as_of``, or the day of the ledger's latest article. No answer looks at the clock.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from foresaid.core import Foretold, Judgement, Verdict
from foresaid.judge.copies import Likewise, Piece, find_copies
from foresaid.judge.events import Joined, join
from foresaid.judge.history import foretold_of
from foresaid.judge.item import Item, item_of, state_of, stem
from foresaid.judge.outcomes import Settler
from foresaid.judge.scores import Field, Record, Told, records, word_of
from foresaid.judge.scores import tellings as told_by
from foresaid.judge.sources import UNNAMED_OUTLET, Names
from foresaid.record import view
from foresaid.record.ledger import Ledger
from foresaid.record.view import Head


class NotFoundError(LookupError):
    """Nothing in the ledger answers to what was asked; the message says so in one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """The ledger as of a day, judged: claims, the events they speak of, verdicts, copies, people's judgements."""

    as_of: dt.date | None
    heads: dict[str, Head]
    items: dict[str, Item]
    events: tuple[Joined, ...]
    verdicts: dict[str, Verdict]
    copies: dict[str, Likewise]
    judgements: tuple[tuple[str, Judgement], ...]
    home: dict[str, Joined] = field(default_factory=dict)
    names: Names = field(default_factory=lambda: Names(()))

    def foretold(self, event: Joined) -> Foretold:
        """The event as a record, with its history."""
        copied = {k for k, v in self.copies.items() if v.how == "copy"}
        return foretold_of(event, self.verdicts, self.names.voices, copied, self.items)

    def claims(self) -> Iterator[tuple[Item, Verdict, str]]:
        """Every forward claim with its verdict and its event's id, in order of publication."""
        for id, item in self.items.items():
            if id in self.verdicts:
                yield item, self.verdicts[id], self.home[id].id


def judged(ledger: Ledger, *, as_of: dt.date | None = None) -> Judged:
    """Judge the ledger as of a day."""
    with ledger.reading() as c:
        heads = view.heads(c, as_of=as_of)
        kept = [k for k in view.claims(c, as_of=as_of) if k.claim.article in heads]
        people = tuple(view.judgements(c, as_of=as_of))
        today = as_of or view.last_day(c)
    items = {k.claim.id: item_of(k.claim, k.claim.article, k.published, heads[k.claim.article].outlet) for k in kept}
    copies = find_copies(
        Piece(key=h.key, published=h.published, sketch=h.sketch, publisher=h.publisher, origin=h.origin)
        for h in heads.values()
        if h.sketch
    )
    none = {j.subject for _, j in people if j.about == "claim" and j.answer == "no"}
    pairs = {about: frozenset(_pair(j) for _, j in people if j.about == about) for about in ("same", "different")}
    events = tuple(join((i for i in items.values() if i.id not in none), pairs["same"], pairs["different"]))
    copied = {k: v.of for k, v in copies.items() if v.how == "copy"}
    verdicts = Settler(events, today, copied).verdicts() if today else {}
    for _, j in people:
        if j.about == "verdict" and j.subject in verdicts:
            why = "; ".join(j.reasons) or "no reason given"
            verdicts[j.subject] = Verdict(claim=j.subject, answer=j.answer, because=why, rule=j.judge, since=j.made_at)
    home = {i.id: e for e in events for i in e.items}
    return Judged(
        as_of=today, heads=heads, items={k: v for k, v in items.items() if k in home}, events=events, verdicts=verdicts,
        copies=copies, judgements=people, home=home,
        names=Names(items.values()),
    )  # fmt: skip


def _pair(j: Judgement) -> tuple[str, str]:
    a, b = sorted((j.subject, j.answer))
    return a, b


def find_events(j: Judged, words: str) -> list[Joined]:
    """The event of this id, or of the claim of this id, else those whose claims tell most of these words (in any form; a state
    by any of its names), the one with most such claims first. Raises ``NotFoundError``."""
    for e in j.events:
        if e.id == words:
            return [e]
    if words in j.home:
        return [j.home[words]]
    wanted = [(stem(w), state_of(w)) for w in words.replace('"', " ").split()]
    ranked = []
    for n, e in enumerate(j.events):
        covered = [_covered(i, wanted) for i in e.items]
        best = max(covered, default=0)
        forward = sum(i.claim.forward and c == best for i, c in zip(e.items, covered, strict=True))
        if best and any(i.claim.forward for i in e.items):
            ranked.append((-best, -forward, n, e))
    if not ranked:
        raise NotFoundError(f"no claim tells of {words!r}; try other words, or `foresaid search`")
    ranked.sort(key=lambda r: r[:3])
    return [e for best, *_, e in ranked if best == ranked[0][0]]


def find_event(j: Judged, words: str) -> Joined:
    """The first of ``find_events``. Raises ``NotFoundError``."""
    return find_events(j, words)[0]


def find_claim(j: Judged, id: str) -> Item:
    """The claim or report with this id, or whose id alone begins so. Raises ``NotFoundError``."""
    if id in j.items:
        return j.items[id]
    found = [k for k in j.items if k.startswith(id)] if len(id) >= 4 else []
    if len(found) == 1:
        return j.items[found[0]]
    if found:
        raise NotFoundError(f"{len(found)} claims begin with {id!r}; write more of it")
    raise NotFoundError(
        f"no claim {id} in the ledger as of {j.as_of}; `foresaid story` and `foresaid search` show their ids"
    )


def _covered(i: Item, wanted: Sequence[tuple[str, str | None]]) -> int:
    when = i.claim.window.words.words.split() if i.claim.window else ()
    told = i.stems | {stem(name) for name in i.names} | {stem(w) for w in when}
    return sum(s in told or (state in i.states if state else False) for s, state in wanted)


def upcoming(j: Judged, days: int | None = None) -> list[tuple[Joined, Item, Verdict]]:
    """What is foretold for the days from ``as_of`` on: per event the latest claim with an open window, soonest end first;
    ``days``: only what may begin within so many."""
    if j.as_of is None:
        return []
    until = dt.date.max if days is None else j.as_of + dt.timedelta(days)
    out = []
    for e in j.events:
        for i in reversed(e.items):
            first, last = i.window or (None, None)
            verdict = j.verdicts.get(i.id)
            ahead = (first or last) is not None and (last or dt.date.max) >= j.as_of and (first or j.as_of) <= until
            if verdict is not None and verdict.answer == "open" and ahead:
                out.append((last or dt.date.max, first or dt.date.min, i.id, (e, i, verdict)))
                break
    return [row for *_, row in sorted(out, key=lambda r: r[:3])]


def due(j: Judged) -> list[tuple[Joined, Item, Verdict]]:
    """Claims whose window has closed and that no report has settled, longest closed first."""
    rows = []
    for i, v, _ in j.claims():
        last = i.window[1] if i.window else None
        if v.answer == "open" and j.as_of and last and last < j.as_of:
            rows.append((last, i.id, (j.home[i.id], i, v)))
    return [row for *_, row in sorted(rows, key=lambda r: r[:2])]


def tellings(j: Judged) -> list[Told]:
    """Every claim once for each link of its chain, copies left out."""
    copied = {k for k, v in j.copies.items() if v.how == "copy"}
    return told_by((row for row in j.claims() if row[0].article not in copied), j.names.voices)


def by_name(t: Told) -> str:
    """A voice by its name; one without a name by its class."""
    return t.voice.name if t.voice.named else t.voice.group


def sources(j: Judged, kind: str | None = None) -> list[Record]:
    """Track records by voice; with ``kind`` (``person``, ``office``, ``institution``, ``outlet``, ``anonymous``, ``group``) only of
    that kind. Voices without a name are told by their class."""
    told = tellings(j)
    some = [t for t in told if (kind is None or t.voice.kind == kind) and t.voice.name != UNNAMED_OUTLET]
    return records(some, by_name, Field.of(told))


def compared(j: Judged, names: Sequence[str]) -> tuple[list[Record], int]:
    """The track records of the named sources on those events alone that each of them spoke of and that are settled; and how
    many events these are. Raises ``NotFoundError``."""
    told = tellings(j)
    each = [_of_source(j, told, n) for n in names]
    shared = set.intersection(*({t.event for t in rows if t.settled} for rows in each))
    rows = [[t for t in some if t.event in shared] for some in each]
    field = Field.of(t for t in told if t.event in shared)
    out = []
    for name, some in zip(names, rows, strict=True):
        label = by_name(some[0]) if some else name
        out += records(some, lambda _, label=label: label, field)  # type: ignore[misc]
    return out, len(shared)


def kinds(j: Judged) -> list[Record]:
    """Track records by class of source (kind and affiliation), of those who said it first."""
    told = [t for t in tellings(j) if t.voice.place == "origin"]
    return records(told, lambda t: t.voice.group, Field.of(told))


def words(j: Judged) -> list[Record]:
    """Track records by the word that says how sure, each claim once."""
    told = [t for t in tellings(j) if t.voice.place == "origin"]
    return records(told, lambda t: word_of(t.item), Field.of(told))


def changed(j: Judged, source: str) -> list[Told]:
    """How one source's line moved: its claims, event by event, in order of publication. Raises ``NotFoundError``."""
    told = _of_source(j, tellings(j), source)
    first: dict[str, int] = {}
    for t in told:
        first.setdefault(t.event, len(first))
    return sorted(told, key=lambda t: first[t.event])


def _of_source(j: Judged, told: Sequence[Told], source: str) -> list[Told]:
    """What the source of this name said: by its name as told here or as written in an article, else by a part of that. Of a
    class ("anonymous, CHN") all that belong to it."""
    known: dict[str, set[str]] = defaultdict(set)
    for i, _, _ in j.claims():
        written = (i.outlet, *(s.name for s in i.claim.sources))
        for v, name in zip(j.names.voices(i), written, strict=True):
            known[v.key] |= {_bare(n) for n in (name, v.name, v.name if v.named else v.group)}
    wanted = _bare(source)
    fits: tuple[Callable[[str], bool], ...] = (lambda n: n == wanted, lambda n: wanted in n)
    for fit in fits:
        keys = {key for key, names in known.items() if any(fit(n) for n in names)}
        found = [t for t in told if t.voice.key in keys]
        if found:
            return found
    raise NotFoundError(f"no source is called {source!r}; see `foresaid sources`")


def _bare(name: str) -> str:
    return " ".join(name.lower().split()).removeprefix("the ")


__all__ = [
    "Judged",
    "NotFoundError",
    "by_name",
    "changed",
    "compared",
    "due",
    "find_claim",
    "find_event",
    "find_events",
    "judged",
    "kinds",
    "sources",
    "tellings",
    "upcoming",
    "words",
]
