"""The answers of ``foresaid.ask`` as rows, and how each is drawn."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from foresaid.ask import Judged
from foresaid.core import Verdict
from foresaid.judge.events import Joined
from foresaid.judge.item import Item
from foresaid.judge.scores import TABLE_WEIGHT, Record, Told, stated, word_of
from foresaid.judge.sources import UNNAMED_OUTLET, voices_of
from foresaid.record.view import Head, Kept
from foresaid.show.rows import Layout, Row
from foresaid.show.table import window_text

FEW = 5
"""Settled claims from which on a table shows skill and lead: of fewer they say little. JSON and CSV hold them always."""
_COMPARED = re.compile(r" \([^()]*;[^()]*\)")
CLAIM = (
    "claim", "article", "event", "said", "who", "window", "from", "to", "sure", "polarity", "verdict", "days", "happened",
    "because", "rule", "quote",
)  # fmt: skip
OPEN = (*CLAIM, "label", "status", "closed", "origin")
CHANGED = (*CLAIM, "label", "place")
RECORD = Record.__slots__
WORDS = ("word", "table", "low", "high", "from", "claims", "settled", "held", "share", "share_low", "share_high", "now")
FOUND = ("day", "kind", "id", "who", "text")

SETTLED_TABLE = Layout(
    columns=(("verdict", "verdict"), ("said", "said"), ("for", "for"), ("sure", "how sure"), ("claim", "claim")), wide="for",
    under=("told", "reason"),
)  # fmt: skip
UPCOMING_TABLE = Layout(
    columns=(("for", "for"), ("status", "status"), ("sure", "how sure"), ("said", "said"), ("claim", "claim")), wide="for",
    under=("told",),
)  # fmt: skip
DUE_TABLE = Layout(
    columns=(("closed", "closed"), ("said", "said"), ("sure", "how sure"), ("claim", "claim")), wide="sure",
    under=("told", "reason"),
)  # fmt: skip
CHANGED_TABLE = Layout(
    columns=(("said", "said"), ("for", "for"), ("sure", "how sure"), ("outcome", "verdict"), ("claim", "claim")), wide="for",
    under=("told",), group="label",
)  # fmt: skip
RECORD_TABLE = Layout(
    columns=(
        ("name", "source"), ("of", "n"), ("right", "held (90 %)"), ("brier", "Brier"), ("skill_shown", "skill"),
        ("lead_shown", "lead"), ("late", "late"), ("rest", "rest"),
    ),
    wide="name", group="class",
)  # fmt: skip
COMPARED_TABLE = Layout(columns=RECORD_TABLE.columns, wide="name")
WORDS_TABLE = Layout(
    columns=(("word", "word"), ("table", "table"), ("from", "from"), ("of", "settled"), ("right", "held (90 %)"), ("now", "now")),
    wide="from",
)  # fmt: skip
FOUND_TABLE = Layout(
    columns=(("day", "day"), ("kind", "what"), ("id", "id"), ("who", "who")), wide="who", under=("text",)
)
RECORD_NOTE = (
    "n: settled of all claims, each counted once. held: their share, with its 90 % interval under a Beta(1/2, 1/2) "
    "prior. Brier: mean squared error of the words' published probabilities, 0 best. skill: against always saying the "
    "share that held on the same events. lead: error less than others' on the same events; both from "
    f"{FEW} settled on. late: mean days. rest: open/not to be scored."
)


def chain(item: Item, j: Judged | None = None) -> str:
    """Who says it, outermost first: ``the Hanji Daily < a diplomat < a Chinese official``; an outlet that is not named is left out
    where others are."""
    names = [v.name for v in (j.names.voices(item) if j else voices_of(item))]
    return " < ".join(names[1:] if len(names) > 1 and names[0] == UNNAMED_OUTLET else names)


def window(item: Item) -> str | None:
    """The days that the claim names: in EDTF where it has that."""
    w = item.claim.window
    if w is None:
        return None
    return w.edtf or f"{w.earliest or '..'}/{w.latest or '..'}"


def days(item: Item) -> str | None:
    """The days that the claim names, for people, whole months and years as such: ``2019-05``, ``2019-06-20 to 06-21``."""
    w = item.claim.window
    if w is None:
        return None
    first, last = w.earliest, w.latest
    if first is None or last is None or first == last:
        return window_text(w)
    after = last + dt.timedelta(1)
    if first.day == 1 and after.day == 1:
        if (first.month, first.year) == (last.month, last.year):
            short = f"{first:%Y-%m}"
        elif first.month == 1 and after.month == 1:
            short = f"{first.year}" if first.year == last.year else f"{first.year} to {last.year}"
        else:
            short = f"{first:%Y-%m} to {last:%m}" if first.year == last.year else f"{first:%Y-%m} to {last:%Y-%m}"
    else:
        short = f"{first} to {last:%m-%d}" if first.year == last.year else f"{first} to {last}"
    return "~" + short if w.approximate else short


def sure(item: Item) -> str:
    """How sure, a denial with ``not``."""
    word = word_of(item)
    return word if item.claim.polarity == "+" or word == "unlikely" else f"not {word}"


def quote(item: Item) -> str:
    """The claim's words on one line."""
    return " ".join(item.claim.quote.words.split())


def outcome(v: Verdict) -> str:
    """A verdict in two words: ``late 20 d``."""
    return f"{v.answer} {v.days} d" if v.days else v.answer


def claim_row(i: Item, v: Verdict, j: Judged) -> dict[str, object]:
    """One claim with its verdict."""
    w = i.window or (None, None)
    return {
        "claim": i.id, "article": i.article, "event": j.home[i.id].id, "said": str(i.published) if i.published else None,
        "who": chain(i, j), "window": window(i), "from": str(w[0]) if w[0] else None, "to": str(w[1]) if w[1] else None,
        "sure": sure(i), "polarity": i.claim.polarity, "verdict": v.answer, "days": v.days,
        "happened": str(v.happened) if v.happened else None, "because": v.because, "rule": v.rule, "quote": quote(i),
    }  # fmt: skip


