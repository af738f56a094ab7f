"""Read the open treebanks and name annotations into one plain form of sentences.

Every sentence comes out as a dict: ``words``, ``spaces`` (bool per word), ``upos``, ``xpos``, ``feats``, ``lemma``,
``head`` (0-based, own index for the root), ``deprel``, ``ner`` (BIO over PER/LOC/ORG, or ``None`` where the sentence
carries no name annotation), ``source`` and ``doc``.  Only openly licensed parts are read: EWT (CC BY-SA 4.0), UNER
(CC BY-SA 4.0) and the genres of GUM whose texts are not non-commercial.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

# GUM genres whose texts may be used in a model that ships (see the treebank's LICENSE.txt); the others are
# non-commercial (fiction, whow, essay, letter, podcast) or blanked (reddit).
OPEN_GENRES = frozenset(
    {"news", "interview", "bio", "voyage", "academic", "court", "textbook", "speech", "vlog", "conversation"}
)
NAME_TYPES = {"person": "PER", "place": "LOC", "organization": "ORG"}
JOINERS = frozenset({"of", "the", "and", "&", "-", "for", "de", "von", "van", "al", "bin", "la", "'s", "."})
TITLES = frozenset(
    [
        "president",
        "prime",
        "minister",
        "mr.",
        "mrs.",
        "ms.",
        "mr",
        "mrs",
        "ms",
        "dr.",
        "dr",
        "senator",
        "sen.",
        "secretary",
        "chancellor",
        "governor",
        "gov.",
        "king",
        "queen",
        "prince",
        "princess",
        "pope",
        "general",
        "gen.",
        "colonel",
        "col.",
        "captain",
        "capt.",
        "judge",
        "justice",
        "mayor",
        "rep.",
        "representative",
        "sir",
        "lord",
        "lady",
        "professor",
        "prof.",
        "director",
        "chairman",
        "chief",
        "vice",
        "deputy",
        "foreign",
        "speaker",
        "sheikh",
        "ayatollah",
        "rev.",
        "reverend",
    ]
)


def read_conllu(path: Path, source: str) -> Iterator[dict]:
    """Yield the sentences of a CoNLL-U file; documents of closed genres are passed over."""
    doc, genre, rows, surface_ends = "", "", [], []
    skip = False

    def finish() -> dict | None:
        if not rows or skip:
            return None
        number = {r[0]: i for i, r in enumerate(rows)}
        words = [r[1] for r in rows]
        spaces = ["SpaceAfter=No" not in r[9] for r in rows]
        for first, last, after in surface_ends:
            for k in range(first, last):
                if str(k) in number:
                    spaces[number[str(k)]] = False
            if str(last) in number:
                spaces[number[str(last)]] = after
        heads = [number.get(r[6], i) if r[6] != "0" else i for i, r in enumerate(rows)]
        return {
            "words": words,
            "spaces": spaces,
            "upos": [r[3] for r in rows],
            "xpos": [r[4] for r in rows],
            "feats": [r[5] for r in rows],
            "lemma": [r[2] for r in rows],
            "head": heads,
            "deprel": [r[7] for r in rows],
            "ner": None,
            "misc": [r[9] for r in rows],
            "source": source,
            "doc": doc,
        }

    surface_ends = []
    for line in path.open(encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc id = "):
            doc, genre, skip = line[14:], "", False
        elif line.startswith("# meta::genre = "):
            genre = line[16:]
            skip = source == "gum" and genre not in OPEN_GENRES
        elif not line:
            s = finish()
            if s:
                yield s
            rows, surface_ends = [], []
        elif line[0] != "#":
            cols = line.split("\t")
            if "-" in cols[0]:
                a, b = cols[0].split("-")
                surface_ends.append((int(a), int(b), "SpaceAfter=No" not in cols[9]))
            elif "." not in cols[0]:
                rows.append(cols)
    s = finish()
    if s:
        yield s


def read_iob2(path: Path) -> list[list[tuple[str, str]]]:
    """Sentences of (word, BIO tag); labels other than PER, LOC, ORG become outside."""
    out, rows = [], []
    for line in path.open(encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("#"):
            continue
        if not line:
            if rows:
                out.append(rows)
            rows = []
            continue
        cols = line.split("\t")
        tag = cols[2] if cols[2][2:] in ("PER", "LOC", "ORG") else "O"
        rows.append((cols[1], tag))
    if rows:
        out.append(rows)
    return out


def add_iob2(sentences: list[dict], names: list[list[tuple[str, str]]]) -> int:
    """Attach name tags by identical word sequence; returns how many sentences got them."""
    table = {}
    for rows in names:
        table.setdefault(tuple(w for w, _ in rows), [t for _, t in rows])
    n = 0
    for s in sentences:
        tags = table.get(tuple(s["words"]))
        if tags:
            s["ner"], n = tags, n + 1
    return n


def gum_names(s: dict) -> list[str]:
    """BIO name tags out of GUM's entity brackets: the run of proper nouns around the head of a person, place, organisation."""
    proper = [x.startswith("NNP") for x in s["xpos"]]
    open_, spans = [], []
    for i, misc in enumerate(s["misc"]):
        m = re.search(r"Entity=([^|]+)", misc)
        if not m:
            continue
        for part in re.finditer(r"\(([^()]+)(\))?|([^()]+)?\)", m.group(1)):
            if part.group(1):
                f = part.group(1).split("-")
                entry = (f[0], f[1] if len(f) > 1 else "", f[5] if len(f) > 5 else "", i)
                if part.group(2):
                    spans.append((*entry, i))
                else:
                    open_.append(entry)
            else:
                want = part.group(3)
                for k in range(len(open_) - 1, -1, -1):
                    if want is None or open_[k][0] == want:
                        spans.append((*open_.pop(k), i))
                        break
    tags = ["O"] * len(s["words"])
    for _, kind, _minspan, a, b in sorted(spans, key=lambda x: x[3] - x[4]):
        if kind not in NAME_TYPES:
            continue
        inside = range(a, b + 1)
        heads = [i for i in inside if s["head"][i] not in inside or s["head"][i] == i]
        if not heads or s["upos"][heads[0]] != "PROPN":
            continue
        lo = hi = heads[0]
        while lo > a and (proper[lo - 1] or (s["words"][lo - 1].lower() in JOINERS and lo - 2 >= a and proper[lo - 2])):
            lo -= 1
        while hi < b and (
            proper[hi + 1]
            or (
                s["words"][hi + 1].lower() in JOINERS
                and hi + 2 <= b
                and (proper[hi + 2] or (s["words"][hi + 2].lower() == "the" and hi + 3 <= b and proper[hi + 3]))
            )
        ):
            hi += 1
        while not proper[hi]:
            hi -= 1
        if kind == "person":
            while lo < hi and s["words"][lo].lower() in TITLES:
                lo += 1
        while lo < hi and s["words"][lo].lower() in JOINERS:
            lo += 1
        if any(t != "O" for t in tags[lo : hi + 1]):
            continue
        for i in range(lo, hi + 1):
            tags[i] = ("B-" if i == lo else "I-") + NAME_TYPES[kind]
    return tags


