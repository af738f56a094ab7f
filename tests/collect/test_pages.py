"""Pages in many styles, each with what is to come out of it. The pages are in our own words."""

from __future__ import annotations

import pathlib
from dataclasses import dataclass
from itertools import pairwise

import pytest

from foresaid.collect.files import articles
from foresaid.core import Article

PAGES = pathlib.Path(__file__).parent / "pages"


@dataclass(frozen=True, kw_only=True)
class Expected:
    """``first`` and ``last``: how the first paragraph under the headline begins and the last one ends; ``runs``: how
    many runs the body has; ``voices``: kind and author of each, forms left out."""

    headline: str | None
    first: str
    last: str
    runs: int
    day: str | None = None
    byline: str | None = None
    origin: str | None = None
    publisher: str | None = None
    voices: tuple[tuple[str, str | None], ...] = ()


EXPECTED = {
    "wordpress.txt": Expected(
        headline="New Ferry to Link Larne and Cairnryan by Autumn, Operator Says", first="A second ferry will",
        last="one of them said.", runs=4, day="2021-03-04", byline="harbourmaster",
        voices=(("comment", "deckhand"), ("comment", "Una McK"), ("pingback", None)),
    ),
    "disqus.txt": Expected(
        headline="Council to Vote on Tram Extension Next Month", first="The city council is to vote",
        last="minister said on Tuesday.", runs=5, day="2022-10-12", byline="Ruth Oyelaran",
        voices=(("comment", "tramspotter"), ("comment", "Ann K."), ("comment", "Guest")),
    ),
    "agency.txt": Expected(
        headline=None, first="Nigeria will hold talks", last="barrels a day by August.", runs=3, origin="Reuters"
    ),
    "government.txt": Expected(
        headline="Foreign Minister to Visit Baltic Capitals", first="The Minister for Foreign Affairs",
        last="representatives of eleven companies.", runs=5, day="2019-09-03",
    ),
    "newsletter.txt": Expected(
        headline="The Morning Keel", first="Good morning.", last="a first cut in September.", runs=6, day="2024-05-14"
    ),
    "forum.txt": Expected(
        headline="Canal Authority to Close Northern Locks for Three Weeks", first="The Canal Authority will close",
        last="a shipping agent said.", runs=3, day="2019-04-18", byline="eastwatcher", origin="Pacific Wire",
        voices=(("comment", "kestrel"), ("comment", "old_salt")),
    ),
    "korean_daily.txt": Expected(
        headline="[News analysis] Seoul weighs envoy to Pyongyang", first="Blue House says no decision",
        last="have been called off.", runs=5, day="2020-02-11", byline="Yoon Ha-rin",
    ),
    "japanese_daily.txt": Expected(
        headline="Government eyes emergency budget before Golden Week", first="The government plans to submit",
        last="the Cabinet on April 7.", runs=4, day="2020-04-03", byline="HARUKA OGATA",
    ),
    "indian_daily.txt": Expected(
        headline="Monsoon likely to reach Kerala on June 1: Met office", first="The southwest monsoon",
        last="less than usual.", runs=4, day="2021-05-15", origin="agencies",
    ),
    "repost.txt": Expected(
        headline="Deep-Sea Mining Rules to Be Delayed Again, Delegates Say", first="Delegates in Kingston",
        last="a delegate predicted.", runs=4, day="2023-06-30", origin="The Ocean Post",
        voices=(("pingback", None), ("comment", "Captain Nemo"), ("comment", "Ned L.")),
    ),
    "broadcaster.txt": Expected(
        headline="Ports law: What will change for shippers?", first="China's parliament is to debate",
        last="says that it will pass.", runs=5, day="2019-05-06",
    ),
    "slashes.txt": Expected(
        headline="Ports deal to be signed at Vladivostok forum — minister", first="The agreement will be valid",
        last="next spring,\" he noted.", runs=4, origin="TASS",
    ),
    "letter.txt": Expected(
        headline="The port question", first="What Beijing will do next", last="will take until 2021.", runs=4,
        day="2019-05-06", byline="Jane Doe", voices=(("comment", "Bob"),),
    ),
    "wrapped.txt": Expected(
        headline="MINISTERS TO MEET IN LJUBLJANA ON LIGNITE", first="Energy ministers of five countries will meet",
        last="the official\nadded.", runs=4, byline="Tomaz Novak",
    ),
    "curt.txt": Expected(headline=None, first="The harbour at Esbjerg", last="the port said.", runs=1),
    "comments_without_heading.txt": Expected(
        headline="Bridge to Reopen on Friday", first="The Millbrook bridge will reopen",
        last="the county engineer said.", runs=3, day="2022-01-11",
        voices=(("comment", "lorry_lad"), ("comment", "Bev")),
    ),
    "daily.html": Expected(
        headline="Talks on fishing quotas to resume in Bergen", first="Norway, Britain and the European Union",
        last="unions warned.", runs=4, day="2020-11-02", byline="Ingrid Dahl, Per Moen", publisher="The Northern Post",
    ),
    "undated.html": Expected(
        headline="Dam to be filled in stages", first="The new dam on the upper river", last="want to be named.", runs=4,
        day="2021-03-05",
    ),
    "blog.html": Expected(
        headline="Observatory will open in March", first="The observatory on the north summit",
        last="would not support it.", runs=4, day="2018-12-09", voices=(("comment", None), ("comment", None)),
    ),
}  # fmt: skip


def test_every_page_has_its_expectation() -> None:
    assert {p.name for p in PAGES.iterdir()} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_page(name: str) -> None:
    want = EXPECTED[name]
    got = list(articles([str(PAGES / name)]))
    assert len(got) == 1
    article = got[0]
    assert isinstance(article, Article)
    assert (article.headline.words if article.headline else None) == want.headline
    paragraphs = [s for s in article.body if s != article.headline]
    assert paragraphs[0].words.startswith(want.first)
    assert paragraphs[-1].words.endswith(want.last)
    assert len(article.body) == want.runs
    assert (str(article.published) if article.published else None) == want.day
    assert article.published_from == ("page" if want.day else None)
    assert (article.byline, article.origin, article.publisher) == (want.byline, want.origin, want.publisher)
    assert tuple((v.kind, v.author) for v in article.voices if v.kind != "form") == want.voices
    assert article.id == pathlib.Path(name).stem


@pytest.mark.parametrize("name", EXPECTED)
def test_spans_are_in_order_and_hold_their_words(name: str) -> None:
    (article,) = articles([str(PAGES / name)])
    assert isinstance(article, Article)
    spans = [*article.body, *(v.span for v in article.voices)]
    for span in spans:
        span.check(article.text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    if article.headline:
        assert article.headline in article.body


def test_readers_are_never_the_article() -> None:
    """What readers foretell ("by Easter, mark my words") is theirs: no span of the body reaches into it."""
    for name in EXPECTED:
        (article,) = articles([str(PAGES / name)])
        assert isinstance(article, Article)
        for words in ("mark my words", "next election with this", "in 2075", "snowed in", "I say November"):
            assert not any(words in s.words for s in article.body)
