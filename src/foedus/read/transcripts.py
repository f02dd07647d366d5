"""Interviews and briefings set as a play: `Q:`, `MR. KIRBY:`, `The Foreign Minister:` before what each says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from foedus.read.cast import Cast
from foedus.read.pipeline import Paragraph
from foedus.read.said import Said

_LABEL = re.compile(
    r"(?P<who>(?:[A-Z][A-Za-zÀ-ž.’'\-]{0,24})(?:,? (?:of |the |for )?[A-Z][A-Za-zÀ-ž.’'\-]{0,24}){0,5})\s?:\s+(?=\S)"
)
_ASKING = frozenset("q question reporter press interviewer journalist moderator correspondent".split())
_BRIEFINGS = (
    (
        re.compile(r"\bDepartment Press Briefing\b|\bPress Briefing by (?:White House )?Press Secretary\b"),
        "USA",
    ),
    (re.compile(r"\bForeign Ministry Spokes\w+ .{0,40}Regular Press Conference\b"), "CHN"),
)
"""Standing titles of briefings that do not name their state."""
_ENOUGH = 3


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn: who, and where the words begin in the paragraph."""

    who: str
    start: int


def turns(views: Sequence[Paragraph], body: str) -> dict[int, Turn]:
    """Paragraph → whose turn it is; empty where the text is no transcript.

    The label is looked for in the whole line: one in capitals may have been cut off as a dateline.
    """
    found: dict[int, Turn] = {}
    for view in views:
        line = body.rfind("\n", 0, view.start) + 1
        match = _LABEL.match(body, line)
        if match and not view.heading and view.start - line < 120:
            found[view.index] = Turn(match["who"], max(0, match.end() - view.start))
    if len(found) < _ENOUGH:
        return {}
    counts = Counter(t.who for t in found.values())
    asked = any(who.lower().strip(".") in _ASKING for who in counts)
    if not asked and (len(counts) < 2 or max(counts.values()) < 2):
        return {}
    return _with_silent_turns(views, found)


def _with_silent_turns(views: Sequence[Paragraph], found: dict[int, Turn]) -> dict[int, Turn]:
    """A paragraph without a label goes on with the one who spoke, after the first label."""
    out: dict[int, Turn] = {}
    last: Turn | None = None
    for view in views:
        if view.index in found:
            last = found[view.index]
            out[view.index] = last
        elif last is not None and not view.heading:
            out[view.index] = Turn(last.who, 0)
    return out


def turn_said(view: Paragraph, turn: Turn, cast: Cast, host: str | None) -> Said | None:
    """The statement of one turn. `host`: the state whose briefing it is."""
    text = view.doc.text
    end = len(text.rstrip())
    if end - turn.start < 3:
        return None
    asking = turn.who.lower().strip(".") in _ASKING
    person = cast.surnames.get(turn.who.split()[-1].title()) or cast.surnames.get(turn.who.split()[-1])
    state = None if asking else person.state if person is not None and person.state else host
    ids = (state,) if state else ()
    said = Said(
        view.index,
        None,
        None,
        "ask" if asking else "assert",
        "quotation",
        turn.who,
        ids,
        state,
        person.role if person is not None else None,
        None,
        (0, end),
        (turn.start, end),
        person.id if person is not None else None,
    )
    said.parts = [(turn.start, end)] if ids else []
    return said


def host_of(views: Sequence[Paragraph], cast: Cast) -> str | None:
    """The state whose house or ministry the head of a transcript names."""
    head = views[:3]
    for view in head:
        for pattern, state in _BRIEFINGS:
            if pattern.search(view.doc.text):
                return state
    named = {
        m.id
        for view in head
        for m in cast.tables[view.index].values()
        if m.kind in ("organ", "metonym") and cast.kinds(m.id) == "state"
    }
    return named.pop() if len(named) == 1 else None
