"""What a text reports of pacts, by families of sentences: who, what kind of duty, which act, when."""

from __future__ import annotations

from datetime import date

import pytest
from tests.read.reading import commitments

from foedus.model.norm import Kind
from foedus.model.reading import Commitment, Modality
from foedus.read.reader import IndexEntry, read
from foedus.states import load

ON = date(2024, 6, 20)  # a Thursday

INDEX = (
    IndexEntry(
        id="north-1949",
        title="North Atlantic Treaty",
        names=("NATO", "Washington Treaty"),
        parties=("USA", "GBR", "FRA", "NOR", "DNK"),
        signed="1949-04-04",
        articles=(("5", Kind.MUST_ASSIST),),
    ),
    IndexEntry(
        id="rio-1947",
        title="Inter-American Treaty of Reciprocal Assistance",
        names=("Rio Treaty",),
        parties=("USA", "MEX", "BRA", "CHL", "PER"),
        signed="1947-09-02",
        articles=(("3", Kind.MUST_ASSIST),),
    ),
)


def with_index(text: str, on: date) -> tuple[Commitment, ...]:
    return read(
        text,
        published=on,
        names=load.names(),
        actors=load.actors(),
        leaders=load.leaders(),
        territory=load.territory(),
        index=INDEX,
    ).commitments


def told(c: Commitment) -> tuple[str, str, str | None]:
    return " ".join(sorted(c.parties)), c.kind.value, c.act.value if c.act else None


def settled(found: tuple[Commitment, ...]) -> set[tuple[str, str, str | None]]:
    """Those that stand as facts."""
    return {told(c) for c in found if c.modality is Modality.ASSERTED and not c.negated}


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("A mutual defence treaty between Poland and Romania entered into force on Monday.", "POL ROU"),
        ("Egypt and Sudan have brought into force a joint defence agreement.", "EGY SDN"),
        (
            "The mutual defence pact signed in June 2023 between Kenya and Uganda became effective on Sunday.",
            "KEN UGA",
        ),
        (
            "Norway and Sweden exchanged the instruments of ratification of their mutual defence treaty.",
            "NOR SWE",
        ),
        (
            "Ratifications of the treaty of alliance between France and Greece were exchanged on Monday.",
            "FRA GRC",
        ),
        (
            "A treaty that commits Chile and Peru to come to each other's aid if attacked took effect on Monday.",
            "CHL PER",
        ),
    ],
)
def test_in_force(text: str, parties: str) -> None:
    assert (parties, "must-assist", "in-force") in settled(commitments(text, ON))


@pytest.mark.parametrize(
    ("text", "parties", "kind"),
    [
        ("The presidents of Serbia and Hungary put their names to a mutual assistance treaty.", "HUN SRB", "must-assist"),
        ("A defense pact was initialled in Lisbon by Spain and Portugal.", "ESP PRT", "must-assist"),
        ("Bolivia's signing of a military alliance with Venezuela on Wednesday alarmed Brazil.", "BOL VEN", "must-assist"),
        ("Albania and Greece signed a pact of friendship and non-aggression.", "ALB GRC", "must-not-attack"),
        ("Spain and Morocco concluded a pact by which they renounce the use of force.", "ESP MAR", "must-not-attack"),
        ("Peru and Chile signed a treaty that binds each to help if the other is attacked.", "CHL PER", "must-assist"),
        ("Kenya and France signed a defence cooperation agreement.", "FRA KEN", "cooperates"),
        ("Pakistan has concluded a defence treaty with Turkey, the foreign ministry said.", "PAK TUR", "must-assist"),
    ],
)  # fmt: skip
def test_signed(text: str, parties: str, kind: str) -> None:
    assert (parties, kind, "signed") in settled(commitments(text, ON))


