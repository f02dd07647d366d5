"""Whom a word means on the day: metonyms, homonyms, office holders, groups, pronouns, sets."""

from __future__ import annotations

from datetime import date

import pytest
from tests.read.reading import TODAY, acts, reading


def named(text: str, on: date = TODAY) -> set[str]:
    """Ids of the states and bodies that a text names; persons as `name=STATE`."""
    return {
        a.id if a.kind.value != "person" else f"{a.name}={a.state or ''}" for a in reading(text, on).actors
    }


@pytest.mark.parametrize(
    ("text", "on", "ids"),
    [
        ("Moscow warned Kiev. Kyiv answered.", TODAY, {"RUS", "UKR"}),
        ("Ankara and Athens agreed to talk.", TODAY, {"TUR", "GRC"}),
        ("Peking protested to Washington.", date(1958, 9, 8), {"CHN", "USA"}),
        ("The Quai d'Orsay protested to the Wilhelmstrasse.", date(1936, 3, 8), {"FRA", "DEU"}),
        ("Chungking protested to Tokyo.", date(1939, 6, 1), {"CHN", "JPN"}),
        ("Niger and Nigeria signed a pact with Guinea.", TODAY, {"NER", "NGA", "GIN"}),
        ("Guinea-Bissau and Equatorial Guinea met Papua New Guinea.", TODAY, {"GNB", "GNQ", "PNG"}),
        ("Dominica and the Dominican Republic signed a treaty.", TODAY, {"DMA", "DOM"}),
        ("Ireland protested. Northern Ireland voted.", TODAY, {"IRL"}),
        ("The Republic of the Congo and the Democratic Republic of the Congo met.", TODAY, {"COG", "COD"}),
        ("Congo-Brazzaville accused Congo-Kinshasa.", TODAY, {"COG", "COD"}),
        ("M23 seized Goma.", TODAY, {"M23"}),
        ("The Houthis fired at a ship. Hezbollah fired at Israel.", TODAY, {"houthis", "hezbollah", "ISR"}),
        ("The Rapid Support Forces shelled El Fasher. The RSF took the town.", TODAY, {"RSF"}),
        ("ASEAN urged Myanmar to stop.", TODAY, {"ASEAN", "MMR"}),
        ("The African Union and the Arab League condemned the coup.", TODAY, {"AU", "Arab-League"}),
        ("Prussia attacked Austria.", date(1866, 6, 16), {"DEU", "AUH"}),
        ("Siam signed a pact with Japan.", date(1937, 5, 1), {"THA", "JPN"}),
        ("Persia and Great Britain signed a treaty.", date(1919, 8, 10), {"IRN", "GBR"}),
        ("The Soviets shelled Finland.", date(1939, 12, 1), {"RUS", "FIN"}),
        ("West Germany and East Germany signed a treaty.", date(1972, 12, 22), {"DEU", "DDR"}),
        ("North Viet-Nam attacked South Viet-Nam.", date(1966, 5, 1), {"VNM", "RVN"}),
        ("Czechoslovakia and Yugoslavia signed a pact.", date(1933, 2, 17), {"CSK", "YUG"}),
        ("The Dual Monarchy declared war on Servia.", date(1914, 7, 28), {"AUH", "SRB"}),
        ("The Hermit Kingdom fired a missile at Japan.", TODAY, {"PRK", "JPN"}),
        ("The Emirates and the Kingdom of Saudi Arabia signed a pact.", TODAY, {"ARE", "SAU"}),
        ("Britain, the U.S. and the UK's ally Oman met.", TODAY, {"GBR", "USA", "OMN"}),
    ],
)
def test_whom_a_name_means(text: str, on: date, ids: set[str]) -> None:
    found = named(text, on)
    upper = {i.upper() for i in found}
    assert {i.upper() for i in ids} <= upper, found
    assert {i for i in found if i.isupper() and len(i) == 3} <= {i for i in ids if len(i) == 3}, found


@pytest.mark.parametrize(
    "text",
    [
        "The state of Georgia sent its National Guard to Florida.",
        "Georgia's governor, Brian Kemp, sent troops to the border with Florida.",
        "Michael Jordan met Chad Smith in Paris, Texas.",
        "He collects china and eats turkey.",
        "Washington state sued the railway.",
        "A firm in Moscow, Idaho, was sold. Moscow, Idaho, is small.",
        "The New England Journal of Medicine published a study.",
        "Birmingham, Alabama, elected a mayor.",
        "The Washington Post and the Kyiv Independent were praised.",
        "Sloane Stephens beat Jordan Thompson. Jordan Thompson left.",
        "Athens, Georgia, has a university. The Bulldogs play in Georgia.",
        "The Bank of China building stands in the Jordan Valley.",
    ],
)
def test_a_word_that_means_no_state(text: str) -> None:
    states = {a.id for a in reading(text).actors if a.kind.value == "state"} - {"USA"}
    assert not states


