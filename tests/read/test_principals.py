"""Which candidates become the principals of a claim."""

import datetime as dt

import pytest
from spacy.tokens import Doc

from foresaid.core import Article, Participant, Source, Span
from foresaid.read.clauses import subject
from foresaid.read.language import load_reader, parse, tokenize
from foresaid.read.names import find_mentions
from foresaid.read.participants import People, stem
from foresaid.read.principals import Principal, principal_candidates
from foresaid.read.principals_choice import chosen, counts, distinct

FLAT = (1.0, 1.0, 1.0, 1.0, 1.0)


def ranked(*pairs: tuple[float, str]) -> list[tuple[float, Principal]]:
    return [(p, Principal(participant=Participant(name=n), key=n.lower())) for p, n in pairs]


def test_counts_are_a_distribution_with_the_sum_of_the_chances_as_its_mean() -> None:
    got = counts([0.9, 0.4, 0.1])
    assert sum(got) == pytest.approx(1.0)
    assert sum(i * x for i, x in enumerate(got)) == pytest.approx(1.4)


def test_longer_and_shorter_forms_of_a_name_are_one() -> None:
    got = distinct(ranked((0.9, "Bruce McArthur"), (0.8, "McArthur"), (0.3, "Toronto Police")))
    assert [p.participant.name for _, p in got] == ["Bruce McArthur", "Toronto Police"]


@pytest.mark.parametrize(
    ("pairs", "names"),
    [
        (((0.95, "A"), (0.02, "B")), ["A"]),
        (((0.95, "Xi"), (0.9, "Kim"), (0.01, "Wang")), ["Xi", "Kim"]),
        (((0.97, "Xi"), (0.95, "Kim"), (0.93, "Moon")), ["Xi", "Kim", "Moon"]),
        (((0.05, "Xi"), (0.02, "Kim")), []),
        ((), []),
    ],
)
def test_the_set_grows_with_the_candidates_chances(pairs: tuple[tuple[float, str], ...], names: list[str]) -> None:
    assert [p.name for p in chosen(ranked(*pairs), FLAT)] == names


def people(text: str) -> tuple[Doc, People]:
    doc = parse(tokenize(text), load_reader("best"))
    return doc, People(doc, find_mentions(doc, Article(id="x", text=text, published=dt.date(2019, 4, 19))))


def search(text: str, word: str, speaker: str | None = None) -> list[Principal]:
    doc, who = people(text)
    e = [t for t in doc if t.text == word][-1]
    said = next(x for x in doc.sents if e in x)
    at = text.find(speaker) if speaker else -1
    sources = (Source(name=speaker, kind="person", span=Span.of(text, at, at + len(speaker))),) if speaker else ()
    return principal_candidates(e, e, (said.start, said.end - 1), who, sources, "OTHER", "plan")


def candidates(text: str, word: str, speaker: str | None = None) -> dict[str, Principal]:
    """By state or name; of several with one state the state itself."""
    found = search(text, word, speaker)
    return {p.participant.id or p.participant.name: p for p in sorted(found, key=lambda p: p.key == p.participant.id)}


def candidates_by_key(text: str, word: str) -> dict[str, Principal]:
    return {p.key: p for p in search(text, word)}


def test_i_and_we_are_the_speaker_whoever_else_is_near() -> None:
    text = "Jane Holloway spoke after John Dunn left. John Dunn was not there. “We will leave the race,” Jane Holloway said."
    found = candidates(text, "leave", "Jane Holloway")
    assert found["Jane Holloway"].features["first.person"] == 1.0
    assert not found["John Dunn"].features.get("first.person")


def test_the_body_that_a_speaker_heads_is_a_candidate() -> None:
    text = "Jane Holloway, chair of the Coastal Birds Union, was calm. “We will appeal,” Jane Holloway said."
    assert candidates(text, "appeal", "Jane Holloway")["Coastal Birds Union"].features["body.of.source"] == 1.0


