"""Do mentions of events that the judge joins stand for one event? ECB+ with its gold mentions, by CoNLL F1.

usage: ecb.py DIR [--cache DIR] [--errors]

DIR holds ECB+'s XML files, in folders or not, and ECBplus_coreference_sentences.csv (here or above): mentions of events in the checked
sentences are clustered, those that stand alone too. Four settings: within each document; across the documents of a gold topic; of
a half topic (each topic has two seminal events, in the files *ecb and *ecbplus); and across all documents with nothing given. The baseline
joins mentions whose heads have one stem. Ours: ``judge/mentions.py``. The topics 1-35 are those that its weights were learnt from:
``training/mentions.py`` prints what cross-validation over topics gives.

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
