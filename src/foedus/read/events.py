"""Verb and noun frames → PLOVER events, one an act, with actor, recipient, modality and who says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from foedus.model.reading import Modality, Plover
from foedus.read.acts import GIVING_TYPES, HOSTILE_TYPES, MUTUAL_TYPES, Found
from foedus.read.attribution import Said
from foedus.read.cast import Cast
from foedus.read.details import measured, words_of
from foedus.read.frames import Frame, Frames
from foedus.read.lexicon import COLLECTIVES, PACT_NOUNS, ROLES, SPEECH, words
from foedus.read.match import Filled, of_adjective, of_noun, of_verb
from foedus.read.modality import Judgement, judge
from foedus.read.pipeline import Paragraph
from foedus.read.roles import complements, lookup, lookup_role, role_ids, where
from foedus.read.syntax import (
    child,
    children,
    domain,
    grammatical_subject,
    is_verb,
    logical_objects,
    logical_subject,
    passive,
    phrase,
    with_conjuncts,
)

_WITHOUT_ACTOR = frozenset({Plover.ASSAULT, Plover.SANCTION, Plover.COERCE, Plover.MOBILIZE, Plover.RETREAT})
_ACTIVE = ("subject",)
_NONE: tuple[str, ...] = ()
_PARTNERS = frozenset({"with", "between", "comp-with", "object", "alongside"})
AT_HOME = words("at_home")
IDEAS = words("ideas")
HOSTILE = words("hostile")
WEAPONS = words("weapons")
TO_SOMEBODY = frozenset({Plover.REQUEST, Plover.ACCUSE, Plover.SUPPORT, Plover.AID})


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
        for token in sentence:
            if token.pos_ not in ("NOUN", "PROPN") or token.i in swallowed or token.i in taken:
                continue
            if sentence.start in dull:
                continue
            act = _nominal(view, number, token, said, cast, table, taken, swallowed)
            if act is not None:
                found.append(act)
    return found


# --- verbs


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
    if filled is None:
        return _must(view, number, token, said, cast, swallowed) if is_verb(token) else None
    frame, p = filled.frame, view.index
    verb = filled.governor if filled.governor is not None else token
    standing = judge(verb)
    if standing.dropped and standing.deontic:
        asked = _must(view, number, verb, said, cast, swallowed)
        if asked is not None:
            return asked
    if frame.has("swallow"):
        _swallow(token, filled, swallowed)
    if standing.dropped:
        return None
    actors, recipients, partners = _parties(view, filled, cast, verb)
    if (
        frame.mutual == "auto"
        and (partners or not recipients)
        and frame.type in MUTUAL_TYPES | {Plover.ASSAULT, Plover.RETREAT}
    ):
        actors, recipients = _mutual(frame.mutual, actors, recipients)
    if not recipients and frame.has("domestic") and actors and _faces_someone(filled, frame):
        recipients = tuple(a for a in actors if cast.kinds(a) == "state")[:1]
    if not recipients and actors and frame.type in (Plover.ACCUSE, Plover.SUPPORT):
        recipients = _doers_of_that(view, filled, actors, before)
    if not actors and frame.has("people"):
        actors = _there(view, token, cast)
        recipients = recipients or actors
    if not _enough(frame.type, frame.needs, actors, recipients):
        return None
    if not actors and not _anonymous(verb, frame):
        return None
    if frame.has("states-only") and not recipients:
        return None
    taken.update(filled.used)
    found = Found(
        frame.type,
        frame,
        p,
        number,
        token,
        actors,
        recipients,
        Modality.ASSERTED,
        _span(view, verb, filled),
        standing,
        _innermost(said, token.idx),
        mode=frame.mode,
        tokens={token.i, verb.i, *filled.used},
    )
    _details(view, found, filled, cast, verb)
    return _settle(found, cast)


def _parties(
    view: Paragraph, filled: Filled, cast: Cast, verb: Any
) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    frame, p = filled.frame, view.index
    subject = grammatical_subject(verb) if filled.governor == filled.trigger else logical_subject(verb)
    actors = doers(cast, p, subject)
    if frame.has("reverse"):
        givers = lookup(cast, p, frame.recipient, filled.trigger, filled.objects, actors, places=True)
        return givers, actors, False
    objects = filled.objects
    if not objects and filled.trigger.dep_ == "conj" and is_verb(filled.trigger.head):
        objects = (
            tuple(logical_objects(filled.trigger.head))
            if "object" in frame.recipient and not children(filled.trigger, "prep")
            else objects
        )
    roles = frame.recipient
    if frame.id == "agree" and child(filled.trigger, "ccomp") is not None:
        roles = ("with",)  # whom a clause names is no party to the agreement
    recipients, role = lookup_role(
        cast, p, roles, filled.trigger, objects, actors, places=frame.has("places")
    )
    return actors, recipients, role in _PARTNERS


def _doers_of_that(
    view: Paragraph, filled: Filled, actors: tuple[str, ...], before: Sequence[Found]
) -> tuple[str, ...]:
    """`condemned the launches`: those who did what was told just before."""
    for o in filled.objects:
        if not any(c.dep_ == "det" and c.lower_ in ("the", "this", "these", "that") for c in o.children):
            continue
        stem = o.lemma_.lower()[:5]
        for act in reversed(before):
            if view.index - act.paragraph > 3:
                break
            words_ = {act.trigger.lemma_.lower()[:5], *(w[:5].lower() for w in (act.item or "").split())}
            harm = o.lemma_.lower() in ACT_NOUNS and act.type in HOSTILE_TYPES | {Plover.MOBILIZE}
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


ACT_NOUNS = frozenset(
    "attack strike invasion launch test move action decision assault bombing raid incursion aggression "
    "killing step  operation violence offensive arrest seizure ban sanction expulsion deployment drill "
    "exercise blockade".split()
)


def doers(cast: Cast, p: int, subject: Any | None) -> tuple[str, ...]:
    """Who acts: people and bodies; of a thing only whose it is (`Russian shelling killed`), of an idea nobody."""
    if subject is None:
        return _NONE
    if subject.pos_ == "NOUN" and subject.i not in cast.tables[p]:
        lemma = subject.lemma_.lower()
        if lemma in IDEAS:
            return _NONE
        if (
            lemma not in COLLECTIVES
            and lemma not in ROLES
            and child(subject, "nummod") is None
            and subject.tag_ == "NN"
        ):
            return cast.modifiers(p, subject) or (
                cast.refs(p, subject) if lemma in ("side", "neither", "both") else _NONE
            )
    return cast.refs(p, subject)


def _mutual(
    kind: str | None, actors: tuple[str, ...], recipients: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Mutual acts have all parties as actors and as recipients."""
    both = tuple(dict.fromkeys((*actors, *recipients)))
    if kind == "always" or (len(actors) > 1 and not recipients) or (actors and recipients):
        return (both, both) if len(both) > 1 else (actors, recipients)
    return actors, recipients


