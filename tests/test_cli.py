import json
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from foresaid.cli import BROKEN_PIPE, cli, main
from foresaid.core import Problem

BAD = Problem(stage="collect", where="gone.txt", message="no such file;\ncheck the name")


@pytest.fixture
def command(monkeypatch, capfdbinary):
    """Runs the command; gives its exit status, output and standard error."""

    def run(*args):
        monkeypatch.setattr(sys, "argv", ["foresaid", *args])
        with pytest.raises(SystemExit) as e:
            main()
        out, err = capfdbinary.readouterr()
        return e.value.code, out.decode(), err.decode()

    return run


def test_read_jsonl(command, pipeline_of, ports):
    asked = pipeline_of(ports)
    status, out, err = command("read", "ports.txt", "-", "--date", "2019-05-07", "--format", "jsonl", "--workers", "2")
    assert (status, err) == (0, "")
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["c1", "c2", "c3"]
    assert asked["inputs"] == ("ports.txt", "-")
    assert str(asked["date"]) == "2019-05-07"
    assert asked["workers"] == 2
    assert asked["actors"] is None


def test_options_reach_the_pipeline(command, pipeline_of, ports, tmp_path):
    asked = pipeline_of(ports)
    mine = tmp_path / "mine.tsv"
    mine.touch()
    assert command("read", "a.txt", "--reader", "best", "--actors", str(mine))[0] == 0
    assert (asked["reader"], asked["actors"], asked["date"]) == ("best", str(mine), None)


def test_a_problem_is_one_line_and_the_rest_is_read(command, pipeline_of, ports):
    pipeline_of(BAD, ports, BAD)
    status, out, err = command("read", "gone.txt", "ports.txt", "--format", "jsonl")
    assert status == 1
    assert len(out.splitlines()) == 3
    assert err.splitlines() == ["foresaid: gone.txt: no such file; check the name"] * 2


def test_a_problem_in_a_reading_counts(command, pipeline_of, ports):
    from dataclasses import replace

    pipeline_of(replace(ports, reading=replace(ports.reading, problems=(BAD,))))
    status, out, err = command("read", "ports.txt", "--format", "jsonl")
    assert status == 1
    assert len(out.splitlines()) == 3
    assert err.count("\n") == 1


@pytest.mark.parametrize("form", ["table", "jsonl", "html"])
def test_nothing_read_is_shown_without_a_fault(command, pipeline_of, form):
    pipeline_of(BAD)
    status, _, err = command("read", "gone.txt", "--format", form)
    assert status == 1
    assert "fault" not in err


@pytest.mark.parametrize("name", ["times", "quotes"])
@pytest.mark.parametrize("form", ["table", "jsonl"])
def test_times_and_quotes(command, pipeline_of, ports, name, form):
    pipeline_of(ports)
    status, out, err = command(name, "ports.txt", "--format", form)
    assert (status, err) == (0, "")
    if form == "jsonl":
        assert len([json.loads(line) for line in out.splitlines()]) == 3
    assert {"times": "12 June", "quotes": "quoted"}[name] in out


def test_output_goes_to_a_file(command, pipeline_of, ports, tmp_path):
    pipeline_of(ports)
    into = tmp_path / "claims.jsonl"
    assert command("read", "ports.txt", "--format", "jsonl", "-o", str(into)) == (0, "", "")
    assert into.read_text(encoding="utf-8").count("\n") == 3


def test_an_input_is_not_overwritten(command, pipeline_of, ports, tmp_path):
    pipeline_of(ports)
    file = tmp_path / "ports.txt"
    file.write_text("precious")
    status, _, err = command("read", str(file), "-o", str(file))
    assert status == 1
    assert "also an input" in err
    assert file.read_text() == "precious"


@pytest.mark.parametrize(
    ("args", "status", "says"),
    [
        (("read", "a.txt", "--date", "19 April"), 1, "--date 19 April: not a day; write it like 2019-04-19"),
        (("read", "a.txt", "--date", "20190419"), 1, "write it like 2019-04-19"),
        (("read", "a.txt", "--date", "2019-02-30"), 1, "not a day"),
        (("read",), 2, "Try 'foresaid read --help'"),
        (("read", "a.txt", "--format", "pdf"), 2, "table"),
        (("read", "a.txt", "--workers", "0"), 2, "--workers"),
        (("reed", "a.txt"), 2, "reed"),
        (("read", "a.txt", "--actors", "/nowhere/mine.tsv"), 1, "--actors /nowhere/mine.tsv: No such file"),
        (("read", "a.txt", "-o", "/nowhere/at/all.jsonl"), 1, "give a file that can be written"),
    ],
)
def test_a_mistake_is_answered_in_one_line(command, pipeline_of, args, status, says):
    pipeline_of()
    got, out, err = command(*args)
    assert (got, out, err.count("\n")) == (status, "", 1)
    assert says in err


