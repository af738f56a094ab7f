"""The records as JSON, one a line, and articles, claims and relations back again.

The form of claims is documented in ``docs/claim_format.md``, the ledger's in ``docs/ledger_format.md``; the schemas ship
in ``show/schema/``. Keys stand in a fixed order, dates are ISO 8601 strings, there are no floating-point numbers, and a
line never holds a line separator.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from foresaid.core.article import Article
from foresaid.core.claim import Claim, Event, Relation
from foresaid.core.reading import Attribution, TimeExpression
from foresaid.core.source import Participant, Source
from foresaid.core.span import Span
from foresaid.core.window import Window

Json = dict[str, Any]

BREAKS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}
"""Line separators that JSON lets stand in a string, but at which many readers split lines, and how they are escaped."""


def json_line(record: Mapping[str, object]) -> str:
    """``record`` as one line of JSON without the newline: keys in their order, text as written (not ``\\u``-escaped),
    except what would break a line or is no character (a lone surrogate), which is escaped.

    >>> json_line({"b": "é", "a": "x\\u2028y"})
    '{"b": "é", "a": "x\\\\u2028y"}'
    """
    line = json.dumps(record, ensure_ascii=False, allow_nan=False).translate(BREAKS)
    return line.encode("utf-8", "backslashreplace").decode("utf-8")


def claim_to_json(claim: Claim, article: Article | None) -> Json:
    """``claim`` in the form of ``docs/claim_format.md``; ``article`` is the one that it was read from (None: only its id
    is told)."""
    out: Json = {
        "id": claim.id,
        "article": _told_of(article, claim.article),
        "forward": claim.forward,
        "kind": claim.kind,
    }
    if not claim.forward:
        out["outcome"] = claim.outcome
    out |= {
        "quote": span_to_json(claim.quote),
        "trigger": span_to_json(claim.trigger),
        "event": {"type": claim.event.type, "label": claim.event.label, "plover": claim.event.plover},
        "participants": [_participant_to_json(p) for p in claim.participants],
        "place": None if claim.place is None else _participant_to_json(claim.place),
        "window": None if claim.window is None else window_to_json(claim.window),
        "certainty": claim.certainty,
        "polarity": claim.polarity,
        "sources": [_source_to_json(s) for s in claim.sources],
        "condition": _maybe_span(claim.condition),
        "because": _maybe_span(claim.because),
        "said_on": _day(claim.said_on),
        "rules": list(claim.rules),
    }
    return out


def claim_from_json(record: Mapping[str, Any]) -> Claim:
    """The claim that ``claim_to_json`` wrote. Raises ``ValueError`` where ``record`` is not in that form.

    >>> from foresaid.core import Article, Claim, Event, Span
    >>> a = Article(id="a1", text="Xi will visit in May")
    >>> c = Claim(id="c1", article="a1", quote=Span.of(a.text, 0, 20), trigger=Span.of(a.text, 8, 13), forward=True,
    ...           kind="forecast", event=Event(type="MEET", label="Xi visits"))
    >>> claim_from_json(claim_to_json(c, a)) == c
    True
    """
    try:
        quote, trigger = _span(record["quote"]), _span(record["trigger"])
        if quote is None or trigger is None:
            raise ValueError("quote and trigger can not be null")
        return Claim(
            id=record["id"],
            article=record["article"]["id"],
            quote=quote,
            trigger=trigger,
            forward=record["forward"],
            kind=record["kind"],
            event=Event(**{k: record["event"][k] for k in ("type", "label", "plover")}),
            participants=tuple(_participant(p) for p in record["participants"]),
            place=None if record["place"] is None else _participant(record["place"]),
            window=None if record["window"] is None else _window(record["window"]),
            certainty=record["certainty"],
            polarity=record["polarity"],
            sources=tuple(_source(s) for s in record["sources"]),
            said_on=_from_day(record["said_on"]),
            condition=_span(record["condition"]),
            because=_span(record["because"]),
            outcome=record.get("outcome"),
            rules=tuple(record["rules"]),
        )
    except KeyError as e:
        raise ValueError(f"not a claim: it lacks {e}") from None
    except (TypeError, AttributeError) as e:
        raise ValueError(f"not a claim: {e}") from None


def relation_to_json(relation: Relation, article: Article | None) -> Json:
    """How two states stand to each other, under the one key ``relation``, so that no reader takes it for a claim."""
    return {
        "relation": {
            "id": relation.id,
            "article": _told_of(article, relation.article),
            "quote": span_to_json(relation.quote),
            "pair": list(relation.pair),
            "tone": relation.tone,
            "sources": [_source_to_json(s) for s in relation.sources],
            "said_on": _day(relation.said_on),
            "rules": list(relation.rules),
        }
    }


def relation_from_json(record: Mapping[str, Any]) -> Relation:
    """The relation that ``relation_to_json`` wrote. Raises ``ValueError`` where ``record`` is not in that form."""
    try:
        d = record["relation"]
        quote, pair = _span(d["quote"]), d["pair"]
        if quote is None:
            raise ValueError("quote can not be null")
        return Relation(
            id=d["id"],
            article=d["article"]["id"],
            quote=quote,
            pair=(pair[0], pair[1]),
            tone=d["tone"],
            sources=tuple(_source(s) for s in d["sources"]),
            said_on=_from_day(d["said_on"]),
            rules=tuple(d["rules"]),
        )
    except KeyError as e:
        raise ValueError(f"not a relation: it lacks {e}") from None
    except (TypeError, AttributeError, IndexError) as e:
        raise ValueError(f"not a relation: {e}") from None


def time_to_json(time: TimeExpression, article: Article) -> Json:
    """One time expression: where it stands, its TIMEX3 type, value and mod, its window, and the rule that read it."""
    return {
        "article": article_to_json(article),
        "span": span_to_json(time.span),
        "type": time.type,
        "value": time.value,
        "mod": time.mod,
        "window": None if time.window is None else window_to_json(time.window),
        "rule": time.rule,
    }


def attribution_to_json(attribution: Attribution, number: int, article: Article) -> Json:
    """One attribution; ``number`` is its index among the article's, which ``parent`` of others refers to."""
    return {
        "article": article_to_json(article),
        "number": number,
        "source": None if attribution.source is None else _source_to_json(attribution.source),
        "cue": span_to_json(attribution.cue),
        "content": [span_to_json(s) for s in attribution.content],
        "direct": attribution.direct,
        "chain": [_source_to_json(s) for s in attribution.chain],
        "parent": attribution.parent,
        "rule": attribution.rule,
    }


