import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from referencing import Registry, Resource

from foresaid.core.json_form import claim_from_json, claim_to_json, json_line
from foresaid.show.lines import attribution_lines, claim_lines, time_lines

FOLDER = files("foresaid.show").joinpath("schema")
NAMES = ("claim", "relation", "time", "attribution")
SCHEMAS: dict[str, Mapping[str, Any]] = {
    n: json.loads(FOLDER.joinpath(f"{n}.schema.json").read_text(encoding="utf-8")) for n in NAMES
}
REGISTRY: Registry[Any] = Registry().with_resources((s["$id"], Resource.from_contents(s)) for s in SCHEMAS.values())


def check(name: str, record: object) -> None:
    jsonschema.Draft202012Validator(
        SCHEMAS[name], registry=REGISTRY, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    ).validate(record)


@pytest.mark.parametrize("name", NAMES)
def test_schema_is_one(name):
    jsonschema.Draft202012Validator.check_schema(SCHEMAS[name])


def test_every_line_validates(ports):
    lines = [json.loads(line) for line in claim_lines([ports], relations=True)]
    assert [line.get("kind") for line in lines] == ["plan", "forecast", "report", None]
    for line in lines[:3]:
        check("claim", line)
    check("relation", lines[3])
    for line in time_lines([ports]):
        check("time", json.loads(line))
    for line in attribution_lines([ports]):
        check("attribution", json.loads(line))


def test_relations_only_when_asked(ports):
    assert len(list(claim_lines([ports]))) == 3


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("forward", "yes"),
        ("kind", "report"),
        ("polarity", "plus"),
        ("sources", None),
        ("said_on", "7 May"),
        ("extra", 1),
        ("outcome", "happened"),
        ("event", {"type": "VISIT", "label": "x", "plover": None}),
    ],
)
def test_schema_refuses(ports, key, value):
    record = claim_to_json(ports.reading.claims[0], ports.article) | {key: value}
    with pytest.raises(jsonschema.ValidationError):
        check("claim", record)


def test_keys_stand_in_the_documented_order(ports):
    plan, _, report = (claim_to_json(c, ports.article) for c in ports.reading.claims)
    keys = [
        "id",
        "article",
        "forward",
        "kind",
        "quote",
        "trigger",
        "event",
        "participants",
        "place",
        "window",
        "certainty",
        "polarity",
        "sources",
        "condition",
        "because",
        "said_on",
        "rules",
    ]
    assert list(plan) == keys
    assert [k for k in report if k != "outcome"] == keys
    assert report["outcome"] == "happened"
    assert plan["window"] == {
        "start": "2019-06-12",
        "end": "2019-06-12",
        "edtf": "2019-06-12",
        "text": "on 12 June",
        "span": {"start": 61, "end": 71, "text": "on 12 June"},
        "approximate": False,
        "grain": "day",
        "anchor": "published",
        "event": None,
    }


def test_claim_there_and_back(ports):
    for claim in ports.reading.claims:
        assert claim_from_json(json.loads(json_line(claim_to_json(claim, ports.article)))) == claim


@pytest.mark.parametrize(
    "break_it", [lambda r: r.pop("quote"), lambda r: r.update(event=3), lambda r: r.update(quote=None)]
)
def test_what_is_no_claim_is_refused(ports, break_it):
    record = claim_to_json(ports.reading.claims[0], ports.article)
    break_it(record)
    with pytest.raises(ValueError, match=r"lacks|not a claim|null"):
        claim_from_json(record)


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_one_record_is_one_line(text):
    line = json_line({"text": text})
    assert len(line.splitlines()) == 1
    line.encode("utf-8")
    assert json.loads(line) == {"text": text}
