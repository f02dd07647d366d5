"""An instrument made ready for the engine: each norm as a clause, each clause in its readings.

A `Variant` is one way to read the clause, with everything that the reading leaves unchanged filled in from
the text. Dates and membership are `world.py`'s affair.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from foedus.law.contested import ALWAYS, Choice, When, settled
from foedus.model.actor import StateId
from foedus.model.instrument import Instrument
from foedus.model.norm import (
    ON_CREDITOR,
    Area,
    Automaticity,
    Kind,
    Norm,
    Term,
    TextReading,
    Trigger,
    TriggerWord,
)

PARTIES, OTHERS, ANY, MEMBERS = "parties", "others", "any-state", "members"
SIDE_WORDS = frozenset({PARTIES, OTHERS, ANY, MEMBERS})
"""What may stand for states among debtors and creditors; `members` are those of the United Nations."""

UNIVERSAL = 40
"""Parties from which on an instrument is universal: what all owe alike is one row, debtor `*`."""

DUTIES = frozenset(
    {
        Kind.MUST_ASSIST,
        Kind.MUST_CONSULT,
        Kind.MAY_ASSIST,
        Kind.EXTENDS_DETERRENCE,
        Kind.MUST_NOT_ASSIST_ATTACKER,
    }
)
"""Kinds that a fact can set off; the other prohibitions are judged on acts, `cooperates` asks for nothing."""

BY_NAME = frozenset(TriggerWord) - {TriggerWord.WAR_WITH, TriggerWord.ATTACKED_BY_N, TriggerWord.TRANSFER}
"""Triggers whose arguments name the only adversaries against whom they are met."""

WAR_WORDS = frozenset({TriggerWord.STATE_OF_WAR, TriggerWord.WAR_WITH, TriggerWord.ATTACKS})
"""Triggers that a derived act can meet whatever its label: a chain of such wordings runs on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A clause as one reading has it. `reading` None: the text has only one."""

    reading: TextReading | None
    when: When
    trigger: Trigger
    area: Area
    unprovoked: bool
    automaticity: Automaticity | None
    against: frozenset[StateId]
    debtors: tuple[str, ...]
    creditors: tuple[str, ...]
    co_ally: str
    counter_is_attack: bool
    binding: bool
    sides: str
    """All on which it rests who is bound to whom, as one word: clauses of one instrument share the answer."""
    foes: frozenset[StateId] | None
    """The only adversaries against whom it can be met; None: any."""

    @property
    def held_by(self) -> tuple[str, ...]:
        return self.reading.held_by if self.reading else ()


@dataclass(frozen=True, eq=False)
class Clause:
    """One norm of one instrument."""

    instrument: Instrument
    norm: Norm

    @property
    def ref(self) -> str:
        return f"{self.instrument.id}/{self.norm.article}"

    @cached_property
    def options(self) -> tuple[str, ...]:
        """The names of its readings; none where the text has only one."""
        options = tuple(r.id for r in self.norm.readings)
        if not any(_plain(r) for r in self.norm.readings):
            options = ("text", *options)
        return options if len(options) > 1 else ()

    @cached_property
    def variants(self) -> tuple[Variant, ...]:
        """Every reading of the text; the bare text counts where no listed reading leaves it unchanged."""
        readings: list[TextReading | None] = list(self.norm.readings)
        if not any(_plain(r) for r in self.norm.readings):
            readings.insert(0, None)
        if len(readings) == 1:
            return (self._variant(readings[0], ALWAYS),)
        return tuple(self._variant(r, self._choice(r, self.options)) for r in readings)

    def _choice(self, reading: TextReading | None, options: tuple[str, ...]) -> When:
        held_by = reading.held_by if reading else ()
        option = reading.id if reading else "text"
        return settled(
            Choice(self.ref, option, options, held_by=held_by, note=reading.says if reading else None)
        )

    def _variant(self, reading: TextReading | None, when: When) -> Variant:
        norm, r = self.norm, reading or TextReading(id="text", says="")
        trigger = Trigger.parse(r.trigger) if r.trigger else norm.parsed_trigger
        debtors = r.debtors if r.debtors is not None else norm.debtors
        creditors = r.creditors if r.creditors is not None else norm.creditors
        against = frozenset(r.against if r.against is not None else norm.against)
        unprovoked = r.unprovoked if r.unprovoked is not None else norm.unprovoked
        if unprovoked is None:
            unprovoked = trigger.names_attack_on_creditor()
        return Variant(
            reading=reading,
            when=when,
            trigger=trigger,
            area=r.area or norm.area,
            unprovoked=unprovoked,
            automaticity=r.automaticity or norm.automaticity,
            against=against,
            debtors=debtors,
            creditors=creditors,
            co_ally=r.co_ally or norm.co_ally,
            counter_is_attack=bool(r.counter_is_attack),
            binding=r.binding,
            sides=repr((debtors, creditors, r.binding, norm.starts, norm.ends)),
            foes=_foes(trigger, against),
        )

    @cached_property
    def words(self) -> frozenset[TriggerWord]:
        return frozenset(t.word for v in self.variants for t in v.trigger.terms)

    @cached_property
    def runs_on(self) -> bool:
        """May an act that is itself a duty's fulfilment set this clause off?"""
        return bool(self.words & WAR_WORDS) or any(v.counter_is_attack for v in self.variants)

    @cached_property
    def counts_others(self) -> bool:
        """Does it look at other adversaries than the one in question (their number, a war with another)?"""
        return bool(self.words & {TriggerWord.ATTACKED_BY_N, TriggerWord.WAR_WITH})

    @cached_property
    def foes(self) -> frozenset[StateId] | None:
        """The only adversaries against whom it can fall due; None: any."""
        found = [v.foes for v in self.variants]
        named = [f for f in found if f is not None]
        return frozenset().union(*named) if len(named) == len(found) else None

    @cached_property
    def needs_blow(self) -> bool:
        """Does every reading ask for an act against the creditor, and for nothing that others do?"""
        asks = all(v.trigger.names_attack_on_creditor() for v in self.variants)
        return asks and not self.counts_others

    @cached_property
    def shields(self) -> bool:
        """Is it about an attack on the creditor (and not about any war of its)?"""
        return bool(self.words & ON_CREDITOR)

    @cached_property
    def debtor_words(self) -> frozenset[str]:
        return frozenset(d for v in self.variants for d in v.debtors)

    @cached_property
    def universal(self) -> bool:
        """Do the parties of a universal instrument (or all members of the United Nations) owe it alike?"""
        named = {s for m in self.instrument.parties for s in m.states}
        many = len(named) > UNIVERSAL or MEMBERS in named
        return many and bool(self.debtor_words & SIDE_WORDS)

    @cached_property
    def creditor_words(self) -> frozenset[str]:
        return frozenset(c for v in self.variants for c in v.creditors)


