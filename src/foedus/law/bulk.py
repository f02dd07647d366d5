"""Every attack of every year at once: who is drawn in if the one attacks the other.

The same least fixpoint as `engine.py`, for the facts "a attacks t on its own territory" of all ordered pairs
(a, t) together. Sets of states are bits in 64-bit words, and one operation serves all pairs of a year.
What makes this possible is a property of the rules: as long as no clause is set off by a state of war as
such, every derived blow of label attack falls on t, and every blow of label defence on one who attacks t. So

    attackers(a, t) = the least set that holds a and every state, t excepted, that owes offence against t
                      to one of the set
    defenders(a, t) = every state that owes t defence against one of attackers(a, t), a excepted

`planes.py` says which clauses have this form. A question that touches a clause of another form is put to
the engine itself. What is contested, or left to the debtor's own judgement, occurs only positively: two
runs, with it and without it, bound the answer exactly (`must`, and `may` for what is in the wider alone).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from foedus.errors import InputError, shown
from foedus.law import engine
from foedus.law.contested import NEVER, When
from foedus.law.deeds import Label
from foedus.law.planes import Survey, Threshold, Words, Year, as_words, of_flags, word_bits
from foedus.law.world import World
from foedus.model.actor import StateId
from foedus.model.fact import Act, Fact

if TYPE_CHECKING:
    import polars as pl

FIRST_YEAR, LAST_YEAR = 1816, 2018
SOURCES = ("atop", "atop-members", "dossier")
MONTH_DAY = (7, 1)
"""Norms are asked for on the first of July; the flags hold for a year as a whole."""

Progress = Callable[[int, int], None]
"""Called with the years done and the years in all."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """The answers of one run: `[attacker, target, word]` bits of the states drawn in, without the two.

    `rounds`: of the last state drawn in, the round in which its first duty falls due; 0 where there is none.
    """

    attackers: Words
    defenders: Words
    rounds: NDArray[np.uint8]


def cascade(offence: Words, defence: Words, thresholds: Sequence[Threshold] = ()) -> Drawn:
    """The least fixpoint for all ordered pairs of one year.

    Args:
        offence: `[target, creditor, word]`, the debtors that join the creditor's attack on the target;
            the first axis has length 1 where they do so whoever is the target.
        defence: `[target, adversary, word]`, the debtors that defend the target against the adversary;
            the second axis has length 1 where they do so against anybody.
        thresholds: duties of defence that also need further attackers.
    """
    n, width = max(defence.shape[0], offence.shape[1]), defence.shape[2]
    bits = word_bits(n, width)
    owed = np.broadcast_to(defence, (n, n, width))
    defenders = np.ascontiguousarray(owed.transpose(1, 0, 2)) & ~bits[:, None, :]
    rounds: NDArray[np.uint8] = np.asarray(defenders.any(axis=2), np.uint8)
    attackers = np.zeros((n, n, width), np.uint64)
    levels = _joined(offence, bits)
    if levels is not None:
        active, steps = levels
        whole, before = steps[0].copy(), steps[0]
        for number, step in enumerate(steps[1:], 2):
            whole |= step
            more = _defended(owed, step, bits, active)
            late = (more & ~defenders[active]).any(axis=2)
            defenders[active] |= more
            rounds[active] = np.where(
                late, number, np.maximum(rounds[active], (number - 1) * step.any(axis=2))
            )
        attackers[active] = whole & ~before
    for threshold in thresholds:
        _count(threshold, attackers, defenders, rounds, bits, levels)
    defenders &= ~bits[None, :, :]
    same = np.arange(n)
    attackers[same, same] = defenders[same, same] = 0
    rounds[same, same] = 0
    return Drawn(attackers, defenders, rounds)


def _joined(offence: Words, bits: Words) -> tuple[NDArray[np.intp], list[Words]] | None:
    """Who joins, round by round: for each attacker that anybody may join, `[attacker, target, word]` bits.

    The first step holds the attacker itself. None where no attacker has a friend bound to join it.
    """
    creditors = np.flatnonzero(offence.any(axis=(0, 2)))
    if not len(creditors):
        return None
    n = len(bits)
    whole = np.repeat(bits[creditors][:, None, :], n, axis=1)
    steps = [whole.copy()]
    while steps[-1].any():
        new = np.zeros_like(whole)
        for c in creditors:
            at = (steps[-1][:, :, c >> 6] >> np.uint64(c & 63) & np.uint64(1)).astype(bool)
            if at.any():
                new |= np.where(at[:, :, None], offence[:, c][None, :, :], np.uint64(0))
        new &= ~whole & ~bits[None, :, :]
        whole |= new
        steps.append(new)
    return creditors, steps[:-1]


def _members(step: Words) -> Iterator[tuple[int, NDArray[np.bool_]]]:
    """Each state that occurs in a step, with the pairs in which it does."""
    some = np.bitwise_or.reduce(step.reshape(-1, step.shape[2]), axis=0)
    for x in np.flatnonzero(np.unpackbits(some.view(np.uint8), bitorder="little")):
        yield int(x), (step[:, :, x >> 6] >> np.uint64(x & 63) & np.uint64(1)).astype(bool)


def _defended(owed: Words, step: Words, bits: Words, active: NDArray[np.intp]) -> Words:
    """Who defends the target against those who join in this step: not the joiner, not the first attacker."""
    out = np.zeros_like(step)
    for x, at in _members(step):
        out |= np.where(at[:, :, None], (owed[:, x] & ~bits[x])[None, :, :], np.uint64(0))
    return out & ~bits[active][:, None, :]


def _count(
    threshold: Threshold,
    attackers: Words,
    defenders: Words,
    rounds: NDArray[np.uint8],
    bits: Words,
    levels: tuple[NDArray[np.intp], list[Words]] | None,
) -> None:
    """Duties that need so many of some states among the attackers: few, so pair by pair."""
    t = threshold.target
    side = attackers[:, t] | bits
    enough = np.bitwise_count(side & threshold.counted).sum(axis=1) >= threshold.number
    enough[t] = False
    for a in map(int, np.flatnonzero(enough)):
        for level, x in sorted((_level(levels, a, t, x), x) for x in _bits_of(side[a] & threshold.against)):
            new = threshold.debtors & ~bits[x] & ~bits[a] & ~bits[t]
            if (new & ~defenders[a, t]).any():
                rounds[a, t] = max(int(rounds[a, t]), level + 1)
            defenders[a, t] |= new


def _bits_of(words: Words) -> list[int]:
    return [int(x) for x in np.flatnonzero(np.unpackbits(words.view(np.uint8), bitorder="little"))]


def _level(levels: tuple[NDArray[np.intp], list[Words]] | None, a: int, t: int, x: int) -> int:
    """In which round x joined the attack of a on t; 0 for a itself."""
    if levels is None or x == a:
        return 0
    row = int(np.flatnonzero(levels[0] == a)[0])
    return next(i for i, s in enumerate(levels[1]) if s[row, t, x >> 6] >> np.uint64(x & 63) & np.uint64(1))


# --- years ---


@dataclass(frozen=True, slots=True)
class Members:
    """The members of the COW state system in a year, by number."""

    numbers: NDArray[np.uint16]
    ids: tuple[StateId, ...]
    abbreviations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Answer:
    """One year: `must` in all worlds, `may` in some; `place` is where each member stands in the bits."""

    year: int
    members: Members
    place: NDArray[np.intp]
    must: Drawn
    may: Drawn


def members_of(year: int) -> Members:
    """Who was a member on any day of the year; of two states with one number, the later."""
    from foedus.states.load import system

    first, last = date(year, 1, 1), date(year, 12, 31)
    found: dict[int, tuple[date, StateId, str]] = {}
    for state in system():
        for code in state.codes:
            begun = code.period.start or date.min
            if code.system == "cow" and begun <= last and first <= (code.period.end or date.max):
                row = (begun, state.id, code.abbreviation)
                found[code.number] = max(row, found.get(code.number, row))
    order = sorted(found)
    return Members(
        np.array(order, np.uint16), tuple(found[n][1] for n in order), tuple(found[n][2] for n in order)
    )


def all_pairs(
    years: Iterable[int],
    *,
    source: str = "atop",
    from_dir: Path | None = None,
    world: World | None = None,
    progress: Progress | None = None,
) -> pl.DataFrame:
    """For each year and each ordered pair of states: who is drawn in if the one attacks the other.

    Args:
        years: from 1816 to 2018, in any order.
        source: `atop` (dyad-year flags of version 5.1, for a year as a whole), `atop-members` (the alliances
            of version 4.01 compiled by `atop.py`, on the first of July) or `dossier` (the instruments of
            Foedus, on the first of July, all that is known of them today).
        from_dir: a folder of datasets; without it FOEDUS_DATA, then the user's data folder.
        world: norms of your own in place of the source's.
        progress: called after each year with the years done and the years in all.

    Returns:
        One row a year and ordered pair of members of the COW state system, by year, `ccode1` (the attacker)
        and `ccode2` (the target): `state1`, `state2` (Foedus ids), `stateabb1`, `stateabb2`;
        `drawn_attacker` and `drawn_target`, the COW numbers of those who must fight beside the one or the
        other; `may_attacker`, `may_target`, those who do on some reading or by their own choice;
        `rounds`, that in which the last of those who must is drawn in (0: nobody is).

    Raises:
        InputError: for a year out of range, or a source that is none.
        DataError: where the dataset is not at hand.
    """
    wanted = _checked(years, source)
    answers = (
        _of_norms(wanted, world or _world(source, from_dir))
        if world or source != "atop"
        else (_of_flags(wanted, from_dir))
    )
    rows = []
    for done, answer in enumerate(answers, 1):
        rows.append(_rows(answer))
        if progress:
            progress(done, len(wanted))
    return _frame(rows)


def _checked(years: Iterable[int], source: str) -> list[int]:
    wanted = sorted(set(years))
    outside = [y for y in wanted if not FIRST_YEAR <= y <= LAST_YEAR]
    if outside or not wanted:
        what = f"{shown(outside[0])} is outside the years" if outside else "no year is given; the years are"
        raise InputError(
            f"{what} {FIRST_YEAR}-{LAST_YEAR}",
            where="--years",
            hint=f"Write {FIRST_YEAR}-{LAST_YEAR} or 1914.",
        )
    if source not in SOURCES:
        raise InputError(
            f"'{shown(source)}' is no source", where="--source", hint=f"Write one of {', '.join(SOURCES)}."
        )
    return wanted


def _world(source: str, from_dir: Path | None) -> World:
    from foedus.law.atop import load_alliances
    from foedus.law.dossier import dossier

    day = date(FIRST_YEAR, *MONTH_DAY)
    if source == "dossier":
        return dossier().world(day)
    return World.build(load_alliances(from_dir=from_dir), on=day)


def _of_flags(years: Sequence[int], from_dir: Path | None) -> Iterator[_Answer]:
    from foedus.datasets.load import load

    flags = load("atop-alliance", from_dir=from_dir).sort("year")
    columns = {c: flags[c].to_numpy() for c in flags.columns}
    for year in years:
        low, high = np.searchsorted(columns["year"], [year, year + 1])
        yield flagged(year, {c: v[low:high] for c, v in columns.items()}, members_of(year))


def flagged(year: int, flags: Mapping[str, NDArray[np.int64]], members: Members) -> _Answer:
    """A year's answer from its flags: `ccode1` owes `ccode2`. States out of the system are links, no rows."""
    others = np.setdiff1d(np.union1d(flags["ccode1"], flags["ccode2"]), members.numbers)
    numbers = np.concatenate([members.numbers.astype(np.int64), others])
    order = np.argsort(numbers)
    debtor, creditor = (order[np.searchsorted(numbers[order], flags[c])] for c in ("ccode1", "ccode2"))
    planes = of_flags(debtor, creditor, flags["atop_defense"] == 1, flags["atop_offense"] == 1, len(numbers))
    drawn = cascade(planes.offence, planes.defence)
    return _Answer(year, members, np.arange(len(members.numbers)), drawn, drawn)