def test_the_nearest_body_comes_first_for_it() -> None:
    text = "The World Bank sued in May. Then the European Commission lost its case. It will appeal."
    found = candidates(text, "appeal")
    assert found["European Commission"].features["ante.order.0"] == found["World Bank"].features["ante.order.1"] == 1.0


def test_he_is_no_body() -> None:
    text = "The World Bank lost. Jane Holloway met John Dunn. He will appeal."
    found = candidates(text, "appeal")
    assert "ante" in found["John Dunn"].features
    assert "ante" not in found["World Bank"].features


def test_who_signed_before_takes_part_in_the_signing() -> None:
    text = "Norway and Chile signed a pact in May. Peru looked on. The next signing is due in June."
    found = candidates(text, "signing")
    assert found["NOR"].features["same.event.subject"] == found["CHL"].features["same.event.subject"] == 1.0
    assert "same.event" not in found["PER"].features


@pytest.mark.parametrize(
    ("one", "other"), [("signing", "sign"), ("decision", "decides"), ("withdrawal", "withdraw"), ("agreement", "agree")]
)
def test_a_noun_of_doing_and_its_verb_have_one_stem(one: str, other: str) -> None:
    doc, _ = people(f"They {other} it after the {one}.")
    assert len({stem(t) for t in doc if t.text in (one, other)}) == 1


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Democrats will vote.", "Democrats"),
        ("The EU will vote.", "European Union"),
    ],
)
def test_a_party_is_named_as_the_text_spells_it_but_not_by_initials(text: str, name: str) -> None:
    assert name in {p.participant.name for p in candidates(text, "vote").values()}


def test_states_joined_by_a_hyphen_are_two() -> None:
    found = candidates("The North Korea-US summit will be held in May.", "held")
    assert {"PRK", "USA"} <= set(found)


def test_a_place_in_a_state_is_not_the_state() -> None:
    found = candidates_by_key("Australia lost. The union will march in Hobart.", "march")
    assert found["hobart"].participant.id == "AUS"
    assert found["AUS"].participant.name == "Australia"
    assert found["AUS"].features["of.place"] == 1.0


def test_of_two_with_one_state_the_better_stays() -> None:
    both = [
        (p, Principal(participant=Participant(name=n, id="AUS"), key=n.lower()))
        for p, n in ((0.9, "Hobart"), (0.4, "Australia"))
    ]
    assert [p.participant.name for _, p in distinct(both)] == ["Hobart"]


def test_a_number_that_is_the_subject_may_take_part() -> None:
    assert "the 27" in candidates_by_key("On Wednesday the 27 will meet.", "meet")


def test_it_may_bring_in_those_tied_to_what_it_stands_for() -> None:
    text = "Peru watched. The debate between Jane Holloway and John Dunn was moved. It will be held in May."
    found = candidates_by_key(text, "held")
    assert found["jane holloway"].features["via.antecedent"] == found["john dunn"].features["via.antecedent"] == 1.0
    assert "via.antecedent" not in found["PER"].features


@pytest.mark.parametrize(
    "text",
    [
        "The government accused Jane Holloway of threatening to sue.",
        "The court charged Jane Holloway with threatening to sue.",
        "Guards stopped Jane Holloway from threatening them.",
    ],
)
def test_the_accused_does_what_she_is_accused_of(text: str) -> None:
    doc, _ = people(text)
    s = subject(next(t for t in doc if t.text == "threatening"))
    assert s is not None
    assert s.text in ("Jane", "Holloway")


def test_who_acts_for_a_state_names_it_where_the_event_is_his_elsewhere() -> None:
    text = "The United States waited. The debate between Donald Trump and Jane Holloway was moved. The debate is due in May."
    got = candidates_by_key(text, "debate")["USA"]
    assert got.features["same.noun"] == 1.0
    assert got.participant.name == "Donald Trump"
