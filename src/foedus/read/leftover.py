"""Quotations that no verb of speech governs: the one who spoke goes on."""

from __future__ import annotations

from collections.abc import Sequence

from foedus.read.pipeline import Paragraph
from foedus.read.quotations import Quote
from foedus.read.said import Said


def gather(view: Paragraph, marks: Sequence[Quote], found: list[Said], before: Said | None) -> None:
    """Add the quotations of a paragraph that `found` has not yet, to the statement they go on with or as new ones."""
    for q in marks:
        if q.length < 25 or any(
            min(s.content[1], q.inner[1]) - max(s.content[0], q.inner[0]) > 0.5 * q.length for s in found
        ):
            continue
        earlier = [s for s in found if s.span[0] <= q.start and s.stance != "deny"]
        source = max(earlier, key=lambda s: s.span[1]) if earlier else None
        starts = view.doc.text[: q.start].strip() == ""
        if source is None and found and found[0].form == "quotation" and found[0].span[0] >= q.end:
            source = found[0]
        if source is None and starts and before is not None and before.form == "quotation":
            source = before
        if source is None or source.speaker is None:
            continue
        if (
            source in found
            and source.form == "quotation"
            and q.inner[1] - source.content[0] <= 800
            and q.start >= source.content[0]
        ):
            source.content = (source.content[0], q.inner[1])
            source.span = (source.span[0], max(source.span[1], q.end))
            source.parts.append(q.inner)
            continue
        found.append(
            Said(
                view.index,
                None,
                None,
                "none" if source.stance == "ask" else "assert",
                "quotation",
                source.speaker,
                source.ids,
                source.state,
                source.role,
                source.affiliation,
                (q.start, q.end),
                q.inner,
                source.person,
                parts=[q.inner],
            )
        )
