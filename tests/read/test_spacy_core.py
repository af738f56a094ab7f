"""spaCy's words and tokenizer loaded alone cut words as the whole of it does."""

import subprocess
import sys

import spacy
from hypothesis import given
from hypothesis import strategies as st

from foresaid.read.spacy_core import english_tokenizer

TEXT = """Mr. Sato didn't say (on Jan. 5) that they'd meet in the U.S. again; "we'll see," he told www.example.org/a?b=1.
U.K.-based firms: $5m, 10km, 3.5%, 8:30p.m., e.g. Lee's. Cannot, gonna… o’clock — well-known/unknown :) end."""

CHILD = """
import os, sys
from foresaid.read import spacy_core
if "broken" in sys.argv and "FORESAID_WHOLE_SPACY" not in os.environ:
    spacy_core.LEFT_OUT = ("thinc",)
    spacy_core.english_tokenizer = None
spacy_core.load_core()
from foresaid.read.spacy_core import english_tokenizer
heavy = sorted({"spacy.pipeline", "spacy.cli", "pydantic", "torch"} & set(sys.modules))
sys.stdout.buffer.write(repr((heavy, [(t.text, t.norm_, t.is_stop, t.shape_) for t in english_tokenizer()(%r)])).encode())
"""


def words(doc):
    return [(t.text, t.norm_, t.is_stop, t.shape_) for t in doc]


def child(*argv):
    done = subprocess.run(
        [sys.executable, "-c", CHILD % TEXT, *argv], capture_output=True, env={"PYTHONPATH": ":".join(sys.path)}
    )
    assert done.returncode == 0, done.stderr.decode()
    return eval(done.stdout.decode())


def test_alone_it_gives_the_same_words_and_loads_nothing_heavy():
    heavy, got = child()
    assert heavy == []
    assert got == words(spacy.blank("en")(TEXT))


def test_a_spacy_that_does_not_come_apart_is_loaded_whole():
    _, got = child("broken")
    assert got == words(spacy.blank("en")(TEXT))


BLANK = spacy.blank("en")


@given(st.text(alphabet="aB'’.,-–/()$%:@ \n1ſé“”…", max_size=40))
def test_any_text_is_cut_as_by_the_blank_pipeline(text):
    assert words(english_tokenizer()(text)) == words(BLANK.tokenizer(text))