@pytest.mark.parametrize(
    ("text", "on", "person", "state"),
    [
        ("Putin met Xi. Putin praised Xi.", TODAY, "Vladimir Putin", "RUS"),
        ("Mr. Eden met M. Laval in Paris.", date(1936, 1, 10), "Anthony Eden", "GBR"),
        ("Former President Barack Obama criticised the treaty.", TODAY, "Barack Obama", None),
        ("President Reagan met Mr. Gorbachev in Geneva.", date(1985, 11, 20), "Ronald Reagan", "USA"),
        ("António Guterres, the U.N. Secretary-General, urged Israel to stop.", TODAY, "António Guterres", None),
        ("Kaja Kallas accused Russia of lying.", date(2025, 3, 1), "Kaja Kallas", None),
        ("Foreign Minister Ri Pin of Oman met the press.", TODAY, "Ri Pin", "OMN"),
        ("Anna Weber, an analyst at the German Institute in Berlin, said that the pact is weak.", TODAY,
         "Anna Weber", None),
    ],
)  # fmt: skip
def test_whom_a_person_serves(text: str, on: date, person: str, state: str | None) -> None:
    assert f"{person}={state or ''}" in named(text, on)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Turkey summoned the ambassador of Greece. It accused Greece of lying.", ("ACCUSE", "TUR", "GRC")),
        ("The kingdom of Morocco broke off relations with Algeria. The kingdom accused Algeria of lying.",
         ("ACCUSE", "MAR", "DZA")),
        ("NATO met in Vilnius. The alliance condemned Russia.", ("ACCUSE", "NATO", "RUS")),
        ("Poland and Belarus are at odds. The former accused the latter of lying.", ("ACCUSE", "POL", "BLR")),
        ("India and Pakistan met. Both condemned Afghanistan.", ("ACCUSE", "IND PAK", "AFG")),
        ("India and Pakistan met. The two neighbours condemned Afghanistan.", ("ACCUSE", "IND PAK", "AFG")),
        ("Putin and Kim met. The two leaders condemned Japan.", ("ACCUSE", "PRK RUS", "JPN")),
        ("Seoul was calm. The North Korean army attacked South Korea.", ("ASSAULT", "PRK", "KOR")),
        ("ECOWAS imposed sanctions on Mali.", ("SANCTION", "ECOWAS", "MLI")),
        ("UNIFIL accused Israel of firing at it.", ("ACCUSE", "UNIFIL", "ISR")),
        ("Iran launched missiles at Israel. Tehran said that they hit. The country also accused Jordan of treason.",
         ("ACCUSE", "IRN", "JOR")),
        ("Egypt and Sudan met Ethiopia. The three countries condemned Eritrea.", ("ACCUSE", "EGY ETH SDN", "ERI")),
        ("Mr. Modi flew to Moscow. He praised Russia.", ("SUPPORT", "IND", "RUS")),
        ("The Prime Minister, Mr. Chamberlain, rose at three. The Prime Minister condemned Germany.",
         ("ACCUSE", "GBR", "DEU")),
        ("Thailand's army is on alert. The army accused Cambodia of lying.", ("ACCUSE", "THA", "KHM")),
    ],
)  # fmt: skip
def test_whom_a_word_points_back_to(text: str, act: tuple[str, str, str]) -> None:
    on = date(1939, 9, 1) if "Chamberlain" in text else TODAY
    assert act in {(t, a, r) for t, a, r, _ in acts(text, on)}, acts(text, on)


def test_the_west_is_nobody() -> None:
    assert named("The West condemned Iran.") == {"IRN"}


def test_a_pact_member_alone_is_not_the_pact() -> None:
    assert ("ACCUSE", "POL", "RUS") in {
        (t, a, r) for t, a, r, _ in acts("Poland, a member of NATO, condemned Russia.")
    }


def test_what_is_left_open_is_told() -> None:
    text = "Peru met Chile, Bolivia and Ecuador. The two countries condemned Haiti."
    found = reading(text)
    assert [text[u.span[0] : u.span[1]] for u in found.unplaced] == ["The two countries"]
    assert not [e for e in found.events if e.type.value == "ACCUSE" and e.actor]
    assert not reading("India and Pakistan met. The two countries condemned Haiti.").unplaced
