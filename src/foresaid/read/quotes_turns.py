"""Who has the word in transcripts and interviews, by how a paragraph opens."""

from __future__ import annotations

from foresaid.read.quotes_clauses import Found, Range
from foresaid.read.quotes_grammar import QUOTE_MARKS, Grammar
from foresaid.read.quotes_lexicon import word_set


def find_turns(g: Grammar, paras: list[Range]) -> list[Found]:
    """ "Gowdy: I have not heard": a paragraph that opens with a short capitalised name and a colon."""
    out = _initials(g, paras) + _bracketed(g, paras)
    for a, b in paras:
        colon = next((k for k in range(a, min(b, a + 7)) if g.text[k] == ":"), None)
        if (
            colon is None
            or colon == a
            or not all(
                g.text[k][:1].isupper() or g.lower[k] in (".", ",", "(", ")", "of", "the") for k in range(a, colon)
            )
        ):
            continue
        if not any(g.text[k][:1].isupper() for k in range(a, colon)) or colon + 1 >= b:
            continue
        if not _is_voice(g, a, colon):
            continue
        c = g.trim(colon + 1, b)
        ends = next((g.text[k] for k in range(b - 1, colon, -1) if not g.space[k] and g.text[k] not in QUOTE_MARKS), "")
        title = not any(g.text[k][:1].isalnum() for k in range(a))
        person = any(g.tokens[k].ent_type_ == "PER" for k in range(a, colon))
        closed = ends in (".", "?", "!", "…", ")", "]")
        if (closed and c[1] - c[0] >= 5) or (title and c[1] - c[0] >= 3 and (person or _speaks(g, a, colon))):
            out.append(_turn((colon, colon + 1), c, (a, colon), ":"))
    return out


def _speaks(g: Grammar, a: int, colon: int) -> bool:
    """Whether a voice without a name may speak in a title: "Report: …", "Historians: …"."""
    last = next((g.lower[k] for k in range(colon - 1, a - 1, -1) if g.text[k][:1].isalpha()), "")
    return last in word_set("heads") or last in word_set("findings")


def _turn(cue: tuple[int, int], content: tuple[int, int], voice: tuple[int, int], lemma: str) -> Found:
    return Found(
        cue=cue, content=[content], source=None, source_range=voice, rule=None, frame="turn", lemma=lemma, name="turn"
    )


def _is_voice(g: Grammar, a: int, colon: int) -> bool:
    """Whether what stands before a colon may speak: no single letter ("Q"), no label ("The Latest") and no clause
    ("Cruz Wins")."""
    words = [k for k in range(a, colon) if g.text[k][:1].isalpha()]
    if len(words) == 1 and len(g.text[words[0]]) == 1:
        return False
    if any(g.lower[k] in word_set("labels") for k in words):
        return False
    if any(g.tokens[k].ent_type_ == "LOC" for k in words) and not any(g.tokens[k].ent_type_ == "PER" for k in words):
        return False
    return not any(g.parsed[k] and g.pos[k] in ("VERB", "AUX") for k in words)


def _initials(g: Grammar, paras: list[Range]) -> list[Found]:
    """An interview in which paragraphs open with the initials of somebody named in it: "TL We will open in June."."""
    names: dict[str, Range] = {}
    for e in g.doc.ents:
        if e.label_ == "PER" and 2 <= len(e) <= 3:
            names.setdefault("".join(t.text[:1] for t in e), (e.start, e.end))
    turns: dict[str, list[Range]] = {}
    for a, b in paras:
        if b - a > 5 and g.text[a] in names and g.text[a + 1][:1].isupper() and g.text[b - 1] in (".", "?", "!"):
            turns.setdefault(g.text[a], []).append((a, b))
    return [
        Found(
            cue=(a, a + 1),
            content=[g.trim(a + 1, b)],
            source=None,
            source_range=names[who],
            rule=None,
            frame="turn",
            lemma=who,
            name="turn",
        )
        for who, places in turns.items()
        if len(places) > 1
        for a, b in places
    ]


def _bracketed(g: Grammar, paras: list[Range]) -> list[Found]:
    """Paragraphs of an interview that open with a name in double brackets: "((Tove Lund)) We will open in June."."""
    out = []
    for a, b in paras:
        head = "".join(g.text[a : a + 2])
        if not head.startswith("(("):
            continue
        first = a + 1 if g.text[a] == "((" else a + 2
        close = next((k for k in range(first, min(b, first + 6)) if g.text[k].startswith(")")), None)
        if close is None or close == first or not all(g.text[k][:1].isupper() for k in range(first, close)):
            continue
        if close - first == 1 and g.text[first].isupper():
            continue  # "((WN))": who asks, the article itself
        after = close + 1 if g.text[close] == "))" else close + 2
        content = g.trim(after, b)
        if content[1] - content[0] >= 3:
            out.append(_turn((close, after), content, (first, close), "))"))
    return out
