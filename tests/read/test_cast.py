"""Who is who: names, capitals, pronouns, sets, look-alikes."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.read.reading import acts, events, reading


def test_the_north_needs_a_korea() -> None:
    assert ("ACCUSE", "KOR", "PRK", "asserted") in acts(
        "South Korea met its neighbors. South Korea condemned the North."
    )
    assert not events("The village condemned the North.")


def test_pronouns() -> None:
    text = "Putin praised Iran. He visited China in May."
    assert ("CONSULT", "RUS", "CHN", "asserted") in acts(text)
    text = "The South Korean government spoke first. It condemned Japan."
    assert ("ACCUSE", "KOR", "JPN", "asserted") in acts(text)


def test_the_two_and_the_three() -> None:
    text = "Japan and South Korea made peace. The two countries signed a treaty."
    assert ("SUPPORT", "JPN KOR", "JPN KOR", "asserted") in acts(text)
    text = "Mali, Niger and Burkina Faso are at odds with France. The three countries signed a treaty."
    found = [
        e
        for e in events("Mali, Niger and Burkina Faso met. The three countries signed a treaty.")
        if e.type.value == "SUPPORT"
    ]
    assert set(found[0].actor) == {"MLI", "NER", "BFA"}


def test_states_of_the_day() -> None:
    assert ("ASSAULT", "AUH", "SRB", "asserted") in acts(
        "Austria-Hungary attacked Serbia.", date(1914, 7, 29)
    )
    assert ("ASSAULT", "RUS", "FIN", "asserted") in acts(
        "The Soviet Union attacked Finland.", date(1939, 11, 30)
    )


def test_lookalikes_are_told_and_not_taken() -> None:
    text = "Ruѕsia attacked Georgia."  # a Cyrillic letter in the first word
    found = reading(text)
    assert not any("RUS" in e.actor for e in found.events)
    (doubt,) = found.unplaced
    assert text[doubt.span[0] : doubt.span[1]] == "Ruѕsia" and "Russia" in doubt.why


def test_hidden_characters_are_told() -> None:
    found = reading("Ira\u200bn attacked Iraq.")
    assert not any("IRN" in e.actor for e in found.events)
    assert any("hidden" in u.why for u in found.unplaced)


def test_a_street_is_no_state() -> None:
    assert not [e for e in events("The Washington Post criticized Canada.") if "USA" in e.actor]


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet=st.characters(blacklist_categories=("Cs",)), max_size=300))
def test_any_text_is_read_and_offsets_lie_inside(text: str) -> None:
    found = reading(text)
    spans = (
        [e.span for e in found.events]
        + [s.content for s in found.statements]
        + [c.span for c in found.commitments]
    )
    assert all(0 <= a <= b <= len(text) for a, b in spans)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "Russia attacked Ukraine said that the “ ” if pact, signed . ? Iran he it they".split()
        ),
        max_size=40,
    )
)
def test_word_salad_is_read(words: list[str]) -> None:
    reading(" ".join(words))
