"""Acts against must-not-transfer norms: items, directions, exemptions, caps, days."""

from datetime import date
from typing import Any

import pytest
from law_made import ask, fact, instrument, norm, world

from foedus.law.transfers import classes, classify, transfer_verdicts

CHARTER = instrument("un-charter-1945", states=("RRR", "CCC", "PPP"), norms=[])


def measure(**transfer: Any) -> Any:
    bars = {"state": "PPP", "direction": ["to"], "items": ["all-arms"], **transfer}
    made = norm(
        article="9",
        kind="must-not-transfer",
        automaticity=None,
        trigger="transfer(all-arms)",
        debtors=["members", *(["PPP"] if "PPP" in bars.get("addressee", ()) else [])],
        creditors=["any-state"],
        transfer=bars,
    )
    return instrument(
        "measure", force="resolution", in_force="signature", states=[{"states": ["members"]}], norms=[made]
    )


def verdicts(
    act: str, actor: str, target: str, item: str | None, bars: dict[str, Any], **more: Any
) -> list[tuple[str, str]]:
    f = fact("f1", act, actor, target, item=item, **more)
    rows = transfer_verdicts(world(CHARTER, measure(**bars)), f, {}, str)
    return [(b.who, b.verdict.value) for b in rows]


@pytest.mark.parametrize(
    ("item", "class_"),
    [
        ("152 mm artillery shells", "shells"),
        ("KN-23 ballistic missiles", "missiles"),
        ("Tomahawk cruise missiles", "major-arms"),
        ("pistols", "small-arms"),
        ("refined petroleum", "refined-petroleum"),
        ("a limousine", "luxury"),
        ("North Korean loggers", "workers"),
        ("lead ore", "lead"),
        ("garments", "textiles"),
        ("new helicopter", "helicopters-and-vessels"),
    ],
)
def test_words_find_their_class(item: str, class_: str) -> None:
    assert class_ in classify(item)


@pytest.mark.parametrize(
    "item", ["wheat flour", "blankets and vaccines", "leadership", "charms", "shelling peas later"]
)
def test_other_words_find_none(item: str) -> None:
    assert classify(item) == frozenset()


def test_wider_classes_take_narrower_ones_in() -> None:
    assert {"missiles", "major-arms", "all-arms"} <= classify("ballistic missiles")
    assert "all-arms" not in classify("rifles")  # they stand apart: resolution 1874 excepted them
    known = {c.id for c in classes()}
    assert all(p in known for c in classes() for p in c.parents)


def test_direction_and_who_answers() -> None:
    assert verdicts("supply", "RRR", "PPP", "shells", {}) == [("RRR", "breach")]
    assert verdicts("supply", "PPP", "RRR", "shells", {}) == []
    both = {"direction": ["from"], "addressee": ["members", "PPP"]}
    assert verdicts("supply", "PPP", "RRR", "shells", both) == [("PPP", "breach"), ("RRR", "breach")]
    assert verdicts("procure", "RRR", "PPP", "shells", both) == [("PPP", "breach"), ("RRR", "breach")]
    assert verdicts("procure", "RRR", "CCC", "shells", both) == []
    assert verdicts("train", "RRR", "PPP", "shells", {}) == []  # an act that the norm does not name


@pytest.mark.parametrize(
    ("bars", "more", "verdict"),
    [
        ({"exempt": "notified: five days before"}, {"notified": True}, "allowed"),
        ({"exempt": "notified: five days before"}, {}, "breach"),
        ({"exempt": "livelihood: wholly so"}, {"purpose": "livelihood"}, "allowed"),
        ({"exempt": "coal of others; livelihood: wholly so"}, {"purpose": "livelihood"}, "allowed"),
        ({"exempt": "humanitarian or livelihood: wholly so"}, {"purpose": "livelihood"}, "allowed"),
        ({"exempt": "humanitarian or livelihood: wholly so"}, {"purpose": "medical"}, "breach"),
        ({"exempt": "humanitarian and notified: before"}, {"purpose": "humanitarian"}, "breach"),
        (
            {"exempt": "humanitarian and notified: before"},
            {"purpose": "humanitarian", "notified": True},
            "allowed",
        ),
        ({"approval": "the Committee beforehand, case by case"}, {}, "needs-approval"),
        ({"approval": "the Committee beforehand, case by case"}, {"approved": True}, "allowed"),
        ({"approval": "the Committee beforehand, case by case"}, {"approved": False}, "breach"),
        ({"approval": "the Committee, case by case, for humanitarian needs"}, {}, "breach"),
        ({"cap": "500 barrels a year from 2018-01-01"}, {"quantity": 400.0, "unit": "barrels"}, "allowed"),
        ({"cap": "500 barrels a year from 2018-01-01"}, {"quantity": 501.0, "unit": "barrels"}, "breach"),
        ({"cap": "500 barrels a year from 2018-01-01"}, {}, "depends"),
        (
            {"cap": "500 barrels or 70 t a year from 2018-01-01"},
            {"quantity": 71.0, "unit": "tonnes"},
            "breach",
        ),
        (
            {"cap": "10 barrels from 2017-01-01 to 2018-12-31; 500 barrels a year from 2019-01-01"},
            {"quantity": 400.0, "unit": "barrels"},
            "allowed",
        ),
    ],
)
def test_exemptions_approval_and_caps(bars: dict[str, Any], more: dict[str, Any], verdict: str) -> None:
    assert verdicts("supply", "RRR", "PPP", "shells", bars, **more) == [("RRR", verdict)]


def test_only_what_was_in_force_on_the_day_of_the_act() -> None:
    early = fact("f1", "supply", "RRR", "PPP", item="shells", on=date(1999, 1, 1))
    w = world(CHARTER, measure())
    assert ask(w, early).breaches == ()
    assert [b.paragraph for b in ask(w, fact("f1", "supply", "RRR", "PPP", item="shells")).breaches] == ["9"]


def test_alleged_and_denied_supplies_would_break_it() -> None:
    said = fact("f1", "supply", "RRR", "PPP", item="shells", status="alleged", denied_by=("RRR", "PPP"))
    assert [(b.verdict.value, b.depends_on) for b in ask(world(CHARTER, measure()), said).breaches] == [
        ("breach", ("f1 is true",))
    ]


def test_an_allowed_act_is_no_breach() -> None:
    w = world(CHARTER, measure(approval="the Committee"))
    assert ask(w, fact("f1", "supply", "RRR", "PPP", item="shells", approved=True)).breaches == ()


def test_hosting_workers_needs_no_item() -> None:
    bars = {"direction": ["from"], "items": ["workers"], "acts": ["host-workers"]}
    assert verdicts("host-workers", "RRR", "PPP", None, bars) == [("RRR", "breach")]
