"""What stays open: the text's own questions, articles that are read in two ways, days that are not known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from foedus.brief.moves import AS_REPORTED, Move, entered
from foedus.brief.occasions import Namer
from foedus.brief.phrase import joined_words
from foedus.law.answer import consequences
from foedus.law.world import World
from foedus.model.brief import ContestedCase, OpenQuestion, ReadingOutcome
from foedus.model.fact import Act, Fact
from foedus.model.instrument import Instrument
from foedus.model.norm import Kind, Norm
from foedus.model.reading import Reading
from foedus.model.source import Citation

MOST = 12  # open questions; a list of everything answers nothing
ADVERSARIES = 3  # named in one case
CREDITORS = 4  # of an instrument: the most named


def contested_cases(
    world: World,
    instruments: Sequence[Instrument],
    adversaries: Mapping[str, Sequence[str]],
    salient: Sequence[str],
    name: Namer,
) -> tuple[ContestedCase, ...]:
    """Cases in which the readings of a new pact's articles part: each asked of the engine under each reading,
    in a world that holds this instrument alone (what others owe does not bear on how it is read).
    """
    found = []
    for instrument in instruments:
        members = [s for m in instrument.parties for s in m.states]
        alone = World.build([entered(instrument, world.on)], on=world.on, lands=world.ground.lands)
        for norm in instrument.norms:
            if norm.kind is Kind.MUST_ASSIST and norm.readings:
                creditors = [s for s in salient if s in members][:CREDITORS]
                found += _norm_cases(alone, instrument, norm, creditors, members, adversaries, name)
    return tuple(found)


def _norm_cases(
    world: World,
    instrument: Instrument,
    norm: Norm,
    creditors: Sequence[str],
    members: Sequence[str],
    adversaries: Mapping[str, Sequence[str]],
    name: Namer,
) -> list[ContestedCase]:
    """One case for each creditor: the simplest in which the readings part, with all adversaries it fits."""
    found = []
    for creditor in creditors:
        others = [a for a in adversaries.get(creditor, ()) if a not in members][:ADVERSARIES]
        for case in _CASES if others else ():
            outcomes = _outcomes(world, instrument, norm, case.facts(creditor, others[0], world.on))
            if len({o.bound for o in outcomes}) > 1:
                alone = case.facts(creditor, others[0], world.on)[:-1]
                quiet = bool(alone) and not any(o.bound for o in _outcomes(world, instrument, norm, alone))
                words = case.words.format(c=name(creditor), a=_or([name(a) for a in others]))
                words += " (the first attack alone binds nobody on any reading)" if quiet else ""
                found.append(
                    ContestedCase(
                        instrument=instrument.id, article=norm.article, case=words, outcomes=outcomes
                    )
                )
                break
    return found


@dataclass(frozen=True, slots=True)
class _Case:
    """Who does what to whom, `c` the creditor and `a` its adversary: act, actor, target, means, days before."""

    words: str
    acts: tuple[tuple[Act, str, str, str | None, int], ...]

    def facts(self, creditor: str, adversary: str, on: date) -> tuple[Fact, ...]:
        who = {"c": creditor, "a": adversary}
        return tuple(
            Fact(id=f"f{n}", act=act, actor=who[x], target=who[y], date=on - timedelta(days=ago), means=means)
            for n, (act, x, y, means, ago) in enumerate(self.acts, 1)
        )


_CASES = (
    _Case("if {a} invades {c}", ((Act.INVADE, "a", "c", None, 0),)),
    _Case(
        "if {c} attacks {a} first, and the attacked state then enters the territory of {c}",
        ((Act.ATTACK, "c", "a", None, 1), (Act.INVADE, "a", "c", None, 0)),
    ),
    _Case("if {a} strikes {c} from a distance, without invading", ((Act.ATTACK, "a", "c", "strike", 0),)),
    _Case("if {c} attacks {a}", ((Act.ATTACK, "c", "a", None, 0),)),
)
"""The cases on which such articles are argued about, the simplest first."""


def _or(names: Sequence[str]) -> str:
    return joined_words(names).replace(" and ", " or ") if len(names) > 1 else names[0]


def _outcomes(
    world: World, instrument: Instrument, norm: Norm, facts: tuple[Fact, ...]
) -> tuple[ReadingOutcome, ...]:
    """Who is bound by this article under each of its readings."""
    outcomes = []
    for reading in norm.readings:
        done = consequences(world, facts, assume={f"{instrument.id}/{norm.article}": reading.id})
        pairs = {
            (o.debtor, o.creditor)
            for o in done.obligations
            if o.instrument == instrument.id and o.article == norm.article and o.round == 1
        }
        outcomes.append(
            ReadingOutcome(
                id=reading.id, says=reading.says, held_by=reading.held_by, bound=tuple(sorted(pairs))
            )
        )
    return tuple(outcomes)


def open_questions(
    reading: Reading, moves: Sequence[Move], cases: Sequence[ContestedCase], known: date, name: Namer
) -> tuple[OpenQuestion, ...]:
    """The text's own doubts first, then what the law leaves open of the pacts that change."""
    found = [OpenQuestion(question=q.text, because=(Citation(span=q.span),)) for q in reading.questions]
    for move in moves:
        found += _of_instrument(move, cases, known)
    return tuple(found[:MOST])


def _of_instrument(move: Move, cases: Sequence[ContestedCase], known: date) -> list[OpenQuestion]:
    instrument, found = move.known, []
    span = Citation(span=move.commitment.span)
    for norm in instrument.norms:
        if len(norm.readings) > 1 or any(
            c.instrument == instrument.id for c in cases if c.article == norm.article
        ):
            said = "; ".join(f"‘{r.id}’: {r.says}" for r in norm.readings)
            found.append(
                OpenQuestion(
                    question=f"How far does {instrument.id} Art. {norm.article} reach? Its readings: {said}",
                    because=(span, Citation(instrument=instrument.id, article=norm.article)),
                )
            )
    if instrument.in_force in (None, "unknown") and instrument.force.legal:
        found.append(
            OpenQuestion(
                question=f"When does it enter into force? {instrument.entry_note or 'The day is not known.'}",
                because=(span,),
            )
        )
    elif move.after is not None and instrument.entry_note and (instrument.in_force or "") > known.isoformat():
        found.append(
            OpenQuestion(
                question=f"When does it take effect? Only known: {instrument.entry_note}.", because=(span,)
            )
        )
    if instrument.confidence_note == AS_REPORTED:
        found.append(
            OpenQuestion(
                question="What does the text itself say? The pact is known here from the report alone.",
                because=(span,),
            )
        )
    return found
