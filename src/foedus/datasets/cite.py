"""What to cite for the datasets that a result used."""

from __future__ import annotations

from collections.abc import Iterable

from foedus.datasets.registry import Citation, named


def citations(names: Iterable[str]) -> list[Citation]:
    """The works to cite for these datasets, each once, in the order in which they come up.

    Raises:
        DataError: for an unknown name.
    """
    found = {c.key: c for entry in named(names) for c in entry.cite}
    return list(found.values())


def bibtex(names: Iterable[str]) -> str:
    """The BibTeX entries of these datasets, one after another, keys unique."""
    return "\n\n".join(c.bibtex.strip() for c in citations(names)) + "\n"
