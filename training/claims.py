"""Train the claims tower: the encoder's last layers once more, with heads that say which word is the trigger of a forward
claim, how sure, of what kind and type, and where its quote begins and ends.

The lower layers are the trained reader's, frozen, so its states are computed once; see docs/model_card.md.

usage: python training/claims.py READER_DIR OUT_DIR --gold DIR... [--texts CORPUS.jsonl] [--folds N] [--epochs N]
With --folds the gold is cut by article into N parts and each part is scored by a tower that never saw it: written to
OUT_DIR/oof.jsonl (one line per word with a score), the ground for the claims stage's own model.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import os
import random
import sys
import time
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional as F

from encoder import MINILM, SPLIT, build

sys.path.insert(0, str(Path(__file__).parent.parent / "src"))
from foresaid.core import EVENT_TYPES
from foresaid.read.language import tokenize
from foresaid.read.pieces import MAX_PIECES, SHAPES, pieces

CERTAINTY = ("certain", "probable", "possible")
POLARITY = ("+", "-")
KIND = ("plan", "forecast")
WIDTH = 256
SLOTS = {"certainty": CERTAINTY, "polarity": POLARITY, "kind": KIND, "type": EVENT_TYPES}


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


def sentences(article: dict) -> list[dict]:
    """The article's sentences as words, with the claims whose trigger lies in each."""
    doc = tokenize(article["text"])
    out = []
    for sent in doc.sents:
        words = [t for t in sent if not t.is_space]
        if words:
            out.append(
                {
                    "article": article["id"],
                    "words": [t.text for t in words],
                    "at": [t.idx for t in words],
                    "ends": [t.idx + len(t) for t in words],
                    "claims": [],
                }
            )
    for c in article["claims"]:
        t = c["start"] + max(0, c["quote"].find(c["trigger"]))
        for s in out:
            if s["at"][0] <= t < s["ends"][-1]:
                k = max(i for i, a in enumerate(s["at"]) if a <= t)
                inside = [i for i, (a, b) in enumerate(zip(s["at"], s["ends"])) if b > c["start"] and a < c["end"]]
                s["claims"].append({"trigger": k, "start": min(inside), "end": max(inside), **{n: c[n] for n in SLOTS}})
    return out


FUTURE = frozenset(
    [
        "will",
        "would",
        "may",
        "might",
        "could",
        "should",
        "to",
        "plan",
        "plans",
        "planned",
        "expect",
        "expected",
        "expects",
        "likely",
        "unlikely",
        "scheduled",
        "set",
        "due",
        "intend",
        "intends",
        "vow",
        "vowed",
        "pledged",
        "promised",
        "agreed",
        "next",
        "upcoming",
        "tomorrow",
        "until",
        "by",
        "if",
        "possible",
        "possibility",
        "potential",
        "going",
        "'ll",
        "wo",
        "'d",
        "going",
        "threat",
        "chance",
    ]
)
"""A sentence without any of these and without a claim is seen only a third of the time."""


class Tower(nn.Module):
    """States of the reader → scores per word. ``start`` and ``end`` are scores of word j for the quote of trigger i."""

    def __init__(self) -> None:
        super().__init__()
        self.shape = nn.Embedding(len(SHAPES), 16)
        self.drop = nn.Dropout(0.3)
        self.mix = nn.Linear(3 * 384 + 16, WIDTH)
        self.layers = nn.ModuleList(
            nn.TransformerEncoderLayer(WIDTH, 4, 2 * WIDTH, 0.2, "gelu", batch_first=True, norm_first=True)
            for _ in range(2)
        )
        self.norm = nn.LayerNorm(WIDTH)
        self.heads = nn.ModuleDict(
            {"of_claim": nn.Linear(WIDTH, 1), **{f"of_{k}": nn.Linear(WIDTH, len(v)) for k, v in SLOTS.items()}}
        )
        self.spans = nn.ModuleDict({k: nn.Linear(WIDTH, 64) for k in ("start_t", "start_w", "end_t", "end_w")})
        self.dist = nn.Embedding(2 * 48 + 1, 2)
        nn.init.zeros_(self.dist.weight)

    def forward(self, base, low, final, firsts, shapes, wmask):
        """base, low, final: (B, T, 384) the reader's embeddings, its states after the ``SPLIT``-th and last layer; firsts, shapes, wmask: (B, W)."""
        at = firsts.unsqueeze(-1).expand(-1, -1, 384)
        x = torch.cat([*(torch.gather(h, 1, at) for h in (base, low, final)), self.shape(shapes)], -1)
        x = F.gelu(self.mix(self.drop(x)))
        for layer in self.layers:
            x = attend(layer, x, wmask)
        x = self.drop(self.norm(x))
        out = {k[3:]: m(x) for k, m in self.heads.items()}
        n = x.size(1)
        i = torch.arange(n, device=x.device)
        d = self.dist((i[None, :] - i[:, None]).clamp(-48, 48) + 48)
        for k, col in (("start", 0), ("end", 1)):
            out[k] = self.spans[f"{k}_t"](x) @ self.spans[f"{k}_w"](x).transpose(1, 2) / 8 + d[..., col]
        return out


