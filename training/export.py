"""Checkpoint → the model that ships: ONNX, weights in int8, labels beside it.

usage: python training/export.py CHECKPOINT_DIR OUT_DIR DATA [TOWER.pt] [--float]   (DATA: the folder of treebanks)
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

from claims import Tower
from encoder import MINILM, build
from treebanks import load

TOWER = ("claim", "certainty", "polarity", "kind", "type", "start", "end")


class Shipped(nn.Module):
    """The reader with labels scored at the best heads, and the states that the claims tower stands on, in one graph."""

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
            o["low"],
            o["final"],
        )


class ShippedTower(nn.Module):
    """The claims tower with its outputs in a fixed order."""

    def __init__(self, tower: nn.Module) -> None:
        super().__init__()
        self.tower = tower

    def forward(self, low, final, firsts, shapes, wmask):
        o = self.tower(low, final, firsts, shapes, wmask)
        return tuple(o[k] for k in TOWER)


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
    outputs = ["xpos", "upos", "feats", "lemma", "ner", "arc", "deprel", "low", "final"]
    axes = dict.fromkeys(("ids", "mask", "low", "final"), pieces) | dict.fromkeys(
        ("firsts", "shapes", "wmask", *outputs[:7]), words
    )
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
    tower_file = next((Path(x) for x in sys.argv[3:] if x.endswith(".pt")), None)
    if tower_file:
        tower = Tower()
        tower.load_state_dict(torch.load(tower_file, weights_only=True))
        axes = dict.fromkeys(("low", "final"), pieces) | dict.fromkeys(("firsts", "shapes", "wmask", *TOWER), words)
        axes |= {k: {0: "batch", 1: "words", 2: "words2"} for k in ("start", "end")}
        write(
            ShippedTower(tower).eval(),
            (torch.randn(b, t, 384), torch.randn(b, t, 384), one(b, w), one(b, w), one(b, w)),
            ["low", "final", "firsts", "shapes", "wmask"],
            list(TOWER),
            axes,
            out / "tower.onnx",
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
