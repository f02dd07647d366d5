"""Abstract cases: the shared ones exactly, and random ones against a plain enumeration of every world."""

import json
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.law.abstract import legal
from foedus.yamlfile import load


def cases(shared: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = load(shared / "cases" / "cascade_examples.yaml").value
    return found


def plain(rows: Any) -> list[str]:
    return sorted(json.dumps(r) for r in rows)


def test_the_shared_cases(shared: Path) -> None:
    wrong = []
    for case in cases(shared):
        more = case.get("add") or []
        for key, obligations in (
            ("legal", case["obligations"]),
            ("legal_after", [*case["obligations"], *more]),
        ):
            want = case["expect"].get(key)
            if want is not None:
                got = legal(case["attacks"], obligations)
                wrong += [
                    (case["id"], key, part, getattr(got, part), want[part])
                    for part in ("must", "may", "consult", "conflicts")
                    if plain(getattr(got, part)) != plain(want[part])
                ]
    assert wrong == []


# --- the oracle: two-valued worlds one by one, as SEMANTICS has them ---

Hostile = tuple[str, str, str, str]


def enumerate_worlds(
    attacks: list[dict[str, Any]], obligations: list[dict[str, Any]]
) -> tuple[set[str], set[str]]:
    """(must, may) by every choice of readings, with discretion off and on."""
    contested = [o["id"] for o in obligations if o.get("counter_is_attack") == [False, True]]
    given_ = {(a["by"], a["target"], "attack", a.get("zone", a["target"])) for a in attacks}
    lows, highs = [], []
    for choices in product([False, True], repeat=len(contested)):
        wide = dict(zip(contested, choices, strict=True))
        for discretion in (False, True):
            low, high = alternate(given_, obligations, wide, discretion)
            lows.append({x for x, *_ in low - given_})
            highs.append({x for x, *_ in high - given_})
    openers = {a["by"] for a in attacks}
    must = set.intersection(*lows) - openers
    return must, set.union(*highs) - openers - must


def alternate(
    given_: set[Hostile], obligations: list[dict[str, Any]], wide: dict[str, bool], discretion: bool
) -> tuple[set[Hostile], set[Hostile]]:
    high = least_fixpoint(given_, obligations, wide, discretion, set())
    while True:
        low = least_fixpoint(given_, obligations, wide, discretion, high)
        again = least_fixpoint(given_, obligations, wide, discretion, low)
        if again == high:
            return low, high
        high = again


def least_fixpoint(
    given_: set[Hostile],
    obligations: list[dict[str, Any]],
    wide: dict[str, bool],
    discretion: bool,
    joined: set[Hostile],
) -> set[Hostile]:
    found = set(given_)
    while True:
        new = {h for o in obligations for h in fire(o, found, given_, obligations, wide, discretion, joined)}
        if new <= found:
            return found
        found |= new


def fire(
    o: dict[str, Any],
    found: set[Hostile],
    given_: set[Hostile],
    obligations: list[dict[str, Any]],
    wide: dict[str, bool],
    discretion: bool,
    joined: set[Hostile],
) -> set[Hostile]:
    k, c = o["debtor"], o["creditor"]
    if o["kind"] not in ("assist", "offence") or any((k, c) == (x, y) for x, y, *_ in given_):
        return set()
    if o.get("process") == "discretion" and not discretion:
        return set()
    if "unless_joined" in o and o["unless_joined"] in {x for x, *_ in joined}:
        return set()
    met = []
    for x, y, label, zone in found:
        attack = label == "attack" or wide.get(o["id"], False)
        if o["kind"] == "offence":
            holds, a = x == c and label == "attack", y
        elif o.get("trigger") == "at_war":
            holds, a = c in (x, y), (y if x == c else x)
        else:
            holds, a = y == c and attack, x
        if holds and ("scope" not in o or zone in o["scope"]) and ("against" not in o or a in o["against"]):
            met.append((a, y == c, label))
    if len({a for a, *_ in met}) < o.get("min_attackers", 1):
        return set()
    out = set()
    for a, struck, label in met:
        barred = any(
            f["id"] in o.get("yields_to", ())
            and f["kind"] in ("neutral", "nonaggression")
            and (f["debtor"], f["creditor"]) == (k, a)
            for f in obligations
        )
        provoked = o.get("unprovoked") and any((c, a) == (x, y) for x, y, *_ in given_)
        if a not in (k, c) and not barred and not provoked:
            if struck:
                mine = "attack" if label == "defence" else "defence"
            else:
                mine = "defence" if label == "defence" else "attack"
            out.add((k, a, mine, a))
    return out


STATES = ("A", "B", "C", "D", "E")


@st.composite
def obligations(draw: st.DrawFn) -> list[dict[str, Any]]:
    out: list[dict[str, Any]] = []
    for number in range(draw(st.integers(1, 6))):
        debtor, creditor = draw(st.lists(st.sampled_from(STATES), min_size=2, max_size=2, unique=True))
        o: dict[str, Any] = {"id": f"o{number}", "debtor": debtor, "creditor": creditor}
        o["kind"] = draw(
            st.sampled_from(["assist", "assist", "assist", "offence", "neutral", "nonaggression"])
        )
        if o["kind"] == "assist":
            o["trigger"] = draw(st.sampled_from(["attacked", "at_war"]))
            if o["trigger"] == "attacked" and draw(st.booleans()):
                o |= draw(
                    st.sampled_from(
                        [{"min_attackers": 2}, {"counter_is_attack": [False, True]}, {"scope": ["A", "B"]}]
                    )
                )
            o |= draw(
                st.sampled_from(
                    [{}, {}, {"unprovoked": True}, {"against": ["A", "C"]}, {"yields_to": ["o0"]}]
                )
            )
            o["process"] = draw(st.sampled_from(["automatic", "constitutional", "discretion"]))
            others = [s for s in STATES if s not in (debtor, creditor)]
            o |= draw(st.sampled_from([{}, {}, {}, {"unless_joined": draw(st.sampled_from(others))}]))
        out.append(o)
    return out


@st.composite
def attacks(draw: st.DrawFn) -> list[dict[str, Any]]:
    pairs = draw(
        st.lists(
            st.lists(st.sampled_from(STATES), min_size=2, max_size=2, unique=True).map(tuple),
            min_size=1,
            max_size=2,
            unique_by=frozenset,
        )
    )
    return [
        {"by": by, "target": target, **draw(st.sampled_from([{}, {"zone": "Z"}]))} for by, target in pairs
    ]


@settings(max_examples=250, deadline=None)
@given(attacks(), obligations())
def test_random_cases_against_the_enumeration(
    attacks_: list[dict[str, Any]], obligations_: list[dict[str, Any]]
) -> None:
    got = legal(attacks_, obligations_)
    must, may = enumerate_worlds(attacks_, obligations_)
    assert (set(got.must), set(got.may)) == (must, may)


def test_a_ring_of_pacts_does_not_lift_itself() -> None:
    ring = [
        {"id": "o1", "debtor": "D", "creditor": "E", "kind": "assist", "trigger": "at_war"},
        {"id": "o2", "debtor": "E", "creditor": "D", "kind": "assist", "trigger": "at_war"},
    ]
    assert legal([{"by": "A", "target": "B"}], ring).must == ()


@pytest.mark.parametrize("process", ["automatic", "constitutional", "discretion"])
def test_process_sets_must_or_may(process: str) -> None:
    got = legal(
        [{"by": "A", "target": "B"}],
        [{"id": "o", "debtor": "C", "creditor": "B", "kind": "assist", "process": process}],
    )
    assert (got.must, got.may) == ((), ("C",)) if process == "discretion" else (("C",), ())
