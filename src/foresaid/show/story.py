"""One event, or one claim, as a text for a terminal: what was said, when, by whom, and what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from foresaid.ask import Judged
from foresaid.core import Article, Foretold, Judgement, Verdict
from foresaid.judge.events import Joined
from foresaid.judge.item import Item
from foresaid.show.answers import chain, days, outcome, quote, sure
from foresaid.show.rows import VERDICT_STYLE, Layout, below, table_lines
from foresaid.show.table import clean, draw, window_text

_NAME, _END = 28, 18
"""Columns of the chart of windows: of the source's name, and of the verdict; the bars take the rest."""
_STEPS = Layout(columns=(("day", "told on"), ("status", "status"), ("by", "by")), wide="by")
_CLAIMS = Layout(
    columns=(("said", "said"), ("for", "for"), ("sure", "how sure"), ("verdict", "verdict"), ("claim", "claim")), wide="for",
    under=("told",),
)  # fmt: skip
_REPORTS = Layout(
    columns=(("said", "told on"), ("for", "of"), ("verdict", "what"), ("claim", "report")), wide="for", under=("told",)
)


def story_text(event: Joined, j: Judged, others: Sequence[Joined] = (), *, width: int, colour: bool) -> str:
    """The event: its name, its history, the rival windows by source, then each claim and each report with its words.
    ``others`` are events that the question fits as well; their names stand at the end."""
    told = j.foretold(event)
    copied = {k for k, v in j.copies.items() if v.how == "copy"}
    claims = [i for i in event.items if i.claim.forward and i.article not in copied]
    reports = [i for r in told.reports if (i := j.items[r]).article not in copied]
    parts: list[RenderableType] = [
        Text(clean(told.label), style="bold"),
        Text(_facts(told, event, j), style="dim"),
        Text(),
    ]
    if told.history:
        steps = [{"day": s.day, "status": s.status, "by": _by(s.by, s.claim, j)} for s in told.history]
        parts += [*table_lines(steps, _STEPS, width=width), Text()]
    chart = _chart(claims, told.happened, j, width)
    if chart:
        parts += [*chart, Text()]
    if claims:
        parts += [Text("Foretold", style="bold underline")]
        parts += [*table_lines([_row(i, outcome(j.verdicts[i.id]), j) for i in claims], _CLAIMS, width=width), Text()]
    if reports:
        parts += [Text("Reported", style="bold underline")]
        rows = [_row(i, _reported(i), j) for i in reports]
        parts += [*table_lines(rows, _REPORTS, width=width), Text()]
    left_out = sum(i.article in copied for i in event.items)
    if left_out:
        parts += [Text(f"{left_out} more in copies of these articles.", style="dim"), Text()]
    if others:
        parts.append(Text("Other events with these words:", style="dim"))
        for other in others:
            parts += below(f"{other.id}  {j.foretold(other).label}", width)
    return draw(parts, width, colour).rstrip("\n") + "\n"


def _facts(told: Foretold, event: Joined, j: Judged) -> str:
    who = dict.fromkeys(
        clean(p.name) for i in event.items for p in i.claim.participants if p.id in told.participants[:3]
    )
    happened = f"happened on {told.happened}" if told.happened and told.status == "held" else told.status
    return " · ".join(
        x for x in (f"event {told.id}", told.type, ", ".join(list(who)[:4]), happened, f"as of {j.as_of}") if x
    )


def _by(by: str, claim: str, j: Judged) -> str:
    item = j.items[claim]
    when = f", for {days(item)}" if item.claim.forward and days(item) else ""
    return f"{by}{when}" if by in {v.name for v in j.names.voices(item)} else f"no report by then ({by})"


def _row(i: Item, verdict: str, j: Judged) -> dict[str, object]:
    return {
        "said": i.published, "for": days(i), "sure": sure(i), "verdict": verdict, "claim": i.id,
        "told": f"{chain(i, j)}: “{quote(i)}”",
    }  # fmt: skip


