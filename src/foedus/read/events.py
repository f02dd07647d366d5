"""Verb and noun frames → PLOVER events, one an act, with actor, recipient, modality and who says so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from foedus.model.reading import Modality, Plover
from foedus.read.acts import MUTUAL_TYPES, Found
from foedus.read.cast import Cast
from foedus.read.constructions import (
    HEADS,
    OF_WORDS,
    RECIPROCAL,
    each_other,
    mere_adjective,
    qualified,
    speaker_behind,
    told_as_noun,
)
from foedus.read.demands import must
from foedus.read.frames import Frame, Frames
from foedus.read.lexicon import COLLECTIVES, words
from foedus.read.match import Filled, of_adjective, of_verb
from foedus.read.modality import judge
from foedus.read.nominals import nominal
from foedus.read.parties import (
    HARM,
    add_details,
    doers,
    enough,
    in_whose,
    innermost,
    mutual_parties,
    owners,
    span_of,
    those_there,
    titled,
)
from foedus.read.pipeline import Paragraph
from foedus.read.roles import complements, lookup, lookup_role
from foedus.read.said import Said
from foedus.read.settle import settled
from foedus.read.syntax import (
    child,
    children,
    domain,
    grammatical_subject,
    is_verb,
    logical_objects,
    logical_subject,
    passive,
)
from foedus.read.told_before import doers_of_that, last_harm, written_to
from foedus.read.turns import turns

_ACTIVE = ("subject",)


_NONE: tuple[str, ...] = ()


_LATE = frozenset({"warn", "coerce", "order"})
"""Where such a frame finds nobody, what stands below it may still tell an act."""


_MOVES = frozenset({Plover.MOBILIZE, Plover.RETREAT, Plover.AID})


_PARTNERS = frozenset({"with", "between", "comp-with", "object", "alongside"})


AT_HOME = words("at_home")


WEAPONS = words("weapons")


def events_of(
    view: Paragraph,
    said: Sequence[Said],
    cast: Cast,
    table: Frames,
    dull: frozenset[int],
    before: Sequence[Found] = (),
) -> list[Found]:
    """All acts of one paragraph, settled; `dull`: first tokens of sentences that only raise a question."""
    found: list[Found] = []
    for number, sentence in enumerate(view.sentences()):
        swallowed: set[int] = set()
        taken: set[int] = set()
        for token in sentence:
            if token.i in swallowed or (not is_verb(token) and token.pos_ != "ADJ"):
                continue
            act = _verbal(view, number, token, said, cast, table, swallowed, taken, [*before[-12:], *found])
            if act is not None:
                found.append(act)
            else:
                found.extend(turns(view, number, token, said, cast))
        for token in sentence:
            if token.pos_ not in ("NOUN", "PROPN") or token.i in swallowed or token.i in taken:
                continue
            if sentence.start in dull:
                continue
            act = nominal(view, number, token, said, cast, table, taken, swallowed)
            if act is not None:
                found.append(act)
            else:
                found.extend(turns(view, number, token, said, cast))
    return found


def _verbal(
    view: Paragraph,
    number: int,
    token: Any,
    said: Sequence[Said],
    cast: Cast,
    table: Frames,
    swallowed: set[int],
    taken: set[int],
    before: Sequence[Found] = (),
) -> Found | None:
    filled = of_adjective(token, table) or (
        of_verb(token, table, cast, view.index) if is_verb(token) else None
    )
    if filled is not None and (told_as_noun(token) or mere_adjective(token)):
        return None
    if filled is None:
        return must(view, number, token, said, cast, swallowed) if is_verb(token) else None
    frame, p = filled.frame, view.index
    verb = filled.governor if filled.governor is not None else token
    standing = judge(verb)
    if standing.dropped and standing.deontic:
        asked = must(view, number, verb, said, cast, swallowed)
        if asked is not None:
            return asked
    if frame.has("swallow") and frame.id not in _LATE:
        _swallow(token, filled, swallowed)
    if standing.dropped:
        return None
    actors, recipients, partners = _parties(view, filled, cast, verb)
    if frame.type in OF_WORDS:
        actors = speaker_behind(view, verb, said, cast) or actors
        recipients = tuple(i for i in recipients if i not in actors)
    if not actors and frame.has("official"):
        actors = next((s.ids for s in said if s.verb is not None and s.verb.i == verb.i), _NONE)
    if (
        frame.mutual == "auto"
        and (partners or not recipients)
        and frame.type in MUTUAL_TYPES | {Plover.ASSAULT, Plover.RETREAT}
    ):
        actors, recipients = mutual_parties(frame.mutual, actors, recipients)
    if not recipients and frame.has("domestic") and actors and _faces_someone(filled, frame):
        recipients = tuple(a for a in actors if cast.kinds(a) == "state")[:1]
    if frame.id == "call-names" and any(o.lower_ in ("it", "this", "that") for o in filled.objects):
        recipients = last_harm(view, filled, actors, before) or recipients
    if not recipients and actors and frame.type in (Plover.ACCUSE, Plover.SUPPORT):
        recipients = doers_of_that(view, filled, actors, before)
    if not actors and frame.id in ("kill", "die"):
        actors, noun = in_whose(cast, p, verb)
        recipients = tuple(i for i in recipients if i not in actors)
        if noun is not None:
            taken.add(noun)
    if (
        not actors and frame.type is Plover.ASSAULT and frame.id != "die"
    ):  # by nobody named: only on whom it names
        recipients = lookup(
            cast, p, ("object", "objmod"), token, filled.objects, _NONE, places=frame.has("places")
        )
    if not actors and passive(verb) and frame.type is Plover.MOBILIZE and frame.has("domestic"):
        actors = those_there(view, token, cast)
    if len(actors) > 1 and not recipients and frame.type in RECIPROCAL and each_other(token):
        recipients = actors
    if not actors and frame.has("people"):
        actors = those_there(view, token, cast)
        recipients = recipients or actors
    if not enough(frame, actors, recipients):
        return None
    if not actors and not _anonymous(verb, frame):
        return None
    if frame.has("states-only") and not recipients:
        return None
    taken.update(filled.used)
    if frame.id in _LATE:
        _swallow(token, filled, swallowed)
    found = Found(
        frame.type,
        frame,
        p,
        number,
        token,
        actors,
        recipients,
        Modality.ASSERTED,
        span_of(view, verb, filled),
        standing,
        innermost(said, token.idx),
        mode=frame.mode,
        tokens={token.i, verb.i, *filled.used},
    )
    add_details(view, found, filled, cast, verb)
    return settled(found, cast)


def _parties(
    view: Paragraph, filled: Filled, cast: Cast, verb: Any
) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    frame, p = filled.frame, view.index
    subject = grammatical_subject(verb) if filled.governor == filled.trigger else logical_subject(verb)
    actors = doers(cast, p, subject)
    if not actors and subject is not None:
        actors = titled(view, subject, cast)
    if not actors and subject is not None and subject.lemma_.lower() in HEADS and not qualified(subject):
        actors = cast.of_the_state_spoken_of(p, subject)
    if frame.type is Plover.REQUEST and filled.trigger.dep_ in ("advcl", "acl", "conj"):
        asked = written_to(cast, p, filled.trigger.head)
        if asked and not set(asked) & set(actors):
            return actors, asked, False
    if frame.id == "die":
        return _NONE, actors or cast.refs(p, subject), False
    if frame.has("reverse"):
        givers = lookup(cast, p, frame.recipient, filled.trigger, filled.objects, actors, places=True)
        return givers, actors, False
    objects = filled.objects
    if not actors and frame.type in _MOVES and passive(verb):
        actors = owners(cast, p, objects[0] if objects else None)
        if not actors and frame.type is Plover.AID:
            actors = lookup(cast, p, ("from",), filled.trigger, (), _NONE, places=False)
    if not objects and filled.trigger.dep_ == "conj" and is_verb(filled.trigger.head):
        objects = (
            tuple(logical_objects(filled.trigger.head))
            if not passive(filled.trigger.head)
            and "object" in frame.recipient
            and not children(filled.trigger, "prep")
            else objects
        )
    roles = frame.recipient
    if frame.id == "agree" and child(filled.trigger, "ccomp", "xcomp") is not None and len(actors) > 1:
        return actors, _NONE, True  # whom the clause names is no party to the agreement
    if frame.id == "agree" and child(filled.trigger, "ccomp") is not None:
        roles = ("with",)
    recipients, role = lookup_role(
        cast, p, roles, filled.trigger, objects, actors, places=frame.has("places")
    )
    return actors, recipients, role in _PARTNERS


def _faces_someone(filled: Filled, frame: Frame) -> bool:
    """An act at home: its object is people or things of one's own country (`jailed opposition members`)."""
    if frame.has("people") or frame.id == "resign":
        return True
    subject = logical_subject(filled.trigger)
    if subject is not None and subject.lemma_.lower() in HARM:
        return False  # `a drone attack killed their leader` is no quarrel at home
    below = [t for o in filled.objects for t in (o, *o.subtree)] or list(domain(filled.trigger))
    return any(t.lemma_.lower() in AT_HOME or t.lower_ in AT_HOME for t in below[:40])


def _anonymous(verb: Any, frame: Frame) -> bool:
    """An act whose doer the text leaves out: passive, or by a bomb or gunmen."""
    if passive(verb) or verb.dep_ in ("amod", "acl"):
        return True
    subject = logical_subject(verb)
    if (
        subject is not None
        and subject.pos_ == "NOUN"
        and (subject.lemma_.lower() in COLLECTIVES or subject.lower_ in COLLECTIVES)
    ):
        return True
    return (
        subject is not None
        and frame.type is Plover.ASSAULT
        and (subject.lemma_.lower() in WEAPONS or subject.lower_ in WEAPONS)
    )


def _swallow(token: Any, filled: Filled, swallowed: set[int]) -> None:
    """What is promised, asked or threatened is no act besides."""
    roots = list(complements(token))
    for o in filled.objects:
        if o.head == token or o.i in filled.used:
            roots.append(o)
    for prep in children(token, "prep"):
        if prep.lower_ in ("for", "on", "to", "against", "of", "from", "with"):
            roots.append(prep)
    for root in roots:
        swallowed.update(t.i for t in root.subtree if t.i > token.i)
    if filled.governor is not None:
        swallowed.update(t.i for t in token.subtree if t.i > token.i)
