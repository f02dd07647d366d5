"""Pacts as words name them: the kind of duty, the trigger, the name of the treaty, what is reported of it."""

from __future__ import annotations

import re

from foedus.model.norm import Kind, TriggerWord
from foedus.read.lexicon import PACT_NOUNS, table, words

ALLIANCES = table("alliances")

_DEF = r"defen[cs]e"
_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (
            Kind.MUST_NOT_ATTACK,
            r"cease-?fire|\btruce\b|\barmistice\b|cessation of hostilities|"
            r"non-?\s?aggression|\bno-attack\b|renunciation of (?:war|force)|non-use of force",
        ),
        (Kind.MUST_NOT_ASSIST_ATTACKER, r"\bneutrality\b(?! of)"),
        (
            Kind.EXTENDS_DETERRENCE,
            r"nuclear umbrella|extend(?:ed|s|ing)? (?:its )?(?:nuclear )?deterren(?:ce|t)|"
            r"nuclear deterrent (?:umbrella|"
            r"guarantee)|nuclear guarantee",
        ),
        (
            Kind.COOPERATES,
            rf"{_DEF}[- ](?:industr\w+|cooperation|coopera\w+|procurement|technology|trade|equipment|export)|"
            rf"(?:military|security|strategic|{_DEF}|mutual|naval|friendship,?)[- ](?:and (?:\w+[- ]){{1,2}})?"
            rf"co-?operation|co-?operation (?:in|on|for) (?:the field of )?(?:{_DEF}|security|military)|"
            r"military (?:agreement|accord|pact|deal|treaty|convention|protocol|partnership)|"
            r"friendship (?:treaty|pact|agreement)|(?:treaty|pact|agreement) of (?:\w+,? (?:and )?){0,2}friendship|"
            r"intelligence|information[- ]sharing|status[- ]of[- ]forces|"
            r"visiting forces|reciprocal access|"
            r"logistic|basing|access (?:agreement|pact)|security (?:arrangement|partnership|"
            r"dialogue|pact|agreement|deal|accord)|strategic partnership|"
            r"\bpartnership\b|arms (?:deal|sale)|nuclear-powered submarine|armaments|"
            r"joint (?:exercise|drill)|military-technical",
        ),
        (
            Kind.MUST_ASSIST,
            rf"(?:mutual|collective|common|joint)[- ](?:self-?)?{_DEF}|(?:mutual|military) (?:assistance|aid|"
            rf"help)|mutual security|"
            rf"\b{_DEF} (?:pact|treaty|alliance|agreement|commitment|commitments|pledge|guarantee|"
            rf"guarantees|clause|obligation|"
            r"obligations|accord|deal|umbrella|assurance|promise)|"
            r"(?:military|defensive|offensive|security|treaty|formal|triple|dual|franco-\w+|"
            r"anglo-\w+) alliance|"
            r"treaty of alliance|alliance (?:treaty|pact|with|between)|treaty alliance|"
            r"security (?:guarantee|treaty|pledge|commitment|assurance)|"
            rf"assistance pact|\bassistance (?:treaty|agreement)|article (?:5|v|five)\b|"
            rf"commitment to (?:the |its )?(?:{_DEF}|security)|"
            rf"{_DEF} of |guarantee (?:of|to)|\bpact of steel\b|\btripartite pact\b|"
            rf"treaty commitment|(?:triple|dual|quadruple) (?:alliance|entente)",
        ),
        (Kind.MUST_CONSULT, r"\bconsult(?:ation|ative|ations)?\b"),
    )
)
_SPECIFIC = frozenset(
    "treaty pact alliance guarantee umbrella entente convention axis accord agreement protocol".split()
)


_CIVIL = re.compile(
    r"\b(?:trade|trading|fish\w*|visas?|cultur\w+|tax\w*|extradition|health\w*|medical|educat\w+|touris\w+|climate|"
    r"energy|oil|gas|invest\w+|customs|tariffs?|migra\w+|scien\w+|space|sports?|agricultur\w+|econom\w+|financ\w+|"
    r"mining|minerals?|rail\w*|aviation|transport|transit|water|environment\w*|labou?r|bank\w*|film|judicial)\b",
    re.IGNORECASE,
)
_ARMED = re.compile(
    r"\b(?:defen[cs]e|military|security|armed|army|naval|forces|arms|strategic|friendship)\b", re.I
)


