"""The kind of a claim (plan or forecast): a linear model over who speaks, who acts, whether the event is one that somebody can
will, the cues and the words of the quote (docs/event_types.md). ``models/kind.json`` is trained by ``training/slots.py``."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from spacy.tokens import Doc

from foresaid.core import Source
from foresaid.read.candidates import Candidate
from foresaid.read.claims_model import load_model
from foresaid.read.clauses import conjuncts, objects, subject
from foresaid.read.event_types import type_features
from foresaid.read.events import event_type
from foresaid.read.participants import People
from foresaid.rules import table

LEMMA = 0.5
"""Weight of a single lemma among the features: 0.5 was right in 87.2 % by cross-validation, 1 in 86.8 %."""


@cache
def _words(role: str) -> frozenset[str]:
    return frozenset(w for row in table("kind_words") if row["role"] == role for w in row["words"].split())


def whose(doc: Doc, c: Candidate, sources: Sequence[Source], people: People | None) -> str:
    """How who speaks stands to who acts: ``own`` (speaks of what he, she or it does), ``state`` (speaks for the state
    or organisation that acts), ``foreign`` (for another state), ``outside`` (a state acts, the speaker speaks for none),
    ``pronoun`` (who acts is only "he" or "it"), ``unknown`` (no state acts) or ``article`` (nobody is named)."""
    if not sources:
        return "article"
    e, speaker = doc[c.event], sources[-1]
    s = subject(e) or (subject(doc[c.top]) if c.top != c.event else None)
    if s is not None:
        names = {w.lower() for w in speaker.name.split() if w[:1].isupper()}
        if s.lower_ in ("i", "we", "my", "our") or (s.pos_ == "PROPN" and s.lower_ in names):
            return "own"
    states: set[str] = set()
    if people is not None and s is not None:
        found = [m for t in (s, *conjuncts(s)) if (m := people.at(t)) is not None]
        for m in found:
            for a in m.actors:
                if a.name == speaker.name or (speaker.span is not None and m.span == speaker.span):
                    return "own"
                if speaker.affiliation and speaker.affiliation in (a.id, a.name):
                    return "state"
                states |= {x for x in (a.state, a.id) if x and len(x) == 3 and x.isupper()}
        for t in (s, *conjuncts(s)):
            states |= {a.id for m in people.states_in(t) for a in m.actors if a.kind == "state"}
    if s is not None and s.lower_ in ("he", "she", "it", "they") and not states:
        return "pronoun"
    if not states:
        return "unknown"
    if speaker.affiliation in states:
        return "state"
    return "foreign" if speaker.affiliation and len(speaker.affiliation) == 3 else "outside"


def _described(doc: Doc, speaker: Source) -> set[str]:
    """The words of the speaker's name and of what stands beside it ("Ann Lee, a professor of law"), without plurals."""
    words = {w.lower().strip(",.").removesuffix("s") for w in speaker.name.split()}
    span = doc.char_span(speaker.span.start, speaker.span.end, alignment_mode="expand") if speaker.span else None
    if span is not None:
        for t in (span.root, span.root.head) if span.root.dep_ in ("appos", "flat", "compound") else (span.root,):
            words.add(t.lemma_.lower())
            for x in t.children:
                if x.dep_ in ("appos", "compound", "flat", "conj"):
                    words |= {x.lemma_.lower(), *(y.lemma_.lower() for y in x.children if y.dep_ == "compound")}
    return words


