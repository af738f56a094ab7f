from __future__ import annotations

import html
import pathlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foresaid.collect.clean import clean
from foresaid.collect.way_back import way_back

PAGES = sorted((pathlib.Path(__file__).parent / "pages").glob("*.html"))


def words(text: str) -> str:
    return re.sub(r"\s+", "", html.unescape(re.sub(r"<[^<>]*>", "", text)))


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.name)
def test_every_run_of_the_body_is_found_in_its_page(path: pathlib.Path) -> None:
    source = path.read_text()
    page = clean(source)
    back = way_back(page.text, source)
    for span in page.parts.body:
        found = back.to_page(span.start, span.end)
        assert found
        assert words(source[found[0] : found[1]]) == words(span.words)


def test_words_that_no_page_has_lead_nowhere() -> None:
    assert way_back("Seoul", "<p>Tokyo</p>").to_page(0, 5) is None
    assert way_back("", "<p>Tokyo</p>").to_page(0, 1) is None


def test_scripts_and_comments_are_passed_over() -> None:
    page = "<script>var Seoul = 1</script><!-- Seoul --><p>Seoul</p>"
    assert way_back("Seoul", page).to_page(0, 5) == (47, 52)


@given(st.lists(st.text("abc&<>é", min_size=1, max_size=5), min_size=1, max_size=12))
def test_escaped_words_are_found(parts: list[str]) -> None:
    text = " ".join(parts)
    page = "<div>" + "</b> <b>".join(html.escape(p) for p in parts) + "</div>"
    found = way_back(text, page).to_page(0, len(text))
    assert found
    assert words(page[found[0] : found[1]]) == words(html.escape(text))
