"""`foedus instruments`: the dossier listed, shown, checked, and begun anew."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from foedus.cli.law_case import Json, On, Own, day_of, namer, say_all, state_id, today
from foedus.cli.new_instrument import new
from foedus.cli.output import emit_json, say, warn
from foedus.errors import InputError, shown


def register(app: typer.Typer) -> None:
    """Add the group `instruments` to the command."""
    group = typer.Typer(help="The dossier: list, show and check instruments.", no_args_is_help=True)
    group.command("list")(list_)
    group.command()(show)
    group.command()(lint)
    group.command()(new)
    group.command()(expiring)
    app.add_typer(group, name="instruments")


def list_(
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="Only those in force on this day.")
    ] = None,
    state: Annotated[str | None, typer.Option("--state", help="Only those of this state.")] = None,
    instruments: Own = None,
    json_: Json = False,
) -> None:
    """The instruments of the dossier.

    Example: foedus instruments list --state Japan --on 2024-06-20
    """
    from foedus.law.dossier import dossier

    book = dossier(instruments or ())
    day = day_of(on, "--on")
    world = book.world(day or today())
    wanted = state_id(state, None, "--state") if state else None
    rows = []
    for i in book.instruments.values():
        if wanted and wanted not in world.ever_parties(i.id):
            continue
        if day and not (world.has(i.id) and world.whole(i.id).bound):
            continue
        rows.append(i)
    if json_:
        keys = ("id", "title", "force", "signed", "in_force", "ended")
        emit_json({"version": book.version, "instruments": [{k: getattr(i, k) for k in keys} for i in rows]})
        return
    for i in rows:
        say(f"{i.id:34} {i.signed:10} {i.force.value:12} {i.title}")
    warn(f"{len(rows)} instruments")


def show(
    id_: Annotated[str, typer.Argument(metavar="ID", help="An id, as nato-1949.", show_default=False)],
    instruments: Own = None,
    json_: Json = False,
) -> None:
    """One instrument: parties, dates, norms, readings, sources.

    Example: foedus instruments show prk-rus-2024
    """
    import difflib

    from foedus.law.dossier import dossier
    from foedus.model.codec import dump

    book = dossier(instruments or ())
    found = book.instruments.get(id_)
    if found is None:
        near = difflib.get_close_matches(id_[:60], book.instruments, n=3)
        hint = f"Did you mean {' or '.join(near)}?" if near else "See foedus instruments list."
        raise InputError(
            f"'{shown(id_)}' is no instrument of the dossier",
            where="ID",
            hint=hint,
            code="unknown-instrument",
        )
    if json_:
        emit_json(dump(found))
        return
    from foedus.cli.law_page import instrument_page

    say_all(instrument_page(found, namer(None)))


def lint(
    files: Annotated[
        list[Path], typer.Argument(help="Instrument files, or folders of them.", show_default=False)
    ],
    json_: Json = False,
) -> None:
    """Check instrument files: every fault at once, with line, field and what to write instead.

    Example: foedus instruments lint my-treaties/
    """
    from foedus.errors import DossierError
    from foedus.law.lint import lint as faults_of

    faults = faults_of(files)
    if faults:
        raise DossierError.of(faults)
    if json_:
        emit_json({"errors": []})
        return
    say("No faults.")


def expiring(
    within: Annotated[int, typer.Option("--within", metavar="DAYS", min=0, help="Days from the day.")] = 365,
    on: On = None,
    instruments: Own = None,
    json_: Json = False,
) -> None:
    """Instruments, memberships and norms whose end is dated within so many days.

    Example: foedus instruments expiring --within 180
    """
    from foedus.law.dossier import dossier
    from foedus.law.expiry import expiring as rows_of

    day = day_of(on, "--on") or today()
    rows = rows_of(dossier(instruments or ()).instruments.values(), day, within)
    if json_:
        emit_json(
            {
                "on": day.isoformat(),
                "within": within,
                "expiring": [{"day": d, "instrument": i, "what": w} for d, i, w in rows],
            }
        )
        return
    for end, id_, what in rows:
        say(f"{end}  {id_:34} {what}")
    warn(f"{len(rows)} ends within {within} days of {day.isoformat()}")
