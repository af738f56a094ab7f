"""What stands in a ledger's way is said in one line, and nothing is lost."""

import os
import pickle
import shutil
import socket
import sqlite3
import tempfile
from pathlib import Path

import pytest
from sqlalchemy import event, text
from tests.record.made import READER, told

from foresaid.record import engine
from foresaid.record.audit import verify
from foresaid.record.engine import LedgerError, default_ledger, shown
from foresaid.record.ledger import Ledger
from foresaid.record.recording import record_reading

NOBODY = 65534


def record(ledger, n=1, text_="The ports will sign a pact."):
    for i in range(n):
        record_reading(ledger, *told(text_, "sign", id=f"a{i}"), reader=READER)


def refusal(where, *, write=False):
    with pytest.raises(LedgerError) as caught:
        Ledger.open(where, write=write)
    message = str(caught.value)
    assert "\n" not in message
    assert "Traceback" not in message
    return message


def unprivileged(do):
    """What ``do`` returns or raises when it is not done by root, whom permissions do not hold."""
    if os.getuid() != 0:
        return do()
    out, back = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
            answer = do()
        except BaseException as e:
            answer = e if isinstance(e, LedgerError) else RuntimeError(repr(e))
        os.write(back, pickle.dumps(answer))
        os._exit(0)
    os.close(back)
    with os.fdopen(out, "rb") as f:
        answer = pickle.loads(f.read())
    os.waitpid(pid, 0)
    if isinstance(answer, BaseException):
        raise answer
    return answer


@pytest.fixture
def shared():
    """A folder that everybody may go into."""
    folder = Path(tempfile.mkdtemp(prefix="foresaid-test-"))
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_no_such_ledger(tmp_path):
    where = str(tmp_path / "none.db")
    assert refusal(where) == f"{where}: no such ledger; `foresaid record` makes one"
    assert not Path(where).exists()


def test_a_missing_folder(tmp_path):
    where = str(tmp_path / "nowhere" / "l.db")
    assert refusal(where, write=True) == f"{where}: no such folder to hold the ledger"


def test_a_folder_in_its_place(tmp_path):
    for write in (False, True):
        assert "a folder; give the file that holds the ledger" in refusal(str(tmp_path), write=write)


def test_a_file_that_is_no_database(tmp_path):
    file = tmp_path / "notes.txt"
    file.write_text("The ports will sign a pact. " * 200, encoding="utf-8")
    for write in (False, True):
        assert "not a ledger, or a broken one" in refusal(str(file), write=write)
    assert file.read_text(encoding="utf-8") == "The ports will sign a pact. " * 200


def test_a_database_that_is_no_ledger(where):
    made = engine.connect(where, write=True)
    with made.begin() as c:
        c.execute(text("CREATE TABLE article (x TEXT)"))
    made.dispose()
    assert refusal(where).endswith(": not a ledger")
    assert refusal(where, write=True).endswith(": a database, but not a ledger")


def test_a_file_cut_short(tmp_path):
    where = tmp_path / "l.db"
    with Ledger.open(str(where), write=True) as ledger:
        record(ledger, 20)
    where.write_bytes(where.read_bytes()[:10_000])
    for write in (False, True):
        assert "not a ledger, or a broken one; `foresaid ledger import` makes a new one" in refusal(
            str(where), write=write
        )


def test_an_empty_file_becomes_a_ledger(tmp_path):
    where = tmp_path / "l.db"
    where.touch()
    assert refusal(str(where)).endswith(": not a ledger")
    with Ledger.open(str(where), write=True) as ledger:
        record(ledger)


def test_a_read_only_file(shared):
    where = shared / "l.db"
    with Ledger.open(str(where), write=True) as ledger:
        record(ledger)
    where.chmod(0o444)
    shared.chmod(0o777)

    def write():
        with Ledger.open(str(where), write=True) as ledger:
            record(ledger, 2)

    with pytest.raises(LedgerError, match="can not be written: the file, its folder or the disk is read-only"):
        unprivileged(write)
    with Ledger.open(str(where)) as ledger:
        assert ledger.head()[0] == 3


