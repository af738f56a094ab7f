"""What goes into the journal: articles and readings as bodies of entries, and back again."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from foresaid.core import Article, Claim, Judgement, Relation, Span, Voice, canonical, fingerprint
from foresaid.core.json_form import claim_from_json, claim_to_json, relation_from_json, relation_to_json

Json = dict[str, Any]


def article_key(article: Article) -> str:
    """The id of an article by its content: its text and what it says of itself (day, title, address, publisher, id)."""
    return fingerprint(
        [
            article.id,
            article.text,
            str(article.published),
            article.title,
            article.url,
            article.publisher,
            article.origin,
        ]
    )


def article_content(article: Article, sketch: str | None) -> Json:
    """What an entry of kind ``article`` holds; ``sketch`` is what copies are found by (``collect.same_story``)."""
    return {
        "id": article.id,
        "text": article.text,
        "title": article.title,
        "published": article.published.isoformat() if article.published else None,
        "published_from": article.published_from,
        "url": article.url,
        "publisher": article.publisher,
        "origin": article.origin,
        "byline": article.byline,
        "language": article.language,
        "headline": _edges(article.headline) if article.headline else None,
        "body": [_edges(s) for s in article.body],
        "voices": [{"kind": v.kind, "author": v.author, "span": _edges(v.span)} for v in article.voices],
        "where": article.where,
        "sketch": sketch,
    }


def article_from_body(body: str) -> Article:
    """The article that ``article_content`` tells, written as a body. Raises ``ValueError`` where ``body`` is none."""
    d = _load(body)
    try:
        text = d["text"]
        return Article(
            id=d["id"], text=text, title=d["title"], published=_day(d["published"]), published_from=d["published_from"],
            url=d["url"], publisher=d["publisher"], origin=d["origin"], byline=d["byline"], language=d["language"],
            headline=Span.of(text, *d["headline"]) if d["headline"] else None,
            body=tuple(Span.of(text, *s) for s in d["body"]),
            voices=tuple(Voice(kind=v["kind"], author=v["author"], span=Span.of(text, *v["span"])) for v in d["voices"]),
            where=d["where"],
        )  # fmt: skip
    except (KeyError, TypeError) as e:
        raise ValueError(f"not an article: {e}") from None


def claim_content(claim: Claim, key: str) -> Json:
    """What an entry of kind ``claim`` holds; ``key`` is the article's key in the ledger."""
    return {**claim_to_json(claim, None), "article": key}


def claim_from_body(body: str) -> Claim:
    """The claim that ``claim_content`` tells, written as a body; ``article`` is the article's key. Raises ``ValueError``
    where ``body`` is none."""
    d = _load(body)
    return claim_from_json({**d, "article": {"id": d.get("article")}})


def relation_content(relation: Relation, key: str) -> Json:
    """What an entry of kind ``relation`` holds; ``key`` is the article's key in the ledger."""
    return {**relation_to_json(relation, None)["relation"], "article": key}


def relation_from_body(body: str) -> Relation:
    """The relation that ``relation_content`` tells, written as a body; ``article`` is the article's key."""
    d = _load(body)
    return relation_from_json({"relation": {**d, "article": {"id": d.get("article")}}})


def judgement_body(judgement: Judgement) -> str:
    """The body of an entry of kind ``judgement``; judge and day stand in the entry itself."""
    return canonical(
        {
            "about": judgement.about,
            "answer": judgement.answer,
            "reasons": list(judgement.reasons),
            "evidence": list(judgement.evidence),
        }
    )


def judgement_from(subject: str, body: str, made_by: str, made_at: dt.date | None) -> Judgement:
    """The judgement that an entry holds. Raises ``ValueError`` where ``body`` is none."""
    d = _load(body)
    try:
        return Judgement(
            subject=subject, about=d["about"], answer=d["answer"], reasons=tuple(d["reasons"]), judge=made_by,
            made_at=made_at, evidence=tuple(d["evidence"]),
        )  # fmt: skip
    except KeyError as e:
        raise ValueError(f"not a judgement: it lacks {e}") from None


def _load(body: str) -> Mapping[str, Any]:
    d = json.loads(body)
    if not isinstance(d, dict):
        raise ValueError(f"not an object but {type(d).__name__}")
    return d


def _edges(span: Span) -> list[int]:
    return [span.start, span.end]


def _day(day: str | None) -> dt.date | None:
    return None if day is None else dt.date.fromisoformat(day)
