"""Cues in parsed sentences: speech verbs, nouns and adjectives with the clause, phrase or quotation that they
introduce."""

from __future__ import annotations

from foresaid.read.quotes_clauses import (
    Found,
    Range,
    carried_on,
    clause_range,
    complement_clause,
    cue_range,
    from_first,
    inverted_subject,
    make,
    parenthetical,
    same_tense,
)
from foresaid.read.quotes_gaps import asked_clause, passive_gap, relative_gap, seeming
from foresaid.read.quotes_grammar import SUBJECTS, Grammar
from foresaid.read.quotes_lexicon import SpeechRule, Word, word_set, words_at
from foresaid.read.quotes_loose import loose_clause
from foresaid.read.quotes_nouns import adjective_cue, noun_cue

OBJECT_GOES_ON = frozenset(("for", "as", "over", "of", "against", "to", "from", "about", "that", "toward", "towards"))
"""Words that open a phrase which belongs to what the object of a cue says."""


def find_cues(g: Grammar) -> list[Found]:
    """All cues in the parsed sentences, in text order."""
    out: list[Found] = []
    for v in range(len(g.text)):
        if not g.parsed[v] or not g.text[v][:1].isalpha():
            continue
        for word in words_at(g.lower, v):
            found = _try(g, v, word)
            if found is not None and _has_subject(g, found) and _is_done(g, found, v):
                out.append(found)
                break
    return out


def _has_subject(g: Grammar, f: Found) -> bool:
    """Whether the source is one of the words that the rule asks for, if it asks for any."""
    if f.rule is None or not f.rule.subject:
        return True
    return f.source is not None and g.lower[f.source] in word_set(f.rule.subject)


def _is_done(g: Grammar, f: Found, v: int) -> bool:
    """Whether the act itself is told where the rule asks for that: no infinitive, no "may", no participle after a noun, no
    question, and not "you"."""
    if f.rule is None or f.rule.pos != "verb" or f.frame in ("clause", "quote"):
        return True
    if f.frame == "small" and f.source is None and g.tag[v] == "VB":
        return False
    if not f.rule.done:
        return True
    if g.tag[v] == "VB" or (g.tag[v] == "VBG" and g.dep[v] == "acl"):
        if g.dep[v] == "xcomp" and g.lower[g.head[v]] in word_set("going_on"):
            return True
        return any(g.lower[k] in ("did", "does", "do", "not", "n't", "n’t") and g.dep[k] == "aux" for k in g.kids[v])
    if f.source is not None and g.lower[f.source] == "you":
        return False
    return not any(g.text[k] == "?" for k in range(max(v, g.sent[v][1] - 3), g.sent[v][1]))


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


