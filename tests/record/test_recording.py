"""What reading an article again, or a newer version of it, adds."""

import dataclasses

import pytest
from tests.record.made import READER, state, told

from foresaid.collect.same_story import likeness, sketch
from foresaid.core import Problem, Reading, Relation, Span, SpanMismatchError
from foresaid.pipeline import Read, _record
from foresaid.record import tables, view
from foresaid.record.audit import verify
from foresaid.record.ledger import Ledger, dump
from foresaid.record.recording import is_known, record_reading

TEXT = "The ports will sign a harbour pact. The minister will visit Oslo in June. Talks may follow in the autumn."


def kinds(ledger, after=0):
    return [(e.kind, e.replaces is not None) for e in ledger.entries(after)]


def live(ledger):
    with ledger.reading() as c:
        return [k.claim.trigger.words for k in view.claims(c)]


def put(ledger, article, reading, reader=READER):
    """As the pipeline does: with a sketch, and a look for earlier versions."""
    [(_, done)] = _record(Read(article=article, reading=reading), ledger, reader)
    return done


def test_an_article_its_claims_and_its_reading_are_lines(ledger):
    article, reading = told(TEXT, "sign", "visit")
    done = put(ledger, article, reading)
    assert (done.new, done.replaced, done.withdrawn, done.known) == (2, 0, 0, False)
    assert kinds(ledger) == [("article", False), ("claim", False), ("claim", False), ("reading", False)]
    with ledger.reading() as c:
        assert view.article(c, done.key) == article
        assert [k.claim for k in view.claims(c)] == [dataclasses.replace(x, article=done.key) for x in reading.claims]
    assert {e.made_at for e in ledger.entries()} == {article.published}


def test_a_relation_is_a_line_too(ledger):
    article, reading = told(TEXT, "sign")
    warm = Relation(id="r1", article="a1", quote=Span.of(TEXT, 0, 9), pair=("DNK", "NOR"), tone=1)
    assert put(ledger, article, Reading(article="a1", claims=reading.claims, relations=(warm,))).new == 2
    assert put(ledger, article, reading, "reader 2").withdrawn == 1
    with ledger.reading() as c:
        [row] = dump(c, tables.relation)
    assert (row["first"], row["second"], row["tone"], row["live"]) == ("DNK", "NOR", 1, 0)


def test_reading_again_adds_nothing(ledger):
    put(ledger, *told(TEXT, "sign", "visit"))
    before = state(ledger)
    assert is_known(ledger, told(TEXT)[0], READER)
    assert put(ledger, *told(TEXT, "sign", "visit")).known
    assert state(ledger) == before


def test_a_newer_reader_that_reads_the_same_adds_only_that_it_read(ledger):
    put(ledger, *told(TEXT, "sign", "visit"))
    done = put(ledger, *told(TEXT, "sign", "visit"), "reader 2")
    assert (done.new, done.replaced, done.withdrawn, done.known) == (0, 0, 0, False)
    assert kinds(ledger, 4) == [("reading", True)]


def test_a_changed_reading_replaces_the_line(ledger):
    put(ledger, *told(TEXT, "sign", "visit"))
    first = list(ledger.entries())
    done = put(ledger, *told(TEXT, "sign", "visit", note="y"), "reader 2")
    assert (done.new, done.replaced, done.withdrawn) == (0, 2, 0)
    assert [e.replaces for e in ledger.entries(4) if e.kind == "claim"] == [first[1].id, first[2].id]
    assert live(ledger) == ["sign", "visit"]


def test_a_claim_of_another_id_at_the_same_trigger_replaces_it(ledger):
    article, reading = told(TEXT, "sign")
    put(ledger, article, reading)
    other = Reading(article="a1", claims=(dataclasses.replace(reading.claims[0], id="other"),))
    done = put(ledger, article, other, "reader 2")
    assert (done.new, done.replaced, done.withdrawn) == (0, 1, 0)
    with ledger.reading() as c:
        assert [k.claim.id for k in view.claims(c)] == ["other"]