def _reported(i: Item) -> str:
    what = (i.claim.outcome or "").replace("_", " ")
    return f"not: {what}" if i.claim.polarity == "-" and i.claim.outcome == "happened" else what


def _chart(claims: Sequence[Item], happened: dt.date | None, j: Judged, width: int) -> list[Text]:
    """A bar for each window that a source named, once, in order of its end; the day it happened as an upright line."""
    seen: dict[tuple[object, ...], Item] = {}
    for i in claims:
        if i.window and (i.window[0] or i.window[1]):
            seen.setdefault((j.names.voices(i)[-1].key, i.window, i.claim.polarity), i)
    if len(seen) < 2:
        return []
    spans = {i.id: _span(i) for i in seen.values()}
    ends = sorted({d for span in spans.values() for d in span if d} | ({happened} if happened else set()))
    first, last = ends[0], ends[-1]
    bars = width - _NAME - _END - 4
    if last == first or bars < 10:
        return []
    scale = (bars - 1) / (last - first).days

    def at(day: dt.date) -> int:
        return round((min(max(day, first), last) - first).days * scale)

    out = [Text(f"{'Rival windows':<{_NAME + 2}}{first!s:<{bars - 10}}{last}", style="bold", no_wrap=True)]
    order = sorted(
        seen.values(), key=lambda i: ((i.window or (None, None))[1] or dt.date.max, i.published or first, i.id)
    )
    for i in order:
        a, z = spans[i.id]
        start, end = at(a or first), at(z or last)
        mark = "━" if i.claim.polarity == "+" else "┄"
        line = [mark if start <= n <= end else " " for n in range(bars)]
        if z is None:
            line[-1] = "▶"
        if happened:
            line[at(happened)] = "┃" if start <= at(happened) <= end else "│"
        v = j.verdicts[i.id]
        out.append(
            Text.assemble(
                f"{_short(j.names.voices(i)[-1].name):<{_NAME}}  {''.join(line)}  ",
                (("not: " if i.claim.polarity == "-" else "") + outcome(v), VERDICT_STYLE.get(v.answer, "")),
                no_wrap=True,
            )
        )
    if happened:
        out.append(
            Text(
                f"{'':<{_NAME + 2}}{'':<{max(at(happened) - 10, 0)}}it happened on {happened}",
                style="dim",
                no_wrap=True,
            )
        )
    return out


def _span(i: Item) -> tuple[dt.date | None, dt.date | None]:
    """The days that a claim leaves open: of "this year", said in April, those from then on."""
    first, last = i.window or (None, None)
    if i.published and (first is None or first < i.published) and (last is None or last >= i.published):
        first = i.published
    return first, last


def _short(name: str) -> str:
    """A name that fits the chart; it stands in full below, with the claim."""
    name = clean(name)
    if len(name) <= _NAME:
        return name
    return name[: _NAME - 1].rsplit(" ", 1)[0] + " …" if " " in name[: _NAME - 1] else name[: _NAME - 1] + "…"