def test_a_read_only_folder(shared):
    where = shared / "l.db"
    with pytest.raises(LedgerError, match=r"can not be opened; see that .* you may read and write it and its folder"):
        unprivileged(lambda: Ledger.open(str(where), write=True).close())
    with Ledger.open(str(where), write=True) as ledger:
        record(ledger)

    def read():
        with Ledger.open(str(where)) as ledger:
            return ledger.head()[0], list(verify(ledger))

    assert unprivileged(read) == (3, [])


def test_a_full_disk_loses_nothing_that_stood(where, kind):
    if kind != "sqlite":
        pytest.skip("PostgreSQL's disk is its own")
    with Ledger.open(where, write=True) as ledger:
        record(ledger, 2)
        head = ledger.head()
        ledger.engine.dispose()

        @event.listens_for(ledger.engine, "connect")
        def full(connection, _):
            [pages] = connection.execute("PRAGMA page_count").fetchone()
            connection.execute(f"PRAGMA max_page_count={pages + 1}")

        long = "The ports will sign a pact. " * 2000
        with pytest.raises(LedgerError, match="the disk is full; what was recorded before stands, make room and run"):
            record_reading(ledger, *told(long, "sign", id="long"), reader=READER)
    with Ledger.open(where, write=True) as ledger:
        assert ledger.head() == head
        assert list(verify(ledger)) == []
        record_reading(ledger, *told(long, "sign", id="long"), reader=READER)
        assert ledger.head()[0] == head[0] + 3


def test_a_database_that_does_not_answer():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    message = refusal(f"postgresql://me:secret@127.0.0.1:{port}/record", write=True)
    assert "the database does not answer" in message
    assert "secret" not in message


def test_a_database_that_says_nothing(monkeypatch):
    monkeypatch.setattr(engine, "ANSWER", 2)
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        s.listen()
        message = refusal(f"postgresql://me@127.0.0.1:{s.getsockname()[1]}/record")
    assert "the database does not answer" in message


def test_a_database_that_is_not_there(postgresql):
    server = postgresql.rpartition("/")[0]
    assert 'the database refuses: database "nowhere" does not exist' in refusal(f"{server}/nowhere")


@pytest.mark.parametrize("address", ["postgresql://", "postgresql://a:b:c:d/x", "postgresql://host:port/x"])
def test_an_odd_address(address, monkeypatch):
    monkeypatch.setenv("PGHOST", "127.0.0.1")
    monkeypatch.setenv("PGPORT", "1")
    assert refusal(address)


def test_without_the_driver_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "psycopg", None)
    assert refusal("postgresql://me@127.0.0.1/x") == ("PostgreSQL needs its driver: pip install 'foresaid[postgresql]'")


def test_a_file_with_an_odd_name(tmp_path):
    for name in ("with space?.db", "100%.db", "#1.db", "ключ.db"):
        with Ledger.open(str(tmp_path / name), write=True) as ledger:
            record(ledger)
        with Ledger.open(str(tmp_path / name)) as ledger:
            assert ledger.head()[0] == 3
        assert (tmp_path / name).is_file()


def test_the_default_ledger(monkeypatch):
    monkeypatch.delenv("FORESAID_LEDGER", raising=False)
    assert default_ledger() == "foresaid.db"
    monkeypatch.setenv("FORESAID_LEDGER", "postgresql://desk@db/record")
    assert default_ledger() == "postgresql://desk@db/record"


def test_no_password_is_shown():
    assert shown("postgresql://me:secret@db/x") == "postgresql://me:***@db/x"
    assert shown("record.db") == "record.db"


def test_a_ledger_is_a_plain_file_once_it_is_closed(tmp_path):
    where = tmp_path / "l.db"
    with Ledger.open(str(where), write=True) as ledger:
        record(ledger)
    assert [p.name for p in tmp_path.iterdir()] == ["l.db"]
    with sqlite3.connect(where) as c:
        assert c.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    c.close()
