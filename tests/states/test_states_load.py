"""The cache: used where it fits, made anew where it does not, and never in the way."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foedus.states import load

FILES = {"states/data/x.yaml": b"a: 1"}


class Maker:
    """Counts how often the value had to be made."""

    def __init__(self, value: object = None) -> None:
        self.value = [{"a": "ü", "b": [1, None, True]}] if value is None else value
        self.calls = 0

    def __call__(self) -> object:
        self.calls += 1
        return self.value


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FOEDUS_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "states" / "x.json"


def test_what_was_made_once_is_read_again(cache: Path) -> None:
    made = Maker()
    assert load._kept("x", FILES, made) == made.value
    assert load._kept("x", FILES, made) == made.value
    assert made.calls == 1
    assert [p.name for p in cache.parent.iterdir()] == ["x.json"]


def test_other_files_are_made_anew(cache: Path) -> None:
    made = Maker()
    load._kept("x", FILES, made)
    load._kept("x", {"states/data/x.yaml": b"a: 2"}, made)
    load._kept("x", {"states/data/y.yaml": b"a: 2"}, made)
    assert made.calls == 3


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.data())
def test_a_damaged_cache_is_made_anew(cache: Path, data: st.DataObject) -> None:
    made = Maker()
    cache.unlink(missing_ok=True)
    load._kept("x", FILES, made)
    whole = bytearray(cache.read_bytes())
    at = data.draw(st.integers(0, len(whole) - 1))
    bit = data.draw(st.integers(0, 7))
    whole[at] ^= 1 << bit
    cut = data.draw(st.booleans())
    cache.write_bytes(bytes(whole[:at] if cut else whole))
    assert load._kept("x", FILES, made) == made.value
    assert made.calls == 2


def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("FOEDUS_CACHE", str(tmp_path / "file"))
    made = Maker()
    assert load._kept("x", FILES, made) == made.value
    assert load._kept("x", FILES, made) == made.value
    assert made.calls == 2


def test_a_folder_in_place_of_the_file_is_no_fault(cache: Path) -> None:
    cache.mkdir(parents=True)
    made = Maker()
    assert load._kept("x", FILES, made) == made.value
    assert [p.name for p in cache.parent.iterdir()] == ["x.json"]


def test_two_at_once_leave_a_whole_file(cache: Path) -> None:
    made = Maker([{"n": i} for i in range(2000)])
    threads = [threading.Thread(target=load._to_cache, args=("x", "k", made.value)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert load._from_cache("x", "k") == made.value
    assert [p.name for p in cache.parent.iterdir()] == ["x.json"]


def test_the_tables_are_the_same_with_and_without_a_cache(cache: Path) -> None:
    fresh = load._one("zones", "ZoneFile")
    assert load._one("zones", "ZoneFile") == fresh
    assert (cache.parent / "zones.json").exists()


def test_each_table_is_made_once() -> None:
    assert load.system() is load.system()
    assert load.names() is load.names()
    assert load.leaders() is load.leaders()
    assert load.actors() is load.actors()
    assert load.territory() is load.territory()
