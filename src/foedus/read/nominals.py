"""Acts told by a noun: `the shelling of X`, `a visit by Y`, `launched an attack`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from foedus.model.reading import Modality, Plover
from foedus.read.acts import Found
from foedus.read.cast import Cast
from foedus.read.circumstances import crowd
from foedus.read.frames import Frame, Frames
from foedus.read.match import Filled, of_noun
from foedus.read.modality import Judgement, judge
from foedus.read.parties import add_details, doers, enough, innermost, mutual_parties, span_of, those_there
from foedus.read.pipeline import Paragraph
from foedus.read.roles import lookup, role_ids
from foedus.read.said import Said
from foedus.read.settle import settled
from foedus.read.syntax import ancestors, children, is_verb, logical_subject, passive

_NONE: tuple[str, ...] = ()


def nominal(
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
    if frame.has("people") and governor is not None:
        subject = logical_subject(governor)
        if subject is not None and not crowd(subject, cast, p):
            return None
    own = _first(cast, p, frame.actor, noun)
    pronoun = next((c for c in noun.children if c.tag_ == "PRP$"), None)
    if pronoun is not None and frame.type is Plover.ASSAULT:
        own = _owner(cast, p, pronoun, noun)
        if not own:
            return None
    if not own and governor is None and frame.mutual == "always":
        own = _at_it(cast, p, noun)
    by_subject = doers(cast, p, logical_subject(governor)) if governor is not None else _NONE
    actors = by_subject or own
    if governor is not None and governor.lemma_ in _BEAR:
        return _borne(view, number, noun, filled, said, cast, by_subject, own, standing)
    recipients = lookup(cast, p, frame.recipient, noun, (), actors, places=True)
    if not recipients and governor is not None:
        recipients = lookup(cast, p, frame.recipient, governor, (), actors, places=frame.has("places"))
    if not recipients and frame.type is Plover.ASSAULT:
        recipients = tuple(i for i in _on_verb(cast, p, noun, ("on", "against", "into")) if i not in actors)
    if frame.mutual == "always":
        actors, recipients = mutual_parties("always", actors or own, recipients)
    if frame.has("people") and not actors:
        actors = those_there(view, governor if governor is not None else noun, cast)
    if not recipients and frame.has("domestic") and actors:
        recipients = actors
    if not enough(frame, actors, recipients):
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
        span_of(view, governor if governor is not None else noun, filled),
        standing,
        innermost(said, noun.idx),
        nominal=governor is None,
        mode=frame.mode,
        tokens={noun.i} | ({governor.i} if governor is not None else set()),
    )
    add_details(view, found, filled, cast, noun)
    return settled(found, cast)


_BEAR = frozenset("suffer endure withstand repel repulse survive face".split())


def _borne(
    view: Paragraph,
    number: int,
    noun: Any,
    filled: Filled,
    said: Sequence[Said],
    cast: Cast,
    victims: tuple[str, ...],
    doers_: tuple[str, ...],
    standing: Judgement,
) -> Found | None:
    """`X suffered an attack by Y`, `X repelled a Y raid`: the subject is whom it befell."""
    doers_ = tuple(i for i in doers_ if i not in victims)
    if not victims or not doers_ or filled.frame.type is not Plover.ASSAULT:
        return None
    governor = filled.governor
    found = Found(
        filled.frame.type,
        filled.frame,
        view.index,
        number,
        noun,
        doers_,
        victims,
        Modality.ASSERTED,
        span_of(view, governor, filled),
        standing,
        innermost(said, noun.idx),
        mode=filled.frame.mode,
        tokens={noun.i} | ({governor.i} if governor is not None else set()),
    )
    add_details(view, found, filled, cast, noun)
    return settled(found, cast)


def _first(cast: Cast, p: int, roles: Iterable[str], noun: Any) -> tuple[str, ...]:
    for role in roles:
        found = role_ids(cast, p, role, noun, (), False)
        if not found and role == "by":
            found = _on_verb(cast, p, noun, ("by",))
        if role in {"adjective", "poss"}:
            found = found[:4]
        if found:
            return found
    return _NONE


_GIVING = frozenset(
    "send supply provide ship give arm help support aid back deliver sell export equip assist".split()
)


def _owner(cast: Cast, p: int, pronoun: Any, noun: Any) -> tuple[str, ...]:
    """Whose `its war` is, where that is sure: the only state named before it in the sentence, or whoever is
    helped (`drones sent to Russia for its war`); else nobody.
    """
    named: list[tuple[int, str]] = []
    for t in noun.sent:
        if t.i >= pronoun.i:
            break
        if (t.pos_ == "PROPN" and t.dep_ not in ("amod", "compound", "nmod", "poss")) or t.dep_ == "appos":
            named.extend((t.i, i) for i in cast.refs(p, t, alone=True))
    others = [(at, i) for at, i in named if i not in cast.refs(p, noun.head)]
    if len({i for _, i in others}) == 1:
        return (others[0][1],)
    if not others:
        return cast.refs(p, pronoun)
    for t in ancestors(noun):
        if is_verb(t) and t.lemma_.lower() in _GIVING:
            helped = role_ids(cast, p, "iobj", t, (), False) or role_ids(cast, p, "to", t, (), False)
            helped = helped or tuple(
                i for o in children(t, "dobj") if cast.tables[p].get(o.i) for i in cast.refs(p, o)
            )
            return helped[:1] if len(helped) == 1 else _NONE
    return _NONE


def _at_it(cast: Cast, p: int, noun: Any) -> tuple[str, ...]:
    """`After talks with Scholz, Macron said`: one who tells of a meeting in passing was there."""
    prep = noun.head
    if (
        noun.dep_ != "pobj"
        or prep.lower_ not in ("after", "following", "during", "in", "at")
        or not is_verb(prep.head)
    ):
        return _NONE
    subject = logical_subject(prep.head)
    return cast.refs(p, subject) if subject is not None and cast.person(p, subject) is not None else _NONE


def _on_verb(cast: Cast, p: int, noun: Any, words: Sequence[str]) -> tuple[str, ...]:
    """`condemned the launches of missiles by X`, `the strike on X`: the parser hangs `by X` on an active verb."""
    verb = noun.head
    if noun.dep_ != "dobj" or not is_verb(verb) or passive(verb):
        return _NONE
    for prep in children(verb, "prep"):
        if prep.lower_ in words and prep.i > noun.i and prep.i - noun.right_edge.i == 1:
            for o in children(prep, "pobj"):
                found = cast.refs(p, o) or (cast.place(p, o) if prep.lower_ != "by" else _NONE)
                if found:
                    return found
    return _NONE


def _stands(frame: Frame, noun: Any, actors: tuple[str, ...], recipients: tuple[str, ...]) -> bool:
    """Whether a noun alone, with no verb that carries it, tells of an act."""
    if not frame.recipient:
        return bool(actors) and any(
            c.dep_ in ("poss", "amod", "compound") or c.lower_ in ("by", "of") for c in noun.children
        )
    return bool(actors) and bool(recipients)