def title_of(instrument: Instrument) -> str:
    """The title in a sentence: `the Mutual Defense Treaty…`, `Security Council resolution 1718 …`."""
    title = instrument.title
    named = title.startswith(("Security Council", "The ", "the ")) or re.match(r"\S+[’']s\b", title)
    return title if named else f"the {title}"


def clauses_of(instrument: Instrument) -> tuple[Clause, ...]:
    return tuple(Clause(instrument, norm) for norm in instrument.norms)


def _foes(trigger: Trigger, against: frozenset[StateId]) -> frozenset[StateId] | None:
    """Whom the case can be about: those named `against`, and by each term that names the adversary."""
    alone = len(trigger.terms) == 1
    sets = [frozenset(t.args) for t in trigger.terms if t.args and (t.word in BY_NAME or _war(t, alone))]
    if against:
        sets.append(against)
    return frozenset.intersection(*sets) if sets else None


def _war(term: Term, alone: bool) -> bool:
    return alone and term.word is TriggerWord.WAR_WITH


def _plain(reading: TextReading) -> bool:
    """Does the reading leave the text as it stands?"""
    changes = (
        reading.unprovoked,
        reading.trigger,
        reading.automaticity,
        reading.area,
        reading.against,
        reading.debtors,
        reading.creditors,
        reading.co_ally,
        reading.counter_is_attack,
    )
    return reading.binding and all(c is None for c in changes)
