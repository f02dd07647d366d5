"""HTML to the text of its article. Scripts, styles, drawings and forms never become text; nothing is fetched.

Two ways: trafilatura finds the article in an ordinary page; a scan of our own, linear in the page and without
a tree, reads what is too deep or too large for a parser, or where trafilatura finds nothing. Title, date,
authors and outlet are always read by our scan: meta tags, JSON-LD, `<time>`.
"""

from __future__ import annotations

import html
import json
import re
from datetime import date
from typing import Any

from foedus.errors import InputError
from foedus.read.date_full import first_date
from foedus.read.extract import Extract
from foedus.read.page_scan import Page, clean, scan

MAX_DEPTH = 200
"""Open elements inside each other; deeper pages are scanned, never parsed into a tree."""
MAX_TREE = 1_500_000
"""Characters; larger pages are scanned."""
_DATE_META = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dc.date",
    "dcterms.created",
    "dcterms.date",
    "publishdate",
    "publish-date",
    "pubdate",
    "publication_date",
    "article.published",
    "date",
    "og:article:published_time",
    "cxenseparse:recs:publishtime",
    "date.issued",
    "citation_publication_date",
)
_TITLE_META = ("og:title", "twitter:title", "dc.title", "headline", "parsely-title", "citation_title")
_OUTLET_META = ("og:site_name", "application-name", "dc.publisher", "publisher", "citation_journal_title")
_ARTICLES = ("Article", "Report", "Posting", "WebPage")


def from_html(page: str, where: str) -> Extract:
    """The article of a page: its title, a blank line, its paragraphs.

    Raises:
        InputError: code `no-text` where the page holds none.
    """
    scanned = scan(page)
    linked = _linked_data(scanned.linked)
    title = _first(linked.get("headline"), _meta(scanned, _TITLE_META), scanned.heading, scanned.title)
    paragraphs = _article(page) if scanned.depth <= MAX_DEPTH and len(page) <= MAX_TREE else []
    if sum(map(len, paragraphs)) < 40:
        paragraphs = scanned.blocks
    title = _without_site(title, scanned) if title else None
    if title and title not in paragraphs[:3]:
        paragraphs = [title, *(p for p in paragraphs if p != title)]
    text = "\n\n".join(paragraphs)
    if not any(c.isalnum() for c in text):
        raise InputError(
            "the page holds no text", where=where, hint="Save the article as text.", code="no-text"
        )
    return Extract(
        text=text,
        title=title,
        published=_published(scanned, linked),
        authors=_authors(scanned, linked),
        outlet=_first(linked.get("publisher"), _meta(scanned, _OUTLET_META)),
    )


def _article(page: str) -> list[str]:
    """The main text by trafilatura, one paragraph a piece; empty where it finds none or gives up."""
    import trafilatura  # 0.65 s: only a page pays for it

    try:
        found = trafilatura.bare_extraction(
            page, with_metadata=False, include_comments=False, include_tables=True, favor_recall=True
        )
    except (ValueError, RecursionError, AttributeError, TypeError):  # broken pages make its parser stumble
        return []
    text = getattr(found, "text", None) or ""
    return [cleaned for line in text.split("\n") if (cleaned := clean(line))]


def _linked_data(scripts: list[str]) -> dict[str, Any]:
    """headline, datePublished, author, publisher of the article that JSON-LD describes."""
    for script in scripts:
        if len(script) > 400_000:
            continue
        try:
            data = json.loads(script, parse_int=str, parse_float=str)
        except (ValueError, RecursionError):
            continue
        for item in _items(data):
            kinds = item.get("@type")
            named = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(k, str) and k.endswith(_ARTICLES) for k in named) and (
                item.get("headline") or item.get("datePublished")
            ):
                return {
                    "headline": _named(item.get("headline")),
                    "published": _named(item.get("datePublished")),
                    "authors": [n for a in _listed(item.get("author")) if (n := _named(a))],
                    "publisher": _named(item.get("publisher")),
                }
    return {}


def _items(data: Any) -> list[dict[str, Any]]:
    top = _listed(data)
    nested = [i for d in top if isinstance(d, dict) for i in _listed(d.get("@graph"))]
    return [i for i in (*top, *nested) if isinstance(i, dict)]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _named(value: Any) -> str | None:
    if isinstance(value, dict):
        value = value.get("name")
    return (clean(html.unescape(value)) or None) if isinstance(value, str) else None


def _meta(scanned: Page, names: tuple[str, ...]) -> str | None:
    return next((scanned.meta[n] for n in names if n in scanned.meta), None)


def _first(*values: Any) -> str | None:
    return next((v for v in values if isinstance(v, str) and v.strip()), None)


def _without_site(title: str, scanned: Page) -> str:
    """Cut "Headline | Paper" to the headline, where the page names its paper or its own first heading."""
    site = _meta(scanned, _OUTLET_META)
    cut = (
        re.sub(rf"\s{{1,3}}[|–—·-]\s{{1,3}}{re.escape(site)}\Z", "", title, flags=re.IGNORECASE)
        if site
        else title
    )
    if scanned.heading and cut.startswith(scanned.heading) and len(cut) > len(scanned.heading):
        return scanned.heading
    return cut


def _published(scanned: Page, linked: dict[str, Any]) -> date | None:
    for said in (linked.get("published"), _meta(scanned, _DATE_META), scanned.time):
        found = first_date(str(said)) if said else None
        if found is not None and found.day is not None:
            return found.day
    return None


def _authors(scanned: Page, linked: dict[str, Any]) -> tuple[str, ...]:
    said = linked.get("authors") or scanned.authors
    flat = [re.sub(r"(?i)\Aby\s+", "", part).strip() for a in said for part in re.split(r",\s| and |;", a)]
    return tuple(dict.fromkeys(a for a in flat if a and not a.startswith("http")))
