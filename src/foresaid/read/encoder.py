"""The better reader: a small encoder with heads, run by ONNX Runtime on one thread of the CPU (``training/encoder.py``)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from foresaid.read.language import Parsed
from foresaid.read.pieces import MAX_PIECES, Pieces, pieces
from foresaid.read.tree import tree_from_scores

Array = npt.NDArray[np.float32]
LEAST = 0.02
"""Words that the tower finds less likely than this to be the trigger of a claim carry none of its scores."""
BATCH = 1024
"""Word pieces in one run of the model, padding included."""


class EncoderReader:
    """Parses sentences with the packaged encoder; ``path`` holds reader.onnx, tower.onnx (where trained),
    labels.json, lemmas.json (lemmas of the words seen in training, by form and part of speech) and tokenizer.json."""

    name = "best"

    def __init__(self, path: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self.session = onnxruntime.InferenceSession(
            str(path / "reader.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self.outputs = [o.name for o in self.session.get_outputs()]
        self.tower: onnxruntime.InferenceSession | None = None
        if (path / "tower.onnx").exists():
            self.tower = onnxruntime.InferenceSession(
                str(path / "tower.onnx"), options, providers=["CPUExecutionProvider"]
            )
            self.tower_outputs = [o.name for o in self.tower.get_outputs()]
        self.labels: dict[str, list[str]] = json.loads((path / "labels.json").read_text(encoding="utf-8"))
        self.lemmas: dict[str, str] = json.loads((path / "lemmas.json").read_text(encoding="utf-8"))
        self.tokenizer = Tokenizer.from_file(str(path / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()

    def parse(self, sentences: Sequence[tuple[Sequence[str], Sequence[bool]]]) -> list[Parsed]:
        """One ``Parsed`` per sentence, in order. A sentence of more than ``MAX_PIECES`` pieces is read in runs of words
        that fit, each run its own tree under the first run's root."""
        jobs: list[tuple[int, int, list[str], Pieces]] = []
        for k, (words, _) in enumerate(sentences):
            for at, run in self._runs(list(words)):
                jobs.append((k, at, run, pieces(self.tokenizer, run)))
        order = sorted(range(len(jobs)), key=lambda i: (len(jobs[i][3].ids), i))
        done: dict[int, Parsed] = {}
        batch: list[int] = []
        for i in order:
            longest = len(jobs[i][3].ids)
            if batch and longest * (len(batch) + 1) > BATCH:
                self._run([jobs[j] for j in batch], batch, done)
                batch = []
            batch.append(i)
        if batch:
            self._run([jobs[j] for j in batch], batch, done)
        out: list[list[tuple[int, Parsed]]] = [[] for _ in sentences]
        for i, (k, at, _, _) in enumerate(jobs):
            out[k].append((at, done[i]))
        return [p[0][1] if len(p) == 1 else _joined(p) for p in out]

    def _runs(self, words: list[str]) -> list[tuple[int, list[str]]]:
        out, at = [], 0
        while at < len(words):
            n = len(words) - at
            while n > 1 and len(self.tokenizer.encode(words[at : at + n], is_pretokenized=True).ids) > MAX_PIECES:
                n = max(1, n * 3 // 4)
            out.append((at, [w[:200] for w in words[at : at + n]]))
            at += n
        return out

    def _run(self, jobs: list[tuple[int, int, list[str], Pieces]], numbers: list[int], done: dict[int, Parsed]) -> None:
        t = min(MAX_PIECES, max(len(j[3].ids) for j in jobs))
        w = max(len(j[2]) for j in jobs)
        shape = (len(jobs), t), (len(jobs), w)
        feed = {
            k: np.zeros(shape[k not in ("ids", "mask")], np.int64) for k in ("ids", "mask", "firsts", "shapes", "wmask")
        }
        for r, (_, _, words, p) in enumerate(jobs):
            n = min(t, len(p.ids))
            feed["ids"][r, :n], feed["mask"][r, :n] = p.ids[:n], 1
            feed["firsts"][r, : len(words)] = [min(f, t - 1) for f in p.firsts]
            feed["shapes"][r, : len(words)] = p.shapes
            feed["wmask"][r, : len(words)] = 1
        got = dict(zip(self.outputs, self.session.run(None, feed), strict=True))
        low, final = got.pop("low", None), got.pop("final", None)
        claims: dict[str, Array] = {}
        if self.tower is not None and low is not None:
            more = {"low": low, "final": final} | {k: feed[k] for k in ("firsts", "shapes", "wmask")}
            claims = dict(zip(self.tower_outputs, self.tower.run(None, more), strict=True))
        for r, (_, _, words, _) in enumerate(jobs):
            done[numbers[r]] = self._parsed(
                words, {k: v[r] for k, v in got.items()}, {k: v[r] for k, v in claims.items()}
            )

    def _parsed(self, words: list[str], o: dict[str, Array], tower: dict[str, Array]) -> Parsed:
        n, names = len(words), self.labels
        heads = tree_from_scores(o["arc"][:n, :n])
        deps = []
        for i, h in enumerate(heads):
            scores = o["deprel"][i]
            label = names["deprel"][int(scores.argmax())]
            if (h == i) != (label == "root"):
                ranked = [names["deprel"][int(k)] for k in np.argsort(-scores, kind="stable")[:2]]
                label = "root" if h == i else next(x for x in ranked if x != "root")
            deps.append(label)
        pick = {k: [names[k][int(x)] for x in o[k][:n]] for k in ("xpos", "upos", "feats")}
        lemma = [
            self.lemmas.get(f"{w.lower()}|{pos}") or apply_rule(w, names["lemma"][int(k)])
            for w, pos, k in zip(words, pick["upos"], o["lemma"][:n], strict=True)
        ]
        return Parsed(
            tags=pick["xpos"], pos=pick["upos"], morphs=pick["feats"], lemmas=lemma, heads=heads, deps=deps,
            names=best_bio(o["ner"][:n], names["ner"]),
            claims=claim_scores(tower, n) if tower else {},
        )  # fmt: skip


def claim_scores(o: dict[str, Array], n: int) -> dict[int, dict[str, Any]]:
    """The tower's outputs over ``n`` words → for each word of at least ``LEAST`` probability: ``p``, the slots' probabilities,
    and the ``start`` and ``end`` word of its quote."""
    p = 1.0 / (1.0 + np.exp(-o["claim"][:n, 0].astype(np.float64)))
    out: dict[int, dict[str, Any]] = {}
    for i in np.flatnonzero(p >= LEAST):
        k = int(i)
        row: dict[str, Any] = {"p": float(p[k])}
        for slot in ("certainty", "polarity", "kind", "type"):
            x = np.exp(o[slot][k] - o[slot][k].max())
            row[slot] = x / x.sum()
        row["start"], row["end"] = int(o["start"][k, :n].argmax()), int(o["end"][k, :n].argmax())
        out[k] = row
    return out


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
    claims = {
        at + i: {**c, "start": at + c["start"], "end": at + c["end"]} for at, p in parts for i, c in p.claims.items()
    }  # fmt: skip
    columns = {k: _all(parts, k) for k in ("tags", "pos", "morphs", "lemmas", "names")}
    return Parsed(heads=heads, deps=deps, claims=claims, **columns)


def _all(parts: list[tuple[int, Parsed]], column: str) -> list[str]:
    return [x for _, p in parts for x in getattr(p, column)]
