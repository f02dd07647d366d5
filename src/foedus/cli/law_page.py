"""How the answers of the law are told in a terminal: most consequential first, each line with its source."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from foedus.model.obligation import Consequences


def consequences_page(done: Consequences, on: date) -> Iterator[str]:
    for o in done.obligations:
        yield o.text
