import datetime as dt
from dataclasses import replace

import pytest
from rich.cells import cell_len

from foresaid.core import Event, Reading, Source, Span, Window
from foresaid.show.table import attribution_table, claim_table, source_text, time_table, window_text


def shown(ports, **options):
    return "".join(claim_table([ports], **{"width": 80, "colour": False, **options}))


def with_title(ports, title):
    return replace(ports, article=replace(ports.article, title=title))


def test_what_a_claim_shows(ports):
    text = " ".join(shown(ports).split())
    for part in (
        "2019-06-12",
        "on 12 June",
        "sign a",
        "AGREE plan · The two ports",
        "minister (NOR)",
        "+ certain",
        "- possible",
    ):
        assert part in text
    assert "A diplomat → a" in text
    assert text.endswith("1 article, 2 forward claims (1 plan, 1 forecast), 1 report, 1 relation.")
    assert "rules:" not in text


def test_explain_shows_the_rules(ports):
    assert [line.strip() for line in shown(ports, explain=True).splitlines() if "rules: " in line][:2] == [
        "rules: will, said",
        "rules: may, quoted-as",
    ]


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("title", ["plain", "首脳会談" * 30, "e\u0301" * 200, "x" * 300, "👩‍👩‍👧" * 60])
def test_nothing_is_wider_than_asked(ports, width, title):
    label = with_title(ports, title)
    wide = replace(
        ports.reading.claims[0], quote=Span(start=0, end=len(title), words=title), event=Event(type="MEET", label=title)
    )
    label = replace(label, reading=replace(label.reading, claims=(wide, *label.reading.claims)))
    text = shown(label, width=width, explain=True)
    assert max(cell_len(line) for line in text.splitlines()) <= width
    assert all(line == line.rstrip() for line in text.splitlines())


@pytest.mark.parametrize(
    "hostile", ["\x1b[31mred\x1b[0m", "a\x07b\x08c\rd", "[bold]x[/bold]", "\u202eright to left", ":smiley:"]
)
def test_no_article_steers_the_terminal(ports, hostile):
    text = shown(with_title(ports, hostile))
    assert all(c.isprintable() or c == "\n" for c in text)
    if hostile.isprintable():
        assert hostile in text


def test_colour_only_when_asked(ports):
    assert "\x1b[" in shown(ports, colour=True)
    assert "\x1b" not in shown(ports)


def test_an_article_without_claims(ports):
    text = shown(replace(ports, reading=Reading(article="ports")))
    assert "No forward claims." in text
    assert "0 forward claims (0 plans, 0 forecasts), 0 reports, 0 relations." in text


def test_why_a_window_is_not_resolved_is_said_once(ports):
    words = ports.reading.claims[0].window.words
    window = Window(earliest=None, latest=None, words=words, grain="day", problem="window not resolved: give --date")
    claims = tuple(replace(c, window=window) for c in ports.reading.claims)
    text = shown(replace(ports, reading=replace(ports.reading, claims=claims)))
    assert text.count("give --date") == 1
    assert "3 claims: window not resolved" in text


@pytest.mark.parametrize(
    ("first", "last", "approximate", "text"),
    [
        ("2019-06-12", "2019-06-12", False, "2019-06-12"),
        ("2019-05-01", "2019-05-31", False, "2019-05-01 to 2019-05-31"),
        ("2019-05-01", None, False, "from 2019-05-01"),
        (None, "2019-05-31", True, "~until 2019-05-31"),
        (None, None, False, "not resolved"),
    ],
)
def test_window_text(first, last, approximate, text):
    day = dt.date.fromisoformat
    window = Window(
        earliest=first and day(first),
        latest=last and day(last),
        approximate=approximate,
        grain="day",
        words=Span(start=0, end=1, words="x"),
    )
    assert window_text(window) == text


def test_source_text_says_the_affiliation_once():
    assert source_text(Source(name="Nato", kind="institution", affiliation="Nato")) == "Nato"
    assert source_text(Source(name="a minister", kind="office", affiliation="NOR")) == "a minister (NOR)"


def test_times_and_attributions(ports):
    times = "".join(time_table([ports], width=80, colour=False))
    assert "12 June" in times
    assert "2019-W18" in times
    assert times.endswith("3 time expressions.\n")
    quotes = "".join(attribution_table([ports], width=80, colour=False))
    assert "A diplomat → a Danish" in quotes
    assert quotes.endswith("3 attributions.\n")
    assert max(map(len, (times + quotes).splitlines())) <= 80
