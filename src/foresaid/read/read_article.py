"""One article through the stages of reading, in this order: language, times, names, quotes, claims."""

from __future__ import annotations

from pathlib import Path

from spacy.tokens import Doc

from foresaid.core import Article, Problem, Reading
from foresaid.read.language import load_reader, parse, tokenize


def _doc(article: Article, reader: str | None) -> Doc:
    doc = tokenize(article.text)
    if reader is None:
        return doc
    inside = [(s.start, s.end) for s in article.body]
    wanted = [
        s for s in doc.sents if not inside or any(a <= s.start_char and s.start_char < b for a, b in inside)
    ]
    return parse(doc, load_reader(reader), wanted)


def read_article(article: Article, *, reader: str = "best", actors: Path | None = None) -> Reading:
    """Everything foresaid reads from one article: times, mentions, attributions, claims, relations, problems."""
    from foresaid.read.claims import find_claims
    from foresaid.read.names import find_mentions
    from foresaid.read.quotes import find_attributions
    from foresaid.read.times import find_times

    doc = _doc(article, reader)
    times = find_times(doc, article.published)
    mentions = find_mentions(doc, article, extra_actors=actors)
    attributions = find_attributions(doc, mentions)
    claims = find_claims(
        doc, article=article.id, published=article.published, times=times, mentions=mentions, attributions=attributions
    )
    problems = ()
    if article.published is None and any(t.window is not None and t.window.problem for t in times):
        problems = (Problem(stage="times", where=article.where or article.id, message="window not resolved: give --date"),)
    return Reading(
        article=article.id, times=times, mentions=mentions, attributions=attributions, claims=claims, problems=problems
    )


def times_of(article: Article) -> Reading:
    """Only the time expressions; nothing is parsed."""
    from foresaid.read.times import find_times

    return Reading(article=article.id, times=find_times(_doc(article, None), article.published))


def quotes_of(article: Article, *, reader: str = "best", actors: Path | None = None) -> Reading:
    """Only who says what: mentions and attributions."""
    from foresaid.read.names import find_mentions
    from foresaid.read.quotes import find_attributions

    doc = _doc(article, reader)
    mentions = find_mentions(doc, article, extra_actors=actors)
    return Reading(article=article.id, mentions=mentions, attributions=find_attributions(doc, mentions))
