"""Records that many tests show, print and parse: one small article in our own words, read by hand."""

from __future__ import annotations

import datetime as dt
import sys
import types
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from foresaid.core import (
    Article,
    Attribution,
    Claim,
    Event,
    Participant,
    Problem,
    Reading,
    Relation,
    Source,
    Span,
    TimeExpression,
    Voice,
    Window,
)

TEXT = """Ports to sign a pact

The two ports will sign a harbour pact on 12 June, Norway's transport minister said on Tuesday. \
A diplomat quoted a Danish official as saying that Denmark may not join before July. Talks were held in Oslo last week.

Relations between Norway and Denmark are warm, the diplomat said.

Ola says:
It will never happen by June."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What ``foresaid.pipeline.Read`` is, for tests that do not read."""

    article: Article
    reading: Reading


def _at(words: str, n: int = 0) -> Span:
    start = -1
    for _ in range(n + 1):
        start = TEXT.index(words, start + 1)
    return Span.of(TEXT, start, start + len(words))


def _ports() -> Read:
    day = dt.date
    june = Window(
        earliest=day(2019, 6, 12), latest=day(2019, 6, 12), words=_at("on 12 June"), grain="day", edtf="2019-06-12"
    )
    july = Window(
        earliest=day(2019, 5, 7),
        latest=day(2019, 6, 30),
        words=_at("before July"),
        grain="month",
        edtf="2019-05-07/2019-06-30",
    )
    week = Window(
        earliest=day(2019, 4, 29),
        latest=day(2019, 5, 5),
        words=_at("last week"),
        grain="week",
        edtf="2019-04-29/2019-05-05",
        approximate=True,
    )
    minister = Source(
        name="Norway's transport minister", kind="office", affiliation="NOR", span=_at("Norway's transport minister")
    )
    diplomat = Source(name="A diplomat", kind="anonymous", span=_at("A diplomat"))
    official = Source(name="a Danish official", kind="anonymous", affiliation="DNK", span=_at("a Danish official"))
    ports = Participant(name="The two ports", span=_at("The two ports"))
    denmark = Participant(name="Denmark", id="DNK", span=_at("Denmark"))
    claims = (
        Claim(
            id="c1",
            article="ports",
            quote=_at("The two ports will sign a harbour pact on 12 June"),
            trigger=_at("sign", 1),
            forward=True,
            kind="plan",
            event=Event(type="AGREE", label="The two ports sign a harbour pact", plover="AGREE"),
            participants=(ports,),
            window=june,
            sources=(minister,),
            said_on=day(2019, 5, 7),
            rules=("will", "said"),
        ),
        Claim(
            id="c2",
            article="ports",
            quote=_at("Denmark may not join before July"),
            trigger=_at("join"),
            forward=True,
            kind="forecast",
            event=Event(type="AGREE", label="Denmark joins"),
            participants=(denmark,),
            window=july,
            certainty="possible",
            polarity="-",
            sources=(diplomat, official),
            rules=("may", "quoted-as"),
        ),
        Claim(
            id="c3",
            article="ports",
            quote=_at("Talks were held in Oslo last week"),
            trigger=_at("held"),
            forward=False,
            kind="report",
            outcome="happened",
            event=Event(type="MEET", label="Talks held"),
            window=week,
            place=Participant(name="Oslo", id="Oslo", role="place", span=_at("Oslo")),
            rules=("past",),
        ),
    )
    relation = Relation(
        id="r1",
        article="ports",
        quote=_at("Relations between Norway and Denmark are warm"),
        pair=("DNK", "NOR"),
        tone=1,
        sources=(Source(name="the diplomat", kind="anonymous", span=_at("the diplomat")),),
        rules=("warm",),
    )
    said = Attribution(
        cue=_at("said"),
        content=(_at("The two ports will sign a harbour pact on 12 June"),),
        direct="indirect",
        source=minister,
        chain=(minister,),
        rule="said",
    )
    quoted = Attribution(
        cue=_at("quoted"),
        content=(_at("Denmark may not join before July"),),
        direct="indirect",
        source=diplomat,
        chain=(diplomat,),
        rule="quoted-as",
    )
    saying = Attribution(
        cue=_at("saying"),
        content=(_at("Denmark may not join before July"),),
        direct="indirect",
        source=official,
        chain=(diplomat, official),
        parent=1,
        rule="saying",
    )
    ola = TEXT.index("Ola says:")
    article = Article(
        id="ports",
        text=TEXT,
        title="Ports to sign a pact",
        published=day(2019, 5, 7),
        published_from="given",
        origin="Nordlys",
        headline=_at("Ports to sign a pact"),
        body=(Span.of(TEXT, 0, ola - 2),),
        voices=(Voice(kind="comment", author="Ola", span=Span.of(TEXT, ola, len(TEXT))),),
        where="ports.txt",
    )
    reading = Reading(
        article="ports",
        times=(
            TimeExpression(span=_at("12 June"), type="DATE", value="2019-06-12", window=june, rule="day-month"),
            TimeExpression(span=_at("July"), type="DATE", value="2019-07", window=july, rule="month"),
            TimeExpression(span=_at("last week"), type="DATE", value="2019-W18", window=week, rule="last-unit"),
        ),
        attributions=(said, quoted, saying),
        claims=claims,
        relations=(relation,),
    )
    return Read(article=article, reading=reading)


@pytest.fixture(name="ports")
def _ports_fixture() -> Read:
    return _ports()


@pytest.fixture
def pipeline_of(monkeypatch: pytest.MonkeyPatch) -> Callable[..., dict[str, object]]:
    """Puts a pipeline in place that yields the given items; what it was asked for stands in the mapping it returns."""

    def put(*items: Read | Problem) -> dict[str, object]:
        asked: dict[str, object] = {}

        def give(inputs: tuple[str, ...], **options: object) -> Iterator[Read | Problem]:
            asked.update(inputs=inputs, **options)
            yield from items

        module = types.ModuleType("foresaid.pipeline")
        module.__dict__.update(Read=Read, read_articles=give, read_times=give, read_quotes=give)
        monkeypatch.setitem(sys.modules, "foresaid.pipeline", module)
        return asked

    return put
