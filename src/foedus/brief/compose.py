"""Reading + dossier + day → Brief: the worlds before and after, what differs, and what it rests on.

Computes nothing that law computes: it chooses the questions, asks the engine, and keeps the sources.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from foedus.brief import occasions, questions, words
from foedus.brief.abstentions import with_abstentions
from foedus.brief.facts import facts_of
from foedus.brief.moves import Move, merged, move
from foedus.brief.place import Match, match
from foedus.errors import InputError
from foedus.law.answer import consequences
from foedus.law.bound import bound
from foedus.law.compare import ANYBODY, compare
from foedus.law.standing import as_known
from foedus.law.world import World
from foedus.model.actor import ANY_STATE
from foedus.model.brief import (
    Bond,
    Brief,
    BriefBreach,
    Change,
    ChangedDuty,
    Dispute,
    Occasion,
    Placed,
    ReportedFact,
)
from foedus.model.fact import Fact, Site
from foedus.model.instrument import Instrument
from foedus.model.norm import Kind
from foedus.model.obligation import Breach, Consequences, DutyChange, NotTriggered, Obligation, WhyNot
from foedus.model.reading import Commitment, Modality, Plover, Reading
from foedus.model.source import Citation
from foedus.model.time import PartialDate
from foedus.states.names import Names
from foedus.states.system import StateSystem
from foedus.states.territory import Territory

PICTURED = 10  # states in the picture
LAPSED = 25  # years after which a pact that lapsed in fact is left out of a brief
_NOTHING = Consequences(obligations=(), not_triggered=(), breaches=(), conflicts=())
_TELLING = (WhyNot.AGGRESSOR, WhyNot.OUT_OF_AREA, WhyNot.NOT_IN_FORCE, WhyNot.PROVOKED, WhyNot.CO_ALLY)
"""Why a duty did not fall due, where a reader might have expected it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What a brief is made from, besides the reading: the tables of states and the dossier."""

    instruments: Mapping[str, Instrument]
    system: StateSystem
    names: Names
    territory: Territory
    versions: Mapping[str, str]


def compose(
    reading: Reading, *, on: date, known: date, sources: Sources, warnings: Sequence[str] = ()
) -> Brief:
    """What the article changes in who must fight for whom on the day `on`, by what was public on `known`.

    Raises:
        InputError: where the reading names a state that does not exist (an edited reading).
    """
    _check_states(reading, sources.system)
    matches = {c.id: match(c, sources.instruments, on, known) for c in reading.commitments}
    moves = merged([m for c in reading.commitments if (m := move(c, matches[c.id], on))])
    read_alone, reading = reading, _with_instruments(reading, matches)
    living = {i.id: i for i in sources.instruments.values() if not _long_lapsed(i, on)}
    base = World.build(living, on=on, known=known, lands=sources.territory)
    before, after = _worlds(base, moves)
    salient = occasions.salience(reading)
    asked = occasions.asked(moves, reading, sources.system, on)
    name = _namer(sources, on)
    diffs = occasions.general(compare(before, after, asked, name=name)) if moves else ()
    diffs = with_abstentions(diffs, before, after, moves, name)
    facts = facts_of(reading.events, on=on, site=lambda place: _site(sources.territory, place, on))
    done = consequences(after, facts, name=name) if facts else _NOTHING
    cited = _Citer(moves, known)
    likely = occasions.adversaries(reading, moves, hostile=True)
    rivals = {s: likely.get(s) or o for s, o in occasions.adversaries(reading, moves, hostile=False).items()}
    cases = questions.contested_cases(after, [as_known(m.known, known) for m in moves], rivals, salient, name)
    changes = tuple(_change(d, cited) for d in diffs if not d.empty or d.also)
    placed = tuple(_placed(c, matches[c.id], moves, name) for c in read_alone.commitments)
    made = Brief(
        source=reading.source,
        on=on.isoformat(),
        known=known.isoformat(),
        reading=reading,
        changes=changes,
        opposed=_opposed(diffs, reading),
        breaches=tuple(_breach(b, reading) for b in done.breaches),
        disputed=_disputes(reading),
        open_questions=questions.open_questions(reading, moves, cases, known, name),
        placed=placed,
        contested=cases,
        bonds=_bonds(before, after, moves, salient),
        triggered=_telling(done, after.instruments, on),
        facts=tuple(_reported(f, reading, name) for f in facts),
        likely_attackers=likely,
        states={},
        titles={},
        versions=dict(sources.versions),
        warnings=tuple(warnings),
    )
    return _named(made, sources, on, moves)


def _long_lapsed(instrument: Instrument, on: date) -> bool:
    """Lapsed in fact a generation ago, its end never declared: no reader of news means it (decision 7)."""
    ended = instrument.ended or ""
    return (
        ended.startswith("?")
        and ended[1:].strip()[:4].isdigit()
        and int(ended[1:].strip()[:4]) + LAPSED < on.year
    )


def _with_instruments(reading: Reading, matches: Mapping[str, Match | None]) -> Reading:
    """The reading with each matched commitment's instrument and article, as the dossier has them."""

    def named(c: Commitment) -> Commitment:
        found = matches[c.id]
        if found is None:
            return c
        norm = words.leading_norm(found.instrument, c)
        return replace(
            c, instrument=found.instrument.id, article=c.article or (norm.article if norm else None)
        )

    return replace(reading, commitments=tuple(named(c) for c in reading.commitments))


