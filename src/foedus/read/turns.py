"""Turns of phrase that tell of an act and fit no verb with its object: `is no longer bound by the pact`,
`became a member of NATO`, `at the request of X`, `any attack will be met with force`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from foedus.model.reading import Modality, Plover
from foedus.read.acts import Found
from foedus.read.cast import Cast
from foedus.read.lexicon import PACT_NOUNS, SPEECH
from foedus.read.modality import Judgement, judge
from foedus.read.parties import innermost
from foedus.read.pipeline import Paragraph
from foedus.read.said import Said
from foedus.read.settle import settled
from foedus.read.syntax import (
    child,
    children,
    grammatical_subject,
    is_verb,
    logical_subject,
    passive,
    phrase,
    with_conjuncts,
)

Ids = tuple[str, ...]
_NONE: Ids = ()


def turns(view: Paragraph, number: int, token: Any, said: Sequence[Said], cast: Cast) -> Iterator[Found]:
    """The acts that one token tells by such a turn (settled, as frames' acts are)."""
    if is_verb(token):
        found = (
            _unbound(view, token, cast)
            or _void(view, token, cast)
            or _member(view, token, cast)
            or _threat(view, token, said, cast)
        )
    else:
        found = _at_request(view, token, cast)
    if found is None:
        return
    type_, actors, recipients, mode, head = found
    act = Found(
        type_,
        None,
        view.index,
        number,
        head,
        actors,
        tuple(i for i in recipients if i not in actors),
        Modality.ASSERTED,
        _span(view, token, head),
        _standing(type_, head, token),
        innermost(said, token.idx),
        mode=mode,
        tokens={token.i, head.i},
    )
    if type_ is Plover.THREATEN:
        act.modality = Modality.THREATENED
        yield act
        return
    if act.judgement.dropped:
        return
    done = settled(act, cast)
    if done is not None:
        yield done


Turn = tuple[Plover, Ids, Ids, str | None, Any]


def _standing(type_: Plover, head: Any, token: Any) -> Judgement:
    if type_ is Plover.REQUEST:  # the act that was asked for has its own standing; the request was made
        return Judgement() if not judge(head).dropped else Judgement(dropped=True)
    found = judge(token)
    if type_ is Plover.REJECT and found.modality is Modality.NEGATED:
        return Judgement()
    return found


def _span(view: Paragraph, token: Any, head: Any) -> tuple[int, int]:
    ends = [token.i, head.i]
    for t in (token, head):
        subject = child(t, "nsubj", "nsubjpass")
        if subject is not None:
            ends.append(phrase(subject)[0])
        for c in t.children:
            if c.dep_ in ("dobj", "attr", "acomp", "prep", "agent", "ccomp", "pobj") and c.i > t.i:
                ends.append(c.right_edge.i if c.dep_ in ("prep", "agent") else phrase(c)[1])
    return view.span(min(ends), min(max(ends), token.i + 60))


def _unbound(view: Paragraph, verb: Any, cast: Cast) -> Turn | None:
    """`is no longer bound by the pact`, `does not consider itself bound by …`."""
    if verb.lemma_ != "bind" or verb.tag_ != "VBN":
        return None
    pact = next((o for c in verb.children if c.lower_ in ("by", "to") for o in children(c, "pobj")), None)
    if pact is None or not _is_pact(pact):
        return None
    above = (
        verb.head if verb.dep_ in ("oprd", "acomp", "ccomp", "xcomp", "acl") and is_verb(verb.head) else verb
    )
    negated = any(c.dep_ == "neg" or c.lower_ == "longer" for t in (verb, above) for c in t.children)
    if not negated:
        return None
    subject = grammatical_subject(above) if above.lemma_ in ("consider", "regard", "feel") else None
    subject = subject if subject is not None else grammatical_subject(verb)
    actors = cast.refs(view.index, subject) if subject is not None else _NONE
    if not actors:
        return None
    return Plover.REJECT, actors, _partners(view, pact, cast), "leave-treaty", verb


_NULL = frozenset(
    "void null invalid dead lapsed terminated inoperative ended defunct cancelled obsolete".split()
)
_HOLDING = frozenset("declare hold consider regard pronounce proclaim deem treat".split())


def _void(view: Paragraph, verb: Any, cast: Cast) -> Turn | None:
    """`declared the treaty null and void`, `holds the pact to be void`, `regards the accord as dead`."""
    if verb.lemma_.lower() not in _HOLDING or passive(verb):
        return None
    after = [t for t in verb.subtree if t.i > verb.i and t.i < verb.i + 30]
    if not any(t.lower_ in _NULL for t in after) or any(c.dep_ == "neg" for c in verb.children):
        return None
    pact = next((t for t in after if t.pos_ in ("NOUN", "PROPN") and _is_pact(t)), None)
    word = next(t for t in after if t.lower_ in _NULL)
    if pact is None or pact.i > word.i:
        return None
    subject = logical_subject(verb)
    actors = cast.refs(view.index, subject) if subject is not None else _NONE
    if not actors:
        return None
    return Plover.REJECT, actors, _partners(view, pact, cast), "leave-treaty", verb


def _is_pact(noun: Any) -> bool:
    return any(
        t.lemma_.lower()
        in PACT_NOUNS | {"armistice", "ceasefire", "truce", "resolution", "moratorium", "limit"}
        or t.lower_ == "treaty"
        for t in (noun, *noun.children)
    )


def _partners(view: Paragraph, pact: Any, cast: Cast) -> Ids:
    for prep in children(pact, "prep"):
        if prep.lower_ in ("with", "between"):
            for o in children(prep, "pobj", "nsubj", "pcomp"):
                found = cast.refs(view.index, o)
                if found:
                    return found
    return _NONE


def _member(view: Paragraph, verb: Any, cast: Cast) -> Turn | None:
    """`became the 31st member of NATO`, `was admitted to the United Nations`."""
    lemma = verb.lemma_.lower()
    if lemma == "become":
        noun = child(verb, "attr", "dobj", "oprd")
        if noun is None or noun.lemma_.lower() not in ("member", "party", "signatory", "adherent"):
            return None
        words = ("of", "to")
        body = [o for p in children(noun, "prep") if p.lower_ in words for o in children(p, "pobj")]
        subject = grammatical_subject(verb)
    elif lemma == "admit" and passive(verb):
        body = [o for p in children(verb, "prep") if p.lower_ in ("to", "into") for o in children(p, "pobj")]
        subject = grammatical_subject(verb)
    else:
        return None
    bodies = tuple(i for o in body for i in cast.refs(view.index, o) if cast.kinds(i) == "organisation")
    actors = cast.refs(view.index, subject) if subject is not None else _NONE
    if not actors or not (bodies or any(_is_pact(o) for o in body)):
        return None
    return Plover.AGREE, actors, bodies, "join", verb


_ASKING = frozenset("request invitation appeal urging plea behest instance call".split())


def _at_request(view: Paragraph, noun: Any, cast: Cast) -> Turn | None:
    """`troops were sent at the request of X`: X asked, whoever sent them was asked."""
    if noun.pos_ != "NOUN" or noun.lemma_.lower() not in _ASKING or noun.dep_ != "pobj":
        return None
    prep = noun.head
    if prep.lower_ not in ("at", "on", "upon", "to") or (prep.lower_ == "to" and noun.lemma_ != "call"):
        return None
    verb = prep.head
    for _ in range(4):
        if is_verb(verb) or verb.head == verb:
            break
        verb = verb.head
    owner = [c for c in children(noun, "poss") if c.lower_ != "whose"] + [
        o for p in children(noun, "prep") if p.lower_ in ("of", "by", "from") for o in children(p, "pobj")
    ]
    if any(o.dep_ == "poss" or any(c.tag_ == "PRP$" for c in o.children) for o in owner):
        there = _there(view, verb, cast)  # `landed in Kuwait at the request of its Ruler`
        if there:
            owner = []
    else:
        there = _NONE
    asking = (
        there or tuple(i for o in owner for i in cast.refs(view.index, o)) or cast.modifiers(view.index, noun)
    )
    if not asking or not is_verb(verb):
        return None
    doer = logical_subject(verb)
    if doer is None and passive(verb):
        doer = grammatical_subject(verb)
    asked = cast.refs(view.index, doer) if doer is not None else _NONE
    asked = tuple(i for i in asked if i not in asking)
    if not asked:
        return None
    return Plover.REQUEST, asking[:4], asked, None, verb


def _there(view: Paragraph, verb: Any, cast: Cast) -> Ids:
    for prep in children(verb, "prep"):
        if prep.lower_ in ("in", "to", "into", "for", "at"):
            for o in children(prep, "pobj"):
                found = cast.place(view.index, o)
                if found and o.i < verb.i + 15 and cast.tables[view.index].get(o.i) is not None:
                    return found
    return _NONE


# --- threats put as a forecast: `X will pay the price`, `an attack would be met with force`

_PRICE = frozenset(
    "price consequence consequences cost retaliation revenge punishment wrath destruction defeat".split()
)
_ANSWERED = frozenset(
    "force response retaliation fire blow strike fist resistance countermeasure countermeasures".split()
)
_DEEDS = frozenset(
    "attack aggression provocation move step invasion strike violation incursion attempt interference action use "
    "assault breach intervention escalation encroachment act deployment mistake adventure".split()
)


def _threat(view: Paragraph, verb: Any, said: Sequence[Said], cast: Cast) -> Turn | None:
    """What an official says will befall another, or whoever attacks."""
    statement = innermost(said, verb.idx)
    if statement is None or not statement.ids or statement.stance in ("deny", "ask"):
        return None
    if statement.role is not None and statement.role.split()[-1].lower() in _NO_OFFICE:
        return None
    aux = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if not aux & {"will", "would", "shall", "'ll", "’ll", "’d", "'d", "wo"} or verb.lemma_.lower() in SPEECH:
        return None
    lemma = verb.lemma_.lower()
    objects = [w for o in children(verb, "dobj", "attr") for w in with_conjuncts(o)]
    pobjs = [
        w
        for p in children(verb, "prep")
        if p.lower_ in ("with", "in", "by", "to")
        for w in children(p, "pobj")
    ]
    doom = (
        (lemma in ("pay", "suffer", "face", "bear", "meet") and _has(objects, _PRICE))
        or (
            lemma in ("have", "bring", "carry", "entail", "draw", "trigger", "provoke", "invite", "prompt")
            and _has(objects, _PRICE | _ANSWERED)
        )
        or (lemma in ("meet", "answer", "counter", "greet") and passive(verb) and _has(pobjs, _ANSWERED))
        or (lemma in ("mean", "spell", "bring", "result", "lead") and _the_end(objects + pobjs))
        or (lemma in ("regret", "rue") and not passive(verb))
        or (
            lemma in ("crush", "annihilate", "wipe", "obliterate", "punish", "avenge", "raze")
            and passive(verb)
        )
        or (lemma == "go" and any(c.lower_ in ("unanswered", "unpunished") for c in verb.children))
    )
    if not doom or (lemma != "go" and any(c.dep_ == "neg" for c in verb.children)):
        return None
    subject = grammatical_subject(verb)
    if subject is None:
        return None
    p, ids = view.index, set(statement.ids)
    own = cast.refs(p, subject)
    if subject.lemma_.lower() in _DEEDS:
        targets = cast.modifiers(p, subject) or tuple(
            i
            for t in subject.subtree
            if t.dep_ == "pobj" and t.head.lower_ in ("by", "from", "of")
            for i in cast.refs(p, t)
        )
        if not targets:  # `by` hung on the verb, `consequences for X`
            targets = _for_whom(view, verb, cast)
    elif own and not set(own) & ids:
        targets = own
    else:
        return None
    targets = tuple(i for i in targets if i not in ids)
    return Plover.THREATEN, statement.ids, targets, None, verb


_NO_OFFICE = frozenset(
    "analyst expert professor economist researcher fellow scholar historian lawyer activist".split()
)


def _for_whom(view: Paragraph, verb: Any, cast: Cast) -> Ids:
    for t in verb.subtree:
        if t.i > verb.i and t.dep_ == "pobj" and t.head.lower_ in ("for", "against"):
            found = cast.refs(view.index, t)
            if found:
                return found
    return _NONE


def _has(tokens: Sequence[Any], names: frozenset[str]) -> bool:
    return any(t.lemma_.lower() in names or t.lower_ in names for t in tokens)


def _the_end(tokens: Sequence[Any]) -> bool:
    return any(
        t.lemma_.lower() in ("end", "destruction", "annihilation", "ruin", "collapse", "war") for t in tokens
    )
