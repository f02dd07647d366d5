"""How the answers of the law are told in a terminal: most consequential first, each line with its source."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from foedus.model.actor import ANY_STATE
from foedus.model.norm import Automaticity, Kind
from foedus.model.obligation import Consequences, DutyChange, Held, NotTriggered, Obligation

if TYPE_CHECKING:
    from foedus.law.bound import Bound
    from foedus.model.instrument import Instrument

WIDTH = 100
Namer = Callable[[str], str]

_FIGHT = (Automaticity.AUTOMATIC, Automaticity.CONSTITUTIONAL)


def consequences_page(done: Consequences, on: date, name: Namer, *, full: bool = False) -> Iterator[str]:
    """What the facts set off: must fight, must help, must consult, may; breaches, clashes, and what does not follow."""
    yield f"The law on {on.isoformat()}"
    now = [o for o in done.obligations if o.round == 1]
    later = [o for o in done.obligations if o.round > 1]
    for title, wanted in _SECTIONS:
        yield from _section(title, [o for o in now if wanted(o)], name, full=full)
    yield from _section("WOULD HAVE TO, IF THOSE HONOUR THEIR DUTIES", _assists(later), name, full=full)
    if not now:
        yield from ("", "Nobody owes anything by the instruments at hand.")
    yield from _breaches(done)
    if done.conflicts:
        yield from ("", "DUTIES THAT CLASH")
        for c in done.conflicts:
            yield from _wrapped(c.text or f"{c.debtor}: {c.duty} against {c.prohibition}")
    yield from _not_bound(done.not_triggered, name, full=full)


def _assists(rows: Iterable[Obligation]) -> list[Obligation]:
    return [o for o in rows if o.kind is Kind.MUST_ASSIST]


def _must_fight(o: Obligation) -> bool:
    return o.kind is Kind.MUST_ASSIST and o.force.legal and o.automaticity in _FIGHT


_SECTIONS: tuple[tuple[str, Callable[[Obligation], bool]], ...] = (
    ("MUST FIGHT", lambda o: _must_fight(o) and o.reading is Held.AGREED),
    ("MUST FIGHT: CONTESTED", lambda o: _must_fight(o) and o.reading is Held.CONTESTED),
    ("MUST HELP, IN A FORM OF ITS OWN CHOICE", lambda o: o.kind is Kind.MUST_ASSIST and not _must_fight(o)),
    ("MUST CONSULT", lambda o: o.kind is Kind.MUST_CONSULT),
    ("MUST NOT SIDE WITH THE ENEMY", lambda o: o.kind is Kind.MUST_NOT_ASSIST_ATTACKER),
    ("MAY HELP", lambda o: o.kind is Kind.MAY_ASSIST),
    ("HAS SAID THAT IT DETERS", lambda o: o.kind is Kind.EXTENDS_DETERRENCE),
)


def _section(title: str, rows: Sequence[Obligation], name: Namer, *, full: bool) -> Iterator[str]:
    if not rows:
        return
    yield ""
    yield title
    for _, group in groupby(sorted(rows, key=_alike), key=_alike):
        same = list(group)
        first = same[0]
        debtors = _list([_who(o.debtor, name) for o in same], full=full)
        against = f", against {name(first.against)}" if first.against else ""
        mark = f" ({first.force.value})" if not first.force.legal else ""
        contested = " [contested]" if first.reading is Held.CONTESTED else ""
        yield f"  {debtors} → {name(first.creditor)}{against}   {first.instrument} {first.article}{mark}{contested}"
        yield from _wrapped(first.text, "      ")


def _alike(o: Obligation) -> tuple[object, ...]:
    return (
        o.creditor,
        o.instrument,
        o.article,
        o.against or "",
        o.reading,
        str(o.automaticity),
        o.depends_on,
        o.round,
    )


def _who(state: str, name: Namer) -> str:
    return "every party" if state == ANY_STATE else name(state)


def _list(names: Sequence[str], *, full: bool) -> str:
    if len(names) <= 6 or full:
        return ", ".join(names)
    return f"{', '.join(names[:5])} and {len(names) - 5} more"


def _breaches(done: Consequences) -> Iterator[str]:
    if not done.breaches:
        return
    yield ""
    yield "FORBIDDEN"
    for b in done.breaches:
        yield from _wrapped(b.text or f"{b.who} {b.verdict} {b.instrument} {b.article}", "  ")


def _not_bound(rows: Sequence[NotTriggered], name: Namer, *, full: bool) -> Iterator[str]:
    """Why not: the duties to help, unless all are asked for."""
    shown = [n for n in rows if full or n.kind is Kind.MUST_ASSIST]
    if not shown:
        return
    yield ""
    yield "NOT BOUND, AND WHY"
    key = lambda n: (n.creditor, n.instrument, n.article, n.against or "", n.why)  # noqa: E731
    for _, group in groupby(sorted(shown, key=key), key=key):
        same = list(group)
        first = same[0]
        debtors = _list([_who(n.debtor, name) for n in same], full=full)
        yield f"  {debtors} → {name(first.creditor)}   {first.instrument} {first.article}: {first.why.value}"
        if full:
            yield from _wrapped(first.text, "      ")
    if len(shown) < len(rows):
        yield f"  … and {len(rows) - len(shown)} clauses on consultation, rights and neutrality (--full)"


def _wrapped(text: str, indent: str = "  ") -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent) if text else []


def bound_page(rows: Sequence[Bound], name: Namer) -> Iterator[str]:
    """All that a state owes and is owed, by kind."""
    if not rows:
        yield "Nothing by the instruments at hand."
    for kind, group in groupby(rows, key=lambda r: r.kind):
        yield ""
        yield kind.value.upper()
        key = lambda r: (r.instrument, r.article, r.debtor)  # noqa: E731
        for _, same in groupby(sorted(group, key=key), key=key):
            found = list(same)
            r = found[0]
            creditors = _list([_who_any(x.creditor, name) for x in found], full=False)
            span = f"since {r.since or '?'}" + (f" until {r.until}" if r.until else "")
            how = f", {r.automaticity}" if r.automaticity else ""
            contested = " [contested]" if r.reading is Held.CONTESTED else ""
            terms = f"({r.force}{how}; {span}){contested}"
            yield f"  {_who_any(r.debtor, name)} → {creditors}   {r.instrument} {r.article} {terms}"


def _who_any(state: str, name: Namer) -> str:
    return "any state" if state == ANY_STATE else name(state)


def changes_page(changes: Sequence[DutyChange], name: Namer) -> Iterator[str]:
    """What two worlds differ in: one block an attack."""
    told = [c for c in changes if not c.empty]
    if not told:
        yield "Nothing changes in who owes what to whom."
    for c in told:
        actor = "any state that is no party" if c.actor == ANY_STATE else name(c.actor)
        yield ""
        yield f"If {actor} {c.act}s {name(c.target)}"
        for sign, rows in (("+", c.added), ("-", c.removed)):
            for o in rows:
                yield f"  {sign} {_duty_line(o, name)}"
        for word, pairs in (("stronger", c.strengthened), ("weaker", c.weakened)):
            for old, new in pairs:
                yield f"  ~ {word}: {_duty_line(new, name)} (before: {old.instrument} {old.article}, {_how(old)})"


def _duty_line(o: Obligation, name: Namer) -> str:
    return (
        f"{_who(o.debtor, name)} {o.kind.value} {name(o.creditor)}   {o.instrument} {o.article} ({_how(o)})"
    )


def _how(o: Obligation) -> str:
    words = [str(o.automaticity)] if o.automaticity else []
    if not o.force.legal:
        words.append(o.force.value)
    if o.reading is Held.CONTESTED:
        words.append("contested")
    return ", ".join(words) or o.force.value


def instrument_page(i: Instrument, name: Namer) -> Iterator[str]:
    """One instrument, as a reader of treaties would note it down."""
    yield f"{i.title}  ({i.id})"
    yield f"  {i.force.value}; signed {i.signed}; in force {i.in_force or 'not known'}; ended {i.ended or '–'}"
    for m in i.parties:
        span = f" from {m.start}" if m.start else ""
        span += f" to {m.end}" if m.end else ""
        yield from _wrapped(
            f"{', '.join(name(s) for s in m.states)}{span}{f' ({m.disputed})' if m.disputed else ''}"
        )
    for n in i.norms:
        yield ""
        how = f" ({n.automaticity})" if n.automaticity else ""
        yield f"  {n.article}: {n.kind.value}{how}, on {n.trigger}"
        yield from _wrapped(f"“{n.quote}”" if n.quote else "", "      ")
        yield from _wrapped(n.note or "", "      ")
        for r in n.readings:
            held = f" (held by {', '.join(r.held_by)})" if r.held_by else ""
            yield from _wrapped(f"reading {r.id}{held}: {r.says}", "      ")
    yield ""
    for ref in i.references:
        yield from _wrapped(f"{ref.title} {ref.url or ''}")
    yield f"  checked {i.checked}; confidence {i.confidence.value}"
    yield from _wrapped(i.note or "")
