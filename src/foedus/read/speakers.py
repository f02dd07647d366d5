"""Who says it: name, role, body and state of whoever a subject is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from foedus.read.cast import Cast
from foedus.read.lexicon import ANALYST_ROLES, DOCUMENTS
from foedus.read.people import described, named_beside
from foedus.read.pipeline import Paragraph
from foedus.read.said import Said
from foedus.read.syntax import (
    agent,
    children,
    is_verb,
    phrase,
)


@dataclass(slots=True)
class Speaker:
    name: str
    ids: tuple[str, ...]
    state: str | None
    role: str | None = None
    affiliation: str | None = None
    form: str | None = None
    person: str | None = None


def identify(view: Paragraph, token: Any, cast: Cast, known: Sequence[Said]) -> Speaker | None:
    """Name, role, body and state of whoever a subject is."""
    p = view.index
    if token.lower_ in ("he", "she") and known and known[-1].person and known[-1].paragraph == p:
        return _again(known[-1])  # in a paragraph of quotations the one who spoke goes on speaking
    person = cast.person(p, token)
    if person is not None:
        own = (person.state,) if person.state else ()
        return Speaker(person.name, own, person.state, person.role, person.affiliation, None, person.id)
    ids: tuple[str, ...] = cast.refs(p, token)
    states = tuple(i for i in ids if cast.kinds(i) == "state")
    state = states[0] if len(states) == 1 else None
    lemma = token.lemma_.lower()
    if not ids and lemma in _BARE and not any(c.dep_ in ("poss", "amod", "prep") for c in token.children):
        ids = cast.of_the_state_spoken_of(p, token)
        state = ids[0] if ids else None
    if token.tag_ in ("PRP", "PRP$", "WP", "DT", "WDT"):
        return _pronoun_speaker(view, token, cast, ids, state, known)
    if lemma in DOCUMENTS:
        return _document(view, token, cast, ids, state, known)
    first, last = phrase(token)
    for a in named_beside(token):
        named = cast.at.get((p, a.i))
        if named is not None:
            of = (named.state,) if named.state else ids
            return Speaker(
                named.name, of, named.state or state, named.role, named.affiliation, None, named.id
            )
    name = _joined(view, token, first, last)
    for a in children(token, "appos"):
        if a.pos_ == "PROPN" and a.i > last and token.pos_ != "PROPN" and cast.at.get((p, a.i)) is None:
            longer = f"{name}, {view.doc[slice(phrase(a)[0], phrase(a)[1] + 1)].text}"
            name = longer if len(longer) <= 80 else name
            break
    role, body = None, None
    for a in children(token, "appos"):
        facts = described(a)
        if facts is not None:
            role, body = facts.role, facts.affiliation
            break
    if lemma in ANALYST_ROLES and not any(
        c.dep_ in ("amod", "compound") and c.i in cast.tables[p] for c in token.children
    ):
        state, ids = None, ()
    return Speaker(name, ids, state, role, body, None)


_BARE = frozenset(
    "government army military ministry navy cabinet parliament police president premier king junta command".split()
)
"""`the army said`: that of the state that the text is speaking of."""


def both(cast: Cast, ids: tuple[str, ...]) -> Speaker:
    """Several states that say the same."""
    return Speaker(" and ".join(cast.display(i) for i in ids)[:80], ids, None)


def accused(view: Paragraph, subject: Any, cast: Cast, known: Sequence[Said]) -> tuple[str, ...]:
    """`A says that B has armed C. Both deny it`: the two of whom somebody else has just spoken."""
    if subject.lower_ not in ("both", "they", "two") or not known:
        return ()
    last = known[-1]
    named = [
        i for i in cast.order_in(view.index, last.content) if i not in last.ids and cast.kinds(i) == "state"
    ]
    return tuple(named) if last.ids and len(named) == 2 else ()


def _again(s: Said) -> Speaker:
    return Speaker(s.speaker or "", s.ids, s.state, s.role, s.affiliation, None, s.person)


def _joined(view: Paragraph, token: Any, first: int, last: int) -> str:
    others = [c for c in children(token, "conj") if not is_verb(c)]
    for c in others[:3]:
        last = max(last, phrase(c)[1])
    while first < last and (
        view.doc[first].lower_ in ("the", "a", "an", "but", "and", "in", "as") or view.doc[first].is_punct
    ):
        first += 1
    text = str(view.doc[first : last + 1].text)
    if len(text) > 80:
        text = str(view.doc[max(first, token.left_edge.i) : token.i + 1].text)
    return text[-80:].strip(" ,")


def _pronoun_speaker(
    view: Paragraph, token: Any, cast: Cast, ids: tuple[str, ...], state: str | None, known: Sequence[Said]
) -> Speaker | None:
    for s in reversed(known):
        if ids and s.ids == ids and s.speaker:
            return Speaker(s.speaker, ids, s.state, s.role, s.affiliation, None, s.person)
    if ids:
        return Speaker(" and ".join(cast.display(i) for i in ids)[:80], ids, state)
    if token.lower_ in ("he", "she") and known and known[-1].speaker:
        s = known[-1]
        return Speaker(s.speaker or "", s.ids, s.state, s.role, s.affiliation, None, s.person)
    if token.lower_ == "they" and known and known[-1].speaker:
        s = known[-1]
        return Speaker(s.speaker or "", s.ids, s.state, s.role, s.affiliation, None, s.person)
    return None


def _issuer(view: Paragraph, token: Any, cast: Cast) -> tuple[tuple[str, ...], str | None]:
    """`a statement issued by the Chinese embassy`, `a note published in Berlin`."""
    for clause in children(token, "acl", "relcl"):
        by = agent(clause)
        ids = cast.refs(view.index, by) if by is not None else ()
        if not ids:
            ids = tuple(
                state
                for prep in children(clause, "prep")
                for place in children(prep, "pobj")
                if prep.lower_ in ("in", "from") and (state := cast.capital(view.index, place)) is not None
            )
        if ids:
            return ids, ids[0] if len(ids) == 1 and cast.kinds(ids[0]) == "state" else None
    return (), None


def _document(
    view: Paragraph, token: Any, cast: Cast, ids: tuple[str, ...], state: str | None, known: Sequence[Said]
) -> Speaker:
    lemma = token.lemma_.lower()
    if lemma in ("editorial", "commentary", "op-ed"):
        paper = next(
            (
                o
                for prep in children(token, "prep")
                if prep.lower_ in ("in", "by", "of", "from")
                for o in children(prep, "pobj")
            ),
            None,
        )
        if paper is not None:
            first, last = phrase(paper)
            name = view.doc[first : last + 1].text.removeprefix("the ").split(",")[0]
            return Speaker(name[:80], (), None, "editorial", name[:80], "editorial")
        first, last = phrase(token)
        return Speaker(view.doc[first : last + 1].text[:80], (), None, "editorial", None, "editorial")
    first, last = phrase(token)
    text = view.doc[first : last + 1].text
    for article in ("the ", "The ", "a ", "A ", "an ", "An "):
        text = text.removeprefix(article)
    if not ids:
        ids, state = _issuer(view, token, cast)
    if not ids and known and known[-1].ids and known[-1].form != "document" and "joint" not in text.lower():
        ids, state = known[-1].ids, known[-1].state
    return Speaker(text[:80], ids, state, None, None, "document")
