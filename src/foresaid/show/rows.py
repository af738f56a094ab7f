"""Answers as rows: a table for people, JSON, or CSV. A row is a mapping from column to text, number or None."""

from __future__ import annotations

import csv
import io
import json
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from rich.cells import cell_len
from rich.text import Text

from foresaid.record.exchange import safe
from foresaid.show.table import clean, draw

GAP = 2
INDENT = 4
LEAST = 12
"""Columns that the one column that breaks its lines has at least."""
VERDICT_STYLE = {
    "held": "green", "early": "cyan", "late": "yellow", "missed": "red", "contradicted": "red", "cancelled": "red",
}  # fmt: skip
Row = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How rows are drawn: ``columns`` (key and head), of which ``wide`` takes the room that is left and breaks its lines;
    ``under`` are keys of texts drawn below a row over the whole width; ``group`` a key that makes a heading where it changes."""

    columns: tuple[tuple[str, str], ...]
    wide: str
    under: tuple[str, ...] = ()
    group: str | None = None


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


def as_table(rows: Sequence[Row], layout: Layout, *, width: int, colour: bool, title: str = "", note: str = "") -> str:
    """The rows for a terminal of ``width`` columns: no value is cut, what is None is a dash; ``note`` stands at the end."""
    parts = [Text(line, style="bold") for line in _lines(clean(title), width)] + [Text()] if title else []
    parts += table_lines(rows, layout, width=width)
    if note:
        parts += [Text(), *(Text(line, style="dim") for line in _lines(note, width))]
    return draw(parts, width, colour)


def table_lines(rows: Sequence[Row], layout: Layout, *, width: int) -> list[Text]:
    """The lines of a table: a head, then each row with its texts below it."""
    sizes = _sizes(rows, layout, width)
    right = {k for k, _ in layout.columns if any(isinstance(r.get(k), int | float) for r in rows)}
    out = _row(dict(layout.columns), layout, sizes, right, style="bold")
    before: object = None
    for r in rows:
        if layout.group is not None and r.get(layout.group) != before:
            before = r.get(layout.group)
            out += [Text(), *(Text(line, style="bold underline") for line in _lines(shown(before), width))]
        out += _row(r, layout, sizes, right)
        out += [line for key in layout.under if r.get(key) for line in below(shown(r[key]), width)]
    return out


def below(text: str, width: int, style: str = "dim") -> list[Text]:
    """A text on lines of their own, indented."""
    return [Text(" " * INDENT + line, style=style, no_wrap=True) for line in _lines(text, width - INDENT)]


def shown(value: object) -> str:
    """A value for people: a dash for none, two places for a fraction."""
    if value is None or value == "":
        return "–"
    return f"{value:.2f}" if isinstance(value, float) else clean(str(value))


def _sizes(rows: Sequence[Row], layout: Layout, width: int) -> dict[str, int]:
    sizes = {
        k: max([cell_len(head), *(cell_len(shown(r.get(k))) for r in rows)])
        for k, head in layout.columns
    }  # fmt: skip
    others = sum(size + GAP for k, size in sizes.items() if k != layout.wide)
    sizes[layout.wide] = min(sizes[layout.wide], max(width - others, LEAST))
    return sizes


def _row(r: Row, layout: Layout, sizes: Mapping[str, int], right: set[str], style: str = "") -> list[Text]:
    cells = [_lines(shown(r.get(k)), sizes[k]) for k, _ in layout.columns]
    return list(_joined(cells, layout, sizes, right, style))


def _joined(
    cells: Sequence[Sequence[str]], layout: Layout, sizes: Mapping[str, int], right: set[str], style: str
) -> Iterator[Text]:
    for line in zip_longest(*cells, fillvalue=""):
        out = Text(no_wrap=True, style=style)
        for n, ((key, _), value) in enumerate(zip(layout.columns, line, strict=True)):
            pad = " " * (sizes[key] - cell_len(value))
            own = VERDICT_STYLE.get(value.split(" ")[0], "") if key in ("verdict", "status") else ""
            out.append(" " * GAP if n else "").append(pad if key in right else "").append(value, style=own)
            out.append("" if key in right else pad)
        out.rstrip()
        yield out


def _lines(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, max(width, 1), break_on_hyphens=False) or [""]


def _number(value: object) -> object:
    return round(value, 4) if isinstance(value, float) else value
