"""Local copies: where they may lie, and whether they are what the registry says.

Looked for, in this order: the folder that the caller names (then nowhere else); the folder that FOEDUS_DATA
names, laid out by sources (`peace/cow_nmc.parquet`); the user's data folder,
`foedus/datasets/<id>/<version>/<file>`. A copy of another sha256 is never read.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from foedus.datasets.registry import Entry, Form, entry, named
from foedus.errors import DataError, Fault, shown

_CHUNK = 1 << 20
_known: dict[Path, tuple[tuple[int, int, int, int], str]] = {}  # file → (device, inode, size, mtime), sha256


class State(Enum):
    GOOD = "good"
    WRONG = "wrong"
    UNREADABLE = "unreadable"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One file of a dataset and what was found at `path`; `found` is the sha256 of what lies there."""

    id: str
    file: str
    path: str
    state: State
    expected: str
    found: str | None = None
    why: str | None = None

    def fault(self) -> Fault:
        """For a copy that is wrong or unreadable: what, where, what to do."""
        if self.state is State.WRONG:
            message = (
                f"{self.file}: sha256 is {self.found}, the registry has {self.expected}; it is not used."
            )
            hint = f"Move it away and run foedus data fetch {self.id}."
            return Fault(message, shown(self.path), hint, "checksum")
        message = f"{self.file} cannot be read: {self.why}."
        return Fault(message, shown(self.path), "Check the file and its rights.", "unreadable")


def locate(name: str, from_dir: Path | None = None) -> Path:
    """The first copy of a dataset whose sha256 is the registered one.

    Raises:
        DataError: where no copy is at hand, or those at hand are not what the registry says.
    """
    found = entry(name)
    faults: list[Fault] = []
    for form, path in places(found, from_dir):
        checked = check(found, form, path)
        if checked.state is State.GOOD:
            return path
        if checked.state is not State.ABSENT:
            faults.append(checked.fault())
    raise DataError.of(faults or [_absent(found, from_dir)])


def verify(names: Iterable[str] = (), from_dir: Path | None = None) -> list[Checked]:
    """Every copy at hand of these datasets (of all, without names), each read anew.

    A dataset without a copy has one row, `absent`.

    Raises:
        DataError: for an unknown name, or a folder that is none.
    """
    rows: list[Checked] = []
    for found in named(names):
        checked = [check(found, form, path, anew=True) for form, path in places(found, from_dir)]
        rows += [c for c in checked if c.state is not State.ABSENT] or checked[:1]
    return rows


def at_hand(found: Entry, from_dir: Path | None = None) -> Checked:
    """The best copy of a dataset: a good one, else a wrong one, else absent."""
    checked = [check(found, form, path) for form, path in places(found, from_dir)]
    order = list(State)
    return min(checked, key=lambda c: order.index(c.state))


def places(found: Entry, from_dir: Path | None = None) -> Iterator[tuple[Form, Path]]:
    """Each file of a dataset and where it may lie, in the order in which they are tried."""
    if from_dir is not None:
        if not from_dir.is_dir():
            raise DataError(
                "there is no such folder",
                where=shown(from_dir),
                hint="Name a folder that holds, for example, peace/cow_nmc.parquet.",
                code="no-folder",
            )
        folders = [from_dir]
    else:
        given = given_folder()
        folders = [given] if given else []
    yield from ((form, folder / form.local) for folder in folders for form in found.files)
    if from_dir is None:
        yield from ((form, user_folder(found) / form.name) for form in found.files)


def given_folder() -> Path | None:
    """The folder that FOEDUS_DATA names."""
    given = os.environ.get("FOEDUS_DATA")
    return Path(given) if given else None


def user_folder(found: Entry) -> Path:
    """Where a dataset lies in the user's data folder."""
    from platformdirs import user_data_path

    return user_data_path("foedus", appauthor=False) / "datasets" / found.id / found.version


def target(found: Entry, form: Form) -> Path:
    """Where a fetched file goes: under FOEDUS_DATA where it is set, else the user's data folder."""
    given = given_folder()
    return given / form.local if given else user_folder(found) / form.name


def check(found: Entry, form: Form, path: Path, *, anew: bool = False) -> Checked:
    """What lies at `path`; links are followed, for it is the content that counts."""
    state, digest, why = State.ABSENT, None, None
    try:
        digest = sha256(path, anew=anew)
        state = State.GOOD if digest == form.sha256 else State.WRONG
    except (FileNotFoundError, NotADirectoryError):
        if path.is_symlink():
            state, why = State.UNREADABLE, "it is a link to nothing"
    except OSError as e:
        state, why = State.UNREADABLE, e.strerror or str(e)
    return Checked(
        id=found.id,
        file=form.local,
        path=str(path),
        state=state,
        expected=form.sha256,
        found=digest,
        why=why,
    )


def sha256(path: Path, *, anew: bool = False) -> str:
    """The sha256 of a file, remembered as long as its size and time of change stay the same.

    Raises:
        OSError: where it cannot be read, or is no regular file.
    """
    seen = path.stat()
    if not stat.S_ISREG(seen.st_mode):
        raise OSError(0, "it is no regular file")
    mark = (seen.st_dev, seen.st_ino, seen.st_size, seen.st_mtime_ns)
    if not anew and path in _known and _known[path][0] == mark:
        return _known[path][1]
    digest = hashlib.sha256()
    with path.open("rb") as content:
        _each(content.read, digest.update)
    _known[path] = (mark, digest.hexdigest())
    return digest.hexdigest()


def _each(read: Callable[[int], bytes], use: Callable[[bytes], None]) -> None:
    while chunk := read(_CHUNK):
        use(chunk)


def _absent(found: Entry, from_dir: Path | None) -> Fault:
    looked = list(dict.fromkeys(shown(p.parent) for _, p in places(found, from_dir)))
    where = " or ".join(looked)
    if any(f.url for f in found.files):
        hint = f"Run foedus data fetch {found.id}, or name a folder that has it by FOEDUS_DATA or --from."
    else:
        hint = how_to_get(found)
    return Fault(f"the dataset {found.id} is not there", where, hint, "absent")


def how_to_get(found: Entry) -> str:
    """For a dataset that has no lasting address: where to get it and where to put it."""
    return (
        f"Get it from {found.home} and put it as {found.files[0].local} into a folder that FOEDUS_DATA or "
        "--from names; its sha256 must be the registered one (foedus data list --json)."
    )
