"""Who joins, leaves or suspends its part in an alliance or a treaty of many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from foedus.model.norm import Kind
from foedus.model.reading import Modality
from foedus.read.cast import Cast
from foedus.read.membership_acts import END_NOUNS, IN_NOUNS, OUT_NOUNS, STOP_NOUNS, told_of
from foedus.read.modality import judge
from foedus.read.pact_names import Called, CalledIn
from foedus.read.pact_standing import (
    is_settled,
    is_wanted,
    only_meant,
    rumoured,
    subject_before,
    told_by_itself,
)
from foedus.read.pacts import ALLIANCES
from foedus.read.pipeline import Paragraph
from foedus.read.promise import Ids, Promise
from foedus.read.roles import role_ids
from foedus.read.syntax import (
    ancestors,
    children,
    is_verb,
    logical_subject,
    phrase,
)

_PARTS = frozenset("membership participation".split())
_GENERIC = frozenset("alliance bloc pact treaty organization organisation union".split())


def membership(
    view: Paragraph, token: Any, cast: Cast, called: CalledIn, before: Sequence[Promise]
) -> Promise | None:
    """The commitment that hangs on the name of an alliance, or of a treaty of many, if any."""
    body = _body(view, token, cast, called, before)
    if body is None:
        return None
    name, kind, org = body
    bare = token.lemma_.lower() in _PARTS
    found = told_of(token, [token]) if bare else told_of(token)
    if found is None:
        return None
    act, verb, who = found
    states = _states(view, who, verb, cast, org)
    if bare and not states:
        owner = next((c for c in token.children if c.dep_ == "poss"), None)
        states = _states(view, owner, verb, cast, org) or (
            _spoken_of(view, owner, cast) if owner is not None else ()
        )
    if not states and act == "ended" and who is not None and who.i == token.i:  # `the pact was denounced`
        states = subject_before(view, token, cast)
    if act == "signed":  # of an old treaty of many, one more that signs it joins it
        if org is not None or not 0 < len(states) <= 2 or not _older(called.get(token.i), cast):
            return None
        act = "joined"
    if not states and who is not None:
        states = _spoken_of(view, who, cast)
    whole = act == "ended" and (who is None or who.lemma_.lower() in END_NOUNS)
    if whole and not states:
        own = called.get(token.i) or called.named(name)
        states = members_named(own, cast)
    standing = judge(verb)
    if act == "joined" and only_meant(verb) and standing.modality is not Modality.NEGATED:
        act = "proposed"
    if standing.denied or standing.modality is Modality.ALLEGED or rumoured(token):
        return (
            _made(view, token, verb, name, kind, states, org, act, modality=Modality.ALLEGED)
            if states
            else None
        )
    if act == "proposed" or standing.dropped or standing.modality is Modality.HYPOTHETICAL or standing.future:
        wanted = act == "proposed" or is_wanted(verb)
        if standing.modality is Modality.NEGATED and states:
            return _made(view, token, verb, name, kind, states, org, act, negated=True)
        leaving = act in ("ended", "suspended")
        if not wanted and not (standing.future and (standing.modality is Modality.PLANNED or leaving)):
            return None
        if not wanted and leaving and (told_by_itself(verb, view, cast) or is_settled(verb, standing)):
            made = _made(view, token, verb, name, kind, states, org, act)
            made.notice = True
            return made if states else None
        if not states:
            return None
        if act in ("ended", "suspended") and not standing.dropped and not wanted:
            return _made(view, token, verb, name, kind, states, org, act, modality=Modality.PLANNED)
        return _made(view, token, verb, name, kind, states, org, "proposed")
    owed = _owed(view, token, verb, cast, states) if act in ("suspended", "ended") else ()
    if owed:
        made = _made(view, token, verb, name, kind, states, None, act, modality=standing.modality)
        made.creditors, made.mutual = owed, False
        return made
    if not states and not whole:
        return None
    if standing.modality is Modality.NEGATED:
        return _made(view, token, verb, name, kind, states, org, act, negated=True) if states else None
    return _made(view, token, verb, name, kind, states, org, act, modality=standing.modality)


def _made(
    view: Paragraph,
    token: Any,
    verb: Any,
    name: str,
    kind: Kind,
    states: Ids,
    org: str | None,
    act: str,
    *,
    negated: bool = False,
    modality: Modality = Modality.ASSERTED,
) -> Promise:
    last = token.right_edge.i if token.right_edge.i - verb.i < 15 else token.i
    subject = logical_subject(verb) if is_verb(verb) else None
    first = phrase(subject)[0] if subject is not None and 0 < verb.i - subject.i < 25 else verb.i
    first, last = min(first, token.i, verb.i), max(last, token.i, verb.i)
    who = states or ((org,) if org else ())
    return Promise(
        kind,
        who,
        who,
        True,
        view.span(first, last),
        act,
        "armed-attack" if kind is Kind.MUST_ASSIST else None,
        None,
        name,
        negated,
        Modality.NEGATED if negated else modality,
        paragraph=view.index,
        body=True,
        word=verb.i,
    )


def _body(
    view: Paragraph, token: Any, cast: Cast, called: CalledIn, before: Sequence[Promise]
) -> tuple[str, Kind, str | None] | None:
    """The alliance that a token heads: by its own name, by that of its treaty, or as `the alliance` just spoken of."""
    mention = cast.tables[view.index].get(token.i)
    if mention is not None and mention.id in ALLIANCES:
        own = called.get(token.i)
        if token.i != mention.head or (
            own is not None and view.doc[own.first : own.last + 1].root.i != token.i
        ):
            return None
        return mention.id.replace("-", " "), Kind(ALLIANCES[mention.id]), mention.id
    own = called.get(token.i)
    if own is not None and own.many:
        if view.doc[own.first : own.last + 1].root.i != token.i:
            return None
        return own.name, own.kind, None
    if token.lemma_.lower() in _PARTS and mention is None:
        deps = {c.dep_ for c in token.children}
        if "poss" in deps and "prep" not in deps:
            named = _just_named(view, token, cast)
            if named is not None:
                return named.replace("-", " "), Kind(ALLIANCES[named]), named
    if token.lemma_.lower() in _GENERIC and token.pos_ in ("NOUN", "PROPN") and mention is None:
        for i in cast.modifiers(view.index, token):
            if i in ALLIANCES:
                return i.replace("-", " "), Kind(ALLIANCES[i]), i
        if any(c.dep_ == "det" and c.lower_ in ("the", "that", "this") for c in token.children):
            named = _just_named(view, token, cast)
            if named is not None and token.lemma_.lower() not in ("treaty", "pact"):
                return named.replace("-", " "), Kind(ALLIANCES[named]), named
            last = next((p for p in reversed(before) if view.index - p.paragraph <= 4), None)
            if last is not None and last.body and last.name:
                return last.name, last.kind, next((i for i in last.debtors if i in ALLIANCES), None)
    return None


def _just_named(view: Paragraph, token: Any, cast: Cast) -> str | None:
    """The alliance that the paragraph, or the one before, named last."""
    here = [(i, m.id) for i, m in cast.tables[view.index].items() if i < token.i and m.id in ALLIANCES]
    if here:
        return max(here)[1]
    if view.index:
        earlier = [(i, m.id) for i, m in cast.tables[view.index - 1].items() if m.id in ALLIANCES]
        return max(earlier)[1] if earlier else None
    return None


def _owed(view: Paragraph, token: Any, verb: Any, cast: Cast, states: Ids) -> Ids:
    """`suspended its obligations to X under the pact`: the pact stays, one member's duty to another goes."""
    for o in children(verb, "dobj", "nsubjpass"):
        if o.lemma_.lower() in (
            "obligation",
            "commitment",
            "duty",
            "guarantee",
            "protection",
            "responsibility",
        ):
            found = next(
                (
                    ids
                    for root in (o, verb)
                    for role in ("to", "toward", "towards")
                    if (ids := role_ids(cast, view.index, role, root, (), False))
                ),
                (),
            )
            return tuple(
                i for i in found if i not in states and i not in ALLIANCES and cast.kinds(i) == "state"
            )
    return ()


