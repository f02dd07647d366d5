"""Verbs of the room `brief`."""

from __future__ import annotations

import typer


def register(app: typer.Typer) -> None:
    """Add this room's verbs to the command."""