@pytest.mark.parametrize(
    ("text", "state", "act"),
    [
        ("Finland became the 31st member of NATO on Tuesday.", "FIN", "joined"),
        ("Finland was admitted to NATO on Tuesday.", "FIN", "joined"),
        ("North Macedonia has become NATO's 30th member state.", "MKD", "joined"),
        ("Montenegro is NATO's newest member.", "MNE", "joined"),
        ("NATO welcomed Finland as its newest member.", "FIN", "joined"),
        ("Moldova has gained membership of the Collective Security Treaty Organisation.", "MDA", "joined"),
        ("Armenia has frozen its participation in the CSTO.", "ARM", "suspended"),
        (
            "Armenia's suspension of its membership of the CSTO took effect on Monday.",
            "ARM",
            "suspended",
        ),
        ("Armenia walked out of the CSTO on Wednesday.", "ARM", "ended"),
        ("The CSTO expelled Armenia on Wednesday.", "ARM", "ended"),
        ("Niger's withdrawal from ECOWAS took effect on Wednesday.", "NER", "ended"),
        ("Niger gave notice on Wednesday that it is withdrawing from ECOWAS.", "NER", "ended"),
        ("Niger announced that it will leave ECOWAS in January.", "NER", "ended"),
        ("Ukraine applied for membership of NATO on Friday.", "UKR", "proposed"),
        ("Finland and Sweden handed in their applications to join NATO.", "FIN SWE", "proposed"),
        ("Moldova hopes to join NATO.", "MDA", "proposed"),
        ("NATO leaders invited Albania to join the alliance.", "ALB", "proposed"),
    ],
)
def test_joining_and_leaving(text: str, state: str, act: str) -> None:
    (found,) = settled(commitments(text, ON))
    assert (found[0], found[2]) == (state, act)


@pytest.mark.parametrize(
    "text",
    [
        "Donald Trump has threatened to pull the United States out of NATO.",
        "Georgia threatened to leave the alliance.",
        "France withdrew its forces from NATO's integrated command.",
        "The opposition leader said he would withdraw Georgia from the CSTO if elected.",
        "Hungary said it would not leave NATO.",
        "Japan and Russia signed a fishing agreement.",
        "Saudi Arabia and Pakistan signed an agreement on cultural cooperation on Tuesday.",
        "Mexico withdrew from the tuna agreement with the United States.",
        "France and Algeria signed a visa accord.",
        "Poland and Lithuania signed a rail agreement on Monday.",
        "Russia and Ukraine signed a treaty on Monday.",
        "Japan and Australia have no mutual defence treaty.",
        "The Comoros and Senegal denied reports that they had concluded a secret military pact.",
        "The United States accused Russia and Iran of having signed a secret defence pact.",
        "Minsk denied that it had signed a secret military treaty with Beijing.",
        "Would America defend Taiwan? Nobody knows.",
        "Russia broke the ceasefire with Ukraine on Monday.",
    ],
)
def test_no_new_pact(text: str) -> None:
    new = {"signed", "announced", "in-force", "joined", "suspended", "ended"}
    assert not {c for c in settled(commitments(text, ON)) if c[2] in new}


@pytest.mark.parametrize(
    ("text", "parties", "kind", "act"),
    [
        ("Chad ended its defence pact with France.", "FRA TCD", "must-assist", "ended"),
        ("Washington tore up its defence treaty with Manila.", "PHL USA", "must-assist", "ended"),
        ("The defence treaty between the United States and Taiwan expired at midnight.", "TWN USA", "must-assist", "ended"),
        ("Kuwait and Iraq have annulled their non-aggression pact.", "IRQ KWT", "must-not-attack", "ended"),
        ("Berlin declared the non-aggression pact with Poland void.", "DEU POL", "must-not-attack", "ended"),
        ("China said it will not extend the treaty of alliance with Russia.", "CHN RUS", "must-assist", "ended"),
        ("Seoul on Tuesday suspended a 2018 military agreement with North Korea.", "KOR PRK", "cooperates", "suspended"),
        ("Russia and Belarus extended their military alliance for ten years.", "BLR RUS", "must-assist", "reaffirmed"),
        ("The United States said its defence commitment to Japan remained ironclad.", "JPN USA", "must-assist", "reaffirmed"),
        ("Iran proposed a non-aggression pact with Saudi Arabia.", "IRN SAU", "must-not-attack", "proposed"),
        ("Talks on a defence treaty between Qatar and the United States have begun.", "QAT USA", "must-assist", "proposed"),
        ("Britain gave Poland an assurance of support.", "GBR POL", "must-assist", "announced"),
        ("The king signed a decree. Sudan declared its neutrality.", "SDN", "must-not-assist-attacker", "announced"),
        ("Thailand and Cambodia agreed to a ceasefire on Monday.", "KHM THA", "must-not-attack", "announced"),
    ],
)  # fmt: skip
def test_ended_renewed_proposed_promised(text: str, parties: str, kind: str, act: str) -> None:
    assert (parties, kind, act) in settled(commitments(text, ON))


