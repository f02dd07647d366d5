"""What the files under data/ may hold; read by the codec, which finds every fault with its line."""

from __future__ import annotations

from dataclasses import dataclass

from foedus.model.actor import StateId

_STRICT = {"extra": "forbid"}
Day = str  # YYYY-MM-DD


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodRow:
    __pydantic_config__ = _STRICT
    start: Day | None = None
    end: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IsoRow:
    __pydantic_config__ = _STRICT
    alpha2: str | None = None
    alpha3: str | None = None
    numeric: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeRow:
    __pydantic_config__ = _STRICT
    code: int
    abbreviation: str
    start: Day
    end: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRow:
    __pydantic_config__ = _STRICT
    text: str
    start: Day | None = None
    end: Day | None = None
    ambiguous: bool = False
    contextual: bool = False


Forms = tuple[str | FormRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRow:
    """A state that holds, runs or claims a place for a time; `state: null` says that nobody does."""

    __pydantic_config__ = _STRICT
    state: StateId | None
    start: Day | None = None
    end: Day | None = None


Held = StateId | tuple[HeldRow, ...]
Claims = tuple[StateId | HeldRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TerritoryRow:
    """Where a state's own territory is not simply its own."""

    __pydantic_config__ = _STRICT
    sovereign: Held | None = None
    administered_by: Held | None = None
    claimed_by: Claims = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StateRow:
    __pydantic_config__ = _STRICT
    id: StateId
    exists: tuple[PeriodRow, ...]
    iso: IsoRow | None = None
    cow: tuple[CodeRow, ...] = ()
    gw: tuple[CodeRow, ...] = ()
    names: Forms
    official: Forms = ()
    adjective: Forms = ()
    people: Forms = ()
    capital: Forms = ()
    metonym: Forms = ()
    force: Forms = ()
    organ: Forms = ()
    epithet: Forms = ()
    city: Forms = ()
    territory: TerritoryRow | None = None
    successors: tuple[StateId, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StateFile:
    __pydantic_config__ = _STRICT
    region: str
    checked: Day
    sources: tuple[str, ...]
    states: tuple[StateRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyRow:
    __pydantic_config__ = _STRICT
    id: str
    names: Forms
    start: Day | None = None
    end: Day | None = None
    base: tuple[StateId, ...] = ()
    sponsor: tuple[StateId, ...] = ()
    parent: str | None = None
    party: bool = False
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyFile:
    __pydantic_config__ = _STRICT
    checked: Day
    sources: tuple[str, ...]
    bodies: tuple[BodyRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneRow:
    __pydantic_config__ = _STRICT
    id: str
    names: tuple[str, ...]
    states: tuple[StateId, ...] = ()
    within: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneFile:
    __pydantic_config__ = _STRICT
    checked: Day
    sources: tuple[str, ...]
    zones: tuple[ZoneRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    __pydantic_config__ = _STRICT
    id: str
    names: Forms
    kind: str
    sovereign: Held | None
    administered_by: Held | None = None
    claimed_by: Claims = ()
    zones: tuple[str, ...] | None = None
    within: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFile:
    __pydantic_config__ = _STRICT
    checked: Day
    sources: tuple[str, ...]
    places: tuple[PlaceRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaderRow:
    """Days may be partial: `1996-03`, `1900`."""

    __pydantic_config__ = _STRICT
    name: str
    office: str
    title: str
    start: str | int
    end: str | int | None
    also: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaderFile:
    __pydantic_config__ = _STRICT
    state: StateId
    checked: Day
    leaders: tuple[LeaderRow, ...]
    sources: tuple[str, ...] = ()
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRow:
    """A part of a state's outline that is a place of its own; box: south, west, north, east."""

    __pydantic_config__ = _STRICT
    of: StateId
    place: str
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtentRow:
    __pydantic_config__ = _STRICT
    place: str
    lat: float
    lon: float
    km: float


@dataclass(frozen=True, slots=True, kw_only=True)
class UnclearRow:
    __pydantic_config__ = _STRICT
    name: str
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineFile:
    """`names`: an outline's own name → a state or place, where its ISO number does not tell."""

    __pydantic_config__ = _STRICT
    checked: Day
    sources: tuple[str, ...]
    names: dict[str, str]
    parts: tuple[PartRow, ...]
    extents: tuple[ExtentRow, ...]
    unclear: tuple[UnclearRow, ...]
