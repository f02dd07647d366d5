"""The whole reader: the first article of the project, questions, long and odd texts."""

from __future__ import annotations

import json
import time
from datetime import date
from pathlib import Path

import pytest
from tests.read.reading import reading

from foedus.model.codec import dump
from foedus.model.reading import Reading
from foedus.read.document import load_document
from foedus.read.reader import IndexEntry, read
from foedus.states import load

SHARED = Path(__file__).parents[3] / "shared"
needs_seed = pytest.mark.skipif(
    not (SHARED / "seed/article.txt").exists(),
    reason="the first article lies outside the project (copyright)",
)


@pytest.fixture(scope="module")
def seed() -> Reading:
    text = load_document(SHARED / "seed/article.txt", None, name="article.txt")
    return read(
        text,
        published=date(2024, 6, 20),
        names=load.names(),
        actors=load.actors(),
        leaders=load.leaders(),
        territory=load.territory(),
    )


@needs_seed
def test_must_have_items_of_the_first_article(seed: Reading) -> None:
    expected = json.loads((SHARED / "facts/seed_expected.json").read_text(encoding="utf-8"))
    must = set(expected["must_have"])
    missing = [i["id"] for i in expected["items"] if i["id"] in must and not _there(i, seed)]
    assert len(missing) <= 1, missing


def _there(item: dict, seed: Reading) -> bool:  # type: ignore[type-arg]
    def over(span: tuple[int, int], margin: int = 0) -> bool:
        return any(span[0] < s["end"] + margin and s["start"] - margin < span[1] for s in item["spans"])

    if item["type"] == "event":
        modality = {item["modality"], "historical"} if item["modality"] == "asserted" else {item["modality"]}
        return any(
            over(e.span) and set(e.actor) & set(item["actors"]) and e.modality.value in modality
            for e in seed.events
        )
    if item["type"] == "statement":
        name = item["speaker"].split()[-1]
        return any(
            (name in (s.speaker or "") or "overnment" in (s.speaker or "")) and over(s.content)
            for s in seed.statements
        )
    if item["type"] == "commitment":
        return any(over(c.span) for c in seed.commitments)
    return any(over(q.span, 400) for q in seed.questions)


@needs_seed
def test_no_false_fact_in_the_first_article(seed: Reading) -> None:
    facts = [e for e in seed.events if e.modality.value == "asserted"]
    assert not [e for e in facts if e.type.value == "ASSAULT" and set(e.actor) & {"JPN", "KOR", "USA"}]
    assert not [e for e in facts if e.type.value == "AID" and {"PRK", "KOR"} & set(e.actor)]
    assert len(seed.events) <= 40 and len(seed.statements) <= 40 and len(seed.commitments) <= 25


def test_what_is_not_known_is_asked() -> None:
    found = reading(
        "Iran and Iraq signed a pact. It is unclear whether the pact covers the Gulf of Iran. Iran grew."
    )
    assert [q.text for q in found.questions] == ["It is unclear whether the pact covers the Gulf of Iran."]


def test_a_named_instrument_is_taken_from_the_index() -> None:
    entry = IndexEntry(
        id="pol-ltu-2020", title="Treaty of Vilnius", names=("Treaty of Vilnius",), parties=("POL", "LTU")
    )
    text = "Poland and Lithuania signed the Treaty of Vilnius. The Treaty of Vilnius is a defense treaty."
    found = read(
        text,
        published=date(2024, 6, 20),
        names=load.names(),
        actors=load.actors(),
        leaders=load.leaders(),
        index=(entry,),
    )
    assert {c.instrument for c in found.commitments} == {"pol-ltu-2020"}


def test_long_lines_end() -> None:
    start = time.perf_counter()
    found = reading("state " * 20_000)
    assert found.events == () and time.perf_counter() - start < 30


def test_ids_point_to_each_other() -> None:
    found = reading("Armenia said that Azerbaijan attacked Armenia.")
    (s,) = found.statements
    (e,) = found.events
    assert e.statement == s.id and s.about == (e.id,)


def test_the_dump_is_plain_json() -> None:
    json.dumps(dump(reading("Russia attacked Ukraine.")))
