"""The attacks worth asking about, given what an article says: its states, their adversaries, the pacts' parties."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from datetime import date

from foedus.brief.moves import Move
from foedus.model.actor import ANY_STATE
from foedus.model.obligation import DutyChange, Obligation
from foedus.model.reading import Modality, Plover, Reading
from foedus.states.system import StateSystem

Namer = Callable[[str], str]
Asked = tuple[str, str, str]
"""act, actor, target."""

NAMED = 12  # the most named states; an article that names more is about these
MEANT = 6  # named adversaries of a pact that are asked about
SMALL = 8
"""Parties up to which each is asked about with every named attacker."""
_HOSTILE = {
    Plover.ASSAULT: 4,
    Plover.THREATEN: 3,
    Plover.COERCE: 2,
    Plover.SANCTION: 2,
    Plover.MOBILIZE: 2,
    Plover.REJECT: 1,
    Plover.ACCUSE: 1,
}


def salience(reading: Reading) -> tuple[str, ...]:
    """The states of the article, the most named first."""
    count: Counter[str] = Counter()
    for actor in reading.actors:
        if actor.state:
            count[actor.state] += len(actor.mentions)
    for c in reading.commitments:
        count.update(c.parties)
    states = [s for s, _ in count.most_common() if len(s) == 3 or s.startswith("x-")]
    return tuple(states[:NAMED])


def adversaries(reading: Reading, moves: Sequence[Move], *, hostile: bool) -> dict[str, tuple[str, ...]]:
    """For each state, the named ones in the order in which the article sets them against it (`hostile`: only
    those that it does); parties of one pact that changes are no adversaries of each other.
    """
    weight: dict[str, Counter[str]] = defaultdict(Counter)
    for e in reading.events:
        points = 0 if e.modality in (Modality.NEGATED, Modality.HISTORICAL) else _HOSTILE.get(e.type, 0)
        for a in e.actor if points else ():
            for r in e.recipient:
                if a != r:
                    weight[r][a] += points
                    weight[a][r] += points
    named = salience(reading)
    pacts = [frozenset(parties(m)) for m in moves]

    def others(state: str) -> tuple[str, ...]:
        bound = {p for pact in pacts if state in pact for p in pact}
        found = [o for o in named if o not in bound | {state} and (weight[state][o] or not hostile)]
        return tuple(sorted(found, key=lambda o: -weight[state][o]))

    targets = dict.fromkeys([*named, *(p for pact in pacts for p in sorted(pact))])
    return {s: others(s) for s in targets}


def parties(move: Move) -> tuple[str, ...]:
    """All states that the instrument binds, before or after."""
    both = [i for i in (move.before, move.after) if i is not None]
    return tuple(dict.fromkeys(s for i in both for m in i.parties for s in m.states))


def asked(moves: Sequence[Move], reading: Reading, system: StateSystem, on: date) -> tuple[Asked, ...]:
    """An attack on each party of a pact that changes: by any state that is no party (`*`), and by each named
    state. Of a large alliance the members that the article does not name are asked about with `*` alone.
    """
    named = [s for s in salience(reading) if s in system and system.exists(s, on)]
    found: list[Asked] = []
    for target in dict.fromkeys(p for m in moves for p in parties(m)):
        if target not in system or not system.exists(target, on):
            continue
        pacts = [set(parties(m)) for m in moves if target in parties(m)]
        allies = {
            p for pact in pacts if len(pact) > SMALL for p in pact
        }  # who would ask of every pair of thirty?
        asking = named if target in named or not allies else ()
        attackers = dict.fromkeys([*asking, *_meant(moves, target)])
        living = [
            a for a in attackers if a != target and a not in allies and a in system and system.exists(a, on)
        ]
        found += [("attack", actor, target) for actor in (ANY_STATE, *living)]
    return tuple(found)


def _meant(moves: Sequence[Move], target: str) -> list[str]:
    """States against which a pact is aimed by its own words: no attack by any other state sets it off."""
    found: list[str] = []
    for m in moves:
        if target in parties(m):
            for norm in m.known.norms:
                args = [
                    a for term in norm.parsed_trigger.terms for a in term.args if len(a) == 3 and a.isupper()
                ]
                found += [*norm.against, *args]
    return list(dict.fromkeys(found))[:MEANT]


def general(diffs: Sequence[DutyChange]) -> tuple[DutyChange, ...]:
    """A change that holds for any attacker that is no party is one row, `*`: named attackers whose row says
    the same (but for what they would owe themselves) are left out.
    """
    any_state = {d.target: d for d in diffs if d.actor == ANY_STATE}
    return tuple(
        d
        for d in diffs
        if d.actor == ANY_STATE
        or d.target not in any_state
        or _said(d) != _said(any_state[d.target], d.actor)
    )


def _said(diff: DutyChange, without: str | None = None) -> tuple[object, ...]:
    """What a change says, whoever the attacker is, `without` what one state owes."""

    def of(duties: Sequence[Obligation]) -> tuple[object, ...]:
        return tuple(
            (o.debtor, o.creditor, o.kind, o.instrument, o.article, o.reading)
            for o in duties
            if o.debtor != without
        )

    pairs = tuple((of([a]), of([b])) for a, b in (*diff.strengthened, *diff.weakened) if a.debtor != without)
    return (of(diff.added), of(diff.removed), pairs)
