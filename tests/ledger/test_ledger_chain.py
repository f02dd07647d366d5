"""Damage of every kind is found, and said where."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest
from ledger_made import Clock, attack, retraction

from foedus.errors import LedgerError
from foedus.ledger.chain import GENESIS, digest, link
from foedus.ledger.head import head_file, read_head
from foedus.ledger.store import Ledger


@pytest.fixture
def filled(path: Path, clock: Clock) -> Path:
    with Ledger.open(path, now=clock) as ledger:
        for i in range(6):
            ledger.add([attack(f"f{i}-{j}", day=f"2024-07-{j + 1:02}") for j in range(4)])
            clock.forward(hours=1)
        ledger.add([retraction("f2-1")])
    return path


def found(path: Path) -> str:
    """What verify says is wrong, or '' where all holds."""
    try:
        with Ledger.open(path, readonly=True) as ledger:
            ledger.verify()
    except LedgerError as e:
        assert "restore" in str(e)
        return str(e)
    return ""


def tampered(path: Path, *statements: str) -> str:
    """As somebody with the file at hand would: triggers off."""
    connection = sqlite3.connect(path)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
    return found(path)


def test_a_whole_ledger_is_whole(filled: Path) -> None:
    assert found(filled) == ""


@pytest.mark.parametrize(
    ("statement", "where"),
    [
        ("UPDATE entry SET body = replace(body, 'KOR', 'JPN') WHERE n = 7", "record 7 (f1-2)"),
        ("UPDATE entry SET id = 'g' WHERE n = 7", "record 7"),
        ("UPDATE entry SET valid_from = '1999-01-01' WHERE n = 7", "record 7"),
        ("UPDATE entry SET act = 'peace' WHERE n = 7", "record 7"),
        ("UPDATE entry SET rec_from = '1999-01-01' WHERE n = 7", "record 7"),
        ("UPDATE entry SET rec_to = '2031-01-01' WHERE n = 7", "record 7"),
        ("UPDATE entry SET rec_to = '9999-12-31' WHERE id = 'f2-1' AND op = 'assert'", "record 10"),
        ("UPDATE party SET who = 'USA' WHERE entry = 7 AND who = 'KOR'", "record 7"),
        ("DELETE FROM party WHERE entry = 7", "record 7"),
        ("DELETE FROM entry WHERE n = 7", "record 7"),
        ("DELETE FROM tx WHERE seq = 3", "transaction 3"),
        ("UPDATE tx SET recorded_at = '1999-01-01T00:00:00.000000Z' WHERE seq = 3", "transaction 3"),
        ("UPDATE tx SET records = 5 WHERE seq = 3", "transaction 3"),
        ("UPDATE tx SET previous = hash WHERE seq = 3", "transaction 3"),
    ],
)
def test_each_change_is_found_where_it_is(filled: Path, statement: str, where: str) -> None:
    assert where in tampered(filled, statement)


def test_a_cut_tail_is_found_although_the_rest_is_whole(filled: Path) -> None:
    cut = (
        "DELETE FROM party WHERE entry > 20",
        "DELETE FROM entry WHERE n > 20",
        "DELETE FROM tx WHERE seq > 5",
    )
    reopened = "UPDATE entry SET rec_to = '9999-12-31' WHERE n = 10"
    said = tampered(filled, *cut, reopened)
    assert "ends with transaction 5" in said
    head_file(filled).unlink()  # without the witness the shorter chain is whole in itself
    assert found(filled) == ""


def test_a_rewritten_history_does_not_fit_the_witness(filled: Path, clock: Clock, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with Ledger.open(other, now=clock) as ledger:
        for i in range(7):
            ledger.add([attack(f"g{i}")])
    witness = head_file(filled).read_bytes()
    filled.write_bytes(other.read_bytes())
    head_file(filled).write_bytes(witness)
    assert "is not the one" in found(filled)


def test_the_witness_is_never_ahead(filled: Path) -> None:
    with Ledger.open(filled, readonly=True) as ledger:
        assert read_head(filled) == ledger.head()
    head_file(filled).write_bytes(b"torn")
    assert read_head(filled) is None
    assert found(filled) == ""


def test_a_flipped_bit_or_a_cut_file_never_passes_as_another_content(filled: Path) -> None:
    """SQLite has no checksum on its pages: wherever a bit flips, the answer is an error or the same content."""
    whole = filled.read_bytes()
    with Ledger.open(filled, readonly=True) as ledger:
        content = list(ledger.connection.execute("SELECT * FROM entry ORDER BY n"))
    rng = random.Random(3)
    caught = 0
    for _ in range(500):
        place = rng.randrange(100, len(whole))
        damaged = bytearray(whole)
        damaged[place] ^= 1 << rng.randrange(8)
        filled.write_bytes(damaged)
        if found(filled):
            caught += 1
            continue
        with Ledger.open(filled, readonly=True) as ledger:
            assert list(ledger.connection.execute("SELECT * FROM entry ORDER BY n")) == content
    assert caught > 100
    filled.write_bytes(whole[: len(whole) // 2])
    assert found(filled)


def test_a_damaged_row_is_never_shown(filled: Path) -> None:
    from foedus.ledger.queries import Asked, listed

    tampered(filled, "UPDATE entry SET body = replace(body, 'KOR', 'JPN') WHERE n = 7")
    with Ledger.open(filled, readonly=True) as ledger, pytest.raises(LedgerError, match="record 7"):
        listed(ledger, Asked())


def test_the_hash_binds_order_time_and_content() -> None:
    a, b = digest("assert", "f1", "fact", "{}"), digest("assert", "f2", "fact", "{}")
    base = link(GENESIS, 1, "2024", [a, b])
    others = [(GENESIS, 1, "2024", [b, a]), (GENESIS, 2, "2024", [a, b]), (GENESIS, 1, "2025", [a, b])]
    assert base not in {link(*o) for o in others}
    assert len({digest("assert", "f1", "fact", "{}"), digest("retract", "f1", "fact", "{}"), a}) == 2
