"""Several articles as one document: one text, one space of offsets, ids that stay apart."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from foedus.model.reading import Reading
from foedus.model.source import Document

GAP = 2  # the two line breaks that stand between the texts


def combined(readings: Sequence[Reading]) -> Reading:
    """One reading of all; a single one comes back unchanged. The latest day of publication is the brief's."""
    if len(readings) == 1:
        return readings[0]
    shifted, offset = [], 0
    for n, reading in enumerate(readings, 1):
        shifted.append(_shift(reading, offset, f"a{n}-"))
        offset += reading.source.length + GAP
    sources = [r.source for r in readings]
    days = [s.published for s in sources if s.published]
    source = Document(
        name=", ".join(s.name for s in sources),
        title=None,
        published=max(days) if days else None,
        sha256=hashlib.sha256("".join(s.sha256 for s in sources).encode()).hexdigest(),
        length=offset - GAP,
    )
    return Reading(
        source=source,
        actors=tuple(a for r in shifted for a in r.actors),
        events=tuple(e for r in shifted for e in r.events),
        statements=tuple(s for r in shifted for s in r.statements),
        commitments=tuple(c for r in shifted for c in r.commitments),
        questions=tuple(q for r in shifted for q in r.questions),
        unplaced=tuple(u for r in shifted for u in r.unplaced),
        reader=readings[0].reader,
    )


_SPANS = ("span", "content")
_IDS = ("id", "statement")


def _shift(reading: Reading, offset: int, prefix: str) -> Reading:
    """Spans moved by `offset`, ids of findings made distinct by `prefix` (actors keep theirs: they are shared)."""

    def moved(item: Any) -> Any:
        assert is_dataclass(item)
        changes: dict[str, Any] = {}
        for field in fields(item):
            value = getattr(item, field.name)
            if field.name in _SPANS:
                changes[field.name] = (value[0] + offset, value[1] + offset)
            elif field.name in _IDS and value is not None:
                changes[field.name] = prefix + value
            elif field.name == "about":
                changes[field.name] = tuple(prefix + v for v in value)
        return replace(item, **changes)  # type: ignore[type-var]

    return replace(
        reading,
        actors=tuple(
            replace(a, mentions=tuple((s + offset, e + offset) for s, e in a.mentions))
            for a in reading.actors
        ),
        events=tuple(moved(e) for e in reading.events),
        statements=tuple(moved(s) for s in reading.statements),
        commitments=tuple(moved(c) for c in reading.commitments),
        questions=tuple(moved(q) for q in reading.questions),
        unplaced=tuple(moved(u) for u in reading.unplaced),
    )
