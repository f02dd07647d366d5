"""Facts files and what-if sentences: what they mean, and every fault at once with its place."""

from datetime import date

import pytest

from foedus.errors import InputError
from foedus.law.facts import facts_of, read_facts
from foedus.law.whatif import suppose
from foedus.model.actor import Group
from foedus.model.fact import Act, Status

GOOD = """
on: 2024-07-01
facts:
  - {id: f1, act: attack, actor: North Korea, target: KOR, date: 2024-07-01, place: KOR}
  - {id: f2, act: supply, actor: RUS, target: PRK, item: fuel, quantity: 3, unit: t, status: alleged, alleged_by: [USA]}
  - {id: f3, act: attack, actor: {group: Band, from: AFG}, target: USA, date: 2024-07-01}
assume: {readings: {prk-rus-2024/4: broad}, request: false}
"""


def test_a_facts_file() -> None:
    file = facts_of(GOOD)
    one, two, three = file.facts
    assert file.on == date(2024, 7, 1)
    assert (one.actor, one.target, one.act) == ("PRK", "KOR", Act.ATTACK)
    assert one.place is not None
    assert one.place.sovereign == "KOR"
    assert (two.date, two.status, two.alleged_by, two.quantity) == (
        date(2024, 7, 1),
        Status.ALLEGED,
        ("USA",),
        3.0,
    )
    assert three.actor == Group(group="Band", base="AFG")
    assert file.assume == {"prk-rus-2024/4": "broad", "request": "no"}


def test_the_asked_day_wins() -> None:
    assert facts_of(GOOD, on=date(2025, 1, 1)).on == date(2025, 1, 1)


def test_states_are_those_of_the_day_of_the_fact() -> None:
    old = "on: 1950-06-25\nfacts: [{act: invade, actor: Soviet Union, target: KOR, date: 1950-06-25}]"
    assert facts_of(old).facts[0].actor == "RUS"


def faults(text: str) -> list[str]:
    with pytest.raises(InputError) as e:
        facts_of(text, name="f.yaml")
    return [str(f) for f in e.value.faults]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("on: 2024-07-01\nfatcs: []", ["fatcs", "Did you mean facts?"]),
        ("on: 2024-02-30\nfacts: []", ["on", "2024-02-30"]),
        ("on: 2024-07-01\nfacts: {id: f1}", ["facts", "list"]),
        ("on: 2024-07-01\nassume: [1]", ["assume", "mapping"]),
        ("- 1", ["mapping"]),
        (
            "on: 2024-07-01\nfacts: [{act: atack, actor: PRK, target: KOR}]",
            ["facts[0].act", "atack", "attack"],
        ),
        (
            "on: 2024-07-01\nfacts: [{act: attack, actor: Nroth Korea, target: KOR}]",
            ["facts[0].actor", "Did you mean"],
        ),
        ("on: 2024-07-01\nfacts: [{act: attack, actor: NO, target: KOR}]", ["facts[0].actor", "NO"]),
        ("on: 2024-07-01\nfacts: [{act: attack, actor: PRK}]", ["attack needs a target"]),
        (
            "on: 2024-07-01\nfacts: [{act: attack, actor: PRK, target: PRK}]",
            ["facts[0].target", "same state"],
        ),
        ("on: 2024-07-01\nfacts: [{act: attack, target: KOR}]", ["actor is missing"]),
        (
            "on: 2024-07-01\nfacts: [{act: attack, actor: PRK, target: KOR, place: Atlantis}]",
            ["facts[0].place"],
        ),
        (
            "on: 2024-07-01\nfacts: [{act: attack, actor: PRK, target: KOR, date: 07/01/2024}]",
            ["facts[0].date"],
        ),
        (
            "on: 2024-07-01\nfacts: [{act: attack, actor: PRK, target: KOR, quantity: -1}]",
            ["quantity", "below zero"],
        ),
        (
            "on: 2024-07-01\nfacts: [{act: attack, actor: PRK, target: KOR, means: hammer}]",
            ["means", "hammer"],
        ),
        (
            "on: 2024-07-01\nfacts: [{act: attack, actor: PRK, target: KOR, unprovoked: perhaps}]",
            ["unprovoked"],
        ),
        ("on: 2024-07-01\nfacts: [{act: attack, actor: PRK, target: KOR, status: sure}]", ["status", "sure"]),
        ("on: 2024-07-01\nfacts: [{act: attack, actor: {group: Band, form: AFG}, target: KOR}]", ["form"]),
        ("on: 2024-07-01\nfacts: [{act: attack, actor: PRK, target: KOR, denied_by: 3}]", ["denied_by"]),
        ("on: 2024-07-01\nfacts: [{act: attack, actor: PRK, target: KOR, until: 2024-01-01}]", ["until"]),
        ("on: 2024-07-01\nfacts: [3]", ["facts[0]", "mapping"]),
    ],
)
def test_faults_name_the_field_and_what_to_write(text: str, says: list[str]) -> None:
    found = "\n".join(faults(text))
    assert "f.yaml:" in found
    assert [s for s in says if s not in found] == []


