"""What comes out of a page or a marked-up file: the text that offsets count in, and what its metadata say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """`title`, `published`, `authors`, `outlet` come from metadata; None or empty where these are silent."""

    text: str
    title: str | None = None
    published: date | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    warnings: tuple[str, ...] = ()
