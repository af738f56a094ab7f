"""The tables of names as one index: words → who that may be, on which days.

Keys are folded words joined by one space ("kim jong un", "u s"), made for a whole table at a time, so that all tables
(some 14,000 rows) are ready in some 30 ms; an ``Actor`` is made only for the rows that a text asks for.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import yaml

from foresaid.core import ACTOR_KINDS, Actor
from foresaid.read.names_words import flat_table, fold, word_set


@dataclass(frozen=True, slots=True)
class Row:
    """One reading of a key: a row of a table; ``how`` as in ``Mention``, ``written`` the alias as spelt."""

    table: str
    cells: tuple[str, ...]
    how: str
    written: str

    def actor(self) -> Actor:
        """The actor that the row describes."""
        return _actor(self)

    @property
    def gender(self) -> str:
        """m, f, or nothing where it is not known."""
        return self.cells[7] if self.table == "leaders" else self.cells[5] if self.table == "past_leaders" else ""

    @property
    def family(self) -> str:
        """The family name of a person's row."""
        fam = self.cells[1]
        return self.cells[0].split()[0] if re.fullmatch("[IVX]+", fam) else fam

    def days(self) -> tuple[str, str]:
        """First and last day in office as ISO dates, both ends open where unknown."""
        if self.table == "leaders":
            return self.cells[5], self.cells[6] or "9999"
        if self.table == "past_leaders":
            return self.cells[3], self.cells[4] or "2021-03-01"
        return ("2018-06-01", "2020-12-31") if self.table == "cabinets" else ("", "9999")

    def office(self) -> str:
        """The office of a person's row, canonical."""
        if self.table == "leaders":
            return self.cells[4]
        if self.table == "cabinets":
            return self.cells[3]
        return "leader" if self.table == "past_leaders" else ""


@cache
def _actor(row: Row) -> Actor:
    c, t = row.cells, row.table
    if t == "states":
        return Actor(id=c[0], name=c[2], kind="organisation" if c[0] == "EU" else "state", state=c[0])
    if t == "leaders":
        return Actor(id=c[0], name=c[0], kind="person", state=c[3] or None, role=c[4] or None)
    if t == "cabinets":
        return Actor(id=c[0], name=c[0], kind="person", state=c[2], role=c[3])
    if t == "past_leaders":
        return Actor(id=c[0], name=c[0], kind="person", state=c[2], role="leader")
    if t == "organisations":
        return Actor(id=c[0], name=c[0], kind=c[2], state=c[3] or None, role=c[4] or None)
    if t in ("parties", "outlets"):
        return Actor(id=c[0], name=c[0], kind={"parties": "party", "outlets": "outlet"}[t], state=c[2] or None)
    if t == "own":
        return Actor(id=c[0], name=c[1], kind=c[3], state=c[4] or None, role=c[5] or None)
    return Actor(id=c[0], name=c[0], kind="place", state=(c[2] if t == "regions" else c[1]) or None)


