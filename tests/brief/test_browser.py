"""The page in a real browser: no script runs, nothing is fetched, a finding leads to its words."""

import os
import shutil

import pytest

from foedus.brief import html as page
from foedus.brief.compose import compose
from foedus.brief.make import sources
from tests.brief.conftest import ON, TEXT
from tests.brief.test_render import hostile_brief

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="needs a Chromium on the machine"),
]


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as started:
        found = started.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, *root])
        yield found
        found.close()


def opened(browser, tmp_path, source, **context):
    file = tmp_path / "brief.html"
    file.write_text(source, encoding="utf-8")
    tab = browser.new_context(**context).new_page()
    tab.said, tab.asked = [], []
    tab.on("console", lambda m: tab.said.append(m.text))
    tab.on("dialog", lambda d: (tab.said.append(d.message), d.dismiss()))
    tab.on("request", lambda r: tab.asked.append(r.url))
    tab.goto(file.as_uri())
    return tab


def test_a_finding_leads_to_its_words(browser, tmp_path, reading):
    brief = compose(reading, on=ON, known=ON, sources=sources())
    tab = opened(browser, tmp_path, page.render(brief, text=TEXT), viewport={"width": 1200, "height": 300})
    start, end = reading.commitments[0].span
    tab.click(f'#new a[href="#s{start}-{end}"]')
    lit = tab.locator(f"#s{start}-{end} + mark")
    assert lit.inner_text()[:20] == TEXT[start : start + 20]
    box = lit.bounding_box()
    assert 0 <= box["y"] < 300
    assert tab.said == []
    assert len(tab.asked) == 1


def test_it_reads_without_javascript_and_on_a_narrow_screen(browser, tmp_path, reading):
    brief = compose(reading, on=ON, known=ON, sources=sources())
    source = page.render(brief, text=TEXT)
    tab = opened(browser, tmp_path, source, java_script_enabled=False, viewport={"width": 380, "height": 700})
    assert "+ Russia" in tab.locator("#fight").inner_text()
    assert tab.locator("svg").is_visible()
    plain = opened(browser, tmp_path, source, viewport={"width": 380, "height": 700})
    assert plain.evaluate("document.documentElement.scrollWidth") <= 380


def test_a_hostile_article_runs_nothing(browser, tmp_path):
    tab = opened(browser, tmp_path, page.render(hostile_brief(), text=TEXT))
    assert tab.said == []
    assert len(tab.asked) == 1
    assert tab.locator("script").count() == 0


def test_it_prints(browser, tmp_path, reading):
    brief = compose(reading, on=ON, known=ON, sources=sources())
    tab = opened(browser, tmp_path, page.render(brief, text=TEXT))
    assert tab.pdf()[:5] == b"%PDF-"
