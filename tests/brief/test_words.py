from dataclasses import replace

import pytest

from foedus.brief.lines import group_of
from foedus.brief.phrase import joined_words
from foedus.brief.words import commitment_words
from foedus.model.norm import Automaticity, Force, Kind
from foedus.model.reading import Commitment, PactAct

NAMES = {"RUS": "Russia", "PRK": "North Korea", "USA": "the United States"}
PACT = Commitment(
    id="c1",
    parties=("RUS", "PRK"),
    kind=Kind.MUST_ASSIST,
    mutual=True,
    debtor=("RUS", "PRK"),
    creditor=("RUS", "PRK"),
    trigger="state-of-war",
    quote=None,
    span=(0, 1),
    act=PactAct.SIGNED,
    date=None,
)


def words(c):
    return commitment_words(c, lambda s: NAMES.get(s, s))


def test_a_mutual_pact():
    assert (
        words(PACT) == "Russia and North Korea must assist each other, if one is in a state of war (signed)"
    )


def test_a_promise_one_way():
    c = replace(PACT, mutual=False, debtor=("USA",), creditor=("PRK",), trigger=None, act=None)
    assert words(c) == "the United States must assist North Korea"


def test_what_is_not_promised_says_so():
    assert words(replace(PACT, negated=True)) == (
        "no commitment that Russia and North Korea must assist each other"
    )


@pytest.mark.parametrize(
    ("kind", "automaticity", "force", "group"),
    [
        (Kind.MUST_ASSIST, Automaticity.AUTOMATIC, Force.TREATY, "fight"),
        (Kind.MUST_ASSIST, Automaticity.CONSTITUTIONAL, Force.TREATY, "fight"),
        (Kind.MUST_ASSIST, Automaticity.OWN_JUDGEMENT, Force.TREATY, "help"),
        (Kind.MUST_ASSIST, Automaticity.COLLECTIVE, Force.TREATY, "help"),
        (Kind.MUST_ASSIST, Automaticity.AUTOMATIC, Force.POLITICAL, "other"),
        (Kind.MUST_CONSULT, None, Force.POLITICAL, "consult"),
        (Kind.EXTENDS_DETERRENCE, None, Force.POLITICAL, "other"),
    ],
)
def test_must_fight_must_help_and_must_consult_are_kept_apart(kind, automaticity, force, group):
    assert group_of(kind, automaticity, force) == group


def test_lists_read_as_people_write_them():
    assert [joined_words(w) for w in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
