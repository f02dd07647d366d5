"""The head of the chain, kept in a small file beside the ledger (`ledger.db.head`).

A chain that lost its tail is whole in itself; only a witness outside it can tell. The witness is written
after each commit, so it is never ahead of what was acknowledged, and a ledger that ends before it has lost
acknowledged records.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from foedus.ledger.chain import Head


def head_file(ledger: Path) -> Path:
    return ledger.with_name(ledger.name + ".head")


def write_head(ledger: Path, head: Head) -> None:
    """One write of fixed length, so that a kill leaves the old head or the new one. A folder that does not
    take it (read-only, full) leaves the older witness, which is weaker but never wrong.
    """
    line = f"{head.seq:020d} {head.hash}\n".encode()
    with suppress(OSError):
        handle = os.open(head_file(ledger), os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            os.pwrite(handle, line, 0)
        finally:
            os.close(handle)


def read_head(ledger: Path) -> Head | None:
    """The witness, or None where there is none that can be read."""
    try:
        seq, hash_ = head_file(ledger).read_text("ascii").split()
        return Head(int(seq), hash_)
    except (OSError, ValueError):
        return None
