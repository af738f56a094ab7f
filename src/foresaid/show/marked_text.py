"""The article as a page with every claim marked in place: one standalone file, no scripts, nothing fetched.

A claim's card (type, window, certainty, sources) shows when its words are pointed at or reached with the keyboard; the
same facts stand in a list under the article. Claims that overlap are cut into pieces that nest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING

from foresaid.core import Span
from foresaid.show.table import source_text, window_text

if TYPE_CHECKING:
    from foresaid.core import Article, Claim, Relation
    from foresaid.pipeline import Read

_PARAGRAPH_BREAK = re.compile(r"\n[^\S\n]*\n\s*")
_WORDS = {"plan": "planned", "forecast": "forecast", "report": "reported"}
_LEGEND = (
    '<mark class="claim plan certain">planned</mark>',
    '<mark class="claim forecast certain">forecast</mark>',
    '<mark class="claim report certain">reported</mark>',
    '<span class="line certain">certain</span>',
    '<span class="line probable">probable</span>',
    '<span class="line possible">possible</span>',
    '<span class="line certain neg">will not happen</span>',
    '<b class="trigger">event word</b>',
    '<span class="source">source</span>',
    '<span class="cue">cue</span>',
    '<span class="time">time</span>',
    '<span class="grey">not the article’s own text</span>',
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Characters to be wrapped in an element. ``first`` opens the first piece, ``more`` any further piece; of marks
    over the same characters the one with the lower ``rank`` is outermost."""

    start: int
    end: int
    rank: int
    element: str
    first: str
    more: str


def marked_page(reads: Iterable[Read], *, explain: bool = False) -> Iterator[str]:
    """The page of ``foresaid read --format html``, in pieces: head, one section an article, foot."""
    css = files("foresaid.show").joinpath("marked_text.css").read_text(encoding="utf-8")
    yield (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>foresaid: what was said would happen</title>\n<style>\n{css}</style>\n</head>\n<body>\n<main>\n"
        f'<p class="legend" aria-label="Legend">{" ".join(_LEGEND)}</p>\n'
    )
    for number, read in enumerate(reads, 1):
        yield _section(read, f"a{number}", explain)
    yield "</main>\n</body>\n</html>\n"


def mark_up(text: str, start: int, end: int, marks: Iterable[Mark]) -> str:
    """``text[start:end]`` as HTML, escaped, with those parts of ``marks`` that lie in it. Elements always nest: where
    a mark ends inside another that began later, the later one is closed and opened again.

    >>> a = Mark(start=0, end=2, rank=0, element="i", first="<i>", more="<i>")
    >>> b = Mark(start=1, end=3, rank=0, element="b", first="<b>", more="<b class='more'>")
    >>> mark_up("xyz", 0, 3, [a, b])
    "<i>x<b>y</b></i><b class='more'>z</b>"
    """
    todo = sorted((m for m in marks if m.start < end and m.end > start), key=lambda m: (m.start, -m.end, m.rank))
    cuts = sorted({start, end, *(c for m in todo for c in (m.start, m.end) if start < c < end)})
    out: list[str] = []
    stack: list[Mark] = []
    coming = 0
    for here, there in pairwise(cuts):
        again: list[Mark] = []
        while any(m.end <= here for m in stack):
            out.append(f"</{stack[-1].element}>")
            if stack[-1].end > here:
                again.append(stack[-1])
            stack.pop()
        opening = list(reversed(again))
        while coming < len(todo) and todo[coming].start <= here:
            opening.append(todo[coming])
            coming += 1
        # A mark that reaches further is opened first, so that it need not be cut again.
        for m in sorted(opening, key=lambda m: (-m.end, m.start, m.rank)):
            out.append(m.first if m.start >= here else m.more)
            stack.append(m)
        out.append(plain(text[here:there]))
    out += [f"</{m.element}>" for m in reversed(stack)]
    return "".join(out)


def plain(words: str) -> str:
    """``words`` escaped for HTML text and attributes; characters that HTML forbids as U+FFFD."""
    return escape(
        "".join(c if c.isprintable() or c in "\n\t \u00a0\u200b\u200d\u00ad" else _stand_in(c) for c in words)
    )


def _stand_in(character: str) -> str:
    return " " if character.isspace() else "\ufffd"


def _section(read: Read, key: str, explain: bool) -> str:
    article, reading = read.article, read.reading
    marks = _marks(read, key, explain)
    out = [f'<article aria-labelledby="{key}">\n<header>\n']
    if article.headline is None:
        out.append(f'<h2 id="{key}">{plain(article.title or article.id)}</h2>\n')
    out.append(f'<p class="facts">{_facts(article)}</p>\n</header>\n')
    named = article.headline is None
    for start, end, kind, label in _regions(article):
        parts = []
        for a, b in _paragraphs(article.text, start, end):
            inner = mark_up(article.text, a, b, marks)
            if not named and article.headline is not None and a <= article.headline.start < b:
                parts.append(f'<h2 id="{key}">{inner}</h2>\n')
                named = True
            else:
                parts.append(f"<p>{inner}</p>\n")
        if not parts:
            continue
        if kind == "body":
            out += parts
        else:
            out += [
                f'<aside class="grey" aria-label="{plain(label)}"><p class="who">{plain(label)}</p>\n',
                *parts,
                "</aside>\n",
            ]
    out.append(_list(reading.claims, reading.relations, key, explain))
    out.append("</article>\n")
    return "".join(out)


