"""Who says what."""

from __future__ import annotations

import pytest
from tests.read.reading import reading, statements

LEE = "“The pact changes nothing for us,” said Lee Min-ho, a professor of law at Sejong University in Seoul."


def test_inverted_quotation_with_role_and_body() -> None:
    (s,) = statements(LEE)
    assert s.speaker == "Lee Min-ho" and s.role == "professor of law" and s.affiliation == "Sejong University"
    assert s.state is None and s.form.value == "quotation" and s.verb == "said"
    assert LEE[s.content[0] : s.content[1]].strip(",") == "The pact changes nothing for us"


@pytest.mark.parametrize(
    ("text", "speaker", "state", "stance", "form"),
    [
        ("Japan said that the talks had failed.", "Japan", "JPN", "assert", "paraphrase"),
        ("The talks, analysts said, would fail.", "analysts", None, "assert", "paraphrase"),
        (
            "The talks had failed, according to the Polish government.",
            "Polish government",
            "POL",
            "assert",
            "paraphrase",
        ),
        ("Iran denied that it had sent drones to Russia.", "Iran", "IRN", "deny", "paraphrase"),
        ("China warned that the sale would harm peace.", "China", "CHN", "warn", "paraphrase"),
        ("Norway pledged to send medicine to Ukraine.", "Norway", "NOR", "promise", "paraphrase"),
        ("Egypt urged Sudan to stop the fighting.", "Egypt", "EGY", "demand", "paraphrase"),
        ("Syria accused Turkey of breaking the truce.", "Syria", "SYR", "accuse", "paraphrase"),
        ("“We will not yield,” the Greek government said.", "Greek government", "GRC", "assert", "quotation"),
    ],
)
def test_kinds_of_speech(text: str, speaker: str, state: str | None, stance: str, form: str) -> None:
    found = [s for s in statements(text) if s.speaker == speaker]
    assert found, statements(text)
    assert (found[0].state, found[0].stance.value, found[0].form.value) == (state, stance, form)


def test_titles_and_surnames() -> None:
    text = "Prime Minister Fumio Kishida of Japan visited Seoul. Kishida said that the visit was useful."
    (s,) = statements(text)
    assert s.speaker == "Fumio Kishida" and s.state == "JPN"


def test_a_pronoun_goes_on_with_the_one_who_spoke() -> None:
    text = (
        "“It is bad,” said Anna Kowalska, a spokeswoman for Poland. “We shall see"
        " what comes of this,” she said."
    )
    assert {s.speaker for s in statements(text)} == {"Anna Kowalska"}


def test_several_quotations_of_one_speaker_are_not_lost() -> None:
    text = (
        "“It is far too early to say,” said Bruno Maier, a Swiss diplomat."
        " “Nobody knows what will happen next year.”"
    )
    found = statements(text)
    assert {s.speaker for s in found} == {"Bruno Maier"}
    assert max(s.content[1] for s in found) >= text.index("next year")


def test_editorials_and_documents() -> None:
    (s,) = statements("An editorial in The Tribune said that the treaty was a mistake.")
    assert s.form.value == "editorial" and "Tribune" in (s.speaker or "")
    (s,) = statements("The communiqué said that both sides would meet again.")
    assert s.form.value == "document"


def test_offsets_are_of_the_text() -> None:
    text = "Line one.\n\nJapan said that the “talks” had failed."
    (s,) = reading(text).statements
    assert text[s.content[0] : s.content[1]] == "that the “talks” had failed"
