"""Where the quote of a claim begins and ends: subjects, antecedents, leading adjuncts, datelines, trailing clauses.

``clauses.quote_of`` gives the clause; here its edges are set by the guidelines: time words stay in, what only comments on
the event stays out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, Token

from foresaid.core import TimeExpression
from foresaid.read.candidates import Candidate
from foresaid.read.clauses import LINKS, SUBJECTS, subject

SPOKEN = frozenset("threaten vow pledge promise commit swear".split())
"""Verbs that say that something will be done: like "said" they are no part of the quote ("threatened to | veto it")."""
SPOKEN_NOUNS = frozenset("agreement deal desire pledge promise vow threat order".split())
FORESEEN = frozenset("expect envision envisage anticipate predict forecast project".split())
"""Verbs of expecting: their own subject is no part of what is expected ("forecasters expect | the system to weaken")."""
LIGHT = frozenset("have make".split())
"""Verbs that carry a noun of planning: "they had no plans to ..."."""
REASONS = frozenset("if unless because while although though whereas so lest provided".split())
CONNECTING = frozenset("instead however otherwise thus therefore meanwhile hence moreover else".split())
"""Adverbs that tie a sentence to the one before it."""
COMMENTS = frozenset(("acl:relcl", "acl", "advcl", "parataxis", "conj"))
"""Labels of a clause that after a comma only comments on what stands before it."""
BREAKS = frozenset((",", ";", ":", "—", "–", "-", "--", "("))
DASHES = frozenset(("—", "–", "-", "--"))
SAYING = frozenset(
    "say tell announce warn add report state confirm write declare predict note argue insist hint suggest estimate".split()
)
VERBLESS = frozenset(("NOUN", "PROPN", "ADJ", "DET", "ADP", "PRON", "NUM", "PUNCT", "PART", "CCONJ", "SPACE"))
WHOLE = frozenset(("cue.weigh", "cue.re-elect", "cue.face"))
"""Cues that the quote holds with their subject ("two senators are considering runs")."""
FAR = 45
"""Tokens: no subject is sought further before its verb."""
LONG = 9
"""Tokens: a longer phrase before "which" is left out."""


def edged(doc: Doc, c: Candidate, times: Sequence[TimeExpression], published: dt.date | None) -> tuple[int, int]:
    """First and last token of the quote of ``c`` with its edges set; ``c.lo`` and ``c.hi`` are what ``quote_of`` gave."""
    e = doc[c.event]
    lo = _after_dateline(doc, min(e.i, _begin(doc, e, c, times, published)), e.i)
    hi = _end(doc, e, c.hi)
    while lo < e.i and (
        doc[lo].text in LINKS or doc[lo].is_space or _of_noun(doc[lo], e) or doc[lo].lower_ in CONNECTING
    ):
        lo += 1
    while hi > e.i and (doc[hi].is_punct or doc[hi].is_space) and doc[hi].text not in (")", "%", "]"):
        hi -= 1
    return lo, hi


def _of_noun(t: Token, e: Token) -> bool:
    """Whether a preposition stands before an event's noun: "to | the upcoming census"."""
    return t.dep_ == "case" and e.pos_ in ("NOUN", "PROPN") and t.head.i == e.i


def _begin(doc: Doc, e: Token, c: Candidate, times: Sequence[TimeExpression], published: dt.date | None) -> int:
    path = _own(_path(e, doc[c.top]))
    second = next((t for t in path[:-1] if t.dep_ == "conj" and t.head.pos_ in ("VERB", "AUX")), None)
    if second is not None and not any(x.dep_ in SUBJECTS for x in second.children):
        inside = [x.left_edge.i for x in second.children if x.i < second.i and x.dep_ not in ("cc", "punct", "mark")]
        return max(c.lo, min([second.i, *inside]))
    governed = _content(doc, e, c)
    if governed is not None:
        return governed
    subject = next(
        (x for t in reversed(path) for x in t.children if x.dep_ in (*SUBJECTS, "expl") and x.i <= e.i and x.i < t.i),
        None,
    )
    if subject is None and path[-1].dep_ == "ccomp" and path[-1].head.i > e.i:  # an aside's verb has taken it
        subject = next((x for x in path[-1].head.children if x.dep_ in SUBJECTS and x.i < e.i), None)
    antecedent = _antecedent(doc, e, path[-1], subject is not None)
    if antecedent is not None and e.i - antecedent <= FAR:
        return min(c.lo, antecedent)
    if subject is None or subject.tag_ in ("WDT", "WP"):
        return c.lo
    start = subject.left_edge.i
    if start < c.lo:
        told = any(x.lemma_ in SAYING and x.tag_ in ("VBD", "VBZ", "VBP") for x in doc[start : c.lo])
        return start if e.i - start <= FAR and start >= e.sent.start and not told else c.lo
    while (
        subject.pos_ != "PRON"
        and start > c.lo
        and (
            doc[start - 1].tag_ in ("DT", "PRP$", "NNP", "NNPS", "POS", "JJ", "CD")
            or (doc[start - 1].tag_ == "VBG" and doc[start - 2].tag_ in ("DT", "PRP$"))
        )
    ):
        if any(a <= doc[start - 1].idx < b for a, b in ((x.span.start, x.span.end) for x in times)):
            break
        start -= 1
    return _leading(doc, c.lo, start, times, published)


