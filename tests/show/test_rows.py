import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foresaid.show.rows import Layout, as_csv, as_json, as_table

LAYOUT = Layout(
    columns=(("verdict", "verdict"), ("who", "who says"), ("n", "n")), wide="who", under=("told",), group="class"
)


def row(**more):
    return {
        "verdict": "late 20 d",
        "who": "a diplomat",
        "n": 3,
        "told": "a diplomat: “He will come”",
        "class": "Persons",
    } | more


def table(*rows, width=80):
    return as_table(rows, LAYOUT, width=width, colour=False)


def test_a_row_its_text_below_it_and_its_heading():
    text = table(row(), row(n=12, told=None), row(**{"class": "Outlets"}))
    assert text.splitlines() == [
        "verdict    who says     n",
        "",
        "Persons",
        "late 20 d  a diplomat   3",
        "    a diplomat: “He will come”",
        "late 20 d  a diplomat  12",
        "",
        "Outlets",
        "late 20 d  a diplomat   3",
        "    a diplomat: “He will come”",
    ]


words = st.lists(st.text("abcdefgh-ü", min_size=1, max_size=9), min_size=1, max_size=20).map(" ".join)


@given(words, words)
def test_nothing_is_cut_and_nothing_is_wider_than_the_terminal(who, told):
    lines = table(row(who=who, told=told), width=60).splitlines()
    assert max(map(len, lines)) <= 60
    below = " ".join(line.strip() for line in lines if line.startswith("    "))
    assert below.endswith(told)
    alone = as_table([{"who": who}], Layout(columns=(("who", "who"),), wide="who"), width=60, colour=False)
    assert "".join(alone.split()) == "who" + "".join(who.split())


def test_what_an_article_holds_can_not_steer_the_terminal():
    text = table(row(who="a\x1b[31m red\r\nman", told="x\x07\x9b y"))
    assert "\x1b" not in text
    assert "a[31m red man" in text
    assert "x y" in text


def test_colour_is_for_verdicts_on_terminals_alone():
    assert "\x1b[" in as_table([row()], LAYOUT, width=80, colour=True)
    assert "\x1b[" not in table(row())


def test_none_is_a_dash_and_a_fraction_has_two_places():
    text = as_table([row(who=None, n=0.12345)], LAYOUT, width=80, colour=False)
    assert "–" in text
    assert "0.12\n" in text


def test_title_and_note():
    text = as_table([row()], LAYOUT, width=80, colour=False, title="Due", note="word " * 40)
    assert text.startswith("Due\n\n")
    assert max(map(len, text.splitlines())) <= 80


def test_json_keeps_letters_and_rounds():
    assert json.loads(as_json([{"a": "é", "b": 1 / 3, "c": None}])) == [{"a": "é", "b": 0.3333, "c": None}]
    assert "é" in as_json([{"a": "é"}])


@pytest.mark.parametrize("text", ["=1+1", "+x", "-x", "@x", "\tx"])
def test_a_spreadsheet_reads_no_formula(text):
    [cell] = [r["a"] for r in csv.DictReader(io.StringIO(as_csv([{"a": text, "b": 1}], ["a"])))]
    assert cell != text
    assert cell.endswith(text)


def test_csv_holds_the_columns_asked_for():
    assert as_csv([{"a": 1, "b": 2}], ["b", "c"]) == "b,c\n2,\n"
