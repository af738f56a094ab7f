from __future__ import annotations

import pytest

from foresaid.collect.english import other_language

ENGLISH = [
    "The Russian president will travel to Beijing in May, a spokesman said.",
    "Kim to Visit Moscow",
    "Putin, Kim meet",
    "Rates likely to stay on hold until autumn, economists predict; markets expect a cut by December at the latest.",
    "Müller and Nguyễn will meet Şahin in Kraków before the vote, officials in Łódź said.",
    "Scores: Ajax 3, PSV 1. The next match will be played on Sunday in Rotterdam, the club said.",
]
OTHER = [
    "De president van Rusland is van plan om in mei naar Peking te reizen. Hij had daar over gesproken met hem.",
    "Der russische Präsident will im Mai nach Peking reisen. Das sagte ein Sprecher der Regierung in Moskau am Montag.",
    "Le président russe se rendra à Pékin en mai pour y rencontrer son homologue, a dit un porte-parole.",
    "El presidente ruso viajará a Pekín en mayo para reunirse con su homólogo, dijo un portavoz del gobierno.",
    "Den russiske presidenten vil reise til Beijing i maj for at tale med sin kollega, siger en talsmand.",
    "Presiden Rusia akan pergi ke Beijing pada bulan Mei untuk bertemu rekannya, kata seorang juru bicara.",
    "Die Russiese president wil in Mei na Beijing reis om sy kollega te ontmoet. Hy was daar in 2018, en sy "
    "woordvoerder sê dit is nie seker of hy ook in Seoel sal wees nie.",
    "Президент России посетит Пекин в мае, сообщил представитель Кремля.",
    "러시아 대통령이 5월에 베이징을 방문할 예정이라고 대변인이 밝혔다.",
    "ロシア大統領は五月に北京を訪れると報道官が述べた。",
    "2019 04 18 16 38",
]


@pytest.mark.parametrize("text", ENGLISH)
def test_english_is_taken(text: str) -> None:
    assert other_language(text) is None


@pytest.mark.parametrize("text", OTHER)
def test_other_languages_are_named_as_such(text: str) -> None:
    assert other_language(text)
