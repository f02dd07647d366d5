"""A small article of our own and what a careful reader takes from it."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest

from foedus.model.norm import Kind
from foedus.model.reading import (
    Actor,
    ActorKind,
    Commitment,
    Event,
    Form,
    Modality,
    PactAct,
    Plover,
    Question,
    Reading,
    Stance,
    Statement,
)
from foedus.model.source import Document

TEXT = """\
Moscow and Pyongyang sign a pact

Russia and North Korea signed a treaty on Wednesday: if one of them is put in a state of war, the other must help.

South Korean officials say that North Korea has sent shells to Russia. Moscow and Pyongyang deny it.

Russia's war in Ukraine goes on. It is unclear how far the pledge reaches.
"""
ON = date(2024, 6, 20)


def at(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def article() -> Reading:
    pact = at("if one of them is put in a state of war, the other must help")
    return Reading(
        source=Document(
            name="pact.txt",
            title="Moscow and Pyongyang sign a pact",
            published=ON.isoformat(),
            sha256=hashlib.sha256(TEXT.encode()).hexdigest(),
            length=len(TEXT),
        ),
        actors=tuple(
            Actor(id=s, name=n, kind=ActorKind.STATE, state=s, role=None, mentions=(at(n),))
            for s, n in (
                ("RUS", "Russia"),
                ("PRK", "North Korea"),
                ("UKR", "Ukraine"),
                ("KOR", "South Korean"),
            )
        ),
        events=(
            Event(
                id="e1",
                type=Plover.AID,
                actor=("PRK",),
                recipient=("RUS",),
                modality=Modality.ALLEGED,
                date=None,
                date_end=None,
                span=at("North Korea has sent shells to Russia"),
                alleged_by=("KOR",),
                denied_by=("RUS", "PRK"),
                statement="s1",
                item="shells",
            ),
            Event(
                id="e2",
                type=Plover.ASSAULT,
                actor=("RUS",),
                recipient=("UKR",),
                modality=Modality.ASSERTED,
                date="2024-06-20",
                date_end="2024-06-20",
                span=at("Russia's war in Ukraine"),
            ),
        ),
        statements=(
            Statement(
                id="s1",
                speaker="South Korean officials",
                role=None,
                affiliation=None,
                state="KOR",
                form=Form.PARAPHRASE,
                verb="say",
                stance=Stance.ACCUSE,
                span=at("South Korean officials say that North Korea has sent shells to Russia"),
                content=at("North Korea has sent shells to Russia"),
                about=("e1",),
            ),
        ),
        commitments=(
            Commitment(
                id="c1",
                parties=("PRK", "RUS"),
                kind=Kind.MUST_ASSIST,
                mutual=True,
                debtor=("PRK", "RUS"),
                creditor=("PRK", "RUS"),
                trigger="state-of-war",
                quote=None,
                span=pact,
                act=PactAct.SIGNED,
                date="2024-06-19",
            ),
        ),
        questions=(
            Question(
                text="It is unclear how far the pledge reaches.",
                span=at("It is unclear how far the pledge reaches."),
            ),
        ),
    )


@pytest.fixture(scope="session")
def reading() -> Reading:
    return article()
