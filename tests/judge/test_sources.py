import pytest
from tests.judge.visit import STORY, Said, article, items, source

from foresaid.judge.sources import UNNAMED_OUTLET, Names, outlet_name, person_name, voices_of


def resolved(*articles):
    found = items(*articles)
    names = Names(found)
    return [names.voices(i)[-1] for i in found]


def one(id, *who):
    return article(
        id, "2019-05-01", "Hanji Daily", [Said(words=f"{n} he will visit Oslo", who=(s,)) for n, s in enumerate(who)]
    )


def test_one_person_under_several_names_is_one_voice():
    names = ["Moon", "President Moon Jae-in", "South Korean President Moon Jae-in", "Moon Jae-in"]
    voices = resolved(one("a", *map(source, names)))
    assert {(v.key, v.name, v.kind) for v in voices} == {("person:moon jae-in", "Moon Jae-in", "person")}


def test_a_short_name_is_resolved_in_its_article_first_then_where_it_can_mean_one_alone():
    kims = one("a", source("Kim Jong-un")), one("b", source("Kim Yo-jong"), source("Kim"))
    assert [v.name for v in resolved(*kims)] == ["Kim Jong-un", "Kim Yo-jong", "Kim Yo-jong"]
    assert resolved(*kims, one("c", source("Kim")))[-1].name == "Kim"
    assert (
        resolved(one("a", source("Jens Stoltenberg")), one("c", source("Stoltenberg")))[-1].name == "Jens Stoltenberg"
    )


def test_a_named_office_holder_is_that_person():
    a, b = resolved(one("a", source("Ali Khamenei", "office", "IRN")), one("b", source("Ali Khamenei")))
    assert a.key == b.key


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Foreign Minister Wang Yi", "Wang Yi"),
        ("US District Judge Edward Davila", "Edward Davila"),
        ("European Council President Donald Tusk", "Donald Tusk"),
        ("Ursula von der Leyen", "Ursula von der Leyen"),
        ("a former minister", None),
        ("the Kremlin", None),
        ("the chief executive", None),
        ("he", None),
    ],
)
def test_person_name(written, name):
    assert person_name(written) == name


def test_bodies_of_one_state_are_one_voice_and_of_two_are_two():
    voices = resolved(
        one("a", source("China's foreign ministry", "institution", "CHN")),
        one("b", source("the foreign ministry in Beijing", "institution", "CHN")),
        one("c", source("Japan's foreign ministry", "institution", "JPN")),
    )
    assert voices[0].key == voices[1].key != voices[2].key
    assert all(v.named for v in voices)


def test_a_state_its_capital_and_its_government_are_one_voice():
    voices = resolved(
        one("a", source("Moscow", "institution", "RUS"), source("the Kremlin", "institution", "RUS")),
        one("b", source("Russia", "institution", "RUS"), source("the government", "institution", "RUS")),
    )
    assert {v.key for v in voices} == {"state:RUS"}


@pytest.mark.parametrize(
    "who",
    [
        source("an official", "anonymous", "CHN"),
        source("a former minister", "office", "KOR"),
        source("the head of a firm in Ankara", "office", "TUR"),
        source("the company", "institution", "DEU"),
        source("most economists", "outlet"),
        source("South Korean newspapers", "outlet", "KOR"),
        source("its foreign ministry", "institution", "IRN"),
    ],
    ids=lambda s: s.name,
)
def test_without_a_name_it_is_a_new_voice_in_each_article_and_belongs_to_a_class(who):
    a, b = resolved(one("a", who), one("b", who))
    assert not a.named
    assert a.key != b.key
    assert a.group == b.group == (f"{who.kind}, {who.affiliation}" if who.affiliation else who.kind)


def test_an_outlet_is_one_voice_whether_it_publishes_or_is_quoted():
    [published] = items(article("a", "2019-05-01", "The Financial Times", [Said(words="He will visit")]))
    [quoted] = resolved(one("b", source("the Financial Times", "outlet", "GBR")))
    assert voices_of(published)[0].key == quoted.key
    assert outlet_name("AFP") == "Agence France-Presse"
    [nobody] = items(article("c", "2019-05-01", None, [Said(words="He will visit")]))
    assert (voices_of(nobody)[0].name, voices_of(nobody)[0].named) == (UNNAMED_OUTLET, False)


def test_places_in_the_chain():
    first = items(*STORY)[0]
    assert [v.place for v in voices_of(first)] == ["outlet", "relay", "origin"]
    own = items(*STORY)[5]
    assert [v.place for v in voices_of(own)] == ["origin"]
