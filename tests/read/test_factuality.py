"""How sure each event of a sentence is: every rule on its own sentences, verbs by their signatures, degrees, bounds."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Token

from foresaid.read.factuality import degree, factuality, reading
from foresaid.read.factuality_signs import KINDS, Sign, form, predicate
from foresaid.read.language import load_reader, parse, tokenize
from foresaid.rules import Example, examples, load_rules


@cache
def _doc(sentence: str) -> Doc:
    return parse(tokenize(sentence), load_reader("best"))


def _word(marked: str) -> Token:
    """The word marked with asterisks: "The talks *failed*."."""
    before, word, after = marked.split("*")
    return next(t for t in _doc(before + word + after) if t.idx == len(before))


@pytest.mark.parametrize("example", examples("factuality"), ids=lambda e: f"{e.rule}:{e.sentence[:30]}")
def test_rule_acts_on_its_sentences(example: Example) -> None:
    fired = {r.removesuffix("-not") for t in _doc(example.sentence) for r in reading(t).rules}
    assert (f"factuality.{example.rule}" in fired) == example.must, f"{sorted(fired)} in {example.sentence!r}"


def test_rules_are_well_formed() -> None:
    for r in load_rules("factuality", Sign):
        assert r.kind in KINDS, r.id
        assert all(-3 <= v <= 3 for v in (r.so, r.denied, r.open if r.open is not None else 0.0)), r.id
        assert all(isinstance(w, str) for w in (*r.words, *r.frames)), f"{r.id}: quote what YAML takes for yes or no"
        assert r.kind == "form" or r.words, r.id


CASES = (
    ("The army *attacked* the town.", 2.8, 3.0),
    ("The army did not *attack* the town.", -3.0, -1.8),
    ("The army will *attack* the town.", 2.2, 2.8),
    ("The army may *attack* the town.", 0.8, 1.6),
    ("The army could *attack* the town.", 0.6, 1.4),
    ("Officials said that the army *attacked* the town.", 2.6, 3.0),
    ("Officials said that the army would *attack* the town.", 1.8, 2.4),
    ("The crew managed to *land* the plane.", 1.8, 3.0),
    ("The crew failed to *land* the plane.", -3.0, -1.4),
    ("The minister refused to *resign*.", -3.0, -1.8),
    ("The minister wants to *resign*.", 0.5, 1.8),
    ("The minister does not want to *resign*.", -1.5, 0.3),
    ("The party is unlikely to *win*.", -2.0, -0.6),
    ("Analysts expect the party to *win*.", 1.5, 2.4),
    ("Officials knew that the bridge had *cracked*.", 2.6, 3.0),
    ("Officials did not know that the bridge had *cracked*.", 1.8, 3.0),
    ("If the union *strikes*, the plant will close.", 0.2, 1.4),
    ("He flew to Oslo to *meet* the minister.", 1.6, 2.6),
    ("They left without *paying* the bill.", -2.0, 0.0),
    ("The ministry gave no *explanation*.", -3.0, -1.5),
    ("The court rejected the *appeal* on Monday.", 1.0, 3.0),
    ("A possible *attack* worries the guards.", 0.4, 1.6),
    ("The police have yet to *find* the car.", -2.0, 0.0),
)


@pytest.mark.parametrize(("marked", "least", "most"), CASES, ids=[c[0] for c in CASES])
def test_value(marked: str, least: float, most: float) -> None:
    assert least <= factuality(_word(marked)) <= most


DEGREES = (
    ("The two sides *met* in Geneva.", "certain", "+"),
    ("The two sides will *meet* in Geneva.", "certain", "+"),
    ("No suspect was *arrested*.", "certain", "-"),
    ("They did not *meet*.", "certain", "-"),
    ("Analysts expect prices to *rise*.", "probable", "+"),
    ("The company plans to *close* the plant.", "probable", "+"),
    ("The party is unlikely to *win*.", "probable", "-"),
    ("The bank may *raise* rates.", "possible", "+"),
    ("The bank may not *raise* rates.", "possible", "-"),
)


@pytest.mark.parametrize(("marked", "certainty", "polarity"), DEGREES, ids=[c[0] for c in DEGREES])
def test_degree(marked: str, certainty: str, polarity: str) -> None:
    assert degree(_word(marked)) == (certainty, polarity)


def test_rules_stand_from_the_outermost_in() -> None:
    rules = reading(_word("Officials said that the crew failed to *land* the plane.")).rules
    assert rules == ("factuality.say", "factuality.fail")


def test_signature_meets_its_ends_and_its_middle() -> None:
    s = form("known-noun")
    assert s.open is not None
    assert (s.at(3.0), s.at(0.0), s.at(-3.0)) == pytest.approx((s.so, s.open, s.denied))


@given(value=st.floats(-3, 3), name=st.sampled_from([r.id for r in load_rules("factuality", Sign) if r.kind == "form"]))
@settings(max_examples=50, deadline=None)
def test_signature_stays_in_bounds(value: float, name: str) -> None:
    assert -3 <= form(name).at(value) <= 3


def test_particle_tells_the_verb_apart() -> None:
    ruled = _doc("The minister ruled out a tax.")[2]
    assert ruled.lower_ == "ruled"
    found = predicate(ruled, "obj")
    assert found is not None
    assert found.id == "prevent-noun"


def test_every_word_has_a_value() -> None:
    for t in _doc("Nobody, he said, should have expected the talks to fail; if not, why ask?"):
        assert -3 <= factuality(t) <= 3
        assert degree(t)[0] in ("certain", "probable", "possible", "unknown")
