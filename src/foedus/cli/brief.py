"""`foedus brief`: the main job."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from foedus.cli.output import emit_json, say, warn, write_text

if TYPE_CHECKING:
    from foedus.brief.make import Made


def register(app: typer.Typer) -> None:
    """Add this room's verbs to the command."""
    app.command("brief", help=brief.__doc__)(brief)


def brief(
    articles: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ARTICLE]...", help="Text, HTML or Markdown; '-' is standard input."),
    ] = None,
    published: Annotated[str | None, typer.Option(help="Day of publication, YYYY-MM-DD.")] = None,
    known: Annotated[
        str | None, typer.Option(help="What was public by this day (default: publication).")
    ] = None,
    reading: Annotated[
        Path | None, typer.Option(help="An edited `foedus read --json` to use instead.")
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Print everything, not two screens.")] = False,
    html: Annotated[Path | None, typer.Option(help="Write the brief as one self-contained page.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
    with_text: Annotated[bool, typer.Option("--with-text", help="Include the text in the JSON.")] = False,
    no_record: Annotated[bool, typer.Option("--no-record", help="Leave no trace in the ledger.")] = False,
    ledger: Annotated[Path | None, typer.Option(help="The ledger to record in.")] = None,
    encoding: Annotated[str | None, typer.Option(help="Of the file, where it is not UTF-8.")] = None,
    max_bytes: Annotated[int, typer.Option(help="Refuse larger files.")] = 5_000_000,
    fetch: Annotated[bool, typer.Option("--fetch", help="Fetch ARTICLE where it is a URL.")] = False,
) -> None:
    """What an article changes in who must fight for whom, each line with its source.

    \b
    Examples:
      foedus brief                                     the shipped example
      foedus brief article.txt --published 2024-06-20
      foedus brief a.html b.txt --html brief.html      one brief on two articles
      foedus read article.txt --json > r.json          edit r.json, then:
      foedus brief article.txt --reading r.json
    """
    from foedus.brief.make import Request, make

    request = Request(
        articles=tuple(articles or ()),
        published=published,
        known=known,
        reading=reading,
        encoding=encoding,
        max_bytes=max_bytes,
        fetch=fetch,
        stdin=sys.stdin.buffer,
    )
    made = make(request)
    for warning in made.brief.warnings:
        warn(f"warning: {warning}")
    if html is not None:
        from foedus.brief.html import render

        write_text(render(made.brief, text=made.text), html)
    if not no_record:
        _record(made, ledger)
    if as_json:
        from foedus.brief.export import as_contract

        emit_json(as_contract(made.brief, text=made.text if with_text else None))
        return
    from foedus.brief.terminal import render as page

    width = min(110, max(72, shutil.get_terminal_size((100, 40)).columns))
    say(page(made.brief, text=made.text, full=full, width=width))
    if html is not None:
        warn(f"page written: {html}")


def _record(made: Made, path: Path | None) -> None:
    """Reading and derived duties into the ledger, in one transaction, whole or not at all."""
    from foedus.ledger.records import records_of_brief, records_of_reading
    from foedus.ledger.store import Ledger, default_path

    where = path or default_path()
    with Ledger.open(where) as ledger:
        added = ledger.add([*records_of_reading(made.brief.reading), *records_of_brief(made.brief)])
    warn(f"recorded: {added.new} new in {where}" if added.new else f"recorded: nothing new in {where}")