def drawn(row: Row, i: Item, v: Verdict) -> dict[str, object]:
    """The row with what only tables show."""
    return {
        **row,
        "because": brief(v.because),
        "for": days(i),
        "told": f"{row['who']}: {row['quote']}",
        "outcome": outcome(v),
    }


def brief(because: str) -> str:
    """A verdict's reason without the lists of what was compared, which `foresaid why` tells.

    >>> brief("it happened on 2019-06-20 (both visit; both with CHN), inside the window")
    'it happened on 2019-06-20, inside the window'
    """
    return _COMPARED.sub("", because)


def story_rows(event: Joined, j: Judged) -> Iterator[Row]:
    """Every forward claim of an event, in order of publication."""
    for i in event.items:
        if i.claim.forward:
            yield claim_row(i, j.verdicts[i.id], j)


def story_json(event: Joined, j: Judged) -> dict[str, object]:
    """The whole event: its name, history, forward claims and reports."""
    told = j.foretold(event)
    return {
        "event": told.id, "label": told.label, "type": told.type, "participants": list(told.participants), "place": told.place,
        "status": told.status, "happened": str(told.happened) if told.happened else None,
        "history": [
            {"day": str(s.day) if s.day else None, "status": s.status, "by": s.by, "claim": s.claim} for s in told.history
        ],
        "claims": list(story_rows(event, j)),
        "reports": [
            {
                "claim": i.id, "article": i.article, "told": str(i.published) if i.published else None, "who": chain(i, j),
                "window": window(i), "outcome": i.claim.outcome, "polarity": i.claim.polarity, "quote": quote(i),
            }
            for i in map(j.items.__getitem__, told.reports)
        ],
    }  # fmt: skip


def settled_rows(items: Iterable[Item], j: Judged) -> Iterator[Row]:
    """Forward claims with their verdicts."""
    for i in items:
        v = j.verdicts[i.id]
        yield drawn(claim_row(i, v, j), i, v)


def open_rows(rows: Iterable[tuple[Joined, Item, Verdict]], j: Judged) -> Iterator[Row]:
    """What is foretold, or due."""
    for e, i, v in rows:
        row = drawn(claim_row(i, v, j), i, v)
        told = j.foretold(e)
        yield {
            **row, "label": told.label, "status": told.status, "closed": row["to"], "origin": j.names.voices(i)[-1].name,
        }  # fmt: skip


CLASSES = {
    "person": "Persons", "office": "Offices", "institution": "Institutions", "outlet": "Outlets", "anonymous": "Without a name",
    "group": "Groups",
}  # fmt: skip


def record_rows(records: Iterable[Record], *, grouped: bool = True) -> list[Row]:
    """Track records; ``grouped``: those of one kind together, in the order of ``CLASSES``."""
    found = list(records)
    if grouped:
        order = list(CLASSES)
        found.sort(key=lambda r: order.index(r.kind))
    return [_record_row(r) for r in found]


def _record_row(r: Record) -> Row:
    enough = r.settled >= FEW
    return {f: getattr(r, f) for f in Record.__slots__} | {
        "class": CLASSES[r.kind], "of": f"{r.settled}/{r.claims}", "right": _share(r.share, r.low, r.high),
        "skill_shown": _signed(r.skill) if enough else None, "lead_shown": _signed(r.lead) if enough else None,
        "rest": f"{r.open}/{r.unscorable}",
    }  # fmt: skip


def _signed(value: float | None) -> str | None:
    return None if value is None else f"{value:+.2f}"


def _share(share: float | None, low: float | None, high: float | None) -> str | None:
    if share is None or low is None or high is None:
        return None
    return f"{100 * share:.0f} % ({100 * low:.0f}-{100 * high:.0f})"


def word_rows(records: Iterable[Record]) -> Iterator[Row]:
    """Words: the table's probability and range, the ledger's own share, and what a claim is scored with ``now``."""
    for r in records:
        p, low, high, origin = stated(r.name)
        now = (TABLE_WEIGHT * p + r.held) / (TABLE_WEIGHT + r.settled)
        yield {
            "word": r.name, "table": p, "low": low, "high": high, "from": origin, "claims": r.claims, "settled": r.settled,
            "held": r.held, "share": r.share, "share_low": r.low, "share_high": r.high, "now": now,
            "of": f"{r.settled} of {r.claims}", "right": _share(r.share, r.low, r.high),
        }  # fmt: skip


def changed_rows(told: Iterable[Told], j: Judged) -> Iterator[Row]:
    """One source's claims, event by event; ``place`` is its own in the chain."""
    labels: dict[str, str] = {}
    for t in told:
        label = labels.setdefault(t.event, j.foretold(j.home[t.item.id]).label)
        yield drawn(claim_row(t.item, t.verdict, j), t.item, t.verdict) | {"label": label, "place": t.voice.place}


def found_rows(hits: Iterable[Kept | Head]) -> Iterator[Row]:
    """What a search found: claims and articles."""
    for hit in hits:
        if isinstance(hit, Kept):
            who = hit.claim.sources[-1].name if hit.claim.sources else "the article"
            words = " ".join(hit.claim.quote.words.split())
            yield {"day": _day(hit.published), "kind": "claim", "id": hit.claim.id, "who": who, "text": words}
        else:
            yield {"day": _day(hit.published), "kind": "article", "id": hit.key, "who": hit.outlet, "text": hit.title}


def _day(day: object) -> str | None:
    return str(day) if day else None
