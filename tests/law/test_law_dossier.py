"""The dossier: read, cached, indexed; a user's files win; the shared scenarios hold."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from law_cases import KEYS, cases, law, wrong
from law_made import instrument
from test_law_lint import GOOD

from foedus.errors import DossierError
from foedus.law.dossier import _dossier, dossier
from foedus.law.duties import Cascade
from foedus.law.engine import cascade
from foedus.law.expiry import expiring
from foedus.model.fact import Act, Fact
from foedus.model.obligation import Held


@pytest.fixture(autouse=True)
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOEDUS_CACHE", str(tmp_path / "cache"))


def test_every_file_is_named_after_its_instrument() -> None:
    folder = Path(__file__).parents[2] / "src" / "foedus" / "law" / "instruments"
    assert {p.stem for p in folder.rglob("*.yaml")} == set(dossier().instruments)


def test_the_cache_changes_nothing(tmp_path: Path) -> None:
    _dossier.cache_clear()
    first = dossier()
    (kept,) = (tmp_path / "cache").glob("dossier-*.json")
    _dossier.cache_clear()
    assert dossier() == first
    for damage in (b"", b"[1, 2", b"[]", json.dumps({k: {} for k in json.loads(kept.read_bytes())}).encode()):
        kept.write_bytes(damage)
        _dossier.cache_clear()
        assert dossier() == first
    _dossier.cache_clear()


def test_an_unwritable_cache_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("FOEDUS_CACHE", str(tmp_path / "file" / "below"))
    _dossier.cache_clear()
    assert dossier().instruments
    _dossier.cache_clear()


def test_a_users_files_are_added_and_win(tmp_path: Path) -> None:
    mine = GOOD | {"id": "kor-usa-2000", "title": "Mine"}
    (tmp_path / "kor-usa-2000.yaml").write_text(yaml.safe_dump(mine), encoding="utf-8")
    (tmp_path / "nato.yaml").write_text(
        yaml.safe_dump(GOOD | {"id": "nato-1949", "title": "Ours"}), encoding="utf-8"
    )
    book = dossier([tmp_path])
    assert book.instruments["kor-usa-2000"].title == "Mine"
    assert book.instruments["nato-1949"].title == "Ours"
    assert book.version != dossier().version
    (tmp_path / "bad.yaml").write_text("id: 3\nsurplus: 1\n", encoding="utf-8")
    with pytest.raises(DossierError) as e:
        dossier([tmp_path])
    assert any("surplus" in f.message for f in e.value.faults)


def test_index_rows_for_the_reader() -> None:
    row = next(r for r in dossier().index() if r.id == "prk-rus-2024")
    assert row.parties == ("PRK", "RUS")
    assert ("4", "must-assist") in row.articles
    assert row.signed == "2024-06-19"


def test_what_ends_soon() -> None:
    made = [
        instrument("one", ended="2024-03-01"),
        instrument("two", states=[{"states": ["AAA"]}, {"states": ["BBB"], "to": "2024-02-01"}]),
        instrument("three", ended="? 2024"),
        instrument("four", ended="2030-01-01"),
    ]
    assert [(d, i) for d, i, _ in expiring(made, date(2024, 1, 1), 90)] == [
        ("2024-02-01", "two"),
        ("2024-03-01", "one"),
    ]


# --- scenarios ---


def test_the_shared_scenarios(shared: Path) -> None:
    found = [w for case in cases(shared / "cases" / "scenarios.yaml") for w in wrong(case)]
    assert found == []


TRIALS = cases(Path(__file__).parent / "scenarios.yaml")


@pytest.mark.parametrize("case", TRIALS, ids=[c["id"] for c in TRIALS])
def test_trials(case: dict[str, Any]) -> None:
    assert wrong(case) == []


def test_every_trial_names_its_text_and_expects_something() -> None:
    assert len({c["id"] for c in TRIALS}) == len(TRIALS) >= 60
    assert all(c["rests_on"] and any(c.get(k) for k in KEYS) for c in TRIALS)


def test_kursk_after_entry_into_force_hangs_on_the_broad_reading() -> None:
    facts = [
        {"id": "f1", "act": "invade", "actor": "RUS", "target": "UKR", "date": "2022-02-24", "place": "UKR"},
        {"id": "f2", "act": "invade", "actor": "UKR", "target": "RUS", "date": "2024-08-06", "place": "RUS"},
    ]
    done = law("2025-01-15", facts)
    (row,) = [o for o in done.obligations if o.instrument == "prk-rus-2024" and o.kind == "must-assist"]
    assert (row.debtor, row.reading, row.held_by) == ("PRK", Held.CONTESTED, ("PRK", "RUS"))
    assert [b.who for b in done.breaches if b.verdict == "breach" and b.who == "UKR"] == []


def test_guam_is_outside_article_6_and_inside_the_pacific_pacts() -> None:
    done = law(
        "2024-06-01",
        [
            {
                "id": "f1",
                "act": "attack",
                "actor": "PRK",
                "target": "USA",
                "date": "2024-06-01",
                "place": "Guam",
            }
        ],
    )
    owed = {o.instrument for o in done.obligations if o.kind == "must-assist"}
    assert {"usa-kor-1953", "anzus-1951", "usa-phl-1951"} <= owed
    why = {n.instrument: n.why.value for n in done.not_triggered if n.kind == "must-assist"}
    assert (why["nato-1949"], why["usa-jpn-1960"]) == ("out-of-area", "out-of-area")


def test_new_zealand_and_the_united_states_are_apart_in_anzus() -> None:
    done = law(
        "1995-06-01",
        [
            {
                "id": "f1",
                "act": "attack",
                "actor": "IDN",
                "target": "NZL",
                "date": "1995-06-01",
                "place": "NZL",
            }
        ],
    )
    owed = {o.debtor for o in done.obligations if o.instrument == "anzus-1951" and o.kind == "must-assist"}
    assert owed == {"AUS"}
    assert ("USA", "not-in-force") in {
        (n.debtor, n.why.value) for n in done.not_triggered if n.instrument == "anzus-1951"
    }


def test_never_pairs_by_pairs() -> None:
    done = law(
        "2024-06-01",
        [
            {
                "id": "f1",
                "act": "attack",
                "actor": "RUS",
                "target": "UKR",
                "date": "2022-02-24",
                "place": "UKR",
            }
        ],
    )
    assert len(done.obligations) + len(done.not_triggered) + len(done.breaches) < 400


@pytest.mark.parametrize("year", [1914, 1939, 1955, 1983, 2024])
def test_leaving_out_the_reasons_leaves_the_duties(year: int) -> None:
    world = dossier().world(date(year, 8, 20))
    great = [s for s in ("DEU", "RUS", "FRA", "USA", "JPN", "GBR", "POL", "ROU") if world.instruments_of(s)]
    for actor, target in zip(great, [*great[1:], great[0]], strict=True):
        fact = Fact(id="f1", act=Act.ATTACK, actor=actor, target=target, date=world.on)
        told, quick = (cascade(world, [fact], why_not=w) for w in (True, False))
        assert _told(quick) == _told(told)
        assert quick.misses == []


def _told(done: Cascade) -> set[tuple[object, ...]]:
    return {(d.clause, d.debtor, d.creditor, d.adversary, d.round, d.when) for d in done.duties}
