"""Areas: territory, zones, named places, what was struck there, and land in dispute."""

from typing import Any

import pytest

from foedus.law.contested import ALWAYS, NEVER, When
from foedus.law.scope import beyond, names_site, own_territory, reaches, slug
from foedus.model.fact import Site
from foedus.model.norm import Area

OWN = Site(name="AAA", sovereign="AAA", administered_by="AAA", zones=("land",))
ISLE = Site(
    name="Isle", sovereign="AAA", administered_by="AAA", zones=("ocean",), special="isle", within=("chain",)
)
ROCK = Site(name="Rock", sovereign=None, administered_by="AAA", claimed_by=("AAA", "XXX"), special="rock")
CLAIM = Site(name="Claim", sovereign="XXX", administered_by="XXX", claimed_by=("AAA", "XXX"), special="claim")
LOST = Site(name="Lost", sovereign="AAA", administered_by="XXX", claimed_by=("AAA", "XXX"), special="lost")
SEA = Site(name="Open Sea", sovereign=None, administered_by=None, zones=("ocean",), special="open-sea")
ALLY = Site(name="BBB", sovereign="BBB", administered_by="BBB", zones=("land",))
THEIRS = Site(name="XXX", sovereign="XXX", administered_by="XXX", zones=("land", "ocean"))


def answer(when: When) -> str:
    return {ALWAYS: "yes", NEVER: "no"}.get(when, "contested")


@pytest.mark.parametrize(
    ("area", "site", "struck", "expected"),
    [
        ({}, SEA, None, "yes"),
        ({"scope": "territory"}, OWN, None, "yes"),
        ({"scope": "territory"}, ISLE, None, "yes"),
        ({"scope": "territory"}, SEA, None, "no"),
        ({"scope": "territory"}, THEIRS, None, "no"),
        ({"scope": "territory"}, CLAIM, None, "contested"),
        ({"scope": "territory"}, ROCK, None, "contested"),
        ({"scope": "territory", "administered": True}, ROCK, None, "yes"),
        ({"scope": "territory"}, LOST, None, "yes"),
        ({"scope": "territory", "administered": True}, LOST, None, "contested"),
        ({"scope": "territory", "include": ["Open Sea"]}, SEA, None, "yes"),
        ({"scope": "territory", "exclude": ["Isle"]}, ISLE, None, "no"),
        ({"scope": "territory", "exclude": ["Chain"]}, ISLE, None, "no"),
        ({"scope": "territory", "contested": ["Isle"]}, ISLE, None, "contested"),
        ({"exclude": ["Isle"]}, ISLE, None, "no"),
        ({"scope": "zones", "zones": ["ocean"]}, ISLE, None, "yes"),
        ({"scope": "zones", "zones": ["ocean"]}, OWN, None, "no"),
        ({"scope": "zones", "zones": ["ocean"]}, THEIRS, None, "no"),
        ({"scope": "zones", "zones": ["ocean"]}, SEA, None, "no"),
        ({"scope": "zones", "zones": ["ocean"], "anywhere": True}, SEA, None, "yes"),
        ({"scope": "zones", "include": ["AAA"], "anywhere": True}, OWN, None, "yes"),
        ({"scope": "territory", "objects": ["public-vessel"]}, SEA, "public-vessel", "yes"),
        (
            {"scope": "territory", "objects": ["public-vessel"], "object_zones": ["land"]},
            SEA,
            "public-vessel",
            "no",
        ),
        (
            {"scope": "territory", "objects": ["public-vessel"], "object_zones": ["ocean"]},
            SEA,
            "public-vessel",
            "yes",
        ),
        ({"scope": "territory", "objects": ["public-vessel"], "object_zones": ["ocean"]}, SEA, None, "no"),
        ({"scope": "territory", "objects": ["forces"], "object_zones": ["ocean"]}, THEIRS, "forces", "no"),
        ({"scope": "territory", "objects": ["forces"], "object_zones": ["land"]}, ALLY, "forces", "yes"),
    ],
)
def test_does_the_area_reach(area: dict[str, Any], site: Site, struck: str | None, expected: str) -> None:
    plain = {k: tuple(v) if isinstance(v, list) else v for k, v in area.items()}
    assert answer(reaches(Area(**plain), site, "AAA", {"AAA", "BBB"}, struck)) == expected


def test_a_partys_land_counts_in_zones() -> None:
    theirs = Site(name="BBB", sovereign="BBB", administered_by="BBB", zones=("ocean",))
    area = Area(scope="zones", zones=("ocean",))
    assert answer(reaches(area, theirs, "AAA", {"AAA", "BBB"}, None)) == "yes"
    assert answer(reaches(area, theirs, "AAA", {"AAA"}, None)) == "no"


def test_own_territory_and_beyond_it() -> None:
    assert answer(own_territory(ROCK, "AAA")) == "yes"
    assert answer(own_territory(CLAIM, "AAA")) == "contested"
    assert answer(own_territory(SEA, "AAA")) == "no"
    assert answer(beyond(OWN, "XXX")) == "yes"
    assert answer(beyond(LOST, "AAA")) == "contested"


def test_names_of_places() -> None:
    assert slug("Îles Éparses (Glorieuses)") == "iles-eparses-glorieuses"
    assert names_site(["isle"], ISLE)
    assert names_site(["AAA"], ISLE)  # land that the state runs
    assert not names_site(["AAA"], SEA)
    assert not names_site([], OWN)
