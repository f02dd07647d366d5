"""A file, or bytes, as a laid-out text: plain text, HTML, Markdown, or a JSON article. The edge of the room.

Offsets everywhere count code points of `Text.text`: for plain text the file as decoded, newlines as they
stand in it; else the extracted text. A file of UTF-8 without byte order mark has the offsets of its own
characters (where it has carriage returns, Python's `open` hides them; `open(..., newline="")` does not).
"""

from __future__ import annotations

import hashlib
import json
import re
import stat
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from foedus.errors import InputError, shown
from foedus.model.source import Offsets
from foedus.read.date_full import first_date
from foedus.read.dates import document_date
from foedus.read.extract import Extract
from foedus.read.html import from_html
from foedus.read.markdown import from_markdown
from foedus.read.sections import STORY, Block, Role, Sections, split
from foedus.read.sniff import decode

MAX_BYTES = 5_000_000
_HTML = re.compile(
    r"\s{0,200}(?:<\?xml[^<>]{0,200}\?>\s{0,200})?(?:<!--(?:(?!-->).){0,2000}-->\s{0,200})?"
    r"<(?:!doctype\s+html|html|head|body|title|meta|article|main|section|div|p|h[1-6]|table|span|header)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_SURE = re.compile(
    r"\s{0,200}(?:<\?xml[^<>]{0,200}\?>\s{0,200})?<(?:!doctype\s+html|html)\b", re.IGNORECASE
)
_XML = re.compile(r"\s{0,200}<\?xml\b|\s{0,200}<!DOCTYPE\b(?!\s+html)|\s{0,200}<!ENTITY\b", re.IGNORECASE)
_DOCTYPE_INSIDE = re.compile(
    r"<!DOCTYPE\s+[\w:.-]{1,80}[^<>\[]{0,400}\[|<!ENTITY\b|<!DOCTYPE\s+(?!html\b)", re.IGNORECASE
)
_FRONT = re.compile(r"\ufeff?(?:---|\+\+\+)[ \t]*\r?\n(?:[\w-]{1,40}\s?[:=]|#)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text to be read. `sections` has all that the layout shows; the fields here are its summary.

    `sha256` is of the bytes as they came. `title_span`, `published_span` and the like are None where the
    value does not stand in `text` (it came from the page's metadata).
    """

    name: str
    text: str
    body: tuple[Block, ...]
    title: str | None
    title_span: Offsets | None
    published_in_text: date | None
    published_span: Offsets | None
    outlet: str | None
    authors: tuple[str, ...]
    sha256: str
    kind: str
    sections: Sections
    warnings: tuple[str, ...] = field(default=())

    @property
    def story(self) -> tuple[Block, ...]:
        """The blocks that tell something: title, headings, paragraphs; no furniture, caption or byline."""
        return tuple(b for b in self.body if b.role in STORY)

    @property
    def paragraphs(self) -> tuple[Block, ...]:
        return tuple(b for b in self.body if b.role is Role.PARAGRAPH)


def load_document(
    path: Path | None,
    data: bytes | None,
    *,
    name: str,
    encoding: str | None = None,
    max_bytes: int = MAX_BYTES,
) -> Text:
    """Read a file, or bytes that came another way (standard input); `name` stands in messages.

    The size is asked of the file system before anything is read. The kind (HTML, Markdown, JSON, text)
    shows in the name's ending or the first characters.

    Raises:
        InputError: missing, unreadable, over the limit, empty, not text, not UTF-8, XML with entities.
    """
    where = shown(name)
    raw = data if data is not None else _read(path, where, max_bytes)
    if len(raw) > max_bytes:
        raise _too_large(len(raw), max_bytes, where)
    text = decode(raw, where=where, encoding=encoding)
    suffix = Path(path.name if path is not None else name).suffix.lower()
    kind, extract = _extract(text, suffix, where)
    return _laid_out(extract, kind, name=name, sha256=hashlib.sha256(raw).hexdigest())


def _read(path: Path | None, where: str, max_bytes: int) -> bytes:
    if path is None:
        raise ValueError("load_document needs a path or data")
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise InputError("is a folder, not a file", where=where, hint="Name one article.", code="folder")
        if not stat.S_ISREG(found.st_mode) and not stat.S_ISFIFO(found.st_mode):
            raise InputError("is no plain file", where=where, hint="Name an article.", code="unreadable")
        if found.st_size > max_bytes:
            raise _too_large(found.st_size, max_bytes, where)
        with path.open("rb") as opened:  # a pipe has no size: never read past the limit
            return opened.read(max_bytes + 1)
    except FileNotFoundError:
        raise InputError(
            "there is no such file", where=where, hint="Check the path.", code="missing"
        ) from None
    except PermissionError:
        raise InputError(
            "may not be read: permission denied",
            where=where,
            hint="Change its permissions.",
            code="unreadable",
        ) from None
    except (OSError, ValueError) as e:
        if isinstance(e, InputError):
            raise
        why = getattr(e, "strerror", None) or "not a path"
        raise InputError(
            f"cannot be read: {why}", where=where, hint="Check the path.", code="unreadable"
        ) from None


def _too_large(size: int, limit: int, where: str) -> InputError:
    return InputError(
        f"the file has {size:,} bytes, over the limit of {limit:,}",
        where=where,
        hint="Split it, or raise the limit with --max-bytes.",
        code="too-large",
    )


def _extract(text: str, suffix: str, where: str) -> tuple[str, Extract]:
    head = text[:4000]
    if _XML.match(head) or suffix == ".xml":
        _refuse_xml(text, where)
    if suffix == ".json" or (suffix in ("", ".txt") and head.lstrip()[:1] == "{"):
        article = _json_article(text, where, sure=suffix == ".json")
        if article is not None:
            return "text", article
    if suffix in (".html", ".htm", ".xhtml", ".xml") or (_HTML_SURE if suffix == ".txt" else _HTML).match(
        head
    ):
        return "html", from_html(text, where)
    if suffix in (".md", ".markdown", ".mkd") or (not suffix and _FRONT.match(head)):
        return "markdown", from_markdown(text, where)
    return "text", Extract(text=text)


def _refuse_xml(text: str, where: str) -> None:
    """Only XHTML without an internal subset passes; no entity is expanded, no other file opened, ever."""
    if _DOCTYPE_INSIDE.search(text[:200_000]):
        raise InputError(
            "XML with a document type or entities of its own is refused",
            where=where,
            hint="Give the article as text or HTML.",
            code="xml",
        )
    if not re.search(r"<(?:\w{1,20}:)?html\b", text[:4000], re.IGNORECASE):
        raise InputError(
            "XML that is no web page is not read",
            where=where,
            hint="Give the article as text or HTML.",
            code="xml",
        )


def _json_article(text: str, where: str, *, sure: bool) -> Extract | None:
    """`{"title": …, "text": …}` with optional date, authors, outlet; None where a text only looks like it."""
    try:
        found = json.loads(text, parse_int=str, parse_float=str)
    except (ValueError, RecursionError) as e:
        if not sure:
            return None
        at = f"{where}:{e.lineno}:{e.colno}" if isinstance(e, json.JSONDecodeError) else where
        said = e.msg if isinstance(e, json.JSONDecodeError) else "nested too deeply or out of range"
        raise InputError(
            f"not JSON: {said}", where=at, hint="Mend it, or give plain text.", code="not-json"
        ) from None
    body = (
        _field(found, "text", "body", "content", "articleBody", "article")
        if isinstance(found, dict)
        else None
    )
    if body is None:
        if not sure:
            return None
        raise InputError(
            "JSON without an article's text",
            where=where,
            hint='Write {"title": "…", "text": "…", "published": "2024-06-20"}.',
            code="no-text",
        )
    return _from_fields(found, body, where)


def _from_fields(found: dict[str, Any], body: str, where: str) -> Extract:
    warnings: list[str] = []
    text = _whole(body, "text", warnings)
    if not any(c.isalnum() for c in text):
        raise InputError("the field text holds no text", where=where, hint="Fill it.", code="no-text")
    title = _field(found, "title", "headline", "name")
    authors = found.get("authors", found.get("author", found.get("byline")))
    listed = authors if isinstance(authors, list) else [authors]
    when = _field(found, "published", "date", "datePublished", "published_at", "publication_date", "pubDate")
    calendar = first_date(when) if when else None
    if when and (calendar is None or calendar.day is None):
        warnings.append(f"the date '{shown(when)}' is not understood")
    return Extract(
        text=text,
        title=_whole(title, "title", warnings) if title else None,
        published=calendar.day if calendar else None,
        authors=tuple(_whole(a, "authors", warnings) for a in listed if isinstance(a, str) and a),
        outlet=_field(found, "outlet", "publisher", "source", "site"),
        warnings=tuple(warnings),
    )


def _field(found: dict[str, Any], *names: str) -> str | None:
    return next((found[n] for n in names if isinstance(found.get(n), str) and found[n].strip()), None)


def _whole(text: str, name: str, warnings: list[str]) -> str:
    """Half surrogate pairs and NULs, which JSON can smuggle in, become U+FFFD with a warning."""
    safe = re.sub("[\ud800-\udfff\0]", "\ufffd", text)
    if safe != text:
        warnings.append(f"{name}: characters that are no text were replaced by U+FFFD")
    return safe


def _laid_out(extract: Extract, kind: str, *, name: str, sha256: str) -> Text:
    found = split(extract.text, title=extract.title)
    title = extract.title or found.title
    published = document_date(found, extract.published, text=extract.text)
    stated = None if extract.published else found.published_span
    if stated is None and not extract.published and published and found.day_of_year:
        stated = (found.day_of_year.start, found.day_of_year.end)
    return Text(
        name=name,
        text=extract.text,
        body=found.blocks,
        title=" ".join(title.split()) if title else None,
        title_span=found.title_span,
        published_in_text=published,
        published_span=stated,
        outlet=extract.outlet or found.outlet,
        authors=extract.authors or found.authors,
        sha256=sha256,
        kind=kind,
        sections=found,
        warnings=extract.warnings,
    )


__all__ = ["MAX_BYTES", "Block", "Role", "Text", "load_document"]
