"""Verbs of the room `datasets`: what data there is, whether the copy is right, what to cite."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from foedus.cli.output import emit_json, say, write_table
from foedus.errors import DataError, Fault

if TYPE_CHECKING:
    from foedus.datasets.fetch import Progress

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
Folder = Annotated[
    Path | None,
    typer.Option("--from", metavar="DIR", help="A folder of your own, laid out as peace/cow_nmc.parquet."),
]
Names = Annotated[list[str], typer.Argument(metavar="NAME...", help="Datasets, by id.")]
AnyNames = Annotated[list[str] | None, typer.Argument(metavar="[NAME...]", help="Datasets; default: all.")]
_TABLE = ("id", "title", "version", "covers", "rows", "state", "path", "licence", "home", "source", "url")


def register(app: typer.Typer) -> None:
    """Add this room's verbs to the command."""
    group = typer.Typer(
        name="data",
        help="The datasets of peace science that Foedus reads: what there is, fetch, check, cite.",
        no_args_is_help=True,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    for name, verb in _VERBS.items():
        group.command(name, help=verb.__doc__)(verb)
    app.add_typer(group)


def list_(
    as_json: AsJson = False,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write a .csv, .parquet, .json or .jsonl table.")
    ] = None,
) -> None:
    r"""List the datasets: version, span, licence, and whether a good copy is at hand.

    A dataset is looked for in the folder that FOEDUS_DATA names, then in your data folder.

    \b
    Examples:
      foedus data list
      foedus data list --json       with files, sha256, columns, units, citations
      foedus data list -o data.csv
    """
    from foedus.datasets.local import at_hand
    from foedus.datasets.registry import named
    from foedus.model.codec import dump

    found = [(entry, at_hand(entry)) for entry in named([])]
    rows: list[dict[str, Any]] = []
    for entry, copy in found:
        here = copy.path if copy.state.value != "absent" else None
        url = next((f.url for f in entry.files if f.url), None)
        rows.append({**dump(entry), "state": copy.state.value, "path": here, "url": url})
    if output is not None:
        write_table(rows, output, _TABLE)
    if as_json:
        emit_json({"datasets": rows})
    elif output is None:
        width = max(len(r["id"]) for r in rows)
        for r in rows:
            say(
                f"{r['id'].ljust(width)}  {r['state'].ljust(6)}  {r['version'].ljust(8)}  {r['title']}; {r['covers']}"
            )
        here = sum(r["state"] == "good" for r in rows)
        say(f"{here} of {len(rows)} at hand. More: foedus data list --json, foedus data fetch NAME.")
    else:
        say(f"{len(rows)} datasets written to {output}")


def fetch(names: Names, from_dir: Folder = None, as_json: AsJson = False) -> None:
    r"""Bring datasets here, checked against their sha256; a stopped download goes on where it stopped.

    They go into the folder that FOEDUS_DATA names, else into your data folder. A wrong file is kept aside as
    FILE.bad-SHA256 and never used; a good copy is never touched.

    \b
    Examples:
      foedus data fetch cow-nmc gml-dirdisp
      foedus data fetch atop-member-level --from ~/data     copy from a folder, laid out as ~/data/atop/...
    """
    from foedus.datasets.fetch import fetch as bring
    from foedus.datasets.registry import named

    faults: list[Fault] = []
    done: list[dict[str, str]] = []
    for entry in named(names):
        try:
            with _bar(entry.id) as progress:
                path = bring(entry.id, from_dir=from_dir, progress=progress)
        except DataError as e:
            faults += e.faults
            continue
        done.append({"id": entry.id, "version": entry.version, "path": str(path)})
        if not as_json:
            say(f"{entry.id} {entry.version}  {path}")
    if faults:
        raise DataError.of(faults)
    if as_json:
        emit_json({"fetched": done})


@contextmanager
def _bar(label: str) -> Iterator[Progress | None]:
    """A progress bar on stderr where that is a terminal, else nothing."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def verify(names: AnyNames = None, from_dir: Folder = None, as_json: AsJson = False) -> None:
    r"""Read every copy at hand anew and compare its sha256 with the registry; a wrong one is named.

    Datasets without a copy are listed as absent, which is no fault.

    \b
    Examples:
      foedus data verify
      foedus data verify cow-nmc archigos --from ~/data
    """
    from foedus.datasets.local import State
    from foedus.datasets.local import verify as check
    from foedus.model.codec import dump

    rows = check(names or [], from_dir)
    faults = [r.fault() for r in rows if r.state in (State.WRONG, State.UNREADABLE)]
    if not as_json:
        for row in rows:
            where = row.file if row.state is State.ABSENT else row.path
            say(f"{row.state.value.ljust(10)}  {row.id}  {where}")
        count = Counter(r.state for r in rows)
        say(", ".join(f"{count[s]} {s.value}" for s in State if count[s]) + ".")
    if faults:
        raise DataError.of(faults)
    if as_json:
        emit_json({"ok": True, "files": dump(rows)})


def cite(
    names: Names,
    bibtex: Annotated[bool, typer.Option("--bibtex", help="BibTeX entries instead of lines.")] = False,
    as_json: AsJson = False,
) -> None:
    r"""What to cite for these datasets, each work once.

    \b
    Examples:
      foedus data cite cow-nmc atop-alliance
      foedus data cite cow-nmc --bibtex >> references.bib
    """
    from foedus.datasets import cite as works
    from foedus.datasets.registry import named
    from foedus.model.codec import dump

    if as_json:
        by_id = {e.id: [c.key for c in e.cite] for e in named(names)}
        emit_json({"datasets": by_id, "citations": dump(works.citations(names))})
    elif bibtex:
        say(works.bibtex(names).rstrip("\n"))
    else:
        for citation in works.citations(names):
            say(citation.text)


_VERBS: dict[str, Callable[..., None]] = {"list": list_, "fetch": fetch, "verify": verify, "cite": cite}
