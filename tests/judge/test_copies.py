from __future__ import annotations

import datetime as dt
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foresaid.collect.same_story import sketch
from foresaid.judge.copies import COPY, KIN, NAMED, Likewise, Piece, contained, find_copies

DAY = dt.date(2019, 3, 22)
STORY = [
    f"{w}{n}"
    for n in range(20)
    for w in ("ministers", "met", "for", "talks", "on", "trade", "until", "late", "evening", "again")
]
OWN = [f"other{n}" for n in range(1000)]


def piece(
    key: str, words: list[str], *, day: int | None = 0, publisher: str | None = None, origin: str | None = None
) -> Piece:
    published = None if day is None else DAY + dt.timedelta(day)
    return Piece(key=key, published=published, sketch=sketch(" ".join(words)), publisher=publisher, origin=origin)


def test_the_later_one_is_the_copy() -> None:
    told = find_copies([piece("a", STORY, day=1), piece("b", STORY)])
    assert told == {"a": Likewise(key="a", of="b", how="copy", share=1.0)}


@pytest.mark.parametrize("day", [-2, 0, 1, None])
def test_one_that_names_its_origin_is_never_the_original(day: int | None) -> None:
    wire = piece("z", STORY, publisher="Northern Wire")
    copy = piece("a", STORY, day=day, publisher="Peninsula Mirror", origin="northern wire")
    assert {k: (x.of, x.how) for k, x in find_copies([copy, wire]).items()} == {"a": ("z", "copy")}


def test_the_named_one_is_the_original_of_all_that_copy_it() -> None:
    found = [
        piece("a", STORY, publisher="First Site"),
        piece("b", STORY, publisher="Second Site", origin="The Hanji Daily"),
        piece("c", STORY, publisher="hanjidaily.com", day=1),
        piece("d", STORY, publisher="Third Site", day=3),
    ]
    assert {k: x.of for k, x in find_copies(found).items()} == {"a": "c", "b": "c", "d": "c"}


def test_where_the_named_one_is_not_there_the_first_published_is_the_original() -> None:
    found = [piece("b", STORY, origin="Agency"), piece("a", STORY, origin="Agency", day=1)]
    assert {k: x.of for k, x in find_copies(found).items()} == {"a": "b"}


def test_one_that_names_itself_is_its_own_original() -> None:
    found = [piece("b", STORY, publisher="Wire", origin="Wire"), piece("a", STORY, day=1, publisher="Site")]
    assert {k: x.of for k, x in find_copies(found).items()} == {"a": "b"}


def test_cut_and_lengthened_a_little_it_is_a_copy_still() -> None:
    found = [piece("a", STORY), piece("b", STORY[:80], day=1), piece("c", STORY + OWN[:60], day=1)]
    assert {k: (x.of, x.how) for k, x in find_copies(found).items()} == {"b": ("a", "copy"), "c": ("a", "copy")}


def test_one_that_holds_it_all_among_much_else_is_kin() -> None:
    told = find_copies([piece("a", STORY), piece("b", OWN[:250] + STORY, day=1)])
    assert [(x.key, x.of, x.how) for x in told.values()] == [("b", "a", "kin")]


def test_a_copy_points_at_what_it_is_most_like_not_at_a_roundup_that_holds_both() -> None:
    found = [piece("a", STORY, day=1), piece("b", OWN[:600] + STORY), piece("c", STORY[:150], day=2)]
    told = find_copies(found)
    assert told["c"].of in ("a", "b")
    first = [piece("a", STORY), piece("b", OWN[:300] + STORY, day=1), piece("c", STORY[:150], day=2)]
    assert {k: (x.of, x.how) for k, x in find_copies(first).items()} == {"b": ("a", "kin"), "c": ("a", "copy")}


