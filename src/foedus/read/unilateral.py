"""What one state owes alone: resolutions of the Council that it breaks, guarantees that it gives, its neutrality."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from foedus.model.norm import Kind
from foedus.model.reading import Modality
from foedus.read.cast import Cast
from foedus.read.modality import judge
from foedus.read.pacts import trigger_of
from foedus.read.pipeline import Paragraph
from foedus.read.promise import Ids, Promise
from foedus.read.roles import role_ids
from foedus.read.syntax import children, logical_subject

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


def neutrality(view: Paragraph, verb: Any, cast: Cast) -> Promise | None:
    """`Belgium declared its neutrality`: owed to all, so nobody in particular is the creditor."""
    if verb.lemma_.lower() not in ("declare", "proclaim", "affirm", "announce", "reaffirm", "adopt", "issue"):
        return None
    told = [
        o
        for o in children(verb, "dobj", "nsubjpass")
        if o.lemma_.lower() == "neutrality"
        or (
            o.lemma_.lower() in ("declaration", "proclamation", "law")
            and "neutrality" in {t.lower_ for t in o.subtree}
        )
    ]
    told += [
        a
        for c in children(verb, "oprd", "ccomp", "xcomp")
        for a in (c, *children(c, "acomp"))
        if a.lower_ == "neutral"
    ]
    standing = judge(verb)
    if not told or standing.dropped or standing.future or standing.modality is not Modality.ASSERTED:
        return None
    subject = logical_subject(verb)
    makers = tuple(
        i
        for i in (
            (cast.refs(view.index, subject) if subject is not None else ())
            or cast.modifiers(view.index, told[0])
        )
        if cast.kinds(i) == "state"
    )
    if not makers:
        return None
    return Promise(
        Kind.MUST_NOT_ASSIST_ATTACKER,
        makers,
        (),
        False,
        view.span(verb.left_edge.i if verb.i - verb.left_edge.i < 25 else verb.i, told[0].i),
        "reaffirmed" if verb.lemma_.lower() == "reaffirm" else "announced",
        "unconditional",
        None,
        None,
        paragraph=view.index,
    )
