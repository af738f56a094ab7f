from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foresaid.core import Event, Participant, Reading, Source, Span, Voice
from foresaid.show.marked_text import Mark, mark_up, marked_page, plain

VOID = {"meta"}
OURS = {
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "main",
    "p",
    "mark",
    "span",
    "b",
    "article",
    "header",
    "h2",
    "h3",
    "sup",
    "i",
    "bdi",
    "aside",
    "section",
    "ol",
    "ul",
    "li",
    "a",
}


class Tree(HTMLParser):
    """Checks that elements nest, and collects each character with the elements around it, cards left out."""

    def __init__(self) -> None:
        super().__init__()
        self.stack: list[tuple[str, dict[str, str | None]]] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[tuple[str, list[str]]] = []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.stack.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.stack.pop()[0] == tag

    def handle_data(self, data):
        classes = [str(a.get("class")) for _, a in self.stack]
        if "card" not in classes and "sup" not in [t for t, _ in self.stack]:
            self.text += [(c, classes) for c in data]


def tree(page):
    out = Tree()
    out.feed(page)
    out.close()
    assert out.stack == []
    return out


def page_of(read, **options):
    return "".join(marked_page([read], **options))


def element(n, start, end):
    return Mark(start=start, end=end, rank=n, element="i", first=f'<i class="m{n}">', more=f'<i class="m{n}">')


@given(
    st.text(alphabet='ab<&"\n ', max_size=12), st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=6)
)
def test_marks_nest_and_cover_just_their_characters(text, pairs):
    marks = [element(n, a, b) for n, (a, b) in enumerate(pairs) if a < b <= len(text)]
    for start, end in ((0, len(text)), (min(2, len(text)), max(min(2, len(text)), len(text) - 1))):
        got = tree(mark_up(text, start, end, marks)).text
        assert "".join(c for c, _ in got) == text[start:end]
        for at, (_, classes) in enumerate(got, start):
            assert sorted(classes) == sorted(f"m{m.rank}" for m in marks if m.start <= at < m.end)


def test_no_mark_is_cut_without_need():
    assert mark_up("abcd", 0, 4, [element(0, 0, 4), element(1, 1, 2), element(2, 2, 4)]) == (
        '<i class="m0">a<i class="m1">b</i><i class="m2">cd</i></i>'
    )


def test_the_page_marks_the_claim_where_it_stands(ports):
    parsed = tree(page_of(ports))
    marked = "".join(c for c, classes in parsed.text if "claim plan certain" in classes)
    assert "The two ports will sign a harbour pact on 12 June" in marked
    kinds = {k: "".join(c for c, classes in parsed.text if k in classes) for k in ("trigger", "source", "cue", "time")}
    assert "sign" in kinds["trigger"]
    assert "Norway's transport minister" in kinds["source"]
    assert "quoted" in kinds["cue"]
    assert "on 12 June" in kinds["time"]


def test_the_whole_text_stands_in_the_page_once(ports):
    shown = "".join(c for c, _ in tree(page_of(ports)).text)
    for paragraph in ports.article.text.split("\n\n"):
        assert shown.count(paragraph) == 1


def test_comments_stand_apart(ports):
    parsed = tree(page_of(ports))
    grey = "".join(c for c, classes in parsed.text if classes[-2:] == ["grey", "None"] or "grey" in classes)
    assert "It will never happen by June." in grey
    assert "The two ports" not in grey


def test_ids_are_unique_and_described(ports):
    parsed = tree("".join(marked_page([ports, ports])))
    ids = [a["id"] for _, a in parsed.seen if "id" in a]
    assert len(ids) == len(set(ids))
    wanted = [a[k] for _, a in parsed.seen for k in ("aria-describedby", "aria-labelledby") if k in a]
    wanted += [str(a["href"])[1:] for t, a in parsed.seen if t == "a"]
    assert wanted
    assert set(wanted) <= set(ids)
    assert all(a.get("tabindex") == "0" for t, a in parsed.seen if t == "mark" and "id" in a)


def test_overlapping_claims_both_show(ports):
    text = ports.article.text
    first = ports.reading.claims[0]
    other = replace(
        first,
        id="c9",
        kind="forecast",
        quote=Span.of(text, first.quote.start + 10, first.quote.end + 12),
        trigger=first.trigger,
    )
    parsed = tree(page_of(replace(ports, reading=replace(ports.reading, claims=(first, other)))))
    both = [c for c, classes in parsed.text if "claim plan certain" in classes and "claim forecast certain" in classes]
    assert "".join(both) == text[first.quote.start + 10 : first.quote.end]


def test_explain_adds_the_rules(ports):
    assert "quoted-as" not in page_of(ports)
    assert "may, quoted-as" in page_of(ports, explain=True)


HOSTILE = """</mark><script>alert(1)</script><img src=x onerror=alert(1)>"' & &amp; ]]> <!-- \x00\x1b \u202e"""


@pytest.mark.parametrize("url", ["javascript:alert(1)", 'https://example.org/"><script>', None])
def test_hostile_text_stays_text(ports, url):
    text = f"{HOSTILE}\n\n{HOSTILE}"
    span = Span.of(text, 3, len(text) - 3)
    claim = replace(
        ports.reading.claims[0],
        quote=span,
        trigger=Span.of(text, 5, 20),
        event=Event(type="OTHER", label=HOSTILE),
        participants=(Participant(name=HOSTILE, id=HOSTILE),),
        sources=(Source(name=HOSTILE, kind="person", affiliation=HOSTILE),),
        rules=(HOSTILE,),
        condition=span,
        because=span,
        place=Participant(name=HOSTILE),
        window=replace(ports.reading.claims[0].window, words=span, problem=HOSTILE),
    )
    article = replace(
        ports.article,
        text=text,
        body=(),
        headline=None,
        title=HOSTILE,
        publisher=HOSTILE,
        origin=HOSTILE,
        byline=HOSTILE,
        where=HOSTILE,
        url=url,
        voices=(Voice(kind="comment", author=HOSTILE, span=Span.of(text, len(text) - 40, len(text))),),
    )
    relation = replace(ports.reading.relations[0], quote=span, pair=(HOSTILE, HOSTILE))
    page = page_of(
        replace(ports, article=article, reading=Reading(article="x", claims=(claim,), relations=(relation,))),
        explain=True,
    )
    parsed = tree(page)
    assert {t for t, _ in parsed.seen} <= OURS
    assert not [a for _, attrs in parsed.seen for a in attrs if a.startswith("on") or a in ("src", "srcset", "style")]
    links = [str(a["href"]) for t, a in parsed.seen if t == "a"]
    assert all(h.startswith(("#", "https://example.org/")) for h in links)
    assert "\x00" not in page
    assert "\x1b" not in page


def test_nothing_is_fetched(ports):
    page = page_of(ports)
    assert "url(" not in page
    assert "@import" not in page
    assert not {"link", "script", "img", "iframe"} & {t for t, _ in tree(page).seen}


def test_plain_keeps_what_html_may_hold():
    assert plain("a\tb\nc 首\u00adé👩\u200d👧") == "a\tb\nc 首\u00adé👩\u200d👧"
    assert plain("\x07\u2028<") == "\ufffd &lt;"
