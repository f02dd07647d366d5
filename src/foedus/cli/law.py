"""Verbs of the room `law`: obligations, why, bound, whatif, compare, instruments."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from foedus.cli.output import emit_json, say, warn
from foedus.errors import InputError, shown

if TYPE_CHECKING:
    from foedus.law.world import World
    from foedus.model.fact import Fact
    from foedus.model.obligation import Consequences

On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day in the world (default today).")]
Known = Annotated[
    str | None,
    typer.Option("--known", metavar="DATE", help="Only what was public by this day (default today)."),
]
Json = Annotated[bool, typer.Option("--json", help="Exactly one JSON document on stdout.")]
Full = Annotated[bool, typer.Option("--full", help="Every row, with every reason.")]
Own = Annotated[
    list[Path] | None,
    typer.Option("--instruments", metavar="PATH", help="Further instrument files or folders of your own."),
]
Assume = Annotated[
    list[str] | None,
    typer.Option(
        "--assume",
        metavar="K=V",
        help="Settle an open point: prk-rus-2024/4=broad, f7=yes, request=no. May be repeated.",
    ),
]
State = Annotated[
    str, typer.Argument(help="A state: an id, a name of the day, cow:365 or gw:365.", show_default=False)
]
Output = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="FILE", help="Write a table: .csv, .parquet, .json, .jsonl."),
]

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
    group = typer.Typer(help="The dossier: list, show and check instruments.", no_args_is_help=True)
    group.command("list")(list_)
    group.command()(show)
    group.command()(lint)
    group.command()(expiring)
    app.add_typer(group, name="instruments")


# --- asking ---


def obligations(
    facts: Annotated[Path, typer.Argument(help="A facts file (YAML or JSON).", show_default=False)],
    on: On = None,
    known: Known = None,
    assume: Assume = None,
    instruments: Own = None,
    full: Full = False,
    json_: Json = False,
) -> None:
    """Who owes what to whom, given the facts; what is forbidden; what does not follow, and why.

    Example: foedus obligations facts.yaml --on 2024-07-01
    """
    case = _case_of_file(facts, on, known, assume, instruments)
    if json_:
        emit_json(case.answer())
        return
    case.page(full=full)


def why(
    debtor: State,
    creditor: State,
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

    case = _case_of_file(facts, on, known, assume, instruments)
    one, other = _state(debtor, case.world.on, "DEBTOR"), _state(creditor, case.world.on, "CREDITOR")
    found = explain(case.done, one, other, case.facts)
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

    given = _day(on, "--on")
    file = read_facts(facts, on=given) if facts else None
    day = given or (file.on if file else None) or today()
    supposed = suppose(sentence, day)
    settled = {**(file.assume if file else {}), **_assumed(assume)}
    all_ = (*_apart(file.facts if file else (), supposed), *supposed)
    case = _Case(_world(day, known, instruments), all_, settled)
    if json_:
        emit_json({**case.answer(), "probabilities": None, "pivotal": []})
        return
    case.page(full=full)


def bound(
    state: State,
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

    world = _world(_day(on, "--on") or today(), known, instruments)
    one = _state(state, world.on, "STATE")
    two = _state(other, world.on, "STATE2") if other else None
    rows = rows_of(world, one, two)
    if output:
        from foedus.cli.output import write_table

        write_table([dump(r) for r in rows], output, BOUND_COLUMNS)
        warn(f"{len(rows)} rows written to {output}")
    if json_:
        emit_json({"on": world.on.isoformat(), "state": one, "other": two, "rows": [dump(r) for r in rows]})
    elif not output:
        from foedus.cli.law_page import bound_page

        _say_all(bound_page(rows, _namer(world.on)))


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

    first, second = _day(before, "--before"), _day(after, "--after")
    assert first is not None
    assert second is not None
    old = _world(first, known, instruments)
    new = old.on_day(second)
    named = [_state(s, second, "STATES") for s in states or ()]
    asked = _occasions(named, new)
    changes = changes_of(old, new, asked, name=_namer(second))
    if json_:
        rows = [_change(dump(c)) for c in changes if not c.empty]
        emit_json({"before": first.isoformat(), "after": second.isoformat(), "changes": rows})
        return
    from foedus.cli.law_page import changes_page

    _say_all(changes_page(changes, _namer(second)))


def _occasions(named: list[str], world: World) -> list[tuple[str, str, str]]:
    from foedus.model.actor import ANY_STATE

    if not named:
        from foedus.states.load import system

        return [("attack", ANY_STATE, s) for s in system().existing(world.on)]
    return [("attack", actor, target) for target in named for actor in (ANY_STATE, *named) if actor != target]


def _change(row: dict[str, Any]) -> dict[str, Any]:
    return {"if": {k: row.pop(k) for k in ("act", "actor", "target")}, **row}


# --- the dossier ---


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
    day = _day(on, "--on")
    world = book.world(day or today())
    wanted = _state(state, None, "--state") if state else None
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

    _say_all(instrument_page(found, _namer(None)))


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

    day = _day(on, "--on") or today()
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


# --- shared ---


class _Case:
    """A world, the facts, and what follows from them."""

    def __init__(self, world: World, facts: Iterable[Fact], assume: Mapping[str, str]) -> None:
        from foedus.law.answer import consequences
        from foedus.law.assumed import checked

        self.world, self.facts, self.assume = world, tuple(facts), dict(assume)
        checked(self.assume, world)
        self.done: Consequences = consequences(world, self.facts, assume=self.assume, name=_namer(world.on))

    def answer(self) -> dict[str, Any]:
        from foedus.model.codec import dump

        head = {"on": self.world.on.isoformat(), "known": self.world.known.isoformat(), "assume": self.assume}
        return {**head, "facts": [_plain_fact(dump(f)) for f in self.facts], **dump(self.done)}

    def page(self, *, full: bool) -> None:
        from foedus.cli.law_page import consequences_page

        _say_all(consequences_page(self.done, self.world.on, _namer(self.world.on), full=full))


def _case_of_file(
    path: Path, on: str | None, known: str | None, assume: list[str] | None, own: list[Path] | None
) -> _Case:
    from foedus.law.facts import read_facts

    file = read_facts(path, on=_day(on, "--on"))
    by = known or (file.known.isoformat() if file.known else None)
    return _Case(_world(file.on or today(), by, own), file.facts, {**file.assume, **_assumed(assume)})


def _world(on: date, known: str | None, own: list[Path] | None = None) -> World:
    from foedus.law.dossier import dossier

    by = _day(known, "--known") or max(today(), on)
    return dossier(own or ()).world(on, by)


def _assumed(pairs: list[str] | None) -> dict[str, str]:
    from foedus.law.facts import answer

    out = {}
    for pair in pairs or ():
        key, sign, value = pair.rpartition("=")
        if not sign or not key:
            raise InputError(
                f"'{shown(pair)}' is no assumption",
                where="--assume",
                hint="Write K=V, as prk-rus-2024/4=broad.",
            )
        out[key.strip()] = answer(value.strip())
    return out


def _apart(given: Iterable[Fact], supposed: Iterable[Fact]) -> tuple[Fact, ...]:
    """The file's facts, which must not share an id with those of the sentence."""
    from dataclasses import replace

    taken = {f.id for f in supposed}
    return tuple(replace(f, id=f"given-{f.id}") if f.id in taken else f for f in given)


def _state(text: str, on: date | None, where: str) -> str:
    from dataclasses import replace

    from foedus.states.load import names

    try:
        return names().resolve(text, on)
    except InputError as e:
        raise InputError.of(replace(f, where=f.where or where) for f in e.faults) from None


def _namer(on: date | None) -> Callable[[str], str]:
    from foedus.states.load import names

    return lambda s: names().display(s, on, the=True)


def _say_all(lines: Iterable[str]) -> None:
    for line in lines:
        say(line)


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
