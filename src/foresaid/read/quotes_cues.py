"""Cues in parsed sentences: speech verbs, nouns and adjectives with the clause, phrase or quotation that they introduce."""

from __future__ import annotations

from dataclasses import dataclass, field

from foresaid.read.quotes_grammar import QUOTE_MARKS, Grammar
from foresaid.read.quotes_lexicon import SpeechRule, Word, words_at

Range = tuple[int, int]
THAT = frozenset(("that", "whether", "how", "why"))
BETWEEN_CUE = frozenset(("aux", "aux:pass", "advmod", "advmod:neg"))
LIGHT = frozenset(
    "make makes made making issue issues issued issuing express expresses expressed expressing voice voices voiced voicing give gives gave "
    "giving offer offers offered offering release releases released releasing have has had having repeat repeated renew renewed "
    "deliver delivered raise raised raising cite cited dismiss reject rejected post posted publish published".split()
)
VOICED = frozenset("express expresses expressed expressing voice voices voiced voicing announce announces announced announcing".split())
DOCUMENTS = frozenset(
    "report reports rumor rumors rumour rumours study studies poll polls survey surveys letter statement statements document documents "
    "article articles memo tweet tweets post posts message messages note book paper email transcript order".split()
)
HUMAN_CASES = frozenset(("in", "among", "within", "from", "by"))
BETWEEN_NAME = frozenset(("DET", "ADJ", "NOUN", "PROPN", "PRON", "CCONJ", "NUM", "ADP", "PART"))


@dataclass(slots=True)
class Found:
    """One attribution in tokens: ``cue`` and ``content`` as ranges, ``source`` as the head of its noun phrase (or, where
    a pattern found it, ``source_range``); ``rule`` and ``voice`` from the rule that fired; ``frame`` how it fired."""

    cue: Range
    content: list[Range]
    source: int | None
    rule: SpeechRule | None
    frame: str
    lemma: str
    source_range: Range | None = None
    name: str = ""
    relayed: int | None = None
    runs: list[int] = field(default_factory=list)


def cue_range(g: Grammar, v: int, word: Word | None, frame: str) -> Range:
    """The verb with its auxiliaries, negation, adverbs next to it, particle and preposition."""
    a = b = v
    while a - 1 >= 0 and g.head[a - 1] == v and g.dep[a - 1] in BETWEEN_CUE:
        a -= 1
    follow = word.follow if word else ()
    while b + 1 < len(g.text) and (
        (g.head[b + 1] == v and g.dep[b + 1] in ("compound:prt",)) or (follow and g.lower[b + 1] in follow)
    ):
        b += 1
    if frame in ("about", "of", "for", "on", "to", "against", "at", "with", "into", "over") and b + 1 < len(g.text) and g.lower[b + 1] == frame:
        b += 1
    return a, b + 1


def clause_range(g: Grammar, k: int, v: int, source: int | None) -> list[Range]:
    """The subtree of clause ``k`` without what belongs to the cue ``v`` and its source."""
    a, b = g.left[k], g.right[k] + 1
    if not a <= v < b:
        return [g.trim(a, b)]
    h = v
    while g.head[h] != h and h != k:
        h = g.head[h]
    if h != k:  # the trees cross: the clause ends where the cue or its source begins
        stops = [x for x in (v, g.left[source] if source is not None else v) if x > k]
        return [g.trim(a, min(stops)) if k < v and stops else g.trim(v + 1, b)]
    cut_a, cut_b = g.left[v], g.right[v] + 1
    if source is not None:
        cut_a, cut_b = min(cut_a, g.left[source]), max(cut_b, g.right[source] + 1)
    parts = [g.trim(a, cut_a), g.trim(cut_b, b)]
    return [p for p in parts if p[0] < p[1]]


def find_cues(g: Grammar) -> list[Found]:
    """All cues in the parsed sentences, in text order."""
    out: list[Found] = []
    for v in range(len(g.text)):
        if not g.parsed[v] or not g.text[v][:1].isalpha():
            continue
        for word in words_at(g.lower, v):
            found = _try(g, v, word)
            if found is not None:
                out.append(found)
                break
    return out