def _of_norms(years: Sequence[int], world: World) -> Iterator[_Answer]:
    from foedus.states.load import system

    survey = Survey.of(world, (s.id for s in system()))
    for year in years:
        yield _on_day(survey, year)


def _on_day(survey: Survey, year: int) -> _Answer:
    found = survey.on(date(year, *MONTH_DAY))
    members = members_of(year)
    place = np.array([survey.place(s) for s in members.ids], np.intp)
    must = cascade(found.sure.offence, found.sure.defence, found.sure.thresholds)
    may = cascade(found.possible.offence, found.possible.defence, found.possible.thresholds)
    touched = _touched(found, may, survey)
    bits = word_bits(len(survey.states), may.attackers.shape[2])
    asked = {int(p) for p in place}
    for a, t in np.argwhere(touched):
        if a != t and a in asked and t in asked:
            _put(by_engine(survey.world, survey.states[a], survey.states[t]), a, t, must, may, survey, bits)
    return _Answer(year, members, place, must, may)


def _touched(found: Year, may: Drawn, survey: Survey) -> NDArray[np.bool_]:
    """The pairs in which some state may be the creditor of a clause that bits cannot compute."""
    n, width = len(survey.states), may.attackers.shape[2]
    aside, first_only = as_words(found.aside, width), as_words(found.first_only, width)
    at = ((may.attackers | may.defenders) & aside).any(axis=2)
    named: NDArray[np.bool_] = np.asarray((word_bits(n, width) & aside).any(axis=1))
    shared: NDArray[np.bool_] = np.asarray((word_bits(n, width) & first_only).any(axis=1))
    joined = may.attackers.any(axis=2)
    out: NDArray[np.bool_] = at | named[:, None] | named[None, :] | (joined & shared[None, :])
    return out


