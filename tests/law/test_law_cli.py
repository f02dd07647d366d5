"""The verbs as a user calls them: JSON, pages, exit codes."""

import json
from pathlib import Path

import pytest

from foedus.cli.main import _guarded

FACTS = "on: 2024-07-01\nfacts:\n  - {id: f1, act: attack, actor: PRK, target: KOR, date: 2024-07-01, place: KOR}\n"


@pytest.fixture
def facts(tmp_path: Path) -> str:
    file = tmp_path / "facts.yaml"
    file.write_text(FACTS, encoding="utf-8")
    return str(file)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = _guarded(list(arguments))
    out, err = capsys.readouterr()
    return code, out, err


def test_obligations(capsys: pytest.CaptureFixture[str], facts: str) -> None:
    code, out, _ = run(capsys, "obligations", facts, "--json")
    answer = json.loads(out)
    assert code == 0
    assert answer["on"] == "2024-07-01"
    assert answer["facts"][0]["place"] == "KOR"
    assert {
        "debtor",
        "creditor",
        "kind",
        "against",
        "instrument",
        "article",
        "automaticity",
        "force",
        "reading",
    } <= set(answer["obligations"][0])
    assert {"held_by", "assumes", "depends_on", "round", "because", "text"} <= set(answer["obligations"][0])
    assert {"obligations", "not_triggered", "breaches", "conflicts"} <= set(answer)
    code, out, _ = run(capsys, "obligations", facts)
    assert code == 0
    assert "MUST FIGHT" in out
    assert "usa-kor-1953 III" in out
    assert "NOT BOUND, AND WHY" in out


def test_the_day_that_is_asked_wins(capsys: pytest.CaptureFixture[str], facts: str) -> None:
    _, out, _ = run(capsys, "obligations", facts, "--on", "1950-06-25", "--json")
    assert json.loads(out)["obligations"] == []  # the fact is dated after the day


def test_known_knows_nothing_later(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "f.yaml"
    file.write_text(
        "on: 2025-01-15\nfacts: [{act: invade, actor: KOR, target: PRK, date: 2025-01-15, place: PRK}]\n"
    )
    owed = {}
    for known in ("2024-06-20", "2025-01-15"):
        _, out, _ = run(capsys, "obligations", str(file), "--known", known, "--json")
        owed[known] = {o["debtor"] for o in json.loads(out)["obligations"] if o["kind"] == "must-assist"}
    assert owed == {"2024-06-20": {"CHN"}, "2025-01-15": {"CHN", "RUS"}}


def test_why(capsys: pytest.CaptureFixture[str], facts: str) -> None:
    code, out, _ = run(capsys, "why", "United States", "South Korea", "--facts", facts, "--json")
    answer = json.loads(out)
    assert (code, answer["bound"]) == (0, True)
    assert answer["tree"]["because"][0]["because"][0]["fact"] == "f1"
    code, out, _ = run(capsys, "why", "CHN", "PRK", "--facts", facts)
    assert (code, "opened fire" in out) == (0, True)


def test_whatif(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(
        capsys, "whatif", "China attacks Japan at the Senkaku Islands", "--on", "2024-06-20", "--json"
    )
    answer = json.loads(out)
    assert code == 0
    assert (answer["probabilities"], answer["pivotal"]) == (None, [])
    assert ("USA", "usa-jpn-1960") in {(o["debtor"], o["instrument"]) for o in answer["obligations"]}


def test_whatif_with_facts_and_assumptions(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    war = tmp_path / "war.yaml"
    war.write_text("facts: [{id: f1, act: invade, actor: RUS, target: UKR, date: 2022-02-24, place: UKR}]\n")
    asked = ["whatif", "Ukraine invades Russia", "--on", "2025-01-15", "--facts", str(war), "--json"]

    def reading(*more: str) -> list[str]:
        _, out, _ = run(capsys, *asked, *more)
        rows = json.loads(out)["obligations"]
        return [
            o["reading"] for o in rows if o["instrument"] == "prk-rus-2024" and o["kind"] == "must-assist"
        ]

    assert reading() == ["contested"]
    assert reading("--assume", "prk-rus-2024/4=broad") == ["agreed"]
    assert reading("--assume", "prk-rus-2024/4=exact") == []
    code, _, err = run(capsys, *asked, "--assume", "prk-rus-2024/4=bread")
    assert code == 2
    assert "broad" in err


def test_bound(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, _ = run(capsys, "bound", "Japan", "USA", "--on", "2024-06-20", "--json")
    rows = json.loads(out)["rows"]
    assert code == 0
    assert {"debtor", "creditor", "instrument", "article", "kind", "force", "since", "until"} <= set(rows[0])
    assert {"must-assist", "must-consult"} <= {r["kind"] for r in rows}
    table = tmp_path / "japan.csv"
    assert run(capsys, "bound", "JPN", "--on", "2024-06-20", "-o", str(table))[0] == 0
    assert table.read_text(encoding="utf-8").startswith("debtor,creditor,instrument")


def test_compare(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["compare", "--before", "2022-01-01", "--after", "2024-06-01", "Finland", "Russia"]
    code, out, _ = run(capsys, *asked, "--json")
    changes = json.loads(out)["changes"]
    assert code == 0
    attack = next(c for c in changes if c["if"] == {"act": "attack", "actor": "RUS", "target": "FIN"})
    assert ("USA", "nato-1949", "must-assist") in {
        (o["debtor"], o["instrument"], o["kind"]) for o in attack["added"]
    }
    assert "nato-1949" in run(capsys, *asked)[1]


def test_instruments(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, _ = run(capsys, "instruments", "list", "--state", "PRK", "--on", "2025-01-01", "--json")
    assert code == 0
    assert "prk-rus-2024" in {i["id"] for i in json.loads(out)["instruments"]}
    assert "prk-rus-1961" not in {i["id"] for i in json.loads(out)["instruments"]}
    assert "reading broad" in run(capsys, "instruments", "show", "prk-rus-2024")[1]
    code, _, err = run(capsys, "instruments", "show", "prk-rus-2042")
    assert (code, "prk-rus-2024" in err) == (2, True)
    assert run(capsys, "instruments", "expiring", "--within", "30", "--on", "2024-12-01")[0] == 0
    bad = tmp_path / "bad.yaml"
    bad.write_text("id: x-2000\nparties: [PRK, RUS]\nin_force: 2024-12-04\nended: 2024-06-19\n")
    code, out, _ = run(capsys, "instruments", "lint", str(bad), "--json")
    assert code == 2
    assert any("ended" in f["message"] for f in json.loads(out)["errors"])


@pytest.mark.parametrize(
    "arguments",
    [
        ["obligations", "absent.yaml"],
        ["whatif", "gibberish"],
        ["whatif", "Nroth Korea attacks Japan"],
        ["bound", "Atlantis"],
        ["bound", "JPN", "--on", "2024-02-30"],
        ["compare", "--before", "x", "--after", "2024-01-01"],
        ["instruments", "show", "nothing"],
        ["why", "USA", "KOR", "--facts", "absent.yaml"],
    ],
)
def test_bad_input_is_exit_2_with_the_shape_of_faults(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    code, out, err = run(capsys, *arguments, "--json")
    assert code == 2
    assert "Traceback" not in out + err
    assert all({"code", "where", "message", "hint"} <= set(f) for f in json.loads(out)["errors"])
