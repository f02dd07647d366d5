"""Verbs of the room `law` that ask: obligations, why, whatif, bound, compare."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from foedus.cli import instruments
from foedus.cli.law_case import (
    Assume,
    Case,
    Full,
    Json,
    Known,
    On,
    Output,
    Own,
    StateArgument,
    apart,
    assumed,
    case_of_file,
    day_of,
    namer,
    say_all,
    state_id,
    today,
    world_of,
)
from foedus.cli.output import emit_json, say, warn
from foedus.errors import InputError

if TYPE_CHECKING:
    from foedus.law.world import World

BOUND_COLUMNS = (
    "debtor",
    "creditor",
    "instrument",
    "title",
    "article",
    "kind",
    "force",
    "since",
    "until",
    "trigger",
    "automaticity",
    "reading",
    "note",
)


def register(app: typer.Typer) -> None:
    """Add this room's verbs to the command."""
    app.command()(obligations)
    app.command()(why)
    app.command()(bound)
    app.command()(whatif)
    app.command()(compare)
    instruments.register(app)


def obligations(
    facts: Annotated[
        Path | None,
        typer.Argument(metavar="[FACTS]", help="A facts file (YAML or JSON).", show_default=False),
    ] = None,
    on: On = None,
    known: Known = None,
    assume: Assume = None,
    instruments: Own = None,
    full: Full = False,
    json_: Json = False,
    all_pairs: Annotated[
        bool, typer.Option("--all-pairs", help="Every ordered pair of states, year by year, into a file.")
    ] = False,
    years: Annotated[str, typer.Option("--years", metavar="A-B", help="With --all-pairs.")] = "1816-2018",
    source: Annotated[
        str, typer.Option("--source", help="With --all-pairs: atop, atop-members or dossier.")
    ] = "atop",
    from_dir: Annotated[
        Path | None, typer.Option("--from", metavar="DIR", help="A folder of datasets (or FOEDUS_DATA).")
    ] = None,
    output: Output = None,
) -> None:
    """Who owes what to whom, given the facts; what is forbidden; what does not follow, and why.

    \b
    Examples:
      foedus obligations facts.yaml --on 2024-07-01
      foedus obligations --all-pairs --years 1914-1914 --from DIR -o pairs.parquet
    """
    if all_pairs:
        _all_pairs(years, source, from_dir, output)
        return
    if facts is None:
        raise InputError("no facts file is given", where="FACTS", hint="Name one, or write --all-pairs.")
    case = case_of_file(facts, on, known, assume, instruments)
    if json_:
        emit_json(case.answer())
        return
    case.page(full=full)


def _all_pairs(years: str, source: str, from_dir: Path | None, output: Path | None) -> None:
    from foedus.law.bulk import all_pairs, years_of
    from foedus.law.pair_table import write

    if output is None:
        raise InputError("--all-pairs needs a file", where="-o", hint="Write -o pairs.parquet.")

    def told(done: int, of: int) -> None:
        if done % 25 == 0 or done == of:
            warn(f"{done} of {of} years")

    frame = all_pairs(years_of(years), source=source, from_dir=from_dir, progress=told)
    write(frame, output)
    warn(f"{frame.height:,} rows written to {output}")


def why(
    debtor: StateArgument,
    creditor: StateArgument,
    facts: Annotated[Path, typer.Option("--facts", metavar="FILE", help="The facts.", show_default=False)],
    on: On = None,
    known: Known = None,
    assume: Assume = None,
    instruments: Own = None,
    json_: Json = False,
) -> None:
    """Why one state must help another in this case, or why not: article, words and the condition that fails.

    Example: foedus why USA "South Korea" --facts facts.yaml
    """
    from foedus.law.why import why as explain

    case = case_of_file(facts, on, known, assume, instruments)
    one, other = state_id(debtor, case.world.on, "DEBTOR"), state_id(creditor, case.world.on, "CREDITOR")
    found = explain(case.done, one, other, case.facts, namer(case.world.on))
    if json_:
        emit_json(
            {
                "on": case.world.on.isoformat(),
                "bound": found.bound,
                "text": found.paragraph,
                "tree": found.tree,
            }
        )
        return
    for line in found.paragraph.splitlines():
        say(line)
        say()