@dataclass(frozen=True, slots=True)
class Sides:
    """Who is drawn in on which side, by the engine: `must` in all worlds, `may` also in some."""

    must_attacker: frozenset[StateId]
    must_target: frozenset[StateId]
    may_attacker: frozenset[StateId]
    may_target: frozenset[StateId]
    rounds: int


def by_engine(world: World, attacker: StateId, target: StateId) -> Sides:
    """The same question put to the readable engine, for one pair on the world's day."""
    fact = Fact(id="f1", act=Act.ATTACK, actor=attacker, target=target, date=world.on)
    done = engine.cascade(world, [fact], by_choice=True, why_not=False)
    sides: dict[tuple[Label, StateId], tuple[When, int]] = {}
    for deed in done.deeds.all:
        if deed.given or deed.actor in (attacker, target):
            continue
        when, first = sides.get((deed.label, deed.actor), (NEVER, deed.round))
        sides[deed.label, deed.actor] = (when | deed.when, min(first, deed.round))
    sure = {key for key, (when, _) in sides.items() if when.is_certain()}
    if world.index.excluding:
        sure = {(d.label, d.actor) for d in done.least.all if not d.given and d.when.is_certain()}

    def side(label: Label, keys: Iterable[tuple[Label, StateId]]) -> frozenset[StateId]:
        return frozenset(s for found, s in keys if found is label)

    return Sides(
        must_attacker=side(Label.ATTACK, sure),
        must_target=side(Label.DEFENCE, sure),
        may_attacker=side(Label.ATTACK, sides),
        may_target=side(Label.DEFENCE, sides),
        rounds=max((sides[k][1] for k in sure if k in sides), default=0),
    )


