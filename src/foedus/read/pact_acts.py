"""What a sentence reports of a pact: signed, in force, joined, suspended, ended, renewed, proposed; and by which word.

The climb goes from the noun of the pact through nouns of action (`its withdrawal from`, `the instruments of
ratification of`) to the verb that reports.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from foedus.read.lexicon import table, words
from foedus.read.syntax import is_verb, passive, with_conjuncts

ACTS = table("pact_acts")
ACT_NOUNS = table("pact_act_nouns")
_RATIFYING = words("pact_ratifying")
_CARRYING = words("pact_carrying_nouns")
"""`its participation in`, `the text of`: what is done to these is done to the pact."""
_STANDS = words("pact_reporting_verbs")
_WISHED = words("pact_wishing_verbs")
_INTRANSITIVE = frozenset(
    "expire lapse end collapse enter come take go become cease terminate fall commence begin".split()
)
_NOT_OWN = frozenset("extend make give want offer form take reach strike agree have be".split())
"""Verbs too light to tell of a pact from a clause that hangs on it."""
_INTO = re.compile(r"(?:\S+ ){0,3}?(?:into|in) (?:full |legal |formal )?(?:force|effect|operation)\b")
_EFFECT = re.compile(
    r"(?:\S+ ){0,2}?(?:effect\b|hold\b|effective\b|operative\b|binding\b|(?:legal )?force of law\b|law\b)"
)
_VOID = re.compile(
    r"\b(?:null and void|void|null|dead|defunct|invalid|at an end|over|finished|terminated|dissolved|ended|abrogated|"
    r"annulled|without (?:force|effect)|of no (?:force|effect)|extinct|torn up|cancelled|canceled|lapsed|"
    r"no longer (?:valid|binding|in force|applicable|in effect))\b"
)
_STATES = frozenset("declare proclaim pronounce consider regard deem announce say".split())


@dataclass(frozen=True, slots=True)
class Report:
    """`word` reports the act; `nominal` is the noun of action on the way, if any."""

    act: str | None = None
    word: Any | None = None
    nominal: Any | None = None
    aside: bool = False
    """Told in a participle that the parse hangs elsewhere: what stands above it says nothing of it."""


_NONE = Report()


def report_of(noun: Any) -> Report:
    """What is reported of the pact that a noun names."""
    own = _clause(noun)
    main = _climb(noun)
    if main.act is None or (own.act is not None and main.act in ("announced", "proposed")):
        return own if own.act is not None else main
    return main


def _clause(noun: Any) -> Report:
    """`the pact signed on Monday`, `a treaty that X and Y concluded`."""
    for clause in noun.children:
        lemma = clause.lemma_.lower()
        if clause.dep_ not in ("relcl", "acl") or not is_verb(clause):
            continue
        for verb in with_conjuncts(clause):
            if not is_verb(verb) or _acts_itself(verb):
                continue
            idiom = _by_idiom(verb, noun)
            other = next(
                (c for c in verb.children if c.dep_ == "nsubj" and c.tag_ not in ("WDT", "WP")), None
            )
            if idiom == "in-force" and other is not None and verb.lemma_.lower() not in ("put", "bring"):
                continue  # `the treaty under which a notice takes effect`
            act = idiom or (ACTS.get(verb.lemma_.lower()) if verb.lemma_.lower() not in _NOT_OWN else None)
            if act is not None and (lemma not in _NOT_OWN or act == "in-force"):
                return Report(act, verb)
    return _NONE


def _acts_itself(verb: Any) -> bool:
    """`a deal that ends the fighting`: what the pact does is not what is done to it."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None or subject.tag_ not in ("WDT", "WP") or passive(verb):
        return False
    return any(c.dep_ in ("dobj", "ccomp", "xcomp") for c in verb.children) and not _EFFECT.match(
        _after(verb)
    )


def _aside(noun: Any) -> Report:
    """`the Washington Declaration, announced on Wednesday, …`, where the parse hangs the participle elsewhere."""
    doc, at = noun.doc, noun.right_edge.i if noun.right_edge.i - noun.i < 6 else noun.i
    if at + 2 < len(doc) and doc[at + 1].text == "," and doc[at + 2].tag_ == "VBN":
        verb = doc[at + 2]
        act = ACTS.get(verb.lemma_.lower())
        if act in ("signed", "announced", "ended", "suspended"):
            return Report(act, verb, aside=True)
    return _NONE


