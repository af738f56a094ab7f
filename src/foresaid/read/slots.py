"""The kind of a claim (plan or forecast): a linear model over the words of its quote and what speaks for the candidate.

``models/kind.json`` is trained by ``training/slots.py``. (A model of the coarse type was tried the same way: 47.8 % right
by cross-validation where the word lists of ``events`` are right in 51 %.)
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from foresaid.core import Source
from foresaid.read.candidates import Candidate
from foresaid.read.claims_model import load_model
from foresaid.read.clauses import objects, subject
from foresaid.read.events import event_type


def slot_features(doc: Doc, c: Candidate, sources: Sequence[Source]) -> dict[str, float]:
    """Named features of a candidate for its kind: lemmas of event, subject, objects and quote, cues, saying, source."""
    e, top = doc[c.event], doc[c.top]
    f = {
        "bias": 1.0,
        f"event={e.lemma_.lower()}": 1.0,
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
        f[f"subject={s.lemma_.lower()}"] = 1.0
        f[f"subject.pos={s.pos_}"] = 1.0
        f["subject.is.source"] = float(bool(sources) and s.text in sources[-1].name.split())
        f["subject.first"] = float(s.lower_ in ("i", "we"))
    for o in objects(e):
        f[f"object={o.lemma_.lower()}"] = 1.0
    f["passive"] = float(any(x.dep_ == "nsubj:pass" for x in e.children))
    f["timed"] = float(c.time is not None)
    for t in doc[c.lo : c.hi + 1]:
        if t.pos_ in ("NOUN", "VERB", "ADJ", "PROPN", "AUX"):
            f[f"word={t.lemma_.lower()}"] = 1.0
    return {k: v for k, v in f.items() if v}


def best_class(name: str, features: dict[str, float]) -> str | None:
    """The class of greatest score by ``models/NAME.json``; None where there is no model."""
    model = load_model(name)
    if model is None:
        return None
    return max(sorted(model), key=lambda label: sum(model[label].get(k, 0.0) * v for k, v in features.items()))
