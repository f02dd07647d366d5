"""The clauses of all instruments by what they are asked for; the same on every day."""

from __future__ import annotations

from collections.abc import Mapping

from foedus.law.clauses import ANY, DUTIES, MEMBERS, OTHERS, PARTIES, Clause
from foedus.model.actor import StateId
from foedus.model.instrument import Instrument
from foedus.model.norm import Force, Kind, TriggerWord

CHARTER = "un-charter-1945"
"""Whose parties are `members` in other instruments."""


class Index:
    """The clauses of all instruments by the state that is their creditor; the same for every day."""

    def __init__(self, clauses: Mapping[str, tuple[Clause, ...]]) -> None:
        self.clauses = dict(clauses)
        self.by_creditor: dict[StateId, list[Clause]] = {}
        self.for_anybody: list[Clause] = []
        self.bans: list[Clause] = []
        self.authorisations: list[Clause] = []
        """Rights to use force by a resolution of the Security Council."""
        self.transfer_bans: list[Clause] = []
        self.mobilisation: list[Clause] = []
        self.of_state: dict[StateId, list[str]] = {}
        self.excluding = any(c.norm.unless_joined for cs in self.clauses.values() for c in cs)
        for id_ in sorted(self.clauses):
            self._add(id_)

    def _add(self, id_: str) -> None:
        named: set[StateId] = set()
        for clause in self.clauses[id_]:
            kind = clause.norm.kind
            named |= {w for w in clause.debtor_words | clause.creditor_words if w.isupper() or "-" in w}
            if kind is Kind.MUST_NOT_ATTACK:
                self.bans.append(clause)
            elif kind is Kind.MUST_NOT_TRANSFER:
                self.transfer_bans.append(clause)
            elif kind in DUTIES:
                self._file(clause)
            if kind is Kind.MAY_ASSIST and clause.instrument.force is Force.RESOLUTION:
                self.authorisations.append(clause)
        if self.clauses[id_]:
            named |= self.parties(self.clauses[id_][0].instrument)
        for state in named - {ANY}:
            self.of_state.setdefault(state, []).append(id_)

    def _file(self, clause: Clause) -> None:
        if TriggerWord.MOBILISATION in clause.words:
            self.mobilisation.append(clause)
        if ANY in clause.creditor_words:
            self.for_anybody.append(clause)
            return
        states = {c for c in clause.creditor_words if c not in (PARTIES, OTHERS, MEMBERS)}
        if states != clause.creditor_words:
            states |= self.parties(clause.instrument)
        for state in states:
            self.by_creditor.setdefault(state, []).append(clause)

    def parties(self, instrument: Instrument) -> set[StateId]:
        """All that were ever parties; `members` are those of the Charter."""
        found = {s for m in instrument.parties for s in m.states}
        if MEMBERS in found:
            charter = self.clauses.get(CHARTER)
            found |= {s for m in charter[0].instrument.parties for s in m.states} if charter else set()
            found.discard(MEMBERS)
        return found
