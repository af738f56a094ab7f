"""Claims joined to events."""

from __future__ import annotations

from tests.judge.made_items import day, made, other_news

from foresaid.judge.events import day_of, join

NORWAY = [("Norway", "NOR")]


def tunnel(article: str, published: str, window: tuple[str | None, str | None]):
    return made("Norway will open the Bergen tunnel", "open", article, published, window=window, who=NORWAY)


A = tunnel("a", "2024-05-01", ("2024-05-10", "2024-05-20"))
B = tunnel("b", "2024-05-02", ("2024-05-12", "2024-05-12"))
DONE = made(
    "Norway opened the Bergen tunnel",
    "opened",
    "c",
    "2024-05-13",
    window=("2024-05-12", "2024-05-12"),
    outcome="happened",
    who=NORWAY,
)
NEXT = tunnel("d", "2024-06-20", ("2024-07-01", "2024-07-31"))
OTHER = made(
    "Chile will vote on a budget",
    "vote",
    "e",
    "2024-05-03",
    window=("2024-09-01", "2024-09-01"),
    who=[("Chile", "CHL")],
)


def test_claims_and_report_of_one_opening_are_one_event_with_reasons() -> None:
    events = join([A, B, OTHER, DONE])
    assert [[i.article for i in e.items] for e in events] == [["a", "b", "c"], ["e"]]
    assert events[0].happened == day("2024-05-12")
    to, likeness = events[0].why[B.id]
    assert to == A.id
    assert likeness.has("same trigger")
    assert A.id not in events[0].why


def test_a_plan_after_the_event_is_for_another_one() -> None:
    news = other_news()
    assert len(join([*news, A, DONE])) - len(join(news)) == 1
    assert len(join([*news, A, DONE, NEXT])) - len(join(news)) == 2
    assert len(join([*news, A, NEXT])) - len(join(news)) == 1


def test_people_join_and_part() -> None:
    pair = tuple(sorted((A.id, B.id)))
    assert len(join([A, B])) == 1
    assert len(join([A, B], apart=frozenset({pair}))) == 2
    forced = tuple(sorted((A.id, OTHER.id)))
    assert len(join([A, OTHER])) == 2
    assert len(join([A, OTHER], same=frozenset({forced}))) == 1


def test_the_day_of_a_report_is_the_last_that_it_can_mean() -> None:
    month = made("It opened", "opened", "f", "2024-05-13", window=("2024-05-01", "2024-05-31"), outcome="happened")
    bare = made("It opened", "opened", "f", "2024-05-13", outcome="happened")
    assert day_of(DONE) == day("2024-05-12")
    assert day_of(month) == day_of(bare) == day("2024-05-13")