def kind_of(phrase: str, noun: str) -> Kind | None:
    """The duty that the words of a pact name; None where they name none."""
    found = [kind for kind, pattern in _KINDS if pattern.search(phrase)]
    if not found or (found == [Kind.COOPERATES] and _CIVIL.search(phrase) and not _ARMED.search(phrase)):
        return None
    if Kind.MUST_ASSIST in found and Kind.COOPERATES in found:
        strong = re.search(
            rf"(?:mutual|collective)[- ]{_DEF} (?:pact|treaty|agreement|pledge|clause)|"
            rf"military assistance|alliance|mutual (?:military )?(?:assistance|aid)|mutual security",
            phrase,
            re.I,
        )
        return Kind.MUST_ASSIST if strong else Kind.COOPERATES
    if Kind.MUST_NOT_ASSIST_ATTACKER in found and noun not in (
        "pact",
        "treaty",
        "agreement",
        "accord",
        "convention",
        "declaration",
        "pledge",
    ):
        found = [k for k in found if k is not Kind.MUST_NOT_ASSIST_ATTACKER]
    return found[0] if found else None


_TRIGGERS: tuple[tuple[TriggerWord, re.Pattern[str]], ...] = tuple(
    (word, re.compile(pattern, re.IGNORECASE))
    for word, pattern in (
        (
            TriggerWord.STATE_OF_WAR,
            r"\bstate of war\b|finds? itself (?:at|in a) war|\bat war\b|"
            r"becomes? involved in (?:a )?(?:war|hostilities)|involved in war|goes to war|"
            r"drawn into (?:a )?war",
        ),
        (TriggerWord.INVASION, r"\binvasion|\binvaded?\b|\binvades\b"),
        (
            TriggerWord.ARMED_ATTACK,
            r"armed attack|\battack(?:s|ed)?\b|comes? under (?:fire|attack)|if fired on",
        ),
        (TriggerWord.AGGRESSION, r"\baggress(?:ion|or|ive)"),
        (TriggerWord.MOBILISATION, r"\bmobili[sz]"),
        (TriggerWord.THREAT, r"\bthreat|\bmenac|\bdanger|\bcrisis|\bcrises"),
    )
)


def trigger_of(words_: str) -> str | None:
    """The first trigger that a clause names, in CONTRACT's words; `invasion and state-of-war` where both are asked."""
    found = [word for word, pattern in _TRIGGERS if pattern.search(words_)]
    if TriggerWord.STATE_OF_WAR in found and TriggerWord.INVASION in found:
        return "invasion and state-of-war"
    return found[0].value if found else None


_NAME = re.compile(
    r"(?:[A-Z][\w.’'-]*[ ])*(?:[A-Z][\w-]*[- ])?(?:Treaty|Pact|Agreement|Accord|Accords|"
    r"Convention|Charter|Protocol|Memorandum|Declaration|"
    r"Alliance|Entente|Axis|Act|Covenant|Guarantee)(?:\s(?:of|on|for|between|and|the|"
    r"in)\s(?:the\s)?[A-Z][\w.’'-]*(?:\s(?:of|and|on|for|the)\s[A-Z][\w’'-]*|"
    r"[ -][A-Z][\w’'-]*)*)*"
    r"|(?:[A-Z][\w-]+\s){2,}(?:treaty|pact|agreement|accord|convention)"
    r"|New START|START I{0,3}|Pact of Steel|Entente Cordiale|Triple (?:Alliance|Entente)|Dual Alliance"
)


def treaty_name(phrase: str) -> str | None:
    """The proper name of a treaty as written, or None: `the 1960 Treaty of Mutual Cooperation and Security`."""
    match = _NAME.search(phrase)
    if match is None:
        return None
    name = re.sub(r"\sin\s(?:the\s)?[A-Z].*$", "", match.group().strip(" ,.’'"))
    name = re.sub(r"^(?:The|A|An|This|That|Their|Its|Under|In|By|Article|New)\s(?!START)", "", name)
    return name if " " in name or "-" in name else None


FIRM = words("firm")
TRUCES = frozenset("ceasefire truce armistice".split())
IS_PACT = PACT_NOUNS | TRUCES


__all__ = ["ALLIANCES", "FIRM", "IS_PACT", "TRUCES", "kind_of", "treaty_name", "trigger_of"]
