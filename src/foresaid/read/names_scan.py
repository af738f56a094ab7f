"""Words of a text, and the names in it: by the tables, by capitals and titles, by the trained reader's entities."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from spacy.tokens import Doc

from foresaid.core import Actor
from foresaid.read.names_tables import Names, Row
from foresaid.read.names_words import first_names, fold, roles, word_list, word_set

_WORD = re.compile(r"[^\W_]+")
_INSIDE = re.compile(r"[ \u00a0]|[-–‑’']|\. ?|&| & |, | ?/ ?|")
PARTICLES = word_set("particle")
HYPHEN_TAILS = word_set("hyphen_tail")
SAID = word_set("said")
LONGEST = 7


@dataclass(slots=True)
class Words:
    """The words of a text: offsets, folded forms, and what stands between them."""

    text: str
    start: list[int]
    end: list[int]
    low: list[str]
    cap: list[bool]
    gap: list[str]
    first: list[bool]
    shouted: list[bool]

    def find(self, at: int) -> int:
        """Index of the word at or after a character offset."""
        import bisect

        return bisect.bisect_left(self.start, at)

    def words(self, i: int, j: int) -> str:
        """The text from word i to word j (exclusive)."""
        return self.text[self.start[i] : self.end[j - 1]]


@dataclass(slots=True, eq=False)
class Found:
    """A name found: words ``a`` to ``b`` (exclusive), what it may be, and what was read beside it."""

    a: int
    b: int
    actors: tuple[Actor, ...]
    how: str
    rows: list[Row] = field(default_factory=list)
    gender: str = ""
    role: str | None = None
    head: int = -1  # first word of the name proper, after titles
    number: str = "s"
    rank: int = 0

    def __post_init__(self) -> None:
        if self.head < 0:
            self.head = self.a


def words_of(doc: Doc) -> Words:
    """The words of the whole text of ``doc``."""
    text = doc.text
    spans = [(m.start(), m.end()) for m in _WORD.finditer(text)]
    raw = [text[a:b] for a, b in spans]
    starts = {t.idx for t in doc if t.is_sent_start}
    first, shouted = [], []
    prev = 0
    for a, _ in spans:
        first.append(
            any(k in starts for k in range(prev, a + 1))
            or (a > 0 and text[a - 1] in '“"‘«' and text[prev - 1 : a - 1].strip() in ("", ":", ","))
        )
        prev = a + 1
    lines: list[bool] = []
    for line in text.splitlines(keepends=True):
        ws = [w for w in _WORD.findall(line) if len(w) > 3]
        up = sum(w[0].isupper() for w in ws)
        lines += [len(ws) >= 4 and up / len(ws) > 0.72 and not line.rstrip().endswith(".")] * len(line)
    for a, _ in spans:
        shouted.append(lines[a])
    gaps = [text[spans[i][1] : spans[i + 1][0]] for i in range(len(spans) - 1)] + ["\n"] if spans else []
    low = [w.lower() if w.isascii() else fold(w).replace(" ", "") for w in raw]
    return Words(
        text, [a for a, _ in spans], [b for _, b in spans], low, [w[0].isupper() for w in raw], gaps, first, shouted
    )


def inside(w: Words, i: int) -> bool:
    """Whether the gap after word i may stand inside a name."""
    g = w.gap[i]
    if g in (" ", "-", "–", "‑", "’", "'", "\u00a0", "&", " & ", "", "/"):
        return True
    return g in (".", ". ") and (w.end[i] - w.start[i] == 1 or w.low[i] in _DOTTED)


_DOTTED = word_set("dotted")


def table_names(w: Words, names: Names, day: dt.date | None) -> list[Found]:
    """What the tables know, longest first, from left to right."""
    out: list[Found] = []
    i, n = 0, len(w.low)
    while i < n:
        if not (w.cap[i] or w.low[i] in names.lower_starts):
            i += 1
            continue
        ends = [i + 1]
        while (
            len(ends) < LONGEST
            and ends[-1] < n
            and (
                inside(w, ends[-1] - 1)
                or (w.gap[ends[-1] - 1] in ("' ", "’ ") and w.low[ends[-1] - 1].endswith("s"))
                or (w.gap[ends[-1] - 1] in (", ", ". ") and w.low[i] == "washington")
            )
        ):
            ends.append(ends[-1] + 1)
        for j in reversed(ends):
            rows = names.look(" ".join(w.low[i:j]))
            rows = [r for r in rows if _written_so(w, i, j, r)]
            if rows:
                rows = _on_day(rows, day)
                out.append(Found(i, j, (rows[0].actor(),), rows[0].how, rows, rows[0].gender))
                i = j - 1
                break
        i += 1
    return out


def _written_so(w: Words, i: int, j: int, r: Row) -> bool:
    """Whether the text's capitals agree with the alias: "US" is not "us", "New Democracy" not "new democracy"."""
    words = w.words(i, j)
    plain = r.written.replace(".", "")
    if plain.isupper() and len(plain) <= 6:
        if words.replace(".", "") != plain:
            return False
        return not (len(plain) <= 3 and w.shouted[i] and w.text[w.start[i] : w.end[j - 1] + 12].isupper())
    if r.table == "outlets" and w.low[i] == "the":
        if (
            not w.cap[i]
            and r.written.islower() is False
            and r.cells[0][:4] == "The "
            and j - i == 2
            and not r.written[0].islower()
        ):
            return False
        if w.low[i + 1] in ("australian", "hindu") and not (j < len(w.low) and w.low[j] in SAID):
            return False
    alias = _WORD.findall(r.written)
    got = _WORD.findall(words)
    if len(alias) != len(got):
        return True
    if all(g.islower() for g in got):
        return r.written.islower() and r.table == "own"
    for x, y in zip(alias, got, strict=True):
        if x[0].isupper() and y[0].islower():
            return False
        if (
            x[0].islower()
            and len(alias) > 1
            and len(x) > 4
            and y[0].isupper()
            and not w.shouted[i]
            and x not in ("forces",)
        ):
            return True
    return True


