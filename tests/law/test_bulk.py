"""All pairs at once give what the readable engine gives, pair by pair."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.errors import InputError
from foedus.law.atop import load_alliances
from foedus.law.bulk import Sides, all_pairs, by_engine, drawn_on, flagged, members_of, years_of
from foedus.law.dossier import dossier
from foedus.law.fixpoint import Drawn, fixpoint
from foedus.law.pair_table import Members, write
from foedus.law.planes import Words, numbers_in, of_flags
from foedus.law.survey import Survey
from foedus.law.world import World
from foedus.model.instrument import Confidence, Instrument, Membership, Reference
from foedus.model.norm import Automaticity, Force, Kind, Norm, TextReading
from foedus.states.load import system

DAY = date(2000, 1, 1)
LETTERS = ("A", "B", "C", "D", "E", "F")


def flags(*rows: tuple[int, int, int, int]) -> dict[str, np.ndarray]:
    """(debtor, creditor, defence, offence) as columns."""
    names = ("ccode1", "ccode2", "atop_defense", "atop_offense")
    return {n: np.array([r[i] for r in rows], np.int64) for i, n in enumerate(names)}


def members(*numbers: int) -> Members:
    names = tuple(f"S{n}" for n in numbers)
    return Members(np.array(numbers, np.uint16), names, names)


def sets(words: Words) -> set[int]:
    return set(numbers_in(words))


class TestFixpoint:
    """States 0 … n-1; who is drawn in beside the attacker (0) and the target (1)."""

    def drawn(self, defence: list[tuple[int, int]], offence: list[tuple[int, int]], n: int = 6) -> Drawn:
        rows = sorted({*defence, *offence})
        debtor, creditor = (np.array([r[i] for r in rows], np.intp) for i in (0, 1))
        owes, joins = (np.array([r in which for r in rows], np.bool_) for which in (defence, offence))
        return fixpoint(of_flags(debtor, creditor, owes, joins, n))

    def test_a_defender_of_the_target_is_drawn_in(self):
        found = self.drawn([(2, 1)], [])
        assert (sets(found.attackers[0, 1]), sets(found.defenders[0, 1])) == (set(), {2})
        assert found.rounds[0, 1] == 1

    def test_help_against_an_attack_is_no_attack_on_the_attacker(self):
        assert sets(self.drawn([(2, 1), (3, 0)], []).attackers[0, 1]) == set()

    def test_nor_does_it_oblige_the_defenders_own_friends(self):
        assert sets(self.drawn([(2, 1), (3, 2)], []).defenders[0, 1]) == {2}

    def test_offence_runs_on_from_friend_to_friend(self):
        found = self.drawn([], [(2, 0), (3, 2), (4, 3)])
        assert sets(found.attackers[0, 1]) == {2, 3, 4}
        assert found.rounds[0, 1] == 3

    def test_the_chain_does_not_run_through_the_target(self):
        assert sets(self.drawn([], [(1, 0), (2, 1)]).attackers[0, 1]) == set()

    def test_a_state_that_owes_both_sides_stands_on_both(self):
        found = self.drawn([(2, 1)], [(2, 0)])
        assert (sets(found.attackers[0, 1]), sets(found.defenders[0, 1])) == ({2}, {2})

    def test_the_attacker_does_not_defend_its_target(self):
        assert sets(self.drawn([(0, 1)], [(2, 0)]).defenders[0, 1]) == set()

    def test_two_who_are_bound_to_each_other_alone_stay_out(self):
        found = self.drawn([(2, 3), (3, 2)], [(2, 3), (3, 2)])
        assert not found.attackers[0, 1].any()
        assert not found.defenders[0, 1].any()

    def test_states_beyond_the_first_word_have_a_bit(self):
        found = self.drawn([(129, 1)], [(70, 0), (128, 70)], n=130)
        assert (sets(found.attackers[0, 1]), sets(found.defenders[0, 1])) == ({70, 128}, {129})

    @given(st.data())
    @settings(max_examples=60, deadline=None)
    def test_it_is_the_least_set_closed_under_the_duties(self, data: st.DataObject):
        """Against a plain search in sets, on random flags."""
        n = data.draw(st.integers(2, 7))
        pairs = st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)).filter(lambda p: p[0] != p[1])
        defence, offence = data.draw(st.sets(pairs)), data.draw(st.sets(pairs))
        found = self.drawn(sorted(defence), sorted(offence), n)
        for a in range(n):
            for t in range(n):
                if a == t:
                    continue
                side = {a}
                while more := {k for k, c in offence if c in side and k != t} - side:
                    side |= more
                assert sets(found.attackers[a, t]) == side - {a}
                helpers = {k for k, c in defence if c == t and k not in (a, t) and side - {k}}
                assert sets(found.defenders[a, t]) == helpers


# --- norms: the same answers as the engine ---

states = st.lists(st.sampled_from(LETTERS), min_size=1, max_size=3, unique=True).map(tuple)
triggers = st.sampled_from(
    ["armed-attack"] * 5
    + ["attacks"] * 4
    + ["attacked-by-n(2)", "armed-attack-by(A, B)", "armed-attack and state-of-war", "aggression", "threat"]
    + ["armed-attack and war-with(B)", "attacks(C, D)", "breach", "mobilisation(A)"]
    + ["state-of-war"] * 3
    + ["war-with(B)"] * 2
)


@st.composite
def norms(draw: st.DrawFn, number: int = 1) -> Norm:
    readings: tuple[TextReading, ...] = ()
    if draw(st.integers(0, 4)) == 0:
        other = draw(
            st.sampled_from(
                [
                    TextReading(id="void", says="it binds nobody", binding=False),
                    TextReading(id="two", says="A and B alone", against=("A", "B")),
                    TextReading(id="free", says="as it likes", automaticity=Automaticity.OWN_JUDGEMENT),
                    TextReading(id="wide", says="provoked too", unprovoked=False),
                ]
            )
        )
        readings = (TextReading(id="plain", says="as it stands"), other)
    return Norm(
        article=f"{number}",
        kind=Kind.MUST_ASSIST,
        debtors=draw(st.one_of(st.just(("parties",)), states)),
        creditors=draw(st.one_of(st.just(("parties",)), st.just(("others",)), states)),
        trigger=draw(triggers),
        against=draw(st.one_of(st.just(()), st.just(()), states)),
        co_ally=draw(st.sampled_from(["silent", "bound", "excluded"])),
        automaticity=draw(
            st.sampled_from(
                [Automaticity.AUTOMATIC] * 3 + [Automaticity.OWN_JUDGEMENT, Automaticity.CONSTITUTIONAL]
            )
        ),
        readings=readings,
    )


def instrument(id_: str, parties: tuple[str, ...], *its: Norm, **fields: object) -> Instrument:
    given_ = {"force": Force.TREATY, "signed": "1990-01-01", "in_force": "signature", **fields}
    return Instrument(
        id=id_,
        title=id_,
        parties=(Membership(states=parties),),
        norms=its,
        references=(Reference(title="made"),),
        checked="2000-01-01",
        confidence=Confidence.HIGH,
        **given_,  # type: ignore[arg-type]
    )


@st.composite
def instruments(draw: st.DrawFn) -> list[Instrument]:
    out = []
    for i in range(draw(st.integers(1, 5))):
        parties = draw(st.lists(st.sampled_from(LETTERS), min_size=2, max_size=5, unique=True).map(tuple))
        norm = draw(norms())
        in_force = draw(st.sampled_from(["signature"] * 4 + ["unknown", "2000"]))
        force = draw(st.sampled_from([Force.TREATY] * 5 + [Force.POLITICAL]))
        out.append(instrument(f"i{i}", parties, norm, in_force=in_force, force=force))
    return out


def sides_of(drawn: tuple[Drawn, Drawn], survey: Survey, a: str, t: str) -> tuple[frozenset[str], ...]:
    at = survey.place(a), survey.place(t)
    must, may = drawn
    return tuple(
        frozenset(survey.states[i] for i in numbers_in(words[at]))
        for words in (must.attackers, must.defenders, may.attackers, may.defenders)
    )


def sides(found: Sides) -> tuple[frozenset[str], ...]:
    return (found.must_attacker, found.must_target, found.may_attacker, found.may_target)


@given(instruments())
@settings(max_examples=120, deadline=None)
def test_bits_and_engine_agree_on_any_norms(made: list[Instrument]):
    world = World.build(made, on=DAY)
    survey = Survey.of(world, LETTERS)
    drawn = drawn_on(survey, DAY, np.arange(len(LETTERS)))
    for a in LETTERS:
        for t in LETTERS:
            if a != t:
                assert sides_of(drawn, survey, a, t) == sides(by_engine(world, a, t)), (a, t)


def test_rounds_are_those_of_the_engine():
    chain = [("B", "A"), ("C", "B"), ("D", "C")]
    made = [
        instrument(
            f"i{k}{c}",
            (k, c),
            Norm(
                article="1",
                kind=Kind.MUST_ASSIST,
                debtors=(k,),
                creditors=(c,),
                trigger="attacks",
                automaticity=Automaticity.AUTOMATIC,
            ),
        )
        for k, c in chain
    ]
    world = World.build(made, on=DAY)
    survey = Survey.of(world, LETTERS)
    must, _ = drawn_on(survey, DAY, np.arange(len(LETTERS)))
    assert must.rounds[survey.place("A"), survey.place("E")] == 3 == by_engine(world, "A", "E").rounds


def test_an_instrument_counts_from_its_day_to_its_end():
    norm = Norm(
        article="1", kind=Kind.MUST_ASSIST, trigger="armed-attack", automaticity=Automaticity.AUTOMATIC
    )
    made = instrument("i", ("A", "B"), norm, in_force="1995-07-01", ended="1997-07-01")
    survey = Survey.of(World.build([made], on=DAY), LETTERS)
    got = {
        year: sets(
            drawn_on(survey, date(year, 7, 1), np.arange(6))[0].defenders[
                survey.place("C"), survey.place("A")
            ]
        )
        for year in (1994, 1995, 1996, 1997)
    }
    b = survey.place("B")
    assert got == {1994: set(), 1995: {b}, 1996: {b}, 1997: set()}


# --- flags ---


def test_a_state_outside_the_system_is_a_link_and_no_row():
    """200 attacks 2; 999, no member, must join it, and 220 must join 999."""
    answer = flagged(1900, flags((999, 200, 0, 1), (220, 999, 0, 1)), members(2, 200, 220))
    table = all_of(answer).filter(pl.col("ccode1") == 200, pl.col("ccode2") == 2)
    assert table["drawn_attacker"].to_list() == [[220]]
    assert 999 not in all_of(answer)["ccode1"]


def all_of(answer: object) -> pl.DataFrame:
    from foedus.law.pair_table import frame_of, rows_of_year

    return frame_of([rows_of_year(answer)])  # type: ignore[arg-type]


def test_the_table_has_a_row_for_each_ordered_pair_in_order():
    table = all_of(flagged(1900, flags((220, 200, 1, 0)), members(2, 200, 220)))
    assert table.select("ccode1", "ccode2").rows() == [
        (2, 200),
        (2, 220),
        (200, 2),
        (200, 220),
        (220, 2),
        (220, 200),
    ]
    assert table["drawn_target"].to_list() == [[220], [], [], [], [], []]
    assert table["drawn_attacker"].to_list() == [[]] * 6
    assert table["rounds"].to_list() == [1, 0, 0, 0, 0, 0]


def test_members_of_a_year_are_those_of_any_of_its_days():
    sizes = [len(members_of(year).numbers) for year in range(1816, 2017)]
    assert sum(n * (n - 1) for n in sizes) == 1_912_350


@pytest.mark.parametrize("years", [[1815], [2019], [], [1914, 3000]])
def test_years_out_of_range_are_refused(years: list[int]):
    with pytest.raises(InputError, match="1816-2018"):
        all_pairs(years)


def test_a_span_of_years_is_read():
    assert years_of("1816-2018") == range(1816, 2019)
    assert years_of(" 1914 ") == range(1914, 1915)


@pytest.mark.parametrize("text", ["", "1914-1912", "1815-1900", "2000-2019", "14", "1914-", "1914-1915-1916"])
def test_what_is_no_span_of_years_is_refused(text: str):
    with pytest.raises(InputError, match="1816-2018"):
        years_of(text)


def test_an_unknown_source_is_refused():
    with pytest.raises(InputError, match="no source"):
        all_pairs([1914], source="cow")


# --- files ---


def test_the_file_holds_the_table(tmp_path: Path):
    table = all_of(flagged(1900, flags((220, 200, 1, 0)), members(2, 200, 220)))
    write(table, tmp_path / "pairs.parquet")
    assert pl.read_parquet(tmp_path / "pairs.parquet").rows() == table.rows()
    assert [f.name for f in tmp_path.iterdir()] == ["pairs.parquet"]


def test_what_fails_leaves_the_old_file_and_nothing_besides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    file = tmp_path / "pairs.parquet"
    file.write_bytes(b"old")

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pl.DataFrame, "write_parquet", fail)
    with pytest.raises(InputError, match="No space left"):
        write(pl.DataFrame({"a": [1]}), file)
    assert file.read_bytes() == b"old"
    assert [f.name for f in tmp_path.iterdir()] == ["pairs.parquet"]


def test_another_format_is_refused(tmp_path: Path):
    with pytest.raises(InputError, match="parquet"):
        write(pl.DataFrame({"a": [1]}), tmp_path / "pairs.csv")


# --- the data at hand ---


def test_progress_is_told_year_by_year(shared: Path):
    told: list[tuple[int, int]] = []
    all_pairs([1914, 1816, 1914], from_dir=shared / "data", progress=lambda *at: told.append(at))
    assert told == [(1, 2), (2, 2)]


def test_1939_by_the_flags(shared: Path):
    """Germany attacks Poland: France, Romania and the United Kingdom owe Poland defence; Italy joins Germany."""
    table = all_pairs([1939], from_dir=shared / "data")
    row = table.row(by_predicate=(pl.col("state1") == "DEU") & (pl.col("state2") == "POL"), named=True)
    assert {200, 220, 360} <= set(row["drawn_target"])
    assert 325 in row["drawn_attacker"]


@pytest.mark.parametrize("year", [1830, 1866, 1914, 1939, 1943, 1975, 2015])
def test_compiled_alliances_give_the_engines_answers(shared: Path, year: int):
    world = World.build(load_alliances(from_dir=shared / "data"), on=date(year, 7, 1))
    same_on_a_sample(world, year, 12)


@pytest.mark.parametrize("year", [1870, 1916, 1925, 1938, 1956, 1980, 2018])
def test_the_dossier_gives_the_engines_answers(year: int):
    same_on_a_sample(dossier().world(date(year, 7, 1)), year, 12)


def same_on_a_sample(world: World, year: int, size: int) -> None:
    ids = members_of(year).ids
    survey = Survey.of(world, (s.id for s in system()))
    rng = np.random.default_rng(year)
    chosen = rng.choice(ids, size, replace=False).tolist()
    drawn = drawn_on(survey, world.on, np.array([survey.place(s) for s in chosen], np.intp))
    for a, t in zip(chosen, [*chosen[1:], chosen[0]], strict=True):
        assert sides_of(drawn, survey, a, t) == sides(by_engine(world, a, t)), (year, a, t)
