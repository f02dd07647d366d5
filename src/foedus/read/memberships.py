"""Who joins, leaves or suspends its part in an alliance or a treaty of many."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from foedus.model.norm import Kind
from foedus.model.reading import Modality
from foedus.read.cast import Cast
from foedus.read.modality import Judgement, judge
from foedus.read.pact_names import Called
from foedus.read.pacts import ALLIANCES
from foedus.read.pipeline import Paragraph
from foedus.read.promise import Ids, Promise
from foedus.read.roles import role_ids
from foedus.read.syntax import (
    ancestors,
    children,
    controller,
    grammatical_subject,
    is_verb,
    logical_subject,
    passive,
    phrase,
)

_JOINS = frozenset("join accede adhere enter rejoin".split())
_LEAVES = frozenset(
    "leave quit exit abandon withdraw secede resign depart pull denounce renounce repudiate".split()
)
_TAKES_IN = frozenset("admit accept receive welcome take absorb incorporate induct".split())
_PUTS_OUT = frozenset("expel eject oust exclude expulse".split())
_STOPS = frozenset("suspend freeze halt".split())
_ENDS = frozenset("dissolve disband abolish wind".split())
_APPLIES = frozenset("apply seek request want hope wish aim aspire bid ask decide plan propose vote".split())
_WANTING = frozenset(
    "application bid request wish desire hope plan decision intention aspiration interest".split()
)
_NOTICE = frozenset("give notify announce inform serve hand submit declare send deliver state tell".split())
_IN_NOUNS = frozenset("accession entry admission adhesion adherence membership".split())
_OUT_NOUNS = frozenset("withdrawal exit departure denunciation secession resignation".split())
_STOP_NOUNS = frozenset("suspension freeze freezing".split())
_END_NOUNS = frozenset("dissolution disbandment abolition".split())
_PART = frozenset("participation membership part place seat role involvement cooperation activity".split())
_GENERIC = frozenset("alliance bloc pact treaty organization organisation union".split())
_LINKS = (
    _IN_NOUNS
    | _OUT_NOUNS
    | _STOP_NOUNS
    | _END_NOUNS
    | _PART
    | _WANTING
    | frozenset(
        "member ally signatory state instrument document notice letter protocol note process talk".split()
    )
)
_DONE = frozenset(
    """complete formalize formalise finalize finalise take become deposit mark celebrate seal welcome hail confirm end
    follow come begin start enter effect announce notify""".split()
)


def membership(
    view: Paragraph, token: Any, cast: Cast, called: Mapping[int, Called], before: Sequence[Promise]
) -> Promise | None:
    """The commitment that hangs on the name of an alliance, or of a treaty of many, if any."""
    body = _body(view, token, cast, called, before)
    if body is None:
        return None
    name, kind, org = body
    found = _told(token)
    if found is None:
        return None
    act, verb, who = found
    states = _states(view, who, verb, cast, org)
    if act == "signed":  # of an old treaty of many, one more that signs it joins it
        if org is not None or not 0 < len(states) <= 2 or not _older(called.get(token.i), cast):
            return None
        act = "joined"
    if not states and who is not None:
        states = _spoken_of(view, who, cast)
    whole = act == "ended" and (
        verb.lemma_.lower() in _ENDS | _END_NOUNS | {"expire", "lapse", "come", "cease"} and who is None
    )
    if whole and not states:
        own = called.get(token.i) or called.get(token.i - 1)
        states = members_named(own, cast)
    standing = judge(verb)
    if act == "joined" and _only_meant(verb) and standing.modality is not Modality.NEGATED:
        act = "proposed"
    if standing.denied or standing.modality is Modality.ALLEGED or rumoured(token):
        return (
            _made(view, token, verb, name, kind, states, org, act, modality=Modality.ALLEGED)
            if states
            else None
        )
    if act == "proposed" or standing.dropped or standing.modality is Modality.HYPOTHETICAL or standing.future:
        wanted = act == "proposed" or _wanted(verb)
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
    view: Paragraph, token: Any, cast: Cast, called: Mapping[int, Called], before: Sequence[Promise]
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


def _told(token: Any) -> tuple[str, Any, Any] | None:
    """The act, the word that tells it, and the phrase of who joins or leaves."""
    chain: list[Any] = []
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
    if nouns & _OUT_NOUNS:
        return _nominal("ended", next(n for n in chain if n.lemma_.lower() in _OUT_NOUNS), dep, verb, subject)
    if nouns & _STOP_NOUNS:
        return _nominal(
            "suspended", next(n for n in chain if n.lemma_.lower() in _STOP_NOUNS), dep, verb, subject
        )
    if nouns & _END_NOUNS:
        noun = next(n for n in chain if n.lemma_.lower() in _END_NOUNS)
        return (
            "ended",
            verb,
            noun if lemma in _DONE else None,
        )
    if nouns & _WANTING:
        return ("proposed", verb, subject) if lemma not in ("reject", "block", "veto", "oppose") else None
    if nouns & _PART and lemma in _STOPS:
        return "suspended", verb, subject
    if nouns & _PART and lemma in _LEAVES | {"end", "terminate", "renounce"}:
        return "ended", verb, subject
    if nouns & _IN_NOUNS:
        noun = next(n for n in chain if n.lemma_.lower() in _IN_NOUNS)
        if lemma in _APPLIES:
            return "proposed", verb, subject
        return _nominal("joined", noun, dep, verb, subject) if lemma in _DONE else None
    if chain and not nouns <= _PART | {"instrument", "document", "notice", "letter", "note"}:
        return None
    if lemma in _JOINS and (dep == "dobj" or prep in ("to", "into")):
        return "joined", verb, subject
    if lemma in _LEAVES and (dep == "dobj" or prep in ("from", "of")):
        if lemma == "pull" and not any(c.lower_ == "out" for c in verb.children):
            return None
        return "ended", verb, subject
    if lemma in _TAKES_IN and dep != "dobj":
        if prep in ("to", "into"):
            return "joined", verb, _object(verb)
        if dep in ("nsubj",) and any(
            c.lower_ in ("as", "into", "to") for c in verb.children if c.dep_ == "prep"
        ):
            return "joined", verb, _object(verb)
        if dep == "nsubj" and lemma == "admit":
            return "joined", verb, _object(verb)
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
    if lemma in _STOPS and prep == "from" and passive(verb):
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
    if lemma in ("expire", "lapse") and dep == "nsubj":
        return "ended", verb, None
    if lemma in ("come", "cease") and dep == "nsubj" and _over(verb):
        return "ended", verb, None
    if lemma == "return" and prep == "to":
        return "joined", verb, subject
    if lemma in ("sign", "initial") and dep == "dobj":
        return "signed", verb, subject
    if lemma in _ENDS and dep in ("dobj", "nsubjpass"):
        return "ended", verb, subject if not passive(verb) else None
    return None


def _over(verb: Any) -> bool:
    after = " ".join(t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 7])
    return re.match(r"(?:\S+ )?to (?:an end|its end|a close|exist|be in force|function)", after) is not None


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
    if lemma in ("cease",) or (
        lemma == "be"
        and any(c.lower_ in ("longer", "no") for t in verb.children for c in t.subtree if t.dep_ == "advmod")
    ):
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
    if lemma in _APPLIES | {"consider", "discuss", "threaten", "demand", "debate", "weigh", "urge", "oppose"}:
        return (
            ("proposed", verb, owner or subject)
            if lemma in _APPLIES | {"consider", "discuss", "weigh"}
            else None
        )
    if lemma in _DONE | _NOTICE | {"complete", "make", "decree", "communicate", "report"}:
        return act, verb, owner or subject
    if dep in ("nsubj", "nsubjpass"):
        return act, noun, owner
    if any(
        c.lower_ in ("after", "since", "following", "with", "upon") and noun in c.subtree
        for c in verb.children
    ):
        return act, noun, owner or subject
    return None


def _states(view: Paragraph, who: Any, verb: Any, cast: Cast, org: str | None) -> Ids:
    if who is None:
        return ()
    p = view.index
    found = cast.modifiers(p, who) if who.lemma_.lower() in _OUT_NOUNS | _STOP_NOUNS | _IN_NOUNS else ()
    if not found and who.tag_ == "PRP$":  # `handed in their applications`
        above = next((t for t in ancestors(who) if is_verb(t)), None)
        subject = logical_subject(above) if above is not None else None
        found = cast.refs(p, who) or (cast.refs(p, subject) if subject is not None else ())
    found = found or cast.refs(p, who) or role_ids(cast, p, "of", who, (), False) or cast.place(p, who)
    return tuple(i for i in found if i != org and i not in ALLIANCES and cast.kinds(i) == "state")


def _older(own: Called | None, cast: Cast) -> bool:
    """Signed more than half a year before the text: who signs now is one more."""
    if own is None:
        return False
    latest = max(e.signed for e in own.entries)
    return latest[:4] < str(cast.published.year) or latest[:7] < cast.published.isoformat()[:7]


def members_named(own: Called | None, cast: Cast) -> Ids:
    """The parties of a pact that the text names; all of them where it names fewer than two."""
    if own is None:
        return ()
    bound = own.entries[0].parties
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


def _only_meant(verb: Any) -> bool:
    """`hopes to join`, `a bid to enter`; not `the first to join`."""
    if verb.tag_ != "VB" or not any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children):
        return False
    head = verb.head
    return not (
        head.lemma_.lower() in ("first", "last", "latest", "newest", "go")
        or head.tag_ == "JJ"
        or head == verb
    )


def _wanted(verb: Any) -> bool:
    """`applied to join`, `its bid to join`, `wants to accede to`: what is asked for or intended."""
    if verb.lemma_.lower() in _APPLIES:
        return True
    for t in list(ancestors(verb))[:4]:
        lemma = t.lemma_.lower()
        if lemma in _APPLIES | _WANTING | {"agree", "intend", "consider", "offer", "invite"}:
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


def told_by_itself(verb: Any, view: Paragraph, cast: Cast) -> bool:
    """`announced that it will withdraw from X`, `gave notice that …`: told, as settled, by the one who goes."""
    if not is_verb(verb) or verb.dep_ not in ("ccomp", "xcomp", "acl"):
        return False
    head, who = verb.head, logical_subject(verb)
    if not is_verb(head):
        head = head.head if head.lemma_.lower() in ("notice", "decision", "intention") else head
    if who is None or not is_verb(head) or head.lemma_.lower() not in _NOTICE - {"tell", "state"}:
        return False
    speaker = logical_subject(head)
    said = set(cast.refs(view.index, speaker)) if speaker is not None else set()
    return bool(said & set(cast.refs(view.index, who)))
