"""What a reading and a brief leave on record."""

from __future__ import annotations

from dataclasses import MISSING, fields, replace
from datetime import date

import pytest
from ledger_made import Clock

from foedus.ledger.queries import Asked, listed
from foedus.ledger.records import records_of_brief, records_of_reading
from foedus.ledger.store import Ledger
from foedus.model.brief import Brief, BriefBreach, Change, ChangedDuty, Occasion
from foedus.model.norm import Automaticity, Force, Kind
from foedus.model.obligation import Consequences, Held, Obligation, Verdict
from foedus.model.reading import (
    Commitment,
    Event,
    Form,
    Modality,
    PactAct,
    Plover,
    Reading,
    Stance,
    Statement,
)
from foedus.model.source import Citation, Document

SOURCE = Document(name="a.txt", title="A pact", published="2024-06-20", sha256="ab" * 32, length=500)
SAYS = Statement(
    id="s1",
    speaker="Yoshimasa Hayashi",
    role="chief Cabinet secretary",
    affiliation=None,
    state="JPN",
    form=Form.QUOTATION,
    verb="said",
    stance=Stance.CRITICISE,
    span=(0, 40),
    content=(5, 30),
)
SIGNED = Event(
    id="e1",
    type=Plover.AGREE,
    actor=("PRK", "RUS"),
    recipient=("PRK", "RUS"),
    modality=Modality.ASSERTED,
    date="2024-06-19",
    date_end=None,
    span=(50, 60),
)
SUPPLIED = Event(
    id="e2",
    type=Plover.AID,
    actor=("PRK",),
    recipient=("RUS",),
    modality=Modality.ALLEGED,
    date=None,
    date_end=None,
    span=(70, 90),
    alleged_by=("USA", "KOR"),
    denied_by=("RUS",),
    statement="s1",
    quantity=2.0,
)
PACT = Commitment(
    id="c1",
    parties=("PRK", "RUS"),
    kind=Kind.MUST_ASSIST,
    mutual=True,
    debtor=("PRK", "RUS"),
    creditor=("PRK", "RUS"),
    trigger="state-of-war",
    quote="shall provide assistance",
    span=(100, 140),
    act=PactAct.SIGNED,
    date="2024-06-19",
)
READING = Reading(source=SOURCE, events=(SIGNED, SUPPLIED), statements=(SAYS,), commitments=(PACT,))


def brief(reading: Reading) -> Brief:
    duty = ChangedDuty(
        debtor="RUS",
        creditor="PRK",
        kind=Kind.MUST_ASSIST,
        instrument="prk-rus-2024",
        article="4",
        start=None,
        start_note="on exchange of ratifications",
        reading=Held.AGREED,
        held_by=(),
        reading_note=None,
        force=Force.TREATY,
        automaticity=Automaticity.AUTOMATIC,
        assumes=(),
        depends_on=("e2 is true",),
        sources=(Citation(span=(100, 140)), Citation(instrument="prk-rus-2024", article="4")),
    )
    breach = BriefBreach(
        act="e2",
        instrument="unsc-1718-2006",
        paragraph="8(b)",
        who="RUS",
        against=None,
        kind=Kind.MUST_NOT_TRANSFER,
        force=Force.RESOLUTION,
        verdict=Verdict.BREACH,
        depends_on=("e2 is true",),
        sources=(Citation(instrument="unsc-1718-2006", article="8(b)"),),
    )
    change = Change(occasion=Occasion(act="attack", actor="KOR", target="PRK"), added=(duty,), still=(duty,))
    obligation = Obligation(
        debtor="USA",
        creditor="KOR",
        kind=Kind.MUST_ASSIST,
        against="PRK",
        instrument="usa-kor-1953",
        article="III",
        force=Force.TREATY,
        automaticity=Automaticity.CONSTITUTIONAL,
        because=("e1",),
    )
    triggered = Consequences(obligations=(obligation,), not_triggered=(), breaches=(), conflicts=())
    said = {
        "source": reading.source,
        "reading": reading,
        "changes": (change,),
        "breaches": (breach,),
        "triggered": triggered,
    }
    bare = {f.name: () for f in fields(Brief) if f.default is MISSING}  # what the ledger does not look at
    return Brief(**{**bare, **said})


def test_every_finding_is_recorded_once(ledger: Ledger, clock: Clock) -> None:
    first = ledger.add([*records_of_reading(READING), *records_of_brief(brief(READING))])
    assert first.new == 7
    clock.forward(days=9)
    renamed = replace(SOURCE, name="/elsewhere/b.txt", title=None, published_from="text")
    # a reader that finds one thing more gives the others new ids
    shifted = Reading(
        source=renamed,
        events=(replace(SIGNED, id="e7"), replace(SUPPLIED, id="e9", statement="s4")),
        statements=(replace(SAYS, id="s4"),),
        commitments=(replace(PACT, id="c3"),),
    )
    assert ledger.add(records_of_reading(shifted)).new == 0
    assert (
        ledger.add(records_of_reading(replace(shifted, source=replace(renamed, sha256="cd" * 32)))).new == 4
    )


