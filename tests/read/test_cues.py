"""Every cue rule matches its own sentences and none that it must not."""

from __future__ import annotations

import pytest

from foresaid.read.cues import find_cues
from foresaid.read.language import load_reader, parse, tokenize
from foresaid.rules import Example, examples


@pytest.mark.parametrize(
    "example", examples("cues"), ids=lambda e: f"{e.rule}:{'+' if e.must else '-'}:{e.sentence[:30]}"
)
def test_rule_matches_its_sentences(example: Example) -> None:
    doc = parse(tokenize(example.sentence), load_reader("best"))
    fired = {c.rule for s in doc.sents for c in find_cues(s)}
    assert (f"cue.{example.rule}" in fired) == example.must, f"{sorted(fired)} in {example.sentence!r}"
