"""Where sentences begin: a dateline is one of its own."""

from __future__ import annotations

import pytest

from foresaid.read.language import tokenize


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("OSLO, June 29 (Fjord Wire) -- The king left.", "OSLO, June 29 (Fjord Wire) -- "),
        ("SAN JOSE, California — The court met.", "SAN JOSE, California — "),
        ("Oslo -- The king left.", "Oslo -- The king left."),
        ("NATO is -- so he thinks -- ready.", "NATO is -- so he thinks -- ready."),
        ("The king left -- OSLO was sad.", "The king left -- OSLO was sad."),
        ("OSLO --", "OSLO --"),
    ],
)
def test_datelines(text: str, first: str) -> None:
    doc = tokenize(text)
    assert next(iter(doc.sents)).text.strip() == first.strip()
    assert "".join(t.text_with_ws for t in doc) == text
