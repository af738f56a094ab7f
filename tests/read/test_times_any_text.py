"""No text breaks the reader of times, and every window prints and reads back."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from foresaid.read.language import tokenize
from foresaid.read.times import edtf, edtf_days, find_times, infer_published

PIECES = """
by the end of next month in May or June on Apr. 26-27 within two weeks ago until the G20 summit
Osaka at 5 p.m. Friday 's third quarter of 1990 fiscal 2020 the 1980s 20th century every other
Monday nights half an hour a couple of years before after since last this coming fall March 31
February 30 9999 0000 2019-02-31 99/99/99 week early late mid- Christmas Eve decades ten thousand
1/2 to and - , . ( ) noon today tomorrow the day after vote 12:61 24:00 GMT
"""
texts = st.one_of(st.text(max_size=120), st.lists(st.sampled_from((*PIECES.split(), "\n")), max_size=30).map(" ".join))
days = st.one_of(st.none(), st.dates())


@given(texts, days, days)
@settings(max_examples=400, deadline=None)
def test_any_text_is_read(text: str, published: dt.date | None, said_on: dt.date | None) -> None:
    doc = tokenize(text)
    found = find_times(doc, published, said_on=said_on)
    assert found == find_times(doc, published, said_on=said_on)
    infer_published(doc)
    for t in found:
        t.span.check(text)
        if t.window:
            t.window.words.check(text)
            assert t.window.edtf == edtf(t.window.earliest, t.window.latest, t.window.approximate)
            assert t.window.earliest or t.window.latest or t.window.problem


@given(st.dates(), st.integers(0, 4000), st.booleans(), st.booleans(), st.booleans())
def test_windows_print_and_read_back(first: dt.date, length: int, left: bool, right: bool, approximate: bool) -> None:
    if left and right:
        return
    last = first + dt.timedelta(days=min(length, (dt.date.max - first).days))
    window = (None if left else first, None if right else last)
    printed = edtf(*window, approximate)
    assert printed is not None
    assert edtf_days(printed) == window
    assert edtf(*edtf_days(printed), approximate) == printed
