"""The answer to an article: what it changes in who must fight for whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from foedus.model.actor import StateId
from foedus.model.fact import Status
from foedus.model.norm import Automaticity, Force, Kind
from foedus.model.obligation import Consequences, Held, Verdict
from foedus.model.reading import Reading
from foedus.model.source import Citation, Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """The attack that is asked about; `actor` may be `*`, any state that is no party."""

    act: str
    actor: str
    target: StateId


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedDuty:
    """A duty that is new, gone, stronger or weaker. `start` None: not known yet, see `start_note`."""

    debtor: StateId
    creditor: StateId
    kind: Kind
    instrument: str
    article: str
    start: str | None
    start_note: str | None
    reading: Held
    held_by: tuple[str, ...]
    reading_note: str | None
    force: Force
    automaticity: Automaticity | None
    assumes: tuple[str, ...]
    depends_on: tuple[str, ...]
    sources: tuple[Citation, ...]
    was: str | None = None
    """For strengthened and weakened: the duty before, in words."""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What one attack would set off, after against before. `still`: duties that stand in both."""

    occasion: Occasion
    added: tuple[ChangedDuty, ...] = ()
    removed: tuple[ChangedDuty, ...] = ()
    strengthened: tuple[ChangedDuty, ...] = ()
    weakened: tuple[ChangedDuty, ...] = ()
    also: tuple[ChangedDuty, ...] = ()
    still: tuple[ChangedDuty, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefBreach:
    act: str
    instrument: str
    paragraph: str
    who: StateId
    against: StateId | None
    kind: Kind
    force: Force
    verdict: Verdict
    depends_on: tuple[str, ...]
    sources: tuple[Citation, ...]
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    event: str
    alleged_by: tuple[str, ...]
    denied_by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenQuestion:
    question: str
    because: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedFact:
    """An event of the text as the law took it: `id` is the event's."""

    id: str
    text: str
    status: Status
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Bond:
    """One state bound to another, before the article, after it, or both (for the picture)."""

    debtor: StateId
    creditor: StateId
    kind: Kind
    automaticity: Automaticity | None
    force: Force
    instrument: str
    article: str
    before: bool
    after: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """How a commitment of the text was matched: to an instrument, or as a new one `as reported`."""

    commitment: str
    instrument: str | None
    title: str | None
    article: str | None
    how: str
    new: bool
    act: str | None
    text: str
    sources: tuple[Citation, ...]
    not_in_text: tuple[str, ...] = ()
    """What comes from the dossier alone: 'article number', 'treaty name', 'date of entry into force'."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingOutcome:
    """What one reading of a contested article yields in a case: who is bound to help whom, if anybody."""

    id: str
    says: str
    held_by: tuple[str, ...]
    bound: tuple[tuple[StateId, StateId], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestedCase:
    """A case in which the readings of an article part: the case in words, and each reading's outcome."""

    instrument: str
    article: str
    case: str
    outcomes: tuple[ReadingOutcome, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A value: printing, storing and serving it compute nothing.

    `triggered`: what the acts that the text asserts set off, in the world after. `states` names every state
    id that the brief uses, as on the day; `titles` every instrument.
    """

    source: Document
    on: str
    known: str
    reading: Reading
    changes: tuple[Change, ...]
    opposed: tuple[tuple[StateId, StateId], ...]
    breaches: tuple[BriefBreach, ...]
    disputed: tuple[Dispute, ...]
    open_questions: tuple[OpenQuestion, ...]
    placed: tuple[Placed, ...]
    contested: tuple[ContestedCase, ...]
    bonds: tuple[Bond, ...]
    triggered: Consequences
    facts: tuple[ReportedFact, ...]
    likely_attackers: dict[StateId, tuple[StateId, ...]]
    """For each target, the states that the article names as its adversaries, the likeliest first."""
    states: dict[str, str]
    titles: dict[str, str]
    versions: dict[str, str]
    warnings: tuple[str, ...] = ()
    camps: Any = None
    probabilities: Any = None
    reach: Any = None
