"""Readings for people at a terminal: per article a heading, then one row a claim, and a line that sums up.

Everything fits the given width (80 columns where the output is no terminal). Words from articles are shown without
control characters, so that no article can steer the terminal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from rich.console import RenderableType

    from foresaid.core import Article, Claim, Relation, Source, Span, Window
    from foresaid.pipeline import Read

# Columns at the left and right that do not grow with the terminal; the words in the middle do.
_WHEN, _WHO, _SURE = 13, 19, 10
_REPORT_WORDS = 100
_SURE_STYLE = {"certain": "green", "probable": "yellow", "possible": "magenta"}


def claim_table(reads: Iterable[Read], *, width: int, colour: bool, explain: bool = False) -> Iterator[str]:
    """The table of ``foresaid read``: one piece of text an article, then the summary. ``explain`` adds each claim's
    rules."""
    seen: Counter[str] = Counter()
    for read in reads:
        claims = [c for c in read.reading.claims if c.forward]
        reports = [c for c in read.reading.claims if not c.forward]
        relations = read.reading.relations
        seen.update(article=1, relation=len(relations), report=len(reports))
        seen.update(c.kind for c in claims)
        parts: list[RenderableType] = list(_heading(read.article))
        if claims:
            rows = _grid(width, "when", "what", "who says", "how sure")
            for c in claims:
                rows.add_row(_when(c.window), _what(c, explain), _who(c.sources), _sure(c))
            parts += [rows, Text()]
        else:
            parts.append(Text("No forward claims.\n", style="dim"))
        if reports:
            rows = _grid(width, "when", "reported", "who says", "outcome", close=True)
            for c in reports:
                rows.add_row(_when(c.window), _report(c, explain), _who(c.sources), (c.outcome or "").replace("_", " "))
            parts += [rows, Text()]
        if relations:
            rows = _grid(width, "states", "relation", "who says", "tone", close=True)
            for r in relations:
                rows.add_row(
                    "–".join(r.pair), _relation(r, explain), _who(r.sources), f"{r.tone:+d}" if r.tone else "0"
                )
            parts += [rows, Text()]
        parts += [Text(note + "\n", style="yellow") for note in _notes(read.reading.claims)]
        yield draw(parts, width, colour)
    kinds = f"({_count(seen['plan'], 'plan')}, {_count(seen['forecast'], 'forecast')})"
    text = ", ".join(
        (
            _count(seen["article"], "article"),
            f"{_count(seen['plan'] + seen['forecast'], 'forward claim')} {kinds}",
            _count(seen["report"], "report"),
            _count(seen["relation"], "relation"),
        )
    )
    yield draw([Text(text + ".", style="bold")], width, colour)


def time_table(reads: Iterable[Read], *, width: int, colour: bool) -> Iterator[str]:
    """The table of ``foresaid times``: where each expression stands, its words, type and value, and the days it
    means."""
    total = 0
    for read in reads:
        total += len(read.reading.times)
        parts: list[RenderableType] = list(_heading(read.article))
        rows = _columns(("at", 9), ("words", 24), ("type", 8), ("value", 16), ("window", width - 67))
        for t in read.reading.times:
            rows.add_row(
                f"{t.span.start}-{t.span.end}",
                _words(t.span),
                t.type,
                clean(f"{t.value} {t.mod or ''}"),
                _when(t.window),
            )
        parts += [rows, Text()] if read.reading.times else [Text("No time expressions.\n", style="dim")]
        yield draw(parts, width, colour)
    yield draw([Text(_count(total, "time expression") + ".", style="bold")], width, colour)


def attribution_table(reads: Iterable[Read], *, width: int, colour: bool) -> Iterator[str]:
    """The table of ``foresaid quotes``: the source (under its relay, with an arrow), the cue, and what is said."""
    total = 0
    for read in reads:
        total += len(read.reading.attributions)
        parts: list[RenderableType] = list(_heading(read.article))
        rows = _columns(("who", 22), ("cue", 14), ("how", 8), ("what is said", width - 52))
        for a in read.reading.attributions:
            who = Text("(not named)", style="dim") if a.source is None else _who(a.chain or (a.source,))
            rows.add_row(who, _words(a.cue), a.direct, Text(" … ".join(clean(s.words) for s in a.content)))
        parts += (
            [rows, Text()] if read.reading.attributions else [Text("Nobody is said to say anything.\n", style="dim")]
        )
        yield draw(parts, width, colour)
    yield draw([Text(_count(total, "attribution") + ".", style="bold")], width, colour)


def window_text(window: Window) -> str:
    """The days of a window for people: ``2019-06-12``, ``2019-05-01 to 2019-05-31``, ``from 2019-05-01``, ``until ...``.

    A tilde stands in front where the text itself is vague. ``not resolved``: the words gave no days.
    """
    first, last = window.earliest, window.latest
    if first is None and last is None:
        return "not resolved"
    if first is None:
        days = f"until {last}"
    elif last is None:
        days = f"from {first}"
    else:
        days = f"{first}" if first == last else f"{first} to {last}"
    return "~" + days if window.approximate else days


def source_text(source: Source) -> str:
    """A source's name, with its affiliation where that adds something: ``the transport minister (NOR)``."""
    known = source.affiliation is None or source.affiliation == source.name
    return clean(source.name if known else f"{source.name} ({source.affiliation})")