def why_text(item: Item, article: Article, j: Judged, entries: Iterable[str], *, width: int, colour: bool) -> str:
    """The whole story of one claim: quote, article, chain, window, joins, reports, rule, verdict, who decided and when."""
    c, v = item.claim, j.verdicts.get(item.id)
    q = c.quote
    before, after = article.text[max(0, q.start - 120) : q.start], article.text[q.end : q.end + 120]
    before, after = before.rpartition("\n\n")[2], after.partition("\n\n")[0]
    opening = ("…" if q.start > len(before) else "") + clean(before, edges=True).lstrip()
    head = Text.assemble(opening, (clean(q.words), "bold"), clean(after, edges=True), "…")
    rows = Table.grid(padding=(0, 2))
    rows.add_column(style="bold", no_wrap=True)
    rows.add_column(overflow="fold")

    def line(name: str, text: str) -> None:
        rows.add_row(name, Text(clean(text)))

    line("claim", f"{item.id}, characters {q.start} to {q.end}")
    line("read by", ", ".join(c.rules) or "the model")
    line(
        "article",
        " · ".join(x for x in (article.title or article.id, item.outlet, str(article.published or "no day")) if x),
    )
    line("where", article.url or article.where or article.id)
    if item.article in j.copies:
        alike = j.copies[item.article]
        line("", f"{alike.how} of the article {alike.of} ({alike.share:.2f} of its runs of words)")
    line("who", " < ".join(f"{x.name} ({x.group}, {x.place})" for x in j.names.voices(item)))
    kind = ", ".join(x for x in (c.event.type, c.event.plover) if x)
    line("what", f"{c.event.label} ({kind}), {c.kind if c.forward else (c.outcome or '').replace('_', ' ')}")
    line("how sure", f"{sure(item)} ({c.certainty}, {c.polarity})")
    people = [f"{p.name}{f' ({p.id})' if p.id and p.id != p.name else ''} as {p.role}" for p in c.participants]
    line("with", ", ".join(people) or "nobody named")
    line("window", f"{window_text(c.window)}, from “{c.window.words.words}”" if c.window else "none given")
    if c.condition:
        line("if", c.condition.words)
    if c.because:
        line("because", c.because.words)
    for name, text in _joined(item, j):
        line(name, text)
    if v is not None:
        line("verdict", f"{outcome(v)}: {v.because}")
        line("decided by", f"{v.rule}{f', on {v.since}' if v.since else ''}")
        for r in v.reports:
            line("report", f"{r} of {j.items[r].published}, {chain(j.items[r], j)}: “{quote(j.items[r])}”")
    for entry, judgement in (x for x in j.judgements if item.id in (x[1].subject, x[1].answer)):
        line("judgement", _judged(entry, judgement))
    for e in entries:
        line("ledger", e)
    return draw([head, Text(), rows], width, colour)


def _joined(item: Item, j: Judged) -> list[tuple[str, str]]:
    """What event the claim is of, and why."""
    event = j.home[item.id]
    label = j.foretold(event).label
    joined = event.why.get(item.id)
    if joined is None:
        return [("event", f"{event.id} “{label}”, which begins with it")]
    to, likeness = joined
    reasons = "; ".join(f"{r.words} {r.weight:+.1f}" for r in likeness.reasons)
    return [
        ("event", f"{event.id} “{label}”"),
        ("joined to", f"{to}, {chain(j.items[to], j)}: “{quote(j.items[to])}”"),
        ("as", f"{reasons}; in all {likeness.weight:+.1f}"),
    ]


def why_json(item: Item, article: Article, j: Judged, entries: Iterable[str]) -> dict[str, object]:
    """The same as ``why_text`` as one record."""
    event, v = j.home[item.id], j.verdicts.get(item.id)
    joined = event.why.get(item.id)
    return {
        "claim": item.id, "article": item.article, "title": article.title,
        "published": str(article.published) if article.published else None,
        "url": article.url, "start": item.claim.quote.start, "end": item.claim.quote.end, "quote": item.claim.quote.words,
        "chain": [{"name": x.name, "kind": x.kind, "class": x.group, "place": x.place} for x in j.names.voices(item)],
        "window": days(item), "event": event.id, "label": j.foretold(event).label,
        "joined_to": joined[0] if joined else None,
        "reasons": [{"words": r.words, "weight": r.weight} for r in joined[1].reasons] if joined else [],
        "verdict": _verdict(v), "judgements": [_judged(e, x) for e, x in j.judgements if item.id in (x.subject, x.answer)],
        "entries": list(entries),
    }  # fmt: skip


def _verdict(v: Verdict | None) -> dict[str, object] | None:
    if v is None:
        return None
    return {
        "answer": v.answer, "days": v.days, "because": v.because, "rule": v.rule, "since": str(v.since) if v.since else None,
        "happened": str(v.happened) if v.happened else None, "reports": list(v.reports),
    }  # fmt: skip


def _judged(entry: str, j: Judgement) -> str:
    evidence = f" [{', '.join(j.evidence)}]" if j.evidence else ""
    return f"{entry}: {j.about} {j.answer} by {j.judge} on {j.made_at}: {'; '.join(j.reasons)}{evidence}"
