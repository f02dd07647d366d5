"""What the text itself says is not known, not decided or in dispute."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from foedus.read.pipeline import Paragraph

LIMIT = 8

_STRONG = re.compile(
    r"\b(?:unclear|not clear|not immediately clear|uncertain|unknown|not known|"
    r"an open question|remains? to be seen|"
    r"(?:did|does|do|would|has|have) ?n[o’']t (?:say|specify|disclose|elaborate|know|reveal|"
    r"clarify|spell out|yet know)|"
    r"(?:did|does|do|would|has|have) not (?:say|specify|disclose|elaborate|know|reveal|"
    r"clarify|spell out|made clear)|"
    r"(?:declined|refused) to (?:say|specify|disclose|comment on|elaborate on) (?:whether|how|what|when|if)|"
    r"not (?:yet )?(?:been )?(?:disclosed|made public|released|published|specified|announced|"
    r"revealed)|were not disclosed|"
    r"(?:still|yet) (?:sorting|studying|examining|weighing|debating|assessing|analy[sz]ing|poring)|"
    r"no (?:details|word|indication) (?:on|of|about|was|were|as to)|questions? (?:remain|"
    r"about|over|of) (?:whether|how|what)|"
    r"(?:raises?|raised|raising|leaves?|left|posed) (?:the |open |several |new |serious )*questions?|"
    r"details (?:were|remain|are) (?:scarce|unclear|sketchy|not)|(?:is|was|remains?|"
    r"deliberately) ambiguous|open to interpretation|"
    r"(?:is|are|was|were) (?:debated|disputed|divided) (?:over|on|about|whether|as)|"
    r"disagree(?:d|s)? (?:over|on|about|whether)|"
    r"(?:is|are|was|were|be|been|leaves?|left) (?:it )?open (?:what|whether|how|who|which|when)|"
    r"(?:was|were|is|are) left open|"
    r"(?:neither|no) (?:side|government|party|country|one)\b[^.]{0,30}? (?:disclosed|said|knows|published|would say)|"
    r"no ?(?:body|one)(?: in [A-Z]\w+)? (?:knows|can say|will say)|"
    r"anybody[’']s guess|anyone[’']s guess|a mystery|"
    r"too (?:early|soon) to (?:say|tell|know|judge)|"
    r"(?:vague|silent|unclear) (?:on|about|as to) (?:whether|how|what|when|who)|"
    r"sorting through|stopped short of (?:saying|specifying))\b",
    re.IGNORECASE,
)
_WEAK = re.compile(
    r"\b(?:(?:discussion|debate|question|doubt|speculation|uncertainty) (?:of|over|about|on|"
    r"as to|whether)[^.]{0,20}\b(?:whether|how far|what)|"
    r"whether [^.]{5,120}\b(?:remains|depends|could|would)|what might happen|"
    r"how far [^.]{3,80}\b(?:would|will|could|might)|"
    r"wonder(?:s|ed|ing)? (?:whether|if|how|what)|asked (?:whether|if))\b",
    re.IGNORECASE,
)


_PACT = re.compile(r"\b(?:treaty|pact|alliance|accord|agreement|guarantee|declaration)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """A sentence that tells of something not known; offsets are the document's. `doubt` 2: said outright."""

    text: str
    span: tuple[int, int]
    first: int
    paragraph: int
    doubt: int


def questions(paragraphs: Sequence[Paragraph], concerned: Sequence[bool]) -> list[Asked]:
    """Sentences of doubt in the order of the text. `concerned`: paragraphs that name states; pacts count too."""
    found: list[Asked] = []
    for view in paragraphs:
        near = concerned[view.index] or _PACT.search(view.doc.text) is not None
        if view.heading or not near:
            continue
        for sentence in view.sentences():
            text = sentence.text.strip()
            doubt = 2 if _STRONG.search(text) else 1 if _WEAK.search(text) else 0
            if text.rstrip("”\"'’)").endswith("?") and len(text) > 60:
                doubt = max(doubt, 1)
            if doubt:
                span = view.span(sentence.start, sentence.end - 1)
                found.append(Asked(text, span, sentence.start, view.index, doubt))
    return found


def chosen(found: Sequence[Asked]) -> list[Asked]:
    """The few that matter most: said outright first, then as they stand."""
    return sorted(found, key=lambda q: (-q.doubt, q.span))[:LIMIT]
