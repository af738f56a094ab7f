"""Checkpoint → the model that ships: ONNX, weights in int8, in the lean graph of ``lean.py``, labels beside it.

usage: python training/export.py CHECKPOINT_DIR OUT_DIR DATA [--float]   (DATA: the folder of treebanks)
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from encoder import MINILM, build
from lean import lean
from treebanks import load


class Shipped(nn.Module):
    """The reader with labels scored at the best heads, in one graph."""

    def __init__(self, reader: nn.Module) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids, mask, firsts, shapes, wmask):
        o = self.reader(ids, mask, firsts, shapes)
        arc = o["arc"] - (1 - wmask.unsqueeze(1).float()) * 1e4
        best = arc.argmax(-1)
        lh = torch.gather(o["lh"], 1, best.unsqueeze(-1).expand(-1, -1, o["lh"].size(-1)))
        return (
            o["xpos"].argmax(-1),
            o["upos"].argmax(-1),
            o["feats"].argmax(-1),
            o["lemma"].argmax(-1),
            o["ner"],
            arc,
            self.reader.labels(o["ld"], lh),
        )


def write(module, args, inputs, outputs, axes, path: Path, keep_float: bool) -> None:
    with tempfile.TemporaryDirectory() as tmp:
        raw = Path(tmp) / "raw.onnx"
        torch.onnx.export(
            module,
            args,
            str(raw),
            input_names=inputs,
            output_names=outputs,
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        if keep_float:
            shutil.copy(raw, path)
        else:
            quantize_dynamic(
                raw,
                path,
                weight_type=QuantType.QInt8,
                per_channel=True,
                reduce_range=True,
                op_types_to_quantize=["MatMul", "Gather"],
            )
            onnx.save(lean(onnx.load(path)), path)
    onnx.checker.check_model(str(path))


def lemmas(sentences) -> dict[str, str]:
    """The commonest lemma of every word of an open class and of every function word, by form and part of speech."""
    seen: dict[str, Counter] = {}
    for s in sentences:
        for w, pos, lemma in zip(s["words"], s["upos"], s["lemma"]):
            if pos not in ("PROPN", "X", "SYM", "PUNCT", "NUM") and lemma != "_":
                seen.setdefault(f"{w.lower()}|{pos}", Counter())[lemma] += 1
    return {k: c.most_common(1)[0][0] for k, c in seen.items()}


def main() -> None:
    src, out = Path(sys.argv[1]), Path(sys.argv[2])
    keep = "--float" in sys.argv
    out.mkdir(parents=True, exist_ok=True)
    ck = torch.load(src / "reader.pt", weights_only=True)
    model = build(ck["sizes"])
    model.load_state_dict(ck["state"])
    model.eval()
    b, t, w = 2, 9, 7
    one = lambda *s: torch.ones(*s, dtype=torch.long)
    pieces, words = {0: "batch", 1: "pieces"}, {0: "batch", 1: "words"}
    outputs = ["xpos", "upos", "feats", "lemma", "ner", "arc", "deprel"]
    axes = dict.fromkeys(("ids", "mask"), pieces) | dict.fromkeys(("firsts", "shapes", "wmask", *outputs[:7]), words)
    axes["arc"] = {0: "batch", 1: "words", 2: "words2"}
    write(
        Shipped(model).eval(),
        (one(b, t), one(b, t), one(b, w), one(b, w), one(b, w)),
        ["ids", "mask", "firsts", "shapes", "wmask"],
        outputs,
        axes,
        out / "reader.onnx",
        keep,
    )
    shutil.copy(MINILM / "tokenizer.json", out / "tokenizer.json")
    shutil.copy(src / "labels.json", out / "labels.json")
    (out / "lemmas.json").write_text(
        json.dumps(lemmas(load(Path(sys.argv[3]))["train"]), ensure_ascii=False, sort_keys=True, separators=(",", ":")),
        encoding="utf-8",
    )
    print({f.name: f.stat().st_size for f in out.iterdir()})


if __name__ == "__main__":
    main()
