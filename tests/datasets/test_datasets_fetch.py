"""Downloads: what stops goes on, what is wrong is kept aside, what is good stays."""

import errno
import fcntl
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from datasets_toy import BODY, Server, sha
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foedus.datasets.fetch import download, fetch
from foedus.datasets.local import locate, user_folder
from foedus.datasets.registry import Entry
from foedus.errors import DataError

Put = Callable[..., Path]


def goal(entry: Entry) -> Path:
    return user_folder(entry) / "toy.csv"


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def code(caught: pytest.ExceptionInfo[DataError]) -> str:
    return caught.value.faults[0].code


def test_download_comes_into_place(online: Entry, server: Server) -> None:
    steps: list[tuple[int, int]] = []
    assert fetch("toy", progress=lambda done, total: steps.append((done, total))) == goal(online)
    assert goal(online).read_bytes() == BODY
    assert names(user_folder(online)) == ["toy.csv"]
    assert steps[-1] == (len(BODY), len(BODY))


def test_good_copy_is_not_fetched_again(online: Entry, server: Server) -> None:
    fetch("toy")
    before = goal(online).stat()
    fetch("toy")
    assert len(server.asked) == 1
    assert goal(online).stat().st_mtime_ns == before.st_mtime_ns


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20, deadline=None)
@given(cut=st.integers(0, len(BODY) - 1), ranges=st.booleans())
def test_stopped_download_goes_on(online: Entry, server: Server, cut: int, ranges: bool) -> None:
    goal(online).unlink(missing_ok=True)
    server.asked.clear()
    server.cut, server.ranges = cut, ranges
    with pytest.raises(DataError, match="stopped at") as caught:
        fetch("toy")
    assert code(caught) == "truncated"
    assert names(user_folder(online)) == ["toy.csv.part"]
    assert (user_folder(online) / "toy.csv.part").read_bytes() == BODY[:cut]
    server.cut = None
    fetch("toy")
    assert goal(online).read_bytes() == BODY
    assert server.asked == [None, f"bytes={cut}-" if cut else None]


def test_complete_part_needs_no_network(online: Entry, server: Server, put: Put) -> None:
    put(user_folder(online), "toy.csv.part")
    fetch("toy")
    assert server.asked == []
    assert names(user_folder(online)) == ["toy.csv"]


def test_part_longer_than_the_file_starts_again(online: Entry, server: Server, put: Put) -> None:
    put(user_folder(online), "toy.csv.part", BODY + b"more")
    fetch("toy")
    assert server.asked == [None]
    assert goal(online).read_bytes() == BODY


def test_wrong_download_is_kept_aside(online: Entry, server: Server) -> None:
    server.body = BODY[:-2] + b"X\n"
    with pytest.raises(DataError, match="sha256") as caught:
        fetch("toy")
    assert code(caught) == "checksum"
    assert names(user_folder(online)) == [f"toy.csv.bad-{sha(server.body)}"]
    server.body = BODY
    fetch("toy")
    assert locate("toy") == goal(online)


def test_wrong_part_does_not_poison_the_next_attempt(online: Entry, server: Server, put: Put) -> None:
    put(user_folder(online), "toy.csv.part", b"X" * 100)
    with pytest.raises(DataError, match="sha256"):
        fetch("toy")
    fetch("toy")
    assert goal(online).read_bytes() == BODY


def test_endless_answer_is_cut(online: Entry, server: Server) -> None:
    server.body = BODY * 50
    with pytest.raises(DataError, match="sha256"):
        fetch("toy")
    (aside,) = user_folder(online).iterdir()
    assert aside.stat().st_size == len(BODY) + 1


def test_wrong_file_in_place_is_kept_aside(online: Entry, server: Server, put: Put) -> None:
    put(user_folder(online), "toy.csv", b"old")
    fetch("toy")
    assert names(user_folder(online)) == ["toy.csv", f"toy.csv.bad-{sha(b'old')}"]


