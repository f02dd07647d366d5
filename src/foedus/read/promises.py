"""Promises told in a clause: who would do what for whom, and when; in news and in the articles of a treaty."""

from __future__ import annotations

import re
from typing import Any

from foedus.model.norm import Kind

_AID = (
    r"(?:(?:come|rush|go) (?:at once |immediately )?to (?:the|its|their|his|each other[’']?s|one another[’']?s|"
    r"[\w’' -]{2,40}?) ?(?:other[’']?s? )?(?:aid|assistance|defen[cs]e|rescue|help|side))"
    r"|(?:(?:provide|give|lend|render|afford|extend|furnish|offer|send|"
    r"accord)\b[^.;]{0,60}?\b(?:assistance|aid|help|support|protection|troops|forces))"
    r"|\b(?:assist|defend|protect|support|aid|help)\b|fight (?:alongside|for|beside)|"
    r"go to war (?:for|to defend|on behalf)|take (?:up arms|military action)"
    r"|(?:act|meet|respond to) (?:to meet )?the common danger|"
    r"guarantee\w* [^.;]{0,60}(?:independence|integrity|security|borders|frontiers|"
    r"sovereignty|neutrality|territory)"
    r"|(?:respond|react|retaliate) (?:to|against) (?:any |an )?(?:armed )?(?:attack|aggression|assault|invasion)"
    r"|(?:feel|be|consider)\w* (?:themselves |itself )?bound [^.;]{0,30}"
    r"(?:lend|give|render|support|assist|aid|help|defend)"
    r"|stand (?:by|with|beside) [^.;]{0,40}(?:attack|war|inva)|join (?:in )?the (?:war|"
    r"defen[cs]e)|make common cause"
)
_AS_OWN = (
    r"(?:regard|treat|consider|view|see|deem)\w* (?:any |an |every )?(?:armed )?(?:attack|aggression)s? "
    r"(?:on|against|upon) [^.;]{2,60}? (?:as|to be|would be) (?:an? |the )?(?:\w+ )?(?:threat|attack|aggression|danger)"
)
_RULES: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (
            Kind.MUST_ASSIST,
            r"(?:an? (?:armed )?attack|aggression|attacks?) (?:on|against|upon) (?:any |"
            r"either )?(?:one|any|either|a member|one or more|the other|it)\b[^.;]{0,80}"
            r"\b(?:is|as|be|constitutes?|would be|considered|regarded|deemed|"
            r"treated)\b[^.;]{0,40}\b(?:attack|aggression|against|on)\b",
        ),
        (
            Kind.MUST_NOT_ASSIST_ATTACKER,
            r"\b(?:not|neither|nor|refrain from|abstain from|no)\b[^.;]{0,70}\b(?:assist|assisting|"
            r"support|supporting|aid|aiding|help|helping|giv\w+|provid\w+|lend\w*|join\w*|"
            r"conclud\w+|enter\w*|participat\w+|tak\w+ part)\b"
            r"[^.;]{0,100}\b(?:attack\w*|aggress\w*|enemy|enemies|third (?:state|states|power|"
            r"powers|part\w+|countr\w+)|coalition|alliance|agreements?|hostile|directed against)\b|"
            r"\b(?:remain|stay|observe|maintain|preserve|keep)\b[^.;]{0,30}\bneutral(?:ity)?\b|"
            r"benevolent neutrality",
        ),
        (
            Kind.MUST_NOT_ATTACK,
            r"\b(?:not to|never to|not|neither|refrain from|desist from|abstain from|(?:in|under) no circumstances|"
            r"renounc\w+|outlaw\w+)\b[^.;]{0,50}\b(?:attack|attacking|invade|invading|aggress\w*|(?:act|use|"
            r"resort|threat)\w* [^.;]{0,30}(?:force|war|violence)|war)\b|"
            r"resort (?:neither|not)|\bsettle\b[^.;]{0,60}\bpeaceful means|inviolab\w+",
        ),
        (Kind.MUST_CONSULT, r"\bconsult\b|\bconsultations?\b|confer (?:together|with)|exchange views"),
        (Kind.MUST_ASSIST, _AS_OWN),
        (Kind.MUST_ASSIST, _AID),
        (
            Kind.COOPERATES,
            r"(?:strengthen|deepen|expand|enhance|boost|increase|develop|share|step up|"
            r"bolster)\w*\b[^.;]{0,40}\b(?:defen[cs]e|security|military|"
            r"intelligence)\b[^.;]{0,20}\b(?:cooperation|ties|partnership|sharing|coordination|"
            r"intelligence|relations)\b|"
            r"access to (?:\w+ ){0,4}(?:bases?|airfields?|airbases?|ports?)\b|"
            r"station(?:ing)? (?:of )?(?:\w+ ){0,2}(?:troops|forces|soldiers)|use of (?:\w+ ){0,2}bases|"
            r"share (?:\w+ )?intelligence|hold joint (?:exercises|drills)",
        ),
    )
)
_CONDITION = re.compile(
    r"\b(?:if|in case|should|when|whenever|in the event|in event|against|on|"
    r"were)\b[^.;]{0,140}?\b(?:attack\w*|war|invasion|invad\w+|aggress\w+|threat\w*|assault|"
    r"force|hostilities|danger)\b",
    re.IGNORECASE,
)
MUTUAL = re.compile(
    r"\b(?:each other|one another|the other|either|both|mutual\w*|another|common|"
    r"reciprocal\w*|any of them|one of them|all of them|attack on all)\b",
    re.IGNORECASE,
)
_GOODS = re.compile(
    r"\b(?:refugees|victims|food|medical|medicine|economic|economy|humanitarian|earthquake|"
    r"flood|famine|rebuild|financ\w+|democra\w*|farmers|students|families|develop|migrants|"
    r"research|investors|investigat\w+|police|climate)\b",
    re.IGNORECASE,
)
_MILITARY = re.compile(
    r"\b(?:attack\w*|war|invad\w+|invasion|aggress\w+|military|armed|defend\w*|defen[cs]e|"
    r"force\w*|troops|security|threat\w*|independence|integrity|nuclear|arms|weapons|"
    r"alliance|ally|sovereignty|hostil\w+|enemy|danger)\b",
    re.IGNORECASE,
)


