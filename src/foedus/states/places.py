"""Places and zones as the files have them: who holds a place when, and which states lie in a zone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from foedus.model.actor import StateId
from foedus.states.system import Period, period

_ALWAYS = Period()


@dataclass(frozen=True, slots=True)
class Hold:
    """One state's hold or claim, for a time. `state` None: nobody's."""

    state: StateId | None
    period: Period


@dataclass(frozen=True, slots=True)
class PlaceName:
    text: str
    period: Period
    ambiguous: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A named place. `zones` None: those of the state that holds it."""

    id: str
    names: tuple[PlaceName, ...]
    kind: str
    sovereign: tuple[Hold, ...]
    administered_by: tuple[Hold, ...]
    claimed_by: tuple[Hold, ...]
    zones: tuple[str, ...] | None
    within: tuple[str, ...]
    note: str | None = None

    @property
    def name(self) -> str:
        return self.names[0].text

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Place:
        sovereign = holds(plain.get("sovereign"))
        zones = plain.get("zones")
        return cls(
            id=plain["id"],
            names=tuple(_name(n) for n in plain["names"]),
            kind=plain["kind"],
            sovereign=sovereign,
            administered_by=holds(plain["administered_by"]) if "administered_by" in plain else sovereign,
            claimed_by=holds(plain.get("claimed_by")),
            zones=tuple(zones) if zones is not None else None,
            within=tuple(plain.get("within") or ()),
            note=plain.get("note"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """A named zone and the states whose metropolitan territory lies in it; `within`: larger zones."""

    id: str
    names: tuple[str, ...]
    states: frozenset[StateId]
    within: tuple[str, ...]
    note: str | None = None

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Zone:
        return cls(
            id=plain["id"],
            names=tuple(plain["names"]),
            states=frozenset(plain.get("states") or ()),
            within=tuple(plain.get("within") or ()),
            note=plain.get("note"),
        )


def holds(plain: Any) -> tuple[Hold, ...]:
    if plain is None:
        return ()
    if isinstance(plain, str):
        return (Hold(plain, _ALWAYS),)
    return tuple(Hold(h, _ALWAYS) if isinstance(h, str) else Hold(h["state"], period(h)) for h in plain)


def _name(plain: str | Mapping[str, Any]) -> PlaceName:
    if isinstance(plain, str):
        return PlaceName(plain.removeprefix("the "), _ALWAYS)
    return PlaceName(plain["text"].removeprefix("the "), period(plain), bool(plain.get("ambiguous")))
