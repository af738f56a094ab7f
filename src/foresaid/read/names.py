"""Names → actors: every mention of a state, person, organisation, party, outlet or place, with who it stands for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from spacy.tokens import Doc

from foresaid.core import Actor, Article, Mention, Span
from foresaid.read.names_find import full_names
from foresaid.read.names_pronouns import first_person, pronouns, relatives
from foresaid.read.names_refer import common_nouns, role_nouns
from foresaid.read.names_scan import Found
from foresaid.read.names_scene import Scene
from foresaid.read.names_short import short_forms
from foresaid.read.names_tables import names, with_own
from foresaid.read.names_words import acts, fold, word_set

_KOREA = ("KOR", "PRK")
_ANONYMOUS = word_set("anonymous")


def find_mentions(doc: Doc, article: Article, *, extra_actors: Path | None = None) -> tuple[Mention, ...]:
    """Every mention of an actor in ``doc`` (the article's text, tokenized; tree and entities are used where filled in),
    in text order, one that contains others before them; ``actors`` are those it stands for on the day of publication.

    ``extra_actors``: a file of the user's own actors (TSV or YAML, see docs/actors.md); ``ValueError`` where malformed.

    "Kim Jong-un will meet the Russian President" (2019) gives Kim Jong-un (name), Vladimir Putin (role) and, inside
    that mention, Russia (demonym).
    """
    s = full_names(doc, article, with_own(extra_actors) if extra_actors else names())
    _north_and_south(s)
    short_forms(s)
    role_nouns(s)
    common_nouns(s)
    relatives(s)
    pronouns(s)
    first_person(s)
    got: dict[tuple[int, int], Mention] = {}
    text = s.w.text
    for f in [*s.found, *s.nested]:
        a, b = s.w.start[f.a], s.w.end[f.b - 1]
        if text[b : b + 1] == "." and f.b - f.a > 1 and "." in text[a:b] and b - s.w.start[f.b - 1] == 1:
            b += 1
        got.setdefault((a, -b), Mention(span=Span.of(text, a, b), actors=f.actors, how=f.how))
        if f.head > f.a and f.how in ("name", "surname", "ner"):
            a = s.w.start[f.head]
            got.setdefault((a, -b), Mention(span=Span.of(text, a, b), actors=f.actors, how=f.how))
    return tuple(got[k] for k in sorted(got))


def _north_and_south(s: Scene) -> None:
    """ "the North", "the South", "inter-Korean" where the article is about Korea."""
    w = s.w
    if not (s.states["KOR"] or s.states["PRK"] or "korean" in w.low):
        return
    taken = s.taken()
    both = tuple(s.names.look(x)[0].actor() for x in ("south korea", "north korea"))
    for i in range(len(w.low)):
        if w.low[i : i + 4] in (["north", "and", "south", "korea"], ["south", "and", "north", "korea"]) and w.cap[i]:
            s.found = [f for f in s.found if (f.a, f.b) != (i, i + 1)]
            s.found.append(
                Found(i, i + 1, (both[w.low[i] == "north"],), "alias", [s.names.look(w.low[i] + " korea")[0]])
            )
            continue
        if taken[i] >= 0:
            continue
        if (
            w.low[i] in ("north", "south")
            and w.cap[i]
            and i
            and w.low[i - 1] in ("the", "both")
            and w.gap[i - 1] == " "
        ):
            if i + 1 < len(w.low) and w.gap[i] == " " and w.cap[i + 1]:
                continue
            f = Found(i, i + 1, (both[w.low[i] == "north"],), "alias", [s.names.look(w.low[i] + " korea")[0]])
            s.states[both[w.low[i] == "north"].id] += 2
        elif w.low[i] == "korean" and i and w.low[i - 1] in ("inter", "intra"):
            f = Found(i - 1, i + 1, both, "plural", number="p")
        elif w.low[i] == "korean" and w.cap[i]:
            continue
        elif w.low[i] == "koreas":
            f = Found(i, i + 1, both, "plural", number="p")
        else:
            continue
        s.found.append(f)
    s.found.sort(key=lambda f: (f.a, -f.b))


def mention_at(mentions: Sequence[Mention], start: int, end: int, head: int | None = None) -> Mention | None:
    """The best mention for the span ``start`` to ``end`` (a syntactic phrase): the outermost that holds ``head`` (the
    offset of its head word) where given, else the one that fills the phrase best, an earlier one before a later."""
    near = [m for m in mentions if m.span.start < end and m.span.end > start]
    if head is not None:
        at = [m for m in near if m.span.start <= head < m.span.end]
        if at:
            return max(at, key=lambda m: m.span.end - m.span.start)
        return None
    best, top = None, 0.0
    for m in near:
        both = min(end, m.span.end) - max(start, m.span.start)
        share = both / (max(end, m.span.end) - min(start, m.span.start)) - (0.3 if m.how == "demonym" else 0.0)
        if share > top:
            best, top = m, share
    return best


def is_anonymous(words: str) -> bool:
    """Whether the words name nobody: "a senior official", "experts", "another diplomatic source"."""
    parts = words.split()
    if not parts:
        return True
    low = [fold(p) for p in parts]
    for stop in ("in", "of", "from", "with", "at", "who", "close", "familiar", "on", "for", "to", "within", "near"):
        if stop in low[1:]:
            low = low[: low.index(stop, 1)]
    if low[-1] in _ANONYMOUS:
        names_head = len(low) > 1 and parts[len(low) - 1][0].isupper() and low[-1] not in ("officials", "sources")
        return not names_head
    return False


def participant_names(actor: Actor, words: str | None = None) -> tuple[str | None, str]:
    """(id, name) of an actor as the claim's JSON wants them: a state by its alpha-3 code and name; a leader or minister
    who acts for a state, and a place in a state, by the state's code and the own name; others by name alone."""
    if actor.kind == "state":
        return actor.id, actor.name
    code = actor.state if actor.state and len(actor.state) == 3 and actor.state.isupper() else None
    if actor.kind == "person":
        return (code if acts(actor.role) else None), actor.name
    if actor.kind == "place":
        return code, actor.name
    if actor.kind == "organisation" and actor.role and "ministry" in actor.role:
        return code, words or actor.name  # "Turkish Ministry of Foreign Affairs": Turkey, under the name as written
    return None, actor.name


def actor_key(actor: Actor) -> str:
    """What tells an actor from the article's others: the state's code for a state and who acts for it, else the name in
    small letters. A place in a state is not the state: Hobart is kept apart from Australia."""
    id_, name = participant_names(actor)
    return id_ if id_ and actor.kind != "place" else name.lower()