def _worlds(base: World, moves: Sequence[Move]) -> tuple[World, World]:
    """The world without the reported acts, and with them."""
    before = after = base
    for m in moves:
        before = before.with_(m.before) if m.before else before.without(m.known.id)
        after = after.with_(m.after) if m.after else after.without(m.known.id)
        for replaced in m.ends:
            after = after.without(replaced)
    return before, after


def _check_states(reading: Reading, system: StateSystem) -> None:
    """An edited reading may hold anything: each party must be a state, or an actor of the reading."""
    own = {a.id for a in reading.actors}
    for e in reading.events:
        for party in (*e.actor, *e.recipient):
            if party not in own and party not in system:
                raise InputError(
                    f"'{party}' is no state id and no actor of this reading",
                    where=f"events {e.id}",
                    hint="Write an id such as PRK, or add the actor.",
                    code="unknown-state",
                )


def _site(territory: Territory, place: str, on: date) -> Site | None:
    """A place that the tables do not know stays open: the law then assumes the target's own territory."""
    try:
        return territory.site(place, on)
    except InputError:
        return None


class _Citer:
    """What a changed duty rests on: the words of the article that report the pact, and its article."""

    def __init__(self, moves: Sequence[Move], known: date) -> None:
        self.moves = {m.known.id: m for m in moves}
        self.known = known

    def sources(self, o: Obligation) -> tuple[Citation, ...]:
        move = self.moves.get(o.instrument)
        spans = (Citation(span=move.commitment.span),) if move else ()
        return (*spans, Citation(instrument=o.instrument, article=o.article))

    def start(self, o: Obligation) -> tuple[str | None, str | None]:
        """The day from which the duty binds, if public on the day; else how that will be known."""
        move = self.moves.get(o.instrument)
        if move is None:
            return None, None
        given = _entry_for(move.known, o.debtor, o.creditor)
        if given is not None and given.last <= self.known:
            return str(given), None
        return None, move.known.entry_note or "its entry into force was not known on that day"


def _entry_for(instrument: Instrument, debtor: str, creditor: str) -> PartialDate | None:
    """The later of the two days on which the pair became bound by the dossier."""
    days = []
    for state in (debtor, creditor):
        own = [m for m in instrument.parties if state in m.states]
        text = (own[-1].start if own else None) or instrument.in_force or ""
        if text in ("signature", "acted"):
            text = instrument.signed
        try:
            days.append(PartialDate.parse(text))
        except ValueError:
            return None
    return max(days, key=lambda d: d.last)


def _change(diff: DutyChange, cited: _Citer) -> Change:
    def duties(some: Sequence[Obligation]) -> tuple[ChangedDuty, ...]:
        return tuple(_duty(o, cited) for o in some)

    return Change(
        occasion=Occasion(act=diff.act, actor=diff.actor, target=diff.target),
        added=duties(diff.added),
        removed=duties(diff.removed),
        strengthened=tuple(_duty(after, cited, was=before) for before, after in diff.strengthened),
        weakened=tuple(_duty(after, cited, was=before) for before, after in diff.weakened),
        also=duties(diff.also),
        still=duties(diff.still),
    )


def _duty(o: Obligation, cited: _Citer, was: Obligation | None = None) -> ChangedDuty:
    start, note = cited.start(o)
    return ChangedDuty(
        debtor=o.debtor,
        creditor=o.creditor,
        kind=o.kind,
        instrument=o.instrument,
        article=o.article,
        start=start,
        start_note=note,
        reading=o.reading,
        held_by=o.held_by,
        reading_note=o.reading_note,
        force=o.force,
        automaticity=o.automaticity,
        assumes=o.assumes,
        depends_on=o.depends_on,
        sources=cited.sources(o),
        was=words.duty_words(was) if was else None,
        text=o.text,
    )


def _opposed(diffs: Sequence[DutyChange], reading: Reading) -> tuple[tuple[str, str], ...]:
    """Pairs newly drawn to opposite sides, without those whom the text itself shows at war."""
    at_war = {
        (min(a, r), max(a, r))
        for e in reading.events
        if e.type is Plover.ASSAULT and e.modality is Modality.ASSERTED
        for a in e.actor
        for r in e.recipient
    }
    return tuple(sorted({pair for d in diffs for pair in d.opposed} - at_war))


