"""Names → actors on sentences of our own. In ``CASES`` each mention that matters is marked [words|actor's name]."""

import datetime as dt
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foresaid.core import Actor, Article, Mention
from foresaid.read.language import tokenize
from foresaid.read.names import find_mentions, is_anonymous, mention_at, participant_names

DAY = dt.date(2019, 4, 19)


def read(text: str, day: dt.date | None = DAY, own: Path | None = None) -> tuple[Mention, ...]:
    return find_mentions(tokenize(text), Article(id="x", text=text, published=day), extra_actors=own)


def unmark(marked: str) -> tuple[str, dict[tuple[int, int], str]]:
    """The text without marks, and {(start, end): names joined by +}."""
    text, want, at = "", {}, 0
    for m in re.finditer(r"\[([^|\]]+)\|([^\]]+)\]", marked):
        text += marked[at : m.start()]
        want[len(text), len(text) + len(m[1])] = m[2]
        text += m[1]
        at = m.end()
    return text + marked[at:], want


CASES = [
    # states, demonyms, capitals that stand for them
    "[Seoul|South Korea] and [Pyongyang|North Korea] will talk, [the Kremlin|Russia] said.",
    "Talks between the [US|United States] and [Chinese|China] envoys resume; it told us so.",
    "[Brussels|European Union] will answer [London|United Kingdom] by Friday.",
    "Ministers met in [Brussels|Brussels] and then in [Hanoi|Hanoi].",
    "[Georgia|Georgia] held talks with [Russia|Russia] in [Tbilisi|Tbilisi].",
    "[Kim Jong-un|Kim Jong-un] will host Xi in the [North|North Korea] in May.",
    "An [inter-Korean|South Korea+North Korea] summit may follow, [Moon Jae-in|Moon Jae-in] told reporters in Seoul.",
    "Turkeys are cheap and jordan almonds are sweet, but [Turkey|Turkey] and [Jordan|Jordan] disagree.",
    "[Turkey|Turkey] and [Iran|Iran] talked in Vienna on Monday. [Both sides|Turkey+Iran] will return.",
    # leaders by day, titles, family names alone
    "[Russian President Vladimir Putin|Vladimir Putin] invited [Kim|Kim Jong-un] of [North Korea|North Korea].",
    "[the Russian President|Vladimir Putin] will fly to [Beijing|China].",
    "[The Chinese leader|Xi Jinping] may visit in June.",
    "Britain waits. [Theresa May|Theresa May] said in May that [May|Theresa May] would go in May.",
    "[Prime Minister Theresa May|Theresa May] of [Britain|United Kingdom] will resign.",
    # persons of no table: full name, short form, honorific, apposition
    "[Koo Kab-woo|Koo Kab-woo], a professor, spoke first. [Koo|Koo Kab-woo] expects a summit.",
    "[Senator Jane Holloway|Jane Holloway] said so; [Ms. Holloway|Jane Holloway] will vote no.",
    "[Tony Evers|Tony Evers], the governor of [Wisconsin|Wisconsin], said [he|Tony Evers] would sign.",
    "[Mary Poole|Mary Poole] met [John Dunn|John Dunn] on Monday. [She|Mary Poole] said [he|John Dunn] would run.",
    # organisations and acronyms defined in the text
    "The [International Forest Care Agency|International Forest Care Agency] (IFCA) met. "
    "[IFCA|International Forest Care Agency] will report in May.",
    "[WHO|World Health Organization] experts, who met in [Geneva|Geneva], will report.",
    "The [Coastal Birds Union|Coastal Birds Union]'s [Chairman Imre Varga|Imre Varga] will stay.",
    "[BirdLink|BirdLink] [Chairman Imre Varga|Imre Varga] will stay; [Varga|Imre Varga] said so.",
    "[Harbour Workers Kenya|Harbour Workers Kenya] (HWK) will sue. [HWK|Harbour Workers Kenya] said so.",
    "The president of [Nicaragua|Nicaragua] [Daniel Ortega|Daniel Ortega] will speak.",
    "[Reuters|Reuters] reported that [NATO|NATO] would send ships.",
    # those named without a name
    "[Japan|Japan] and [India|India] signed. [the two countries|Japan+India] will meet again.",
    "[Boeing|Boeing] lost money. [The company|Boeing] will cut jobs.",
    "[the Turkish Ministry of Defence|Turkish Ministry of Defence] denied it.",
    "[Seoul's foreign ministry|Seoul's foreign ministry] will reply.",
    "[The Trump administration|United States] will appeal, officials in [Washington|Washington] said.",
    "[France|France] will vote in May. [The government|France] plans a tax.",
    "“[I|Ted Cruz] will run,” [Ted Cruz|Ted Cruz] said.",
]  # fmt: skip


@pytest.mark.parametrize("marked", CASES)
def test_marked_sentences(marked: str) -> None:
    text, want = unmark(marked)
    got = {(m.span.start, m.span.end): "+".join(a.name for a in m.actors) for m in read(text)}
    assert {k: got.get(k) for k in want} == want


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It told us that it may happen in May.", ("us", "may", "May")),
        ("The March on the capital was split in two.", ("March", "split")),
        ("It cost US$300 million.", ("US",)),
        ("A former president of the club spoke.", ("president",)),
        ("The Paris Agreement will hold.", ("Paris",)),
    ],
)
def test_no_mention(text: str, words: tuple[str, ...]) -> None:
    assert not [m for m in read(text) if m.span.words in words]


