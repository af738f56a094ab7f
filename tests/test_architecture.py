"""The house keeps its rules: imports point left only, files stay small, the public names few."""

import ast
import re
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
        "__main__",
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


def test_what_is_imported_is_required():
    """Every module of others that the package imports, also inside a function, stands in pyproject.toml."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *(x for more in project["optional-dependencies"].values() for x in more)]
    known = {re.split(r"[^\w-]", w)[0].lower().replace("pyyaml", "yaml") for w in wanted}
    imported = set()
    for file in SOURCES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
            imported |= {n.split(".")[0] for n in names}
    theirs = imported - set(sys.stdlib_module_names) - {"foresaid"}
    assert {"spacy", "click"} <= theirs
    assert theirs <= known


def test_the_locks_hold_what_is_required_and_no_host():
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    runtime = project["project"]["dependencies"]
    groups = project["dependency-groups"]
    for lock, wanted in (
        ("requirements.lock", runtime + groups["build"]),
        ("requirements-dev.lock", runtime + groups["build"] + groups["dev"]),
    ):
        text = (ROOT / lock).read_text(encoding="utf-8")
        pinned = set(re.findall(r"^([a-z0-9-]+)==\S+", text, re.MULTILINE))
        assert {re.split(r"[^\w-]", w)[0].lower() for w in wanted} <= pinned, f"run: make lock ({lock})"
        assert "://" not in text
        assert text.count("==") <= text.count("--hash=sha256:")
