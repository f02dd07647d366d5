"""One pass over the tags and texts of a page, without a tree: linear however deep or broken the page is."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from foedus.read.wordlist import words

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
AUTHOR_META = ("author", "article:author", "dc.creator", "parsely-author", "byl", "citation_author")


@dataclass(slots=True)
class Page:
    """What one scan of a page gathers."""

    blocks: list[str] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    authors: list[str] = field(default_factory=list)
    title: str | None = None
    heading: str | None = None
    time: str | None = None
    linked: list[str] = field(default_factory=list)
    depth: int = 0


def clean(text: str) -> str:
    return _BLANKS.sub(" ", text.replace("\0", "")).strip()


def scan(page: str) -> Page:
    """One pass over tags and texts; elements that are mute (scripts, drawings, menus) give no text."""
    found = Page()
    words: list[str] = []
    mute: str | None = None
    mute_depth = depth = 0
    heading = False

    def flush() -> None:
        nonlocal heading
        block = clean("".join(words))
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


def _keep_raw(found: Page, name: str, body: str) -> None:
    if name.startswith("script") and "ld+json" in name and len(found.linked) < 20:
        found.linked.append(body)
    elif name == "title" and found.title is None:
        found.title = clean("".join(t for k, _, t in _tokens(html.unescape(body)) if k == "text")) or None


def _keep_attributes(found: Page, name: str, body: str) -> None:
    values = {
        m["name"].lower(): html.unescape(m["a"] or m["b"] or m["c"] or "")
        for m in _ATTRIBUTE.finditer(body[:8000])
    }
    if name == "time":
        found.time = found.time or values.get("datetime") or None
        return
    key = (values.get("property") or values.get("name") or values.get("itemprop") or "").lower()
    content = clean(values.get("content", ""))
    if key and content:
        if key in AUTHOR_META and not content.startswith("http"):
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
