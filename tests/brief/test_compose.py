"""From a reading to a brief: what a pact changes, by whom it is denied, what stays open. Exact on a small article."""

from dataclasses import replace
from datetime import date

import pytest

from foedus.brief.compose import compose
from foedus.brief.make import sources
from foedus.errors import InputError
from foedus.model.actor import ANY_STATE
from foedus.model.norm import Kind
from foedus.model.obligation import Verdict
from foedus.model.reading import Modality, PactAct

ON = date(2024, 6, 20)


@pytest.fixture(scope="module")
def made(reading):
    return compose(reading, on=ON, known=ON, sources=sources())


def change(brief, actor, target):
    return next(c for c in brief.changes if (c.occasion.actor, c.occasion.target) == (actor, target))


def fighting(duties):
    return {d.debtor for d in duties if d.kind is Kind.MUST_ASSIST}


def test_an_attack_on_north_korea_obliged_china_and_now_russia_too(made):
    found = change(made, ANY_STATE, "PRK")
    assert fighting(found.still) == {"CHN"}
    assert fighting(found.added) == {"RUS"}
    new = next(d for d in found.added if d.kind is Kind.MUST_ASSIST)
    assert (new.instrument, new.article) == ("prk-rus-2024", "4")


def test_an_attack_on_russia_newly_obliges_north_korea(made):
    assert "PRK" in fighting(change(made, ANY_STATE, "RUS").added)


def test_nothing_is_known_before_its_day(made):
    new = next(d for d in change(made, ANY_STATE, "PRK").added if d.kind is Kind.MUST_ASSIST)
    assert new.start is None
    assert new.start_note == "on exchange of ratifications"


def test_known_today_the_day_of_entry_is_there(reading):
    later = compose(reading, on=ON, known=date(2025, 1, 1), sources=sources())
    new = next(d for d in change(later, ANY_STATE, "PRK").added if d.kind is Kind.MUST_ASSIST)
    assert new.start == "2024-12-04"


def test_each_new_duty_leads_back_to_the_article_and_to_an_article_of_law(made, reading):
    for c in made.changes:
        for duty in c.added:
            assert {s.span for s in duty.sources if s.span} == {reading.commitments[0].span}
            assert {s.instrument for s in duty.sources if s.instrument} == {duty.instrument}


def test_a_named_attacker_stands_apart_only_where_its_answer_differs(made):
    actors = {c.occasion.actor for c in made.changes if c.occasion.target == "PRK"}
    assert ANY_STATE in actors
    assert "KOR" not in actors


def test_no_attack_by_the_north_obliges_russia_except_on_the_broad_reading(made):
    assert not any(c.occasion.actor == "PRK" and c.occasion.target == "KOR" for c in made.changes)
    case = next(c for c in made.contested if "North Korea attacks" in c.case)
    outcome = {o.id: o for o in case.outcomes}
    assert outcome["exact"].bound == ()
    assert outcome["broad"].bound == (("RUS", "PRK"),)


def test_the_shells_are_alleged_denied_and_forbidden_if_true(made):
    assert [(d.event, d.alleged_by, d.denied_by) for d in made.disputed] == [("e1", ("KOR",), ("RUS", "PRK"))]
    found = {
        (b.who, b.instrument, b.paragraph)
        for b in made.breaches
        if b.act == "e1" and b.verdict is Verdict.BREACH
    }
    assert {("PRK", "unsc-1718-2006", "8(b)"), ("RUS", "unsc-1718-2006", "8(b)")} <= found
    assert all(b.depends_on == ("e1 is true",) for b in made.breaches if b.act == "e1")


def test_the_war_that_the_text_vouches_for_breaches_the_charter_without_condition(made):
    found = [b for b in made.breaches if b.act == "e2" and b.instrument == "un-charter-1945"]
    assert [(b.who, b.against, b.verdict, b.depends_on) for b in found] == [
        ("RUS", "UKR", Verdict.BREACH, ())
    ]


def test_questions_of_the_text_come_first_and_the_law_adds_its_own(made, reading):
    assert made.open_questions[0].question == reading.questions[0].text
    assert any("prk-rus-2024" in q.question for q in made.open_questions[1:])


def test_rooms_not_built_yet_leave_their_field_empty(made):
    assert (made.camps, made.probabilities, made.reach) == (None, None, None)


@pytest.mark.parametrize(
    "edit",
    [
        {"act": PactAct.REAFFIRMED},
        {"act": PactAct.PROPOSED},
        {"negated": True},
        {"modality": Modality.ALLEGED},
        {"date": "2024-01-19"},
    ],
)
def test_what_is_not_new_changes_nothing(reading, edit):
    struck = replace(reading, commitments=(replace(reading.commitments[0], **edit),))
    assert compose(struck, on=ON, known=ON, sources=sources()).changes == ()


def test_the_end_of_a_pact_takes_away_what_it_gave(reading):
    undated = replace(reading.commitments[0], act=PactAct.ENDED, date=None)
    brief = compose(
        replace(reading, commitments=(undated,)),
        on=date(2025, 6, 20),
        known=date(2025, 6, 20),
        sources=sources(),
    )
    found = change(brief, ANY_STATE, "PRK")
    assert fighting(found.removed) == {"RUS"}
    assert fighting(found.still) == {"CHN"}


def test_a_pact_that_no_file_knows_counts_as_reported(reading):
    pact = replace(
        reading.commitments[0],
        parties=("MNG", "VNM"),
        debtor=("MNG", "VNM"),
        creditor=("MNG", "VNM"),
        trigger="armed-attack",
    )
    brief = compose(replace(reading, commitments=(pact,)), on=ON, known=ON, sources=sources())
    found = change(brief, ANY_STATE, "MNG")
    assert [d.instrument for d in found.added] == ["mng-vnm-2024-reported"]
    assert brief.placed[0].how == "as reported"
    assert any("from the report alone" in q.question for q in brief.open_questions)


def test_an_edited_reading_with_an_unknown_state_is_refused(reading):
    wrong = replace(reading.events[0], actor=("XYZ",))
    with pytest.raises(InputError, match="'XYZ' is no state id"):
        compose(replace(reading, events=(wrong,)), on=ON, known=ON, sources=sources())


def test_two_articles_that_say_the_same_change_the_same(reading, made):
    twice = replace(reading, commitments=(reading.commitments[0], replace(reading.commitments[0], id="c2")))
    assert compose(twice, on=ON, known=ON, sources=sources()).changes == made.changes


def test_who_holds_a_reading_is_named_only_once_they_have_said_so(reading, made):
    def broad(brief):
        return next(o for c in brief.contested for o in c.outcomes if o.id == "broad")

    later = compose(reading, on=ON, known=date(2025, 6, 1), sources=sources())
    assert broad(made).held_by == ()
    assert broad(later).held_by == ("PRK", "RUS")
