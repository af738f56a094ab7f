"""What came of each claim: a verdict from later reports, never from the clock alone.

A verdict is given for a day ``as_of``, the last day of the ledger: what was published later is not known. The rules, in the
order in which they are asked, stand in ``Settler.verdict``; each verdict names its rule and says in words what it rests on.
A report settles a claim where it is likely enough that it tells of the claim's event (``evidence.py``); an unsure claim
stays ``open``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from foresaid.core import Verdict
from foresaid.judge.answers import Answer, answers, was_planned
from foresaid.judge.compare import Likeness, other_way
from foresaid.judge.events import Joined
from foresaid.judge.evidence import PLANS, Clue, Scene, tied
from foresaid.judge.item import Item, state_of
from foresaid.judge.second_look import weigh
from foresaid.judge.sources import voices_of

RULE = "settle 3"
"""Name and version of these rules, told with each verdict."""
SURE = {
    ("+", "inside"): 0.62,
    ("+", "after"): 0.75,
    ("+", "before"): 0.75,
    ("+", "denied"): 0.8,
    ("+", "moved"): 0.8,
    ("+", "contrary"): 0.7,
    ("-", "after"): 0.6,
    ("-", "denied"): 0.7,
    ("-", "inside"): 0.85,
}
"""Probability from which on a report settles a claim, by polarity and how its day stands to the window: set by
cross-validation by story (``training/settle.py``)."""
SURE_UNTIED = 0.66
"""The same where claim and report share neither the kind of event nor a word that says something, if that is more."""
LEADERS_MET = 0.7
"""Probability that is at least given to a report of two leaders who met where their summit was foretold."""
SURE_NO_WINDOW = 0.9
"""The same for a claim that gives no time, whose day says nothing."""
SURELY = 0.9
"""The same for all others."""
UNLIKELY = 0.03
"""Probability below which no report tells that what was said not to happen happened after all."""
TOLD_OF = 2
"""Later articles that name the same, at least, for silence to say that something did not happen."""
LIKE = 1.4
"""Log odds (``compare``) from which on two claims foretell one event so surely that what settles one settles the other."""
AGAIN = 1.6
"""Log odds from which on a later claim for later days tells that the event had not happened."""
REPEATED = 0.0
"""Log odds from which on a source's claim with the window of an earlier one repeats it."""
TOLD = ("same trigger", "same kind", "two states", "title", "names", "same place", "words")
"""Reasons of ``compare`` that are told with a verdict."""
ROUNDS = 2
"""How often what settles a claim is handed on to others that foretell the same event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The answer taken, the report that gives it, how sure it is, and by which rule; ``over`` is the claim that it was given
    for first, where it is another one that foretells the same event."""

    clue: Clue
    sure: float
    over: tuple[Item, Likeness] | None = None

    @property
    def answer(self) -> Answer:
        """What the report says of the claim."""
        return self.clue.answer


