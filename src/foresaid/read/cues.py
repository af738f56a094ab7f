"""Cues of the future on the tree: which word is the event, which words say that it is still to come, how surely.

A cue is a candidate with its reason, not yet a claim; the claims stage decides.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from foresaid.read.cue_rules import Cue, CueRule, cue_of, cue_rules, lemma_of, negated
from foresaid.read.cues_plain import plain_cues
from foresaid.read.events import event_type

OPEN = ("xcomp", "ccomp", "advcl", "acl")
SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "csubj:pass", "nsubj:outer")
EQUATED = frozenset(
    "goal aim purpose idea plan way job task objective priority intent intention point problem it who".split()
)
"""Subjects of which "is to" says what they are, not what will happen ("Our priority is to find it")."""
TIME_UNITS = frozenset(
    "second minute hour day morning afternoon evening night week weekend month quarter season year decade "
    "century time".split()
)


def find_cues(sent: SpacySpan) -> tuple[Cue, ...]:
    """Every cue of a parsed sentence, in text order; one event may have several."""
    found = {
        (c.event, c.rule): c
        for t in sent
        if not t.is_space
        for c in (*_at(t), *plain_cues(t))
        if not _done(t.doc[c.event], c)
    }
    return tuple(sorted(found.values(), key=lambda c: (c.event, c.words, c.rule)))


def _done(e: Token, c: Cue) -> bool:
    """Whether the event is put as over by then ("is projected to have won"), not as missed ("was to have given")."""
    return (
        c.family in ("governor", "passive", "adjective", "noun")
        and e.tag_ == "VBN"
        and any(x.lower_ == "have" and x.dep_ == "aux" for x in e.children)
    )


def _at(t: Token) -> Iterator[Cue]:
    rules = cue_rules()
    low = t.lower_
    lemma = lemma_of(t)
    if t.tag_ == "MD" or (low in ("'ll", "’ll", "wo", "'d", "’d") and t.dep_.startswith("aux")):
        r = rules["modal"].get(low.replace("’", "'").replace("'ll", "'ll")) or rules["modal"].get(lemma)
        if low in ("'ll", "’ll"):
            r = rules["modal"]["will"]
        if (
            r
            and t.dep_.startswith("aux")
            and not _of_the_past(t)
            and not _asked(t.head)
            and not (r.id == "could" and negated(t.head))
        ):
            first = _event(t.head)
            for e in _with_conjuncts(first):
                top = t.head if e.i == first.i else e
                yield cue_of(r, e, [t], top, negated(t.head) or negated(t))
    if low == "to" and t.dep_ == "mark" and _headline(t.head):
        for e in _with_conjuncts(t.head):
            top = e if e.i != t.head.i else t.head.head if t.head.dep_ == "xcomp" else t.head
            yield cue_of(rules["headline"]["to"], e, [t], top)
    if lemma == "be" and t.pos_ in ("AUX", "VERB"):
        yield from _is_to(t, rules["infinitive"]["be"])
    if t.pos_ == "VERB" or t.tag_.startswith("VB"):
        yield from _verb(t, lemma, rules)
    if (t.pos_ in ("ADJ", "ADV", "ADP") or low in ("due", "set")) and (r := rules["adjective"].get(low)):
        yield from _adjective(t, r)
    if t.pos_ in ("NOUN", "PROPN") and (r := rules["noun"].get(lemma)):
        yield from _noun(t, r)
    if (
        t.dep_ in ("amod", "compound")
        and (r := rules["modifier"].get(low))
        and t.head.pos_ in ("NOUN", "PROPN")
        and t.head.lemma_ not in TIME_UNITS
    ):
        yield cue_of(r, t.head, [t], t.head, negated(t.head))
    if low in rules["lasting"] and t.dep_ in ("case", "mark") and (state := _lasts(t)) is not None:
        yield cue_of(rules["lasting"][low], state, [t], state)
    if t.dep_ == "advmod" and (r := rules["adverb"].get(low)):
        yield cue_of(r, _event(t.head), [t], t.head)


def _lasts(until: Token) -> Token | None:
    """The state that goes on until then: the verb, adjective or participle on which "until May 1" hangs."""
    end = until.head
    if not (end.dep_ in ("obl", "nmod", "advmod") and end.head.i < until.i):
        return None
    state = end.head
    named = any(x.lower_ in LASTING_ENDS for x in (end, *end.children))
    return state if named and state.pos_ in ("VERB", "AUX", "ADJ", "NOUN") else None


LASTING_ENDS = frozenset(
    "notice then tomorrow monday tuesday wednesday thursday friday saturday sunday january february march "
    "april may june july august september october november december week month year weekend summer autumn "
    "fall winter spring".split()
)


def _of_the_past(modal: Token) -> bool:
    return modal.lower_ in ("would", "could", "might", "may", "should", "'d", "’d") and any(
        c.lower_ in ("have", "'ve") and c.dep_.startswith("aux") and c.i > modal.i for c in modal.head.children
    )


def _asked(v: Token) -> bool:
    """Whether ``v`` is what an indirect question asks: "could not say when it will end", "whether he would resign"."""
    if v.dep_ not in ("ccomp", "csubj", "csubj:pass", "xcomp", "advcl", "acl"):
        return False
    return any(
        c.lower_ == "whether" or (v.dep_ == "ccomp" and c.lower_ in ("when", "where", "how", "why"))
        for c in v.children
        if c.i < v.i
    )


def _headline(v: Token) -> bool:
    """Whether ``v`` is the verb of a headline in the infinitive: "UK to hold election in December"."""
    sent = v.sent
    last = next((t for t in reversed(list(sent)) if not t.is_space), v)
    if (
        v.tag_ != "VB"
        or last.text in (".", "!", "?", '"', "”", ":")
        or any(c.dep_.startswith("aux") for c in v.children)
    ):
        return False
    if v.dep_ == "root":
        return any(c.dep_ in SUBJECTS for c in v.children)
    return v.dep_ in ("xcomp", "acl") and v.head.dep_ == "root" and v.head.pos_ in ("PROPN", "NOUN")


def _is_to(t: Token, r: CueRule) -> Iterator[Cue]:
    if t.dep_ in ("aux", "cop", "aux:pass"):
        to = [c for c in t.head.children if c.lower_ == "to" and c.dep_ == "mark" and c.i > t.i]
        if (to and t.head.tag_ == "VB") or (to and t.i < to[0].i and to[0].i - t.i <= 3 and t.lower_ != "be"):
            has_other = any(c.i != t.i and c.tag_ == "MD" for c in t.head.children)
            subject = next((c for c in t.head.children if c.dep_ in SUBJECTS), None)
            plain = t.dep_ == "aux:pass" or (subject is not None and subject.lower_ == "who" and "relcl" in t.head.dep_)
            equation = subject is not None and subject.lemma_.lower() in EQUATED and not plain
            if not has_other and not equation and t.i < to[0].i:
                first = _event(t.head)
                for e in _with_conjuncts(first):
                    yield cue_of(r, e, [t, to[0]], t.head if e.i == first.i else e, negated(t.head))
    elif t.dep_ == "root" or t.pos_ == "VERB":
        for c in t.children:
            if c.dep_ == "xcomp" and c.tag_ == "VB" and any(g.lower_ == "to" for g in c.children):
                yield cue_of(r, _event(c), [t], t, negated(t))


def _open_complements(t: Token, kinds: tuple[str, ...] = ("xcomp", "ccomp", "advcl")) -> Iterator[Token]:
    for c in t.children:
        if c.dep_ in kinds and c.i > t.i:
            to = any(g.lower_ == "to" and g.dep_ == "mark" for g in c.children)
            of_gerund = c.tag_ == "VBG"
            if to or (of_gerund and c.dep_ != "advcl"):
                yield c


def _verb(t: Token, lemma: str, rules: dict[str, dict[str, CueRule]]) -> Iterator[Cue]:
    passive = any(c.dep_ == "aux:pass" for c in t.children) or (
        t.tag_ in ("VBN", "JJ") and not any(c.dep_ == "nsubj" or c.lower_ in ("have", "has", "had") for c in t.children)
    )
    has_object = any(c.dep_ == "obj" for c in t.children)
    if passive and (r := rules["passive"].get(lemma)):
        events = list(_open_complements(t))
        for e in events:
            for x in _with_conjuncts(_event(e)):
                yield cue_of(r, x, [t], t, negated(t) != negated(x))
        if not events and not has_object and lemma not in ("set", "bind", "tip") and r.id != "chosen":
            joined = t.head if t.dep_ == "conj" else t
            subject = next((c for v in (t, joined) for c in v.children if c.dep_ in SUBJECTS), None)
            noun = t.head if t.dep_.startswith("acl") else subject
            if noun is not None and noun.pos_ in ("NOUN", "PROPN", "PRON", "NUM"):
                yield cue_of(r, noun, [t], t if subject is None or subject.head.i == t.i else joined, negated(t))
    if (r := rules["governor"].get(lemma)) and lemma != "think" and not (passive and r.id == "foresee"):
        if lemma == "go" and t.tag_ != "VBG":
            return
        whole = _of_object(t) if r.id == "foresee" else ()
        for e in (*_open_complements(t), *whole):
            if lemma in ("expect", "want", "warn", "threaten", "mean") and has_object and t.tag_ != "VBN":
                r = rules["object"]["expect"] if lemma == "expect" else None
                if r is None:
                    continue
            for x in _with_conjuncts(_event(e)):
                yield cue_of(r, x, [t], t, negated(t) != negated(x))
    if prepositions := GERUND_AFTER.get(lemma):
        for e in _gerunds(t, prepositions):
            for x in _with_conjuncts(e):
                yield cue_of(rules["governor"][lemma], x, [t], t, negated(t) != negated(x))
    for family in ("object", "stop"):
        if (r := rules[family].get(lemma)) and not (passive and not has_object and family == "object"):
            if r.id == "predict" and any(True for _ in _open_complements(t)):
                continue  # "expects the system to lose strength": to lose is the event
            if r.id == "face" and any(c.tag_ == "MD" or c.lower_ == "to" for c in t.children):
                continue  # "would face trial": the modal's event
            if lemma in PARTICLE and not any(c.lower_ == PARTICLE[lemma] for c in t.children):
                continue
            for c in t.children:
                if family == "stop" and c.dep_ == "xcomp" and c.tag_ == "VBG":
                    yield cue_of(r, c, [t], t, negated(t))
                if c.dep_ in (("obj", "nsubj:pass") if passive else ("obj",)) and c.pos_ in ("NOUN", "PROPN"):
                    again = c.lower_ == "re"  # "re-election" is three words to the parser
                    if r.id not in TYPED or again or event_type(c)[0] != "OTHER":
                        for x in (c, *_nouns_joined(c)):
                            yield cue_of(r, x, [t], t, negated(t) != negated(x))
    if r := rules["of"].get(lemma):
        for c in t.children:
            if (
                c.dep_ == "obl"
                and c.i > t.i
                and c.pos_ == "NOUN"
                and any(g.lower_ in ("of", "about") for g in c.children)
            ):
                for x in (c, *_nouns_joined(c)):
                    yield cue_of(r, x, [t], x, negated(t))
    if (r := rules["shift"].get(lemma)) and any(c.dep_ in ("obj", "nsubj:pass") for c in t.children):
        yield cue_of(r, t, [t], t, negated(t))


TYPED = frozenset(("weigh", "re-elect", "face"))
"""Rules whose object must be an event."""


def _nouns_joined(t: Token) -> Iterator[Token]:
    """The nouns coordinated with ``t``: each is an event of its own ("expected high winds and heavy rain")."""
    for c in t.children:
        if c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN"):
            yield c
            yield from _nouns_joined(c)


PARTICLE = {"rule": "out", "call": "off"}
"""Verbs that take an event back only with their particle."""


GERUND_AFTER = {
    "refrain": ("from",), "think": ("of", "about"), "plan": ("on",), "look": ("at",), "prepare": ("for",), "warn": ("of",),
}  # fmt: skip
"""Verbs whose event is a gerund after a preposition: "refrain from announcing"."""


def _of_object(t: Token) -> Iterator[Token]:
    """What the object is to do: "anticipates the works to begin"."""
    for o in t.children:
        if o.dep_ == "obj":
            yield from _open_complements(o, ("acl",))


def _gerunds(t: Token, prepositions: tuple[str, ...]) -> Iterator[Token]:
    for c in t.children:
        if c.tag_ == "VBG" and c.i > t.i and any(g.lower_ in prepositions for g in c.children):
            yield c


def _adjective(t: Token, r: CueRule) -> Iterator[Cue]:
    if any(c.lower_ in ("more", "less", "most", "least", "as") for c in t.children):
        return  # "more likely to own guns" compares, it does not foretell
    if t.lower_ == "set" and any(c.dep_ in ("obj", "compound:prt") for c in t.children):
        return  # "has not set foot", "set up a drive"
    for e in _open_complements(t):
        for x in _with_conjuncts(_event(e)):
            yield cue_of(r, x, [t], t, negated(t) != negated(x))
    if r.id in ("due", "possible-that", "likely", "unlikely", "imminent") and not any(
        True for _ in _open_complements(t)
    ):
        if r.id == "due" and t.i + 1 < len(t.doc) and t.nbor(1).lower_ == "to" and t.nbor(1).dep_ == "case":
            return  # "due to fog"
        subject = next((c for c in t.children if c.dep_ in SUBJECTS), None)
        if subject is not None and (r.id != "imminent" or subject.pos_ in ("NOUN", "PROPN")):
            foretold = r.id == "imminent" or (r.id == "due" and event_type(subject)[0] != "OTHER")
            yield cue_of(r, subject if foretold else t, [t], t, negated(t))


def _noun(t: Token, r: CueRule) -> Iterator[Cue]:
    if any(c.lower_ == "without" for c in t.children):
        return
    if r.id in SET and not (SET[r.id] & {c.lower_ for c in t.children if c.dep_ == "case"}):
        return
    neg = negated(t) or (t.head.lemma_ in ("have", "be") and t.dep_ in ("obj", "nsubj") and negated(t.head))
    for c in (*t.children, *_after_object(t)):
        if c.i < t.i:
            continue
        marks = {g.lower_ for g in c.children if g.dep_ in ("mark", "case")}
        if t.lemma_ in ("chance", "option") and marks & {"to", "for"} and "of" not in marks:
            continue  # "a chance to audition" is an opportunity
        if c.dep_ in ("acl", "xcomp", "advcl", "ccomp") and (
            marks & {"to", "of", "for", "that", "at", "in"} or c.tag_ == "VBG"
        ):
            for x in _with_conjuncts(_event(c)):
                yield cue_of(r, x, [t], t, neg != negated(x))
        elif c.dep_ == "nmod" and marks & {"of", "for"} and c.pos_ in ("NOUN", "PROPN") and r.id != "promise-to":
            yield cue_of(r, c, [t], t, neg)
            for x in _nouns_joined(c):
                yield cue_of(r, x, [t], x, neg)


SET = {"in-talks": frozenset(["in"]), "on-track": frozenset(["on"])}
"""Rules whose noun must stand in its phrase: "in talks to", "on track to"."""


def _after_object(t: Token) -> Iterator[Token]:
    """The infinitive right after the object ``t`` that the parse hangs on the verb: "signed a contract to buy planes"."""
    if t.dep_ == "obj":
        for c in t.head.children:
            if (
                c.dep_ == "advcl"
                and c.tag_ == "VB"
                and c.left_edge.i == t.right_edge.i + 1
                and c.left_edge.lower_ == "to"
            ):
                yield c


def _event(t: Token) -> Token:
    """The word of the event under a light frame: "able to visit" → visit; "continue to monitor" → monitor stays with the
    first verb that is no mere frame."""
    seen = 0
    while seen < 3:
        seen += 1
        if t.lemma_ in (
            "able",
            "likely",
            "set",
            "due",
            "ready",
            "unlikely",
            "willing",
            "going",
            "unable",
            "forced",
        ) or (t.lemma_ in ("be", "go", "have", "begin", "start", "continue", "need", "want") and t.lemma_ in ("go",)):
            inner = next(_open_complements(t, ("xcomp", "ccomp", "advcl")), None)
            if inner is None:
                return t
            t = inner
        else:
            break
    return t


def _with_conjuncts(t: Token) -> Iterator[Token]:
    yield t
    for c in t.children:
        if (
            c.dep_ == "conj"
            and c.i > t.i
            and c.pos_ in ("VERB", "AUX")
            and not any(g.dep_ in SUBJECTS or g.tag_ == "MD" for g in c.children)
            and c.tag_ in ("VB", "VBG", t.tag_)
        ):
            yield c
    if t.lemma_ in FRAMES:
        for inner in t.children:
            if inner.dep_ == "xcomp" and inner.tag_ in ("VB", "VBG"):
                yield from (c for c in _with_conjuncts(inner) if c.i != inner.i)


FRAMES = frozenset(("continue", "begin", "start", "try", "help", "keep"))
"""Verbs whose complement may be joined by another event: "plans to continue to watch the fire and rebuild"."""
