"""One act of speech, as the steps of the reader hand it on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Said:
    """One act of speech; offsets are the paragraph's own."""

    paragraph: int
    verb: Any | None
    word: str | None
    stance: str
    form: str
    speaker: str | None
    ids: tuple[str, ...]
    state: str | None
    role: str | None
    affiliation: str | None
    span: tuple[int, int]
    content: tuple[int, int]
    person: str | None = None
    negated: bool = False
    parts: list[tuple[int, int]] = field(default_factory=list)
    """The stretches that were really said (without an attribution in their middle)."""

    def holds(self, at: int) -> bool:
        return any(a <= at < b for a, b in self.parts)
