"""The measures of ``bench/coreference.py`` against cases worked by hand; the reading of ECB+'s files; the clustering."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.coreference import b_cubed, ceaf_e, clusters, conll, muc
from bench.ecb_corpus import documents, spaces
from hypothesis import given
from hypothesis import strategies as st

from foresaid.judge.mentions import Collection, EventMention, average_link, features, pairs

ONE = [frozenset("abc"), frozenset("defg")]
TWO = [frozenset("ab"), frozenset("cd"), frozenset("fg"), frozenset("e")]


def test_muc_by_hand():
    # gold has 2 + 3 links; TWO cuts abc into 2 parts (ab, c) and defg into 3 (d, fg, e): 1 + 1 of 5 kept.
    # TWO has 3 links; of these c-d crosses: 1 + 0 + 1 of 3.
    got = muc(ONE, TWO)
    assert (got.recall, got.precision) == pytest.approx((2 / 5, 2 / 3))


def test_b_cubed_by_hand():
    # recall: a, b 2/3 each, c 1/3; d, e 1/4, f, g 2/4 each: (4/3 + 1/3 + 1/2 + 1) / 7
    # precision: a, b 1; c, d 1/2; f, g 1; e 1: 6 / 7
    got = b_cubed(ONE, TWO)
    assert (got.recall, got.precision) == pytest.approx(((4 / 3 + 1 / 3 + 1 / 2 + 1) / 7, 6 / 7))


def test_ceaf_by_hand():
    # abc-ab: 2*2/5; defg-fg: 2*2/6; two gold and four system clusters
    got = ceaf_e(ONE, TWO)
    assert (got.recall, got.precision) == pytest.approx(((0.8 + 2 / 3) / 2, (0.8 + 2 / 3) / 4))


def test_ceaf_takes_the_best_alignment_not_the_greedy_one():
    # The first: abcde with abc (6/8), xyz with dex (2/6). The second: greedy would take abcde with abcfg (6/10), and leave
    # nothing for de and fgh; abcde with de (4/7) and fgh with abcfg (4/8) are worth more.
    gold = [frozenset("abcde"), frozenset("xyz")]
    system = [frozenset("abc"), frozenset("dex")]
    assert ceaf_e(gold, system).recall == pytest.approx((2 * 3 / 8 + 2 * 1 / 6) / 2)
    gold, system = [frozenset("abcde"), frozenset("fgh")], [frozenset("abcfg"), frozenset("de")]
    assert ceaf_e(gold, system).recall == pytest.approx((2 * 2 / 7 + 2 * 2 / 8) / 2)


def test_clusters_of_one_count_but_hold_no_link():
    alone = [frozenset("a"), frozenset("b")]
    assert muc(alone, alone).f1 == 0
    assert b_cubed(alone, alone).f1 == ceaf_e(alone, alone).f1 == 1


@given(st.lists(st.integers(0, 4), min_size=2, max_size=14), st.data())
def test_measures_stay_in_bounds_and_swap_sides(labels, data):
    other = data.draw(st.lists(st.integers(0, 4), min_size=len(labels), max_size=len(labels)))
    a, b = (clusters({str(i): str(x) for i, x in enumerate(side)}) for side in (labels, other))
    for measure in (muc, b_cubed, ceaf_e):
        one, two = measure(a, b), measure(b, a)
        assert 0 <= one.precision <= 1 + 1e-9
        assert one.precision == pytest.approx(two.recall)
        assert measure(a, a).precision == pytest.approx(1.0 if measure is not muc or len(a) < len(labels) else 0.0)
    if len(a) < len(labels):
        assert conll(a, a) == pytest.approx(1.0)


XML = """<Document doc_name="7_1ecb.xml"><token t_id="1" sentence="0" number="0">It</token>
<token t_id="2" sentence="0" number="1">fell</token><token t_id="3" sentence="1" number="0">The</token>
<token t_id="4" sentence="1" number="1">fall</token>
<Markables><ACTION_OCCURRENCE m_id="5"><token_anchor t_id="2"/></ACTION_OCCURRENCE>
<ACTION_OCCURRENCE m_id="6"><token_anchor t_id="4"/></ACTION_OCCURRENCE>
<HUMAN_PART m_id="8"><token_anchor t_id="1"/></HUMAN_PART>
<ACTION_OCCURRENCE m_id="7" RELATED_TO="" TAG_DESCRIPTOR="fall" instance_id="ACT1"/></Markables>
<Relations><CROSS_DOC_COREF r_id="1" note="ACT1"><source m_id="5"/><source m_id="6"/><target m_id="7"/></CROSS_DOC_COREF>
</Relations></Document>"""


def test_a_document_is_read_with_its_checked_sentences_alone(tmp_path: Path):
    (tmp_path / "7").mkdir()
    (tmp_path / "7" / "7_1ecb.xml").write_text(XML, encoding="utf-8")
    (d,) = documents(tmp_path)
    assert [(g.id, g.event) for g in d.gold] == [("7_1ecb:5", "ACT1"), ("7_1ecb:6", "ACT1")]
    assert (d.topic, d.subtopic, d.sentences) == ("7", "7ecb", ((0, 2), (2, 4)))
    (tmp_path / "ECBplus_coreference_sentences.csv").write_text("Topic,File,Sentence Number\n7,1ecb,1\n")
    (d,) = documents(tmp_path)
    assert [g.id for g in d.gold] == ["7_1ecb:6"]


def test_blanks_between_tokens():
    words = ("He", "did", "n't", "say", '"', "no", '"', ",", "in", "(", "a", ")", "year", "-", "end")
    text = "".join(w + " " * s for w, s in zip(words, spaces(words), strict=True)).strip()
    assert text == 'He didn\'t say "no", in (a) year-end'


def mention(id: str, stem: str, document: str = "d", **more: frozenset[str]) -> EventMention:
    return EventMention(id=id, document=document, sentence=0, stem=stem, trigger=frozenset([stem]), verb=True, **more)


DOCUMENTS = Collection({"d": {"quak": 2, "sumatra": 1}, "e": {"quak": 1, "sumatra": 2}, "f": {"vote": 3}})


def test_mentions_are_paired_by_their_words_and_documents():
    ms = [mention("a", "kill"), mention("b", "murder", "e"), mention("c", "elect"), mention("x", "kill", "f")]
    assert list(pairs(ms, DOCUMENTS)) == [(0, 1)]  # x: its document shares nothing with the others


def test_who_takes_part_tells_two_events_of_one_word_apart():
    bob, eve = frozenset(["bob"]), frozenset(["eve"])
    same = features(mention("a", "kill", patients=bob), mention("b", "kill", patients=bob), DOCUMENTS)
    other = features(mention("a", "kill", patients=bob), mention("b", "kill", patients=eve), DOCUMENTS)
    assert same["same:patients same"] == other["same:patients other"] == 1
    assert "same:patients other" not in same


def test_average_link_asks_for_the_mean_over_all_pairs():
    assert average_link(3, [(0, 1, 3.0), (1, 2, 2.0), (0, 2, -3.0)], 0.0) == [0, 0, 2]
    assert average_link(3, [(0, 1, 3.0), (1, 2, 2.0), (0, 2, -1.0)], 0.0) == [0, 0, 0]
    assert average_link(2, [(0, 1, -0.5)], 0.0) == [0, 1]


@given(st.permutations([(0, 1, 2.0), (1, 2, 1.5), (3, 4, 1.0), (2, 3, -1.0), (0, 2, 0.5)]))
def test_average_link_does_not_hang_on_the_order_of_pairs(scored):
    assert average_link(5, scored, 0.0) == [0, 0, 0, 3, 3]
