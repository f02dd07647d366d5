"""Who is bound to whom, before and after: two circles of states with the same places, as SVG.

Own SVG rather than a plotting library: thirty lines of geometry, readable by screen readers, no script.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

from foedus.brief.lines import group_of
from foedus.errors import visible
from foedus.model.brief import Bond, Brief

_SIDE = 440  # of one panel
_RADIUS = 120
_RANK = {"fight": 0, "help": 1, "consult": 2, "other": 3}


def picture(brief: Brief) -> str:
    """An SVG of both panels; empty text where nobody shown is bound to anybody."""
    bonds = _strongest(brief.bonds)
    states = sorted({s for b in bonds for s in (b.debtor, b.creditor)}, key=lambda s: brief.states.get(s, s))
    if not bonds:
        return ""
    at = _circle(states)
    panels = [
        _panel(brief, "before", [b for b in bonds if b.before], at, 0),
        _panel(brief, "after", [b for b in bonds if b.after], at, _SIDE),
    ]
    label = escape(visible(_in_words(brief, bonds)), quote=True)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {2 * _SIDE} {_SIDE}" role="img"'
        f' aria-label="{label}">{"".join(panels)}</svg>'
    )


def _strongest(bonds: Sequence[Bond]) -> list[Bond]:
    """One bond for each ordered pair and time: the strongest; others would lie on top of it."""
    best: dict[tuple[str, str, bool], Bond] = {}
    for bond in bonds:
        for after in (False, True):
            if not (bond.after if after else bond.before) or _group(bond) == "other":
                continue
            key = (bond.debtor, bond.creditor, after)
            if key not in best or _RANK[_group(bond)] < _RANK[_group(best[key])]:
                best[key] = bond
    return list(dict.fromkeys(best.values()))


def _group(bond: Bond) -> str:
    return group_of(bond.kind, bond.automaticity, bond.force)


def _circle(states: Sequence[str]) -> dict[str, tuple[float, float]]:
    turn = 2 * math.pi / max(1, len(states))
    middle = _SIDE / 2
    return {
        s: (middle + _RADIUS * math.sin(i * turn), middle + 10 - _RADIUS * math.cos(i * turn))
        for i, s in enumerate(states)
    }


def _panel(
    brief: Brief, name: str, bonds: Sequence[Bond], at: dict[str, tuple[float, float]], shift: int
) -> str:
    pairs = {(b.debtor, b.creditor) for b in bonds}
    edges = [
        _edge(b, at, both=(b.creditor, b.debtor) in pairs)
        for b in bonds
        if (b.creditor, b.debtor) not in pairs or b.debtor < b.creditor
    ]
    nodes = [_node(brief.states.get(s, s), x, y) for s, (x, y) in at.items()]
    return (
        f'<g transform="translate({shift} 0)"><text class="caption" x="16" y="24">{name}</text>'
        f"{''.join(edges)}{''.join(nodes)}</g>"
    )


def _edge(bond: Bond, at: dict[str, tuple[float, float]], *, both: bool) -> str:
    """A curve from debtor to creditor, bent to the middle; an arrow head where only one owes."""
    (x1, y1), (x2, y2) = at[bond.debtor], at[bond.creditor]
    middle = _SIDE / 2
    cx, cy = (x1 + x2) / 4 + middle / 2, (y1 + y2) / 4 + (middle + 10) / 2
    classes = ["edge", _group(bond)]
    classes += (
        ["fresh"] if bond.after and not bond.before else ["lost"] if bond.before and not bond.after else []
    )
    path = f'<path class="{" ".join(classes)}" d="M{x1:.1f} {y1:.1f}Q{cx:.1f} {cy:.1f} {x2:.1f} {y2:.1f}"/>'
    if both:
        return path
    angle = math.degrees(math.atan2(y2 - cy, x2 - cx))
    fresh = " fresh" if "fresh" in classes else ""
    place = f"translate({x2:.1f} {y2:.1f}) rotate({angle:.0f})"
    tip = f'<path class="arrow{fresh}" transform="{place}" d="M-7 0l-9 -4v8z"/>'
    return path + tip


def _node(name: str, x: float, y: float) -> str:
    middle = _SIDE / 2
    anchor = "middle" if abs(x - middle) < 25 else "start" if x > middle else "end"
    dx = 0 if anchor == "middle" else 10 if anchor == "start" else -10
    dy = (-12 if y < middle else 20) if anchor == "middle" else 4
    label = escape(visible(name.removeprefix("the ")))
    return (
        f'<circle class="node" cx="{x:.1f}" cy="{y:.1f}" r="6"/>'
        f'<text x="{x + dx:.1f}" y="{y + dy:.1f}" text-anchor="{anchor}">{label}</text>'
    )


def _in_words(brief: Brief, bonds: Sequence[Bond]) -> str:
    """The picture for those who cannot see it."""
    fresh = [b for b in bonds if b.after and not b.before]
    lost = [b for b in bonds if b.before and not b.after]

    def listed(some: Sequence[Bond]) -> str:
        pairs = [
            f"{brief.states.get(b.debtor, b.debtor)} to {brief.states.get(b.creditor, b.creditor)}"
            for b in some
        ]
        return "; ".join(pairs[:12]) or "none"

    unchanged = len(bonds) - len(fresh) - len(lost)
    return f"Who is bound to whom. New: {listed(fresh)}. Gone: {listed(lost)}. Unchanged: {unchanged}."
