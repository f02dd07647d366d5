"""Sentences of the news ↔ instruments of the whole dossier: the right pact, or none."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from foedus.brief.make import index
from foedus.brief.moves import move
from foedus.brief.place import is_new, match
from foedus.law.dossier import dossier
from foedus.model.reading import Commitment
from foedus.read.reader import read
from foedus.states import load


@cache
def commitments(text: str, on: date) -> tuple[Commitment, ...]:
    return read(
        text,
        published=on,
        names=load.names(),
        actors=load.actors(),
        leaders=load.leaders(),
        territory=load.territory(),
        index=index(dossier(), on),
    ).commitments


def news(text: str, day: str) -> set[str | None]:
    """The instruments that new acts of a text are found to be; None for a pact that no file holds."""
    on = date.fromisoformat(day)
    found = [c for c in commitments(text, on) if is_new(c, on)]
    hits = [match(c, dossier().instruments, on, on) for c in found]
    return {h.instrument.id if h else None for h in hits}


@pytest.mark.parametrize(
    ("day", "text", "expected"),
    [
        ("2023-04-04", "Finland became the 31st member of NATO on Tuesday.", "nato-1949"),
        ("2024-03-07", "Sweden formally joined the North Atlantic Treaty Organization on Thursday.", "nato-1949"),
        ("2017-06-05", "Montenegro acceded to the North Atlantic Treaty on Monday.", "nato-1949"),
        ("2020-03-28", "North Macedonia has become NATO's 30th member state.", "nato-1949"),
        ("2009-04-02", "Albania and Croatia became full members of NATO on Wednesday.", "nato-1949"),
        ("1955-05-07", "The Federal Republic of Germany was received into NATO on Friday.", "nato-1949"),
        ("2024-02-23", "Armenia has frozen its participation in the Collective Security Treaty Organization.", "csto-1992"),
        ("2012-06-28", "Uzbekistan has suspended its membership of the CSTO.", "csto-1992"),
        ("2002-09-07", "Mexico said on Friday it is withdrawing from the Rio Treaty.", "rio-1947"),
        ("1991-07-01", "The Warsaw Pact was dissolved in Prague on Monday.", "warsaw-1955"),
        ("1956-11-02", "Hungary has announced that it is leaving the Warsaw Treaty.", "warsaw-1955"),
        ("2025-01-29", "Burkina Faso, Mali and Niger left the Economic Community of West African States.", "ecowas-1981"),
        ("2023-08-19", "Japan, South Korea and America pledged to consult each other in a crisis.", "camp-david-2023"),
        ("2021-09-16", "Australia, Britain and America announced a security partnership, AUKUS.", "aukus-2021"),
        ("2025-09-18", "Saudi Arabia and Pakistan signed a mutual defence agreement on Wednesday.", "pak-sau-2025"),
        ("2025-10-02", "President Trump signed an order pledging to treat an attack on Qatar as a threat.", "usa-qat-2025"),
        ("1939-04-01", "Mr. Chamberlain announced that Britain has given Poland an assurance of support.", "gbr-pol-guarantee-1939"),
        ("1939-08-26", "Great Britain and Poland signed an agreement of mutual assistance yesterday.", "gbr-pol-1939"),
        ("1939-08-24", "Germany and the Soviet Union signed a pact of non-aggression this morning.", "molotov-ribbentrop-1939"),
        ("1980-01-01", "The mutual defense treaty between the United States and Taiwan expired at midnight.", "usa-twn-1954"),
        ("1955-04-06", "Britain joined the Baghdad Pact on Tuesday.", "baghdad-1955"),
        ("1979-03-13", "Pakistan announced its withdrawal from CENTO on Monday.", "baghdad-1955"),
        ("1954-09-09", "The United States, Britain, France, Australia, New Zealand, Pakistan, the Philippines and Thailand "
         "signed the Southeast Asia Collective Defence Treaty on Wednesday.", "manila-1954"),
        ("1986-08-12", "The United States suspended its obligations to New Zealand under the ANZUS treaty.", "anzus-1951"),
        ("2024-02-17", "Germany and Ukraine signed a security agreement on Friday.", "deu-ukr-2024"),
        ("2024-01-13", "Britain and Ukraine signed a security agreement on Friday.", "gbr-ukr-2024"),
        ("2019-04-01", "The treaty of friendship between Russia and Ukraine lapsed on Monday.", "rus-ukr-1997"),
        ("1976-03-15", "Egypt abrogated the treaty of friendship with the Soviet Union on Monday.", "rus-egy-1971"),
        ("1939-04-28", "Berlin declared the non-aggression pact with Poland void.", "deu-pol-1934"),
        ("1945-04-06", "The Soviet Union denounced its neutrality pact with Japan yesterday.", "jpn-rus-1941"),
        ("1955-05-08", "Moscow annulled its treaty of alliance with Britain on Saturday.", "gbr-rus-1942"),
        ("2024-12-05", "The mutual defence treaty between Russia and North Korea took effect on Wednesday.", "prk-rus-2024"),
        ("1940-11-21", "Hungary adhered to the Tripartite Pact in Vienna yesterday.", "tripartite-1940"),
        ("1936-11-26", "Germany and Japan signed a security agreement against the Comintern.", "anti-comintern-1936"),
        ("1954-08-10", "A Balkan pact of Yugoslavia, Greece and Turkey was signed in Bled on Monday.", "balkan-1954"),
        ("1941-03-02", "Bulgaria signed the Tripartite Pact in Vienna yesterday.", "tripartite-1940"),
    ],
)  # fmt: skip
def test_the_right_pact(day: str, text: str, expected: str) -> None:
    assert news(text, day) == {expected}


@pytest.mark.parametrize(
    ("day", "text"),
    [
        ("2024-12-05", "A mutual defence treaty between Poland and Romania entered into force on Monday."),
        ("2024-06-20", "Chad ended its mutual assistance pact with Togo on Thursday."),
        ("2024-06-20", "Egypt withdrew from its defence pact with Libya on Thursday."),
    ],
)
def test_a_new_pact_that_no_file_holds(day: str, text: str) -> None:
    assert news(text, day) == {None}


@pytest.mark.parametrize(
    ("day", "text"),
    [
        ("2025-09-18", "Saudi Arabia and Pakistan signed an agreement on cultural cooperation on Tuesday."),
        ("2025-09-18", "Saudi Arabia and Pakistan signed a deal on cement imports on Tuesday."),
        ("2024-06-20", "Russia and North Korea signed an agreement on health care and medical training."),
        ("2024-06-20", "The Warsaw Pact was dissolved in 1991."),
        ("2024-06-20", "The United States and the Philippines are bound by a mutual defense treaty of 1951."),
        ("2024-06-20", "Turkey joined NATO in 1952 and has hosted American bombs since."),
        ("2024-06-20", "Iran proposed a non-aggression pact with Saudi Arabia on Monday."),
        ("2024-06-20", "No treaty obliges the United States to defend Taiwan."),
        ("2024-06-20", "The leaders of Japan and the United States reaffirmed their security treaty."),
        ("2023-04-03", "Finland will join NATO on Tuesday."),
    ],
)
def test_nothing_new(day: str, text: str) -> None:
    assert news(text, day) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The mutual defence treaty of 1951 between the United States and the Philippines stands.",
            "usa-phl-1951",
        ),
        ("Moscow and Pyongyang had a treaty of mutual assistance of 1961.", "prk-rus-1961"),
        ("The United States said its defence commitment to South Korea remained ironclad.", "usa-kor-1953"),
        ("No treaty obliges the United States to defend Taiwan.", None),
    ],
)
def test_pacts_in_the_background(text: str, expected: str | None) -> None:
    on = date(2025, 6, 20)
    (c,) = commitments(text, on)
    hit = match(c, dossier().instruments, on, on)
    assert (hit.instrument.id if hit else None) == expected


def test_a_duty_to_one_member_leaves_the_rest_bound() -> None:
    on = date(1986, 8, 12)
    (c,) = commitments(
        "The United States suspended its obligations to New Zealand under the ANZUS treaty.", on
    )
    made = move(c, match(c, dossier().instruments, on, on), on)
    assert made and made.after and {s for m in made.after.parties for s in m.states} == {"AUS", "NZL", "USA"}
    pairs = {(d, o) for n in made.after.norms for d in n.debtors for o in n.creditors if d != o}
    assert ("USA", "NZL") not in pairs and ("NZL", "USA") not in pairs
    assert {("USA", "AUS"), ("AUS", "USA"), ("AUS", "NZL"), ("NZL", "AUS")} <= pairs


def test_who_leaves_is_named_by_no_norm_any_more() -> None:
    on = date(2002, 9, 7)
    (c,) = commitments("Mexico said on Friday it is withdrawing from the Rio Treaty.", on)
    made = move(c, match(c, dossier().instruments, on, on), on)
    assert made and made.after and made.before
    assert any("MEX" in n.debtors for n in made.before.norms)
    assert not any("MEX" in (*n.debtors, *n.creditors) for n in made.after.norms)
