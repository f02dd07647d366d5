"""HTML to the text of its article. Scripts, styles, drawings and forms never become text; nothing is fetched.

Two ways: trafilatura finds the article in an ordinary page; a scan of our own, linear in the page and without
a tree, reads what is too deep or too large for a parser, or where trafilatura finds nothing. Title, date,
authors and outlet are always read by our scan: meta tags, JSON-LD, `<time>`.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from foedus.errors import InputError
from foedus.read.date_full import first_date
from foedus.read.extract import Extract
from foedus.read.wordlist import words

MAX_DEPTH = 200
"""Open elements inside each other; deeper pages are scanned, never parsed into a tree."""
MAX_TREE = 1_500_000
"""Characters; larger pages are scanned."""
_MUTE = frozenset(
    words(
        "script style svg math noscript template iframe object embed canvas select button form "
        "textarea nav footer aside audio video map head dialog menu"
    )
)
_RAW = frozenset(words("script style textarea title noscript iframe noembed noframes xmp"))
_VOID = frozenset(words("area base br col embed hr img input link meta source track wbr param"))
_INLINE = frozenset(
    words(
        "a abbr b bdi bdo cite code data del dfn em font i ins kbd mark q s samp small span strong sub "
        "sup time tt u var wbr img"
    )
)
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9:-]{0,40})")
_OPENING = re.compile(r"<(?=[A-Za-z/!?])")
_ATTRIBUTE = re.compile(
    r"(?P<name>[A-Za-z_:][\w:.-]{0,60})\s{0,20}=\s{0,20}(?:\"(?P<a>[^\"]{0,4000})\"|'(?P<b>[^']{0,4000})'"
    r"|(?P<c>[^\s\"'<>=]{1,2000}))"
)
_BLANKS = re.compile(r"\s+")
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
_AUTHOR_META = ("author", "article:author", "dc.creator", "parsely-author", "byl", "citation_author")
_OUTLET_META = ("og:site_name", "application-name", "dc.publisher", "publisher", "citation_journal_title")
_ARTICLES = ("Article", "Report", "Posting", "WebPage")


@dataclass(slots=True)
class _Page:
    """What one scan of a page gathers."""

    blocks: list[str] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    authors: list[str] = field(default_factory=list)
    title: str | None = None
    heading: str | None = None
    time: str | None = None
    linked: list[str] = field(default_factory=list)
    depth: int = 0


def from_html(page: str, where: str) -> Extract:
    """The article of a page: its title, a blank line, its paragraphs.

    Raises:
        InputError: code `no-text` where the page holds none.
    """
    scanned = _scan(page)
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
    return [cleaned for line in text.split("\n") if (cleaned := _clean(line))]


def _clean(text: str) -> str:
    return _BLANKS.sub(" ", text.replace("\0", "")).strip()


def _scan(page: str) -> _Page:
    """One pass over tags and texts; elements that are mute (scripts, drawings, menus) give no text."""
    found = _Page()
    words: list[str] = []
    mute: str | None = None
    mute_depth = depth = 0
    heading = False

    def flush() -> None:
        nonlocal heading
        block = _clean("".join(words))
        words.clear()
        if block:
            found.blocks.append(block)
            if heading and found.heading is None:
                found.heading = block
        heading = False

    for kind, name, body in _tokens(page):
        if kind == "text":
            if mute is None:
                words.append(html.unescape(body))
            continue
        if kind == "raw":
            _keep_raw(found, name, body)
            continue
        depth = max(0, depth + (kind == "open") - (kind == "close"))
        found.depth = max(found.depth, depth)
        if kind in ("open", "void") and name in ("meta", "time"):
            _keep_attributes(found, name, body)
        if name in _MUTE and name != "head" and kind != "void":
            if mute is None and kind == "open":
                flush()
                mute, mute_depth = name, 0
            if mute == name:
                mute_depth += 1 if kind == "open" else -1
                mute = None if mute_depth <= 0 else mute
        elif name == "br":
            words.append("\n")
        elif name not in _INLINE:
            flush()
            heading = kind == "open" and name == "h1"
    flush()
    return found


def _keep_raw(found: _Page, name: str, body: str) -> None:
    if name.startswith("script") and "ld+json" in name and len(found.linked) < 20:
        found.linked.append(body)
    elif name == "title" and found.title is None:
        found.title = _clean("".join(t for k, _, t in _tokens(html.unescape(body)) if k == "text")) or None


def _keep_attributes(found: _Page, name: str, body: str) -> None:
    values = {
        m["name"].lower(): html.unescape(m["a"] or m["b"] or m["c"] or "")
        for m in _ATTRIBUTE.finditer(body[:8000])
    }
    if name == "time":
        found.time = found.time or values.get("datetime") or None
        return
    key = (values.get("property") or values.get("name") or values.get("itemprop") or "").lower()
    content = _clean(values.get("content", ""))
    if key and content:
        if key in _AUTHOR_META and not content.startswith("http"):
            found.authors.append(content)
        found.meta.setdefault(key, content)


def _tokens(page: str) -> Iterator[tuple[str, str, str]]:
    """(kind, name, body): text, open, close, void, or the raw content of a script, style or title.

    Linear: each search starts where the last one ended, and one that finds nothing is not tried again.
    """
    at, size = 0, len(page)
    closed: dict[str, bool] = {}
    lowered = page.lower() if page.isascii() else "".join(c.lower() if c.isascii() else c for c in page)
    while at < size:
        opening = _OPENING.search(page, at)
        if opening is None:
            yield "text", "", page[at:]
            return
        tag = opening.start()
        if tag > at:
            yield "text", "", page[at:tag]
        if page.startswith("<!--", tag):
            end = page.find("-->", tag + 4)
            at = size if end < 0 else end + 3
            continue
        match = _TAG.match(page, tag)
        if not match:
            end = page.find(">", tag)
            at = size if end < 0 else end + 1
            continue
        name = match["name"].lower()
        end = _tag_end(page, match.end())
        body = page[match.end() : end - 1]
        at = end
        if match["close"]:
            yield "close", name, ""
            continue
        if name in _RAW:
            if closed.get(name, True):
                stop = lowered.find(f"</{name}", end)
                closed[name] = stop >= 0
                raw_end = stop if stop >= 0 else size
                yield "raw", name + (f" {body.lower()[:400]}" if name == "script" else ""), page[end:raw_end]
                at = raw_end if stop < 0 else _tag_end(page, raw_end + 2 + len(name))
            continue
        yield ("void" if name in _VOID or body.endswith("/") else "open"), name, body


def _tag_end(page: str, at: int) -> int:
    """Just after the `>` that closes a tag; quoted attributes may hold one, within 4,000 characters."""
    end = page.find(">", at)
    if end < 0:
        return len(page)
    body = page[at:end] if end - at < 4000 else ""
    quote = next((q for q in ('"', "'") if body.count(q) % 2 and body.rfind("=" + q) >= 0), None)
    if quote is not None:
        closing = page.find(quote, end, end + 4000)
        after = page.find(">", closing, closing + 4000) if closing > 0 else -1
        if after > 0 and "<" not in page[end:closing]:
            return after + 1
    return end + 1


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
    return (_clean(html.unescape(value)) or None) if isinstance(value, str) else None


def _meta(scanned: _Page, names: tuple[str, ...]) -> str | None:
    return next((scanned.meta[n] for n in names if n in scanned.meta), None)


def _first(*values: Any) -> str | None:
    return next((v for v in values if isinstance(v, str) and v.strip()), None)


def _without_site(title: str, scanned: _Page) -> str:
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


def _published(scanned: _Page, linked: dict[str, Any]) -> date | None:
    for said in (linked.get("published"), _meta(scanned, _DATE_META), scanned.time):
        found = first_date(str(said)) if said else None
        if found is not None and found.day is not None:
            return found.day
    return None


def _authors(scanned: _Page, linked: dict[str, Any]) -> tuple[str, ...]:
    said = linked.get("authors") or scanned.authors
    flat = [re.sub(r"(?i)\Aby\s+", "", part).strip() for a in said for part in re.split(r",\s| and |;", a)]
    return tuple(dict.fromkeys(a for a in flat if a and not a.startswith("http")))
