"""Which alliance of ATOP is which instrument of the dossier."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from foedus.law.atop import load_alliances
from foedus.law.dossier import dossier
from foedus.law.linked import Link, linked
from foedus.model.instrument import Confidence, Instrument, Membership, Reference
from foedus.model.norm import Force, Kind, Norm

ASSIST = Norm(article="1", kind=Kind.MUST_ASSIST, trigger="armed-attack")
CONSULT = Norm(article="2", kind=Kind.MUST_CONSULT, trigger="threat")


def made(id_: str, *parties: str, signed: str = "1900-05-10", **fields: Any) -> Instrument:
    values: dict[str, Any] = {"norms": (ASSIST,), "force": Force.TREATY, "in_force": "signature", **fields}
    values.setdefault("parties", (Membership(states=parties),))
    return Instrument(
        id=id_,
        title=id_,
        signed=signed,
        references=(Reference(title="made for a test"),),
        checked="2024-01-01",
        confidence=Confidence.HIGH,
        **values,
    )


def pairs(links: tuple[Link, ...]) -> set[tuple[str, str]]:
    return {(x.instrument, x.atop) for x in links}


class TestMatching:
    def test_the_same_parties_within_days(self):
        (link,) = linked([made("pact", "FRA", "RUS")], [made("atop-1", "FRA", "RUS", signed="1900-05-20")])
        assert (link.instrument, link.atop, link.days, link.common) == ("pact", "atop-1", 10, 1.0)

    def test_not_after_two_months(self):
        assert linked([made("pact", "FRA", "RUS")], [made("atop-1", "FRA", "RUS", signed="1900-07-10")]) == ()

    def test_entry_into_force_will_do(self):
        ours = made("pact", "FRA", "RUS", in_force="1901-02-01")
        assert pairs(linked([ours], [made("atop-1", "FRA", "RUS", signed="1901-02-01")]))

    def test_a_month_alone_is_no_distance_from_its_days(self):
        (link,) = linked([made("pact", "FRA", "RUS")], [made("atop-1", "FRA", "RUS", signed="1900-05")])
        assert link.days == 0
        assert link.same

    def test_most_of_the_parties_need_nearer_dates(self):
        ours = made("pact", "FRA", "RUS", "GBR")
        assert pairs(linked([ours], [made("atop-1", "FRA", "RUS", signed="1900-05-15")]))
        assert linked([ours], [made("atop-1", "FRA", "RUS", signed="1900-06-15")]) == ()

    def test_other_parties_on_the_same_day_are_another_treaty(self):
        assert linked([made("pact", "FRA", "RUS")], [made("atop-1", "FRA", "ITA")]) == ()

    def test_the_nearer_of_two_is_taken_and_each_once(self):
        ours = [made("early", "FRA", "RUS"), made("late", "FRA", "RUS", signed="1900-06-01")]
        theirs = [made("atop-1", "FRA", "RUS"), made("atop-2", "FRA", "RUS", signed="1900-06-02")]
        assert pairs(linked(ours, theirs)) == {("early", "atop-1"), ("late", "atop-2")}
        assert linked(ours, theirs) == linked(ours[::-1], theirs[::-1])

    def test_a_declaration_is_no_alliance(self):
        assert (
            linked([made("said", "FRA", "RUS", force=Force.POLITICAL)], [made("atop-1", "FRA", "RUS")]) == ()
        )

    def test_a_named_alliance_is_linked_whatever_the_dates(self):
        ours = made("pact", "FRA", "RUS", atop="7", signed="1950-01-01")
        (link,) = linked(
            [ours], [made("atop-7", "FRA", "ITA"), made("atop-8", "FRA", "RUS", signed="1950-01-01")]
        )
        assert (link.atop, link.named) == ("atop-7", True)

    def test_renewals_are_phases_of_one_alliance(self):
        later = Norm(article="2", kind=Kind.MUST_CONSULT, trigger="threat", starts="1905-01-01")
        theirs = made("atop-1", "FRA", "RUS", norms=(ASSIST, later), ended="1910-01-01")
        ours = [
            made("first", "FRA", "RUS", ended="1905-01-01"),
            made("second", "FRA", "RUS", signed="1905-01-01", norms=(ASSIST, CONSULT), ended="1910-01-01"),
        ]
        links = linked(ours, [theirs])
        assert [(x.instrument, x.phase, x.differences) for x in links] == [
            ("first", "1900-05-10", ()),
            ("second", "1905-01-01", ()),
        ]


class TestDifferences:
    def one(self, ours: Instrument, theirs: Instrument) -> dict[str, tuple[str, str]]:
        (link,) = linked([ours], [theirs])
        assert link.same is not bool(link.differences)
        return {d.point: (d.dossier, d.atop) for d in link.differences}

    def test_none_where_all_is_alike(self):
        assert self.one(made("pact", "FRA", "RUS"), made("atop-1", "FRA", "RUS")) == {}

    def test_kinds_that_one_alone_has(self):
        theirs = made("atop-1", "FRA", "RUS", norms=(CONSULT,))
        assert self.one(made("pact", "FRA", "RUS"), theirs) == {"kinds": ("must-assist", "must-consult")}

    def test_kinds_that_atop_does_not_code_are_no_difference(self):
        ours = made("pact", "FRA", "RUS", norms=(ASSIST, Norm(article="3", kind=Kind.COOPERATES)))
        assert self.one(ours, made("atop-1", "FRA", "RUS")) == {}

    def test_parties_that_one_alone_has(self):
        ours = made(
            "pact",
            parties=(Membership(states=("FRA", "RUS")), Membership(states=("GBR",), start="1904-01-01")),
        )
        assert self.one(ours, made("atop-1", "FRA", "RUS")) == {"parties": ("GBR", "none besides")}

    def test_the_day_of_signature(self):
        theirs = made("atop-1", "FRA", "RUS", signed="1900-05-20")
        assert self.one(made("pact", "FRA", "RUS"), theirs) == {"signed": ("1900-05-10", "1900-05-20")}

    @pytest.mark.parametrize(
        ("ours", "theirs", "differ"),
        [
            ("1910-01-01", "1910-01-01", False),
            ("1910-01-02", "1910-01-01", False),  # the first day free, and the last day bound
            ("1910-01-03", "1910-01-01", True),
            ("1910", "1910-06-01", False),
            ("breach 1910-01-01", "1910-01-01", False),
            ("? 1910-01-01", "1910-01-01", False),
            (None, "1910-01-01", True),
            ("1910-01-01", None, True),
            (None, None, False),
        ],
    )
    def test_the_end(self, ours: str | None, theirs: str | None, differ: bool):
        found = self.one(made("pact", "FRA", "RUS", ended=ours), made("atop-1", "FRA", "RUS", ended=theirs))
        assert ("ended" in found) is differ


def test_treaties_that_decided_1914_and_1939(shared: Path):
    atop = load_alliances(from_dir=shared / "data")
    links = {x.instrument: x.atop for x in linked(dossier().instruments, atop)}
    wanted = {
        "dual-alliance-1879": "atop-1335",
        "triple-alliance-1882": "atop-1350",
        "rou-auh-1883": "atop-1355",
        "franco-russian-1892": "atop-1385",
        "gbr-pol-1939": "atop-2440",
        "deu-ita-1939": "atop-2445",
        "molotov-ribbentrop-1939": "atop-2470",
        "nato-1949": "atop-3180",
        "warsaw-1955": "atop-3285",
    }
    assert {k: links.get(k) for k in wanted} == wanted
    assert len(links) >= 150
