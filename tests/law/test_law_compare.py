"""Before and after: what is new, gone, stronger, weaker, and what was there already."""

import dataclasses
from datetime import date

from law_made import ask, fact, instrument, norm, world

from foedus.law.bound import bound
from foedus.law.compare import compare
from foedus.law.why import why
from foedus.model.obligation import DutyChange

PACT = instrument()
FREE = norm(automaticity="own-judgement")


def one(
    before: object, after: object, occasion: tuple[str, str, str] = ("attack", "XXX", "AAA")
) -> DutyChange:
    (change,) = compare(before, after, [occasion])  # type: ignore[arg-type]
    return change


def test_a_new_pact_adds_a_duty_and_an_ended_one_removes_it() -> None:
    w = world()
    added = one(w, w.with_(PACT))
    assert [(o.debtor, o.creditor, o.against) for o in added.added] == [("BBB", "AAA", "XXX")]
    assert [(o.debtor, o.creditor) for o in one(w.with_(PACT), w).removed] == [("BBB", "AAA")]
    assert one(w.with_(PACT), w.with_(PACT)).empty


def test_any_attacker_that_is_no_party_is_a_star() -> None:
    w = world()
    change = one(w, w.with_(PACT), ("attack", "*", "AAA"))
    assert change.actor == "*"
    assert [(o.debtor, o.against) for o in change.added] == [("BBB", "*")]


def test_a_second_pact_for_a_pair_bound_as_strongly_is_no_new_duty() -> None:
    w = world(PACT)
    change = one(w, w.with_(instrument("second")))
    assert change.empty
    assert [o.instrument for o in change.also] == ["second"]
    assert [o.instrument for o in change.still] == ["pact"]
    weaker = one(w, w.with_(instrument("weak", norms=[FREE])))
    assert weaker.empty
    assert [o.instrument for o in weaker.also] == ["weak"]


def test_stronger_and_weaker() -> None:
    w = world(instrument("free", norms=[FREE]))
    ((old, new),) = one(w, w.with_(PACT)).strengthened
    assert (old.instrument, new.instrument) == ("free", "pact")
    ((old, new),) = one(w.with_(PACT), w).weakened
    assert (old.instrument, new.instrument) == ("pact", "free")
    political = world(instrument("word", force="political", in_force=None))
    assert len(one(political, political.with_(instrument("free", norms=[FREE]))).strengthened) == 1
    unsure = world(instrument("unsure", in_force="unknown"))
    assert len(one(unsure, unsure.with_(PACT)).strengthened) == 1


def test_kinds_are_compared_apart() -> None:
    w = world(instrument("talks", norms=[norm(kind="must-consult", automaticity=None, trigger="threat")]))
    change = one(w, w.with_(PACT))
    assert [o.kind.value for o in change.added] == ["must-assist"]
    assert [o.kind.value for o in change.still] == ["must-consult"]


def test_signed_counts_as_if_in_force() -> None:
    w = world(instrument(signed="2019-12-30", in_force="2021-01-01"))
    assert len(one(w, w.as_if_in_force("pact", "on exchange of ratifications")).added) == 1


def test_two_days_of_one_dossier() -> None:
    joined = instrument(states=[{"states": ["AAA", "BBB"]}, {"states": ["CCC"], "from": "2010-01-01"}])
    w = world(joined, on=date(2005, 1, 1))
    change = one(w, w.on_day(date(2015, 1, 1)), ("attack", "XXX", "CCC"))
    assert sorted(o.debtor for o in change.added) == ["AAA", "BBB"]


def test_newly_drawn_to_opposite_sides() -> None:
    w = world()
    asked = [("attack", "XXX", "AAA"), ("attack", "YYY", "AAA")]
    after = w.with_(PACT)
    assert [c.opposed for c in compare(w, after, asked)] == [(("BBB", "XXX"),), (("BBB", "YYY"),)]
    old = w.with_(instrument("old", states=("BBB", "CCC")))
    opened = compare(old, old.with_(PACT), [("attack", "XXX", "CCC"), *asked])
    assert [c.opposed for c in opened] == [(), (), (("BBB", "YYY"),)]


def test_a_change_elsewhere_changes_nothing_here() -> None:
    w = world(PACT)
    change = one(w, w.with_(instrument("far", states=("PPP", "QQQ"))))
    assert change.empty
    assert change.also == ()


