"""Checkpoint → the model that ships: ONNX, weights in int8, labels beside it.

usage: python training/export.py CHECKPOINT_DIR OUT_DIR [--float]
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from pathlib import Path

import onnx
import torch
from encoder import MINILM, build
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

CLAIM_HEADS = ("claim", "certainty", "polarity", "kind", "type", "fact", "start", "end")


class Shipped(nn.Module):
    """The reader with labels scored at the best heads, everything in one graph."""

    def __init__(self, reader: nn.Module) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids, mask, firsts, shapes, wmask):
        o = self.reader(ids, mask, firsts, shapes)
        arc = o["arc"] - (1 - wmask.unsqueeze(1).float()) * 1e4
        best = arc.argmax(-1)
        lh = torch.gather(o["lh"], 1, best.unsqueeze(-1).expand(-1, -1, o["lh"].size(-1)))
        out = [o["xpos"].argmax(-1), o["upos"].argmax(-1), o["feats"].argmax(-1), o["lemma"].argmax(-1), o["ner"], arc,
               self.reader.labels(o["ld"], lh)]
        return (*out, *(o[k] for k in CLAIM_HEADS if k in o))


def main() -> None:
    src, out = Path(sys.argv[1]), Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    ck = torch.load(src / "reader.pt", weights_only=True)
    model = build(ck["sizes"])
    model.load_state_dict(ck["state"])
    model.eval()
    shipped = Shipped(model).eval()
    b, t, w = 2, 9, 7
    args = (torch.ones(b, t, dtype=torch.long), torch.ones(b, t, dtype=torch.long), torch.ones(b, w, dtype=torch.long),
            torch.ones(b, w, dtype=torch.long), torch.ones(b, w, dtype=torch.long))
    with torch.no_grad():
        o = model(*args[:4])
    heads = [k for k in CLAIM_HEADS if k in o]
    names = ["xpos", "upos", "feats", "lemma", "ner", "arc", "deprel", *heads]
    axes = {k: {0: "batch", 1: "pieces"} for k in ("ids", "mask")}
    axes |= {k: {0: "batch", 1: "words"} for k in ("firsts", "shapes", "wmask", *names)}
    axes["arc"] = {0: "batch", 1: "words", 2: "words2"}
    for k in ("start", "end"):
        if k in names:
            axes[k] = {0: "batch", 1: "words", 2: "words2"}
    with tempfile.TemporaryDirectory() as tmp:
        raw = Path(tmp) / "raw.onnx"
        torch.onnx.export(shipped, args, str(raw), input_names=["ids", "mask", "firsts", "shapes", "wmask"],
                          output_names=names, dynamic_axes=axes, opset_version=17, dynamo=False)
        if "--float" in sys.argv:
            shutil.copy(raw, out / "reader.onnx")
        else:
            quantize_dynamic(raw, out / "reader.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
                             op_types_to_quantize=["MatMul", "Gather"])
    onnx.checker.check_model(str(out / "reader.onnx"))
    shutil.copy(MINILM / "tokenizer.json", out / "tokenizer.json")
    shutil.copy(src / "labels.json", out / "labels.json")
    print({f.name: f.stat().st_size for f in out.iterdir()}, json.dumps(names))


if __name__ == "__main__":
    main()
