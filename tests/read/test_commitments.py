"""Promises and pacts."""

from __future__ import annotations

from datetime import date

import pytest
from tests.read.reading import commitments

from foedus.model.reading import Commitment


def one(text: str, on: date = date(2024, 6, 20)) -> Commitment:
    found = commitments(text, on)
    assert len(found) == 1, found
    return found[0]


def test_a_mutual_promise_with_its_trigger() -> None:
    c = one(
        "Russia and Iran agreed that if either country were in a state of"
        " war, the other would provide military assistance."
    )
    assert set(c.parties) == {"RUS", "IRN"} and c.kind.value == "must-assist" and c.mutual
    assert c.trigger == "state-of-war" and c.act is not None and c.act.value == "announced"


@pytest.mark.parametrize(
    ("text", "parties", "kind", "act"),
    [
        ("Poland and Romania signed a mutual defense treaty.", {"POL", "ROU"}, "must-assist", "signed"),
        ("Finland joined NATO on Tuesday.", {"FIN"}, "must-assist", "joined"),
        ("Germany and Estonia signed a non-aggression pact.", {"DEU", "EST"}, "must-not-attack", "signed"),
        (
            "Serbia signed a neutrality pact with Hungary.",
            {"SRB", "HUN"},
            "must-not-assist-attacker",
            "signed",
        ),
        (
            "The United States reaffirmed its ironclad commitment to the defense of Japan.",
            {"USA", "JPN"},
            "must-assist",
            "reaffirmed",
        ),
        ("Libya withdrew from its defense pact with Egypt.", {"LBY", "EGY"}, "must-assist", "ended"),
        ("Armenia suspended its participation in the CSTO.", {"ARM"}, "must-assist", "suspended"),
        ("India and France signed an intelligence-sharing accord.", {"IND", "FRA"}, "cooperates", "signed"),
        ("Britain guaranteed Poland's independence.", {"GBR", "POL"}, "must-assist", "announced"),
        (
            "Chile and Peru agreed to consult each other in a crisis.",
            {"CHL", "PER"},
            "must-consult",
            "announced",
        ),
    ],
)
def test_kinds_and_acts(text: str, parties: set[str], kind: str, act: str) -> None:
    found = [c for c in commitments(text) if c.kind.value == kind]
    assert found, commitments(text)
    assert set(found[0].parties) == parties and found[0].act is not None and found[0].act.value == act


def test_directions() -> None:
    c = one("Japan relies on the U.S. nuclear umbrella.")
    assert (
        c.kind.value == "extends-deterrence"
        and c.debtor == ("USA",)
        and c.creditor == ("JPN",)
        and not c.mutual
    )
    c = one("The pact obliges France to come to the aid of Greece if it is attacked.")
    assert c.debtor == ("FRA",) and c.creditor == ("GRC",) and c.trigger == "armed-attack"


def test_no_clause_is_a_commitment_that_is_not() -> None:
    c = one("Washington has no formal defense treaty with Taiwan.")
    assert c.negated and set(c.parties) == {"USA", "TWN"} and c.act is None


def test_resolutions_of_the_council() -> None:
    text = (
        "Russia and North Korea signed a defense pact. South Korea said that"
        " their cooperation violates U.N. Security Council resolutions."
    )
    (c,) = [c for c in commitments(text) if c.kind.value == "must-not-transfer"]
    assert "UNSC" in c.parties and c.modality.value == "alleged"


def test_the_articles_of_a_treaty() -> None:
    text = (
        "Treaty between the Kingdom of Norway and the Kingdom of Sweden\n\n"
        "Article 1\n\nThe Parties shall consult together whenever the security of either is threatened.\n\n"
        "Article 2\n\nEach Party shall immediately assist the other by all means in"
        " the event of an armed attack.\n\n"
        "Article 3\n\nThe Parties undertake not to conclude any alliance directed against the other.\n\n"
        "Done at Oslo on 3 May 2024."
    )
    found = {c.article: c for c in commitments(text)}
    assert found["1"].kind.value == "must-consult"
    assert found["2"].kind.value == "must-assist" and found["2"].trigger == "armed-attack"
    assert found["3"].kind.value == "must-not-assist-attacker"
    assert all(set(c.parties) == {"NOR", "SWE"} and c.date == "2024-05-03" for c in found.values())


def test_one_commitment_a_pact() -> None:
    text = (
        "Poland and Latvia signed a mutual defense pact on Monday. The mutual"
        " defense pact between Poland and Latvia is new."
    )
    assert len(commitments(text)) == 1


@pytest.mark.parametrize(
    "text",
    ["Trade between Peru and Chile grew.", "Will Spain defend Portugal?", "He promised to help his brother."],
)
def test_no_promise(text: str) -> None:
    assert commitments(text) == ()


def test_the_pact_of_the_headline_and_what_it_asks() -> None:
    text = (
        "Norway and Sweden put their defense treaty into force\n\n"
        "The treaty took effect on Wednesday. Under the treaty, if either country is put in a state of war"
        " by an armed invasion, the other must come to its help."
    )
    c = one(text)
    assert set(c.parties) == {"NOR", "SWE"} and c.act is not None and c.act.value == "in-force"
    assert c.trigger == "invasion and state-of-war" and c.date == "2024-06-19"


def test_bound_by_an_alliance() -> None:
    c = one("France is bound to Russia by an alliance.", date(1914, 8, 2))
    assert set(c.parties) == {"FRA", "RUS"} and c.kind.value == "must-assist" and c.mutual


def test_a_pact_without_a_clause() -> None:
    text = "Japan and Australia announced a security pact. The agreement contains no mutual defence clause."
    found = {c.kind.value: c for c in commitments(text)}
    assert found["must-assist"].negated and set(found["must-assist"].parties) == {"JPN", "AUS"}
    assert not found["cooperates"].negated
