"""The algebra of open points against plain enumeration of all worlds."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from foedus.law.contested import ALWAYS, NEVER, Choice, When, open_point, settled

POINTS = {"a": ("yes", "no"), "b": ("yes", "no"), "c": ("one", "two", "three")}
WORLDS = [dict(zip(POINTS, options, strict=True)) for options in product(*POINTS.values())]


def choice(point: str, option: str) -> When:
    return settled(Choice(point, option, POINTS[point]))


leaves = st.sampled_from([(p, o) for p, options in POINTS.items() for o in options]).map(lambda x: choice(*x))
statements = st.recursive(
    st.one_of(leaves, st.just(ALWAYS), st.just(NEVER)),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda x: x[0] & x[1]),
        st.tuples(inner, inner).map(lambda x: x[0] | x[1]),
        inner.map(When.negated),
    ),
    max_leaves=8,
)


def table(when: When) -> list[bool]:
    return [when.holds_in(w) for w in WORLDS]


@given(statements, statements)
def test_and_or_are_those_of_each_world(one: When, other: When) -> None:
    assert table(one & other) == [a and b for a, b in zip(table(one), table(other), strict=True)]
    assert table(one | other) == [a or b for a, b in zip(table(one), table(other), strict=True)]


@given(statements)
def test_not_is_that_of_each_world(when: When) -> None:
    assert table(when.negated()) == [not x for x in table(when)]


@given(statements)
def test_certain_and_possible_are_all_and_some_worlds(when: When) -> None:
    assert when.is_certain() == all(table(when))
    assert when.is_possible() == any(table(when))


@given(statements)
def test_the_simplest_world_is_one_in_which_it_holds(when: When) -> None:
    if when.is_possible():
        least = {c.point: c.option for c in when.simplest()}
        assert all(when.holds_in(w) for w in WORLDS if least.items() <= w.items())


@given(statements, st.sampled_from(WORLDS))
def test_assuming_a_point_is_looking_at_fewer_worlds(when: When, world: dict[str, str]) -> None:
    left = when.assuming({"a": world["a"]})
    assert left.holds_in(world) == when.holds_in(world)


def test_all_options_of_a_point_together_leave_nothing_open() -> None:
    assert (choice("c", "one") | choice("c", "two") | choice("c", "three")) == ALWAYS
    assert (choice("a", "yes") & choice("a", "no")) == NEVER
    assert not (choice("c", "one") | choice("c", "two")).is_certain()


def test_turning_round_a_point_turns_its_words_round() -> None:
    struck = Choice("who", "AAA", ("AAA", "BBB"), "{AAA} struck first", "{BBB} struck first")
    assert [c.depends for c in struck.others] == ["{BBB} struck first"]
    assert [c.depends for c in struck.others[0].others] == ["{AAA} struck first"]


def test_a_negation_turned_round_is_the_plain_thing() -> None:
    invasion = open_point("p", "a strike is an invasion", "a strike is no invasion")
    assert words(invasion) == ["a strike is an invasion"]
    assert words(invasion.negated()) == ["a strike is no invasion"]
    assert words(invasion.negated().negated()) == ["a strike is an invasion"]


def words(when: When) -> list[str | None]:
    return [c.depends for c in when.simplest()]
