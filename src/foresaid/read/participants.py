"""The principals of an event: who does it, to whom, with whom, where a state is the place visited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from foresaid.core import Actor, Mention, Participant, Source, Span
from foresaid.read.clauses import SUBJECTS, conjuncts, objects, subject
from foresaid.read.language import text_of
from foresaid.read.names import participant_names
from foresaid.read.names_words import word_set
from foresaid.read.standing import Standing

KEPT = ("state", "person", "organisation", "group", "party", "outlet")
BODIES = ("state", "organisation", "group", "party", "outlet")
PRONOUNS = frozenset(
    [
        "i",
        "we",
        "you",
        "he",
        "she",
        "it",
        "they",
        "this",
        "that",
        "these",
        "those",
        "who",
        "which",
        "what",
        "there",
        "one",
        "him",
        "her",
        "them",
        "us",
        "me",
        "it",
    ]
)
MOST = 4
"""Most principals kept for one event; a longer list of names under one verb keeps its first four."""


class People:
    """The mentions of an article, to be asked by token."""

    def __init__(self, doc: Doc, mentions: Sequence[Mention]) -> None:
        self.doc = doc
        self.mentions = mentions
        self.by_token: dict[int, Mention] = {}
        self._ranked: list[Actor] | None = None
        self._by_noun: dict[str, list[int]] | None = None
        self._standing: Standing | None = None
        self._heads: list[tuple[Mention, Token, int]] | None = None
        self._ties: dict[str, list[Actor]] | None = None
        self._families: dict[str, list[tuple[Token, str, Actor]]] | None = None
        for m in mentions:
            got = doc.char_span(m.span.start, m.span.end, alignment_mode="expand")
            if got is None:
                continue
            for t in got:
                old = self.by_token.get(t.i)
                if old is None or (m.span.end - m.span.start) > (old.span.end - old.span.start):
                    self.by_token[t.i] = m

    def at(self, t: Token) -> Mention | None:
        """The mention that the noun phrase headed by ``t`` is, if it is one."""
        m = self.by_token.get(t.i)
        if m is not None:
            return m
        for c in t.children:
            if (
                c.dep_ in ("flat", "appos", "flat:name", "compound")
                and (m := self.by_token.get(c.i))
                and m.how not in ("demonym",)
            ):
                if c.dep_ == "compound" and t.ent_type_ == "":
                    continue
                return m
        return None

    def of_noun(self, noun: Token, with_it: bool = False) -> list[Mention]:
        """Those that earlier mentions of the same noun are tied to: "the debate" after "the debate between A and B";
        ``with_it``: and those tied to this mention."""
        if self._by_noun is None:
            self._by_noun = {}
            for t in self.doc:
                if t.pos_ == "NOUN" and t.dep_:
                    self._by_noun.setdefault(t.lemma_.lower(), []).append(t.i)
        out: list[Mention] = []
        for i in self._by_noun.get(noun.lemma_.lower(), ()):
            if i >= noun.i + with_it:
                break
            t = self.doc[i]
            tied = [
                c
                for c in t.children
                if c.dep_ in ("nmod", "nmod:poss", "compound", "amod", "obl", "nmod:agent", "appos")
            ]
            if t.dep_ in ("obj", "nsubj:pass", "xcomp"):
                tied += [c for c in t.head.children if c.dep_ in ("nsubj", "obl:agent")]
            for c in tied:
                out += [m for x in (c, *conjuncts(c)) if (m := self.by_token.get(x.i)) is not None]
        return list(dict.fromkeys(out))[:6]

    def main(self) -> list[Actor]:
        """Up to three actors that the article names most often, most often first."""
        if self._ranked is None:
            count: dict[str, int] = {}
            actors: dict[str, Actor] = {}
            for m in self.mentions:
                for a in m.actors:
                    if a.kind in KEPT:
                        id_, name = participant_names(a)
                        key = id_ or name
                        count[key] = count.get(key, 0) + 1
                        actors.setdefault(key, a)
            self._ranked = [actors[k] for k in sorted(count, key=lambda k: (-count[k], k))[:3]]
        return self._ranked

    def before(self, i: int) -> Iterator[tuple[Mention, Token]]:
        """The mentions that end before token ``i`` with their heads, the nearest first."""
        if self._heads is None:
            spans = ((m, self.doc.char_span(m.span.start, m.span.end, alignment_mode="expand")) for m in self.mentions)
            self._heads = [(m, got.root, got.end) for m, got in spans if got is not None and m.actors]
            self._heads.sort(key=lambda x: (x[1].i, x[2]))
        for m, head, end in reversed(self._heads):
            if end <= i:
                yield m, head

    def family(self, t: Token) -> list[tuple[Token, str, Actor]]:
        """The actors beside words of the family of ``t`` elsewhere, each with that word and its place there (``subject``,
        ``object``, ``tied``, ``oblique``); at most twelve, in order of the text."""
        if self._families is None:
            self._families = {}
            for x in self.doc:
                if x.pos_ not in ("VERB", "NOUN") or not x.dep_ or len(x.lemma_) < 4:
                    continue
                for c in x.children:
                    role = _beside(x, c)
                    for y in (c, *conjuncts(c)) if role else ():
                        m = self.by_token.get(y.i)
                        if m is not None:
                            found = [(x, role, a) for a in m.actors if a.kind in KEPT]
                            self._families.setdefault(stem(x), []).extend(found)
        if len(t.lemma_) < 4 or t.lemma_.lower() in word_set("light_noun") or t.pos_ == "AUX":
            return []
        return [x for x in self._families.get(stem(t), []) if x[0].i != t.i][:12]

    def ties(self, name: str) -> list[Actor]:
        """The bodies and states in the noun phrases of one who is named: those in the phrase's own branches and in the
        apposition or title that it belongs to; at most four, in order of the text."""
        if self._ties is None:
            self._ties = {}
            for m in self.mentions:
                if len(m.actors) != 1 or m.actors[0].kind != "person" or m.how == "pronoun":
                    continue
                got = self.doc.char_span(m.span.start, m.span.end, alignment_mode="expand")
                if got is None:
                    continue
                root = got.root
                while root.dep_ in ("appos", "flat", "compound", "nmod:desc") and root.head.i != root.i:
                    root = root.head
                mine = self._ties.setdefault(m.actors[0].name.lower(), [])
                edge = min(root.right_edge.i, root.i + 20)
                for t in self.doc[root.left_edge.i : edge + 1]:
                    b = self.by_token.get(t.i)
                    if b is not None and b is not m and t.dep_ not in SUBJECTS and b.how != "pronoun":
                        mine += [a for a in b.actors if a.kind in BODIES and a not in mine]
        return self._ties.get(name.lower(), [])[:4]

    def standing(self) -> Standing:
        """How the actors stand in the article."""
        if self._standing is None:
            self._standing = Standing(self.doc, self.mentions)
        return self._standing

    def states_in(self, t: Token) -> list[Mention]:
        """States that qualify a noun: "a North Korea-South Korea summit", "Chinese officials"."""
        out = []
        for c in t.children:
            if c.dep_ in ("compound", "amod", "nmod:poss", "nmod") and c.i in self.by_token:
                out.append(self.by_token[c.i])
                out += [self.by_token[x.i] for x in conjuncts(c) if x.i in self.by_token]
        return out


ENDINGS = (
    "ations", "ation", "itions", "ition", "ements", "ement", "ments", "ment", "sions", "sion", "tions", "tion", "ings",
    "ing", "als", "al", "ery", "ures", "ure", "ances", "ance", "ences", "ence", "ies", "ed", "es", "de", "e", "s", "y", "t", "d",
)  # fmt: skip
"""Endings that tell a noun of doing from its verb; the longest goes first."""


def stem(t: Token) -> str:
    """What the words of a family share: "signing" and "sign", "decision" and "decide", "meeting" and "meet".

    A word keeps at least four letters.
    """
    low = t.lemma_.lower()
    for end in ENDINGS:
        if low.endswith(end) and len(low) - len(end) >= 4:
            return low[: -len(end)]
    return low


def _beside(x: Token, c: Token) -> str:
    """The place of ``c`` beside the verb or noun ``x``, empty where it is no party to it."""
    if c.dep_ in ("nsubj", "obl:agent"):
        return "subject" if x.pos_ == "VERB" else ""
    if c.dep_ in ("obj", "iobj", "nsubj:pass"):
        return "object"
    if c.dep_ in ("nmod", "nmod:poss", "compound", "amod") and x.pos_ == "NOUN":
        return "tied"
    return "oblique" if c.dep_ == "obl" and x.pos_ == "VERB" else ""


def phrase(t: Token) -> tuple[int, int]:
    """First and last token of the noun phrase of ``t`` without clauses, appositions and coordinated phrases."""
    keep = {t.i}
    for c in t.children:
        if c.dep_ in ("det", "amod", "compound", "nummod", "flat", "flat:name", "nmod:poss", "advmod", "case") or (
            c.dep_ == "nmod" and c.i > t.i and any(g.lower_ in ("of", "in", "on", "for") for g in c.children)
        ):
            if c.dep_ == "case" and c.lower_ not in ("'s", "’s"):
                continue
            if c.dep_ == "case" and c.i > t.i:
                continue
            keep.update(range(c.left_edge.i, c.right_edge.i + 1))
    lo = hi = t.i
    while lo - 1 in keep or (lo - 1 >= 0 and t.doc[lo - 1].text == "-" and lo - 2 in keep):
        lo -= 1
    while hi + 1 in keep or (hi + 1 < len(t.doc) and t.doc[hi + 1].text == "-" and hi + 2 in keep):
        hi += 1
    while lo < t.i and t.doc[lo].dep_ == "case":
        lo += 1
    return lo, hi


def participants(e: Token, top: Token, people: People, sources: Sequence[Source]) -> tuple[Participant, ...]:
    """The principals of the event ``e`` in the clause of ``top``, agents first."""
    out: list[Participant] = []
    s = subject(e) or (subject(top) if top.i != e.i else None)
    passive = any(c.dep_ == "nsubj:pass" for c in e.children)
    if s is not None and s.i != e.i:
        for t in [s, *conjuncts(s)]:
            parties = people.states_in(t) if people.at(t) is None and t.pos_ == "NOUN" else []
            if len(parties) > 1:
                out += [p for m in parties for p in _actors(m, "partner")]
            else:
                out += _named(t, people, "patient" if passive else "agent")
    noun = e if e.pos_ in ("NOUN", "PROPN") else next(
        (c for c in e.children if c.dep_ in ("obj", "nsubj:pass") and c.pos_ == "NOUN"), None
    )  # fmt: skip
    if noun is not None:
        for m in people.states_in(noun):
            out += _actors(m, "partner")
    for o in objects(e):
        got = _named(o, people, "patient", only_known=bool(out))
        out += got
    for c in e.children:
        if c.dep_ == "obl" and any(g.lower_ in ("in", "to", "at", "for") for g in c.children if g.dep_ == "case"):
            where = people.at(c)
            if where and any(a.kind == "state" for a in where.actors):
                out += _actors(where, "host")
    if noun is not None:
        for o in objects(noun):
            out += _named(o, people, "partner", only_known=True)
    if not out and sources and s is None:
        x = sources[-1]
        out.append(
            Participant(
                name=x.name, id=x.affiliation if x.kind in ("person", "office") else None, role="agent", span=x.span
            )
        )
    seen: set[str] = set()
    unique = []
    for p in out:
        key = p.id or p.name.lower()
        if key not in seen and p.name.lower() not in seen:
            seen |= {key, p.name.lower()}
            unique.append(p)
    return tuple(unique[:MOST])


def _named(t: Token, people: People, role: str, only_known: bool = False) -> list[Participant]:
    m = people.at(t)
    if m is not None and m.actors:
        return _actors(m, role)
    if t.lower_ in PRONOUNS and t.lower_ not in ("we", "i", "they"):
        return []
    if only_known and t.pos_ != "PROPN":
        return []
    if t.pos_ not in ("NOUN", "PROPN", "PRON", "NUM", "ADJ"):
        return []
    lo, hi = phrase(t)
    doc = t.doc
    span = Span.of(text_of(doc), doc[lo].idx, doc[hi].idx + len(doc[hi]))
    return [Participant(name=span.words.replace("\n", " "), id=None, role=role, span=span)]


def _actors(m: Mention, role: str) -> list[Participant]:
    named = [participant_names(a, m.span.words) for a in m.actors]
    return [Participant(name=name, id=id_, role=role, span=m.span) for id_, name in named]