def _climb(noun: Any) -> Report:
    chain: list[Any] = []
    at = noun
    for _ in range(8):
        if at.head == at:
            break
        dep, head = at.dep_, at.head
        if is_verb(head):
            return _at_verb(noun, chain, dep, head, at)
        noun_above = head.pos_ in ("NOUN", "PROPN")
        if (
            noun_above
            and dep in ("relcl", "acl", "poss")
            and not chain
            and head.lemma_.lower() not in ACT_NOUNS
        ):
            return _NONE
        if head.pos_ in ("NOUN", "PROPN", "NUM") and _acts(head):
            chain.append(head)
        elif head.pos_ == "NOUN" and dep == "prep" and head.lemma_.lower() not in _CARRYING and not chain:
            return _NONE
        at = head
    return Report(_nominal(chain), chain[-1], chain[-1]) if chain and _nominal(chain) else _NONE


def _acts(noun: Any) -> bool:
    lemma = noun.lemma_.lower()
    return lemma in ACT_NOUNS or lemma in _RATIFYING


def _nominal(chain: list[Any]) -> str | None:
    for n in reversed(chain):
        lemma = n.lemma_.lower()
        if lemma == "entry" and any(
            c.lower_ == "into" and any(o.lower_ in ("force", "effect") for o in c.children)
            for c in n.children
        ):
            return "in-force"
        if lemma in ACT_NOUNS:
            return ACT_NOUNS[lemma]
    return None


def _at_verb(noun: Any, chain: list[Any], dep: str, verb: Any, at: Any) -> Report:
    lemma = verb.lemma_.lower()
    if any(n.lemma_.lower() in _RATIFYING for n in chain):
        if lemma in ("exchange", "swap", "trade") or any(n.lemma_.lower() == "exchange" for n in chain):
            return Report("in-force", verb, chain[-1])
        if lemma in ("deposit", "lodge") or any(n.lemma_.lower() == "deposit" for n in chain):
            return Report("in-force", verb, chain[-1])
        return Report(None, verb)
    nominal = _nominal(chain)
    if nominal is not None:
        return _of_nominal(nominal, chain[-1], dep, verb)
    if chain:
        return Report(None, verb)
    idiom = _by_idiom(verb, noun)
    if idiom == "in-force" and dep in ("prep", "advmod", "npadvmod", "agent"):
        idiom = None  # `under the treaty a notice takes effect`
    if idiom is not None:
        return Report(idiom, verb)
    act = ACTS.get(lemma)
    if dep in ("nsubj", "nsubjpass") and verb.dep_ in ("ccomp", "xcomp", "oprd") and is_verb(verb.head):
        outer_idiom = _by_idiom(verb.head, noun)
        if outer_idiom == "ended":
            return Report("ended", verb.head)
    told_again = verb.dep_ == "ccomp" and ACTS.get(verb.head.lemma_.lower()) == "reaffirmed"
    if dep == "nsubjpass" and act is None and told_again:
        return Report("reaffirmed", verb.head)
    if dep == "nsubj" and lemma in ("bind", "oblige", "apply", "hold") and "no longer" in _clause_text(verb):
        return Report("ended", verb)
    if dep in ("nsubj", "csubj") and lemma not in _INTRANSITIVE:
        return Report("reaffirmed", verb.head) if told_again else Report(None, verb)
    if lemma in ("come", "go", "take", "become", "enter", "commence", "begin", "fall", "be", "cease"):
        return Report(None, verb)
    if lemma in ("renew", "extend", "prolong"):
        if _refused(verb):
            return Report("ended", verb.head)
        if dep in ("dobj", "nsubjpass") and any(c.dep_ == "neg" for c in verb.children):
            return Report("ended", verb, aside=True)  # `will not renew the treaty`
    if lemma == "break" and any(c.lower_ == "off" for c in verb.children):
        act = "ended"
    if act == "ended" and lemma in ("pull", "tear", "back", "walk", "rip"):
        particles = {c.lower_ for c in verb.children if c.dep_ in ("prt", "prep", "advmod")}
        if not particles & {"out", "up", "away"}:
            act = None
    if act == "ended" and lemma in ("end", "leave") and dep == "prep" and at.lower_ not in ("from", "of"):
        act = None
    if act == "signed" and dep == "prep" and at.lower_ not in ("into", "to", "on", "of"):
        act = None
    if act is not None or dep in (
        "dobj",
        "nsubj",
        "nsubjpass",
        "pobj",
        "prep",
        "attr",
        "agent",
        "oprd",
        "dative",
    ):
        return Report(act, verb)
    return _NONE