def _path(e: Token, top: Token) -> list[Token]:
    """The event, its head, ... up to the head of the clause."""
    out = [e]
    while out[-1].i != top.i and out[-1].head.i != out[-1].i and len(out) < 12:
        out.append(out[-1].head)
    return out if out[-1].i == top.i else [e]


def _own(path: list[Token]) -> list[Token]:
    """The path up to the first clause that has a subject of its own ("March 3, when | both parties are to vote")."""
    for k, t in enumerate(path[:-1]):
        if t.dep_ in ("advcl", "acl:relcl") and any(x.dep_ in SUBJECTS for x in t.children):
            return path[: k + 1]
    return path


def _content(doc: Doc, e: Token, c: Candidate) -> int | None:
    """The first word of what is threatened, promised, ruled out, expected; None where no such word governs the event."""
    for q in c.cues:
        g = doc[q.words[0]]
        carried = _carried(g) if q.family == "noun" else None
        if carried is not None:
            return carried
        if q.rule in WHOLE and g.i < e.i and (who := subject(g)) is not None and e.i - FAR <= who.left_edge.i < g.i:
            return who.left_edge.i
        if not c.lo <= g.i < e.i:
            continue
        passive = any(x.dep_ in ("aux:pass", "nsubj:pass") for x in g.children)
        said = q.family in ("governor", "object") and g.lemma_ in SPOKEN and not passive
        if (said and g.tag_ != "VBG") or (
            q.family == "stop" and any(x.lower_ in ("out", "off") and x.i == g.i + 1 for x in g.children)
        ):
            k = g.i + 1
            while k < e.i and doc[k].lower_ in ("out", "off", "to", "that"):
                k += 1
            return k if k < c.hi else c.lo
        own = next((x for x in e.children if x.dep_ in SUBJECTS and g.i < x.i < e.i), None)
        if q.family == "noun" and own is not None:
            return own.left_edge.i
        if q.family == "noun" and g.pos_ == "NOUN" and g.lemma_ in SPOKEN_NOUNS and (e.tag_ != "VBG" or e.i == g.i + 1):
            k = e.i
            while k - 1 > g.i and doc[k - 1].lower_ not in ("to", "of", "for", "on") and e.i - k < 3:
                k -= 1
            return k
        if q.family == "governor" and g.lemma_ in FORESEEN and not passive:
            own = next(
                (x for t in (e, g) for x in t.children if x.dep_ in (*SUBJECTS, "obj") and g.i < x.i < e.i), None
            )
            if own is not None:
                return own.left_edge.i
    return None


def _carried(noun: Token) -> int | None:
    """Where "they have plans to ..." and "there were no plans to ..." begin; None where the noun has no such verb."""
    verb = noun.head
    before = [x for x in verb.children if x.i < verb.i and x.i != noun.i]
    who = next((x for x in before if x.dep_ in SUBJECTS), None)
    there = next((x for x in before if x.dep_ == "expl"), None)
    if noun.dep_ == "obj" and verb.lemma_ in LIGHT and who is not None:
        return who.left_edge.i
    none = any(x.lower_ == "no" for x in noun.children)
    return there.i if none and there is not None and verb.lemma_ == "be" and noun.dep_.startswith("nsubj") else None


