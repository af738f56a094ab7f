"""Who may be a principal of an event, with what speaks for each: candidates and features for the principals model.

The model (``models/principals.json``, trained by ``training/principals.py``) chooses; without it the rules of
``participants`` hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from foresaid.core import Actor, Mention, Participant, Source, Span
from foresaid.read.clauses import SUBJECTS, conjuncts, objects, subject
from foresaid.read.cues import TIME_UNITS
from foresaid.read.language import text_of
from foresaid.read.names import participant_names
from foresaid.read.participants import People, phrase

FIRST_PERSON = frozenset(["i", "we", "me", "us", "my", "our", "myself", "ourselves"])
EMPTY = frozenset(
    [
        "it",
        "this",
        "that",
        "these",
        "those",
        "there",
        "what",
        "which",
        "who",
        "whom",
        "whose",
        "one",
        "some",
        "all",
        "both",
        "each",
    ]
)
CASES = frozenset(["in", "to", "at", "for", "of", "with", "by", "from", "on", "between", "against"])
PATH = 4


@dataclass(slots=True, kw_only=True)
class Principal:
    """A candidate: the participant as it would stand in the claim, and its features."""

    participant: Participant
    key: str
    features: dict[str, float] = field(default_factory=dict)


def principal_candidates(
    e: Token, top: Token, quote: tuple[int, int], people: People, sources: Sequence[Source], type_: str, kind: str
) -> list[Principal]:
    """Every actor or noun phrase of the sentence, the speaker and the article's main actors as candidates for the event
    ``e``; ``quote`` is its first and last token. One candidate a name or state; the first way it was found counts, later
    ones add features."""
    out: dict[str, Principal] = {}
    text = text_of(e.doc)
    sent = e.sent
    subj = subject(e) or (subject(top) if top.i != e.i else None)
    roles: dict[int, list[str]] = {}

    def mark(t: Token | None, role: str) -> None:
        if t is not None:
            roles.setdefault(t.i, []).append(role)
            for c in conjuncts(t):
                roles.setdefault(c.i, []).append(role + ".conj")

    mark(subj, "subject")
    for o in objects(e):
        mark(o, "object")
    for c in e.children:
        if c.dep_ in ("obl", "nmod", "nmod:poss", "compound", "amod", "obl:agent"):
            case = next((g.lower_ for g in c.children if g.dep_ == "case"), "")
            mark(c, f"{c.dep_}.{case if case in CASES else 'other'}")
    if subj is not None:
        for c in subj.children:
            if c.dep_ in ("nmod:poss", "nmod", "compound", "amod", "appos"):
                mark(c, f"subject.{c.dep_}")
    for o in objects(e):
        for c in o.children:
            if c.dep_ in ("nmod:poss", "nmod", "compound", "amod", "appos"):
                mark(c, f"object.{c.dep_}")
    passive = any(c.dep_ == "nsubj:pass" for c in e.children)
    speaker = sources[-1] if sources else None
    for t in sent:
        if t.is_space or t.is_punct:
            continue
        m = people.by_token.get(t.i)
        head = m is not None and _head_of(m, t, people)
        noun = (
            t.pos_ in ("NOUN", "PROPN", "PRON", "NUM")
            and t.dep_ not in ("compound", "flat", "nummod", "amod", "det")
            and m is None
        )
        if (not head and not noun) or t.lemma_.lower() in TIME_UNITS:
            continue
        inside = quote[0] <= t.i <= quote[1]
        if noun and not inside and t.i not in roles:
            continue
        f = _features(t, e, top, inside, roles.get(t.i, []), passive, type_, kind)
        if m is not None and m.actors:
            for a in m.actors:
                f2 = {**f, f"kind.{a.kind}": 1.0, f"how.{m.how}": 1.0, "many": float(len(m.actors) > 1)}
                _add(out, _of_actor(a, m.span), f2)
        elif t.lower_ in FIRST_PERSON and speaker is not None:
            _add(
                out,
                Participant(name=speaker.name, id=_state(speaker), span=speaker.span),
                {**f, "first.person": 1.0, f"source.{speaker.kind}": 1.0},
            )
        elif t.lower_ not in EMPTY and t.pos_ != "NUM":
            lo, hi = phrase(t)
            words = Span.of(text, e.doc[lo].idx, e.doc[hi].idx + len(e.doc[hi]))
            _add(
                out,
                Participant(name=words.words.replace("\n", " "), span=words),
                {**f, "kind.phrase": 1.0, f"phrase.{t.pos_}": 1.0},
            )
    if speaker is not None:
        f = {
            "bias": 1.0,
            "is.source": 1.0,
            f"source.{speaker.kind}": 1.0,
            f"type.{type_}": 1.0,
            f"claim.{kind}": 1.0,
            "no.subject": float(subj is None),
            "subject.first": float(subj is not None and subj.lower_ in FIRST_PERSON),
        }
        _add(out, Participant(name=speaker.name, id=_state(speaker), span=speaker.span), f)
    if subj is not None and subj.lower_ in ("it", "this", "that", "they", "these", "he", "she"):
        before = _antecedent(subj, text)
        if before is not None:
            _add(
                out,
                before,
                {
                    "bias": 1.0,
                    "antecedent": 1.0,
                    f"antecedent.{subj.lower_}": 1.0,
                    f"type.{type_}": 1.0,
                    "kind.phrase": 1.0,
                },
            )
    unnamed = subj if subj is not None and subj.pos_ == "NOUN" and people.at(subj) is None else None
    about = e if e.pos_ == "NOUN" else unnamed
    if about is not None:
        f = {"bias": 1.0, "same.noun": 1.0, f"type.{type_}": 1.0, "noun.is.event": float(about.i == e.i)}
        for m in people.of_noun(about):
            for a in m.actors:
                _add(out, _of_actor(a, m.span), {**f, f"kind.{a.kind}": 1.0})
    for rank, a in enumerate(people.main()):
        f = {
            "bias": 1.0,
            "main": 1.0,
            f"main.{rank}": 1.0,
            f"kind.{a.kind}": 1.0,
            f"type.{type_}": 1.0,
            "no.subject": float(subj is None),
            "subject.pronoun": float(subj is not None and subj.pos_ == "PRON"),
        }
        _add(out, _of_actor(a, None), f)
    _compare(list(out.values()))
    return list(out.values())


def _compare(found: list[Principal]) -> None:
    """Features that say how a candidate stands to the others: whether a named actor is the subject, how many are named."""
    actor = [
        any(p.features.get(f"kind.{k}") for k in ("state", "person", "organisation", "group", "party")) for p in found
    ]
    subject_actor = any(a and p.features.get("role.subject") for a, p in zip(actor, found, strict=True))
    subject_phrase = any(not a and p.features.get("role.subject") for a, p in zip(actor, found, strict=True))
    inside = [p for a, p in zip(actor, found, strict=True) if a and p.features.get("inside")]
    for a, p in zip(actor, found, strict=True):
        f = p.features
        f["actor"] = float(a)
        f["subject.is.actor"] = float(subject_actor)
        f["subject.is.phrase"] = float(subject_phrase)
        f["actors.inside"] = min(len(inside), 4) / 4
        f["only.actor.inside"] = float(a and len(inside) == 1 and inside[0] is p)
        f["outside.but.actors.inside"] = float(not f.get("inside") and bool(inside))
        f["actor&subject"] = float(a and bool(f.get("role.subject")))
        f["phrase&subject"] = float(not a and bool(f.get("role.subject")))
        f["source&no.subject.actor"] = float(bool(f.get("is.source")) and not subject_actor)
        f["main&no.actor"] = float(bool(f.get("main.0")) and not inside)


def _head_of(m: Mention, t: Token, people: People) -> bool:
    return t.head.i == t.i or people.by_token.get(t.head.i) is not m


def _antecedent(pronoun: Token, text: str) -> Participant | None:
    """The nearest earlier subject of the pronoun's number, in its sentence or the one before."""
    plural = pronoun.lower_ in ("they", "these")
    low = pronoun.sent.start
    first = max(0, low - 1)
    start = pronoun.doc[first].sent.start if low else 0
    for t in reversed(pronoun.doc[start : pronoun.i]):
        if t.dep_ in SUBJECTS and t.pos_ in ("NOUN", "PROPN") and (t.tag_ in ("NNS", "NNPS")) == plural:
            lo, hi = phrase(t)
            span = Span.of(text, t.doc[lo].idx, t.doc[hi].idx + len(t.doc[hi]))
            return Participant(name=span.words.replace("\n", " "), span=span)
    return None


