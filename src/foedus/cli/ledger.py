"""Verbs of the room `ledger`: what was read and derived, when it is true, when we learnt it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from foedus.cli.output import emit_json, replacing, say, warn, write_table
from foedus.errors import InputError, LedgerError, shown

if TYPE_CHECKING:
    from foedus.ledger.store import Added, Ledger

_BATCH = 1000  # records a transaction with --ack
_LINES = 50  # lines of `list` for people

At = Annotated[
    Path | None,
    typer.Option("--ledger", help="The ledger's file. Default: FOEDUS_LEDGER, else in your data folder."),
]
Wait = Annotated[float, typer.Option(min=0, max=3600, help="Seconds to wait while another process writes.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


def register(app: typer.Typer) -> None:
    """Add this room's verbs to the command."""
    group = typer.Typer(
        name="ledger",
        help="What was read and derived: when it is true, when it was said, when we learnt it.",
        no_args_is_help=True,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    for name, verb in _VERBS.items():
        group.command(name, help=(verb.__doc__ or "").replace("\\b\n", "\b\n"))(verb)
    app.add_typer(group)


@contextmanager
def _ledger(path: Path | None, wait: float, *, readonly: bool) -> Iterator[Ledger]:
    from foedus.ledger.store import Ledger, default_path

    with Ledger.open(path or default_path(), wait=wait, readonly=readonly) as opened:
        yield opened


def add(
    source: Annotated[Path, typer.Option("--from", metavar="RECORDS.jsonl", help="Records, one a line.")],
    ack: Annotated[
        bool, typer.Option("--ack", help="Print one JSON line for each transaction, once it is on the disk.")
    ] = False,
    as_json: AsJson = False,
    wait: Wait = 5.0,
    ledger: At = None,
) -> None:
    r"""Record facts, commitments and statements from a file of JSON lines (or CSV, Parquet).

    All or nothing in one transaction; with --ack in transactions of 1,000 records, each acknowledged once it
    is durable. What is on record already is not added again. The clock sets recorded_at.

    \b
    Examples:
      foedus ledger add --from records.jsonl
    A line:
      {"record": "fact", "act": "attack", "actor": "PRK", "target": "KOR", "date": "1950-06-25"}
      {"record": "commitment", "id": "f1", "debtor": "RUS", "creditor": "PRK", "kind": "must-assist",
       "instrument": "prk-rus-1961", "article": "1", "valid_from": "1961-09-10", "valid_to": null}
      {"op": "correct", "id": "f1", "record": "commitment", ...}   closes the version before it
      {"op": "retract", "id": "f1", "why": "..."}
    """
    from foedus.ledger.exchange import count, read_records

    total = count(source, _state)
    done: list[Added] = []
    with _ledger(ledger, wait, readonly=False) as opened:
        records = read_records(source, _state)
        while batch := list(islice(records, _BATCH if ack else max(total, 1))):
            done.append(opened.add(batch))
            if ack:
                line = {"seq": done[-1].seq, "ids": list(done[-1].ids)}
                sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
                sys.stdout.flush()
    _report(done, total, "added", as_json=as_json and not ack, quiet=ack)


def _report(done: Sequence[Added], total: int, what: str, *, as_json: bool, quiet: bool = False) -> None:
    for text in dict.fromkeys(w for added in done for w in added.warnings):
        warn(f"warning: {text}")
    new = sum(added.new for added in done)
    if as_json:
        seq = done[-1].seq if done else None
        emit_json({"rows": total, "new": new, "seq": seq, "ids": [i for added in done for i in added.ids]})
    elif not quiet:
        known = f", {total - new} on record already" if total > new else ""
        say(f"{_rows(total)}: {new} {what}{known}")


def list_(
    *,
    on: Annotated[str | None, typer.Option(metavar="DAY", help="True on this day (default: any).")] = None,
    known: Annotated[
        str | None, typer.Option(metavar="DAY", help="On record by the end of this day, UTC (default: now).")
    ] = None,
    actor: Annotated[str | None, typer.Option(metavar="STATE", help="Who acts, owes or speaks.")] = None,
    party: Annotated[str | None, typer.Option(metavar="STATE", help="Who is in it in any role.")] = None,
    type_: Annotated[
        str | None,
        typer.Option(
            "--type",
            metavar="WORD",
            help="fact, commitment, statement, derived, an act, a class, a kind of duty.",
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write a .csv, .parquet, .json or .jsonl table.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="Lines to print (JSON and -o have all).")] = _LINES,
    as_json: AsJson = False,
    wait: Wait = 5.0,
    ledger: At = None,
) -> None:
    r"""List what is on record, as of a day in the world and as known by a day.

    \b
    Examples:
      foedus ledger list
      foedus ledger list --on 2024-06-21 --known 2024-06-21     what we believed then
      foedus ledger list --actor "North Korea" --type must-assist --json
      foedus ledger list --type fact -o facts.csv
    """
    from foedus.ledger.lines import type_word
    from foedus.ledger.queries import Asked, Listed, listed

    days = [_day(text, option) for text, option in ((on, "--on"), (known, "--known"))]
    word = type_word(type_) if type_ else None
    try:
        with _ledger(ledger, wait, readonly=True) as opened:
            who = [_who(opened, text, option) for text, option in ((actor, "--actor"), (party, "--party"))]
            found = listed(opened, Asked(on=days[0], known=days[1], actor=who[0], party=who[1], type=word))
    except LedgerError as e:
        if e.faults[0].code != "absent":
            raise
        found = Listed(rows=[], warnings=(f"nothing is on record: {e}",))
    for text in found.warnings:
        warn(f"warning: {text}")
    if output is not None:
        with _room_for(output):
            write_table(
                found.rows, output, list(dict.fromkeys(k for row in found.rows for k in row)) or ["id"]
            )
    if as_json:
        emit_json(found.by_kind())
    elif output is None:
        _print(found.rows, limit)
    else:
        say(f"{_rows(len(found.rows))} in {shown(output)}")


@contextmanager
def _room_for(file: Path) -> Iterator[None]:
    """A file that cannot be written to its end is the user's to mend, not a fault of ours."""
    try:
        yield
    except OSError as e:
        raise InputError(
            f"cannot be written: {(e.strerror or str(e)).lower()}",
            where=shown(file),
            hint="Free some space or choose another folder; no half file was left.",
            code="unwritable",
        ) from None


def _rows(number: int) -> str:
    return "1 row" if number == 1 else f"{number} rows"


def _print(rows: Sequence[dict[str, Any]], limit: int) -> None:
    from foedus.ledger.words import line

    for row in rows[:limit]:
        say(line(row))
    rest = len(rows) - limit
    say(
        f"{len(rows)} records"
        if rest <= 0
        else f"… and {rest} more (--limit N, --json or -o FILE shows them)"
    )


def history(
    id_: Annotated[str, typer.Argument(metavar="ID")],
    as_json: AsJson = False,
    wait: Wait = 5.0,
    ledger: At = None,
) -> None:
    r"""Every version of one record: what we believed, from when until when, and why it was withdrawn.

    \b
    Example:
      foedus ledger history f5
    """
    from foedus.ledger.queries import history as versions
    from foedus.ledger.words import version

    with _ledger(ledger, wait, readonly=True) as opened:
        rows = versions(opened, id_)
    if as_json:
        emit_json({"id": id_, "versions": rows})
        return
    for row in rows:
        say(version(row))


def retract(
    id_: Annotated[str, typer.Argument(metavar="ID")],
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="Stays on record.")],
    as_json: AsJson = False,
    wait: Wait = 5.0,
    ledger: At = None,
) -> None:
    r"""Withdraw a record: from now on it is not believed; what was believed before stays on record.

    \b
    Example:
      foedus ledger retract f6 --why "the rumour was denied"
    """
    from foedus.ledger.fields import Sort, checked

    try:
        reason = checked(why, Sort.TEXT)
    except ValueError as e:
        raise InputError(str(e), where="--why") from None
    if not why.strip():
        raise InputError("is empty", where="--why", hint="Say why; it stays on record.")
    with _existing(ledger, wait) as opened:
        done = opened.retract(id_, reason)
    for text in done.warnings:
        warn(f"warning: {text}")
    if as_json:
        emit_json({"id": id_, "seq": done.seq, "new": done.new})
    else:
        say(
            f"{shown(id_)} retracted" if done.new else f"{shown(id_)} was retracted before; nothing was added"
        )


