"""What happened, as given: the facts from which the law room derives obligations."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from foedus.model.actor import Party, StateId


class Act(StrEnum):
    ATTACK = "attack"
    DECLARE_WAR = "declare-war"
    STATE_OF_WAR = "state-of-war"
    INVADE = "invade"
    THREATEN = "threaten"
    OCCUPY = "occupy"
    BLOCKADE = "blockade"
    MOBILISE = "mobilise"
    DEPLOY = "deploy"
    CEASEFIRE = "ceasefire"
    PEACE = "peace"
    WITHDRAW = "withdraw"
    BREAK_RELATIONS = "break-relations"
    RECOGNISE = "recognise"
    TRANSFER = "transfer"
    SUPPLY = "supply"
    PROCURE = "procure"
    TRAIN = "train"
    HOST_WORKERS = "host-workers"
    JOINT_VENTURE = "joint-venture"
    FINANCE = "finance"
    TEST_MISSILE = "test-missile"
    SIGN = "sign"
    RATIFY = "ratify"
    JOIN = "join"
    SUSPEND = "suspend"
    DENOUNCE = "denounce"
    REQUEST_HELP = "request-help"
    CONSULT = "consult"


ATTACKS = frozenset({Act.ATTACK, Act.INVADE, Act.DECLARE_WAR, Act.OCCUPY, Act.BLOCKADE})
"""Attack-like acts: each opens hostilities and implies a threat and a state of war of both."""
ENDS = frozenset({Act.CEASEFIRE, Act.PEACE, Act.WITHDRAW})
"""Acts that close hostilities between the two."""
TRANSFERS = frozenset(
    {Act.TRANSFER, Act.SUPPLY, Act.PROCURE, Act.TRAIN, Act.HOST_WORKERS, Act.JOINT_VENTURE, Act.FINANCE}
)


class Status(StrEnum):
    CONFIRMED = "confirmed"
    ASSERTED = "asserted"
    ALLEGED = "alleged"
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A place as the law sees it. `name` is as given; a state's own territory has `special` None.

    `sovereign`: who holds it by the view of most states; None where open (high seas, disputed).
    `administered_by`: who runs it in fact. `claimed_by`: all who claim it. `zones`: ids of zones it lies in.
    """

    name: str
    sovereign: StateId | None
    administered_by: StateId | None
    claimed_by: tuple[StateId, ...] = ()
    zones: tuple[str, ...] = ()
    special: str | None = None
    """Id of the place in states/data/places (`senkaku-islands`), None for a state's territory as a whole."""
    within: tuple[str, ...] = ()
    """Ids of the places that contain it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """`act(actor, target, place…)` on a day. `place` is None where the facts are silent."""

    id: str
    act: Act
    actor: Party
    target: Party | None
    date: dt.date
    until: dt.date | None = None
    place: Site | None = None
    object: str | None = None
    means: str | None = None
    item: str | None = None
    quantity: float | None = None
    unit: str | None = None
    purpose: str | None = None
    notified: bool | None = None
    approved: bool | None = None
    unprovoked: bool | None = None
    status: Status = Status.ASSERTED
    alleged_by: tuple[StateId, ...] = ()
    denied_by: tuple[StateId, ...] = ()
    source: str | None = None

    @property
    def certain(self) -> bool:
        """Fires triggers by itself; else its consequences are conditional on it."""
        if self.status is Status.CONFIRMED:
            return True
        return self.status in (Status.ASSERTED, Status.HYPOTHETICAL) and not self.denied_by