def whatif(
    sentence: Annotated[str, typer.Argument(help="An attack in words.", show_default=False)],
    on: On = None,
    known: Known = None,
    facts: Annotated[
        Path | None, typer.Option("--facts", metavar="FILE", help="What happened besides.")
    ] = None,
    assume: Assume = None,
    instruments: Own = None,
    full: Full = False,
    json_: Json = False,
) -> None:
    """Who would be bound to do what if this happened on that day.

    Example: foedus whatif "North Korea attacks South Korea" --on 2024-07-01
    """
    from foedus.law.facts import read_facts
    from foedus.law.whatif import suppose

    given = day_of(on, "--on")
    file = read_facts(facts, on=given) if facts else None
    day = given or (file.on if file else None) or today()
    supposed = suppose(sentence, day)
    settled = {**(file.assume if file else {}), **assumed(assume)}
    all_ = (*apart(file.facts if file else (), supposed), *supposed)
    case = Case(world_of(day, known, instruments), all_, settled)
    if json_:
        emit_json({**case.answer(), "probabilities": None, "pivotal": []})
        return
    case.page(full=full)


def bound(
    state: StateArgument,
    other: Annotated[str | None, typer.Argument(help="Only what binds these two.")] = None,
    on: On = None,
    known: Known = None,
    instruments: Own = None,
    output: Output = None,
    json_: Json = False,
) -> None:
    """All that a state owes and is owed on a day, by instrument and article.

    Example: foedus bound Japan --on 2024-06-20 -o japan.csv
    """
    from foedus.law.bound import bound as rows_of
    from foedus.model.codec import dump

    world = world_of(day_of(on, "--on") or today(), known, instruments)
    one = state_id(state, world.on, "STATE")
    two = state_id(other, world.on, "STATE2") if other else None
    rows = rows_of(world, one, two)
    if output:
        from foedus.cli.output import write_table

        write_table([dump(r) for r in rows], output, BOUND_COLUMNS)
        warn(f"{len(rows)} rows written to {output}")
    if json_:
        emit_json({"on": world.on.isoformat(), "state": one, "other": two, "rows": [dump(r) for r in rows]})
    elif not output:
        from foedus.cli.law_page import bound_page

        say_all(bound_page(rows, namer(world.on)))


def compare(
    before: Annotated[str, typer.Option("--before", metavar="DATE", help="The one day.", show_default=False)],
    after: Annotated[str, typer.Option("--after", metavar="DATE", help="The other day.", show_default=False)],
    states: Annotated[
        list[str] | None, typer.Argument(help="Only attacks on these, by each other or by anybody.")
    ] = None,
    known: Known = None,
    instruments: Own = None,
    json_: Json = False,
) -> None:
    """What changed between two days in who must help whom, and which instrument did it.

    Without states: an attack on each state by one that is no party.

    Example: foedus compare --before 2022-01-01 --after 2024-06-01 Finland Sweden Russia
    """
    from foedus.law.compare import compare as changes_of
    from foedus.model.codec import dump

    first, second = day_of(before, "--before"), day_of(after, "--after")
    assert first is not None
    assert second is not None
    old = world_of(first, known, instruments)
    new = old.on_day(second)
    named = [state_id(s, second, "STATES") for s in states or ()]
    asked = _occasions(named, new)
    changes = changes_of(old, new, asked, name=namer(second))
    if json_:
        rows = [_change(dump(c)) for c in changes if not c.empty]
        emit_json({"before": first.isoformat(), "after": second.isoformat(), "changes": rows})
        return
    from foedus.cli.law_page import changes_page

    say_all(changes_page(changes, namer(second)))


def _occasions(named: list[str], world: World) -> list[tuple[str, str, str]]:
    from foedus.model.actor import ANY_STATE

    if not named:
        from foedus.states.load import system

        return [("attack", ANY_STATE, s) for s in system().existing(world.on)]
    return [("attack", actor, target) for target in named for actor in (ANY_STATE, *named) if actor != target]


def _change(row: dict[str, Any]) -> dict[str, Any]:
    return {"if": {k: row.pop(k) for k in ("act", "actor", "target")}, **row}
