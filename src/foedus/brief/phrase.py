"""The sentences of a brief: plain English for one row each. Names are those of the day."""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Iterable, Sequence

from foedus.model.actor import ANY_STATE
from foedus.model.brief import Brief, BriefBreach, ChangedDuty, Dispute
from foedus.model.norm import Automaticity, Force, Kind
from foedus.model.obligation import Held, NotTriggered, Obligation, Verdict, WhyNot
from foedus.model.reading import Event, Form, Stance, Statement

MANY = 6  # names in a row before they are counted

KIND_VERB = {
    Kind.MUST_ASSIST: "must assist",
    Kind.MUST_CONSULT: "must consult",
    Kind.MUST_NOT_ATTACK: "must not attack",
    Kind.MUST_NOT_ASSIST_ATTACKER: "must not help the attackers of",
    Kind.MUST_NOT_TRANSFER: "must not supply",
    Kind.MAY_ASSIST: "may assist",
    Kind.EXTENDS_DETERRENCE: "extends its deterrence to",
    Kind.COOPERATES: "cooperates with",
}
_WHY_NOT = {
    WhyNot.AGGRESSOR: "opened fire itself",
    WhyNot.NOT_IN_FORCE: "the duty is not in force on that day",
    WhyNot.OUT_OF_AREA: "the place lies outside the area of the duty",
    WhyNot.PROVOKED: "provoked the attack",
    WhyNot.CO_ALLY: "the attacker is a party itself",
    WhyNot.TRIGGER: "the case that the text names has not arisen",
    WhyNot.CONDITION: "a condition of the text is not met",
    WhyNot.NOT_PARTY: "it is no party on that day",
}
_AUTOMATICITY = {
    Automaticity.CONSTITUTIONAL: "by its constitutional processes",
    Automaticity.COLLECTIVE: "as the organ decides",
    Automaticity.OWN_JUDGEMENT: "as it deems necessary",
}
_STANCE = {
    Stance.ACCUSE: "accuses",
    Stance.DENY: "denies",
    Stance.THREATEN: "threatens",
    Stance.PROMISE: "promises",
    Stance.WARN: "warns",
    Stance.DEMAND: "demands",
    Stance.CRITICISE: "criticises",
    Stance.APPROVE: "approves",
    Stance.ASK: "asks",
}
_HEAVY = {
    Stance.ACCUSE: 3,
    Stance.DENY: 3,
    Stance.THREATEN: 3,
    Stance.PROMISE: 2,
    Stance.WARN: 2,
    Stance.DEMAND: 2,
}


