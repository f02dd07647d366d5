"""Who holds, runs and claims a place on a day, and the zones that it lies in."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.errors import InputError
from foedus.states.load import system, territory

SEED_DAY = date(2024, 6, 20)
DAYS = st.dates(date(1816, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("place", "day", "sovereign", "runs", "special"),
    [
        ("KOR", "2024-06-20", "KOR", "KOR", None),
        ("South Korea", "2024-06-20", "KOR", "KOR", None),
        ("Korea", "2024-06-20", None, None, "korean-peninsula"),
        ("Korea", "1930-06-20", "JPN", "JPN", "korean-peninsula"),
        ("TWN", "2024-06-20", "TWN", "TWN", None),
        ("Taiwan", "1920-01-01", "JPN", "JPN", "taiwan-1895"),
        ("Senkaku Islands", "2024-06-20", "JPN", "JPN", "senkaku-islands"),
        ("the Diaoyu Islands", "1960-06-20", "JPN", "USA", "senkaku-islands"),
        ("Second Thomas Shoal", "2024-06-17", None, "PHL", "second-thomas-shoal"),
        ("Dokdo", "2024-06-20", None, "KOR", "liancourt-rocks"),
        ("Takeshima", "2024-06-20", None, "KOR", "liancourt-rocks"),
        ("Hawaii", "1941-12-07", "USA", "USA", "hawaii"),
        ("Pearl Harbor", "1941-12-07", "USA", "USA", "hawaii"),
        ("Falklands", "1982-04-15", "GBR", "ARG", "falkland-islands"),
        ("Crimea", "2010-01-01", "UKR", "UKR", "crimea"),
        ("Crimea", "2024-06-20", "UKR", "RUS", "crimea"),
        ("Kursk region", "2024-08-10", "RUS", "RUS", "kursk"),
        ("x-abk", "2024-06-20", "GEO", "x-abk", None),
        ("Kosovo", "1999-03-24", "YUG", "YUG", "kosovo-territory"),
        ("Kosovo", "2024-06-20", "KOS", "KOS", None),
        ("Algeria", "1955-01-01", "FRA", "FRA", "algeria-french"),
        ("DZA", "1962-07-02", "FRA", "FRA", "algeria-french"),
        ("DZA", "1962-07-03", "DZA", "DZA", None),
        ("Hong Kong", "1997-06-30", "GBR", "GBR", "hong-kong"),
        ("Hong Kong", "1997-07-01", "CHN", "CHN", "hong-kong"),
        ("Danzig", "1939-08-31", None, None, "danzig"),
        ("Sudetenland", "1938-10-02", "DEU", "DEU", "sudetenland"),
        ("Bosnia", "1908-10-05", "TUR", "AUH", "bosnia-province"),
        ("Bosnia", "1914-06-28", "AUH", "AUH", "bosnia-province"),
        ("Alsace-Lorraine", "1914-08-01", "DEU", "DEU", "alsace-lorraine"),
        ("Golan Heights", "2024-06-20", "SYR", "ISR", "golan-heights"),
        ("Suez Canal", "1956-10-29", "EGY", "EGY", "suez-canal"),
        ("Okinawa", "1960-01-01", "JPN", "USA", "okinawa"),
        ("Réunion", "2024-06-20", "FRA", "FRA", "reunion"),
        ("Reunion", "2024-06-20", "FRA", "FRA", "reunion"),
        ("GREENLAND", "2026-01-10", "DNK", "DNK", "greenland"),
        ("Kharkiv", "2024-06-20", "UKR", "UKR", None),
        ("Tripoli", "2024-06-20", "LBY", "LBY", None),
        ("Strait of Hormuz", "2024-06-20", None, None, "strait-of-hormuz"),
        ("Caribbean", "2025-09-02", None, None, "caribbean-sea"),
        ("the Sahel", "2024-06-20", None, None, "sahel"),
    ],
)
def test_a_place_by_name_and_day(
    place: str, day: str, sovereign: str | None, runs: str | None, special: str | None
) -> None:
    site = territory().site(place, date.fromisoformat(day))
    assert (site.sovereign, site.administered_by, site.special) == (sovereign, runs, special)
    assert site.name == place


@pytest.mark.parametrize(
    ("place", "zone", "inside"),
    [
        ("KOR", "pacific", True),
        ("JPN", "pacific", True),
        ("Senkaku Islands", "pacific", True),
        ("Second Thomas Shoal", "south-china-sea", True),
        ("Second Thomas Shoal", "pacific", True),
        ("POL", "europe", True),
        ("POL", "pacific", False),
        ("GBR", "north-america", False),
        ("USA", "north-america", True),
        ("Hawaii", "north-america", False),
        ("Guam", "north-atlantic", False),
        ("Puerto Rico", "north-atlantic", False),
        ("Falkland Islands", "north-atlantic", False),
        ("Réunion", "europe", False),
        ("New Caledonia", "europe", False),
        ("French Guiana", "europe", False),
        ("French Guiana", "americas", True),
        ("Azores", "north-atlantic", True),
        ("Canary Islands", "north-atlantic", True),
        ("Greenland", "americas", True),
        ("Ceuta", "europe", False),
        ("Crimea", "black-sea", True),
        ("Kursk", "europe", True),
        ("Kuril Islands", "europe", False),
        ("Vladivostok", "europe", False),
        ("Algeria", "africa", True),
        ("BRA", "americas", True),
        ("ISR", "middle-east", True),
        ("SRB", "balkans", True),
    ],
)
def test_zones_of_treaties(place: str, zone: str, inside: bool) -> None:
    assert territory().in_zone(place, zone, SEED_DAY) is inside
    assert territory().in_zone(territory().site(place, SEED_DAY), zone, SEED_DAY) is inside


def test_claims_have_days() -> None:
    assert territory().site("Senkaku Islands", date(1960, 1, 1)).claimed_by == ("JPN",)
    assert set(territory().site("Senkaku Islands", SEED_DAY).claimed_by) == {"JPN", "CHN", "TWN"}
    assert territory().site("TWN", SEED_DAY).claimed_by == ("TWN", "CHN")


def test_a_place_knows_what_contains_it() -> None:
    assert territory().site("Second Thomas Shoal", SEED_DAY).within == ("spratly-islands",)
    assert territory().site("Diego Garcia", SEED_DAY).within == ("chagos",)


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("Atlantis", "unknown-place"),
        ("", "unknown-place"),
        ("Brest", "ambiguous-place"),
        ("Czechoslovakia", "state-not-then"),
    ],
)
def test_what_is_no_place_is_an_input_error(place: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        territory().site(place, SEED_DAY)
    assert caught.value.faults[0].code == code


def test_a_slip_gets_a_suggestion() -> None:
    with pytest.raises(InputError, match="no place that is known") as caught:
        territory().site("Senkaku Ilands", SEED_DAY)
    assert "Senkaku Islands" in (caught.value.faults[0].hint or "")


def test_an_unknown_zone_is_an_input_error() -> None:
    with pytest.raises(InputError, match="'europa' is no zone") as caught:
        territory().zone("europa")
    assert "europe" in (caught.value.faults[0].hint or "")


@settings(deadline=None)
@given(DAYS)
def test_each_state_of_a_day_holds_or_claims_its_own_territory(day: date) -> None:
    for id_ in system().existing(day):
        site = territory().site(id_, day)
        assert id_ in (site.sovereign, site.administered_by, *site.claimed_by)
        assert site.special is None


def test_every_state_lies_in_a_zone() -> None:
    listed = set().union(*(z.states for z in territory().zones()))
    assert {s.id for s in system()} - listed == set()


@settings(deadline=None)
@given(DAYS)
def test_every_name_of_a_place_is_read_and_its_holders_are_states(day: date) -> None:
    for text, id_ in territory().forms(day)[::11]:
        try:
            site = territory().site(text, day)
        except InputError as e:
            assert e.faults[0].code == "ambiguous-place"
            continue
        assert site.special in (id_, None), text  # a state's own name goes first
        for holder in (site.sovereign, site.administered_by):
            assert holder is None or system().exists(holder, day), (text, holder)


# Points


@pytest.mark.parametrize(
    ("lat", "lon", "sovereign", "special"),
    [
        (37.57, 126.98, "KOR", None),
        (39.03, 125.75, "PRK", None),
        (50.45, 30.52, "UKR", None),
        (21.30, -157.86, "USA", "hawaii"),
        (61.2, -149.9, "USA", "alaska"),
        (9.73, 115.86, None, "second-thomas-shoal"),
        (25.75, 123.48, "JPN", "senkaku-islands"),
        (45.0, 34.1, "UKR", "crimea"),
        (-51.7, -58.2, "GBR", "falkland-islands"),
        (4.92, -52.6, "FRA", "french-guiana"),
        (26.4, 127.8, "JPN", "okinawa"),
        (25.03, 121.56, "TWN", None),
        (51.73, 36.19, "RUS", None),
        (54.71, 20.51, "RUS", "kaliningrad"),
        (-29.6, 28.2, "LSO", None),
    ],
)
def test_a_point_lies_in_the_outline_of_a_state_or_place(
    lat: float, lon: float, sovereign: str | None, special: str | None
) -> None:
    site = territory().site({"lat": lat, "lon": lon}, SEED_DAY)
    assert (site.sovereign, site.special) == (sovereign, special)
    assert site.name == f"{lat:g}, {lon:g}"


@pytest.mark.parametrize(
    ("lat", "lon", "day", "why"),
    [
        (0, -150, "2024-06-20", "at sea"),
        (31.78, 35.22, "2024-06-20", "on a border"),
        (34.1, 74.8, "2024-06-20", "Kashmir"),
        (48.6, 38.0, "2024-06-20", "Donetsk"),
        (50, 10, "1914-08-01", "1914"),
        (7.5, 134.58, "1994-01-01", "PLW"),
    ],
)
def test_a_point_that_names_no_place_for_sure_is_refused(lat: float, lon: float, day: str, why: str) -> None:
    with pytest.raises(InputError, match="names no place for sure") as caught:
        territory().site({"lat": lat, "lon": lon}, date.fromisoformat(day))
    assert why in str(caught.value)


@pytest.mark.parametrize(
    "point",
    [
        {"lat": 91, "lon": 0},
        {"lat": 0, "lon": 181},
        {"lat": "1", "lon": 0},
        {"lat": True, "lon": 0},
        {"lat": 1},
        {},
        {"lat": 1, "lon": 2, "alt": 3},
        {"lat": float("nan"), "lon": 1},
        {"lat": float("inf"), "lon": 1},
    ],
)
def test_what_is_no_point_is_an_input_error(point: dict[str, object]) -> None:
    with pytest.raises(InputError) as caught:
        territory().site(point, SEED_DAY)
    assert caught.value.faults[0].code == "bad-point"


@settings(deadline=None)
@given(st.floats(-90, 90), st.floats(-180, 180))
def test_any_point_is_read_or_refused(lat: float, lon: float) -> None:
    try:
        site = territory().site({"lat": lat, "lon": lon}, SEED_DAY)
    except InputError as e:
        assert e.faults[0].code == "unknown-place"
    else:
        assert site.sovereign is None or site.sovereign in system()


def test_a_point_of_a_later_state_is_read_as_the_region_it_was() -> None:
    site = territory().site({"lat": 5.5, "lon": 31.6}, date(2005, 1, 1))
    assert (site.sovereign, site.special) == ("SDN", "south-sudan-region")
