"""Do mentions of events that the judge joins stand for one event? ECB+ with its gold mentions, by CoNLL F1.

usage: ecb.py DIR [--cache DIR] [--errors]

DIR holds ECB+'s XML files, in folders or not, and ECBplus_coreference_sentences.csv (here or above): the gold mentions of
events in the checked sentences are clustered, those that stand alone too. Four settings: within each document; across the
documents of a gold topic; of half a topic (each has two seminal events, in the files *ecb and *ecbplus); and across all
documents with nothing given. The baseline joins mentions whose last words have one stem. Ours: ``judge/mentions.py``. Its
weights were learnt from topics 1-35: ``training/mentions.py`` prints what cross-validation over topics gives.

--cache keeps the parsed documents (spaCy's format) between runs; --errors lists wrong joins and splits with their reasons.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.coreference import Clusters, clusters, conll, scores
from bench.ecb_corpus import Document, Gold, doc_of, documents
from bench.ecb_mentions import Reading, stems_of

from foresaid.judge.item import stem
from foresaid.judge.mentions import Collection, EventMention, average_link, features, log_odds, pairs, weights

SETTINGS = ("within", "topics", "halves", "none")


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """All that is measured: mentions in text order, by document."""

    documents: dict[str, Document]
    gold: dict[str, Gold]
    mentions: list[EventMention]
    collection: Collection

    @property
    def topic(self) -> dict[str, str]:
        """Document → topic."""
        return {d.name: d.topic for d in self.documents.values()}


def load(folder: Path, cache: Path | None) -> Corpus:
    """Read the folder, parse its documents, make of each gold mention what is compared."""
    found = {d.name: d for d in documents(folder)}
    mentions = []
    for d in found.values():
        if d.gold:
            reading = Reading(d, doc_of(d, cache))
            mentions += [reading.mention(g) for g in d.gold]
    return Corpus(
        documents=found,
        gold={g.id: g for d in found.values() for g in d.gold},
        mentions=mentions,
        collection=Collection({d.name: stems_of(d) for d in found.values()}),
    )


def grouped(corpus: Corpus, setting: str) -> list[str]:
    """The group in which each mention may be joined."""
    ds = [corpus.documents[m.document] for m in corpus.mentions]
    return [{"within": d.name, "topics": d.topic, "halves": d.subtopic, "none": ""}[setting] for d in ds]


def gold_events(corpus: Corpus, setting: str) -> Clusters:
    """The gold clusters; those within a document in the setting "within"."""
    return clusters(
        {m.id: (m.document if setting == "within" else "") + " " + corpus.gold[m.id].event for m in corpus.mentions}
    )


def baseline(corpus: Corpus, setting: str) -> Clusters:
    """Mentions whose last words have one stem."""
    key = grouped(corpus, setting)
    word = [corpus.documents[m.document].tokens[corpus.gold[m.id].words[-1]] for m in corpus.mentions]
    return clusters({m.id: f"{key[n]} {stem(word[n])}" for n, m in enumerate(corpus.mentions)})


def ours(corpus: Corpus, setting: str) -> Clusters:
    """As ``judge/mentions.py`` joins them."""
    ms, key = corpus.mentions, grouped(corpus, setting)
    scored = [
        (i, j, log_odds(features(ms[i], ms[j], corpus.collection)))
        for i, j in pairs(ms, corpus.collection)
        if key[i] == key[j]
    ]
    owner = average_link(len(ms), scored, weights()["threshold"])
    return clusters({m.id: str(owner[n]) for n, m in enumerate(ms)})


def report(gold: Clusters, system: Clusters) -> str:
    """The three measures and their mean, in percent."""
    parts = [
        f"{k} {100 * s.precision:5.1f} {100 * s.recall:5.1f} {100 * s.f1:5.1f}" for k, s in scores(gold, system).items()
    ]
    return f"{'  '.join(parts)}  CoNLL {100 * conll(gold, system):5.1f}"


def errors(corpus: Corpus, setting: str) -> None:
    """Print wrong joins (one line for two events that share a cluster of ours) and splits (one for two clusters that share an
    event), each with the pair of mentions that was weighed highest, or lowest, and what weighed most in it."""
    at = {m.id: n for n, m in enumerate(corpus.mentions)}
    event = {m.id: corpus.gold[m.id].event for m in corpus.mentions}
    found = ours(corpus, setting)
    owner = {m: k for k, c in enumerate(found) for m in c}
    kinds = (("join", found, event, max), ("split", gold_events(corpus, setting), owner, min))
    for what, groups, other, best in kinds:
        for group in groups:
            parts = clusters({m: str(other[m]) for m in sorted(group, key=at.__getitem__)})
            largest = max(parts, key=len)
            for part in parts:
                if part is largest:
                    continue
                weighed = [(*weigh(corpus, at[a], at[b]), a, b) for a in sorted(part)[:5] for b in sorted(largest)[:5]]
                score, why, a, b = best(weighed, key=lambda w: (w[0], w[2], w[3]))
                print(f"{what}\t{len(part)}\t{score:.2f}\t{shown(corpus, a)}\t{shown(corpus, b)}\t{why}")


def weigh(corpus: Corpus, i: int, j: int) -> tuple[float, str]:
    """The log odds of a pair, and the five values that weighed most."""
    values = features(corpus.mentions[i], corpus.mentions[j], corpus.collection)
    told = sorted(((weights().get(k, 0.0) * v, k) for k, v in values.items()), key=lambda x: (-abs(x[0]), x[1]))
    return log_odds(values), ", ".join(f"{k} {w:+.2f}" for w, k in told[:5])


def shown(corpus: Corpus, mention: str) -> str:
    """The mention in brackets with the words around it."""
    g = corpus.gold[mention]
    tokens = corpus.documents[mention.split(":")[0]].tokens
    a, b = g.words[0], g.words[-1] + 1
    words = [*tokens[max(0, a - 6) : a], "[", *tokens[a:b], "]", *tokens[b : b + 6]]
    return f"{mention} {' '.join(words)}"


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("folder", type=Path)
    ap.add_argument("--cache", type=Path)
    ap.add_argument("--errors", choices=SETTINGS, nargs="?", const="topics")
    args = ap.parse_args()
    corpus = load(args.folder, args.cache)
    if not corpus.mentions:
        ap.error(f"no mentions of events under {args.folder}")
    if args.errors:
        errors(corpus, args.errors)
    print(
        f"{len(corpus.documents)} documents, {len(corpus.mentions)} mentions; precision, recall and F1 of each measure"
    )
    for setting in SETTINGS:
        gold = gold_events(corpus, setting)
        for name, system in (("one stem", baseline(corpus, setting)), ("ours", ours(corpus, setting))):
            print(f"{setting:<7} {name:<9} {report(gold, system)}")


if __name__ == "__main__":
    main()
