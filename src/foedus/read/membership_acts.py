"""Joining, leaving, suspending: the words that tell it of an alliance, and the phrase of who does it."""

from __future__ import annotations

import re
from typing import Any

from foedus.read.syntax import (
    children,
    controller,
    grammatical_subject,
    is_verb,
    logical_subject,
    passive,
)

_JOINS = frozenset("join accede adhere enter rejoin".split())


_LEAVES = frozenset(
    "leave quit exit abandon withdraw secede resign depart pull denounce renounce repudiate".split()
)


_TAKES_IN = frozenset("admit accept receive welcome take absorb incorporate induct".split())


_PUTS_OUT = frozenset("expel eject oust exclude expulse".split())


_STOPS = frozenset("suspend freeze halt".split())


ENDS = frozenset("dissolve disband abolish wind bury scrap liquidate terminate end cancel".split())


APPLIES = frozenset("apply seek request want hope wish aim aspire bid ask decide plan propose vote".split())


WANTING = frozenset(
    "application bid request wish desire hope plan decision intention aspiration interest".split()
)


NOTICE = frozenset("give notify announce inform serve hand submit declare send deliver state tell".split())


IN_NOUNS = frozenset("accession entry admission adhesion adherence membership".split())


OUT_NOUNS = frozenset("withdrawal exit departure denunciation secession resignation".split())


STOP_NOUNS = frozenset("suspension freeze freezing".split())


END_NOUNS = frozenset("dissolution disbandment abolition end liquidation disbanding termination".split())


_PART = frozenset("participation membership part place seat role involvement cooperation activity".split())


_LINKS = (
    IN_NOUNS
    | OUT_NOUNS
    | STOP_NOUNS
    | END_NOUNS
    | _PART
    | WANTING
    | frozenset(
        "member ally signatory state instrument document notice letter protocol note process talk".split()
    )
)


_DONE = frozenset(
    """complete formalize formalise finalize finalise take become deposit mark celebrate seal welcome hail confirm end
    follow come begin start enter effect announce notify hand lodge present deliver submit""".split()
)


_GAINS = frozenset("gain win obtain secure get receive attain acquire".split())


def told_of(token: Any, chain: list[Any] | None = None) -> tuple[str, Any, Any] | None:
    """The act, the word that tells it, and the phrase of who joins or leaves."""
    chain = chain or []
    at, prep = token, ""
    for _ in range(8):
        if at.head == at:
            return None
        dep, head = at.dep_, at.head
        if is_verb(head):
            return _at_verb(token, chain, dep, prep or at.lower_, head, at)
        if dep in ("relcl", "acl", "appos", "conj") and not (dep == "conj" and chain):
            if dep == "conj" and head.dep_ in ("dobj", "pobj"):
                at = head
                continue
            return None
        if head.pos_ in ("NOUN", "PROPN", "NUM", "ADJ"):
            lemma = head.lemma_.lower()
            if lemma in _LINKS:
                chain.append(head)
            elif lemma not in (
                "ally",
                "charter",
                "treaty",
                "structure",
                "obligation",
                "commitment",
                "duty",
                "guarantee",
            ):
                return None
        elif dep == "pobj" and not prep:
            prep = head.lower_
        at = head
    return None