def _antecedent(doc: Doc, e: Token, top: Token, has_subject: bool) -> int | None:
    """Where the noun begins that a relative clause tells of with a pronoun in its place ("a plan | which ...")."""
    for t in (top, *_path(top, top.sent.root)[1:3]):
        if t.dep_ not in ("acl:relcl", "acl") or t.head.i > e.i:
            if t.dep_ not in ("ccomp", "xcomp"):
                break
            continue
        noun = t.head
        while noun.dep_ == "nmod" and any(x.lower_ == "of" for x in noun.children) and e.i - noun.i <= LONG:
            noun = noun.head
        words = doc[noun.i + 1 : e.i]
        gap = next(
            (x for x in words if x.tag_ in ("WDT", "WP") or (x.lower_ == "that" and x.dep_ in (*SUBJECTS, "obj"))), None
        )
        if t.dep_ == "acl:relcl":
            if gap is None or (gap.i > 0 and doc[gap.i - 1].pos_ == "ADP") or gap.head.dep_ == "nmod":
                return None
            near = doc[gap.i - 2] if doc[gap.i - 1].text == "," else doc[gap.i - 1]
            if gap.i - _phrase(noun) > LONG and near.pos_ in ("NOUN", "PROPN"):
                noun = near
            return _phrase(noun) if gap.i - _phrase(noun) <= LONG else None
        if t.tag_ == "VBN" and not has_subject and noun.pos_ in ("NOUN", "PROPN"):
            return _phrase(noun)
        return None
    return None


def _phrase(noun: Token) -> int:
    """The first token of a noun's phrase: its determiner, adjectives, parts of its name."""
    inner = ("det", "amod", "compound", "nmod:poss", "nummod", "flat", "det:predet", "advmod")
    return min([noun.i, *(x.left_edge.i for x in noun.children if x.i < noun.i and x.dep_ in inner)])


def _leading(doc: Doc, lo: int, start: int, times: Sequence[TimeExpression], published: dt.date | None) -> int:
    """Where the quote begins before its subject: at a time still to come that opens the clause, else at the subject."""
    first = start
    for k in range(start - 1, lo - 1, -1):
        t = doc[k]
        if t.lower_ in ("that", "whether") and t.dep_ == "mark":
            break
        if t.text in ("—", "–", ":", ";", '"', "“", "”"):
            break
        if t.lower_ in ("perhaps", "maybe", "possibly", "probably", "only"):
            first = k
        if (
            t.head.i >= start
            and t.dep_ in ("obl", "advmod", "obl:tmod", "obl:unmarked", "nmod", "obl:npmod")
            and _timed(t, times, published)
        ):
            first = max(lo, t.left_edge.i)
    return first


def _timed(t: Token, times: Sequence[TimeExpression], published: dt.date | None) -> bool:
    a, b = t.left_edge.idx, t.right_edge.idx + len(t.right_edge)
    for x in times:
        if x.window is None or not a <= x.span.start < b:
            continue
        last = x.window.latest
        if published is None or last is None or last >= published:
            return True
    return False


def _after_dateline(doc: Doc, lo: int, event: int) -> int:
    """The first word after "BOGOTA (Agencies) —", where the quote opens a paragraph with a place in capitals."""
    first = doc[lo]
    while first.i > 0 and first.is_space:
        first = doc[first.i - 1]
    if not first.text.isupper() or len(first.text) < 3 or (lo > 0 and not doc[lo].is_sent_start):
        return lo
    for k in range(lo + 1, min(lo + 14, event)):
        if doc[k].text in DASHES and doc[k - 1].whitespace_:
            return k + 1
        if doc[k].text == ":" and k - lo <= 3:
            return k + 1
        if doc[k].pos_ in ("VERB", "AUX"):
            break
    return lo


def _end(doc: Doc, e: Token, hi: int) -> int:
    depth = 0
    for k in range(e.i + 1, hi + 1):
        depth += (doc[k].text == "(") - (doc[k].text == ")")
        if doc[k].text == ";" and depth == 0:
            hi = k - 1
            break
    hi = _before_speaker(doc, e, _past_brackets(doc, e, hi))
    hi = next((k - 1 for k in range(e.i + 2, hi) if doc[k].text == "," and _tail(doc, k + 1, hi)), hi)
    while True:
        cut = min((k for k in _cuts(doc, e, hi)), default=hi)
        while cut > e.i and (doc[cut].is_punct or doc[cut].is_space) and doc[cut].text not in (")", "%", "]"):
            cut -= 1
        if cut >= hi:
            return hi
        hi = cut


def _tail(doc: Doc, k: int, hi: int) -> bool:
    """Whether after a comma only a remark follows, whatever the tree says of it: ", before reversing", ", the day before
    the summit opens", ", to make way for", ", with envoys present"."""
    first, after = doc[k].lower_, doc[k + 1]
    if first == "before":
        return after.tag_ == "VBG" or after.lower_.endswith("ing")
    if first == "the":
        return (
            k + 2 < len(doc) and after.lower_ in ("day", "week", "month") and doc[k + 2].lower_ in ("before", "after")
        )
    if first == "to":
        return after.tag_ == "VB" and doc[k].dep_ == "mark" and after.dep_ in ("advcl", "acl")
    return first == "with" and any(
        (x.tag_ in ("VBN", "VBG") and x.dep_ in ("acl", "advcl")) or x.lower_ in ("due", "present")
        for x in doc[k : hi + 1]
    )


