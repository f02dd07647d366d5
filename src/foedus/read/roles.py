"""Where a frame looks for its actor and recipient: around the trigger, in its objects, prepositions, complements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from foedus.read.cast import Cast
from foedus.read.syntax import SUBJECTS, child, children, domain, is_verb, with_conjuncts

Ids = tuple[str, ...]
_NONE: Ids = ()
_AWAY = frozenset(
    "after before since during despite amid until following according except like unlike "
    "besides while than as because".split()
)
_LOCAL = frozenset("in at near on off around along".split())
_PLACED = frozenset(
    "in at near on off around along to into from for toward towards over against of with between".split()
)


def lookup(
    cast: Cast,
    p: int,
    roles: Sequence[str],
    trigger: Any,
    objects: Sequence[Any],
    actors: Ids,
    *,
    places: bool,
) -> Ids:
    """The first role that yields somebody other than the actor."""
    return lookup_role(cast, p, roles, trigger, objects, actors, places=places)[0]


def lookup_role(
    cast: Cast,
    p: int,
    roles: Sequence[str],
    trigger: Any,
    objects: Sequence[Any],
    actors: Ids,
    *,
    places: bool,
) -> tuple[Ids, str | None]:
    """As `lookup`, with the role that it was."""
    for role in roles:
        found = tuple(i for i in role_ids(cast, p, role, trigger, objects, places) if i not in actors)
        if found:
            return found[:12], role
    return _NONE, None


def role_ids(cast: Cast, p: int, role: str, trigger: Any, objects: Sequence[Any], places: bool) -> Ids:
    if role == "object":
        return _all(cast.refs(p, o) or (_place(cast, p, o) if places else _NONE) for o in objects)
    if role == "objmod":
        return _all(_below(cast, p, o, places) for o in objects)
    if role == "objposs":
        return _all(cast.modifiers(p, o) or _of_whom(cast, p, o) for o in objects)
    if role == "iobj":
        given = _before_number(cast, p, objects)
        if given:
            return given
        return _all(cast.refs(p, o) for o in children(trigger, "dative") if o.pos_ != "ADP") or _all(
            cast.refs(p, o) for d in children(trigger, "dative") for o in children(d, "pobj")
        )
    if role == "any":
        return _any(cast, p, trigger)
    if role in ("poss", "adjective"):
        return cast.modifiers(p, trigger)
    if role == "between":
        return _prepositions(cast, p, ("between", "among"), trigger, objects, False)
    if role.startswith("comp-"):
        return _complement(cast, p, role.removeprefix("comp-"), trigger)
    return _prepositions(
        cast, p, (role,), trigger, objects, places or role in ("to", "into", "from", "near", "along")
    )


def _before_number(cast: Cast, p: int, objects: Sequence[Any]) -> Ids:
    """`sending Moscow 152 mm shells`: a capital that the parser joins to the ware is the receiver."""
    return tuple(
        mention.id
        for o in objects
        for c in children(o, "nmod", "compound", "npadvmod", "dative")
        if (mention := cast.tables[p].get(c.i)) is not None
        and (mention.actor or mention.kind in ("capital", "metonym"))
        and c.i + 1 < len(c.doc)
        and c.nbor(1).tag_ in ("CD", "DT")
    )[:1]


def _of_whom(cast: Cast, p: int, noun: Any) -> Ids:
    """`the withdrawal of Israeli troops`, `an end to Russian raids`: whose act is asked for."""
    for prep in children(noun, "prep"):
        if prep.lower_ in ("of", "by", "to", "with"):
            for o in children(prep, "pobj"):
                found = cast.refs(p, o)
                if found:
                    return found
    return _NONE


def _all(found: Iterator[Ids] | Any) -> Ids:
    out: list[str] = []
    for ids in found:
        out.extend(i for i in ids if i not in out)
    return tuple(out)


def _below(cast: Cast, p: int, noun: Any, places: bool) -> Ids:
    """States named in what hangs on an object: modifiers first, then its prepositional phrases."""
    found = cast.modifiers(p, noun)
    if found:
        return found
    for other in children(noun, "conj"):
        found = cast.modifiers(p, other)
        if found:
            return found
    for t in domain(noun):
        if _in_relative(t, noun):
            continue
        if t.dep_ == "pobj" and t.head.lower_ in _LOCAL and t.head.head.tag_ == "VBN":
            continue  # `34 people killed in X`: X is where, not who
        if t.lemma_.lower() in ("border", "frontier", "coast") and t.head.lower_ in (
            "on",
            "near",
            "along",
            "at",
        ):
            continue
        if t.dep_ == "pobj" and t.head.lower_ not in _AWAY:
            ids = cast.refs(p, t) or (
                _place(cast, p, t)
                if places or (t.head.lower_ in ("with", "in", "on", "against") and t.head.head == noun)
                else _NONE
            )
            if ids:
                return ids
        if t.dep_ in ("appos", "dobj", "nsubj"):
            ids = cast.refs(p, t)
            if ids:
                return ids
    return _NONE


def _in_relative(token: Any, noun: Any) -> bool:
    """`a bloc from which X is absent`: X is somewhere else."""
    t = token
    for _ in range(8):
        if t in (noun, t.head):
            return False
        if t.dep_ == "relcl":
            return any(c.tag_ in ("WDT", "WP") and c.dep_ not in ("nsubj", "nsubjpass") for c in t.subtree)
        t = t.head
    return False


def _prepositions(
    cast: Cast, p: int, names: Sequence[str], trigger: Any, objects: Sequence[Any], places: bool
) -> Ids:
    roots = [trigger, *objects]
    if trigger.dep_ == "conj" and is_verb(trigger):
        roots.append(trigger)
    for root in roots:
        for t in (root, *domain(root, into_complements=False)):
            if root not in (t.head, t) and t.dep_ in SUBJECTS:
                continue
            if t.dep_ in ("prep", "dative", "agent", "prt") and t.lower_ in names and t != root:
                if _elsewhere(t, root):
                    continue
                ids = _all(
                    cast.refs(p, o) or (_place(cast, p, o) if places else _NONE)
                    for o in children(t, "pobj", "pcomp")
                )
                if ids:
                    return ids
                deeper = _all(_below(cast, p, o, places) for o in children(t, "pobj"))
                if deeper:
                    return deeper
    return _NONE


def _elsewhere(token: Any, root: Any) -> bool:
    """`fired missiles during exercises near China`: what hangs below a circumstance belongs to it."""
    t = token.head
    for _ in range(8):
        if t in (root, t.head):
            return False
        if t.dep_ == "prep" and t.lower_ in _AWAY:
            return True
        t = t.head
    return False


def complements(trigger: Any) -> list[Any]:
    """Verbs of the complement: `agreed to hold`, `accused X of killing`, `an offer to mediate`."""
    found = [c for c in trigger.children if c.dep_ in ("xcomp", "ccomp", "acl") and is_verb(c)]
    if any(c.dep_ == "advcl" and c.tag_ == "VB" for c in trigger.children):
        found += [c for c in trigger.children if c.dep_ == "advcl" and c.tag_ == "VB"]
    for prep in children(trigger, "prep"):
        found += [c for c in prep.children if c.dep_ == "pcomp" and is_verb(c)]
    for adjective in children(trigger, "acomp"):
        found += [c for c in adjective.children if c.dep_ in ("xcomp", "ccomp") and is_verb(c)]
    for noun in children(trigger, "dobj", "attr"):
        found += [c for c in noun.children if c.dep_ in ("acl", "ccomp") and is_verb(c)]
        for prep in children(noun, "prep"):
            found += [c for c in prep.children if c.dep_ == "pcomp" and is_verb(c)]
    out: list[Any] = []
    for c in found[:4]:
        out.extend(v for v in with_conjuncts(c) if is_verb(v))
        out.extend(v for v in c.children if v.dep_ == "xcomp" and is_verb(v))
    return out[:8]


def _complement(cast: Cast, p: int, what: str, trigger: Any) -> Ids:
    for verb in complements(trigger):
        if what == "subject":
            own = child(verb, "nsubj", "nsubjpass")
            ids = cast.refs(p, own) if own is not None else _NONE
        elif what == "object":
            objects = children(verb, "dobj", "dative", "attr")
            ids = _all(cast.refs(p, o) for o in objects) or _all(_below(cast, p, o, False) for o in objects)
        else:
            objects = children(verb, "dobj", "attr")
            ids = _prepositions(cast, p, (what, *_LIKE.get(what, ())), verb, objects, True)
        if ids:
            return ids
    return _NONE


_LIKE = {
    "with": ("between", "alongside", "beside"),
    "toward": ("towards", "over", "at", "into", "near"),
    "on": ("upon", "over"),
    "to": ("into",),
}


def _any(cast: Cast, p: int, trigger: Any) -> Ids:
    """Whoever is named below the trigger, nearest first; places and asides left out."""
    for t in domain(trigger):
        if t.pos_ not in ("NOUN", "PROPN", "ADJ", "PRON") or (t.dep_ in SUBJECTS and t.head == trigger):
            continue
        if _aside(t, trigger):
            continue
        ids = cast.refs(p, t)
        if ids:
            return ids
    return _NONE


def _aside(token: Any, trigger: Any) -> bool:
    t = token
    for _ in range(10):
        if t == trigger:
            return False
        if t.lower_ in _AWAY and t.dep_ in ("prep", "mark", "agent"):
            return True
        if t.dep_ == "prep" and t.lower_ in ("in", "at", "by", "under") and t.head == trigger:
            return True
        if t.dep_ in ("advcl", "relcl", "parataxis") and t != token:
            return t.dep_ != "advcl" or t.tag_ not in ("VB", "VBG")
        t = t.head
    return False


def _place(cast: Cast, p: int, token: Any) -> Ids:
    """The state of a place name: `invaded Kuwait`, `in Kursk`."""
    return _all(cast.place(p, t) for t in with_conjuncts(token))


def where(
    cast: Cast, p: int, trigger: Any, objects: Sequence[Any]
) -> tuple[str | None, str | None, tuple[int, int] | None]:
    """State id, words and token span of where it happened."""
    for root in (trigger, *objects):
        for t in domain(root, into_complements=False):
            if t.dep_ == "prep" and t.lower_ in _LOCAL:
                for o in children(t, "pobj"):
                    ids = cast.place(p, o)
                    if ids:
                        span = cast.place_span(p, o)
                        return ids[0], None, span
    return None, None, None
