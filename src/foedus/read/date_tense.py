"""Does a sentence speak of the future where a date stands? By the verbs nearest to it, no parse needed.

"will meet on Friday", "scheduled for July 9", "ahead of Friday's vote" look ahead; "said on Friday" does not,
even where the sentence goes on with "will".
"""

from __future__ import annotations

import re

_AHEAD = re.compile(
    r"\b(?:(?:will|would|shall|may|might|could|should|must|can)(?!\s(?:\w{2,6}\s)?have\b)(?!\sbe(?:en)?\sblamed)"
    r"|won['’]t|to be|plan(?:s|ning|ned)? (?:to|for|on|a)|scheduled|due|expect(?:s|ed)? to|set (?:to|for)|slated"
    r"|upcoming|going to|intends?|hop(?:es|ing) to|prepar(?:es?|ing|ations) (?:to|for)|ahead of|deadline"
    r"|invited|invitation|(?:vow|pledge|promise|agree|threaten)(?:s|ed)? to|aim(?:s|ing)? to|about to|on track to|poised"
    r"|forthcoming|postponed (?:to|until)|(?:is|are) to|in time for|proposed (?:for|to)|run-?up to|demand(?:s|ed)? that"
    r"|[Ww]ill|['’]ll|(?:takes?|comes?|enters?|goes|go) (?:effect|into (?:force|effect))|(?:opens|begins|starts|ends|expires|meets|arrives|visits|travels|hosts|holds))\b"
)
_SAID = re.compile(
    r"(?<!be )(?<!been )(?<!being )(?<!to )\b(?:said|says|told|met|held|began|signed|sent|took|gave|came|went|saw|made|found|left"
    r"|lost|won|led|fell|rose|spoke|struck|shot|fought|flew|hit|broke|drove|threw|withdrew|sank|bought|brought|caught"
    r"|chose|drew|became|ran|stood|sought|was|were|had|did|announced|warned|reported|stated|added|declared|released"
    r"|claimed|confirmed|killed|accused|launched|fired|vowed(?! to)|pledged(?! to)|agreed(?! to)|opened|arrived"
    r"|visited|has been|have been|ago|quoted|according to)\b"
)
_PARTICIPLE = re.compile(
    r"\b(?!need\b|indeed\b|speed\b|hundred\b|exceed|proceed|succeed|feed\b|breed|seed\b|bleed|armed\b|combined\b|united\b)"
    r"[a-z]{2,20}ed\b"
)
_BREAK = re.compile(r"[.!?][\"”’')]{0,2}\s+(?=[\"“‘'(]?[A-Z])|[\n\r;]")
_ABBREVIATED = re.compile(
    r"\b(?:U\.S|U\.N|U\.K|[A-Z]|Mr|Mrs|Dr|Gen|Col|Lt|Sen|Rep|Gov|St|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\Z"
)
_BACK, _FORWARD = 180, 110  # characters looked at on either side


def looks_ahead(text: str, start: int, end: int) -> bool:
    """The words that rule the date between the offsets speak of what is to come."""
    before = sentence_before(text, start)
    ahead = _last(_AHEAD, before)
    told = _last(_SAID, before)
    if ahead >= 0 or told >= 0:
        return ahead > told
    if _PARTICIPLE.search(before):
        return False
    after = text[end : end + _FORWARD]
    stop = _BREAK.search(after)
    after = after[: stop.start()] if stop else after
    first = _AHEAD.search(after)
    if first is None:
        return False
    past = min((m.start() for p in (_SAID, _PARTICIPLE) if (m := p.search(after))), default=len(after))
    return first.start() < past


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
