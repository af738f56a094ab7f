from __future__ import annotations

import datetime as dt

import pytest

from foresaid.collect.dateline import trim


@pytest.mark.parametrize(
    ("text", "rest", "agency"),
    [
        ("SEOUL, April 19 (Yonhap) -- He will come.", "He will come.", "Yonhap"),
        ("MOSCOW (Reuters) - He will come.", "He will come.", "Reuters"),
        ("Moscow (AFP) — He will come.", "He will come.", "AFP"),
        ("Tokyo, April 18 (Jiji Press)--He will come.", "He will come.", "Jiji Press"),
        ("BEIJING, Apr. 18 (Xinhua) -- “He will come,” she said.", "“He will come,” she said.", "Xinhua"),
        ("VLADIVOSTOK, Russia — He will come.", "He will come.", None),
        ("VLADIVOSTOK, Russia, April 26, 2019 (Vostok Review) - He will come.", "He will come.", None),
        ("NEW DELHI: He will come.", "He will come.", None),
        ("New Delhi, April 18 (IANS) He will come.", "He will come.", "IANS"),
        ("KUALA LUMPUR, April 18 - He will come.", "He will come.", None),
        ("WASHINGTON/SEOUL (Reuters) - He will come.", "He will come.", "Reuters"),
        ("April 18 (UPI) -- He will come.", "He will come.", "UPI"),
        ("RIO DE JANEIRO — He will come.", "He will come.", None),
        ("He will come. (Yonhap)", "He will come.", "Yonhap"),
        ("He will come. (END)", "He will come.", None),
        ("He will come.” — Reuters", "He will come.”", None),
        ("He will come. (Reporting by A. Writer in Oslo; Editing by B. Desk)", "He will come.", None),
    ],
)
def test_datelines_and_signs(text: str, rest: str, agency: str | None) -> None:
    t = trim(text, 0, len(text))
    assert text[t.start : t.end] == rest
    assert t.agency == agency


@pytest.mark.parametrize(
    "text",
    [
        "Kim - who rules the North - will come.",
        "Seoul: a city of ten million.",
        "NATO — The alliance will meet in May.".replace("NATO", "UN"),
        "In May - Xi will come.",
        "April 18: Xi will come.",
        "Putin (Reuters wrote) will come.",
        "KIM WILL COME - IF ASKED",
        "Moscow said — Xi will come.",
        "He will come (in May).",
        "May 5 is the day.",
    ],
)
def test_other_dashes_stay(text: str) -> None:
    t = trim(text, 0, len(text))
    assert (t.start, t.end) == (0, len(text))


def test_a_whole_date_is_the_day() -> None:
    text = "SEOUL, April 19, 2019 (Yonhap) -- He will come."
    assert trim(text, 0, len(text)).day == dt.date(2019, 4, 19)
    text = "SEOUL, April 19 (Yonhap) -- He will come."
    assert trim(text, 0, len(text)).day is None
