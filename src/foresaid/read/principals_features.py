"""Features of a candidate principal: its place in the tree, its noun, how it compares with the other candidates."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from foresaid.read.clauses import SUBJECTS, conjuncts, objects
from foresaid.read.events import event_type
from foresaid.read.names_words import roles as role_words
from foresaid.read.names_words import word_set

CASES = frozenset(
    [
        "in",
        "to",
        "at",
        "for",
        "of",
        "with",
        "by",
        "from",
        "on",
        "between",
        "against",
        "into",
        "after",
        "among",
        "without",
        "over",
    ]
)
TIED = ("nmod:poss", "nmod", "compound", "amod", "appos")
KINDS = ("state", "person", "organisation", "group", "party", "outlet", "place")
PATH = 4
FILLERS = frozenset(
    ["the", "a", "an", "another", "of", "in", "mr", "mrs", "ms", "president", "prime", "minister", "some", "other"]
)
PERSONAL = ("er", "or", "ist", "ian", "ant", "man", "men", "people", "ee", "ent")
ABSTRACT = ("tion", "ment", "ness", "ity", "ance", "ence", "ism", "sis", "ship", "sion", "age", "ure")


def content(name: str) -> frozenset[str]:
    """The words of a name that tell it from others, in small letters."""
    return frozenset(re.findall(r"[\w']+", name.lower().replace("’", "'"))) - FILLERS


def role_of(e: Token, top: Token, subj: Token | None) -> dict[int, list[str]]:
    """Token index → the places in the clause of ``e`` that it fills: subject, object, "obl.in", "object.nmod.of", ..."""
    out: dict[int, list[str]] = {}

    def mark(t: Token, role: str) -> None:
        out.setdefault(t.i, []).append(role)
        for c in conjuncts(t):
            out.setdefault(c.i, []).append(role + ".conj")

    if subj is not None:
        mark(subj, "subject")
        for c in subj.children:
            if c.dep_ in TIED or (c.dep_ in ("obj", "obl") and subj.pos_ == "VERB"):
                mark(c, f"subject.{c.dep_}")
    for o in objects(e):
        mark(o, "object")
        for c in o.children:
            if c.dep_ in TIED:
                mark(c, f"object.{c.dep_}")
    for c in e.children:
        if c.dep_ in ("obl", "nmod", "nmod:poss", "compound", "amod", "obl:agent", "obj", "iobj"):
            mark(c, f"{c.dep_}.{_case(c)}")
            if c.dep_ in ("obj", "obl"):
                for g in c.children:
                    if g.dep_ in ("nmod", "nmod:poss"):
                        mark(g, f"{c.dep_}>{g.dep_}.{_case(g)}")
    if top.i != e.i:
        for c in top.children:
            if c.dep_ in SUBJECTS and (subj is None or c.i != subj.i):
                mark(c, "top.subject")
            elif c.dep_ in ("obj", "obl") and c.i != e.i:
                mark(c, f"top.{c.dep_}.{_case(c)}")
    return out


def _case(t: Token) -> str:
    case = next((g.lower_ for g in t.children if g.dep_ == "case"), "")
    return case if case in CASES else "other" if case else "none"


def place_features(t: Token, e: Token, top: Token, inside: bool, roles: Sequence[str]) -> dict[str, float]:
    """Where the word ``t`` stands to the event ``e``, and what kind of noun it is."""
    f = {
        "here": 1.0,
        "inside": float(inside),
        "before": float(t.i < e.i),
        f"dep.{t.dep_}": 1.0,
        "near": 1.0 / (1 + abs(t.i - e.i)),
        "event": float(t.i == e.i),
        "top": float(t.i == top.i),
        "no.role": float(not roles),
        "plural": float("Number=Plur" in str(t.morph)),
        "pronoun": float(t.pos_ == "PRON"),
        "says": float(t.dep_ == "nsubj" and not inside and t.head.lower_ in word_set("said")),
        "is.subject.of.top": float(t.head.i == top.i and t.dep_ in SUBJECTS),
    }
    for r in roles:
        f[f"role.{r}"] = 1.0
    if t.pos_ == "NOUN":
        f |= _noun(t)
    path, x, k = [], t, 0
    chain = {a.i for a in e.ancestors} | {e.i}
    while x.i not in chain and k < PATH and x.head.i != x.i:
        path.append(x.dep_)
        x, k = x.head, k + 1
    up, y = 0, e
    while y.i != x.i and up < PATH and y.head.i != y.i:
        y, up = y.head, up + 1
    f["path." + "<".join(path[-3:]) + f"^{up}"] = 1.0
    f["steps"] = min(k + up, 6) / 6
    return f


def is_person(t: Token) -> bool:
    """Whether a common noun is somebody: "voters", "a spokesman", "officials"."""
    low = t.lemma_.lower()
    return low in word_set("person_noun") or low in word_set("anonymous") or t.lower_ in word_set("anonymous")


def is_body(t: Token) -> bool:
    """Whether a common noun is many who act as one: "the company", "a delegation", "the court"."""
    low = t.lemma_.lower()
    bodies = role_words("body")
    return low in word_set("body_noun") or low in bodies or t.lower_ in bodies or low in role_words("noun")


def _noun(t: Token) -> dict[str, float]:
    low = t.lemma_.lower()
    det = next((c.lower_ for c in t.children if c.dep_ == "det"), "")
    owned = any(c.dep_ == "nmod:poss" for c in t.children)
    body = is_body(t)
    return {
        "animate": float(is_person(t)),
        "personal": float(not body and low.endswith(PERSONAL)),
        "body": float(body),
        "event.noun": float(event_type(t)[0] != "OTHER"),
        "abstract": float(low.endswith(ABSTRACT)),
        f"det.{'the' if det in ('the', 'this', 'these', 'that') else 'poss' if owned else 'a' if det else 'none'}": 1.0,
        "counted": float(any(c.dep_ == "nummod" for c in t.children)),
        f"lemma.{low}": 1.0,
    }


def compare(found: Sequence[dict[str, float]]) -> None:
    """Features that say how a candidate stands to the others: whether a named actor is the subject, how many are named."""
    actor = [any(f.get(f"kind.{k}") for k in KINDS) for f in found]
    subject_actor = any(a and f.get("role.subject") for a, f in zip(actor, found, strict=True))
    subject_phrase = any(not a and f.get("role.subject") for a, f in zip(actor, found, strict=True))
    animate = any(f.get("role.subject") and (f.get("animate") or f.get("body")) for f in found)
    inside = [f for a, f in zip(actor, found, strict=True) if a and f.get("inside")]
    here = [f for a, f in zip(actor, found, strict=True) if a and f.get("here")]
    for a, f in zip(actor, found, strict=True):
        f["actor"] = float(a)
        f["subject.is.actor"] = float(subject_actor)
        f["subject.is.phrase"] = float(subject_phrase)
        f["subject.is.animate"] = float(animate)
        f["actors.inside"] = min(len(inside), 4) / 4
        f["actors.here"] = min(len(here), 4) / 4
        f["candidates"] = min(len(found), 20) / 20
        f["only.actor.inside"] = float(a and len(inside) == 1 and inside[0] is f)
        f["only.actor.here"] = float(a and len(here) == 1 and here[0] is f)
        f["outside.but.actors.inside"] = float(not f.get("inside") and bool(inside))


WHOSE = ("subject.is.actor", "subject.is.phrase", "subject.is.animate")


def cross(f: dict[str, float]) -> None:
    """Adds the products of features that the linear part of the model needs."""
    kind = next((k for k in KINDS if f.get(f"kind.{k}")), "source" if f.get("kind.source") else "phrase")
    where = "inside" if f.get("inside") else "here" if f.get("here") else "away"
    whose = "actor" if f.get("subject.is.actor") else "phrase" if f.get("subject.is.phrase") else "none"
    noun = next((k for k in ("animate", "body", "event.noun", "abstract", "personal") if f.get(k)), "thing")
    more = {f"{kind}&{where}": 1.0, f"{where}&subject.{whose}": 1.0, f"{kind}&{where}&subject.{whose}": 1.0}
    for k in list(f):
        if not f[k]:
            continue
        if k.startswith("role."):
            more[f"{k}&{kind}"] = 1.0
            if f.get("passive"):
                more[f"{k}&passive"] = 1.0
            if kind == "phrase":
                more[f"{k}&{noun}"] = 1.0
        elif k.startswith(("type.", "claim.", "event.")) and k != "event.noun":
            more[f"{k}&{kind}&{where}"] = 1.0
            if f.get("is.source"):
                more[f"{k}&source"] = 1.0
            if f.get("role.subject"):
                more[f"{k}&subject.{noun if kind == 'phrase' else 'actor'}"] = 1.0
        elif where == "away" and k.startswith(("standing.gap", "standing.rank", "standing.subject.")):
            more[f"{k}&away"] = f[k]
            more[f"{k}&away&subject.{whose}"] = f[k]
    word = next((k for k in f if k.startswith("subject.is.") and f[k] and k not in WHOSE), "subject.is.none")
    way = next(
        (
            k
            for k in ("is.source", "of.source", "body.of.source", "ante", "antecedent", "same.noun", "nearby", "main")
            if f.get(k)
        ),
        "own",
    )
    more[f"{word}&{way}"] = 1.0
    more[f"{word}&{way}&{kind}"] = 1.0
    if f.get("is.source"):
        more[f"source&subject.{whose}"] = 1.0
        more[f"source&{kind}"] = 1.0
        more["source&first"] = f.get("subject.first", 0.0)
        for k in [k for k in f if k.startswith("source.") and f[k]]:
            more[f"{k}&subject.{whose}"] = 1.0
    if f.get("body.of.source"):
        more[f"body.of.source&{word}"] = 1.0
        more["body.of.source&first"] = f.get("subject.first", 0.0)
    if f.get("same.event"):
        more |= {f"{k}&{where}": 1.0 for k in f if k.startswith("same.event.") and f[k]}
        more[f"same.event&subject.{whose}"] = 1.0
    if f.get("ante"):
        more |= {f"{k}&{word}": 1.0 for k in f if k.startswith(("ante.gap", "ante.order", "ante.subject")) and f[k]}
    f |= more
