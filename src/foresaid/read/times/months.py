"""Makers of months: bare, with a year, with last or next, from one to another."""

from __future__ import annotations

import datetime as dt
import re

from foresaid.read.times.calendar import month_near, value_range
from foresaid.read.times.made import Made, Place, edge_of
from foresaid.read.times.points import AHEAD, BACK, SAME, _rel_year, month_of, point, rel, spoken_year
from foresaid.read.times.spot import Hit, words


def month_ok(h: Hit, p: Place) -> bool:
    """Whether a bare "May" or "March" (or an abbreviation) is the month."""
    word = h.g["month"]
    if (
        word in ("Jan", "Jun", "Mar", "Sep", "Dec")
        and p.text[h.end : h.end + 1] != "."
        and re.match(r"\s[A-Z]", p.text[h.end : h.end + 2])
    ):
        return False
    if word.endswith((".",)) or len(h.g) > 1:
        return not (word.lower() == "may" and p.names_may and set(h.g) == {"month"})
    lead = re.findall(r"[\w'’-]+", p.before(h.start, 30))
    before = lead[-1].rstrip("-") if lead else ""
    if before == "as" and len(lead) > 1 and lead[-2] in ("early", "soon", "late"):
        before = "in"
    if word.lower() in ("may", "march", "mar", "jan", "jun", "dec", "sep", "august", "april", "june"):
        leads = set(words()["month_leads"])
        if word.lower() in ("may", "march", "mar", "jan", "jun", "dec", "sep"):
            if before not in leads:
                return bool(
                    re.match(
                        r"(?:\s?(?:-|–|,)\s?|\s(?:or|and|to|through)\s)(?:january|february|march|april|june|july|august|september|october|november|december)\b",
                        p.after(h.end),
                    )
                ) or (
                    word in ("May", "March")
                    and bool(
                        re.match(
                            r"(?:'s|’s)? (?:election|summit|vote|deadline|meeting|poll|referendum|ballot)s?\b",
                            p.after(h.end),
                        )
                    )
                    and before in ("the", "a", "his", "planned", "")
                    and not p.names_may
                )
            if (
                word.lower() == "may"
                and p.names_may
                and before in ("by", "to", "and", "of", "from", "for", "on", "before", "after", "since", "around")
            ):
                return False
            if before in ("and", "or", "to", "that", "for", "of", "by"):
                nxt = p.after(h.end, 14)
                return not (word.lower() == "may" and re.match(r"(?:'s|’s)?\s+(?:have|be|not|also|still|yet)\b", nxt))
            return True
        # April, August, June as names of people: "June Smith said"
        return not re.match(r" (?-i:[A-Z][a-z]+)\b", p.text[h.end : h.end + 20]) or before in leads
    if len(word) <= 4 and word.lower() in ("jan", "feb", "apr", "jul", "aug", "sept", "oct", "nov"):
        return before in words()["month_leads"]
    return True


def month(h: Hit, p: Place) -> Made | None:
    """A month without year: the nearest in the direction of the tense, or by last, next, this."""
    if not month_ok(h, p):
        return None
    m = month_of(h.g["month"])
    mod = edge_of(h.g.get("modifier"))
    r = rel(h.g.get("rel"))
    if p.ref is None:
        return Made(type="DATE", value=f"XXXX-{m:02}", mod=mod)
    if r in BACK:
        y = p.ref.year - (m >= p.ref.month)
    elif r in AHEAD:
        y = p.ref.year + (m <= p.ref.month)
    elif r == "this":
        y = p.ref.year
    elif r in SAME and (c := p.last_point()) and c.first:
        y = c.first.year
    else:
        y = _month_year(h, p, m)
    return point(f"{y:04}-{m:02}", mod=mod)


def _month_year(h: Hit, p: Place, m: int) -> int:
    assert p.ref
    way = p.way(h.start, h.end)
    if (
        re.search(r"\b(?:until|till|by|starting|beginning)\s*(?:at least|late|early|mid-?)?\s*$", p.before(h.start))
        and way == 0
    ):
        way = 1
    return month_near(p.ref, m, way)


def month_year(h: Hit, p: Place) -> Made | None:
    """November 1995; July last year; June of this year."""
    m = month_of(h.g["month"])
    mod = edge_of(h.g.get("modifier"))
    if "year" in h.g:
        return point(f"{int(h.g['year']):04}-{m:02}", mod=mod, absolute=True)
    if "said_year" in h.g:
        y = spoken_year(h.g["said_year"])
        return point(f"{y:04}-{m:02}", mod=mod, absolute=True) if y else None
    y2 = _rel_year(rel(h.g["relyear"]), p)
    return point(f"{y2:04}-{m:02}", mod=mod) if y2 else Made(type="DATE", value=f"XXXX-{m:02}", mod=mod)


def month_range(h: Hit, p: Place) -> Made | None:
    """April-June (2019)."""
    a, b = month_of(h.g["month"]), month_of(h.g["month2"])
    if "year" in h.g:
        y = int(h.g["year"])
    elif p.ref is None:
        return Made(type="DATE", value=f"XXXX-{a:02}")
    else:
        y = month_near(p.ref, a, p.tense(h.start, h.end))
    y2 = y + (b < a)
    got = value_range(f"{y2:04}-{b:02}")
    first = dt.date(y, a, 1)
    last, dated = got[1] if got else None, "year" in h.g
    return Made(
        type="DATE", value=f"{y:04}-{a:02}/{y2:04}-{b:02}", first=first, last=last, grain="month", absolute=dated,
        anchor="absolute" if dated else "published",
    )  # fmt: skip
