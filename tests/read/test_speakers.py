"""Kinds and names of sources."""

from __future__ import annotations

import pytest

from foresaid.core import Actor, Mention, Span
from foresaid.read.language import load_reader, parse, tokenize
from foresaid.read.quotes import find_attributions
from foresaid.rules import examples

KINDS = [
    ("A diplomatic source", "anonymous"),
    ("The foreign ministry", "institution"),
    ("Experts on North Korea", "group"),
    ("The prime minister", "office"),
    ("The Wall Street Journal", "outlet"),
    ("Anna Berg", "person"),
    *[(e.sentence[:1].upper() + e.sentence[1:], e.rule) for e in examples("anonymous") if e.must],
]


@pytest.mark.parametrize(("name", "kind"), KINDS)
def test_kind(name: str, kind: str) -> None:
    doc = parse(tokenize(f"{name} said that the bridge will open in June."), load_reader("best"))
    source = find_attributions(doc)[0].source
    assert source is not None
    assert (source.name, source.kind) == (name, kind)


def test_a_source_span_holds_the_apposition_and_its_name_does_not() -> None:
    doc = parse(tokenize("Anna Berg, the head of the port, said that it will close."), load_reader("best"))
    source = find_attributions(doc)[0].source
    assert source is not None
    assert source.span is not None
    assert (source.name, source.span.words) == ("Anna Berg", "Anna Berg, the head of the port")


def test_a_mention_names_the_pronoun_and_its_state() -> None:
    text = "He said that the visit will begin in May."
    actor = Actor(id="Q1", name="Xi Jinping", kind="person", state="CHN")
    mention = Mention(span=Span.of(text, 0, 2), actors=(actor,), how="pronoun")
    source = find_attributions(parse(tokenize(text), load_reader("best")), (mention,))[0].source
    assert source is not None
    assert (source.name, source.kind, source.affiliation) == ("Xi Jinping", "person", "CHN")


def test_a_pronoun_goes_on_with_the_speaker_before() -> None:
    text = "Anna Berg said that the port will close. She added that it will not open again."
    found = find_attributions(parse(tokenize(text), load_reader("best")))
    assert [a.source.name for a in found if a.source] == ["Anna Berg", "Anna Berg"]


def test_a_surname_gets_its_full_name() -> None:
    text = "Anna Berg met the press on Monday. Berg said that the port will close."
    found = find_attributions(parse(tokenize(text), load_reader("best")))
    assert [a.source.name for a in found if a.source] == ["Anna Berg"]
