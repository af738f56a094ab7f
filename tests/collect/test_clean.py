from __future__ import annotations

import datetime as dt
import subprocess
import sys

import pytest

from foresaid.collect.clean import PageError, clean

BODY = "".join(
    f"<p>{s}</p>"
    for s in (
        "The minister will visit Oslo in May and will sign the agreement there, a spokesman said on Monday evening.",
        "The parliament is expected to vote on it before the summer, although two parties want to wait until autumn.",
        "Fishermen on the west coast fear that the quota will be cut again next year, whatever the agreement says.",
    )
)


def page(head: str = "", body: str = BODY) -> str:
    title = "Minister to visit Oslo"
    head = f"<head><title>{title}</title>{head}</head>"
    return f"<html>{head}<body><article><h1>{title}</h1>{body}</article></body></html>"


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ('<meta property="article:published_time" content="2020-03-04T23:30:00+01:00">', dt.date(2020, 3, 4)),
        ("<meta content='2020-03-04' name='pubdate'>", dt.date(2020, 3, 4)),
        ('<meta itemprop="datePublished" content="4 March 2020">', dt.date(2020, 3, 4)),
        ('<meta name="date" content="04/05/2020">', None),
        (
            '<script type="application/ld+json">[{"@type": "NewsArticle", "datePublished": "2020-03-04T08:00:00Z", '
            '"dateModified": "2021-01-01"}]</script><meta name="date" content="2021-01-01">',
            dt.date(2020, 3, 4),
        ),
        (
            '<script type="application/ld+json">{broken</script><meta name="date" content="2020-03-04">',
            dt.date(2020, 3, 4),
        ),
        ("", None),
    ],
)
def test_the_day_that_the_page_says(head: str, day: dt.date | None) -> None:
    assert clean(page(head)).published == day


def test_a_visible_date_line_is_found_where_metadata_is_missing() -> None:
    one = clean(page(body="<p>Published: 4 March 2020, 18:30</p>" + BODY))
    assert one.published == dt.date(2020, 3, 4)
    assert not any("Published" in s.words for s in one.parts.body)


def test_authors_publisher_and_address() -> None:
    head = (
        '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", '
        '"headline": "Minister to visit &amp; sign", '
        '"author": [{"name": "Ann Ek"}, {"name": "Bo Li"}], "publisher": {"name": "The Post"}}]}</script>'
        '<link rel="canonical" href="https://post.example/a">'
    )
    one = clean(page(head))
    assert (one.title, one.byline, one.publisher, one.url) == (
        "Minister to visit & sign",
        "Ann Ek, Bo Li",
        "The Post",
        "https://post.example/a",
    )
    assert one.text.startswith("Minister to visit & sign\n\n")
    assert one.parts.headline


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("", "no article in this page"),
        ("<html><body></body></html>", "no article in this page"),
        ("<div>" * 1500 + BODY, "broken HTML: more than 1,000 elements open at once"),
        ("<br>" * 100_001, "too large: more than 100,000 tags"),
    ],
)
def test_pages_without_an_article(source: str, message: str) -> None:
    with pytest.raises(PageError) as e:
        clean(source)
    assert str(e.value) == message


@pytest.mark.parametrize(
    "broken", [BODY.replace("</p>", ""), BODY[:-40], f"<p <b>{BODY}", BODY.replace("<p>", "<p><div><span>")]
)
def test_broken_pages_are_read_as_far_as_they_go(broken: str) -> None:
    one = clean(f"<html><body><h1>Minister to visit Oslo</h1>{broken}")
    assert "The minister will visit Oslo in May" in one.text


def test_the_extractor_is_loaded_for_pages_only() -> None:
    code = (
        "import sys, io; from foresaid.collect.files import articles;"
        "assert list(articles(['-'], date=None, stdin=io.BytesIO(b'The minister will come to Oslo in May.')));"
        "assert not {'trafilatura', 'lxml'} & set(sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
