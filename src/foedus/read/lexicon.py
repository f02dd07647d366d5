"""Word lists of the field that several steps share: roles, titles, bodies, pact words, speech verbs.

Lists, not rules: each entry is a lemma or a word form in lower case unless it says otherwise. They live in
`words.yaml` beside the frames.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from foedus.yamlfile import load

_FOLDER = Path(__file__).parent / "frames"


@cache
def _file() -> dict[str, Any]:
    found: dict[str, Any] = load(_FOLDER / "words.yaml").value
    return found


def words(name: str) -> frozenset[str]:
    """A list of `words.yaml`: entries separated by blanks; `_` joins the words of one entry."""
    return frozenset(w.replace("_", " ") for w in str(_file()[name]).split())


def with_singulars(name: str) -> frozenset[str]:
    """As `words`, with `protester` beside `protesters`."""
    found = words(name)
    return found | {w[:-1] for w in found if w.endswith("s") and len(w) > 4 and not w.endswith("ss")}


def table(name: str) -> dict[str, str]:
    """A mapping of `words.yaml` from group to words, turned round: word → group."""
    return {w.replace("_", " "): group for group, row in _file()[name].items() for w in str(row).split()}


ROLES = words("office_roles") | words("analyst_roles") | words("other_roles")
OFFICE_ROLES = words("office_roles")
ANALYST_ROLES = words("analyst_roles")
TITLE_WORDS = words("titles")
ORG_WORDS = words("org_words")
COLLECTIVES = with_singulars("collectives")
SPEECH = table("speech")
"""Reporting verb → stance."""
SPEECH_NOUNS = table("speech_nouns")
"""`claim`, `denial`, `pledge` → stance."""
DOCUMENTS = words("documents")
MEDIA = words("media")
PACT_NOUNS = words("pact_nouns")
LIGHT_VERBS = words("light_verbs")
