"""A treaty, resolution, declaration or law: one file of the dossier."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from foedus.model.actor import StateId
from foedus.model.norm import Force, Norm


class Confidence(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspension:
    """A time in which a membership binds nobody; `disputed` where the parties differ on it."""

    __pydantic_config__ = {"extra": "forbid"}

    start: str
    end: str | None = None
    between: tuple[StateId, ...] = ()
    """Only between these (empty: for the membership as a whole)."""
    disputed: str | None = None
    public_from: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """States bound together from `start` to `end` (first day on which they are no longer bound).

    None: the instrument's own dates. Dates may be partial (`1996`, `2012-12`).
    """

    __pydantic_config__ = {"extra": "forbid"}

    states: tuple[StateId, ...]
    start: str | None = None
    end: str | None = None
    public_from: str | None = None
    suspended: tuple[Suspension, ...] = ()
    reservation: str | None = None
    disputed: str | None = None
    """Why it is contested that these states are bound at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Where the text stands. `url` is plain text."""

    __pydantic_config__ = {"extra": "forbid"}

    title: str
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """One instrument. `in_force` is a (partial) date, or one of the words of `EntryWord`.

    `entry_note` says how it enters into force ('on exchange of ratifications'); printed while the day is not
    yet known. `ended` is the first day on which it no longer binds; `breach DATE` ended by the attack of that
    day; `?` lapsed in fact, end uncertain (`? 2009-01-30`: contested from then on).
    """

    __pydantic_config__ = {"extra": "forbid"}

    id: str
    title: str
    force: Force
    signed: str
    parties: tuple[Membership, ...]
    norms: tuple[Norm, ...]
    references: tuple[Reference, ...]
    checked: str
    confidence: Confidence
    confidence_note: str | None = None
    names: tuple[str, ...] = ()
    """Other names that newspapers use."""
    in_force: str | None = None
    entry_note: str | None = None
    provisional: bool = False
    ended: str | None = None
    end_note: str | None = None
    public_from: str | None = None
    supersedes: tuple[str, ...] = ()
    notice: str | None = None
    atop: str | None = None
    note: str | None = None

    def norm(self, article: str, kind: str | None = None) -> Norm | None:
        for norm in self.norms:
            if norm.article == article and (kind is None or norm.kind == kind):
                return norm
        return None


class EntryWord(StrEnum):
    """What may stand for a date in `in_force`."""

    SIGNATURE = "signature"
    ACTED = "acted"
    UNKNOWN = "unknown"
    NOT_YET = "not-yet"
