"""Joining and leaving alliances, resolutions of the Council broken, guarantees given."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from foedus.model.norm import Kind
from foedus.model.reading import Modality
from foedus.read.cast import Cast
from foedus.read.modality import judge
from foedus.read.pacts import ALLIANCES, trigger_of
from foedus.read.pipeline import Paragraph
from foedus.read.promise import Ids, Promise
from foedus.read.roles import role_ids
from foedus.read.syntax import children, grammatical_subject, logical_subject, phrase


def membership(view: Paragraph, verb: Any, cast: Cast) -> Promise | None:
    lemma = verb.lemma_.lower()
    if lemma not in (
        "join",
        "accede",
        "leave",
        "quit",
        "withdraw",
        "suspend",
        "admit",
        "exit",
        "adhere",
        "become",
    ):
        return None
    p = view.index
    objects = children(verb, "dobj") + [
        o
        for prep in children(verb, "prep")
        if prep.lower_ in ("to", "from", "into")
        for o in children(prep, "pobj")
    ]
    if lemma == "become":
        objects = (
            [
                o
                for a in children(verb, "attr")
                for prep in children(a, "prep")
                if prep.lower_ == "of"
                for o in children(prep, "pobj")
            ]
            if any(a.lemma_ == "member" for a in children(verb, "attr"))
            else []
        )
    inside = ("participation", "membership", "place", "seat")
    objects += [
        inner
        for o in objects
        if o.lemma_.lower() in inside
        for prep in children(o, "prep")
        for inner in children(prep, "pobj")
    ]
    for o in objects:
        body = (
            next((i for i in (cast.tables[p][o.i].id,) if i in ALLIANCES), None)
            if o.i in cast.tables[p]
            else None
        )
        if body is None:
            body = (
                next((i for i in cast.modifiers(p, o) if i in ALLIANCES), None)
                if o.lemma_.lower()
                in ("alliance", "membership", "pact", "treaty", "participation", "bloc", "union")
                else None
            )
        if body is None:
            continue
        subject = logical_subject(verb) or grammatical_subject(verb)
        states = tuple(i for i in cast.refs(p, subject) if i != body) if subject is not None else ()
        if lemma == "admit":
            states = (
                tuple(i for i in cast.refs(p, grammatical_subject(verb)) if i != body)
                if grammatical_subject(verb) is not None
                else ()
            )
        standing = judge(verb)
        if not states or standing.dropped:
            return None
        act = (
            "joined"
            if lemma in ("join", "accede", "admit", "adhere", "become")
            else "suspended"
            if lemma == "suspend"
            else "ended"
        )
        if standing.modality is not Modality.ASSERTED and standing.modality is not Modality.NEGATED:
            act = "proposed"
        last = o.right_edge.i if o.right_edge.i - verb.i < 15 else o.i
        first = phrase(subject)[0] if subject is not None and 0 < verb.i - subject.i < 25 else verb.i
        return Promise(
            Kind(ALLIANCES[body]),
            states,
            (*states, body),
            True,
            view.span(first, last),
            act,
            "armed-attack" if ALLIANCES[body] == "must-assist" else None,
            None,
            view.doc[o.left_edge.i : o.i + 1].text.removeprefix("the "),
            standing.modality is Modality.NEGATED,
            standing.modality if act != "proposed" else Modality.ASSERTED,
            paragraph=p,
        )
    return None


_RESOLUTIONS = re.compile(
    r"\b(?:(?:U\.?N\.?|United Nations)(?: Security Council)?|"
    r"Security Council)(?:[’']s)? (?:resolutions?|sanctions?|embargo)|"
    r"resolutions? of the (?:U\.?N\.? |United Nations )?Security Council|"
    r"Security Council Resolution",
    re.IGNORECASE,
)


def resolutions_broken(view: Paragraph, verb: Any, cast: Cast, before: Sequence[Promise]) -> Promise | None:
    """Conduct said to violate resolutions of the Security Council: the must-not that they put on the one who acts."""
    if verb.lemma_.lower() not in (
        "violate",
        "breach",
        "contravene",
        "flout",
        "break",
        "defy",
        "undermine",
        "evade",
        "infringe",
        "circumvent",
        "dismiss",
        "implement",
    ):
        return None
    tail = view.doc[verb.i : min(len(view.doc), verb.right_edge.i + 1)]
    match = _RESOLUTIONS.search(tail.text)
    if match is None or verb.lemma_.lower() == "implement" or any(c.dep_ == "neg" for c in verb.children):
        return None
    subject = logical_subject(verb)
    bound: Ids = ()
    if subject is not None:
        bound = cast.refs(view.index, subject) or tuple(
            i
            for t in subject.subtree
            for i in (cast.refs(view.index, t, alone=True) if t.pos_ in ("PROPN", "NOUN") else ())
        )
    bound = tuple(i for i in dict.fromkeys(bound) if i not in ("UNSC", "UN"))
    if not bound:
        bound = next(
            (p.parties for p in reversed(before) if view.index - p.paragraph <= 10 and len(p.parties) > 1), ()
        )
    elif len(bound) == 1:
        pair = next(
            (
                p.parties
                for p in reversed(before)
                if bound[0] in p.parties and len(p.parties) == 2 and view.index - p.paragraph <= 12
            ),
            (),
        )
        bound = pair or bound
    last = next((t.i for t in tail if t.idx - view.doc[verb.i].idx >= match.end() - 1), verb.right_edge.i)
    standing = judge(verb)
    return Promise(
        Kind.MUST_NOT_TRANSFER,
        bound,
        ("UNSC",),
        False,
        view.span(verb.i, min(last, verb.right_edge.i)),
        None,
        None,
        view.doc[verb.i : last + 1].text,
        "UN Security Council resolutions",
        False,
        standing.modality
        if standing.modality in (Modality.NEGATED, Modality.HYPOTHETICAL)
        else Modality.ASSERTED,
        paragraph=view.index,
    )


_ASSETS = frozenset(
    "independence integrity security border borders frontier frontiers sovereignty neutrality "
    "territory inviolability safety existence".split()
)


def guarantee(view: Paragraph, verb: Any, cast: Cast) -> Promise | None:
    """`Britain guaranteed Poland's independence`."""
    if verb.lemma_.lower() not in ("guarantee", "guaranty", "underwrite", "safeguard"):
        return None
    subject = logical_subject(verb)
    makers = cast.refs(view.index, subject) if subject is not None else ()
    for o in children(verb, "dobj"):
        if o.lemma_.lower() in _ASSETS:
            owed = tuple(
                i
                for i in (cast.modifiers(view.index, o) or role_ids(cast, view.index, "of", o, (), False))
                if i not in makers
            )
            standing = judge(verb)
            if makers and owed and not standing.dropped:
                act = "proposed" if standing.future else "announced"
                return Promise(
                    Kind.MUST_ASSIST,
                    makers,
                    owed,
                    False,
                    view.span(verb.left_edge.i, min(verb.right_edge.i, verb.i + 25)),
                    act,
                    trigger_of(verb.sent.text),
                    None,
                    None,
                    standing.modality is Modality.NEGATED,
                    standing.modality if not standing.future else Modality.ASSERTED,
                    paragraph=view.index,
                )
    return None
