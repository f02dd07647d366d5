"""World and facts → `Consequences`: the finished cascade as rows, with breaches and clashes beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from foedus.law.contested import ALWAYS, Choice
from foedus.law.duties import Cascade, Duty, Miss
from foedus.law.engine import cascade
from foedus.law.judge import breaches, conflicts
from foedus.law.words import Namer, duty_text, miss_text, open_points, told
from foedus.law.world import World
from foedus.model.actor import ANY_STATE, StateId
from foedus.model.fact import Fact
from foedus.model.norm import Kind
from foedus.model.obligation import Consequences, Held, NotTriggered, Obligation, WhyNot

_KINDS = list(Kind)
_WHYS = list(WhyNot)


def consequences(
    world: World,
    facts: Iterable[Fact],
    *,
    assume: Mapping[str, str] | None = None,
    name: Namer = str,
) -> Consequences:
    """What one set of facts does in one world.

    Args:
        world: the norms of the day.
        facts: what happened; order does not matter, and facts dated after the world's day do not count.
        assume: open points that the asker settles: a reading (`{"prk-rus-2024/4": "broad"}`), a fact
            (`{"f7": "yes"}`), a condition (`{"request": "no"}`).
        name: how a state is called in the texts.

    Returns:
        Duties that fell due (round 1 on the facts alone), duties that did not and the first condition that
        failed, prohibitions broken, and clashes of duties; sorted, so that equal questions give equal answers.
    """
    given = tuple(facts)
    done = cascade(world, given, assume)
    return Consequences(
        obligations=obligations(done, name),
        not_triggered=misses(done, name),
        breaches=breaches(world, given, done, assume or {}, name),
        conflicts=conflicts(world, done, name),
    )


def obligations(done: Cascade, name: Namer | None = None) -> tuple[Obligation, ...]:
    """The duties of a cascade as rows; `name` None: without texts."""
    rows = [row(duty, name) for duty in _together(done.duties)]
    return tuple(sorted(rows, key=_order))


def _together(duties: Sequence[Duty]) -> list[Duty]:
    """The duties, with what the parties of a universal instrument owe alike as one, debtor `*`."""
    seen: dict[tuple[object, ...], Duty] = {}
    for duty in duties:
        alike: tuple[object, ...] = (duty.clause, duty.creditor, duty.adversary, duty.when, duty.round)
        if duty.clause.universal:
            seen.setdefault(alike, replace(duty, debtor=ANY_STATE))
        else:
            seen[(*alike, duty.debtor)] = duty
    return list(seen.values())


def row(duty: Duty, name: Namer | None = None, against: StateId | None = None) -> Obligation:
    """One duty as a row; `against` names the adversary where the engine's name for it is not the reader's."""
    clause = duty.clause
    certain = duty.when is ALWAYS or duty.when.is_certain()
    open_ = () if certain else tuple(sorted(duty.when.simplest(), key=lambda c: (c.point, c.option)))
    return Obligation(
        debtor=duty.debtor,
        creditor=duty.creditor,
        kind=clause.norm.kind,
        against=against or state_or_none(duty.adversary),
        instrument=clause.instrument.id,
        article=clause.norm.article,
        force=clause.instrument.force,
        automaticity=duty.automaticity,
        reading=Held.AGREED if certain else Held.CONTESTED,
        held_by=tuple(dict.fromkeys(h for c in open_ for h in c.held_by)),
        reading_note=_note(open_, name) if open_ else None,
        assumes=duty.assumes,
        depends_on=() if certain else open_points(duty.when, name),
        round=duty.round,
        because=tuple(dict.fromkeys(d.because for d in duty.rests_on)),
        text=duty_text(duty, name) if name else "",
    )


def _note(open_: tuple[Choice, ...], name: Namer | None) -> str | None:
    notes = list(dict.fromkeys(told(c.note, name) for c in open_ if c.note))
    return "; ".join(notes) or None


def misses(done: Cascade, name: Namer | None = None) -> tuple[NotTriggered, ...]:
    """The clauses that did not fall due; also contested ones, with the condition that fails in some worlds."""
    contested = (d for d in _together(done.duties) if d.denied and d.round == 1 and not d.when.is_certain())
    found = [*(_of_all(m) for m in done.misses), *(_denied(d) for d in contested)]
    rows = {
        (m.debtor, m.creditor, m.clause.norm.kind, m.adversary, m.clause.ref, m.why): NotTriggered(
            debtor=m.debtor,
            creditor=m.creditor,
            kind=m.clause.norm.kind,
            against=state_or_none(m.adversary),
            instrument=m.clause.instrument.id,
            article=m.clause.norm.article,
            why=m.why,
            text=miss_text(m, name) if name else "",
        )
        for m in found
    }
    return tuple(
        sorted(
            rows.values(),
            key=lambda r: (
                _KINDS.index(r.kind),
                r.debtor,
                r.creditor,
                r.instrument,
                r.article,
                r.against or "",
            ),
        )
    )


def _of_all(miss: Miss) -> Miss:
    """What no party of a universal instrument owes, for the same reason, is one row as well."""
    alike = miss.clause.universal and miss.why is not WhyNot.NOT_PARTY
    return replace(miss, debtor=ANY_STATE) if alike else miss


def _denied(duty: Duty) -> Miss:
    assert duty.denied is not None
    void = None
    if duty.denied is WhyNot.NOT_IN_FORCE:
        void = next((v.reading for v in duty.clause.variants if not v.binding), None)
    return Miss(
        clause=duty.clause,
        debtor=duty.debtor,
        creditor=duty.creditor,
        adversary=duty.adversary,
        why=duty.denied,
        note="where it is so read or held",
        reading=void,
    )


def state_or_none(party: StateId) -> StateId | None:
    """A group that acts from no known state is no state."""
    return None if party.startswith("group:") else party


def _order(o: Obligation) -> tuple[object, ...]:
    return (
        o.round,
        _KINDS.index(o.kind),
        not o.force.legal,
        o.reading is not Held.AGREED,
        o.debtor,
        o.creditor,
        o.instrument,
        o.article,
        o.against or "",
    )
