"""`foedus schema`, `foedus doctor`: what the answers look like, and what this installation has."""

from __future__ import annotations

from typing import Annotated

import typer

from foedus.cli.output import emit_json, say
from foedus.errors import InputError, shown


def register(app: typer.Typer) -> None:
    """Add this room's verbs to the command."""
    app.command("schema", help=schema.__doc__)(schema)
    app.command("doctor", help=doctor.__doc__)(doctor)


def schema(
    name: Annotated[str, typer.Argument(help="brief, reading, obligations, whatif, instrument.")],
) -> None:
    """The JSON Schema of an answer or of an instrument file.

    \b
    Examples:
      foedus schema reading > reading.schema.json
      foedus schema instrument
    """
    from foedus.model.brief import Brief
    from foedus.model.codec import schema as schema_of
    from foedus.model.instrument import Instrument
    from foedus.model.obligation import Consequences
    from foedus.model.reading import Reading

    known = {
        "brief": Brief,
        "reading": Reading,
        "obligations": Consequences,
        "whatif": Consequences,
        "instrument": Instrument,
    }
    if name not in known:
        raise InputError(f"there is no schema '{shown(name)}'", hint=f"The schemas are: {', '.join(known)}.")
    emit_json({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema_of(known[name])})


def doctor(as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False) -> None:
    """Versions, folders, and what is missing.

    \b
    Example:
      foedus doctor --json
    """
    from foedus.brief.make import installation

    found = installation()
    if as_json:
        emit_json(found)
        return
    width = max(len(k) for k in found)
    for key, value in found.items():
        say(f"{key.ljust(width)}  {value}")