def _facts(article: Article) -> str:
    day = "no day of publication" if article.published is None else f"{article.published}"
    if article.published_from:
        day += f" ({article.published_from})"
    facts = [day, article.publisher, article.byline, f"from {article.origin}" if article.origin else None]
    out = [plain(f) for f in facts if f]
    if article.url and article.url.lower().startswith(("https://", "http://")):
        out.append(f'<a rel="noopener noreferrer nofollow" href="{plain(article.url)}">{plain(article.url)}</a>')
    return " · ".join([*out, plain(article.where or article.id)])


def _regions(article: Article) -> Iterator[tuple[int, int, str, str]]:
    """The text from first to last character as (start, end, kind, label): the body, voices beside it, and the rest."""
    known = [(s.start, s.end, "body", "") for s in article.body or _whole(article.text)]
    known += [
        (v.span.start, v.span.end, "voice", f"{v.kind} by {v.author}" if v.author else v.kind) for v in article.voices
    ]
    at = 0
    for start, end, kind, label in sorted(known):
        if start > at:
            yield at, start, "outside", "beside the article"
        if end > at:
            yield max(start, at), end, kind, label
            at = end
    if at < len(article.text):
        yield at, len(article.text), "outside", "beside the article"


def _whole(text: str) -> Sequence[Span]:
    return (Span.of(text, 0, len(text)),) if text else ()


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for m in [*_PARAGRAPH_BREAK.finditer(text, start, end), None]:
        a, b = at, m.start() if m else end
        a += len(text[a:b]) - len(text[a:b].lstrip())
        b = a + len(text[a:b].rstrip())
        if a < b:
            yield a, b
        at = m.end() if m else end


def _marks(read: Read, key: str, explain: bool) -> list[Mark]:
    out = []
    inner: set[tuple[int, int, str]] = set()
    for number, claim in enumerate(read.reading.claims, 1):
        kinds = f"claim {claim.kind} {claim.certainty}" + (" neg" if claim.polarity == "-" else "")
        name = f"{key}-c{number}"
        card = f'<span class="card" role="tooltip">{_card(claim, explain)}</span>'
        described = card.replace('role="tooltip"', f'role="tooltip" id="{name}-card"')
        out.append(
            Mark(
                start=claim.quote.start,
                end=claim.quote.end,
                rank=0,
                element="mark",
                first=f'<mark class="{kinds}" id="{name}" tabindex="0" aria-describedby="{name}-card">'
                f'<sup aria-hidden="true">{number}</sup>{described}',
                more=f'<mark class="{kinds}">{card}',
            )
        )
        inner.add((claim.trigger.start, claim.trigger.end, "trigger"))
        inner.update((s.span.start, s.span.end, "source") for s in claim.sources if s.span)
        if claim.window is not None:
            inner.add((claim.window.words.start, claim.window.words.end, "time"))
    for said in read.reading.attributions:
        inner.add((said.cue.start, said.cue.end, "cue"))
        inner.update((s.span.start, s.span.end, "source") for s in (*said.chain, said.source) if s and s.span)
    windows = [w for w in inner if w[2] == "time"]
    for t in read.reading.times:
        if not any(a <= t.span.start and t.span.end <= b for a, b, _ in windows):
            inner.add((t.span.start, t.span.end, "time"))
    for start, end, kind in sorted(inner):
        element = "b" if kind == "trigger" else "span"
        tag = f'<{element} class="{kind}">'
        rank = ("source", "cue", "time", "trigger").index(kind) + 1
        out.append(Mark(start=start, end=end, rank=rank, element=element, first=tag, more=tag))
    return out


def _card(claim: Claim, explain: bool) -> str:
    """The facts of one claim as pairs of name and value."""
    sure = claim.certainty + (", will not happen" if claim.polarity == "-" else "")
    rows = [("what", f"{claim.event.type}: {claim.event.label}")]
    if claim.forward:
        rows.append(("how", f"{_WORDS.get(claim.kind, claim.kind)}, {sure}"))
    else:
        rows.append(("how", f"reported: {(claim.outcome or '').replace('_', ' ')}"))
    if claim.window is not None:
        rows.append(("when", f"{window_text(claim.window)} (“{claim.window.words.words}”)"))
        if claim.window.problem:
            rows.append(("note", claim.window.problem))
    else:
        rows.append(("when", "no time given"))
    rows.append(("who says", " → ".join(source_text(s) for s in claim.sources) or "the article itself"))
    if claim.participants:
        rows.append(("involved", ", ".join(p.name for p in claim.participants)))
    if claim.place is not None:
        rows.append(("where", claim.place.name))
    rows += [(k, s.words) for k, s in (("condition", claim.condition), ("because", claim.because)) if s is not None]
    if explain:
        rows.append(("rules", ", ".join(claim.rules)))
    return "".join(f'<span class="row"><i>{k}</i> <bdi>{plain(v)}</bdi></span>' for k, v in rows)


def _list(claims: Sequence[Claim], relations: Sequence[Relation], key: str, explain: bool) -> str:
    out = [f'<section class="list" aria-label="The claims one by one">\n<h3>{len(claims)} marked</h3>\n<ol>\n']
    for number, claim in enumerate(claims, 1):
        quote = plain(" ".join(claim.quote.words.split()))
        out.append(f'<li><a href="#{key}-c{number}">“{quote}”</a> {_card(claim, explain)}</li>\n')
    out.append("</ol>\n")
    if relations:
        out.append("<h3>Relations</h3>\n<ul>\n")
        for r in relations:
            who = " → ".join(source_text(s) for s in r.sources) or "the article itself"
            text = f"{'–'.join(r.pair)} {r.tone:+d}: “{' '.join(r.quote.words.split())}” ({who})"
            out.append(f"<li>{plain(text)}</li>\n")
        out.append("</ul>\n")
    out.append("</section>\n")
    return "".join(out)