def article_to_json(article: Article) -> Json:
    """What every line says about the article that it comes from."""
    return {
        "id": article.id,
        "published": _day(article.published),
        "title": article.title,
        "url": article.url,
        "publisher": article.publisher,
        "origin": article.origin,
    }


def _told_of(article: Article | None, id: str) -> Json:
    return {"id": id} if article is None else article_to_json(article)


def span_to_json(span: Span) -> Json:
    """Offsets in characters of the article's text (end exclusive), and the words there."""
    return {"start": span.start, "end": span.end, "text": span.words}


def window_to_json(window: Window) -> Json:
    """First and last day (null = open), EDTF, the words, and what the days were counted from; ``problem`` only where
    the words could not be resolved."""
    out: Json = {
        "start": _day(window.earliest),
        "end": _day(window.latest),
        "edtf": window.edtf,
        "text": window.words.words,
        "span": span_to_json(window.words),
        "approximate": window.approximate,
        "grain": window.grain,
        "anchor": window.anchor,
        "event": _maybe_span(window.event),
    }
    if window.problem is not None:
        out["problem"] = window.problem
    return out


def _participant_to_json(p: Participant) -> Json:
    return {"id": p.id, "name": p.name, "role": p.role, "span": _maybe_span(p.span)}


def _source_to_json(s: Source) -> Json:
    return {"name": s.name, "kind": s.kind, "affiliation": s.affiliation, "span": _maybe_span(s.span)}


def _maybe_span(span: Span | None) -> Json | None:
    return None if span is None else span_to_json(span)


def _day(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()


def _from_day(day: str | None) -> dt.date | None:
    return None if day is None else dt.date.fromisoformat(day)


def _span(record: Mapping[str, Any] | None) -> Span | None:
    return None if record is None else Span(start=record["start"], end=record["end"], words=record["text"])


def _participant(record: Mapping[str, Any]) -> Participant:
    return Participant(name=record["name"], id=record["id"], role=record["role"], span=_span(record["span"]))


def _source(record: Mapping[str, Any]) -> Source:
    return Source(
        name=record["name"], kind=record["kind"], affiliation=record["affiliation"], span=_span(record["span"])
    )


def _window(record: Mapping[str, Any]) -> Window:
    words = _span(record["span"])
    if words is None:
        raise ValueError("a window needs its span")
    return Window(
        earliest=_from_day(record["start"]),
        latest=_from_day(record["end"]),
        words=words,
        grain=record["grain"],
        approximate=record["approximate"],
        edtf=record["edtf"],
        anchor=record["anchor"],
        event=_span(record["event"]),
        problem=record.get("problem"),
    )
