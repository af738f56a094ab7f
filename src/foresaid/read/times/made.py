"""What a time expression stands for before its window is shaped, and what is known where it stands."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from foresaid.read.times.spot import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A TIMEX3 with what its window needs.

    ``kind``: ``point`` (a stretch of the calendar: ``first`` to ``last``), ``length`` (``n`` of ``unit``, placed by its
    preposition), ``near`` (``n`` of ``unit`` next to the day of reference, on side ``way``), ``set``, ``ref`` (now,
    past, future). ``pick`` narrows a point (START, MID, END, H1, H2, REST). ``absolute``: no other day was needed.
    """

    type: str
    value: str
    mod: str | None = None
    kind: str = "point"
    first: dt.date | None = None
    last: dt.date | None = None
    grain: str = "day"
    n: float | None = None
    low: float | None = None
    unit: str = "D"
    way: int = 0
    pick: str | None = None
    approximate: bool = False
    absolute: bool = False
    skip: int = 0
    """How many characters at the front are no part of it ("over" as a preposition)."""
    anchor: str = "published"


_NOT_BACK = re.compile(
    r"\b(?:until|till|by|before|through|for|scheduled|slated|planned|due|effective)"
    r"(?: at least| the| late| early| on)? $"
)


@cache
def _context(side: str, name: str) -> re.Pattern[str]:
    forms = words()[side][name]
    plain = "|".join(f for f in forms if not f.startswith("["))
    marks = "".join(f"|{f}" for f in forms if f.startswith("["))
    return re.compile(rf"(?:\b(?:{plain}){marks}) $" if side == "leads" else rf"\s(?:{plain})\b")


def tailed(after: str, name: str) -> bool:
    """Whether ``after``, the words that follow, begins with one of ``tails: NAME``."""
    return _context("tails", name).match(after) is not None


@dataclass(slots=True, kw_only=True)
class Place:
    """Where expressions are read: the text, the day of reference (None: not known), how the tense points, what was
    mentioned before."""

    text: str
    ref: dt.date | None
    tense: Callable[[int, int], int]
    names_may: bool = False
    last_end: int = -1
    last_rule: str = ""
    """Where the expression before this one ended."""
    start: int = 0
    end: int = 0
    past: list[Made] = field(default_factory=list)
    """Points read so far, in text order."""

    def before(self, at: int, reach: int = 40) -> str:
        """The words just before ``at`` in the sentence, lower case."""
        return re.sub(r"\s+", " ", self.text[max(self.start, at - reach) : at]).lower()

    def after(self, at: int, reach: int = 40) -> str:
        """The words from ``at`` on in the sentence, lower case."""
        return re.sub(r"\s+", " ", self.text[at : min(self.end, at + reach)]).lower()

    def led_by(self, at: int, name: str) -> bool:
        """Whether one of the words ``leads: NAME`` stands right before ``at``."""
        return _context("leads", name).search(self.before(at)) is not None

    def way(self, start: int, end: int) -> int:
        """The direction of the tense, corrected by the preposition: since looks back, until and by do not look back."""
        before = self.before(start, 24)
        if re.search(r"\bsince (?:the |early |late )?$", before):
            return -1
        told = self.tense(start, end)
        if (
            told > 0
            and self.text[end : end + 2] in ("'s", "’s")
            and not re.search(r"\b(?:will|to|would|may|could)\b", self.before(start))
        ):
            return 0
        if (
            told < 0
            and re.search(r"\b(?:until|till) (?:at least |the |late |early )?$", before)
            and re.search(
                r"\b(?:postpone|delay|adjourn|extend|defer|reschedule|push|deadline|has|have|given?|gave)\w*\b",
                self.before(start, 90),
            )
        ):
            return 1
        return 0 if told < 0 and _NOT_BACK.search(before) else told

    def last_point(self, *grains: str) -> Made | None:
        """The point mentioned last, of these grains (all where none is named)."""
        for m in reversed(self.past):
            if m.first and (not grains or m.grain in grains):
                return m
        return None

    def quarter(self) -> Made | None:
        """The quarter that the text reports on: the last one named, comparisons with earlier years left out."""
        named = [m for m in self.past if m.first and "-Q" in m.value and "/" not in m.value and m.anchor != "text"]
        if not named:
            return None
        newest = max(m.first.year for m in named if m.first)
        return next(m for m in reversed(named) if m.first and m.first.year == newest)


