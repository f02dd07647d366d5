"""Worked examples of the engine, each with its exact answer, and its properties."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from law_made import DAY, ask, duties, fact, instrument, norm, reasons, world

from foedus.law.deeds import Label
from foedus.law.engine import cascade
from foedus.model.actor import Group
from foedus.model.instrument import Instrument

ONE_WAY = norm(trigger="state-of-war", debtors=["CCC"], creditors=["BBB"])
ATTACK = fact("f1", "attack", "XXX", "AAA", place="AAA")


def test_help_is_owed_to_the_party_attacked() -> None:
    done = ask(world(instrument()), ATTACK)
    assert duties(done) == [("BBB", "AAA", "XXX", "agreed")]
    (row,) = [o for o in done.obligations if o.kind == "must-assist"]
    assert (row.instrument, row.article, row.because, row.assumes, row.round) == ("pact", "1", ("f1",), (), 1)


def test_nothing_is_owed_to_the_attacker_unless_the_text_lifts_it() -> None:
    done = ask(world(instrument(states=("XXX", "BBB"))), ATTACK)
    assert duties(done) == []
    assert reasons(done) == {("BBB", "XXX", "aggressor")}
    war = instrument(states=("XXX", "BBB"), norms=[norm(trigger="state-of-war")])
    assert duties(ask(world(war), ATTACK)) == [("BBB", "XXX", "AAA", "agreed")]


def test_the_aggressor_is_judged_pair_by_pair_and_by_who_was_first() -> None:
    answer = fact("f2", "attack", "AAA", "XXX", on=date(2020, 1, 2), place="XXX")
    w = world(instrument(), instrument("other", states=("XXX", "YYY")), on=date(2020, 1, 3))
    done = ask(w, ATTACK, answer)
    assert duties(done) == [("BBB", "AAA", "XXX", "agreed")]
    assert ("YYY", "XXX", "aggressor") in reasons(done)


def test_on_one_day_the_facts_must_say_who_was_first() -> None:
    answer = fact("f2", "attack", "AAA", "XXX", place="XXX")
    done = ask(world(instrument()), ATTACK, answer)
    assert duties(done) == [("BBB", "AAA", "XXX", "contested")]
    said = fact("f1", "attack", "XXX", "AAA", place="AAA", unprovoked=True)
    assert duties(ask(world(instrument()), said, answer)) == [("BBB", "AAA", "XXX", "agreed")]


def test_the_attacker_of_one_who_is_attacked_by_another_is_contested() -> None:
    helper = fact("f2", "attack", "CCC", "XXX", on=date(2020, 1, 2), place="XXX")
    w = world(instrument("theirs", states=("XXX", "YYY")), on=date(2020, 1, 3))
    done = ask(w, ATTACK, helper)
    assert duties(done) == [("YYY", "XXX", "CCC", "contested")]
    assert duties(ask(w, ATTACK, helper, assume={"aggressor": "pair by pair"})) == [
        ("YYY", "XXX", "CCC", "agreed")
    ]
    assert duties(ask(w, ATTACK, helper, assume={"aggressor": "of the war as a whole"})) == []


def test_provoked_only_where_the_facts_say_so() -> None:
    said = fact("f1", "attack", "XXX", "AAA", place="AAA", unprovoked=False)
    assert reasons(ask(world(instrument()), said)) == {("BBB", "AAA", "provoked")}
    lifted = instrument(norms=[norm(unprovoked=False)])
    assert duties(ask(world(lifted), said)) == [("BBB", "AAA", "XXX", "agreed")]


def test_first_failing_condition_in_the_order_of_the_semantics() -> None:
    far = norm(area={"scope": "zones", "zones": ["ocean"]}, trigger="armed-attack-by(YYY)")
    assert reasons(ask(world(instrument(norms=[far])), ATTACK)) == {("BBB", "AAA", "trigger")}
    near = norm(area={"scope": "zones", "zones": ["ocean"]}, co_ally="excluded")
    pact = instrument(states=("AAA", "BBB", "XXX"), norms=[near])
    assert ("BBB", "AAA", "out-of-area") in reasons(ask(world(pact), ATTACK))
    excluded = instrument(states=("AAA", "BBB", "XXX"), norms=[norm(co_ally="excluded")])
    assert ("BBB", "AAA", "co-ally") in reasons(ask(world(excluded), ATTACK))
    asked = norm(conditions=[{"id": "request", "text": "the victim asks"}])
    assert reasons(ask(world(instrument(norms=[asked])), ATTACK, assume={"request": "no"})) == {
        ("BBB", "AAA", "condition")
    }
    early = world(instrument(), on=date(2000, 2, 1))
    assert reasons(ask(early, fact("f1", "attack", "XXX", "AAA", on=early.on))) == {
        ("BBB", "AAA", "not-in-force")
    }


def test_an_attack_by_a_party_is_contested_where_the_text_is_silent() -> None:
    pact = instrument(states=("AAA", "BBB", "XXX"))
    assert duties(ask(world(pact), ATTACK)) == [("BBB", "AAA", "XXX", "contested")]
    bound = instrument(states=("AAA", "BBB", "XXX"), norms=[norm(co_ally="bound")])
    assert duties(ask(world(bound), ATTACK)) == [("BBB", "AAA", "XXX", "agreed")]


def test_who_attacked_the_creditor_owes_it_no_help() -> None:
    also = fact("f2", "attack", "BBB", "AAA", place="AAA")
    pact = instrument(states=("AAA", "BBB", "CCC"), norms=[norm(co_ally="bound")])
    debtors = {d for d, *_ in duties(ask(world(pact), ATTACK, also))}
    assert debtors == {"CCC"}


def test_a_request_is_assumed_and_said_where_the_facts_are_silent() -> None:
    pact = instrument(norms=[norm(conditions=[{"id": "request", "text": "the victim asks"}])])
    assert [o.assumes for o in ask(world(pact), ATTACK).obligations] == [("request",)]
    asked = fact("f2", "request-help", "AAA", None)
    assert [o.assumes for o in ask(world(pact), ATTACK, asked).obligations] == [()]


def test_a_silent_place_is_the_targets_own_territory_and_said() -> None:
    pact = instrument(norms=[norm(area={"scope": "territory"})])
    done = ask(world(pact), fact("f1", "declare-war", "XXX", "AAA"))
    assert [(o.debtor, o.assumes) for o in done.obligations] == [("BBB", ("place",))]


def test_readings_that_differ_give_a_contested_duty_and_its_holders() -> None:
    readings = [
        {"id": "wide", "says": "against anybody"},
        {"id": "narrow", "held_by": ["AAA"], "says": "only against YYY", "against": ["YYY"]},
    ]
    pact = instrument(norms=[norm(readings=readings)])
    done = ask(world(pact), ATTACK)
    assert duties(done) == [("BBB", "AAA", "XXX", "contested")]
    assert ("BBB", "AAA", "trigger") in reasons(done)
    by_yyy = ask(world(pact), fact("f1", "attack", "YYY", "AAA", place="AAA"))
    assert duties(by_yyy) == [("BBB", "AAA", "YYY", "agreed")]
    assert duties(ask(world(pact), ATTACK, assume={"pact/1": "narrow"})) == []
    assert duties(ask(world(pact), ATTACK, assume={"pact/1": "wide"})) == [("BBB", "AAA", "XXX", "agreed")]


def test_readings_that_differ_in_automaticity_alone_agree_on_the_weakest() -> None:
    readings = [{"id": "practice", "says": "as it sees fit", "automaticity": "own-judgement"}]
    (row,) = ask(world(instrument(norms=[norm(readings=readings)])), ATTACK).obligations
    assert (row.reading.value, row.automaticity, row.held_by) == ("agreed", "own-judgement", ())


def test_alleged_facts_give_conditional_duties() -> None:
    said = fact("f1", "attack", "XXX", "AAA", place="AAA", status="alleged", alleged_by=("AAA",))
    (row,) = ask(world(instrument()), said).obligations
    assert (row.reading.value, row.depends_on) == ("contested", ("f1 is true",))
    denied = fact("f1", "attack", "XXX", "AAA", place="AAA", denied_by=("XXX",))
    assert [o.depends_on for o in ask(world(instrument()), denied).obligations] == [("f1 is true",)]
    sure = fact("f1", "attack", "XXX", "AAA", place="AAA", denied_by=("XXX",), status="confirmed")
    assert [o.depends_on for o in ask(world(instrument()), sure).obligations] == [()]
    (settled,) = ask(world(instrument()), said, assume={"f1": "yes"}).obligations
    assert settled.reading == "agreed"


def test_an_alleged_first_blow_makes_the_answer_hang_on_it() -> None:
    said = fact("f0", "attack", "AAA", "XXX", on=date(2019, 12, 1), place="XXX", status="alleged")
    done = ask(world(instrument()), said, ATTACK)
    assert [(o.debtor, o.depends_on) for o in done.obligations] == [("BBB", ("f0 is not true",))]


@pytest.mark.parametrize(
    ("end", "open_"),
    [
        (fact("f2", "ceasefire", "XXX", "AAA", on=date(2020, 2, 1)), False),
        (fact("f2", "peace", "AAA", "XXX", on=date(2020, 2, 1)), False),
        (fact("f2", "withdraw", "XXX", "AAA", on=date(2020, 2, 1)), False),
        (fact("f2", "ceasefire", "XXX", "CCC", on=date(2020, 2, 1)), True),
        (fact("f2", "ceasefire", "XXX", "AAA", on=date(2020, 4, 1)), True),
        (fact("f2", "consult", "XXX", "AAA", on=date(2020, 2, 1)), True),
    ],
)
def test_hostilities_last_until_they_are_closed_between_the_two(end: object, open_: bool) -> None:
    w = world(instrument(), on=date(2020, 3, 1))
    assert bool(duties(ask(w, ATTACK, end))) is open_  # type: ignore[arg-type]


def test_until_and_a_later_blow() -> None:
    w = world(instrument(), on=date(2020, 3, 1))
    over = fact("f1", "attack", "XXX", "AAA", place="AAA", until=date(2020, 2, 1))
    assert duties(ask(w, over)) == []
    again = fact("f2", "attack", "XXX", "AAA", on=date(2020, 2, 20), place="AAA")
    assert duties(ask(w, over, again)) == [("BBB", "AAA", "XXX", "agreed")]
    strike = fact("f1", "attack", "XXX", "AAA", place="AAA", until=DAY)
    assert duties(ask(world(instrument()), strike)) == [("BBB", "AAA", "XXX", "agreed")]


def test_a_war_that_is_over_makes_no_aggressor() -> None:
    old = fact("f0", "attack", "AAA", "XXX", on=date(2010, 1, 1), place="XXX", until=date(2011, 1, 1))
    assert duties(ask(world(instrument()), old, ATTACK)) == [("BBB", "AAA", "XXX", "agreed")]


def test_facts_after_the_day_do_not_count() -> None:
    assert ask(world(instrument(), on=date(2019, 1, 1)), ATTACK).obligations == ()


def test_hostilities_that_began_before_the_pact_are_contested() -> None:
    pact = instrument(signed="2020-02-01", in_force="2020-02-01")
    done = ask(world(pact, on=date(2020, 3, 1)), ATTACK)
    assert duties(done) == [("BBB", "AAA", "XXX", "contested")]


@pytest.mark.parametrize(
    ("act", "means", "answer"),
    [
        ("invade", None, "agreed"),
        ("occupy", None, "agreed"),
        ("attack", None, "agreed"),
        ("attack", "ground", "agreed"),
        ("attack", "strike", "contested"),
        ("attack", "cyber", "contested"),
        ("blockade", None, "contested"),
        ("threaten", None, None),
    ],
)
def test_what_is_an_invasion(act: str, means: str | None, answer: str | None) -> None:
    pact = instrument(norms=[norm(trigger="invasion and state-of-war")])
    found = duties(ask(world(pact), fact("f1", act, "XXX", "AAA", place="AAA", means=means)))
    assert [r for *_, r in found] == ([answer] if answer else [])


def test_a_threat_is_met_by_a_threat_and_by_an_attack() -> None:
    pact = instrument(norms=[norm(kind="must-consult", automaticity=None, trigger="threat")])
    for act in ("threaten", "attack", "blockade"):
        done = ask(world(pact), fact("f1", act, "XXX", "AAA"))
        assert [(o.debtor, o.kind.value) for o in done.obligations] == [("BBB", "must-consult")]
    assert duties(ask(world(instrument()), fact("f1", "threaten", "XXX", "AAA"))) == []


def test_two_attackers() -> None:
    pact = instrument(norms=[norm(trigger="attacked-by-n(2)")])
    second = fact("f2", "attack", "YYY", "AAA", place="AAA")
    assert duties(ask(world(pact), ATTACK)) == []
    assert duties(ask(world(pact), ATTACK, second)) == [
        ("BBB", "AAA", "XXX", "agreed"),
        ("BBB", "AAA", "YYY", "agreed"),
    ]
    unsure = fact("f2", "attack", "YYY", "AAA", place="AAA", status="alleged")
    rows = ask(world(pact), ATTACK, unsure).obligations
    assert {(o.against, o.depends_on) for o in rows} == {("XXX", ("f2 is true",)), ("YYY", ("f2 is true",))}


def test_help_only_if_another_is_at_war_too() -> None:
    pact = instrument(norms=[norm(trigger="armed-attack-by(XXX) and war-with(YYY)")])
    assert duties(ask(world(pact), ATTACK)) == []
    other = fact("f2", "attack", "AAA", "YYY", on=date(2019, 12, 1), place="YYY")
    rows = duties(ask(world(pact), ATTACK, other))
    assert [(d, a) for d, _, a, _ in rows] == [("BBB", "XXX")]


def test_mobilisation_against_nobody_in_particular() -> None:
    pact = instrument(norms=[norm(trigger="mobilisation(XXX)")])
    done = ask(world(pact), fact("f1", "mobilise", "XXX", None))
    assert sorted(duties(done)) == [("AAA", "BBB", "XXX", "agreed"), ("BBB", "AAA", "XXX", "agreed")]
    assert duties(ask(world(pact), fact("f1", "mobilise", "YYY", None))) == []


def test_a_groups_attack_is_contested() -> None:
    group = fact("f1", "attack", Group(group="Band", base="XXX"), "AAA", place="AAA")
    (row,) = ask(world(instrument()), group).obligations
    assert (row.against, row.reading.value) == ("XXX", "contested")
    assert row.depends_on == ("the act by Band counts as an armed attack by XXX",)
    nowhere = fact("f1", "attack", Group(group="Band"), "AAA", place="AAA")
    assert [o.against for o in ask(world(instrument()), nowhere).obligations] == [None]


def test_other_wording_never_fires_by_itself() -> None:
    pact = instrument(norms=[norm(trigger="other", trigger_quote="if the moon is full")])
    done = ask(world(pact), ATTACK)
    assert reasons(done) == {("BBB", "AAA", "trigger")}


def test_political_promises_are_rows_but_nobody_fights_by_them() -> None:
    word = instrument("word", force="political", in_force=None)
    chain = instrument("chain", states=("BBB", "CCC"), norms=[ONE_WAY])
    done = ask(world(word, chain), ATTACK)
    assert [(o.debtor, o.force.value, o.round) for o in done.obligations] == [("BBB", "political", 1)]
    lawful = ask(world(instrument("word"), chain), ATTACK)
    assert [(o.debtor, o.round) for o in lawful.obligations] == [("BBB", 1), ("CCC", 2)]


def test_later_rounds_rest_on_duties_to_fight_not_on_choices() -> None:
    free = instrument("free", norms=[norm(automaticity="own-judgement")])
    chain = instrument("chain", states=("BBB", "CCC"), norms=[ONE_WAY])
    assert {o.debtor for o in ask(world(free, chain), ATTACK).obligations} == {"BBB"}
    chosen = ask(world(free, chain), ATTACK, assume={"own judgement": "fight"})
    assert {(o.debtor, o.round) for o in chosen.obligations} == {("BBB", 1), ("CCC", 2)}


def test_help_in_defence_is_no_attack_on_the_attacker() -> None:
    chain = instrument("theirs", states=("XXX", "YYY"), norms=[norm(unprovoked=False)])
    done = cascade(world(instrument(), chain), [ATTACK])
    assert {(d.debtor, d.creditor) for d in done.duties} == {("BBB", "AAA")}
    assert [(d.actor, d.victim, d.label) for d in done.deeds.all if not d.given] == [
        ("BBB", "XXX", Label.DEFENCE)
    ]


def test_a_right_of_all_members_is_one_row() -> None:
    states = [f"S{i:02d}" for i in range(60)]
    charter = instrument(
        "un-charter-1945",
        states=[{"states": ["AAA", "XXX", *states]}],
        norms=[norm(article="51", kind="may-assist", automaticity=None, creditors=["any-state"])],
    )
    done = ask(world(charter), ATTACK)
    assert [(o.debtor, o.creditor, o.kind.value) for o in done.obligations] == [("*", "AAA", "may-assist")]
    assert reasons(done) == {("*", "XXX", "aggressor")}


def test_dual_exclusion_is_left_undecided() -> None:
    one = instrument(
        "one", states=("AAA", "BBB"), norms=[norm(unless_joined=["CCC"], debtors=["BBB"], creditors=["AAA"])]
    )
    two = instrument(
        "two", states=("AAA", "CCC"), norms=[norm(unless_joined=["BBB"], debtors=["CCC"], creditors=["AAA"])]
    )
    assert duties(ask(world(one), ATTACK)) == [("BBB", "AAA", "XXX", "agreed")]
    assert sorted(duties(ask(world(one, two), ATTACK))) == [
        ("BBB", "AAA", "XXX", "contested"),
        ("CCC", "AAA", "XXX", "contested"),
    ]


def test_priority_of_another_instrument_takes_the_duty_away() -> None:
    peace = instrument(
        "peace",
        states=("BBB", "XXX"),
        norms=[norm(kind="must-not-attack", automaticity=None, trigger="unconditional")],
    )
    yields = instrument(norms=[norm(yields_to=["peace"])])
    assert duties(ask(world(yields), ATTACK)) == [("BBB", "AAA", "XXX", "agreed")]
    assert duties(ask(world(yields, peace), ATTACK)) == []


# --- properties ---

STATES = ("AAA", "BBB", "CCC", "XXX", "YYY")
TRIGGERS = (
    "armed-attack",
    "state-of-war",
    "attacks",
    "threat",
    "invasion and state-of-war",
    "attacked-by-n(2)",
)


@st.composite
def pacts(draw: st.DrawFn) -> list[Instrument]:
    out = []
    for number in range(draw(st.integers(1, 5))):
        pair = draw(st.lists(st.sampled_from(STATES), min_size=2, max_size=3, unique=True))
        made = norm(
            trigger=draw(st.sampled_from(TRIGGERS)),
            automaticity=draw(st.sampled_from(["automatic", "own-judgement"])),
            unprovoked=draw(st.sampled_from([None, False])),
            co_ally=draw(st.sampled_from(["bound", "silent"])),
        )
        out.append(instrument(f"pact-{number}", states=tuple(pair), norms=[made]))
    return out


@st.composite
def stories(draw: st.DrawFn) -> list[object]:
    out = []
    for number in range(draw(st.integers(1, 4))):
        actor, target = draw(st.lists(st.sampled_from(STATES), min_size=2, max_size=2, unique=True))
        day = date(2019, 12, draw(st.integers(1, 28)))
        act = draw(st.sampled_from(["attack", "invade", "threaten", "declare-war", "state-of-war"]))
        status = draw(st.sampled_from(["asserted", "asserted", "alleged"]))
        out.append(fact(f"f{number}", act, actor, target, on=day, status=status))
    return out


@settings(max_examples=60, deadline=None)
@given(pacts(), stories(), st.randoms())
def test_the_answer_does_not_depend_on_the_order_of_facts_or_files(
    pacts_: list[Instrument], facts: list, random: object
) -> None:
    first = ask(world(*pacts_), *facts)
    random.shuffle(pacts_)  # type: ignore[attr-defined]
    random.shuffle(facts)  # type: ignore[attr-defined]
    assert ask(world(*pacts_), *facts) == first


@settings(max_examples=60, deadline=None)
@given(pacts(), stories())
def test_an_instrument_of_strangers_changes_nothing(pacts_: list[Instrument], facts: list) -> None:
    stranger = instrument("stranger", states=("PPP", "QQQ"))
    assert ask(world(*pacts_, stranger), *facts) == ask(world(*pacts_), *facts)


@settings(max_examples=60, deadline=None)
@given(pacts(), stories())
def test_more_pacts_never_undo_a_duty(pacts_: list[Instrument], facts: list) -> None:
    """Monotone: nothing here is negated but facts, so a further pact only adds."""
    few = cascade(world(*pacts_[:-1]), facts)
    many = cascade(world(*pacts_), facts)
    have = {(d.clause.ref, d.debtor, d.creditor, d.adversary): d for d in many.duties}
    for duty in few.duties:
        later = have[duty.clause.ref, duty.debtor, duty.creditor, duty.adversary]
        assert later.when.is_certain() or not duty.when.is_certain()


def test_a_duty_that_falls_due_again_on_a_deed_of_another_label_strikes_with_that_label_too():
    """A attacks B. A, B and C share a pact on any state of war, A and B one on armed attack, as do A and D:
    B's answer is defence, C's help to B an attack on A, so A is owed help by D against C."""
    from foedus.law.abstract import legal

    def pact(id_, debtor, creditor, trigger):
        return {"id": id_, "debtor": debtor, "creditor": creditor, "kind": "assist", "trigger": trigger}

    war = [(x, y) for x in "ABC" for y in "ABC" if x != y]
    duties = [pact(f"w{x}{y}", x, y, "at_war") for x, y in war]
    duties += [
        pact("ab", "A", "B", "attacked"),
        pact("ba", "B", "A", "attacked"),
        pact("d", "D", "A", "attacked"),
    ]
    found = legal([{"by": "A", "target": "B"}], duties)
    assert "D" in {*found.must, *found.may}
