"""Which time of the sentence is the window of the event."""

from __future__ import annotations

import datetime as dt

import pytest

from foresaid.core import Article
from foresaid.read.read_article import read_article

DAY = dt.date(2022, 7, 6)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "trigger", "first", "last"),
    [
        ("The storm could reach southern Florida on Sunday.", "reach", "2022-07-10", "2022-07-10"),
        ("The minister said on Tuesday the law would be repealed.", "repealed", None, None),
        ("The minister said on Tuesday that the troops would leave within ten days.", "leave", "2022-07-05", "2022-07-15"),
        ("He is to leave office next month on August 2.", "leave", "2022-08-02", "2022-08-02"),
        ("Sanctions imposed on Eritrea in 2009 will be lifted.", "lifted", None, None),
        ("The envoys will meet in Geneva on Monday.", "meet", "2022-07-11", "2022-07-11"),
        ("The visit will be the first since a coup in March 2014.", "first", None, None),
        ("The bill will pass before the summer.", "pass", "2022-07-06", "2023-05-31"),
    ],
)  # fmt: skip
def test_the_window_of_the_event(text: str, trigger: str, first: str | None, last: str | None) -> None:
    claims = [c for c in read_article(Article(id="a", text=text, published=DAY)).claims if c.trigger.words == trigger]
    assert claims
    w = claims[0].window
    got = (str(w.earliest), str(w.latest)) if w and w.earliest else (None, None)
    assert got == (first, last)
