"""kill -9 in mid-write: every acknowledged transaction is whole afterwards, none half."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

from foedus.ledger.queries import Asked, listed
from foedus.ledger.store import Ledger

SIZE = 25
WRITER = f"""
import sys
from pathlib import Path
from foedus.ledger.record import Record, RecordKind
from foedus.ledger.store import Ledger
path, run = sys.argv[1:]
with Ledger.open(Path(path)) as ledger:
    print("open", flush=True)
    for t in range(100000):
        batch = [
            Record(kind=RecordKind.FACT, id=f"{{run}}-{{t}}-{{i}}", fields={{"act": "attack", "actor": "PRK"}})
            for i in range({SIZE})
        ]
        ledger.add(batch)
        print(t, flush=True)
"""


def test_twenty_kills(tmp_path: Path) -> None:
    rng = random.Random(11)
    path = tmp_path / "ledger.db"
    cut = 0
    for run in range(20):
        with (tmp_path / "acknowledged").open("w+") as out:
            writer = subprocess.Popen(
                [sys.executable, "-c", WRITER, str(path), str(run)], stdout=out, stderr=subprocess.PIPE
            )
            deadline = time.monotonic() + 30
            while time.monotonic() < deadline and writer.poll() is None and not out.read():
                time.sleep(0.002)
                out.seek(0)
            time.sleep(rng.uniform(0, 0.06))
            cut += writer.poll() is None
            writer.kill()
            _, errors = writer.communicate()
            out.seek(0)
            said = out.read().split("\n")[1:-1]
        acknowledged = {f"{run}-{t}-{i}" for t in said for i in range(SIZE)}
        with Ledger.open(path, readonly=True) as ledger:
            mine = {r["id"] for r in listed(ledger, Asked()).rows if r["id"].startswith(f"{run}-")}
            ledger.verify()
        assert acknowledged <= mine, errors
        assert len(mine - acknowledged) in (0, SIZE)
    assert cut == 20
