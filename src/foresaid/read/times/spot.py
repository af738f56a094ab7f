"""Where time expressions stand: the patterns of ``rules/en/times.yml``, run only where a word of theirs stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from foresaid.rules.load import load_rules, read_yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One pattern: ``needs`` names classes of words of which one must be near, ``make`` the function that reads it."""

    id: str
    needs: tuple[str, ...]
    pattern: str
    make: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A rule that matched characters ``start`` to ``end``; ``g`` are the named groups that took part."""

    rule: Rule
    start: int
    end: int
    g: dict[str, str]
    at: dict[str, int]


@cache
def words() -> dict[str, Any]:
    """The word classes of ``rules/en/times_words.yml``."""
    got: dict[str, Any] = read_yaml("times_words")
    return got


def _any(names: Any, case: bool = False) -> str:
    forms = sorted({str(n) for n in names}, key=lambda n: (-len(n), n))
    if case:
        forms = [v for f in forms for v in (f.capitalize(), f.upper())]
        return "(?-i:" + "|".join(re.escape(f) for f in forms) + ")"
    return "(?:" + "|".join(re.escape(f).replace(r"\ ", " ") for f in forms) + ")"


@cache
def pieces() -> dict[str, str]:
    """The named pieces that patterns use, as regular expressions."""
    w = words()
    ones = "one|two|three|four|five|six|seven|eight|nine"
    teens = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
    tens = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    below = rf"(?:(?:{tens})(?:[- ](?:{ones}))?|{teens}|{ones})"
    number = (
        r"(?:\d+(?:,\d\d\d)*(?:\.\d+)?(?:[ -]\d/\d)?(?!\d)|\d+-and-a-half|half[ -]dozen"
        rf"|(?:an?|one|two|three)[ -]hundred(?: and {below})?"
        rf"|{below}(?: and a half|[ -]and[ -]a[ -]half|[ -]hundred|[ -]thousand)?"
        r"|an?(?: couple(?: of)?| few| dozen| hundred| half[ -]dozen| handful of| number of| matter of)?"
        r"|(?:the )?couple(?: of)?"
        r"|few|several|many|various|some|dozens of|hundreds of|thousands of|multiple)"
    )
    months = list(w["months"])
    month = (
        "(?-i:"
        + "|".join(v for m in sorted(months, key=lambda m: -len(m)) for v in (m.capitalize(), m.upper()))
        + r")(?![a-zA-Z])"
    )
    weekday = _any(w["weekdays"], case=True) + r"(?![a-z])"
    long_weekday = _any([d for d in w["weekdays"] if d.endswith("day")], case=True)
    part = _any(w["parts"])
    spoken = (
        rf"(?:(?:nineteen|eighteen|seventeen|twenty)[ -](?:oh[ -](?:{ones})|{below})|nineteen hundred"
        rf"|two thousand(?: (?:and )?{below})?)"
    )
    zone = r"(?-i:GMT|UTC|[ECMP][SD]?T|BST|CEST|CET|IST|JST|KST|HKT|AE[SD]T|MSK|Z)(?![A-Za-z])"
    year = r"(?:1[4-9]|20)\d\d(?!\d)"
    day = (
        r"(?:\d{1,2}(?:st|nd|rd|th)?|(?:twenty|thirty)[ -](?:fir|seco|thi|four|fif|six|seven|eigh|nin)(?:st|nd|rd|th)|"
        + _any(w["ordinals"])[3:-1]
        + r")(?![\w])"
    )
    out = {
        "month": month, "weekday": long_weekday, "dayname": weekday + r"\.?", "num": number, "part": part,
        "unit": _any(u for u in w["units"] if u != "centuries"), "units": _any(w["units"]) + "s?",
        "season": _any(w["seasons"]), "ordinal": _any(w["ordinals"]),
        "edge": _any(e for e in w["edges"] if e != "mid-"),
        "quant": _any(w["quants"]), "portion": _any(w["portions"]), "decade": _any(w["decades"]),
        "holiday": _any([*w["holidays"], *w["easter"], *w["nth"]]).replace("'", "['’]"),
        "spoken_year": spoken, "zone": zone,
        "year": year, "day": day, "dayn": r"(?<![\d.,:$£€])(?:[0-2]?\d|3[01])",
        "dayref": (
            rf"(?:(?:this |last |next )?{long_weekday}(?:,? {month}\.? \d\d?(?!\d))?|today|tomorrow"
            rf"|yesterday|tonight|{month}\.? \d\d?(?!\d)(?:, {year})?|\d\d? {month}(?: {year})?)"
        ),
    }  # fmt: skip
    return out


def _compile(pattern: str) -> re.Pattern[str]:
    have = pieces()

    def fill(m: re.Match[str]) -> str:
        name, alias = m.group(1), m.group(2)
        if name.startswith("_"):
            return f"(?:{have[name[1:]]})"
        return f"(?P<{alias or name}>{have[name]})"

    text = _loose(re.sub(r"\{(_?[a-z_]+)(?::(\w+))?\}", fill, pattern))
    return re.compile(rf"(?<!\w)(?:{text})(?!\w)", re.IGNORECASE)


def _loose(pattern: str) -> str:
    """Spaces of a pattern → any white space (one character in classes and look-behinds), ~ → white space or hyphen."""
    out, i, in_class, behind = [], 0, False, 0
    while i < len(pattern):
        c = pattern[i]
        if c == "\\":
            out.append(pattern[i : i + 2])
            i += 2
            continue
        if in_class:
            in_class = c != "]"
        elif c == "[":
            in_class = True
        elif pattern.startswith(("(?<=", "(?<!"), i):
            behind = 1
        elif behind:
            behind += (c == "(") - (c == ")")
        if c == " ":
            c = r"\s" if in_class or behind else r"\s*" if pattern[i + 1 : i + 2] == "?" else r"\s+"
            i += c == r"\s*"
        elif c == "~" and not in_class:
            c = r"(?:\s+|-)"
        out.append(c)
        i += 1
    return "".join(out)


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, in order."""
    return load_rules("times", Rule)


