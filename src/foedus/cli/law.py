"""Verbs of the room `law`: obligations, why, bound, whatif, compare, instruments."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from foedus.cli.output import emit_json, say
from foedus.errors import InputError, shown

if TYPE_CHECKING:
    from foedus.law.facts import FactsFile
    from foedus.law.world import World
    from foedus.model.obligation import Consequences

On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day in the world (default today).")]
Known = Annotated[
    str | None,
    typer.Option("--known", metavar="DATE", help="Only what was public by this day (default today)."),
]
Json = Annotated[bool, typer.Option("--json", help="Exactly one JSON document on stdout.")]
Dossiers = Annotated[
    list[Path] | None,
    typer.Option("--instruments", metavar="PATH", help="Further instrument files or folders of your own."),
]


def register(app: typer.Typer) -> None:
    """Add this room's verbs to the command."""
    app.command(rich_help_panel="Ask")(obligations)


def obligations(
    facts: Annotated[Path, typer.Argument(help="A facts file (YAML or JSON).", show_default=False)],
    on: On = None,
    known: Known = None,
    instruments: Dossiers = None,
    json_: Json = False,
) -> None:
    """Who owes what to whom, given the facts: duties, rights, breaches, and what does not follow and why.

    Example: foedus obligations facts.yaml --on 2024-07-01
    """
    file = _facts(facts, on)
    world = _world(file.on, known or file.known, instruments)
    done = _consequences(world, file)
    if json_:
        emit_json(_answer(world, file, done))
        return
    from foedus.cli.law_page import consequences_page

    for line in consequences_page(done, world.on):
        say(line)


def _facts(path: Path, on: str | None) -> FactsFile:
    from foedus.law.facts import read_facts

    return read_facts(path, on=_day(on, "--on"))


def _world(on: date | None, known: str | date | None, extra: list[Path] | None = None) -> World:
    from foedus.law.dossier import dossier

    by = _day(known, "--known") if isinstance(known, str) else known
    day = on or today()
    if by is not None and by < day:
        pass  # a day in the world later than what was public: nothing of the future is known
    return dossier(extra or ()).world(day, by or max(today(), day))


def _consequences(world: World, file: FactsFile) -> Consequences:
    from foedus.law.answer import consequences
    from foedus.law.assumed import checked
    from foedus.states.load import names

    checked(file.assume, world, file.facts)
    return consequences(
        world, file.facts, assume=file.assume, name=lambda s: names().display(s, world.on, the=True)
    )


def _answer(world: World, file: FactsFile, done: Consequences) -> dict[str, Any]:
    from foedus.model.codec import dump

    answer: dict[str, Any] = {"on": world.on.isoformat(), "known": world.known.isoformat()}
    answer["facts"] = [_plain_fact(dump(f)) for f in file.facts]
    answer |= dump(done)
    return answer


def _plain_fact(row: Mapping[str, Any]) -> dict[str, Any]:
    """A fact as it would stand in a file: empty fields left out, the place by its name."""
    kept = {k: v for k, v in row.items() if v not in (None, [], "")}
    if isinstance(kept.get("place"), dict):
        kept["place"] = kept["place"]["name"]
    return kept


def _day(text: str | None, option: str) -> date | None:
    from foedus.model.time import parse_day

    if text is None:
        return None
    if text == "today":
        return today()
    try:
        return parse_day(text)
    except ValueError as e:
        raise InputError(shown(e), where=option, hint="Write a day as 2024-07-01.", code="date") from None


def today() -> date:
    """The day of the clock; `FOEDUS_NOW` fixes it in tests."""
    import os

    fixed = os.environ.get("FOEDUS_NOW")
    return date.fromisoformat(fixed[:10]) if fixed else date.today()
