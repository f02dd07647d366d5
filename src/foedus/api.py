"""The four functions of `import foedus`: read, brief, world, consequences, with the packaged tables and dossier.

Every argument that is a day takes a `datetime.date` or ISO text; every state a name, an id, `cow:` or `gw:`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from foedus.brief.compose import compose
from foedus.brief.export import as_contract
from foedus.brief.make import day, read_text, sources
from foedus.law import answer
from foedus.law.dossier import dossier
from foedus.law.facts import facts_of
from foedus.law.whatif import suppose
from foedus.law.world import World
from foedus.model.brief import Brief
from foedus.model.obligation import Consequences
from foedus.model.reading import Reading
from foedus.read.document import Text, load_document
from foedus.states import load

Day = date | str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A brief that prints as its terminal page, shows as its HTML page in a notebook, and dumps as JSON."""

    brief: Brief
    text: str

    def __str__(self) -> str:
        from foedus.brief.terminal import render

        return render(self.brief, text=self.text)

    def _repr_html_(self) -> str:
        from foedus.brief.html import render

        return render(self.brief, text=self.text)

    def json(self) -> dict[str, Any]:
        """The document of `foedus brief --json`."""
        return as_contract(self.brief)


def read_article(text: str | Path, *, published: Day | None = None) -> Reading:
    """Actors, events, statements and commitments of a text (or of a file, given as a `Path`).

    Raises:
        FoedusError: for a text that cannot be read or is not in English.
    """
    return read_text(_text(text), _day(published))[0]


def brief_article(text: str | Path, *, published: Day | None = None, known: Day | None = None) -> Answer:
    """What an article changes in who must fight for whom; records nothing.

    Examples:
        >>> answer = brief_article("Russia and North Korea held talks.", published="2024-06-20")
        >>> answer.brief.changes
        ()
    """
    opened = _text(text)
    reading, warnings = read_text(opened, _day(published))
    on = date.fromisoformat(reading.source.published or date.today().isoformat())
    made = compose(reading, on=on, known=_day(known) or on, sources=sources(), warnings=warnings)
    return Answer(brief=made, text=opened.text)


def world(on: Day, known: Day | None = None) -> World:
    """The norms of the packaged dossier in force on a day, as public by another.

    Examples:
        >>> world("2024-07-01").on
        datetime.date(2024, 7, 1)
    """
    when = _day(on)
    assert when is not None
    return World.build(dossier().instruments, on=when, known=_day(known), lands=load.territory())


def consequences(in_world: World, facts: str | Sequence[Mapping[str, Any]]) -> Consequences:
    """What facts set off: a sentence ("North Korea attacks South Korea"), or rows as in a facts file.

    Examples:
        >>> done = consequences(world("2024-07-01"), "North Korea attacks South Korea")
        >>> sorted({(o.debtor, o.instrument) for o in done.obligations if o.kind == "must-assist" and o.force.legal})
        [('USA', 'usa-kor-1953')]
    """
    if isinstance(facts, str):
        given = suppose(facts, in_world.on)
    else:
        rows = json.dumps({"on": in_world.on.isoformat(), "facts": list(facts)}, default=str)
        given = facts_of(rows, name="facts", on=in_world.on).facts
    return answer.consequences(in_world, given)


def _text(text: str | Path) -> Text:
    if isinstance(text, Path):
        return load_document(text, None, name=text.name)
    return load_document(None, text.encode("utf-8"), name="text")


def _day(given: Day | None) -> date | None:
    return day(given, "date") if isinstance(given, str) else given
