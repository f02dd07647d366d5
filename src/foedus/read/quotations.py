"""Where quotation marks open and close, in every style that newspapers use, also over paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quote:
    """`start`..`end` with the marks, `inner` without; `open_end`: goes on in the next paragraph."""

    start: int
    end: int
    inner: tuple[int, int]
    open_end: bool = False

    @property
    def length(self) -> int:
        return self.inner[1] - self.inner[0]


_PAIRS = {"“": "”", "«": "»", "„": "“", "‟": "”"}


def quotes(text: str) -> list[Quote]:
    """The outermost quotations of one paragraph, in order."""
    doubled = text.replace("``", "“ ").replace("''", "” ") if "``" in text else text
    if any(mark in doubled for mark in "“”«„"):
        return _paired(doubled)
    if doubled.count('"') > 0:
        return _straight(doubled)
    return _single(doubled)


def _paired(text: str) -> list[Quote]:
    found: list[Quote] = []
    i, n = 0, len(text)
    while i < n:
        closing = _PAIRS.get(text[i])
        if closing is None:
            i += 1
            continue
        end = text.find(closing, i + 1)
        again = text.find(text[i], i + 1) if text[i] != closing else -1
        if (end < 0 or (0 <= again < end and closing == "”")) and end < 0:
            stop = again if again > 0 else n
            found.append(Quote(i, stop, (i + 1, stop), again < 0))
            i = stop
            continue
        found.append(Quote(i, end + 1, (i + 1, end)))
        i = end + 1
    return found


def _straight(text: str) -> list[Quote]:
    marks = [
        i
        for i, c in enumerate(text)
        if c == '"' and not (i and text[i - 1].isdigit() and text[i + 1 : i + 2] in (" x", ""))
    ]
    found = []
    for a, b in zip(marks[::2], marks[1::2], strict=False):
        found.append(Quote(a, b + 1, (a + 1, b)))
    if len(marks) % 2:
        last = marks[-1]
        if last + 1 < len(text) and not text[last + 1].isspace() and len(text) - last > 20:
            found.append(Quote(last, len(text), (last + 1, len(text)), True))
    return found


def _single(text: str) -> list[Quote]:
    """British style: ‘…’ or '…' with a space before and no letter behind."""
    found: list[Quote] = []
    i = 0
    while i < len(text):
        if text[i] in "‘'" and (i == 0 or text[i - 1] in " (—–-[") and text[i + 1 : i + 2].strip():
            end = i + 1
            closing = "’" if text[i] == "‘" else "'"
            while True:
                end = text.find(closing, end + 1)
                if end < 0 or end + 1 >= len(text) or not text[end + 1].isalnum():
                    break
            if end > i + 8:
                found.append(Quote(i, end + 1, (i + 1, end)))
                i = end
        i += 1
    return found


def inside(at: int, marks: Sequence[Quote]) -> Quote | None:
    for q in marks:
        if q.start <= at < q.end:
            return q
    return None


def covered(span: tuple[int, int], marks: Sequence[Quote]) -> float:
    """The share of a span that is quoted."""
    size = max(1, span[1] - span[0])
    return sum(max(0, min(span[1], q.end) - max(span[0], q.start)) for q in marks) / size
