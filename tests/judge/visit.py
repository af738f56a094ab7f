"""A small story made by hand: who said when Xi would visit North Korea, and what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from foresaid.collect.same_story import sketch
from foresaid.core import Article, Claim, Event, Participant, Reading, Source, Span, Window, fingerprint
from foresaid.judge.events import Joined
from foresaid.judge.item import Item, item_of
from foresaid.record.ledger import Ledger
from foresaid.record.recording import record_reading

READER = "reader 1"
XI = Participant(name="Xi Jinping", id="CHN", role="agent")
NORTH = Participant(name="North Korea", id="PRK", role="host")
JAPAN = Participant(name="Japan", id="JPN", role="host")
MOON = Participant(name="Moon Jae-in", id="KOR", role="agent")


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@dataclass(frozen=True, kw_only=True)
class Said:
    """One claim: ``words`` stand in the article as they are; ``when`` are first and last day, parted by a slash."""

    words: str
    when: str | None = None
    who: tuple[Source, ...] = ()
    kind: str = "plan"
    sure: str = "certain"
    cue: str = "will"
    polarity: str = "+"
    outcome: str | None = None
    with_: tuple[Participant, ...] = (XI, NORTH)
    trigger: str = "visit"


def source(name: str, kind: str = "person", affiliation: str | None = None) -> Source:
    return Source(name=name, kind=kind, affiliation=affiliation)


def article(id: str, published: str | None, outlet: str | None, said: Sequence[Said]) -> tuple[Article, Reading]:
    """An article with one sentence for each claim, and the reading of it."""
    text = "".join(f"{s.words}.\n\n" for s in said)
    claims, at = [], 0
    for s in said:
        at = text.index(s.words, at)
        quote = Span.of(text, at, at + len(s.words))
        start = text.index(s.trigger, at)
        window = None
        if s.when:
            first, _, last = s.when.partition("/")
            end = at + len(s.words)
            words = Span.of(text, text.rindex(" ", at, end) + 1, end)
            window = Window(earliest=day(first) if first else None, latest=day(last or first), words=words, grain="day")
        claims.append(
            Claim(
                id=fingerprint([id, s.words]),
                article=id,
                quote=quote,
                trigger=Span.of(text, start, start + len(s.trigger)),
                forward=s.outcome is None,
                kind="report" if s.outcome else s.kind,
                event=Event(type="MEET", label="visit"),
                participants=s.with_,
                window=window,
                certainty=s.sure,
                polarity=s.polarity,
                sources=s.who,
                outcome=s.outcome,
                rules=() if s.outcome else (f"cue.{s.cue}",),
            )
        )
        at += len(s.words)
    made = Article(
        id=id, text=text, title=f"Title of {id}", published=day(published) if published else None, publisher=outlet
    )
    return made, Reading(article=id, claims=tuple(claims))


def items(*articles: tuple[Article, Reading]) -> list[Item]:
    """The claims as the judge sees them, in order."""
    return [item_of(c, a.id, a.published, a.publisher or "an outlet not named") for a, r in articles for c in r.claims]


def joined(found: Iterable[Item]) -> Joined:
    """One event of all these claims."""
    event = Joined()
    for item in found:
        event.add(item, None, None)
    return event


DIPLOMAT = source("A diplomat", "anonymous")
OFFICIAL = source("a Chinese official", "anonymous", "CHN")
RUMOURS = article(
    "a1",
    "2019-04-21",
    "The Peninsula Courier",
    [
        Said(words="Xi Jinping will visit North Korea in May", when="2019-05-01/2019-05-31", who=(DIPLOMAT, OFFICIAL)),
        Said(
            words="Xi Jinping could visit North Korea in June",
            when="2019-06-01/2019-06-30",
            who=(source("South Korean President Moon Jae-in", "person", "KOR"),),
            kind="forecast",
            sure="possible",
            cue="could",
        ),
        Said(
            words="Xi Jinping will not visit North Korea before the middle of summer",
            when="2019-04-21/2019-07-05",
            who=(source("a professor in Tokyo", "office", "JPN"),),
            kind="forecast",
            polarity="-",
        ),
    ],
)
AGAIN = article(
    "a2",
    "2019-05-02",
    "Hanji Daily",
    [
        Said(
            words="Xi Jinping will probably visit North Korea by the end of June",
            when="2019-05-02/2019-06-30",
            who=(source("Moon"),),
            kind="forecast",
            sure="probable",
            cue="probably",
        ),
        Said(
            words="Moon Jae-in will visit Japan in October",
            when="2019-10-01/2019-10-31",
            who=(source("President Moon Jae-in", "person", "KOR"),),
            with_=(MOON, JAPAN),
        ),
    ],
)
ANNOUNCED = article(
    "a3",
    "2019-06-17",
    "Northern Wire",
    [
        Said(
            words="Xi Jinping will pay a state visit to North Korea on June 20 and 21 at the invitation of its leader, the "
            "first of a Chinese president in fourteen years, both sides said on Monday evening",
            when="2019-06-20/2019-06-21",
        )
    ],
)
COPY = article(
    "a4",
    "2019-06-17",
    "Harbour Post",
    [Said(words=ANNOUNCED[1].claims[0].quote.words, when="2019-06-20/2019-06-21")],
)
DONE = article(
    "a5",
    "2019-06-21",
    "Northern Wire",
    [Said(words="Xi Jinping visited North Korea on Thursday", when="2019-06-20", outcome="happened")],
)
LATER = article(
    "a6",
    "2019-07-10",
    "Hanji Daily",
    [
        Said(
            words="Moon Jae-in hopes to visit Japan before the winter",
            when="2019-07-10/2019-11-30",
            kind="forecast",
            sure="probable",
            cue="probable",
            with_=(MOON, JAPAN),
            who=(source("an aide", "anonymous", "KOR"),),
        )
    ],
)
STORY = (RUMOURS, AGAIN, ANNOUNCED, COPY, DONE, LATER)


def record(ledger: Ledger, *articles: tuple[Article, Reading]) -> None:
    """Write the articles down as if they had been read."""
    for a, reading in articles or STORY:
        record_reading(ledger, a, reading, reader=READER, sketch=sketch(a.text))
