"""Verb and noun frames → PLOVER events, one an act, with actor, recipient, modality and who says so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from foedus.model.reading import Modality, Plover
from foedus.read.acts import HOSTILE_TYPES, MUTUAL_TYPES, Found
from foedus.read.cast import Cast
from foedus.read.frames import Frame, Frames
from foedus.read.lexicon import COLLECTIVES, PACT_NOUNS, SPEECH, words
from foedus.read.match import Filled, of_adjective, of_verb
from foedus.read.modality import Judgement, judge
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
    misread,
    passive,
    phrase,
)
from foedus.read.turns import turns

_ACTIVE = ("subject",)


_NONE: tuple[str, ...] = ()


_LATE = frozenset({"warn", "coerce"})
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
    if filled is not None and (_told_as_noun(token) or _mere_adjective(token)):
        return None
    if filled is None:
        return _must(view, number, token, said, cast, swallowed) if is_verb(token) else None
    frame, p = filled.frame, view.index
    verb = filled.governor if filled.governor is not None else token
    standing = judge(verb)
    if standing.dropped and standing.deontic:
        asked = _must(view, number, verb, said, cast, swallowed)
        if asked is not None:
            return asked
    if frame.has("swallow") and frame.id not in _LATE:
        _swallow(token, filled, swallowed)
    if standing.dropped:
        return None
    actors, recipients, partners = _parties(view, filled, cast, verb)
    if frame.type in _OF_WORDS:
        actors = _speaker_behind(view, verb, said, cast) or actors
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
        recipients = _last_harm(view, filled, actors, before) or recipients
    if not recipients and actors and frame.type in (Plover.ACCUSE, Plover.SUPPORT):
        recipients = _doers_of_that(view, filled, actors, before)
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
    if len(actors) > 1 and not recipients and frame.type in _RECIPROCAL and _each_other(token):
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


_OF_WORDS = frozenset({Plover.ACCUSE, Plover.REQUEST})


def _speaker_behind(view: Paragraph, verb: Any, said: Sequence[Said], cast: Cast) -> tuple[str, ...]:
    """`Tokyo said that missiles had come down, lodged a protest and called it grave`: the parser joins the later
    verbs to the inner one, but acts of words are the speaker's.
    """
    t = verb
    if t.dep_ != "conj" or child(t, "nsubj", "nsubjpass") is not None or passive(t):
        return _NONE
    for _ in range(4):
        t = t.head
        if t.dep_ != "conj":
            break
    if t.dep_ != "ccomp" or not is_verb(t.head) or t.head.i > t.i or t.head.lemma_.lower() not in SPEECH:
        return _NONE
    return next((s.ids for s in said if s.verb is not None and s.verb.i == t.head.i), _NONE)


def _mere_adjective(verb: Any) -> bool:
    """`besieged Gaza`, `the occupied territories` describe; they tell of no act."""
    return verb.dep_ == "amod" and not misread(verb) and verb.i < verb.head.i


def _told_as_noun(verb: Any) -> bool:
    """`killed by Syrian shelling`: a noun of action that the parser takes for a participle."""
    return (
        verb.dep_ == "pcomp"
        and verb.head.dep_ in ("agent", "prep")
        and verb.head.lower_ == "by"
        and any(c.dep_ in ("amod", "compound", "nsubj") and c.i < verb.i for c in verb.children)
    )


_RECIPROCAL = MUTUAL_TYPES | {Plover.ACCUSE, Plover.THREATEN, Plover.ASSAULT, Plover.SANCTION}


_HEADS = frozenset("government cabinet premier king emperor parliament".split())


def _qualified(noun: Any) -> bool:
    return any(c.dep_ in ("poss", "amod", "compound", "prep", "appos") for c in noun.children)


def _each_other(token: Any) -> bool:
    """`promised not to attack each other`."""
    return any(
        (t.lower_, t.nbor(-1).lower_) in (("other", "each"), ("another", "one")) for t in token.subtree if t.i
    )


def _parties(
    view: Paragraph, filled: Filled, cast: Cast, verb: Any
) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    frame, p = filled.frame, view.index
    subject = grammatical_subject(verb) if filled.governor == filled.trigger else logical_subject(verb)
    actors = doers(cast, p, subject)
    if not actors and subject is not None:
        actors = titled(view, subject, cast)
    if not actors and subject is not None and subject.lemma_.lower() in _HEADS and not _qualified(subject):
        actors = cast.of_the_state_spoken_of(p, subject)
    if frame.type is Plover.REQUEST and filled.trigger.dep_ in ("advcl", "acl", "conj"):
        asked = _written_to(cast, p, filled.trigger.head)
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


def _written_to(cast: Cast, p: int, verb: Any) -> tuple[str, ...]:
    """`wrote to the Security Council asking for a meeting`."""
    if not is_verb(verb) or verb.lemma_ not in (
        "write",
        "cable",
        "telegraph",
        "wire",
        "turn",
        "appeal",
        "go",
    ):
        return _NONE
    return lookup(cast, p, ("to", "object"), verb, (), _NONE, places=False)


def _doers_of_that(
    view: Paragraph, filled: Filled, actors: tuple[str, ...], before: Sequence[Found]
) -> tuple[str, ...]:
    """`condemned the launches`: those who did what was told just before."""
    for o in filled.objects:
        if o.lower_ in ("it", "this", "that", "them"):
            found = _last_harm(view, filled, actors, before)
            if found:
                return found
            continue
        if not any(c.dep_ == "det" and c.lower_ in ("the", "this", "these", "that") for c in o.children):
            continue
        stem = o.lemma_.lower()[:5]
        near = [act for act in reversed(before) if view.index - act.paragraph <= 3]
        same = [act for act in near if act.trigger.lemma_.lower()[:4] == stem[:4] and act.type in _DEEDS]
        for act in [*same, *near]:
            words_ = {act.trigger.lemma_.lower()[:5], *(w[:5].lower() for w in (act.item or "").split())}
            harm = o.lemma_.lower() in ACT_NOUNS and act.type in _DEEDS
            harm = harm or act in same
            bond = (
                o.lemma_.lower() in PACT_NOUNS
                and act.type in (Plover.AGREE, Plover.SUPPORT)
                and len(act.actors) > 1
            )
            if stem in words_ or harm or bond:
                found = tuple(i for i in act.actors if i not in actors)
                if found:
                    return found
    return _NONE


_DEEDS = frozenset({Plover.ASSAULT, Plover.COERCE, Plover.MOBILIZE})


def _last_harm(
    view: Paragraph, filled: Filled, actors: tuple[str, ...], before: Sequence[Found]
) -> tuple[str, ...]:
    """`and called it an act of war`: whoever did the harm told in the same breath."""
    if filled.frame.id != "call-names":
        return _NONE
    for act in reversed(before):
        if act.paragraph != view.index:
            break
        if act.type in HOSTILE_TYPES | {Plover.MOBILIZE} and act.actors and not set(act.actors) & set(actors):
            return act.actors
    return _NONE


ACT_NOUNS = frozenset(
    "attack strike invasion launch test move action decision assault bombing raid incursion aggression "
    "killing step  operation violence offensive arrest seizure ban sanction expulsion deployment drill "
    "exercise blockade landing incident launch landing shelling bombing intrusion crossing overflight seizure "
    "annexation detention".split()
)


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


def _must(
    view: Paragraph, number: int, verb: Any, said: Sequence[Said], cast: Cast, swallowed: set[int]
) -> Found | None:
    """A demand put as a duty of another state."""
    aux = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    if any(c.dep_ == "neg" for c in verb.children) and "must" not in aux:
        return None
    if "must" not in aux and not (verb.lemma_ in ("have", "need") and child(verb, "xcomp") is not None):
        return None
    statement = innermost(said, verb.idx)
    if statement is None or not statement.ids or statement.verb is None or verb.dep_ not in ("ccomp", "ROOT"):
        return None
    subject = grammatical_subject(verb)
    asked = (
        tuple(i for i in cast.refs(view.index, subject) if i not in statement.ids)
        if subject is not None
        else _NONE
    )
    if (
        not asked
        and subject is not None
        and statement.verb is not None
        and subject.tag_ not in ("PRP", "WDT")
    ):
        asked = cast.refs(view.index, subject) if subject.pos_ in ("PROPN", "NOUN") else _NONE
    if not asked:
        return None
    swallowed.update(t.i for t in verb.subtree)
    span = (
        view.span(min(phrase(subject)[0], verb.i), verb.i)
        if subject is not None
        else view.span(verb.i, verb.i)
    )
    return Found(
        Plover.REQUEST,
        None,
        view.index,
        number,
        verb,
        statement.ids,
        asked,
        Modality.ASSERTED,
        span,
        Judgement(),
        statement,
        tokens={verb.i},
    )
