"""Who is a state, and when: Correlates of War, Gleditsch–Ward and ISO codes, intervals of independence.

Sources: COW state system membership, 2024 edition; Gleditsch & Ward 1999 (and later editions); ISO 3166.
All intervals of this room are whole days, both ends inclusive.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from foedus.errors import InputError, shown
from foedus.model.actor import StateId


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` to `end`, both inclusive; None is open."""

    start: date | None = None
    end: date | None = None

    def __contains__(self, on: date) -> bool:
        return (self.start is None or self.start <= on) and (self.end is None or on <= self.end)

    def __str__(self) -> str:
        if self.start is None and self.end is None:
            return "always"
        if self.end is None:
            return f"since {self.start}"
        return f"until {self.end}" if self.start is None else f"from {self.start} to {self.end}"


def period(plain: Mapping[str, Any]) -> Period:
    """The `from` and `to` of a plain mapping."""
    start, end = plain.get("from"), plain.get("to")
    return Period(
        date.fromisoformat(start) if start else None,
        date.fromisoformat(end) if end else None,
    )


@dataclass(frozen=True, slots=True)
class Code:
    """A number and abbreviation in one of the two state systems, with its days of membership."""

    system: str  # cow | gw
    number: int
    abbreviation: str
    period: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """One state over all its names and systems of government."""

    id: StateId
    alpha2: str | None
    alpha3: str | None
    numeric: str | None
    exists: tuple[Period, ...]
    codes: tuple[Code, ...]
    successors: tuple[StateId, ...] = ()
    note: str | None = None

    def existed(self, on: date) -> bool:
        return any(on in p for p in self.exists)

    def code(self, system: str, on: date | None = None) -> Code | None:
        """Its code in `cow` or `gw` on a day (None: its latest)."""
        found = [c for c in self.codes if c.system == system and (on is None or on in c.period)]
        return found[-1] if found else None

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> State:
        iso = plain.get("iso") or {}
        codes = tuple(
            Code(name, row["code"], row["abbreviation"], period(row))
            for name in ("cow", "gw")
            for row in plain.get(name) or ()
        )
        return cls(
            id=plain["id"],
            alpha2=iso.get("alpha2"),
            alpha3=iso.get("alpha3"),
            numeric=iso.get("numeric"),
            exists=tuple(period(p) for p in plain["exists"]),
            codes=codes,
            successors=tuple(plain.get("successors") or ()),
            note=plain.get("note"),
        )


class StateSystem:
    """All states since 1816."""

    def __init__(self, states: tuple[State, ...]) -> None:
        self._states = {s.id: s for s in states}
        self._numbers: dict[tuple[str, int], list[tuple[Code, StateId]]] = {}
        for state in states:
            for code in state.codes:
                self._numbers.setdefault((code.system, code.number), []).append((code, state.id))

    def __iter__(self) -> Iterator[State]:
        return iter(self._states.values())

    def __len__(self) -> int:
        return len(self._states)

    def __contains__(self, id_: object) -> bool:
        return id_ in self._states

    def get(self, id_: StateId) -> State:
        """Raises InputError (`unknown-state`) where no state bears the id."""
        try:
            return self._states[id_]
        except KeyError:
            raise InputError(
                f"'{shown(id_)}' is no state id",
                hint="Write an ISO alpha-3 code such as KOR, or a name.",
                code="unknown-state",
            ) from None

    def exists(self, id_: StateId, on: date) -> bool:
        """False also where there is no such id."""
        state = self._states.get(id_)
        return state is not None and state.existed(on)

    def existing(self, on: date) -> tuple[StateId, ...]:
        """Ids of all states of that day, in the order of the files."""
        return tuple(s.id for s in self if s.existed(on))

    def members(self, on: date, system: str = "cow") -> tuple[StateId, ...]:
        """Ids of the members of the COW (or `gw`) state system on a day, sorted."""
        return tuple(sorted(s.id for s in self if s.code(system, on) is not None))

    def by_code(self, system: str, number: int, on: date | None = None) -> StateId:
        """The state that bears a COW or Gleditsch–Ward number on a day.

        Where the number's membership does not cover the day, the state that bore it and exists on that
        day; without a day, the latest bearer.

        Raises:
            InputError: `unknown-state` where the number is in no list or its bearer did not exist then.
        """
        rows = self._numbers.get((system, number))
        if not rows:
            raise InputError(
                f"{system}:{number} is no number of the {_SYSTEMS.get(system, system)} state system",
                hint="Write cow:365 or gw:365, or a state id such as RUS.",
                code="unknown-state",
            )
        if on is None:
            return max(
                rows, key=lambda row: (row[0].period.end or date.max, row[0].period.start or date.min)
            )[1]
        for code, id_ in rows:
            if on in code.period:
                return id_
        for _, id_ in rows:
            if self.exists(id_, on):
                return id_
        known = "; ".join(f"{id_} {code.period}" for code, id_ in rows)
        raise InputError(
            f"{system}:{number} names no state on {on}", hint=f"It stood for {known}.", code="unknown-state"
        )


_SYSTEMS = {"cow": "Correlates of War", "gw": "Gleditsch–Ward"}
