"""The `foedus` command: its verbs, `--version`, and the one place where errors become exit codes."""

from __future__ import annotations

import os
import signal
import sys
from typing import Annotated, Any

import typer

from foedus import __version__
from foedus.cli import brief, data, house, law, ledger, read
from foedus.cli.output import emit_faults, warn
from foedus.errors import Fault, FoedusError

app = typer.Typer(
    name="foedus",
    help="Who must fight for whom, by which article: from the news, with a source for each line.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for room in (brief, read, law, ledger, data, house):
    room.register(app)


def _version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"foedus {__version__}\n")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Who must fight for whom, by which article: from the news, with a source for each line.

    Start with `foedus brief ARTICLE`, or `foedus brief` for an example.
    """


def run() -> None:
    """Entry point of the command. Exit codes: 0 answered, 2 wrong input, 1 our fault, 130/143 stopped."""
    signal.signal(signal.SIGTERM, _stopped)
    sys.exit(_guarded(sys.argv[1:]))


def _stopped(number: int, frame: Any) -> None:
    raise SystemExit(128 + number)


def _quiet() -> int:
    """Nobody reads on: what is still buffered goes nowhere, and that is no fault."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno() if sys.__stdout__ else 1)
    return 0


def _guarded(arguments: list[str]) -> int:
    as_json = "--json" in arguments
    try:
        result = app(args=arguments, standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except FoedusError as e:
        emit_faults(e.faults, as_json=as_json)
        return e.exit_code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of our output went away: `foedus … | head -1`
        return _quiet()
    except SystemExit:
        if type(sys.stdout).__name__ == "PacifyFlushWrapper":  # the same, seen by the command library first
            return _quiet()
        raise
    except Exception as e:
        if hasattr(e, "format_message") and hasattr(e, "exit_code"):  # a usage error of the command line
            emit_faults(
                [Fault(e.format_message(), "command line", "See foedus --help.", "usage")], as_json=as_json
            )
            return 2
        if type(e).__name__ == "Abort":
            return 130
        if os.environ.get("FOEDUS_DEBUG"):
            raise
        warn(f"foedus: a fault of ours: {type(e).__name__}: {e}. Set FOEDUS_DEBUG=1 to see where.")
        return 1
