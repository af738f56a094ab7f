"""Text wrapped at a column is read as if it were not."""

import dataclasses
import textwrap
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foresaid.collect.layout import lay_out
from foresaid.core import Article, Span
from foresaid.read.read_article import quotes_of, read_article, times_of
from foresaid.read.wrapped import unwrap

PARAGRAPHS = (
    "Norwegian Transport Minister Kari Nordheim said on Monday that Norway will sign a treaty with Denmark and Sweden in the "
    "first half of June, and that ships from the three countries will pay no fees in each other's ports.",
    "A diplomat quoted a Danish official as saying that Denmark may not join before July, because its parliament will "
    "vote only after the six-party talks in Oslo end.",
    'Germany is unlikely to follow. "We will not decide this year," Chancellor Angela Merkel told reporters in Berlin on '
    "Tuesday.",
)


def article(text):
    parts = lay_out(text, title="")
    return Article(id="a", text=text, published=None, body=parts.body, headline=parts.headline)


def dated(text):
    import datetime as dt

    return dataclasses.replace(article(text), published=dt.date(2019, 5, 7))


def spans(value):
    """Every span in a record, however deep."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for v in value:
            yield from spans(v)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for f in dataclasses.fields(value):
            yield from spans(getattr(value, f.name))


def plain(value):
    """A record without its offsets, the white space of its words single and none after a hyphen."""
    if isinstance(value, Span):
        return " ".join(value.words.split()).replace("- ", "-")
    if isinstance(value, tuple):
        return tuple(plain(v) for v in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return tuple((f.name, plain(getattr(value, f.name))) for f in dataclasses.fields(value) if f.name != "id")
    return value


WAYS = {
    "lines of 72": lambda p: textwrap.fill(p, 72),
    "lines of 40, CRLF": lambda p: textwrap.fill(p, 55).replace("\n", "\r\n"),
    "blanks before the break": lambda p: textwrap.fill(p, 72).replace("\n", "  \n"),
    "indented": lambda p: textwrap.fill(p, 72, subsequent_indent="    "),
    "two blanks": lambda p: p.replace(", ", ",  ").replace(". ", ".  "),
    "blanks that do not break": lambda p: p.replace(" of ", "\u00a0of ").replace(" will ", " will\u00a0"),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("reading", [read_article, times_of, quotes_of])
def test_the_same_is_read_however_the_lines_are_broken(way, reading):
    straight = dated("\n\n".join(PARAGRAPHS))
    broken = dated("\n\n".join(map(WAYS[way], PARAGRAPHS)))
    assert broken.text != straight.text
    expected, got = reading(straight), reading(broken)
    assert plain(got) == plain(expected)
    found = list(spans(got))
    assert len(found) > 10
    for span in found:
        span.check(broken.text)


def test_claims_are_found_at_all():
    got = read_article(dated("\n\n".join(textwrap.fill(p, 60) for p in PARAGRAPHS)))
    assert {c.trigger.words for c in got.claims if c.forward} >= {"sign", "join", "vote"}


def test_an_article_in_order_is_left_as_it_is():
    one = dated("\n\n".join(PARAGRAPHS))
    flat = unwrap(one)
    assert flat.article is one
    found = read_article(one)
    assert flat.back(found) is found


def test_only_the_body_is_unwrapped():
    text = "Kim will visit\nMoscow.\n\nReply:\nso  be it"
    one = Article(id="a", text=text, body=(Span.of(text, 0, text.index("\n\n")),))
    assert unwrap(one).article.text == "Kim will visit Moscow.\n\nReply:\nso  be it"


@pytest.mark.parametrize(
    ("text", "flat"),
    [
        ("the six-\nparty talks", "the six-party talks"),
        ("two-\nand three-day visits", "two- and three-day visits"),
        ("the talks -\nif any", "the talks - if any"),
        ("they met -- \r\n  in Oslo", "they met -- in Oslo"),
    ],
)
def test_a_word_cut_at_its_hyphen_is_one_word(text, flat):
    assert unwrap(Article(id="a", text=text, body=(Span.of(text, 0, len(text)),))).article.text == flat


@given(
    st.lists(
        st.sampled_from(["Kim", "will", "six-", "a", "\n", "\r\n", "  ", "\t", "\u00a0", " ", "-", "é"]), min_size=1
    )
)
def test_any_white_space_has_a_way_back(pieces):
    text = ("x" + "".join(pieces)).rstrip() or "x"
    flat = unwrap(Article(id="a", text=text, body=(Span.of(text, 0, len(text)),)))
    read = flat.article.text
    assert "".join(read.split()) == "".join(text.split())
    assert not any(a.isspace() and (a != " " or b.isspace()) for a, b in pairwise(read))
    for at, c in enumerate(read):
        if not c.isspace():
            assert flat.back(Span.of(read, at, at + 1)).words == c
    whole = flat.back(Span.of(read, 0, len(read)))
    assert whole.words == text
