"""One article through the stages of reading, in this order: language, times, names, quotes, claims."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from spacy.tokens import Doc

from foresaid.core import Article, Problem, Reading
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
    words stands in ``published_from``. Unchanged where the text does not tell a day."""
    if article.published is not None:
        return article
    from foresaid.read.times import infer_published

    got = infer_published(tokenize(unwrap(article).article.text))
    if got is None or got.day is None:
        return article
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
    from foresaid.read.times import find_times

    doc = _doc(article, reader)
    times = find_times(doc, article.published)
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
            [*claims, *(r for r in told if r.trigger.start not in taken)],
            key=lambda c: (c.quote.start, c.quote.end, c.trigger.start, not c.forward),
        )
    )
    relations = find_relations(
        doc, article=article.id, published=article.published, mentions=mentions, attributions=attributions
    )
    problems: tuple[Problem, ...] = ()
    if article.published is None and any(t.window is not None and t.window.problem for t in times):
        problems = (Problem(stage="times", where=article.where or article.id, message=_undated(doc)),)
    return Reading(
        article=article.id,
        times=times,
        mentions=mentions,
        attributions=attributions,
        claims=claims,
        relations=relations,
        problems=problems,
    )


def _undated(doc: Doc) -> str:
    from foresaid.read.times import infer_published

    got = infer_published(doc)
    hint = f" (the year seems to be {got.year}: {got.why}, {got.words.words!r})" if got is not None and got.year else ""
    return f"window not resolved: give --date{hint}"


def times_of(article: Article) -> Reading:
    """Only the time expressions; nothing is parsed."""
    from foresaid.read.times import find_times

    flat = unwrap(article)
    return flat.back(Reading(article=article.id, times=find_times(_doc(flat.article, None), article.published)))


def quotes_of(article: Article, *, reader: str = "best", actors: Path | None = None) -> Reading:
    """Only who says what: mentions and attributions."""
    from foresaid.read.names import find_mentions
    from foresaid.read.quotes import find_attributions

    flat = unwrap(article)
    doc = _doc(flat.article, reader)
    mentions = find_mentions(doc, flat.article, extra_actors=actors)
    return flat.back(Reading(article=article.id, mentions=mentions, attributions=find_attributions(doc, mentions)))
