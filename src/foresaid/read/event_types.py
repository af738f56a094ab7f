"""The coarse type of a foretold event: a linear model over the types that its words can tell (docs/event_types.md).

Words tell types by ``rules/tables/event_words.tsv``. Which word of a statement tells it (the event itself, its object, its
subject, what qualifies them, the sentence, the article) is weighed by ``models/type.json``, trained by ``training/event_types.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from spacy.tokens import Doc, Token

from foresaid.core import EVENT_TYPES
from foresaid.read.candidates import Candidate
from foresaid.read.clauses import conjuncts, subject
from foresaid.read.events import LIGHT, event_type
from foresaid.rules import table

Shares = dict[str, float]
POS = {"VERB": "v", "AUX": "v", "NOUN": "n", "PROPN": "n", "ADJ": "a"}


@cache
def _words() -> dict[tuple[str, str], dict[str, Shares]]:
    """(word, pos) → tier → type → share: a word that stands under n types of a tier gives each 1/n."""
    out: dict[tuple[str, str], dict[str, Shares]] = {}
    for row in table("event_words"):
        for w in row["words"].split():
            for p in row["pos"].replace("x", "vna"):
                out.setdefault((w.lower(), p), {}).setdefault(row["tier"], {})[row["type"]] = 1.0
    for tiers in out.values():
        for shares in tiers.values():
            for k in shares:
                shares[k] = 1.0 / len(shares)
    return out


NONE: dict[str, Shares] = {}


def told_by(t: Token) -> dict[str, Shares]:
    """What types the word tells, by tier; with its particle where that is in the table ("step down")."""
    pos = POS.get(t.pos_)
    if pos is None:
        return NONE
    lemma = t.lemma_.lower()
    if pos == "v":
        for c in t.children:
            if c.dep_ in ("compound:prt", "advmod", "obl") or c.pos_ == "ADP":
                hit = _words().get((f"{lemma}_{c.lower_}", pos))
                if hit:
                    return hit
        for c in t.children:
            for g in c.children:
                if g.dep_ == "case" and (hit := _words().get((f"{lemma}_{g.lower_}", pos))):
                    return hit
    if pos == "n" and t.i and t.nbor(-1).head.i == t.i and (hit := _words().get((f"{t.nbor(-1).lower_}-{lemma}", pos))):
        return hit
    return _words().get((lemma, pos)) or _words().get((t.lower_, pos)) or (
        _words().get((lemma, "v")) if t.tag_ == "VBG" or (pos == "a" and t.lower_.endswith("ing")) else None
    ) or NONE  # fmt: skip


def _add(f: dict[str, float], role: str, words: Iterable[Token]) -> None:
    for t in words:
        for tier, shares in told_by(t).items():
            for k, v in shares.items():
                key = f"{role}.{tier}={k}"
                f[key] = max(f.get(key, 0.0), v)


def type_features(doc: Doc, c: Candidate) -> dict[str, float]:
    """Named features of a candidate for the type of its event. ``role.tier=TYPE``: a word of that role tells that type."""
    e, top = doc[c.event], doc[c.top]
    f: dict[str, float] = {"bias": 1.0}
    objs = list(_objects(e))
    light = e.lemma_.lower() in LIGHT or e.pos_ in ("AUX", "PRON", "ADP", "NUM")
    subj = subject(e)
    if subj is not None and subj.i == e.i:
        subj = None
    passive = any(x.dep_ == "nsubj:pass" for x in e.children)
    _add(f, "light" if light else "event", [e])
    _add(f, "light.object" if light else "object", objs)
    others = [x for x in e.children if x.dep_ in ("obl", "nmod", "obl:arg", "xcomp", "advcl", "acl") and x not in objs]
    _add(f, "light.other" if light else "other", others)
    if subj is not None:
        subjects = [subj, *conjuncts(subj)]
        _add(f, "patient" if passive else "light.subject" if light else "subject", subjects)
    near = [e, *objs, *([subj] if subj is not None else [])]
    _add(
        f, "part", [x for t in near for x in t.children if x.dep_ in ("compound", "nmod", "nmod:poss", "amod", "flat")]
    )
    if top.i != e.i:
        _add(f, "top", [top])
    _share(f, "quote", doc[c.lo : c.hi + 1])
    _share(f, "sentence", [t for t in e.sent if not c.lo <= t.i <= c.hi])
    for k, v in _article(doc).items():
        f[k] = v
    f[f"table={event_type(e)[0]}"] = 1.0
    return f


def _objects(e: Token) -> Iterator[Token]:
    for c in e.children:
        if c.dep_ in ("obj", "nsubj:pass", "iobj"):
            yield c
            yield from conjuncts(c)
        elif c.dep_ == "xcomp" or (
            c.dep_ in ("obl", "obl:arg") and not any(x.dep_ == "obj" for x in e.children) and e.lemma_ in LIGHT
        ):
            yield c


def _share(f: dict[str, float], role: str, words: Iterable[Token]) -> None:
    got: dict[str, float] = {}
    for t in words:
        for tier, shares in told_by(t).items():
            for k, v in shares.items():
                got[f"{role}.{tier}={k}"] = got.get(f"{role}.{tier}={k}", 0.0) + v
    for k, v in got.items():
        f[k] = min(3.0, v) / 3.0


def _article(doc: Doc) -> dict[str, float]:
    kept: dict[str, float] | None = doc.user_data.get("type_features")
    if kept is None:
        total = dict.fromkeys(EVENT_TYPES, 0.0)
        first = dict.fromkeys(EVENT_TYPES, 0.0)
        for t in doc:
            for shares in told_by(t).values():
                for k, v in shares.items():
                    total[k] += v
                    if t.idx < 400:
                        first[k] += v
        n, m = max(1.0, sum(total.values())), max(1.0, sum(first.values()))
        kept = {f"article={k}": v / n for k, v in total.items()} | {f"start={k}": v / m for k, v in first.items()}
        doc.user_data["type_features"] = kept
    return kept
