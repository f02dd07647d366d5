"""Place and day at the head of a dispatch: "SEOUL, June 20 (Reuters) —", "LONDON, Aug. 1.—"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from foedus.model.source import Offsets
from foedus.read.bylines import AGENCY
from foedus.read.date_full import FULL, Calendar, of_match
from foedus.read.date_words import MONTH, WEEKDAY_SHORT
from foedus.read.wordlist import words

_UPPER_WORD = r"(?:[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de'’.-]{1,24}|[A-Z]\.)"
_TITLE_WORD = r"[A-Z\u00c0-\u00de][\w'’-]{1,24}\.?"
_UPPER_PLACE = rf"{_UPPER_WORD}(?:[ /]{_UPPER_WORD}){{0,4}}"
_TITLE_PLACE = rf"{_TITLE_WORD}(?:[ -](?:(?:of|the|de|la|el|al|and|am|sur)[ -])?{_TITLE_WORD}){{0,3}}"
_REGION = (
    rf"(?:, ?(?!{WEEKDAY_SHORT}|{MONTH})(?:[A-Z]\.(?: ?[A-Z]\.){{1,2}}|{_TITLE_PLACE}"
    rf"|{_UPPER_PLACE})\.?){{0,2}}"
)
_STATED = re.compile(rf"[\[(]?(?P<place>{_UPPER_PLACE}{_REGION}|{_TITLE_PLACE}{_REGION})")
_DAY = re.compile(
    rf"(?:[,.:]|\s?[–—-])?\s{{0,3}}\[?(?:{WEEKDAY_SHORT}(?:,? (?:night|evening|morning|afternoon))?,?\s{{1,3}})?"
)
_ONLY_WEEKDAY = re.compile(rf"[,.]?\s{{1,3}}{WEEKDAY_SHORT}(?: (?:night|evening|morning|afternoon))?")
_SOURCE = re.compile(
    rf",?\s{{0,3}}[\[(](?P<agency>{AGENCY}|[A-Z][\w&. /-]{{1,40}}|(?:via|by|from|delayed|received|midnight|noon|\d)"
    rf"[^()\[\]]{{0,50}})[)\]]|,?\s{{0,3}}/[\w .-]{{2,30}}/"
)
_CLOCK = re.compile(
    r",?\s{0,2}\(?(?:\d{1,2}(?::\d\d)? ?[AaPp]\.? ?[Mm]\.?|noon|midnight|(?:mid)?night|evening)\)?(?=[.,\s—–-])"
)
_DASH = re.compile(r"\s{0,3}[.,:]?[\])]?\s{0,3}(?:—|–|--|―|−|-(?=\s))-?\s{0,3}")
_STOP = re.compile(r"\s{0,2}[.:][\])]?(?:\s{1,3}|\Z)")
_COLON = re.compile(r":\s{1,3}")
_OPENS = re.compile(r"[\"“‘'(]?[A-Z0-9]")
_NO_PLACE = frozenset(
    words(
        "article chapter section part annex note resolution treaty protocol the a an on in at and but "
        "update exclusive breaking analysis opinion q a explainer watch live editorial factbox "
        "timeline correction clarification"
        "however meanwhile yesterday today still now then also yet so thus here there when while if as since"
        " after before "
        "nato asean kcna iaea aukus csto opec osce ecowas unesco unicef unsc nascar fifa covid gdp faq by from photo "
        "note see related more opinion poll quiz read video audio map chart graphic summary background text full"
    )
)
_NEVER_PLACE = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_LINE_DATE = re.compile(
    r"(?:(?:first |originally |last )?(?:published|updated|posted|modified|created|issued|released|date|dated|"
    r"publication date|as of)\b[ :]{1,3}(?:on |at )?)?",
    re.IGNORECASE,
)
_LINE_TAIL = re.compile(
    r"(?:[,|·•\s–—-]{0,4}(?:at\s)?T?\d{1,2}[:.h]\d\d(?::\d\d(?:\.\d{1,6})?)?\s?(?:[AaPp]\.?\s?[Mm]\.?)?"
    r"(?:\s?\(?(?:Z|[A-Z]{2,5}(?:[+-]\d{1,2}(?::?\d\d)?)?|[+-]\d\d:?\d\d)\)?)?"
    r"|,?\s\d{1,2} ?[AaPp]\.?[Mm]\.?(?: [A-Z]{2,4})?)?(?:\.|\s?(?:[|·•–—-]|\b(?:updated"
    r"|published)\b).{0,80})?\s{0,3}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """Offsets count from the head of the paragraph; the story begins at `end`."""

    end: int
    place: Offsets | None
    date: Calendar | None
    agency: Offsets | None


def only_date(line: str) -> Calendar | None:
    """The date of a line that holds no more than a date, its hour and a word such as "Updated"."""
    if len(line) > 160:
        return None
    lead = _LINE_DATE.match(line)
    start = lead.end() if lead else 0
    found = FULL.match(line, start)
    if not found or not _LINE_TAIL.fullmatch(line, found.end()):
        return None
    calendar = of_match(found)
    if calendar is not None and calendar.year is None and start == 0 and calendar.weekday is None:
        return calendar if len(line) < 16 else None
    return calendar


def dateline(head: str, *, opening: bool = True) -> Dateline | None:
    """The dateline at the head of a paragraph (its first characters are enough), or None.

    `opening`: the paragraph may open the text, where "Kyiv, Ukraine — Two people…" needs no day or agency.
    """
    stated = None if FULL.match(head) else _STATED.match(head)
    if not stated:
        return _dated_head(head)
    place, end = stated.span("place"), stated.end("place")
    shouted = head[place[0] : place[1]].split(",", maxsplit=1)[0].isupper() and place[1] - place[0] >= 4
    first_word = re.split(r"[\s.,]", head[place[0] : place[1]], maxsplit=1)[0].lower()
    if first_word in _NO_PLACE or _NEVER_PLACE.match(head):
        return _dated_head(head)
    when, end = _day(head, end)
    weekday_only = None if when else _ONLY_WEEKDAY.match(head, end)
    end = weekday_only.end() if weekday_only else end
    clock = _CLOCK.match(head, end) if when or weekday_only else None
    end = clock.end() if clock else end
    source = _SOURCE.match(head, end)
    agency = source.span("agency") if source and re.fullmatch(AGENCY, source["agency"] or "") else None
    end = source.end() if source else end
    close = _DASH.match(head, end)
    if not when and agency is None and not (shouted or weekday_only):
        two_places = "," in head[place[0] : place[1]] and not head[place[0] : place[1]].endswith(",")
        opens = (
            close is not None and "-" not in close.group() and head[close.end() : close.end() + 1].isupper()
        )
        plain = opening and opens and two_places and ". " not in head[place[0] : place[1]]
        return Dateline(close.end(), place, None, None) if close and plain else None
    if not when and agency is None and close and not _OPENS.match(head, close.end()):
        return None  # "NATO — the alliance — said"
    if close is None and (when or weekday_only):
        close = _STOP.match(head, end)
    if close is None and shouted and not source and (len(head) > 120 or head.endswith((".", "”", '"'))):
        close = _COLON.match(head, end)
    if close is None:
        return _without_stop(head, end, place, when, agency)
    return Dateline(close.end(), place, when, agency)


def _without_stop(
    head: str, end: int, place: Offsets, when: Calendar | None, agency: Offsets | None
) -> Dateline | None:
    """A line that ends with the date or the agency: "New Delhi, Jun 20 (PTI)", "GENEVA, 14 June 2024"."""
    rest = head[end:].lstrip()
    if (when or agency) and (not rest or (agency and rest[:1].isupper())):
        return Dateline(len(head) - len(rest), place, when, agency)
    return None


def _day(head: str, start: int) -> tuple[Calendar | None, int]:
    lead = _DAY.match(head, start)
    for at in {lead.end() if lead else start, _after_comma(head, start)}:
        found = FULL.match(head, at)
        if found:
            return of_match(found), found.end()
    return None, start


def _after_comma(head: str, start: int) -> int:
    match = re.compile(r"[,.:]?\s{0,3}").match(head, start)
    return match.end() if match else start


def dated_end(line: str) -> Calendar | None:
    """A weekday and whole date that close a headline: "Talks begin Tuesday, September 1, 2015"."""
    found = next((m for m in FULL.finditer(line, max(0, len(line) - 40)) if m.end() == len(line)), None)
    calendar = of_match(found) if found and found.start() > 10 else None
    return calendar if calendar and calendar.year and calendar.weekday is not None else None


def _dated_head(head: str) -> Dateline | None:
    """Read "Thursday, May 7, 2015 On Tuesday, …": a whole date, then a sentence that begins anew."""
    found = FULL.match(head)
    calendar = of_match(found) if found else None
    if found is None or calendar is None:
        return None
    source = _SOURCE.match(head, found.end())
    if source and (wired := _DASH.match(head, source.end())):
        named = re.fullmatch(AGENCY, source["agency"] or "")
        return Dateline(wired.end(), None, calendar, source.span("agency") if named else None)
    if calendar.year is None:
        return None
    close = _DASH.match(head, found.end())
    if close and head[close.end() : close.end() + 1].isupper():
        return Dateline(close.end(), None, calendar, None)
    rest = head[found.end() :]
    if calendar.weekday is not None and rest[:1].isspace() and rest.lstrip()[:1].isupper():
        return Dateline(len(head) - len(rest.lstrip()), None, calendar, None)
    return None
