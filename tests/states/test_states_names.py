"""Names in time: what resolves, what is ambiguous, what was and is no more."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.errors import InputError
from foedus.states.folding import bare, fold
from foedus.states.load import names, system
from foedus.states.names import FormKind

DAYS = st.dates(date(1816, 1, 1), date(2026, 12, 31))


def code_of(text: str, day: str | None) -> str:
    with pytest.raises(InputError) as caught:
        names().resolve(text, date.fromisoformat(day) if day else None)
    return caught.value.faults[0].code


def hint_of(text: str, day: str) -> str:
    with pytest.raises(InputError) as caught:
        names().resolve(text, date.fromisoformat(day))
    return caught.value.faults[0].hint or ""


@pytest.mark.parametrize(
    ("text", "day", "id_"),
    [
        ("Prussia", "1850-01-01", "DEU"),
        ("Russia", "1950-01-01", "RUS"),
        ("USSR", "1950-01-01", "RUS"),
        ("the Soviet Union", "1991-12-25", "RUS"),
        ("Korea", "1905-01-01", "KOR"),
        ("Ottoman Empire", "1914-08-02", "TUR"),
        ("Serbia", "1914-07-28", "SRB"),
        ("Serbia", "1999-03-24", "YUG"),
        ("Serbia", "2020-01-01", "SRB"),
        ("Yugoslavia", "1939-01-01", "YUG"),
        ("Germany", "1960-01-01", "DEU"),
        ("West Germany", "1960-01-01", "DEU"),
        ("East Germany", "1960-01-01", "DDR"),
        ("Third Reich", "1939-09-01", "DEU"),
        ("Austria-Hungary", "1914-07-28", "AUH"),
        ("Austria", "1914-07-28", "AUH"),
        ("Austria", "1930-07-28", "AUT"),
        ("Sardinia", "1859-01-01", "ITA"),
        ("Siam", "1930-01-01", "THA"),
        ("Persia", "1914-01-01", "IRN"),
        ("Zaire", "1980-01-01", "COD"),
        ("Burma", "1960-01-01", "MMR"),
        ("Burma", "2020-01-01", "MMR"),
        ("Ceylon", "1960-01-01", "LKA"),
        ("Abyssinia", "1935-10-03", "ETH"),
        ("Czechoslovakia", "1968-08-20", "CSK"),
        ("North Vietnam", "1968-01-30", "VNM"),
        ("South Vietnam", "1968-01-30", "RVN"),
        ("United Arab Republic", "1960-01-01", "EGY"),
        ("Georgia", "2008-08-08", "GEO"),
        ("North Korea", "2024-06-20", "PRK"),
        ("DPRK", "2024-06-20", "PRK"),
        ("Republic of Korea", "2024-06-20", "KOR"),
        ("South Koreans", "2024-06-20", "KOR"),
        ("U.S.", "2024-06-20", "USA"),
        ("US", "2024-06-20", "USA"),
        ("United States of America", "2024-06-20", "USA"),
        ("Britain", "2024-06-20", "GBR"),
        ("UK", "2024-06-20", "GBR"),
        ("Türkiye", "2024-06-20", "TUR"),
        ("Turkiye", "2024-06-20", "TUR"),
        ("Cote d’Ivoire", "2024-06-20", "CIV"),
        ("Kosovo", "2024-06-20", "KOS"),
        ("Abkhazia", "2024-06-20", "x-abk"),
        ("Palestine", "2024-06-20", "PSE"),
        ("RUS", "1900-01-01", "RUS"),
        ("rus", "1900-01-01", "RUS"),
        (" KOR ", "2024-06-20", "KOR"),
        ("cow:365", "2024-06-20", "RUS"),
        ("gw:365", "2024-06-20", "RUS"),
        ("COW:255", "1866-01-01", "DEU"),
        ("EU", "2024-06-20", "EU"),
    ],
)
def test_a_name_of_the_day_names_its_state(text: str, day: str, id_: str) -> None:
    assert names().resolve(text, date.fromisoformat(day)) == id_


@pytest.mark.parametrize(
    ("text", "day", "both"),
    [
        ("Korea", "2024-06-20", ("KOR", "PRK")),
        ("Congo", "2024-06-20", ("COG", "COD")),
        ("Congo", "1965-06-20", ("COG", "COD")),
        ("Vietnam", "1965-06-20", ("VNM", "RVN")),
        ("Yemen", "1970-06-20", ("YEM", "YMD")),
    ],
)
def test_a_shared_name_is_an_error_that_names_both(text: str, day: str, both: tuple[str, str]) -> None:
    assert code_of(text, day) == "ambiguous-state"
    assert all(id_ in hint_of(text, day) for id_ in both)


def test_zaire_left_congo_to_brazzaville_alone() -> None:
    assert names().resolve("Congo", date(1980, 1, 1)) == "COG"


def test_a_name_out_of_use_says_when_it_ended_and_what_to_write() -> None:
    assert code_of("USSR", "2024-06-20") == "state-not-then"
    hint = hint_of("USSR", "2024-06-20")
    assert "1991-12-25" in hint
    assert "write Russia" in hint


def test_a_state_that_ended_names_its_successors() -> None:
    assert code_of("Czechoslovakia", "2024-06-20") == "state-not-then"
    hint = hint_of("Czechoslovakia", "2024-06-20")
    assert "1992-12-31" in hint
    assert "CZE" in hint
    assert "SVK" in hint
    assert code_of("CSK", "2024-06-20") == "state-not-then"


def test_a_state_to_come_says_since_when() -> None:
    assert "1948-09-09" in hint_of("PRK", "1940-01-01")


@pytest.mark.parametrize(("text", "meant"), [("NO", "NOR (Norway)"), ("kp", "PRK (North Korea)")])
def test_two_letter_codes_are_unknown_and_say_what_was_meant(text: str, meant: str) -> None:
    assert code_of(text, "2024-06-20") == "unknown-state"
    assert meant in hint_of(text, "2024-06-20")


@pytest.mark.parametrize("text", ["ON", "", "   ", "Ruritania", "Іran", "*", "cow:", "Robert'); DROP TABLE"])
def test_what_names_no_state_is_unknown(text: str) -> None:
    assert code_of(text, "2024-06-20") == "unknown-state"


@pytest.mark.parametrize(
    ("text", "meant"),
    [("Nroth Korea", "PRK"), ("Ukrain", "UKR"), ("Phillipines", "PHL"), ("Untied States", "USA")],
)
def test_a_slip_gets_a_suggestion(text: str, meant: str) -> None:
    hint = hint_of(text, "2024-06-20")
    assert hint.startswith("Did you mean")
    assert meant in hint


def test_control_marks_of_the_text_are_not_echoed() -> None:
    with pytest.raises(InputError) as caught:
        names().resolve("Rus\u202esia\x1b[31m", date(2024, 1, 1))
    assert "\x1b" not in str(caught.value)
    assert "\u202e" not in str(caught.value)


def test_without_a_day_the_present_use_of_a_name_goes_first() -> None:
    assert names().resolve("Russia") == "RUS"
    assert names().resolve("Austria") == "AUT"
    assert names().resolve("Serbia") == "SRB"
    assert names().resolve("USSR") == "RUS"
    assert names().resolve("DDR") == "DDR"
    assert code_of("Korea", None) == "ambiguous-state"


@pytest.mark.parametrize(
    ("id_", "day", "name"),
    [
        ("RUS", "1950-01-01", "the Soviet Union"),
        ("RUS", "2024-01-01", "Russia"),
        ("RUS", "1900-01-01", "Russia"),
        ("DEU", "1860-01-01", "Prussia"),
        ("DEU", "1914-01-01", "Germany"),
        ("DEU", "1960-01-01", "West Germany"),
        ("PRK", "2024-01-01", "North Korea"),
        ("USA", "2024-01-01", "the United States"),
        ("NLD", "2024-01-01", "the Netherlands"),
        ("AUH", "1914-01-01", "Austria-Hungary"),
        ("TUR", "1914-01-01", "the Ottoman Empire"),
        ("MMR", "2024-01-01", "Myanmar"),
        ("YUG", "2004-01-01", "Serbia and Montenegro"),
        ("DDR", "2024-01-01", "East Germany"),
        ("EU", "2024-01-01", "the European Union"),
        ("*", "2024-01-01", "*"),
    ],
)
def test_the_name_that_is_shown_is_that_of_the_day(id_: str, day: str, name: str) -> None:
    assert names().display(id_, date.fromisoformat(day), the=True) == name
    assert names().display(id_, date.fromisoformat(day)) == name.removeprefix("the ")


def test_without_a_day_the_latest_name_is_shown() -> None:
    assert names().display("DEU") == "Germany"
    assert names().display("RUS") == "Russia"


@settings(deadline=None)
@given(DAYS)
def test_each_state_of_a_day_is_found_by_the_name_it_is_shown_by(day: date) -> None:
    for id_ in system().existing(day):
        assert names().resolve(names().display(id_, day), day) == id_
        assert names().resolve(names().display(id_, day, the=True).upper(), day) == id_
        assert names().resolve(id_, day) == id_


def forms(day: str, kind: FormKind) -> set[tuple[str, str]]:
    return {(f.text, f.state) for f in names().forms(date.fromisoformat(day)) if f.kind is kind}


def test_seats_stand_for_governments_in_their_days() -> None:
    assert ("Blue House", "KOR") in forms("2020-01-01", FormKind.METONYM)
    assert ("Blue House", "KOR") not in forms("2024-06-20", FormKind.METONYM)
    assert ("Blue House", "KOR") in forms("2026-03-01", FormKind.METONYM)
    assert ("Kremlin", "RUS") in forms("2024-06-20", FormKind.METONYM)
    assert ("Sublime Porte", "TUR") in forms("1914-06-20", FormKind.METONYM)
    assert ("Sublime Porte", "TUR") not in forms("1924-06-20", FormKind.METONYM)


def test_capitals_move() -> None:
    assert ("St. Petersburg", "RUS") in forms("1907-08-31", FormKind.CAPITAL)
    assert ("Moscow", "RUS") not in forms("1907-08-31", FormKind.CAPITAL)
    assert ("Moscow", "RUS") in forms("2024-06-20", FormKind.CAPITAL)
    assert ("Pyongyang", "PRK") in forms("2024-06-20", FormKind.CAPITAL)


def test_forces_and_organs_and_epithets() -> None:
    assert ("Red Army", "RUS") in forms("1944-01-01", FormKind.FORCE)
    assert ("Red Army", "RUS") not in forms("1950-01-01", FormKind.FORCE)
    assert ("Korean Central News Agency", "PRK") in forms("2024-06-20", FormKind.ORGAN)
    assert ("hermit kingdom", "PRK") in forms("2024-06-20", FormKind.EPITHET)
    north = [f for f in names().forms(date(2024, 6, 20)) if f.text == "North"]
    assert [f.state for f in north] == ["PRK"]
    assert all(f.contextual and f.the for f in north)


def test_former_words_are_kept_apart() -> None:
    day = date(2024, 6, 20)
    former = {(f.text, f.state) for f in names().former(day)}
    assert ("Soviet", "RUS") in former
    assert ("Czechoslovakia", "CSK") in former
    assert not former & {(f.text, f.state) for f in names().forms(day) if f.kind is FormKind.NAME}


@settings(deadline=None)
@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert bare(fold(text)) == bare(text)


def test_folding_keeps_other_scripts_apart() -> None:
    assert fold("Élysée") == "elysee"
    assert fold("U.S.S.R.") == "ussr"
    assert fold("Łódź") == "lodz"
    assert fold("Ir\u0430n") != fold("Iran")


def test_ten_thousand_unknown_names_take_seconds_at_most() -> None:
    import time

    begun = time.process_time()
    for i in range(1000):
        assert code_of(f"Nowhere{i}land", "2024-06-20") == "unknown-state"
    assert time.process_time() - begun < 3
