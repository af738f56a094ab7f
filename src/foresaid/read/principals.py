"""Who may be a principal of an event: every actor and noun phrase near it, with the features that speak for each.

The model (``models/principals.json``, trained by ``training/principals.py``) gives each a probability; ``principals_choice``
chooses the set. Without the model the rules of ``participants`` hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from foresaid.core import Actor, Mention, Participant, Source, Span
from foresaid.read.clauses import SUBJECTS, subject
from foresaid.read.cues import TIME_UNITS
from foresaid.read.language import text_of
from foresaid.read.names import actor_key, participant_names
from foresaid.read.names_words import word_set
from foresaid.read.participants import People, phrase
from foresaid.read.principals_features import compare, content, cross, is_body, is_person, place_features, role_of

FIRST_PERSON = frozenset(["i", "we", "me", "us", "my", "our", "myself", "ourselves"])
POINTING = ("it", "this", "that", "they", "these", "he", "she", "them", "him", "her", "his", "its", "their")

WRITTEN = ("party", "organisation", "group", "place")
"""Kinds that are named as the text has them where it uses another form of the name: "Democrats"."""


@dataclass(slots=True, kw_only=True)
class Principal:
    """A candidate: the participant as it would stand in the claim, and its features."""

    participant: Participant
    key: str
    rank: int = 0
    features: dict[str, float] = field(default_factory=dict)


def principal_candidates(
    e: Token, top: Token, quote: tuple[int, int], people: People, sources: Sequence[Source], type_: str, kind: str
) -> list[Principal]:
    """The candidates for the event ``e`` in the clause of ``top``: the actors and noun phrases of its sentence, the speaker
    and those he speaks for, what its subject may point back to, the actors of the sentences before, and the article's main
    ones. ``quote``: the claim's first and last token; ``type_``, ``kind``: the claim's. One candidate a name or state; the
    first way it was found counts, later ones add features.
    """
    return _Search(e, top, quote, people, sources, type_, kind).all()


class _Search:
    def __init__(
        self, e: Token, top: Token, quote: tuple[int, int], people: People, sources: Sequence[Source], type_: str, kind: str
    ) -> None:  # fmt: skip
        self.e, self.top, self.quote, self.people = e, top, quote, people
        self.text = text_of(e.doc)
        self.standing = people.standing()
        self.sentence = self.standing.sentence[e.i]
        self.subject = subject(e) or (subject(top) if top.i != e.i else None)
        self.speaker = sources[-1] if sources else None
        self.outer = sources[:-1]
        self.out: dict[str, Principal] = {}
        s = self.subject
        self.common = {
            "bias": 1.0,
            f"type.{type_}": 1.0,
            f"claim.{kind}": 1.0,
            f"event.{e.pos_}": 1.0,
            "passive": float(any(c.dep_ == "nsubj:pass" for c in e.children)),
            "no.subject": float(s is None),
            "subject.pronoun": float(s is not None and s.pos_ == "PRON"),
            "subject.first": float(s is not None and s.lower_ in FIRST_PERSON),
            f"subject.is.{s.lower_ if s is not None and s.pos_ == 'PRON' else s.pos_ if s is not None else 'none'}": 1.0,
            "subject.noun": float(s is not None and s.pos_ == "NOUN" and people.at(s) is None),
        }

    def all(self) -> list[Principal]:
        roles = role_of(self.e, self.top, self.subject)
        for t in self.e.sent:
            if not (t.is_space or t.is_punct or _moment(t)):
                self._word(t, roles.get(t.i, []))
        self._speaker()
        for x in self.outer:
            self._source(x, {**self.common, "outer.source": 1.0})
        self._bodies_of_speaker()
        self._pointed_at()
        self._named_before()
        self._same_noun()
        self._same_event()
        for key, r in self.standing.near(self.sentence, 2):
            self._actor(r.actor, None, {**self.common, "nearby": 1.0}, key)
        for rank, a in enumerate(self.people.main()):
            self._actor(a, None, {**self.common, "main": 1.0, f"main.{rank}": 1.0})
        found = self._merged()
        for p in found:
            p.features.update(self.standing.features(p.key, self.sentence))
        compare([p.features for p in found])
        for p in found:
            cross(p.features)
        return found

    def _word(self, t: Token, roles: list[str]) -> None:
        m = self.people.by_token.get(t.i)
        head = m is not None and (t.head.i == t.i or self.people.by_token.get(t.head.i) is not m)
        noun = (
            (t.pos_ in ("NOUN", "PROPN", "PRON") or (t.pos_ == "NUM" and "subject" in roles))
            and t.dep_ not in ("compound", "flat", "nummod", "amod", "det")
            and m is None
        )
        inside = self.quote[0] <= t.i <= self.quote[1]
        if not (head or noun) or (noun and ((not inside and not roles) or t.lemma_.lower() in word_set("light_noun"))):
            return
        f = {**self.common, **place_features(t, self.e, self.top, inside, roles)}
        if t.lower_ in FIRST_PERSON and self.speaker is not None:
            self._source(self.speaker, {**f, "first.person": 1.0})
            for a in m.actors if m is not None else ():
                self._actor(a, None, {**self.common, "first.mention": 1.0})
        elif m is not None and m.actors:
            for a in m.actors:
                self._actor(a, m.span, {**f, **_how(m, t, a), "many": float(len(m.actors) > 1)})
        elif t.lower_ in FIRST_PERSON:
            pass
        elif t.lower_ not in word_set("empty_pronoun"):
            f |= {"kind.phrase": 1.0, f"phrase.{t.pos_}": 1.0, **self.standing.of_noun(t)}
            p = self._phrase(t, self._whose(t))
            self._add(p, f, p.name.lower())

    def _whose(self, t: Token) -> str | None:
        """The state that people or bodies belong to: "Ukrainian pilots", "Pakistan's high commissioner"."""
        if not (is_person(t) or is_body(t)):
            return None
        states = {a.id for m in self.people.states_in(t) for a in m.actors if a.kind == "state"}
        return states.pop() if len(states) == 1 else None

    def _phrase(self, t: Token, state: str | None = None) -> Participant:
        lo, hi = phrase(t)
        span = Span.of(self.text, t.doc[lo].idx, t.doc[hi].idx + len(t.doc[hi]))
        return Participant(name=span.words.replace("\n", " "), id=state, span=span)

    def _speaker(self) -> None:
        x = self.speaker
        if x is None:
            return
        f = {**self.common, "is.source": 1.0, f"source.{x.kind}": 1.0}
        self._source(x, f)
        for m in self._inside(x.span):
            for a in m.actors:
                self._actor(a, m.span, {**self.common, "of.source": 1.0, f"of.source.{a.kind}": 1.0})
        if x.affiliation:
            key = x.affiliation if len(x.affiliation) == 3 else x.affiliation.lower()
            r = self.standing.records.get(key)
            if r is not None:
                self._actor(r.actor, None, {**self.common, "of.source": 1.0, "affiliation": 1.0})

    def _inside(self, span: Span | None) -> Iterator[Mention]:
        """The mentions in the noun phrase of a speaker: "a spokesman for the Ministry"."""
        if span is None:
            return
        got = self.e.doc.char_span(span.start, span.end, alignment_mode="expand")
        if got is None:
            return
        lo = min(t.left_edge.i for t in (got.root,))
        hi = got.root.right_edge.i if got.root.dep_ not in SUBJECTS or got.root.right_edge.i - lo < 25 else got.end - 1
        for m in self.people.mentions:
            if self.e.doc[lo].idx <= m.span.start and m.span.end <= self.e.doc[hi].idx + len(self.e.doc[hi]):
                yield m

    def _pointed_at(self) -> None:
        """What a pronoun that names nobody may stand for: the phrases of the sentence before and earlier in this one."""
        s = self.subject
        low = s.lower_ if s is not None else ""
        if s is None or low not in POINTING:
            return
        plural = low in ("they", "these", "them", "their")
        m = self.people.by_token.get(s.i)
        found = m.actors[0].kind if m is not None and m.actors else "none"
        last = max((h.i for b, h in self.people.before(s.i) if m is not None and b.actors == m.actors), default=-1)
        rivals: dict[str, float] = {}
        start = self.e.sent.start
        if start:
            start = self.e.doc[start - 1].sent.start
        seen = 0
        for t in reversed(self.e.doc[start : s.i]):
            if (
                t.pos_ != "NOUN"
                or t.dep_ in ("compound", "flat", "nmod:poss")
                or _moment(t)
                or t.lemma_ in word_set("light_noun")
            ):
                continue
            if t.i in self.people.by_token or (t.tag_ == "NNS") != plural:
                continue
            f = {**self.common, "antecedent": 1.0, f"antecedent.{low}": 1.0, "kind.phrase": 1.0}
            f |= {f"antecedent.dep.{t.dep_}": 1.0, f"antecedent.{min(seen, 3)}": 1.0, **self.standing.of_noun(t)}
            f["antecedent.here"] = float(t.i >= self.e.sent.start)
            f["antecedent.subject"] = float(t.dep_ in SUBJECTS)
            sort = "body" if is_body(t) else "person" if is_person(t) else "thing"
            f |= {f"antecedent.{sort}": 1.0, f"antecedent.for.{found}": 1.0, f"antecedent.{sort}.for.{found}": 1.0}
            f["antecedent.nearer"] = float(t.i > last)
            f["antecedent.subject.nearer"] = float(t.dep_ in SUBJECTS and t.i > last)
            rivals |= {f"rival.{sort}": 1.0}
            if t.dep_ in SUBJECTS:
                rivals |= {"rival.subject": 1.0, f"rival.{sort}.subject": 1.0, f"rival.{sort}.for.{found}": 1.0}
                rivals["rival.subject.nearer"] = max(f["antecedent.nearer"], rivals.get("rival.subject.nearer", 0.0))
            self._add(self._phrase(t), f)
            if sort == "thing" and not plural:
                for b in self.people.of_noun(t, with_it=True):
                    for a in b.actors:
                        g = {f"via.{seen}": 1.0, f"via.{a.kind}": 1.0, "via.subject": f["antecedent.subject"]}
                        self._actor(a, None, {**self.common, "via.antecedent": 1.0, **g})
            seen += 1
            if seen == 4:
                break
        for a in m.actors if m is not None else ():
            self._actor(a, None, {**rivals, "pronoun.unsure": float(bool(rivals))})

    def _bodies_of_speaker(self) -> None:
        """The bodies that a speaker's own noun phrases tie him to: "X, the chairman of Y" anywhere in the article."""
        x = self.speaker
        if x is None or x.kind not in ("person", "office"):
            return
        for a in self.people.ties(x.name):
            self._actor(a, None, {**self.common, "body.of.source": 1.0})

    def _named_before(self) -> None:
        """What a pronoun or "the company" in the subject may stand for: the actors of up to three sentences before that
        agree with it, nearest first, with how far off each is and whether it is a subject."""
        s = self.subject
        if s is None:
            return
        low, m = s.lower_, self.people.by_token.get(s.i)
        if low not in POINTING:
            if s.pos_ != "NOUN" or (m is not None and m.how != "role") or not is_body(s):
                return
            low = "noun"
        order: dict[str, int] = {}
        for before, head in self.people.before(s.i):
            gap = self.sentence - self.standing.sentence[head.i]
            if gap > 3:
                break
            for a in before.actors:
                if not _agrees(low, a, head, before):
                    continue
                key = actor_key(a)
                subj = head.dep_ in SUBJECTS
                if key in order:
                    if subj:
                        self._actor(a, None, {"ante.subject.too": 1.0})
                    continue
                order[key] = len(order)
                f = {**self.common, "ante": 1.0, f"ante.gap.{gap}": 1.0, "ante.subject": float(subj)}
                f |= {f"ante.order.{min(order[key], 3)}": 1.0, f"ante.{low}.{a.kind}": 1.0, f"ante.{before.how}": 1.0}
                f["ante.subject.near"] = float(subj and gap <= 1)
                f["ante.said"] = float(subj and gap == 0 and head.i < s.i and s.head.dep_ in ("ccomp", "xcomp"))
                self._actor(a, None, f)

    def _same_noun(self) -> None:
        s = self.subject
        unnamed = s if s is not None and s.pos_ == "NOUN" and self.people.at(s) is None else None
        about = self.e if self.e.pos_ == "NOUN" else unnamed
        if about is None:
            return
        f = {**self.common, "same.noun": 1.0, "noun.is.event": float(about.i == self.e.i)}
        for m in self.people.of_noun(about):
            for a in m.actors:
                self._actor(a, None, dict(f))

    def _same_event(self) -> None:
        """Who takes part where the same word, or one of its family, stands elsewhere: "the signing" after "A and B signed"."""
        s = self.subject
        about = [self.e] + ([s] if s is not None and s.pos_ == "NOUN" and self.people.at(s) is None else [])
        for t in about:
            for other, role, a in self.people.family(t):
                if self.quote[0] <= other.i <= self.quote[1]:
                    continue
                f = {**self.common, "same.event": 1.0, f"same.event.{role}": 1.0, f"same.event.at.{t.pos_}": 1.0}
                f["same.event.later"] = float(other.i > self.e.i)
                f["same.event.near"] = float(abs(self.standing.sentence[other.i] - self.sentence) <= 2)
                f["same.event.verb"] = float(other.pos_ == "VERB")
                self._actor(a, None, f)

    def _source(self, x: Source, f: dict[str, float]) -> None:
        f = {**f, f"source.{x.kind}": 1.0}
        if x.span is not None:
            got = self.e.doc.char_span(x.span.start, x.span.end, alignment_mode="expand")
            m = self.people.by_token.get(got.root.i) if got is not None else None
            if m is not None and len(m.actors) == 1:
                self._actor(m.actors[0], x.span, f)
                return
        code = (
            x.affiliation if x.kind in ("office", "institution", "person") and len(x.affiliation or "") == 3 else None
        )
        r = self.standing.records.get(x.name.lower())
        if r is not None:
            self._actor(r.actor, x.span, f)
        else:
            self._add(Participant(name=x.name, id=code, span=x.span), {**f, "kind.source": 1.0})

    def _actor(self, a: Actor, span: Span | None, f: dict[str, float], key: str | None = None) -> None:
        id_, name = participant_names(a, span.words if span else None)
        f[f"kind.{a.kind}"] = 1.0
        key = key or actor_key(a)
        if (
            span is not None
            and f.get("how.alias")
            and f.get("noun.phrase")
            and _spelt(span.words)
            and a.kind in WRITTEN
        ):
            name = span.words
        self._add(Participant(name=name, id=id_, span=span), f, key)
        state = self.standing.records.get(id_) if a.kind == "place" and id_ else None
        if state is not None and state.actor.kind == "state":
            its = {
                f"of.place.{k}": v for k, v in f.items() if k.startswith(("role.", "inside", "here", "of.source")) and v
            }
            self._actor(state.actor, None, {**self.common, "of.place": 1.0, **its}, id_)

    def _add(self, p: Participant, f: dict[str, float], key: str | None = None) -> None:
        key = key or p.id or p.name.lower()
        old = self.out.get(key)
        if old is None:
            self.out[key] = Principal(participant=p, key=key, rank=_rank(f), features={**f, "ways": 0.25})
        else:
            _join(old, p, f)

    def _merged(self) -> list[Principal]:
        """The candidates without those whose name is a shorter or longer form of another's; phrases are left apart."""
        kept: list[Principal] = []
        for p in self.out.values():
            words = content(p.participant.name)
            same = next(
                (
                    o for o in kept
                    if not (p.features.get("kind.phrase") and o.features.get("kind.phrase"))
                    and (p.participant.id is None or o.participant.id is None)
                    and words and (w := content(o.participant.name)) and (words <= w or w <= words)
                ),
                None,
            )  # fmt: skip
            if same is None:
                kept.append(p)
                continue
            if p.participant.id or (same.features.get("kind.phrase") and not p.features.get("kind.phrase")):
                old = (same.participant, same.key)
                same.participant, same.key = p.participant, p.key
                _join(same, old[0], p.features)
            else:
                _join(same, p.participant, p.features)
        return kept


