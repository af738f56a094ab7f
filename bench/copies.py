"""How well copies and kin of a story are told, on articles of this project made into copies by seeded changes.

usage: copies.py [--curve] [--errors] [--seed N]

The bases are the stories of bench/stories (without the copies that stand there) and the dispatches of examples/, of even and
odd place apart: thresholds are chosen on the even ones (--curve), the figures told are the odd ones'. Of each base are made

- copies: as it is; cut at the end, paragraphs or sentences dropped or put in another order, words edited, a byline, a place
  and foreign lines around it, other quotation marks and capitals, a passage of its own added, or three of these; each under
  another headline, in half of the cases with a line "Source: X", half on the same day, some that name X dated the day before;
- kin: a rewriting that keeps a third to a half of the sentences, an article twice as long built on it, an article of the
  same outlet with one paragraph of it, a roundup that holds all of it among three others.

All go through the same reading as any input, and all are compared with all. Told are precision and recall over pairs of
articles of one story that are copies; of articles that are kin; how many copies point at the right original where a line
names it or its day is earlier; and how many pairs of different articles, also of one topic, are taken for copies or kin.
The copies and rewritten kin that bench/stories holds are told apart.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

from foresaid.collect.same_story import sketch, story
from foresaid.core import Article
from foresaid.judge.copies import COPY, KIN, Likewise, Piece, find_copies
from foresaid.pipeline import articles

ROOT = Path(__file__).resolve().parents[1]
SEED = 20190419
REWRITTEN = (("webb-telescope-05", "webb-telescope-06"), ("turkey-election-01", "turkey-election-02"),
             ("brexit-march-07", "brexit-march-09"))  # fmt: skip
_ENDS = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])")
_WORD = re.compile(r"\b[a-z]{3,}\b")
FOREIGN = (
    "Sign up for our morning newsletter", "Read more: five things to know today", "Advertisement", "Share this article",
    "Follow us on Twitter and Facebook", "All rights reserved.", "Subscribe now for one euro a month",
)  # fmt: skip
OWN = (
    "Readers of this newspaper will remember the debate of last spring, when nobody in town would have believed it.",
    "Shops in the old harbour closed early, and the trams were half empty, a clerk at the ticket office said.",
    "The local chamber of commerce had no comment when it was reached by telephone on Thursday afternoon.",
    "Economists at the university here think that the effect on prices will be small and hard to measure.",
    "In an earlier column we asked whether anybody had counted the costs; the question stands as it did.",
    "The weather service expects rain over the weekend, which organisers of the market hall take with calm.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Made:
    """An article made from ``base`` (its id): how it was made, and what it is to it."""

    article: Article
    base: str
    way: str
    how: str
    named: bool
    """Whether a line names the base's outlet."""
    later: bool


def paragraphs(a: Article) -> list[str]:
    """The story by paragraphs; those of one paragraph alone by sentences."""
    found = [p for p in story(a).split("\n") if p.strip()]
    return found if len(found) > 2 else sentences(found)


def sentences(parts: Iterable[str]) -> list[str]:
    return [s for p in parts for s in _ENDS.split(p) if s]


def cut(parts: list[str], chance: random.Random, _: list[str]) -> list[str]:
    text = sentences(parts)
    return text[: max(2, round(len(text) * chance.uniform(0.4, 0.9)))]


def dropped(parts: list[str], chance: random.Random, _: list[str]) -> list[str]:
    text = sentences(parts)
    gone = set(chance.sample(range(len(text)), max(1, round(len(text) * chance.uniform(0.1, 0.4)))))
    return [s for n, s in enumerate(text) if n not in gone] or text


def reordered(parts: list[str], chance: random.Random, _: list[str]) -> list[str]:
    first, *rest = parts
    chance.shuffle(rest)
    return [first, *rest]


def edited(parts: list[str], chance: random.Random, _: list[str]) -> list[str]:
    """One word of two to seven in ten sentences left out or another put in its place."""
    out, often = [], chance.uniform(0.2, 0.7)
    for s in sentences(parts):
        words = [m.span() for m in _WORD.finditer(s)]
        if words and chance.random() < often:
            a, z = chance.choice(words)
            s = s[:a] + chance.choice(("", "recently", "major", "reportedly")) + s[z:]
        out.append(s)
    return out


