"""Who is bound on a day: entry, end, membership, suspension, and what was public."""

from datetime import date

import pytest
from law_made import instrument, norm, world

from foedus.law.world import World
from foedus.model.obligation import WhyNot


def bond(w: World, debtor: str = "AAA", creditor: str = "BBB", id_: str = "pact") -> str:
    clause = w.index.clauses[id_][0]
    found = w.bond(clause, clause.variants[0], debtor, creditor)
    if found.fails:
        return found.fails.value
    return "bound" if found.when.is_certain() else "contested"


@pytest.mark.parametrize(
    ("on", "answer"),
    [
        (date(1999, 12, 31), "not-in-force"),
        (date(2000, 5, 31), "not-in-force"),
        (date(2000, 6, 1), "bound"),
        (date(2010, 2, 28), "bound"),
        (date(2010, 3, 1), "not-in-force"),
    ],
)
def test_from_entry_into_force_to_the_day_of_the_end(on: date, answer: str) -> None:
    assert bond(world(instrument(ended="2010-03-01"), on=on)) == answer


@pytest.mark.parametrize(
    ("on", "answer"),
    [
        (date(2000, 9, 30), "not-in-force"),
        (date(2000, 10, 1), "contested"),
        (date(2000, 10, 30), "contested"),
        (date(2000, 10, 31), "bound"),
        (date(2009, 12, 31), "bound"),
        (date(2010, 6, 1), "contested"),
        (date(2010, 12, 31), "not-in-force"),
    ],
)
def test_a_month_or_year_alone_is_contested_in_between(on: date, answer: str) -> None:
    assert bond(world(instrument(in_force="2000-10", ended="2010"), on=on)) == answer


def test_ended_by_the_attack_of_the_day_it_still_binds_on_that_day() -> None:
    pact = instrument(ended="breach 2010-03-01")
    assert bond(world(pact, on=date(2010, 3, 1))) == "bound"
    assert bond(world(pact, on=date(2010, 3, 2))) == "not-in-force"


def test_lapsed_in_fact_is_contested_from_then_on() -> None:
    pact = instrument(ended="? 2010")
    assert bond(world(pact, on=date(2009, 12, 31))) == "bound"
    assert bond(world(pact, on=date(2015, 1, 1))) == "contested"
    assert bond(world(instrument(ended="?"), on=date(2001, 1, 1))) == "contested"


@pytest.mark.parametrize(
    ("fields", "answer"),
    [
        ({"in_force": "signature"}, "bound"),
        ({"in_force": "acted"}, "bound"),
        ({"in_force": "unknown"}, "contested"),
        ({"in_force": None}, "contested"),
        ({"in_force": "not-yet"}, "not-in-force"),
        ({"in_force": "not-yet", "provisional": True}, "bound"),
        ({"in_force": None, "force": "political"}, "bound"),
        ({"in_force": None, "force": "resolution"}, "contested"),
    ],
)
def test_where_no_day_of_entry_is_given(fields: dict[str, object], answer: str) -> None:
    assert bond(world(instrument(**fields), on=date(2005, 1, 1))) == answer


def test_unknown_entry_says_on_what_it_depends() -> None:
    w = world(instrument(in_force="unknown"))
    (choice,) = w.standing("pact", "AAA").when.simplest()
    assert choice.depends == "entry into force"


def test_no_hindsight() -> None:
    pact = instrument(ended="2010-03-01")
    assert bond(world(pact, on=date(2000, 7, 1), known=date(2000, 3, 1))) == "not-in-force"
    assert not world(pact, on=date(2000, 7, 1), known=date(1999, 1, 1)).has("pact")
    assert bond(world(pact, on=date(2011, 1, 1), known=date(2009, 1, 1))) == "bound"
    secret = instrument(public_from="2018-01-01")
    assert not world(secret, on=date(2010, 1, 1), known=date(2010, 1, 1)).has("pact")
    assert world(secret, on=date(2010, 1, 1), known=date(2020, 1, 1)).has("pact")


