"""ATOP's codes become norms with the codebook's meaning: made rows for each code, and the file by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from foedus.errors import DataError
from foedus.law.answer import consequences
from foedus.law.atop import alliances, load_alliances
from foedus.law.world import World
from foedus.model.fact import Act, Fact
from foedus.model.instrument import Instrument
from foedus.model.norm import Automaticity, Kind, Norm
from foedus.model.obligation import Held
from foedus.states.load import system

CODES = (
    "defense offense neutral nonagg consul asymm obvary olimob wartime pubsecr specthrt statthr1 statthr2 "
    "defcoadv defcoloc defcocon defconum defcodem defconpr offcoadv offcoloc offcocon offconum offcodem "
    "neucoadv neucoloc neucocon neuconum neucodem neuconpr neucoatt concoadv concoloc concocon concoreq"
).split()
USA, GBR, FRA, DEU, RUS = 2, 200, 220, 255, 365


def row(member: int, **fields: Any) -> dict[str, Any]:
    """A member of alliance 9001 from 10 May 1900 to 1 June 1910, unless said otherwise."""
    dates = {"yrent": 1900, "moent": 5, "dayent": 10.0, "yrexit": 1910, "moexit": 6, "dayexit": 1.0}
    return {"atopid": 9001, "member": member, "phase": 0, **dates, **dict.fromkeys(CODES, 0), **fields}


def compiled(*rows: dict[str, Any]) -> Instrument:
    (only,) = alliances(pl.DataFrame(rows), system())
    return only


def norm_of(article: str, **fields: Any) -> Norm:
    """The norm of that article in an alliance of France and Russia that both pledge alike."""
    found = compiled(row(FRA, **fields), row(RUS, **fields)).norm(article)
    assert found is not None
    return found


class TestClasses:
    @pytest.mark.parametrize(
        ("column", "article", "kind", "trigger"),
        [
            ("defense", "DEFENSE", Kind.MUST_ASSIST, "armed-attack"),
            ("offense", "OFFENSE", Kind.MUST_ASSIST, "attacks"),
            ("neutral", "NEUTRAL", Kind.MUST_NOT_ASSIST_ATTACKER, "state-of-war"),
            ("nonagg", "NONAGG", Kind.MUST_NOT_ATTACK, "unconditional"),
            ("consul", "CONSUL", Kind.MUST_CONSULT, "threat"),
        ],
    )
    def test_each_class_is_a_norm(self, column: str, article: str, kind: Kind, trigger: str):
        alliance = compiled(row(FRA, **{column: 1}), row(RUS, **{column: 1}))
        (norm,) = alliance.norms
        assert (norm.article, norm.kind, norm.trigger) == (article, kind, trigger)
        assert (norm.debtors, norm.creditors) == (("FRA", "RUS"), ("others",))
        assert norm.readings == ()

    def test_active_support_is_automatic_and_other_classes_say_nothing_of_it(self):
        assert norm_of("DEFENSE", defense=1).automaticity is Automaticity.AUTOMATIC
        assert norm_of("CONSUL", consul=1).automaticity is None

    def test_no_code_no_norm(self):
        assert compiled(row(FRA), row(RUS)).norms == ()

    def test_a_pledge_of_one_binds_that_one_alone(self):
        norm = compiled(row(FRA, defense=1, asymm=1), row(RUS, asymm=1)).norm("DEFENSE")
        assert norm is not None
        assert norm.debtors == ("FRA",)

    def test_pledges_of_different_shape_are_norms_of_their_own(self):
        alliance = compiled(row(FRA, defense=1, defcodem=1), row(RUS, defense=1))
        assert {n.article: n.debtors for n in alliance.norms} == {
            "DEFENSE 1": ("FRA",),
            "DEFENSE 2": ("RUS",),
        }


class TestLimits:
    def test_a_named_adversary_is_tested(self):
        norm = norm_of("DEFENSE", defense=1, defcoadv=1, specthrt=1.0, statthr1=255.0, statthr2=200.0)
        assert norm.against == ("DEU", "GBR")
        assert norm.readings == ()

    def test_a_threat_is_no_limit_where_none_is_coded(self):
        assert norm_of("DEFENSE", defense=1, specthrt=1.0, statthr1=255.0).against == ()

    @pytest.mark.parametrize(
        ("fields", "says"),
        [
            ({"defcoadv": 1}, "adversaries that it does not name"),
            ({"defcoadv": 1, "specthrt": 3.0, "statthr1": 255.0}, "adversaries that it does not name"),
            ({"defcoloc": 1}, "a place that it does not name"),
            ({"defcocon": 1}, "a conflict then under way"),
            ({"defcoadv": 1, "defconum": 1, "specthrt": 1.0, "statthr1": 255.0}, "by the number"),
        ],
    )
    def test_a_limit_whose_content_is_not_coded_leaves_the_case_open(self, fields: dict[str, Any], says: str):
        norm = norm_of("DEFENSE", defense=1, **fields)
        within, outside = norm.readings
        assert (within.id, within.binding, outside.id, outside.binding) == ("within", True, "outside", False)
        assert says in within.says
        assert norm.against == ()

    def test_more_than_one_attacker(self):
        assert norm_of("DEFENSE", defense=1, defconum=1).trigger == "attacked-by-n(2)"

    def test_provocation(self):
        assert norm_of("DEFENSE", defense=1, defconpr=1).unprovoked is True
        assert norm_of("DEFENSE", defense=1).unprovoked is None

    def test_a_demand_and_a_request_are_conditions(self):
        assert [c.id for c in norm_of("DEFENSE", defense=1, defcodem=1).conditions] == ["demand"]
        assert [c.id for c in norm_of("CONSUL", consul=1, concoreq=1).conditions] == ["request"]

    def test_neutrality_towards_a_partner_that_is_attacked(self):
        assert norm_of("NEUTRAL", neutral=1, neucoatt=1).trigger == "armed-attack"

    def test_limits_of_one_class_do_not_bind_another(self):
        alliance = compiled(*(row(m, defense=1, offense=1, defcoloc=1) for m in (FRA, RUS)))
        assert {n.article: len(n.readings) for n in alliance.norms} == {"DEFENSE": 2, "OFFENSE": 0}

    def test_pledges_that_vary_by_partner_are_open_among_three_and_plain_between_two(self):
        three = compiled(row(FRA, defense=1, obvary=1), row(RUS), row(GBR)).norm("DEFENSE")
        two = compiled(row(FRA, defense=1, obvary=1), row(RUS)).norm("DEFENSE")
        assert three is not None
        assert two is not None
        assert (len(three.readings), len(two.readings)) == (2, 0)


class TestDates:
    def test_the_alliance_runs_from_its_first_entry_to_its_last_exit(self):
        alliance = compiled(row(FRA, defense=1), row(RUS, defense=1, yrexit=1908))
        assert (alliance.signed, alliance.in_force, alliance.ended) == (
            "1900-05-10",
            "1900-05-10",
            "1910-06-01",
        )
        assert {m.states: (m.start, m.end) for m in alliance.parties} == {
            ("FRA",): (None, None),
            ("RUS",): (None, "1908-06-01"),
        }

    def test_no_exit_is_no_end(self):
        alliance = compiled(row(FRA, yrexit=0, moexit=0, dayexit=0.0), row(RUS))
        assert alliance.ended is None

    def test_a_missing_day_is_a_month(self):
        assert compiled(row(FRA, dayent=None), row(RUS, dayent=None)).signed == "1900-05"

    def test_a_later_member_joins_on_its_day(self):
        alliance = compiled(row(FRA), row(RUS), row(GBR, yrent=1904))
        assert {m.states: m.start for m in alliance.parties} == {("FRA", "RUS"): None, ("GBR",): "1904-05-10"}

    def test_phases_are_one_membership_and_norms_of_their_own(self):
        later = {"phase": 2, "yrent": 1905, "moent": 1, "dayent": 1.0}
        first = {"phase": 1, "yrexit": 1905, "moexit": 1, "dayexit": 1.0}
        alliance = compiled(
            *(row(m, consul=1, **first) for m in (FRA, RUS)),
            *(row(m, consul=1, defense=1, **later) for m in (FRA, RUS)),
        )
        assert [(m.states, m.start, m.end) for m in alliance.parties] == [(("FRA", "RUS"), None, None)]
        assert {n.article: (n.starts, n.ends) for n in alliance.norms} == {
            "DEFENSE": ("1905-01-01", "1910-06-01"),
            "CONSUL 1": ("1900-05-10", "1905-01-01"),
            "CONSUL 2": ("1905-01-01", "1910-06-01"),
        }

    def test_who_leaves_and_returns_has_two_memberships(self):
        alliance = compiled(row(FRA, yrexit=1903), row(FRA, yrent=1907, moent=1, dayent=1.0), row(RUS))
        assert sorted((m.start or "", m.end or "") for m in alliance.parties if "FRA" in m.states) == [
            ("", "1903-06-01"),
            ("1907-01-01", ""),
        ]

    def test_a_number_is_the_state_that_bore_it_on_the_day(self):
        alliance = compiled(row(315, yrent=1935, yrexit=1938), row(FRA, yrent=1935, yrexit=1938))
        assert alliance.parties[0].states == ("CSK", "FRA")

    def test_a_number_that_nobody_bore_stays_a_number(self):
        assert "x-cow-8152" in compiled(row(8152), row(RUS)).parties[0].states


def attack(
    made: tuple[Instrument, ...], actor: str, target: str, day: str
) -> set[tuple[str, str, str, Held]]:
    """(debtor, instrument, article, reading) of the duties to assist the target, on the given facts alone."""
    on = date.fromisoformat(day)
    fact = Fact(id="f1", act=Act.ATTACK, actor=actor, target=target, date=on)
    answer = consequences(World.build(made, on=on), [fact])
    return {
        (o.debtor, o.instrument, o.article, o.reading)
        for o in answer.obligations
        if o.kind is Kind.MUST_ASSIST and o.creditor == target and o.round == 1
    }


def test_the_engine_answers_by_the_dates():
    made = (compiled(row(FRA, defense=1), row(RUS, defense=1)),)
    assert attack(made, "DEU", "RUS", "1900-05-09") == set()
    assert attack(made, "DEU", "RUS", "1900-05-10") == {("FRA", "atop-9001", "DEFENSE", Held.AGREED)}
    assert attack(made, "DEU", "RUS", "1910-06-01") == set()


def test_a_case_that_is_open_is_contested():
    made = (compiled(*(row(m, defense=1, defcoloc=1) for m in (FRA, RUS))),)
    assert attack(made, "DEU", "RUS", "1905-01-01") == {("FRA", "atop-9001", "DEFENSE", Held.CONTESTED)}


# --- the file, by hand ---


@pytest.fixture(scope="module")
def atop() -> tuple[Instrument, ...]:
    folder = Path(__file__).resolve().parents[3] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("needs the shared/ folder beside the project")
    return load_alliances(from_dir=folder)


def test_every_alliance_is_compiled(atop: tuple[Instrument, ...]):
    assert len(atop) == 745
    assert len({i.id for i in atop}) == 745
    assert atop[0].signed[:4] == "1815"


def test_1914(atop: tuple[Instrument, ...]):
    """The alliance of 1879 names Russia; that of 1882 and of 1883 limit by adversary, number or partner."""
    on_austria = attack(atop, "RUS", "AUH", "1914-07-28")
    assert ("DEU", "atop-1335", "DEFENSE", Held.AGREED) in on_austria
    assert {d for d, *_ in on_austria} == {"DEU", "ITA", "ROU"}
    assert {held for d, _, _, held in on_austria if d in ("ITA", "ROU")} == {Held.CONTESTED}
    assert attack(atop, "DEU", "RUS", "1914-08-01") == {("FRA", "atop-1385", "DEFENSE", Held.CONTESTED)}


def test_1939(atop: tuple[Instrument, ...]):
    """France by the treaties of 1921 and 1925, the United Kingdom by that of August 1939, Romania by 1921."""
    found = attack(atop, "DEU", "POL", "1939-09-01")
    assert {(d, i) for d, i, *_ in found} == {
        ("FRA", "atop-2060"),
        ("FRA", "atop-2135"),
        ("GBR", "atop-2440"),
        ("ROU", "atop-2070"),
    }
    assert "GBR" not in {d for d, *_ in attack(atop, "DEU", "POL", "1939-03-01")}


def test_1950(atop: tuple[Instrument, ...]):
    """Nobody had pledged to defend the Republic of Korea; the United States did by the treaty of 1953."""
    assert attack(atop, "PRK", "KOR", "1950-06-25") == set()
    assert {d for d, *_ in attack(atop, "PRK", "KOR", "1960-06-25")} == {"USA"}


def test_1950_the_north_atlantic_treaty_binds_its_twelve(atop: tuple[Instrument, ...]):
    found = {d for d, i, *_ in attack(atop, "RUS", "NOR", "1950-07-01") if i == "atop-3180"}
    assert found == {"BEL", "CAN", "DNK", "FRA", "GBR", "ISL", "ITA", "LUX", "NLD", "PRT", "USA"}


def test_without_the_file_there_is_a_word_on_where_to_get_it(tmp_path: Path):
    with pytest.raises(DataError, match="atop-member-level is not there"):
        load_alliances(from_dir=tmp_path)
