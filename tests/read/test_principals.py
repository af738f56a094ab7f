"""Which candidates become the principals of a claim."""

import pytest

from foresaid.core import Participant
from foresaid.read.principals import Principal
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
