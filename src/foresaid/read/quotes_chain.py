"""Attributions put together: sources named, each laid in the one that contains it, and whose word a claim is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from spacy.tokens import Doc

from foresaid.core.reading import Attribution
from foresaid.core.source import Source
from foresaid.core.span import Span
from foresaid.read.clauses import possible_by
from foresaid.read.quotes_clauses import Found, size
from foresaid.read.quotes_grammar import Grammar
from foresaid.read.quotes_lexicon import SpeechRule, word_set
from foresaid.read.speakers import Speakers
from foresaid.read.speakers_words import FIRST
from foresaid.rules.load import load_rules

COVER = 0.5
"""Share of a quote's characters that an attribution's content must cover for its source to stand behind the quote."""
INSIDE = 0.75
"""Share of a quote's characters that cue, source and content must cover where the cue lies in the quote itself."""


def records(g: Grammar, found: list[Found], quoted: frozenset[int], speakers: Speakers) -> tuple[Attribution, ...]:
    """The records of ``found``; ``quoted``: tokens inside quotation marks that hold something said."""
    parents = _acyclic([_parent(found, k) for k in range(len(found))])
    sources: dict[int, Source | None] = {}

    def source_of(k: int) -> Source | None:
        if k not in sources:
            p = parents[k]
            sources[k] = None
            inside = source_of(p) if p is not None else None
            f = found[k]
            sources[k] = speakers.name(f.source, f.source_range, inside, f.cue)
        return sources[k]

    for k in sorted(
        range(len(found)), key=lambda k: (found[k].source if found[k].source is not None else found[k].cue[0], k)
    ):
        source_of(k)
    out: list[Attribution] = []
    for k, f in enumerate(found):
        chain: list[Source] = []
        at: int | None = k
        seen: set[int] = set()
        while at is not None and at not in seen:
            seen.add(at)
            s = sources[at]
            if s is not None and not (chain and chain[-1].name == s.name):
                chain.append(s)
            at = parents[at]
        tokens = [i for a, b in f.content for i in range(a, b) if g.text[i][:1].isalnum()]
        inside = sum(i in quoted for i in tokens)
        direct = "direct" if tokens and inside == len(tokens) else "mixed" if inside else "indirect"
        rule = f.name or (f.rule.id if f.rule else "")
        out.append(
            Attribution(
                cue=speakers.span(f.cue),
                content=tuple(speakers.span(c) for c in f.content if c[0] < c[1]),
                direct=direct,
                source=sources[k],
                chain=tuple(reversed(chain)),
                parent=parents[k],
                rule=rule if f.frame in ("continuation", "turn") else f"{rule}/{f.frame}",
            )
        )
    return tuple(out)


def _acyclic(parents: list[int | None]) -> list[int | None]:
    """The same parents, each ring of them opened at its first member."""
    out = list(parents)
    for k in range(len(out)):
        seen, at = {k}, out[k]
        while at is not None:
            if at in seen:
                out[min(seen)] = None
                break
            seen.add(at)
            at = out[at]
    return out


def _parent(found: list[Found], k: int) -> int | None:
    f = found[k]
    if f.relayed is not None:
        return next(
            (j for j, o in enumerate(found) if o.cue[0] == f.relayed and j != k and o.frame != "continuation"), None
        )
    best: tuple[int, int] | None = None
    for j, o in enumerate(found):
        if j == k or o.cue == f.cue or (o.relayed is not None and size(o) <= size(f)):
            continue
        if any(a <= f.cue[0] < b for a, b in o.content):
            tokens = size(o)
            if best is None or tokens < best[0]:
                best = (tokens, j)
    if best is not None and any(a <= found[best[1]].cue[0] < b for a, b in f.content):
        return best[1] if size(found[best[1]]) > size(f) or best[1] < k else None
    return best[1] if best else None


@cache
def _voices() -> dict[str, str]:
    return {r.id: r.voice for r in load_rules("speech", SpeechRule)}


def _speaks(a: Attribution) -> bool:
    """Whether the source of ``a`` stands behind claims in its content: not for what the article reports in its own
    voice
    ("plans to", "agreed to"), nor without a source."""
    rule, _, frame = a.rule.partition("/")
    if a.source is not None and a.source.name.lower() in FIRST:
        return False  # "I" and "we" whom nobody quotes are the article itself
    if a.source is not None and frame != "phrase" and a.source.name.split()[-1].lower() in word_set("unspoken"):
        return False  # "plans call for": nobody speaks
    return a.source is not None and (frame == "voiced" or _voices().get(rule, "source") == "source")


def _unsaid(doc: Doc, a: Attribution) -> bool:
    """Whether the saying itself is but possible: "might step forward with a promise to help", "may announce that ..."."""
    words = doc.char_span(a.cue.start, a.cue.end, alignment_mode="expand")
    return words is not None and possible_by(words.root) is not None


def _tops(doc: Doc, span: Span) -> list[int]:
    """Where the verbs of ``span`` begin that hang on no other word in it and tell what was done ("promised an answer"),
    not what will be ("may announce a date")."""
    words = doc.char_span(span.start, span.end, alignment_mode="expand")
    if words is None:
        return []
    return [
        t.idx
        for t in words
        if t.tag_ in ("VBD", "VBN", "VBZ", "VBP", "VBG")
        and (t.head.i == t.i or not words.start <= t.head.i < words.end)
        and not any(c.tag_ in ("MD", "TO") for c in t.children)
    ]


def chain_for(attributions: Sequence[Attribution], span: Span, doc: Doc) -> tuple[Source, ...]:
    """The sources, outermost first, that stand behind a claim made at ``span``; empty for the article's own voice.

    The innermost attribution counts whose content covers at least half of ``span`` (or which lies wholly in ``span``
    and either heads it or makes up most of it, cue and content together: "have pledged funds") and whose source speaks
    (a plan or an agreement that the article reports in its own voice has none), with those around it.
    """
    tops = _tops(doc, span)
    chain: list[Source] = []
    order = []
    for k, a in enumerate(attributions):
        shared = sum(c.overlap(span) for c in a.content)
        whole = (
            shared
            + (a.cue.overlap(span) if span.contains(a.cue) else 0)
            + (a.source.span.overlap(span) if a.source and a.source.span else 0)
        )
        inside = span.contains(a.cue) and any(span.contains(c) for c in a.content)
        headed = inside and any(a.cue.start <= t < a.cue.end for t in tops)
        if (
            shared >= COVER * (span.end - span.start)
            or headed
            or (inside and whole >= INSIDE * (span.end - span.start))
        ):
            order.append((sum(c.end - c.start for c in a.content), -k))
    for _, k in sorted(order):
        at: int | None = -k
        seen: set[int] = set()
        while at is not None and at not in seen:
            seen.add(at)
            a = attributions[at]
            if (
                _speaks(a)
                and not _unsaid(doc, a)
                and a.source is not None
                and not (chain and chain[-1].name == a.source.name)
            ):
                chain.append(a.source)
            at = a.parent
        if chain:
            return tuple(reversed(chain))
    return ()


@cache
def _kinds() -> dict[str, str]:
    return {r.id: r.kind for r in load_rules("speech", SpeechRule)}


def saying_kind(rule: str) -> str:
    """The kind of saying (say, announce, predict, promise, plan, deny, think, ask, order, judge, show) of an
    attribution's ``rule``."""
    return _kinds().get(rule.split("/")[0], "say")
