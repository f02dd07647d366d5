"""A new instrument file from options or questions: sound but for what is left to fill, and nothing overwritten."""

import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.cli.main import _guarded
from foedus.errors import InputError
from foedus.law.lint import lint
from foedus.law.skeleton import norm_answer, proposed_id
from foedus.model.norm import Automaticity, Kind

WHOLE = ["--norm", "must-assist:4:armed-attack and state-of-war:automatic", "--parties", "North Korea, RUS"]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FOEDUS_NOW", "2026-11-24")


def new(*arguments: str) -> int:
    return _guarded(["instruments", "new", *arguments])


def left(file: str) -> set[str]:
    return {str(f.where).rpartition(" ")[2] for f in lint([Path(file)])}


def test_only_what_the_comments_ask_for_is_left(capsys: pytest.CaptureFixture[str]) -> None:
    assert new(*WHOLE, "--signed", "2024-06-19", "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["file"], answer["id"]) == ("prk-rus-2024.yaml", "prk-rus-2024")
    assert {f["where"].rpartition(" ")[2] for f in answer["to_fill"]} == {"references", "norms[0].quote"}
    assert left("prk-rus-2024.yaml") == {"references", "norms[0].quote"}


@pytest.mark.parametrize("kind", [k.value for k in Kind])
@pytest.mark.parametrize("force", ["treaty", "political", "resolution"])
def test_every_kind_begins_soundly(kind: str, force: str) -> None:
    arguments = ["--parties", "KOR,USA", "--signed", "1953", "--norm", f"{kind}:III", "--force", force]
    assert new(*arguments, "--id", "made", "--title", "Yes: a “pact” #1", "--in-force", "1954") == 0
    may_miss = {"references", "norms[0].quote", "norms[0].automaticity", "norms[0].transfer"}
    assert left("made.yaml") <= may_miss


def test_it_never_overwrites(capsys: pytest.CaptureFixture[str]) -> None:
    Path("prk-rus-2024.yaml").write_text("mine", encoding="utf-8")
    assert new(*WHOLE, "--signed", "2024-06-19") == 2
    assert "already there" in capsys.readouterr().err
    assert Path("prk-rus-2024.yaml").read_text(encoding="utf-8") == "mine"


def test_all_faults_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    wrong = ["--parties", "North Korea, Rusia", "--signed", "2024-02-31", "--force", "treatty"]
    assert new(*wrong, "--norm", "must-asist:4:armed-atack", "--id", "No Id", "--json") == 2
    faults = json.loads(capsys.readouterr().out)["errors"]
    assert [f["where"] for f in faults] == ["--id", "--force", "--signed", "--parties", "--norm", "--norm"]
    assert "must-assist" in faults[4]["hint"]
    assert list(Path().iterdir()) == []


def test_what_cannot_be_guessed_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert new("--no-ask") == 2
    err = capsys.readouterr().err
    assert all(option in err for option in ("--parties", "--signed", "--norm"))


def test_questions_with_defaults(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    typed = [
        "Atlantis",
        "KOR, USA",
        "1953-10-01",
        "",
        "",
        "",
        "1954-11-17",
        "must-assist:III:nonsense",
        "",
        "",
    ]
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(typed) + "\n"))
    assert new("--ask") == 0
    text = Path("kor-usa-1953.yaml").read_text(encoding="utf-8")
    assert "title: Agreement between KOR and USA" in text
    assert "in_force: 1954-11-17" in text
    assert 'article: "1"' in text
    assert "Atlantis" in capsys.readouterr().err


def test_parts_of_a_norm() -> None:
    found = norm_answer("must-assist: IV(1) :armed-attack-by(DEU, AUH):own-judgement")
    assert (found.article, found.trigger) == ("IV(1)", "armed-attack-by(DEU, AUH)")
    assert found.automaticity is Automaticity.OWN_JUDGEMENT
    assert norm_answer("must-not-attack:1").trigger == "unconditional"


@pytest.mark.parametrize(
    "text", ["", "must-assist", "must-assist:", "a:b:c:d:e", "must-assist:1:threat:maybe"]
)
def test_what_is_no_norm(text: str) -> None:
    with pytest.raises(InputError):
        norm_answer(text)


@given(st.text(max_size=40))
def test_a_norm_is_read_or_refused(text: str) -> None:
    try:
        found = norm_answer(text)
    except InputError:
        return
    assert text.startswith(found.kind.value) or text.strip().startswith(found.kind.value)


def test_proposed_ids() -> None:
    assert proposed_id(["RUS", "PRK"], "2024-06-19") == "prk-rus-2024"
    assert proposed_id(["USA", "FRA", "GBR", "BEL"], "1949") == "bel-1949"