def attend(layer, x, wmask):
    """One pre-norm layer written out, so that it is the same graph in training and in the export."""
    a = layer.self_attn
    y = layer.norm1(x)
    q, k, v = F.linear(y, a.in_proj_weight, a.in_proj_bias).chunk(3, -1)
    split = lambda z: z.unflatten(-1, (a.num_heads, -1)).transpose(1, 2)
    score = split(q) @ split(k).transpose(-1, -2) / (a.head_dim**0.5)
    score = score + (1.0 - wmask[:, None, None, :].float()) * -1e4
    y = (layer.dropout1(score.softmax(-1)) @ split(v)).transpose(1, 2).flatten(2)
    x = x + layer.dropout1(a.out_proj(y))
    return x + layer.dropout2(layer.linear2(layer.dropout(F.gelu(layer.linear1(layer.norm2(x))))))


@torch.no_grad()
def states(reader, rows, tok):
    """Frozen states for each sentence: pieces, low and final hidden states (float16)."""
    reader.eval()
    for lo in range(0, len(rows), 32):
        part = rows[lo : lo + 32]
        for s in part:
            s["p"] = pieces(tok, s["words"])
        keep = [s for s in part if len(s["p"].ids) <= MAX_PIECES]
        if not keep:
            continue
        T = max(len(s["p"].ids) for s in keep)
        ids = torch.tensor([list(s["p"].ids) + [0] * (T - len(s["p"].ids)) for s in keep])
        mask = (ids != 0).long()
        o = reader.bert(input_ids=ids, attention_mask=mask, output_hidden_states=True)
        for r, s in enumerate(keep):
            n = len(s["p"].ids)
            s["base"], s["low"] = o.hidden_states[0][r, :n].half(), o.hidden_states[SPLIT][r, :n].half()
            s["final"] = o.last_hidden_state[r, :n].half()
    return [s for s in rows if "low" in s]


def batch(part):
    T, W = max(len(s["p"].ids) for s in part), max(len(s["words"]) for s in part)
    base, low, final = (torch.zeros(len(part), T, 384) for _ in range(3))
    mask = torch.zeros(len(part), T, dtype=torch.long)
    firsts, shapes = torch.zeros(len(part), W, dtype=torch.long), torch.zeros(len(part), W, dtype=torch.long)
    wmask = torch.zeros(len(part), W, dtype=torch.bool)
    for r, s in enumerate(part):
        n, w = len(s["p"].ids), len(s["words"])
        base[r, :n], low[r, :n], final[r, :n], mask[r, :n] = s["base"].float(), s["low"].float(), s["final"].float(), 1
        firsts[r, :w], shapes[r, :w], wmask[r, :w] = torch.tensor(s["p"].firsts), torch.tensor(s["p"].shapes), True
    return base, low, final, firsts, shapes, wmask


def loss_of(tower, part):
    inputs = batch(part)
    wmask = inputs[-1]
    o = tower(*inputs)
    y = torch.zeros(wmask.shape)
    rows, words, gold = [], [], []
    for r, s in enumerate(part):
        for c in s["claims"]:
            y[r, c["trigger"]] = 1
            rows.append(r)
            words.append(c["trigger"])
            gold.append(c)
    bce = F.binary_cross_entropy_with_logits(o["claim"].squeeze(-1), y, reduction="none", pos_weight=torch.tensor(2.0))
    loss = (bce * wmask).sum() / len(part) * 0.5
    if gold:
        for k, values in SLOTS.items():
            loss = loss + 0.5 * F.cross_entropy(o[k][rows, words], torch.tensor([values.index(c[k]) for c in gold]))
        for k in ("start", "end"):
            x = o[k][rows, words].masked_fill(~wmask[rows], -1e4)
            loss = loss + 0.3 * F.cross_entropy(x, torch.tensor([c[k] for c in gold]))
    return loss