def _states(view: Paragraph, who: Any, verb: Any, cast: Cast, org: str | None) -> Ids:
    if who is None:
        return ()
    p = view.index
    found = cast.modifiers(p, who) if who.lemma_.lower() in OUT_NOUNS | STOP_NOUNS | IN_NOUNS else ()
    if not found and who.tag_ == "PRP$":  # `handed in their applications`
        above = next((t for t in ancestors(who) if is_verb(t)), None)
        subject = logical_subject(above) if above is not None else None
        found = cast.refs(p, who) or (cast.refs(p, subject) if subject is not None else ())
    if not found and ":" in who.sent.text:  # `Seven countries joined …: A, B, C`
        after = next(t.i for t in who.sent if ":" in t.text)
        found = tuple(
            dict.fromkeys(
                i
                for t in who.sent
                if t.i > after and t.i in cast.tables[p]
                for i in cast.refs(p, t, alone=True)
            )
        )
        found = found if len(found) > 1 and not cast.refs(p, who) else ()
    found = found or cast.refs(p, who) or role_ids(cast, p, "of", who, (), False) or cast.place(p, who)
    return tuple(i for i in found if i != org and i not in ALLIANCES and cast.kinds(i) == "state")


def _older(own: Called | None, cast: Cast) -> bool:
    """Signed more than half a year before the text: who signs now is one more."""
    if own is None:
        return False
    latest = max(e.signed or "" for e in own.entries)
    return latest[:4] < str(cast.published.year) or latest[:7] < cast.published.isoformat()[:7]


def members_named(own: Called | None, cast: Cast, *, founding: bool = False) -> Ids:
    """The parties of a pact that the text names; all of them where it names fewer than two."""
    if own is None:
        return ()
    entry = own.entries[0]
    bound = (entry.founders or entry.parties) if founding else entry.parties
    here = {m.id for table in cast.tables for m in table.values()}
    found = tuple(i for i in bound if i in here)
    return found if len(found) > 1 else tuple(bound) if len(bound) <= 40 else ()


_BODIES = frozenset(
    "government cabinet parliament ministry senate country kingdom republic regime junta nation".split()
)


def _spoken_of(view: Paragraph, who: Any, cast: Cast) -> Ids:
    """`the Government denounced the pact`, `the Nordic country joined`: the subject of the sentences before."""
    if who.lemma_.lower() not in _BODIES or any(c.dep_ in ("poss", "prep") for c in who.children):
        return ()
    return subject_before(view, who, cast)
