"""Bad input is one line that says what and where, and the rest is read all the same."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import pathlib
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foresaid.collect.files import MAX_BYTES, articles
from foresaid.core import Article, Problem, fingerprint

TEXT = "The minister will visit Oslo in May and will sign the agreement there, a spokesman said on Monday."
DAY = dt.date(2019, 4, 19)


def row(**fields: object) -> str:
    return json.dumps({"id": "a", "published": "2019-04-18", "title": "Minister to Visit Oslo", "text": TEXT} | fields)


def read(*paths: object, date: dt.date | None = None, stdin: bytes = b"") -> tuple[list[Article], list[str]]:
    got = list(articles([str(p) for p in paths], date=date, stdin=io.BytesIO(stdin)))
    return [a for a in got if isinstance(a, Article)], [str(p) for p in got if isinstance(p, Problem)]


def test_plain_text(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "visit.txt"
    path.write_bytes(f"Minister to Visit Oslo\r\n\r\n{TEXT}\r\n".encode())
    (one,), problems = read(path, date=DAY)
    assert not problems
    assert (one.id, one.title, one.published, one.published_from) == ("visit", "Minister to Visit Oslo", DAY, "given")
    assert one.text[26 : 26 + len(TEXT)] == TEXT  # line ends count as they are
    assert [s.start for s in one.body] == [0, 26]
    assert one.where == str(path)


def test_json_lines_keep_their_fields_and_offsets(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text(row(url="https://example.org/1", publisher="Post") + "\n\n" + row(id=7, published=None) + "\n")
    (first, second), problems = read(path, date=DAY)
    assert not problems
    assert (first.url, first.publisher, first.published, first.published_from) == (
        "https://example.org/1",
        "Post",
        dt.date(2019, 4, 18),
        "input",
    )
    assert first.text == TEXT
    assert first.headline is None
    assert (second.id, second.published, second.published_from) == ("7", DAY, "given")
    assert second.where == f"{path}:3"


def test_a_first_line_that_is_the_title_is_the_headline(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "one.jsonl"
    path.write_text(row(text=f"Minister To Visit Oslo!\n{TEXT}"))
    (one,), _ = read(path)
    assert one.headline
    assert one.headline.words == "Minister To Visit Oslo!"
    assert one.title == "Minister to Visit Oslo"


def test_ids(tmp_path: pathlib.Path) -> None:
    """The input's own id, else the stem, else the fingerprint of the text."""
    (tmp_path / "x").mkdir()
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "x/a.txt").write_text(TEXT + " He will stay for a week.")
    (tmp_path / "b.jsonl").write_text(json.dumps({"text": TEXT}))
    got, problems = read(tmp_path)
    assert [a.id for a in got] == ["a", fingerprint(TEXT), fingerprint(TEXT + " He will stay for a week.")]
    assert [os.path.basename(a.where) for a in got] == ["a.txt", "b.jsonl:1", "a.txt"]
    assert not problems
    (one,), _ = read("-", stdin=TEXT.encode())
    assert one.id == fingerprint(TEXT)


