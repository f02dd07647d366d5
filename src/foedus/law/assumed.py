"""What the asker assumes, checked: a reading that no article has would silently change nothing."""

from __future__ import annotations

import difflib
from collections.abc import Mapping

from foedus.errors import Fault, InputError, shown
from foedus.law.world import World


def checked(assume: Mapping[str, str], world: World) -> None:
    """Raise an InputError for every assumed reading that its article does not have.

    Points that are no reading of an article (`request`, `f7`, an open date) are taken as they are: which of
    them a question touches shows only in its answer.
    """
    if not assume:
        return
    known = {c.ref: c.options for cs in world.index.clauses.values() for c in cs if c.options}
    faults = []
    for point, option in assume.items():
        if point in known and option not in known[point]:
            hint = f"Its readings are: {', '.join(known[point])}."
            faults.append(Fault(f"'{shown(option)}' is no reading of {point}", f"assume {point}", hint))
        elif "/" in point and ":" not in point and point not in known:
            near = difflib.get_close_matches(point[:60], known, n=2)
            hint = f"Did you mean {' or '.join(near)}?" if near else "See foedus instruments show."
            faults.append(Fault(f"'{shown(point)}' has no contested reading", "assume", hint))
    if faults:
        raise InputError.of(faults)