def test_facts_that_hold_in_both_worlds_count() -> None:
    w = world(instrument("war", norms=[norm(trigger="armed-attack and war-with(YYY)")]))
    ongoing = fact("w", "attack", "YYY", "AAA", on=date(2019, 1, 1), place="AAA")
    asked = ("attack", "XXX", "AAA")
    with_war = compare(w.without("war"), w, [asked], facts=[ongoing])[0]
    assert ("BBB", "XXX") in {(o.debtor, o.against) for o in with_war.added}
    assert one(w.without("war"), w, asked).empty


def test_text_only_where_names_are_given() -> None:
    w = world()
    assert one(w, w.with_(PACT)).added[0].text == ""
    (change,) = compare(w, w.with_(PACT), [("attack", "XXX", "AAA")], name=str)
    assert "must help AAA against XXX" in change.added[0].text


# --- bound ---


def test_all_that_a_state_owes_and_is_owed() -> None:
    rows = bound(world(instrument(ended="2030-01-01")), "AAA")
    assert [(r.debtor, r.creditor, r.since, r.until) for r in rows] == [
        ("AAA", "BBB", "2000-06-01", "2030-01-01"),
        ("BBB", "AAA", "2000-06-01", "2030-01-01"),
    ]
    assert bound(world(PACT), "AAA", "CCC") == ()
    assert len(bound(world(PACT), "AAA", "BBB")) == 2
    assert bound(world(PACT, on=date(2000, 2, 1)), "AAA") == ()


def test_one_sided_and_universal_norms() -> None:
    one_way = instrument(norms=[norm(debtors=["BBB"], creditors=["AAA"])])
    assert [(r.debtor, r.creditor) for r in bound(world(one_way), "AAA")] == [("BBB", "AAA")]
    ban = norm(kind="must-not-attack", automaticity=None, trigger="unconditional", creditors=["any-state"])
    charter = instrument("un-charter-1945", states=("AAA", "BBB"), norms=[ban])
    rows = bound(world(charter), "AAA")
    assert [(r.debtor, r.creditor) for r in rows] == [("*", "AAA"), ("AAA", "*")]
    assert {(r.debtor, r.creditor) for r in bound(world(charter), "AAA", "BBB")} == {
        ("*", "AAA"),
        ("AAA", "*"),
    }


def test_what_is_contested_says_so() -> None:
    (row, _) = bound(world(instrument(in_force="unknown")), "AAA")
    assert row.reading == "contested"


# --- why ---

ATTACK = fact("f1", "attack", "XXX", "AAA", place="AAA")


def test_why_names_article_and_words_and_ends_in_facts() -> None:
    chain = instrument(
        "chain",
        states=("BBB", "CCC"),
        norms=[norm(trigger="state-of-war", debtors=["CCC"], creditors=["BBB"])],
    )
    done = ask(world(PACT, chain), ATTACK)
    found = why(done, "CCC", "BBB", [ATTACK])
    assert found.bound
    (duty,) = found.tree["because"]
    (earlier,) = duty["because"]
    (leaf,) = earlier["because"]
    assert (duty["instrument"], earlier["instrument"], leaf["fact"]) == ("chain", "pact", "f1")


def test_why_not_gives_the_first_condition_that_fails() -> None:
    done = ask(world(instrument(states=("XXX", "BBB"))), ATTACK)
    found = why(done, "BBB", "XXX", [ATTACK])
    assert not found.bound
    assert [n["why"] for n in found.tree["not"]] == ["aggressor"]
    nothing = why(done, "BBB", "AAA", [ATTACK])
    assert "No instrument" in nothing.paragraph


def test_paragraphs_are_whole_sentences() -> None:
    from foedus.law.answer import consequences

    readings = [{"id": "narrow", "held_by": ["AAA"], "says": "only by sea", "against": ["YYY"]}]
    pact = instrument(
        norms=[norm(article="III", readings=readings, conditions=[{"id": "request", "text": "asked for"}])]
    )
    done = consequences(world(pact), [ATTACK], name=lambda s: {"AAA": "the Alphas"}.get(s, s))
    (row,) = done.obligations
    assert row.text.startswith(
        "BBB must help the Alphas against XXX, by Article III of the Treaty pact: “shall help”."
    )
    assert "Taken as given" in row.text
    assert "Contested" in row.text
    assert all(n.text.endswith(".") for n in done.not_triggered)


def test_change_is_a_value() -> None:
    w = world()
    change = one(w, w.with_(PACT))
    assert dataclasses.replace(change, added=()).empty