MEMBERS = [
    {"states": ["AAA", "BBB"]},
    {"states": ["CCC"], "from": "2005-01-01", "to": "2015-01-01"},
    {"states": ["DDD"], "from": "2018-01-01", "disputed": "the accession is disputed"},
    {
        "states": ["EEE"],
        "suspended": [
            {"from": "2008-01-01", "to": "2009-01-01"},
            {"from": "2012-01-01", "between": ["EEE", "AAA"]},
            {"from": "2016-01-01", "disputed": "frozen without notice"},
        ],
    },
]


@pytest.mark.parametrize(
    ("on", "debtor", "answer"),
    [
        (date(2004, 1, 1), "CCC", "not-party"),
        (date(2006, 1, 1), "CCC", "bound"),
        (date(2015, 1, 1), "CCC", "not-party"),
        (date(2017, 1, 1), "DDD", "not-party"),
        (date(2019, 1, 1), "DDD", "contested"),
        (date(2008, 6, 1), "EEE", "not-in-force"),
        (date(2010, 1, 1), "EEE", "bound"),
        (date(2017, 1, 1), "EEE", "contested"),
        (date(2006, 1, 1), "ZZZ", "not-party"),
    ],
)
def test_memberships(on: date, debtor: str, answer: str) -> None:
    assert bond(world(instrument(states=MEMBERS), on=on), debtor) == answer


def test_a_suspension_between_two_leaves_the_others_bound() -> None:
    w = world(instrument(states=MEMBERS), on=date(2013, 1, 1))
    assert bond(w, "EEE", "AAA") == "not-in-force"
    assert bond(w, "AAA", "EEE") == "not-in-force"
    assert bond(w, "EEE", "BBB") == "bound"
    assert bond(w, "AAA", "BBB") == "bound"


def test_an_original_party_before_entry_into_force_is_a_party() -> None:
    early = [{"states": ["AAA", "BBB"], "from": "2000-06-01"}, {"states": ["CCC"], "from": "2005-01-01"}]
    w = world(instrument(states=early), on=date(2000, 3, 1))
    assert bond(w) == WhyNot.NOT_IN_FORCE
    assert bond(w, "CCC") == WhyNot.NOT_PARTY


def test_worlds_are_values() -> None:
    pact = instrument()
    base = world(on=date(2020, 1, 1))
    grown = base.with_(pact)
    assert not base.has("pact")
    assert grown.has("pact")
    assert not grown.without("pact").has("pact")
    assert bond(grown.on_day(date(2000, 2, 1))) == "not-in-force"
    assert bond(grown) == "bound"


def test_a_pact_reported_as_signed_counts_as_if_in_force() -> None:
    w = world(instrument(in_force="2021-01-01", signed="2020-01-01"))
    assert bond(w) == "not-in-force"
    assert bond(w.as_if_in_force("pact", "on exchange of ratifications")) == "bound"
    assert bond(w) == "not-in-force"


def test_members_are_those_of_the_charter() -> None:
    charter = instrument(
        "un-charter-1945", states=[{"states": ["AAA"]}, {"states": ["BBB"], "from": "2015-01-01"}]
    )
    measure = instrument(
        "measure", states=[{"states": ["members"]}], norms=[norm(debtors=["members"], creditors=["AAA"])]
    )
    assert bond(world(charter, measure, on=date(2014, 1, 1)), "BBB", "AAA", "measure") == "not-party"
    assert bond(world(charter, measure, on=date(2016, 1, 1)), "BBB", "AAA", "measure") == "bound"


def test_a_norm_has_days_of_its_own() -> None:
    pact = instrument(norms=[norm(starts="2005-01-01", ends="2006-01-01")])
    answers = [bond(world(pact, on=date(y, 1, 1))) for y in (2004, 2005, 2006)]
    assert answers == ["not-in-force", "bound", "not-in-force"]
