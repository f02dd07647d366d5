"""What a text itself says is not known."""

from __future__ import annotations

import pytest
from tests.read.reading import reading


@pytest.mark.parametrize(
    "text",
    [
        "The text of the agreement has not been published.",
        "Neither side disclosed the terms of the pact between Russia and Iran.",
        "It was not clear whether Russia would ratify the treaty.",
        "Moscow would not say whether the treaty covers Crimea.",
        "Whether the pact extends to Pakistan's arsenal was left open.",
        "The treaty leaves open what counts as an invasion of Poland.",
        "How Japan would respond is anybody's guess.",
        "No one in Seoul knows how far the commitment goes.",
        "It is too early to tell if Germany will join.",
        "The wording is vague on whether Turkey must help.",
    ],
)
def test_it_is_not_known(text: str) -> None:
    (asked,) = reading(text).questions
    assert asked.text == text


@pytest.mark.parametrize(
    "text",
    ["China and Brazil signed a trade agreement.", "The pact obliges France to help Greece if attacked."],
)
def test_nothing_is_asked(text: str) -> None:
    assert reading(text).questions == ()