def _telling(done: Consequences, instruments: Mapping[str, Instrument], on: date) -> Consequences:
    """Without the many duties whose case simply has not arisen, and those of pacts long ended."""

    def told(n: NotTriggered) -> bool:
        if n.why is WhyNot.NOT_IN_FORCE:  # signed, not yet in force: a reader may take it for a pact already
            entry = instruments[n.instrument].in_force or ""
            return entry[:1].isdigit() and entry > on.isoformat()
        return n.why in _TELLING and n.debtor != ANY_STATE

    return replace(done, not_triggered=tuple(n for n in done.not_triggered if told(n)))


def _breach(b: Breach, reading: Reading) -> BriefBreach:
    event = next((e for e in reading.events if e.id == b.act.split(":")[0]), None)
    spans = (Citation(span=event.span),) if event else ()
    return BriefBreach(
        act=event.id if event else b.act,
        instrument=b.instrument,
        paragraph=b.paragraph or b.article,
        who=b.who,
        against=b.against,
        kind=b.kind,
        force=b.force,
        verdict=b.verdict,
        depends_on=b.depends_on,
        sources=(*spans, Citation(instrument=b.instrument, article=b.article)),
        text=b.text,
    )


def _disputes(reading: Reading) -> tuple[Dispute, ...]:
    return tuple(
        Dispute(event=e.id, alleged_by=e.alleged_by, denied_by=e.denied_by)
        for e in reading.events
        if e.denied_by
    )


def _placed(c: Commitment, found: Match | None, moves: Sequence[Move], name: occasions.Namer) -> Placed:
    made = next((m for m in moves if m.commitment.id == c.id), None)
    known = found.instrument if found else made.known if made else None
    norm = words.leading_norm(known, c) if known else None
    return Placed(
        commitment=c.id,
        instrument=known.id if known else None,
        title=words.full_title(known, norm) if known else None,
        article=norm.article if norm else c.article,
        how=found.how if found else "as reported" if made else "no instrument of the dossier matches",
        new=made is not None,
        act=c.act.value if c.act else None,
        text=words.move_words(made, name) if made else words.commitment_words(c, name),
        sources=(Citation(span=c.span), *_article(known, norm.article if norm else None)),
        not_in_text=words.not_in_text(c, found.instrument if found else None),
    )


def _article(instrument: Instrument | None, article: str | None) -> tuple[Citation, ...]:
    return (Citation(instrument=instrument.id, article=article),) if instrument and article else ()


def _reported(fact: Fact, reading: Reading, name: occasions.Namer) -> ReportedFact:
    event = next(e for e in reading.events if e.id == fact.source)
    return ReportedFact(
        id=fact.id, text=words.fact_words(fact, name), status=fact.status, citation=Citation(span=event.span)
    )


def _bonds(before: World, after: World, moves: Sequence[Move], salient: Sequence[str]) -> tuple[Bond, ...]:
    """Who of the most named states is bound to whom, in each of the two worlds."""
    parties = [p for m in moves for p in occasions.parties(m) if len(occasions.parties(m)) <= PICTURED]
    shown = list(dict.fromkeys([*parties, *salient]))[:PICTURED]
    moved = {m.known.id for m in moves} | {i for m in moves for i in m.ends}
    old = _pairs(before, shown)
    new = _pairs(World.build(list(_changed(after, moved)), on=after.on, lands=after.ground.lands), shown)
    new |= {b for b in old if b.instrument not in moved}
    return tuple(replace(b, before=b in old, after=b in new) for b in sorted(old | new, key=_bond_order))


def _changed(after: World, moved: set[str]) -> Iterator[Instrument]:
    return (i for i in after.instruments.values() if i.id in moved)


def _pairs(world: World, shown: Sequence[str]) -> set[Bond]:
    return {
        Bond(
            debtor=b.debtor,
            creditor=b.creditor,
            kind=b.kind,
            automaticity=b.automaticity,
            force=b.force,
            instrument=b.instrument,
            article=b.article,
            before=False,
            after=False,
        )
        for state in shown
        for b in bound(world, state)
        if b.debtor == state and b.creditor in shown and b.kind in (Kind.MUST_ASSIST, Kind.MUST_CONSULT)
    }


def _bond_order(b: Bond) -> tuple[str, str, str, str]:
    return (b.debtor, b.creditor, b.instrument, b.article)


def _namer(sources: Sources, on: date) -> occasions.Namer:
    def name(party: str) -> str:
        if party in (ANY_STATE, ANYBODY):
            return "any other state"
        return sources.names.display(party, on, the=True) if party in sources.system else party

    return name


def _named(brief: Brief, sources: Sources, on: date, moves: Sequence[Move]) -> Brief:
    """The same brief with the names of the states and the titles of the instruments that it uses."""
    name = _namer(sources, on)
    actors = {a.id: a.name for a in brief.reading.actors}
    made = {m.known.id: m.known for m in moves}
    used = words.instruments_used(brief)
    known = {**sources.instruments, **made}
    return replace(
        brief,
        states={p: name(p) if p in sources.system else actors.get(p, p) for p in words.parties_used(brief)},
        titles={i: known[i].title for i in sorted(used) if i in known},
    )
