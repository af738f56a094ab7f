"""Articles and readings made for tests, and all that a ledger holds as one value."""

from __future__ import annotations

import datetime as dt

from foresaid.core import Article, Claim, Event, Reading, Source, Span, fingerprint
from foresaid.record import tables, words
from foresaid.record.exchange import export_lines
from foresaid.record.ledger import Ledger, dump

READER = "reader 1"


def told(
    text: str, *triggers: str, id: str = "a1", published: dt.date | None = dt.date(2019, 5, 7), url: str | None = None,
    title: str | None = None, note: str = "x", source: str = "a minister",
) -> tuple[Article, Reading]:  # fmt: skip
    """An article with ``text``, and a reading of it with one claim for each of ``triggers``; ``note`` is a rule's name, in
    which two readings may differ."""
    claims = []
    for trigger in triggers:
        start = text.index(trigger)
        a, z = text.rfind(".", 0, start) + 1, text.find(".", start)
        quote = Span.of(text, a, len(text) if z < 0 else z)
        span = Span.of(text, start, start + len(trigger))
        claims.append(
            Claim(
                id=fingerprint([id, start, trigger]), article=id, quote=quote, trigger=span, forward=True,
                kind="forecast", event=Event(type="MEET", label=trigger), rules=(note,),
                sources=(Source(name=source, kind="office"),),
            )
        )  # fmt: skip
    article = Article(id=id, text=text, title=title, published=published, url=url)
    return article, Reading(article=id, claims=tuple(claims))


def state(ledger: Ledger) -> dict[str, object]:
    """All that a ledger holds: the journal, the tables, and what the index of words answers."""
    with ledger.reading() as c:
        found = {t.name: list(dump(c, t)) for t in tables.PROJECTIONS}
        asked = {q: words.find(c, q, 100) for q in ("visit", "minister", "sign pact", '"harbour pact"', "talks")}
    return {"journal": list(export_lines(ledger)), **found, "words": asked}
