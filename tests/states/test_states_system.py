"""Membership of the two state systems, days of existence, numbers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.errors import InputError
from foedus.states.load import system
from foedus.states.system import Period

PEACE = Path(__file__).parents[3] / "shared" / "data" / "peace"
needs_peace = pytest.mark.skipif(not PEACE.exists(), reason="shared/data/peace is not beside the project")
DAYS = st.dates(date(1816, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("id_", "day", "there"),
    [
        ("DEU", "1850-01-01", True),
        ("DDR", "1949-10-06", True),
        ("DDR", "1990-10-03", False),
        ("CSK", "1992-12-31", True),
        ("CSK", "1993-01-01", False),
        ("CZE", "1992-12-31", False),
        ("SRB", "1914-07-28", True),
        ("SRB", "1950-01-01", False),
        ("YUG", "1999-03-24", True),
        ("PRK", "1948-09-08", False),
        ("KOR", "1905-01-01", True),
        ("KOR", "1930-01-01", False),
        ("AUT", "1940-01-01", False),
        ("AUT", "1960-01-01", True),
        ("KOS", "2008-02-16", False),
        ("SSD", "2011-07-09", True),
        ("XXX", "2011-07-09", False),
    ],
)
def test_a_state_exists_from_its_first_day_to_its_last(id_: str, day: str, there: bool) -> None:
    assert system().exists(id_, date.fromisoformat(day)) is there


@pytest.mark.parametrize(
    ("scheme", "number", "day", "id_"),
    [
        ("cow", 365, "1900-01-01", "RUS"),
        ("cow", 365, "1960-01-01", "RUS"),
        ("cow", 255, "1850-01-01", "DEU"),
        ("cow", 260, "1970-01-01", "DEU"),
        ("cow", 345, "1914-07-28", "SRB"),
        ("cow", 345, "1939-01-01", "YUG"),
        ("cow", 345, "2020-01-01", "SRB"),
        ("cow", 730, "1905-01-01", "KOR"),
        ("cow", 732, "2024-01-01", "KOR"),
        ("cow", 678, "1970-01-01", "YEM"),
        ("cow", 817, "1970-01-01", "RVN"),
        ("gw", 340, "1914-07-28", "SRB"),
        ("gw", 970, "2010-01-01", "KIR"),
        ("cow", 970, "2010-01-01", "NRU"),
    ],
)
def test_numbers_name_the_state_that_bore_them_on_the_day(
    scheme: str, number: int, day: str, id_: str
) -> None:
    assert system().by_code(scheme, number, date.fromisoformat(day)) == id_


def test_a_number_without_a_day_names_its_latest_bearer() -> None:
    assert system().by_code("cow", 345) == "SRB"
    assert system().by_code("cow", 260) == "DEU"


def test_a_number_outside_its_days_names_the_same_state_where_it_exists() -> None:
    assert system().by_code("cow", 740, date(1950, 1, 1)) == "JPN"  # COW has no Japan in 1945–1952


def test_unknown_numbers_are_input_errors() -> None:
    with pytest.raises(InputError, match="cow:999") as caught:
        system().by_code("cow", 999)
    assert caught.value.faults[0].code == "unknown-state"
    with pytest.raises(InputError, match="names no state on 1990"):
        system().by_code("cow", 817, date(1990, 1, 1))


def test_an_unknown_id_is_an_input_error() -> None:
    with pytest.raises(InputError, match="'XXX' is no state id"):
        system().get("XXX")


@settings(deadline=None)
@given(DAYS)
def test_members_exist(day: date) -> None:
    for scheme in ("cow", "gw"):
        absent = {id_ for id_ in system().members(day, scheme) if not system().exists(id_, day)}
        # Gleditsch and Ward keep Austria through the years in which Germany had annexed it.
        assert absent <= ({"AUT"} if scheme == "gw" else set())


@settings(deadline=None)
@given(DAYS)
def test_a_member_is_named_by_its_number(day: date) -> None:
    for id_ in system().members(day):
        code = system().get(id_).code("cow", day)
        assert code is not None
        assert system().by_code("cow", code.number, day) == id_


@settings(deadline=None)
@given(st.dates(), st.dates(), st.dates())
def test_a_period_holds_both_its_ends(a: date, b: date, day: date) -> None:
    start, end = min(a, b), max(a, b)
    assert start in Period(start, end)
    assert end in Period(start, end)
    assert (day in Period(start, end)) == (start <= day <= end)
    assert day in Period()


@needs_peace
@pytest.mark.parametrize("year", [*range(1816, 2017, 10), 1914, 1939, 1945, 1961, 1991, 2016])
def test_as_many_members_as_the_cow_list_has(year: int) -> None:
    import polars as pl

    day = date(year, 7, 1)
    rows = pl.read_parquet(PEACE / "cow_states.parquet").filter(
        (pl.date("styear", "stmonth", "stday") <= day) & (pl.date("endyear", "endmonth", "endday") >= day)
    )
    members = system().members(day)
    assert len(members) == rows.height
    numbers = sorted(c.number for m in members if (c := system().get(m).code("cow", day)))
    assert numbers == sorted(rows["ccode"])


@needs_peace
@pytest.mark.parametrize(("file", "scheme"), [("cow_states", "cow"), ("gw_states", "gw")])
def test_every_row_of_the_published_lists_is_here(file: str, scheme: str) -> None:
    import polars as pl

    frame = pl.read_parquet(PEACE / f"{file}.parquet")
    for row in frame.iter_rows(named=True):
        if scheme == "cow":
            number, abbreviation = row["ccode"], row["stateabb"]
            start = date(row["styear"], row["stmonth"], row["stday"])
            end = date(row["endyear"], row["endmonth"], row["endday"])
        else:
            number, abbreviation = row["gwcode"], row["stateabb"]
            start, end = row["startdate"], row["enddate"]
        for day in (start, end):
            state = system().get(system().by_code(scheme, number, day))
            code = state.code(scheme, day)
            assert code is not None, (row, state.id)
            assert (code.number, code.abbreviation) == (number, abbreviation)
