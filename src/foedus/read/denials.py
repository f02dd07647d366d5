"""Who denies what: a denial is tied to the charge that stands before it, and is no event of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from foedus.model.reading import Modality, Plover
from foedus.read.acts import Found
from foedus.read.said import Said

Ids = frozenset[str]
_BACK = 3  # paragraphs that an unnamed charge may stand before its denial


def tie(
    found: Sequence[Found], said: Sequence[Said], mentioned: Callable[[Said], Ids] = lambda _: frozenset()
) -> list[Found]:
    """The acts without those that stand only inside a denial; `denied_by` is filled on the others."""
    kept: list[Found] = []
    for act in found:
        if act.denied_by and not act.alleged_by:
            charge = _charge(act, found)
            if charge is not None:
                charge.denied_by = tuple(dict.fromkeys((*charge.denied_by, *act.denied_by)))
                continue
            if charge is None:
                continue
        kept.append(act)
    for s in said:
        if s.stance == "deny" and s.ids and not any(a.said is s for a in kept):
            for act in _before(s, kept) or _after(s, kept, mentioned(s)):
                act.denied_by = tuple(dict.fromkeys((*act.denied_by, *s.ids)))
    return kept


_TROOPS = frozenset({Plover.ASSAULT, Plover.MOBILIZE, Plover.AID, Plover.COERCE})
"""What one side calls an attack the other denies as a sending of troops."""


def _charge(denied: Found, found: Sequence[Found]) -> Found | None:
    """The same act where somebody else tells of it."""
    for act in found:
        alike = act.type is denied.type or {act.type, denied.type} <= _TROOPS
        if act is denied or not alike or (act.denied_by and not act.alleged_by):
            continue
        if act.type is not denied.type and act.modality is not Modality.ALLEGED:
            continue
        if act.said is not None and act.said is denied.said:
            continue
        if set(act.actors) & set(denied.actors) and (
            not act.recipients or not denied.recipients or set(act.recipients) & set(denied.recipients)
        ):
            return act
    return None


def _after(denial: Said, found: Sequence[Found], named: Ids) -> list[Found]:
    """A denial that leads the story: the charge follows, and touches those whom the denial names."""
    return [
        act
        for act in found
        if 0 <= act.paragraph - denial.paragraph <= 2
        and (act.paragraph > denial.paragraph or act.trigger.idx > denial.span[1])
        and act.modality is Modality.ALLEGED
        and set(act.actors) & set(denial.ids)
        and set(act.recipients) & (named - set(denial.ids))
        and not (act.said is not None and set(act.said.ids) & set(denial.ids))
    ]


def _before(denial: Said, found: Sequence[Found]) -> list[Found]:
    """The last charges before the denial that touch the denier: those of one sentence."""
    near: list[Found] = []
    for act in found:
        distance = denial.paragraph - act.paragraph
        if distance < 0 or distance > _BACK:
            continue
        if distance == 0 and act.trigger.idx > denial.span[1]:
            continue
        if act.modality is not Modality.ALLEGED or not set(denial.ids) & {*act.actors, *act.recipients}:
            continue
        if act.said is not None and set(act.said.ids) & set(denial.ids):
            continue
        near.append(act)
    if not near:
        return []
    last = near[-1]
    return [a for a in near if (a.paragraph, a.sentence) == (last.paragraph, last.sentence)]
