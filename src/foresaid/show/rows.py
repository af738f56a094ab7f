"""Answers as rows: a table for people, JSON, or CSV. A row is a mapping from column to text, number or None."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence

from rich.table import Table
from rich.text import Text

from foresaid.record.exchange import safe
from foresaid.show.table import clean, draw

WORDY = 22
"""Characters from which on a column shares what room the others leave, and breaks its lines."""
Row = Mapping[str, object]


def as_json(rows: Sequence[Row]) -> str:
    """The rows as one JSON array, indented; numbers are rounded to four places."""
    return json.dumps([{k: _number(v) for k, v in r.items()} for r in rows], ensure_ascii=False, indent=1) + "\n"


def as_csv(rows: Sequence[Row], columns: Sequence[str]) -> str:
    """The rows as CSV with a head line, safe to open in a spreadsheet."""
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(columns), lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows({k: safe(_number(r.get(k))) for k in columns} for r in rows)
    return out.getvalue()


def as_table(rows: Sequence[Row], columns: Sequence[str], *, width: int, colour: bool, title: str = "") -> str:
    """The rows in ``columns`` for a terminal of ``width`` columns; what is None is a dash."""
    grid = Table(box=None, padding=(0, 1), pad_edge=False, width=width, header_style="bold")
    for c in columns:
        values = [_shown(r.get(c)) for r in rows]
        longest = max([len(c), *(len(v) for v in values)])
        if longest > WORDY:
            grid.add_column(c, overflow="fold", ratio=2 if longest > 3 * WORDY else 1)
        else:
            number = any(isinstance(r.get(c), int | float) for r in rows)
            grid.add_column(c, justify="right" if number else "left", min_width=longest, no_wrap=True)
    for r in rows:
        grid.add_row(*(Text(_shown(r.get(c))) for c in columns))
    head = [Text(clean(title), style="bold"), Text()] if title else []
    return draw([*head, grid], width, colour)


def _number(value: object) -> object:
    return round(value, 4) if isinstance(value, float) else value


def _shown(value: object) -> str:
    if value is None or value == "":
        return "–"
    return f"{value:.2f}" if isinstance(value, float) else clean(str(value))
