"""`It is officially stated in Vienna that …`, `In Baghdad it was denied that …`: a capital that speaks unnamed."""

from __future__ import annotations

from typing import Any

from foedus.read.cast import Cast
from foedus.read.pipeline import Paragraph
from foedus.read.speakers import Speaker
from foedus.read.syntax import child, children, passive

_OFFICIAL = frozenset(
    "announce state declare deny explain admit insist maintain emphasize emphasise stress claim notify point "
    "contend affirm concede acknowledge assert proclaim argue".split()
)
_WITH_A_WORD = frozenset("report say communicate understand add learn intimate".split())
_OFFICIALLY = frozenset("officially authoritatively semi-officially semiofficially formally".split())


def impersonal(view: Paragraph, verb: Any, cast: Cast) -> Speaker | None:
    """The capital behind a passive `it`, where the words are official ones."""
    subject = child(verb, "nsubjpass", "nsubj", "expl")
    if subject is None or subject.lower_ != "it" or not passive(verb):
        return None
    lemma = verb.lemma_.lower()
    official = any(c.lower_ in _OFFICIALLY for c in verb.children)
    if lemma not in _OFFICIAL and not (official and lemma in _WITH_A_WORD):
        return None
    state, ids = seat_of(view, verb, cast)
    if state is None:
        return None
    name = next(
        place.text
        for prep in children(verb, "prep")
        for place in children(prep, "pobj")
        if cast.capital(view.index, place) == state
    )
    return Speaker(name, ids, state)


def seat_of(view: Paragraph, verb: Any, cast: Cast) -> tuple[str | None, tuple[str, ...]]:
    """`a government spokesman said in Kigali`: the seat tells the state."""
    for prep in children(verb, "prep"):
        for place in children(prep, "pobj") if prep.lower_ in ("in", "at") else ():
            state = cast.capital(view.index, place)
            if state is not None:
                return state, (state,)
    return None, ()
