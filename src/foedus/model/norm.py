"""One legal sentence: who owes what to whom, when what happens, where.

The words of the enums are those of the files, the JSON and the prose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from foedus.model.actor import StateId


class Kind(StrEnum):
    """What the debtor owes (ATOP's classes beside ours: see docs)."""

    MUST_ASSIST = "must-assist"
    MUST_CONSULT = "must-consult"
    MUST_NOT_ATTACK = "must-not-attack"
    MUST_NOT_ASSIST_ATTACKER = "must-not-assist-attacker"
    MUST_NOT_TRANSFER = "must-not-transfer"
    MAY_ASSIST = "may-assist"
    EXTENDS_DETERRENCE = "extends-deterrence"
    COOPERATES = "cooperates"


class Automaticity(StrEnum):
    """How far a must-assist leaves the debtor a choice, strongest first."""

    AUTOMATIC = "automatic"
    CONSTITUTIONAL = "constitutional-processes"
    COLLECTIVE = "collective-decision"
    OWN_JUDGEMENT = "own-judgement"

    @property
    def must_fight(self) -> bool:
        """Constitutional processes add an organ and a delay; they do not turn MUST into MAY."""
        return self in (Automaticity.AUTOMATIC, Automaticity.CONSTITUTIONAL)


class Force(StrEnum):
    TREATY = "treaty"
    RESOLUTION = "resolution"
    DOMESTIC_LAW = "domestic-law"
    POLITICAL = "political"

    @property
    def legal(self) -> bool:
        """Binds under international law; political and domestic commitments never make a state fight."""
        return self in (Force.TREATY, Force.RESOLUTION)


class TriggerWord(StrEnum):
    ARMED_ATTACK = "armed-attack"  # (X, Y): only by these
    ATTACKED_BY_N = "attacked-by-n"  # (2)
    AGGRESSION = "aggression"
    INVASION = "invasion"
    THREAT = "threat"
    MOBILISATION = "mobilisation"
    STATE_OF_WAR = "state-of-war"  # the creditor is at war, whoever began
    WAR_WITH = "war-with"  # (X)
    ATTACKS = "attacks"  # offence: the creditor itself attacks (X)
    BREACH = "breach"
    TRANSFER = "transfer"  # (item class)
    UNCONDITIONAL = "unconditional"
    NONE = "none"
    OTHER = "other"  # any other wording: quoted, never fires by itself


ON_CREDITOR = frozenset(
    {
        TriggerWord.ARMED_ATTACK,
        TriggerWord.ATTACKED_BY_N,
        TriggerWord.AGGRESSION,
        TriggerWord.INVASION,
        TriggerWord.THREAT,
    }
)
"""Triggers that name an attack on the creditor: such norms are `unprovoked` unless the text lifts it."""

_TERM = re.compile(r"([a-z-]+)(?:\(([^()]*)\))?\Z")


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a trigger with its arguments: `armed-attack-by(DEU, AUH)`, `attacked-by-n(2)`."""

    word: TriggerWord
    args: tuple[str, ...] = ()

    def __str__(self) -> str:
        if not self.args:
            return self.word.value
        by = "-by" if self.word in (TriggerWord.ARMED_ATTACK, TriggerWord.THREAT) else ""
        return f"{self.word.value}{by}({', '.join(self.args)})"


@dataclass(frozen=True, slots=True)
class Trigger:
    """A conjunction of terms, written `armed-attack and state-of-war`; all must hold."""

    terms: tuple[Term, ...]

    @classmethod
    def parse(cls, text: str) -> Trigger:
        """Raises ValueError naming the word that is no trigger."""
        return cls(tuple(_term(part.strip()) for part in text.split(" and ")))

    def names_attack_on_creditor(self) -> bool:
        return any(term.word in ON_CREDITOR for term in self.terms)

    def __str__(self) -> str:
        return " and ".join(str(term) for term in self.terms)


def _term(text: str) -> Term:
    match = _TERM.match(text)
    if match:
        word, args = match.group(1), tuple(a.strip() for a in (match.group(2) or "").split(",") if a.strip())
        if word in ("armed-attack-by", "threat-by"):
            word = word.removesuffix("-by")
        if word in TriggerWord._value2member_map_:
            return Term(TriggerWord(word), args)
    words = ", ".join(w.value for w in TriggerWord)
    raise ValueError(f"'{text}' is no trigger; the triggers are: {words}, joined by ' and '")


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """Where the attack must fall.

    `any`: the text sets no limit. `territory`: the creditor's own territory (with what it administers where
    `administered`). `zones`: named zones of `states/data/zones` (`europe`, `pacific`, …), narrowed to
    territory of the parties unless `anywhere`. `include` and `exclude` name places; `contested` places on
    which the parties or lawyers differ. `objects`: forces, public vessels and aircraft there count too.
    """

    __pydantic_config__ = {"extra": "forbid"}

    scope: str = "any"  # any | territory | zones
    zones: tuple[str, ...] = ()
    anywhere: bool = False
    administered: bool = False
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    contested: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    object_zones: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Something that the facts may state and that is assumed, and said, where they are silent.

    `id` is what `assumes` prints: `request`, `finding`, `necessity`…
    """

    __pydantic_config__ = {"extra": "forbid"}

    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextReading:
    """One way to read a contested norm: what it changes, and who holds it.

    `held_from`: the day on which the holders first said so in public; before it the reading is possible, and
    nobody is named as holding it.
    """

    __pydantic_config__ = {"extra": "forbid"}

    id: str
    held_by: tuple[str, ...] = ()
    held_from: str | None = None
    says: str
    unprovoked: bool | None = None
    trigger: str | None = None
    automaticity: Automaticity | None = None
    area: Area | None = None
    against: tuple[StateId, ...] | None = None
    debtors: tuple[StateId, ...] | None = None
    creditors: tuple[StateId, ...] | None = None
    co_ally: str | None = None
    counter_is_attack: bool | None = None
    """True: a blow struck in aid of the creditor's victim counts as an armed attack on the creditor."""
    binding: bool = True
    """False: on this reading the norm binds nobody (void, spent, only political)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """What a must-not-transfer norm forbids, seen from the state under measures."""

    __pydantic_config__ = {"extra": "forbid"}

    state: StateId
    direction: tuple[str, ...]  # to | from
    items: tuple[str, ...]  # item classes of law/items.yaml
    acts: tuple[str, ...] = ("supply", "transfer", "procure")
    addressee: tuple[str, ...] = ("members",)
    exempt: str | None = None
    approval: str | None = None  # who may approve: the act then needs approval where the facts are silent
    cap: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm:
    """One norm of an instrument.

    `debtors` and `creditors`: state ids, or the words `parties`, `others` (every party but the one concerned),
    `members` (of the United Nations on the day) and `any-state`. `unprovoked` None means the rule of
    SEMANTICS: true where the trigger names an attack on the creditor. `co_ally` says what holds where a party
    attacks a party: `bound`, `excluded` or `silent`.
    """

    __pydantic_config__ = {"extra": "forbid"}

    article: str
    kind: Kind
    quote: str | None = None
    debtors: tuple[str, ...] = ("parties",)
    creditors: tuple[str, ...] = ("parties",)
    trigger: str = "unconditional"
    trigger_quote: str | None = None
    against: tuple[StateId, ...] = ()
    area: Area = field(default_factory=Area)
    unprovoked: bool | None = None
    co_ally: str = "silent"
    conditions: tuple[Condition, ...] = ()
    automaticity: Automaticity | None = None
    organ: str | None = None
    """Who decides for the debtor, as the text has it: 'the Congress', 'the North Atlantic Council'."""
    unless_joined: tuple[StateId, ...] = ()
    yields_to: tuple[str, ...] = ()
    transfer: Transfer | None = None
    readings: tuple[TextReading, ...] = ()
    starts: str | None = None
    ends: str | None = None
    note: str | None = None

    @property
    def parsed_trigger(self) -> Trigger:
        return Trigger.parse(self.trigger)

    @property
    def is_unprovoked(self) -> bool:
        if self.unprovoked is not None:
            return self.unprovoked
        return self.parsed_trigger.names_attack_on_creditor()
