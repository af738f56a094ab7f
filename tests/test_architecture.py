"""The house keeps its rules: imports point left only, files stay small, the public names few."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import foresaid

ROOT = Path(__file__).parents[1]
LONGEST = 440  # lines; "about 400"
SOURCES = sorted((ROOT / "src").rglob("*.py"))


def test_imports_point_left_only():
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_an_import_to_the_right_would_be_seen(tmp_path):
    """The contract itself bites: a package of the same shape whose core imports cli is refused."""
    package = tmp_path / "foresaid"
    package.mkdir()
    for name in (
        "__init__",
        "cli",
        "show",
        "spread",
        "pipeline",
        "collect",
        "read",
        "record",
        "judge",
        "rules",
        "core",
    ):
        (package / f"{name}.py").write_text("from foresaid import cli\n" if name == "core" else "")
    (tmp_path / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text(encoding="utf-8"), encoding="utf-8")
    command = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"
    done = subprocess.run(
        [sys.executable, "-c", command], cwd=tmp_path, capture_output=True, text=True, env={"PYTHONPATH": str(tmp_path)}
    )
    assert done.returncode == 1
    assert "BROKEN" in done.stdout


@pytest.mark.parametrize("file", SOURCES, ids=lambda f: str(f.relative_to(ROOT / "src")))
def test_files_are_small_and_named_for_what_they_do(file):
    assert len(file.read_text(encoding="utf-8").splitlines()) <= LONGEST
    assert file.stem not in ("utils", "helpers", "misc", "common")


def test_public_names():
    assert len(foresaid.__all__) <= 20
    assert list(foresaid.__all__) == sorted(foresaid.__all__)
    for name in foresaid.__all__:
        assert getattr(foresaid, name).__name__ == name
    with pytest.raises(AttributeError):
        foresaid.nothing  # noqa: B018


def test_importing_the_package_loads_nothing_heavy():
    code = (
        "import sys, foresaid.core, foresaid.cli; print(sorted({'spacy', 'rich', 'numpy', 'yaml'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env={"PYTHONPATH": ":".join(sys.path)}
    )
    assert done.stdout.strip() == "[]", done.stderr


@pytest.mark.parametrize("file", SOURCES, ids=lambda f: str(f.relative_to(ROOT / "src")))
def test_no_stage_looks_at_the_clock(file):
    """Same input, same bytes out: no call of now() or today(), no random numbers, no network."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            assert node.attr not in ("now", "today", "utcnow"), f"{file}:{node.lineno}"
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        assert not {n.split(".")[0] for n in names} & {"random", "secrets", "urllib", "socket", "requests", "http"}, (
            file
        )
