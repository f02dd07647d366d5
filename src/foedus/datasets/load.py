"""A dataset as a polars frame, missing codes made null."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from foedus.datasets.local import locate
from foedus.datasets.registry import Entry, entry
from foedus.errors import DataError, shown

if TYPE_CHECKING:
    import polars as pl


def load(name: str, *, from_dir: Path | None = None, codes: bool = False) -> pl.DataFrame:
    """The table of a dataset, units as its registry entry says.

    Args:
        name: the dataset's id, such as `cow-nmc`.
        from_dir: a folder laid out by sources; without it FOEDUS_DATA, then the user's data folder.
        codes: leave the makers' codes for missing values (-9, -8) as they stand.

    Raises:
        DataError: where the dataset is unknown, absent, or not what the registry says.
    """
    found = entry(name)
    frame = _frame(locate(name, from_dir))
    return frame if codes else without_codes(frame, found)


def without_codes(frame: pl.DataFrame, found: Entry) -> pl.DataFrame:
    """The frame with each column's codes for missing values made null."""
    import polars as pl

    coded = {c.name: [m.code for m in c.missing] for c in found.columns if c.missing and c.name in frame}
    return frame.with_columns(
        pl.when(pl.any_horizontal(pl.col(name) == v for v in values))
        .then(None)
        .otherwise(pl.col(name))
        .alias(name)
        for name, values in coded.items()
    )


def _frame(path: Path) -> pl.DataFrame:
    import polars as pl

    from foedus.datasets.rda import read_rda

    if path.suffix == ".rda":
        return read_rda(path)
    try:
        if path.suffix == ".parquet":
            return pl.read_parquet(path, glob=False)
        if path.suffix == ".jsonl":
            return pl.read_ndjson(path, infer_schema_length=None)
        return pl.read_csv(path, infer_schema_length=None, try_parse_dates=True, glob=False)
    except (OSError, pl.exceptions.PolarsError) as e:
        raise DataError(
            f"cannot be read as a table: {shown(e)}",
            where=shown(path),
            hint="Run foedus data verify.",
            code="unreadable",
        ) from None
