import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.errors import DossierError, InputError
from foedus.yamlfile import field_path, load, loads


def value(text):
    return loads(text, name="f.yaml").value


def test_yaml_words_are_words():
    assert value("on: 2024-07-01\nno: NO\nyes: Yes\noff: ON") == {
        "on": "2024-07-01",
        "no": "NO",
        "yes": "Yes",
        "off": "ON",
    }


def test_numbers_truth_and_nothing():
    assert value("[1, -2, 1.5, 1e3, true, false, null, ~]") == [1, -2, 1.5, 1000.0, True, False, None, None]


def test_quoted_numbers_stay_words():
    assert value("article: '4'") == {"article": "4"}


def test_every_value_knows_its_line():
    found = loads("on: x\nfacts:\n - {id: f1, actor: NO}\n", name="f.yaml")
    assert found.where(("facts", 0, "actor")) == "f.yaml:3:20 facts[0].actor"
    assert found.where(("facts", 0, "missing")).startswith("f.yaml:3:")


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: &x 1\nb: *x", "alias", 1),
        ("on: 1\non: 2", "doubled-key", 2),
        ("a: 1\nb: !!python/object/apply:os.system [x]", "tag", 2),
        ("a: [2024\n\tb: :", "not-yaml", 2),
        ("a: .nan", "not-finite", 1),
        ("a: 1e999", "not-finite", 1),
        ("[" * 100 + "]" * 100, "depth", 1),
    ],
)
def test_what_is_refused_says_where(text, code, line):
    with pytest.raises(DossierError) as caught:
        value(text)
    fault = caught.value.faults[0]
    assert fault.code == code
    assert fault.where.startswith(f"f.yaml:{line}:")


def test_two_faults_come_in_one_go():
    with pytest.raises(DossierError) as caught:
        value("a: 1\na: 2\nb: .inf")
    assert [f.code for f in caught.value.faults] == ["doubled-key", "not-finite"]


def test_a_missing_file_and_a_file_that_is_not_utf8(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        load(tmp_path / "nothing.yaml", error=InputError)
    bad = tmp_path / "bad.yaml"
    bad.write_bytes(b"a: \xff")
    with pytest.raises(InputError, match="byte 3"):
        load(bad, error=InputError)


plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**15), 10**15)
    | st.text(st.characters(categories=["L", "N", "Zs"])),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text("abcdef", min_size=1), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(plain)
def test_json_reads_as_itself(data):
    assert value(json.dumps(data)) == data


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_floats_survive(number):
    assert math.isclose(value(json.dumps([number]))[0], number, rel_tol=1e-15, abs_tol=0)


def test_field_paths_read_as_people_write_them():
    assert field_path(("facts", 0, "actor")) == "facts[0].actor"