def _at_verb(
    token: Any, chain: list[Any], dep: str, prep: str, verb: Any, at: Any
) -> tuple[str, Any, Any] | None:
    lemma = verb.lemma_.lower()
    nouns = {n.lemma_.lower() for n in chain}
    subject = logical_subject(verb) or grammatical_subject(verb)
    if nouns & {"member", "state"} or (
        lemma in ("become", "be", "remain") and nouns & {"ally", "signatory", "party"}
    ):
        return _as_member(chain, lemma, verb, subject)
    if nouns & OUT_NOUNS:
        return _nominal("ended", next(n for n in chain if n.lemma_.lower() in OUT_NOUNS), dep, verb, subject)
    if nouns & STOP_NOUNS:
        return _nominal(
            "suspended", next(n for n in chain if n.lemma_.lower() in STOP_NOUNS), dep, verb, subject
        )
    if nouns & END_NOUNS and (lemma in _DONE | {"put", "bring", "sign", "agree"} or dep == "nsubj"):
        noun = next(n for n in chain if n.lemma_.lower() in END_NOUNS)
        return (
            "ended",
            verb,
            noun if lemma in _DONE else None,
        )
    if nouns & WANTING:
        return ("proposed", verb, subject) if lemma not in ("reject", "block", "veto", "oppose") else None
    if nouns & _PART and lemma in _STOPS:
        return "suspended", verb, subject
    if nouns & _PART and lemma in _LEAVES | {"end", "terminate", "renounce"}:
        return "ended", verb, subject
    if nouns & IN_NOUNS:
        noun = next(n for n in chain if n.lemma_.lower() in IN_NOUNS)
        if lemma in APPLIES:
            return "proposed", verb, subject
        if lemma in _GAINS:
            return "joined", verb, subject
        return _nominal("joined", noun, dep, verb, subject) if lemma in _DONE else None
    if chain and not nouns <= _PART | {"instrument", "document", "notice", "letter", "note"}:
        return None
    if lemma in _JOINS and (dep == "dobj" or prep in ("to", "into")):
        return "joined", verb, subject
    if lemma in _LEAVES and (dep == "dobj" or prep in ("from", "of")):
        if lemma in ("pull", "walk", "storm") and not any(c.lower_ == "out" for c in verb.children):
            return None
        return "ended", verb, subject
    if lemma in ("denounce", "renounce", "repudiate", "abandon", "quit") and dep == "nsubjpass":
        return "ended", verb, logical_subject(verb) or grammatical_subject(verb)
    if lemma in _TAKES_IN and dep != "dobj":
        if prep in ("to", "into"):
            return "joined", verb, _object(verb)
        if dep in ("nsubj",) and any(
            c.lower_ in ("as", "into", "to") for c in verb.children if c.dep_ == "prep"
        ):
            return "joined", verb, _object(verb)
        if dep == "nsubj" and lemma == "admit":
            return "joined", verb, _object(verb)
    if (
        lemma in ("walk", "storm", "drop", "opt")
        and any(c.lower_ == "out" for c in verb.children)
        and prep == "of"
    ):
        return "ended", verb, subject
    if lemma in _PUTS_OUT and dep == "nsubj" and not passive(verb):
        return "ended", verb, _object(verb)
    if lemma in _PUTS_OUT and prep == "from":
        return "ended", verb, _object(verb)
    if lemma in _STOPS | {"end", "terminate", "withdraw"} and prep in ("under", "to", "in", "of", "from"):
        owed = next(iter(children(verb, "dobj", "nsubjpass")), None)
        if owed is not None and owed.lemma_.lower() in (
            "obligation",
            "commitment",
            "duty",
            "guarantee",
            "protection",
        ):
            return "suspended" if lemma in _STOPS else "ended", verb, subject
    if lemma in _STOPS and prep == "from":
        return "suspended", verb, _object(verb)
    if (
        lemma in ("take", "lead", "pull", "bring")
        and prep == "of"
        and any(c.lower_ == "out" for c in verb.children)
    ):
        return "ended", verb, _object(verb) or subject
    if (
        lemma in ("renew", "extend", "prolong")
        and verb.dep_ == "xcomp"
        and verb.head.lemma_ in ("decline", "refuse")
    ):
        return "ended", verb.head, logical_subject(verb.head)
    if lemma == "lay" and dep == "nsubjpass" and "rest" in {t.lower_ for t in verb.subtree}:
        return "ended", verb, None
    if lemma == "take" and any(c.dep_ == "dobj" and c.lemma_ == "leave" for c in verb.children):
        return "ended", verb, subject
    if lemma in ("put", "bring") and any(c.dep_ == "dobj" and c.lemma_ == "end" for c in verb.children):
        return "ended", verb, None
    if lemma in ("expire", "lapse") and dep == "nsubj":
        return "ended", verb, None
    if lemma in ("come", "cease", "go", "pass") and dep == "nsubj" and _over(verb):
        return "ended", verb, None
    if lemma == "return" and prep == "to":
        return "joined", verb, subject
    if lemma in ("sign", "initial") and dep == "dobj":
        return "signed", verb, subject
    if lemma in ENDS and dep in ("dobj", "nsubjpass"):
        return "ended", verb, None
    return None


def _over(verb: Any) -> bool:
    after = " ".join(t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 7])
    return (
        re.match(
            r"(?:\S+ )?to (?:an end|its end|a close|exist|be in force|function)|^out of existence", after
        )
        is not None
    )


def _object(verb: Any) -> Any | None:
    if passive(verb):
        return grammatical_subject(verb)
    return next(iter(children(verb, "dobj", "nsubjpass")), None)


def _as_member(chain: list[Any], lemma: str, verb: Any, subject: Any) -> tuple[str, Any, Any] | None:
    if lemma == "become" or (
        lemma == "be"
        and (
            any(c.lower_ in ("now", "officially", "formally") for c in verb.children)
            or any(c.lower_ in ("newest", "latest", "new", "youngest") for n in chain for c in n.children)
        )
    ):
        return "joined", verb, subject
    if lemma == "be" and verb.dep_ == "xcomp" and verb.head.lemma_ == "cease":
        return "ended", verb.head, logical_subject(verb.head)
    if lemma in ("cease",) or (lemma == "be" and "no longer" in verb.doc[verb.i : verb.i + 4].text.lower()):
        return "ended", verb, subject
    if lemma in _TAKES_IN | {"make"}:
        return "joined", verb, _object(verb)
    return None


def _nominal(act: str, noun: Any, dep: str, verb: Any, subject: Any) -> tuple[str, Any, Any] | None:
    """`its withdrawal from X took effect`, `announced its withdrawal from X`, `gave notice of withdrawal from X`."""
    lemma = verb.lemma_.lower()
    owner = controller(noun)
    if owner is not None and owner.dep_ == "amod":
        owner = noun
    if lemma in APPLIES | {"consider", "discuss", "threaten", "demand", "debate", "weigh", "urge", "oppose"}:
        return (
            ("proposed", verb, owner or subject)
            if lemma in APPLIES | {"consider", "discuss", "weigh"}
            else None
        )
    if lemma in _DONE | NOTICE | {"complete", "make", "decree", "communicate", "report"}:
        return act, verb, owner or subject
    if dep in ("nsubj", "nsubjpass"):
        return act, noun, owner
    if any(
        c.lower_ in ("after", "since", "following", "with", "upon") and noun in c.subtree
        for c in verb.children
    ):
        return act, noun, owner or subject
    return None
