"""The questions to a ledger that was judged, on records alone."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Sequence

from foresaid.ask.judged import Judged, NotFoundError
from foresaid.core import Verdict
from foresaid.judge.events import Joined
from foresaid.judge.item import Item, state_of, stem
from foresaid.judge.scores import Field, Record, Told, records, word_of
from foresaid.judge.scores import tellings as told_by
from foresaid.judge.sources import UNNAMED_OUTLET

ENOUGH = 4
"""Characters of a claim's id that may stand for all of it."""


def find_events(j: Judged, words: str) -> list[Joined]:
    """The event of this id, or of the claim of this id, else those whose claims tell most of these words (in any form; a state
    by any of its names), the one with most such claims first. Raises ``NotFoundError``."""
    for e in j.events:
        if e.id == words:
            return [e]
    if words in j.home:
        return [j.home[words]]
    wanted = wanted_of(words)
    ranked = []
    for n, e in enumerate(j.events):
        covered = [_covered(i, wanted) for i in e.items]
        best = max(covered, default=0)
        forward = sum(i.claim.forward and c == best for i, c in zip(e.items, covered, strict=True))
        if best and any(i.claim.forward for i in e.items):
            ranked.append((-best, -forward, n, e))
    if not ranked:
        raise nothing_told(words)
    ranked.sort(key=lambda r: r[:3])
    return [e for best, *_, e in ranked if best == ranked[0][0]]


def nothing_told(words: str) -> NotFoundError:
    """No claim tells of these words."""
    return NotFoundError(f"no claim tells of {words!r}; try other words, or `foresaid search`")


def find_event(j: Judged, words: str) -> Joined:
    """The first of ``find_events``. Raises ``NotFoundError``."""
    return find_events(j, words)[0]


def find_claim(j: Judged, id: str) -> Item:
    """The claim or report with this id, or whose id alone begins so. Raises ``NotFoundError``."""
    if id in j.items:
        return j.items[id]
    return j.items[the_one(id, [k for k in j.items if k.startswith(id)] if len(id) >= ENOUGH else [], j.as_of)]


def the_one(id: str, found: Sequence[str], as_of: dt.date | None) -> str:
    """The only one of the claims' ids that begin with ``id``. Raises ``NotFoundError`` where there are none or more."""
    if len(found) == 1:
        return found[0]
    if found:
        raise NotFoundError(f"{len(found)} claims begin with {id!r}; write more of it")
    raise NotFoundError(
        f"no claim {id} in the ledger as of {as_of}; `foresaid story` and `foresaid search` show their ids"
    )


def wanted_of(words: str) -> list[tuple[str, ...]]:
    """The words of a question, each as the terms of which a claim must tell one (``terms_of``)."""
    found = ((stem(w), state_of(w)) for w in words.replace('"', " ").split())
    return [(s, f"={state}") if state else (s,) for s, state in found]


def terms_of(i: Item) -> set[str]:
    """The stems that a claim tells, in its quote, its names and the words of its window; and its states, marked."""
    when = i.claim.window.words.words.split() if i.claim.window else ()
    return {*i.stems, *(stem(name) for name in i.names), *(stem(w) for w in when), *(f"={s}" for s in i.states)}


def _covered(i: Item, wanted: Sequence[tuple[str, ...]]) -> int:
    told = terms_of(i)
    return sum(any(t in told for t in terms) for terms in wanted)


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


def sources(j: Judged, kind: str | None = None, told: Sequence[Told] | None = None) -> list[Record]:
    """Track records by voice; with ``kind`` (``person``, ``office``, ``institution``, ``outlet``, ``anonymous``, ``group``) only of
    that kind. Voices without a name are told by their class. ``told``: ``tellings(j)``, where that is at hand."""
    told = tellings(j) if told is None else told
    some = [t for t in told if (kind is None or t.voice.kind == kind) and t.voice.name != UNNAMED_OUTLET]
    return records(some, by_name, Field.of(told))


def compared(j: Judged, names: Sequence[str]) -> tuple[list[Record], int]:
    """The track records of the named sources on those events alone that each of them spoke of and that are settled; and how
    many events these are. Raises ``NotFoundError``."""
    told = tellings(j)
    each = [_of_source(j, told, n) for n in names]
    shared = set.intersection(*({t.event for t in rows if t.settled} for rows in each))
    rows = [[t for t in some if t.event in shared] for some in each]
    return beside(names, rows, [t for t in told if t.event in shared]), len(shared)


def beside(names: Sequence[str], rows: Sequence[Sequence[Told]], told: Sequence[Told]) -> list[Record]:
    """A track record for each of ``names`` from its ``rows``; ``told`` is all that was told of the events of these."""
    field, out = Field.of(told), []
    for name, some in zip(names, rows, strict=True):
        label = by_name(some[0]) if some else name
        out += records(some, lambda _, label=label: label, field)  # type: ignore[misc]
    return out


def kinds(j: Judged, told: Sequence[Told] | None = None) -> list[Record]:
    """Track records by class of source (kind and affiliation), of those who said it first."""
    told = [t for t in (tellings(j) if told is None else told) if t.voice.place == "origin"]
    return records(told, lambda t: t.voice.group, Field.of(told))


def words(j: Judged, told: Sequence[Told] | None = None) -> list[Record]:
    """Track records by the word that says how sure, each claim once."""
    told = [t for t in (tellings(j) if told is None else told) if t.voice.place == "origin"]
    return records(told, lambda t: word_of(t.item), Field.of(told))


def changed(j: Judged, source: str) -> list[Told]:
    """How one source's line moved: its claims, event by event, in order of publication. Raises ``NotFoundError``."""
    return by_event(_of_source(j, tellings(j), source))


def by_event(told: Sequence[Told]) -> list[Told]:
    """Event by event, in the order in which they were first told of."""
    first: dict[str, int] = {}
    for t in told:
        first.setdefault(t.event, len(first))
    return sorted(told, key=lambda t: first[t.event])


def _of_source(j: Judged, told: Sequence[Told], source: str) -> list[Told]:
    """What the source of this name said: by its name as told here or as written in an article, else by a part of that. Of a
    class ("anonymous, CHN") all that belong to it."""
    known = names_of(j)
    wanted = bare(source)
    fits: tuple[Callable[[str], bool], ...] = (lambda n: n == wanted, lambda n: wanted in n)
    for fit in fits:
        keys = {key for key, names in known.items() if any(fit(n) for n in names)}
        found = [t for t in told if t.voice.key in keys]
        if found:
            return found
    raise nobody_called(source)


def names_of(j: Judged) -> dict[str, set[str]]:
    """By a voice's key all that it is called, by us and as written (``bare``)."""
    known: dict[str, set[str]] = defaultdict(set)
    for i, _, _ in j.claims():
        written = (i.outlet, *(s.name for s in i.claim.sources))
        for v, name in zip(j.names.voices(i), written, strict=True):
            known[v.key] |= {bare(n) for n in (name, v.name, v.name if v.named else v.group)}
    return known


def nobody_called(source: str) -> NotFoundError:
    """No source has this name."""
    return NotFoundError(f"no source is called {source!r}; see `foresaid sources`")


def bare(name: str) -> str:
    """A name in small letters without its article, as names are compared."""
    return " ".join(name.lower().split()).removeprefix("the ")
