"""The command as a user has it: answers, exit codes, one JSON document, nothing recorded by halves."""

import json
from pathlib import Path

import pytest

from foedus.cli.main import _guarded

EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples").glob("*.txt"))
KOREAN = (
    "서울, 2024년 6월 20일 — 한국과 미국은 수요일 회담에서 상호방위조약을 다시 확인했다. 북한은 비난했다."
)


@pytest.fixture(autouse=True)
def own_folders(tmp_path, monkeypatch):
    monkeypatch.setenv("FOEDUS_LEDGER", str(tmp_path / "default.db"))


@pytest.fixture
def run(capsys):
    def call(*arguments):
        code = _guarded([str(a) for a in arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda p: p.stem)
def test_every_example_has_a_brief(run, example):
    code, out, err = run("brief", example, "--no-record", "--json")
    assert code == 0, err
    brief = json.loads(out)
    assert brief["on"] == example.name[:10]
    assert brief["source"]["published_from"] == "text"
    assert (brief["camps"], brief["probabilities"], brief["reach"]) == (None, None, None)


def test_without_an_article_the_shipped_example_is_briefed(run):
    code, out, _ = run("brief", "--no-record")
    assert code == 0
    assert "WHO MUST FIGHT FOR WHOM" in out


def test_no_record_leaves_no_trace_and_a_second_reading_adds_nothing(run, tmp_path):
    ledger = tmp_path / "l.db"
    run("brief", EXAMPLES[0], "--no-record", "--ledger", ledger)
    assert not ledger.exists()
    assert not (tmp_path / "default.db").exists()
    run("brief", EXAMPLES[0], "--ledger", ledger)
    _, first, _ = run("ledger", "list", "--ledger", ledger, "--json")
    code, _, err = run("brief", EXAMPLES[0], "--ledger", ledger)
    _, second, _ = run("ledger", "list", "--ledger", ledger, "--json")
    assert code == 0
    assert "nothing new" in err
    assert json.loads(first) == json.loads(second)
    assert json.loads(first)["facts"]


def test_an_edited_reading_is_asked_again(run, tmp_path):
    example = next(e for e in EXAMPLES if "pact-ends" in e.name)
    _, out, _ = run("read", example, "--json")
    reading = json.loads(out)
    assert reading["commitments"]
    reading["commitments"] = []
    edited = tmp_path / "reading.json"
    edited.write_text(json.dumps(reading), encoding="utf-8")
    _, whole, _ = run("brief", example, "--no-record", "--json")
    code, struck, err = run("brief", example, "--reading", edited, "--no-record", "--json")
    assert code == 0, err
    assert json.loads(whole)["changes"]
    assert json.loads(struck)["changes"] == []


def test_two_articles_make_one_brief(run):
    ends = next(e for e in EXAMPLES if "pact-ends" in e.name)
    clash = next(e for e in EXAMPLES if "clash" in e.name)
    code, out, err = run(
        "brief", ends, clash, "--published", "1980-01-01", "--no-record", "--json", "--with-text"
    )
    assert code == 0, err
    brief = json.loads(out)
    text = brief["source"]["text"]
    assert text.startswith(ends.read_text(encoding="utf-8"))
    ids = [e["id"] for e in brief["reading"]["events"]]
    assert len(ids) == len(set(ids))
    span = brief["reading"]["events"][-1]["span"]
    assert text[span[0] : span[1]] in clash.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.txt", b"", "empty"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(200), "PNG"),
        ("latin.txt", "Le Président a déclaré".encode("latin-1"), "--encoding"),
        ("korean.txt", KOREAN.encode(), "Korean"),
    ],
)
@pytest.mark.parametrize("verb", ["read", "brief"])
def test_what_cannot_be_read_says_why_and_records_nothing(run, tmp_path, name, content, says, verb):
    file = tmp_path / name
    file.write_bytes(content)
    ledger = tmp_path / "l.db"
    extra = ["--ledger", ledger] if verb == "brief" else []
    code, out, err = run(verb, file, "--json", *extra)
    assert code == 2
    assert says in err
    fault = json.loads(out)["errors"][0]
    assert {"code", "where", "message", "hint"} <= set(fault)
    assert not ledger.exists()


def test_a_missing_file_and_a_bad_date(run, tmp_path):
    assert run("brief", tmp_path / "none.txt")[0] == 2
    code, _, err = run("brief", EXAMPLES[0], "--published", "20/06/2024")
    assert code == 2
    assert "--published" in err


def test_a_text_without_a_date_is_read_with_a_warning(run, tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("Russia and North Korea held talks in Moscow.", encoding="utf-8")
    code, out, err = run("brief", file, "--no-record", "--json")
    assert code == 0
    assert "--published" in err
    assert json.loads(out)["source"]["published_from"] == "today"


def test_a_url_is_fetched_only_on_request(run):
    code, _, err = run("brief", "https://news.example/a")
    assert code == 2
    assert "--fetch" in err


def test_a_wrong_option_is_a_fault_with_two(run):
    code, out, _ = run("brief", "--nonsense", "--json")
    assert code == 2
    assert json.loads(out)["errors"][0]["code"] == "usage"


def test_the_page_is_written_whole_or_not_at_all(run, tmp_path):
    page = tmp_path / "brief.html"
    assert run("brief", EXAMPLES[0], "--no-record", "--html", page)[0] == 0
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    code, _, err = run("brief", EXAMPLES[0], "--no-record", "--html", tmp_path / "no" / "folder.html")
    assert code == 2
    assert "cannot be written" in err
    assert sorted(p.name for p in tmp_path.iterdir()) == ["brief.html"]


@pytest.mark.parametrize("name", ["brief", "reading", "obligations", "whatif", "instrument"])
def test_schemas_are_published(run, name):
    code, out, _ = run("schema", name)
    assert code == 0
    assert json.loads(out)["type"] == "object"


def test_the_doctor_names_versions_and_folders(run):
    code, out, _ = run("doctor", "--json")
    assert code == 0
    assert {"foedus", "python", "dossier", "ledger", "spacy"} <= set(json.loads(out))