def _on_day(rows: list[Row], day: dt.date | None) -> list[Row]:
    """Own rows first; of one person's offices the one held that day, else the last one before it."""
    if len(rows) < 2 or rows[0].table not in ("leaders", "cabinets", "past_leaders"):
        return rows
    d = day.isoformat() if day else "9998"
    people = [r for r in rows if r.table in ("leaders", "cabinets", "past_leaders")]
    rest = [r for r in rows if r not in people]

    def key(r: Row) -> tuple[int, int, str]:
        a, b = r.days()
        now = a <= d <= b
        return (
            0 if now else 1,
            {"leaders": 0, "past_leaders": 2, "cabinets": 1}[r.table],
            _later(a if a <= d else "0000"),
        )

    return sorted(people, key=key) + rest


def _later(iso: str) -> str:
    return "".join(chr(105 - ord(c)) if c.isdigit() else c for c in iso)


def runs(w: Words) -> list[tuple[int, int]]:
    """Runs of capital words that may be names: "Koo Kab-woo", "Ursula von der Leyen", "Bank of England"."""
    stops, heads = word_list("name_stops"), word_list("name_heads")
    adjectives = word_set("open_adjective")
    out, i, n = [], 0, len(w.low)
    while i < n:
        opens = w.low[i] in adjectives and i + 1 < n and w.gap[i] == " " and w.cap[i + 1] and w.low[i + 1] not in stops
        if not w.cap[i] or (w.low[i] in stops and not opens):
            i += 1
            continue
        j = i + 1
        while j < n:
            g = w.gap[j - 1]
            if not inside(w, j - 1):
                break
            if w.cap[j]:
                if g in ("’", "'") and w.low[j] == "s":
                    break
                if w.low[j] in ("the", "this", "it", "in", "a", "he", "she", "but", "we", "i") and g == " ":
                    break
                if g in ("–", "/") or (g == "-" and w.low[j] in HYPHEN_TAILS):
                    break
                if g in (" ",) and w.low[j] in _MONTHS:
                    break
                j += 1
            elif (
                g in ("-", "‑")
                and w.low[j] not in HYPHEN_TAILS
                and 1 < len(w.low[j]) <= 6
                and w.low[j].isalpha()
                and j - i >= 1
            ) or (
                w.low[j] in PARTICLES
                and g == " "
                and j + 1 < n
                and w.gap[j] in (" ", "-", "’", "'")
                and (w.cap[j + 1] or (w.low[j + 1] in PARTICLES and j + 2 < n and w.cap[j + 2]))
                and w.low[j] not in ("do", "e")
            ):
                j += 1
            elif (
                g == " "
                and w.low[j] in ("of", "for", "and", "the", "on", "in")
                and (w.low[j] in ("of", "for") or "of" in w.low[i:j] or "for" in w.low[i:j])
            ):
                k = j + 1
                if k < n and w.low[k] == "the" and w.gap[j] == " ":
                    k += 1
                if (
                    k < n
                    and w.cap[k]
                    and all(inside(w, q) for q in range(j, k))
                    and any(heads.get(x) == "org" for x in w.low[i:j])
                    and w.low[k] not in _MONTHS
                    and w.low[j] not in ("on", "in")
                ):
                    j = k + 1
                else:
                    break
            else:
                break
        out.append((i, j))
        i = j
    return out


