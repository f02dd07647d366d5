import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.model.norm import Automaticity, Force, Kind, Norm, Term, Trigger, TriggerWord


def norm(trigger, **more):
    return Norm(article="1", kind=Kind.MUST_ASSIST, trigger=trigger, **more)


def test_a_conjunction_and_arguments():
    trigger = Trigger.parse("armed-attack-by(DEU, AUH) and state-of-war")
    assert trigger.terms == (
        Term(TriggerWord.ARMED_ATTACK, ("DEU", "AUH")),
        Term(TriggerWord.STATE_OF_WAR, ()),
    )
    assert str(trigger) == "armed-attack-by(DEU, AUH) and state-of-war"


def test_an_unknown_word_is_named():
    with pytest.raises(ValueError, match="'armd-attack' is no trigger"):
        Trigger.parse("armd-attack")


terms = st.builds(
    Term, st.sampled_from(TriggerWord), st.lists(st.sampled_from(["DEU", "AUH", "2"]), max_size=3).map(tuple)
)


@given(st.lists(terms, min_size=1, max_size=3))
def test_triggers_round_trip(some):
    trigger = Trigger(tuple(some))
    assert Trigger.parse(str(trigger)) == trigger


@pytest.mark.parametrize(
    ("trigger", "expected"),
    [
        ("armed-attack", True),
        ("invasion and state-of-war", True),
        ("threat", True),
        ("attacked-by-n(2)", True),
        ("state-of-war", False),
        ("war-with(RUS)", False),
        ("attacks(RUS)", False),
        ("unconditional", False),
    ],
)
def test_what_names_an_attack_on_the_creditor_is_unprovoked(trigger, expected):
    assert norm(trigger).is_unprovoked is expected


def test_the_text_may_lift_the_rule():
    assert norm("armed-attack", unprovoked=False).is_unprovoked is False


def test_constitutional_processes_stay_must_and_own_judgement_does_not():
    assert [a.value for a in Automaticity if a.must_fight] == ["automatic", "constitutional-processes"]
    assert [f.value for f in Force if f.legal] == ["treaty", "resolution"]
