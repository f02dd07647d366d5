"""Prohibitions broken, and duties that clash with prohibitions."""

from datetime import date
from typing import Any

import pytest
from law_made import ask, duties, fact, instrument, norm, world

from foedus.model.instrument import Instrument
from foedus.model.obligation import Consequences

BAN = norm(
    article="2(4)",
    kind="must-not-attack",
    automaticity=None,
    trigger="unconditional",
    creditors=["any-state"],
)
CHARTER = instrument("un-charter-1945", states=("AAA", "BBB", "XXX", "YYY"), norms=[BAN])
NEUTRAL = norm(kind="must-not-assist-attacker", automaticity=None, trigger="unconditional")
ATTACK = fact("f1", "attack", "XXX", "AAA", place="AAA")
LATER = date(2020, 1, 5)


def broken(done: Consequences) -> list[tuple[str, str | None, str, tuple[str, ...]]]:
    return [(b.who, b.against, b.verdict.value, b.depends_on) for b in done.breaches]


def test_an_attack_breaks_the_ban() -> None:
    done = ask(world(CHARTER), ATTACK)
    assert broken(done) == [("XXX", "AAA", "breach", ())]
    assert done.breaches[0].kind == "must-not-attack"


def test_force_in_answer_to_an_attack_breaks_nothing() -> None:
    answer = fact("f2", "attack", "AAA", "XXX", on=date(2020, 1, 2), place="XXX")
    help_ = fact("f3", "attack", "BBB", "XXX", on=date(2020, 1, 3), place="XXX")
    done = ask(world(CHARTER, on=LATER), ATTACK, answer, help_)
    assert broken(done) == [("XXX", "AAA", "breach", ())]


def test_help_before_the_attack_is_an_attack() -> None:
    early = fact("f0", "attack", "BBB", "XXX", on=date(2019, 12, 1), place="XXX")
    assert ("BBB", "XXX", "breach", ()) in broken(ask(world(CHARTER), early, ATTACK))


def test_what_the_council_approved_breaks_nothing() -> None:
    assert broken(ask(world(CHARTER), fact("f1", "attack", "XXX", "AAA", place="AAA", approved=True))) == []


def test_an_alleged_attack_would_break_it() -> None:
    said = fact("f1", "attack", "XXX", "AAA", place="AAA", status="alleged")
    assert broken(ask(world(CHARTER), said)) == [("XXX", "AAA", "breach", ("f1 is true",))]


def test_force_on_ones_own_land_in_anothers_hands_is_contested() -> None:
    (row,) = broken(ask(world(CHARTER), fact("f1", "attack", "XXX", "AAA", place="March")))
    assert row[:3] == ("XXX", "AAA", "depends")


def test_an_answer_to_force_on_the_others_own_land_is_contested() -> None:
    first = fact("f0", "attack", "XXX", "AAA", on=date(2019, 12, 30), place="March")
    answer = fact("f1", "attack", "AAA", "XXX", place="XXX")
    assert [(who, verdict) for who, _, verdict, _ in broken(ask(world(CHARTER), first, answer))] == [
        ("XXX", "depends"),
        ("AAA", "depends"),
    ]


def test_a_ban_counts_as_it_stood_on_the_day_of_the_blow() -> None:
    pact = instrument(
        "peace", states=("AAA", "XXX"), norms=[{**BAN, "creditors": ["parties"]}], ended="breach 2020-01-01"
    )
    assert broken(ask(world(pact, on=LATER), ATTACK)) == [("XXX", "AAA", "breach", ())]
    after = instrument(
        "peace", states=("AAA", "XXX"), norms=[{**BAN, "creditors": ["parties"]}], in_force="2020-01-03"
    )
    assert broken(ask(world(after, on=LATER), ATTACK)) == []


def test_a_state_that_is_no_party_breaks_nothing() -> None:
    few = instrument("un-charter-1945", states=("AAA", "BBB"), norms=[BAN])
    assert broken(ask(world(few), ATTACK)) == []


def test_arms_for_the_enemy_break_neutrality() -> None:
    pact = instrument("neutral", states=("AAA", "CCC"), norms=[NEUTRAL])
    arms = fact("f2", "supply", "CCC", "XXX", item="artillery shells")
    bread = fact("f2", "supply", "CCC", "XXX", item="wheat flour")
    assert ("CCC", "AAA", "breach", ()) in broken(ask(world(pact), ATTACK, arms))
    assert broken(ask(world(pact), ATTACK, bread)) == []