def _heading(article: Article) -> Iterator[Text]:
    yield Text(clean(article.title or article.id), style="bold underline")
    day = "no day of publication" if article.published is None else str(article.published)
    facts = [
        f"{day} ({article.published_from})" if article.published_from else day,
        article.publisher,
        f"from {article.origin}" if article.origin else None,
        article.where or article.id,
    ]
    yield Text(clean(" · ".join(f for f in facts if f)) + "\n", style="dim")


def _grid(width: int, when: str, what: str, who: str, sure: str, *, close: bool = False) -> Table:
    middle = width - _WHEN - _WHO - _SURE - 6
    return _columns((when, _WHEN), (what, middle), (who, _WHO), (sure, _SURE), close=close)


def _columns(*columns: tuple[str, int], close: bool = False) -> Table:
    table = Table(box=None, padding=(0, 2, 0 if close else 1, 0), pad_edge=False, header_style="dim", show_edge=False)
    for name, wide in columns:
        table.add_column(name, width=wide, overflow="fold")
    return table


def _when(window: Window | None) -> Text:
    if window is None:
        return Text("no time", style="dim")
    days = window_text(window).replace(" to ", "\nto ").replace("from ", "from\n").replace("until ", "until\n")
    out = Text(days, style="cyan" if window.earliest or window.latest else "yellow")
    return out.append(f"\n{clean(window.words.words)}", style="dim")


def _what(claim: Claim, explain: bool) -> Text:
    out = _quoted(claim.quote, claim.trigger)
    out.append(f"\n{claim.event.type}", style="bold").append(f" {claim.kind}")
    names = [clean(p.name if p.id in (None, p.name) else f"{p.name} ({p.id})") for p in claim.participants]
    if names:
        out.append(" · " + ", ".join(names))
    if claim.condition is not None:
        out.append(f"\ncondition: {clean(claim.condition.words)}", style="italic")
    if claim.because is not None:
        out.append(f"\nbecause: {clean(claim.because.words)}", style="italic")
    return _explained(out, claim.rules, explain)


def _report(claim: Claim, explain: bool) -> Text:
    return _explained(Text(f"“{_short(claim.quote.words)}” {claim.event.type}"), claim.rules, explain)


def _relation(relation: Relation, explain: bool) -> Text:
    return _explained(Text(f"“{_short(relation.quote.words)}”"), relation.rules, explain)


def _explained(out: Text, rules: Sequence[str], explain: bool) -> Text:
    return out.append(f"\nrules: {clean(', '.join(rules))}", style="dim") if explain else out


def _quoted(quote: Span, trigger: Span) -> Text:
    out = Text("“")
    if quote.contains(trigger):
        cut, end = trigger.start - quote.start, trigger.end - quote.start
        out.append(clean(quote.words[:cut], edges=True)).append(clean(quote.words[cut:end]), style="bold")
        out.append(clean(quote.words[end:], edges=True))
    else:
        out.append(clean(quote.words))
    return out.append("”")


def _who(sources: Sequence[Source]) -> Text:
    if not sources:
        return Text("the article", style="dim")
    return Text(" → ".join(source_text(s) for s in sources))


def _sure(claim: Claim) -> Text:
    out = Text(f"{claim.polarity} ", style="bold red" if claim.polarity == "-" else "bold")
    return out.append(claim.certainty, style=_SURE_STYLE.get(claim.certainty, ""))


def _notes(claims: Iterable[Claim]) -> Iterator[str]:
    """Why windows are not resolved, each reason once."""
    why = Counter(c.window.problem for c in claims if c.window is not None and c.window.problem)
    for problem, n in sorted(why.items()):
        yield f"{_count(n, 'claim')}: {clean(problem)}"


def _words(span: Span) -> Text:
    return Text(clean(span.words))


def _short(words: str) -> str:
    words = clean(words)
    return words if len(words) <= _REPORT_WORDS else words[: _REPORT_WORDS - 1].rstrip() + "…"


def clean(words: str, *, edges: bool = False) -> str:
    """``words`` on one line, blanks single, what can not be printed left out; ``edges``: keep a blank at either end."""
    out = " ".join(words.split())
    if edges and words[:1].isspace():
        out = " " + out
    if edges and words[-1:].isspace() and out != " ":
        out += " "
    return "".join(c for c in out if c.isprintable())


def _count(n: int, thing: str) -> str:
    return f"{n} {thing}" if n == 1 else f"{n} {thing}s"


def draw(parts: Iterable[RenderableType], width: int, colour: bool) -> str:
    """What the parts look like; nothing of the surroundings (terminal, variables) has a say in it."""
    into = StringIO()
    console = Console(
        file=into,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
        no_color=not colour,
        markup=False,
        emoji=False,
        highlight=False,
        _environ={},
    )
    for part in parts:
        console.print(part)
    text = into.getvalue()
    return text if colour else "\n".join(line.rstrip() for line in text.split("\n"))
