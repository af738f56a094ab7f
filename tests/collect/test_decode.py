from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foresaid.collect.decode import UndecodableError, decode

WORDS = "Kim’s visit — “in May”, said Müller.\r\nNo more."


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_encodings_that_are_sure(name: str) -> None:
    text = WORDS * 20
    assert decode(text.encode(name)).text == text
    assert decode(text.encode(name)).note is None


def test_windows_1252_is_read_and_said() -> None:
    got = decode(("The minister will come. " * 20 + WORDS).encode("cp1252"))
    assert got.text.endswith(WORDS)
    assert got.note == "not UTF-8 (byte 0x92 at 483): read as Windows-1252"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("Президент приедет в мае. ".encode("cp1251"), "not UTF-8: byte 0xcf at 0"),
        ("대통령이 온다".encode("euc-kr"), "not UTF-8: byte 0xb4 at 0"),
        (b"abc\x00\x01\x02def" * 9, "binary: NUL byte at 3"),
        (b"%PDF-1.7 ...", "binary: this is a PDF file"),
        (b"PK\x03\x04....", "binary: this is a zip or office file"),
        (b"\x1b[0m\x01\x02\x03 words", "binary: control character U+0001 at 4"),
        (b"\xff\xfea\x00b", "not UTF-16-LE: byte 0x62 at 4"),
        (b"one \x81 two", "not UTF-8: byte 0x81 at 4"),
    ],
)
def test_what_is_refused_says_where(data: bytes, message: str) -> None:
    with pytest.raises(UndecodableError) as e:
        decode(data)
    assert str(e.value) == message


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_one_line(data: bytes) -> None:
    message = ""
    try:
        assert isinstance(decode(data).text, str)
    except UndecodableError as e:
        message = str(e)
    assert "\n" not in message


@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=200))
def test_utf8_comes_back(text: str) -> None:
    if text.startswith(("\ufeff", "%PDF-", "PK", "GIF8", "{\\rtf")):
        return
    assert decode(text.encode()).text == text