def _try(g: Grammar, v: int, word: Word) -> Found | None:
    pos = g.pos[v]
    if word.pos == "verb" and pos in ("VERB", "AUX"):
        if g.dep[v] in ("amod", "compound", "case", "fixed", "aux", "cop"):
            return None
        return verb_cue(g, v, word)
    if word.pos == "noun" and pos == "NOUN":
        return noun_cue(g, v, word)
    if word.pos == "adj" and pos == "ADJ":
        return adjective_cue(g, v, word)
    return None


def _make(g: Grammar, v: int, word: Word, frame: str, source: int | None, content: list[Range], cue: Range | None = None) -> Found | None:
    content = [c for c in content if c[0] < c[1]]
    if not content:
        return None
    if source is not None and g.pos[source] not in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X", "SYM", "VERB"):
        source = None
    return Found(
        cue=cue or cue_range(g, v, word, frame), content=content, source=source, rule=word.frames.get(frame), frame=frame, lemma=word.lemma
    )


def complement_clause(g: Grammar, v: int) -> int | None:
    """The finite clause that ``v`` takes: a ccomp, or what the parser calls advcl or acl though "that" opens it."""
    best = None
    that = v + 1 if v + 1 < g.sent[v][1] else v
    if g.lower[that] == "that" and g.dep[that] == "mark" and g.head[that] > that:
        return g.head[that]
    for k in g.kids[v]:
        d = g.dep[k]
        if d in ("ccomp", "csubj:pass") and (k > v or g.is_finite(k) or g.text[g.left[k]] in QUOTE_MARKS):
            if g.is_finite(k) or k < v:
                return k
            best = best if best is not None else k
        if k > v and d in ("advcl", "acl", "xcomp", "parataxis", "dep", "acl:relcl", "obl", "conj"):
            first = g.left[k]
            while g.text[first] in QUOTE_MARKS and first < k:
                first += 1
            if g.lower[first] in THAT and g.head[first] == k and g.dep[first] in ("mark", "advmod") and d != "conj":
                best = best if best is not None else k
            elif d in ("xcomp", "dep", "parataxis") and g.is_finite(k) and g.own_subject(k) is not None and g.left[k] - v <= 2:
                best = best if best is not None else k
        if k > v and d in ("obj", "iobj", "obl") and best is None:
            best = next(
                (m for m in g.kids[k] if g.dep[m] in ("acl", "acl:relcl", "ccomp") and g.lower[g.left[m]] == "that" and g.dep[g.left[m]] == "mark"), None
            )
    return best


def _from_first(g: Grammar, v: int, clause: int, content: Range) -> Range:
    """The clause from its true beginning: a "that" or a subject which the parser hung on the cue as one more complement."""
    a, b = content
    for k in g.kids[v]:
        if v < k < a and (g.dep[k] == "ccomp" or (g.dep[k] == "obj" and g.own_subject(clause) is None and g.is_finite(clause))):
            a = min(a, g.left[k])
    return a, b


def _carried_on(g: Grammar, v: int, clause: int) -> list[Range]:
    """ "suggested that A could end, and B would begin": a second clause that the parser hangs on the cue itself."""
    out = []
    for k in g.kids[v]:
        if k > clause and g.dep[k] == "conj" and g.own_subject(k) not in (None, g.own_subject(v)) and g.tag[v] in ("VBD", "VBN"):
            that = any(g.lower[m] == "that" and g.dep[m] == "mark" for m in g.kids[k])
            if that or any(g.lower[m] in ("would", "could", "might") and g.dep[m] == "aux" for m in g.kids[k]):
                cc = next((m for m in g.kids[k] if g.dep[m] == "cc"), None)
                a = g.left[k] if cc is None else cc + 1
                out.append(g.trim(a, g.right[k] + 1))
    return out


