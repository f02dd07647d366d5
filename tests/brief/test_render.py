"""The terminal page and the HTML page: the same findings, each with its source, hostile text harmless."""

import html.parser
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.brief import html as page
from foedus.brief import terminal
from foedus.brief.compose import compose
from foedus.brief.make import sources
from foedus.model.source import Document
from tests.brief.conftest import ON, TEXT, article


@pytest.fixture(scope="module")
def brief(reading):
    return compose(reading, on=ON, known=ON, sources=sources())


class Page(html.parser.HTMLParser):
    """Start tags, ids, links, and the text of a page."""

    def __init__(self, source):
        super().__init__()
        self.tags, self.ids, self.links, self.text, self.attributes = [], [], [], "", []
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, k, v or "") for k, v in attrs]
        self.ids += [v for k, v in attrs if k == "id"]
        self.links += [v for k, v in attrs if k == "href"]

    def handle_data(self, data):
        self.text += data


def test_the_terminal_page_says_before_and_after_with_the_article(brief):
    out = terminal.render(brief, text=TEXT, width=100)
    assert "WHO MUST FIGHT FOR WHOM" in out
    assert "If Ukraine (or any other state)" in out
    row = next(line for line in out.splitlines() if "China" in line)
    assert row.startswith("  If any other state attacks North")
    assert row.endswith("+ Russia")
    assert "prk-rus-2024 Art. 4" in out
    assert "if true" in out
    assert "denied by" in out


@pytest.mark.parametrize("width", [72, 100, 110])
def test_no_line_is_wider_than_the_terminal_and_it_fits_two_screens(brief, width):
    lines = terminal.render(brief, text=TEXT, width=width).splitlines()
    assert max(map(len, lines)) <= width
    assert len(lines) <= 100


def test_full_holds_all_that_is_cut(brief):
    short = terminal.render(brief, text=TEXT)
    full = terminal.render(brief, text=TEXT, full=True)
    assert len(full) >= len(short)
    assert "--full" not in full


def test_without_the_article_places_are_offsets(brief):
    out = terminal.render(brief, text=None)
    start, end = brief.reading.commitments[0].span
    assert f"[{start}–{end}]" in out


def test_every_link_of_the_page_leads_somewhere_on_it(brief):
    made = Page(page.render(brief, text=TEXT))
    inner = {link[1:] for link in made.links if link.startswith("#")}
    assert inner
    assert inner <= set(made.ids)
    assert all(link.startswith("#") for link in made.links)
    assert len(made.ids) == len(set(made.ids))


def test_the_page_lights_the_span_of_a_finding(brief):
    start, end = brief.reading.commitments[0].span
    source = page.render(brief, text=TEXT)
    anchor = source.index(f'id="s{start}-{end}"')
    assert TEXT[start : start + 20] in source[anchor : anchor + 200]


def test_the_page_needs_no_script_and_nothing_from_elsewhere(brief):
    source = page.render(brief, text=TEXT)
    made = Page(source)
    assert "script" not in made.tags
    assert "default-src 'none'" in source
    assert not [a for a in made.attributes if a[1] in ("src", "style") or a[1].startswith("on")]
    assert "svg" in made.tags


HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)> {{7*7}} </style> \x1b[31m \u202e'


def hostile_brief():
    reading = article()
    source = replace(reading.source, title=HOSTILE, name=HOSTILE)
    speaker = replace(reading.statements[0], speaker=HOSTILE, role=HOSTILE)
    return compose(replace(reading, source=source, statements=(speaker,)), on=ON, known=ON, sources=sources())


def test_hostile_text_stays_text():
    source = page.render(hostile_brief(), text=TEXT.replace("Ukraine", HOSTILE)[: len(TEXT)])
    made = Page(source)
    assert "script" not in made.tags
    assert "img" not in made.tags
    assert not [a for a in made.attributes if a[1].startswith("on")]
    assert "{{7*7}}" in made.text
    assert "\x1b" not in source
    assert "\u202e" not in source


@settings(max_examples=25, deadline=None)
@given(
    st.text(st.characters(categories=["L", "P", "S", "Zs", "Cc", "Cf"], exclude_characters="\r"), max_size=60)
)
def test_the_page_shows_the_whole_text_whatever_it_is(words):
    text = TEXT + words
    reading = article()
    source = Document(
        name="a", title=words or None, published="2024-06-20", sha256="0" * 64, length=len(text)
    )
    brief = compose(replace(reading, source=source), on=date(2024, 6, 20), known=ON, sources=sources())
    made = Page(page.render(brief, text=text))
    assert "script" not in made.tags
    assert "if one of them is put in a state of war" in made.text