def _past_brackets(doc: Doc, e: Token, hi: int) -> int:
    """The end after a sum in brackets and what follows it: "pay 20,000 euros (17,500 pounds) | in compensation"."""
    if hi + 1 >= len(doc) or doc[hi + 1].text != "(" or not doc[hi].like_num:
        return hi
    close = next((k for k in range(hi + 2, min(hi + 14, len(doc))) if doc[k].text == ")"), None)
    if close is None:
        return hi
    ends = [
        x.right_edge.i for t in (e, *e.children) for x in t.children
        if x.left_edge.i == close + 1 and x.dep_ in ("obl", "nmod")
    ]  # fmt: skip
    return max([close, *ends])


def _cuts(doc: Doc, e: Token, hi: int) -> Iterable[int]:
    """Last tokens of the quote before each clause at its end that only comments on it."""
    above = {a.i for a in e.ancestors} | {e.i}
    for k in range(e.i + 1, hi + 1):
        x = doc[k]
        left = x.left_edge.i
        if x.i in above or left <= e.i or x.head.i >= left or x.right_edge.i < hi - 1:
            continue
        before = doc[left - 1]
        opener = doc[left]
        while opener.is_punct and opener.i < x.i:
            opener = doc[opener.i + 1]
        comma = (
            doc[left].text in BREAKS
            or before.text in BREAKS
            or (before.pos_ == "CCONJ" and doc[left - 2].text in BREAKS)
        )
        if _comments(x, e, comma, opener, above):
            yield left - 1 if before.pos_ != "CCONJ" else left - 2


def _comments(x: Token, e: Token, comma: bool, opener: Token, above: set[int]) -> bool:
    marks = {g.lower_ for g in x.children if g.dep_ in ("mark", "case", "advmod") and g.i < x.i}
    finite = any(g.dep_ in SUBJECTS for g in x.children)
    clause = x.pos_ in ("VERB", "AUX") or finite or any(g.dep_ == "cop" for g in x.children)
    if x.dep_ == "appos" and comma and opener.lower_ in ("a", "an", "not"):
        return True
    described = any(g.dep_ in ("acl", "acl:relcl", "advcl") and g.i > x.i for g in x.children)
    if comma and x.dep_ in ("obl", "nmod") and opener.lower_ == "with" and described:
        return True
    if (
        comma
        and opener.lower_ == "the"
        and described
        and x.dep_ in ("appos", "obl", "obl:unmarked", "obl:npmod", "nmod")
    ):
        return True
    front = {g.lower_ for g in x.children if g.i < x.i}
    if comma and x.dep_ == "conj" and "not" in front and "but" not in front:
        return True
    if x.dep_ == "advcl" and (marks & REASONS) and (finite or comma):
        return True
    if x.lower_ == "provided" or (x.lower_ == "condition" and opener.lower_ == "on"):
        return x.dep_ in ("advcl", "obl", "nmod")
    if x.dep_ == "advcl" and "after" in marks and finite and not comma:
        return x.tag_ in ("VBD", "VBN")
    if x.dep_ == "conj" and x.head.i in above and clause and x.head.pos_ in ("VERB", "AUX", "ADJ"):
        return True
    if not comma or x.dep_ not in COMMENTS or not clause or marks & {"until", "by", "from", "such"}:
        return False
    if x.dep_ == "conj":
        return finite or (any(g.dep_.startswith("aux") for g in x.children) and x.pos_ == "VERB")
    return not (x.dep_ in ("acl", "advcl") and x.tag_ in ("VBN", "VBD") and not finite and e.pos_ in ("NOUN", "PROPN"))


def _before_speaker(doc: Doc, e: Token, hi: int) -> int:
    """The end before "…, the union's chairwoman, Beata Szulc" where "warned" follows."""
    k = hi + 1
    while k < len(doc) and doc[k].is_punct and k <= hi + 2:
        k += 1
    if k >= len(doc) or doc[k].lemma_ not in SAYING or doc[k].tag_ not in ("VBD", "VBZ", "VBN"):
        return hi
    first = hi
    for j in range(hi, e.i, -1):
        t = doc[j]
        if t.pos_ not in VERBLESS:
            break
        if t.text == ",":
            after = doc[j + 1]
            if after.pos_ == "NUM" or not (
                after.pos_ in ("DET", "PRON", "PROPN") or after.lower_ in ("the", "a", "an")
            ):
                break
            first = j - 1
    return first
