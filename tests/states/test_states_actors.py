"""Organisations and armed groups by name and day."""

from __future__ import annotations

from datetime import date

import pytest

from foedus.errors import InputError
from foedus.states.actors import ActorClass
from foedus.states.load import actors, system

SEED_DAY = date(2024, 6, 20)


@pytest.mark.parametrize(
    ("name", "day", "id_"),
    [
        ("NATO", "2024-06-20", "NATO"),
        ("the North Atlantic Treaty Organization", "2024-06-20", "NATO"),
        ("U.N. Security Council", "2024-06-20", "UNSC"),
        ("the United Nations", "2024-06-20", "UN"),
        ("European Union", "2024-06-20", "EU"),
        ("Collective Security Treaty Organization", "2022-01-06", "CSTO"),
        ("League of Nations", "1935-10-03", "League-of-Nations"),
        ("Warsaw Pact", "1968-08-20", "Warsaw-Pact"),
        ("Hezbollah", "2024-06-20", "hezbollah"),
        ("Al Qaeda", "2001-09-11", "al-qaida"),
        ("ISIS", "2015-11-13", "islamic-state"),
        ("the Houthis", "2024-06-20", "houthis"),
        ("M23", "2025-01-27", "m23"),
        ("Viet Cong", "1968-01-30", "viet-cong"),
        ("Wagner", "2023-06-24", "wagner"),
    ],
)
def test_a_body_is_found_by_its_names_of_the_day(name: str, day: str, id_: str) -> None:
    assert [b.id for b in actors().find(name, date.fromisoformat(day))] == [id_]


def test_a_body_is_not_found_outside_its_days() -> None:
    assert actors().find("NATO", date(1939, 9, 1)) == ()
    assert actors().find("Warsaw Pact", SEED_DAY) == ()
    assert actors().find("Warsaw Pact") != ()
    assert "Warsaw Pact" not in {f.text for f in actors().forms(SEED_DAY)}


def test_groups_have_bases_and_organisations_do_not() -> None:
    assert actors().get("hezbollah").base == ("LBN",)
    assert actors().get("hezbollah").kind is ActorClass.GROUP
    assert actors().get("EU").party
    assert actors().get("UNSC").parent == "UN"


def test_an_unknown_body_is_an_input_error() -> None:
    with pytest.raises(InputError, match="'spectre' is no organisation or group"):
        actors().get("spectre")


def test_what_the_files_say_is_consistent() -> None:
    seen: dict[str, str] = {}
    for body in actors().all():
        assert body.id not in seen
        seen[body.id] = body.name
        assert body.parent is None or body.parent in actors()
        assert all(s in system() for s in (*body.base, *body.sponsor)), body.id
        assert bool(body.base) == (body.kind is ActorClass.GROUP), body.id
        assert body.exists.start is not None
        assert body.exists.end is None or body.exists.start <= body.exists.end
        assert body.id not in system()


def test_no_name_means_two_bodies_on_one_day_unless_it_is_flagged() -> None:
    days = {p for b in actors().all() for p in (b.exists.start, b.exists.end) if p}
    for day in days:
        by_text: dict[str, set[str]] = {}
        for form in actors().forms(day):
            if not form.ambiguous:
                by_text.setdefault(form.text, set()).add(form.actor)
        shared = {text: ids for text, ids in by_text.items() if len(ids) > 1}
        assert not shared, day
