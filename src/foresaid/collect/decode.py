"""Bytes → text, or one sentence that says which byte is wrong."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

MAGIC = (
    (b"%PDF-", "a PDF file"), (b"PK\x03\x04", "a zip or office file"), (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"), (b"GIF8", "a GIF picture"), (b"\x1f\x8b", "a gzip file"),
    (b"\xd0\xcf\x11\xe0", "an old office file"), (b"{\\rtf", "an RTF file"), (b"\x7fELF", "a program"),
)  # fmt: skip
BOMS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
HIGH_SHARE = 0.06
"""More bytes past ASCII than this and a text is not English in Windows-1252: English news has under 2 % (quotation
marks, dashes, names with accents); a page of Cyrillic or Korean in an old code page has over 40 %."""
TYPOGRAPHY = frozenset("‘’‚“”„–—…•€£¥§°©®™«»·¿¡´ˆ˜‹›†‡½¼¾²³¹×\xa0\xad")


class UndecodableError(ValueError):
    """The bytes are not a text; the message says why in one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A text and, where it had to be guessed how it is encoded, a ``note`` for people that says so."""

    text: str
    note: str | None = None


def decode(data: bytes) -> Decoded:
    """The text that ``data`` encodes: UTF-8, UTF-8 or UTF-16 with a byte order mark (left out of the text), UTF-16
    without one, and Windows-1252 where every byte makes sense as that (``note`` then says so).

    Line ends stay as they are. Raises ``UndecodableError`` for anything else: pictures, archives, control characters.

    >>> decode(b"Xi\\x92s visit")
    Decoded(text='Xi’s visit', note='not UTF-8 (byte 0x92 at 2): read as Windows-1252')
    """
    for magic, what in MAGIC:
        if data.startswith(magic):
            raise UndecodableError(f"binary: this is {what}")
    for bom, name in BOMS:
        if data.startswith(bom):
            return Decoded(text=_checked(_strict(data[len(bom) :], name, len(bom))))
    if b"\x00" in data[:4096]:
        return Decoded(text=_checked(_strict(data, _sixteen(data), 0)))
    try:
        return Decoded(text=_checked(data.decode("utf-8")))
    except UnicodeDecodeError as e:
        at, byte = e.start, data[e.start]
    text = _windows(data)
    if text is None:
        raise UndecodableError(f"not UTF-8: byte 0x{byte:02x} at {at}")
    return Decoded(text=_checked(text), note=f"not UTF-8 (byte 0x{byte:02x} at {at}): read as Windows-1252")


def _strict(data: bytes, name: str, skipped: int) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as e:
        at = min(e.start, len(data) - 1)
        raise UndecodableError(f"not {name.upper()}: byte 0x{data[at]:02x} at {at + skipped}") from None


def _sixteen(data: bytes) -> str:
    """UTF-16 without a mark has its NULs nearly all on one side of each pair; anything else with NULs is no text."""
    head = data[:4096]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if len(data) % 2 == 0 and max(even, odd) > 0.3 * len(head) / 2 and min(even, odd) <= 0.02 * len(head):
        return "utf-16-be" if even > odd else "utf-16-le"
    raise UndecodableError(f"binary: NUL byte at {data.index(0)}")


def _windows(data: bytes) -> str | None:
    high = len(data) - len(data.translate(None, bytes(range(128, 256))))
    if high > max(2, HIGH_SHARE * len(data)):
        return None
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    return text if all(ord(c) < 128 or c.isalpha() or c in TYPOGRAPHY for c in text) else None


def _checked(text: str) -> str:
    controls = CONTROL.findall(text)
    if len(controls) > max(1, len(text) // 1000) or "\x00" in text:
        first = CONTROL.search(text)
        assert first is not None
        raise UndecodableError(f"binary: control character U+{ord(first.group()):04X} at {first.start()}")
    return text