def test_every_fault_at_once() -> None:
    rows = "\n".join(f"  - {{id: f1, act: attack, actor: PRK, target: Korrea{i}, date: x}}" for i in range(3))
    found = faults(f"on: 0000-00-00\nfacts:\n{rows}")
    assert len(found) == 1 + 3 + 3 + 2  # the day, three states, three dates, an id thrice


def test_a_missing_file_is_a_fault() -> None:
    from pathlib import Path

    with pytest.raises(InputError, match="cannot be read"):
        read_facts(Path("no-such-file.yaml"))


ON = date(2024, 6, 20)


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        ("North Korea attacks South Korea", [("attack", "PRK", "KOR", None)]),
        ("Ukraine invades Russia", [("invade", "UKR", "RUS", None)]),
        ("China blockades Taiwan", [("blockade", "CHN", "TWN", None)]),
        (
            "Russia and Belarus attack Poland",
            [("attack", "RUS", "POL", None), ("attack", "BLR", "POL", None)],
        ),
        ("Russia declares war on Finland.", [("declare-war", "RUS", "FIN", None)]),
        ("Israel is attacked by Iran", [("attack", "IRN", "ISR", None)]),
        ("What if Turkey attacked Greece?", [("attack", "TUR", "GRC", None)]),
        ("the United States were attacked by North Korea in Hawaii", [("attack", "PRK", "USA", "Hawaii")]),
        ("China attacks Japan at the Senkaku Islands", [("attack", "CHN", "JPN", "Senkaku Islands")]),
        ("Bosnia and Herzegovina and Serbia are at war", [("state-of-war", "BIH", "SRB", None)]),
        ("India is at war with Pakistan", [("state-of-war", "IND", "PAK", None)]),
        ("war breaks out between India and Pakistan", [("state-of-war", "IND", "PAK", None)]),
        ("Iran strikes Israel", [("attack", "IRN", "ISR", None)]),
        ("Russia launches an attack on Estonia", [("attack", "RUS", "EST", None)]),
        ("PRK threatens JPN", [("threaten", "PRK", "JPN", None)]),
        ("Russia mobilises", [("mobilise", "RUS", None, None)]),
    ],
)
def test_what_if_sentences(sentence: str, facts: list[tuple[str, str, str | None, str | None]]) -> None:
    found = suppose(sentence, ON)
    assert [(f.act.value, f.actor, f.target, f.place and f.place.name) for f in found] == facts
    assert {f.status for f in found} == {Status.HYPOTHETICAL}
    assert {f.date for f in found} == {ON}


def test_a_strike_says_its_means_and_a_group_its_state() -> None:
    assert suppose("Iran strikes Israel", ON)[0].means == "strike"
    assert isinstance(suppose("Hezbollah attacks Israel", ON)[0].actor, Group)


@pytest.mark.parametrize(
    ("sentence", "says"),
    [
        ("hello", "The forms are"),
        ("", "The forms are"),
        ("Nroth Korea attacks Japan", "North Korea"),
        ("Japan attacks Japan", "same"),
        ("China attacks Japan at Xanadu", "Xanadu"),
        ("Korea attacks Japan", "KOR"),
    ],
)
def test_what_it_cannot_parse_it_says(sentence: str, says: str) -> None:
    with pytest.raises(InputError) as e:
        suppose(sentence, ON)
    assert says in str(e.value)