class Settler:
    """Verdicts on all forward claims of ``events`` as of a day; ``copied`` maps an article that is a copy to its original."""

    def __init__(
        self,
        events: Sequence[Joined],
        as_of: dt.date,
        copied: Mapping[str, str],
        models: tuple[Mapping[str, Any], Mapping[str, Any]] | None = None,
    ) -> None:
        self.events, self.as_of, self.copied = events, as_of, copied
        known = [i for e in events for i in e.items if i.published is not None and i.published <= as_of]
        self.scene = Scene(i for i in known if i.article not in copied)
        self.repeats = _repeats(self.scene, known)
        self.against: dict[str, float] = {}
        first, second = models or (None, None)
        self.weighed = weigh(self.scene, self.scene.plans, first, second, asked)
        self.found = {i.id: f for i in self.scene.plans if (f := self._settled_by(i)) is not None}
        for _ in range(ROUNDS):
            over = {i.id: f for i in self.scene.plans if i.id not in self.found and (f := self._over_another(i))}
            self.found.update(over)

    def verdicts(self) -> dict[str, Verdict]:
        """By claim."""
        return {i.id: self.verdict(i, e) for e in self.events for i in e.items if i.claim.forward}

    def verdict(self, item: Item, event: Joined) -> Verdict:
        """The verdict on one forward claim of ``event``."""
        if item.article in self.copied:
            return _say(item, "unscorable", f"its article is a copy of {self.copied[item.article]}", "copy")
        if item.id in self.repeats:
            return _say(
                item, "unscorable", f"its source had said so before, in claim {self.repeats[item.id]}", "repeat"
            )
        found = self.found.get(item.id)
        if found is not None:
            return self._told(item, found)
        if item.window is None:
            return _say(item, "unscorable", "the claim gives no time, and no report settles it", "no window")
        last = item.window[1]
        if last is None:
            return _say(item, "open", "its window has no end, and no report settles it", "no end")
        if last >= self.as_of:
            return _say(item, "open", f"its window ends on {last}", "not closed")
        if item.claim.polarity == "-":
            return self._negative(item, last)
        again = self._foretold_again(item, last)
        if again is not None:
            other, likeness = again
            found = self.found.get(other.id)
            late = (
                None
                if found is None
                else next((a for a in answers(item, found.clue.report) if a.verdict == "late"), None)
            )
            if found is not None and late is not None:
                clue = Clue(report=found.clue.report, answer=late, signs=found.clue.signs)
                return self._told(item, Found(clue=clue, sure=found.sure, over=(other, likeness)))
            why = f"the window closed on {last}; on {other.published} it was not done ({_reasons(likeness.reasons)})"
            if item.claim.condition is not None:
                return _say(item, "void", f"{why}; its condition is not reported to have come true", "condition")
            return _say(item, "missed", why, "still to come", since=other.published, reports=(other.id,))
        return _say(item, "open", f"the window closed on {last}, and no report surely tells of this event", "unsure")

    def _negative(self, item: Item, last: dt.date) -> Verdict:
        """What will not happen holds once its window has closed, articles after it speak of the same, and none of them tells,
        or may tell, that it happened after all."""
        n = self.scene.spoken_of(item, last)
        against = self.against.get(item.id, 0.0)
        why = f"the window closed on {last}; {n} later article(s) name the same and none reports it"
        if n >= TOLD_OF and against < UNLIKELY and item.published is not None and item.published <= last:
            return _say(item, "held", why, "closed without it")
        return _say(item, "open", f"{why} surely; it may have happened by {against:.2f}", "unsure")

    def _settled_by(self, item: Item) -> Found | None:
        """The surest report on a claim, where it is sure enough."""
        best: Found | None = None
        for w in self.weighed[item.id]:
            if w.clue.answer.verdict == "contradicted":
                self.against[item.id] = max(w.sure, self.against.get(item.id, 0.0))
            if excluded(item, w.clue) or (item.claim.polarity == "-" and w.clue.answer.verdict == "held"):
                continue
            sure = max(w.sure, LEADERS_MET) if w.clue.signs.get("leaders met") else w.sure
            if sure >= _least(item, w.clue) and (best is None or sure > best.sure):
                best = Found(clue=w.clue, sure=sure)
        return best

    def _over_another(self, item: Item) -> Found | None:
        """What settles another claim that surely foretells the same event, applied to this claim's window."""
        if item.claim.polarity == "-" or item.published is None or item.window is None:
            return None
        best: Found | None = None
        for other in self.scene.beside(item, PLANS):
            found = self.found.get(other.id)
            if (
                found is None
                or other_way(item, found.clue.report)
                or found.answer.relation != "inside"
                or other.claim.polarity == "-"
            ):
                continue
            weight = self.scene.scales.weight(item, other)
            if (weight < LIKE and not same_journey(item, other)) or (
                best is not None and best.over and weight <= best.over[1].weight
            ):
                continue
            if "another state" in self.scene.pair(item, found.clue.report) or other_pair(item, found.clue.report):
                continue
            told = [a for a in answers(item, found.clue.report) if a.relation in ("inside", "after")]
            if told:
                clue = Clue(report=found.clue.report, answer=told[0], signs=found.clue.signs)
                best = Found(clue=clue, sure=found.sure, over=(other, self.scene.scales.compare(item, other)))
        return best

    def _foretold_again(self, item: Item, last: dt.date) -> tuple[Item, Likeness] | None:
        """A plan published after the window for days after it, or told of as one that did not come, surely of the same event: so
        it had not happened."""
        best: tuple[float, Item] | None = None
        for other in self.scene.beside(item, PLANS):
            w = other.window
            later = w is not None and w[0] is not None and w[0] > last
            if (
                other.claim.polarity == "-"
                or not (later or was_planned(other))
                or other.published is None
                or other.published <= last
            ):
                continue
            weight = self.scene.scales.weight(item, other)
            if weight >= AGAIN and (best is None or weight > best[0]):
                best = weight, other
        return None if best is None else (best[1], self.scene.scales.compare(item, best[1]))

    def _told(self, item: Item, found: Found) -> Verdict:
        """The verdict that a report gives, in words."""
        a, report = found.answer, found.clue.report
        happened = None if a.relation in ("denied", "moved", "contrary") else a.day
        if happened is None:
            what = f"reported on {report.published} as {_outcome(report)}"
        else:
            stands = {
                "inside": "inside the window",
                "none": "as foretold",
                "before": "before the window",
                "after": "after the window",
            }
            what = f"it happened on {a.day}, {f'{a.days} day(s) ' if a.days is not None else ''}{stands[a.relation]}"
        likeness = self.scene.scales.compare(item, report)
        why = f"{what} ({_reasons(likeness.reasons) or 'by its day and its place in the article'}; sure by {found.sure:.2f})"
        if found.over is not None:
            why += f"; over claim {found.over[0].id} of the same event ({_reasons(found.over[1].reasons)})"
        rule = f"over another claim, {a.relation}" if found.over is not None else f"report, {a.relation}"
        if item.claim.condition is not None and a.verdict in ("contradicted", "missed") and item.claim.polarity == "+":
            return _say(
                item,
                "void",
                f"{why}; its condition is not reported to have come true",
                "condition",
                since=report.published,
                reports=(report.id,),
            )
        return _say(
            item, a.verdict, why, rule, days=a.days, happened=happened, since=report.published, reports=(report.id,)
        )


