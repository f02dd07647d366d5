"""Done, planned, feared, denied: what the words around an act say of it."""

from __future__ import annotations

import pytest

from foedus.model.reading import Modality
from foedus.read.modality import judge
from foedus.read.pipeline import language

A, P, H, N = Modality.ASSERTED, Modality.PLANNED, Modality.HYPOTHETICAL, Modality.NEGATED


@pytest.mark.parametrize(
    ("text", "word", "modality", "dropped"),
    [
        ("Iraq attacked Iran.", "attacked", A, False),
        ("Iraq did not attack Iran.", "attack", N, False),
        ("Iraq never attacked Iran.", "attacked", N, False),
        ("Iraq plans to attack Iran.", "attack", P, False),
        ("Iraq will attack Iran.", "attack", P, False),
        ("Iraq may attack Iran.", "attack", H, False),
        ("If Iraq attacks Iran, oil will rise.", "attacks", H, True),
        ("Iraq wants to attack Iran.", "attack", H, True),
        ("Iraq began to attack Iran.", "attack", A, False),
        ("Iraq failed to attack Iran.", "attack", N, False),
        ("The attack worried Iran.", "attack", A, False),
        ("Iran fears an attack.", "attack", H, True),
        ("Any attack would be answered.", "attack", H, True),
        ("Iraq was accused of attacking Iran.", "attacking", Modality.ALLEGED, False),
        ("Did Iraq attack Iran?", "attack", H, True),
    ],
)
def test_judgement(text: str, word: str, modality: Modality, dropped: bool) -> None:
    token = next(t for t in language()(text) if t.text == word)
    found = judge(token)
    assert found.dropped is dropped
    assert dropped or found.modality is modality
