"""Each frame finds its own examples; a frame file that is wrong says so, all faults at once."""

from __future__ import annotations

from datetime import date

import pytest
from tests.read.reading import TODAY, events

from foedus.errors import Fault
from foedus.read.frames import Example, Frame, frames, parse
from foedus.yamlfile import loads

CASES = [(f, e) for f in frames().all for e in f.examples]
_OLD = {"AUH": date(1914, 7, 20), "League-of-Nations": date(1933, 10, 1)}


def day(example: Example) -> date:
    """The examples are of today but for states and bodies that are no more."""
    for id_ in example.actor | example.recipient:
        if id_ in _OLD:
            return _OLD[id_]
    return date(1985, 6, 1) if "Soviet" in example.text or "Mitterrand" in example.text else TODAY


@pytest.mark.parametrize(
    ("frame", "example"), CASES, ids=[f"{f.id}-{i % 2}" for i, (f, _) in enumerate(CASES)]
)
def test_example_is_found(frame: Frame, example: Example) -> None:
    found = [e for e in events(example.text, day(example)) if e.type is frame.type]
    assert any(example.actor <= set(e.actor) and example.recipient <= set(e.recipient) for e in found), (
        events(example.text, day(example))
    )


def test_ids_are_unique() -> None:
    ids = [f.id for f in frames().all]
    assert len(ids) == len(set(ids))


def test_all_classes_have_frames() -> None:
    assert len({f.type for f in frames().all}) == 16


def test_all_faults_of_a_file_are_told() -> None:
    faults: list[Fault] = []
    file = loads(
        "class: AID\nframes:\n- {id: a, verbz: give, examples: []}\n- {id: b, verbs: give, recipient: [nowhere]}\n",
        name="x.yaml",
    )
    assert parse(file, faults) == []
    text = "\n".join(str(f) for f in faults)
    assert "verbz" in text and "nowhere" in text and text.count("two examples") == 2
    assert all(f.where and f.where.startswith("x.yaml:") for f in faults)


def test_unknown_class_is_a_fault() -> None:
    faults: list[Fault] = []
    assert parse(loads("class: HUG\nframes: []\n", name="x.yaml"), faults) == []
    assert "HUG" in str(faults[0])
