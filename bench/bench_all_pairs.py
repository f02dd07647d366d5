"""All pairs of all years: Foedus against a hand-written numba kernel and an answer-set program.

    python bench/bench_all_pairs.py --from ../shared/data [--peers SITE-PACKAGES] [--repeat 3]

The peers are asked the same of the same flags (ATOP 5.1, dyad-years): who is drawn in on either side if the
one attacks the other. numba answers all years, clingo the year 2016 alone. They are no part of Foedus: each
is used if it is installed (or lies in the folder that --peers names), else the bench says what is missing.
The numbers drawn in must be equal, pair by pair, or the bench fails.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from foedus.datasets.load import load
from foedus.law import bulk
from foedus.law.fixpoint import fixpoint
from foedus.law.pair_table import Members
from foedus.law.planes import Planes, of_flags

YEARS = range(bulk.FIRST_YEAR, bulk.LAST_YEAR + 1)
CLINGO_YEAR = 2016


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--from", dest="folder", type=Path, required=True, help="a folder of datasets")
    parser.add_argument("--peers", type=Path, help="site-packages of an environment with numba and clingo")
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    if options.peers:
        sys.path.append(str(options.peers))
    print(
        f"cores {os.cpu_count()}, load {os.getloadavg()[0]:.1f} (other work on the machine slows all alike)"
    )
    flags = load("atop-alliance", from_dir=options.folder)
    system = [bulk.members_of(year) for year in YEARS]
    table = bulk.all_pairs(YEARS, from_dir=options.folder)
    print(f"{table.height:,} ordered pairs of {len(YEARS)} years")
    whole = best(options.repeat, lambda: bulk.all_pairs(YEARS, from_dir=options.folder))
    ready = planes(flags, system)
    taken = best(options.repeat, lambda: [fixpoint(p) for p in ready])
    print(f"foedus, answers in bits         {taken:8.2f} s")
    print(f"foedus, the table with all names {whole:7.2f} s")
    for norms in ("atop-members",):
        taken = best(1, lambda norms=norms: bulk.all_pairs(YEARS, source=norms, from_dir=options.folder))
        print(f"foedus, from compiled norms      {taken:7.2f} s   ({norms}: must and may)")
    numba_peer(flags, system, table, options.repeat)
    clingo_peer(flags, table)
    return 0


def best(times: int, work: Callable[[], object]) -> float:
    """The shortest of so many runs, in seconds."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return min(taken)


def planes(flags: pl.DataFrame, system: list[Members]) -> list[Planes]:
    """Each year's duties as bits: what `matrices` is for the kernel."""
    out = []
    for year, members in zip(YEARS, system, strict=True):
        defence, offence, _ = matrices(flags.filter(pl.col("year") == year), members)
        owes = defence | offence
        creditor, debtor = np.nonzero(owes)
        out.append(of_flags(debtor, creditor, defence[owes], offence[owes], len(owes)))
    return out


