"""Who says what: attributions with source, cue and content, nested into chains."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from spacy.tokens import Doc

from foresaid.core.reading import Attribution, Mention
from foresaid.read.quotes_asides import find_asides, find_colons
from foresaid.read.quotes_chain import chain_for, records, saying_kind
from foresaid.read.quotes_clauses import Found, Range, size
from foresaid.read.quotes_cues import find_cues
from foresaid.read.quotes_grammar import Grammar
from foresaid.read.quotes_marks import Run, paragraphs, quotation_runs
from foresaid.read.quotes_phrases import find_phrases, find_surface
from foresaid.read.quotes_spoken import find_quote_cues
from foresaid.read.quotes_tails import borrow, cut_asides, cut_tails, without_doubles
from foresaid.read.quotes_turns import find_turns
from foresaid.read.speakers import Speakers

CARRIED_ON = frozenset(("clause", "quote", "aside", "phrase", "inf"))
"""Frames after which a sentence in back-shifted "would" may go on."""

__all__ = ["chain_for", "find_attributions", "saying_kind"]


def find_attributions(doc: Doc, mentions: Sequence[Mention] = ()) -> tuple[Attribution, ...]:
    """All attributions of ``doc``, in the order of their cues; parsed sentences by their trees, others by patterns.

    ``mentions`` (names found in the same text) give pronouns and short names their full names and affiliations; without
    them the nearest name of a person before is taken. Every span holds its own words.
    """
    g = Grammar(doc)
    paras = paragraphs(g)
    runs = [r for r in quotation_runs(g, paras) if r.speech]
    placed = find_quote_cues(g, runs)
    spoken = {f.cue for f in placed}
    placed += [f for f in find_asides(g) if f.cue not in spoken]
    spoken |= {f.cue for f in placed}
    placed += [f for f in find_colons(g) if f.cue not in spoken]
    for f in placed:
        for n in f.runs:
            runs[n].claimed = True
    found = _cleared(g, _joined(g, placed, [*find_cues(g), *find_phrases(g), *find_turns(g, paras)]))
    _clip(found, runs)
    _claim_runs(g, found, runs, paras)
    found = _with_surface(g, found)
    _claim_runs(g, found, runs, paras)
    found = [f for f in found if f.content]
    found = without_doubles(found)
    cut_asides(g, found)
    cut_tails(g, found)
    borrow(g, found)
    _relay(g, found)
    found = sorted(
        [*found, *_continuations(g, found, paras)], key=lambda f: (f.cue[0], f.cue[1], f.content[0], f.frame)
    )
    quoted = frozenset(i for r in runs for a, b in r.pieces for i in range(a, b))
    return records(g, found, quoted, Speakers.of(g, mentions, quoted))


def _joined(g: Grammar, placed: list[Found], found: list[Found]) -> list[Found]:
    """One attribution per verb: what its place shows is said, the cue as the tree gives it, and its source where both
    agree."""
    by_verb = {f.cue[0]: f for f in placed}
    out: list[Found] = []
    for f in found:
        p = next((by_verb[i] for i in range(*f.cue) if i in by_verb), None)
        if p is None or (f.rule is not None and f.rule.pos != "verb"):
            out.append(f)
            continue
        by_verb.pop(p.cue[0])
        p.cue = f.cue
        if (
            f.source is not None
            and p.source_range is not None
            and g.phrase(f.source)[0] in (p.source_range[0], p.source_range[0] + 1)
        ):
            p.source, p.source_range = f.source, None
        if p.frame == "quote" and f.frame == "clause":
            p.content = merge([*p.content, *f.content], p)
        out.append(p)
    return out + list(by_verb.values())


def _cleared(g: Grammar, found: list[Found]) -> list[Found]:
    """Without cues that overlap an earlier, longer one, and without a source inside its own content."""
    out: list[Found] = []
    taken: set[int] = set()
    for f in sorted(found, key=lambda f: (f.frame == "quote", -(f.cue[1] - f.cue[0]), f.cue[0])):
        tokens = set(range(*f.cue))
        if tokens & taken:
            continue
        taken |= tokens
        out.append(f)
    return sorted(out, key=lambda f: f.cue)


def _clip(found: list[Found], runs: list[Run]) -> None:
    """What is said inside a quotation ends with it."""
    pieces = [p for r in runs for p in r.pieces]
    for f in found:
        a, b = next(((a, b) for a, b in pieces if a <= f.cue[0] < b), (0, 0))
        if b:
            f.content = [(max(a, x), min(b, y)) for x, y in f.content if x < b and y > a]


def _with_surface(g: Grammar, found: list[Found]) -> list[Found]:
    """Add what patterns find in sentences without a tree."""
    kept = [f for f in found if f.content]
    taken = {i for f in kept for i in range(*f.cue)}
    covered = {g.sent[f.cue[0]] for f in kept}
    extra: list[Found] = []
    for a, b in g.sents:
        first = next((i for i in range(a, b) if not g.space[i]), None)
        if first is None or (a, b) in covered:
            continue
        if not g.parsed[first]:
            extra += find_surface(g, a, b, taken)
    return sorted([*kept, *extra], key=lambda f: f.cue)


def _claim_runs(g: Grammar, found: list[Found], runs: list[Run], paras: list[Range]) -> None:
    """Give every quotation its speaker: the attribution whose content it meets, else the nearest cue of its sentence,
    else
    the last one before it in its paragraph; content grows to the whole quotation."""
    starts = [a for a, _ in paras]
    for r in runs:
        if r.claimed:
            continue
        owner = _meeting(found, r) or _nearest(g, found, r) or _previous(g, found, r, starts)
        if owner is None:
            continue
        r.claimed = True
        owner.content = merge([*owner.content, *r.pieces], owner)


def _meeting(found: list[Found], r: Run) -> Found | None:
    best = None
    for f in found:
        if r.start <= f.cue[0] < r.end or (
            f.frame in ("obj", "small", "of", "about", "adverb") and f.content and f.content[0][0] > r.start
        ):
            continue
        if any(a < r.end and r.start < b for a, b in f.content) and (best is None or size(f) < size(best)):
            best = f
    return best


def _nearest(g: Grammar, found: list[Found], r: Run) -> Found | None:
    best: tuple[int, Found] | None = None
    for f in found:
        if (
            f.rule is None
            or r.start <= f.cue[0] < r.end
            or f.rule.pos != "verb"
            or f.frame in ("inf", "raise", "phrase")
        ):
            continue
        if (
            f.content
            and f.frame != "quote"
            and not (f.rule.kind == "say" and f.frame in ("about", "of", "to", "addressee"))
            and not _leads_into(g, f, r)
        ):
            continue
        s, e = g.sent[f.cue[0]]
        for a, b in r.pieces:
            if f.cue[0] >= b and s < b:
                distance = f.cue[0] - b
            elif f.cue[1] <= a and a < e + 1:
                distance = a - f.cue[1] + 1
            else:
                continue
            if distance <= 40 and (best is None or distance < best[0]):
                best = (distance, f)
    return best[1] if best else None


def _leads_into(g: Grammar, f: Found, r: Run) -> bool:
    """ "He defended his decision, “As I have said …”": the quotation follows what the cue has, after a comma."""
    return (
        f.rule is not None
        and (f.rule.voice == "source" or g.text[r.start - 1] == ":")
        and f.frame != "clause"
        and g.sent[f.cue[0]][0] <= r.start < g.sent[f.cue[0]][1]
        and g.text[r.start - 1] in (",", ":")
        and f.content[-1][1] <= r.start
    )


def _previous(g: Grammar, found: list[Found], r: Run, starts: list[int]) -> Found | None:
    para = starts[bisect_right(starts, r.start) - 1]
    at = r.start
    if g.sent[at][0] != at and not all(g.space[k] for k in range(g.sent[at][0], at)):
        return None  # it does not open its sentence
    before = [
        f
        for f in found
        if para <= f.cue[0] < at
        and f.content
        and f.rule is not None
        and f.rule.voice == "source"
        and f.rule.pos == "verb"
    ]
    before = [f for f in before if not any(a <= f.cue[0] < b for h in before if h is not f for a, b in h.content)]
    return before[-1] if before else None


def merge(ranges: list[Range], f: Found) -> list[Range]:
    """The ranges united and in order, without the cue and, where a pattern found it, the source."""
    tokens = {i for a, b in ranges for i in range(a, b)} - set(range(*f.cue))
    if f.source_range is not None:
        tokens -= set(range(*f.source_range))
    out: list[list[int]] = []
    for i in sorted(tokens):
        if out and out[-1][1] == i:
            out[-1][1] = i + 1
        else:
            out.append([i, i + 1])
    return [(a, b) for a, b in out]


def _relay(g: Grammar, found: list[Found]) -> None:
    """ "reported X, citing Y": Y is the origin of what the governing cue says; its content is that cue's."""
    by_cue = {i: k for k, f in enumerate(found) for i in range(*f.cue)}
    for f in found:
        if f.lemma not in ("cite", "quote") or f.frame not in ("obj", "small") or f.rule is None:
            continue
        v = f.cue[1] - 1
        if not g.parsed[v] or g.tag[v] != "VBG":
            continue
        obj = g.kid(v, "obj")
        h, steps = g.head[v], 0
        while g.head[h] != h and h not in by_cue and steps < 4:
            h, steps = g.head[h], steps + 1
        outer = by_cue.get(h)
        if outer is None:
            outer = next(
                (
                    k
                    for k, o in enumerate(found)
                    if o.frame == "phrase" and o.source_range and o.source_range[0] <= v < o.source_range[1] + 3
                ),
                None,
            )
        if obj is None or outer is None or found[outer] is f or not _reports(found[outer]):
            continue
        span = range(g.left[v], g.right[v] + 1)
        f.source, f.frame, f.relayed = obj, "relay", found[outer].cue[0]
        content = [g.trim(a, b) for a, b in _minus(found[outer].content, span)]
        f.content = [c for c in content if c[0] < c[1]] or f.content
        found[outer].content = f.content


