"""Writes the ledger of this schema as it is released: its export, and the database as SQL.

usage: python tests/record/released/make.py, before a version with a new schema is released; never again after.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parents[2])]


def main() -> None:
    """Write ``vN.jsonl`` and ``vN.sql``."""
    from tests.record.made import READER, told

    from foresaid.record.exchange import export_lines
    from foresaid.record.ledger import Ledger
    from foresaid.record.recording import record_reading
    from foresaid.record.tables import SCHEMA_VERSION

    text = "The ports will sign a harbour pact. The minister will visit Oslo in June."
    with tempfile.TemporaryDirectory() as folder:
        where = str(Path(folder) / "ledger.db")
        with Ledger.open(where, write=True) as ledger:
            record_reading(ledger, *told(text, "sign", "visit", title="Ports"), reader=READER)
            record_reading(ledger, *told(text, "visit", title="Ports"), reader="reader 2")
            (HERE / f"v{SCHEMA_VERSION}.jsonl").write_text("".join(export_lines(ledger)), encoding="utf-8")
        with sqlite3.connect(where) as c:
            lines = [line for line in c.iterdump() if "words" not in line and "PRAGMA" not in line]
        c.close()
    (HERE / f"v{SCHEMA_VERSION}.sql").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
