"""Files, folders and standard input → articles: plain text, web pages and JSON Lines."""

from __future__ import annotations

import datetime as dt
import io
import itertools
import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import blake2b
from pathlib import PurePath
from typing import IO, BinaryIO

from foresaid.collect.clean import PageError, clean
from foresaid.collect.dates import field_date
from foresaid.collect.decode import UndecodableError, decode
from foresaid.collect.english import other_language
from foresaid.collect.layout import Layout, lay_out
from foresaid.core import Article, Problem, fingerprint

STAGE = "collect"
MAX_BYTES = 2_000_000
"""The largest file, page or line that is read, in bytes: 60 times a long feature. What is larger is no article."""
HOPELESS = 20
"""After so many lines from the start none of which is JSON, a file is not JSON Lines and the rest is not tried."""
ENDINGS = {".txt": "text", ".html": "page", ".htm": "page", ".jsonl": "lines", ".ndjson": "lines"}
_PAGE = re.compile(
    rb"\s*<(?:!--|\?xml\b|(?:!doctype|html|head|body|div|p|article|section|main|meta|title|h[1-6])\b)", re.I
)
_WHOLE_PAGE = re.compile(rb"\s*(?:<!--.{0,2000}?-->\s*)?(?:<!doctype\s+html\b|<html\b)", re.I | re.S)


class InputError(ValueError):
    """One input can not be read; the message says why in one line."""


def articles(
    paths: Iterable[str], *, date: dt.date | None = None, stdin: BinaryIO | None = None
) -> Iterator[Article | Problem]:
    """The articles of the files and folders ``paths``, one at a time, and a ``Problem`` for each that can not be read.

    A path is a ``.txt``, ``.html``, ``.htm`` or ``.jsonl`` file (a file with another ending is judged by its first
    line), a folder (its files with these endings, those of its folders too, in the order of their names) or ``-`` for
    ``stdin``. ``date`` is the day of publication of articles that bear none, neither in a field ``published`` nor in
    the page. An article's id is the input's ``id``, else the file's stem, else (standard input, or a stem that another
    file has) the fingerprint of its text. Two articles of one id are a problem.
    """
    seen: dict[bytes, bytes] = {}
    for path in paths:
        if path == "-":
            found = _safely(_stream(stdin or io.BytesIO(), "-", None, date), "-")
        else:
            found = itertools.chain.from_iterable(
                p if isinstance(p, list) else _safely(_file(p, date), _shown(p)) for p in _files(path)
            )
        yield from _once(found, seen)


def _files(path: str) -> Iterator[str | list[Problem]]:
    folder = "\0" not in path and os.path.isdir(path)
    if not folder:
        yield path
        return
    wrong: list[Problem] = []
    some = False
    walk = os.walk(path, onerror=lambda e: wrong.append(Problem(stage=STAGE, where=str(e.filename), message=_why(e))))
    for here, folders, names in walk:
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(names):
            if os.path.splitext(name)[1].lower() in ENDINGS and not name.startswith("."):
                some = True
                yield os.path.join(here, name)
    if not some and not wrong:
        wrong.append(Problem(stage=STAGE, where=path, message="no .txt, .html or .jsonl file in this folder"))
    yield wrong


def _why(e: OSError) -> str:
    return (e.strerror or type(e).__name__).lower() if not isinstance(e, FileNotFoundError) else "no such file"


def _safely(found: Iterator[Article | Problem], where: str) -> Iterator[Article | Problem]:
    try:
        yield from found
    except OSError as e:
        yield Problem(stage=STAGE, where=where, message=_why(e))
    except (InputError, UndecodableError, PageError) as e:
        yield Problem(stage=STAGE, where=where, message=" ".join(str(e).split()))


def _file(path: str, date: dt.date | None) -> Iterator[Article | Problem]:
    if "\0" in path:
        raise InputError("no such name: it holds a NUL character")
    with open(path, "rb") as f:
        yield from _stream(f, _shown(path), ENDINGS.get(os.path.splitext(path)[1].lower()), date)