def verb_cue(g: Grammar, v: int, word: Word) -> Found | None:
    """The attribution that verb ``v`` makes, if its surroundings fit one of the word's frames."""
    frames, passive = word.frames, g.is_passive(v) or ("raise" in word.frames and _bare_participle(g, v))
    as_marked = any(g.lower[k] == "as" and g.dep[k] in ("mark", "case") for k in g.kids[v])
    source = g.agent(v) if passive else g.subject(v)
    clause = complement_clause(g, v) if "clause" in frames or "quote" in frames else None
    if clause is None and "clause" in frames and frames["clause"].kind == "ask":
        clause = next((k for k in g.kids[v] if k > v and g.dep[k] == "advcl" and g.lower[g.left[k]] == "if"), None)
    if clause is None and "clause" in frames:
        clause = asked_clause(g, v, frames["clause"].kind == "ask")
    if clause is None and word.follow:
        inner = next((k for k in g.kids[v] if g.lower[k] in word.follow), v)
        clause = complement_clause(g, inner) if inner != v else None
    if clause is None and "clause" in frames and "clause" in _stated(frames):
        loose = loose_clause(g, v)
        if loose is not None:
            return make(g, v, word, "clause", *loose)
    if word.lemma == "put it":
        colon = next((k for k in range(v + 2, min(v + 8, g.sent[v][1])) if g.text[k] == ":"), None)
        return make(g, v, word, "clause", source, [g.trim(colon + 1, g.sent[v][1])]) if colon is not None else None
    if passive:
        return _passive(g, v, word, source, clause) or passive_gap(g, v, word, source)
    flipped = inverted_subject(g, v) if ("clause" in frames or "quote" in frames) else None
    if flipped is not None:
        if clause == flipped:
            clause = None
        source = flipped
    if _was_asked(g, v):
        source = g.agent(v)
    elif source is None and g.tag[v] in ("VBD", "VBZ", "VBP", "VBN") and g.kid(v, "expl") is None:
        ours = next((k for k in g.kids[clause] if g.dep[k] in SUBJECTS and k < v < clause), None) if clause else None
        # "The United States, which …, has stated reconstruction will cost": the parser gave the clause our subject
        source = ours if ours is not None else g.subject_by_place(v)
    if (
        g.tag[v] == "VBG"
        and g.own_subject(v) is None
        and (w := next((k for k in g.kids[v] if g.lower[k] == "with" and k < v), None)) is not None
    ):
        source = g.subject_by_place(v) if v - w > 1 else source
    source = _issuer(g, v, source)
    if (
        g.dep[v] == "xcomp"
        and g.is_passive(g.head[v])
        and g.own_subject(v) is None
        and source == g.own_subject(g.head[v])
    ):
        source = None  # "residents were told to expect": whoever told them expects it
    if "clause" in frames:
        if clause is not None and clause != source:
            content = clause_range(g, clause, v, source)
            if v < clause and source is not None and g.head[source] == clause:
                content = [g.trim(v + 1, g.right[clause] + 1)]
            elif g.lower[v + 1] == "that":
                last = max([g.right[k] for k in g.kids[v] if k > clause and g.dep[k] == "ccomp"], default=v + 1)
                content = [g.trim(v + 1, max(g.right[clause], last) + 1)]
            elif v < clause and content:
                content[0] = from_first(g, v, clause, content[0])
            if v < clause and content:
                content[0] = same_tense(g, v, clause, content[0])
            if clause > v:
                content += carried_on(g, v, clause)
            return make(g, v, word, "clause", source, content)
        if as_marked and g.dep[v] == "advcl" and g.head[v] != v and g.own_subject(v) is not None:
            h = g.head[v]
            a, b = g.left[v], g.right[v] + 1
            s = g.left[h], g.right[h] + 1
            return make(g, v, word, "clause", source, [g.trim(s[0], a), g.trim(b, s[1])])
        content = parenthetical(g, v, source) if frames["clause"].kind != "ask" else []
        if content and g.kid(v, "obj", "xcomp") in (None, source):
            return make(g, v, word, "clause", source, content)
    if "seem" in frames:
        return seeming(g, v, word)
    if g.dep[v] == "acl:relcl":
        found = relative_gap(g, v, word)
        if found is not None:
            return found
    if "inf" in frames or "objinf" in frames:
        found = _infinitive(g, v, word, source)
        if found is not None:
            return found
    if "small" in frames:
        found = _small(g, v, word, source)
        if found is not None:
            return found
    if "ing" in frames:
        k = next(
            (
                k
                for k in g.kids[v]
                if k > v
                and g.dep[k] in ("xcomp", "ccomp", "advcl")
                and g.tag[k] == "VBG"
                and (g.left[k] == v + 1 or (g.left[k] == v + 2 and g.dep[v + 1] == "compound:prt"))
            ),
            None,
        )
        if k is not None:
            return make(g, v, word, "ing", source, [g.trim(g.left[k], g.right[k] + 1)])
    if "obj" in frames:
        k = g.kid(v, "obj")
        if k is not None and k != source and (k > v or g.lower[k] in ("what",)) and g.text[k][:1].isalnum():
            return make(
                g,
                v,
                word,
                "obj",
                source,
                _with_colon(g, v, frames["obj"], _object_range(g, v, k, frames["obj"].kind in ("predict", "promise"))),
            )
    told = g.kid(v, "obj") if "addressee" in frames or word.follow else None
    for k in [*g.kids[v], *(g.kids[told] if told is not None and told > v else [])]:
        if k > v and (
            g.dep[k] in ("obl", "advcl", "xcomp", "obl:arg", "ccomp")
            or (g.head[k] == told and g.dep[k] in ("nmod", "acl"))
        ):
            case = next((g.lower[c] for c in g.kids[k] if g.dep[c] in ("case", "mark") and c < k), "")
            if case in frames and case not in ("by", "as"):
                first = next(c for c in g.kids[k] if g.lower[c] == case)
                return make(g, v, word, case, source, [g.trim(first + 1, _called_to(g, v, k) + 1)])
    if g.dep[v] == "acl" and g.tag[v] == "VBN":
        found = passive_gap(g, v, word, g.agent(v))
        if found is not None:
            return found
    if "so" in frames and g.lower[v + 1 : v + 2] == ["so"] and g.head[v + 1] == v and source is not None:
        return make(g, v, word, "so", source, [(v + 1, v + 2)])
    if "quote" in frames:
        return Found(
            cue=cue_range(g, v, word, "quote"),
            content=[],
            source=source,
            rule=frames["quote"],
            frame="quote",
            lemma=word.lemma,
        )
    return None


