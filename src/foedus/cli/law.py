"""Verbs of the room `law`."""

from __future__ import annotations

import typer


def register(app: typer.Typer) -> None:
    """Add this room's verbs to the command."""
