"""Two times: the shared reference case, and any sequence of words against a ledger made of plain lists."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_made import Clock, attack, pact, retraction

from foedus.errors import InputError
from foedus.ledger.exchange import read_records
from foedus.ledger.queries import Asked, listed
from foedus.ledger.store import Ledger
from foedus.yamlfile import load

OPEN = "9999-12-31"


def bitemporal(shared: Path) -> dict[str, Any]:
    found: dict[str, Any] = load(shared / "cases" / "bitemporal.yaml").value
    return found


def lines(case: dict[str, Any]) -> list[dict[str, Any]]:
    """The versions as a journal; a version closed with none after it was retracted."""
    rows = [dict(zip(case["columns"], row, strict=True)) for row in case["rows"]]
    out = []
    for row in rows:
        keep = ("debtor", "creditor", "kind", "instrument", "article", "valid_from", "source")
        line = {"record": "commitment", "op": row["op"], "id": row["fact"], **{k: row[k] for k in keep}}
        out.append({**line, "valid_to": row["valid_to"], "recorded_at": row["rec_from"]})
        after = any(r["fact"] == row["fact"] and r["rec_from"] == row["rec_to"] for r in rows)
        if row["rec_to"] != OPEN and not after:
            out.append({"op": "retract", "id": row["fact"], "why": "withdrawn", "recorded_at": row["rec_to"]})
    return sorted(out, key=lambda line: str(line["recorded_at"]))


def test_the_reference_case(shared: Path, ledger: Ledger, tmp_path: Path) -> None:
    case = bitemporal(shared)
    file = tmp_path / "journal.jsonl"
    file.write_text("".join(json.dumps(line) + "\n" for line in lines(case)))
    assert ledger.merge(read_records(file)).new == 14
    for query in case["queries"][:7]:
        on, known = (date.fromisoformat(query["params"][i]) for i in (0, 2))
        rows = listed(ledger, Asked(on=on, known=known, type="must-assist")).rows
        got = sorted([r["debtor"], r["instrument"]] for r in rows if r["creditor"] == "PRK")
        assert got == query["answer"], query["id"]
    boundary = [
        listed(ledger, Asked(on=date(1996, 9, day), party="RUS", type="must-assist")).rows for day in (9, 10)
    ]
    assert [len(rows) for rows in boundary] == [1, 0]
    assert {r["id"] for r in listed(ledger, Asked(known=date(2024, 9, 1))).rows}.isdisjoint({"f5", "f6"})
    assert listed(ledger, Asked(known=date(2019, 12, 31))).rows == []
    assert ledger.merge(read_records(file)).new == 0
    ledger.verify()


@dataclass
class Version:
    id: str
    fields: tuple[str, str | None, str]
    rec_from: str
    rec_to: str = OPEN


class Model:
    """A ledger of plain lists, as the rules say it."""

    def __init__(self) -> None:
        self.versions: list[Version] = []

    def standing(self, id_: str) -> Version | None:
        return next((v for v in self.versions if v.id == id_ and v.rec_to == OPEN), None)

    def take(self, op: str, id_: str, fields: tuple[str, str | None, str], now: str) -> bool:
        """False where the ledger must refuse."""
        standing = self.standing(id_)
        if op == "assert":
            if standing is None:
                self.versions.append(Version(id_, fields, now))
                return True
            return any(v.id == id_ and v.fields == fields for v in self.versions)
        if op == "retract" and not any(v.id == id_ for v in self.versions):
            return False
        if standing is None:
            return op == "retract"
        if op == "correct" and standing.fields == fields:
            return True
        standing.rec_to = now
        if op == "correct":
            self.versions.append(Version(id_, fields, now))
        return True

    def asked(self, on: date | None, known: date | None) -> set[tuple[str, str]]:
        until = (known + timedelta(days=1)).isoformat() if known else None
        return {
            (v.id, v.fields[2])
            for v in self.versions
            if (v.rec_from < until <= v.rec_to if until else v.rec_to == OPEN)
            and (on is None or v.fields[0] <= on.isoformat() < (v.fields[1] or OPEN))
        }


DAYS = st.integers(0, 12).map(lambda n: (date(2024, 1, 1) + timedelta(days=n)).isoformat())
FIELDS = st.tuples(DAYS, st.none() | DAYS, st.sampled_from(["RUS", "CHN"])).filter(
    lambda f: f[1] is None or f[0] < f[1]
)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["assert", "assert", "correct", "retract"]),
        st.sampled_from(["f1", "f2", "f3"]),
        FIELDS,
        st.integers(0, 3),
    ),
    max_size=14,
)


@settings(max_examples=60, deadline=None)
@given(STEPS, st.lists(st.tuples(st.none() | DAYS, st.none() | DAYS), min_size=4, max_size=8))
def test_as_of_queries_agree_with_plain_lists(
    steps: list[tuple[str, str, tuple[str, str | None, str], int]],
    questions: list[tuple[str | None, str | None]],
) -> None:
    clock, model = Clock(), Model()
    clock.at("2024-01-01")
    with TemporaryDirectory() as folder, Ledger.open(Path(folder) / "l.db", now=clock) as ledger:
        for op, id_, fields, pause in steps:
            clock.forward(days=pause, seconds=1)
            now = clock.time.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
            start, end, debtor = fields
            given_ = retraction(id_) if op == "retract" else pact(id_, debtor, start, end, op=op)
            if model.take(op, id_, fields, now):
                ledger.add([given_])
            else:
                with pytest.raises(InputError):
                    ledger.add([given_])
        for on, known in questions:
            days = [date.fromisoformat(d) if d else None for d in (on, known)]
            rows = listed(ledger, Asked(on=days[0], known=days[1])).rows
            assert {(r["id"], r["debtor"]) for r in rows} == model.asked(*days)
            assert len(rows) == len({r["id"] for r in rows})
        ledger.verify()


def test_who_acts_and_who_is_in_it(ledger: Ledger) -> None:
    ledger.add(
        [
            attack("a"),
            attack("b", actor={"group": "al-Qaida", "from": "AFG"}, target="USA"),
            pact("c"),
            pact("d", debtor="KOR", creditor="USA"),
        ]
    )
    acting = {
        who: [r["id"] for r in listed(ledger, Asked(actor=who)).rows] for who in ("PRK", "KOR", "al-Qaida")
    }
    assert acting == {"PRK": ["a"], "KOR": ["d"], "al-Qaida": ["b"]}
    within = {who: [r["id"] for r in listed(ledger, Asked(party=who)).rows] for who in ("PRK", "KOR", "AFG")}
    assert within == {"PRK": ["a", "c"], "KOR": ["a", "d"], "AFG": ["b"]}
    typed = {
        t: [r["id"] for r in listed(ledger, Asked(type=t)).rows] for t in ("fact", "attack", "must-assist")
    }
    assert typed == {"fact": ["a", "b"], "attack": ["a", "b"], "must-assist": ["c", "d"]}
    assert listed(ledger, Asked(actor="x' OR '1'='1")).rows == []


def test_what_the_answer_should_be_read_with(ledger: Ledger, clock: Clock) -> None:
    assert listed(ledger, Asked()).warnings == ("nothing is on record yet",)
    ledger.add([attack("a"), attack("b", day=None)])
    assert [r["id"] for r in listed(ledger, Asked(on=date(2025, 1, 1))).rows] == ["a"]
    assert "1 records bear no day" in listed(ledger, Asked(on=date(2025, 1, 1))).warnings[0]
    assert "first record is of 2024-06-20" in listed(ledger, Asked(known=date(2020, 1, 1))).warnings[0]
    assert "yet to come" in listed(ledger, Asked(known=date(2030, 1, 1))).warnings[0]
    assert len(listed(ledger, Asked(known=date.max)).rows) == 2


def test_an_import_keeps_its_times_and_its_order(ledger: Ledger, clock: Clock) -> None:
    clock.at("2025-06-01")
    ledger.add([attack("now")])
    done = ledger.merge([attack("old", recorded_at="2020-01-10"), attack("new", day="2024-07-05")])
    assert any("past --known" in w for w in done.warnings)
    assert [r["id"] for r in listed(ledger, Asked(known=date(2020, 1, 10))).rows] == ["old"]
    with pytest.raises(InputError, match="recorded at"):
        ledger.merge([attack("old", day="2024-07-02", op="correct", recorded_at="2019-01-10")])
    same_day = [
        pact("p", recorded_at="2020-02-01"),
        pact("p", end="2025-01-01", op="correct", recorded_at="2020-02-01"),
    ]
    ledger.merge([*same_day, pact("q", recorded_at="2020-02-01")])
    times = {r["id"]: r["recorded_at"] for r in listed(ledger, Asked(type="commitment")).rows}
    assert times == {"p": "2020-02-01T00:00:00.000001Z", "q": "2020-02-01T00:00:00.000000Z"}
    ledger.verify()
    assert datetime.fromisoformat(times["p"]).year == 2020
