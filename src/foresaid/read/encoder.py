"""The better reader: a small encoder with heads, run by ONNX Runtime on one thread of the CPU (``training/encoder.py``)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from foresaid.read.language import Parsed
from foresaid.read.pieces import MAX_PIECES, Pieces, pieces
from foresaid.read.tree import tree_from_scores

Array = npt.NDArray[np.float32]
LONGEST = 200
"""Characters of a word that are read."""


class EncoderReader:
    """Parses sentences with the packaged encoder; ``path`` holds reader.onnx,
    labels.json, lemmas.json (lemmas of the words seen in training, by form and part of speech) and tokenizer.json."""

    name = "best"

    def __init__(self, path: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.enable_mem_pattern = False  # planned anew for every length; sentences seldom share one
        self.session = onnxruntime.InferenceSession(
            str(path / "reader.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self.outputs = [o.name for o in self.session.get_outputs()]
        self.labels: dict[str, list[str]] = json.loads((path / "labels.json").read_text(encoding="utf-8"))
        self.lemmas: dict[str, str] = json.loads((path / "lemmas.json").read_text(encoding="utf-8"))
        self.tokenizer = Tokenizer.from_file(str(path / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()

    def parse(self, sentences: Sequence[tuple[Sequence[str], Sequence[bool]]]) -> list[Parsed]:
        """One ``Parsed`` per sentence, in order. A sentence of more than ``MAX_PIECES`` pieces is read in runs of words
        that fit, each run its own tree under the first run's root."""
        out = []
        for words, _ in sentences:
            parts = [(at, self._read(run, p)) for at, run, p in self._runs(list(words))]
            out.append(parts[0][1] if len(parts) == 1 else _joined(parts))
        return out

    def _runs(self, words: list[str]) -> list[tuple[int, list[str], Pieces]]:
        out, at = [], 0
        while at < len(words):
            n = len(words) - at
            run = [w[:LONGEST] for w in words[at : at + n]]
            p = pieces(self.tokenizer, run)
            while n > 1 and len(p.ids) > MAX_PIECES:
                n = max(1, n * 3 // 4)
                run = run[:n]
                p = pieces(self.tokenizer, run)
            out.append((at, run, p))
            at += n
        return out

    def _read(self, words: list[str], p: Pieces) -> Parsed:
        """One run of words. Sentences go through the model alone: in a batch, its int8 arithmetic would make the reading of
        one depend (slightly) on its neighbours."""
        feed = {"ids": p.ids, "firsts": p.firsts, "shapes": p.shapes}
        got = self.session.run(self.outputs, {k: np.array([v], np.int64) for k, v in feed.items()})
        return self._parsed(words, {k: v[0] for k, v in zip(self.outputs, got, strict=True)})

    def _parsed(self, words: list[str], o: dict[str, Array]) -> Parsed:
        names = self.labels
        heads = tree_from_scores(o["arc"])
        deps = [names["deprel"][k] for k in o["deprel"].argmax(1).tolist()]
        for i, h in enumerate(heads):
            if h == i:
                deps[i] = "root"
            elif deps[i] == "root":
                second = np.argsort(-o["deprel"][i], kind="stable")[1]
                deps[i] = names["deprel"][int(second)]
        pick = {k: [names[k][x] for x in o[k].tolist()] for k in ("xpos", "upos", "feats")}
        lemma = [
            self.lemmas.get(f"{w.lower()}|{pos}") or apply_rule(w, names["lemma"][k])
            for w, pos, k in zip(words, pick["upos"], o["lemma"].tolist(), strict=True)
        ]
        return Parsed(
            tags=pick["xpos"], pos=pick["upos"], morphs=pick["feats"], lemmas=lemma, heads=heads, deps=deps,
            names=best_bio(o["ner"], names["ner"]),
        )  # fmt: skip


def apply_rule(word: str, rule: str) -> str:
    """The lemma of ``word`` by an edit rule: ``=whole`` or ``cut|add|k`` (keep capitals) or ``l`` (lower).

    >>> apply_rule("Visited", "2||l"), apply_rule("Talks", "1||k"), apply_rule("was", "=be")
    ('visit', 'Talk', 'be')
    """
    if rule.startswith("="):
        return rule[1:]
    cut, add, keep = rule.rsplit("|", 2)[0].split("|", 1)[0], rule.split("|", 1)[1].rsplit("|", 1)[0], rule[-1]
    w = word if keep == "k" else word.lower()
    n = int(cut)
    return (w[: len(w) - n] if n else w) + add if n < len(w) or add else w


def best_bio(scores: Array, labels: Sequence[str]) -> list[str]:
    """The best sequence of BIO tags in which no I- follows anything but its own B- or I- (Viterbi over the scores)."""
    n, k = scores.shape
    greedy = [labels[x] for x in scores.argmax(1).tolist()]
    if all(not b.startswith("I-") or a[2:] == b[2:] for a, b in zip(["O", *greedy], greedy)):  # noqa: B905
        return greedy
    ok = np.array([[not b.startswith("I-") or a[2:] == b[2:] for b in labels] for a in labels])
    cost = np.where(ok, 0.0, -1e9)
    best = scores[0] + np.array([-1e9 if x.startswith("I-") else 0.0 for x in labels])
    back = np.zeros((n, k), np.int64)
    for i in range(1, n):
        step = best[:, None] + cost
        back[i] = step.argmax(0)
        best = step.max(0) + scores[i]
    path = [int(best.argmax())]
    for i in range(n - 1, 0, -1):
        path.append(int(back[i][path[-1]]))
    return [labels[x] for x in reversed(path)]


def _joined(parts: list[tuple[int, Parsed]]) -> Parsed:
    root = next(i for i, h in enumerate(parts[0][1].heads) if h == i)
    heads: list[int] = []
    deps: list[str] = []
    for k, (at, p) in enumerate(parts):
        for i, h in enumerate(p.heads):
            own = h == i
            heads.append(root if own and k else at + h)
            deps.append("parataxis" if own and k else p.deps[i])
    columns = {k: _all(parts, k) for k in ("tags", "pos", "morphs", "lemmas", "names")}
    return Parsed(heads=heads, deps=deps, **columns)


def _all(parts: list[tuple[int, Parsed]], column: str) -> list[str]:
    return [x for _, p in parts for x in getattr(p, column)]
