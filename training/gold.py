"""The gold claims and the articles they stand in."""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path


def load_gold(folders: list[Path], corpora: list[Path]) -> list[dict]:
    """Articles with claims: folders of gold files or files of one article a line;
    what has no text of its own finds it in the corpora by id."""
    texts = {}
    for c in corpora:
        for line in c.open(encoding="utf-8"):
            a = json.loads(line)
            texts[a["id"]] = a["text"]
    out = []
    for folder in folders:
        lines = (
            folder.read_text(encoding="utf-8").splitlines()
            if folder.is_file()
            else [f.read_text(encoding="utf-8") for f in sorted(folder.glob("*.json"))]
        )
        for line in lines:
            d = json.loads(line)
            text = d.get("text") or texts[d["id"]]
            out.append({"id": d["id"], "published": d["published"], "text": text, "claims": d["claims"]})
    return out


def options() -> argparse.ArgumentParser:
    """The arguments that every training of a claims' model takes: where to write, the gold, its texts, kept parses."""
    ap = argparse.ArgumentParser()
    ap.add_argument("out", type=Path)
    ap.add_argument("--gold", nargs="+", type=Path)
    ap.add_argument("--texts", nargs="*", type=Path, default=[])
    ap.add_argument("--cache", type=Path)
    return ap


def fold_of(article: str, folds: int) -> int:
    return int(hashlib.sha256(article.encode()).hexdigest(), 16) % folds