def test_a_claim_no_longer_found_is_withdrawn(ledger):
    put(ledger, *told(TEXT, "sign", "visit"))
    claim = next(e for e in ledger.entries() if e.kind == "claim")
    done = put(ledger, *told(TEXT, "visit"), "reader 2")
    assert (done.new, done.replaced, done.withdrawn) == (0, 0, 1)
    [line] = [e for e in ledger.entries() if e.kind == "withdrawal"]
    assert (line.subject, line.replaces) == (claim.subject, claim.id)
    assert live(ledger) == ["visit"]


def test_readers_may_take_turns_for_ever(ledger):
    """Two readers, one with actors of the user's own, read in turn: no line is the same as one before."""
    for n in range(5):
        found = put(ledger, *told(TEXT, *(["sign", "visit"] if n % 2 else ["visit"])), f"reader {n % 2}")
        assert not found.known
        assert live(ledger) == (["sign", "visit"] if n % 2 else ["visit"])
    assert list(verify(ledger)) == []


@pytest.mark.parametrize("same", ["id", "url"])
def test_a_newer_version_takes_over(ledger, same):
    put(ledger, *told(TEXT, "sign", "visit", id="a1", url="https://example.org/a"))
    newer = TEXT + " More talks may be held after that."
    fields = {"id": "a1", "url": None} if same == "id" else {"id": "a2", "url": "https://example.org/a"}
    assert likeness(sketch(TEXT), sketch(newer)) >= 0.5
    done = put(ledger, *told(newer, "sign", "Talks", **fields))
    with ledger.reading() as c:
        assert set(view.heads(c)) == {done.key}
    assert live(ledger) == ["sign", "Talks"]
    [old, new] = [e for e in ledger.entries() if e.kind == "article"]
    assert new.replaces == old.id
    assert list(verify(ledger)) == []


def test_a_version_that_was_taken_over_is_not_read_again(ledger):
    """A folder that holds both versions, recorded again and again, by newer readers too, ends in the newer one."""
    versions = told(TEXT, "sign", "visit"), told(TEXT + " More talks may be held after that.", "sign")
    for reader in ("reader 1", "reader 1", "reader 2", "reader 3"):
        for version in versions:
            put(ledger, *version, reader)
        assert live(ledger) == ["sign"]
    assert len([e for e in ledger.entries() if e.kind == "article"]) == 2


def test_an_unrelated_article_of_the_same_id_stays_apart(ledger):
    put(ledger, *told(TEXT, "sign"))
    put(
        ledger, *told("A storm will reach the coast on Friday, the weather office says, and trains will stop.", "reach")
    )
    assert sorted(live(ledger)) == ["reach", "sign"]
    assert not [e for e in ledger.entries() if e.replaces]


def test_a_span_that_does_not_hold_its_words_is_refused(ledger):
    article, reading = told(TEXT, "sign")
    wrong = dataclasses.replace(reading.claims[0], trigger=Span(start=3, end=7, words="sign"))
    bad = Reading(article="a1", claims=(wrong,))
    with pytest.raises(SpanMismatchError, match="sign"):
        record_reading(ledger, article, bad, reader=READER)
    [problem] = _record(Read(article=article, reading=bad), ledger, READER)
    assert isinstance(problem, Problem)
    assert problem.stage == "record"
    assert ledger.head()[0] == 0


@pytest.mark.parametrize(
    "odd", ["\0", "\ud800", "\u2028", "'; DROP TABLE entry; --", "x" * 5000, "ключ", "\N{PARTY POPPER}"]
)
def test_any_characters_are_kept(ledger, odd):
    text = f"The ports {odd} will sign a pact."
    article, reading = told(
        text, "sign", id=f"id {odd}", url=f"https://example.org/{odd}", title=odd, source=f"who {odd}"
    )
    done = put(ledger, article, reading)
    put(ledger, *told(text + " Soon.", "sign", id=f"id {odd}"))
    with ledger.reading() as c:
        assert view.article(c, done.key) == article
    assert list(verify(ledger)) == []
    with Ledger.open(":memory:", write=True) as other:
        from foresaid.record.exchange import import_lines

        out = state(ledger)
        import_lines(out["journal"], other)
        assert state(other)["claim"] == out["claim"]


def test_a_long_article_of_many_words_is_indexed(ledger):
    text = "The ports will sign a pact. " + " ".join(f"word{n}" for n in range(120_000)) + "."
    put(ledger, *told(text, "sign"))
    assert state(ledger)["words"]["sign pact"]
    assert list(verify(ledger)) == []