def _faces_someone(filled: Filled, frame: Frame) -> bool:
    """An act at home: its object is people or things of one's own country (`jailed opposition members`)."""
    if frame.has("people") or frame.id == "resign":
        return True
    below = [t for o in filled.objects for t in (o, *o.subtree)] or list(domain(filled.trigger))
    return any(t.lemma_.lower() in AT_HOME or t.lower_ in AT_HOME for t in below[:40])


def _there(view: Paragraph, token: Any, cast: Cast) -> tuple[str, ...]:
    for t in domain(token, into_complements=False):
        if t.dep_ == "prep" and t.lower_ in ("in", "at", "across", "outside"):
            for o in children(t, "pobj"):
                found = cast.place(view.index, o)
                if found:
                    return found
    return _NONE


def _enough(type_: Plover, needs: str | None, actors: tuple[str, ...], recipients: tuple[str, ...]) -> bool:
    if needs == "two":
        return bool(actors) and bool(recipients)
    if actors:
        return bool(recipients) or type_ not in TO_SOMEBODY
    return bool(recipients) and type_ in _WITHOUT_ACTOR


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


# --- `X said that Y must …`


def _must(
    view: Paragraph, number: int, verb: Any, said: Sequence[Said], cast: Cast, swallowed: set[int]
) -> Found | None:
    """A demand put as a duty of another state."""
    aux = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    if any(c.dep_ == "neg" for c in verb.children) and "must" not in aux:
        return None
    if "must" not in aux and not (verb.lemma_ in ("have", "need") and child(verb, "xcomp") is not None):
        return None
    statement = _innermost(said, verb.idx)
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


# --- nouns


def _nominal(
    view: Paragraph,
    number: int,
    noun: Any,
    said: Sequence[Said],
    cast: Cast,
    table: Frames,
    taken: set[int],
    swallowed: set[int],
) -> Found | None:
    for filled in of_noun(noun, table):
        act = _noun_act(view, number, noun, filled, said, cast)
        if act is not None:
            taken.add(noun.i)
            if filled.frame.has("swallow"):
                swallowed.update(t.i for t in noun.subtree)
            return act
    return None


