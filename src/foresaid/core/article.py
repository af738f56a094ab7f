"""One piece of reporting, cleaned: what was published, when, by whom, and what stands beside it without being it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from foresaid.core.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A text beside the article that is not the article's: a reader's comment, a pingback, a form.

    ``span`` covers it in ``Article.text``; ``kind`` is ``comment``, ``pingback`` or ``form``.
    """

    kind: str
    author: str | None
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article as read. All offsets of all records count characters of ``text``.

    ``text`` is the text as given (plain text, JSON Lines) or as cleaned (HTML). ``body`` are the runs of ``text`` that are
    the article itself, in order (headline, decks, paragraphs); what lies outside them (comments, an origin line, a
    byline) is never read for claims. ``published`` is None where neither the input nor the caller gave a day;
    ``published_from`` says how the day was found: ``given`` (the caller), ``input`` (a field), ``page`` (metadata or a
    dateline) or ``inferred (how surely) from words`` (from the text); ``year 2019 inferred (how surely) from words``, with
    ``published`` None, where the text tells the year only. ``origin`` names who wrote it first ("Source: Hankyoreh").
    """

    id: str
    text: str
    title: str | None = None
    published: dt.date | None = None
    published_from: str | None = None
    url: str | None = None
    publisher: str | None = None
    origin: str | None = None
    byline: str | None = None
    language: str = "en"
    headline: Span | None = None
    body: tuple[Span, ...] = ()
    voices: tuple[Voice, ...] = ()
    where: str = ""
