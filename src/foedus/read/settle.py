"""The last word on type and modality: what the text vouches for, what somebody only says."""

from __future__ import annotations

from typing import Any

from foedus.model.reading import Modality, Plover
from foedus.read.acts import GIVING_TYPES, HOSTILE_TYPES, MUTUAL_TYPES, Found
from foedus.read.cast import Cast
from foedus.read.lexicon import words
from foedus.read.modality import Judgement
from foedus.read.roles import complements, role_ids
from foedus.read.said import Said
from foedus.read.syntax import (
    is_verb,
    logical_subject,
)

_NONE: tuple[str, ...] = ()


HOSTILE = words("hostile")


def settled(found: Found, cast: Cast) -> Found | None:
    """The last word on type and modality: what the text vouches for, what somebody only says."""
    j, said = found.judgement, found.said
    frame_modality = found.frame.modality if found.frame is not None else None
    own = _own_act(found)
    found.modality = j.modality
    if found.frame is not None and found.frame.has("negated") and found.frame.modality is not None:
        j, found.modality = Judgement(), Modality.ASSERTED
    if j.denied:
        found.modality = Modality.ALLEGED
        found.denied_by = _who(j.accusing, found, cast)
        return found
    if j.accusing is not None:
        found.modality = Modality.ALLEGED
        found.alleged_by = _who(j.accusing, found, cast)
        if found.type in HOSTILE_TYPES and not found.recipients and _at_others(found):
            found.recipients = found.alleged_by
        return found
    if j.future and not _intend(found, own):
        return None
    if found.frame is not None and (found.frame.has("promise") or found.frame.id in ("ready-to", "offer")):
        _promised(found)
    if frame_modality is not None and found.modality in (Modality.ASSERTED, Modality.PLANNED):
        found.modality = frame_modality
    if said is not None and not own and not _vouched(said, found):
        if found.modality is Modality.ASSERTED or (
            found.modality is Modality.THREATENED and found.type is not Plover.THREATEN
        ):
            found.modality = Modality.ALLEGED
        if found.modality is Modality.ALLEGED:
            found.alleged_by = tuple(
                i for i in said.ids if i not in found.actors or found.type in HOSTILE_TYPES
            )
            if (
                not found.recipients
                and found.frame is not None
                and found.frame.id in ("cross-border", "cross-into")
            ):
                found.recipients = tuple(i for i in said.ids if i not in found.actors)[:1]
            if said.stance == "deny":
                found.alleged_by, found.denied_by = _NONE, said.ids
    elif said is not None and said.stance == "deny" and not _is_charge(found):
        found.denied_by, found.modality = said.ids, Modality.ALLEGED
    return found


_FACTIVE = frozenset("recall remember recollect admit acknowledge concede learn know realize realise".split())


def _vouched(said: Said, found: Found) -> bool:
    """`recalled that Norway was occupied`: such verbs tell of what is so."""
    if said.stance == "deny":
        return _is_charge(found)
    return (
        said.form != "quotation"
        and said.verb is not None
        and is_verb(said.verb)
        and said.verb.lemma_.lower() in _FACTIVE
    )


def _is_charge(found: Found) -> bool:
    """`it accuses Kinshasa of arming rebels; Congo denies that`: the charge was made, its content is denied."""
    return found.type is Plover.ACCUSE


def _at_others(found: Found) -> bool:
    """`accused X of shelling settlements`: those of the accuser; not of acts that need no victim."""
    return (
        found.type in (Plover.ASSAULT, Plover.COERCE)
        and found.frame is not None
        and bool(found.frame.recipient)
    )


def _promised(found: Found) -> None:
    """`vowed to retaliate`, `is ready to fight`: a promise of harm is a threat."""
    verbs = complements(found.trigger)
    for v in verbs[:1]:
        if (v.lemma_.lower() in HOSTILE or v.lower_ in HOSTILE) and v.lemma_ not in (
            "defend",
            "respond",
            "use",
            "act",
            "declare",
            "face",
            "deploy",
            "suffer",
            "cut",
            "close",
            "hit",
        ):
            if v.lemma_ in ("fight", "sanction") and any(
                c.lower_ in ("alongside", "for", "with", "beside") for c in v.children
            ):
                return
            found.type = Plover.THREATEN
            found.modality = Modality.THREATENED
        elif v.lemma_.lower() in (
            "dismiss",
            "reject",
            "ignore",
            "defy",
            "flout",
            "abandon",
            "leave",
            "quit",
            "violate",
        ):
            found.type = Plover.REJECT


def _own_act(found: Found) -> bool:
    """The speaker tells of what the speaker's own state did."""
    said = found.said
    if said is not None and said.form == "document" and found.type in MUTUAL_TYPES and len(found.actors) > 1:
        return not said.ids or bool(set(said.ids) & set(found.actors))
    if said is None or not said.ids:
        return False
    speakers = set(said.ids)
    if set(found.actors) <= speakers and found.actors:
        return True
    return (
        (found.type in MUTUAL_TYPES or found.mode == "fight")
        and bool(speakers & set(found.actors))
        and found.frame is not None
        and found.frame.mutual is not None
    )


def _who(word: Any, found: Found, cast: Cast) -> tuple[str, ...]:
    """Who accuses, or denies."""
    p = found.paragraph
    subject = logical_subject(word) if is_verb(word) else None
    if subject is None and not is_verb(word):
        ids = (
            cast.modifiers(p, word)
            or role_ids(cast, p, "by", word, (), False)
            or role_ids(cast, p, "from", word, (), False)
        )
        if not ids and is_verb(word.head):
            outer = logical_subject(word.head)
            ids = cast.refs(p, outer) if outer is not None and outer is not word else _NONE
        return tuple(i for i in ids if i not in found.actors or found.type not in HOSTILE_TYPES)
    return cast.refs(p, subject) if subject is not None else _NONE


def _intend(found: Found, own: bool) -> bool:
    """An act still to come: a promise is AGREE, a threat THREATEN; another's guess about it is no event."""
    said = found.said
    if found.modality is Modality.HYPOTHETICAL and not own:
        return False
    if said is not None and not own and (not said.ids or found.type in GIVING_TYPES):
        return False
    if found.modality is Modality.NEGATED:
        if own and found.type in GIVING_TYPES | {Plover.CONSULT, Plover.AGREE}:
            found.type, found.modality = Plover.REJECT, Modality.ASSERTED
        return True
    if found.type in HOSTILE_TYPES and found.type is not Plover.REJECT:
        if own or (said is None and found.type is not Plover.ASSAULT):
            found.type, found.modality = Plover.THREATEN, Modality.THREATENED
        else:
            found.modality = Modality.PLANNED
        return True
    if found.type is Plover.REJECT and own:
        found.type, found.modality = Plover.THREATEN, Modality.THREATENED
        return True
    if found.type in GIVING_TYPES and found.type is not Plover.RETREAT:
        found.type = Plover.AGREE
    found.modality = Modality.PLANNED
    return True
