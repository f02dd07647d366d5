"""Loading and checking the whole dossier against PyYAML's safe loader on the same files (no checks, no lines).

Prints seconds without and with the cache, and the ratios.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

OURS = "from foedus.law.dossier import dossier; print(len(dossier().instruments))"
PEER = """
import yaml, pathlib, foedus.law
root = pathlib.Path(foedus.law.__file__).parent / "instruments"
print(sum(1 for f in root.rglob("*.yaml") if yaml.load(f.read_bytes(), Loader=yaml.CSafeLoader)))
"""


def seconds(code: str, cache: str) -> float:
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        capture_output=True,
        env={**os.environ, "FOEDUS_CACHE": cache},
    )
    return time.perf_counter() - start


def main() -> None:
    with tempfile.TemporaryDirectory() as warm:
        cold = min(seconds(OURS, str(Path(warm) / str(n))) for n in range(3))
        seconds(OURS, warm)
        cached = min(seconds(OURS, warm) for _ in range(3))
        peer = min(seconds(PEER, warm) for _ in range(3))
    print(f"dossier {cold:.2f} s, cached {cached:.2f} s; PyYAML alone {peer:.2f} s; ", end="")
    print(f"ratios {cold / peer:.2f} and {cached / peer:.2f}")


if __name__ == "__main__":
    main()
