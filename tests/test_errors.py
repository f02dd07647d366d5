import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.errors import DossierError, Fault, FoedusError, InputError, shown, visible


def test_a_fault_says_what_where_and_what_to_do():
    fault = Fault("'atack' is not an act.", "facts.yaml:4:17 facts[0].act", "Did you mean 'attack'?")
    assert str(fault) == "facts.yaml:4:17 facts[0].act: 'atack' is not an act. Did you mean 'attack'?"


def test_all_faults_of_a_file_travel_together_and_twenty_are_shown():
    error = InputError.of([Fault(f"fault {n}") for n in range(25)])
    assert isinstance(error, InputError)
    assert error.exit_code == 2
    lines = str(error).splitlines()
    assert lines[0] == "fault 0"
    assert lines[-1] == "… and 5 more faults"
    assert len(lines) == 21


def test_an_error_without_a_fault_is_our_own_mistake():
    with pytest.raises(ValueError, match="at least one"):
        DossierError.of([])


def test_every_error_of_the_family_is_the_users_to_mend():
    assert {c.exit_code for c in FoedusError.__subclasses__()} == {2}
    assert len(FoedusError.__subclasses__()) == 5


@given(st.text())
def test_echoed_text_has_no_control_and_no_bidi_mark(text):
    out = shown(text)
    assert not {unicodedata.category(c) for c in out} & {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    assert len(out) <= 201 + 10 * 200


@given(st.text(alphabet=st.characters(categories=["Cc", "Cf", "Lu", "Zs"])))
def test_visible_keeps_line_breaks_and_escapes_the_rest(text):
    out = visible(text)
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert out.count("\n") == text.count("\n")


def test_long_text_is_cut():
    assert shown("x" * 500) == "x" * 200 + "…"
