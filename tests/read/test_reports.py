"""Reports: marked-up sentences, the rules' own sentences, and what must hold of every report."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import pytest

from foresaid.core import OUTCOMES, Article, Claim
from foresaid.pipeline import articles
from foresaid.read.language import load_reader, parse, tokenize
from foresaid.read.names import find_mentions
from foresaid.read.quotes import find_attributions
from foresaid.read.reports import find_reports
from foresaid.read.reports_rules import OutcomeRule
from foresaid.read.times import find_times
from foresaid.rules import Example, examples, load_rules

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "bench"))
from reports import CASES, Case, cases, read, wrong  # noqa: E402

sys.path.remove(str(ROOT / "bench"))
KNOWN_MISSES = {"Japan's foreign minister was due"}


def of(text: str, published: str = "2019-06-21", general: bool = False) -> tuple[Claim, ...]:
    day = dt.date.fromisoformat(published)
    doc = parse(tokenize(text), load_reader("best"))
    mentions = find_mentions(doc, Article(id="x", text=text, published=day))
    return find_reports(
        doc,
        article="x",
        published=day,
        times=find_times(doc, day),
        mentions=mentions,
        attributions=find_attributions(doc, mentions),
        general=general,
    )


@pytest.mark.parametrize("case", list(cases(CASES)), ids=lambda c: f"{c.line}:{c.text[:40]}")
def test_marked_sentences(case: Case) -> None:
    got = {c.trigger.start: c for c in read(case, load_reader("best"))}
    expected = {r.start: r for r in case.reports}
    if any(case.text.startswith(k) for k in KNOWN_MISSES):
        pytest.xfail("the tree is wrong here")
    assert set(got) == set(expected)
    assert {k: wrong(r, got[k]) for k, r in expected.items()} == {k: [] for k in expected}


@pytest.mark.parametrize(
    "example", examples("outcomes"), ids=lambda e: f"{e.rule}:{'+' if e.must else '-'}:{e.sentence[:30]}"
)
def test_rule_matches_its_sentences(example: Example) -> None:
    found = of(example.sentence, "2026-06-21")
    fired = {r for c in found for r in c.rules}
    wanted = f"outcome.{example.rule}"
    if example.rule == "missed":
        assert any(c.outcome == "missed" for c in found) == example.must
    else:
        assert (wanted in fired) == example.must, f"{sorted(fired)} in {example.sentence!r}"


def test_every_outcome_of_a_rule_is_known() -> None:
    assert {r.outcome for r in load_rules("outcomes", OutcomeRule)} == set(OUTCOMES)


def test_what_holds_of_every_report() -> None:
    for case in cases(CASES):
        for c in read(case, load_reader("best")):
            assert (c.forward, c.kind) == (False, "report")
            assert c.outcome in OUTCOMES
            assert c.quote.check(case.text).contains(c.trigger.check(case.text))
            assert c.polarity == ("+" if c.outcome in ("happened", "moved") else "-")
            assert any(r.startswith("outcome.") for r in c.rules)


def test_sources_stand_behind_a_report() -> None:
    (c,) = of("South Korea's defence minister said that Kim Jong-un arrived in Beijing on Tuesday.")
    assert [s.affiliation for s in c.sources] == ["KOR"]
    assert [p.id for p in c.participants] == ["PRK"]
    assert c.place is not None
    assert c.place.id == "CHN"


def test_certainty_of_hearsay() -> None:
    assert [c.certainty for c in of("Kim Jong-un reportedly visited Beijing on Tuesday.")] == ["probable"]
    assert [c.certainty for c in of("Kim Jong-un visited Beijing on Tuesday.")] == ["certain"]


def test_the_same_words_give_the_same_ids() -> None:
    text = "Angela Merkel met Emmanuel Macron in Paris on Monday. The summit was postponed to July 3."
    first = [c.id for c in of(text)]
    assert len(first) == 2
    assert first == [c.id for c in of(text)]


def test_a_denial_in_a_sentence_of_its_own_goes_back_to_what_was_foretold() -> None:
    (c,) = of("Officials said that the talks would begin in May. They did not.")
    assert (c.outcome, c.quote.words) == ("missed", "They did not")


DISPATCHES = (
    ("2019-04-25-vladivostok.html", "happened", "MEET", {"RUS", "PRK"}, "2019-04-25"),
    ("2019-04-26-kim-leaves.txt", "cancelled", "MEET", set(), None),
    ("2019-04-26-kim-leaves.txt", "moved", "OTHER", set(), None),
    ("2019-04-18-kremlin.txt", "cancelled", "MEET", set(), None),
    ("2019-06-04-seoul-waits.txt", "missed", "MEET", {"PRK"}, None),
    ("2019-06-17-announced.txt", "missed", "MEET", set(), None),
    ("2019-06-21-pyongyang.txt", "happened", "MEET", {"CHN"}, "2019-06-20"),
    ("2019-06-30-panmunjom.txt", "happened", "MEET", {"USA", "PRK"}, "2019-06-30"),
    ("2019-10-06-stockholm.txt", "missed", "MEET", set(), None),
    ("2019-12-30-year-ends.txt", "did_not_happen", "MEET", {"CHN", "KOR"}, "2019-01-01"),
)


@pytest.mark.parametrize(("file", "outcome", "type_", "who", "first"), DISPATCHES, ids=lambda x: str(x)[:30])
def test_the_dispatches_tell_their_outcomes(
    file: str, outcome: str, type_: str, who: set[str], first: str | None
) -> None:
    (article,) = articles([str(ROOT / "examples" / file)])
    assert isinstance(article, Article)
    doc = tokenize(article.text)
    parse(
        doc,
        load_reader("best"),
        [s for s in doc.sents if any(b.start < s.end_char and s.start_char < b.end for b in article.body)],
    )
    mentions = find_mentions(doc, article)
    found = find_reports(
        doc,
        article=article.id,
        published=article.published,
        times=find_times(doc, article.published),
        mentions=mentions,
        attributions=find_attributions(doc, mentions),
    )
    assert any(
        c.outcome == outcome
        and c.event.type == type_
        and who <= {p.id for p in c.participants}
        and (first is None or (c.window is not None and str(c.window.earliest) == first))
        for c in found
    )


def test_any_verb_tells_an_event_as_a_fact() -> None:
    (got,) = of("The prime minister survived a vote of confidence on Wednesday.", general=True)
    assert (got.trigger.words, got.outcome, got.rules[0]) == ("survived", "happened", "outcome.told")
    assert got.window is not None
    assert str(got.window.earliest) == "2019-06-19"


def test_a_denied_verb_tells_that_it_did_not_happen() -> None:
    (got,) = of("The senate did not elect Maria Lopez in May.", general=True)
    assert (got.outcome, got.polarity) == ("did_not_happen", "-")


@pytest.mark.parametrize(
    "text",
    [
        "The minister knew Angela Merkel in 2005.",
        "Angela Merkel said that she was tired.",
        "The premier will sign it on Friday.",
    ],
)
def test_states_sayings_and_plans_are_no_general_reports(text: str) -> None:
    assert [c for c in of(text, general=True) if "outcome.told" in c.rules] == []


IN_PASSING = (
    ("Emmanuel Macron was in Reykjavik on Wednesday.", "happened", "outcome.was-at", "2019-06-19"),
    ("Emmanuel Macron was not there.", "did_not_happen", "outcome.was-at", None),
    ("The new tariffs have been in force since Monday.", "happened", "outcome.since", "2019-06-17"),
    ("The king thanked his guards after Monday's parade.", "happened", "outcome.noun", "2019-06-17"),
    ("There was no strike in May.", "did_not_happen", "outcome.no-such", "2019-05-01"),
    ("The storm passed Cuba without touching land.", "did_not_happen", "outcome.without", None),
    ("The museum has yet to sell a ticket.", "did_not_happen", "outcome.not-yet", None),
    ("The board decided on Monday to sell the ship.", "happened", "outcome.told", "2019-06-17"),
    ("He came to neither Lima nor Quito.", "did_not_happen", "outcome.not", None),
    ("The governor has called off her visit to Peru.", "cancelled", "outcome.called-off", None),
    ("LIMA, June 20 (Andes Wire) -- Peru voted on Sunday, and nobody won.", "happened", "outcome.vote", "2019-06-16"),
)


@pytest.mark.parametrize(("text", "outcome", "rule", "first"), IN_PASSING, ids=lambda x: str(x)[:30])
def test_what_is_told_in_passing(text: str, outcome: str, rule: str, first: str | None) -> None:
    got = [c for c in of(text, general=True) if rule in c.rules]
    assert [(c.outcome, str(c.window.earliest) if c.window else None) for c in got] == [(outcome, first)]


@pytest.mark.parametrize(
    "text",
    [
        "Emmanuel Macron was in doubt on Wednesday.",
        "The new tariffs will be in force after Monday.",
        "The premier will thank his guards after the parade on Monday.",
        "The soldiers who voted were few.",
        "The talks had been scheduled for Wednesday.",
        "The mayor called the plan a mistake.",
    ],
)
def test_what_is_told_of_no_event_in_passing(text: str) -> None:
    assert [c.quote.words for c in of(text, general=True)] == []


def test_the_day_a_thing_was_planned_for_is_no_new_day() -> None:
    (got,) = of("The launch, planned for December 18, has been put off.", general=True)
    assert (got.outcome, got.window) == ("moved", None)


def test_a_promise_beside_a_report_leaves_it_a_report() -> None:
    got = of("The party handed in its bill on Monday, and parliament will vote on Friday.", general=True)
    assert [(c.trigger.words, c.outcome) for c in got] == [("handed", "happened")]
