"""All files under states/data: whole, ordered, and of one mind with each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations
from typing import Any

import pytest

from foedus.errors import DataError
from foedus.model.time import PartialDate
from foedus.states import load
from foedus.states.folding import bare
from foedus.states.leaders import OFFICES
from foedus.states.names import Form, FormKind
from foedus.states.places import Hold
from foedus.states.system import Period


def all_forms() -> Iterator[Form]:
    """Every form, gathered from days close enough that none is missed."""
    seen: set[Form] = set()
    for year in range(1816, 2028):
        for month in (1, 4, 7, 10):
            day = date(year, month, 1)
            seen.update(load.names().forms(day))
            load.names().forms.cache_clear()
    yield from seen


def overlap(a: Period, b: Period) -> bool:
    starts = max(p.start or date.min for p in (a, b))
    ends = min(p.end or date.max for p in (a, b))
    return starts <= ends


def live(form: Form) -> list[Period]:
    """The days on which the form may be used: its own, while its state exists."""
    found = []
    for p in load.system().get(form.state).exists:
        start = max(form.period.start or date.min, p.start or date.min)
        end = min(form.period.end or date.max, p.end or date.max)
        if start <= end:
            found.append(Period(start, end))
    return found


def ordered(p: Period) -> bool:
    return p.start is None or p.end is None or p.start <= p.end


def test_codes_of_iso_are_each_of_one_state() -> None:
    now = [s for s in load.system() if any(p.end is None for p in s.exists)]
    for field in ("alpha2", "alpha3", "numeric"):
        codes = [getattr(s, field) for s in load.system() if getattr(s, field)]
        assert len(codes) == len(set(codes)), field
    for state in now:
        if state.alpha3:
            assert state.alpha3 == state.id
            assert len(state.numeric or "") == 3


def test_days_of_states_are_in_order() -> None:
    for state in load.system():
        assert state.exists
        assert all(ordered(p) and p.start is not None for p in state.exists), state.id
        for a, b in combinations(state.exists, 2):
            assert not overlap(a, b), state.id
        assert all(ordered(c.period) for c in state.codes), state.id
        assert all(s in load.system() for s in state.successors), state.id
        if all(p.end is not None for p in state.exists):
            assert state.successors, state.id


def test_no_word_names_two_states_on_one_day_unless_it_is_flagged() -> None:
    by_text: dict[str, list[Form]] = {}
    for form in all_forms():
        assert ordered(form.period), form
        if not (form.ambiguous or form.contextual):
            by_text.setdefault(bare(form.text), []).append(form)
    clashes = [
        (a, b)
        for forms in by_text.values()
        for a, b in combinations(forms, 2)
        if a.state != b.state and any(overlap(p, q) for p in live(a) for q in live(b))
    ]
    assert not clashes


def test_every_state_has_a_name_a_demonym_and_a_capital_on_its_first_and_last_days() -> None:
    for state in load.system():
        for p in state.exists:
            for day in (p.start, p.end or date(2026, 11, 24)):
                assert day is not None
                kinds = {f.kind for f in load.names().forms(day) if f.state == state.id}
                wanted = {FormKind.NAME, FormKind.ADJECTIVE, FormKind.CAPITAL}
                assert wanted <= kinds, (state.id, day, wanted - kinds)


def test_leaders_are_of_known_states_and_offices_and_their_days_are_in_order() -> None:
    for office in load.leaders().all():
        assert office.state in load.system() or office.state in load.actors(), office
        assert office.office in OFFICES, office
        assert office.title, office
        assert office.end is None or office.start.first <= office.end.last, office
        assert len(set(office.names)) == len(office.names), office


def test_terms_lie_in_the_years_that_the_states_cover() -> None:
    """A term may come before the state: heads of a republic of a union, of a client state."""
    for office in load.leaders().all():
        assert date(1800, 1, 1) < office.start.first < date(2027, 1, 1), office
        assert office.end is None or office.end.last < date(2027, 12, 31), office


def held(rows: tuple[Hold, ...]) -> None:
    for a, b in combinations(rows, 2):
        assert not overlap(a.period, b.period), (a, b)
    assert all(ordered(h.period) for h in rows)
    assert all(h.state is None or h.state in load.system() for h in rows)


def test_one_state_at_a_time_holds_a_place() -> None:
    zones = {z.id for z in load.territory().zones()}
    ids = {p.id for p in load.territory().places()}
    for place in load.territory().places():
        held(place.sovereign)
        held(place.administered_by)
        assert all(h.state in load.system() for h in place.claimed_by), place.id
        assert set(place.zones or ()) <= zones, place.id
        assert set(place.within) <= ids, place.id
        assert place.id not in place.within


def test_no_name_means_two_places_on_one_day_unless_it_is_flagged() -> None:
    by_text: dict[str, list[tuple[str, Period]]] = {}
    for place in load.territory().places():
        for name in place.names:
            assert ordered(name.period), place.id
            if not name.ambiguous:
                by_text.setdefault(bare(name.text), []).append((place.id, name.period))
    clashes = [
        (text, a[0], b[0])
        for text, rows in by_text.items()
        for a, b in combinations(rows, 2)
        if a[0] != b[0] and overlap(a[1], b[1])
    ]
    assert not clashes


def test_zones_list_states_and_larger_zones() -> None:
    zones = {z.id: z for z in load.territory().zones()}
    for zone in zones.values():
        assert all(s in load.system() for s in zone.states), zone.id
        assert set(zone.within) <= set(zones), zone.id
        assert zone.id not in zone.within


def test_outlines_are_of_states_and_places() -> None:
    ids = {p.id for p in load.territory().places()}
    rules = load._one("outlines", "OutlineFile")
    for target in rules["names"].values():
        assert target in load.system() or target in ids, target
    for row in [*rules["parts"], *rules["extents"]]:
        assert row["place"] in ids, row
    for row in [*rules["parts"], *rules["unclear"]]:
        south, west, north, east = row["box"]
        assert -90 <= south < north <= 90
        assert -180 <= west < east <= 180
    for area in load.outlines()._areas:
        assert area.id in load.system() or area.id in ids, area.id


STATE = {"id": "AAA", "exists": [{"from": "2000-01-01"}], "names": ["Aland"]}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"colour": "red"}, "unknown field colour"),
        ({"names": None}, "names"),
        ({"cow": [{"code": "x", "abbreviation": "A", "from": "2000-01-01"}]}, "code"),
    ],
)
def test_a_faulty_file_is_refused_with_its_line(change: dict[str, Any], says: str) -> None:
    import json

    whole = {"region": "r", "checked": "2026-01-01", "sources": ["s"], "states": [{**STATE, **change}]}
    with pytest.raises(DataError) as caught:
        load.parse("states/data/system/r.yaml", json.dumps(whole).encode(), "StateFile")
    assert says in str(caught.value)
    assert "r.yaml:1:" in str(caught.value)


def test_partial_dates_of_the_leaders_are_dates() -> None:
    assert PartialDate.parse("1996-03").last == date(1996, 3, 31)
    assert any(not o.start.exact for o in load.leaders().all())