def test_a_duty_against_one_to_whom_neutrality_is_owed_clashes() -> None:
    neutral = instrument("neutral", states=("XXX", "BBB"), norms=[NEUTRAL])
    (clash,) = ask(world(instrument(), neutral), ATTACK).conflicts
    assert (clash.debtor, clash.duty.instrument, clash.prohibition.instrument) == ("BBB", "pact", "neutral")


def test_help_in_defence_does_not_clash_with_a_promise_not_to_attack() -> None:
    assert ask(world(instrument(), CHARTER), ATTACK).conflicts == ()
    join = instrument(
        "join", states=("XXX", "YYY"), norms=[norm(trigger="attacks", debtors=["YYY"], creditors=["XXX"])]
    )
    (clash,) = ask(world(join, CHARTER), ATTACK).conflicts
    assert (clash.debtor, clash.duty.instrument, clash.prohibition.instrument) == (
        "YYY",
        "join",
        "un-charter-1945",
    )


# --- area and case of a prohibition ---


def test_a_ban_holds_in_its_area_only() -> None:
    armistice = instrument(
        "armistice",
        states=("AAA", "XXX"),
        norms=[{**BAN, "creditors": ["parties"], "area": {"scope": "territory"}}],
    )
    far = fact("f1", "attack", "XXX", "AAA", place="Open Sea", object="public-vessel")
    assert broken(ask(world(armistice), far)) == []
    assert broken(ask(world(armistice), ATTACK)) == [("XXX", "AAA", "breach", ())]


def test_a_ban_of_some_targets_only() -> None:
    area = {"scope": "zones", "objects": ["nuclear-installation"]}
    plants = instrument("plants", states=("AAA", "XXX"), norms=[{**BAN, "area": area}])
    assert broken(ask(world(plants), ATTACK)) == []
    on_plant = fact("f1", "attack", "XXX", "AAA", place="AAA", object="nuclear-installation")
    assert broken(ask(world(plants), on_plant)) == [("XXX", "AAA", "breach", ())]


def test_wording_of_its_own_is_broken_by_no_fact_itself() -> None:
    words = instrument("words", states=("AAA", "XXX"), norms=[{**BAN, "trigger": "other"}])
    assert broken(ask(world(words), ATTACK)) == []


# --- what the Security Council allowed ---


def allowing(creditor: str, **fields: Any) -> Instrument:
    right = norm(
        kind="may-assist",
        automaticity=None,
        debtors=["members"],
        creditors=[creditor],
        trigger="armed-attack-by(XXX)",
        against=["XXX"],
        **fields,
    )
    dates = {"signed": "2019-12-01", "in_force": "2020-01-01", "ended": "2020-01-10"}
    return instrument("unsc-1", states=[{"states": ["members"]}], force="resolution", norms=[right], **dates)


@pytest.mark.parametrize(
    ("day", "verdicts"),
    [(date(2019, 12, 31), ["breach"]), (date(2020, 1, 1), []), (date(2020, 1, 10), ["breach"])],
)
def test_force_for_the_state_helped_is_allowed_from_the_day_to_the_end(
    day: date, verdicts: list[str]
) -> None:
    blow = fact("f1", "attack", "BBB", "XXX", on=day, place="XXX")
    done = ask(world(CHARTER, allowing("AAA"), on=date(2020, 1, 20)), blow)
    assert [b.verdict.value for b in done.breaches] == verdicts


def test_a_resolution_held_void_by_some() -> None:
    void = [
        {"id": "valid", "says": "it stands"},
        {"id": "void", "held_by": ["YYY"], "says": "it is void", "binding": False},
    ]
    blow = fact("f1", "attack", "BBB", "XXX", place="XXX")
    (row,) = ask(world(CHARTER, allowing("AAA", readings=void)), blow).breaches
    assert (row.verdict.value, row.depends_on) == ("depends", ("it is void",))


def test_force_that_the_council_allowed_is_no_armed_attack() -> None:
    ally = instrument("ally", states=("XXX", "YYY"))
    blow = fact("f1", "attack", "BBB", "XXX", place="XXX")
    assert [d[:3] for d in duties(ask(world(CHARTER, ally), blow))] == [("YYY", "XXX", "BBB")]
    assert duties(ask(world(CHARTER, ally, allowing("AAA")), blow)) == []
    before = fact("f1", "attack", "BBB", "XXX", on=date(2019, 12, 31), place="XXX")
    assert len(duties(ask(world(CHARTER, ally, allowing("AAA")), before))) == 1
