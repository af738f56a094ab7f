"""Attributions on sentences of our own (tests/cases/quotes.txt) and the promises of the records that come out."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foresaid.core import Attribution, Span
from foresaid.read.language import load_reader, parse, tokenize
from foresaid.read.quotes import chain_for, find_attributions
from foresaid.rules import Example, examples

CASES = Path(__file__).parent.parent / "cases" / "quotes.txt"


def read(text: str) -> tuple[Attribution, ...]:
    return find_attributions(parse(tokenize(text), load_reader("best")))


def cases() -> list[tuple[str, list[list[str]]]]:
    out: list[tuple[str, list[list[str]]]] = []
    for block in CASES.read_text(encoding="utf-8").split("\n\n"):
        lines = [x for x in block.splitlines() if x and not x.startswith("#")]
        if lines:
            out.append((lines[0].replace("¶", "\n\n"), [[f.strip() for f in x.split("|")] for x in lines[1:]]))
    return out


def fits(a: Attribution, want: list[str]) -> bool:
    source, cue, content, kind, direct, chain = [*want, "", "", "", "", ""][:6]
    said = " … ".join(c.words for c in a.content)
    return (
        cue in a.cue.words
        and (not source or (a.source is None if source == "-" else a.source is not None and a.source.name == source))
        and all(piece in said for piece in content.split(" … "))
        and (not kind or (a.source is not None and a.source.kind == kind))
        and (not direct or a.direct == direct)
        and (not chain or [s.name for s in a.chain] == chain.split(" > "))
    )


@pytest.mark.parametrize(("text", "wanted"), cases(), ids=lambda x: x[:40] if isinstance(x, str) else "")
def test_case(text: str, wanted: list[list[str]]) -> None:
    found = read(text)
    for want in wanted:
        if want[1].startswith("!"):
            assert not any(want[1][1:] in a.cue.words for a in found)
        else:
            assert any(fits(a, want) for a in found), f"{want} not in {found}"


def test_a_reported_paragraph_does_not_speak_into_the_next() -> None:
    text = "The minister said the bridge would open in June.\n\nThe old ferry would stop running a week later."
    assert not any("ferry" in c.words for a in read(text) for c in a.content)


@pytest.mark.parametrize("example", examples("speech"), ids=lambda e: f"{e.rule}:{'+' if e.must else '-'}")
def test_speech_rule(example: Example) -> None:
    found = read(example.sentence)
    if example.must:
        assert found, example.sentence
    else:
        assert not found, f"{[a.rule for a in found]} in {example.sentence}"


@pytest.mark.parametrize("example", examples("attribution"), ids=lambda e: f"{e.rule}:{'+' if e.must else '-'}")
def test_attribution_rule(example: Example) -> None:
    fired = {a.rule.split("/")[0] for a in read(example.sentence)}
    assert (example.rule in fired) == example.must


@pytest.mark.parametrize(
    ("text", "quote", "chain"),
    [
        ("Ministers agreed to meet in May.", "to meet in May", []),
        ("The team plans to leave on Monday.", "The team plans to leave on Monday", []),
        ("The storm was forecast to hit the coast.", "to hit the coast", []),
        ("Tove Lund pledged to cut taxes.", "cut taxes", ["Tove Lund"]),
        ("Reuters said that Anna Lund had pledged to cut taxes.", "cut taxes", ["Reuters", "Anna Lund"]),
        ("Reuters said that the team plans to leave.", "the team plans to leave", ["Reuters"]),
    ],
)
def test_who_stands_behind_a_claim(text: str, quote: str, chain: list[str]) -> None:
    doc = parse(tokenize(text), load_reader("best"))
    at = text.index(quote)
    assert [s.name for s in chain_for(find_attributions(doc), Span.of(text, at, at + len(quote)), doc)] == chain


def test_without_a_tree_patterns_still_find_the_speaker() -> None:
    found = find_attributions(tokenize("The bridge will open in June, officials said."))
    assert [(a.source.name, a.content[0].words) for a in found if a.source] == [
        ("officials", "The bridge will open in June")
    ]


WORDS = st.sampled_from(
    [
        "said",
        ",",
        ".",
        "“",
        "”",
        '"',
        ":",
        "that",
        "officials",
        "the",
        "Kremlin",
        "according",
        "to",
        "he",
        "she",
        "(",
        ")",
        "'",
        "’",
        "‘",
        "would",
        "\n\n",
        "announced",
        "told",
        "reporters",
        "quoted",
        "as",
        "saying",
        "'s",
        "view",
        "in",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=40))
def test_any_text_gives_spans_of_its_own_words(words: list[str]) -> None:
    text = " ".join(words)
    found = find_attributions(tokenize(text))
    for k, a in enumerate(found):
        for span in (a.cue, *a.content, *([a.source.span] if a.source and a.source.span else [])):
            span.check(text)
        assert a.parent is None or 0 <= a.parent < len(found)
        assert a.parent != k
    assert found == find_attributions(tokenize(text))
