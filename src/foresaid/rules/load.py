"""Rules and tables are data: read them, refuse what is unknown in them, say where."""

from __future__ import annotations

import csv
import dataclasses
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar, get_type_hints

import yaml

R = TypeVar("R")
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class RuleError(ValueError):
    """A rule file says something that no rule can say; the message names the file, the rule and the field."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A sentence that a rule must match (``must``) or must not."""

    file: str
    rule: str
    must: bool
    sentence: str


def read_yaml(name: str) -> Any:
    """The content of ``rules/en/NAME.yml``."""
    return yaml.load(files("foresaid.rules").joinpath("en", f"{name}.yml").read_text(encoding="utf-8"), Loader=_Loader)


def load_rules(name: str, kind: type[R]) -> tuple[R, ...]:
    """The rules of ``rules/en/NAME.yml``, a list of mappings, each as a frozen record of ``kind``.

    Lists become tuples. Every rule has a unique ``id``. The keys ``match`` and ``not`` hold example sentences and are
    left out of the record (``examples`` reads them). Raises ``RuleError`` for an unknown or missing key or a second
    rule of the same id.
    """
    out: list[R] = []
    seen: set[str] = set()
    fields = {f.name: f for f in dataclasses.fields(kind)}  # type: ignore[arg-type]
    hints = get_type_hints(kind)
    for row in read_yaml(name):
        where = f"rules/en/{name}.yml, rule {row.get('id')!r}"
        body = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items() if k not in ("match", "not")}
        unknown = set(body) - set(fields)
        if unknown:
            raise RuleError(f"{where}: unknown {', '.join(sorted(unknown))}")
        missing = {
            k for k, f in fields.items()
            if k not in body and f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING
        }  # fmt: skip
        if missing:
            raise RuleError(f"{where}: lacks {', '.join(sorted(missing))}")
        for k, v in body.items():
            want = hints[k]
            if want in (str, int, float, bool) and not isinstance(v, want):
                raise RuleError(f"{where}: {k} is {v!r}, not of type {want.__name__}")
        if str(body["id"]) in seen:
            raise RuleError(f"{where}: stands twice")
        seen.add(str(body["id"]))
        out.append(kind(**body))
    return tuple(out)


def examples(name: str) -> tuple[Example, ...]:
    """The sentences that the rules of ``rules/en/NAME.yml`` must and must not match."""
    return tuple(
        Example(file=name, rule=row["id"], must=must, sentence=s)
        for row in read_yaml(name)
        for key, must in (("match", True), ("not", False))
        for s in row.get(key, ())
    )


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of ``rules/tables/NAME.tsv`` (UTF-8, tab-separated, a header line; lines that start with # are comments)."""
    path = files("foresaid.rules").joinpath("tables", f"{name}.tsv")
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return tuple(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