def test_wrong_download_leaves_what_is_there(online: Entry, server: Server, put: Put) -> None:
    good = put(user_folder(online), "toy.csv")
    server.body = b"X" * len(BODY)
    with pytest.raises(DataError, match="sha256"):
        download(online, online.files[0], good)
    assert good.read_bytes() == BODY


@pytest.mark.parametrize("status", [404, 500, 403])
def test_server_that_refuses(online: Entry, server: Server, status: int) -> None:
    server.status = status
    with pytest.raises(DataError, match=str(status)) as caught:
        fetch("toy")
    assert code(caught) == "network"
    assert not goal(online).exists()


def test_no_server(toy: Entry, tmp_path: Path) -> None:
    form = replace(toy.files[0], url="http://127.0.0.1:9/toy.csv")
    with pytest.raises(DataError, match="cannot be reached"):
        download(toy, form, tmp_path / "toy.csv")


def test_no_address_says_where_to_get_it(toy: Entry) -> None:
    with pytest.raises(DataError, match=r"https://example\.org/toy.*FOEDUS_DATA") as caught:
        fetch("toy")
    assert code(caught) == "no-address"


def test_into_the_given_folder(
    online: Entry, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOEDUS_DATA", str(tmp_path / "given"))
    assert fetch("toy") == tmp_path / "given" / "src" / "toy.csv"
    assert locate("toy") == tmp_path / "given" / "src" / "toy.csv"
    assert not goal(online).exists()


def test_from_a_folder(toy: Entry, put: Put, tmp_path: Path) -> None:
    origin = put(tmp_path / "mine")
    assert fetch("toy", from_dir=tmp_path / "mine") == goal(toy)
    assert goal(toy).read_bytes() == origin.read_bytes() == BODY


def test_from_a_folder_with_a_wrong_file(toy: Entry, put: Put, tmp_path: Path) -> None:
    put(tmp_path / "mine", content=b"wrong")
    with pytest.raises(DataError, match="sha256"):
        fetch("toy", from_dir=tmp_path / "mine")
    assert not user_folder(toy).exists()


@pytest.mark.usefixtures("plain_user")
def test_folder_that_cannot_be_written(online: Entry, server: Server) -> None:
    folder = user_folder(online)
    folder.mkdir(parents=True)
    folder.chmod(0o500)
    try:
        with pytest.raises(DataError, match="cannot be written") as caught:
            fetch("toy")
    finally:
        folder.chmod(0o700)
    assert code(caught) == "unwritable"


def test_file_where_the_folder_should_be(online: Entry, server: Server, put: Put) -> None:
    put(user_folder(online).parent.parent, "toy", b"in the way")
    with pytest.raises(DataError, match="cannot be written") as caught:
        fetch("toy")
    assert code(caught) == "unwritable"


def test_link_in_the_place_of_the_part_is_not_followed(online: Entry, server: Server, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"precious")
    user_folder(online).mkdir(parents=True)
    (user_folder(online) / "toy.csv.part").symlink_to(victim)
    with pytest.raises(DataError, match="a link lies in its place"):
        fetch("toy")
    assert victim.read_bytes() == b"precious"


def test_link_to_a_wrong_file_is_moved_and_its_target_left(
    online: Entry, server: Server, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.write_bytes(b"precious")
    user_folder(online).mkdir(parents=True)
    goal(online).symlink_to(other)
    fetch("toy")
    assert other.read_bytes() == b"precious"
    assert not goal(online).is_symlink() and goal(online).read_bytes() == BODY


@pytest.mark.parametrize("own", [True, False])
def test_full_disk(
    online: Entry, server: Server, put: Put, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own: bool
) -> None:
    def full(number: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    put(tmp_path / "mine")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DataError, match="No space left") as caught:
        fetch("toy", from_dir=tmp_path / "mine" if own else None)
    assert code(caught) == "unwritable"
    assert not goal(online).exists()


def test_two_at_once_do_not_mix(online: Entry, server: Server, put: Put) -> None:
    part = put(user_folder(online), "toy.csv.part", b"")
    with part.open("r+b") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(DataError, match="another process"):
            fetch("toy")
    fetch("toy")
    assert goal(online).read_bytes() == BODY
