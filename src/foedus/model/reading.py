"""What a reader found in a text: actors, events, statements, commitments, and what it could not place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from foedus.model.actor import StateId
from foedus.model.norm import Kind
from foedus.model.source import Document, Offsets


class Plover(StrEnum):
    """The event classes of PLOVER (2021); its older YIELD is CONCEDE."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    COOPERATE = "COOPERATE"
    AID = "AID"
    CONCEDE = "CONCEDE"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"
    RETREAT = "RETREAT"


class Modality(StrEnum):
    ASSERTED = "asserted"
    ALLEGED = "alleged"
    PLANNED = "planned"
    THREATENED = "threatened"
    HYPOTHETICAL = "hypothetical"
    NEGATED = "negated"
    HISTORICAL = "historical"


class ActorKind(StrEnum):
    PERSON = "person"
    STATE = "state"
    ORGANISATION = "organisation"
    GROUP = "group"


class Form(StrEnum):
    QUOTATION = "quotation"
    PARAPHRASE = "paraphrase"
    EDITORIAL = "editorial"
    DOCUMENT = "document"


class Stance(StrEnum):
    ASSERT = "assert"
    DENY = "deny"
    ACCUSE = "accuse"
    WARN = "warn"
    THREATEN = "threaten"
    PROMISE = "promise"
    DEMAND = "demand"
    APPROVE = "approve"
    CRITICISE = "criticise"
    ASK = "ask"
    NONE = "none"


class PactAct(StrEnum):
    """What the text reports of a commitment."""

    SIGNED = "signed"
    ANNOUNCED = "announced"
    IN_FORCE = "in-force"
    JOINED = "joined"
    SUSPENDED = "suspended"
    ENDED = "ended"
    REAFFIRMED = "reaffirmed"
    PROPOSED = "proposed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    __pydantic_config__ = {"extra": "forbid"}

    id: str
    name: str
    kind: ActorKind
    state: StateId | None = None
    role: str | None = None
    mentions: tuple[Offsets, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One act, however many words carry it. `date`..`date_end` is an interval, both days inclusive (ISO)."""

    __pydantic_config__ = {"extra": "forbid"}

    id: str
    type: Plover
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    modality: Modality
    date: str | None = None
    date_end: str | None = None
    span: Offsets
    alleged_by: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()
    statement: str | None = None
    place: str | None = None
    place_text: str | None = None
    object: str | None = None
    item: str | None = None
    quantity: float | None = None
    unit: str | None = None
    mode: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Who says what. `content` is the span of what is said; `about` the ids of events inside it."""

    __pydantic_config__ = {"extra": "forbid"}

    id: str
    speaker: str | None
    role: str | None = None
    affiliation: str | None = None
    state: StateId | None = None
    form: Form
    verb: str | None = None
    stance: Stance = Stance.NONE
    span: Offsets
    content: Offsets
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """A promise that the text reports; `negated` where it says that there is none.

    `instrument` and `article` are filled only from the text or an index that the caller hands over.
    `treaty_name` is the name that the text gives, if any.
    """

    __pydantic_config__ = {"extra": "forbid"}

    id: str
    parties: tuple[str, ...]
    kind: Kind
    mutual: bool = False
    debtor: tuple[str, ...] = ()
    creditor: tuple[str, ...] = ()
    trigger: str | None = None
    quote: str | None = None
    span: Offsets
    act: PactAct | None = None
    date: str | None = None
    date_end: str | None = None
    instrument: str | None = None
    article: str | None = None
    treaty_name: str | None = None
    negated: bool = False
    modality: Modality = Modality.ASSERTED
    statement: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What the text itself says is not known."""

    __pydantic_config__ = {"extra": "forbid"}

    text: str
    span: Offsets


@dataclass(frozen=True, slots=True, kw_only=True)
class Unplaced:
    __pydantic_config__ = {"extra": "forbid"}

    span: Offsets
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that a reader took from one text."""

    __pydantic_config__ = {"extra": "forbid"}

    source: Document
    actors: tuple[Actor, ...] = ()
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    questions: tuple[Question, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    reader: str = "rules"