def test_offices_by_day() -> None:
    for day, name in ((dt.date(2019, 7, 1), "Theresa May"), (dt.date(2019, 8, 1), "Boris Johnson")):
        [m] = [m for m in read("The British prime minister will speak.", day) if m.how == "role"]
        assert m.actors[0].name == name
        assert m.actors[0].state == "GBR"


def test_how_and_nesting() -> None:
    ms = read("Russian President Vladimir Putin left.")
    assert [(m.span.words, m.how) for m in ms] == [
        ("Russian President Vladimir Putin", "name"), ("Russian", "demonym"), ("Vladimir Putin", "name"),
    ]  # fmt: skip


def test_affiliation_from_apposition() -> None:
    m = read("Tony Evers, the governor of Wisconsin, will sign.")[0]
    assert (m.actors[0].role, m.actors[0].state) == ("governor", "USA")


def test_titles_are_kept_as_role() -> None:
    m = read("French Foreign Minister Luc Perrin will come.")[0]
    assert (m.actors[0].name, m.actors[0].role, m.actors[0].state) == ("Luc Perrin", "foreign minister", "FRA")


def test_without_a_day_names_still_resolve() -> None:
    assert read("Vladimir Putin will visit.", None)[0].actors[0].state == "RUS"


def test_mention_at_prefers_the_head_and_the_fuller_mention() -> None:
    text = "Russian President Vladimir Putin will meet Kim Jong-un."
    ms = read(text)
    assert mention_at(ms, 0, 32).actors[0].name == "Vladimir Putin"  # type: ignore[union-attr]
    assert mention_at(ms, 0, len(text), head=text.index("Kim")).actors[0].name == "Kim Jong-un"  # type: ignore[union-attr]
    assert mention_at(ms, text.index("will"), text.index("meet")) is None


@pytest.mark.parametrize("words", ["a senior official", "Experts", "Another diplomatic source", "sources close to it"])
def test_anonymous(words: str) -> None:
    assert is_anonymous(words)


@pytest.mark.parametrize("words", ["Xi Jinping", "the Labour Party", "the National Hurricane Center", "Officer Kelly"])
def test_not_anonymous(words: str) -> None:
    assert not is_anonymous(words)


def test_participant_names() -> None:
    xi = Actor(id="Xi Jinping", name="Xi Jinping", kind="person", state="CHN", role="president")
    assert participant_names(xi) == ("CHN", "Xi Jinping")
    assert participant_names(Actor(id="PRK", name="North Korea", kind="state", state="PRK")) == ("PRK", "North Korea")
    assert participant_names(Actor(id="x", name="Ada Poe", kind="person", role="professor")) == (None, "Ada Poe")
    assert participant_names(Actor(id="Boeing", name="Boeing", kind="organisation", state="USA")) == (None, "Boeing")


def test_own_actors_tsv_and_yaml(tmp_path: Path) -> None:
    tsv = tmp_path / "mine.tsv"
    tsv.write_text("id\tname\talso\tkind\tstate\trole\nQ1\tHarbour Watch\tHW\torganisation\tIRL\t\n", encoding="utf-8")
    yml = tmp_path / "mine.yml"
    yml.write_text("- {id: Q1, name: Harbour Watch, also: [HW], kind: organisation, state: IRL}\n", encoding="utf-8")
    for path in (tsv, yml):
        ms = read("HW will sue. Harbour Watch said so.", own=path)
        assert [m.actors[0].id for m in ms] == ["Q1", "Q1"]


@pytest.mark.parametrize("line", ["x\tcolour\nA\tred", "id\tname\nQ1\t", "name\tkind\nA\trobot"])
def test_own_actors_that_are_wrong(tmp_path: Path, line: str) -> None:
    path = tmp_path / "bad.tsv"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"bad\.tsv"):
        read("A will go.", own=path)


WORDS = (
    "Kim Xi the North Korea ' s President of U.S. , . “ ” - said who he they it both sides Mr. van der "
    "the two countries I May in"
)
PIECES = st.sampled_from([*WORDS.split(), "\n"])


@given(st.lists(PIECES, max_size=25))
def test_spans_hold_their_words_and_are_in_order(pieces: list[str]) -> None:
    text = " ".join(pieces)
    ms = read(text)
    assert ms == read(text)
    assert [(m.span.start, -m.span.end) for m in ms] == sorted((m.span.start, -m.span.end) for m in ms)
    for m in ms:
        m.span.check(text)
        assert m.actors


def test_tables_are_well_formed() -> None:
    from foresaid.rules.load import table

    codes = {r["id"] for r in table("states")}
    assert {"PRK", "HKG", "TWN", "PSE", "XKX", "EU"} <= codes
    for r in table("leaders"):
        assert r["state"] in codes | {"UN", "NATO", "WHO", "IMF", "WTO", "IAEA", "World Bank"}
        assert dt.date.fromisoformat(r["start"]) <= dt.date.fromisoformat(r["end"] or "2099-12-31")
        assert r["gender"] in ("m", "f")
    for name in ("organisations", "parties", "outlets", "regions"):
        for r in table(name):
            assert not r["state"] or r["state"] in codes, r
