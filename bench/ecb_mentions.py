"""Gold mentions of ECB+ → what the judge compares: trigger, who takes part, where, when, from the packaged reader's trees."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from bench.ecb_corpus import Document, Gold
from spacy.tokens import Doc, Token

from foresaid.core import Article, Mention
from foresaid.judge.item import LIGHT, _empty, stem
from foresaid.judge.mentions import EventMention
from foresaid.read.clauses import conjuncts, objects, possessor, subject
from foresaid.read.names import find_mentions
from foresaid.read.participants import PRONOUNS, People

CONTENT = ("NOUN", "PROPN", "VERB", "ADJ", "NUM")
MONTHS = frozenset("january february march april may june july august september october november december".split())
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow tonight".split())
OTHERS = frozenset("obl nmod compound amod appos nmod:poss iobj xcomp obl:unmarked advcl acl".split())


def stems_of(d: Document) -> Counter[str]:
    """How often each content stem stands in the document, the page's address left out."""
    out: Counter[str] = Counter()
    for n, (a, b) in enumerate(d.sentences):
        if n == 0 and d.tokens[a].lower() in ("http", "https", "www"):
            continue
        out.update(_stems(d.tokens[a:b]))
    return out


def _stems(words: Iterable[str]) -> list[str]:
    low = (w.lower() for w in words if re.search(r"\w", w))
    return [stem(w) for w in low if w not in _empty()]


class Reading:
    """A document's tree with its names, asked for mentions of events."""

    def __init__(self, d: Document, doc: Doc) -> None:
        self.d, self.doc = d, doc
        found: tuple[Mention, ...] = find_mentions(doc, Article(id=d.name, text=doc.text, published=None))
        self.people = People(doc, found)
        self.sentence = {i: n for n, (a, b) in enumerate(d.sentences) for i in range(a, b)}

    def mention(self, g: Gold) -> EventMention:
        """What is compared of the gold mention."""
        own = set(g.words)
        tokens = [self.doc[i] for i in g.words]
        head = next((t for t in tokens if t.head.i not in own or t.head.i == t.i), tokens[-1])
        content = [t for t in tokens if t.lower_ not in _empty() and re.search(r"\w", t.text)] or [head]
        main = head
        if stem(head.text) in LIGHT or head not in content:
            main = next((t for t in reversed(content) if t is not head and t.pos_ in CONTENT), content[-1])
        trigger = frozenset(stem(t.text) for t in content)
        key = stem(main.text)
        if key in LIGHT and head.pos_ == "VERB":
            thing = next(objects(head), None)
            if thing is not None and thing.pos_ == "NOUN":
                trigger |= {stem(thing.text)}
        roles: dict[str, list[Token]] = {"agents": [], "patients": [], "others": [], "places": []}
        for t in dict.fromkeys((head, main)):
            self._roles(t, own, roles)
        names: set[str] = set()
        said = {k: frozenset(x for t in v for x in self._keys(t, names)) for k, v in roles.items()}
        n = self.sentence[head.i]
        a, b = self.d.sentences[n]
        words = self.d.tokens[a:b]
        near = [t for t in head.subtree if t.i not in own]
        if head.dep_ in ("nsubj", "nsubj:pass", "obj", "obl"):
            near += [t for t in head.head.subtree if abs(t.i - head.i) < 12]
        return EventMention(
            id=g.id, document=self.d.name, sentence=n, stem=key, trigger=trigger, verb=main.pos_ in ("VERB", "AUX"),
            **{k: said[k] for k in ("agents", "patients", "others", "places")}, names=frozenset(names),
            times=frozenset(t.lower_ for t in near if _time(t)),
            numbers=frozenset(t.lower_ for t in near if t.pos_ == "NUM" and not _time(t)),
            context=frozenset(_stems(words)), negated=g.kind.startswith("NEG") or _negated(head),
            plural=main.tag_ in ("NNS", "NNPS"),
        )  # fmt: skip

    def _roles(self, t: Token, own: set[int], roles: dict[str, list[Token]]) -> None:
        passive = any(c.dep_ in ("aux:pass", "nsubj:pass") for c in t.children) or (
            t.tag_ == "VBN" and t.dep_ in ("acl", "amod")
        )
        if t.pos_ in ("VERB", "AUX"):
            who = subject(t)
            if who is None and t.dep_ in ("acl", "amod"):
                who = t.head
            if who is not None and who.i not in own:
                roles["patients" if passive else "agents"] += [who, *conjuncts(who)]
            if not passive:
                for o in objects(t):
                    roles["patients"] += [o, *conjuncts(o)]
        else:
            owner = possessor(t)
            if owner is not None and owner.i not in own:
                roles["agents"].append(owner)
            if t.dep_ in ("obj", "obl", "nsubj:pass") and t.head.pos_ == "VERB" and t.head.i not in own:
                who = subject(t.head)
                if who is not None and who.i != t.i:
                    roles["others"].append(who)
            if t.dep_ == "compound":
                roles["others"].append(t.head)
        for c in t.children:
            if c.i in own or c.pos_ in ("PUNCT", "ADP", "DET", "AUX", "PART", "CCONJ", "SCONJ") or _time(c):
                continue
            case = {x.lower_ for x in c.children if x.dep_ == "case"}
            if c.dep_ in ("obl", "nmod", "obl:unmarked") and (c.ent_type_ == "LOC" or (case & {"near", "off"})):
                roles["places"].append(c)
            elif c.dep_ == "obl:agent" or (c.dep_ == "nmod" and case & {"by"}):
                roles["agents"] += [c, *conjuncts(c)]
            elif c.dep_ in ("nmod", "nmod:of") and "of" in case:
                roles["patients"] += [c, *conjuncts(c)]
            elif c.dep_ == "compound" and c.ent_type_ == "LOC":
                roles["places"].append(c)
            elif c.dep_ in OTHERS and c not in roles["agents"]:
                roles["others"].append(c)

    def _keys(self, t: Token, names: set[str]) -> list[str]:
        out: list[str] = []
        m = self.people.at(t)
        if m is not None:
            for actor in m.actors:
                own = [w.lower() for w in re.findall(r"\w+", actor.name) if len(w) > 1]
                names.update(own)
                out += own
        if t.pos_ == "PRON" or t.lower_ in PRONOUNS:
            return out
        parts = [
            t,
            *(c for c in t.children if c.dep_ in ("flat", "flat:name") or (c.dep_ == "compound" and c.pos_ == "PROPN")),
        ]
        for x in parts:
            if x.pos_ == "PROPN":
                names.add(x.lower_)
                out.append(x.lower_)
            else:
                out.append(stem(x.text))
        return out


def _time(t: Token) -> bool:
    low = t.lower_
    return low in DAYS or (low in MONTHS and t.text[:1].isupper()) or bool(re.fullmatch(r"(1[89]|20)\d\d", low))


def _negated(t: Token) -> bool:
    return any(c.lower_ in ("not", "n't", "never", "no", "without") for c in t.children)