def _refused(verb: Any) -> bool:
    """`declined to renew`, `refused to extend`."""
    return verb.dep_ == "xcomp" and verb.head.lemma_.lower() in ("decline", "refuse", "fail")


def _of_nominal(act: str, nominal: Any, dep: str, verb: Any) -> Report:
    lemma = verb.lemma_.lower()
    acting = dep in ("nsubj", "nsubjpass") and not passive(verb)
    if acting and (lemma in _STANDS or _by_idiom(verb, nominal) == "in-force" or lemma not in _WISHED):
        return Report(act, verb if lemma in _STANDS else nominal, nominal)
    if dep == "prep" and any(
        c.lower_ in ("after", "since", "following", "with", "upon") and nominal in c.subtree
        for c in verb.children
    ):
        return Report(act, nominal, nominal)
    if lemma in _STANDS:
        return Report(act, verb, nominal)
    if lemma in _WISHED or act == "proposed":
        return Report("proposed", verb, nominal)
    return Report(None, verb)


def _by_idiom(verb: Any, noun: Any) -> str | None:
    """Acts told by several words: `takes effect`, `put their names to`, `declared … void`, `is no longer bound by`."""
    lemma = verb.lemma_.lower()
    after = _after(verb)
    if lemma in ("enter", "come", "go", "put", "bring", "be") and _INTO.match(after):
        return "in-force" if lemma != "be" else None
    if lemma in ("take", "become", "gain", "acquire") and _EFFECT.match(after):
        return "in-force"
    if lemma == "enter" and after.startswith("into"):
        return "signed"
    if lemma in ("put", "set", "affix", "append", "lend") and re.match(
        r"(?:\S+ ){0,3}?(?:names?|signatures?|pens?|seals?|initials?)\b[^,;]{0,24}? to\b", after
    ):
        return "signed"
    if lemma in _STATES and noun.i > verb.i - 30 and noun in verb.subtree:
        rest = verb.doc[noun.i + 1 : min(noun.i + 14, verb.sent.end)].text.lower()
        rest = re.split(r"[,;:]| and (?!void)| that ", rest)[0]
        small = (
            any(c.dep_ == "prep" and c.lower_ == "as" for c in verb.children)
            or any(c.dep_ in ("oprd", "ccomp", "acomp", "xcomp", "advcl", "amod") for c in noun.children)
            or any(c.dep_ in ("oprd", "ccomp", "acomp", "xcomp") for c in verb.children)
        )
        if small and _VOID.search(rest) and not re.search(r"\bnot\b|n[’']t\b", rest):
            return "ended"
    no_longer = re.search(r"\b(?:no longer|ceas\w+ to be|not)\b", after[:40]) or lemma == "cease"
    if (
        lemma in ("be", "consider", "regard", "feel", "cease", "remain", "bind")
        and no_longer
        and re.search(r"\b(?:bound by|(?:a )?party to|(?:a )?signatory to|tied to)\b", after[:60] + " ")
        and not re.search(r"\bnot\b", after[:20])
    ):
        return "ended"
    if (
        lemma == "bind"
        and re.search(r"\bno longer\b", _clause_text(verb))
        and not re.search(r"\bnot\b", _clause_text(verb))
    ):
        return "ended"
    if lemma in ("come", "draw", "cease", "reach", "stop") and re.match(
        r"(?:\S+ ){0,2}?(?:to (?:an end|its end|a close)|(?:the|its) end\b|"
        r"(?:to )?(?:be in force|exist|apply|bind|have (?:effect|force)|be (?:valid|binding)))",
        after,
    ):
        return "ended"
    if lemma in ("put", "bring") and re.match(r"(?:\S+ ){0,2}?an end to\b|(?:\S+ ){1,8}?to an end\b", after):
        return "ended"
    if lemma in ("go", "pass") and re.match(r"out of (?:existence|force|effect)\b", after):
        return "ended"
    if lemma in ("let", "allow", "permit") and re.search(r"\b(?:lapse|expire|run out|die)\b", after[:90]):
        return "ended"
    return None


def _after(verb: Any) -> str:
    return " ".join(t.lower_ for t in verb.doc[verb.i + 1 : min(verb.sent.end, verb.i + 26)])


def _clause_text(verb: Any) -> str:
    first = min(
        (c.i for c in verb.children if c.dep_ in ("nsubjpass", "advmod", "auxpass", "neg")), default=verb.i
    )
    return str(verb.doc[first : verb.i + 1].text.lower())
