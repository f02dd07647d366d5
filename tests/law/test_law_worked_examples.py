"""The worked examples of the documentation: each command in them is run, each table and answer compared."""

import json
import re
import shlex
from datetime import date
from pathlib import Path

import pytest

from foedus.cli.main import _guarded
from foedus.states.load import names

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "docs" / f"worked-example-{year}.md" for year in (1914, 1939)]
_BLOCK = re.compile(r"```console\n\$ (foedus [^\n]+)\n(.*?)```\n*((?:\|[^\n]*\n)*)", re.DOTALL)
_FIGHT = ("automatic", "constitutional-processes")

Row = tuple[str, str, str, str, str]


def steps() -> list[tuple[str, str, str, str]]:
    """(page, command, what the page says that it prints, the table after it)."""
    return [(p.stem, *found) for p in PAGES for found in _BLOCK.findall(p.read_text(encoding="utf-8"))]


@pytest.fixture(autouse=True)
def at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def printed(capsys: pytest.CaptureFixture[str], command: str, *more: str) -> str:
    assert _guarded([*shlex.split(command)[1:], *more]) == 0
    return capsys.readouterr().out


def test_the_pages_have_their_days() -> None:
    days = [command.rpartition(" ")[2] for _, command, _, table in steps() if table]
    assert {"1914-07-28", "1914-08-01", "1914-08-04", "1939-09-01", "1939-09-17"} <= set(days)
    assert len(steps()) > 18


@pytest.mark.parametrize(
    ("page", "command", "table"), [(p, c, t) for p, c, _, t in steps() if "obligations" in c]
)
def test_each_table_is_the_whole_answer(
    page: str, command: str, table: str, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = json.loads(printed(capsys, command, "--json"))
    assert told(table) == owed(answer), (page, command)


@pytest.mark.parametrize(
    ("command", "lines"), [(c, said.splitlines()) for _, c, said, _ in steps() if "why" in c]
)
def test_each_answer_stands_there(command: str, lines: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert lines
    assert [line for line in lines if line not in printed(capsys, command).splitlines()] == []


def told(table: str) -> set[Row]:
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]
    return {(who, *rest) for debtors, *rest in rows for who in debtors.split(", ")}  # type: ignore[misc]


def owed(answer: dict[str, object]) -> set[Row]:
    """Every legal duty to help of the first round."""
    day = date.fromisoformat(str(answer["on"]))
    rows = set()
    for o in answer["obligations"]:  # type: ignore[attr-defined]
        if o["kind"] != "must-assist" or o["round"] != 1 or o["force"] not in ("treaty", "resolution"):
            continue
        how = "must fight" if o["automaticity"] in _FIGHT else "must help"
        if o["reading"] == "contested":
            how += ", contested"
        who = "every member" if o["debtor"] == "*" else names().display(o["debtor"], day)
        creditor, against = (names().display(o[k], day) for k in ("creditor", "against"))
        rows.add((who, creditor, against, f"{o['instrument']} {o['article']}", how))
    return rows