_MONTHS = word_set("month")
_AGE = re.compile(r",? \(?(aged )?\d\d\b[,)]?")


def kind_of_run(w: Words, i: int, j: int) -> tuple[str, str]:
    """(person, organisation, place, thing or "", gender) of a run of capital words, by its words and neighbours."""
    heads, given = word_list("name_heads"), first_names()
    last = w.low[j - 1]
    body = j - i > 1 and heads.get(last) != "place" and any(heads.get(x) == "org" for x in w.low[i:j])
    if body and (heads.get(last) == "org" or any(x in ("of", "for") for x in w.low[i:j])):
        return "organisation", ""
    acronym = re.match(r" \(([A-Z]{2,8})\)", w.text[w.end[j - 1] : w.end[j - 1] + 12])
    if (
        acronym
        and j - i > 1
        and acronym[1].lower() == "".join(x[0] for x in w.low[i:j] if x not in ("of", "and", "the"))
    ):
        return "organisation", ""
    if j - i > 1 and heads.get(last) == "thing":
        return "thing", ""
    if j - i > 1 and heads.get(last) == "place":
        return "place", ""
    raw = w.words(i, j)
    if j - i == 1 and raw.isupper() and 2 <= len(raw) <= 6:
        return "", ""
    g = given.get(w.low[i], "")
    after = w.text[w.end[j - 1] : w.end[j - 1] + 40]
    if 2 <= j - i <= 5:
        if g:
            return "person", g
        if re.match(r",? ?(who|whose) |, (the|an?|his|her) [a-z]", after) or _AGE.match(after):
            return "person", ""
        if w.low[j] in SAID if j < len(w.low) and w.gap[j - 1] == " " else False:
            return "person", ""
        if i and w.low[i - 1] in SAID and w.gap[i - 1] == " ":
            return "person", ""
        if re.search(r"[a-z]-[a-z]", raw) and j - i <= 4:
            return "person", ""
    if i and w.low[i - 1] in ("in", "near", "outside", "at") and w.gap[i - 1] == " " and j - i <= 3 and not w.first[i]:
        return "place", ""
    return "", ""


def family_of(words: list[str]) -> tuple[str, ...]:
    """Folded family names that a full name (its words as written) may be shortened to, likeliest first."""
    if len(words) == 1:
        return (fold(words[0]),)
    body = [x for x in words if fold(x) not in ("jr", "sr", "ii", "iii", "iv")]
    if len(body) < 2:
        return (fold(words[0]),)
    if re.fullmatch(r"[A-Z]\w+-[a-z]\w+", body[-1]) and len(body) == 2:
        return (fold(body[0]), fold(body[-1]))
    out = [fold(body[-1])]
    for k in range(len(body) - 2, 0, -1):
        if body[k].lower() in PARTICLES or body[k][0].islower():
            out.insert(0, fold(" ".join(body[k:])))
    if len(body) >= 3 and body[-2][0].isupper() and len(body[-2].strip(".")) > 1:
        out += [fold(" ".join(body[-2:])), fold(body[-2])]
    out.append(fold(body[0]))
    return tuple(dict.fromkeys(out))


def title_before(w: Words, i: int) -> tuple[int, str, str]:
    """(first word of the title before word i, its role, its gender); (i, "", "") where there is none."""
    titles, offices = roles("title"), roles("office")
    for size in (3, 2, 1):
        a = i - size
        if a < 0 or any(w.gap[k] not in (" ", ". ", "-") for k in range(a, i)) or "\n" in w.gap[i - 1]:
            continue
        if w.gap[i - 1] == "-" or (w.gap[i - 1] == ". " and w.low[i - 1] not in _DOTTED):
            continue
        key = " ".join(w.low[a:i])
        if key in offices:
            return a, offices[key][0], titles.get(key, ("", ""))[1]
        if key in titles:
            return a, titles[key][0], titles[key][1]
    return i, "", ""