def joined_words(words: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(words) <= 1:
        return "".join(words)
    return ", ".join(words[:-1]) + " and " + words[-1]


class Phrases:
    """What a brief's values are called in prose."""

    def __init__(self, brief: Brief, text: str | None = None) -> None:
        self.brief = brief
        self.text = text
        self.salient = _salience(brief)

    def name(self, party: str) -> str:
        return "any other state" if party == ANY_STATE else self.brief.states.get(party, party)

    def names(self, parties: Iterable[str]) -> str:
        """Names once each, the most named in the article first; many are counted."""
        unique = sorted(dict.fromkeys(parties), key=lambda p: (-self.salient.get(p, 0), self.name(p)))
        if len(unique) > MANY:
            shown = [self.name(p) for p in unique[: MANY - 2]]
            return f"{', '.join(shown)} and {len(unique) - len(shown)} more"
        return joined_words([self.name(p) for p in unique])

    def attackers(self, actor: str, targets: Sequence[str]) -> str:
        """`South Korea (or any other state)`: the general row with the likeliest attacker of the article."""
        if actor != ANY_STATE:
            return self.name(actor)
        likely = self.brief.likely_attackers.get(targets[0], ())
        return (
            f"{self.name(likely[0])} (or any other state)"
            if likely and len(targets) == 1
            else "any other state"
        )

    def by_note(self, duties: Sequence[ChangedDuty]) -> list[tuple[str, list[ChangedDuty]]]:
        """Duties grouped by what must be said of them in the same line: contested, political, conditional."""
        groups: dict[str, list[ChangedDuty]] = defaultdict(list)
        for duty in duties:
            groups[self._caveat(duty)].append(duty)
        return list(groups.items())

    def _caveat(self, duty: ChangedDuty) -> str:
        notes = []
        if duty.reading is Held.CONTESTED:
            held = f", held by {self.names(duty.held_by)}" if duty.held_by else ""
            notes.append(f"contested{held}")
        if duty.force is not Force.TREATY:
            notes.append(duty.force.value)
        if duty.automaticity in _AUTOMATICITY and duty.kind is Kind.MUST_ASSIST:
            notes.append(_AUTOMATICITY[duty.automaticity])
        if duty.kind not in (Kind.MUST_ASSIST, Kind.MUST_CONSULT):
            notes.append(KIND_VERB[duty.kind])
        notes += [f"depends on {d}" for d in duty.depends_on]
        return f" ({'; '.join(notes)})" if notes else ""

    def start_note(self, duties: Sequence[ChangedDuty]) -> str | None:
        """From when a new duty binds, or how that will be known."""
        notes = dict.fromkeys(
            f"{self.article(d.instrument, d.article)}: not yet in force; from the day not yet known, {d.start_note}"
            for d in duties
            if d.start is None and d.start_note
        )
        return "; ".join(notes) or None

    def article(self, instrument: str, article: str) -> str:
        sign = (
            "§"
            if instrument.startswith("unsc-")
            else "Art. "
            if article[:1].isalnum() and len(article) < 12
            else ""
        )
        return f"{instrument} {sign}{article}"

    def triggered(self, some: Sequence[Obligation], group: str) -> str:
        o = some[0]
        who = self.names([x.debtor for x in some])
        verb = {"fight": "must fight for", "help": "must help, in a form of its own choice,"}.get(
            group, KIND_VERB[o.kind]
        )
        lead = f"{who} {verb} {self.name(o.creditor)}"
        if o.against:
            lead += f" {'about' if group == 'consult' else 'against'} {self.name(o.against)}"
        if o.round > 1:
            lead = f"if the others honour their duties: {lead}"
        notes = []
        if o.reading is Held.CONTESTED:
            held = dict.fromkeys(h for x in some for h in x.held_by)
            why = (
                textwrap.shorten(o.reading_note, 90, placeholder=" …")
                if o.reading_note and not o.depends_on
                else ""
            )
            notes.append(
                f"contested, held by {self.names(held)}"
                if held
                else f"contested: {why}"
                if why
                else "contested"
            )
        if not o.force.legal:
            notes.append(o.force.value)
        assumed = dict.fromkeys(a for x in some for a in x.assumes if a != "place")
        if assumed:
            notes.append(f"assumed: {joined_words(list(assumed))}")
        notes += [self._condition(d) for d in o.depends_on]
        return lead + (f" ({'; '.join(notes)})" if notes else "")

    def not_triggered(self, some: Sequence[NotTriggered]) -> str:
        n = some[0]
        debtors = list(dict.fromkeys(x.debtor for x in some))
        subject = f"{self.name(n.creditor)} " if n.why in (WhyNot.AGGRESSOR, WhyNot.PROVOKED) else ""
        verb = "are" if len(debtors) > 1 else "is"
        return f"{self.names(debtors)} {verb} not bound to help {self.name(n.creditor)}: {subject}{_WHY_NOT[n.why]}"

    def breach(self, some: Sequence[BriefBreach]) -> str:
        b = some[0]
        told = [f.text for f in self.brief.facts if f.id.split(":")[0] == b.act] or [b.act]
        own = [text for text in told if text.startswith(self.name(b.who)[:1].upper() + self.name(b.who)[1:])]
        own += [text for text in told if text.startswith(self.name(b.who))]
        fact = (own or told)[0]
        verb = {
            Verdict.BREACH: "would breach"
            if b.depends_on
            else "breach"
            if len({x.who for x in some}) > 1
            else "breaches",
            Verdict.DEPENDS: "may breach",
            Verdict.NEEDS_APPROVAL: "would need approval under" if b.depends_on else "needs approval under",
            Verdict.ALLOWED: "may do so by",
        }[b.verdict]
        depends = [self._condition(d) for d in b.depends_on]
        notes = f" ({'; '.join(dict.fromkeys(depends))})" if depends else ""
        return f"{fact}: {self.names([x.who for x in some])} {verb}{notes}"

    def _condition(self, depends_on: str) -> str:
        """`f1 is true` as `if true`; other open facts by their name."""
        ids = {f.id for f in self.brief.facts} | {e.id for e in self.brief.reading.events}
        if depends_on.removesuffix(" is true") in ids:
            return "if true"
        for fact in self.brief.facts:
            depends_on = depends_on.replace(fact.id, fact.text)
        return f"depends on {depends_on}"

    def also(self, some: Sequence[ChangedDuty]) -> str:
        """`Germany and Poland must not attack each other`."""
        debtors, creditors = {d.debtor for d in some}, {d.creditor for d in some}
        verb = KIND_VERB[some[0].kind]
        if debtors == creditors:
            return f"{self.names(sorted(debtors))} {verb} each other"
        return f"{self.names(sorted(debtors))} {verb} {self.names(sorted(creditors))}"

    def shifts(self, duties: Sequence[ChangedDuty]) -> list[str]:
        """Who is now bound how, and was bound how before: those alike in one phrase."""
        groups: dict[tuple[str, str | None], list[str]] = defaultdict(list)
        for duty in duties:
            groups[(self.manner(duty), duty.was)].append(duty.debtor)
        return [f"{self.names(who)} ({now}; before: {was})" for (now, was), who in groups.items()]

    def manner(self, duty: ChangedDuty) -> str:
        """How strongly a duty binds, in a word or two."""
        held = "contested, " if duty.reading is Held.CONTESTED else ""
        how = _AUTOMATICITY.get(duty.automaticity, "automatic") if duty.automaticity else KIND_VERB[duty.kind]
        return f"{held}{how}"

    def dispute(self, dispute: Dispute, event: Event) -> str:
        fact = next((f.text for f in self.brief.facts if f.id.split(":")[0] == event.id), None)
        what = fact or self.event(event)
        alleged = f"alleged by {self.names(dispute.alleged_by)}" if dispute.alleged_by else "reported"
        denied = (
            f"denied by {self.names(dispute.denied_by)}" if dispute.denied_by else "not denied in the text"
        )
        return f"{what}: {alleged}; {denied}"

    def event(self, event: Event) -> str:
        actors, recipients = self.names(event.actor), self.names(event.recipient)
        item = f" ({event.item})" if event.item else ""
        whom = f" → {recipients}" if recipients else ""
        return f"{actors or 'somebody'}{whom}: {event.type.value.lower()}{item}"

    def statement(self, s: Statement) -> tuple[str, str]:
        about = ", ".join(p for p in (s.role, s.affiliation) if p)
        who = f"{s.speaker}{f', {about}' if about else ''}"
        lead = _STANCE.get(s.stance, "")
        if self.text is None:
            return who, lead or s.verb or "says"
        said = " ".join(self.text[s.content[0] : s.content[1]].split()).strip("“”\"',; ")
        words = textwrap.shorten(said, 110, placeholder=" …")
        return who, f"{lead}{': ' if lead else ''}{f'“{words}”' if s.form is Form.QUOTATION else words}"

    def weight(self, s: Statement) -> tuple[int, int, int]:
        """Accusations, denials and threats first, then governments, then direct words; article order breaks ties."""
        return (
            _HEAVY.get(s.stance, 0)
            + (2 if s.state else 0)
            + (1 if s.role else 0)
            + (s.form is Form.QUOTATION),
            len(s.about),
            -s.span[0],
        )


def _salience(brief: Brief) -> dict[str, int]:
    count: dict[str, int] = defaultdict(int)
    for actor in brief.reading.actors:
        if actor.state:
            count[actor.state] += len(actor.mentions)
    return dict(count)