def load(data: Path) -> dict[str, list[dict]]:
    """All splits: ``train``, ``dev``, ``ewt_test``, ``gum_test``, ``pud`` (``data`` is the folder of treebanks)."""
    ud, uner = data / "ud", data / "uner"
    ewt = {p: list(read_conllu(ud / f"en_ewt-ud-{p}.conllu", "ewt")) for p in ("train", "dev", "test")}
    gum = {
        "train": list(read_conllu(ud / "en_gum-ud-train.noreddit.conllu", "gum")),
        "dev": list(read_conllu(ud / "en_gum-ud-dev.conllu", "gum")),
        "test": list(read_conllu(ud / "en_gum-ud-test.conllu", "gum")),
    }
    pud = list(read_conllu(ud / "en_pud-ud-test.conllu", "pud"))
    add_iob2(ewt["train"], read_iob2(uner / "en_ewt-ud-train.early-2022-12.iob2"))
    add_iob2(ewt["dev"], read_iob2(uner / "en_ewt-ud-dev.iob2"))
    add_iob2(ewt["test"], read_iob2(uner / "en_ewt-ud-test.iob2"))
    add_iob2(pud, read_iob2(uner / "en_pud-ud-test.iob2"))
    for part in gum.values():
        for s in part:
            s["ner"] = gum_names(s)
    for s in [*gum["dev"], *gum["test"]]:
        s["ner"] = None  # scored on hand-made name annotation only
    return {
        "train": ewt["train"] + gum["train"],
        "dev": ewt["dev"] + gum["dev"],
        "ewt_test": ewt["test"],
        "gum_test": gum["test"],
        "pud": pud,
    }


if __name__ == "__main__":
    for name, part in load(Path(sys.argv[1])).items():
        named = [s for s in part if s["ner"]]
        print(
            name,
            len(part),
            sum(len(s["words"]) for s in part),
            "named",
            len(named),
            sum(t.startswith("B-") for s in named for t in s["ner"]),
        )
        if name == "train":
            for s in part[13000:13400:20]:
                print(json.dumps([(w, t) for w, t in zip(s["words"], s["ner"] or []) if t != "O"], ensure_ascii=False))
