"""Who held which office on a day, by full name and surname; dates known to the month only."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.states.leaders import Leaders, Office, surnames, table
from foedus.states.load import leaders

SEED_DAY = date(2024, 6, 20)


def made(*rows: dict[str, Any], state: str = "RUS") -> Leaders:
    return Leaders(table([{"state": state, "leaders": list(rows)}]))


def term(name: str, start: str, end: str | None, **more: Any) -> dict[str, Any]:
    return {"name": name, "office": "head-of-state", "title": "President", "from": start, "to": end, **more}


@pytest.mark.parametrize(
    ("name", "day", "state", "office"),
    [
        ("Vladimir Putin", "2024-06-20", "RUS", "head-of-state"),
        ("Vladimir Putin", "2010-06-20", "RUS", "head-of-government"),
        ("Kim Jong Un", "2024-06-20", "PRK", "leader"),
        ("Fumio Kishida", "2024-06-20", "JPN", "head-of-government"),
        ("Yoon Suk Yeol", "2024-06-20", "KOR", "head-of-state"),
        ("Joe Biden", "2024-06-20", "USA", "head-of-state"),
        ("Winston Churchill", "1940-06-18", "GBR", "head-of-government"),
        ("Franz Joseph", "1914-07-28", "AUH", "head-of-state"),
        ("Leopold Berchtold", "1914-07-28", "AUH", "foreign-minister"),
        ("Adolf Hitler", "1939-09-01", "DEU", "head-of-state"),
    ],
)
def test_a_full_name_finds_the_office_of_the_day(name: str, day: str, state: str, office: str) -> None:
    found = leaders().find(name, date.fromisoformat(day))
    assert found[0].in_office
    assert (state, office) in {(o.state, o.office) for o in found if o.in_office}


def test_accents_and_case_do_not_count() -> None:
    with_accent = leaders().find("Karl von Stürgkh", date(1914, 7, 28))
    assert with_accent
    assert with_accent == leaders().find("KARL VON STURGKH", date(1914, 7, 28))


def test_who_left_office_is_found_as_such() -> None:
    found = leaders().find("Barack Obama", SEED_DAY)
    assert [(o.state, o.title, o.in_office) for o in found] == [("USA", "President", False)]


def test_what_is_yet_to_come_is_not_told() -> None:
    assert all(o.start.first <= SEED_DAY for o in leaders().find("Donald Trump", SEED_DAY))
    later = leaders().find("Donald Trump", SEED_DAY, later=True)
    assert max(o.start.first for o in later) == date(2025, 1, 20)
    assert leaders().find("Barack Obama", date(2000, 1, 1)) == ()


def test_an_unknown_name_finds_nobody() -> None:
    assert leaders().find("Nobody Atall", SEED_DAY) == ()
    assert leaders().surname("Atall", SEED_DAY) == ()


def test_a_surname_finds_those_who_hold_office_first() -> None:
    found = leaders().surname("Kim", SEED_DAY)
    assert found[0].in_office
    assert "Kim Jong Un" in {o.name for o in found if o.in_office}
    assert not found[-1].in_office


@pytest.mark.parametrize(
    ("name", "state", "expected"),
    [
        ("Vladimir Putin", "RUS", {"Putin"}),
        ("Kim Jong Un", "PRK", {"Kim"}),
        ("Chiang Kai-shek", "TWN", {"Chiang"}),
        ("Joseph Wu", "TWN", {"Wu"}),
        ("Syngman Rhee", "KOR", {"Rhee"}),
        ("Xi Jinping", "CHN", {"Xi"}),
        ("Lee Kuan Yew", "SGP", {"Lee"}),
        ("S. Rajaratnam", "SGP", {"Rajaratnam"}),
        ("Nguyen Phu Trong", "VNM", {"Trong"}),
        ("Abiy Ahmed", "ETH", {"Abiy", "Ahmed"}),
        ("Hun Sen", "KHM", set()),
        ("Wilhelm II", "DEU", set()),
        ("Guangxu Emperor", "CHN", set()),
        ("Sukarno", "IDN", {"Sukarno"}),
        ("Theobald von Bethmann Hollweg", "DEU", {"Hollweg", "Bethmann Hollweg", "von Bethmann Hollweg"}),
        ("Enrique Peña Nieto", "MEX", {"Nieto", "Peña Nieto"}),
        ("Bashar al-Assad", "SYR", {"al-Assad", "Assad"}),
        ("Charles de Gaulle", "FRA", {"Gaulle", "de Gaulle"}),
        ("Mohammed bin Salman", "SAU", {"Salman", "bin Salman"}),
    ],
)
def test_surnames_follow_the_custom_of_the_state(name: str, state: str, expected: set[str]) -> None:
    assert set(surnames(name, state)) == expected


def test_a_month_alone_is_in_office_from_its_first_day_but_not_for_sure() -> None:
    someone = made(term("A B", "1996-03", "1998"))

    def on(day: str) -> Office:
        return someone.find("A B", date.fromisoformat(day), later=True)[0]

    assert not on("1996-02-29").in_office
    assert (on("1996-03-15").in_office, on("1996-03-15").sure) == (True, False)
    assert (on("1996-03-31").in_office, on("1996-03-31").sure) == (True, True)
    assert (on("1998-01-01").in_office, on("1998-01-01").sure) == (True, True)
    assert (on("1998-06-01").in_office, on("1998-06-01").sure) == (True, False)
    assert not on("1999-01-01").in_office


@settings(deadline=None)
@given(
    st.dates(date(1900, 1, 1), date(2020, 1, 1)),
    st.integers(0, 4000),
    st.sampled_from([10, 7, 4]),
    st.sampled_from([10, 7, 4]),
    st.integers(-500, 5000),
)
def test_holders_are_just_those_whose_term_may_hold_the_day(
    start: date, length: int, cut_start: int, cut_end: int, offset: int
) -> None:
    end = start + timedelta(days=length)
    table_ = made(term("A B", start.isoformat()[:cut_start], end.isoformat()[:cut_end]))
    day = start + timedelta(days=offset)
    only = table_.all()[0].on(day)
    assert [o.name for o in table_.holders(day)] == (["A B"] if only.in_office else [])
    if start <= day <= end:
        assert only.in_office


@settings(deadline=None)
@given(st.dates(date(1900, 1, 1), date(2026, 6, 1)))
def test_every_holder_is_found_by_each_of_the_names(day: date) -> None:
    for office in leaders().holders(day)[::7]:
        for name in office.names:
            assert office in leaders().find(name, day)


def test_the_names_of_the_files_are_kept() -> None:
    also = made(term("A B", "2000", None, also=["A. B.", "Ab"]))
    assert also.find("a b", SEED_DAY)[0].also == ("A. B.", "Ab")
    assert also.find("Ab", SEED_DAY) == also.find("A B", SEED_DAY)
    assert len(also.find("A B", SEED_DAY)) == 1
