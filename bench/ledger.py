"""How fast the ledger stores, checks and finds, on seeded synthetic claims.

usage: ledger.py [--claims N ...] [--million] [--judge] [--ledger URL] [--json]

For each number of claims (10,000 and 100,000; --million adds 1,000,000): append, a transaction of 1,000 articles with ten claims
each; verify; rebuild; search for a rare word, a common word and a phrase; the claims as of the first day that has any, the first
20 of all, and the last day; then what is asked of kept verdicts. With --judge all claims are joined and settled, which takes long;
without, events and verdicts are made up by chance, so that the questions have as much to look through. In a SQLite file of its
own, and in the empty PostgreSQL database or schema that --ledger names. Rates are per second and per second of this process's
own CPU time, which other work on the machine does not change.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

from foresaid import ask
from foresaid.ask import keep
from foresaid.core import Article, Claim, Draft, Event, Source, Span, Verdict, Window, canonical, fingerprint
from foresaid.judge.events import Joined
from foresaid.judge.item import item_of
from foresaid.judge.sources import Names
from foresaid.record import view
from foresaid.record.audit import verify
from foresaid.record.journal import article_content, article_key, claim_content
from foresaid.record.ledger import Ledger

CLAIMS, ARTICLES, RUNS, SEED = 10, 1000, 7, 20190419
SHOWN = 20
FIRST = dt.date(2015, 1, 1)
DAYS = 2000
KINDS = ("person", "office", "institution", "outlet", "anonymous")


def articles(claims: int) -> Iterator[list[Draft]]:
    """The lines of each article: itself and ``CLAIMS`` claims, until there are ``claims``."""
    chance = random.Random(SEED)
    syllables = [a + b for a in "bdfghklmnprstvz" for b in "aeiou"]
    words = ["".join(chance.choices(syllables, k=chance.choice((2, 3, 3, 4)))) for _ in range(20_000)]
    common = list(accumulate(1 / (rank + 10) for rank in range(len(words))))
    for n in range(claims // CLAIMS):
        day = FIRST + dt.timedelta(chance.randrange(DAYS))
        sentences = [" ".join(chance.choices(words, cum_weights=common, k=14)) + "." for _ in range(CLAIMS)]
        text = " ".join(sentences)
        article = Article(
            id=f"a{n}", text=text, title=sentences[0][:50], published=day, url=f"https://example.org/{n}",
            publisher=f"Outlet {chance.randrange(60)}",
        )  # fmt: skip
        key = article_key(article)
        content = article_content(article, "".join(f"{chance.getrandbits(32):08x}" for _ in range(129)))
        body = canonical(content)
        out = [Draft(subject=key, kind="article", body=body, made_by="bench", made_at=day, content=content)]
        at = 0
        for sentence in sentences:
            words_ = sentence.split()
            trigger = at + len(words_[0]) + 1
            due = day + dt.timedelta(chance.randrange(400))
            who = int(chance.paretovariate(0.6)) % 50_000
            name = f"{words[who % len(words)].capitalize()} {words[(7 * who + 1) % len(words)].capitalize()}"
            claim = Claim(
                id=fingerprint([n, at]), article=key, quote=Span.of(text, at, at + len(sentence)),
                trigger=Span.of(text, trigger, trigger + len(words_[1])), forward=chance.random() < 0.7, kind="forecast",
                event=Event(type="MEET", label=" ".join(words_[:4])),
                window=Window(earliest=due, latest=due + dt.timedelta(30), words=Span.of(text, at, at + 4), grain="month"),
                sources=(Source(name=name, kind=chance.choice(KINDS)),),
                rules=("bench",),
            )  # fmt: skip
            content = claim_content(claim, key)
            body = canonical(content)
            out.append(Draft(subject=claim.id, kind="claim", body=body, made_by="bench", made_at=day, content=content))
            at += len(sentence) + 1
        yield out


def transactions(claims: int) -> Iterator[list[Draft]]:
    """The lines of ``ARTICLES`` articles at a time."""
    page: list[Draft] = []
    for n, lines in enumerate(articles(claims), 1):
        page += lines
        if n % ARTICLES == 0:
            yield page
            page = []
    if page:
        yield page


def timed(do: Callable[[], Any]) -> tuple[float, float]:
    """Seconds, and seconds of CPU, that ``do`` takes."""
    wall, cpu = time.perf_counter(), time.process_time()
    do()
    return time.perf_counter() - wall, time.process_time() - cpu


def latency(do: Callable[[], Any]) -> str:
    """Milliseconds that ``do`` takes by the clock and, behind a stroke, of this process's CPU, the medians of some runs after
    one that is not counted."""
    do()
    runs = [timed(do) for _ in range(RUNS)]
    return "/".join(f"{1000 * statistics.median(r[n] for r in runs):.1f}" for n in (0, 1))


def measure(where: str, claims: int, judge: bool) -> dict[str, Any]:
    """Figures for a ledger of ``claims`` claims, made at ``where``; with ``judge`` of the judge, too."""
    out: dict[str, Any] = {"database": where.partition(":")[0] if "://" in where else "sqlite", "claims": claims}

    def rate(name: str, seconds: tuple[float, float]) -> None:
        out[f"{name}/s"], out[f"{name}/cpu s"] = (round(claims / max(s, 1e-9)) for s in seconds)

    with Ledger.open(where, write=True) as ledger:
        if ledger.head()[0]:
            sys.exit(f"{where}: is not empty")
        spent = [0.0, 0.0]
        for page in transactions(claims):
            for i, s in enumerate(timed(lambda page=page: ledger.append(page))):
                spent[i] += s
        rate("append", (spent[0], spent[1]))
        rate("verify", timed(lambda: [sys.exit(str(p)) for p in verify(ledger)]))
        rate("rebuild", timed(ledger.rebuild))
        first = next(articles(CLAIMS))
        text = json.loads(first[0].body)["text"]
        rare = max(text.replace(".", "").split(), key=len)
        common = min(text.replace(".", "").split(), key=len)
        phrase = " ".join(text.split()[:3])
        for name, query in (("rare word", rare), ("common word", common), ("phrase", f'"{phrase}"')):
            with ledger.reading() as c:
                out[f"{name} ms"] = latency(lambda c=c, query=query: list(view.found(c, query, 20)))
        with ledger.reading() as c:
            out["as of day 1 ms"] = latency(lambda: list(view.claims(c, as_of=FIRST)))
            out["20 of all as of ms"] = latency(lambda: [x for x, _ in zip(view.claims(c), range(20), strict=False)])
            out["last day ms"] = latency(lambda: view.last_day(c))
        if judge:
            rate("judge and keep", timed(lambda: ask.bring_up_to_date(ledger)))
        else:
            rate("keep", timed(lambda: keep_made_up(ledger)))
        out |= questions(ledger, rare, common)
    return out


def keep_made_up(ledger: Ledger) -> None:
    """Keep verdicts and events that nobody judged: up to six claims in a row are one event, verdicts are by chance."""
    chance = random.Random(SEED)
    with ledger.reading() as c:
        key, heads, today = keep.key_of(c), view.heads(c), view.last_day(c)
        kept = list(view.claims(c))
    items = [item_of(k.claim, k.claim.article, k.published, heads[k.claim.article].outlet) for k in kept]
    del kept
    events: list[Joined] = []
    verdicts: dict[str, Verdict] = {}
    left = 0
    for i in items:
        if not left:
            left = chance.choice((1, 1, 1, 2, 6))
            events.append(Joined(serial=len(events)))
        left -= 1
        events[-1].add(i, None, None)
        if i.claim.forward:
            closed = i.window is not None and i.window[1] is not None and today is not None and i.window[1] < today
            answer = chance.choice(("held", "late", "missed", "open")) if closed else "open"
            verdicts[i.id] = Verdict(claim=i.id, answer=answer, because="made up", rule="chance", since=i.published)
    home = {i.id: e for e in events for i in e.items}
    j = ask.Judged(
        as_of=today, heads=heads, items={i.id: i for i in items}, events=tuple(events), verdicts=verdicts, copies={}, judgements=(),
        home=home, names=Names(items),
    )  # fmt: skip
    if not keep.keep(ledger, j, key):
        sys.exit("could not be kept")


def questions(ledger: Ledger, rare: str, common: str) -> dict[str, str]:
    """Milliseconds that each question takes on kept rows, with looking whether they hold; of lists the first ``SHOWN``."""
    with ask.asked(ledger) as a:
        claim = a.upcoming(limit=1)[1][0][1].id
        first = [r.name for r in a.sources() if r.kind == "person" and 0 < r.settled < 50][:2]

    def ms(question: Callable[[ask.Asked], Any]) -> float:
        def do() -> None:
            with ask.asked(ledger) as a:
                if not isinstance(a, ask.Kept):
                    sys.exit("what is kept does not hold")
                question(a)

        return latency(do)

    return {
        "story, rare word ms": ms(lambda a: a.story(rare, 6)),
        "story, common word ms": ms(lambda a: a.story(common, 6)),
        "story, two words ms": ms(lambda a: a.story(f"{common} {rare}", 6)),
        "why ms": ms(lambda a: a.claim(claim[:8])),
        "upcoming ms": ms(lambda a: a.upcoming(limit=SHOWN)),
        "upcoming 30 days ms": ms(lambda a: a.upcoming(30, limit=SHOWN)),
        "due ms": ms(lambda a: a.due(limit=SHOWN)),
        "settle ms": ms(lambda a: (a.verdicts(), a.settled(limit=SHOWN))),
        "sources ms": ms(lambda a: a.sources()),
        "sources of a kind ms": ms(lambda a: a.sources("institution")),
        "sources by word ms": ms(lambda a: a.words()),
        "two sources compared ms": ms(lambda a: a.compared(first)),
        "changed ms": ms(lambda a: a.changed(first[0])),
    }


def main() -> None:
    """Measure and say."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--claims", type=int, nargs="*", default=[10_000, 100_000])
    ap.add_argument("--million", action="store_true")
    ap.add_argument("--judge", action="store_true")
    ap.add_argument("--ledger", help="an empty PostgreSQL database, for one number of claims")
    ap.add_argument("--json", action="store_true")
    a = ap.parse_args()
    sizes = [*a.claims, *([1_000_000] if a.million else [])]
    for claims in sizes:
        if a.ledger:
            found = measure(a.ledger, claims, a.judge)
        else:
            with tempfile.TemporaryDirectory() as folder:
                found = measure(str(Path(folder) / "ledger.db"), claims, a.judge)
        print(json.dumps(found) if a.json else ", ".join(f"{k} {v}" for k, v in found.items()), flush=True)


if __name__ == "__main__":
    main()