def _put(sides: Sides, a: int, t: int, must: Drawn, may: Drawn, survey: Survey, bits: Words) -> None:
    width = bits.shape[1]
    must.attackers[a, t] = as_words(survey.bits(sides.must_attacker), width)
    must.defenders[a, t] = as_words(survey.bits(sides.must_target), width)
    may.attackers[a, t] = as_words(survey.bits(sides.may_attacker), width)
    may.defenders[a, t] = as_words(survey.bits(sides.may_target), width)
    must.rounds[a, t] = sides.rounds


# --- tables ---

_LISTS = ("drawn_attacker", "drawn_target", "may_attacker", "may_target")


@dataclass(frozen=True, slots=True)
class _Rows:
    """A year's rows as arrays; each list column as (length of each row, values one after the other)."""

    answer: _Answer
    one: NDArray[np.intp]
    two: NDArray[np.intp]
    rounds: NDArray[np.uint8]
    lists: tuple[tuple[NDArray[np.int64], NDArray[np.uint16]], ...]


def _rows(answer: _Answer) -> _Rows:
    n = len(answer.place)
    one, two = np.divmod(np.arange(n * n), n)
    apart = one != two
    one, two = one[apart], two[apart]
    a, t = answer.place[one], answer.place[two]
    same = answer.may is answer.must
    may = [
        None if same else (wide & ~sure)
        for wide, sure in (
            (answer.may.attackers, answer.must.attackers),
            (answer.may.defenders, answer.must.defenders),
        )
    ]
    sets = (answer.must.attackers, answer.must.defenders, *may)
    return _Rows(answer, one, two, answer.must.rounds[a, t], tuple(_listed(s, a, t, answer) for s in sets))


