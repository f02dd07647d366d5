"""Has it happened? What the words around a verb or noun say of the act: done, planned, feared, denied, wished.

`judge` climbs from the trigger to the root and lets each step speak: auxiliaries, negations, governing verbs
and nouns, conjunctions. What is only wished, asked, supposed or meant as a purpose is no event (`dropped`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from foedus.model.reading import Modality
from foedus.read.lexicon import words
from foedus.read.syntax import child, children, is_verb

PLANS = words("plans")
WISHES = words("wishes")
FINITE_WISHES = words("finite_wishes")
FAILS = words("fails")
PASSING = words("passing")
PLANNED_NOUNS = words("planned_nouns")
WISHED_NOUNS = words("wished_nouns")
RISK_WORDS = words("risk_words")
CONDITIONS = words("conditions")
NEGATIVE_PREPOSITIONS = words("negative_prepositions")


@dataclass(frozen=True, slots=True)
class Judgement:
    """`dropped`: no event at all. `future`: an intention (`will`, `plans to`); `denied`: under a verb of denial."""

    modality: Modality = Modality.ASSERTED
    dropped: bool = False
    future: bool = False
    denied: bool = False
    accusing: Any | None = None
    """The verb or noun of accusation that the act stands under."""
    deontic: bool = False


_ASSERTED = Judgement()
_TO_COME = Judgement(Modality.PLANNED, future=True)
_DROP = Judgement(Modality.HYPOTHETICAL, dropped=True)


def judge(token: Any) -> Judgement:
    """The standing of the act that a verb, or a noun of action, names."""
    return _judge_verb(token, 0) if is_verb(token) else _judge_noun(token, 0)


def _judge_verb(verb: Any, depth: int) -> Judgement:
    own = _own(verb)
    if own is not None and (own.dropped or own.modality is Modality.NEGATED):
        return own
    above = _above(verb, depth, own is not None)
    if above.dropped or above.denied:
        return above
    if own is not None and above.modality is Modality.ASSERTED:
        return own
    if own is not None and own.modality is Modality.HYPOTHETICAL:
        return own
    return above


def _own(verb: Any) -> Judgement | None:
    """What the clause itself says: modal verbs, negation, condition, question."""
    negated = _negated(verb)
    aux = [c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")]
    marks = [c.lower_ for c in verb.children if c.dep_ in ("mark", "advmod") and c.i < verb.i]
    if any(m in CONDITIONS for m in marks) or _inverted(verb):
        return _DROP
    if any(c.dep_ == "mark" and c.lower_ == "whether" for c in verb.children):
        return _DROP
    if verb.dep_ == "advcl" and verb.tag_ == "VB" and "to" in aux:
        return _DROP if _purpose(verb) else None
    if negated:
        if any(a in ("would", "could", "might", "may") for a in aux):
            return Judgement(Modality.NEGATED, future="would" in aux)
        return Judgement(
            Modality.NEGATED, future=any(a in ("will", "wo", "shall", "'ll", "’ll") for a in aux)
        )
    for a in aux:
        if a in ("will", "shall", "'ll", "’ll", "wo"):
            return Judgement(Modality.PLANNED, future=True)
        if a in ("would", "'d", "’d"):
            if "have" in aux:
                return _DROP
            return Judgement(Modality.HYPOTHETICAL, future=True)
        if a in ("could", "may", "might", "can", "ca"):
            if "have" in aux and a != "may":
                return Judgement(Modality.HYPOTHETICAL, dropped=True)
            return Judgement(Modality.HYPOTHETICAL)
        if a in ("must", "should", "ought"):
            return Judgement(Modality.HYPOTHETICAL, dropped=True, deontic=True)
    return None


def _negated(verb: Any) -> bool:
    for c in verb.children:
        if c.dep_ == "neg" or (c.lower_ in ("never", "hardly", "scarcely") and c.dep_ == "advmod"):
            after = verb.doc[c.i + 1].lower_ if c.i + 1 < len(verb.doc) else ""
            if after in ("only", "just", "merely", "simply", "least"):
                continue
            return True
        if c.dep_ in ("dobj", "nsubjpass", "nsubj") and any(
            d.dep_ == "det" and d.lower_ in ("no", "neither") for d in c.children
        ):
            return True
        if c.dep_ in ("nsubj", "nsubjpass") and c.lower_ in ("nobody", "none", "neither", "nothing"):
            return True
    return False


def _inverted(verb: Any) -> bool:
    """`Had X kept its arms, …`, `Should X attack, …`."""
    if verb.dep_ not in ("advcl", "ccomp"):
        return False
    kids = [c for c in verb.children if c.dep_ not in ("punct", "cc")]
    first = kids[0] if kids else None
    return (
        first is not None
        and first.dep_ in ("aux", "auxpass")
        and first.lower_ in ("had", "should", "were")
        and any(c.dep_ in ("nsubj", "nsubjpass") and c.i > first.i for c in kids)
    )


def _purpose(verb: Any) -> bool:
    """`sent ships to deter X` is no second act; `went on to attack X` is one."""
    return (
        verb.head.lemma_ not in ("go", "come", "continue", "proceed", "return", "join")
        or verb.head.dep_ != "ROOT"
    )


def _above(verb: Any, depth: int, finite: bool) -> Judgement:
    head, dep = verb.head, verb.dep_
    if depth > 10 or head == verb:
        return _DROP if _question(verb) else _ASSERTED
    if dep == "conj":
        if is_verb(head) and head.lemma_.lower() in _HEARSAY and any(c.lower_ == "that" for c in verb.lefts):
            return _complement(verb, head, depth, finite)
        if is_verb(head):
            if (
                not any(c.dep_ in ("aux", "auxpass") for c in verb.children)
                and verb.tag_
                in (
                    "VB",
                    "VBG",
                    "VBN",
                    "VBD",
                    "VBP",
                )
                and (verb.tag_ in ("VB",) or head.tag_ == verb.tag_)
            ):
                return (
                    _judge_verb(head, depth + 1)
                    if not _only_negated(head)
                    else _above(head, depth + 1, finite)
                )
            return _above(head, depth + 1, finite)
        return _judge_noun(head, depth + 1)
    if dep in ("xcomp", "ccomp", "acomp", "oprd"):
        return _complement(verb, head, depth, finite)
    if dep == "pcomp":
        return _after_preposition(verb, head, depth)
    if dep in ("acl", "relcl"):
        return _clause_of_noun(verb, head, depth)
    if dep == "advcl":
        return _adverbial(verb, head, depth)
    if dep in ("csubj", "csubjpass"):
        return _DROP
    if dep == "amod":
        return _ASSERTED
    if dep in ("parataxis", "dep", "aux", "attr"):
        return _ASSERTED if _question(verb) is False else _DROP
    return _ASSERTED


def _asked(verb: Any) -> bool:
    return any(c.lower_ in CONDITIONS for c in verb.children) or _question(verb)


def _only_negated(verb: Any) -> bool:
    own = _own(verb)
    return own is not None and own.modality is Modality.NEGATED


def _question(verb: Any) -> bool:
    sentence = verb.sent
    last = sentence[-1]
    if last.text in ("”", '"', "'", "’", ")") and len(sentence) > 1:
        last = sentence[-2]
    return bool(last.text == "?")


def _complement(verb: Any, head: Any, depth: int, finite: bool) -> Judgement:
    lemma = head.lemma_.lower()
    if head.pos_ == "ADJ":
        return _after_adjective(head, depth)
    if not is_verb(head):
        return _clause_of_noun(verb, head, depth)
    if lemma in ("deny", "disavow", "refute") and verb.i < head.i and child(head, "dobj") is not None:
        return _ASSERTED  # `X accuses Y; Z denies that`, read as one clause
    if lemma in ("deny", "disavow", "refute"):
        return Judgement(Modality.ALLEGED, denied=True, accusing=head)
    if lemma == "be" and _untrue(head):
        return _DROP
    up = _judge_verb(head, depth + 1)
    wh = any(
        c.lower_ in ("how", "what", "why", "when", "where", "who", "which", "whether", "if")
        and c.i < verb.i
        and c.dep_ in ("advmod", "dobj", "nsubj", "attr", "mark", "pobj", "det")
        and c.tag_ in ("WRB", "WP", "WDT", "IN")
        for c in verb.children
    )
    if (
        verb.dep_ == "ccomp"
        and wh
        and lemma
        in (
            "know",
            "ask",
            "wonder",
            "see",
            "understand",
            "decide",
            "say",
            "discuss",
            "question",
            "determine",
            "consider",
        )
    ):
        return _DROP
    if lemma in ("order", "instruct", "direct") and any(
        o.lemma_.lower() in _TROOPS for o in children(head, "dobj", "nsubjpass")
    ):
        return up if up.dropped or up.modality is Modality.NEGATED else _TO_COME
    if lemma in WISHES and (
        verb.dep_ == "xcomp"
        or lemma in FINITE_WISHES
        or not any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)
        or verb.tag_ == "VB"
    ):
        return _DROP
    if lemma in PLANS and (verb.dep_ == "xcomp" or lemma in ("expect", "plan", "anticipate")):
        if up.accusing is not None:
            return up
        if up.dropped or up.modality is not Modality.ASSERTED:
            return (
                up
                if up.dropped or up.modality is Modality.NEGATED
                else Judgement(Modality.PLANNED, future=True)
            )
        return Judgement(Modality.PLANNED, future=True)
    if lemma in ("force", "compel", "oblige") and any(c.dep_ == "auxpass" for c in head.children):
        return up
    if lemma == "hesitate" and _negated(head):
        return up if up.dropped and not up.deontic else _TO_COME
    if lemma in FAILS:
        return up if up.dropped and not up.deontic else Judgement(Modality.NEGATED)
    if lemma in ("confirm", "verify", "establish", "prove") and _negated(head):
        return up if up.dropped else Judgement(Modality.ALLEGED)
    if lemma in _HEARSAY and any(c.dep_ == "auxpass" for c in head.children):
        return up if up.dropped or up.modality is Modality.NEGATED else Judgement(Modality.ALLEGED)
    if lemma in ("allege", "accuse", "charge", "claim", "suspect"):
        return Judgement(Modality.ALLEGED, accusing=head)
    if (
        verb.dep_ in ("xcomp", "ccomp") and lemma == "be" and verb.tag_ == "VB"
    ):  # `is to visit`, `were to strike`
        return up if up.dropped else _DROP if head.lower_ == "were" and _asked(head) else _TO_COME
    if verb.dep_ == "ccomp" and finite is False and lemma in PASSING:
        return up
    if verb.dep_ == "ccomp":  # a clause of speech: it stands for itself; the statement says who vouches
        return _DROP if up.dropped and not up.deontic else _ASSERTED
    return up


_TROOPS = frozenset(
    "force troop army navy fleet soldier marine division brigade ship warship battalion".split()
)


def _untrue(verb: Any) -> bool:
    """`it is not true that`, `it is a lie that`."""
    for c in children(verb, "acomp", "attr"):
        if c.lower_ in ("true", "correct", "accurate", "case", "so"):
            return _negated(verb)
        if c.lower_ in (
            "false",
            "untrue",
            "lie",
            "nonsense",
            "fabrication",
            "myth",
            "invention",
            "rumour",
            "rumor",
        ):
            return True
    return False


_HEARSAY = frozenset(
    "report say believe allege claim think rumour rumor suspect understand presume suppose assume reckon fear".split()
)
"""`is said to have crossed`, `it was reported that`: told by nobody in particular."""


def _after_adjective(adjective: Any, depth: int) -> Judgement:
    lemma = adjective.lemma_.lower()
    verb = adjective.head
    up = _judge_verb(verb, depth + 1) if is_verb(verb) and verb != adjective else _ASSERTED
    if lemma in ("unlikely", "unwilling", "reluctant", "unable", "hesitant"):
        return Judgement(Modality.NEGATED)
    if lemma in (
        "ready",
        "willing",
        "prepared",
        "set",
        "due",
        "poised",
        "bound",
        "eager",
        "determined",
        "expected",
        "scheduled",
    ):
        return Judgement(Modality.PLANNED, future=True) if not up.dropped else up
    if lemma in ("likely", "able", "free", "certain", "sure"):
        return Judgement(Modality.HYPOTHETICAL)
    if lemma in (
        "responsible",
        "guilty",
        "sorry",
        "grateful",
        "right",
        "wrong",
        "first",
        "last",
        "famous",
        "proud",
        "quick",
        "slow",
        "glad",
    ):
        return up
    return _DROP


def _after_preposition(verb: Any, prep: Any, depth: int) -> Judgement:
    word, head = prep.lower_, prep.head
    lemma = head.lemma_.lower()
    if prep.pos_ in ("NOUN", "VERB") and prep.dep_ != "prep" and prep.tag_ != "IN":
        return _complement(verb, prep, depth, False) if is_verb(prep) else _clause_of_noun(verb, prep, depth)
    if word in NEGATIVE_PREPOSITIONS:
        return Judgement(Modality.NEGATED)
    if word == "from" and lemma in RISK_WORDS:
        return _DROP
    if is_verb(head):
        if lemma in ("accuse", "suspect", "charge", "blame", "convict", "indict"):
            return Judgement(Modality.ALLEGED, accusing=head)
        if lemma in RISK_WORDS or lemma in WISHES:
            return _DROP
        if lemma in PLANS:
            return Judgement(Modality.PLANNED, future=True)
        return _judge_verb(head, depth + 1)
    if head.pos_ == "ADJ":
        return (
            _after_adjective(head, depth)
            if lemma not in ("guilty", "responsible")
            else Judgement(Modality.ALLEGED)
        )
    return _clause_of_noun(verb, head, depth)


def _clause_of_noun(verb: Any, noun: Any, depth: int) -> Judgement:
    lemma = noun.lemma_.lower()
    if verb.dep_ != "relcl" and _denied_noun(noun):
        return Judgement(Modality.NEGATED, dropped=lemma in WISHED_NOUNS | RISK_WORDS)
    if verb.dep_ in ("relcl",):
        if any(
            c.dep_ == "det" and c.lower_ in ("any", "every", "whichever", "no") for c in noun.children
        ) or noun.lower_ in ("anyone", "whoever", "any"):
            return _DROP
        return _ASSERTED
    if lemma in ("accusation", "allegation", "charge", "suspicion"):
        return Judgement(Modality.ALLEGED, accusing=noun)
    if lemma in PLANNED_NOUNS:
        return Judgement(Modality.PLANNED, future=True)
    if lemma in WISHED_NOUNS or lemma in RISK_WORDS:
        return _DROP
    if verb.dep_ == "acl" and verb.tag_ == "VB":
        return Judgement(
            Modality.PLANNED,
            future=True,
            dropped=lemma not in ("decision", "move", "operation", "mission", "campaign", "offensive"),
        )
    if verb.dep_ == "acl":
        return _ASSERTED
    return _ASSERTED


def _adverbial(verb: Any, head: Any, depth: int) -> Judgement:
    marks = [c.lower_ for c in verb.children if c.dep_ == "mark"]
    if any(m in ("if", "unless", "lest", "whether", "until", "till", "so", "that") for m in marks) and not (
        "so" in marks and verb.tag_ == "VBD"
    ):
        return _DROP if "until" not in marks or verb.tag_ != "VBD" else _ASSERTED
    if any(
        m in ("after", "because", "since", "while", "although", "though", "as", "when", "before", "once")
        for m in marks
    ):
        if ("when" in marks or "before" in marks or "once" in marks or "after" in marks) and verb.tag_ in (
            "VBZ",
            "VBP",
            "VB",
        ):
            return _DROP
        return _ASSERTED
    if verb.tag_ == "VBG" and is_verb(head):
        up = _judge_verb(head, depth + 1)
        return up if up.modality is not Modality.NEGATED else _ASSERTED
    if verb.tag_ == "VB":
        return _DROP
    return _ASSERTED


def _denied_noun(noun: Any) -> bool:
    """`has no intention of`, `does not plan`, `without any plan to`."""
    if any(c.dep_ == "det" and c.lower_ in ("no", "neither") for c in noun.children):
        return True
    head = noun.head
    return is_verb(head) and noun.dep_ in ("dobj", "attr") and any(c.dep_ == "neg" for c in head.children)


# --- nouns


def _judge_noun(noun: Any, depth: int) -> Judgement:
    for c in noun.children:
        low = c.lower_
        if c.dep_ == "det" and low in ("any", "every", "no", "neither", "whatever", "another"):
            return Judgement(Modality.NEGATED) if low in ("no", "neither") else _DROP
        if c.dep_ in ("amod", "compound", "advmod", "npadvmod") and low in RISK_WORDS:
            return _DROP
        if c.dep_ in ("amod",) and low in (
            "planned",
            "upcoming",
            "forthcoming",
            "scheduled",
            "proposed",
            "impending",
            "imminent",
            "future",
            "intended",
            "expected",
        ):
            return Judgement(Modality.PLANNED, future=True)
        if c.dep_ in ("amod",) and low in (
            "alleged",
            "suspected",
            "reported",
            "purported",
            "supposed",
            "rumored",
            "rumoured",
        ):
            return Judgement(Modality.ALLEGED)
    return _above_noun(noun, depth)


def _above_noun(noun: Any, depth: int) -> Judgement:
    head, dep = noun.head, noun.dep_
    if depth > 10 or head == noun:
        return _DROP if _question(noun) else _ASSERTED
    if dep == "pobj":
        return _noun_after(head, depth)
    if dep in ("conj", "appos", "nmod", "compound"):
        return _above_noun(head, depth + 1) if not is_verb(head) else _of_governor(head, depth)
    if is_verb(head):
        return _of_governor(head, depth, dep == "nsubj" and not any(c.dep_ == "neg" for c in head.children))
    return _ASSERTED


def _noun_after(prep: Any, depth: int) -> Judgement:
    word, head = prep.lower_, prep.head
    lemma = head.lemma_.lower()
    if depth > 10:
        return _ASSERTED
    if word in NEGATIVE_PREPOSITIONS:
        return _DROP
    if word in ("in",) and prep.head.pos_ not in ("NOUN",) and _in_event_of(prep):
        return _DROP
    if lemma in RISK_WORDS or lemma in WISHED_NOUNS or lemma in PLANNED_NOUNS or lemma in ("event", "case"):
        return _DROP
    if lemma in ("accusation", "allegation", "claim", "charge"):
        return Judgement(Modality.ALLEGED, accusing=head)
    if word in ("against", "from") and lemma in words("protectors"):
        return _DROP
    if is_verb(head):
        if word in ("for",) and lemma in (
            "call",
            "prepare",
            "ask",
            "wait",
            "plan",
            "push",
            "press",
            "hope",
            "allow",
            "appeal",
        ):
            return _DROP
        return (
            _of_governor(head, depth)
            if word
            not in (
                "after",
                "before",
                "since",
                "during",
                "following",
                "despite",
                "over",
                "amid",
                "because",
                "for",
                "by",
                "with",
                "in",
                "at",
            )
            else _circumstance(head, depth)
        )
    if head.pos_ in ("NOUN", "PROPN", "ADJ"):
        return _above_noun(head, depth + 1) if head.head != head else _ASSERTED
    if head.tag_ == "IN" or head.pos_ == "ADP":
        return _noun_after(head, depth + 1) if head.head != head else _ASSERTED
    return _ASSERTED


def _in_event_of(prep: Any) -> bool:
    return any(c.lower_ in ("event", "case") for c in children(prep, "pobj"))


def _circumstance(verb: Any, depth: int) -> Judgement:
    """`since Russia's attack`, `over its war`: the act is presupposed, whatever the main verb says."""
    own = _own(verb)
    return _DROP if own is not None and own.dropped and not own.deontic else _ASSERTED


def _of_governor(verb: Any, depth: int, subject: bool = False) -> Judgement:
    lemma = verb.lemma_.lower()
    if subject:  # what acts on others is there: `the visit worried the region`
        return _circumstance(verb, depth)
    if lemma in RISK_WORDS:
        return _DROP
    if lemma in WISHES or lemma in (
        "need",
        "require",
        "propose",
        "suggest",
        "consider",
        "contemplate",
        "discuss",
    ):
        return _DROP
    if lemma in PLANS or lemma in ("plot", "prepare", "schedule"):
        return Judgement(Modality.PLANNED, future=True)
    if lemma in ("deny", "dispute"):
        return Judgement(Modality.ALLEGED, denied=True, accusing=verb)
    up = _judge_verb(verb, depth + 1)
    if up.modality is Modality.NEGATED and not up.dropped:
        return _ASSERTED
    return (
        up
        if up.dropped and not up.deontic
        else (_ASSERTED if up.modality is Modality.ASSERTED or up.deontic else up)
    )
