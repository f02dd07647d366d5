"""What the verbs of the law share: options, days and states as a user writes them, a case and its answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from foedus.cli.output import say
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
StateArgument = Annotated[
    str, typer.Argument(help="A state: an id, a name of the day, cow:365 or gw:365.", show_default=False)
]
Output = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="FILE", help="Write a table: .csv, .parquet, .json, .jsonl."),
]


class Case:
    """A world, the facts, and what follows from them."""

    def __init__(self, world: World, facts: Iterable[Fact], assume: Mapping[str, str]) -> None:
        from foedus.law.answer import consequences
        from foedus.law.assumed import checked

        self.world, self.facts, self.assume = world, tuple(facts), dict(assume)
        checked(self.assume, world)
        self.done: Consequences = consequences(world, self.facts, assume=self.assume, name=namer(world.on))

    def answer(self) -> dict[str, Any]:
        from foedus.model.codec import dump

        head = {"on": self.world.on.isoformat(), "known": self.world.known.isoformat(), "assume": self.assume}
        return {**head, "facts": [plain_fact(dump(f)) for f in self.facts], **dump(self.done)}

    def page(self, *, full: bool) -> None:
        from foedus.cli.law_page import consequences_page

        say_all(consequences_page(self.done, self.world.on, namer(self.world.on), full=full))


def case_of_file(
    path: Path, on: str | None, known: str | None, assume: list[str] | None, own: list[Path] | None
) -> Case:
    from foedus.law.facts import read_facts

    file = read_facts(path, on=day_of(on, "--on"))
    by = known or (file.known.isoformat() if file.known else None)
    return Case(world_of(file.on or today(), by, own), file.facts, {**file.assume, **assumed(assume)})


def world_of(on: date, known: str | None, own: list[Path] | None = None) -> World:
    from foedus.law.dossier import dossier

    by = day_of(known, "--known") or max(today(), on)
    return dossier(own or ()).world(on, by)


def assumed(pairs: list[str] | None) -> dict[str, str]:
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


def apart(given: Iterable[Fact], supposed: Iterable[Fact]) -> tuple[Fact, ...]:
    """The file's facts, which must not share an id with those of the sentence."""
    from dataclasses import replace

    taken = {f.id for f in supposed}
    return tuple(replace(f, id=f"given-{f.id}") if f.id in taken else f for f in given)


def state_id(text: str, on: date | None, where: str) -> str:
    from dataclasses import replace

    from foedus.states.load import names

    try:
        return names().resolve(text, on)
    except InputError as e:
        raise InputError.of(replace(f, where=f.where or where) for f in e.faults) from None


def namer(on: date | None) -> Callable[[str], str]:
    from foedus.states.load import names

    return lambda s: names().display(s, on, the=True)


def say_all(lines: Iterable[str]) -> None:
    for line in lines:
        say(line)


def plain_fact(row: Mapping[str, Any]) -> dict[str, Any]:
    """A fact as it would stand in a file: empty fields left out, the place by its name."""
    kept = {k: v for k, v in row.items() if v not in (None, [], "")}
    if isinstance(kept.get("place"), dict):
        kept["place"] = kept["place"]["name"]
    return kept


def day_of(text: str | None, option: str) -> date | None:
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