def parenthetical(g: Grammar, v: int, source: int | None) -> list[Range]:
    """Content around ``v`` where "X, officials said, Y" or "X, said officials" hangs ``v`` under the content."""
    h = g.head[v]
    if h == v or g.dep[v] not in ("parataxis", "ccomp", "advcl", "conj", "appos", "dep", "acl:relcl", "discourse", "list"):
        return []
    if source is None or g.own_subject(v) is None and g.kid(v, "obj") is None:
        return []
    a, b = min(g.left[v], g.left[source]), max(g.right[v], g.right[source]) + 1
    if g.dep[v] in ("conj", "acl:relcl", "appos", "ccomp", "advcl") and not _after_comma(g, a):
        return []
    if g.lower[a] in ("as", "and", "but", "while", "when", "after", "because", "if", "that", "who", "which", "or", "where"):
        return []
    s, e = g.sent[v]
    left, right = max(s, g.left[h]), min(e, g.right[h] + 1)
    return [r for r in (g.trim(left, a), g.trim(b, right)) if r[0] < r[1]]


def _after_comma(g: Grammar, a: int) -> bool:
    i = a - 1 if g.text[a] != "," else a
    while i >= 0 and (g.space[i] or g.text[i] in QUOTE_MARKS):
        if g.text[i] in QUOTE_MARKS:
            return True
        i -= 1
    return i >= 0 and g.text[i] in (",", "—", "–", "-", "?", "!")


def inverted_subject(g: Grammar, v: int) -> int | None:
    """ "…," said Masoud, where the parser takes the speaker for an object."""
    if g.own_subject(v) is not None or not _after_comma(g, v) or g.text[v + 1 : v + 2] and g.text[v + 1] in QUOTE_MARKS:
        return None
    before = any(k < v and g.dep[k] in ("ccomp", "parataxis", "advcl", "dep") for k in g.kids[v])
    if g.dep[v] == "root" and not before and g.text[v - 1] not in QUOTE_MARKS:
        return None
    k = g.kid(v, "obj", "ccomp", "xcomp", "obl", "dep", "parataxis")
    if k is not None and g.pos[k] in ("PROPN", "NOUN", "PRON") and 0 < g.left[k] - v <= 1 and not g.has_kid(k, "case", ("in", "to", "at", "of", "on")):
        return k
    return None


