"""Who wrote it and for whom: bylines, mastheads, agencies, copyright lines, photo credits."""

from __future__ import annotations

import re
from dataclasses import dataclass

from foedus.model.source import Offsets
from foedus.read.date_full import FULL, Calendar, of_match
from foedus.read.wordlist import words

AGENCY = (
    r"(?:(?:The )?Associated Press|A\.?P\.?|Reuters|REUTERS|Agence France[- ]Presse|AFP"
    r"|United Press(?: International)?"
    r"|UPI|Xinhua|TASS|ITAR-TASS|Tass|Interfax|RIA Novosti|Yonhap(?: News)?|KCNA|Kyodo(?: News)?|Jiji(?: Press)?|DPA"
    r"|dpa|ANSA|EFE|PTI|ANI|IANS|APP|Anadolu(?: Agency)?|AA|IRNA|ISNA|Fars|SANA|WAFA|MENA|SPA|WAM|KUNA|PNA|Bernama"
    r"|Antara|VNA|CNA|Ukrinform|Interfax-Ukraine|BelTA|AzerTAC|Armenpress|Tanjug|BTA|PAP|MTI|Havas|Wolff|Stefani"
    r"|Bloomberg(?: News)?|Dow Jones|CNN|BBC(?: News)?|NPR|VOA|RFE/RL|Al Jazeera|Politico|Axios|Wikinews|CP|AAP|NZPA"
    r"|SAPA|Press Association|PA|IPS|UN News|News Agency of Nigeria|NAN|GNA|PANA)"
)
_PARTICLE = (
    r"(?:de|da|di|do|dos|du|del|della|der|den|van|von|ter|ten|la|le|el|al|bin|ibn|bint|abu|y|e|st\.?|af|zu)"
)
_PIECE = r"(?:[A-Z\u00c0-\u024f][\w'’.-]{0,24}|[A-Z]\.(?:[A-Z]\.){0,3})"
NAME = rf"{_PIECE}(?:[ \u00a0](?:{_PARTICLE}[ \u00a0]|al-|el-)?{_PIECE}){{1,4}}"
_JOIN = r"(?:,? and |, | & |; | with |/)"
_NAMES = re.compile(NAME)
_LIST = rf"(?P<names>{NAME}(?:{_JOIN}{NAME}){{0,7}})"
_BY = re.compile(
    rf"\W{{0,3}}(?:by|story by|words by|written by|reported by|report by|text by|posted by|from our [\w ]{{0,40}}"
    rf"(?P<own>correspondent)|by our [\w ]{{0,40}}correspondent)\b[ :]{{0,2}}(?:{_LIST})?(?P<tail>.{{0,160}})",
    re.IGNORECASE,
)
_TAIL = re.compile(
    rf"(?:\s?[,|·•–—-]?\s?(?:in|of|for|at|special to)?\s?(?:the )?[\w.’' &-]{{0,50}}"
    rf"(?:correspondent|editor|writer|reporter|staff|bureau chief|bureau|columnist|chief|journalist|service"
    rf"|press|news|times|post|{AGENCY})?)"
    rf"(?:\s?[,|·•–—-]\s?.{{0,60}})?",
    re.IGNORECASE,
)
_PRESS = re.compile(
    rf"\W*by (?:the )?(?P<outlet>{AGENCY}|[A-Z][\w.&’' -]{{1,50}}(?:News|Times|Post|Press|Agency|Staff|Service))\W*",
    re.IGNORECASE,
)
_OUTLET_WORD = re.compile(
    r"\b(?:news|times|post|press|staff|agency|service|tribune|herald|journal|gazette|magazine|desk|team|reporters?"
    r"|correspondents?|editors?|writers?|wire|media|network|tv|radio|bureau)\b",
    re.IGNORECASE,
)
_PAPER_END = re.compile(
    r"\b(?:News|Times|Post|Tribune|Herald|Journal|Gazette|Magazine|Telegraph|Guardian|Star|Today)\Z"
)
_NO_NAME = frozenset(
    words(
        "the a an of in on at to for and or but from with as is was are were has had will not no new "
        "all its his her our war peace treaty pact president minister prime talks says said after over "
        "under against year years end law land sea air force default law contrast means virtue reason "
        "order contact phone email mail"
    )
)
_MASTHEAD = re.compile(r"\W*writer[’']?s picture\s{0,3}(?P<outlet>\S.{1,80})", re.IGNORECASE)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)[\s©,]{0,4}(?:\(c\)\s?)?(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)?\d\d)?)?[\s,]{0,3}(?:by )?"
    r"(?P<outlet>[A-Z][^.|,;]{2,60}?)(?:\s?[.|,;].{0,200}|\s+all rights.{0,100})?\Z",
    re.IGNORECASE,
)
_REPORTERS = re.compile(
    rf"\(?(?:reporting|written) by (?P<names>{NAME}(?:{_JOIN}{NAME}){{0,7}})", re.IGNORECASE
)
_CREDIT = re.compile(
    rf"(?:(?:\A|[\s(\[|–—.])(?P<who>{NAME})\s?/\s?(?P<whom>(?:the )?[A-Z][\w.&’'-]{{1,24}}(?: (?:of |the "
    rf"|and |for )?[A-Z][\w.&’'-]{{0,24}}){{0,5}}))"
    rf"(?:\s?via\s[A-Z][\w .&-]{{1,40}})?\s?[)\]]?\.?\Z"
)


