"""Who speaks: the noun phrase of a source, its name as written, its kind, and whom a pronoun or a bare surname stands
for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foresaid.core.reading import Mention
from foresaid.core.source import Actor, Source
from foresaid.core.span import Span
from foresaid.read.language import text_of
from foresaid.read.quotes_grammar import Grammar
from foresaid.read.speakers_words import (
    FIRST,
    KIND_OF_ACTOR,
    PLURAL,
    REACH,
    SINGULAR,
    THING,
    TITLES,
    WHEN,
    is_name,
    plain,
    source_heads,
)  # fmt: skip


@dataclass(slots=True)
class Speakers:
    """Names the sources of one article, in text order; remembers those it has named."""

    g: Grammar
    mentions: Sequence[Mention]
    by_start: dict[int, list[Mention]]
    named: list[tuple[int, Source, bool]]
    quoted: frozenset[int]

    @classmethod
    def of(cls, g: Grammar, mentions: Sequence[Mention], quoted: frozenset[int] = frozenset()) -> Speakers:
        """For one article: its grammar, the mentions in it, and the tokens inside quotations."""
        by_start: dict[int, list[Mention]] = {}
        for m in mentions:
            by_start.setdefault(m.span.start, []).append(m)
        return cls(g=g, mentions=mentions, by_start=by_start, named=[], quoted=quoted)

    def name(
        self, head: int | None, found: tuple[int, int] | None, inside: Source | None, cue: tuple[int, int]
    ) -> Source | None:
        """The source whose noun phrase has ``head`` (or is the range ``found``) and does not reach over its ``cue``;
        ``inside``: who speaks the words around it, whom "I" and "we" stand for."""
        g = self.g
        if head is None and found is None:
            return None
        if head is None:
            assert found is not None
            full, short = found, self._until_comma(found)
            head = self._head_of(short)
        elif not g.parsed[head]:
            full = short = found or (head, head + 1)
        else:
            full = g.phrase(head)
            short = g.phrase(head, relative=False, apposition=False)
        if head < cue[0]:
            full, short = g.trim(full[0], min(full[1], cue[0])), g.trim(short[0], min(short[1], cue[0]))
        elif head >= cue[1]:
            full, short = g.trim(max(full[0], cue[1]), full[1]), g.trim(max(short[0], cue[1]), short[1])
        full, short = self._bare(full), self._bare(self._whole(short, cue))
        if full[0] >= full[1] or short[0] >= short[1]:
            return None
        if all(g.lower[i] in WHEN for i in range(*short)) or self._dateline(short):
            return None
        span = self.span(full)
        source = self._named(head, short, span, inside)
        self.named.append((head, source, self._plural(head)))
        return source

    def span(self, r: tuple[int, int]) -> Span:
        """The characters of tokens ``r``."""
        doc = self.g.doc
        return Span.of(text_of(doc), self.g.start[r[0]], self.g.start[r[1] - 1] + len(self.g.text[r[1] - 1]))

    def _whole(self, r: tuple[int, int], cue: tuple[int, int]) -> tuple[int, int]:
        """The range with the rest of a hyphenated name that the parse cut off ("Kramp-Karrenbauer")."""
        g, b = self.g, r[1]
        while (
            b + 1 < len(g.text)
            and not (b < cue[0] <= b + 1 or cue[0] <= b < cue[1])
            and g.text[b] == "-"
            and not g.tokens[b - 1].whitespace_
            and not g.tokens[b].whitespace_
            and g.text[b + 1][:1].isupper()
        ):
            b += 2
        return r[0], b

    def _bare(self, r: tuple[int, int]) -> tuple[int, int]:
        """The range without a possessive ending."""
        return (r[0], r[1] - 1) if r[1] - r[0] > 1 and self.g.lower[r[1] - 1] in ("'s", "’s", "'", "’") else r

    def _dateline(self, r: tuple[int, int]) -> bool:
        """Whether the range is the place that an article is sent from: "ANKARA — The minister said …"."""
        g = self.g
        return (
            self.span(r).words.isupper()
            and r[1] < len(g.text)
            and g.text[r[1]] in ("—", "–", "--")
            and not any(g.text[k][:1].isalnum() for k in range(g.sent[r[0]][0], r[0]))
        )

    def _until_comma(self, r: tuple[int, int]) -> tuple[int, int]:
        a = next((k for k in range(*r) if self.g.text[k][:1].isalnum()), r[0])
        r = (a, r[1])
        stop = next((k for k in range(r[0] + 1, r[1]) if self.g.text[k] in (",", "(", ")", "—", "–", "[")), r[1])
        named = [k for k in range(stop + 1, r[1]) if self.g.text[k] != ","]
        if named and all(self.g.tokens[k].ent_type_ == "PER" for k in named) and self.g.pos[stop - 1] == "NOUN":
            return named[0], named[-1] + 1  # "its chief, Tove Lund"
        return r[0], stop

    def _head_of(self, r: tuple[int, int]) -> int:
        g = self.g
        for i in range(r[0], r[1]):
            if g.parsed[i] and not r[0] <= g.head[i] < r[1]:
                return i
        return r[1] - 1

    def _named(self, head: int, short: tuple[int, int], span: Span, inside: Source | None) -> Source:
        g = self.g
        low = g.lower[head]
        words = self.span(short).words
        if short[1] - short[0] == 1 and (low in FIRST) and inside is not None:
            return Source(name=inside.name, kind=inside.kind, affiliation=inside.affiliation, span=span)
        mention = self._mention(short, head)
        if short[1] - short[0] == 1 and (low in SINGULAR or low in PLURAL or low in THING):
            near = self._last_speaker(head, low)
            if self._of_another(head, low, inside, near, mention):
                other = self._antecedent(head, low, inside.name if inside else "")
                if other is not None and other.kind == "person":
                    return Source(name=other.name, kind="person", affiliation=None, span=span)
            if near is not None:
                return Source(name=near.name, kind=near.kind, affiliation=near.affiliation, span=span)
            if mention is not None and mention.actors:
                a = mention.actors[0]
                name = " and ".join(self._as_written(x) for x in mention.actors)
                return Source(
                    name=name, kind=KIND_OF_ACTOR.get(a.kind, "group"), affiliation=_affiliation(a), span=span
                )
            found = self._antecedent(head, low)
            if found is not None:
                return Source(name=found.name, kind=found.kind, affiliation=found.affiliation, span=span)
            return Source(name=words, kind="group" if low in PLURAL else "person", span=span)
        appos = self._named_apposition(head)
        if appos is not None:
            words = appos
        kind = self._kind(head, short, words, mention)
        affiliation = self._affiliation(span, mention)
        if kind == "person":
            words = self._full_name(short, words, mention)
        return Source(name=words, kind=kind, affiliation=affiliation, span=span)

    def _named_apposition(self, head: int) -> str | None:
        g = self.g
        if not g.parsed[head] or g.pos[head] != "NOUN" or g.tag[head] == "NNS":
            return None
        k = g.kid(head, "appos")
        if k is not None and g.pos[k] == "PROPN" and g.tokens[k].ent_type_ == "PER":
            return self.span(g.phrase(k, relative=False, apposition=False)).words
        return None

    def _mention(self, short: tuple[int, int], head: int) -> Mention | None:
        a, b = self.g.start[short[0]], self.g.start[short[1] - 1] + len(self.g.text[short[1] - 1])
        h = self.g.start[head]
        best = None
        for i in range(short[0], short[1]):
            for m in self.by_start.get(self.g.start[i], ()):
                if (
                    a <= m.span.start
                    and m.span.end <= b
                    and m.span.start <= h < m.span.end
                    and (best is None or len(m.span.words) > len(best.span.words))
                ):
                    best = m
        return best

    def _kind(self, head: int, short: tuple[int, int], words: str, mention: Mention | None) -> str:
        g = self.g
        low = g.lower[head]
        hit = source_heads().get(low)
        alone = short[1] - short[0] == 1 + (g.lower[short[0]] == "the")
        if hit is not None and alone and hit[0] in ("institution", "outlet") and mention is None:
            return hit[0]
        if g.tokens[head].ent_type_ == "PER" or (
            mention is not None
            and mention.how not in ("role",)
            and mention.actors
            and mention.actors[0].kind == "person"
        ):
            return "person"
        if low in FIRST or low in SINGULAR:
            return "person"
        if hit is not None:
            kind, base = hit
            plural = low != base
            if kind == "office" and plural:
                return "group"
            if (
                kind == "group"
                and not plural
                and base not in ("community", "circle", "public", "police", "family", "authority")
            ):
                return (
                    "office"
                    if base in ("leader", "minister", "senator", "attorney", "prosecutor", "general", "envoy")
                    else "anonymous"
                )
            return kind
        if mention is not None and mention.actors:
            return KIND_OF_ACTOR.get(mention.actors[0].kind, "institution")
        if g.tokens[head].ent_type_ in ("ORG", "LOC"):
            return "institution"
        if g.pos[head] == "PROPN" or (words[:1].isupper() and not g.parsed[head]):
            the = g.lower[short[0]] == "the" or words.isupper()
            return "person" if short[1] - short[0] <= 4 and not the else "institution"
        return "group" if self._plural(head) else "anonymous"

    def _plural(self, head: int) -> bool:
        g = self.g
        if g.lower[head] in PLURAL or g.tag[head] in ("NNS", "NNPS"):
            return True
        return g.parsed[head] and any(g.dep[k] == "conj" for k in g.kids[head])

    def _affiliation(self, span: Span, mention: Mention | None) -> str | None:
        if mention is not None and mention.actors:
            return _affiliation(mention.actors[0])
        org = None
        for m in self.mentions:
            if m.span.start >= span.end:
                break
            if span.contains(m.span) and m.actors:
                if m.actors[0].state or m.actors[0].kind == "state":
                    return _affiliation(m.actors[0])
                org = org or m.actors[0].name
        return org

    def _full_name(self, short: tuple[int, int], words: str, mention: Mention | None) -> str:
        if (
            mention is not None
            and mention.actors
            and len(mention.actors) == 1
            and mention.actors[0].kind == "person"
            and mention.how in ("surname", "alias")
        ):
            return self._as_written(mention.actors[0])
        g = self.g
        bare = [i for i in range(*short) if g.lower[i] not in TITLES]
        if len(bare) != 1:
            return words
        last = g.text[bare[0]]
        for e in g.doc.ents:
            if e.start >= short[0]:
                break
            if e.label_ == "PER" and len(e) > 1 and e[-1].text == last:
                return e.text
        return words

    def _as_written(self, actor: Actor) -> str:
        """The full name of a person as this article spells it; the table's own spelling where it gives no full name."""
        if actor.kind != "person":
            return actor.name
        words = actor.name.split()
        last = plain(words[-1])
        for m in self.mentions:
            if len(m.actors) != 1 or m.actors[0].id != actor.id or m.actors[0].name != actor.name:
                continue
            written = m.span.words.split()
            if len(written) < 2 and plain(written[-1]) == last and written[-1] != words[-1]:
                words[-1] = written[-1]
            elif len(written) > 1 and m.how in ("name", "alias", "ner") and plain(written[0]) == plain(words[0]):
                return m.span.words
        return " ".join(words)

    def _last_speaker(self, at: int, low: str) -> Source | None:
        """Who spoke in the sentence before or earlier in this one, in the same paragraph, if "he" or "she" may go on
        from there."""
        if low not in SINGULAR:
            return None
        g = self.g
        start = g.sent[at][0]
        floor = next((a for a, b in reversed(g.sents) if a < start), start)
        hidden = self.quoted if at not in self.quoted else frozenset()
        for h, s, plural in reversed(self.named):
            if h < floor or any(g.line[k] for k in range(h, at)):
                break
            if (
                h < at
                and h not in hidden
                and not plural
                and (
                    s.kind == "person"
                    or (s.kind == "office" and is_name(s.name))
                    or (s.kind in ("anonymous", "office") and self._one_of_them(h, at))
                )
                and s.name.lower() not in SINGULAR | FIRST
            ):
                return s
        return None

    def _one_of_them(self, h: int, at: int) -> bool:
        """Whether somebody unnamed has just spoken as "an official", "a diplomat": one, and new to the article; and
        nobody named has been the subject since."""
        g = self.g
        if any(g.tokens[k].ent_type_ == "PER" and g.dep[k] == "nsubj" for k in range(h + 1, at)):
            return False
        return any(g.lower[k] in ("a", "an", "another", "one") for k in g.kids[h])

    def _of_another(
        self, head: int, low: str, inside: Source | None, near: Source | None, mention: Mention | None
    ) -> bool:
        """Whether "he" or "she" in a quotation was taken for who speaks it, who would have said "I"."""
        if low not in SINGULAR or inside is None or head not in self.quoted:
            return False
        names = [near.name] if near is not None else [a.name for a in mention.actors] if mention is not None else []
        return inside.name in names

    def _antecedent(self, at: int, low: str, but: str = "") -> Source | None:
        """The person (or group, or institution) nearest before token ``at``: subjects before others, sources first."""
        g = self.g
        want_plural, thing = low in PLURAL, low in THING
        first = max(0, next((k for k, (a, b) in enumerate(g.sents) if a <= at < b), 0) - REACH)
        floor = g.sents[first][0]
        hidden = self.quoted if at not in self.quoted else frozenset()
        named = [
            (h, s)
            for h, s, plural in self.named
            if floor <= h < at
            and h not in hidden
            and s.span is not None
            and s.name != but
            and (
                (want_plural and (plural or s.kind in ("group", "anonymous", "institution")))
                or (thing and s.kind in ("institution", "outlet"))
                or (not want_plural and not thing and s.kind in ("person", "office", "anonymous") and not plural)
            )
        ]
        if want_plural or thing:
            return named[-1][1] if named else None
        people = [
            (e.start, e) for e in g.doc.ents if e.label_ == "PER" and floor <= e.start < at and e.start not in hidden
        ]
        best: tuple[tuple[int, int, int], Source] | None = None
        for start, e in people:
            root = self._head_of((e.start, e.end)) if g.parsed[start] else start
            subject = g.dep[root].startswith("nsubj")
            distance = sum(1 for a, _ in g.sents if start < a <= at)
            key = (-distance, int(subject), -start)
            if best is None or key > best[0]:
                name = self._full_name((e.start, e.end), e.text, None)
            if but and set(name.split()) & set(but.split()):
                continue
                best = (key, Source(name=name, kind="person", affiliation=None, span=None))
        if named:
            h, s = named[-1]
            distance = sum(1 for a, _ in g.sents if h < a <= at)
            if best is None or (-distance, 2, 0) > best[0]:
                return s
        return best[1] if best else None


def _affiliation(a: Actor) -> str | None:
    if a.state:
        return a.state
    if a.kind == "state":
        return a.id
    return a.name if a.kind in ("organisation", "outlet", "party") else None