def verb_cue(g: Grammar, v: int, word: Word) -> Found | None:
    """The attribution that verb ``v`` makes, if its surroundings fit one of the word's frames."""
    frames, passive = word.frames, g.is_passive(v)
    as_marked = any(g.lower[k] == "as" and g.dep[k] in ("mark", "case") for k in g.kids[v])
    source = g.agent(v) if passive else g.subject(v)
    clause = complement_clause(g, v) if "clause" in frames or "quote" in frames else None
    if clause is None and word.follow:
        inner = next((k for k in g.kids[v] if g.lower[k] in word.follow), v)
        clause = complement_clause(g, inner) if inner != v else None
    if passive:
        return _passive(g, v, word, source, clause)
    flipped = inverted_subject(g, v) if ("clause" in frames or "quote" in frames) else None
    if flipped is not None:
        if clause == flipped:
            clause = None
        source = flipped
    if source is None and g.tag[v] in ("VBD", "VBZ", "VBP", "VBN") and g.kid(v, "expl") is None:
        if clause is not None and (s := g.own_subject(clause)) is not None and s < v < clause:
            source = s  # "The United States, which …, has stated reconstruction will cost": the parser gave the clause our subject
        else:
            source = g.subject_by_place(v)
    if g.tag[v] == "VBG" and g.own_subject(v) is None and (w := next((k for k in g.kids[v] if g.lower[k] == "with" and k < v), None)) is not None:
        source = g.subject_by_place(v) if v - w > 1 else source
    if "clause" in frames:
        if clause is not None and clause != source:
            content = clause_range(g, clause, v, source)
            if v < clause and source is not None and g.head[source] == clause:
                content = [g.trim(v + 1, g.right[clause] + 1)]
            elif g.lower[v + 1] == "that":
                content = [g.trim(v + 1, max(g.right[clause], v + 1) + 1)]
            elif v < clause and content:
                content[0] = _from_first(g, v, clause, content[0])
            if clause > v:
                content += _carried_on(g, v, clause)
            return _make(g, v, word, "clause", source, content)
        if as_marked and g.dep[v] == "advcl" and g.head[v] != v and g.own_subject(v) is not None:
            h = g.head[v]
            a, b = g.left[v], g.right[v] + 1
            s = g.left[h], g.right[h] + 1
            return _make(g, v, word, "clause", source, [g.trim(s[0], a), g.trim(b, s[1])])
        content = parenthetical(g, v, source)
        if content and g.kid(v, "obj", "xcomp") in (None, source):
            return _make(g, v, word, "clause", source, content)
    if "addressee" in frames and clause is None:
        pass
    if "inf" in frames or "objinf" in frames:
        found = _infinitive(g, v, word, source)
        if found is not None:
            return found
    if "small" in frames:
        found = _small(g, v, word, source)
        if found is not None:
            return found
    if "ing" in frames:
        k = next((k for k in g.kids[v] if k > v and g.dep[k] in ("xcomp", "ccomp", "advcl") and g.tag[k] == "VBG" and g.left[k] == v + 1), None)
        if k is not None:
            return _make(g, v, word, "ing", source, [g.trim(g.left[k], g.right[k] + 1)])
    if "obj" in frames:
        k = g.kid(v, "obj")
        if k is not None and k != source and (k > v or g.lower[k] in ("what",)) and g.text[k][:1].isalnum():
            return _make(g, v, word, "obj", source, [_object_range(g, v, k)])
    for k in g.kids[v]:
        if k > v and g.dep[k] in ("obl", "advcl", "xcomp", "obl:arg", "ccomp"):
            case = next((g.lower[c] for c in g.kids[k] if g.dep[c] in ("case", "mark") and c < k), "")
            if case in frames and case not in ("by", "as"):
                first = next(c for c in g.kids[k] if g.lower[c] == case)
                return _make(g, v, word, case, source, [g.trim(first + 1, g.right[k] + 1)])
    if "quote" in frames:
        return Found(cue=cue_range(g, v, word, "quote"), content=[], source=source, rule=frames["quote"], frame="quote", lemma=word.lemma)
    return None


def _object_range(g: Grammar, v: int, k: int) -> Range:
    a, b = g.left[k], g.right[k] + 1
    for m in g.kids[v]:
        if m > k and g.dep[m] in ("obl", "advcl") and any(g.lower[c] in ("for", "as", "over") and c < m for c in g.kids[m] if g.dep[c] in ("case", "mark")):
            b = max(b, g.right[m] + 1)
    return g.trim(a, b)


def _infinitive(g: Grammar, v: int, word: Word, source: int | None) -> Found | None:
    for k in g.kids[v]:
        if k < v or g.dep[k] not in ("xcomp", "advcl", "ccomp") or not g.is_infinitive(k):
            continue
        obj = g.kid(v, "obj", "iobj")
        inner = g.own_subject(k)
        if obj is None and inner is not None and inner > v:
            obj = inner
        if obj is not None and v < obj < k:
            if "objinf" in word.frames:
                return _make(g, v, word, "objinf", source, [g.trim(g.left[obj], g.right[k] + 1)])
            continue
        if "inf" in word.frames and g.dep[k] != "advcl" or ("inf" in word.frames and g.left[k] - v <= 2):
            return _make(g, v, word, "inf", source, [g.trim(g.left[k], g.right[k] + 1)])
    return None


def _small(g: Grammar, v: int, word: Word, source: int | None) -> Found | None:
    obj = g.kid(v, "obj", "iobj", "ccomp")
    second = next((k for k in g.kids[v] if k > v and k != obj and g.dep[k] in ("xcomp", "obl", "advcl", "ccomp", "obj") and (
        g.dep[k] in ("xcomp", "obj") and not g.is_infinitive(k) or any(g.lower[c] == "as" for c in g.kids[k]))), None)
    if obj is None or obj == source or (second is None and word.frames["small"].kind != "judge"):
        return None
    if obj < v:
        return None
    b = max(g.right[obj], g.right[second] if second is not None else 0) + 1
    return _make(g, v, word, "small", source, [g.trim(g.left[obj], b)])


