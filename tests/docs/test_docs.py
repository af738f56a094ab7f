import importlib.util
import json
import re
import shlex
from pathlib import Path

import click
import pytest

import foresaid
from foresaid.cli import cli
from foresaid.core import EVENT_TYPES, OUTCOMES, SOURCE_KINDS
from foresaid.core.json_form import claim_from_json, claim_to_json

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = [*sorted(DOCS.glob("*.md")), *sorted(ROOT.glob("*.md"))]


def text(name):
    return (DOCS / name).read_text(encoding="utf-8")


def script(name):
    spec = importlib.util.spec_from_file_location(name, DOCS / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_commands_page_is_current():
    module = script("commands")
    assert module.PAGE.read_text(encoding="utf-8") == module.page(), "run: make docs"


def test_the_output_in_the_readme_is_current():
    module = script("readme_output")
    assert module.README.read_text(encoding="utf-8") == module.page(), "run: make docs"
    shown = blocks(module.README, "console")
    assert len(shown) == len(module.BLOCKS)
    assert max(len(line) for block in shown for line in block.splitlines()) <= 80


def command_paths(group=cli, before=()):
    for name, command in sorted(group.commands.items()):
        yield (*before, name)
        yield from command_paths(command, (*before, name)) if isinstance(command, click.Group) else ()


@pytest.mark.parametrize("path", list(command_paths()), ids=" ".join)
def test_every_command_has_its_section_and_an_example_that_can_be_given(path):
    page = text("commands.md")
    assert f"## `foresaid {' '.join(path)}`\n" in page
    section = page.partition(f"## `foresaid {' '.join(path)}`\n")[2].partition("\n## ")[0]
    examples = re.findall(r"^    +(foresaid .*)", section, re.MULTILINE)
    assert examples
    for example in examples:
        given(example)


def given(line):
    """Parse a command line as the command does, without running it."""
    words = shlex.split(line, comments=True)[1:]
    command, context = cli, click.Context(cli)
    while isinstance(command, click.Group) and words and words[0] in command.commands:
        context = click.Context(command, parent=context)
        command, words = command.commands[words[0]], words[1:]
    if command is not cli and not isinstance(command, click.Group):
        command.make_context("x", words, parent=context)


def test_the_claim_in_the_docs_is_what_is_written(ports):
    [block] = re.findall(r"```json\n(.*?)```", text("claim_format.md"), re.DOTALL)
    shown = json.loads(block)
    claim = claim_from_json(shown)
    assert claim_to_json(claim, ports.article) == shown
    assert list(claim_to_json(claim, ports.article)) == list(shown)
    for span in (claim.quote, claim.trigger, claim.window.words, *(s.span for s in claim.sources)):
        span.check(ports.article.text)


def test_every_key_and_value_is_explained():
    page = text("claim_format.md")
    for word in (*EVENT_TYPES, *OUTCOMES, *SOURCE_KINDS):
        assert f"`{word}`" in page


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_lead_somewhere(page):
    for target in re.findall(r"\]\((?!https?://|#)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_the_ledger_in_the_docs_is_one_and_its_chain_is_made_as_it_says():
    from foresaid.core import ENTRY_KINDS
    from foresaid.record.audit import verify
    from foresaid.record.exchange import export_lines, import_lines
    from foresaid.record.ledger import Ledger
    from foresaid.record.tables import SCHEMA_VERSION

    page = DOCS / "ledger_format.md"
    [shown] = blocks(page, "jsonl")
    lines = shown.splitlines(keepends=True)
    with Ledger.open(":memory:", write=True) as ledger:
        assert import_lines(lines, ledger) == (len(lines), 0)
        assert list(verify(ledger)) == []
        assert list(export_lines(ledger)) == lines
    [code] = blocks(page, "python")
    names = {}
    exec(compile(code, page.name, "exec"), names)
    before = "0" * 64
    for line in lines:
        e = json.loads(line)
        body = json.dumps(e["body"], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        fields = [e[k] or "" for k in ("subject", "kind", "made_by", "made_at", "replaces")]
        assert names["id_and_chain"]("\n".join([*fields, body]).encode(), before) == (e["id"], e["chain"])
        before = e["chain"]
    assert all(f"| `{kind}` |" in text(page.name) for kind in ENTRY_KINDS)
    assert f"this is schema {SCHEMA_VERSION}." in text(page.name)


def blocks(page, language=""):
    return re.findall(rf"```{language}\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)


def test_the_python_in_the_readme_runs(pipeline_of, ports, capsys):
    pipeline_of(ports)
    for name in ("Read", "read_articles"):
        foresaid.__dict__.pop(name, None)
    for block in blocks(ROOT / "README.md", "python"):
        exec(compile(block, "README.md", "exec"), {})
    assert "'id': 'c1'" in capsys.readouterr().out
    for name in ("Read", "read_articles"):
        foresaid.__dict__.pop(name, None)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_commands_shown_can_be_given(page):
    for line in "\n".join(blocks(page, "(?:sh|console)?")).splitlines():
        if "foresaid " not in line or not re.match(r"(\$ )?(foresaid|cat) ", line):
            continue
        given(line[line.index("foresaid ") :])


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_scripts_named_are_there_and_take_the_options_shown(page):
    for name, rest in re.findall(
        r"`python ((?:bench|training|docs)/\w+\.py)([^`]*)`", page.read_text(encoding="utf-8")
    ):
        assert (ROOT / name).is_file(), name
        source = (ROOT / name).read_text(encoding="utf-8")
        for option in re.findall(r"--[a-z]+", rest):
            assert option in source, f"{name} {option}"


TABLES = sorted((ROOT / "src" / "foresaid" / "rules" / "tables").glob("*.tsv"))


@pytest.mark.parametrize("table", TABLES, ids=lambda p: p.stem)
def test_every_table_says_where_it_is_from(table):
    lines = table.read_text(encoding="utf-8").splitlines()
    head = " ".join(line.lstrip("# ") for line in lines if line.startswith("#"))
    assert re.search(r"\b[Oo]wn\b|Source: |Derived from ", head)
    assert re.search(r"CC0|CC BY 4\.0|ODbL|public domain|no licence stated", head)
    assert f"`{table.name}`" in text("data_sources.md")


def test_every_model_has_its_row_in_the_card():
    models = ROOT / "src" / "foresaid" / "read" / "models"
    card = text("model_card.md")
    for file in models.rglob("*.*"):
        assert f"`{file.relative_to(models).as_posix()}`" in card, file
