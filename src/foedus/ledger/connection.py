"""The SQLite file: opened, checked, brought to the present schema; its errors in our words.

Write-ahead log, so that readers never wait for a writer; FULL, so that a commit is on the disk before it
returns. The file is never opened by anything but SQLite: closing a second handle on it would drop the locks
that this process holds.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

from foedus.errors import LedgerError, shown

APPLICATION = 0x466F6564
"""`Foed`, in the header of each of our files."""
MIGRATIONS = ("0001_journal.sql",)
SCHEMA = len(MIGRATIONS)

_KINDS = {  # SQLite's primary codes
    5: "busy",
    6: "busy",
    3: "unwritable",
    8: "unwritable",
    14: "unwritable",
    23: "unwritable",
    11: "damaged",
    26: "damaged",
    13: "full",
}


def connect(path: Path, *, wait: float, readonly: bool) -> sqlite3.Connection:
    """A connection to a ledger of the present schema; a new file is made unless `readonly`.

    Raises:
        LedgerError: `absent` (readonly, and nothing there), `not-a-ledger`, `newer-schema`, `damaged`,
            `busy`, `unwritable`, `full`.
    """
    if path.is_dir():
        raise LedgerError(
            "is a folder, not a ledger",
            where=shown(path),
            hint="Name a file in it.",
            code="not-a-ledger",
        )
    if readonly and not path.exists():
        raise absent(path)
    if not path.parent.is_dir():
        raise LedgerError(
            "its folder does not exist", where=shown(path), hint="Make it first.", code="absent"
        )
    with in_our_words(path):
        connection = _open(path, wait, readonly)
        try:
            _identify(connection, path, readonly)
        except BaseException:
            connection.close()
            raise
        return connection


def absent(path: Path) -> LedgerError:
    hint = "`foedus brief ARTICLE` and `foedus ledger add` make one."
    return LedgerError("there is no ledger here yet", where=shown(path), hint=hint, code="absent")


def _open(path: Path, wait: float, readonly: bool) -> sqlite3.Connection:
    """Readers open for writing too, with queries only, where no log lies beside the file: a reader that
    may not write leaves an empty log behind. With a log they may not, lest they fold a damaged one in.
    """
    log = path.with_name(path.name + "-wal").exists()
    mode = "rwc" if not readonly else "ro" if log else "rw"
    if not readonly:
        return _connected(path, f"mode={mode}", wait)
    try:
        return _reading(_connected(path, f"mode={mode}", wait))
    except sqlite3.OperationalError as e:
        if _kind(e) != "unwritable" or log:
            raise
        return _reading(_connected(path, "immutable=1", wait))  # a closed folder, and no log: no writer


def _reading(connection: sqlite3.Connection) -> sqlite3.Connection:
    try:
        connection.execute("PRAGMA query_only = ON")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _connected(path: Path, how: str, wait: float) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"file:{quote(str(path.absolute()))}?{how}", uri=True, timeout=wait, isolation_level=None
    )
    try:
        for pragma in (
            "trusted_schema = OFF",
            "foreign_keys = ON",
            "cell_size_check = ON",
            "synchronous = FULL",
        ):
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def _identify(connection: sqlite3.Connection, path: Path, readonly: bool) -> None:
    application, version, tables = _header(connection)
    if application == 0 and tables == 0:
        if readonly:
            raise absent(path)
        connection.execute("PRAGMA journal_mode = WAL")
        _migrate(connection)
        return
    if application != APPLICATION:
        raise LedgerError(
            "is a database, but no ledger of foedus",
            where=shown(path),
            hint="Name another file; if it was a ledger, `foedus ledger restore BACKUP` brings it back.",
            code="not-a-ledger",
        )
    if version > SCHEMA:
        raise LedgerError(
            f"was written by a newer foedus: its schema is version {version}, this foedus knows {SCHEMA}",
            where=shown(path),
            hint="Use that version of foedus; the ledger was not touched.",
            code="newer-schema",
        )
    if version < SCHEMA and not readonly:
        _migrate(connection)


def _header(connection: sqlite3.Connection) -> tuple[int, int, int]:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    return application, version, tables


def _migrate(connection: sqlite3.Connection) -> None:
    """Bring the file to the present schema in one transaction; another process may have come first."""
    with transaction(connection):
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        for name in MIGRATIONS[version:]:
            for statement in _statements((files("foedus.ledger") / "migrations" / name).read_text("utf-8")):
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {SCHEMA}")
        connection.execute(f"PRAGMA application_id = {APPLICATION}")


def _statements(script: str) -> Iterator[str]:
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing: whatever ends the block early, also a signal, leaves the ledger as it was."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):  # a full disk has rolled it back already
            connection.execute("ROLLBACK")
        raise


@contextmanager
def in_our_words(path: Path) -> Iterator[None]:
    """SQLite's errors as LedgerError."""
    try:
        yield
    except sqlite3.Error as e:
        raise worded(e, path) from None
    except UnicodeDecodeError as e:  # SQLite's own message quotes a damaged schema
        raise damaged(path, str(e)) from None


def _kind(error: sqlite3.Error) -> str:
    if "decode to UTF-8" in str(error):  # no code of SQLite's: a text that is none any more
        return "damaged"
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return _KINDS.get(code, "other")


def worded(error: sqlite3.Error, path: Path) -> LedgerError:
    where = shown(path)
    kind = _kind(error)
    if kind in ("other", "unwritable") and _no_space(path):
        kind = "full"
    match kind:
        case "busy":
            pid = holder(path)
            who = f"process {pid}" if pid else "another process"
            return LedgerError(
                f"in use by {who}",
                where=where,
                hint="Try again when it is done, or wait longer with --wait SECONDS.",
                code="busy",
            )
        case "full":
            return LedgerError(
                f"no space left at {where}",
                hint="Free some space and try again; the ledger is whole.",
                code="full",
            )
        case "unwritable":
            return LedgerError(
                f"cannot be opened or written ({error})",
                where=where,
                hint="Check the rights of the file and its folder, or name another with --ledger.",
                code="unwritable",
            )
        case "damaged":
            return damaged(path, str(error))
    return LedgerError(f"SQLite failed: {shown(error)}", where=where, hint="Try `foedus ledger verify`.")


def damaged(path: Path, what: str) -> LedgerError:
    return LedgerError(
        f"the ledger is damaged or no ledger at all: {shown(what)}",
        where=shown(path),
        hint="It was left as it is; bring it back from a backup with `foedus ledger restore BACKUP`.",
        code="damaged",
    )


def _no_space(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < 65_536
    except OSError:
        return False


def holder(path: Path, *, any_lock: bool = False) -> int | None:
    """The process that holds the ledger's write lock (or any), where the system tells (Linux)."""
    inodes = set()
    for name in (path, path.with_name(path.name + "-shm")):
        with suppress(OSError):
            inodes.add(name.stat().st_ino)
    with suppress(OSError, ValueError, IndexError):
        for line in Path("/proc/locks").read_text("ascii").splitlines():
            fields = line.split()
            if (any_lock or fields[3] == "WRITE") and int(fields[5].rsplit(":", 1)[1]) in inodes:
                return int(fields[4])
    return None