def _noun_act(
    view: Paragraph, number: int, noun: Any, filled: Filled, said: Sequence[Said], cast: Cast
) -> Found | None:
    frame, p, governor = filled.frame, view.index, filled.governor
    standing = judge(governor) if governor is not None else judge(noun)
    if standing.dropped:
        return None
    if governor is None and frame.standalone is None:
        return None
    own = _first(cast, p, frame.actor, noun)
    by_subject = doers(cast, p, logical_subject(governor)) if governor is not None else _NONE
    actors = by_subject or own
    recipients = lookup(cast, p, frame.recipient, noun, (), actors, places=True)
    if not recipients and governor is not None:
        recipients = lookup(cast, p, frame.recipient, governor, (), actors, places=frame.has("places"))
    if frame.mutual == "always":
        actors, recipients = _mutual("always", actors or own, recipients)
    if frame.has("people") and not actors:
        actors = _there(view, governor if governor is not None else noun, cast)
    if not recipients and frame.has("domestic") and actors:
        recipients = actors
    if not _enough(frame.type, frame.needs, actors, recipients):
        return None
    if governor is None and not _stands(frame, noun, actors, recipients):
        return None
    found = Found(
        frame.type,
        frame,
        p,
        number,
        noun,
        actors,
        recipients,
        Modality.ASSERTED,
        _span(view, governor if governor is not None else noun, filled),
        standing,
        _innermost(said, noun.idx),
        nominal=governor is None,
        mode=frame.mode,
        tokens={noun.i} | ({governor.i} if governor is not None else set()),
    )
    _details(view, found, filled, cast, noun)
    return _settle(found, cast)


def _first(cast: Cast, p: int, roles: Iterable[str], noun: Any) -> tuple[str, ...]:
    for role in roles:
        found = role_ids(cast, p, role, noun, (), False)
        if role in {"adjective", "poss"}:
            found = found[:4]
        if found:
            return found
    return _NONE


def _stands(frame: Frame, noun: Any, actors: tuple[str, ...], recipients: tuple[str, ...]) -> bool:
    """Whether a noun alone, with no verb that carries it, tells of an act."""
    if not frame.recipient:
        return bool(actors) and any(c.dep_ in ("poss", "amod") for c in noun.children)
    return bool(actors) and bool(recipients)


# --- shared


def _innermost(said: Sequence[Said], at: int) -> Said | None:
    inside = [s for s in said if s.holds(at)]
    return min(inside, key=lambda s: s.content[1] - s.content[0]) if inside else None


def _span(view: Paragraph, head: Any, filled: Filled) -> tuple[int, int]:
    """From the subject to the end of what belongs to the act, asides left out."""
    tokens = [head.i, filled.trigger.i]
    subject = child(head, "nsubj", "nsubjpass")
    if subject is not None:
        tokens += phrase(subject)
    for root in {head, filled.trigger}:
        for c in root.children:
            if c.dep_ in (
                "dobj",
                "dative",
                "agent",
                "prt",
                "attr",
                "xcomp",
                "pobj",
                "poss",
                "amod",
                "compound",
                "det",
                "aux",
                "neg",
                "oprd",
            ):
                tokens += (c.left_edge.i, phrase(c)[1] if c.dep_ != "xcomp" else c.right_edge.i)
            elif c.dep_ == "prep" and c.i > root.i:
                tokens += (c.i, c.right_edge.i)
            elif c.dep_ == "ccomp" and c.i > root.i and filled.frame.has("swallow"):
                tokens += (c.left_edge.i, c.right_edge.i)
    first, last = min(tokens), max(tokens)
    first = max(first, head.i - 60)
    return view.span(first, min(last, head.i + 80))


def _details(view: Paragraph, found: Found, filled: Filled, cast: Cast, trigger: Any) -> None:
    place, _, tokens = where(cast, view.index, filled.trigger, filled.objects)
    if place is not None and tokens is not None:
        found.place = place
        found.place_text = view.doc[tokens[0] : tokens[1] + 1].text[:80]
    frame = filled.frame
    if frame.item:
        hits = [view.doc[i] for i in sorted(filled.used)] or [o for o in filled.objects if o.pos_ == "NOUN"]
        if frame.item == "with":
            hits = [
                o
                for prep in children(filled.trigger, "prep")
                if prep.lower_ == "with"
                for o in children(prep, "pobj")
            ]
        if hits:
            found.item = words_of(hits[0])
            found.quantity, found.unit = measured(hits[0])
            found.tokens.update(t.i for t in with_conjuncts(hits[0]))


def _settle(found: Found, cast: Cast) -> Found | None:
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
    if said is not None and not own:
        if found.modality is Modality.ASSERTED or (
            found.modality is Modality.THREATENED and found.type is not Plover.THREATEN
        ):
            found.modality = Modality.ALLEGED
        if found.modality is Modality.ALLEGED:
            found.alleged_by = tuple(
                i for i in said.ids if i not in found.actors or found.type in HOSTILE_TYPES
            )
            if said.stance == "deny":
                found.alleged_by, found.denied_by = _NONE, said.ids
    elif said is not None and said.stance == "deny":
        found.denied_by, found.modality = said.ids, Modality.ALLEGED
    return found


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
        found.type in MUTUAL_TYPES
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


# --- after all paragraphs


def merged(found: Sequence[Found]) -> list[Found]:
    """One event an act: mentions of the same act in a paragraph, and later bare nouns of it, are one."""
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


__all__ = ["SPEECH", "Found", "events_of", "merged", "replace"]
