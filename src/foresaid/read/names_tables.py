"""The tables of names as one index: words → who that may be, on which days.

Keys are folded words joined by one space ("kim jong un", "u s"), made for a whole table at a time, so that all tables
(some 14,000 rows) are ready in some 30 ms; an ``Actor`` is made only for the rows that a text asks for.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import yaml

from foresaid.core import ACTOR_KINDS, Actor

_SPECIAL = tuple(zip("łŁıİøØđĐßæÆœ’ʼ", "lLiIoOdDsaAo''", strict=True))
ACTING = frozenset(
    "president|vice president|prime minister|deputy prime minister|chancellor|king|queen|emperor|emir|sultan|crown prince|supreme leader|leader|"
    "chief executive|pope|minister|attorney general|national security adviser|secretary-general|director-general|managing director|trade representative|"
    "un ambassador|ambassador|governor-general|commission president|council president|spokesman|spokeswoman|special envoy|vice premier|prince|general|"
    "first minister|chief cabinet secretary|official|central bank governor|chief adviser".split("|")
)
"""Offices whose holder acts for the state (or organisation); every "... minister" does too."""
_LOCAL = frozenset("mayor governor minister senator representative speaker candidate official general prince".split()) | {
    "first minister", "party leader", "chief minister", "spokesman", "spokeswoman", "ambassador", "activist", "regional president",
}  # fmt: skip
"""Offices that several hold at once, or that are not the state's: "the mayor of London" is not the United Kingdom's mayor."""


def fold(words: str) -> str:
    """Lower case, without accents, with anything but letters and digits as one space: ``Kim Jong-un`` → ``kim jong un``."""
    if not words.isascii():
        words = _plain(words)
    return re.sub(r"[^a-z0-9]+", " ", words.lower()).strip()


def _plain(text: str) -> str:
    for a, b in _SPECIAL:
        if a in text:
            text = text.replace(a, b)
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def _flat(table: str) -> str:
    """A whole table folded: cells stay apart by tabs and bars, rows by line breaks."""
    flat = re.sub(r"[^a-z0-9\n\t|]+", " ", _plain(table).lower())
    for mark in "\n\t|":
        flat = flat.replace(" " + mark, mark).replace(mark + " ", mark)
    return flat.strip(" ")


@dataclass(frozen=True, slots=True)
class Row:
    """One reading of a key: a row of a table. ``how`` as in ``Mention``; ``written`` is the alias as the table spells it."""

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
    """All tables: ``by_key`` name → rows, ``by_family`` family name → persons, ``by_office`` (state, office) → persons."""

    def __init__(self) -> None:
        self.by_key: dict[str, list[tuple[str, int, str, int]]] = {}
        self.by_family: dict[str, list[tuple[str, int]]] = {}
        self.by_office: dict[tuple[str, str], list[tuple[str, int]]] = {}
        self.rows: dict[str, list[list[str]]] = {}
        self.single: list[tuple[str, dict[str, int]]] = []
        self.lower_starts: set[str] = {"the", "al", "el"}
        for name in ("states", "leaders", "organisations", "parties", "outlets", "regions", "cities", "cabinets", "past_leaders"):
            self._load(name)
        for r in self.rows["past_leaders"]:
            if " " not in r[0]:
                r[0] = self._full(r[0], r[2])
        self.state_name = {r[0]: r[2] for r in self.rows["states"]}
        self.leader_office = {r[0]: r[6] for r in self.rows["states"]}

    def _load(self, table: str) -> None:
        text = files("foresaid.rules").joinpath("tables", f"{table}.tsv").read_text(encoding="utf-8")
        raw = [x for x in text.split("\n") if x and x[0] != "#"][1:]
        keys = [x.split("\t") for x in _flat("\n".join(raw)).split("\n")]
        rows = self.rows[table] = [x.split("\t") for x in raw]
        if table in ("cities", "cabinets", "past_leaders"):
            only: dict[str, int] = {}
            for n, k in enumerate(keys):
                if table == "cities" or " " in k[0]:
                    only.setdefault(k[0], n)
            self.single.append((table, only))
            if table != "cities":
                by_family, by_office = self.by_family, self.by_office
                for n, k in enumerate(keys):
                    by_family.setdefault(k[1], []).append((table, n))
                    if table == "cabinets":
                        by_office.setdefault((rows[n][2], rows[n][3]), []).append((table, n))
            return
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
            r = self.rows[t][n]
            if t != "past_leaders" and state in r and " " in r[0]:
                return r[0]
        return family

    def add_own(self, rows: list[tuple[str, ...]]) -> None:
        """A user's actors, which go before all others: (id, name, also, kind, state, role)."""
        self.rows["own"] = [list(r) for r in rows]
        for n, r in enumerate(rows):
            for j, a in enumerate((r[1], *(x for x in r[2].split("|") if x))):
                self.by_key.setdefault(fold(a), []).insert(0, ("own", n, "name" if not j else "alias", -1 if not j else 2000 + j - 1))

    def look(self, key: str) -> list[Row]:
        """The rows that a folded key may mean, most trusted table first."""
        got = [self._row(*f) for f in self.by_key.get(key, ())]
        return got + [self._row(t, only[key]) for t, only in self.single if key in only]

    def _row(self, table: str, n: int, how: str = "name", at: int = -1) -> Row:
        cells = self.rows[table][n]
        written = cells[at // 1000].split("|")[at % 1000] if at > 0 else cells[2 if table == "states" else 1 if table == "own" else 0]
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
        if office in _LOCAL and not (office == "governor" and self.leader_office.get(state) == office):
            return None
        d = day.isoformat() if day else "9998"
        best = None
        for t, n in self.by_office.get((state, office), ()):
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
    """The packaged tables and a user's file: TSV with a header, or YAML list of mappings; keys id, name, also, kind, state,
    role; ``also`` split by | (TSV) or a list (YAML). Raises ``ValueError`` with file and line for what is not so."""
    text = path.read_text(encoding="utf-8-sig")
    if path.suffix.lower() in (".yml", ".yaml"):
        try:
            found = yaml.safe_load(text) or []
        except yaml.YAMLError as e:
            raise ValueError(f"{path}: not YAML: {str(e).splitlines()[0]}") from None
        if not isinstance(found, list) or not all(isinstance(x, dict) for x in found):
            raise ValueError(f"{path}: not a list of mappings")
        rows = [{k: "|".join(map(str, v)) if isinstance(v, list) else str(v or "") for k, v in x.items()} for x in found]
    else:
        lines = [x for x in text.splitlines() if x.strip() and not x.startswith("#")]
        head = lines[0].split("\t") if lines else []
        rows = [dict(zip(head, x.split("\t"), strict=False)) for x in lines[1:]]
    out = []
    for i, r in enumerate(rows, 1):
        unknown = set(r) - {"id", "name", "also", "kind", "state", "role"}
        if unknown or not r.get("name"):
            raise ValueError(f"{path}: entry {i}: {'unknown ' + ', '.join(sorted(map(str, unknown))) if unknown else 'lacks a name'}")
        kind = r.get("kind") or "organisation"
        if kind not in ACTOR_KINDS:
            raise ValueError(f"{path}: entry {i}: kind {kind!r} is none of {', '.join(ACTOR_KINDS)}")
        out.append((r.get("id") or r["name"], r["name"], r.get("also", ""), kind, r.get("state", ""), r.get("role", "")))
    own = Names()
    own.add_own(out)
    return own


@cache
def first_names() -> dict[str, str]:
    """First name (folded) → m, f or x."""
    text = files("foresaid.rules").joinpath("tables", "first_names.tsv").read_text(encoding="utf-8")
    return {n.lower(): g for n, g in (x.split("\t") for x in text.split("\n") if "\t" in x and x[0] != "#")}


@cache
def word_list(table: str) -> dict[str, str]:
    """A table of single words → its second column (or the empty string)."""
    text = files("foresaid.rules").joinpath("tables", f"{table}.tsv").read_text(encoding="utf-8")
    rows = [x.split("\t") for x in text.split("\n") if x and x[0] != "#"][1:]
    return {r[0]: r[1] if len(r) > 1 else "" for r in rows}


@cache
def roles(kind: str) -> dict[str, tuple[str, str]]:
    """Folded words of one class of roles.tsv → (value, gender)."""
    text = files("foresaid.rules").joinpath("tables", "roles.tsv").read_text(encoding="utf-8")
    out: dict[str, tuple[str, str]] = {}
    for x in text.split("\n"):
        r = x.split("\t")
        if len(r) == 4 and r[1] == kind:
            for w in r[0].split("|"):
                out.setdefault(fold(w), (r[2], r[3]))
    return out


def acts(role: str | None) -> bool:
    """Whether the holder of that office acts for the state that he or she belongs to."""
    return bool(role) and (role in ACTING or str(role).endswith(" minister"))
