"""What the benches of stories share: the expected claims of a story, and which claim that was read answers to which."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
Edges = tuple[int, int]


def overlap(a: Edges, b: Edges) -> float:
    """Intersection over union of two spans."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0])) / (max(a[1], b[1]) - min(a[0], b[0]))


def arguments(doc: str | None) -> argparse.ArgumentParser:
    """The arguments that all benches of stories take: a folder, and names of stories in it."""
    ap = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("folder", nargs="?", type=Path, default=Path(__file__).with_name("stories"))
    ap.add_argument("names", nargs="*")
    return ap


def stories_of(args: argparse.Namespace) -> list[Path]:
    """The stories that were asked for: NAME.jsonl, all where none is named."""
    return [p for p in sorted(args.folder.glob("*.jsonl")) if not args.names or p.stem in args.names]


def expected_of(path: Path) -> dict[str, Any]:
    """What is expected of the story NAME.jsonl: NAME.expected.json beside it."""
    expected: dict[str, Any] = json.loads(path.with_name(f"{path.stem}.expected.json").read_text(encoding="utf-8"))
    return expected


def texts_of(path: Path) -> dict[str, str]:
    """The texts of a story's articles by id."""
    return {d["id"]: d["text"] for d in map(json.loads, path.read_text(encoding="utf-8").splitlines())}


def one_to_one(ranked: Iterable[tuple[float, int, str, T]]) -> dict[int, T]:
    """From rows of (minus the overlap, number of what is expected, id of what was read, what was read) the pairs, each side
    once, the largest overlap first; ties by number, then by id.

    >>> one_to_one([(-0.5, 0, "b", "B"), (-0.9, 0, "a", "A"), (-0.8, 1, "a", "A")])
    {0: 'A'}
    """
    out: dict[int, T] = {}
    taken: set[str] = set()
    for _, n, id, thing in sorted(ranked, key=lambda r: r[:3]):
        if n not in out and id not in taken:
            out[n] = thing
            taken.add(id)
    return out
