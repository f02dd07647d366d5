"""What happened, to whom, and whether the text vouches for it."""

from __future__ import annotations

from datetime import date

import pytest
from tests.read.reading import acts, events


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Germany invaded Poland.", ("ASSAULT", "DEU", "POL", "asserted")),
        ("Poland was invaded by Germany.", ("ASSAULT", "DEU", "POL", "asserted")),
        ("Putin's war in Ukraine goes on.", ("ASSAULT", "RUS", "UKR", "asserted")),
        ("Japan launched an attack on China.", ("ASSAULT", "JPN", "CHN", "asserted")),
        ("Iraq threatened to attack Kuwait.", ("THREATEN", "IRQ", "KWT", "threatened")),
        ("Turkey refused to let American troops pass.", ("REJECT", "TUR", "USA", "asserted")),
        ("North Korea has not sent weapons to Russia.", ("AID", "PRK", "RUS", "negated")),
        ("Jordan and Egypt agreed to hold exercises.", ("AGREE", "EGY JOR", "EGY JOR", "asserted")),
        ("Xi will meet Macron in Paris.", ("CONSULT", "CHN FRA", "CHN FRA", "planned")),
        ("Iran vowed to retaliate against Israel.", ("THREATEN", "IRN", "ISR", "threatened")),
        ("Russia said that Sudan must return the ship.", ("REQUEST", "RUS", "SDN", "asserted")),
        ("Ethiopia received weapons from China.", ("AID", "CHN", "ETH", "asserted")),
    ],
)
def test_one_act(text: str, expected: tuple[str, str, str, str]) -> None:
    assert expected in acts(text)


@pytest.mark.parametrize(
    "text",
    [
        "Would Tokyo fight for Taipei?",
        "Had Russia kept its promises, Ukraine would never have attacked Russia.",
        "If China attacks Taiwan, the region will suffer.",
        "The treaty obliges Russia to help North Korea if South Korea attacks North Korea.",
        "The United States has no intention of invading North Korea.",
        "Germany built a wall to prevent an attack by France.",
        "The possibility of a Chinese attack on Taiwan worries Japan.",
        "A retired teacher hopes that Norway will attack Sweden.",
    ],
)
def test_what_is_no_act_is_no_event(text: str) -> None:
    assert not [e for e in events(text) if e.modality.value == "asserted" and e.type.value == "ASSAULT"]


def test_claims_of_others_are_alleged_and_own_acts_stand() -> None:
    assert ("ASSAULT", "AZE", "ARM", "alleged") in acts("Armenia said that Azerbaijan attacked Armenia.")
    assert ("SANCTION", "JPN", "SRB", "asserted") in acts("Japan said it had halted economic aid to Serbia.")


def test_who_alleges_and_who_denies() -> None:
    text = (
        "U.S. and South Korean officials say Russia has received ammunition from North Korea"
        " — accusations that both Moscow and Pyongyang deny."
    )
    (event,) = [e for e in events(text) if e.type.value == "AID"]
    assert event.actor == ("PRK",) and event.recipient == ("RUS",)
    assert event.modality.value == "alleged"
    assert set(event.alleged_by) == {"USA", "KOR"} and set(event.denied_by) == {"RUS", "PRK"}


def test_a_denial_alone_is_no_event() -> None:
    assert not [
        e for e in events("Chile denied that it had attacked Peru.") if e.modality.value == "asserted"
    ]


def test_accusation_gives_the_charge_and_the_act() -> None:
    found = acts("Ukraine accused Russia of shelling Kharkiv. Russia denied the accusation.")
    assert ("ACCUSE", "UKR", "RUS", "asserted") in found
    (act,) = [
        e
        for e in events("Ukraine accused Russia of shelling Kharkiv. Russia denied the accusation.")
        if e.type.value == "ASSAULT"
    ]
    assert act.alleged_by == ("UKR",) and act.denied_by == ("RUS",)


def test_one_event_an_act() -> None:
    found = events("Germany attacked Poland on Friday. The German attack on Poland shocked Britain.")
    assert len([e for e in found if e.type.value == "ASSAULT"]) == 1


def test_dates_belong_to_their_own_act() -> None:
    text = "Russia, which invaded Ukraine in February 2022, met Iran on Tuesday."
    by_type = {e.type.value: e for e in events(text, date(2024, 6, 20))}
    assert by_type["ASSAULT"].date == "2022-02-01" and by_type["ASSAULT"].date_end == "2022-02-28"
    assert by_type["ASSAULT"].modality.value == "historical"
    assert by_type["CONSULT"].date == "2024-06-18"


def test_quantity_and_unit() -> None:
    (event,) = [e for e in events("Denmark gave Estonia 12 howitzers.") if e.type.value == "AID"]
    assert (event.quantity, event.unit, event.item) == (12.0, "howitzers", "howitzers")


def test_a_capital_is_a_place_or_an_actor() -> None:
    found = acts("French and German ministers met in Brussels.")
    assert ("CONSULT", "DEU FRA", "DEU FRA", "asserted") in found
    assert ("ACCUSE", "RUS", "FRA", "asserted") in acts("Moscow criticized Paris.")


def test_its_is_the_state_next_to_it() -> None:
    text = (
        "South Korea and the United States accuse North Korea of sending shells to Russia"
        " for its war against Ukraine."
    )
    wars = [e for e in events(text) if e.type.value == "ASSAULT"]
    assert [(e.actor, e.recipient, e.modality.value) for e in wars] == [(("RUS",), ("UKR",), "alleged")]


def test_a_denial_may_lead_the_story() -> None:
    text = (
        "Rwanda's government denied that its soldiers were fighting beside the M23 rebels in Congo.\n\n"
        "Congo's president, Felix Tshisekedi, says that Rwanda has sent troops to support the rebels."
    )
    (event,) = [e for e in events(text, date(2024, 2, 20)) if e.type.value == "AID"]
    assert event.actor == ("RWA",) and event.alleged_by == ("COD",) and event.denied_by == ("RWA",)


def test_a_ministry_is_of_the_state_named_before_it() -> None:
    text = "China met India. India's Foreign Ministry criticized China."
    assert ("ACCUSE", "IND", "CHN", "asserted") in acts(text)