def _state(s: Source) -> str | None:
    return (
        s.affiliation
        if s.kind in ("office", "institution", "person") and s.affiliation and len(s.affiliation) == 3
        else None
    )


def _of_actor(a: Actor, span: Span | None) -> Participant:
    id_, name = participant_names(a, span.words if span else None)
    return Participant(name=name, id=id_, span=span)


def _add(out: dict[str, Principal], p: Participant, f: dict[str, float]) -> None:
    key = p.id or p.name.lower()
    old = out.get(key)
    if old is None:
        out[key] = Principal(participant=p, key=key, features=dict(f))
        out[key].features["mentions"] = 1.0
        return
    if f.get("role.subject") and not old.features.get("role.subject"):
        old.participant = p
    for k, v in f.items():
        if k.startswith(("role.", "is.", "main", "first", "kind", "path", "same", "noun.is")):
            old.features[k] = max(v, old.features.get(k, 0.0))
    old.features["mentions"] += 1.0
    old.features["inside"] = max(f.get("inside", 0.0), old.features.get("inside", 0.0))


def _features(
    t: Token, e: Token, top: Token, inside: bool, roles: list[str], passive: bool, type_: str, kind: str
) -> dict[str, float]:
    f = {
        "bias": 1.0,
        "inside": float(inside),
        "passive": float(passive),
        "before": float(t.i < e.i),
        f"type.{type_}": 1.0,
        f"claim.{kind}": 1.0,
        f"event.{e.pos_}": 1.0,
        f"dep.{t.dep_}": 1.0,
        "near": 1.0 / (1 + abs(t.i - e.i)),
        "event": float(t.i == e.i),
    }
    for r in roles:
        f[f"role.{r}"] = 1.0
    f["no.role"] = float(not roles)
    f["plural"] = float("Number=Plur" in str(t.morph))
    f["pronoun"] = float(t.pos_ == "PRON")
    if t.pos_ == "NOUN":
        f["animate"] = float(
            t.lemma_.lower().endswith(("er", "or", "ist", "ian", "ant", "man", "men", "people", "ee", "ent"))
        )
    path, x, k = [], t, 0
    chain = {a.i for a in e.ancestors} | {e.i}
    while x.i not in chain and k < PATH and x.head.i != x.i:
        path.append(x.dep_)
        x, k = x.head, k + 1
    up, y = 0, e
    while y.i != x.i and up < PATH and y.head.i != y.i:
        y, up = y.head, up + 1
    f["path." + "<".join(path[-3:]) + f"^{up}"] = 1.0
    f["is.subject.of.top"] = float(t.head.i == top.i and t.dep_ in SUBJECTS)
    return f


def chosen(ranked: Sequence[tuple[float, Principal]], threshold: float, second: float = 1.0) -> tuple[Participant, ...]:
    """The participants of candidates ranked by probability: all at or above ``threshold``, at most four; the best where
    none reaches it; the second best too where it reaches ``second`` (an event seldom has only one principal)."""
    kept = [p.participant for score, p in ranked if score >= threshold][:4]
    for k, least in ((0, 0.12), (1, second)):
        if len(kept) == k and len(ranked) > k and ranked[k][0] >= least:
            kept.append(ranked[k][1].participant)
    return tuple(kept)
