"""One event, or one claim, as a text for a terminal: what was said, when, by whom, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from foresaid.ask import Judged
from foresaid.core import Article, Judgement, Verdict
from foresaid.judge.events import Joined
from foresaid.judge.item import Item
from foresaid.judge.sources import voices_of
from foresaid.show.answers import chain, quote, sure
from foresaid.show.table import clean, draw, window_text

STYLE = {"held": "green", "early": "cyan", "late": "yellow", "missed": "red", "contradicted": "red"}


def story_text(event: Joined, j: Judged, *, width: int, colour: bool) -> str:
    """The event: its name, its history, and under each day what was foretold, with the verdict, then what was reported."""
    told = j.foretold(event)
    steps = " → ".join(f"{s.status} {s.day or ''}".strip() for s in told.history)
    parts: list[RenderableType] = [
        Text(clean(told.label), style="bold"),
        Text(f"event {told.id}: {steps}", style="dim"),
        Text(),
    ]
    claims = [i for i in event.items if i.claim.forward]
    if claims:
        parts.append(_line("said", "for", "how sure", Text("verdict"), style="bold"))
        for i in claims:
            v = j.verdicts[i.id]
            parts += [
                _line(i.published, _days(i), sure(i), Text(verdict_text(v), style=STYLE.get(v.answer, ""))),
                _words(i),
            ]
        parts.append(Text())
    reports = [i for i in event.items if not i.claim.forward]
    if reports:
        parts.append(_line("told", "day", "", Text("outcome"), style="bold"))
        for i in reports:
            parts += [_line(i.published, _days(i), "", Text((i.claim.outcome or "").replace("_", " "))), _words(i)]
        parts.append(Text())
    return draw(parts, width, colour)


def _line(said: object, days: str, how: str, end: Text, style: str = "") -> Text:
    return Text.assemble((f"{said or '–'!s:<12}{days:<26}{how:<16}", style), (end.plain, end.style or style))


def _words(i: Item) -> Padding:
    return Padding(Text(clean(f"{chain(i)}: {quote(i)}"), style="dim"), (0, 0, 0, 4))


def _days(i: Item) -> str:
    return window_text(i.claim.window) if i.claim.window else "–"


def verdict_text(v: Verdict) -> str:
    """A verdict in two words: ``late 20 d``."""
    return f"{v.answer} {v.days} d" if v.days else v.answer


def why_text(item: Item, article: Article, j: Judged, entries: Iterable[str], *, width: int, colour: bool) -> str:
    """The whole story of one claim: quote, article, chain, window, joins, reports, rule, verdict, who decided and when."""
    c, v, event = item.claim, j.verdicts.get(item.id), j.home[item.id]
    q = c.quote
    before, after = article.text[max(0, q.start - 120) : q.start], article.text[q.end : q.end + 120]
    head = Text.assemble("…", clean(before, edges=True), (clean(q.words), "bold"), clean(after, edges=True), "…")
    rows = Table.grid(padding=(0, 2))
    rows.add_column(style="bold", no_wrap=True)
    rows.add_column(overflow="fold")

    def line(name: str, text: str) -> None:
        rows.add_row(name, Text(clean(text)))

    line("claim", f"{item.id}, characters {q.start}-{q.end}, read by {', '.join(c.rules) or 'the model'}")
    line(
        "article",
        f"{article.title or article.id} ({item.outlet}, {article.published or 'no day'}), {article.where or article.url or ''}",
    )
    line("who", " < ".join(f"{x.name} [{x.group}]" for x in voices_of(item)))
    kind = ", ".join(x for x in (c.event.type, c.event.plover) if x)
    line("what", f"{c.event.label} ({kind}), {c.kind}, {c.certainty}, polarity {c.polarity}")
    line(
        "with",
        ", ".join(f"{p.name}{f' ({p.id})' if p.id and p.id != p.name else ''} {p.role}" for p in c.participants)
        or "nobody named",
    )
    line("window", f"{window_text(c.window)} from {c.window.words.words!r}" if c.window else "none given")
    if c.condition:
        line("if", c.condition.words)
    if c.because:
        line("because", c.because.words)
    joined = event.why.get(item.id)
    if joined:
        to, likeness = joined
        reasons = "; ".join(f"{r.words} {r.weight:+.1f}" for r in likeness.reasons)
        line("event", f"{event.id}, joined to {to} ({quote(j.items[to])!r}): {reasons}: {likeness.weight:.1f}")
    else:
        line("event", f"{event.id}, which begins with it")
    if v is not None:
        line("verdict", f"{verdict_text(v)}: {v.because}")
        for r in v.reports:
            line("report", f"{r} of {j.items[r].published}, {chain(j.items[r])}: {quote(j.items[r])!r}")
        line("decided", f"{v.rule}{f', on {v.since}' if v.since else ''}")
    for entry, judgement in (x for x in j.judgements if item.id in (x[1].subject, x[1].answer)):
        line("judgement", _judged(entry, judgement))
    for e in entries:
        line("entry", e)
    return draw([head, Text(), rows], width, colour)


def _judged(entry: str, j: Judgement) -> str:
    evidence = f" [{', '.join(j.evidence)}]" if j.evidence else ""
    return f"{entry}: {j.about} {j.answer} by {j.judge} on {j.made_at}: {'; '.join(j.reasons)}{evidence}"