class Names:
    """All tables: ``by_key`` name → rows, ``by_family`` name → persons, ``by_office`` (state, office) → persons."""

    def __init__(self) -> None:
        self.by_key: dict[str, list[tuple[str, int, str, int]]] = {}
        self.by_family: dict[str, list[tuple[str, int]]] = {}
        self.by_office: dict[tuple[str, str], list[tuple[str, int]]] = {}
        self.rows: dict[str, list[list[str] | str]] = {}
        self.single: list[tuple[str, dict[str, int]]] = []
        self.lower_starts: set[str] = {"the", "al", "el"}
        for name in (
            "states",
            "leaders",
            "organisations",
            "parties",
            "outlets",
            "regions",
            "cities",
            "cabinets",
            "past_leaders",
        ):
            self._load(name)
        self.state_name = {r[0]: r[2] for r in self.rows["states"]}
        self.leader_office = {r[0]: r[6] for r in self.rows["states"]}

    def _load(self, table: str) -> None:
        text = files("foresaid.rules").joinpath("tables", f"{table}.tsv").read_text(encoding="utf-8")
        raw = [x for x in text.split("\n") if x and x[0] != "#"][1:]
        flat = flat_table("\n".join(raw)).split("\n")
        if table == "cities":
            self.rows[table] = [*raw]
            self.single.append((table, {k.split("\t", 1)[0]: n for n, k in enumerate(flat)}))
            return
        keys = [x.split("\t") for x in flat]
        if table in ("cabinets", "past_leaders"):
            self.rows[table] = [*raw]
            self.single.append((table, {k[0]: n for n, k in enumerate(keys) if " " in k[0]}))
            by_family, by_office = self.by_family, self.by_office
            for n, k in enumerate(keys):
                by_family.setdefault(k[1], []).append((table, n))
                if table == "cabinets" and k[3] != "minister":
                    by_office.setdefault((k[2].upper(), k[3]), []).append((table, n))
            return
        rows = [x.split("\t") for x in raw]
        self.rows[table] = [*rows]
        add = self._add
        also = {"states": 3, "leaders": 2}.get(table, 1)
        more = {"states": ((4, "demonym"), (5, "capital")), "regions": ((3, "demonym"),)}.get(table, ())
        for n, k in enumerate(keys):
            add(k[2 if table == "states" else 0], table, n, "name", -1)
            for col, how in ((also, "alias"), *more):
                if k[col]:
                    written = rows[n][col].split("|")
                    for j, a in enumerate(k[col].split("|")):
                        add(a, table, n, how, col * 1000 + j)
                        if written[j][0].islower():
                            self.lower_starts.add(a.split()[0])
            if table == "leaders":
                fam = k[0].split()[0] if re.fullmatch("[ivx]+", k[1]) else k[1]
                self.by_family.setdefault(fam, []).append((table, n))
                self.by_office.setdefault((rows[n][3], rows[n][4]), []).append((table, n))

    def _add(self, key: str, table: str, n: int, how: str, at: int) -> None:
        if key:
            self.by_key.setdefault(key, []).append((table, n, how, at))

    def _full(self, family: str, state: str) -> str:
        for t, n in self.by_family.get(fold(family), ()):
            r = self._cells(t, n)
            if t != "past_leaders" and state in r and " " in r[0]:
                return r[0]
        return family

    def _cells(self, table: str, n: int) -> list[str]:
        r = self.rows[table][n]
        return r.split("\t") if isinstance(r, str) else r

    def add_own(self, rows: Sequence[tuple[str, ...]]) -> None:
        """A user's actors, which go before all others: (id, name, also, kind, state, role)."""
        self.rows["own"] = [list(r) for r in rows]
        for n, r in enumerate(rows):
            for j, a in enumerate((r[1], *(x for x in r[2].split("|") if x))):
                self.by_key.setdefault(fold(a), []).insert(
                    0, ("own", n, "name" if not j else "alias", -1 if not j else 2000 + j - 1)
                )

    def look(self, key: str) -> list[Row]:
        """The rows that a folded key may mean, most trusted table first."""
        got = [self._row(*f) for f in self.by_key.get(key, ())]
        return got + [self._row(t, only[key]) for t, only in self.single if key in only]

    def _row(self, table: str, n: int, how: str = "name", at: int = -1) -> Row:
        cells = self._cells(table, n)
        if table == "past_leaders" and " " not in cells[0]:
            cells[0] = self._full(cells[0], cells[2])
        written = (
            cells[at // 1000].split("|")[at % 1000]
            if at > 0
            else cells[2 if table == "states" else 1 if table == "own" else 0]
        )
        return Row(table, tuple(cells), how, written)

    def people(self, family: str, day: dt.date | None) -> list[Row]:
        """Those of that (folded) family name in office on that day, leaders before ministers."""
        d = day.isoformat() if day else None
        rows = [self._row(t, n) for t, n in self.by_family.get(family, ())]
        return [r for r in rows if d is None or r.days()[0] <= d <= r.days()[1]]

    def holder(self, state: str, office: str, day: dt.date | None) -> Row | None:
        """Who held an office of a state (or organisation) on that day; without a day the last known."""
        if office == "leader":
            office = self.leader_office.get(state, "president")
        if office in word_set("local_office") and self.leader_office.get(state) != office:
            return None
        d = day.isoformat() if day else "9998"
        best = None
        for t, n in self.by_office.get((state, office), ()) or self.by_office.get(
            (state, office.replace("-", " ")), ()
        ):
            r = self._row(t, n)
            a, b = r.days()
            if a <= d <= b and (best is None or (t == best.table and a > best.days()[0])):
                best = r
        return best


@cache
def names() -> Names:
    """The packaged tables, read once."""
    return Names()


@cache
def with_own(path: Path) -> Names:
    """The packaged tables and a user's file: TSV with a header, or a YAML list of mappings; keys id, name, also, kind,
    state, role; ``also`` split by | (TSV) or a list (YAML). Raises ``ValueError`` for what is not so.
    """
    text = path.read_text(encoding="utf-8-sig")
    if path.suffix.lower() in (".yml", ".yaml"):
        try:
            found = yaml.safe_load(text) or []
        except yaml.YAMLError as e:
            raise ValueError(f"{path}: not YAML: {str(e).splitlines()[0]}") from None
        if not isinstance(found, list) or not all(isinstance(x, dict) for x in found):
            raise ValueError(f"{path}: not a list of mappings")
        rows = [
            {k: "|".join(map(str, v)) if isinstance(v, list) else str(v or "") for k, v in x.items()} for x in found
        ]
    else:
        lines = [x for x in text.splitlines() if x.strip() and not x.startswith("#")]
        head = lines[0].split("\t") if lines else []
        rows = [dict(zip(head, x.split("\t"), strict=False)) for x in lines[1:]]
    out = []
    for i, r in enumerate(rows, 1):
        unknown = set(r) - {"id", "name", "also", "kind", "state", "role"}
        if unknown or not r.get("name"):
            raise ValueError(
                f"{path}: entry {i}: {'unknown ' + ', '.join(sorted(map(str, unknown))) if unknown else 'lacks a name'}"
            )
        kind = r.get("kind") or "organisation"
        if kind not in ACTOR_KINDS:
            raise ValueError(f"{path}: entry {i}: kind {kind!r} is none of {', '.join(ACTOR_KINDS)}")
        out.append(
            (r.get("id") or r["name"], r["name"], r.get("also", ""), kind, r.get("state", ""), r.get("role", ""))
        )
    own = Names()
    own.add_own(out)
    return own