def surrounded(parts: list[str], chance: random.Random, _: list[str]) -> list[str]:
    """A byline, a place, and lines of the site's own, also between the paragraphs."""
    out = [f"By {chance.choice(('Jane Moor', 'Peter Vane', 'Our Correspondent'))}", f"BERLIN — {parts[0]}", *parts[1:]]
    for line in chance.sample(FOREIGN, chance.randint(2, 4)):
        out.insert(chance.randint(1, len(out)), line)
    return out


def recased(parts: list[str], chance: random.Random, _: list[str]) -> list[str]:
    out = [p.replace('"', "”").replace("'", "’").replace(" - ", " — ").replace("US ", "U.S. ") for p in parts]
    return [out[0].upper(), *out[1:]]


def added(parts: list[str], chance: random.Random, _: list[str]) -> list[str]:
    """Up to about a third of its own length added by the second outlet."""
    room = sum(len(p.split()) for p in parts) // 3
    own = chance.sample(OWN, len(OWN))
    out = list(parts)
    while own and len(own[-1].split()) <= room:
        room -= len(own[-1].split())
        out.insert(chance.randint(1, len(out)), own.pop())
    return out


def same(parts: list[str], chance: random.Random, _: list[str]) -> list[str]:
    return parts


def several(parts: list[str], chance: random.Random, others: list[str]) -> list[str]:
    """Three of the changes one after another."""
    for way in chance.sample((cut, dropped, reordered, edited, surrounded, recased, added), 3):
        parts = way(parts, chance, others)
    return parts


def rewritten(parts: list[str], chance: random.Random, others: list[str]) -> list[str]:
    """A third to a half of the sentences stay, each other one is told in new words."""
    text = sentences(parts)
    kept = set(chance.sample(range(len(text)), max(1, round(len(text) * chance.uniform(0.33, 0.5)))))
    return [s if n in kept else chance.choice(others) for n, s in enumerate(text)]