def fit(rows, epochs, seed=7):
    random.seed(seed)
    torch.manual_seed(seed)
    tower = Tower().train()
    opt = torch.optim.AdamW(tower.parameters(), lr=6e-4, weight_decay=0.05)
    hard = [s for s in rows if s["claims"] or s["cue"]]
    easy = [s for s in rows if not (s["claims"] or s["cue"])]
    size = 16
    total = epochs * math.ceil((len(hard) + len(easy) // 3) / size)
    sched = torch.optim.lr_scheduler.LambdaLR(
        opt, lambda i: min(1.0, (i + 1) / 40) * max(0.02, 0.5 * (1 + math.cos(math.pi * min(1.0, i / total))))
    )
    for _ in range(epochs):
        rows = hard + random.sample(easy, len(easy) // 3)
        order = sorted(range(len(rows)), key=lambda i: len(rows[i]["words"]) + random.random() * 8)
        parts = [order[i : i + size] for i in range(0, len(order), size)]
        random.shuffle(parts)
        for p in parts:
            loss = loss_of(tower, [rows[i] for i in p])
            opt.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(tower.parameters(), 1.0)
            opt.step()
            sched.step()
    return tower.eval()


@torch.no_grad()
def predict(tower, rows):
    """For each sentence: claim probability per word, slots and spans at every word."""
    out = []
    for s in rows:
        o = tower(*batch([s]))
        out.append(
            {
                "p": torch.sigmoid(o["claim"][0, :, 0]).tolist(),
                **{k: o[k][0].softmax(-1) for k in SLOTS},
                "start": o["start"][0],
                "end": o["end"][0],
            }
        )
    return out


def scored(rows, preds, threshold):
    """Detection by trigger within two words, and slots of those found."""
    tp = fp = fn = 0
    hit = dict.fromkeys(SLOTS, 0)
    iou = 0.0
    for s, p in zip(rows, preds):
        picks = [i for i, x in enumerate(p["p"]) if x >= threshold]
        gold = list(s["claims"])
        for i in picks:
            m = [c for c in gold if abs(c["trigger"] - i) <= 2 or c["start"] <= i <= c["end"]]
            if m:
                c = min(m, key=lambda c: abs(c["trigger"] - i))
                gold.remove(c)
                tp += 1
                for k, v in SLOTS.items():
                    hit[k] += v[int(p[k][i].argmax())] == c[k]
                a, b = int(p["start"][i].argmax()), int(p["end"][i].argmax())
                iou += max(0, min(b, c["end"]) - max(a, c["start"]) + 1) / (max(b, c["end"]) - min(a, c["start"]) + 1)
            else:
                fp += 1
        fn += len(gold)
    p, r = tp / max(1, tp + fp), tp / max(1, tp + fn)
    return {
        "t": threshold,
        "p": round(100 * p, 1),
        "r": round(100 * r, 1),
        "f1": round(200 * p * r / max(1e-9, p + r), 1),
        **{k: round(100 * v / max(1, tp), 1) for k, v in hit.items()},
        "iou": round(iou / max(1, tp), 2),
    }


def fold_of(article: str, folds: int) -> int:
    return int(hashlib.sha256(article.encode()).hexdigest(), 16) % folds


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("reader")
    ap.add_argument("out")
    ap.add_argument("--gold", nargs="+", type=Path)
    ap.add_argument("--blind", nargs="*", type=Path, default=[], help="gold never trained on, scored at the end")
    ap.add_argument("--texts", nargs="*", type=Path, default=[])
    ap.add_argument("--folds", type=int, default=0)
    ap.add_argument("--epochs", type=int, default=8)
    a = ap.parse_args()
    torch.set_num_threads(int(os.environ.get("THREADS", "2")))
    ck = torch.load(Path(a.reader) / "reader.pt", weights_only=True)
    reader = build(ck["sizes"])
    reader.load_state_dict(ck["state"])
    tok = Tokenizer.from_file(str(MINILM / "tokenizer.json"))
    tok.no_padding()
    tok.no_truncation()
    t0 = time.time()
    cache = Path(a.out) / "states.pt"
    if cache.exists():
        rows = torch.load(cache, weights_only=False)
    else:
        rows = states(reader, [s for x in load_gold(a.gold, a.texts) for s in sentences(x)], tok)
        Path(a.out).mkdir(parents=True, exist_ok=True)
        torch.save(rows, cache)
    blind = states(reader, [s for x in load_gold(a.blind, a.texts) for s in sentences(x)], tok)
    print(len(rows), "sentences", sum(len(s["claims"]) for s in rows), "claims", f"{time.time() - t0:.0f}s", flush=True)
    for s in rows:
        s["cue"] = any(w.lower() in FUTURE for w in s["words"])
    out = Path(a.out)
    out.mkdir(parents=True, exist_ok=True)
    grid = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7)
    if a.folds:
        preds = [None] * len(rows)
        for f in range(a.folds):
            tower = fit([s for s in rows if fold_of(s["article"], a.folds) != f], a.epochs)
            held = [i for i, s in enumerate(rows) if fold_of(s["article"], a.folds) == f]
            for i, p in zip(held, predict(tower, [rows[i] for i in held])):
                preds[i] = p
            print(
                "fold",
                f,
                scored([rows[i] for i in held], [preds[i] for i in held], 0.4),
                f"{time.time() - t0:.0f}s",
                flush=True,
            )
        for t in grid:
            print("cv", scored(rows, preds, t), flush=True)
        torch.save([{"article": s["article"], "at": s["at"], "pred": p} for s, p in zip(rows, preds)], out / "oof.pt")
    else:
        tower = fit(rows, a.epochs)
        torch.save(tower.state_dict(), out / "tower.pt")
        print(f"trained {time.time() - t0:.0f}s", flush=True)
        if blind:
            preds = predict(tower, blind)
            for t in grid:
                print("blind", scored(blind, preds, t), flush=True)


if __name__ == "__main__":
    main()
