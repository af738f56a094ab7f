"""How an actor stands in an article: how often it is named, where first, in which sentences, as whose subject."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from foresaid.core import Actor, Mention
from foresaid.read.clauses import SUBJECTS
from foresaid.read.language import text_of
from foresaid.read.names import actor_key


@dataclass(slots=True)
class Record:
    """One actor of the article: its first mention's form and the sentences that name it, in order."""

    actor: Actor
    sentences: list[int] = field(default_factory=list)
    subject_of: list[int] = field(default_factory=list)


class Standing:
    """The actors of an article by key: the state's code, or the name in small letters."""

    def __init__(self, doc: Doc, mentions: Sequence[Mention]) -> None:
        self.sentence: list[int] = []
        self.paragraph: list[int] = []
        text, paragraph, last = text_of(doc), 0, 0
        for k, sent in enumerate(doc.sents):
            paragraph += text.count("\n\n", last, sent.start_char)
            last = sent.start_char
            self.sentence += [k] * len(sent)
            self.paragraph.append(paragraph)
        self.records: dict[str, Record] = {}
        self.nouns: dict[str, list[int]] = {}
        for t in doc:
            if t.pos_ in ("NOUN", "PROPN") and t.dep_:
                self.nouns.setdefault(t.lemma_.lower(), []).append(t.i)
        for m in mentions:
            got = doc.char_span(m.span.start, m.span.end, alignment_mode="expand")
            if got is None:
                continue
            s = self.sentence[got.start]
            root = got.root
            for a in m.actors:
                r = self.records.setdefault(actor_key(a), Record(a))
                if a.kind == "state" and r.actor.kind != "state":
                    r.actor = a
                if not r.sentences or r.sentences[-1] != s:
                    r.sentences.append(s)
                if root.dep_ in SUBJECTS and (not r.subject_of or r.subject_of[-1] != s):
                    r.subject_of.append(s)
        self.most = max((len(r.sentences) for r in self.records.values()), default=1)
        order = sorted(self.records, key=lambda k: (-len(self.records[k].sentences), self.records[k].sentences[0], k))
        self.rank = {k: i for i, k in enumerate(order)}

    def near(self, s: int, back: int) -> list[tuple[str, Record]]:
        """The actors named in the ``back`` sentences before ``s`` or in it, those named more often first."""
        out = []
        for key in self.rank:
            r = self.records[key]
            i = bisect_left(r.sentences, s - back)
            if i < len(r.sentences) and r.sentences[i] <= s:
                out.append((key, r))
        return out

    def features(self, key: str, s: int) -> dict[str, float]:
        """What speaks for the actor ``key`` in sentence ``s`` by where else it is named; empty for an unknown one."""
        r = self.records.get(key)
        if r is None:
            return {}
        n, rank = len(r.sentences), self.rank[key]
        f = {
            "standing.share": n / self.most,
            "standing.often": min(n, 8) / 8,
            f"standing.rank.{min(rank, 5)}": 1.0,
            "standing.first": float(r.sentences[0] <= 1),
        }
        i = bisect_left(r.sentences, s)
        if i:
            gap = s - r.sentences[i - 1]
            f[f"standing.gap.{gap if gap <= 2 else '3-5' if gap <= 5 else 'far'}"] = 1.0
            f["standing.same.paragraph"] = float(self.paragraph[r.sentences[i - 1]] == self.paragraph[s])
        else:
            f["standing.gap.new"] = 1.0
        j = bisect_left(r.subject_of, s)
        if j and s - r.subject_of[j - 1] <= 2:
            f[f"standing.subject.{s - r.subject_of[j - 1]}"] = 1.0
        f["standing.subject.share"] = len(r.subject_of) / max(1, n)
        f["standing.lead.subject"] = float(bool(r.subject_of) and r.subject_of[0] <= 1)
        return f

    def of_noun(self, t: Token) -> dict[str, float]:
        """The same for a common noun: how often its lemma stands before and after."""
        at = self.nouns.get(t.lemma_.lower(), [])
        i = bisect_left(at, t.i)
        return {"noun.before": min(i, 4) / 4, "noun.often": min(len(at), 6) / 6, "noun.new": float(i == 0)}
