"""A sentence → the facts it supposes: `North Korea attacks South Korea`, `X and Y blockade Z at PLACE`.

A small grammar and no guessing: what it cannot parse is an error that shows the forms it takes.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from foedus.errors import FoedusError, InputError, shown
from foedus.model.actor import Group, Party
from foedus.model.fact import Act, Fact, Site, Status
from foedus.states.load import actors, names, territory

FORMS = """X attacks Y; X invades Y; X declares war on Y; X blockades Y; X occupies Y; X threatens Y;
X bombs, shells or strikes Y; X launches an attack on Y; X and Y attack Z; Y is attacked by X;
X and Y are at war; X mobilises; each with 'in PLACE', 'at PLACE', 'off PLACE' or 'near PLACE' at the end"""

# verb stem → (act, means); each takes -s, -es, -ed and the like below
_VERBS: dict[str, tuple[Act, str | None]] = {
    "attack": (Act.ATTACK, None),
    "assault": (Act.ATTACK, None),
    "invade": (Act.INVADE, None),
    "blockade": (Act.BLOCKADE, None),
    "occupy": (Act.OCCUPY, None),
    "seize": (Act.OCCUPY, None),
    "threaten": (Act.THREATEN, None),
    "bomb": (Act.ATTACK, "air"),
    "strike": (Act.ATTACK, "strike"),
    "shell": (Act.ATTACK, "shelling"),
    "declare war on": (Act.DECLARE_WAR, None),
    "declare war against": (Act.DECLARE_WAR, None),
    "go to war with": (Act.ATTACK, None),
    "go to war against": (Act.ATTACK, None),
    "make war on": (Act.ATTACK, None),
    "open fire on": (Act.ATTACK, None),
    "fire on": (Act.ATTACK, None),
    "launch an attack on": (Act.ATTACK, None),
    "launch an attack against": (Act.ATTACK, None),
    "launch an invasion of": (Act.INVADE, None),
    "mobilise against": (Act.MOBILISE, None),
    "mobilize against": (Act.MOBILISE, None),
}
_PAST = {"strike": "struck", "go": "went", "make": "made"}


def _inflected(stem: str) -> str:
    """A pattern for a verb in the present, past and infinitive, singular or plural."""
    verb, _, rest = stem.partition(" ")
    forms = {verb, verb + "s", verb + "es", verb + "ed", verb + "d", _PAST.get(verb, verb)}
    if verb.endswith("y"):
        forms |= {verb[:-1] + "ies", verb[:-1] + "ied"}
    words = "|".join(sorted(forms, key=len, reverse=True))
    return rf"(?:{words})" + (rf"\s+{re.escape(rest)}" if rest else "")


_BY_LENGTH = sorted(_VERBS, key=len, reverse=True)
_MODAL = r"(?:(?:will|would|should|were to)\s+)?"
_BE = r"(?:is|are|was|were|gets?|has been|have been)"
_ACTIVE = [(s, re.compile(rf"(.+?)\s+{_MODAL}{_inflected(s)}\s+(.+)\Z", re.I)) for s in _BY_LENGTH]
_PASSIVE = [
    (s, re.compile(rf"(.+?)\s+{_BE}\s+{_inflected(s)}\s+by\s+(.+)\Z", re.I))
    for s in _BY_LENGTH
    if " " not in s
]
_AT_WAR = re.compile(r"(.+)\s+(?:is|are)\s+(?:in a state of war|at war)(?:\s+with\s+(.+))?\Z", re.I)
_BETWEEN = re.compile(r"(?:a\s+)?war\s+(?:breaks out\s+)?between\s+(.+)\Z", re.I)
_MOBILISES = re.compile(r"(.+?)\s+mobili[sz]es?\Z", re.I)
_PLACE = re.compile(r"(.+?)\s+(?:in|at|on|off|near|over|around)\s+(.+)\Z", re.I)
_LEAD = re.compile(r"\A\s*(?:what\s+)?(?:if|suppose|say)\s+(?:that\s+)?", re.I)


def suppose(sentence: str, on: date) -> tuple[Fact, ...]:
    """The hypothetical facts of a sentence, dated on the day.

    Raises:
        InputError: where the sentence has no accepted form, or names no state or place that is known.
    """
    text = _LEAD.sub("", sentence).strip().rstrip("?.! ")
    for stem, pattern in _PASSIVE:
        if match := pattern.match(text):
            return _facts(stem, match.group(2), match.group(1), on)
    for stem, pattern in _ACTIVE:
        if match := pattern.match(text):
            return _facts(stem, match.group(1), match.group(2), on)
    if match := _BETWEEN.match(text):
        return _war(match.group(1), None, on)
    if match := _AT_WAR.match(text):
        return _war(match.group(1), match.group(2), on)
    if match := _MOBILISES.match(text):
        return _made(Act.MOBILISE, None, _parties(match.group(1), on), [None], None, on)
    raise InputError(
        f"'{shown(sentence)}' is no question of a form that is read here",
        where="the sentence",
        hint=f"The forms are: {' '.join(FORMS.split())}.",
        code="whatif",
    )


def _facts(stem: str, actors_: str, targets: str, on: date) -> tuple[Fact, ...]:
    """The place stands at the end of the sentence: after the target, or in a passive after the actor."""
    act, means = _VERBS[stem]
    who, whom = _try_parties(actors_, on), _try_parties(targets, on)
    place = None
    if whom is None and (match := _PLACE.match(targets)):
        targets, place = match.group(1), _site(match.group(2), on)
    elif who is None and (match := _PLACE.match(actors_)):
        actors_, place = match.group(1), _site(match.group(2), on)
    return _made(act, means, who or _parties(actors_, on), whom or _parties(targets, on), place, on)


def _site(text: str, on: date) -> Site:
    bare = re.sub(r"\Athe\s+", "", text.strip(), flags=re.I)
    return territory().site(bare, on)


def _war(some: str, others: str | None, on: date) -> tuple[Fact, ...]:
    one = _parties(some, on)
    two = _parties(others, on) if others else one[1:]
    if not two:
        raise InputError("a war needs two states", where="the sentence", hint="Write 'X and Y are at war'.")
    return _made(Act.STATE_OF_WAR, None, one if others else one[:1], list(two), None, on)


def _made(
    act: Act,
    means: str | None,
    who: list[Party],
    whom: list[Party] | list[None],
    place: Site | None,
    on: date,
) -> tuple[Fact, ...]:
    pairs = [(a, t) for a in who for t in whom if a != t]
    if not pairs:
        raise InputError("actor and target are the same", where="the sentence", hint="Name two states.")
    return tuple(
        Fact(
            id=f"f{i}",
            act=act,
            actor=a,
            target=t,
            date=on,
            place=place,
            means=means,
            status=Status.HYPOTHETICAL,
        )
        for i, (a, t) in enumerate(pairs, 1)
    )


def _try_parties(text: str, on: date) -> list[Party] | None:
    try:
        return _parties(text, on)
    except FoedusError:
        return None


def _parties(text: str, on: date) -> list[Party]:
    """`Germany, Italy and Japan`: the whole first, as names may hold an `and`, then its parts."""
    whole = text.strip().strip(",").strip()
    one = _party(whole, on)
    if one is not None:
        return [one]
    for cut in reversed(list(re.finditer(r"\s*,\s*(?:and\s+)?|\s+and\s+", whole))):
        head = _party(whole[: cut.start()], on)
        if head is not None:
            return [head, *_parties(whole[cut.end() :], on)]
    try:
        names().resolve(_bare(whole), on)
    except InputError as e:  # with what was perhaps meant
        raise InputError.of(replace(f, where="the sentence") for f in e.faults) from None
    raise AssertionError("a name that resolves is a party")


def _bare(text: str) -> str:
    return re.sub(r"\Athe\s+", "", text.strip(), flags=re.I)


def _party(text: str, on: date) -> Party | None:
    """A state of the day, or an armed group with the state that it acts from."""
    try:
        return names().resolve(_bare(text), on)
    except InputError as e:
        if e.faults[0].code != "unknown-state":
            raise
    bodies = [b for b in actors().find(_bare(text), on) if b.kind.value == "group"]
    if len(bodies) == 1:
        base = bodies[0].base[0] if bodies[0].base else None
        return Group(group=bodies[0].name, base=base)
    return None
