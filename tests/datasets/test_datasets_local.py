"""Local copies: which is taken, and that a wrong one never is."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from datasets_toy import BODY, sha
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foedus.datasets.load import load
from foedus.datasets.local import State, check, locate, sha256, user_folder, verify
from foedus.datasets.registry import Entry
from foedus.errors import DataError

Put = Callable[..., Path]


def test_named_folder_then_given_folder_then_own(
    toy: Entry, put: Put, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = put(user_folder(toy), "toy.csv")
    assert locate("toy") == own
    given_ = put(tmp_path / "given")
    monkeypatch.setenv("FOEDUS_DATA", str(tmp_path / "given"))
    assert locate("toy") == given_
    named = put(tmp_path / "named")
    assert locate("toy", tmp_path / "named") == named


def test_own_folder_is_by_id_and_version(toy: Entry, home: Path) -> None:
    assert user_folder(toy) == home / "foedus" / "datasets" / "toy" / "1"


def test_named_folder_alone_counts(toy: Entry, put: Put, tmp_path: Path) -> None:
    put(user_folder(toy), "toy.csv")
    (tmp_path / "empty").mkdir()
    with pytest.raises(DataError) as caught:
        locate("toy", tmp_path / "empty")
    assert caught.value.faults[0].code == "absent"


def test_wrong_copy_is_passed_over_for_a_good_one(
    toy: Entry, put: Put, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "given", content=b"something else")
    monkeypatch.setenv("FOEDUS_DATA", str(tmp_path / "given"))
    good = put(user_folder(toy), "toy.csv")
    assert locate("toy") == good
    assert [c.state for c in verify(["toy"])] == [State.WRONG, State.GOOD]


def test_wrong_copy_is_an_error_that_names_both_sums(toy: Entry, put: Put, tmp_path: Path) -> None:
    put(tmp_path, content=b"something else")
    with pytest.raises(DataError) as caught:
        load("toy", from_dir=tmp_path)
    text = str(caught.value)
    assert sha(BODY) in text and sha(b"something else") in text and "toy.csv" in text


def test_absent_has_a_way_out(toy: Entry) -> None:
    with pytest.raises(DataError, match=r"https://example\.org/toy"):
        locate("toy")
    assert [c.state for c in verify(["toy"])] == [State.ABSENT]


def test_no_such_folder(toy: Entry, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no such folder"):
        verify(["toy"], tmp_path / "nowhere")


def test_link_to_a_good_copy_is_good(toy: Entry, put: Put, tmp_path: Path) -> None:
    real = put(tmp_path / "store")
    (tmp_path / "d" / "src").mkdir(parents=True)
    (tmp_path / "d" / "src" / "toy.csv").symlink_to(real)
    assert load("toy", from_dir=tmp_path / "d").height == 898


@pytest.mark.parametrize("kind", ["loop", "dangling", "folder", "pipe"])
def test_what_is_no_file_is_said_so(toy: Entry, tmp_path: Path, kind: str) -> None:
    (tmp_path / "src").mkdir()
    file = tmp_path / "src" / "toy.csv"
    if kind == "loop":
        file.symlink_to(file)
    elif kind == "dangling":
        file.symlink_to(tmp_path / "nothing")
    elif kind == "folder":
        file.mkdir()
    else:
        os.mkfifo(file)
    assert [c.state for c in verify(["toy"], tmp_path)] == [State.UNREADABLE]
    with pytest.raises(DataError, match="cannot be read"):
        locate("toy", tmp_path)


def test_codes_for_missing_become_null(toy: Entry, put: Put, tmp_path: Path) -> None:
    put(tmp_path)
    deaths, coded = load("toy", from_dir=tmp_path), load("toy", from_dir=tmp_path, codes=True)
    assert coded["deaths"].to_list()[:3] == [-9, -8, -7]
    assert deaths["deaths"].to_list()[:3] == [None, -8, -7]
    assert deaths.drop("deaths").equals(coded.drop("deaths"))


def test_sum_is_remembered_until_the_file_changes(toy: Entry, put: Put, tmp_path: Path) -> None:
    file = put(tmp_path)
    first = file.stat()
    assert check(toy, toy.files[0], file).state is State.GOOD
    same_size = BODY[:-2] + b"X\n"
    file.write_bytes(same_size)
    os.utime(file, ns=(first.st_atime_ns, first.st_mtime_ns))
    assert check(toy, toy.files[0], file).state is State.GOOD  # size and time are the same: not read again
    assert check(toy, toy.files[0], file, anew=True).state is State.WRONG  # as verify does
    os.utime(file, ns=(first.st_atime_ns, first.st_mtime_ns + 1))
    assert check(toy, toy.files[0], file).state is State.WRONG


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(at=st.integers(0, len(BODY) - 1), flip=st.integers(1, 255))
def test_any_flipped_byte_is_found(toy: Entry, put: Put, tmp_path: Path, at: int, flip: int) -> None:
    put(tmp_path, content=BODY[:at] + bytes([BODY[at] ^ flip]) + BODY[at + 1 :])
    assert [c.state for c in verify(["toy"], tmp_path)] == [State.WRONG]


def test_sum_is_that_of_the_standard(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"abc")
    assert sha256(tmp_path / "x") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
