"""How a foretold event stood from day to day, each step with the claim that says so and who told it.

What one article says of an event is one step at most: what happened weighs more than what was moved, that more than what
was called off, that more than what is still to come. Only those who control an event, the article's own voice, or a report
can announce, move or call off; others rumour, and where one of them denies what is announced, it is ``disputed``, once.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby

from foresaid.core import Foretold, Step, Verdict
from foresaid.judge.compare import days_between
from foresaid.judge.events import Joined, day_of
from foresaid.judge.item import Days, Item
from foresaid.judge.sources import Voice, voices_of
from foresaid.rules import table

OVER = ("held", "cancelled", "missed")
"""The statuses after which nothing more is expected, unless it is announced again."""
NEW = 3
"""Days by which a claim's window must reach past an event's day for it to speak of one still to come."""
LONG = 140
"""Characters from which on a quote is too long to name an event."""
_OUTSIDE = re.compile(r"\b(?:former|retired|professor|analyst|expert|economist|researcher|observer|pollster)s?\b", re.I)
Voices = Callable[[Item], tuple[Voice, ...]]


def foretold_of(
    event: Joined,
    verdicts: Mapping[str, Verdict],
    voices: Voices = voices_of,
    copied: Container[str] = (),
    known: Mapping[str, Item] | None = None,
) -> Foretold:
    """The event with its history: a step wherever its status changed, on the day on which it was told.

    ``rumoured``: somebody expects it or holds it possible. ``announced``: those who control it, or the article itself, say for
    certain that it will be. ``confirmed``: said so again later by a named voice in control of it, or announced again for the same
    days after it was called off. ``moved``: reported so, or announced for other days than ever before. ``disputed``: somebody else
    says that it will not be. ``cancelled``: reported so, or said by those who control it. ``held``, ``missed``: as reported, or as
    the verdict on the claim with the latest window says. ``voices`` resolves names (``Names.voices``); what the articles of
    ``copied`` say again is no step. ``known`` are all claims and reports by id: a report of another event on which a verdict rests
    tells of this one too, and one of this event is not believed where the verdicts have it happen only later.
    """
    items = told_of(event, verdicts, known or {})
    course = _Course(items=items, voices=voices, happened=happened_on(event, verdicts) if known else None)
    for _, told in groupby((i for i in items if i.article not in copied), key=lambda i: (i.published, i.article)):
        course.take(list(told))
    course.close(verdicts)
    reports = tuple(i.id for i in items if not i.claim.forward)
    who = tuple(dict.fromkeys(p.id or p.name for i in event.items for p in i.claim.participants))
    named = label_of(event)
    return Foretold(
        id=event.id, label=" ".join(named.claim.quote.words.split()), type=named.claim.event.type, participants=who,
        place=next((i.where for i in event.items if i.where), None), claims=tuple(i.id for i in event.items), reports=reports,
        history=tuple(course.steps), happened=happened_on(event, verdicts),
    )  # fmt: skip


def told_of(event: Joined, verdicts: Mapping[str, Verdict], known: Mapping[str, Item]) -> list[Item]:
    """What is told of the event, in order of publication: its claims and reports, and the reports that their verdicts rest on."""
    own = {i.id for i in event.items}
    rests_on = (r for i in event.items if i.id in verdicts for r in verdicts[i.id].reports)
    more = [known[r] for r in dict.fromkeys(rests_on) if r not in own and r in known and not known[r].claim.forward]
    if not more:
        return event.items
    return sorted(
        [*event.items, *more],
        key=lambda i: (i.published is None, i.published or dt.date.min, i.article, i.claim.quote.start, i.id),
    )


def label_of(event: Joined) -> Item:
    """The claim whose words name the event best: of its usual kind, with who does it, for certain, when, not too long."""
    kinds = Counter(h for i in event.items for h in i.heads)

    def rank(i: Item) -> tuple[object, ...]:
        c, words = i.claim, i.claim.quote.words
        names = sum(p.name.split()[-1] in words for p in c.participants)
        first = words.split()[0] if words.split() else ""
        return (
            c.polarity == "+", len(words) <= LONG, first[:1].isupper() and first.lower() not in _function_words(),
            max((kinds[h] for h in i.heads), default=0), c.certainty == "certain", i.window is not None, min(names, 2),
            c.forward, -len(words),
        )  # fmt: skip

    return max(event.items, key=rank)


@cache
def _function_words() -> frozenset[str]:
    return frozenset(r["word"] for r in table("function_words") if r["language"] == "en")


def happened_on(event: Joined, verdicts: Mapping[str, Verdict]) -> dt.date | None:
    """The day on which most verdicts on its claims have it happen, the earliest of those; else as the first report says."""
    days = Counter(v.happened for i in event.items if (v := verdicts.get(i.id)) and v.happened)
    return min(days, key=lambda d: (-days[d], d)) if days else event.happened


def in_control(item: Item, voice: Voice) -> bool:
    """Whether the claim's origin can decide the event, or answers for the fact itself: the article's own voice; or, of what the
    reader found to be a plan, a person, an office or a body that is not retired or an onlooker."""
    if not item.claim.sources:
        return True
    if item.claim.kind != "plan" or voice.kind in ("anonymous", "group", "outlet"):
        return False
    return not _OUTSIDE.search(voice.name)


@dataclass(slots=True)
class _Course:
    """The history under construction: ``items`` is all that is told; ``happened`` the day that the verdicts have; ``days``
    the window announced last, ``windows`` all that were; ``undated``: it was moved, and nobody has said to when."""

    items: Sequence[Item]
    voices: Voices
    happened: dt.date | None = None
    steps: list[Step] = field(default_factory=list)
    days: Days | None = None
    windows: list[Days] = field(default_factory=list)
    by: str | None = None
    disputed: bool = False
    undated: bool = False

    @property
    def status(self) -> str | None:
        return self.steps[-1].status if self.steps else None

    def step(self, status: str, item: Item, by: str | None = None, day: dt.date | None = None) -> None:
        name = by or self.voices(item)[-1].name
        self.steps.append(Step(day=day or item.published, status=status, claim=item.id, by=name))

    def take(self, told: Sequence[Item]) -> None:
        """What one article says."""
        done = next((i for i in told if _is(i, "happened") and self._believed(i)), None)
        if done is not None:
            if self.status != "held":
                self.step("held", done)
            return
        sure = [i for i in told if i.claim.forward and i.claim.polarity == "+" and i.claim.certainty == "certain"]
        firm = [i for i in sure if self._firm(i)]
        off = next((i for i in told if self._called_off(i)), None)
        shift = next((i for i in told if _is(i, "moved") and self._current(i)), None)
        other = [i for i in (sure if off else firm) if i.window and self._is_new(i.window)]
        if self.status == "held":
            return
        if shift is not None or (other and (off is not None or self.days is not None)):
            source = shift or other[-1]
            if self.status == "cancelled" and shift is None:
                self.step("announced", source)
            elif (self.status is not None or shift is not None) and not self.undated:
                self.step("moved", source)
            self.undated = not other
            self._announced(other or firm, source)
        elif off is not None and not other:
            if (
                self.status is not None
                and self.status not in OVER
                and not (_gone(off) == "missed" and self._awaited(off))
            ):
                self.step(_gone(off), off)
        elif firm:
            self._firmly(firm)
        elif self.status is None:
            first = next((i for i in told if i.claim.forward and i.claim.polarity == "+"), None)
            if first is not None:
                self.step("rumoured", first)
        self._denied(told)

    def _firmly(self, firm: Sequence[Item]) -> None:
        named = next((i for i in firm if self._named(i)), None)
        if self.status in (None, "rumoured", "disputed") and self.days is None and self.by is None:
            self.step("announced", named or firm[0])
        elif self.status in ("cancelled", "missed"):
            again = self.days is None or any(days_between(self.days, i.window) == 0 for i in firm)
            self.step("confirmed" if again and self.status == "cancelled" else "announced", named or firm[0])
        elif named is not None and self.status != "confirmed":
            self.step("confirmed", named)
        else:
            return
        self._announced(firm, named or firm[0])

    def _announced(self, firm: Sequence[Item], source: Item) -> None:
        windows = [i.window for i in firm if i.window is not None]
        self.windows += windows
        self.days = windows[-1] if windows else self.days
        self.by = self.voices(source)[-1].key

    def _denied(self, told: Iterable[Item]) -> None:
        """Once in a history: somebody denies what is expected."""
        if self.disputed or self.status is None or self.status in OVER:
            return
        for i in told:
            c = i.claim
            if c.forward and c.polarity == "-" and c.certainty != "possible" and self._covers(i.window):
                self.disputed = True
                self.step("disputed", i)
                return

    def _firm(self, i: Item) -> bool:
        return in_control(i, self.voices(i)[-1]) and i.claim.condition is None

    def _named(self, i: Item) -> bool:
        origin = self.voices(i)[-1]
        return bool(i.claim.sources) and origin.kind in ("person", "office", "institution")

    def _called_off(self, i: Item) -> bool:
        """A report that it was called off or did not happen, or a denial by those who control it, of the days announced."""
        c = i.claim
        if c.forward:
            return (
                c.polarity == "-"
                and c.certainty == "certain"
                and self.by is not None
                and self._firm(i)
                and self._covers(i.window)
            )
        if _is(i, "cancelled"):
            return self._current(i)
        return c.outcome in ("did_not_happen", "missed") and self.status is not None and self._covers(i.window)

    def _awaited(self, i: Item) -> bool:
        """Whether somebody expects it still, then or later, for days to come."""
        return any(
            f.claim.forward and f.claim.polarity == "+" and f.published and i.published and f.published >= i.published
            and f.window is not None and (f.window[1] or dt.date.max) > i.published
            for f in self.items
        )  # fmt: skip

    def _covers(self, window: Days | None) -> bool:
        """Whether ``window`` holds all of the days announced last."""
        if window is None or self.days is None:
            return True
        return not (window[1] and (self.days[1] is None or self.days[1] > window[1])) and not (
            window[0] and self.days[0] and self.days[0] < window[0]
        )

    def _current(self, i: Item) -> bool:
        """Whether a report is of the days announced last, not of earlier ones."""
        return i.window is None or self.days is None or (i.window[1] or dt.date.max) >= (self.days[0] or dt.date.min)

    def _is_new(self, window: Days) -> bool:
        return bool(self.windows) and all((days_between(window, k) or 0) > 0 for k in self.windows)

    def _believed(self, i: Item) -> bool:
        """Whether a report that it happened stands: not where it was still foretold for later days afterwards, and not where
        it is of a day before anybody foretold it."""
        day = day_of(i)
        forward = [f for f in self.items if f.claim.forward and f.published]
        if day is None:
            return True
        if self.happened is not None and (self.happened - day).days > NEW:
            return False
        if forward and all((f.published or dt.date.max) > day + dt.timedelta(1) for f in forward):
            return False
        return not any(
            f.published and i.published and f.published > i.published and f.claim.polarity == "+" and f.claim.certainty == "certain"
            and f.window and f.window[0] and f.window[0] > day + dt.timedelta(NEW)
            for f in forward
        )  # fmt: skip

    def close(self, verdicts: Mapping[str, Verdict]) -> None:
        """``missed``, where the claim with the latest window was: nobody said so, but nobody reported the event either."""
        dated = [
            (i.window[1], i.id, i)
            for i in self.items
            if i.id in verdicts and i.window and i.window[1] and i.claim.polarity == "+"
        ]
        if dated and self.status is not None and self.status not in OVER:
            last, _, item = max(dated, key=lambda x: x[:2])
            verdict = verdicts[item.id]
            if verdict.answer == "missed":
                self.step("missed", item, by=verdict.rule, day=verdict.since or last)


def _is(i: Item, outcome: str) -> bool:
    return not i.claim.forward and i.claim.outcome == outcome and (i.claim.polarity == "+" or outcome != "happened")


def _gone(i: Item) -> str:
    return "missed" if i.claim.outcome in ("did_not_happen", "missed") else "cancelled"
