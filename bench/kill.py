"""Kills `foresaid record` again and again, and sees whether anything was lost.

usage: kill.py [N] [INPUT...] [--seed S] [--pace SECONDS]

INPUT (the corpora, or examples/ without them) is recorded once undisturbed; then into another ledger by processes of which
each is ended by SIGKILL and started again, until N were killed and one came to its end. Three of four kills come at a random
moment after the process has begun to write, the fourth at one after its start. Where all is recorded before N kills, the next
goes on with a new ledger. Every finished ledger must verify and export the same bytes as the undisturbed one, and every
tenth kill is followed by `verify` as the ledger lies there.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CORPORA = ROOT.parent / "shared" / "corpora"
LOOK = 0.001
"""Seconds between looks at whether the process has written, or ended."""
VERIFY_EACH = 10


def start(inputs: Sequence[str], ledger: Path, log: Path) -> int:
    """A process that records ``inputs``: this one's copy, so that its models are loaded already."""
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(out, 1)
        os.dup2(out, 2)
        sys.stdout, sys.stderr = open(1, "w", closefd=False), open(2, "w", closefd=False)  # noqa: SIM115
        from foresaid.cli import cli

        status = cli.main(["record", *inputs, "--ledger", str(ledger)], standalone_mode=False) or 0
    except SystemExit as e:
        status = int(e.code or 0)
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(status)


def written(ledger: Path) -> tuple[int, int]:
    """What shows that the ledger was written to: its log's size and time."""
    try:
        s = os.stat(f"{ledger}-wal")
    except OSError:
        return 0, 0
    return s.st_size, s.st_mtime_ns


def ended(pid: int) -> bool:
    """Whether the process came to its end by itself. Raises ``RuntimeError`` where it failed."""
    done, status = os.waitpid(pid, os.WNOHANG)
    if done and os.waitstatus_to_exitcode(status):
        raise RuntimeError(f"record ended with {os.waitstatus_to_exitcode(status)}")
    return bool(done)


def killed(pid: int, ledger: Path, delay: float, *, writing: bool) -> bool:
    """SIGKILL ``delay`` seconds from now, or after the first writing; whether it came before the process's own end."""
    before = written(ledger)
    while writing and written(ledger) == before:
        if ended(pid):
            return False
        time.sleep(LOOK)
    until = time.monotonic() + delay
    while (left := until - time.monotonic()) > 0:
        if ended(pid):
            return False
        time.sleep(min(left, 0.02))
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return True


def export_of(ledger: Path) -> str:
    """The digest of the ledger's export, after it was verified. Raises ``RuntimeError`` where something is wrong."""
    from foresaid.record.audit import verify
    from foresaid.record.exchange import export_lines
    from foresaid.record.ledger import Ledger

    digest = hashlib.sha256()
    with Ledger.open(str(ledger)) as opened:
        for problem in verify(opened):
            raise RuntimeError(str(problem))
        for line in export_lines(opened):
            digest.update(line.encode())
    return digest.hexdigest()


def torture(inputs: Sequence[str], n: int, folder: Path, seed: int = 1, pace: float | None = None) -> dict[str, object]:
    """Record ``inputs`` with ``n`` kills in ``folder``; figures of it. Raises ``RuntimeError`` where anything was lost."""
    import foresaid.record.audit  # noqa: F401
    from foresaid.pipeline import record_articles
    from foresaid.record.ledger import Ledger

    with Ledger.open(str(folder / "first.db"), write=True) as first:
        for _ in record_articles(inputs[:1], first):
            break  # all that is imported is, before the copies are made
    chance = random.Random(seed)
    log = folder / "log"
    whole = folder / "whole.db"
    begun = time.monotonic()
    pid = start(inputs, whole, log)
    while not ended(pid):
        time.sleep(0.05)
    took = time.monotonic() - begun
    wanted = export_of(whole)
    pace = pace or 2 * took / n
    kills = rounds = verified = 0
    torn = folder / "torn0.db"
    while True:
        pid = start(inputs, torn, log)
        if kills == n:
            while not ended(pid):
                time.sleep(0.05)
        elif killed(pid, torn, chance.uniform(0, pace), writing=chance.random() < 0.75):
            kills += 1
            if kills % VERIFY_EACH == 0 and torn.exists():
                try:
                    export_of(torn)
                except Exception as e:
                    if "not a ledger" not in str(e) or written(torn) != (0, 0):
                        raise
                verified += 1
            continue
        rounds += 1
        if export_of(torn) != wanted:
            raise RuntimeError(f"{torn}: not the undisturbed export")
        if kills == n:
            break
        torn = folder / f"torn{rounds}.db"
    with Ledger.open(str(whole)) as opened:
        entries, chain = opened.head()
    return {
        "kills": kills, "ledgers": rounds, "verified between": verified, "entries": entries, "chain": chain,
        "undisturbed seconds": round(took, 1), "seconds": round(time.monotonic() - begun, 1),
    }  # fmt: skip


def main() -> None:
    """Torture, and say how it went."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("n", nargs="?", type=int, default=200)
    ap.add_argument("inputs", nargs="*")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--pace", type=float)
    a = ap.parse_args()
    inputs = a.inputs or [str(CORPORA if CORPORA.exists() else ROOT / "examples")]
    from foresaid.pipeline import read_articles

    for _ in read_articles([str(ROOT / "examples" / "2019-04-18-kremlin.txt")]):
        pass  # the models are loaded
    with tempfile.TemporaryDirectory() as folder:
        try:
            figures = torture(inputs, a.n, Path(folder), a.seed, a.pace)
        except RuntimeError as e:
            log = (Path(folder) / "log").read_text(encoding="utf-8", errors="replace")
            sys.exit(f"lost: {e}\n{log[-2000:]}")
    print(", ".join(f"{k} {v}" for k, v in figures.items()))


if __name__ == "__main__":
    main()