def _least(item: Item, clue: Clue) -> float:
    """The probability from which on a report settles a claim."""
    if item.window is None:
        return SURE_NO_WINDOW
    least = SURE.get((item.claim.polarity, clue.answer.relation), SURELY)
    return least if tied(clue.signs) else max(least, SURE_UNTIED)


def same_journey(a: Item, b: Item) -> bool:
    """Whether both foretell that the same state's people visit the same other state."""
    return (
        "visit" in a.heads[:1] and "visit" in b.heads[:1] and a.visitor is not None and a.visitor == b.visitor
        and len(a.states) == 2 and a.states == b.states
    )  # fmt: skip


def other_pair(item: Item, report: Item) -> bool:
    """Whether two states, by those who act for them, are to meet or to visit one another, and the report does not name both."""
    pair = {p.id for p in item.claim.participants if p.id} & item.states
    return bool({"meeting", "visit"} & set(item.heads)) and len(pair) == 2 and not pair <= report.states


def excluded(item: Item, clue: Clue) -> bool:
    """Whether a report can not settle a claim whatever its day: it is about another pair of states, or, of a visit, does
    not name both; it shares nothing with the claim but states and days; or, where it would say that what was foretold happened,
    it takes something back, tells the opposite outcome, or tells of it as of something that was not done."""
    if "another state" in clue.signs:
        return True
    if "visit" in item.heads:  # "he went on June 20" tells not whom he visited
        travels = {s for s in (item.visitor, item.host) if s} or (item.states if len(item.states) == 2 else set())
        if not travels <= clue.report.states:
            return True
    if other_pair(item, clue.report):
        return True
    shared = item.names & clue.report.names
    if not tied(clue.signs) and all(state_of(n) is not None for n in shared) and "title" not in clue.signs:
        return True
    if clue.answer.relation in ("denied", "moved", "contrary") or item.claim.polarity == "-":
        return False
    signs = clue.signs
    back = signs["report takes back"] and not signs["claim takes back"]
    return bool(back or signs["opposite"] or signs["told as not done"])


def asked(item: Item, clue: Clue) -> bool:
    """Whether a report is to be looked at twice: it can settle the claim, or tell against what will not be."""
    return not excluded(item, clue) or (item.claim.polarity == "-" and clue.answer.verdict == "contradicted")


def _repeats(scene: Scene, known: Iterable[Item]) -> dict[str, str]:
    """Claims that their source had made before, in an earlier article and for the same window: by id, the earlier one's id."""
    out: dict[str, str] = {}
    said: dict[tuple[object, ...], list[Item]] = {}
    for item in sorted(
        (i for i in known if i.claim.forward),
        key=lambda i: (i.published or dt.date.min, i.article, i.claim.quote.start, i.id),
    ):
        if item.window is None:
            continue
        voice = voices_of(item)[-1]
        who = voice.name.lower().split()[-1] if voice.kind == "person" else voice.key
        row = said.setdefault((voice.kind, who, item.window, item.claim.polarity), [])
        for other in row:
            if other.article != item.article and scene.scales.weight(item, other) >= REPEATED:
                out[item.id] = other.id
                break
        else:
            row.append(item)
            del row[:-PLANS]
    return out


def _reasons(reasons: Iterable[object]) -> str:
    named = {getattr(r, "name", ""): getattr(r, "words", "") for r in reasons}
    return "; ".join(named[n] for n in TOLD if n in named)


def _outcome(i: Item) -> str:
    if i.claim.forward:
        return "not to be"
    return "something else" if i.claim.outcome == "happened" else (i.claim.outcome or "not to be").replace("_", " ")


def _say(
    item: Item, answer: str, because: str, rule: str, *, days: int | None = None, happened: dt.date | None = None,
    since: dt.date | None = None, reports: tuple[str, ...] = (),
) -> Verdict:  # fmt: skip
    return Verdict(
        claim=item.id, answer=answer, because=because, rule=f"{RULE}: {rule}", days=days, happened=happened, since=since,
        reports=reports,
    )  # fmt: skip