@contextmanager
def _existing(path: Path | None, wait: float) -> Iterator[Ledger]:
    """For writing, but never a new file: a mistyped path is an error."""
    from foedus.ledger.connection import absent
    from foedus.ledger.store import default_path

    found = path or default_path()
    if not found.exists():
        raise absent(found)
    with _ledger(found, wait, readonly=False) as opened:
        yield opened


def export(
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help=".jsonl, .csv or .parquet")],
    as_json: AsJson = False,
    wait: Wait = 5.0,
    ledger: At = None,
) -> None:
    r"""Write the whole journal, every version with its times of record; `import` brings it back.

    \b
    Examples:
      foedus ledger export -o journal.jsonl
      foedus ledger export -o journal.parquet
    """
    from foedus.ledger.exchange import json_lines, table
    from foedus.ledger.queries import journal

    suffix = output.suffix.lower()
    if suffix not in (".jsonl", ".csv", ".parquet"):
        raise InputError(
            f"'{shown(suffix)}' is no format of export",
            where=shown(output),
            hint="Write .jsonl, .csv or .parquet.",
        )
    with _ledger(ledger, wait, readonly=True) as opened, _room_for(output):
        if suffix == ".jsonl":
            with replacing(output) as part, part.open("w", encoding="utf-8") as out:
                total = json_lines(journal(opened), out.write)
        else:
            rows, columns = table(journal(opened), csv_cells=suffix == ".csv")
            write_table(rows, output, columns)
            total = len(rows)
    if as_json:
        emit_json({"rows": total, "file": str(output)})
    else:
        say(f"{_rows(total)} in {shown(output)}")