def _called_to(g: Grammar, v: int, k: int) -> int:
    """The last token of what is asked of ``k``: "called on the council to act"."""
    m = next((m for m in g.kids[v] if m > k and g.left[m] == g.right[k] + 1 and g.is_infinitive(m)), k)
    return g.right[m]


def _was_asked(g: Grammar, v: int) -> bool:
    """ "When asked whether …, she said": she is not who asked."""
    return (
        g.lower[v] in word_set("asked")
        and g.tag[v] in ("VBN", "VBD")
        and g.dep[v] in ("advcl", "parataxis")
        and g.own_subject(v) is None
        and g.kid(v, "obj", "aux") is None
    )


def _bare_participle(g: Grammar, v: int) -> bool:
    """ "with sales expected to rise": a passive without an auxiliary."""
    return (
        g.tag[v] == "VBN"
        and g.dep[v] in ("acl", "advcl")
        and not any(g.dep[k] in ("aux", "obj") for k in g.kids[v])
        and any(g.dep[k] in ("xcomp", "ccomp") and g.is_infinitive(k) for k in g.kids[v])
    )


def _stated(frames: dict[str, SpeechRule]) -> frozenset[str]:
    """The frames in which a word states what will be, so that a clause beside it may be what it states."""
    return frozenset(f for f, r in frames.items() if r.kind in ("say", "announce", "predict", "promise"))


def _issuer(g: Grammar, v: int, source: int | None) -> int | None:
    """ "The town released a statement saying …": the town, not the statement."""
    if source is None or g.dep[v] not in ("acl", "acl:relcl") or g.head[v] != source or g.tag[v] != "VBG":
        return source
    h = g.head[source]
    if g.lower[source] in word_set("issued") and g.dep[source] == "obj" and g.pos[h] == "VERB" and not g.is_passive(h):
        return g.subject(h) or source
    return source


def _with_colon(g: Grammar, v: int, rule: SpeechRule, content: Range) -> list[Range]:
    """ "announced a new name: it is to be …": what stands after the colon is announced too."""
    end = g.sent[v][1]
    colon = next((k for k in range(content[1], end) if g.text[k] == ":"), None)
    if rule.kind not in ("say", "announce", "predict", "promise") or colon is None or colon - v > 30:
        return [content]
    rest = g.trim(colon + 1, end)
    return [content, rest] if rest[0] < rest[1] and any(g.is_finite(k) for k in range(*rest)) else [content]


def _object_range(g: Grammar, v: int, k: int, when: bool = False) -> Range:
    """The object and the phrases after it that go on with it ("accused the ministry of delay"), up to a comma; ``when``: also
    those that say when it will be ("promised an answer before the weekend")."""
    a, b = g.left[k], g.right[k] + 1
    for m in g.kids[v]:
        if when and g.left[m] == b and _says_when(g, m):
            b = g.right[m] + 1
        if m <= k or g.dep[m] not in ("obl", "advcl", "xcomp") or g.left[m] < b:
            continue
        case = next((g.lower[c] for c in g.kids[m] if g.dep[c] in ("case", "mark") and c < m), "")
        if case in OBJECT_GOES_ON and g.text[g.left[m] - 1] not in (",", "—", "–", ";"):
            b = max(b, g.right[m] + 1)
    return g.trim(a, b)


def _says_when(g: Grammar, m: int) -> bool:
    case = next((g.lower[c] for c in g.kids[m] if g.dep[c] == "case" and c < m), "")
    return g.dep[m] in ("obl:unmarked", "nmod:unmarked", "obl:tmod") or (
        g.dep[m] == "obl" and case in ("before", "by", "until", "within", "after")
    )


