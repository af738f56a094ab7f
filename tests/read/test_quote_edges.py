"""Where the quotes of candidates begin and end: each line of EDGES is one sentence with the quote of one event marked."""

from __future__ import annotations

import datetime as dt

import pytest

from foresaid.read.claims import find_candidates
from foresaid.read.language import load_reader, parse, tokenize
from foresaid.read.quotes import find_attributions
from foresaid.read.times import find_times

DAY = dt.date(2019, 4, 19)
EDGES = [
    # datelines, leading adjuncts, times that open the clause
    ("send", "LISBON, April 3 — [[Portugal will send a team of engineers to the island on Friday]]."),
    ("leave", "Under the agreement [[the troops are to leave the island by Friday]]."),
    ("close", "In the deal, [[the Irish plant is to close next year]]."),
    ("open", "The mayor said on Tuesday that [[the bridge would open in June]]."),
    ("meet", "[[On Wednesday the ministers will meet in Sofia]]."),
    # words that say that something will be done are no part of it
    ("close", "The ministry threatened to [[close the border]] if the talks fail."),
    ("return", "The council ruled out [[a return to the old timetable]]."),
    ("sell", "[[They have no plans to sell the factory]]."),
    # subjects, antecedents
    (
        "closed",
        "[[The bridge, which was built in 1930, will be closed on Monday]], said an engineer close to the mayor.",
    ),
    ("employ", "The company will open [[a second plant in June, which would employ 400 people]]."),
    ("publish", "Ministers will vote on May 3, when [[the court is to publish its ruling]]."),
    # a second verb, a second statement
    ("stay", "[[The ship is scheduled to stay in port for a week]] and leave for Malta on Sunday."),
    ("leave", "The ship is scheduled to stay in port for a week and [[leave for Malta on Sunday]]."),
    ("lower", "The minister promised to build a harbour and to [[lower the fares by June]]."),
    ("play", "[[The club will play in Porto on Sunday]]; its rivals are ill."),
    # remarks at the end
    ("sign", "[[The president will sign the treaty on Monday]], before flying home."),
    ("open", "[[The company will open a second plant in June]], which would employ 400 people."),
    ("receive", "[[The queen will receive the ambassador]], not the minister."),
    ("gather", "[[The researchers plan to gather more samples]] so they can compare the lakes."),
    ("travel", "[[The minister will travel to Riga on Sunday]], the day before the summit opens."),
    ("reopen", "[[The harbour will reopen on Friday]], the port's director, Ana Lopes, said."),
    ("pay", "[[He is to pay 2,000 euros (1,700 pounds; 2,300 dollars) in damages]]."),
]


@pytest.mark.parametrize(("event", "marked"), EDGES)
def test_the_quote_is_the_smallest_statement(event: str, marked: str) -> None:
    text = marked.replace("[[", "").replace("]]", "")
    doc = parse(tokenize(text), load_reader("best"))
    found = find_candidates(doc, find_times(doc, DAY), DAY, find_attributions(doc, ()))
    quotes = {doc[c.event].text: doc[c.lo : c.hi + 1].text for c, _ in found}
    assert quotes.get(event) == marked[marked.index("[[") + 2 : marked.index("]]")]


def test_the_event_stays_within_its_quote() -> None:
    text = "\n\n".join(m.replace("[[", "").replace("]]", "") for _, m in EDGES)
    doc = parse(tokenize(text), load_reader("best"))
    found = find_candidates(doc, find_times(doc, DAY), DAY, find_attributions(doc, ()))
    assert len(found) > 20
    for c, _ in found:
        assert c.lo <= c.event <= c.hi
        assert doc[c.lo].sent == doc[c.hi].sent == doc[c.event].sent
