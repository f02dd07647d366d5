"""One act found in a sentence, before it is settled: the working shape between frames and events."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from foedus.model.reading import Modality, Plover
from foedus.read.frames import Frame
from foedus.read.modality import Judgement
from foedus.read.said import Said

HOSTILE_TYPES = frozenset(
    {Plover.ASSAULT, Plover.COERCE, Plover.SANCTION, Plover.THREATEN, Plover.PROTEST, Plover.REJECT}
)
GIVING_TYPES = frozenset({Plover.AID, Plover.SUPPORT, Plover.CONCEDE, Plover.COOPERATE, Plover.RETREAT})
MUTUAL_TYPES = frozenset({Plover.AGREE, Plover.CONSULT, Plover.COOPERATE, Plover.SUPPORT})


@dataclass(slots=True)
class Found:
    """An act with its parties; offsets are the document's, tokens the paragraph's."""

    type: Plover
    frame: Frame | None
    paragraph: int
    sentence: int
    trigger: Any
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    modality: Modality
    span: tuple[int, int]
    judgement: Judgement
    said: Said | None
    nominal: bool = False
    alleged_by: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()
    date: str | None = None
    date_end: str | None = None
    place: str | None = None
    place_text: str | None = None
    item: str | None = None
    quantity: float | None = None
    unit: str | None = None
    mode: str | None = None
    tokens: set[int] = field(default_factory=set)
