"""Does a sentence speak of the future where a date stands? By the verbs nearest to it, no parse needed.

"will meet on Friday", "scheduled for July 9", "ahead of Friday's vote" look ahead; "said on Friday" does not,
even where the sentence goes on with "will".
"""

from __future__ import annotations

import re
from enum import Enum


class Tense(Enum):
    """What the words around a date speak of. TOLD: only a verb of saying is near, its day may be another."""

    AHEAD = "ahead"
    PAST = "past"
    TOLD = "told"
    OPEN = "open"


_AHEAD = re.compile(
    r"\b(?:(?:will|would|shall|may|might|could|should|must|can)(?!\s(?:\w{2,6}\s)?have\b)"
    r"|won['’]t|to be|plan(?:s|ning|ned)? (?:to|for)|scheduled|due|expect(?:s|ed)? to|set (?:to|for)|slated"
    r"|upcoming|going to|intends?|hop(?:es|ing) to|prepar(?:es?|ing|ations) (?:to|for)|ahead of|deadline"
    r"|invited|invitation|(?:vow|pledge|promise|agree|threaten)(?:s|ed)? to|aim(?:s|ing)? to|about to|on track to"
    r"|poised|forthcoming|postponed (?:to|until)|(?:is|are|has|have) to|in time for|proposed (?:for|to)|run-?up to"
    r"|demand(?:s|ed)? that|targeted for|[Ww]ill|['’]ll|(?:takes?|comes?|enters?|goes|go) (?:effect"
    r"|into (?:force|effect))"
    r"|(?:opens|begins|starts|expires))\b"
)
_SAID = re.compile(
    r"\b(?:said|says|told|announced|warned|reported|stated|added|declared|claimed|confirmed|quoted|according to|noted"
    r"|argued|insisted|wrote|tweeted|forecast|predicted|estimated)\b"
)
_DID = re.compile(
    r"(?<!be )(?<!been )(?<!being )(?<!to )\b(?:met|held|began|signed|sent|took|gave|came|went|saw|made|found|left"
    r"|lost|won|led|fell|rose|spoke|struck|shot|fought|flew|hit|broke|drove|threw|withdrew|sank|bought|brought|caught"
    r"|chose|drew|became|ran|stood|sought|was|were|had|did|released|killed|accused|launched|fired|vowed(?! to)"
    r"|pledged(?! to)|agreed(?! to)|opened|arrived|visited|has been|have been|ago)\b"
)
_PARTICIPLE = re.compile(
    r"\b(?!(?:need|indeed|speed|hundred|exceed|proceed|succeed|feed|breed|seed|bleed|armed|combined|united)\b)"
    r"[a-z]{2,20}ed\b"
)
_BREAK = re.compile(r"[.!?][\"”’')]{0,2}\s+(?=[\"“‘'(]?[A-Z])|[\n\r;]")
_ABBREVIATED = re.compile(
    r"\b(?:U\.S|U\.N|U\.K|[A-Z]|Mr|Mrs|Dr|Gen|Col|Lt|Sen|Rep|Gov|St|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\Z"
)
_SOON_AHEAD = re.compile(r"(?:\s(?!that\b|but\b|and\b|as\b|if\b)\w{1,16}){0,2}\s(?:will|would)\b")
_BACK, _FORWARD = 180, 110  # characters looked at on either side


def tense_at(text: str, start: int, end: int) -> Tense:
    """What the words that rule the date between the offsets speak of."""
    before = sentence_before(text, start)
    ahead, told, did = (_last(p, before) for p in (_AHEAD, _SAID, _DID))
    if max(ahead, told, did) >= 0:
        if ahead > max(told, did):
            return Tense.AHEAD
        if did > told:
            return Tense.PAST
        return Tense.AHEAD if _SOON_AHEAD.match(text, end) else Tense.TOLD
    if _PARTICIPLE.search(before):
        return Tense.PAST
    after = text[end : end + _FORWARD]
    stop = _BREAK.search(after)
    after = after[: stop.start()] if stop else after
    first = _AHEAD.search(after)
    past = min((m.start() for p in (_SAID, _DID, _PARTICIPLE) if (m := p.search(after))), default=None)
    if first is None:
        return Tense.OPEN if past is None else Tense.PAST
    return Tense.AHEAD if past is None or first.start() < past else Tense.PAST


def sentence_before(text: str, start: int, reach: int = _BACK) -> str:
    """The words of the same sentence before an offset, at most `reach` characters."""
    window = text[max(0, start - reach) : start]
    cut = 0
    for stop in _BREAK.finditer(window):
        if not _ABBREVIATED.search(window[: stop.start()]):
            cut = stop.end()
    return window[cut:]


def _last(pattern: re.Pattern[str], window: str) -> int:
    return max((m.start() for m in pattern.finditer(window)), default=-1)