def duties(clause: str) -> list[Kind]:
    """The duties that the words of a promise put on the one who makes it: one, or the two kinds of abstaining."""
    found = [
        kind
        for kind, pattern in _RULES
        if (match := pattern.search(clause)) and _meant(kind, match.group(), clause)
    ]
    kinds = list(dict.fromkeys(found))
    if Kind.MUST_NOT_ATTACK in kinds and Kind.MUST_NOT_ASSIST_ATTACKER in kinds:
        return [Kind.MUST_NOT_ATTACK, Kind.MUST_NOT_ASSIST_ATTACKER]
    return kinds[:1]


def _meant(kind: Kind, words: str, clause: str) -> bool:
    """Help is a duty here only where it is military; one's own defence is none."""
    if kind is not Kind.MUST_ASSIST:
        return True
    conditional = _CONDITION.search(clause) is not None
    if not _MILITARY.search(clause) or (_GOODS.search(clause) and not conditional):
        return False
    if re.search(r"\b(?:itself|themselves|himself|its own|their own)\b", words) and not MUTUAL.search(clause):
        return False
    bare = re.match(r"(?:support|help|aid|assist)\Z", words, re.IGNORECASE)
    return (
        not bare
        or conditional
        or re.search(r"military (?:support|assistance|aid)|militarily", clause, re.IGNORECASE) is not None
    )


def condition(clause: str) -> str | None:
    """The words that say when the duty arises, to the end of their clause."""
    match = _CONDITION.search(clause)
    if match is None:
        return None
    rest = re.match(r"[^,.;:]*", clause[match.end() :])
    return match.group() + (rest.group() if rest else "")


_PARTY = re.compile(
    r"\b(?:each|either|both|neither|the|all|every)?\s*(?:of the )?(?:high )?(?:contracting |"
    r"signatory |member |state |two )*(?:part(?:y|ies)|contracting powers|signatories|"
    r"member states|sides)\b",
    re.IGNORECASE,
)
_SHALL = re.compile(
    r"\b(?:shall|will|undertakes?|undertake|agrees?|pledges?|engages?|binds?|obliges?|"
    r"commits?|promises?|guarantees?|declares?|is bound|are bound)\b",
    re.IGNORECASE,
)
ARTICLE = re.compile(r"^\s*(?:ART(?:ICLE|\.)?|Article|Art\.)\s+(\d{1,3}|[IVXL]{1,7})\b\.?", re.MULTILINE)


def treaty_clause(sentence: str) -> bool:
    """`Each Party shall …`, `The Contracting Parties undertake to …`."""
    party = _PARTY.search(sentence)
    if party is None or party.start() > 260:
        return False
    return _SHALL.search(sentence) is not None


def article_at(text: str, at: int) -> str | None:
    """The number of the article in whose text a place lies, where the text is laid out in articles."""
    last: str | None = None
    for match in ARTICLE.finditer(text, 0, at + 1):
        last = match.group(1)
    return last


def looks_like_treaty(text: str) -> bool:
    """Two headed articles and a contracting party at least."""
    return len(ARTICLE.findall(text[:200_000])) >= 2 and _PARTY.search(text) is not None and " shall " in text


Token = Any
