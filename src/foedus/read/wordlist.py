"""Word lists as they are written in the rules: words with blanks between them."""

from __future__ import annotations


def words(listed: str) -> tuple[str, ...]:
    return tuple(listed.split())
