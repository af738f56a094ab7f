"""One article through the stages of reading, in this order: language, times, names, quotes, claims."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from spacy.tokens import Doc

from foresaid.core import Article, Problem, Reading, TimeExpression
from foresaid.read.language import load_reader, parse, tokenize
from foresaid.read.wrapped import unwrap


def _doc(article: Article, reader: str | None) -> Doc:
    doc = tokenize(article.text)
    if reader is None:
        return doc
    inside = [(s.start, s.end) for s in article.body]
    wanted = [s for s in doc.sents if not inside or any(a < s.end_char and s.start_char < b for a, b in inside)]
    return parse(doc, load_reader(reader), wanted)


def dated(article: Article) -> Article:
    """The article with its day of publication read from the text where nothing else gives one; how surely and from which
    words stands in ``published_from``, also where the text tells the year only. Unchanged where it tells neither."""
    if article.published is not None:
        return article
    from foresaid.read.times import infer_published

    got = infer_published(tokenize(unwrap(article).article.text))
    if got is None:
        return article
    if got.day is None:
        how = f"year {got.year} inferred ({got.sure}) from {got.words.words!r}"
    else:
        how = f"inferred ({got.sure}) from {got.words.words!r}"
    return dataclasses.replace(article, published=got.day, published_from=how)


def read_article(article: Article, *, reader: str = "best", actors: Path | None = None) -> Reading:
    """Everything foresaid reads from one article: times, mentions, attributions, claims, relations, problems."""
    flat = unwrap(article)
    return flat.back(_read(flat.article, reader, actors))


def _read(article: Article, reader: str, actors: Path | None) -> Reading:
    from foresaid.read.claims import find_claims
    from foresaid.read.names import find_mentions
    from foresaid.read.quotes import find_attributions
    from foresaid.read.relations import find_relations
    from foresaid.read.reports import find_reports

    doc = _doc(article, reader)
    times, problems = _times(doc, article)
    mentions = find_mentions(doc, article, extra_actors=actors)
    attributions = find_attributions(doc, mentions)
    claims = find_claims(
        doc, article=article.id, published=article.published, times=times, mentions=mentions, attributions=attributions
    )
    taken = {c.trigger.start for c in claims}
    told = find_reports(
        doc, article=article.id, published=article.published, times=times, mentions=mentions, attributions=attributions
    )
    claims = tuple(
        sorted(
            [*claims, *(r for r in told if r.outcome != "happened" or r.trigger.start not in taken)],
            key=lambda c: (c.quote.start, c.quote.end, c.trigger.start, not c.forward),
        )
    )
    relations = find_relations(
        doc, article=article.id, published=article.published, mentions=mentions, attributions=attributions
    )
    return Reading(
        article=article.id,
        times=times,
        mentions=mentions,
        attributions=attributions,
        claims=claims,
        relations=relations,
        problems=problems,
    )


def _times(doc: Doc, article: Article) -> tuple[tuple[TimeExpression, ...], tuple[Problem, ...]]:
    """The time expressions, and what is to be said where the day of publication, or even the year, is not known."""
    from foresaid.read.times import find_times, infer_published, times_in_year

    times = find_times(doc, article.published)
    if article.published is not None or not _unresolved(times):
        return times, ()
    got = infer_published(doc)
    message = "window not resolved: give --date"
    if got is not None:
        before, times = _unresolved(times), times_in_year(doc, got.year)
        message = (
            f"no day of publication; the year {got.year} is inferred ({got.sure}) from {got.words.words!r} ({got.why}); "
            f"of {before} windows {_unresolved(times)} not resolved: give --date"
        )
    return times, (Problem(stage="times", where=article.where or article.id, message=message),)


def _unresolved(times: tuple[TimeExpression, ...]) -> int:
    """How many times want the day of publication."""
    return sum(t.window is not None and bool(t.window.problem) and t.window.anchor != "event" for t in times)


def times_of(article: Article) -> Reading:
    """Only the time expressions; nothing is parsed."""
    flat = unwrap(article)
    times, problems = _times(_doc(flat.article, None), flat.article)
    return flat.back(Reading(article=article.id, times=times, problems=problems))


def quotes_of(article: Article, *, reader: str = "best", actors: Path | None = None) -> Reading:
    """Only who says what: mentions and attributions."""
    from foresaid.read.names import find_mentions
    from foresaid.read.quotes import find_attributions

    flat = unwrap(article)
    doc = _doc(flat.article, reader)
    mentions = find_mentions(doc, flat.article, extra_actors=actors)
    return flat.back(Reading(article=article.id, mentions=mentions, attributions=find_attributions(doc, mentions)))