def test_a_wrong_file_of_actors_is_refused_before_reading(command, pipeline_of, ports, tmp_path):
    asked = pipeline_of(ports)
    mine = tmp_path / "mine.tsv"
    mine.write_text("name\tkind\nThe Port Union\tghost\n")
    status, out, err = command("read", "a.txt", "--actors", str(mine))
    assert (status, out) == (1, "")
    assert "kind 'ghost'" in err
    assert err.count(str(mine)) == 1
    assert asked == {}


def test_a_full_disk_is_said(command, pipeline_of, ports):
    pipeline_of(ports)
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    status, _, err = command("read", "a.txt", "-o", "/dev/full")
    assert (status, err) == (1, "foresaid: the output: No space left on device\n")


def test_a_wrong_rule_file_is_named(command, pipeline_of, monkeypatch):
    from foresaid.rules.load import RuleError

    pipeline_of()

    def refuse(*args, **options):
        raise RuleError("mine.tsv, line 3: no such state 'XYZ'")

    monkeypatch.setattr(sys.modules["foresaid.pipeline"], "read_articles", refuse)
    assert command("read", "a.txt") == (1, "", "foresaid: mine.tsv, line 3: no such state 'XYZ'\n")


def test_a_fault_of_ours_shows_no_traceback(command, pipeline_of, monkeypatch):
    pipeline_of(None)
    status, _, err = command("read", "a.txt")
    assert status == 1
    assert err.count("\n") == 1
    assert "FORESAID_DEBUG=1" in err
    monkeypatch.setenv("FORESAID_DEBUG", "1")
    monkeypatch.setattr(sys, "argv", ["foresaid", "read", "a.txt"])
    with pytest.raises(AttributeError):
        main()


@pytest.mark.parametrize("name", [None, *cli.commands])
def test_every_command_has_help_with_an_example(command, name):
    status, out, err = command(*([name] if name else []), "--help")
    assert (status, err) == (0, "")
    assert "Example" in out
    assert f"foresaid {name or 'read'} " in out


STUB = """
    import sys, types
    from foresaid.core import Article, Claim, Event, Reading, Span
    text = "Zoë will visit Łódź in May"
    article = Article(id="a", text=text)
    claim = Claim(id="c", article="a", quote=Span.of(text, 0, len(text)), trigger=Span.of(text, 9, 14), forward=True,
                  kind="plan", event=Event(type="MEET", label="visit"))
    read = types.SimpleNamespace(article=article, reading=Reading(article="a", claims=(claim,)))
    def read_articles(inputs, **options):
        for _ in range(int(inputs[0])):
            yield read
    sys.modules["foresaid.pipeline"] = types.SimpleNamespace(read_articles=read_articles)
    from foresaid.cli import main
    main()
"""


def foresaid(*args, **env):
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(STUB), *args],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={"PYTHONPATH": ":".join(sys.path), "PATH": "", **env},
    )


@pytest.mark.parametrize("form", ["table", "jsonl", "html"])
def test_same_bytes_whatever_the_locale(form):
    outs = set()
    surroundings: tuple[dict[str, str], ...] = (
        {"LC_ALL": "C", "PYTHONHASHSEED": "1"},
        {"LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2", "COLUMNS": "40"},
        {"PYTHONIOENCODING": "latin-1", "FORCE_COLOR": "1", "TERM": "dumb"},
        {"PYTHONUTF8": "0", "LANG": "tr_TR"},
    )
    for env in surroundings:
        out, err = foresaid("read", "2", "--format", form, **env).communicate(timeout=60)
        assert err == b""
        outs.add(out)
    assert len(outs) == 1
    assert "Łódź".encode() in outs.pop()


def test_a_broken_pipe_is_quiet():
    process = foresaid("read", "100000", "--format", "jsonl")
    assert process.stdout
    assert process.stderr
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(timeout=60) == BROKEN_PIPE


def test_help_loads_nothing_heavy():
    code = """
        import atexit, sys
        heavy = {"spacy", "rich", "numpy", "yaml"}
        atexit.register(lambda: print(sorted(heavy & set(sys.modules)), file=sys.stderr))
        sys.argv = ["foresaid", "read", "--help"]
        from foresaid.cli import main
        main()
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": ":".join(sys.path)},
    )
    assert done.stderr.strip() == "[]"


def test_the_package_runs_as_a_module():
    done = subprocess.run(
        [sys.executable, "-m", "foresaid", "read"],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": ":".join(sys.path)},
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("foresaid: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("closed", "says"),
    [("<&-", "foresaid: -: empty\n"), (">&-", "foresaid: standard output is closed; give -o FILE\n")],
)
def test_closed_streams_are_said(closed, says):
    """Run from a program that has closed what the command would read or write."""
    done = subprocess.run(
        ["/bin/sh", "-c", f'"{sys.executable}" -m foresaid read - --format jsonl {closed}'],
        input="", capture_output=True, text=True, env={"PYTHONPATH": ":".join(sys.path)},
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (1, "", says)