def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=".jsonl, .csv or .parquet")],
    as_json: AsJson = False,
    wait: Wait = 5.0,
    ledger: At = None,
) -> None:
    r"""Take the journal of another ledger, or records of your own, all or nothing.

    recorded_at is kept where a line has it; put the lines in its order. A bad line is named, and then nothing
    is imported. What is on record already is not added again.

    \b
    Example:
      foedus ledger import journal.jsonl --ledger new.db
    """
    from foedus.ledger.exchange import count, read_records

    total = count(file)
    if not total:
        _report([], 0, "imported", as_json=as_json)
        return
    with _ledger(ledger, wait, readonly=False) as opened:
        done = opened.merge(read_records(file))
    _report([done], total, "imported", as_json=as_json)


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A new file.")],
    as_json: AsJson = False,
    wait: Wait = 5.0,
    ledger: At = None,
) -> None:
    r"""Copy the ledger into one file, as of one moment, also while others write; the copy is verified.

    \b
    Example:
      foedus ledger backup ledger-2024-06-20.db
    """
    from foedus.ledger.backup import backup as copy

    with _ledger(ledger, wait, readonly=True) as opened:
        found = copy(opened, file)
    if as_json:
        emit_json({"file": str(file), "transactions": found.transactions, "head": found.head})
    else:
        say(f"{found.transactions} transactions in {shown(file)}, head {found.head[:16]}")


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A backup.")],
    as_json: AsJson = False,
    ledger: At = None,
) -> None:
    r"""Put a backup in the ledger's place; what stood there is kept beside it.

    \b
    Example:
      foedus ledger restore ledger-2024-06-20.db
    """
    from foedus.ledger.backup import restore as put
    from foedus.ledger.store import default_path

    found, former = put(file, ledger or default_path())
    if as_json:
        kept = str(former) if former else None
        emit_json({"transactions": found.transactions, "head": found.head, "former": kept})
    else:
        say(f"{found.transactions} transactions restored, head {found.head[:16]}")
        if former:
            say(f"the former ledger is kept as {shown(former)}")


def verify(as_json: AsJson = False, wait: Wait = 5.0, ledger: At = None) -> None:
    r"""Recompute the hash chain and every index: exit 0, or 2 and where it is damaged.

    \b
    Example:
      foedus ledger verify
    """
    with _ledger(ledger, wait, readonly=True) as opened:
        found = opened.verify()
    if as_json:
        answer = {
            "ok": True,
            "transactions": found.transactions,
            "records": found.records,
            "head": found.head,
        }
        emit_json(answer)
    else:
        say(f"whole: {found.transactions} transactions, {found.records} records, head {found.head}")


def _day(text: str | None, option: str) -> date | None:
    from foedus.model.time import parse_day

    if text is None:
        return None
    if text == "today":
        from foedus.ledger.clock import now

        return now().date()
    try:
        return parse_day(text)
    except ValueError as e:
        raise InputError(str(e), where=option, code="date") from None


def _who(ledger: Ledger, text: str | None, option: str) -> str | None:
    """Who is meant: as it stands in the ledger, else a state by any of its names."""
    from foedus.ledger.queries import mentions

    if text is None or mentions(ledger, text):
        return text
    try:
        return _state(text)
    except InputError as e:
        raise InputError(
            e.faults[0].message, where=option, hint=e.faults[0].hint, code=e.faults[0].code
        ) from None


def _state(text: str) -> str:
    from foedus.states.load import names

    return names().resolve(text)


_VERBS: dict[str, Callable[..., None]] = {
    "add": add,
    "list": list_,
    "history": history,
    "retract": retract,
    "export": export,
    "import": import_,
    "backup": backup,
    "restore": restore,
    "verify": verify,
}
