"""One event an act: mentions of the same act are one."""

from __future__ import annotations

from collections.abc import Sequence

from foedus.model.reading import Modality, Plover
from foedus.read.acts import Found

_NONE: tuple[str, ...] = ()


_NEEDS_A_VICTIM = {Plover.ASSAULT: None, Plover.SANCTION: "relations", Plover.COERCE: "border"}


def opposed(found: Sequence[Found]) -> None:
    """`A Thai jet bombed targets across the border`: whom it hit, where the paragraphs around it know but one foe."""
    for act in found:
        if act.recipients or len(act.actors) != 1 or act.type not in _NEEDS_A_VICTIM or act.frame is None:
            continue
        mode = _NEEDS_A_VICTIM[act.type]
        if (mode is not None and act.mode != mode) or act.place not in (None, *act.actors):
            continue
        foes = {
            i
            for o in found
            if o is not act
            and abs(o.paragraph - act.paragraph) <= 1
            and o.type in (Plover.ASSAULT, Plover.COERCE, Plover.SANCTION, Plover.ACCUSE)
            and act.actors[0] in (*o.actors, *o.recipients)
            and o.modality in (Modality.ASSERTED, Modality.ALLEGED)
            for i in (*o.actors, *o.recipients)
        } - set(act.actors)
        fights = any(
            o.type is Plover.ASSAULT and act.actors[0] in o.actors and o.recipients
            for o in found
            if o is not act
        )
        if len(foes) == 1 and fights and act.modality in (Modality.ASSERTED, Modality.ALLEGED):
            act.recipients = tuple(foes)


def merged(found: Sequence[Found]) -> list[Found]:
    """One event an act: mentions of the same act in a paragraph, and later bare nouns of it, are one."""
    opposed(found)
    out: list[Found] = []
    for act in found:
        twin = next((o for o in reversed(out) if _same(o, act)), None)
        if twin is None:
            out.append(act)
            continue
        _join(twin, act)
    return out


def _same(a: Found, b: Found) -> bool:
    if a.type is not b.type or (a.modality is Modality.NEGATED) != (b.modality is Modality.NEGATED):
        return False
    near = a.paragraph == b.paragraph
    same = set(a.actors) == set(b.actors) and set(a.recipients) == set(b.recipients)
    loose = (set(b.actors) <= set(a.actors) and set(b.recipients) <= set(a.recipients)) or (
        set(a.actors) <= set(b.actors) and set(a.recipients) <= set(b.recipients)
    )
    dates = a.date is None or b.date is None or a.date == b.date
    if (
        near
        and a.sentence == b.sentence
        and loose
        and (a.trigger.i in b.tokens or b.trigger.i in a.tokens or same)
    ):
        return a.type is not Plover.AID or a.item == b.item or same
    if not dates:
        return False
    if near and same:
        return a.item == b.item or a.item is None or b.item is None
    if near and loose and a.type is Plover.ASSAULT and (a.nominal or b.nominal):
        return True
    if near and loose and abs(a.sentence - b.sentence) <= 1 and (a.nominal or b.nominal):
        return True
    return (same and b.nominal and a.nominal) or (
        same and a.nominal is not b.nominal and b.nominal and abs(a.paragraph - b.paragraph) <= 30
    )


def _join(kept: Found, other: Found) -> None:
    rank = (
        Modality.ASSERTED,
        Modality.HISTORICAL,
        Modality.ALLEGED,
        Modality.THREATENED,
        Modality.PLANNED,
        Modality.HYPOTHETICAL,
        Modality.NEGATED,
    )
    if rank.index(other.modality) < rank.index(kept.modality):
        kept.modality = other.modality
    if len(other.actors) > len(kept.actors):
        kept.actors = other.actors
    if len(other.recipients) > len(kept.recipients):
        kept.recipients = other.recipients
    kept.alleged_by = tuple(dict.fromkeys((*kept.alleged_by, *other.alleged_by)))
    kept.denied_by = tuple(dict.fromkeys((*kept.denied_by, *other.denied_by)))
    if kept.modality is Modality.ASSERTED:
        kept.alleged_by = _NONE if not kept.denied_by else kept.alleged_by
    for name in ("date", "date_end", "place", "place_text", "item", "quantity", "unit"):
        if getattr(kept, name) is None:
            setattr(kept, name, getattr(other, name))
