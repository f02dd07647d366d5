"""A Brief as one self-contained page: the article beside the findings, each finding lit in the text.

No script at all; the article is hostile text (autoescaped, controls shown); the style is allowed by its hash.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from foedus.brief.lines import Section
from foedus.brief.picture import picture
from foedus.brief.sections import sections
from foedus.brief.terminal import Places
from foedus.errors import visible
from foedus.model.brief import Brief
from foedus.model.source import Citation, Offsets


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the article in which the same findings lie; `anchors` begin here."""

    text: str
    lit: tuple[str, ...]
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    href: str
    title: str


def render(brief: Brief, *, text: str | None) -> str:
    """The page. `text` None (an edited reading without its article): the findings alone."""
    found = sections(brief, text=text, full=True)
    spans = _spans(found)
    style = _resource("page.css")
    page = _environment().from_string(_resource("page.html"))
    return page.render(
        brief=brief,
        sections=found,
        paragraphs=_paragraphs(text, spans) if text is not None else [],
        picture=Markup(picture(brief)),  # noqa: S704 - built by us, every label escaped there
        style=Markup(style),  # noqa: S704 - our own file
        style_hash=_hash(style),
        links=_Links(brief, text, spans).of,
        visible=visible,
        instruments=_cited(brief),
    )


def _spans(found: Sequence[Section]) -> dict[Offsets, str]:
    """Every cited span, with the id that its place in the article bears."""
    cited = {c.span for s in found for line in s.lines for c in line.sources if c.span}
    return {span: f"s{span[0]}-{span[1]}" for span in sorted(cited)}


class _Links:
    def __init__(self, brief: Brief, text: str | None, spans: dict[Offsets, str]) -> None:
        self.places = Places(text, brief)
        self.brief = brief
        self.spans = spans
        self.linked = text is not None

    def of(self, sources: Sequence[Citation]) -> list[Link]:
        links = []
        for c in sources:
            if c.span:
                href = f"#{self.spans[c.span]}" if self.linked else ""
                links.append(Link(self.places.paragraph(c.span), href, "in the article"))
            elif c.instrument:
                label = self.places.say.article(c.instrument, c.article or "")
                links.append(Link(label, f"#i-{c.instrument}", self.brief.titles.get(c.instrument, "")))
        return list(dict.fromkeys(links))


def _paragraphs(text: str, spans: dict[Offsets, str]) -> list[list[Segment]]:
    """The article's lines, each cut where a finding begins or ends."""
    edges = sorted({0, len(text), *(e for span in spans for e in span if 0 <= e <= len(text))})
    lines: list[list[Segment]] = [[]]
    for start, end in pairwise(edges):
        lit = tuple(i for (a, b), i in spans.items() if a <= start and end <= b)
        anchors = tuple(i for (a, _), i in spans.items() if a == start)
        for n, part in enumerate(text[start:end].splitlines(keepends=True)):
            lines[-1].append(Segment(visible(part.rstrip("\r\n")), lit, anchors if n == 0 else ()))
            if part.endswith(("\n", "\r")):
                lines.append([])
    return [line for line in lines if any(s.text.strip() or s.anchors for s in line)]


def _cited(brief: Brief) -> list[tuple[str, str]]:
    """Every instrument that the page names, with its title."""
    return sorted(brief.titles.items())


@cache
def _environment() -> Environment:
    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


@cache
def _resource(name: str) -> str:
    return files("foedus.brief").joinpath("templates", name).read_text(encoding="utf-8")


def _hash(style: str) -> str:
    digest = hashlib.sha256(style.encode("utf-8")).digest()
    return "sha256-" + base64.b64encode(digest).decode("ascii")
