"""A Brief as lines for a terminal: two screens for an article, everything with `full`."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from foedus.brief.lines import Line, Section
from foedus.brief.phrase import Phrases
from foedus.brief.sections import sections
from foedus.model.brief import Brief
from foedus.model.source import Citation
from foedus.read.sections import Role, split

_INDENT = "  "
_NOTE = "     "


def render(brief: Brief, *, text: str | None, full: bool = False, width: int = 100) -> str:
    """The brief as plain text, no colour. `text` is the article (for the numbers of its paragraphs)."""
    where = Places(text, brief)
    out = [*_head(brief, width)]
    for section in sections(brief, text=text, full=full):
        out += ["", *_title(section, width)]
        out += _body(section, where, width)
        if section.more:
            out.append(f"{_INDENT}… {section.more} more, --full")
    out += _foot(brief, width)
    return "\n".join(out)


def _title(section: Section, width: int) -> list[str]:
    """The heading; of a table its columns stand in the same line."""
    if len(section.columns) != 3 or all(len(line.cells) == 1 for line in section.lines):
        return [section.title.upper()]
    third = (width - 6) // 10
    head = section.title.upper()
    rest = f"{section.columns[1].ljust(third * 3)}  {section.columns[2]}"
    if len(head) <= third * 4 + 2:
        return [head.ljust(third * 4 + 4) + rest]
    return [head, " " * (third * 4 + 4) + rest]


def _head(brief: Brief, width: int) -> list[str]:
    source = brief.source
    published = f"published {source.published}" if source.published else "no date"
    known = f" · known by {brief.known}" if brief.known != brief.on else ""
    lines = [f"Foedus brief · {source.name} · {published} · world of {brief.on}{known}"]
    if source.title:
        lines.append(textwrap.shorten(source.title, width, placeholder=" …"))
    return lines


def _foot(brief: Brief, width: int) -> list[str]:
    cited = sorted({i for c in brief.changes for d in (*c.added, *c.removed) for i in (d.instrument,)})
    named = [f"{i}: {brief.titles[i]}" for i in cited if i in brief.titles][:4]
    versions = ", ".join(f"{k} {v}" for k, v in brief.versions.items())
    lines = ["", *(textwrap.shorten(line, width, placeholder=" …") for line in named)]
    says = "It says who is bound, not who would come; each line holds only if the event happens."
    return [*lines, *textwrap.wrap(f"{versions}. {says}", width)]


def _body(section: Section, where: Places, width: int) -> list[str]:
    out: list[str] = []
    for line in section.lines:
        out += _wrapped(line, section.columns, where.label(line.sources), width)
    return out


def _wrapped(line: Line, columns: Sequence[str], label: str, width: int) -> list[str]:
    if line.note:
        return textwrap.wrap(line.cells[0], width, initial_indent=_NOTE, subsequent_indent=_NOTE)
    if len(line.cells) == 1:
        return _with_label(
            textwrap.wrap(line.cells[0], width, initial_indent=_INDENT, subsequent_indent=_INDENT * 2),
            label,
            width,
        )
    if len(line.cells) == 2:
        return _with_label(_beside(line.cells, (34, width - 38)), label, width)
    lead, before, after = line.cells
    third = (width - 6) // 10
    widths = (third * 4, third * 3, width - 6 - third * 7)
    return _with_label(_beside((lead, before, after), widths), label, width)


def _beside(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    """Cells side by side, each wrapped in its own column."""
    columns = [textwrap.wrap(cell, w) or [""] for cell, w in zip(cells, widths, strict=True)]
    height = max(len(c) for c in columns)
    rows = []
    for i in range(height):
        parts = [(c[i] if i < len(c) else "").ljust(w) for c, w in zip(columns, widths, strict=True)]
        rows.append((_INDENT + "  ".join(parts)).rstrip())
    return rows


def _with_label(lines: list[str], label: str, width: int) -> list[str]:
    """The sources at the right end of the last line, or on a line of their own where they do not fit."""
    if not label:
        return lines
    last = lines[-1]
    if len(last) + len(label) + 2 <= width:
        lines[-1] = last + label.rjust(width - len(last))
        return lines
    return lines + [part.rjust(width) for part in textwrap.wrap(label, width - 4)]


class Places:
    """What a citation is called in print: `¶3` for a span, `Art. 4` with the instrument's id for a norm."""

    def __init__(self, text: str | None, brief: Brief) -> None:
        self.say = Phrases(brief)
        self.starts = paragraph_starts(text) if text is not None else []

    def label(self, sources: Sequence[Citation]) -> str:
        spans = list(dict.fromkeys(self.paragraph(c.span) for c in sources if c.span))
        articles = list(
            dict.fromkeys(self.say.article(c.instrument, c.article or "") for c in sources if c.instrument)
        )
        more = [f"+ {len(articles) - 3}"] if len(articles) > 4 else []
        shown = articles if len(articles) <= 4 else articles[:3]
        return " · ".join([*spans[:3], *shown, *more])

    def paragraph(self, span: tuple[int, int]) -> str:
        """Counted from the first paragraph of the story; what stands before it (title, caption) is ¶0."""
        if not self.starts:
            return f"[{span[0]}–{span[1]}]"
        return f"¶{sum(start <= span[0] for start in self.starts)}"


def paragraph_starts(text: str) -> list[int]:
    """Where each paragraph of the story begins; navigation, bylines and captions are not counted."""
    return [block.start for block in split(text).blocks if block.role is Role.PARAGRAPH]