def _listed(
    sets: Words | None, a: NDArray[np.intp], t: NDArray[np.intp], answer: _Answer
) -> tuple[NDArray[np.int64], NDArray[np.uint16]]:
    """The COW numbers of the members in each pair's set, in order: how many, and all one after the other."""
    if sets is None:
        return np.zeros(len(a), np.int64), np.zeros(0, np.uint16)
    width = sets.shape[2]
    members = np.bitwise_or.reduce(word_bits(64 * width, width)[answer.place], axis=0)
    words = sets[a, t] & members
    lengths = np.bitwise_count(words).sum(axis=1, dtype=np.int64)
    full = np.unpackbits(words[lengths > 0].view(np.uint8), bitorder="little").view(np.bool_)
    at = np.flatnonzero(full)  # much faster than by rows and columns
    numbers = np.zeros(64 * width, np.uint16)
    numbers[answer.place] = answer.members.numbers
    values = numbers[at % (64 * width)]
    if (np.diff(answer.place) < 0).any():
        values = values[np.lexsort((values, at // (64 * width)))]
    return lengths, values


def _frame(rows: Sequence[_Rows]) -> pl.DataFrame:
    import polars as pl

    ids = sorted({s for r in rows for s in r.answer.members.ids})
    short = sorted({s for r in rows for s in r.answer.members.abbreviations})

    def column(pick: Callable[[_Rows], NDArray[Any]], kind: Any) -> pl.Series:
        return pl.Series(np.concatenate([pick(r) for r in rows]).astype(kind))

    def names(known: list[str], of: Callable[[Members], tuple[str, ...]], which: str) -> pl.Series:
        code = {s: i for i, s in enumerate(known)}
        coded = column(
            lambda r: np.array([code[s] for s in of(r.answer.members)])[getattr(r, which)], np.uint32
        )
        return pl.Series(known, dtype=pl.Enum(known)).gather(coded)

    frame = pl.DataFrame(
        {
            "year": column(lambda r: np.full(len(r.one), r.answer.year), np.uint16),
            "ccode1": column(lambda r: r.answer.members.numbers[r.one], np.uint16),
            "ccode2": column(lambda r: r.answer.members.numbers[r.two], np.uint16),
            "state1": names(ids, lambda m: m.ids, "one"),
            "state2": names(ids, lambda m: m.ids, "two"),
            "stateabb1": names(short, lambda m: m.abbreviations, "one"),
            "stateabb2": names(short, lambda m: m.abbreviations, "two"),
            "rounds": column(lambda r: r.rounds, np.uint8),
        }
    )
    lists = [_list_column(name, [r.lists[i] for r in rows]) for i, name in enumerate(_LISTS)]
    return frame.with_columns(lists).select(*frame.columns[:-1], *_LISTS, "rounds")


def _list_column(name: str, parts: Sequence[tuple[NDArray[np.int64], NDArray[np.uint16]]]) -> pl.Series:
    """A list column from lengths and values."""
    import polars as pl

    lengths = np.concatenate([p[0] for p in parts])
    values = np.concatenate([p[1] for p in parts])
    some = np.flatnonzero(lengths)
    row = pl.Series("row", np.repeat(some.astype(np.uint32), lengths[some])).set_sorted()
    full = pl.DataFrame({"row": row, name: values}).group_by("row", maintain_order=True).agg(name)[name]
    at = np.full(len(lengths), len(some), np.uint32)  # the empty list, put last, for all other rows
    at[some] = np.arange(len(some), dtype=np.uint32)
    return pl.concat([full, pl.Series(name, [[]], dtype=pl.List(pl.UInt16))]).gather(pl.Series(at))


def write(frame: pl.DataFrame, file: Path) -> None:
    """Write the table to a Parquet file, whole or not at all.

    Raises:
        InputError: where the folder cannot be written, or the name does not end in .parquet.
    """
    if file.suffix.lower() != ".parquet":
        raise InputError(
            f"'{shown(file.suffix)}' is no format for this table",
            where=shown(file),
            hint="Write to a .parquet file.",
        )
    beside = file.with_name(f".{file.name[:40]}.{os.getpid()}.part")
    try:
        with beside.open("wb") as out:
            frame.write_parquet(out, compression="zstd", statistics=False)
            out.flush()
            os.fsync(out.fileno())
        beside.replace(file)
    except OSError as e:
        raise InputError(
            f"cannot be written: {e.strerror}",
            where=shown(file),
            hint="Choose another folder.",
            code="unwritable",
        ) from None
    finally:
        beside.unlink(missing_ok=True)
