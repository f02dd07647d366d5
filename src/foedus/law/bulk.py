"""Every attack of every year at once: who is drawn in if the one attacks the other.

`fixpoint.py` computes all pairs of a year in bits; what no bits can compute is put to the engine itself.
What is contested, or left to the debtor's own judgement, occurs only positively in such questions: two runs,
without it and with it, bound the answer exactly (`must`, and `may` for what is in the wider run alone).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from foedus.errors import InputError, shown
from foedus.law import engine
from foedus.law.contested import NEVER, When
from foedus.law.deeds import Label
from foedus.law.fixpoint import Drawn, fixpoint
from foedus.law.pair_table import Answer, Members, frame_of, rows_of_year
from foedus.law.pairwise import fight
from foedus.law.planes import as_words, of_flags, word_bits
from foedus.law.survey import Survey
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
        rows.append(rows_of_year(answer))
        if progress:
            progress(done, len(wanted))
    return frame_of(rows)


def years_of(text: str) -> range:
    """`1816-2018` or `1914` as years. Raises InputError on anything else, or years out of range."""
    found = re.fullmatch(r"(\d{4})(?:-(\d{4}))?", text.strip())
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
    if not FIRST_YEAR <= first <= last <= LAST_YEAR:
        raise InputError(
            f"'{shown(text)}' is no span of years in {FIRST_YEAR}-{LAST_YEAR}",
            where="--years",
            hint=f"Write {FIRST_YEAR}-{LAST_YEAR} or 1914.",
        )
    return range(first, last + 1)


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


def _of_flags(years: Sequence[int], from_dir: Path | None) -> Iterator[Answer]:
    from foedus.datasets.load import load

    flags = load("atop-alliance", from_dir=from_dir).sort("year")
    columns = {c: flags[c].to_numpy() for c in flags.columns}
    for year in years:
        low, high = np.searchsorted(columns["year"], [year, year + 1])
        yield flagged(year, {c: v[low:high] for c, v in columns.items()}, members_of(year))


def flagged(year: int, flags: Mapping[str, NDArray[np.int64]], members: Members) -> Answer:
    """A year's answer from its flags: `ccode1` owes `ccode2`. States out of the system are links, no rows."""
    others = np.setdiff1d(np.union1d(flags["ccode1"], flags["ccode2"]), members.numbers)
    numbers = np.concatenate([members.numbers.astype(np.int64), others])
    order = np.argsort(numbers)
    debtor, creditor = (order[np.searchsorted(numbers[order], flags[c])] for c in ("ccode1", "ccode2"))
    planes = of_flags(debtor, creditor, flags["atop_defense"] == 1, flags["atop_offense"] == 1, len(numbers))
    drawn = fixpoint(planes)
    return Answer(year, members, np.arange(len(members.numbers)), drawn, drawn)


def _of_norms(years: Sequence[int], world: World) -> Iterator[Answer]:
    from foedus.states.load import system

    survey = Survey.of(world, (s.id for s in system()))
    for year in years:
        yield _on_day(survey, year)


def _on_day(survey: Survey, year: int) -> Answer:
    members = members_of(year)
    place = np.array([survey.place(s) for s in members.ids], np.intp)
    return Answer(year, members, place, *drawn_on(survey, date(year, *MONTH_DAY), place))


def drawn_on(survey: Survey, day: date, asked: NDArray[np.intp]) -> tuple[Drawn, Drawn]:
    """Who must, and who may (those who must included), be drawn in on a day.

    Args:
        survey: the norms, and the states that have a bit.
        day: the day in the world.
        asked: the places of the states among whom attackers and targets are asked for.
    """
    found = survey.on(day)
    must, may = fixpoint(found.sure), fixpoint(found.possible)
    among = np.zeros(len(survey.states), np.bool_)
    among[asked] = True
    wanted = among[:, None] & among[None, :] & ~np.eye(len(among), dtype=np.bool_)
    engines = _touched(found.aside, may) | _joined_by(found.mixed, may)
    fights = _touched(found.at_war, may) | _joined_by(found.given_only, may)
    for a, t in np.argwhere(wanted & ~engines & fights).tolist():
        one, other = (
            fight(rules, a, t, sure=sure) for rules, sure in zip(found.rules, (True, False), strict=True)
        )
        both = one.attackers | one.defenders | other.attackers | other.defenders
        if other.torn or found.aside & both or found.mixed & other.struck & ~(1 << t):
            engines[a, t] = True
            continue
        _put(must, a, t, one.attackers, one.defenders)
        _put(may, a, t, other.attackers, other.defenders)
        must.rounds[a, t] = one.rounds
    for a, t in np.argwhere(wanted & engines).tolist():
        sides = by_engine(survey.world, survey.states[a], survey.states[t])
        _put(must, a, t, survey.bits(sides.must_attacker), survey.bits(sides.must_target))
        _put(may, a, t, survey.bits(sides.may_attacker), survey.bits(sides.may_target))
        must.rounds[a, t] = sides.rounds
    return must, may


def _touched(creditors: int, may: Drawn) -> NDArray[np.bool_]:
    """The pairs in which one of these states may be at war."""
    n, width = may.attackers.shape[1:]
    words = as_words(creditors, width)
    named = np.asarray((word_bits(n, width) & words).any(axis=1))
    drawn: NDArray[np.bool_] = np.asarray(((may.attackers | may.defenders) & words).any(axis=2))
    return drawn | named[:, None] | named[None, :]


def _joined_by(creditors: int, may: Drawn) -> NDArray[np.bool_]:
    """The pairs in which one of these states is attacked, and others may join the attacker."""
    n, width = may.attackers.shape[1:]
    named = np.asarray((word_bits(n, width) & as_words(creditors, width)).any(axis=1))
    joined: NDArray[np.bool_] = np.asarray(may.attackers.any(axis=2))
    return joined & named[None, :]


def _put(drawn: Drawn, a: int, t: int, attackers: int, defenders: int) -> None:
    width = drawn.attackers.shape[2]
    drawn.attackers[a, t] = as_words(attackers, width)
    drawn.defenders[a, t] = as_words(defenders, width)


@dataclass(frozen=True, slots=True)
class Sides:
    """Who is drawn in on which side, by the engine: `must` in all worlds, `may` also in some.

    `rounds` counts the engine's way: a duty that is contested in one round and certain in a later one counts
    from the first. Elsewhere it counts from the round in which it is certain.
    """

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
