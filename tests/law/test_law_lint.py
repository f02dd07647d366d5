"""Thirty-odd broken instruments, each with the message that it must give; and the dossier has none."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from foedus.law.lint import lint

GOOD: dict[str, Any] = {
    "id": "kor-usa-2000",
    "title": "Treaty",
    "force": "treaty",
    "signed": "2000-01-01",
    "in_force": "2000-06-01",
    "parties": [{"states": ["KOR", "USA"]}],
    "norms": [
        {
            "article": "1",
            "kind": "must-assist",
            "automaticity": "automatic",
            "trigger": "armed-attack",
            "quote": "shall help",
        }
    ],
    "references": [{"title": "a text"}],
    "checked": "2024-01-01",
    "confidence": "high",
}


def changed(path: str, value: Any) -> dict[str, Any]:
    """The good instrument with one thing else: `norms.0.kind`; `...` takes the field away."""
    whole: Any = yaml.safe_load(yaml.safe_dump(GOOD))
    place = whole
    *steps, last = path.split(".")
    for step in steps:
        place = place[int(step)] if isinstance(place, list) else place.setdefault(step, {})
    key = int(last) if isinstance(place, list) else last
    if value is ...:
        del place[key]
    else:
        place[key] = value
    return whole  # type: ignore[no-any-return]


def check(tmp_path: Path, *files: dict[str, Any]) -> list[str]:
    paths = []
    for number, plain in enumerate(files):
        path = tmp_path / f"file{number}.yaml"
        path.write_text(yaml.safe_dump(plain, sort_keys=False, allow_unicode=True), encoding="utf-8")
        paths.append(path)
    return [str(f).replace(str(tmp_path), "") for f in lint(paths)]


def test_a_sound_instrument_has_no_fault(tmp_path: Path) -> None:
    assert check(tmp_path, GOOD) == []


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        ("fource", "treaty", ["unknown field fource", "force"]),
        ("force", "treety", ["treety", "treaty"]),
        ("title", ..., ["title", "missing"]),
        ("signed", "2000-13-01", ["signed"]),
        ("signed", "1 January 2000", ["signed", "2024-06"]),
        ("in_force", "2000-02-30", ["in_force"]),
        ("in_force", "soon", ["in_force"]),
        ("in_force", "1999-01-01", ["in_force", "before signed"]),
        ("ended", "1999-12-31", ["ended", "before"]),
        ("ended", "2000-03-01", ["ended", "in_force"]),
        ("ended", "breach 2000-99", ["ended"]),
        ("checked", "today", ["checked"]),
        ("parties", [{"states": ["KOR"]}], ["parties", "two"]),
        ("parties", [{"states": ["KOR", "KOR", "USA"]}], ["parties", "KOR", "twice"]),
        ("parties", [{"states": ["KOR", "Nroth Korea"]}], ["Nroth Korea", "parties"]),
        ("parties", ["KOR", "USA"], ["parties[0]"]),
        ("parties", {"states": ["KOR", "USA"]}, ["parties", "list"]),
        ("parties.0.from", "2010-01-01", []),
        ("parties.0", {"states": ["KOR", "USA"], "from": "2010", "to": "2009"}, ["to", "from"]),
        ("parties.0.suspended", [{"from": "2010-05-05", "to": "2010-05-01"}], ["to", "2010-05-05"]),
        ("supersedes", ["kor-usa-1900"], ["supersedes", "kor-usa-1900"]),
        ("norms", [], ["norms"]),
        ("norms.0.kind", "must-asist", ["must-asist", "must-assist"]),
        ("norms.0.trigger", "armed-atack", ["armed-atack", "armed-attack"]),
        ("norms.0.trigger", "armed-attack-by(Atlantis)", ["Atlantis"]),
        ("norms.0.trigger", "attacked-by-n(two)", ["attacked-by-n", "number"]),
        ("norms.0.trigger", "armed-attack or threat", ["trigger"]),
        ("norms.0.quote", ..., ["operative words", "quote"]),
        ("norms.0.automaticity", ..., ["automaticity"]),
        ("norms.0.automaticity", "maybe", ["maybe", "automaticity"]),
        ("norms.0.debtors", ["everybody"], ["everybody", "parties"]),
        ("norms.0.against", ["XYZ"], ["XYZ"]),
        ("norms.0.co_ally", "perhaps", ["perhaps", "silent"]),
        ("norms.0.area", {"scope": "planet"}, ["planet", "territory"]),
        ("norms.0.area", {"scope": "zones"}, ["zones"]),
        ("norms.0.area", {"scope": "zones", "zones": ["pacifik"]}, ["pacifik", "pacific"]),
        ("norms.0.area", {"include": ["Senkaku Iselands"]}, ["Senkaku Iselands", "Senkaku Islands"]),
        ("norms.0.readings", [{"id": "a", "says": "x"}, {"id": "a", "says": "y"}], ["reading", "twice"]),
        ("norms.0.readings", [{"id": "a", "says": "x", "trigger": "war"}], ["'war' is no trigger"]),
        ("norms.0.readings", [{"says": "x"}], ["id", "missing"]),
        ("norms.0.conditions", ["request"], ["conditions[0]"]),
        ("references", "a text", ["references", "list"]),
    ],
)
def test_each_fault_has_its_message(tmp_path: Path, path: str, value: Any, says: list[str]) -> None:
    found = check(tmp_path, changed(path, value))
    if not says:
        assert found == []
        return
    text = "\n".join(found)
    assert "/file0.yaml:" in text
    assert [s for s in says if s not in text] == []


def test_all_faults_of_all_files_at_once(tmp_path: Path) -> None:
    bad = changed("signed", "2000-13-01") | {"force": "treety", "surplus": 1}
    found = check(tmp_path, bad, changed("norms.0.trigger", "nothing"))
    assert sum("/file0.yaml:" in f for f in found) >= 3
    assert sum("/file1.yaml:" in f for f in found) == 1 + sum("is also that of" in f for f in found)


def test_a_norm_that_stands_twice(tmp_path: Path) -> None:
    double = changed("norms", [dict(GOOD["norms"][0]), dict(GOOD["norms"][0])])
    (fault,) = check(tmp_path, double)
    assert "stands twice" in fault


def test_a_circle_of_supersedes_is_printed(tmp_path: Path) -> None:
    one, two = (
        GOOD | {"id": "a-2000", "supersedes": ["b-2000"]},
        GOOD | {"id": "b-2000", "supersedes": ["a-2000"]},
    )
    (fault,) = check(tmp_path, one, two)
    assert "a-2000 → b-2000 → a-2000" in fault


def test_many_unknown_states_are_counted(tmp_path: Path) -> None:
    found = check(tmp_path, changed("parties", [{"states": [f"X{i:05d}" for i in range(10_000)]}]))
    (fault,) = [f for f in found if "10,000" in f]
    assert fault.count("X0") == 20


def test_unreadable_and_broken_files(tmp_path: Path) -> None:
    (tmp_path / "tab.yaml").write_text("id: [2024\n\tx: :\n", encoding="utf-8")
    found = lint([tmp_path / "tab.yaml", tmp_path / "absent.yaml"])
    assert ["not YAML" in f.message or "cannot be read" in f.message for f in found] == [True, True]


def test_the_packaged_dossier_is_sound() -> None:
    folder = Path(__file__).parents[2] / "src" / "foedus" / "law" / "instruments"
    assert [str(f) for f in lint([folder])] == []
