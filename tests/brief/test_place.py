"""A promise in the news ↔ an instrument of the dossier."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.brief.moves import joined, merged, move, without
from foedus.brief.place import is_new, match
from foedus.model.instrument import Confidence, Instrument, Membership, Reference
from foedus.model.norm import Automaticity, Force, Kind, Norm
from foedus.model.reading import Commitment, Modality, PactAct


def instrument(id_, *parties, signed, kind=Kind.MUST_ASSIST, names=(), **more):
    groups = parties if parties and isinstance(parties[0], Membership) else (Membership(states=parties),)
    return Instrument(
        id=id_,
        title=f"Treaty {id_}",
        force=Force.TREATY,
        signed=signed,
        parties=groups,
        norms=(Norm(article="1", kind=kind, trigger="armed-attack"),),
        references=(Reference(title="text"),),
        checked="2026-01-01",
        confidence=Confidence.HIGH,
        names=names,
        **{"in_force": signed, **more},
    )


def commitment(*parties, act=PactAct.SIGNED, kind=Kind.MUST_ASSIST, **more):
    given_ = {
        "id": "c1",
        "parties": parties,
        "kind": kind,
        "mutual": True,
        "debtor": parties,
        "creditor": parties,
        "trigger": None,
        "quote": None,
        "span": (0, 10),
        "act": act,
        "date": None,
    }
    return Commitment(**{**given_, **more})


ON = date(2024, 6, 20)
OLD = instrument("prk-rus-1961", "PRK", "RUS", signed="1961-07-06", ended="1996-09-10")
NEW = instrument("prk-rus-2024", "PRK", "RUS", signed="2024-06-19", in_force="2024-12-04")
LATER = instrument("prk-rus-2025", "PRK", "RUS", signed="2025-06-19")
CHINA = instrument("chn-prk-1961", "CHN", "PRK", signed="1961-07-11", in_force="1961-09-10")
NATO = instrument(
    "nato-1949",
    Membership(states=("USA", "CAN", "FRA")),
    Membership(states=("SWE",), start="2024-03-07"),
    signed="1949-04-04",
    names=("North Atlantic Treaty", "NATO"),
)
ALL = {i.id: i for i in (OLD, NEW, LATER, CHINA, NATO)}


def found(c, on=ON, known=ON):
    hit = match(c, ALL, on, known)
    return hit.instrument.id if hit else None


def test_a_pact_signed_this_week_is_the_one_signed_this_week():
    assert found(commitment("RUS", "PRK", date="2024-06-17", date_end="2024-06-20")) == "prk-rus-2024"


def test_nothing_is_known_before_it_is_public():
    assert found(commitment("RUS", "PRK"), on=date(2024, 5, 20), known=date(2024, 5, 20)) is None


def test_an_old_pact_by_its_year():
    old = commitment("RUS", "PRK", act=None, date="1961-01-01", date_end="1961-12-31")
    assert found(old) == "prk-rus-1961"


def test_parties_that_no_instrument_has_match_nothing():
    assert found(commitment("RUS", "JPN")) is None


def test_a_name_finds_an_alliance_that_its_new_member_is_not_yet_in():
    c = commitment("FIN", act=PactAct.JOINED, treaty_name="NATO")
    assert found(c, on=date(2023, 4, 4), known=date(2023, 4, 4)) == "nato-1949"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, True),
        ({"act": PactAct.REAFFIRMED}, False),
        ({"act": PactAct.PROPOSED}, False),
        ({"act": None}, False),
        ({"negated": True}, False),
        ({"modality": Modality.ALLEGED}, False),
        ({"date": "2024-04-22"}, True),
        ({"date": "2024-04-20"}, False),
        ({"date": "2024-01-01", "date_end": "2024-06-20"}, True),
    ],
)
def test_what_is_new(change, expected):
    assert is_new(replace(commitment("RUS", "PRK"), **change), ON) is expected


def test_a_signed_pact_counts_as_if_in_force():
    made = move(commitment("RUS", "PRK"), match(commitment("RUS", "PRK"), ALL, ON, ON), ON)
    assert made.before is None
    assert made.after.in_force == "2024-06-20"
    assert made.known is NEW


def test_a_pact_that_nobody_knows_is_made_as_reported_and_as_weak_as_its_words():
    c = commitment("RUS", "JPN", quote="such action as it deems necessary", trigger="armed-attack")
    made = move(c, None, ON)
    norm = made.after.norms[0]
    assert made.after.confidence is Confidence.LOW
    assert norm.automaticity is Automaticity.OWN_JUDGEMENT
    strong = move(replace(c, quote="assistance with all means in its power, without delay"), None, ON)
    assert strong.after.norms[0].automaticity is Automaticity.AUTOMATIC
    assert move(replace(c, quote=None), None, ON).after.norms[0].automaticity is Automaticity.OWN_JUDGEMENT


def test_one_state_alone_makes_no_pact():
    assert move(commitment("RUS"), None, ON) is None


def test_a_member_joins_and_the_others_stay():
    c = commitment("SWE", act=PactAct.JOINED, treaty_name="NATO")
    day = date(2024, 3, 8)
    made = move(c, match(c, ALL, day, day), day)
    assert "SWE" not in {s for m in made.before.parties for s in m.states}
    assert {s for m in made.after.parties for s in m.states} == {"USA", "CAN", "FRA", "SWE"}


def test_one_leaves_a_larger_pact_and_two_end_theirs():
    day = date(2024, 3, 8)
    c = commitment("FRA", act=PactAct.ENDED, treaty_name="NATO")
    made = move(c, match(c, ALL, day, day), day)
    assert "FRA" not in {s for m in made.after.parties for s in m.states}
    ended = commitment("CHN", "PRK", act=PactAct.ENDED)
    made = move(ended, match(ended, ALL, day, day), day)
    assert made.after is None
    assert made.before.id == "chn-prk-1961"


def test_two_mentions_of_one_pact_are_one_move():
    one = move(commitment("RUS", "PRK"), match(commitment("RUS", "PRK"), ALL, ON, ON), ON)
    assert merged([one, replace(one, commitment=commitment("RUS", "PRK", id="c2"))]) == (one,)


@given(st.sets(st.sampled_from(["USA", "CAN", "FRA", "SWE", "FIN"]), min_size=1))
def test_joining_undoes_leaving(states):
    left = without(NATO, states)
    assert not states & {s for m in left.parties for s in m.states}
    back = joined(left, states, ON)
    assert {s for m in back.parties for s in m.states} == {"USA", "CAN", "FRA", "SWE"} | states


def test_who_leaves_is_struck_from_lists_of_debtors_too():
    norm = Norm(article="1", kind=Kind.MUST_ASSIST, trigger="armed-attack", debtors=("USA", "FRA"))
    listed = replace(NATO, norms=(norm,))
    assert without(listed, ["FRA"]).norms[0].debtors == ("USA",)
    assert without(listed, ["USA", "FRA"]).norms == ()


def test_a_name_that_is_not_its_own_is_no_match():
    assert found(commitment("RUS", "PRK", act=None, treaty_name="Treaty of Tordesillas")) is None


def test_the_year_by_which_a_pact_is_called_tells_it_from_others():
    old = commitment("RUS", "PRK", act=None, treaty_name="treaty of mutual assistance of 1961")
    assert found(old) == "prk-rus-1961"
    assert found(replace(old, treaty_name="treaty of mutual assistance of 1950")) is None


def test_what_is_proposed_is_no_pact_that_exists():
    assert found(commitment("RUS", "PRK", act=PactAct.PROPOSED)) is None


def test_a_pact_long_dead_cannot_end():
    day = date(2010, 5, 5)
    assert found(commitment("RUS", "PRK", act=PactAct.ENDED), on=day, known=day) is None
