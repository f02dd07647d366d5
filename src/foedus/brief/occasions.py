"""The attacks worth asking about, given what an article says: its states, their adversaries, the pacts' parties."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from datetime import date

from foedus.brief.place import Move
from foedus.model.actor import ANY_STATE
from foedus.model.reading import Modality, Plover, Reading
from foedus.states.system import StateSystem

Namer = Callable[[str], str]
Asked = tuple[str, str, str]
"""act, actor, target."""

NAMED = 12  # the most named states; an article that names more is about these
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


def adversaries(reading: Reading) -> dict[str, tuple[str, ...]]:
    """For each named state, the others in the order in which the article sets them against it."""
    weight: dict[str, Counter[str]] = defaultdict(Counter)
    for e in reading.events:
        points = 0 if e.modality in (Modality.NEGATED, Modality.HISTORICAL) else _HOSTILE.get(e.type, 0)
        for a in e.actor if points else ():
            for r in e.recipient:
                if a != r:
                    weight[r][a] += points
                    weight[a][r] += points
    named = salience(reading)
    return {s: tuple(sorted((o for o in named if o != s), key=lambda o, s=s: -weight[s][o])) for s in named}  # type: ignore[misc]


def parties(move: Move) -> tuple[str, ...]:
    """All states that the instrument binds, before or after."""
    both = [i for i in (move.before, move.after) if i is not None]
    return tuple(dict.fromkeys(s for i in both for m in i.parties for s in m.states))


def asked(moves: Sequence[Move], reading: Reading, system: StateSystem, on: date) -> tuple[Asked, ...]:
    """An attack by each named state, and by any state that is no party (`*`), on each state concerned."""
    named = [s for s in salience(reading) if s in system and system.exists(s, on)]
    concerned = list(dict.fromkeys([*(p for m in moves for p in parties(m)), *named]))
    targets = [s for s in concerned if s in system and system.exists(s, on)]
    return tuple(
        ("attack", actor, target) for target in targets for actor in (ANY_STATE, *named) if actor != target
    )
