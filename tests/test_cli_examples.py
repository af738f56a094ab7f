"""The dispatches in examples/, read for real: what comes out holds together."""

import json
import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
from referencing import Registry, Resource

from foresaid.core import Problem
from foresaid.core.json_form import claim_from_json
from foresaid.pipeline import read_articles
from foresaid.show.lines import attribution_lines, claim_lines, time_lines
from foresaid.show.marked_text import marked_page
from foresaid.show.table import claim_table

EXAMPLES = Path(__file__).parents[1] / "examples"


@pytest.fixture(scope="module")
def reads():
    """Every dispatch, read once; none of them is a problem."""
    found = list(read_articles([str(EXAMPLES)]))
    assert not [f for f in found if isinstance(f, Problem)]
    assert not [p for f in found for p in f.reading.problems]
    return found


@pytest.fixture(scope="module")
def valid():
    """Validates a record against one of the schemas that ship."""
    folder = files("foresaid.show").joinpath("schema")
    schemas = {
        n: json.loads(folder.joinpath(f"{n}.schema.json").read_text(encoding="utf-8"))
        for n in ("claim", "relation", "time", "attribution")
    }
    registry = Registry().with_resources((s["$id"], Resource.from_contents(s)) for s in schemas.values())
    checkers = {n: jsonschema.Draft202012Validator(s, registry=registry) for n, s in schemas.items()}
    return lambda name, record: checkers[name].validate(record)


def test_something_is_read_from_each(reads):
    assert len(reads) >= 10
    assert sum(len(r.reading.claims) for r in reads) >= 50
    assert all(r.reading.times for r in reads)


def test_every_line_holds_to_its_schema(reads, valid):
    for line in claim_lines(reads, relations=True):
        record = json.loads(line)
        valid("relation" if "relation" in record else "claim", record)
    for name, lines in (("time", time_lines(reads)), ("attribution", attribution_lines(reads))):
        for line in lines:
            valid(name, json.loads(line))


def test_every_claim_goes_there_and_back(reads):
    claims = [c for r in reads for c in r.reading.claims]
    assert [claim_from_json(json.loads(line)) for line in claim_lines(reads)] == claims
    assert len({c.id for c in claims}) == len(claims)


def test_every_span_holds_its_words(reads):
    for r in reads:
        text = r.article.text
        for c in r.reading.claims:
            spans = [c.quote, c.trigger, c.condition, c.because, *(x.span for x in (*c.sources, *c.participants))]
            spans += [c.window.words, c.window.event] if c.window else []
            for span in filter(None, spans):
                span.check(text)
        for a in r.reading.attributions:
            for span in (a.cue, *a.content, *(s.span for s in a.chain if s.span)):
                span.check(text)
            assert a.parent is None or 0 <= a.parent < len(r.reading.attributions)


def test_claims_stand_in_the_body_in_order(reads):
    for r in reads:
        starts = [(c.quote.start, c.quote.end) for c in r.reading.claims]
        assert starts == sorted(starts)
        body = r.article.body
        assert all(any(b.overlap(c.quote) for b in body) for c in r.reading.claims if body)


def test_table_and_page_show_them_all(reads):
    total = sum(c.forward for r in reads for c in r.reading.claims)
    table = "".join(claim_table(reads, width=80, colour=False))
    assert f"{total} forward claims" in " ".join(table.split())
    assert max(map(len, table.splitlines())) <= 80
    page = "".join(marked_page(reads))
    assert page.count('tabindex="0"') == sum(len(r.reading.claims) for r in reads)


def test_same_bytes_whatever_the_workers_locale_and_hash_seed(reads):
    """The command itself, in other surroundings and with two processes, writes just what was read here."""
    here = "".join(claim_lines(reads)).encode()
    command = [
        sys.executable,
        "-c",
        "from foresaid.cli import main; main()",
        "read",
        str(EXAMPLES),
        "--format",
        "jsonl",
    ]
    env = {
        "PYTHONPATH": ":".join(sys.path),
        "PATH": os.environ["PATH"],
        "LC_ALL": "C",
        "PYTHONHASHSEED": "7",
        "TZ": "Asia/Seoul",
    }
    done = subprocess.run([*command, "--workers", "2"], capture_output=True, env=env, timeout=600)
    assert done.stderr == b""
    assert done.returncode == 0
    assert done.stdout == here