def _shown(path: str) -> str:
    """A path that can be written out, whatever bytes the file's name is made of."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _stream(f: BinaryIO | IO[bytes], where: str, kind: str | None, date: dt.date | None) -> Iterator[Article | Problem]:
    head = f.readline(MAX_BYTES + 1)
    while head and not head.strip() and len(head) <= MAX_BYTES:
        following = f.readline(MAX_BYTES + 1)
        if not following:
            break
        head += following
    kind = kind or _sniff(head)
    if kind == "lines":
        yield from _lines(f, head, where, date)
        return
    data = head + f.read(max(0, MAX_BYTES + 1 - len(head)))
    if len(data) > MAX_BYTES:
        raise InputError(f"too large: more than {MAX_BYTES:,} bytes")
    if not data.strip():
        raise InputError("empty")
    decoded = decode(data)
    if decoded.note:
        yield Problem(stage=STAGE, where=where, message=decoded.note)
    own = None if where == "-" else PurePath(where).stem
    if kind == "page" or _WHOLE_PAGE.match(data):
        page = clean(decoded.text)
        parts = replace(page.parts, published=page.published, byline=page.byline)
        article = _article(
            page.text, parts, id=own, where=where, date=date, title=page.title, url=page.url, publisher=page.publisher
        )
        yield _english(article)
        return
    if not decoded.text.strip():
        raise InputError("empty")
    yield _english(_article(decoded.text, lay_out(decoded.text), id=own, where=where, date=date))


def _sniff(head: bytes) -> str:
    plain = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    if re.match(rb'\s*\{\s*(?:"|\}|$)', plain):
        return "lines"
    return "page" if _PAGE.match(plain) else "text"


def _lines(f: BinaryIO | IO[bytes], head: bytes, where: str, date: dt.date | None) -> Iterator[Article | Problem]:
    number, good = 0, False
    for line in itertools.chain(head.splitlines(keepends=True) if len(head) <= MAX_BYTES else [head], _rest(f, head)):
        number += 1
        here = f"{where}:{number}"
        if len(line) > MAX_BYTES:
            yield Problem(stage=STAGE, where=here, message=f"too large: a line of more than {MAX_BYTES:,} bytes")
            continue
        if not line.strip():
            continue
        try:
            decoded = decode(line.rstrip(b"\r\n"))
            row = _row(decoded.text)
        except (UndecodableError, InputError) as e:
            yield Problem(stage=STAGE, where=here, message=str(e))
            if not good and number >= HOPELESS:
                message = f"not JSON Lines: none of the first {number} lines is JSON"
                yield Problem(stage=STAGE, where=where, message=message)
                return
            continue
        good = True
        if decoded.note:
            yield Problem(stage=STAGE, where=here, message=decoded.note)
        try:
            yield _english(_from_row(row, here, date))
        except InputError as e:
            yield Problem(stage=STAGE, where=here, message=str(e))
    if not number:
        raise InputError("empty")


def _rest(f: BinaryIO | IO[bytes], head: bytes) -> Iterator[bytes]:
    """The lines after ``head``; of one that is too long only so much as shows that it is."""
    line = head
    while line:
        if len(line) > MAX_BYTES and not line.endswith(b"\n"):
            while (more := f.readline(1 << 20)) and not more.endswith(b"\n"):
                pass
        line = f.readline(MAX_BYTES + 1)
        if line:
            yield line


def _row(line: str) -> dict[str, object]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as e:
        raise InputError(f"bad JSON: {e.msg.removesuffix(' starting at')} at column {e.colno}") from None
    except (ValueError, RecursionError) as e:
        raise InputError(f"bad JSON: {' '.join(str(e).split())}") from None
    if not isinstance(row, dict):
        raise InputError(f"not a JSON object but {type(row).__name__}")
    return row


def _from_row(row: dict[str, object], where: str, date: dt.date | None) -> Article:
    text, own = row.get("text"), row.get("id")
    if not isinstance(text, str):
        raise InputError("no text: the field `text` is missing" if text is None else "`text` is not a string")
    if not text.strip():
        raise InputError("empty: `text` holds nothing")
    if isinstance(own, int) and not isinstance(own, bool):
        own = str(own)
    if own is not None and (not isinstance(own, str) or not own.strip()):
        raise InputError("`id` is neither a string nor a number")
    published = None
    if row.get("published") not in (None, ""):
        published = field_date(str(row["published"])) if isinstance(row["published"], str) else None
        if published is None:
            raise InputError(f"bad date: `published` is {_short(row['published'])}, not a day like 2019-04-18")
    words: dict[str, str | None] = {}
    for key in ("title", "url", "publisher"):
        value = row.get(key)
        if value is not None and not isinstance(value, str):
            raise InputError(f"`{key}` is not a string")
        words[key] = _whole(value).strip() or None if value else None
    text = _whole(text)
    if "\x00" in text:
        raise InputError("binary: `text` holds NUL characters")
    return _article(
        text, lay_out(text, title=words["title"] or ""), id=_whole(own) if own else None, where=where, date=date,
        published=published, **words,
    )  # fmt: skip


def _short(value: object) -> str:
    words = repr(value)
    return words if len(words) <= 40 else words[:37] + "..."


def _whole(text: str) -> str:
    """Half a surrogate pair, as a text cut by a program can end in, can not be written out: U+FFFD stands for it."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return "".join("\ufffd" if 0xD800 <= ord(c) < 0xE000 else c for c in text)
    return text


def _article(
    text: str, parts: Layout, *, id: str | None, where: str, date: dt.date | None, published: dt.date | None = None,
    title: str | None = None, url: str | None = None, publisher: str | None = None,
) -> Article:  # fmt: skip
    """The article of ``text`` with its parts. The day that it bears (a field, the page) goes before the caller's."""
    if not parts.body:
        raise InputError("no article: the text holds nothing but what stands around one")
    days = ((published, "input"), (parts.published, "page"), (date, "given"))
    day, how = next(((d, h) for d, h in days if d), (None, None))
    return Article(
        id=id or fingerprint(text), text=text, title=title or (parts.headline.words if parts.headline else None),
        published=day, published_from=how, url=url, publisher=publisher, origin=parts.origin,
        byline=parts.byline, headline=parts.headline, body=parts.body, voices=parts.voices, where=where,
    )  # fmt: skip


def _english(article: Article) -> Article:
    found = other_language(" ".join(s.words for s in article.body))
    if found:
        raise InputError(f"not English: {found}")
    return article


def _once(found: Iterator[Article | Problem], seen: dict[bytes, bytes]) -> Iterator[Article | Problem]:
    """Each id once. A file whose stem another file has (index.html) takes the fingerprint of its text instead."""
    for one in found:
        if isinstance(one, Problem):
            yield one
            continue
        text = blake2b(one.text.encode(), digest_size=8).digest()
        before = seen.setdefault(_key(one.id), text)
        if before is not text and before != text and _stem(one.where) == one.id:
            one = replace(one, id=fingerprint(one.text))
            before = seen.setdefault(_key(one.id), text)
        if before is text:
            yield one
        else:
            yield Problem(
                stage=STAGE, where=one.where, message=f"the id {_short(one.id)} stands twice; this one is left out"
            )


def _key(id: str) -> bytes:
    return blake2b(id.encode("utf-8", "surrogatepass"), digest_size=8).digest()


def _stem(where: str) -> str | None:
    """The stem of a file that is one article; None for a line of one."""
    return None if re.search(r":\d+$", where) else PurePath(where).stem
