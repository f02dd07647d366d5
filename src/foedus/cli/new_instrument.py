"""`foedus instruments new`: an instrument file begun from questions at the terminal, or from options."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from foedus.cli.law_case import Json, state_id, today
from foedus.cli.output import emit_json, say
from foedus.errors import Fault, InputError, shown

_ASKED = {
    "parties": "Parties (ids or names, with commas between)",
    "signed": "Signed on",
    "title": "Title",
    "id": "Id",
    "force": "Force (treaty, political, domestic-law, resolution)",
    "in_force": "In force from (a date, or signature, acted, unknown, not-yet)",
}
_ASK_NORM = "Norm, KIND:ARTICLE:TRIGGER (empty when there is no more)"


def new(
    id_: Annotated[str | None, typer.Option("--id", help="As prk-rus-2024; proposed if left out.")] = None,
    title: Annotated[str | None, typer.Option("--title", help="The title of the text.")] = None,
    parties: Annotated[
        str | None, typer.Option("--parties", metavar="STATES", help="Ids or names, with commas between.")
    ] = None,
    signed: Annotated[
        str | None, typer.Option("--signed", metavar="DATE", help="Day, month or year.")
    ] = None,
    in_force: Annotated[
        str | None,
        typer.Option("--in-force", metavar="DATE", help="A date, or signature, acted, unknown, not-yet."),
    ] = None,
    force: Annotated[
        str | None, typer.Option("--force", help="treaty, political, domestic-law, resolution.")
    ] = None,
    norm: Annotated[
        list[str] | None,
        typer.Option(
            "--norm",
            metavar="KIND:ARTICLE:TRIGGER",
            help="As must-assist:4:armed-attack, with :automatic added if known. May be repeated.",
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Default: ID.yaml here.")
    ] = None,
    ask: Annotated[
        bool | None, typer.Option("--ask/--no-ask", help="Ask for what is left out (default: at a terminal).")
    ] = None,
    json_: Json = False,
) -> None:
    """Begin an instrument file from questions, or from options. It never overwrites a file.

    Example: foedus instruments new --parties "North Korea, Russia" --signed 2024-06-19 --norm must-assist:4:invasion
    """
    import sys

    from foedus.law.lint import lint as faults_of
    from foedus.law.skeleton import answers, skeleton

    given = {
        "parties": parties,
        "signed": signed,
        "title": title,
        "id": id_,
        "force": force,
        "in_force": in_force,
    }
    asking = ask if ask is not None else (sys.stdin.isatty() and not json_)
    norms = list(norm or ())
    filled = _filled(given, norms, asking=asking)
    found = answers(
        id_=filled["id"],
        title=filled["title"],
        force=filled["force"],
        signed=filled["signed"],
        in_force=filled["in_force"],
        parties=_listed(filled["parties"]),
        norms=norms,
        resolve=lambda text: _party(text, filled["signed"]),
    )
    file = output or Path(f"{found.id}.yaml")
    _write_new(file, skeleton(found, today()))
    left = faults_of([file])
    if json_:
        emit_json({"file": str(file), "id": found.id, "to_fill": [f.as_dict() for f in left]})
        return
    say(f"{file} is begun. Still to be filled:" if left else f"{file} is written.")
    for fault in left:
        say(f"  {fault}")


def _filled(given: dict[str, str | None], norms: list[str], *, asking: bool) -> dict[str, str]:
    """What was left out, asked for or taken from what stands to reason; all that is missing said at once."""
    if not asking:
        _none_missing(given, norms)
    filled: dict[str, str] = {}
    for field, question in _ASKED.items():
        value = given[field]
        if value is None:
            default = _default(field, filled)
            value = _asked(field, question, default) if asking else default or ""
        filled[field] = value
    while asking and (text := _asked("norm", _ASK_NORM, "" if norms else "must-assist:1:armed-attack")):
        norms.append(text)
    return filled


def _none_missing(given: dict[str, str | None], norms: list[str]) -> None:
    wanted = (
        (given["parties"], "--parties", "no parties are named", "Write PRK,RUS."),
        (given["signed"], "--signed", "no day is given", "Write 2024-06-19."),
        (norms, "--norm", "no norm is given", "Write must-assist:4:armed-attack."),
    )
    missing = [Fault(message, where, hint) for value, where, message, hint in wanted if not value]
    if missing:
        raise InputError.of(missing)


def _asked(field: str, question: str, default: str | None) -> str:
    """The answer at the terminal; what cannot be read is asked for again."""
    from foedus.law.skeleton import norm_answer

    def checked(text: str) -> str:
        try:
            if field == "parties":
                for party in _listed(text):
                    _party(party, "")
            elif field == "norm" and text.strip():
                norm_answer(text)
        except InputError as e:
            raise typer.BadParameter(str(e)) from None
        return text.strip()

    return str(typer.prompt(question, default=default, value_proc=checked, err=True))


def _default(field: str, filled: dict[str, str]) -> str | None:
    """What stands to reason, given the answers before."""
    from foedus.law.skeleton import proposed_id

    if field == "parties":
        return None
    if field == "signed":
        return today().isoformat()
    parties = _listed(filled["parties"])
    if field == "title":
        return f"Agreement between {' and '.join(parties)}"
    if field == "id":
        try:
            return proposed_id([_party(p, filled["signed"]) for p in parties], filled["signed"])
        except InputError:  # said with the other faults
            return "pact"
    if field == "force":
        return "treaty"
    return "unknown" if filled["force"] in ("treaty", "resolution") else "signature"


def _listed(text: str) -> list[str]:
    return [p.strip() for p in text.split(",") if p.strip()]


def _party(text: str, signed: str) -> str:
    """A state's id, an organisation's short name, or `members`."""
    from foedus.law.clauses import MEMBERS
    from foedus.model.time import PartialDate
    from foedus.states.load import actors

    if text == MEMBERS or text in actors():
        return text
    try:
        on = PartialDate.parse(signed).last
    except ValueError:
        on = None
    return state_id(text, on, "--parties")


def _write_new(file: Path, text: str) -> None:
    try:
        with file.open("x", encoding="utf-8") as out:
            out.write(text)
    except FileExistsError:
        hint = "It is left as it is; name another with -o."
        raise InputError(f"{shown(file)} is already there", where="-o", hint=hint) from None
    except OSError as e:
        raise InputError(
            f"cannot be written: {e.strerror}", where=shown(file), hint="Check the path."
        ) from None
