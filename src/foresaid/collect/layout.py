"""Plain text saved from a page → the article, and what stands around it: who wrote it, when, where, and its readers."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest

from foresaid.collect.dateline import trim
from foresaid.collect.lines import Line, is_name, line_kind, piece
from foresaid.core import Span, Voice

MENU = 6
"""More lines than this before the first paragraph that no rule knows: a menu was saved with the page."""
MUCH, GAP, ABOVE = 25, 6, 30
"""A whole page was saved, menus and all, where at least MUCH lines are not prose and outnumber those that are; its
article is then the longest run of paragraphs with fewer than GAP other lines in a row, its headline within ABOVE lines
before it. Found on 260 saved news pages (``bench/pages.py --saved``)."""
ENOUGH = 500
"""So many characters of prose must stand before readers' comments begin, or more than after them."""
_ABOVE_TITLE = ("comment", "section", "menu", "share", "subscribe", "date", "copyright")
"""What the first line may be; as anything else ("Live: ...", "Watch: ...") it is a headline after all."""
_BESIDE_LINK = ("form", "share", "date", "section", "caption", "related")
_SAYS_PUBLISHED = re.compile(r"(?i)posted|publi|updated|issued|dated|modified|first appeared")
"""Below the first paragraph a date is the day of publication only where it says so; else it heads a list of events."""
_LINE = re.compile(r"[^\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_STOP = re.compile(r"[.!?…][\"”’'»)\]]*(?: [(\[][^()\[\]]{2,240}[)\]])?$")
"""A sentence ends; at most a remark in brackets follows: "... by August. (Reporting by A. Writer)"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The parts of one text: ``body`` in order (``headline`` is its first where there is one), ``voices`` beside it,
    and what the lines around it say. A line break inside one span of ``body`` is a wrapped line, not the end of a
    sentence."""

    headline: Span | None = None
    body: tuple[Span, ...] = ()
    voices: tuple[Voice, ...] = ()
    byline: str | None = None
    origin: str | None = None
    published: dt.date | None = None


@dataclass(slots=True, kw_only=True)
class _Unit:
    start: int
    end: int
    words: str
    line: Line | None = None
    gap: bool = False  # a blank line stands before it

    @property
    def prose(self) -> bool:
        """Sentences, not a title or a label."""
        n = self.words.count(" ") + 1
        return n >= 30 or (n >= 8 and len(self.words) >= 45 and bool(_STOP.search(self.words)))

    @property
    def titled(self) -> bool:
        """A headline's look: no final stop, or Nearly Every Word With a Capital."""
        long = [w for w in re.findall(r"[^\W\d_][\w’'-]*", self.words) if len(w) > 3]
        return not self.words.endswith((".", ",", ";", ":")) or (
            len(long) <= 20 and sum(w[0].isupper() for w in long) >= 0.8 * max(1, len(long))
        )


def lay_out(text: str, *, title: str | None = None, comments_at: int | None = None) -> Layout:
    """The parts of ``text``. ``title``: the headline as known from elsewhere ("" where there is none): the text is then
    the article without its headline, unless its first line is that. ``comments_at``: what starts there is readers'.

    >>> lay_out("Kim to Meet Putin\\n\\nBy Jane Doe\\n\\nThe two leaders will meet in Vladivostok on Thursday.").byline
    'Jane Doe'
    """
    units = list(_units(text))
    units, end = _article_of(units) if title is None else (units, len(units))
    near = 8 if end < len(units) else 0  # of a whole page, the first paragraph may be a notice above the headline
    readers = next((i for i, u in enumerate(units) if comments_at is not None and u.start >= comments_at), len(units))
    first = _classify(units, text, title)
    zone = min(_zone(units, first), readers)
    headline, top = _headline(units[:zone], first, title)
    kept = _kept(units, top, first, min(zone, end), title)
    byline, origin, published = _around(units, first + near, min(zone, end + ABOVE))
    body: list[Span] = []
    for i in kept:
        start, end = units[i].start, units[i].end
        if i != headline:
            inner = trim(text, start, end)
            start, end = inner.start, inner.end
            origin, published = origin or inner.agency, published or inner.day
        if start < end:
            body.append(Span.of(text, start, end))
    return Layout(
        headline=Span.of(text, units[headline].start, units[headline].end) if headline is not None else None,
        body=tuple(body), voices=tuple(_voices(text, units[zone:])), byline=byline, origin=origin, published=published,
    )  # fmt: skip


def _units(text: str) -> Iterator[_Unit]:
    """Lines, or the paragraphs that wrapped lines make up."""
    lines: list[_Unit] = []
    last = 0
    for m in _LINE.finditer(text):
        raw = m.group()
        words = raw.strip(" \t\xa0\u3000\u200b\ufeff")
        if not words:
            continue
        start = m.start() + raw.index(words[0])
        between = text[last : m.start()].replace("\r\n", "\n")
        gap = not lines or sum(c in "\n\r\x0b\x0c\x85\u2028\u2029" for c in between) > 1
        lines.append(_Unit(start=start, end=start + len(words), words=" ".join(words.split()), gap=gap))
        last = start + len(words)
    wide = _wrapped(lines)
    at = 0
    while at < len(lines):
        u, reach = lines[at], at + 1
        while wide and reach < len(lines) and not lines[reach].gap and _runs_on(lines[reach - 1], lines[reach], wide):
            reach += 1
        if reach > at + 1:
            u = _Unit(
                start=u.start, end=lines[reach - 1].end, words=" ".join(x.words for x in lines[at:reach]), gap=u.gap
            )
        yield u
        at = reach


def _article_of(units: list[_Unit]) -> tuple[list[_Unit], int]:
    """The units from a little before the article on, and the index after its last paragraph, where a whole page with
    its menus was saved; all of them where the text is an article with little beside it."""
    prose = [u.prose and line_kind(u.words, "tail") is None for u in units]
    if sum(prose) == 0 or len(units) - sum(prose) < max(MUCH, sum(prose)):
        return units, len(units)
    runs: list[list[int]] = []
    for i in (i for i, p in enumerate(prose) if p):
        if runs and i - runs[-1][-1] <= GAP:
            runs[-1].append(i)
        else:
            runs.append([i])
    best = max(runs, key=lambda run: sum(len(units[i].words) for i in run))
    start = max(0, best[0] - ABOVE)
    return units[start:], best[-1] + 1 - start


def _wrapped(lines: list[_Unit]) -> int:
    """The width to which the text is wrapped, 0 where each line is a paragraph."""
    pairs = [(a, b) for a, b in pairwise(lines) if not b.gap and len(a.words) >= 45]
    widest = max((len(u.words) for u in lines if u.words.count(" ") > 1), default=0)  # an address has any length
    if not pairs or widest > 130:
        return 0
    cut = [b for a, b in pairs if not _STOP.search(a.words)]
    if sum(b.words[0].islower() for b in cut) >= 0.3 * len(pairs):  # lines that go on in small letters: no paragraphs
        return widest
    sure = len(pairs) >= 3 and sum(1 for u in lines if u.gap) >= 2
    return widest if sure and len(cut) > 0.6 * len(pairs) else 0


def _runs_on(line: _Unit, after: _Unit, width: int) -> bool:
    room = width - len(line.words)
    if re.match(r"[-*•]\s", after.words) or (re.match(r"\d+[.)]\s", after.words) and re.search(r"[.:;]$", line.words)):
        return False  # an item of a list; "aged nine, ten and\n59. The others ..." is none
    return room <= len(after.words.split(" ", 1)[0]) + 0.2 * width


def _classify(units: list[_Unit], text: str, title: str | None) -> int:
    """Say what each unit is; the index of the first paragraph of prose that is the article's (their number if none)."""
    first = len(units)
    for i, u in enumerate(units):
        if i == 0 and title is None and u.titled and u.words.count(" ") > 3:
            line = line_kind(u.words, "top")
            by = line is not None and line.kind == "byline" and u.words.lower().startswith("by ")
            u.line = line if line and (by or line.kind in _ABOVE_TITLE) else None
            continue
        u.line = line_kind(u.words, "tail" if i > first else "top")
        if first == len(units) and u.line is None and u.prose and (i > 0 or title is not None or not u.titled):
            first = i
    _name_lines(units[:first])
    last = max((i for i, u in enumerate(units) if u.line is None and u.prose), default=0)
    for u in units[:last]:
        if u.line and u.line.rule == "origin-dash":  # "—Jane Doe" under a quotation set apart inside the article
            u.line = replace(u.line, kind="caption", who=None)
    return first


def _name_lines(top: list[_Unit]) -> None:
    """A name alone beside the date or the byline is a byline; the first line is not asked: it may be the headline."""
    for i, u in enumerate(top[1:], 1):
        beside = [x.line.kind for x in (*top[i - 1 : i], *top[i + 1 : i + 2]) if x.line]
        if u.line is None and ("date" in beside or "byline" in beside) and is_name(u.words):
            u.line = Line(rule="name-line", kind="byline", who=u.words)


def _zone(units: list[_Unit], first: int) -> int:
    """The index of the first unit that is the readers': all from there on is theirs or a form."""
    for i in range(first + 1, len(units)):
        line = units[i].line
        if line is None or line.kind not in ("comments", "comment", "pingback", "form"):
            continue
        later = [u.line for u in units[i + 1 :] if u.line]
        signs = [x for x in later if x.kind in ("comment", "pingback") or (x.kind == "form" and x.sure)]
        mine = sum(len(u.words) for u in units[first:i] if u.prose and not u.line)
        rest = sum(len(u.words) for u in units[i + 1 :] if u.prose and not u.line)
        if (line.kind == "form" and not line.sure) or mine < min(ENOUGH, rest):
            continue
        if line.kind in ("pingback", "form") or (line.sure and line.kind == "comment"):
            return i
        if line.kind == "comments" and (signs or rest <= mine):
            return i
        if line.kind == "comment" and signs:
            return i
    return len(units)


def _headline(units: list[_Unit], first: int, title: str | None) -> tuple[int | None, int]:
    """The index of the headline, and of the first unit that may be the article's."""
    if title is not None:
        same = bool(units) and bool(title) and _plain(units[0].words) == _plain(title)
        if same:
            units[0].line = None
        return (0 if same else None), 0
    free = [i for i in range(min(first, len(units))) if units[i].line is None]
    menu = max((i for i in range(first) if (x := units[i].line) and x.kind == "menu"), default=-1)
    free = [i for i in free if i > menu and units[i].words.count(" ") > 1] or free
    good = [i for i in free if units[i].titled and 3 <= units[i].words.count(" ") + 1 <= 40]
    if not good:
        good = [i for i in free if units[i].titled and len(units[i].words) > 3]
        return (good[0], good[0]) if good else (None, free[0] if free else first)
    if len(free) <= MENU:
        return good[0], good[0]
    marks = [i for i in range(first) if (x := units[i].line) and x.kind in ("byline", "date")]
    above = [i for i in good if marks and marks[-1] - 8 <= i < marks[-1]]
    best = max(above or good, key=lambda i: (min(6, units[i].words.count(" ")), -i if above else i))
    return best, best


def _plain(words: str) -> str:
    return re.sub(r"\W+", "", words).lower()


def _kept(units: list[_Unit], top: int, first: int, zone: int, title: str | None) -> list[int]:
    """The indices of the units that are the article."""
    out: list[int] = []
    listing = False
    for i in range(top, zone):
        u = units[i]
        if u.line is not None:
            if u.line.kind == "end" and i > first:
                break
            listing = (u.line.listing and i > first) or (listing and u.line.kind in _BESIDE_LINK)
            continue
        if listing and not u.prose:
            continue
        listing = False
        if top < i < first and u.words.count(" ") < 3 and not _STOP.search(u.words):
            continue
        out.append(i)
    last = max((i for i in out if units[i].prose), default=-1)
    tail = [i for i in out if i > last >= 0]
    marked = any(units[i].line for i in range(last + 1, zone))
    if tail and (marked or (title is None and len(tail) >= 4)) and not any(_item(units[i].words) for i in tail):
        out = [i for i in out if i <= last]
    return out


def _item(words: str) -> bool:
    """A line of a list that is the article's: a bullet, a number, a date ("June 20 - Xi in Pyongyang"), a sentence."""
    if words.count(" ") >= 3 and _STOP.search(words):
        return True
    return bool(re.match(r"[-*•–—“\"\d]", words) or piece("DATE").match(words) or piece("DAY").match(words))


def _around(units: list[_Unit], first: int, zone: int) -> tuple[str | None, str | None, dt.date | None]:
    byline = origin = published = None
    for i, u in enumerate(units[:zone]):
        line = u.line
        if line is None:
            continue
        if line.kind == "byline" or (line.kind in ("date", "comment") and line.who and i < first):
            byline = byline or line.who
        if line.kind == "origin" and line.who:
            origin = origin or line.who
        dated = i < first or _SAYS_PUBLISHED.search(u.words)
        if line.published and dated and line.kind in ("date", "byline", "section", "comment", "origin"):
            published = published or line.published
    return byline, origin, published


def _voices(text: str, units: list[_Unit]) -> Iterator[Voice]:
    """Who speaks after the article: comments with their authors, pingbacks, forms."""
    author: str | None = None
    run: list[_Unit] = []

    def flush() -> Iterator[Voice]:
        for first, last in [(run[0], run[-1])] if run and author else [(u, u) for u in run]:
            yield Voice(kind="comment", author=author, span=Span.of(text, first.start, last.end))
        run.clear()

    for u, after in zip_longest(units, units[1:]):
        line = u.line
        if line is None:
            dated = after is not None and after.line is not None and after.line.kind == "date"
            if dated and u.words.count(" ") < 4 and not _STOP.search(u.words):
                yield from flush()
                author = u.words
            else:
                run.append(u)
            continue
        if line.kind == "comment" and line.rule == "comment-reply-to" and not line.who:
            continue
        if line.kind in ("date", "share", "section"):
            continue
        spoken = bool(run)
        yield from flush()
        if line.kind == "comment":
            author = line.who or author
        elif line.rule == "comment-button":
            author = None if spoken else author
        elif line.kind in ("pingback", "form"):
            yield Voice(kind=line.kind, author=None, span=Span.of(text, u.start, u.end))
            author = None
        elif line.kind == "comments":
            author = None
    yield from flush()
