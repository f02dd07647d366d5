"""Append-only, idempotent, whole: one ledger, one process."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from ledger_made import Clock, attack, pact, retraction

from foedus.errors import InputError, LedgerError
from foedus.ledger.chain import GENESIS
from foedus.ledger.queries import Asked, history, listed
from foedus.ledger.store import Ledger


def ids(ledger: Ledger) -> list[str]:
    return [row["id"] for row in listed(ledger, Asked()).rows]


def code(call: Callable[[], Any]) -> str:
    with pytest.raises(LedgerError) as caught:
        call()
    return caught.value.faults[0].code


def test_a_new_ledger_is_empty_and_whole(ledger: Ledger) -> None:
    found = ledger.verify()
    assert (found.transactions, found.records, found.head) == (0, 0, GENESIS)


def test_added_records_are_listed_with_their_three_times(ledger: Ledger) -> None:
    done = ledger.add([attack(said="2024-07-02")])
    assert (done.seq, done.ids, done.new) == (1, ("f1",), 1)
    row = listed(ledger, Asked()).by_kind()["facts"][0]
    expected = {
        "act": "attack",
        "actor": "PRK",
        "target": "KOR",
        "valid_from": "2024-07-01",
        "valid_to": None,
    }
    assert row.items() >= {**expected, "said": "2024-07-02", "status": "asserted", "seq": 1}.items()
    assert row["recorded_at"] == "2024-06-20T00:00:00.000000Z"


@pytest.mark.parametrize("id_", ["f1", None])
def test_the_same_content_is_not_added_again(ledger: Ledger, clock: Clock, id_: str | None) -> None:
    ledger.add([attack(id_)])
    before = ledger.head()
    clock.forward(days=3)
    done = ledger.add([attack(id_), attack(id_)])
    assert done.new == 0
    assert ledger.head() == before
    assert len(ids(ledger)) == 1


def test_content_counts_not_the_name_of_a_source_with_a_hash(ledger: Ledger) -> None:
    ledger.add([attack(None, source="/tmp/a.txt", sha256="ab" * 32, span=[0, 9])])
    assert ledger.add([attack(None, source="b.txt", sha256="ab" * 32, span=[0, 9])]).new == 0
    assert ledger.add([attack(None, source="b.txt", sha256="ab" * 32, span=[1, 9])]).new == 1
    assert ledger.add([attack(None, source="b.txt", sha256="cd" * 32, span=[0, 9])]).new == 1


def test_a_finding_that_was_withdrawn_does_not_come_back_by_reading_again(
    ledger: Ledger, clock: Clock
) -> None:
    (id_,) = ledger.add([attack(None)]).ids
    ledger.retract(id_, "misread")
    assert ledger.add([attack(None)]).new == 0
    assert ids(ledger) == []
    assert ledger.add([attack(id_)]).new == 1  # by its id it is asserted on purpose
    assert ids(ledger) == [id_]


def test_all_or_nothing_with_every_contradiction_at_once(ledger: Ledger) -> None:
    ledger.add([pact("f1")])
    before = ledger.head()
    bad = [attack("f9"), pact("f1", start="2025-01-01"), retraction("f7"), pact("f8", op="correct")]
    with pytest.raises(InputError) as caught:
        ledger.add(bad)
    assert [f.message.split()[0] for f in caught.value.faults] == ["f1", "f7", "f8"]
    assert ledger.head() == before
    assert ids(ledger) == ["f1"]
    assert ledger.verify().records == 1


def test_history_keeps_every_version_and_why(ledger: Ledger, clock: Clock) -> None:
    ledger.add([pact("f5")])
    clock.at("2024-06-25")
    ledger.retract("f5", "not in force")
    clock.at("2024-12-05")
    ledger.add([pact("f5", start="2024-12-04")])
    clock.at("2025-01-01")
    ledger.add([pact("f5", start="2024-12-04", end="2030-01-01", op="correct")])
    rows = history(ledger, "f5")
    assert [r["op"] for r in rows] == ["assert", "retract", "assert", "correct"]
    assert [r["recorded_at"][:10] for r in rows] == ["2024-06-20", "2024-06-25", "2024-12-05", "2025-01-01"]
    assert [r["recorded_to"] and r["recorded_to"][:10] for r in rows] == [
        "2024-06-25",
        None,
        "2025-01-01",
        None,
    ]
    assert rows[1]["why"] == "not in force"
    with pytest.raises(InputError, match="not on record"):
        history(ledger, "f6")


def test_two_words_on_one_id_in_one_addition_have_two_times(ledger: Ledger) -> None:
    done = ledger.add([pact("f1"), pact("f1", end="2030-01-01", op="correct"), retraction("f1")])
    assert (done.new, done.seq) == (3, 3)
    assert [r["recorded_at"][-7:] for r in history(ledger, "f1")] == ["000000Z", "000001Z", "000002Z"]
    assert ledger.verify().transactions == 3


def test_a_clock_set_back_warns_and_changes_no_past_answer(ledger: Ledger, clock: Clock) -> None:
    ledger.add([attack("f1")])
    day = clock.time.date()
    clock.at("2023-06-20")
    done = ledger.add([attack("f2", day="2024-07-02")])
    assert any("clock" in w for w in done.warnings)
    rows = listed(ledger, Asked()).rows
    assert [r["recorded_at"] for r in rows] == ["2024-06-20T00:00:00.000000Z", "2024-06-20T00:00:00.000001Z"]
    assert listed(ledger, Asked(known=clock.time.date())).rows == []
    assert len(listed(ledger, Asked(known=day)).rows) == 2


def test_nothing_on_record_can_be_changed_or_removed(ledger: Ledger) -> None:
    ledger.add([attack("f1")])
    ledger.retract("f1", "x")
    for statement in (
        "UPDATE entry SET body = '{}'",
        "UPDATE entry SET rec_to = '2030-01-01'",
        "DELETE FROM entry",
        "UPDATE tx SET hash = 'x'",
        "DELETE FROM tx",
        "UPDATE party SET who = 'USA'",
        "DELETE FROM party",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            ledger.connection.execute(statement)


def test_a_locked_ledger_is_named_with_its_holder(ledger: Ledger, path: Path) -> None:
    ledger.connection.execute("BEGIN IMMEDIATE")
    with Ledger.open(path, wait=0.05) as other, pytest.raises(LedgerError, match="in use by") as caught:
        other.add([attack()])
    assert caught.value.faults[0].code == "busy"
    with Ledger.open(path, readonly=True) as reader:  # a reader never waits for a writer
        assert ids(reader) == []
    ledger.connection.execute("ROLLBACK")


def test_a_newer_schema_names_both_versions_and_is_not_touched(ledger: Ledger, path: Path) -> None:
    ledger.connection.execute("PRAGMA user_version = 99")
    ledger.close()
    before = path.read_bytes()
    for readonly in (True, False):
        with pytest.raises(LedgerError, match="version 99, this foedus knows 1") as caught:
            Ledger.open(path, readonly=readonly)
        assert caught.value.faults[0].code == "newer-schema"
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "content", [b"not a database at all, but long enough to look at\n" * 50, b"SQLite format 3\0"]
)
def test_what_is_no_ledger_is_refused_untouched(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(LedgerError) as caught:
        Ledger.open(path)
    assert "restore" in str(caught.value)
    assert path.read_bytes() == content


def test_another_programs_database_is_refused_untouched(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (x)")
    connection.close()
    before = path.read_bytes()
    assert code(lambda: Ledger.open(path)) == "not-a-ledger"
    assert path.read_bytes() == before


def test_a_reader_makes_no_ledger(path: Path) -> None:
    assert code(lambda: Ledger.open(path, readonly=True)) == "absent"
    assert code(lambda: Ledger.open(path.parent, readonly=True)) == "not-a-ledger"
    assert code(lambda: Ledger.open(path.parent / "no" / "ledger.db")) == "absent"
    assert list(path.parent.iterdir()) == []


def test_a_full_disk_loses_nothing_that_was_acknowledged(ledger: Ledger, path: Path) -> None:
    ledger.add([attack("f1")])
    ledger.connection.execute("PRAGMA max_page_count = 20")
    with pytest.raises(LedgerError, match="no space left at") as caught:
        ledger.add([attack(f"x{i}", item="x" * 1000) for i in range(200)])
    assert caught.value.faults[0].code == "full"
    ledger.close()
    with Ledger.open(path) as again:
        assert ids(again) == ["f1"]
        assert again.verify().transactions == 1
        again.add([attack("f2")])


def test_two_writers_at_once_lose_nothing(path: Path) -> None:
    Ledger.open(path).close()

    def write(who: str) -> None:
        with Ledger.open(path, wait=30) as mine:
            for i in range(40):
                mine.add([attack(f"{who}{i}", item=who)])

    writers = [Thread(target=write, args=(who,)) for who in ("a", "b")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with Ledger.open(path, readonly=True) as ledger:
        assert ledger.verify().transactions == 80
        times = [row["recorded_at"] for row in listed(ledger, Asked()).rows]
        assert times == sorted(set(times))


class Failing:
    """A connection whose nth statement fails."""

    def __init__(self, real: sqlite3.Connection, nth: int) -> None:
        self.real, self.left = real, nth

    def _count(self) -> None:
        self.left -= 1
        if self.left == 0:
            raise sqlite3.OperationalError("disk I/O error")

    def close(self) -> None:
        self.real.close()

    def execute(self, *arguments: Any) -> Any:
        self._count()
        return self.real.execute(*arguments)

    def executemany(self, *arguments: Any) -> Any:
        self._count()
        return self.real.executemany(*arguments)


def test_whichever_statement_fails_the_addition_is_whole_or_absent(tmp_path: Path, clock: Clock) -> None:
    batch = [pact("f1"), pact("f2"), pact("f1", end="2030-01-01", op="correct"), retraction("f2")]
    nth, failed = 1, True
    while failed:
        path = tmp_path / f"{nth}.db"
        with Ledger.open(path, now=clock) as ledger:
            ledger.connection = Failing(ledger.connection, nth)  # type: ignore[assignment]
            try:
                ledger.add(batch)
                failed = False
            except LedgerError:
                pass
        with Ledger.open(path) as again:
            assert again.verify().records == (0 if failed else 4)
            assert ids(again) == ([] if failed else ["f1"])
        nth += 1
    assert nth > 15
