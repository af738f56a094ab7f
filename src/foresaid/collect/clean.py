"""A web page → its article: text by trafilatura, what the page says of itself, readers' comments apart."""

from __future__ import annotations

import datetime as dt
import html
import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from foresaid.collect.dates import field_date, find_dates
from foresaid.collect.deadline import TooSlow, deadline
from foresaid.collect.layout import Layout, lay_out

SECONDS = 5.0
"""The longest that one page may take; the slowest of 260 news pages took 0.6 s of computing."""
DEEPEST = 1000
"""Elements open at once; news pages stay under 60."""
MOST_TAGS = 100_000
"""More tags than that are no article; news pages have under 15,000."""
_TAG = re.compile(
    r"<(/?)(div|span|table|tbody|tr|td|ul|ol|section|article|main|blockquote|b|i|em|strong|font|a|form|center)\b", re.I
)
_META = re.compile(r"<meta\b([^<>]{1,4000})>", re.I)
_ATTRIBUTE = re.compile(r"(?<![\w:.-])([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))")
_NEWS = ("NewsArticle", "Article", "ReportageNewsArticle", "AnalysisNewsArticle", "BlogPosting", "OpinionNewsArticle",
         "BackgroundNewsArticle", "LiveBlogPosting", "WebPage")  # fmt: skip
_DATE_META = (
    "article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "sailthru.date",
    "pubdate", "publishdate", "publish-date", "publish_date", "dc.date.issued", "dcterms.created", "dc.date", "date",
    "cxenseparse:recs:publishtime", "article.published", "originalpublicationdate", "published-date", "displaydate",
)  # fmt: skip


class PageError(ValueError):
    """The page gives no article; the message says why in one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The article of a page: its cleaned ``text`` with its parts, and what the page says of itself."""

    text: str
    parts: Layout
    title: str | None
    published: dt.date | None
    byline: str | None
    publisher: str | None
    url: str | None


def clean(page: str) -> Page:
    """The article of the HTML ``page``. Its text starts with the headline; comments, where found, come last.

    Raises ``PageError`` where the page is nested too deeply, takes too long or holds no article. The page is never
    asked for anything: nothing is loaded from outside, and no script is run.
    """
    _guard(page)
    try:
        with deadline(SECONDS):
            found = _extract(page)
    except TooSlow:
        raise PageError(f"too slow: no article after {SECONDS:g} s") from None
    except RecursionError:
        raise PageError("broken HTML: nested too deeply") from None
    except Exception as e:  # an extractor's own faults on broken pages are the page's problem, not ours
        raise PageError(f"broken HTML: {type(e).__name__}") from None
    if found is None or not (found.text or "").strip():
        raise PageError("no article in this page")
    said = _own_words(page)
    title = _line(said.get("headline")) or _line(found.title)
    body = _paragraphs(found.text or "")
    comments = _paragraphs(found.comments or "")
    if comments and len(comments) > len(body):
        comments = ""
    head = f"{title}\n\n" if title and not _begins(body, title) else ""
    text = head + body + (f"\n\n{comments}" if comments else "")
    at = len(head) + len(body) + 2 if comments else None
    parts = lay_out(text, title=title or "", comments_at=at)
    return Page(
        text=text, parts=parts, title=title, published=_published(page, said, found.date) or parts.published,
        byline=_line(said.get("author")) or _line(found.author) or parts.byline,
        publisher=_line(said.get("publisher")) or _line(found.sitename), url=_line(found.url),
    )  # fmt: skip


def _guard(page: str) -> None:
    if page.count("<") > MOST_TAGS:
        raise PageError(f"too large: more than {MOST_TAGS:,} tags")
    depth = deepest = 0
    for m in _TAG.finditer(page):
        depth = max(0, depth - 1) if m.group(1) else depth + 1
        deepest = max(deepest, depth)
    if deepest > DEEPEST:
        raise PageError(f"broken HTML: more than {DEEPEST:,} elements open at once")


def _extract(page: str) -> Any:
    import trafilatura  # half a second to import: only where a page comes

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    return trafilatura.bare_extraction(
        page, with_metadata=True, include_comments=True,
        date_extraction_params={
            # a fixed last day: the library's own is today, and no stage looks at the clock
            "original_date": True, "extensive_search": False, "min_date": "1970-01-01", "max_date": "2199-12-31",
        },
    )  # fmt: skip


def _paragraphs(text: str) -> str:
    return "\n\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip())


def _line(words: object) -> str | None:
    """One line of plain words, or None."""
    if not isinstance(words, str):
        return None
    return " ".join(html.unescape(re.sub(r"<[^<>]{1,200}>", "", words)).split()) or None


def _begins(body: str, title: str) -> bool:
    plain = re.compile(r"\W+")
    return plain.sub("", body.split("\n", 1)[0]).lower() == plain.sub("", title).lower()


def _own_words(page: str) -> dict[str, str]:
    """What the page says of itself in JSON-LD: headline, datePublished, author, publisher."""
    out: dict[str, str] = {}
    for block in _blocks(page):
        try:
            data = json.loads(block.strip(), strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _things(data, 0):
            kind = thing.get("@type")
            kinds = kind if isinstance(kind, list) else [kind]
            if not any(k in _NEWS for k in kinds if isinstance(k, str)):
                continue
            page_only = kinds == ["WebPage"]
            for key in ("datePublished",) if page_only else ("headline", "datePublished", "author", "publisher"):
                words = _names(thing.get(key))
                if words:
                    out.setdefault(key, words)
    return out


def _blocks(page: str) -> Iterator[str]:
    """The JSON-LD blocks of a page, thirty at most; found by plain search, so that no page makes it slow."""
    lower, at = page.lower(), 0
    if len(lower) != len(page):  # a letter that is longer in lower case: offsets would not hold
        lower = page
    for _ in range(30):
        at = lower.find("application/ld+json", at)
        start = lower.find(">", at) + 1
        end = lower.find("</script", start)
        if at < 0 or start == 0 or end < 0:
            return
        yield page[start:end]
        at = end


def _things(data: object, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _things(data.get(key), depth + 1)
    elif isinstance(data, list):
        for one in data[:200]:
            yield from _things(one, depth + 1)


def _names(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(n for n in map(_names, value[:20]) if n))
    if isinstance(value, dict):
        return _names(value.get("name"))
    return value.strip() if isinstance(value, str) and not value.startswith(("http://", "https://")) else ""


def _published(page: str, said: dict[str, str], found: str | None) -> dt.date | None:
    """The page's day: JSON-LD, then meta elements from the surest down, then what the extractor saw."""
    metas: dict[str, str] = {}
    for m in _META.finditer(page[:500_000]):
        pairs = {k.lower(): html.unescape(a or b or c) for k, a, b, c in _ATTRIBUTE.findall(m.group(1))}
        name = (pairs.get("property") or pairs.get("name") or pairs.get("itemprop") or "").lower()
        if name in _DATE_META and pairs.get("content"):
            metas.setdefault(name, pairs["content"])
    stated = [words for words in (said.get("datePublished"), *(metas.get(name) for name in _DATE_META)) if words]
    for words in stated:
        day = field_date(words)
        if day:
            return day
    if any(day is None for words in stated for _, _, day in find_dates(words)):
        return None  # 04/05/2020 is two days; the extractor would take one of them
    return field_date(found) if found else None
