"""How two states stand to each other, as somebody puts it: "relations with China are chilly" → a dyad and a tone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from spacy.tokens import Doc

from foresaid.core import Attribution, Mention, Relation, Span, fingerprint
from foresaid.read.clauses import quote_of
from foresaid.read.language import text_of
from foresaid.read.participants import People
from foresaid.read.quotes import chain_for
from foresaid.read.relations_find import Found, gate, relations_at
from foresaid.read.relations_pairs import Pair


def find_relations(
    doc: Doc,
    *,
    article: str,
    published: dt.date | None,
    mentions: Sequence[Mention] = (),
    attributions: Sequence[Attribution] = (),
) -> tuple[Relation, ...]:
    """The relations between states that a parsed Doc states, in text order; offsets count characters of its text.

    ``pair``: the state whose relation it is (the first named where it is mutual), then the other. What may, will or
    should become of a relation is left out. ``said_on`` is left to whoever knows the day; ``published`` takes no part.
    """
    del published
    people, words = People(doc, mentions), gate()
    out: list[Relation] = []
    for sent in doc.sents:
        first = next((t for t in sent if not t.is_space), None)
        if first is None or not first.dep_ or any(t.text == "?" for t in sent):
            continue
        found: dict[Pair, Found] = {}
        for t in sent:
            if t.lower_ not in words:
                continue
            for f in relations_at(t, people):
                key = f.pair if f.pair in found or f.pair[::-1] not in found else f.pair[::-1]
                old = found.get(key)
                if old is None or abs(f.tone) > abs(old.tone):
                    found[key] = f if old is None else Found(at=f.at, top=f.top, pair=key, tone=f.tone, rules=f.rules)
        out += [_relation(doc, f, article, attributions) for f in found.values()]
    return tuple(sorted(out, key=lambda r: (r.quote.start, r.quote.end, r.pair)))


def _relation(doc: Doc, f: Found, article: str, attributions: Sequence[Attribution]) -> Relation:
    lo, hi = quote_of(f.at, f.top)
    quote = Span.of(text_of(doc), doc[lo].idx, doc[hi].idx + len(doc[hi]))
    sources = chain_for(attributions, quote, doc)
    names = (*f.rules, *(["sources"] if sources else []))
    body = {
        "article": article,
        "quote": [quote.start, quote.end],
        "pair": list(f.pair),
        "tone": f.tone,
        "sources": [s.name for s in sources],
    }
    return Relation(
        id=fingerprint(body), article=article, quote=quote, pair=f.pair, tone=f.tone, sources=sources, rules=names
    )
