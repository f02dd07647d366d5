"""A whole copy of the ledger in one file, and back. Never by copying the file of a live ledger."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from foedus.errors import InputError, LedgerError, shown
from foedus.ledger.connection import holder, worded
from foedus.ledger.head import head_file, write_head
from foedus.ledger.store import Ledger, Verified


def backup(ledger: Ledger, file: Path) -> Verified:
    """Copy a ledger, as of one moment, to `file`, and verify the copy before it takes its name.

    Raises:
        InputError: `file` stands already.
        LedgerError: the ledger is damaged (then no copy is kept), or there is no room.
    """
    if os.path.lexists(file):
        raise InputError(
            "stands already", where=shown(file), hint="Name a new file for each backup.", code="exists"
        )
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        found = _copy(ledger.connection, ledger.path, part)
        part.replace(file)
        _settle(file.parent)
    finally:
        with suppress(OSError):
            part.unlink()
    return found


def restore(file: Path, path: Path) -> tuple[Verified, Path | None]:
    """Put the backup `file` in the place of the ledger at `path`; what stood there is kept beside it.

    Returns:
        What the backup holds, and where the former ledger now lies (None where there was none).

    Raises:
        LedgerError: the backup is none, or damaged, or the ledger is in use; nothing is changed then.
    """
    if file.absolute() == path.absolute():
        raise InputError("is the ledger itself", where=shown(file), hint="Name a backup.")
    if not path.parent.is_dir():
        raise LedgerError("its folder does not exist", where=shown(path), hint="Make it first.")
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with Ledger.open(file, readonly=True) as source:
            found = _copy(source.connection, file, part)
        _unused(path)
        former = _set_aside(path)
        part.replace(path)
        with Ledger.open(path, readonly=True) as restored:
            write_head(path, restored.head())
        _settle(path.parent)
    except OSError as e:
        raise LedgerError(
            f"cannot be written: {e.strerror}", where=shown(path), hint="Check the folder's rights."
        ) from None
    finally:
        with suppress(OSError):
            part.unlink()
    return found, former


def _copy(source: sqlite3.Connection, name: Path, part: Path) -> Verified:
    """SQLite's own backup into one file without a log, verified and on the disk."""
    try:
        with closing(sqlite3.connect(part, isolation_level=None)) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as e:
        fault = worded(e, name)
        raise (fault if fault.faults[0].code == "damaged" else worded(e, part.parent)) from None
    with Ledger.open(part, readonly=True) as copy:
        found = copy.verify()
    handle = os.open(part, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    return found


def _unused(path: Path) -> None:
    """Nobody may have open what is about to be replaced. The system's list of locks is asked, where there is
    one: opening a damaged ledger for writing would fold its log in.
    """
    pid = holder(path, any_lock=True)
    if pid is not None:
        raise LedgerError(
            f"in use by process {pid}", where=shown(path), hint="Stop it first, then restore.", code="busy"
        )


def _set_aside(path: Path) -> Path | None:
    """Move the former ledger away with its log: a log may hold records that nothing else holds."""
    if not os.path.lexists(path):
        return None
    number = 1
    while os.path.lexists(aside := path.with_name(f"{path.name}.before-restore-{number}")):
        number += 1
    for ending in ("-wal", "-shm"):
        beside = path.with_name(path.name + ending)
        if beside.exists():
            beside.replace(aside.with_name(aside.name + ending))
    if head_file(path).exists():
        head_file(path).replace(head_file(aside))
    path.replace(aside)
    return aside


def _settle(folder: Path) -> None:
    """The new name is on the disk too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
