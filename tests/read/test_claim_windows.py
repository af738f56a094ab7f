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
        # A bare weekday right after a past verb of saying is the statement's, wherever the tree hangs it.
        ("The president said on Friday he may declare an emergency.", "declare", None, None),
        # A time that opens the clause after "that" is the clause's.
        ("The ministry announced that from July 20, a pass would become compulsory.", "become", "2022-07-20", "2022-07-20"),
        # The day of the telling dates a length and an end.
        ("Mayor Li told The Courier on Friday that the bridge would close within two weeks.", "close", "2022-07-01", "2022-07-15"),
        # A quotation said on a day that the paragraph tells.
        ('The governor resigned on Friday. "Lee will replace me tomorrow," he said.', "replace", "2022-07-02", "2022-07-02"),
        ('"Lee will replace me tomorrow," he said.', "replace", "2022-07-07", "2022-07-07"),
        # A plan given up lies behind; one that has been moved lies ahead.
        ("The museum was first scheduled to open on Friday, but the plaster is wet.", "open", "2022-07-01", "2022-07-01"),
        # Weeks and days that hang on something else.
        ("The club plans to sign the treaty in the week leading up to the gala.", "sign", None, None),
        ("By July 20 the first line will close, at which point the second is planned to open.", "open", "2022-07-20", "2022-07-20"),
        ("The king is to land on July 20, the same day the queen is scheduled to leave.", "leave", "2022-07-20", "2022-07-20"),
        ("Italy votes on July 20, and the bank will not raise its rate before that.", "raise", "2022-07-06", "2022-07-19"),
        ("The chain will merge its stores over 18 months.", "merge", "2022-07-06", "2024-01-06"),
        ("The strike is expected to last for a week or longer.", "last", "2022-07-06", None),
        # What is still open is not of a month behind.
        ("A colonel had written that the vote would be held in June.", "held", "2023-06-01", "2023-06-30"),
        ("The museum will open this year. Its owner will say something before that.", "say", "2022-07-06", "2022-12-31"),
    ],
)  # fmt: skip
def test_the_window_of_the_event(text: str, trigger: str, first: str | None, last: str | None) -> None:
    claims = [c for c in read_article(Article(id="a", text=text, published=DAY)).claims if c.trigger.words == trigger]
    assert claims
    w = claims[0].window
    got = (str(w.earliest), str(w.latest) if w.latest else None) if w and w.earliest else (None, None)
    assert got == (first, last)
