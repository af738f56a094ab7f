"""Train the small reader: a spaCy CNN with tags, morphology, lemmas, dependencies and names, from nothing.

usage: python training/cnn.py DATA OUT [MINUTES]   (DATA: the folder of treebanks; OUT: the folder of the model)
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin, Span

from treebanks import load

CONFIG = """
[paths]
train = null
dev = null
[system]
seed = 7
[nlp]
lang = "en"
pipeline = ["tok2vec","tagger","morphologizer","lemmatizer","parser","ner"]
batch_size = 64
[components]
[components.tok2vec]
factory = "tok2vec"
[components.tok2vec.model]
@architectures = "spacy.Tok2Vec.v2"
[components.tok2vec.model.embed]
@architectures = "spacy.MultiHashEmbed.v2"
width = 96
attrs = ["NORM","PREFIX","SUFFIX","SHAPE"]
rows = [6000,1500,3000,3000]
include_static_vectors = false
[components.tok2vec.model.encode]
@architectures = "spacy.MaxoutWindowEncoder.v2"
width = 96
depth = 4
window_size = 1
maxout_pieces = 3
[components.tagger]
factory = "tagger"
[components.tagger.model]
@architectures = "spacy.Tagger.v2"
[components.tagger.model.tok2vec]
@architectures = "spacy.Tok2VecListener.v1"
width = 96
[components.morphologizer]
factory = "morphologizer"
[components.morphologizer.model]
@architectures = "spacy.Tagger.v2"
[components.morphologizer.model.tok2vec]
@architectures = "spacy.Tok2VecListener.v1"
width = 96
[components.lemmatizer]
factory = "trainable_lemmatizer"
[components.lemmatizer.model]
@architectures = "spacy.Tagger.v2"
[components.lemmatizer.model.tok2vec]
@architectures = "spacy.Tok2VecListener.v1"
width = 96
[components.parser]
factory = "parser"
[components.parser.model]
@architectures = "spacy.TransitionBasedParser.v2"
state_type = "parser"
hidden_width = 128
maxout_pieces = 3
use_upper = true
[components.parser.model.tok2vec]
@architectures = "spacy.Tok2VecListener.v1"
width = 96
[components.ner]
factory = "ner"
[components.ner.model]
@architectures = "spacy.TransitionBasedParser.v2"
state_type = "ner"
hidden_width = 64
maxout_pieces = 2
use_upper = true
[components.ner.model.tok2vec]
@architectures = "spacy.Tok2VecListener.v1"
width = 96
[corpora]
[corpora.train]
@readers = "spacy.Corpus.v1"
path = ${paths.train}
[corpora.dev]
@readers = "spacy.Corpus.v1"
path = ${paths.dev}
[training]
seed = 7
train_corpus = "corpora.train"
dev_corpus = "corpora.dev"
max_steps = 12000
patience = 0
eval_frequency = 1000
dropout = 0.1
[training.optimizer]
@optimizers = "Adam.v1"
learn_rate = 0.001
[training.batcher]
@batchers = "spacy.batch_by_words.v1"
size = 1500
tolerance = 0.2
[training.score_weights]
tag_acc = 0.15
pos_acc = 0.1
dep_uas = 0.1
dep_las = 0.4
ents_f = 0.2
lemma_acc = 0.05
"""


def as_docs(vocab: spacy.vocab.Vocab, sentences: list[dict], group: int = 6) -> list[Doc]:
    """Sentences of one document joined by sixes, so that the parser sees sentence ends."""
    docs, batch = [], []

    def flush() -> None:
        if not batch:
            return
        words, spaces, heads, starts, off, ents = [], [], [], [], 0, []
        cols: dict[str, list] = {k: [] for k in ("upos", "xpos", "feats", "lemma", "deprel")}
        for s in batch:
            n = len(s["words"])
            words += s["words"]
            spaces += [*s["spaces"][:-1], True]
            heads += [h + off for h in s["head"]]
            starts += [True] + [False] * (n - 1)
            for k in cols:
                cols[k] += s[k]
            ents.append((off, s["ner"]))
            off += n
        doc = Doc(
            vocab,
            words=words,
            spaces=spaces,
            pos=cols["upos"],
            tags=cols["xpos"],
            morphs=["" if f == "_" else f for f in cols["feats"]],
            lemmas=[w if lem == "_" else lem for w, lem in zip(words, cols["lemma"], strict=True)],
            heads=heads,
            deps=["ROOT" if d == "root" else d for d in cols["deprel"]],
        )
        spans, missing = [], []
        for at, tags in ents:
            n = len(batch[len([x for x in ents if x[0] < at])]["words"])
            if tags is None:
                missing.append(Span(doc, at, at + n))
                continue
            i = 0
            while i < n:
                if tags[i].startswith("B-"):
                    j = i + 1
                    while j < n and tags[j].startswith("I-"):
                        j += 1
                    spans.append(Span(doc, at + i, at + j, label=tags[i][2:]))
                    i = j
                else:
                    i += 1
        doc.set_ents(spans, missing=missing, default="outside")
        docs.append(doc)
        batch.clear()

    for s in sentences:
        if batch and (batch[0]["doc"] != s["doc"] or len(batch) >= group):
            flush()
        batch.append(s)
    flush()
    return docs


def main() -> None:
    data, out = Path(sys.argv[1]), Path(sys.argv[2])
    parts = load(data)
    nlp = spacy.blank("en")
    out.mkdir(parents=True, exist_ok=True)
    for name, part in parts.items():
        DocBin(docs=as_docs(nlp.vocab, part), store_user_data=False).to_disk(out / f"{name}.spacy")
    (out / "base.cfg").write_text(CONFIG, encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "spacy", "init", "fill-config", str(out / "base.cfg"), str(out / "config.cfg")],
        check=True,
    )
    subprocess.run(
        [
            sys.executable,
            "-m",
            "spacy",
            "train",
            str(out / "config.cfg"),
            "--output",
            str(out / "model"),
            "--paths.train",
            str(out / "train.spacy"),
            "--paths.dev",
            str(out / "dev.spacy"),
        ],
        check=True,
    )


if __name__ == "__main__":
    main()