def _passive(g: Grammar, v: int, word: Word, agent: int | None, clause: int | None) -> Found | None:
    frames = word.frames
    subject = g.own_subject(v)
    expletive = subject is not None and g.lower[subject] == "it" or g.kid(v, "expl") is not None
    if clause is not None and "clause" in frames and clause != subject:
        if subject is not None and not expletive and "addressee" not in frames and g.left[clause] > v and g.dep[clause] != "ccomp":
            return None
        return _make(g, v, word, "clause", agent, clause_range(g, clause, v, agent))
    if "raise" in frames and subject is not None and not expletive:
        k = next((k for k in g.kids[v] if g.dep[k] in ("xcomp", "ccomp", "advcl") and k > v and g.is_infinitive(k)), None)
        if k is not None:
            return _make(g, v, word, "raise", agent, [g.trim(g.left[subject], g.right[subject] + 1), g.trim(g.left[k], g.right[k] + 1)])
    if "objinf" in frames and subject is not None:
        k = next((k for k in g.kids[v] if g.dep[k] in ("xcomp", "advcl") and k > v and g.is_infinitive(k)), None)
        if k is not None:
            return _make(g, v, word, "objinf", agent, [g.trim(g.left[subject], g.right[subject] + 1), g.trim(g.left[k], g.right[k] + 1)])
    if subject is not None and agent is not None and ("obj" in frames or "small" in frames):
        return _make(g, v, word, "obj" if "obj" in frames else "small", agent, [g.trim(g.left[subject], g.right[subject] + 1)], (v, g.left[agent] + 1))
    return None


def noun_cue(g: Grammar, n: int, word: Word) -> Found | None:
    """The attribution that noun ``n`` makes: "predictions in the markets that", "her promise to", "the report of"."""
    frames = word.frames
    source, light = _noun_source(g, n)
    cue = (n, n + 1)
    if light is not None and light < n:
        cue = (light, n + 1)
    if "shift" in frames:
        return _shift(g, n, word)
    voiced = light is not None and g.lower[light] in VOICED
    for k in g.kids[n]:
        if k < n:
            continue
        first = g.left[k]
        if "clause" in frames and g.dep[k] in ("acl", "ccomp", "acl:relcl", "advcl", "appos") and g.lower[first] in THAT and g.dep[first] == "mark":
            return _make(g, n, word, "clause", source, [g.trim(first, g.right[k] + 1)], cue)
        if "inf" in frames and g.dep[k] in ("acl", "advcl", "xcomp") and g.is_infinitive(k) and g.own_subject(k) is None:
            found = _make(g, n, word, "inf", source, [g.trim(first, g.right[k] + 1)], cue)
            if found is not None and voiced:
                found.frame = "voiced"
            return found
    if "clause" in frames:
        after = _that_after(g, n)
        if after is not None:
            that, named = after
            h = g.head[that] if g.own_subject(g.head[that]) is not None else g.head[g.head[that]]
            return _make(g, n, word, "clause", named if named is not None else source, [g.trim(that, max(g.right[h], that) + 1)], cue)
    for k in g.kids[n]:
        if k > n and g.dep[k] in ("nmod", "acl") and k != source:
            case = next((g.lower[c] for c in g.kids[k] if g.dep[c] in ("case", "mark") and c < k), "")
            if case in frames and case != "by" and (source is not None):
                first = next(c for c in g.kids[k] if g.lower[c] == case)
                return _make(g, n, word, case, source, [g.trim(first + 1, g.right[k] + 1)], (cue[0], n + 2 if g.lower[n + 1] == case else n + 1))
    if g.dep[n] in ("nsubj", "nsubj:outer") and "clause" in frames:  # "the expectation is that"
        h = g.head[n]
        k = next((k for k in (h, *g.kids[h]) if k > n and (g.lower[g.left[k]] == "that" or any(g.lower[m] == "that" and g.dep[m] == "mark" for m in g.kids[k]))), None)
        if k is not None and g.kid(h, "cop") is not None:
            that = next((m for m in g.kids[k] if g.lower[m] == "that" and g.dep[m] == "mark"), None)
            if that is not None and that > n:
                return _make(g, n, word, "clause", source, [g.trim(that, g.right[k] + 1)], cue)
    return None