def _infinitive(g: Grammar, v: int, word: Word, source: int | None) -> Found | None:
    for k in g.kids[v]:
        bare = "objinf" in word.frames and word.frames["objinf"].kind == "order" and g.tag[k] in ("VB", "VBP")
        if k < v or g.dep[k] not in ("xcomp", "advcl", "ccomp") or not (bare or g.is_infinitive(k)):
            continue
        obj = g.kid(v, "obj", "iobj")
        inner = g.own_subject(k)
        if obj is None and inner is not None and inner > v:
            obj = inner
        if obj is not None and v < obj < k:
            if "objinf" in word.frames:
                return make(g, v, word, "objinf", source, [g.trim(g.left[obj], g.right[k] + 1)])
            continue
        if ("inf" in word.frames and g.dep[k] != "advcl") or ("inf" in word.frames and g.left[k] - v <= 2):
            return make(g, v, word, "inf", source, [g.trim(g.left[k], g.right[k] + 1)])
    return None


def _small(g: Grammar, v: int, word: Word, source: int | None) -> Found | None:
    obj = g.kid(v, "obj", "iobj", "ccomp") or next((k for k in g.kids[v] if k > v and g.dep[k] == "expl"), None)
    second = next(
        (
            k
            for k in g.kids[v]
            if k > v
            and k != obj
            and g.dep[k] in ("xcomp", "obl", "advcl", "ccomp", "obj")
            and (
                (g.dep[k] in ("xcomp", "obj") and not g.is_infinitive(k)) or any(g.lower[c] == "as" for c in g.kids[k])
            )
        ),
        None,
    )
    if (
        obj is None and word.frames["small"].kind == "judge"
    ):  # "calling her an amateur", where "her" hangs on what she is called
        k = next((k for k in g.kids[v] if k > v and g.dep[k] == "xcomp" and g.pos[k] != "VERB"), None)
        inner = g.own_subject(k) if k is not None else None
        if k is None or inner is None or not v < inner < k:
            return None
        return make(g, v, word, "small", source, [g.trim(g.left[k], g.right[k] + 1)])
    if obj is None or obj == source or (second is None and word.frames["small"].kind != "judge"):
        return None
    if obj < v:
        return None
    b = max(g.right[obj], g.right[second] if second is not None else 0) + 1
    return make(g, v, word, "small", source, [g.trim(g.left[obj], b)])


def _named(g: Grammar, v: int, subject: int) -> Range:
    """The subject of a passive; where it is that of an earlier verb, its noun phrase."""
    if g.own_subject(v) == subject:
        return g.trim(g.left[subject], g.right[subject] + 1)
    a, b = g.phrase(subject, relative=False)
    return g.trim(a, min(b, v))


def _passive(g: Grammar, v: int, word: Word, agent: int | None, clause: int | None) -> Found | None:
    frames = word.frames
    subject = g.own_subject(v)
    expletive = (subject is not None and g.lower[subject] == "it") or g.kid(v, "expl") is not None
    if clause is not None and "clause" in frames and clause != subject:
        if (
            subject is not None
            and not expletive
            and "addressee" not in frames
            and g.left[clause] > v
            and g.dep[clause] != "ccomp"
        ):
            return None
        return make(g, v, word, "clause", agent, clause_range(g, clause, v, agent))
    if subject is None and g.dep[v] == "conj" and g.kid(v, "aux:pass") is not None:
        subject = g.subject(v)
    if "raise" in frames and subject is not None and not expletive:
        k = next(
            (k for k in g.kids[v] if g.dep[k] in ("xcomp", "ccomp", "advcl") and k > v and g.is_infinitive(k)), None
        )
        if k is not None:
            return make(
                g,
                v,
                word,
                "raise",
                agent,
                [_named(g, v, subject), g.trim(g.left[k], g.right[k] + 1)],
            )
    if "objinf" in frames and subject is not None:
        k = next((k for k in g.kids[v] if g.dep[k] in ("xcomp", "advcl") and k > v and g.is_infinitive(k)), None)
        if k is not None:
            return make(
                g,
                v,
                word,
                "objinf",
                agent,
                [g.trim(g.left[subject], g.right[subject] + 1), g.trim(g.left[k], g.right[k] + 1)],
            )
    if subject is not None and agent is not None and ("obj" in frames or "small" in frames):
        return make(
            g,
            v,
            word,
            "obj" if "obj" in frames else "small",
            agent,
            [g.trim(g.left[subject], g.right[subject] + 1)],
            (v, max(v, g.left[agent]) + 1),
        )
    return None
