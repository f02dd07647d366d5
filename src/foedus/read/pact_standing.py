"""How an act on a pact stands: settled or only meant, told by the one who acts, rumoured; who is spoken of."""

from __future__ import annotations

import re
from typing import Any

from foedus.model.reading import Modality
from foedus.read.cast import Cast
from foedus.read.membership_acts import APPLIES, NOTICE, WANTING
from foedus.read.modality import Judgement
from foedus.read.pipeline import Paragraph
from foedus.read.promise import Ids
from foedus.read.syntax import (
    ancestors,
    grammatical_subject,
    is_verb,
    logical_subject,
)


def subject_before(view: Paragraph, who: Any, cast: Cast) -> Ids:
    """The state, or states, that the sentences before in the paragraph have for their subject."""
    for sentence in reversed([s for s in view.doc.sents if s.start < who.sent.start]):
        subject = grammatical_subject(sentence.root)
        found = cast.refs(view.index, subject) if subject is not None else ()
        states = tuple(i for i in found if cast.kinds(i) == "state")
        if states:
            return states
    return ()


def rumoured(token: Any) -> bool:
    """`denied reports that …`, `rumours of a pact`, `denies having signed`: nobody vouches for it."""
    for t in list(ancestors(token))[:8]:
        lemma = t.lemma_.lower()
        if lemma in ("rumor", "rumour", "allegation", "speculation", "deny", "refute"):
            return True
        if lemma in ("report", "claim", "suggestion", "accusation") and t.pos_ == "NOUN":
            return True
    return False


def only_meant(verb: Any) -> bool:
    """`hopes to join`, `a bid to enter`; not `the first to join`."""
    if verb.tag_ != "VB" or not any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children):
        return False
    head = verb.head
    return not (
        head.lemma_.lower() in ("first", "last", "latest", "newest", "go")
        or head.tag_ == "JJ"
        or head == verb
    )


def is_wanted(verb: Any) -> bool:
    """`applied to join`, `its bid to join`, `wants to accede to`: what is asked for or intended."""
    if verb.lemma_.lower() in APPLIES:
        return True
    for t in list(ancestors(verb))[:4]:
        lemma = t.lemma_.lower()
        if lemma in APPLIES | WANTING | {"agree", "intend", "consider", "offer", "invite"}:
            return True
        if is_verb(t) and lemma not in ("be", "have"):
            return False
    return False


_DENOUNCING = frozenset(
    "terminate denounce abrogate end withdraw leave quit scrap cancel annul revoke repudiate pull let allow".split()
)


def is_settled(verb: Any, standing: Judgement) -> bool:
    """`the treaty will be terminated`: a decision told flatly is the notice of the end; an expiry to come is none."""
    if (
        verb.lemma_.lower() not in _DENOUNCING
        or standing.dropped
        or standing.modality is not Modality.PLANNED
    ):
        return False
    will = any(c.dep_ == "aux" and c.lower_ in ("will", "shall") for c in verb.children)
    return will and not re.search(r"\b(?:if|unless|should|threat\w*|may|might|could)\b", verb.sent.text)


def notice_of(verb: Any) -> Any | None:
    """`gave notice to end the treaty`: the verb of giving, whose standing is that of the end."""
    if verb is None or verb.dep_ not in ("acl", "relcl", "pcomp", "xcomp") or not is_verb(verb):
        return None
    noun = verb.head if verb.head.lemma_.lower() == "notice" else verb.head.head
    return noun.head if noun.lemma_.lower() == "notice" and is_verb(noun.head) else None


_RESOLVED = frozenset("agree resolve vote".split())
"""Verbs that settle it: `agreed to terminate their treaty`."""


def told_by_itself(verb: Any, view: Paragraph, cast: Cast) -> bool:
    """`announced that it will withdraw from X`, `gave notice that …`: told, as settled, by the one who goes."""
    if not is_verb(verb) or verb.dep_ not in ("ccomp", "xcomp", "acl"):
        return False
    if verb.dep_ == "xcomp" and verb.head.lemma_.lower() in _RESOLVED and verb.head.tag_ in ("VBD", "VBN"):
        return True
    head, who = verb.head, logical_subject(verb)
    if not is_verb(head):
        head = head.head if head.lemma_.lower() in ("notice", "decision", "intention") else head
    if who is None or not is_verb(head) or head.lemma_.lower() not in NOTICE - {"tell", "state"}:
        return False
    speaker = logical_subject(head)
    said = set(cast.refs(view.index, speaker)) if speaker is not None else set()
    return bool(said & set(cast.refs(view.index, who)))
