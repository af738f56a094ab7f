"""The answers of ``foresaid.ask`` as rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from foresaid.ask import Judged
from foresaid.core import Verdict
from foresaid.judge.events import Joined
from foresaid.judge.item import Item
from foresaid.judge.scores import Record, Told, probabilities, word_of
from foresaid.judge.sources import voices_of
from foresaid.show.rows import Row

STORY = ("said", "who", "window", "sure", "verdict", "quote")
UPCOMING = ("from", "to", "what", "sure", "who", "said")
DUE = ("closed", "what", "who", "said", "because")
SOURCES = (
    "name",
    "kind",
    "claims",
    "settled",
    "held",
    "share",
    "low",
    "high",
    "brier",
    "skill",
    "late",
    "open",
    "unscorable",
)
WORDS = ("word", "table", "claims", "settled", "held", "share", "interval", "from")
CHANGED = ("said", "event", "window", "sure", "verdict", "quote")
SETTLED = ("verdict", "days", "claim", "said", "who", "window", "quote", "because")


def chain(item: Item) -> str:
    """Who says it, outermost first: ``the Hanji Daily < a diplomat < a Chinese official``."""
    return " < ".join(v.name for v in voices_of(item))


def window(item: Item) -> str | None:
    """The days that the claim names: in EDTF where it has that."""
    w = item.claim.window
    if w is None:
        return None
    return w.edtf or f"{w.earliest or '..'}/{w.latest or '..'}"


def sure(item: Item) -> str:
    """How sure, a denial with ``not``."""
    return ("not " if item.claim.polarity == "-" else "") + word_of(item)


def quote(item: Item) -> str:
    """The claim's words on one line."""
    return " ".join(item.claim.quote.words.split())


def story_rows(event: Joined, j: Judged) -> Iterator[Row]:
    """Every forward claim of an event, in order of publication."""
    for i in event.items:
        if i.claim.forward:
            v = j.verdicts[i.id]
            yield _row(i, v) | {"event": event.id}


def settled_rows(j: Judged, answers: frozenset[str] | None) -> Iterator[Row]:
    """Every verdict; ``answers``: only these."""
    for i, v, event in j.claims():
        if answers is None or v.answer in answers:
            yield _row(i, v) | {"event": event}


def _row(i: Item, v: Verdict) -> dict[str, object]:
    w = i.window or (None, None)
    return {
        "claim": i.id, "article": i.article, "said": str(i.published) if i.published else None,
        "who": chain(i), "window": window(i),
        "from": str(w[0]) if w[0] else None, "to": str(w[1]) if w[1] else None, "sure": sure(i), "polarity": i.claim.polarity,
        "verdict": v.answer, "days": v.days, "happened": str(v.happened) if v.happened else None, "because": v.because,
        "rule": v.rule,
        "quote": quote(i),
    }  # fmt: skip


def open_rows(rows: Iterable[tuple[Joined, Item, Verdict]]) -> Iterator[Row]:
    """What is foretold, or due."""
    for e, i, v in rows:
        row = _row(i, v)
        yield {**row, "event": e.id, "closed": row["to"], "what": quote(i), "who": voices_of(i)[-1].name}


def record_rows(records: Iterable[Record]) -> Iterator[Row]:
    """Track records."""
    for r in records:
        yield {f: getattr(r, f) for f in Record.__slots__} | {"interval": _between(r)}


def _between(r: Record) -> str | None:
    return None if r.low is None else f"{r.low:.2f}-{r.high:.2f}"


def word_rows(records: Iterable[Record]) -> Iterator[Row]:
    """Words: the table's probability beside the ledger's own share."""
    for r in records:
        p, _, _, origin = probabilities()[r.name]
        yield {
            "word": r.name, "table": p, "claims": r.claims, "settled": r.settled, "held": r.held, "share": r.share,
            "interval": _between(r), "from": origin,
        }  # fmt: skip


def changed_rows(told: Iterable[Told], j: Judged) -> Iterator[Row]:
    """One source's claims, event by event."""
    for t in told:
        yield _row(t.item, t.verdict) | {"event": quote(j.home[t.item.id].items[0]), "place": t.voice.place}