def built_upon(parts: list[str], chance: random.Random, others: list[str]) -> list[str]:
    words = sum(len(p.split()) for p in parts)
    more: list[str] = []
    while sum(len(p.split()) for p in more) < 1.2 * words:
        more.append(chance.choice(others))
    return more[: len(more) // 2] + parts + more[len(more) // 2 :]


def background(parts: list[str], chance: random.Random, others: list[str]) -> list[str]:
    """Another article that ends with about a third of the base, word for word."""
    text = sentences(parts)
    shared = text[-max(2, round(len(text) * 0.35)) :]
    own: list[str] = []
    while sum(len(p.split()) for p in own) < 1.5 * sum(len(p.split()) for p in shared):
        own.append(chance.choice(others))
    return own + shared


def roundup(parts: list[str], chance: random.Random, others: list[str]) -> list[str]:
    words = sum(len(p.split()) for p in parts)
    before: list[str] = []
    while sum(len(p.split()) for p in before) < 3 * words:
        before.append(chance.choice(others))
    return before[: len(before) // 2] + parts + before[len(before) // 2 :]


WAYS: tuple[tuple[str, Callable[[list[str], random.Random, list[str]], list[str]]], ...] = (
    ("copy", same), ("copy", cut), ("copy", dropped), ("copy", reordered), ("copy", edited), ("copy", surrounded),
    ("copy", recased), ("copy", added), ("copy", several),
    ("kin", rewritten), ("kin", built_upon), ("kin", background), ("kin", roundup),
)  # fmt: skip


def bases() -> tuple[list[Article], list[Article]]:
    """The articles to start from, and the copies that stand in bench/stories."""
    found: list[Article] = []
    copies: list[Article] = []
    for path in sorted((ROOT / "bench" / "stories").glob("*.jsonl")):
        expected = json.loads(path.with_suffix("").with_suffix(".expected.json").read_text())
        own = {c["article"] for c in expected["claims"] if c["because"] == "copy"}
        for a in read([str(path)]):
            (copies if a.id in own else found).append(a)
    found += [a for a in read([str(ROOT / "examples")]) if a.published]
    return found, copies


def read(inputs: Sequence[str]) -> list[Article]:
    return [a for a in articles(inputs) if isinstance(a, Article)]


def babble(follows: dict[str, list[str]], chance: random.Random) -> str:
    """A sentence that nobody wrote, of words that stand so beside one another in the stories."""
    word = chance.choice(sorted(w for w in follows if w[0].isupper()))
    out = [word]
    while len(out) < 40 and not (len(out) > 8 and word.endswith((".", "?"))):
        word = chance.choice(follows.get(word) or sorted(follows))
        out.append(word)
    return " ".join(out).rstrip(".") + "."


def make(found: Sequence[Article], seed: int) -> list[Made]:
    """Three of the ways for each of ``found``, each used as often as any other."""
    chance = random.Random(seed)
    lines: list[tuple[dict[str, Any], str, str, str, bool, bool]] = []
    follows: dict[str, list[str]] = defaultdict(list)
    for a in found:
        words = story(a).split()
        for one, two in pairwise(words):
            follows[one].append(two)
    spent: Counter[str] = Counter()
    for a in found:
        assert a.published is not None
        for _ in range(3):
            how, way = min(chance.sample(WAYS, len(WAYS)), key=lambda w: spent[w[1].__name__])
            spent[way.__name__] += 1
            text = way(paragraphs(a), chance, [babble(follows, chance) for _ in range(60)])
            named = chance.random() < 0.5 and a.publisher is not None and way is not background
            late = chance.choice((0, 0, 1, 2))
            if named and chance.random() < 0.2:
                late = -1
            if how == "kin" and not named:  # on the same day nothing could tell which of the two was first
                late = max(1, late)
            record = {
                "id": f"{a.id}/{way.__name__}{len(lines)}", "title": " ".join(chance.sample(a.text.split(), 6)),
                "published": (a.published + dt.timedelta(late)).isoformat(),
                "publisher": a.publisher if way is background else f"Copying Outlet {chance.randrange(40)}",
                "text": "\n\n".join([*text, *([f"Source: {a.publisher}"] if named else [])]),
            }  # fmt: skip
            lines.append((record, a.id, way.__name__, how, named, late > 0))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.jsonl"
        path.write_text("".join(json.dumps(line[0]) + "\n" for line in lines))
        made = {a.id: a for a in read([str(path)])}
    return [
        Made(made[r["id"]], base, way, how, named, later)
        for r, base, way, how, named, later in lines
        if r["id"] in made
    ]


def pieces(found: Iterable[Article]) -> list[Piece]:
    """As the ledger has them: keys say nothing of who was first."""
    return [
        Piece(key=a.id[::-1], published=a.published, sketch=sketch(story(a)), publisher=a.publisher, origin=a.origin)
        for a in found
    ]


def score(
    known: Sequence[Article], made: Sequence[Made], told: dict[str, Likewise]
) -> tuple[dict[str, float], list[str]]:
    """Figures, and what went wrong."""
    base_of = {m.article.id: m.base for m in made}
    how = {m.article.id: m.how for m in made}
    way = {m.article.id: m.way for m in made}
    groups: dict[str, set[str]] = defaultdict(set)
    for a in known:
        groups[a.id].add(a.id)
    for m in made:
        if m.how == "copy":
            groups[m.base].add(m.article.id)
    wanted = {frozenset(p) for g in groups.values() for p in combinations(sorted(g), 2)}
    ours: dict[str, set[str]] = defaultdict(set)
    for x in told.values():
        if x.how == "copy":
            ours[x.of[::-1]] |= {x.of[::-1], x.key[::-1]}
    got = {frozenset(p) for g in ours.values() for p in combinations(sorted(g), 2)}
    wrong = [f"not told: {sorted(p)}" for p in wanted - got] + [f"no copies: {sorted(p)}" for p in got - wanted]
    story_of = {a.id: a.id for a in known} | base_of
    kin_links = [(x.key[::-1], x.of[::-1]) for x in told.values() if x.how == "kin"]
    right_kin = [(a, b) for a, b in kin_links if story_of[a] == story_of[b] and "kin" in (how.get(a), how.get(b))]
    wrong += [f"no kin: {a} {b}" for a, b in kin_links if (a, b) not in set(right_kin)]
    kins = [m.article.id for m in made if m.how == "kin"]
    caught = {a for pair in right_kin for a in pair}
    wrong += [f"kin not told: {k}" for k in kins if k not in caught]
    aimed = asked = 0
    copies_of: dict[str, list[Made]] = defaultdict(list)
    for m in made:
        if m.how == "copy":
            copies_of[m.base].append(m)
    for m in made:
        rest = copies_of[m.base]
        if m.how == "copy" and (any(r.named for r in rest) or all(r.later for r in rest)):
            like = told.get(m.article.id[::-1])
            mine = told.get(m.base[::-1])
            if (like is None or like.how != "copy") and (mine is None or mine.how != "copy"):
                continue
            asked += 1
            fine = like is not None and like.how == "copy" and like.of[::-1] == m.base
            aimed += fine
            if not fine:
                wrong.append(f"original of {m.article.id} is {like.of[::-1] if like else None}")
    out = {
        "copy precision": len(got & wanted) / max(1, len(got)), "copy recall": len(got & wanted) / max(1, len(wanted)),
        "kin precision": len(right_kin) / max(1, len(kin_links)), "kin recall": len(caught & set(kins)) / max(1, len(kins)),
        "original right": aimed / max(1, asked), "originals asked": asked, "copy pairs": len(wanted), "kin": len(kins),
    }  # fmt: skip
    for name in sorted(set(way.values())):
        of_way = [m for m in made if m.way == name]
        label = of_way[0].how
        hits = [frozenset((m.article.id, m.base)) in got if label == "copy" else m.article.id in caught for m in of_way]
        out[f"  {name} ({label}, {len(of_way)})"] = sum(hits) / len(hits)
    return out, sorted(wrong)


def real(found: Sequence[Article], copies: Sequence[Article]) -> None:
    """The copies and rewritten kin of bench/stories as they stand there."""
    told = find_copies(pieces([*found, *copies]))
    own = {a.id: a for a in copies}
    outlet = {a.id: a.publisher for a in found}
    copied = {x.key[::-1]: x.of[::-1] for x in told.values() if x.how == "copy"}
    right = sum(k in own and outlet.get(of) == own[k].origin for k, of in copied.items())
    kin = {frozenset((x.key[::-1], x.of[::-1])) for x in told.values() if x.how == "kin"}
    print(
        f"bench/stories: {right} of {len(own)} copies point at their original, {len(copied) - right} other called copies; "
        f"{sum(frozenset(p) in kin for p in REWRITTEN)} of {len(REWRITTEN)} rewritten in other words called kin, "
        f"{len(kin - {frozenset(p) for p in REWRITTEN})} other pairs"
    )


def main() -> None:
    """Measure and say."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--curve", action="store_true", help="figures over thresholds, of the even bases")
    ap.add_argument("--errors", action="store_true")
    ap.add_argument("--seed", type=int, default=SEED)
    a = ap.parse_args()
    found, copies = bases()
    part = found[0::2] if a.curve else found[1::2]
    made = make(part, a.seed)
    # the other half stands among them, so that articles of the same topic are there
    all_pieces = pieces([*found, *(m.article for m in made)])
    print(f"{len(part)} bases, {len(made)} made from them, {len(all_pieces)} articles in all")
    if a.curve:
        for threshold in (0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8):
            s, _ = score(found, made, find_copies(all_pieces, copy=threshold, kin=min(KIN, threshold)))
            told = ", ".join(f"{k} {s[k]:.3f}" for k in ("copy precision", "copy recall", "original right"))
            print(f"copy {threshold:.2f}: {told}")
        for threshold in (0.08, 0.1, 0.12, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4):
            s, _ = score(found, made, find_copies(all_pieces, copy=COPY, kin=threshold))
            print(f"kin {threshold:.2f}: " + ", ".join(f"{k} {s[k]:.3f}" for k in ("kin precision", "kin recall")))
        return
    s, wrong = score(found, made, find_copies(all_pieces))
    print("\n".join(f"{k}: {v:.3f}" if isinstance(v, float) else f"{k}: {v}" for k, v in s.items()))
    real(found, copies)
    if a.errors:
        print("\n".join(wrong))


if __name__ == "__main__":
    main()