@dataclass(frozen=True, slots=True)
class Byline:
    """Offsets in the line."""

    names: tuple[Offsets, ...]
    outlet: Offsets | None
    date: Calendar | None


def byline(line: str) -> Byline | None:
    """Read "By X and Y", "By Reuters", "From Our Own Correspondent"; None where the line is none."""
    if len(line) > 200:
        return None
    press = _PRESS.fullmatch(line)
    if press:
        return Byline((), press.span("outlet"), None)
    by = _BY.fullmatch(line)
    if by is None:
        return None
    if by["names"] is None:
        if by["own"] or re.search(r"correspondent|special to\b", line, re.IGNORECASE):
            return Byline((), None, None)
        return None
    if not re.match(r"\W{0,3}[A-Z]", line) and not line[:1].islower():
        return None
    if (line.endswith(".") and len(line.split()) > 9) or not _TAIL.fullmatch(by["tail"]):
        return None
    found = tuple((by.start("names") + a, by.start("names") + b) for a, b in names(by["names"]))
    if not found:
        return None
    when = FULL.search(line, by.end("names"))
    return Byline(found, outlet_in(line, by.end("names")), of_match(when) if when else None)


def outlet_in(line: str, start: int = 0) -> Offsets | None:
    found = re.compile(rf"(?<![\w.]){AGENCY}(?![\w.])").search(line, start)
    return found.span() if found else None


def names(text: str) -> tuple[Offsets, ...]:
    """Names of persons in a list of them: capitalised, two to five words, no word of an office or a paper."""
    found: list[Offsets] = []
    at = 0
    for part in re.split(r"(,? and |, | & |; | with |/|,? AND )", text):
        match = _NAMES.match(part)
        if match and not _OUTLET_WORD.search(part) and not _common(match.group()):
            found.append((at + match.start(), at + match.end()))
        at += len(part)
    return tuple(found)


def _common(name: str) -> bool:
    return any(word.lower().strip(".,") in _NO_NAME for word in name.split())


def paper(line: str) -> bool:
    """A line that is the name of an agency or a paper alone."""
    if re.fullmatch(AGENCY, line):
        return True
    words_ = line.split()
    return (
        len(words_) <= 4
        and bool(_PAPER_END.search(line))
        and all(w[:1].isupper() or w == "of" for w in words_)
    )


def names_alone(line: str, *, single: bool = False) -> tuple[Offsets, ...]:
    """The names of a line that holds nothing else, written as names are (not a heading in capitals).

    `single`: one name is enough (a date line stands beside it).
    """
    if len(line) > 120 or line.isupper() or line.endswith((".", "?", "!", ":")):
        return ()
    match = re.fullmatch(_LIST, line)
    if not match or (not single and " and " not in line and "," not in line):
        return ()
    found = names(line)
    pieces = re.split(r",? and |, | & |; | with |/", line)
    return found if len(found) == len(pieces) and all(2 <= len(p.split()) <= 4 for p in pieces) else ()


def masthead(line: str) -> Offsets | None:
    """The paper's name beside its picture, as one site builder prints it."""
    match = _MASTHEAD.fullmatch(line)
    return match.span("outlet") if match else None


def copyright_holder(line: str) -> Offsets | None:
    match = _COPYRIGHT.match(line)
    if not match:
        return None
    start, end = match.span("outlet")
    return start, start + len(line[start:end].rstrip())


def reporters(line: str) -> tuple[Offsets, ...]:
    """Names in "(Reporting by X and Y; Editing by Z)": the reporters alone."""
    match = _REPORTERS.match(line)
    if not match:
        return ()
    listed = match["names"].split(";", 1)[0]
    return tuple((match.start("names") + a, match.start("names") + b) for a, b in names(listed))


def credited(line: str) -> bool:
    """The line closes with a photographer and an outlet: a caption."""
    return bool(_CREDIT.search(line[-160:]))
