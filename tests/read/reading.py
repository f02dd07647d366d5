"""Helpers of this room's tests: read a text with the packaged tables, and look into the answer."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from foedus.model.reading import Commitment, Event, Reading, Statement
from foedus.read.reader import read
from foedus.states import load

TODAY = date(2024, 6, 20)


@lru_cache(maxsize=512)
def reading(text: str, on: date = TODAY) -> Reading:
    return read(
        text,
        published=on,
        names=load.names(),
        actors=load.actors(),
        leaders=load.leaders(),
        territory=load.territory(),
    )


def events(text: str, on: date = TODAY) -> tuple[Event, ...]:
    return reading(text, on).events


def statements(text: str, on: date = TODAY) -> tuple[Statement, ...]:
    return reading(text, on).statements


def commitments(text: str, on: date = TODAY) -> tuple[Commitment, ...]:
    return reading(text, on).commitments


def acts(text: str, on: date = TODAY) -> set[tuple[str, str, str, str]]:
    """(type, actors, recipients, modality) of every event, ids sorted and joined by blanks."""
    return {
        (e.type.value, " ".join(sorted(e.actor)), " ".join(sorted(e.recipient)), e.modality.value)
        for e in events(text, on)
    }
