"""One instrument file, checked: what stands there whatever its form, and what a sound form still gets wrong."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from foedus.errors import Fault, InputError, shown
from foedus.law.clauses import SIDE_WORDS
from foedus.law.transfers import classes
from foedus.model.instrument import EntryWord, Instrument
from foedus.model.norm import Area, Automaticity, Kind, Norm, Trigger, TriggerWord
from foedus.model.time import PartialDate
from foedus.states.load import actors, system, territory
from foedus.yamlfile import Located, Path_

MANY = 20
"""Unknown states named in one fault; the rest are counted."""
_SCOPES = ("any", "territory", "zones")
_CO_ALLY = ("bound", "excluded", "silent")


class FileFaults:
    """The faults of one file. `plain` looks at what stands there, whatever its form; `instrument` at the rest."""

    def __init__(self, located: Located) -> None:
        self.located, self.faults = located, list[Fault]()

    # --- whatever the form ---

    def plain(self) -> None:
        top = self.located.value
        if not isinstance(top, dict):
            self._say((), "an instrument is a mapping", "Begin with `id:`, `title:`, `force:`, `signed:`.")
            return
        self._states(top.get("parties"))
        start, end = self._span(top, "in_force", "ended", ())
        signed = self._date(top.get("signed"), ("signed",))
        of_law = top.get("force") == "domestic-law"  # a law may reach back
        if signed and start and start.last < signed.first and not of_law:
            self._say(("in_force",), f"in_force {start} is before signed {signed}", "Mend one of the two.")
        self._date(top.get("checked"), ("checked",))
        self._date(top.get("public_from"), ("public_from",))
        if signed and end and end.last < signed.first:
            self._say(("ended",), f"ended {end} is before signed {signed}", "Mend one of the two.")
        id_ = top.get("id")
        if isinstance(id_, str) and id_ != Path(self.located.name).stem and id_ != id_.lower():
            self._say(
                ("id",), f"the id '{shown(id_)}' has capitals", "Write `parties-or-name-year` in lower case."
            )

    def _span(self, row: Mapping[str, Any], start: str, end: str, at: Path_) -> tuple[Any, Any]:
        """Both dates of an interval; its end must come after its start."""
        words = {w.value for w in EntryWord}
        first = None if row.get(start) in words else self._date(row.get(start), (*at, start))
        last = self._date(_undoubted(row.get(end)), (*at, end))
        if first and last and last.last < first.first:
            message = f"{end} {row[end]} is before {start} {row[start]}"
            self._say(
                (*at, end), message, f"Mend {end} or {start}: an instrument cannot end before it began."
            )
        return first, last

    def _date(self, value: Any, at: Path_) -> PartialDate | None:
        if value is None:
            return None
        try:
            return PartialDate.parse(value if isinstance(value, str) else str(value))
        except ValueError as e:
            self._say(at, shown(f"{at[-1]}: {e}"), "Write 2024-06-19, 2024-06 or 2024.")
            return None

    def _states(self, parties: Any) -> None:
        """Who is a party: known, once, and not alone."""
        if parties is None:
            return
        if not isinstance(parties, list):
            self._say(("parties",), "parties: a list is wanted", "Write `- states: [PRK, RUS]`.")
            return
        seen: dict[str, Path_] = {}
        open_ended: set[str] = set()
        for i, row in enumerate(parties):
            plain = isinstance(row, str)
            states = [row] if plain else row.get("states") if isinstance(row, dict) else None
            if not isinstance(states, list):
                continue
            for j, state in enumerate(states):
                at: Path_ = ("parties", i) if plain else ("parties", i, "states", j)
                ends = isinstance(row, dict) and row.get("to") is not None
                if state in seen and state not in open_ended:
                    self._say(at, f"parties: {shown(state)} stands twice", "Name each party once.")
                seen.setdefault(str(state), at)
                if ends:
                    open_ended.add(str(state))
            if isinstance(row, dict):
                self._membership(row, i)
        self._unknown_states(seen)
        one_sided = self.located.value.get("force") in ("domestic-law", "resolution", "political")
        if len(seen) < 2 and not one_sided and not {"members"} & seen.keys():
            self._say(
                ("parties",), f"parties: a pact needs two; here is {len(seen)}", "Name the other party."
            )

    def _membership(self, row: Mapping[str, Any], i: int) -> None:
        self._span(row, "from", "to", ("parties", i))
        self._date(row.get("public_from"), ("parties", i, "public_from"))
        for k, pause in enumerate(row.get("suspended") or ()):
            if isinstance(pause, dict):
                self._span(pause, "from", "to", ("parties", i, "suspended", k))

    def _unknown_states(self, seen: Mapping[str, Path_]) -> None:
        unknown = [s for s in seen if not _is_state(s) and s != "members"]
        if len(unknown) > MANY:
            first = ", ".join(shown(s) for s in unknown[:MANY])
            message = f"parties: {len(unknown):,} are no states that are known here: {first} …"
            self._say(
                ("parties",), message, "Write state ids as in CONTRACT: ISO alpha-3 where there is one."
            )
            return
        for s in unknown:
            self._say(seen[s], f"parties: '{shown(s)}' is no state", _near_state(s), "unknown-state")

    # --- a file of sound form ---

    def instrument(self, i: Instrument) -> None:
        if not i.norms:
            nothing = "norms: an instrument without a norm says nothing"
            self._say(("norms",), nothing, "Add one, or leave the file out.")
        if not i.references:
            self._say(
                ("references",), "references: no source is named", "Add `- title:` of where the text stands."
            )
        seen: dict[tuple[object, ...], int] = {}
        for n, norm in enumerate(i.norms):
            at: Path_ = ("norms", n)
            sides = (norm.debtors, norm.creditors)
            key = (norm.article, norm.kind, norm.trigger, sides, norm.area, norm.starts, norm.transfer)
            if key in seen:
                twice = f"article {shown(norm.article)} stands twice with the same norm (norms[{seen[key]}])"
                self._say((*at, "article"), twice, "Keep one.")
            seen.setdefault(key, n)
            self._norm(norm, at, i)

    def _norm(self, norm: Norm, at: Path_, i: Instrument) -> None:
        self._trigger(norm.trigger, (*at, "trigger"))
        if norm.kind is not Kind.COOPERATES and not (norm.quote or norm.trigger_quote or norm.note):
            hint = "Add `quote:` with a few words of the text, or `note:` where it is not public."
            self._say((*at, "quote"), "the operative words are missing", hint)
        if norm.kind is Kind.MUST_ASSIST and norm.automaticity is None:
            words = ", ".join(a.value for a in Automaticity)
            self._say((*at, "automaticity"), "must-assist needs an automaticity", f"Write one of {words}.")
        if (
            norm.kind is Kind.MUST_NOT_TRANSFER
            and norm.transfer is None
            and not norm.trigger.startswith("transfer(")
        ):
            self._say(
                (*at, "transfer"), "must-not-transfer needs `transfer:`", "Say state, direction and items."
            )
        for field in ("debtors", "creditors"):
            self._side(getattr(norm, field), (*at, field))
        self._known_states(norm.against, (*at, "against"))
        self._known_states(norm.unless_joined, (*at, "unless_joined"))
        self._choice(norm.co_ally, _CO_ALLY, (*at, "co_ally"))
        self._area(norm.area, (*at, "area"), i)
        self._date(norm.starts, (*at, "starts"))
        self._date(norm.ends, (*at, "ends"))
        if norm.transfer is not None:
            self._transfer(norm, at)
        ids = [r.id for r in norm.readings]
        for k, reading in enumerate(norm.readings):
            where: Path_ = (*at, "readings", k)
            if ids.count(reading.id) > 1:
                self._say(
                    (*where, "id"), f"the reading '{shown(reading.id)}' stands twice", "Give each its own id."
                )
            if reading.trigger is not None:
                self._trigger(reading.trigger, (*where, "trigger"))
            if reading.area is not None:
                self._area(reading.area, (*where, "area"), i)
            self._known_states(reading.against or (), (*where, "against"))

    def _trigger(self, text: str, at: Path_) -> None:
        try:
            trigger = Trigger.parse(text)
        except ValueError as e:
            near = difflib.get_close_matches(text[:40], [w.value for w in TriggerWord], n=1)
            self._say(
                at, shown(str(e)), f"Did you mean '{near[0]}'?" if near else "Write one of these.", "trigger"
            )
            return
        for term in trigger.terms:
            if term.word is TriggerWord.ATTACKED_BY_N:
                if not term.args or not term.args[0].isdigit():
                    self._say(at, f"trigger: '{term}' needs a number", "Write attacked-by-n(2).")
                self._known_states(term.args[1:], at)
            elif term.word is TriggerWord.TRANSFER:
                self._items(term.args, at)
            else:
                self._known_states(term.args, at)

    def _side(self, words: Iterable[str], at: Path_) -> None:
        for k, word in enumerate(words):
            if word not in SIDE_WORDS and not _is_state(word):
                hint = f"{_near_state(word)} Or one of {', '.join(sorted(SIDE_WORDS))}."
                self._say((*at, k), f"'{shown(word)}' is no state", hint, "unknown-state")

    def _known_states(self, states: Iterable[str], at: Path_) -> None:
        for state in states:
            if not _is_state(state):
                self._say(at, f"{at[-1]}: '{shown(state)}' is no state", _near_state(state), "unknown-state")

    def _choice(self, value: str, known: Sequence[str], at: Path_) -> None:
        if value not in known:
            self._say(at, f"'{shown(value)}' is not a {at[-1]}", f"Write one of {', '.join(known)}.")

    def _area(self, area: Area, at: Path_, i: Instrument) -> None:
        self._choice(area.scope, _SCOPES, (*at, "scope"))
        if area.scope == "zones" and not (area.zones or area.include or area.objects):
            self._say((*at, "zones"), "area: a scope of zones names none", "Add `zones:` or `include:`.")
        lands = territory()
        for field in ("zones", "object_zones"):
            for k, zone in enumerate(getattr(area, field)):
                try:
                    lands.zone(zone)
                except InputError as e:
                    fault = e.faults[0]
                    self._say((*at, field, k), fault.message, fault.hint or "", fault.code)
        for field in ("include", "exclude", "contested"):
            for k, place in enumerate(getattr(area, field)):
                self._place(place, (*at, field, k), i)

    def _place(self, place: str, at: Path_, i: Instrument) -> None:
        """A place, by an id or a name of any day on which the instrument lived."""
        if _is_state(place):
            return
        problem: InputError | None = None
        for day in _days(i):
            try:
                territory().site(place, day)
                return
            except InputError as e:
                problem = e
        assert problem is not None
        fault = problem.faults[0]
        self._say(at, fault.message, fault.hint or "Write a place of states/data.", "unknown-place")

    def _transfer(self, norm: Norm, at: Path_) -> None:
        bars = norm.transfer
        assert bars is not None
        self._known_states((bars.state,), (*at, "transfer", "state"))
        self._items(bars.items, (*at, "transfer", "items"))
        for way in bars.direction:
            self._choice(way, ("to", "from"), (*at, "transfer", "direction"))

    def _items(self, items: Iterable[str], at: Path_) -> None:
        known = [c.id for c in classes()]
        for item in items:
            if item not in known:
                near = difflib.get_close_matches(item[:40], known, n=1)
                hint = f"Did you mean '{near[0]}'?" if near else f"The classes are: {', '.join(known)}."
                self._say(at, f"'{shown(item)}' is no class of items", hint)

    def _say(self, at: Path_, message: str, hint: str, code: str = "dossier") -> None:
        self.faults.append(Fault(message, self.located.where(at), hint or None, code))


def _undoubted(value: Any) -> Any:
    """The date in `breach 1939-09-01` and `? 1960`; nothing in a bare `?`."""
    if not isinstance(value, str):
        return value
    text = value.removeprefix("breach").removeprefix("?").strip()
    return text or None


def _is_state(id_: str) -> bool:
    return id_ in system() or id_ in actors()


def _near_state(text: str) -> str:
    from foedus.states.load import names

    try:
        names().resolve(text)
    except InputError as e:
        return e.faults[0].hint or "Write a state id, as KOR."
    return f"Write {names().resolve(text)}."


def _days(i: Instrument) -> list[date]:
    """A day of its youth, one of its old age, and today: names of places change."""
    first = PartialDate.parse(i.signed).last
    ended = _undoubted(i.ended)
    last = PartialDate.parse(ended).first - timedelta(days=1) if ended else date.today()
    return [first, last, date.today()]
