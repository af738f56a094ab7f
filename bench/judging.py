"""What joining and settling cost as a ledger grows: seeded made-up claims, seconds and microseconds a claim.

usage: judging.py [N...]    (default 1000 4000 16000)

The claims are spread over ten years and over 20 states, 20 names and 11 kinds of event, three in ten of them reports: far denser
than news, where most claims share nothing.
"""

from __future__ import annotations

import datetime as dt
import random
import sys
import time

from foresaid.core import Claim, Event, Participant, Span, Window
from foresaid.judge.events import join
from foresaid.judge.item import Item, item_of
from foresaid.judge.outcomes import Settler

STATES = "USA CHN RUS FRA DEU GBR JPN KOR PRK IND IRN ISR TUR BRA MEX UKR POL ITA ESP EGY".split()
NAMES = (
    "Adams Bravo Carter Dietz Evans Fisher Gomez Hansen Ivanov Jensen Keller Lopez Moreau Novak Olsen Petrov Quinn Rossi Sato "
    "Tanaka"
)
VERBS = "visit meet sign vote launch strike resign open publish ratify withdraw".split()
OBJECTS = ("the north", "a pact", "the hall", "a bridge")
FIRST, DAYS = dt.date(2012, 1, 1), 3650


def made_up(n: int, seed: int = 1) -> list[Item]:
    """``n`` claims in order of publication, four an article."""
    r = random.Random(seed)
    names = NAMES.split()
    out = []
    for k in range(n):
        day = FIRST + dt.timedelta(k * DAYS // n)
        a, b = r.sample(STATES, 2)
        verb, name = r.choice(VERBS), r.choice(names)
        start = day + dt.timedelta(r.randint(-5, 60))
        text = f"{name} {r.choice(names)} {verb} {r.choice(OBJECTS)} of {r.randint(0, n // 4)} soon"
        quote, at = Span.of(text, 0, len(text)), text.index(verb)
        forward = r.random() < 0.7
        claim = Claim(
            id=f"{k:08x}", article=f"{k // 4:08x}", quote=quote, trigger=Span.of(text, at, at + len(verb)), forward=forward,
            kind="plan" if forward else "report", event=Event(type="MEET", label=text), outcome=None if forward else "happened",
            participants=(Participant(name=name, id=a), Participant(name=b, id=b, role="host")),
            window=Window(earliest=start, latest=start + dt.timedelta(r.choice((0, 6, 30))), words=quote, grain="day"),
        )  # fmt: skip
        out.append(item_of(claim, claim.article, day, "the outlet"))
    return out


def main() -> None:
    for n in [int(x) for x in sys.argv[1:]] or [1000, 4000, 16000]:
        items = made_up(n)
        a = time.process_time()
        events = join(items)
        b = time.process_time()
        Settler(events, FIRST + dt.timedelta(DAYS), {}).verdicts()
        c = time.process_time()
        print(
            f"{n:>7} claims, {len(events):>6} events  join {b - a:6.1f} s ({1e6 * (b - a) / n:5.0f} us a claim)  "
            f"settle {c - b:6.1f} s ({1e6 * (c - b) / n:5.0f} us a claim)",
            flush=True,
        )


if __name__ == "__main__":
    main()