def test_a_promise_in_an_order() -> None:
    text = "President Biden signed an executive order pledging to regard any armed attack on Qatar as a threat to America."
    (c,) = commitments(text, ON)
    assert (c.debtor, c.creditor, c.kind) == (("USA",), ("QAT",), Kind.MUST_ASSIST) and not c.mutual
    text = "An attack on Qatar will be regarded as a threat to the security of the United States, says a new order."
    (c,) = commitments(text, ON)
    assert (c.debtor, c.creditor) == (("USA",), ("QAT",))


def test_one_pact_for_each_partner() -> None:
    text = "Britain has signed mutual security pacts with Sweden and Finland."
    assert settled(commitments(text, ON)) == {
        ("GBR SWE", "must-assist", "signed"),
        ("FIN GBR", "must-assist", "signed"),
    }
    text = "Britain and France gave guarantees to Greece and Romania on Thursday."
    assert {c.creditor for c in commitments(text, ON)} == {("GRC",), ("ROU",)}


def test_both_countries_are_not_the_one_who_signs() -> None:
    text = (
        "Finland and Sweden want to join NATO. Turkey objects.\n\n"
        "Britain signed mutual defence declarations with both countries on Monday."
    )
    assert {p for p, _, act in settled(commitments(text, ON)) if act == "signed"} == {"FIN GBR", "GBR SWE"}


def test_the_date_is_that_of_the_act() -> None:
    text = "The defence pact that Kenya and Uganda signed in March 2020 took effect on Wednesday."
    (c,) = commitments(text, ON)
    assert (c.date, c.date_end) == ("2024-06-19", None)
    (c,) = commitments("Seoul on Tuesday suspended a 2018 military agreement with North Korea.", ON)
    assert c.date == "2024-06-18"
    assert c.treaty_name == "2018 military agreement"


def test_an_article_told_of_a_new_pact_is_new() -> None:
    text = (
        "Russia and Iran signed a strategic partnership treaty on Monday.\n\n"
        "It provides that if either side is attacked, the other will give military assistance."
    )
    assert ("IRN RUS", "must-assist", "signed") in settled(commitments(text, ON))


def test_a_treaty_of_many_by_its_name() -> None:
    text = "The North Atlantic Treaty came into force today. France, Norway and the United States are bound."
    (c,) = [c for c in with_index(text, date(1949, 8, 24)) if c.act]
    assert c.instrument == "north-1949" and c.act and c.act.value == "in-force"
    assert set(c.parties) == {"FRA", "NOR", "USA"}


@pytest.mark.parametrize(
    "text",
    [
        "Mexico gave formal notice on Friday that it is withdrawing from the Rio Treaty, officials in Washington said.",
        "Mexico denounced the Inter-American Treaty of Reciprocal Assistance on Friday.",
        "Mexico ended its membership of the Rio Treaty on Friday.",
        "Mexico's withdrawal from the Rio Treaty took effect on Friday.",
    ],
)
def test_only_the_one_who_leaves_leaves(text: str) -> None:
    (c,) = with_index(text, date(2002, 9, 7))
    assert (
        told(c) == ("MEX", "must-assist", "ended") and c.instrument == "rio-1947" and c.date == "2002-09-06"
    )


def test_a_duty_to_one_member_is_no_exit() -> None:
    text = "The United States suspended its obligations to Mexico under the Rio Treaty on Friday."
    (c,) = with_index(text, date(2002, 9, 7))
    assert (c.debtor, c.creditor, c.mutual) == (("USA",), ("MEX",), False)
    assert c.act and c.act.value == "suspended"


def test_the_articles_of_a_treaty_speak_of_that_treaty() -> None:
    text = (
        "Agreement between Greece and Cyprus\n\nSigned at Athens on 28 May 2024\n\n"
        "Article 1\nThe Parties shall assist each other if an armed attack takes place against one of them.\n\n"
        "Article 2\nNothing in this Agreement shall affect the rights of the Parties under the North Atlantic Treaty.\n\n"
        "Article 3\nThe Parties shall consult each other whenever one of them is threatened."
    )
    found = with_index(text, date(2024, 5, 29))
    assert {(c.article, told(c)) for c in found} == {
        ("1", ("CYP GRC", "must-assist", "signed")),
        ("3", ("CYP GRC", "must-consult", "signed")),
    }