def test_facts_keep_who_alleges_and_who_denies(ledger: Ledger) -> None:
    ledger.add(records_of_reading(READING))
    signed, supplied = listed(ledger, Asked()).by_kind()["facts"]
    assert signed.items() >= {"type": "AGREE", "status": "asserted", "valid_from": "2024-06-19"}.items()
    assert supplied["status"] == "alleged"
    assert (supplied["alleged_by"], supplied["denied_by"]) == (["USA", "KOR"], ["RUS"])
    assert (supplied["valid_from"], supplied["valid_from_precision"]) == ("2024-06-20", "by")
    (said,) = listed(ledger, Asked()).by_kind()["statements"]
    assert supplied["statement"] == said["id"]
    assert said.items() >= {"speaker": "Yoshimasa Hayashi", "state": "JPN", "stance": "criticise"}.items()
    assert {r["said"] for r in listed(ledger, Asked()).rows} == {"2024-06-20"}


def test_what_is_derived_says_what_it_rests_on(ledger: Ledger) -> None:
    ledger.add([*records_of_reading(READING), *records_of_brief(brief(READING))])
    answer = listed(ledger, Asked()).by_kind()
    fact = answer["facts"][1]["id"]
    duty, set_off, breach = answer["derived"]
    assert (set_off["debtor"], set_off["change"]) == ("USA", "set-off")
    assert set_off["rests_on"] == [answer["facts"][0]["id"], "usa-kor-1953/III"]
    assert duty["rests_on"] == ["100-140", "prk-rus-2024/4"]
    assert duty["depends_on"] == [f"{fact} is true"]
    assert duty["if"] == {"act": "attack", "actor": "KOR", "target": "PRK"}
    assert (duty["change"], duty["valid_from"], duty["from_note"]) == (
        "added",
        None,
        "on exchange of ratifications",
    )
    assert breach["rests_on"] == [fact, "unsc-1718-2006/8(b)"]
    assert (breach["verdict"], breach["who"], breach["paragraph"]) == ("breach", "RUS", "8(b)")
    assert listed(ledger, Asked(on=date(2024, 6, 21), type="derived")).rows == []  # not in force yet


@pytest.mark.parametrize(
    ("first", "last", "start", "end", "precision"),
    [
        ("2024-06-19", None, "2024-06-19", None, None),
        ("2024-06-19", "2024-06-19", "2024-06-19", None, None),
        ("2024-06-01", "2024-06-30", "2024-06-01", None, "month"),
        ("2024-01-01", "2024-12-31", "2024-01-01", None, "year"),
        ("2024-06", None, "2024-06-01", None, "month"),
        ("2024-06-03", "2024-06-07", "2024-06-03", "2024-06-08", None),
        ("2023-12-30", "2024-01-02", "2023-12-30", "2024-01-03", None),
        (None, None, "2024-06-20", None, "by"),
    ],
)
def test_when_an_event_is_true(
    first: str | None, last: str | None, start: str, end: str | None, precision: str | None
) -> None:
    reading = replace(READING, events=(replace(SIGNED, date=first, date_end=last),))
    found = records_of_reading(reading)[1].fields
    assert (found["valid_from"], found.get("valid_to"), found.get("valid_from_precision")) == (
        start,
        end,
        precision,
    )


def test_a_day_that_only_the_clock_gave_is_not_on_record() -> None:
    reading = replace(READING, source=replace(SOURCE, published_from="today"))
    for found in records_of_reading(reading):
        assert "said" not in found.fields
        assert found.fields.get("valid_from") in (None, "2024-06-19")


def test_a_denied_act_a_plan_and_an_end() -> None:
    denied = replace(SUPPLIED, alleged_by=(), denied_by=("RUS",))
    planned = replace(SUPPLIED, modality=Modality.PLANNED, span=(1, 2))
    ended = replace(PACT, act=PactAct.ENDED)
    proposed = replace(PACT, act=PactAct.PROPOSED)
    found = records_of_reading(replace(READING, events=(denied, planned), commitments=(ended, proposed)))
    assert [r.fields.get("status") for r in found] == [None, "denied", "planned", None, None]
    assert "valid_from" not in found[2].fields
    assert (found[3].fields.get("valid_from"), found[3].fields["valid_to"]) == (None, "2024-06-19")
    assert {"valid_from", "valid_to"}.isdisjoint(found[4].fields)
    assert found[4].fields["date"] == "2024-06-19"


def test_half_a_character_pair_in_a_title_is_kept_as_its_escape(ledger: Ledger) -> None:
    reading = replace(READING, source=replace(SOURCE, title="\ud800 broken"))
    assert ledger.add(records_of_reading(reading)).new == 4
    ledger.verify()
