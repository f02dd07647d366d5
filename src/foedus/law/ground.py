"""Geography as the law asks for it: a state's own territory, and the places that an area names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Protocol

from foedus.model.actor import StateId
from foedus.model.fact import Site
from foedus.model.norm import Area


class Lands(Protocol):
    """What the law asks of geography: the site of a place or state on a day."""

    def site(self, place: str | Mapping[str, Any], on: date) -> Site: ...


class Ground:
    """The lands of one day. `lands` None: a state is known by its id, a place by its name."""

    def __init__(self, lands: Lands | None, on: date) -> None:
        self.lands, self.on = lands, on
        self._homes: dict[StateId, Site] = {}
        self._areas: dict[int, tuple[Area, Area]] = {}

    def home(self, state: StateId) -> Site:
        """The state's own territory."""
        if state not in self._homes:
            self._homes[state] = self._site(state)
        return self._homes[state]

    def area(self, area: Area) -> Area:
        """The area with its places by their ids."""
        if self.lands is None or not (area.include or area.exclude or area.contested):
            return area
        kept = self._areas.get(id(area))
        if kept is None:
            placed = replace(
                area,
                include=self._places(area.include),
                exclude=self._places(area.exclude),
                contested=self._places(area.contested),
            )
            self._areas[id(area)] = kept = (area, placed)  # the area is kept, so that its id stays its own
        return kept[1]

    def _places(self, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(self._place(n) for n in names)

    def _place(self, name: str) -> str:
        assert self.lands is not None
        try:
            site = self.lands.site(name, self.on)
        except ValueError:
            return name  # not on this day
        return site.special or site.sovereign or name

    def _site(self, state: StateId) -> Site:
        if self.lands is not None:
            try:
                return self.lands.site(state, self.on)
            except ValueError:
                pass  # no state of that name on the day: known by its id alone
        return Site(name=state, sovereign=state, administered_by=state)