def slot_features(doc: Doc, c: Candidate, sources: Sequence[Source], people: People | None = None) -> dict[str, float]:
    """Named features of a candidate for its kind: lemmas of event, subject, objects and quote, cues, saying, source, and how
    who speaks stands to who acts (``whose``)."""
    e, top = doc[c.event], doc[c.top]
    f = _plain(doc, c, sources)
    stand = whose(doc, c, sources, people)
    speaker = sources[-1] if sources else None
    said_by = _described(doc, speaker) if speaker else set()
    voice = (
        "none" if speaker is None
        else "expert" if said_by & _words("expert")
        else "teller" if said_by & _words("teller") or speaker.kind == "outlet"
        else speaker.kind
    )  # fmt: skip
    s = subject(e)
    befalls = e.lemma_.lower() in _words("happens") or top.lemma_.lower() in _words("happens")
    nature = s is not None and s.lemma_.lower() in _words("nature")
    thing = s is not None and s.pos_ == "NOUN" and not s.ent_type_ and s.lemma_.lower()[-2:] not in ("er", "or", "nt")
    will = "befalls" if befalls or nature else "acts"
    f[f"whose={stand}"] = f[f"voice={voice}"] = f[f"{voice}&{stand}"] = f[f"{stand}&{will}"] = f[f"{voice}&{will}"] = (
        1.0
    )
    degree = max((("certain", "probable", "possible").index(q.certainty) for q in c.cues), default=0)
    arranged = any(q.kind == "plan" for q in c.cues) or c.said in ("promise", "plan", "announce", "order")
    how = "arranged" if arranged else ("certain", "probable", "possible")[degree]
    side = "inside" if stand in ("own", "state", "pronoun") else "article" if stand == "article" else "outside"
    for x in (stand, side, voice, will, f"{side}&{will}"):
        f[f"{x}&{how}"] = 1.0
    f["befalls"], f["nature"], f["thing"] = float(befalls), float(nature), float(thing)
    over = next((x.lemma_.lower() for x in top.ancestors if x.lemma_.lower() in _words("foretell")), None)
    f["foretold"] = float(over is not None)
    f[f"foretold&{side}"] = f[f"foretold&{will}"] = float(over is not None)
    f["relayed"] = float(len(sources) > 1)
    modal = next((x.lower_ for x in (*e.children, *top.children) if x.tag_ == "MD"), "none")
    f[f"modal={modal}&{will}"] = f[f"modal={modal}&{stand}"] = f[f"modal={modal}&{c.said}"] = 1.0
    f[f"said={c.said}&{stand}"] = 1.0
    for k in type_features(doc, c):
        if k.startswith(("event.", "subject.")):
            f[k] = 1.0
    return {k: v for k, v in f.items() if v}


def _plain(doc: Doc, c: Candidate, sources: Sequence[Source]) -> dict[str, float]:
    e, top = doc[c.event], doc[c.top]
    f = {
        "bias": 1.0,
        f"event={e.lemma_.lower()}": LEMMA,
        f"top={top.lemma_.lower()}": 1.0,
        f"table={event_type(e)[0]}": 1.0,
    }
    for q in c.cues:
        f[q.rule] = 1.0
        f[f"kind.{q.kind}"] = 1.0
    f[f"said={c.said}"] = 1.0
    f[f"source={sources[-1].kind if sources else 'none'}"] = 1.0
    s = subject(e)
    if s is not None:
        f[f"subject={s.lemma_.lower()}"] = LEMMA
        f[f"subject.pos={s.pos_}"] = 1.0
        f["subject.is.source"] = float(bool(sources) and s.text in sources[-1].name.split())
        f["subject.first"] = float(s.lower_ in ("i", "we"))
    for o in objects(e):
        f[f"object={o.lemma_.lower()}"] = LEMMA
    f["passive"] = float(any(x.dep_ == "nsubj:pass" for x in e.children))
    f["timed"] = float(c.time is not None)
    return {k: v for k, v in f.items() if v}


def leaning(features: dict[str, float]) -> float:
    """How much likelier a plan than a forecast is by ``models/kind.json``, in log-odds; 0 where there is no model."""
    model = load_model("kind")
    if model is None:
        return 0.0
    return float(sum((model["plan"].get(k, 0.0) - model["forecast"].get(k, 0.0)) * v for k, v in features.items()))


def best_class(name: str, features: dict[str, float]) -> str | None:
    """The class of greatest score by ``models/NAME.json``; None where there is no model."""
    model = load_model(name)
    if model is None:
        return None
    return max(sorted(model), key=lambda label: sum(model[label].get(k, 0.0) * v for k, v in features.items()))