def _how(m: Mention, t: Token, a: Actor) -> dict[str, float]:
    """By what kind of mention an actor is named."""
    f = {f"how.{m.how}": 1.0, "noun.phrase": float(t.dep_ not in ("compound", "amod"))}
    if m.how == "pronoun":
        f[f"pronoun.{t.lower_}.{a.kind}"] = 1.0
    return f


def _spelt(words: str) -> bool:
    """Whether a name is words and not initials: "Democrats", but not "EU"."""
    return any(x.islower() for x in words)


def _agrees(low: str, a: Actor, head: Token, m: Mention) -> bool:
    """Whether an actor may be what the pronoun ``low`` stands for, by kind and number."""
    if low in ("he", "she", "him", "her", "his"):
        return a.kind == "person"
    if low in ("they", "these", "them", "their"):
        return a.kind != "person" or len(m.actors) > 1
    return a.kind != "person" and (len(m.actors) == 1 or m.how == "plural")


def _rank(f: dict[str, float]) -> int:
    """How well a mention gives a participant its name: as the subject best, then in the clause, in the quote, in the
    sentence or beside the same event elsewhere; somebody who acts for a state before the state, whose code he bears."""
    if f.get("role.subject"):
        rank = 8
    elif f.get("inside"):
        rank = 4 if f.get("no.role") else 6
    else:
        rank = 2 if any(f.get(k) for k in ("here", "same.noun", "same.event", "via.antecedent")) else 0
    return rank + int(rank > 0 and f.get("kind.person", 0.0) > 0)


def _join(old: Principal, p: Participant, f: dict[str, float]) -> None:
    """Adds to a candidate the features of another way in which it was found."""
    rank = _rank(f)
    if rank > old.rank and p.id == old.participant.id:
        old.participant, old.rank = p, rank
    for k, v in f.items():
        if not k.startswith(("dep.", "near", "before", "phrase.", "plural")) or k not in old.features:
            old.features[k] = max(v, old.features.get(k, 0.0))
    old.features["ways"] = min(1.0, old.features.get("ways", 0.25) + 0.25)


def _moment(t: Token) -> bool:
    """Whether a noun is a time: "Monday", "the end of June" (but not "the end of the war")."""
    if _time(t) and not (t.lower_ in ("may", "march") and t.pos_ not in ("PROPN", "NOUN")):
        return True
    return t.lemma_.lower() in word_set("moment_part") and any(c.dep_ == "nmod" and _time(c) for c in t.children)


def _time(t: Token) -> bool:
    low = t.lemma_.lower()
    return low in TIME_UNITS or low in word_set("moment_noun")
