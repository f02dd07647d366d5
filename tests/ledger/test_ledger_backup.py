"""A copy of a live ledger, and back; what stood in the place is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from ledger_made import attack

from foedus.errors import FoedusError, InputError, LedgerError
from foedus.ledger.backup import backup, restore
from foedus.ledger.queries import Asked, listed
from foedus.ledger.store import Ledger


def ids(path: Path) -> list[str]:
    with Ledger.open(path, readonly=True) as ledger:
        return [r["id"] for r in listed(ledger, Asked()).rows]


def test_a_backup_of_a_live_ledger_is_one_whole_file(ledger: Ledger, tmp_path: Path) -> None:
    ledger.add([attack("f1")])
    copy = tmp_path / "copy.db"
    found = backup(ledger, copy)
    assert (found.transactions, found.head) == (1, ledger.head().hash)
    ledger.add([attack("f2", day="2024-07-02")])
    assert ids(copy) == ["f1"]
    assert sorted(p.name for p in tmp_path.glob("*copy*")) == ["copy.db"]
    with pytest.raises(InputError, match="stands already"):
        backup(ledger, copy)


def test_a_damaged_ledger_is_restored_and_kept(ledger: Ledger, path: Path, tmp_path: Path) -> None:
    ledger.add([attack("f1")])
    copy = tmp_path / "copy.db"
    backup(ledger, copy)
    ledger.add([attack("f2", day="2024-07-02")])
    ledger.close()
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(LedgerError, match="restore"), Ledger.open(path, readonly=True) as broken:
        broken.verify()
    found, former = restore(copy, path)
    assert found.transactions == 1
    assert former is not None
    assert former.stat().st_size == 5000
    assert ids(path) == ["f1"]
    with Ledger.open(path) as again:  # and it goes on
        again.add([attack("f3", day="2024-07-03")])
        again.verify()
    _, second = restore(copy, path)
    assert second not in (None, former)


def test_what_is_no_whole_backup_changes_nothing(ledger: Ledger, path: Path, tmp_path: Path) -> None:
    ledger.add([attack("f1")])
    ledger.close()
    before = path.read_bytes()
    bad = tmp_path / "bad.db"
    bad.write_bytes(before[: len(before) // 2])
    for file in (bad, tmp_path / "absent.db", path):
        with pytest.raises(FoedusError):
            restore(file, path)
    assert path.read_bytes() == before
    assert not list(tmp_path.glob("*.part")) and not list(tmp_path.glob("*before*"))


def test_a_ledger_in_use_is_not_replaced(ledger: Ledger, path: Path, tmp_path: Path) -> None:
    ledger.add([attack("f1")])
    copy = tmp_path / "copy.db"
    backup(ledger, copy)
    ledger.connection.execute("BEGIN IMMEDIATE")
    with pytest.raises(LedgerError, match="in use"):
        restore(copy, path)
    ledger.connection.execute("ROLLBACK")
    assert ids(path) == ["f1"]
