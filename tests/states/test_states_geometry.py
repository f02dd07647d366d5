"""Rings, holes, borders and small islands on shapes made by hand."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.states.geometry import Area, Extent, Outlines, Unclear, distance_km

SQUARE = ((10.0, 10.0), (20.0, 10.0), (20.0, 20.0), (10.0, 20.0))
HOLE = ((14.0, 14.0), (16.0, 14.0), (16.0, 16.0), (14.0, 16.0))
EAST = ((20.0, 10.0), (30.0, 10.0), (30.0, 20.0), (20.0, 20.0))


@settings(deadline=None)
@given(st.floats(0, 40), st.floats(0, 40))
def test_a_square_holds_just_the_points_within(lat: float, lon: float) -> None:
    clear = all(abs(v - edge) > 1e-9 for v in (lat, lon) for edge in (10, 14, 16, 20))
    inside = 10 < lat < 20 and 10 < lon < 20
    in_hole = 14 < lat < 16 and 14 < lon < 16
    if clear:
        assert ((lat, lon) in Area.of("a", [SQUARE])) is inside
        assert ((lat, lon) in Area.of("a", [SQUARE, HOLE])) is (inside and not in_hole)


def test_a_point_near_a_border_names_both_sides() -> None:
    both = Outlines([Area.of("a", [SQUARE]), Area.of("b", [EAST])])
    assert both.at(15, 15) == ("a",)
    assert both.at(15, 25) == ("b",)
    assert set(both.at(15, 20.01)) == {"a", "b"}
    assert both.at(15, 40) == ()
    assert both.at(9.99, 15) == ("a",)  # a kilometre off its coast


def test_a_small_island_goes_before_the_outlines() -> None:
    found = Outlines([Area.of("a", [SQUARE])], [Extent("rock", 15, 15, 10), Extent("near", 15, 15.3, 40)])
    assert found.at(15, 15.05) == ("rock",)
    assert found.at(15, 15.2) == ("near",)
    assert found.at(18, 18) == ("a",)


def test_disputed_boxes_have_names() -> None:
    found = Outlines([], [], [Unclear("there", (0, 0, 1, 1))])
    assert found.unclear(0.5, 0.5) == "there"
    assert found.unclear(2, 0.5) is None


def test_distances_on_the_globe() -> None:
    assert distance_km(0, 0, 0, 0) == 0
    assert abs(distance_km(0, 0, 0, 180) - 6371 * 3.141592653589793) < 1e-6
    assert abs(distance_km(48.8566, 2.3522, 51.5074, -0.1278) - 343.5) < 1  # Paris to London
    assert distance_km(10, 179.9, 10, -179.9) < 25


def test_arcs_are_joined_and_turned() -> None:
    plain = {
        "quantum": 1.0,
        "arcs": [[10, 10, 10, 0, 0, 10], [10, 10, 0, 10, 10, 0]],
        "areas": [{"id": "a", "rings": [[0, -2]]}],
    }
    found = Outlines.of(plain, {"extents": [], "unclear": []})
    assert found.at(15, 15) == ("a",)
    assert found.at(5, 15) == ()
