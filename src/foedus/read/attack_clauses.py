"""Duties told by their case: `an attack on one is an attack on all`, `under the treaty, if either is attacked, …`."""

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
from foedus.read.promise import Ids, Promise, article_named, quote_in
from foedus.read.promises import MUTUAL, condition, duties
from foedus.read.syntax import child, children, is_verb, logical_subject


def trigger_when(kind: Kind, clause: str) -> str | None:
    if kind in (Kind.MUST_ASSIST, Kind.MUST_CONSULT, Kind.MAY_ASSIST):
        return trigger_of(condition(clause) or "")
    return "unconditional"


_ON_ONE = re.compile(
    r"\b(?:an?y? (?:armed )?attack|aggression|attacks?) (?:on|against|upon) "
    r"(?:the (?:sovereignty|territory|integrity)(?: and [\w ]{4,30})? of )?"
    r"(?:any |either )?(?:one|any|either|a member|one or more)\b[^.;]{0,90}"
    r"\b(?:is|be|are|constitutes?|considered|regarded|deemed|treated)\b[^.;]{0,40}\b(?:all|"
    r"both|every|other|others|them|each)\b",
    re.IGNORECASE,
)


def attack_on_one(view: Paragraph, sentence: Any, before: Sequence[Promise]) -> Promise | None:
    """`An attack on one is an attack on all`, of the alliance spoken of."""
    match = _ON_ONE.search(sentence.text)
    if match is None:
        return None
    parties = next(
        (
            q.parties
            for q in reversed(before)
            if view.index - q.paragraph <= 8
            and len(q.parties) > 1
            and (q.kind is Kind.MUST_ASSIST or q.vague)
        ),
        (),
    )
    if not parties:
        return None
    span = view.span(sentence.start, sentence.end - 1)
    return Promise(
        Kind.MUST_ASSIST,
        parties,
        parties,
        True,
        span,
        None,
        "armed-attack",
        match.group(),
        article=article_named(sentence.text),
        clause=True,
        paragraph=view.index,
    )


_REGARDING = frozenset("regard treat consider view deem see".split())


def as_threat(view: Paragraph, sentence: Any, cast: Cast) -> Promise | None:
    """`An attack on X will be regarded as a threat to the security of Y`: Y binds itself to X."""
    for verb in sentence:
        if not is_verb(verb) or verb.lemma_.lower() not in (
            "regard",
            "treat",
            "consider",
            "view",
            "deem",
            "see",
        ):
            continue
        struck = child(verb, "nsubjpass")
        if struck is None or struck.lemma_.lower() not in ("attack", "aggression", "assault", "threat"):
            continue
        owed = _all_after(view, struck, cast, ("on", "against", "upon", "to"))
        owner: Ids = ()
        for prep in children(verb, "prep"):
            for o in prep.children:
                if prep.lower_ == "as" and o.lemma_.lower() in ("threat", "attack", "danger", "aggression"):
                    owner = tuple(
                        i for t in o.subtree for i in cast.refs(view.index, t, alone=True) if i not in owed
                    )
        if owed and owner and judge(verb).modality is not Modality.NEGATED:
            makers = tuple(dict.fromkeys(owner))
            return Promise(
                Kind.MUST_ASSIST,
                makers,
                owed,
                False,
                view.span(sentence.start, sentence.end - 1),
                "announced",
                "armed-attack",
                sentence.text.strip()[:500],
                clause=True,
                paragraph=view.index,
            )
    return None


def _all_after(view: Paragraph, noun: Any, cast: Cast, names: Sequence[str]) -> Ids:
    return tuple(
        i
        for prep in children(noun, "prep")
        if prep.lower_ in names
        for o in prep.children
        for i in (cast.refs(view.index, o) or cast.place(view.index, o))
    )


_UNDER = re.compile(
    r"\b(?:under|by|in|according to) (?:the|this|that|their|its|an?)(?: [\w-]+){0,4} "
    r"(?:treaty|pact|agreement|accord|alliance|deal|convention|order|declaration|act)\b",
    re.IGNORECASE,
)


