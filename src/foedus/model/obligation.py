"""What follows: duties that fired, duties that did not and why, breaches, clashes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from foedus.model.actor import StateId
from foedus.model.norm import Automaticity, Force, Kind


class Held(StrEnum):
    """Does it hold in every reading, or in some only?"""

    AGREED = "agreed"
    CONTESTED = "contested"


class WhyNot(StrEnum):
    """The first condition that fails, in this order."""

    NOT_PARTY = "not-party"
    NOT_IN_FORCE = "not-in-force"
    AGGRESSOR = "aggressor"
    TRIGGER = "trigger"
    OUT_OF_AREA = "out-of-area"
    PROVOKED = "provoked"
    CO_ALLY = "co-ally"
    CONDITION = "condition"


class Verdict(StrEnum):
    """On a breach, gravest first."""

    BREACH = "breach"
    DEPENDS = "depends"
    NEEDS_APPROVAL = "needs-approval"
    ALLOWED = "allowed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """A duty that fired. `because`: ids of facts, and of obligations for later rounds.

    `held_by` names who holds the reading that yields it, `reading_note` what the readings are;
    `assumes` the conditions on which the facts are silent; `depends_on` open facts (`f1 is true`,
    `entry into force`). `round` 1 rests on the given facts alone.
    """

    debtor: StateId
    creditor: StateId
    kind: Kind
    against: StateId | None
    instrument: str
    article: str
    force: Force
    automaticity: Automaticity | None
    reading: Held = Held.AGREED
    held_by: tuple[str, ...] = ()
    reading_note: str | None = None
    assumes: tuple[str, ...] = ()
    depends_on: tuple[str, ...] = ()
    round: int = 1
    because: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotTriggered:
    debtor: StateId
    creditor: StateId
    kind: Kind
    against: StateId | None
    instrument: str
    article: str
    why: WhyNot
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """A prohibition that an act breaks, would break, or might. `paragraph` for resolutions, else None."""

    who: StateId
    against: StateId | None
    kind: Kind
    instrument: str
    article: str
    paragraph: str | None
    act: str
    verdict: Verdict
    force: Force
    depends_on: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NormRef:
    instrument: str
    article: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A duty and a prohibition on the same act: both are reported, we do not adjudicate."""

    debtor: StateId
    duty: NormRef
    prohibition: NormRef
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequences:
    """What one set of facts does in one world."""

    obligations: tuple[Obligation, ...]
    not_triggered: tuple[NotTriggered, ...]
    breaches: tuple[Breach, ...]
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyChange:
    """One attack in two worlds: pair by pair and kind by kind, strongest duty against strongest duty.

    `strengthened` and `weakened` hold (before, after). `also`: new instruments for a pair that was bound at
    least as strongly. `still`: strongest duties that stand unchanged.
    """

    act: str
    actor: str
    target: StateId
    added: tuple[Obligation, ...] = ()
    removed: tuple[Obligation, ...] = ()
    strengthened: tuple[tuple[Obligation, Obligation], ...] = ()
    weakened: tuple[tuple[Obligation, Obligation], ...] = ()
    also: tuple[Obligation, ...] = ()
    still: tuple[Obligation, ...] = ()
    opposed: tuple[tuple[StateId, StateId], ...] = ()
    """Pairs of states in opposed coalitions in the full cascade after, and not before."""

    @property
    def empty(self) -> bool:
        return not (self.added or self.removed or self.strengthened or self.weakened)
