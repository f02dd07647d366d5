"""Who alleges an act, and who denies it: in the same sentence, in the next, and across paragraphs."""

from __future__ import annotations

import pytest
from tests.read.reading import events, statements


def _denied(text: str) -> set[tuple[str, str]]:
    """(actor, denier) of every event that somebody denies."""
    return {(a, d) for e in events(text) for a in e.actor for d in e.denied_by}


@pytest.mark.parametrize(
    ("text", "actor", "denier"),
    [
        ("Ukraine said that Iran had sent drones to Russia. Tehran denied it.", "IRN", "IRN"),
        ("Chad said that Sudan had attacked a village. Khartoum called the report baseless.", "SDN", "SDN"),
        ("Seoul says that Pyongyang has sent shells to Moscow, a charge that both deny.", "PRK", "PRK"),
        ("Seoul says that Pyongyang has sent shells to Moscow. Both deny the charge.", "PRK", "RUS"),
        ("The United States accuses Iran of attacking two tankers; Iran denies any involvement.", "IRN", "IRN"),
        ("Kinshasa accuses Kigali of sending troops to Congo, which Rwanda denies.", "RWA", "RWA"),
        ("Kosovo said that Serbia had attacked a post. The charge was denied by Belgrade.", "SRB", "SRB"),
        ("India says that Pakistan shelled a village. Islamabad dismissed the claim as false.", "PAK", "PAK"),
        ("India says that Pakistan shelled a village.\n\nPakistan's army said the charge was a fabrication.",
         "PAK", "PAK"),
        ("Israel said that Lebanon had attacked a farm. Beirut said it had nothing to do with the attack.", "LBN",
         "LBN"),
        ("Poland says that Russia violated its airspace; the Kremlin rejected the accusation.", "RUS", "RUS"),
        ("Japan says that a Chinese ship fired on a boat. The Foreign Ministry in Beijing denied the report.", "CHN",
         "CHN"),
        ("Venezuela was accused by Guyana of sending a warship into its waters. Caracas rejected the account.",
         "VEN", "VEN"),
    ],
)  # fmt: skip
def test_a_charge_bears_its_denial(text: str, actor: str, denier: str) -> None:
    found = events(text)
    assert (actor, denier) in _denied(text), [
        (e.type.value, e.actor, e.modality.value, e.denied_by) for e in found
    ]
    assert not [e for e in found if actor in e.actor and e.denied_by and e.modality.value == "asserted"]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Rwanda has repeatedly denied backing the M23.", "RWA"),
        ("Pakistan denies Indian allegations that it shelters militants.", "PAK"),
        ("Moscow has denied reports that it sent troops to Mali.", "RUS"),
        ("Eritrea denied that its soldiers had entered Tigray.", "ERI"),
        ("Hungary rejected the charge that it had broken the treaty.", "HUN"),
        ("In Sofia it was denied that troops had crossed the border.", "BGR"),
        ("Any involvement was denied by Minsk.", "BLR"),
        ("The report, denied by Tehran, was published on Monday.", "IRN"),
        ("Algiers described the account as pure fiction.", "DZA"),
    ],
)
def test_a_denial_is_a_statement(text: str, state: str) -> None:
    assert state in {s.state for s in statements(text) if s.stance.value == "deny"}


@pytest.mark.parametrize(
    "text",
    [
        "Russia has neither confirmed nor denied the deployment.",
        "Israel did not deny the strike.",
        "Norway rejected the offer.",
        "Norway rejected the demand for a base.",
        "Sudan would deny it if it were asked.",
        "No state denied that the treaty was in force.",
        "Peru said that the treaty was not in force.",
    ],
)
def test_what_is_no_denial(text: str) -> None:
    assert not [s for s in statements(text) if s.stance.value == "deny"]
    assert not _denied(text)


def test_each_denies_only_what_it_is_charged_with() -> None:
    text = "Kinshasa said that Rwanda had attacked Goma. Rwanda denied the charge. France closed its embassy."
    assert _denied(text) == {("RWA", "RWA")}


def test_who_alleges() -> None:
    (found,) = [e for e in events("Ukraine said that Iran had sent drones to Russia.") if "IRN" in e.actor]
    assert found.alleged_by == ("UKR",) and found.modality.value == "alleged"
