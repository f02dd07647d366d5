"""Where a thing comes from: documents, spans of them, citations."""

from __future__ import annotations

from dataclasses import dataclass

Offsets = tuple[int, int]
"""`(start, end)` in Unicode code points of the document's text, end exclusive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text that was read. `length` is in code points; `sha256` is of the bytes as they came."""

    __pydantic_config__ = {"extra": "forbid"}

    name: str
    title: str | None
    published: str | None
    sha256: str
    length: int
    text: str | None = None
    published_from: str | None = None
    """How the date is known: `given`, `text`, or `today` (with a warning)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """What a line rests on: a span of the article, or an article of an instrument."""

    __pydantic_config__ = {"extra": "forbid"}

    span: Offsets | None = None
    instrument: str | None = None
    article: str | None = None