def test_the_same_again_is_one_problem(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(row() + "\n" + row(text=TEXT + " It rained.") + "\n" + row(id="b"))
    got, problems = read(path)
    assert [a.id for a in got] == ["a", "b"]
    assert problems == [f"{path}:2: the id 'a' stands twice; this one is left out"]
    (tmp_path / "c.txt").write_text(TEXT)
    _, problems = read(tmp_path / "c.txt", tmp_path / "c.txt")
    assert problems == [f"{tmp_path}/c.txt: the id 'c' stands twice; this one is left out"]


def test_folders_are_read_in_the_order_of_names(tmp_path: pathlib.Path) -> None:
    for name in ("b/2.txt", "b/10.txt", "a.txt", "c.htm", ".hidden/x.txt", "notes.pdf", "b/z.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(
            TEXT if not name.endswith("htm") else f"<html><body><h1>Visit</h1><p>{TEXT} {TEXT}</p></body></html>"
        )
    got, problems = read(tmp_path)
    assert [os.path.relpath(a.where, tmp_path) for a in got] == ["a.txt", "c.htm", "b/10.txt", "b/2.txt", "b/z.txt"]
    assert not problems
    (tmp_path / "none").mkdir()
    assert read(tmp_path / "none")[1] == [f"{tmp_path}/none: no .txt, .html or .jsonl file in this folder"]


@pytest.mark.parametrize(
    "stdin",
    [
        TEXT.encode(),
        ("\n" + row()).encode(),
        f"<!doctype html><html><body><h1>T</h1><p>{TEXT} {TEXT}</p></body></html>".encode(),
        ("\ufeff" + TEXT).encode(),
        TEXT.encode("utf-16"),
        row().encode("utf-8-sig"),
    ],
)
def test_standard_input_is_told_apart(stdin: bytes) -> None:
    (one,), problems = read("-", stdin=stdin)
    assert not problems
    assert TEXT in one.text
    assert one.where in ("-", "-:1", "-:2")


BAD_FILES = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\n\t", "empty"),
    "empty.jsonl": (b"", "empty"),
    "empty.html": (b"<html></html>", "no article in this page"),
    "binary.txt": (b"\x00\x01\x02\x03" * 9, "binary: control character U+0001 at 0"),
    "picture.html": (b"\x89PNG\r\n\x1a\n", "binary: this is a PNG picture"),
    "encoding.txt": ("Президент приедет".encode("koi8-r"), "not UTF-8: byte 0xf0 at 0"),
    "german.txt": (b"Der Minister wird im Mai nach Oslo reisen, sagte ein Sprecher der Regierung am Montag in Berlin.",
                   "not English: 0% of the words are English function words"),
    "long.txt": (b"word " * (MAX_BYTES // 5 + 1), "too large: more than 2,000,000 bytes"),
    "deep.html": (b"<html>" + b"<div>" * 2000 + TEXT.encode(), "broken HTML: more than 1,000 elements open at once"),
    "tags.html": (b"<html>" + b"<p>x" * 120_000, "too large: more than 100,000 tags"),
    "around.txt": (b"Share\nTweet\n\nComments (3)\n", "no article: the text holds nothing but what stands around one"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD_FILES)
def test_bad_file(name: str, tmp_path: pathlib.Path) -> None:
    path, good = tmp_path / name, tmp_path / "good.txt"
    path.write_bytes(BAD_FILES[name][0])
    good.write_text(TEXT)
    got, problems = read(path, good)
    assert problems == [f"{path}: {BAD_FILES[name][1]}"]
    assert [a.id for a in got] == ["good"]


def test_files_that_can_not_be_opened(tmp_path: pathlib.Path) -> None:
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    assert read(tmp_path / "none.txt")[1] == [f"{tmp_path}/none.txt: no such file"]
    assert "symbolic links" in read(tmp_path / "loop.txt")[1][0]
    assert read("a\0b")[1] == ["a\0b: no such name: it holds a NUL character"]


BAD_LINES = {
    "{": "bad JSON: Expecting property name enclosed in double quotes at column 2",
    '{"text": "cut o': "bad JSON: Unterminated string at column 10",
    "[1, 2]": "not a JSON object but list",
    '{"id": "x"}': "no text: the field `text` is missing",
    '{"text": " "}': "empty: `text` holds nothing",
    '{"text": 3}': "`text` is not a string",
    '{"text": "a\\u0000b"}': "binary: `text` holds NUL characters",
    row(id="x", published="soon"): "bad date: `published` is 'soon', not a day like 2019-04-18",
    row(id="x", published="2019-02-30"): "bad date: `published` is '2019-02-30', not a day like 2019-04-18",
    row(id="x", published=20190418): "bad date: `published` is 20190418, not a day like 2019-04-18",
    row(id=["x"]): "`id` is neither a string nor a number",
    row(id="x", title=3): "`title` is not a string",
    "[" * 100_000: "bad JSON: maximum recursion depth exceeded",
    row(id="x", text="Der Minister wird im Mai nach Oslo reisen, sagte ein Sprecher."): (
        "not English: 0% of the words are English function words"
    ),
}  # fmt: skip


@pytest.mark.parametrize("line", BAD_LINES, ids=lambda x: x[:30])
def test_bad_line(line: str, tmp_path: pathlib.Path) -> None:
    path = tmp_path / "lines.jsonl"
    path.write_text("\n".join([row(), line, row(id="b")]) + "\n")
    got, problems = read(path)
    assert [a.id for a in got] == ["a", "b"]
    assert len(problems) == 1
    assert problems[0].startswith(f"{path}:2: {BAD_LINES[line]}")


def test_a_line_too_long_is_passed_over(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "lines.jsonl"
    with path.open("w") as f:
        f.write(row() + "\n" + '{"text": "')
        for _ in range(5):
            f.write("word " * 200_000)
        f.write('"}\n' + row(id="b") + "\n")
    got, problems = read(path)
    assert [a.id for a in got] == ["a", "b"]
    assert problems == [f"{path}:2: too large: a line of more than 2,000,000 bytes"]


def test_a_file_of_no_json_is_given_up(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "lines.jsonl"
    path.write_text("no json here\n" * 5000)
    got, problems = read(path)
    assert not got
    assert len(problems) == 21
    assert problems[-1] == f"{path}: not JSON Lines: none of the first 20 lines is JSON"


def test_lines_are_read_one_at_a_time() -> None:
    """Nothing is read ahead: the first article is there when the second line has not been asked for."""

    class Lines(io.BytesIO):
        asked = 0

        def readline(self, size: int | None = -1, /) -> bytes:
            self.asked += 1
            return super().readline(-1 if size is None else size)

    source = Lines("".join(row(id=str(i)) + "\n" for i in range(1000)).encode())
    found = articles(["-"], date=None, stdin=source)
    first = next(iter(found))
    assert isinstance(first, Article)
    assert source.asked <= 2


def test_half_a_pair_of_surrogates_is_replaced(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "x\\ud83d", "text": "' + TEXT + ' \\ud83d"}')
    (one,), _ = read(path)
    assert one.text == TEXT + " \ufffd"
    assert one.id == "x\ufffd"


def test_windows_1252_is_read_with_a_note(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes((TEXT + " The minister’s deputy will stay at home.").encode("cp1252"))
    (one,), problems = read(path)
    assert "minister’s" in one.text
    assert problems == [f"{path}: not UTF-8 (byte 0x92 at 111): read as Windows-1252"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=400), name=st.sampled_from(["x.txt", "x.html", "x.jsonl", "x.dat"]))
def test_any_bytes_give_articles_and_problems(data: bytes, name: str, tmp_path: pathlib.Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    for one in articles([str(path), "-"], date=None, stdin=io.BytesIO(data)):
        assert isinstance(one, Article | Problem)
        if isinstance(one, Problem):
            assert "\n" not in str(one)
        else:
            for s in (*one.body, *(v.span for v in one.voices)):
                s.check(one.text)


WORDS = st.sampled_from(
    [
        "By Jane Doe",
        "Posted on : Apr.18,2019",
        "Source: Post",
        "Comments (3)",
        "1. Ann says",
        "Leave a Reply",
        TEXT,
        "Tweet",
        "Related articles",
        "[…] here […]",
        "SEOUL, April 19 (Yonhap) -- He will come.",
        "Minister to Visit Oslo",
        "",
        "\t",
        "-30-",
        "“We will,” he said.",
        "peacenik • 3 hours ago",
        "© 2019 Post",
        "June 20 - Xi in Pyongyang",
    ]
)


@given(st.lists(WORDS, max_size=40), st.sampled_from(["\n", "\n\n", "\r\n", "\u2028"]))
def test_any_lines_are_laid_out_in_order(lines: list[str], end: str) -> None:
    text = end.join(lines)
    for one in articles(["-"], date=None, stdin=io.BytesIO(text.encode())):
        if isinstance(one, Article):
            spans = [*one.body, *(v.span for v in one.voices)]
            assert all(a.end <= b.start for a, b in pairwise(spans))
            for s in spans:
                assert s.check(one.text).words.strip()


def test_the_day_that_an_article_bears_goes_before_the_one_given(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"Minister to Visit Oslo\nPosted on : Apr.18,2019 16:38 KST\n\n{TEXT}\n")
    (one,), _ = read(path, date=DAY)
    assert (one.published, one.published_from) == (dt.date(2019, 4, 18), "page")


def test_a_name_that_is_no_text_can_be_written_out(tmp_path: pathlib.Path) -> None:
    name = os.fsencode(tmp_path) + b"/visit\xff.txt"
    with open(name, "wb") as f:
        f.write(TEXT.encode())
    (one,), problems = read(tmp_path)
    assert not problems
    assert one.id == "visit\ufffd"
    assert one.where.encode()