def _that_after(g: Grammar, n: int) -> tuple[int, int | None] | None:
    """The "that" which opens a finite clause right after the noun and what names its source ("by the palace"), wherever the
    parser hung them, and the head of that name."""
    end, named = n + 1, None
    stop = g.sent[n][1]
    if end < stop and g.lower[end] in HUMAN_CASES:
        end += 1
        while end < min(stop, n + 10) and g.lower[end] != "that" and g.pos[end] in BETWEEN_NAME:
            end += 1
        named = end - 1
        while n + 1 < g.head[named] < end and g.head[named] != named:
            named = g.head[named]
        if g.pos[named] not in ("NOUN", "PROPN", "PRON"):
            return None
    if end >= stop or g.lower[end] != "that" or (named is None and g.dep[end] != "mark"):
        return None
    h = g.head[end]
    if h > end and g.own_subject(h) not in (None, end):
        return end, named
    if named is not None and end + 1 < stop and g.head[end + 1] > end and g.own_subject(g.head[g.head[end + 1]]) is not None:
        return end, named  # "that prices will rise", read as "those prices"
    return None


def _noun_source(g: Grammar, n: int) -> tuple[int | None, int | None]:
    poss = g.kid(n, "nmod:poss")
    if poss is not None:
        return poss, None
    for k in g.kids[n]:
        if g.dep[k] in ("nmod", "obl", "obl:agent") and k > n and g.has_kid(k, "case", tuple(HUMAN_CASES)):
            case = next(g.lower[c] for c in g.kids[k] if g.dep[c] == "case")
            if case in ("by", "from", "among") or g.pos[k] in ("NOUN", "PROPN"):
                return k, None
    h = g.head[n]
    if g.dep[n] == "obj" and g.pos[h] in ("VERB", "AUX") and g.lower[h] in LIGHT:
        return g.subject(h), h
    k = g.kid(n, "compound")
    if k is not None and g.pos[k] == "PROPN":
        return k, None
    if g.lower[n] in DOCUMENTS:
        return n, None
    return None, None


def _shift(g: Grammar, n: int, word: Word) -> Found | None:
    h = g.head[n]
    if g.dep[n] not in ("nsubj", "nsubj:pass") or g.pos[h] != "VERB":
        return None
    source = next((k for k in g.kids[n] if g.dep[k] == "nmod" and g.has_kid(k, "case", ("in", "among", "within"))), None)
    for k in g.kids[h]:
        case = next((g.lower[c] for c in g.kids[k] if g.dep[c] in ("case", "mark") and c < k), "")
        if k > h and case in ("to", "toward", "towards", "on") and g.dep[k] in ("obl", "advcl") and source is not None:
            first = next(c for c in g.kids[k] if g.lower[c] == case)
            return _make(g, n, word, "shift", source, [g.trim(first + 1, g.right[k] + 1)], (h, first + 1))
    return None


def adjective_cue(g: Grammar, n: int, word: Word) -> Found | None:
    """ "She is confident that", "reluctant to"."""
    if g.dep[n] == "amod":
        return None
    source = g.subject(n)
    if source is None:
        return None
    for k in g.kids[n]:
        if k < n:
            continue
        cop = g.kid(n, "cop")
        cue = (cop if cop is not None and cop < n else n, n + 1)
        if "clause" in word.frames and g.dep[k] in ("ccomp", "advcl", "acl") and (g.lower[g.left[k]] in THAT or g.dep[k] == "ccomp" and g.is_finite(k)):
            return _make(g, n, word, "clause", source, [g.trim(g.left[k], g.right[k] + 1)], cue)
        if "inf" in word.frames and g.dep[k] in ("xcomp", "ccomp", "advcl") and g.is_infinitive(k):
            return _make(g, n, word, "inf", source, [g.trim(g.left[k], g.right[k] + 1)], cue)
    return None