def _reports(f: Found) -> bool:
    return f.rule is None or f.rule.kind in ("say", "announce", "predict")


def _minus(ranges: list[Range], cut: range) -> list[Range]:
    out: list[Range] = []
    for a, b in ranges:
        if cut.start >= b or cut.stop <= a:
            out.append((a, b))
            continue
        if a < cut.start:
            out.append((a, cut.start))
        if cut.stop < b:
            out.append((cut.stop, b))
    return out


def _continuations(g: Grammar, found: list[Found], paras: list[Range]) -> list[Found]:
    """Sentences in back-shifted "would" straight after a reported one in its paragraph: its source goes on."""
    out: list[Found] = []
    bounds = [a for a, _ in paras]
    last: tuple[Found, int, int] | None = None  # attribution, paragraph, index of its sentence
    for n, (a, b) in enumerate(g.sents):
        p = bisect_right(bounds, a)
        here = [f for f in found if any(a <= c[0] < b or c[0] <= a < c[1] for c in f.content) or a <= f.cue[0] < b]
        outer = [
            f
            for f in here
            if f.rule is not None
            and f.rule.voice == "source"
            and f.rule.kind in ("say", "announce", "predict", "promise")
            and f.frame in CARRIED_ON
            and (f.source is not None or f.source_range is not None)
        ]
        if outer:
            last = (outer[0], p, n)
            continue
        if (
            last is None
            or last[1] != p
            or last[2] != n - 1
            or [f for f in here if f.rule is None or f.rule.voice == "source"]
        ):
            continue
        tokens = [i for i in range(a, b) if not g.space[i]]
        lower = [g.lower[i] for i in tokens]
        if _backshifted(g, tokens) and lower[-1] != "?":
            f = last[0]
            c = g.trim(a, b)
            out.append(
                Found(
                    cue=f.cue,
                    content=[c],
                    source=f.source,
                    source_range=f.source_range,
                    rule=f.rule,
                    frame="continuation",
                    lemma=f.lemma,
                    name="continuation",
                )
            )
            last = (f, p, n)
    return out


def _backshifted(g: Grammar, tokens: list[int]) -> bool:
    """Whether the main verb has "would"."""
    for i in tokens:
        if g.lower[i] in ("would", "’d", "'d"):
            if not g.parsed[i]:
                return True
            h = g.head[i]
            if g.dep[h] == "root" or (g.dep[h] == "conj" and g.dep[g.head[h]] == "root"):
                return True
    return False
