"""Ledgers to test on: each contract test runs on SQLite and on a real PostgreSQL."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from foresaid.record.ledger import Ledger

ANSWERING = "postgresql://127.0.0.1:5432/postgres"
_NUMBERS = count(1)


def lets_in(address: str) -> bool:
    """Whether a server answers there and lets us make tables."""
    import psycopg

    try:
        with psycopg.connect(address, connect_timeout=3) as c:
            c.execute("CREATE SCHEMA foresaid_may")
            c.rollback()
    except psycopg.Error:
        return False
    return True


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL server: the one that ``FORESAID_TEST_POSTGRES`` names, one that answers here, or one
    started from Debian's packages and stopped at the end."""
    named = os.environ.get("FORESAID_TEST_POSTGRES")
    if named:
        yield named
        return
    if lets_in(ANSWERING):
        yield ANSWERING
        return
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda p: int(p.parts[-3]))
    if not programs:
        why = "no PostgreSQL: none answers on 127.0.0.1:5432, and none is installed (apt-get install postgresql)"
        if os.environ.get("CI"):
            pytest.fail(why)
        pytest.skip(why)
    folder = Path(tempfile.mkdtemp(prefix="foresaid-pg-"))
    as_whom: list[str] = []
    if os.getuid() == 0:  # PostgreSQL does not run as root
        user = pwd.getpwnam("postgres")
        os.chown(folder, user.pw_uid, user.pw_gid)
        as_whom = ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]

    def run(program: str, *arguments: str) -> None:
        command = [*as_whom, str(programs[-1].with_name(program)), *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, timeout=120, cwd=folder)

    data = str(folder / "data")
    settings = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
    try:
        run("initdb", "-D", data, "-U", "foresaid", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        run("pg_ctl", "-D", data, "-w", "-l", str(folder / "log"), "-o", settings, "start")
        try:
            yield f"postgresql://foresaid@127.0.0.1:{port}/postgres"
        finally:
            run("pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def new_place(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], str]:
    """Where a ledger can be made: ``sqlite`` or ``postgresql``."""

    def place(kind: str) -> str:
        number = next(_NUMBERS)
        if kind == "sqlite":
            return str(tmp_path / f"ledger{number}.db")
        import psycopg

        server = request.getfixturevalue("postgresql")
        name = f"test_{os.getpid()}_{number}"
        with psycopg.connect(server, autocommit=True) as c:
            c.execute(f"CREATE SCHEMA {name}")

        def drop() -> None:
            with psycopg.connect(server, autocommit=True) as c:
                c.execute(f"DROP SCHEMA {name} CASCADE")

        request.addfinalizer(drop)
        return f"{server}?options=-csearch_path%3D{name}"

    return place


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def where(kind: str, new_place: Callable[[str], str]) -> str:
    """Where one new ledger can be made, on each database in turn."""
    return new_place(kind)


@pytest.fixture
def ledger(where: str) -> Iterator[Ledger]:
    with Ledger.open(where, write=True) as opened:
        yield opened
