"""A new instrument file, begun from a few answers: what is known stands there, what is not is left to fill."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from foedus.errors import Fault, InputError, shown
from foedus.model.actor import StateId
from foedus.model.instrument import EntryWord
from foedus.model.norm import Automaticity, Force, Kind, Trigger
from foedus.model.time import PartialDate

T = TypeVar("T")
W = TypeVar("W", bound=StrEnum)

_ID = re.compile(r"(?=[^a-z]*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_PLAIN = re.compile(r"[^\W\d_][\w .()/–’-]*\Z")
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})


@dataclass(frozen=True, slots=True, kw_only=True)
class NormAnswer:
    """One norm as it is asked for; `automaticity` None where it is still to be filled or needs none."""

    kind: Kind
    article: str
    trigger: str
    automaticity: Automaticity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """All that the questions ask. `in_force` is a (partial) date or a word of `EntryWord`."""

    id: str
    title: str
    force: Force
    signed: str
    in_force: str
    parties: tuple[StateId, ...]
    norms: tuple[NormAnswer, ...]


def proposed_id(parties: Sequence[StateId], signed: str) -> str:
    """`prk-rus-2024`: the parties in the order of the alphabet (of many, the first), and the year."""
    names = sorted(p.lower() for p in parties)
    return "-".join([*(names if len(names) <= 3 else names[:1]), signed[:4]])


def norm_answer(text: str) -> NormAnswer:
    """`must-assist:4:armed-attack`, with the automaticity as a fourth part if it is known.

    Raises:
        InputError: with every part that is wrong.
    """
    parts = [p.strip() for p in text.split(":")]
    if not 2 <= len(parts) <= 4 or not parts[1]:
        raise InputError(
            f"'{shown(text)}' is no norm", hint="Write KIND:ARTICLE:TRIGGER, as must-assist:4:armed-attack."
        )
    kind, article, trigger, how = [*parts, "unconditional", ""][:4] if len(parts) == 2 else [*parts, ""][:4]
    faults: list[Fault] = []
    found = _one_of(Kind, kind, "kind", faults)
    chosen = _one_of(Automaticity, how, "automaticity", faults) if how else None
    try:
        Trigger.parse(trigger)
    except ValueError as e:
        faults.append(Fault(shown(str(e))))
    if faults or found is None:
        raise InputError.of(faults)
    return NormAnswer(kind=found, article=article, trigger=trigger, automaticity=chosen)


def answers(
    *,
    id_: str,
    title: str,
    force: str,
    signed: str,
    in_force: str,
    parties: Sequence[str],
    norms: Sequence[str],
    resolve: Callable[[str], StateId],
) -> Answers:
    """The answers checked, all faults at once. `resolve`: a state's name or id → its id, or InputError."""
    faults: list[Fault] = []
    if not _ID.match(id_):
        hint = "Write `parties-or-name-year` in lower case, as prk-rus-2024."
        faults.append(Fault(f"'{shown(id_)}' is no id", "--id", hint))
    if not title.strip():
        faults.append(Fault("the title is empty", "--title", "Write the title of the text."))
    given = _one_of(Force, force, "force", faults, "--force")
    _kept(PartialDate.parse, signed, "--signed", faults)
    if in_force not in {w.value for w in EntryWord}:
        _kept(PartialDate.parse, in_force, "--in-force", faults)
    states = [_kept(resolve, p, "--parties", faults) for p in parties]
    rows = [_kept(norm_answer, n, "--norm", faults) for n in norms]
    if not norms:
        faults.append(Fault("no norm is given", "--norm", "Write must-assist:4:armed-attack."))
    if faults or given is None:
        raise InputError.of(faults)
    return Answers(
        id=id_,
        title=title.strip(),
        force=given,
        signed=signed,
        in_force=in_force,
        parties=tuple(dict.fromkeys(s for s in states if s)),
        norms=tuple(r for r in rows if r),
    )


def _kept(ask: Callable[[str], T], text: str, where: str, faults: list[Fault]) -> T | None:
    """The answer, or its faults under the name of its option."""
    try:
        return ask(text)
    except ValueError as e:
        found = e.faults if isinstance(e, InputError) else (Fault(shown(str(e))),)
        faults.extend(Fault(f.message, where, f.hint, f.code) for f in found)
        return None


def _one_of(words: type[W], text: str, what: str, faults: list[Fault], where: str | None = None) -> W | None:
    known = [w.value for w in words]
    if text in known:
        return words(text)
    near = difflib.get_close_matches(text[:40], known, n=1)
    hint = f"Did you mean '{near[0]}'?" if near else f"Write one of {', '.join(known)}."
    faults.append(Fault(f"'{shown(text)}' is no {what}", where, hint))
    return None


def skeleton(found: Answers, today: date) -> str:
    """The file's text. `instruments lint` finds nothing in it but what its comments ask for."""
    lines = [
        f"id: {_scalar(found.id)}",
        f"title: {_scalar(found.title)}",
        f"force: {found.force.value}",
        f"signed: {_day(found.signed)}",
        f"in_force: {_day(found.in_force)}  # a date, or: signature | acted | unknown | not-yet",
        "parties:",
        f"- states: [{', '.join(found.parties)}]  # a block with `from:` or `to:` for those of other days",
        "norms:",
        *(line for norm in found.norms for line in _norm(norm)),
        "references: []  # - title: where the text stands",
        f"checked: {today.isoformat()}",
        "confidence: low  # high once the words were compared with the text",
    ]
    return "\n".join(lines) + "\n"


def _norm(norm: NormAnswer) -> list[str]:
    lines = [f"- article: {_scalar(norm.article)}", f"  kind: {norm.kind.value}"]
    if norm.automaticity is not None:
        lines.append(f"  automaticity: {norm.automaticity.value}")
    elif norm.kind is Kind.MUST_ASSIST:
        lines.append(f"  # automaticity: {' | '.join(a.value for a in Automaticity)}")
    lines.append(f"  trigger: {norm.trigger}")
    if norm.kind is Kind.MUST_NOT_TRANSFER:
        lines.append("  # transfer: {state: PRK, direction: [to], items: [all-arms]}")
    lines += [
        "  # quote: a few operative words of the text",
        "  # area: {scope: territory}, if the text sets one",
    ]
    return lines


def _day(text: str) -> str:
    """A year alone would be read as a number."""
    return f"'{text}'" if text.isdigit() else text


def _scalar(text: str) -> str:
    """Plain where YAML takes it for the same words, else in double quotes."""
    return text if _PLAIN.match(text) and text.lower() not in _WORDS else json.dumps(text, ensure_ascii=False)