def peer(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError:
        print(
            f"{name}: not installed (pip install {name} in an environment of its own, and name it by --peers)"
        )
        return None


# --- numba ---


def numba_peer(flags: pl.DataFrame, system: list[Members], table: pl.DataFrame, repeat: int) -> None:
    numba = peer("numba")
    if numba is None:
        return
    kernel = numba.njit(cache=False)(all_of_year)
    arrays = [matrices(flags.filter(pl.col("year") == y), m) for y, m in zip(YEARS, system, strict=True)]

    def run() -> list[Any]:
        return [kernel(*given) for given in arrays]

    run()  # compiles
    print(f"numba kernel, answers in bits   {best(repeat, run):8.2f} s")
    found = np.concatenate(
        [np.bitwise_count(sets).sum(axis=-1)[:, ~np.eye(sets.shape[1], dtype=bool)].T for sets in run()]
    )
    ours = table.select(pl.col("drawn_attacker", "drawn_target").list.len()).to_numpy()
    if not np.array_equal(found, ours):
        raise SystemExit("numba and foedus differ")


def matrices(flags: pl.DataFrame, members: Members) -> tuple[Any, Any, int]:
    """Who owes whom, `[creditor, debtor]`, members first."""
    extra = set(flags["ccode1"]) | set(flags["ccode2"])
    numbers = [*members.numbers.tolist(), *sorted(extra - set(members.numbers.tolist()))]
    place = {number: i for i, number in enumerate(numbers)}
    defence = np.zeros((len(numbers), len(numbers)), np.bool_)
    offence = np.zeros_like(defence)
    for one, other, owes, joins in flags.select(
        "ccode1", "ccode2", "atop_defense", "atop_offense"
    ).iter_rows():
        defence[place[other], place[one]] = owes
        offence[place[other], place[one]] = joins
    return defence, offence, len(members.numbers)


def all_of_year(defence: Any, offence: Any, members: int) -> Any:
    """For each pair, the bits of the members drawn in: `[side, attacker, target, word]`."""
    n = defence.shape[0]
    out = np.zeros((2, members, members, (members + 63) // 64), np.uint64)
    owed = np.zeros(n, np.int64)
    debtors = np.zeros((n, n), np.int64)
    joined = np.zeros(n, np.int64)
    friends = np.zeros((n, n), np.int64)
    for c in range(n):
        for k in range(n):
            if defence[c, k]:
                debtors[c, owed[c]] = k
                owed[c] += 1
            if offence[c, k]:
                friends[c, joined[c]] = k
                joined[c] += 1
    seen = np.zeros(n, np.bool_)
    work = np.zeros(n, np.int64)
    one = np.uint64(1)
    for a in range(members):
        for t in range(members):
            if a == t:
                continue
            work[0], size, at = a, 1, 0
            seen[a] = True
            while at < size:
                c = work[at]
                at += 1
                for i in range(joined[c]):
                    k = friends[c, i]
                    if k != t and not seen[k]:
                        seen[k] = True
                        work[size] = k
                        size += 1
            for i in range(1, size):
                if work[i] < members:
                    out[0, a, t, work[i] >> 6] |= one << np.uint64(work[i] & 63)
            for i in range(owed[t]):
                k = debtors[t, i]
                if k != a and k < members:  # a, the first attacker, is always one whom k may fight
                    out[1, a, t, k >> 6] |= one << np.uint64(k & 63)
            for i in range(size):
                seen[work[i]] = False
    return out


# --- clingo ---

RULES = """
attacks(A,T,A) :- member(A), member(T), A != T.
attacks(A,T,K) :- attacks(A,T,C), offence(K,C), K != T.
defends(A,T,K) :- attacks(A,T,X), defence(K,T), K != A, K != T, K != X.
"""


def clingo_peer(flags: pl.DataFrame, table: pl.DataFrame) -> None:
    clingo = peer("clingo")
    if clingo is None:
        return
    year = flags.filter(pl.col("year") == CLINGO_YEAR)
    facts = [f"member({n})." for n in bulk.members_of(CLINGO_YEAR).numbers.tolist()]
    for one, other, owes, joins in year.select(
        "ccode1", "ccode2", "atop_defense", "atop_offense"
    ).iter_rows():
        facts += [f"defence({one},{other})."] * owes + [f"offence({one},{other})."] * joins
    begun = time.perf_counter()
    control = clingo.Control(["--warn=none"])
    control.add("base", [], " ".join(facts) + RULES)
    control.ground([("base", [])])
    size = 0
    with control.solve(yield_=True) as models:
        for model in models:
            size = sum(s.name in ("attacks", "defends") for s in model.symbols(atoms=True))
    print(f"clingo, the one year {CLINGO_YEAR}        {time.perf_counter() - begun:8.2f} s")
    rows = table.filter(pl.col("year") == CLINGO_YEAR)
    ours = rows.height + rows.select(pl.sum_horizontal(pl.col("^drawn_.*$").list.len()).sum()).item()
    if size != ours:
        raise SystemExit(f"clingo and foedus differ: {size} and {ours}")


if __name__ == "__main__":
    sys.exit(main())