def under_the_pact(view: Paragraph, sentence: Any, cast: Cast, before: Sequence[Promise]) -> Promise | None:
    """`Under the treaty, if either is attacked, the other must come to its help.`"""
    words = sentence.text
    if not _UNDER.search(words) or not re.search(
        r"\b(?:must|shall|would|will|has to|have to|binds?|bound|undertakes?|pledges?|agrees?|renounces?|promises?)\b",
        words,
    ):
        return None
    kinds = duties(words)
    if not kinds:
        return None
    pact = next((q for q in reversed(before) if view.index - q.paragraph <= 8 and len(q.parties) == 2), None)
    debtors, creditors = (pact.parties, pact.parties) if pact is not None else ((), ())
    shared = re.search(r"\b(?:either|each|the other|both|one another|one party|one side)\b", words)
    if shared is None or pact is None:
        debtors, creditors = _named_sides(view, sentence, cast, kinds[0])
    if not debtors or not creditors:
        return None
    span = view.span(sentence.start, sentence.end - 1)
    quote = quote_in(view, sentence.start, sentence.end - 1)
    return Promise(
        kinds[0],
        debtors,
        creditors,
        debtors == creditors,
        span,
        None,
        trigger_when(kinds[0], words),
        quote or words.strip()[:500],
        article=article_named(words),
        clause=True,
        paragraph=view.index,
    )


def _named_sides(view: Paragraph, sentence: Any, cast: Cast, kind: Kind) -> tuple[Ids, Ids]:
    """Who would do it and for whom, where the clause names them: `the United States will respond to an attack on X`."""
    for verb in sentence:
        if not is_verb(verb) or not any(c.dep_ == "aux" and c.lower_ in _WOULD for c in verb.children):
            continue
        subject = logical_subject(verb)
        makers = cast.refs(view.index, subject) if subject is not None else ()
        makers = tuple(i for i in makers if cast.kinds(i) == "state")
        if not makers or not duties(view.doc[verb.i : verb.right_edge.i + 1].text):
            continue
        if len(makers) > 1 and MUTUAL.search(sentence.text):
            return makers, makers
        owed = beneficiaries(view, verb, cast, makers, kind) or attacked(view, sentence, cast, makers)
        if owed:
            return makers, owed
    return (), ()


def attacked(view: Paragraph, sentence: Any, cast: Cast, makers: Ids) -> Ids:
    """`an attack on X`, `if X is attacked`: whose case it is."""
    for t in sentence:
        if t.lemma_.lower() in ("attack", "aggression", "invasion", "assault", "threat"):
            for prep in t.children:
                if prep.dep_ == "prep" and prep.lower_ in ("on", "against", "upon", "of", "to"):
                    for o in prep.children:
                        found = tuple(
                            i
                            for i in (cast.refs(view.index, o) or cast.place(view.index, o))
                            if i not in makers
                        )
                        if found:
                            return found
        if is_verb(t) and t.lemma_.lower() in ("attack", "invade", "threaten"):
            hit = child(t, "nsubjpass") or (child(t, "dobj") if child(t, "nsubjpass") is None else None)
            found = tuple(i for i in cast.refs(view.index, hit) if i not in makers) if hit is not None else ()
            if found:
                return found
    return ()


_WOULD = frozenset({"will", "would", "must", "shall", "'ll", "’ll"})


def beneficiaries(view: Paragraph, verb: Any, cast: Cast, makers: Ids, kind: Kind) -> Ids:
    """Whom the promise serves: objects of the inner verb, possessors (`to Poland's aid`), `to X`."""
    for token in verb.subtree:
        if token.i <= verb.i or (token.dep_ in ("nsubj", "nsubjpass") and token.head != verb):
            continue
        if token.dep_ in ("dobj", "dative", "poss", "pobj", "attr"):
            if token.dep_ == "pobj" and token.head.lower_ not in (
                "to",
                "of",
                "for",
                "with",
                "against",
                "on",
                "by",
                "alongside",
            ):
                continue
            if (
                token.dep_ == "pobj"
                and token.head.lower_ in ("against", "by", "on")
                and kind not in (Kind.MUST_NOT_ATTACK,)
            ):
                continue
            found = tuple(i for i in cast.refs(view.index, token) if i not in makers) or tuple(
                i
                for i in (cast.place(view.index, token) if kind is Kind.MUST_ASSIST else ())
                if i not in makers
            )
            if found:
                return found
    return ()
