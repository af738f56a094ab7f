"""The exported model → the same weights in a graph for one sentence, without what a batch needs: ``reader.onnx``.

usage: python training/lean.py EXPORTED.onnx OUT.onnx

The exporter writes masks, shapes and one small product for each projection. Here query, key and value are one product,
and so are all heads; attention, the norms and the dynamic quantisation are ONNX Runtime's own operators, so that nothing
is left to be optimised when the model is loaded. Label scores are a product and a sum instead of an ``Einsum``. The
int8 weights and their scales are the exported ones.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

HEADS = 12
EPSILON = 1e-12
MS = "com.microsoft"
TAGS = ("upos", "xpos", "feats", "lemma", "ner")
SCORERS = ("arc_d", "arc_h", "lab_d", "lab_h")


class Graph:
    """Nodes and weights as they are added; every method gives the name of what it adds."""

    def __init__(self, exported: onnx.ModelProto) -> None:
        self.old = {i.name: numpy_helper.to_array(i) for i in exported.graph.initializer}
        self.products = {n.name: n.input[1] for n in exported.graph.node if n.op_type == "MatMulInteger"}
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def weight(self, name: str, value: np.ndarray) -> str:
        if name not in {w.name for w in self.weights}:
            self.weights.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def kept(self, name: str) -> str:
        return self.weight(name, self.old[name])

    def node(self, op: str, inputs: list[str], out: str | list[str], domain: str = "", **attributes: object) -> str:
        outs = [out] if isinstance(out, str) else out
        self.nodes.append(helper.make_node(op, inputs, outs, name=outs[0] or op, domain=domain, **attributes))
        return outs[0]

    def int8(self, node: str) -> tuple[np.ndarray, np.ndarray]:
        """The int8 weights of an exported product and their scales."""
        stem = self.products[node].removesuffix("_quantized")
        assert not self.old[stem + "_zero_point"].any(), "weights are symmetric"
        return self.old[stem + "_quantized"], self.old[stem + "_scale"]

    def product(self, x: str, nodes: list[str], biases: list[np.ndarray] | None, out: str) -> str:
        """One product of ``x`` with the weights of several exported ones side by side."""
        parts = [self.int8(n) for n in nodes]
        inputs = [
            x,
            self.weight(out + ".int8", np.concatenate([w for w, _ in parts], 1)),
            self.weight(out + ".scale", np.concatenate([s for _, s in parts])),
        ]
        if biases is not None:
            inputs += ["", self.weight(out + ".bias", np.concatenate(biases))]
        return self.node("DynamicQuantizeMatMul", inputs, out, MS)

    def embedding(self, name: str, rows: str, out: str) -> str:
        stem = f"reader.{name}.weight"
        got = self.node("Gather", [self.kept(stem + "_quantized"), rows], out + ".uint8")
        return self.node(
            "DequantizeLinear", [got, self.kept(stem + "_scale"), self.kept(stem + "_zero_point")], out
        )  # fmt: skip


def encoder(g: Graph) -> str:
    """Pieces → their vectors, (1, pieces, 384)."""
    bert = "bert.embeddings"
    one = g.weight("one", np.array([1], np.int64))
    zero = g.weight("zero", np.array([0], np.int64))
    length = g.node("Shape", ["ids"], "length", start=1, end=2)
    rows = g.node(
        "Slice", [g.weight("places", np.arange(512, dtype=np.int64)[None]), zero, length, one], "place"
    )  # fmt: skip
    words = g.embedding(f"{bert}.word_embeddings", "ids", "words")
    kinds = g.embedding(f"{bert}.token_type_embeddings", g.weight("kind", np.zeros((1, 1), np.int64)), "kinds")
    places = g.embedding(f"{bert}.position_embeddings", rows, "places_of")
    x = g.node("Add", [g.node("Add", [words, kinds], "words_kinds"), places], "embedded")
    of = f"reader.{bert}.LayerNorm"
    x = g.node(
        "LayerNormalization", [x, g.kept(of + ".weight"), g.kept(of + ".bias")], "layer", axis=-1, epsilon=EPSILON
    )
    i = 0
    while f"/reader/bert/encoder/layer.{i}/output/dense/MatMul_quant" in g.products:
        x = layer(g, x, i)
        i += 1
    return x


def layer(g: Graph, x: str, i: int) -> str:
    at, of = f"/reader/bert/encoder/layer.{i}", f"reader.bert.encoder.layer.{i}"
    names = ("query", "key", "value")
    qkv = g.product(
        x,
        [f"{at}/attention/self/{n}/MatMul_quant" for n in names],
        [g.old[f"{of}.attention.self.{n}.bias"] for n in names],
        f"qkv.{i}",
    )
    g.node("Split", [qkv], [f"{n}.{i}" for n in names], axis=-1)
    x2 = g.node("MultiHeadAttention", [f"{n}.{i}" for n in names], f"attended.{i}", MS, num_heads=HEADS)
    x2 = g.product(
        x2, [f"{at}/attention/output/dense/MatMul_quant"], [g.old[f"{of}.attention.output.dense.bias"]], f"out.{i}"
    )
    x = norm(g, x2, x, f"{of}.attention.output", f"middle.{i}")
    x2 = g.product(
        x, [f"{at}/intermediate/dense/MatMul_quant"], [g.old[f"{of}.intermediate.dense.bias"]], f"wide.{i}"
    )  # fmt: skip
    x2 = g.node("Gelu", [x2], f"gelu.{i}", MS)
    x2 = g.product(x2, [f"{at}/output/dense/MatMul_quant"], [g.old[f"{of}.output.dense.bias"]], f"narrow.{i}")
    return norm(g, x2, x, f"{of}.output", f"layer.{i}")


def norm(g: Graph, x: str, skip: str, of: str, out: str) -> str:
    """The norm of a sum, in two operators: the fused one is slower on the CPU."""
    weights = [g.kept(f"{of}.LayerNorm.weight"), g.kept(f"{of}.LayerNorm.bias")]
    return g.node(
        "LayerNormalization", [g.node("Add", [x, skip], out + ".sum"), *weights], out, axis=-1, epsilon=EPSILON
    )


def heads(g: Graph, x: str) -> list[str]:
    """Vectors of the pieces → scores of the words, the outputs."""
    row = g.node("Squeeze", ["firsts", g.weight("zero", np.array([0]))], "firsts_row")
    x = g.node("Gather", [x, row], "word_vectors", axis=1)
    x = g.node("Concat", [x, g.embedding("shape", "shapes", "shape_vectors")], "word_shapes", axis=-1)
    biases = [g.old[f"reader.tags.{k}.bias"] for k in TAGS] + [g.old[f"reader.{k}.bias"] for k in SCORERS]
    scores = g.product(x, [f"/reader/{k}/MatMul_quant" for k in (*TAGS, *SCORERS)], biases, "scores")
    sizes = np.array([len(b) for b in biases], np.int64)
    split = [f"{k}_scores" if k != "ner" else k for k in TAGS] + ["hidden"]
    sizes = np.append(sizes[: len(TAGS)], sizes[len(TAGS) :].sum())
    g.node("Split", [scores, g.weight("sizes", sizes)], split, axis=-1)
    for k in TAGS:
        if k != "ner":
            g.node("ArgMax", [f"{k}_scores"], k, axis=-1, keepdims=0)
    hidden = g.node("Gelu", ["hidden"], "acted", MS)
    widths = np.array([len(g.old[f"reader.{k}.bias"]) for k in SCORERS], np.int64)
    g.node("Split", [hidden, g.weight("widths", widths)], list(SCORERS), axis=-1)
    arcs(g)
    labels(g, int(widths[-1]))
    return [*TAGS, "arc", "deprel"]


def arcs(g: Graph) -> None:
    """``arc[word, head]``: the word's vector with a one behind it, the weights, the head's vector."""
    pads = g.weight("pads", np.array([0, 0, 0, 0, 0, 1], np.int64))
    word = g.node("Pad", ["arc_d", pads, g.weight("one_float", np.array(1, np.float32))], "arc_d_one")
    word = g.product(word, ["/reader/MatMul_quant"], None, "arc_weighed")
    g.node("MatMul", [word, g.node("Transpose", ["arc_h"], "arc_h_turned", perm=[0, 2, 1])], "arc")


def labels(g: Graph, width: int) -> None:
    """``deprel[word, label]`` at the best head: Σᵢⱼ wordᵢ · lab[label, i, j] · headⱼ, each vector with a one behind it."""
    lab = g.old["reader.lab"]
    n = len(lab)
    weights = lab.transpose(1, 0, 2).reshape(width + 1, n * (width + 1))  # [i, (label, j)]
    best = g.node("ArgMax", ["arc"], "best", axis=-1, keepdims=0)
    best = g.node("Squeeze", [best, g.weight("zero", np.array([0]))], "best_row")
    pads, one = "pads", "one_float"
    head = g.node("Gather", [g.node("Pad", ["lab_h", pads, one], "lab_h_one"), best], "lab_at_head", axis=1)
    word = g.node("Pad", ["lab_d", pads, one], "lab_d_one")
    x = g.node("MatMul", [word, g.weight("lab", weights)], "lab_weighed")
    x = g.node("Reshape", [x, g.weight("by_label", np.array([-1, n, width + 1], np.int64))], "lab_by_label")
    head = g.node("Reshape", [head, g.weight("column", np.array([-1, width + 1, 1], np.int64))], "head_column")
    x = g.node("MatMul", [x, head], "deprel_column")
    g.node("Reshape", [x, g.weight("flat", np.array([1, -1, n], np.int64))], "deprel")


def lean(exported: onnx.ModelProto) -> onnx.ModelProto:
    """The model in its lean graph; inputs ``ids`` (1, pieces), ``firsts`` and ``shapes`` (1, words)."""
    g = Graph(exported)
    outputs = heads(g, encoder(g))
    ints = {"ids": "pieces", "firsts": "words", "shapes": "words"}
    floats = ("ner", "arc", "deprel")
    value = helper.make_tensor_value_info
    graph = helper.make_graph(
        g.nodes,
        "reader",
        [value(k, TensorProto.INT64, [1, v]) for k, v in ints.items()],
        [
            value(k, TensorProto.FLOAT, [1, "words", None])
            if k in floats
            else value(k, TensorProto.INT64, [1, "words"])
            for k in outputs
        ],
        g.weights,
    )
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(MS, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=8, producer_name="foresaid")


if __name__ == "__main__":
    onnx.save(lean(onnx.load(sys.argv[1])), Path(sys.argv[2]))