def test_a_shared_paragraph_makes_kin() -> None:
    told = find_copies([piece("a", STORY), piece("b", OWN[:120] + STORY[:80], day=1)])
    assert [(x.key, x.of, x.how) for x in told.values()] == [("b", "a", "kin")]
    assert KIN <= told["b"].share < COPY


def test_between_the_two_thresholds_the_origin_line_decides() -> None:
    words = STORY[:110] + OWN[:90]
    assert NAMED <= contained(sketch(" ".join(words)), sketch(" ".join(STORY))) < COPY
    wire = piece("a", STORY, publisher="Wire")
    assert find_copies([wire, piece("b", words, day=1, publisher="Site", origin="Wire")])["b"].how == "copy"
    assert find_copies([wire, piece("b", words, day=1, publisher="Site")])["b"].how == "kin"


def test_other_words_make_neither() -> None:
    assert find_copies([piece("a", STORY), piece("b", OWN[:200])]) == {}


def test_a_copy_of_a_copy_points_at_the_original() -> None:
    once = STORY[:140] + OWN[:60]
    twice = STORY[30:140] + OWN[:60] + OWN[300:360]
    told = find_copies([piece("a", STORY), piece("b", once, day=1), piece("c", twice, day=2)])
    assert {k: (x.of, x.how) for k, x in told.items()} == {"b": ("a", "copy"), "c": ("a", "copy")}


def test_two_that_share_a_brief_alone_are_not_copies_of_one_another() -> None:
    brief = STORY[:40]
    found = [piece("a", OWN[:160] + brief), piece("b", brief, day=1), piece("c", brief + OWN[300:460], day=2)]
    told = find_copies(found)
    assert (told["b"].of, told["b"].how) == ("a", "copy")
    assert told.get("c") is None or told["c"].how == "kin"


def test_short_texts_are_compared_as_wholes() -> None:
    assert find_copies([piece("a", STORY), piece("b", STORY[:8], day=1)]) == {}
    assert find_copies([piece("a", STORY[:8]), piece("b", STORY[:8], day=1)])["b"].how == "copy"


@pytest.mark.parametrize("broken", ["", "xyz", "0" * 7, "0" * 1024])
def test_what_is_no_sketch_is_passed_over(broken: str) -> None:
    odd = Piece(key="0", published=DAY, sketch=broken, publisher=None, origin=None)
    assert set(find_copies([odd, piece("a", STORY), piece("b", STORY)])) == {"b"}
    assert find_copies([]) == find_copies([odd]) == {}


def test_hundreds_of_sites_with_one_story_have_one_original() -> None:
    found = [piece(f"{n:03}", STORY, publisher=f"Site {n}", origin="Wire" if n % 3 else None) for n in range(300)]
    found.append(piece("wire", STORY, publisher="Wire"))
    told = find_copies(found)
    assert {x.of for x in told.values()} == {"wire"}
    assert len(told) == 300


PIECES = st.lists(
    st.tuples(
        st.integers(0, 3), st.integers(0, 120), st.integers(60, 200), st.integers(0, 300),
        st.sampled_from([None, 0, 0, 1, 5]), st.sampled_from([None, "A", "B", "C"]), st.sampled_from([None, "A", "B", "C"]),
    ),
    max_size=12,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(PIECES, st.randoms(use_true_random=False))
def test_no_order_matters_and_every_copy_points_at_an_original(
    made: list[tuple[int, ...]], chance: random.Random
) -> None:
    texts = [[f"{story}-{w}" for w in STORY] for story in range(4)]
    found = [
        piece(f"{n}", texts[s][a:z] + OWN[:own], day=day, publisher=p, origin=o)
        for n, (s, a, z, own, day, p, o) in enumerate(made)
    ]
    told = find_copies(found)
    chance.shuffle(found)
    assert find_copies(found) == told
    by_key = {p.key: p for p in found}
    for key, x in told.items():
        assert x.key == key
        assert x.of != key
        assert told[x.of].how == "kin" if x.of in told else x.of in by_key
        assert x.share >= KIN
