import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.errors import DossierError
from foedus.model.brief import Occasion
from foedus.model.codec import dump, parse, schema, validate
from foedus.model.instrument import Confidence, Instrument, Membership, Reference
from foedus.model.norm import Area, Automaticity, Condition, Force, Kind, Norm, TextReading
from foedus.model.reading import Reading
from foedus.yamlfile import loads

FAULTY = """\
id: aaa-bbb-2000
parties:
- {states: [PRK, RUS], frm: 2000-01-01}
in_forc: 2000
norms:
- {article: '4', kind: must-asist, conditions: {a: 1}}
force: treaty
"""


def test_all_faults_at_once_with_line_and_field():
    with pytest.raises(DossierError) as caught:
        validate(Instrument, loads(FAULTY, name="f.yaml"))
    found = {f.where.split(" ")[-1]: f for f in caught.value.faults}
    assert found["parties[0].frm"].where.startswith("f.yaml:3:")
    assert found["in_forc"].hint == "Did you mean in_force?"
    assert found["norms[0].kind"].hint == "Did you mean 'must-assist'?"
    assert "a list is wanted" in found["norms[0].conditions"].message
    assert {"title", "signed", "references", "checked", "confidence"} <= set(found)


words = st.text("abc def", min_size=1, max_size=8)
norms = st.builds(
    Norm,
    article=words,
    kind=st.sampled_from(Kind),
    quote=st.none() | words,
    trigger=st.sampled_from(["armed-attack", "invasion and state-of-war", "threat"]),
    area=st.builds(
        Area, scope=st.sampled_from(["any", "territory"]), include=st.lists(words, max_size=2).map(tuple)
    ),
    automaticity=st.none() | st.sampled_from(Automaticity),
    conditions=st.lists(st.builds(Condition, id=words, text=words), max_size=2).map(tuple),
    readings=st.lists(st.builds(TextReading, id=words, says=words), max_size=2).map(tuple),
)
instruments = st.builds(
    Instrument,
    id=words,
    title=words,
    force=st.sampled_from(Force),
    signed=st.just("2000-01-01"),
    parties=st.lists(
        st.builds(
            Membership, states=st.lists(words, min_size=1).map(tuple), start=st.none() | st.just("2001")
        ),
        max_size=3,
    ).map(tuple),
    norms=st.lists(norms, max_size=3).map(tuple),
    references=st.just((Reference(title="t"),)),
    checked=st.just("2026-01-01"),
    confidence=st.sampled_from(Confidence),
)


@given(instruments)
def test_dump_and_read_back(instrument):
    text = json.dumps(dump(instrument))
    assert validate(Instrument, loads(text, name="x.json")) == instrument


def test_outside_names_stand_for_pythons_keywords():
    membership = Membership(states=("FIN",), start="2023-04-04", end=None)
    assert dump(membership)["from"] == "2023-04-04"
    assert dump(membership)["to"] is None
    assert parse(Membership, {"states": ["FIN"], "from": "2023-04-04"}, name="x") == membership
    assert replace(membership, end="2030").end == "2030"
    assert "actor" in dump(Occasion(act="attack", actor="*", target="FIN"))


def test_schema_has_the_outside_names():
    found = schema(Instrument)
    assert {"from", "to"} <= set(found["$defs"]["Membership"]["properties"])
    assert "events" in schema(Reading)["properties"]