@cache
def _pattern(n: int) -> re.Pattern[str]:
    """The pattern of rule ``n``, compiled when a text first has a word that the rule needs."""
    return _compile(rules()[n].pattern)


@cache
def _by_class() -> dict[str, tuple[int, ...]]:
    out: dict[str, list[int]] = {}
    for n, rule in enumerate(rules()):
        for name in rule.needs:
            out.setdefault(name, []).append(n)
    return {k: tuple(v) for k, v in out.items()}


_WORD = re.compile(r"[A-Za-z]+|\d+")


@cache
def classes() -> dict[str, tuple[str, ...]]:
    """Lower-case word → classes of words that rules need."""
    w = words()
    out: dict[str, set[str]] = {}

    def put(names: Any, kind: str) -> None:
        for n in names:
            for piece in str(n).split()[:1]:
                out.setdefault(_WORD.findall(piece.lower())[0], set()).add(kind)

    put(w["months"], "month")
    put(w["weekdays"], "weekday")
    put([d + "s" for d in w["weekdays"]], "weekday")
    for u in w["units"]:
        put([u, u + "s", u + "long"], "unit")
    put(["midyear", "midweek"], "unit")
    put(w["seasons"], "season")
    put([s + "s" for s in w["seasons"]], "season")
    put(w["parts"], "part")
    put([p + "s" for p in w["parts"]], "part")
    put(w["decades"], "decade")
    put([*w["holidays"], *w["easter"], *w["nth"]], "holiday")
    put(["quarter", "quarters", "half", "period", "months", "q1", "q2", "q3", "q4", "q", "h"], "quarter")
    put(["today", "tonight", "yesterday", "tomorrow", "overnight", "day"], "dayword")
    put(["now", "currently", "current", "present", "presently", "nowadays", "these", "moment"], "nowword")
    put(["past", "recently", "previously", "more", "most", "lately"], "pastword")
    put(["soon", "future", "term", "later", "run"], "futureword")
    put(["while", "time", "period", "generation", "matter"], "while")
    put(
        [
            "daily",
            "nightly",
            "weekly",
            "biweekly",
            "monthly",
            "bimonthly",
            "quarterly",
            "yearly",
            "annually",
            "hourly",
            "twice",
            "semi",
            "semiannually",
            "day",
        ],
        "setword",
    )
    put(["ago", "back"], "ago")
    put(["then"], "then")
    put(["fiscal", "financial", "fy"], "fiscal")
    put(["noon", "midnight", "midday"], "noonword")
    put(["am", "pm", "a", "p", "o", "morning", "afternoon", "evening", "night"], "clockword")
    put(["nineteen", "twenty", "two", "eighteen", "seventeen"], "number")
    return {k: tuple(sorted(v)) for k, v in out.items()}


def _kinds(word: str) -> tuple[str, ...]:
    if word[0].isdigit():
        n = len(word)
        if n == 4:
            return ("digits", "year") + (("decade",) if word[3] == "0" else ())
        return ("digits", "short_year", "decade", "quarter") if n <= 2 else ("digits",)
    return classes().get(word.lower(), ())


def spot(text: str, start: int, end: int) -> list[Hit]:
    """The time expressions in ``text[start:end]`` (one sentence): longest first, then in rule order; none overlap."""
    wanted: dict[int, tuple[int, int]] = {}
    have = _by_class()
    for m in _WORD.finditer(text, start, end):
        for kind in _kinds(m.group()):
            for n in have.get(kind, ()):
                wanted[n] = (wanted[n][0] if n in wanted else m.start(), m.end())
    return [h for n in sorted(wanted) for h in _run(n, text, start, end, *wanted[n])]


REACH = 70
"""How far, in characters, an expression reaches to either side of the word that its rule needs."""


def _run(n: int, text: str, start: int, end: int, first: int, last: int) -> Iterator[Hit]:
    rule = rules()[n]
    begin = max(start, first - REACH)
    while begin > start and text[begin - 1].isalnum():
        begin -= 1
    for m in _pattern(n).finditer(text, begin, min(end, last + REACH)):
        if m.end() > m.start():
            g = {k: v for k, v in m.groupdict().items() if v is not None}
            yield Hit(rule=rule, start=m.start(), end=m.end(), g=g, at={k: m.start(k) for k in g})
