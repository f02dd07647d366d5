"""Verbs of the room `read`: `foedus read`, `foedus evaluate reading`."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from foedus.cli.output import emit_json, say, warn, write_text

if TYPE_CHECKING:
    from foedus.model.reading import Reading

CUT = 100  # characters of a quotation in the listing


class Reader(StrEnum):
    """`model` and `llm` are asked for by name where they are installed or configured."""

    DEFAULT = "default"
    RULES = "rules"
    MODEL = "model"
    LLM = "llm"
    BOTH = "both"


def register(app: typer.Typer) -> None:
    """Add this room's verbs to the command."""
    app.command("read", help=read.__doc__)(read)
    measure = typer.Typer(
        help="Measure the program against gold data.", no_args_is_help=True, rich_markup_mode=None
    )
    measure.command("reading", help=evaluate_reading.__doc__)(evaluate_reading)
    app.add_typer(measure, name="evaluate")


def read(
    article: Annotated[str, typer.Argument(help="Text, HTML or Markdown; '-' is standard input.")],
    published: Annotated[str | None, typer.Option(help="Day of publication, YYYY-MM-DD.")] = None,
    encoding: Annotated[str | None, typer.Option(help="Of the file, where it is not UTF-8.")] = None,
    max_bytes: Annotated[int, typer.Option(help="Refuse larger files.")] = 5_000_000,
    reader: Annotated[Reader, typer.Option(help="Which reader.")] = Reader.DEFAULT,
    with_text: Annotated[bool, typer.Option("--with-text", help="Include the text in the JSON.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
    out: Annotated[Path | None, typer.Option("-o", "--out", help="Write the JSON to a file.")] = None,
) -> None:
    """What a text says: statements, events, commitments, each with its place in the text.

    \b
    Examples:
      foedus read article.txt --published 2024-06-20
      foedus read article.txt --json > r.json          edit it, then foedus brief --reading r.json
      cat article.txt | foedus read - --json
    """
    from foedus.brief.make import Request, day, open_text, read_text
    from foedus.model.codec import dump

    _available(reader)
    on = day(published, "--published") if published else None
    text = open_text(article, Request(encoding=encoding, max_bytes=max_bytes, stdin=sys.stdin.buffer))
    reading, warnings = read_text(text, on)
    for warning in dict.fromkeys((*text.warnings, *warnings)):
        warn(f"warning: {warning}")
    if out is not None or as_json:
        plain: dict[str, Any] = dump(reading)
        if with_text:
            plain["source"]["text"] = text.text
        else:
            del plain["source"]["text"]
        if out is not None:
            import json

            write_text(json.dumps(plain, ensure_ascii=False, indent=1) + "\n", out)
            warn(f"reading written: {out}")
        if as_json:
            emit_json(plain)
        return
    for line in listing(reading, text.text):
        say(line)


def _available(reader: Reader) -> None:
    """Raises InputError for a reader that is not there; `both` falls back to the default with a warning."""
    from foedus.errors import InputError

    if reader is Reader.BOTH:
        warn("warning: no language model endpoint is named; read with the default reader alone")
    if reader in (Reader.MODEL, Reader.LLM):
        what = "trained reader is installed" if reader is Reader.MODEL else "language model endpoint is named"
        raise InputError(f"no {what}", where="--reader", hint="Use --reader default.", code="no-reader")


def listing(reading: Reading, text: str) -> list[str]:
    """The reading for people: statements, events, commitments, questions, and what found no place."""
    source = reading.source
    lines = [
        f"{source.title or source.name}  ({source.published}, {source.length:,} characters, reader: {reading.reader})"
    ]
    lines += _part("STATEMENTS", [_statement_line(s, text) for s in reading.statements])
    lines += _part("EVENTS", [_event_line(e, text) for e in reading.events])
    lines += _part("COMMITMENTS", [_commitment_line(c, text) for c in reading.commitments])
    lines += _part("NOT KNOWN, SAYS THE TEXT", [f"  {_cut(q.text)}" for q in reading.questions])
    lines += _part("NOT PLACED", [f"  {_quote(text, u.span)}  {u.why}" for u in reading.unplaced])
    return lines


def _part(head: str, lines: list[str]) -> list[str]:
    return ["", head, *(lines or ["  none"])]


def _cut(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= CUT else flat[: CUT - 1] + "…"


def _quote(text: str, span: tuple[int, int]) -> str:
    return f"“{_cut(text[span[0] : span[1]])}”"


def _statement_line(s: Any, text: str) -> str:
    who = ", ".join(w for w in (s.speaker, s.role, s.affiliation) if w)
    state = f" [{s.state}]" if s.state else ""
    return f"  {s.id:<4} {s.stance.value:<9} {who}{state}: {_quote(text, s.content)}"


def _event_line(e: Any, text: str) -> str:
    who = " ".join(e.actor) or "?"
    whom = " ".join(e.recipient) or "-"
    when = f" {e.date}" + (f"..{e.date_end}" if e.date_end else "") if e.date else ""
    said = f" by {' '.join(e.alleged_by)}" if e.alleged_by else ""
    denied = f", denied by {' '.join(e.denied_by)}" if e.denied_by else ""
    standing = f"({e.modality.value}{said}{denied})"
    return f"  {e.id:<4} {e.type.value:<9} {who} → {whom} {standing}{when}: {_quote(text, e.span)}"


def _commitment_line(c: Any, text: str) -> str:
    sides = " ⇄ ".join(c.parties) if c.mutual else f"{' '.join(c.debtor)} → {' '.join(c.creditor)}"
    act = f" {c.act.value}" if c.act else ""
    no = "NOT " if c.negated else ""
    when = f" {c.date}" if c.date else ""
    named = f" = {c.instrument}" if c.instrument else f" ({c.treaty_name})" if c.treaty_name else ""
    return f"  {c.id:<4} {no}{c.kind.value}{act}{when} {sides}{named} ({c.modality.value}): {_quote(text, c.span)}"


def evaluate_reading(
    gold: Annotated[Path, typer.Option(help="Gold sentences, one JSON object a line (PLOVER classes).")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Recall of event classes, with source and target, against sentences coded by hand."""
    from foedus.read.evaluate import score_file

    found = score_file(gold)
    if as_json:
        emit_json(found)
        return
    for key, value in found.items():
        if not isinstance(value, dict):
            say(f"{key:<22} {value}")
    say("by class: " + ", ".join(f"{k} {v['found']}/{v['gold']}" for k, v in found["classes"].items()))
