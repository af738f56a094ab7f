"""Which line breaks are the column's and which the writer's."""

import textwrap

import pytest

from foresaid.collect.layout import lay_out

ONE = (
    "The two ministers will meet in Oslo on Friday to sign the ports pact, said a Danish official who has read the draft "
    "and who asked not to be named."
)
TWO = "Sweden may follow before the summer. Its parliament is to vote on 12 June, aged though the bill is."
ITEMS = "The pact has three parts that all of the parties have to put into law by the end of the next year:"


def runs(text, **options):
    return [" ".join(s.words.split()) for s in lay_out(text, **options).body]


@pytest.mark.parametrize("width", [55, 72, 100])
@pytest.mark.parametrize("paragraphs", [[ONE], [ONE, TWO], [TWO, ONE, TWO]])
def test_wrapped_paragraphs_are_one_run_each(width, paragraphs):
    text = "\n\n".join(textwrap.fill(p, width) for p in paragraphs)
    assert runs(text, title="") == paragraphs


def test_a_number_that_goes_on_is_no_item():
    text = "The drowned sailors were aged nineteen, twenty-two, forty, and\n59. The others were saved by a boat of the coast guard."
    assert runs(f"{textwrap.fill(ONE, 64)}\n\n{text}\n\n{textwrap.fill(ONE, 64)}", title="")[1] == " ".join(
        text.split()
    )


def test_items_stay_apart():
    items = [
        "1. a fee for ships from the other states of the union.",
        "2. a council of the three ministers for the ports.",
    ]
    listed = textwrap.fill(ITEMS, 60) + "\n" + "\n".join(items)
    got = runs("\n\n".join([textwrap.fill(ONE, 60), listed, textwrap.fill(TWO, 60)]), title="")
    assert got[2:4] == items


def test_lines_that_are_paragraphs_stay_apart():
    lines = [ONE, TWO, "Norway has not yet said whether it will take part in the pact.", TWO]
    assert runs("\n".join(lines), title="") == lines


def test_a_headline_above_its_deck_stays_apart():
    headline, deck = (
        "Norway and Denmark Will Sign a Pact on Ports in June",
        "Sweden may follow, a Danish official has said in Oslo",
    )
    assert runs(f"{headline}\n{deck}\n{ONE}\n{TWO}")[:2] == [headline, deck]


def test_an_address_does_not_hide_the_width():
    text = textwrap.fill(ONE, 72) + "\n\nhttps://ports.example/" + "a" * 150 + "\n\n" + textwrap.fill(TWO, 72)
    assert {ONE, TWO} <= set(runs(text, title=""))
