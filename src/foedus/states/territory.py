"""A place → who holds it, who runs it, who claims it, and the zones of treaties that it lies in.

A state's own territory lies in every zone that lists the state (SEMANTICS: an attack whose place the facts
leave silent strikes a state's metropolitan territory). Islands, waters and regions that a treaty sets apart
are places of their own, with days.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from typing import Any

from foedus.errors import InputError, shown
from foedus.model.actor import StateId
from foedus.model.fact import Site
from foedus.states.folding import bare
from foedus.states.geometry import Outlines
from foedus.states.names import FormKind, Names
from foedus.states.places import Hold, Place, PlaceName, Zone, holds
from foedus.states.system import Period, StateSystem

_ALWAYS = Period()
_TODAYS_MAP = date(1993, 5, 24)
"""Since then the states of the outlines are those of the day but for a few, which are checked by name."""


class Territory:
    """All places and zones, over the state system."""

    def __init__(
        self,
        system: StateSystem,
        names: Names,
        places: Iterable[Place],
        zones: Iterable[Zone],
        own: Mapping[StateId, Mapping[str, Any]] | None = None,
        outlines: Callable[[], Outlines] = lambda: Outlines(()),
    ) -> None:
        """`own`: what `territory` of a state's entry says. `outlines`: made when a point is first asked for."""
        self._outlines = outlines
        self._system, self._state_names = system, names
        self._places = {p.id: p for p in places}
        self._zones = {z.id: z for z in zones}
        self._own = own or {}
        self._by_name: dict[str, list[tuple[PlaceName, Place]]] = {}
        for place in self._places.values():
            for name in (PlaceName(place.id, _ALWAYS), *place.names):
                self._by_name.setdefault(bare(name.text), []).append((name, place))
        for zone in self._zones.values():
            self._add_as_place(zone)
        self._zones_of: dict[StateId, tuple[str, ...]] = {}

    def _add_as_place(self, zone: Zone) -> None:
        """A zone is a place as well (`in the Caribbean`), under those of its names that no place bears."""
        free = tuple(n for n in (zone.id, *zone.names) if bare(n) not in self._by_name)
        if zone.id in self._places or not free:
            return
        names = tuple(PlaceName(n.removeprefix("the "), _ALWAYS) for n in (*zone.names, zone.id) if n in free)
        place = Place(
            id=zone.id,
            names=names,
            kind="zone",
            sovereign=(),
            administered_by=(),
            claimed_by=(),
            zones=(zone.id,),
            within=(),
            note=zone.note,
        )
        self._places[zone.id] = place
        for name in names:
            self._by_name.setdefault(bare(name.text), []).append((name, place))

    def places(self) -> tuple[Place, ...]:
        return tuple(self._places.values())

    def zones(self) -> tuple[Zone, ...]:
        return tuple(self._zones.values())

    def zone(self, id_: str) -> Zone:
        """Raises InputError (`unknown-zone`)."""
        try:
            return self._zones[id_]
        except KeyError:
            near = get_close_matches(id_[:60], self._zones, n=3)
            hint = f"Did you mean {', '.join(near)}?" if near else f"The zones are: {', '.join(self._zones)}."
            raise InputError(f"'{shown(id_)}' is no zone", hint=hint, code="unknown-zone") from None

    def place(self, id_: str) -> Place:
        """The place with this id. Raises InputError (`unknown-place`)."""
        try:
            return self._places[id_]
        except KeyError:
            raise self._unknown(id_) from None

    def site(self, place: str | Mapping[str, Any], on: date) -> Site:
        """What the law sees of a place on a day.

        `place`: a state id or name of the day, a place's name, alias or id, or `{lat:, lon:}` in degrees.

        Raises:
            InputError: `unknown-place` with what was perhaps meant; `ambiguous-place` with the candidates.
        """
        if isinstance(place, Mapping):
            return self._at(place, on)
        not_a_state: InputError | None = None
        if self._state_names.bears(place):
            try:
                return self._state_site(self._state_names.resolve(place, on), place, on)
            except InputError as e:
                not_a_state = e
        key = bare(place)
        found = list({p.id: p for n, p in self._by_name.get(key, ()) if on in n.period}.values())
        if len(found) > 1:
            ids = " or ".join(p.id for p in found)
            raise InputError(
                f"'{shown(place)}' names more than one place", hint=f"Write {ids}.", code="ambiguous-place"
            )
        if found:
            return self._place_site(found[0], place, on)
        home = self._home(key, on)
        if len(home) > 1:
            raise InputError(
                f"'{shown(place)}' is a city of more than one state",
                hint=f"Write {' or '.join(home)}, or the region.",
                code="ambiguous-place",
            )
        if home:
            return self._state_site(home[0], place, on)
        raise not_a_state or self._unknown(place)

    def in_zone(self, where: StateId | Site, zone: str, on: date) -> bool:
        """Does the territory of a state (or a site) lie in the zone?"""
        self.zone(zone)
        site = where if isinstance(where, Site) else self.site(where, on)
        return zone in site.zones

    def forms(self, on: date) -> tuple[tuple[str, str], ...]:
        """(name, place id) of all names in use on the day, for a reader's word list."""
        return tuple((n.text, p.id) for p in self._places.values() for n in p.names if on in n.period)

    def _home(self, key: str, on: date) -> list[StateId]:
        """States of which the key names the capital or a city on the day."""
        forms = self._state_names.forms(on)
        kinds = (FormKind.CAPITAL, FormKind.CITY)
        rows = [f for f in forms if f.kind in kinds and bare(f.text) == key]
        sure = [f for f in rows if not f.ambiguous] or rows
        return list(dict.fromkeys(f.state for f in sure))

    def _state_site(self, id_: StateId, text: str, on: date) -> Site:
        own = self._own.get(id_, {})
        sovereign = self._holder(holds(own["sovereign"]), on) if "sovereign" in own else id_
        runs = self._holder(holds(own["administered_by"]), on) if "administered_by" in own else id_
        return Site(
            name=text,
            sovereign=sovereign,
            administered_by=runs,
            claimed_by=self._holders(holds(own.get("claimed_by")), on),
            zones=self._zones_of_state(id_),
        )

    def _place_site(self, place: Place, text: str, on: date) -> Site:
        sovereign = self._holder(place.sovereign, on)
        runs = self._holder(place.administered_by, on)
        within = self._containing(place)
        if place.zones is not None:
            zones = self._closed(place.zones)
        else:
            holder = runs or sovereign
            zones = self._zones_of_state(holder) if holder else ()
        more = [z for w in within for z in self._places[w].zones or ()]
        return Site(
            name=text,
            sovereign=sovereign,
            administered_by=runs,
            claimed_by=self._holders(place.claimed_by, on),
            zones=self._closed((*zones, *more)),
            special=place.id,
            within=within,
        )

    def _at(self, place: Mapping[str, Any], on: date) -> Site:
        """A point by the outlines of today; refused where they say too little, never guessed."""
        lat, lon = _degrees(place, "lat", 90), _degrees(place, "lon", 180)
        name = f"{lat:g}, {lon:g}"
        if on < _TODAYS_MAP:
            raise _vague(name, f"borders of {on.year} are not those that a point is read by")
        outlines = self._outlines()
        found = outlines.at(lat, lon)
        special = [id_ for id_ in found if id_ in self._places]
        disputed = outlines.unclear(lat, lon)
        if disputed is not None and not special:
            raise _vague(name, "borders are disputed there", f"such as {disputed}")
        if not found:
            raise _vague(name, "it lies at sea, or on an island too small for the outlines")
        if len(found) > 1:
            raise _vague(name, f"it lies on a border, or too near to one: {' or '.join(found)}")
        try:
            return replace(self.site(found[0], on), name=name)
        except InputError:
            raise _vague(name, f"{found[0]} was no state on {on}") from None

    def _holder(self, rows: tuple[Hold, ...], on: date) -> StateId | None:
        """Who holds on the day; nobody where that state did not exist then."""
        found = next((h.state for h in rows if on in h.period), None)
        return found if found is not None and self._system.exists(found, on) else None

    def _holders(self, rows: tuple[Hold, ...], on: date) -> tuple[StateId, ...]:
        found = (h.state for h in rows if h.state is not None and on in h.period)
        return tuple(s for s in dict.fromkeys(found) if self._system.exists(s, on))

    def _containing(self, place: Place) -> tuple[str, ...]:
        found: dict[str, None] = {}
        todo = list(place.within)
        while todo:
            id_ = todo.pop(0)
            if id_ not in found:
                found[id_] = None
                todo += self._places[id_].within
        return tuple(found)

    def _zones_of_state(self, id_: StateId) -> tuple[str, ...]:
        if id_ not in self._zones_of:
            self._zones_of[id_] = self._closed(z.id for z in self._zones.values() if id_ in z.states)
        return self._zones_of[id_]

    def _closed(self, zones: Iterable[str]) -> tuple[str, ...]:
        """The zones with all larger zones around them."""
        found: dict[str, None] = {}
        todo = list(zones)
        while todo:
            id_ = todo.pop(0)
            if id_ not in found:
                found[id_] = None
                todo += self._zones[id_].within
        return tuple(found)

    def _unknown(self, text: str) -> InputError:
        near = get_close_matches(bare(text[:60]), self._by_name, n=3, cutoff=0.75)
        names = list(dict.fromkeys(self._by_name[k][0][0].text for k in near))
        known = "Write a state, or a place of states/data/places."
        hint = f"Did you mean {' or '.join(names)}?" if names else known
        return InputError(f"'{shown(text)}' is no place that is known here", hint=hint, code="unknown-place")


def _degrees(place: Mapping[str, Any], key: str, limit: int) -> float:
    value = place.get(key)
    if (
        not isinstance(value, (int, float))
        or isinstance(value, bool)
        or set(place) != {"lat", "lon"}
        or not -limit <= value <= limit
    ):
        raise InputError(
            f"a point has lat (-90 to 90) and lon (-180 to 180) in degrees, not {shown(dict(place))}",
            hint="Write {lat: 37.9, lon: 126.7}, or the name of a place.",
            code="bad-point",
        )
    return float(value)


def _vague(point: str, why: str, such: str = "") -> InputError:
    return InputError(
        f"the point {point} names no place for sure: {why}",
        hint=f"Write the name of the state or place{', ' + such if such else ''}.",
        code="unknown-place",
    )