_FRACTION = re.compile(r"(\d+)[ -](\d)/(\d)")
VAGUE = (
    "few",
    "several",
    "many",
    "various",
    "some",
    "number",
    "handful",
    "matter",
    "multiple",
    "dozens",
    "hundreds",
    "thousands",
)


def number(text: str) -> float | None:
    """The number that the words say; None where they are vague ("a few").

    >>> number("two and a half"), number("2 1/2"), number("a couple of"), number("several")
    (2.5, 2.5, 2.0, None)
    """
    t = re.sub(r"[\s-]+", " ", text.lower().strip())
    m = _FRACTION.fullmatch(t)
    if m and m.group(3) != "0":
        return int(m.group(1)) + int(m.group(2)) / int(m.group(3))
    try:
        return float(t.replace(",", ""))
    except ValueError:
        pass
    if "couple" in t:
        return 2.0
    if "half dozen" in t:
        return 6.0
    if any(v in t.split() for v in VAGUE):
        return None
    total, found = 0.0, False
    names = words()["numbers"]
    if t.endswith("and a half"):
        t, total = t[: -len("and a half")].strip(), 0.5
    here = 0.0
    for word in t.split():
        if word in names:
            here, found = here + names[word], True
        elif word.isdigit():
            here, found = here + int(word), True
        elif word in ("a", "an", "the", "another", "one"):
            here, found = here or 1.0, True
        elif word == "hundred":
            here, found = (here or 1) * 100, True
        elif word == "thousand":
            here, found = (here or 1) * 1000, True
        elif word == "dozen":
            here, found = (here or 1) * 12, True
    return total + here if found else None


def unit_of(text: str) -> str:
    """The TIMEX3 letters of a unit's word (see ``units`` in the word list)."""
    t = text.lower()
    units: dict[str, str] = words()["units"]
    return units.get(t) or units.get(t.rstrip("s")) or "D"


def length_value(n: float | None, unit: str) -> str:
    """The TIMEX3 value of a length of time: P3M, PT2H, PXD; halves in the next smaller unit, decades in years.

    >>> length_value(2.5, "Y"), length_value(None, "W"), length_value(2, "E")
    ('P2Y6M', 'PXW', 'P20Y')
    """
    factor = {"E": 10, "C": 100, "L": 1000}.get(unit)
    if factor:
        if n is None:
            return "PXY" if unit == "E" else "PX" + unit
        n, unit = n * factor, "Y"
    if unit == "SE":
        return "PXM" if n is None else f"P{n * 3:g}M"
    if unit == "SM":
        n, unit = (None if n is None else n * 6), "M"
    if unit == "NI":
        unit = "D"
    if unit == "WE":
        return "P2D" if n == 1 else f"P{'X' if n is None else format(n, 'g')}WE"
    t, u = ("T", unit[1]) if unit.startswith("T") else ("", unit)
    if n is None:
        return f"P{t}X{u}"
    if n != int(n):
        whole, rest = int(n), n - int(n)
        small = {"Y": ("M", 12), "H": ("M", 60), "M": ("S", 60)}.get(u) if t or u == "Y" else None
        if small:
            head = f"{whole}{u}" if whole else ""
            return f"P{t}{head}{round(rest * small[1])}{small[0]}"
        if u in ("M", "W") and not t and abs(rest - 0.5) < 0.01:
            return f"P{n:g}{u}"
        return f"P{t}{n:g}{u}"
    return f"P{t}{int(n)}{u}"


def edge_of(text: str | None) -> str | None:
    """START, MID or END for "early", "mid-", "later in"; None for other words."""
    if not text:
        return None
    t = re.sub(r"[\s-]+", " ", text.lower()).strip()
    edges: dict[str, str] = words()["edges"]
    if t in edges:
        return edges[t]
    for word, code in (("early", "START"), ("mid", "MID"), ("late", "END")):
        if t.startswith(word):
            return code
    return None


def quant_of(text: str | None) -> str | None:
    """The TIMEX3 mod of "about", "more than" and the like."""
    if not text:
        return None
    got: str | None = words()["quants"].get(re.sub(r"\s+", " ", text.lower()).strip())
    return got
