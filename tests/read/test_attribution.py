"""Who says it, in the constructions of newspapers of two centuries: one row a construction, several of each kind."""

from __future__ import annotations

from datetime import date

import pytest
from tests.read.reading import TODAY, statements

OLD, WAR, COLD = date(1914, 8, 1), date(1939, 9, 2), date(1961, 7, 2)
Row = tuple[str, str, str | None, str]  # text, speaker, state, stance

PLAIN: list[Row] = [
    ("A State Department spokesman said that the talks had failed.", "State Department spokesman", "USA", "assert"),
    ("A spokesman for the Pentagon said the ships had left.", "spokesman for the Pentagon", "USA", "assert"),
    ("A spokeswoman for the German Foreign Office said Berlin was watching.",
     "spokeswoman for the German Foreign Office", "DEU", "assert"),
    ("The Kremlin spokesman, Dmitri Peskov, said that there would be no talks.", "Dmitri Peskov", "RUS", "assert"),
    ("Dmitri Peskov, the Kremlin spokesman, said there would be no talks.", "Dmitri Peskov", "RUS", "assert"),
    ("Kremlin spokesman Dmitry Peskov told reporters that the pact was defensive.", "Peskov", "RUS", "assert"),
    ("India's Foreign Ministry said that it would study the accord.", "India's Foreign Ministry", "IND", "assert"),
    ("The Foreign Ministry of Brazil said it would recall its envoy.", "Foreign Ministry of Brazil", "BRA", "assert"),
    ("The Defense Ministry in Seoul said that two missiles were fired.", "Defense Ministry in Seoul", "KOR", "assert"),
    ("The Rwandan government said its troops had not moved.", "Rwandan government", "RWA", "assert"),
    ("The government in Taipei said that 20 aircraft had crossed the line.",
     "government in Taipei", "TWN", "assert"),
    ("Taiwan's defence ministry said it had counted 30 ships.", "Taiwan's defence ministry", "TWN", "assert"),
    ("The Polish Foreign Minister, Radosław Sikorski, said Warsaw would not yield.", "Radosław Sikorski", "POL",
     "assert"),
    ("South Korean officials say that the North has sent more shells.", "South Korean officials", "KOR", "assert"),
    ("A senior NATO diplomat said the matter was closed.", "senior NATO diplomat", None, "assert"),
    ("Western officials said that the arms came from Iran.", "Western officials", None, "assert"),
    ("The U.S. ambassador to Japan, Rahm Emanuel, said the alliance was firm.", "Rahm Emanuel", "USA", "assert"),
    ("Mark Rutte, the NATO Secretary General, said the allies would stand together.", "Mark Rutte", None, "assert"),
    ("Jens Stoltenberg, NATO's secretary general, warned that Russia might test the alliance.",
     "Jens Stoltenberg", None, "warn"),
    ("John Smith, a professor of history at Oxford University, said that the pact is weak.", "John Smith", None,
     "assert"),
    ("Fumio Kishida's chief Cabinet secretary, Yoshimasa Hayashi, said Tokyo was concerned.", "Yoshimasa Hayashi",
     "JPN", "assert"),
    ("The Ethiopian prime minister's office said that the dam was complete.", "prime minister's office", "ETH",
     "assert"),
    ("Analysts said that the pact changes little.", "Analysts", None, "assert"),
    ("Three Western diplomats said that the draft was ready.", "Western diplomats", None, "assert"),
    ("The White House said that the President would sign.", "White House", "USA", "assert"),
    ("Downing Street said that there was no change.", "Downing Street", "GBR", "assert"),
    ("The African Union said that it would send observers.", "African Union", None, "assert"),
    ("ECOWAS said that the door remained open.", "ECOWAS", None, "assert"),
    ("The rebels said that they had taken the town.", "rebels", None, "assert"),
    ("Hezbollah said that it had fired rockets at an army base.", "Hezbollah", None, "assert"),
    ("State media in Pyongyang reported that the leader had watched the launch.", "media in Pyongyang", "PRK",
     "assert"),
    ("North Korea's state news agency, KCNA, said that the test had succeeded.", "KCNA", "PRK", "assert"),
    ("The Ministry of Foreign Affairs of Kenya announced that it had recalled its envoy.",
     "Ministry of Foreign Affairs of Kenya", "KEN", "assert"),
]  # fmt: skip

PLACED: list[Row] = [
    ("The truce has been broken twice, according to Lebanon's army.", "Lebanon's army", "LBN", "assert"),
    ("According to the Turkish defence ministry, three soldiers were killed.", "Turkish defence ministry", "TUR",
     "assert"),
    ("According to a statement issued by the Chinese embassy, the balloon was civilian.", "statement", "CHN",
     "assert"),
    ("“We are not at war,” said the Finnish president, Alexander Stubb.", "Alexander Stubb", "FIN", "assert"),
    ("“We are not at war,” Alexander Stubb, the Finnish president, said.", "Alexander Stubb", "FIN", "assert"),
    ("“We are,” said Mr. Sánchez of Spain, “not at war with anybody at all.”", "Sánchez", "ESP", "assert"),
    ("The ship, the Danish navy said, had turned off its lights.", "Danish navy", "DNK", "assert"),
    ("No shots were fired, a Greek official said.", "Greek official", "GRC", "assert"),
    ("No shots were fired, said a Greek official who asked not to be named.", "Greek official", "GRC", "assert"),
    ("The bridge has been destroyed, Ukraine's general staff reported.", "Ukraine's general staff", "UKR", "assert"),
    ("It would, officials in Canberra say, be the largest such deal ever.", "officials in Canberra", "AUS",
     "assert"),
    ("In a statement, the Foreign Ministry in Beijing said that the visit was a provocation.",
     "Foreign Ministry in Beijing", "CHN", "assert"),
    ("Speaking in Oslo, Jonas Gahr Støre, Norway's prime minister, said that his country would pay.",
     "Jonas Gahr Støre", "NOR", "assert"),
    ("A spokesman for Mr. Netanyahu said Israel would answer.", "spokesman", "ISR", "assert"),
    ("Asked about the pact, Mr. Macron said that France was not bound by it.", "Macron", "FRA", "assert"),
]  # fmt: skip

WRITTEN: list[Row] = [
    ("The joint statement said that the two sides would meet again.", "joint statement", None, "assert"),
    ("The communiqué reads that an attack on one is an attack on all.", "communiqué", None, "assert"),
    ("The resolution calls on all members to inspect cargo bound for the North.", "resolution", None, "demand"),
    ("The Security Council resolution demands that the militia withdraw.", "resolution", None, "demand"),
    ("Le Monde reported that the ministers had quarrelled.", "Le Monde", None, "assert"),
    ("The Times of London wrote that the pact was dead.", "Times of London", None, "assert"),
    ("The Washington Post reported that the aircraft had been moved.", "Washington Post", None, "assert"),
    ("An editorial in the Global Times warned that Manila was playing with fire.", "Global Times", None, "warn"),
    ("Reuters reported that the balloons had crossed the border.", "Reuters", None, "assert"),
]  # fmt: skip

STANCES: list[Row] = [
    ("Canada condemned the attack on the embassy.", "Canada", "CAN", "criticise"),
    ("Serbia vowed to defend the Serbs of the north.", "Serbia", "SRB", "promise"),
    ("Algeria denied that its aircraft had crossed the border.", "Algeria", "DZA", "deny"),
    ("Algeria denied any part in the raid.", "Algeria", "DZA", "deny"),
    ("Morocco rejected the accusation as baseless.", "Morocco", "MAR", "deny"),
    ("Tehran called the report baseless.", "Tehran", "IRN", "deny"),
    ("The Kremlin dismissed the allegations.", "Kremlin", "RUS", "deny"),
    ("Havana said that the charges were false.", "Havana", "CUB", "deny"),
    ("Minsk said it had nothing to do with the attack.", "Minsk", "BLR", "deny"),
    ("Chad accused Sudan of arming the rebels.", "Chad", "TCD", "accuse"),
    ("Peru said that Chile must withdraw its patrol.", "Peru", "PER", "demand"),
    ("Belgrade warned that it would answer any attack.", "Belgrade", "SRB", "warn"),
    ("Pyongyang threatened to turn the city into ashes.", "Pyongyang", "PRK", "threaten"),
    ("Hungary's foreign minister, Péter Szijjártó, criticised the decision, saying that it would prolong the war.",
     "Péter Szijjártó", "HUN", "assert"),
    ("Sweden welcomed the accord, calling it a step towards peace.", "Sweden", "SWE", "approve"),
    ("Italy urged both sides to show restraint.", "Italy", "ITA", "demand"),
]  # fmt: skip

HISTORICAL: list[tuple[str, date, str, str | None, str]] = [
    ("Sir Edward Grey informed the House that Great Britain would not stand aside.", OLD, "Edward Grey", "GBR",
     "assert"),
    ("M. Sazonoff declared that Russia could not look on.", OLD, "Sazonoff", "RUS", "assert"),
    ("Herr von Bethmann Hollweg told the Reichstag that Germany wanted peace.", OLD, "Bethmann Hollweg", "DEU",
     "assert"),
    ("It is officially announced in Vienna that the Serbian reply was not sufficient.", OLD, "Vienna", "AUH",
     "assert"),
    ("In Berlin it was stated officially that Germany has no intention of attacking her neighbour.", WAR, "Berlin",
     "DEU", "assert"),
    ("In Baghdad it was denied that Iraqi forces were moving.", COLD, "Baghdad", "IRQ", "deny"),
    ("It is denied in Rome that troops have been sent to Albania.", WAR, "Rome", "ITA", "deny"),
    ("It was learned in Paris that the note had been delivered.", WAR, "", None, ""),
    ("Colonel Beck, the Polish Foreign Minister, declared that Poland would fight.", WAR, "Beck", "POL", "assert"),
    ("The Polish Foreign Minister, Colonel Beck, declared that Poland would fight.", WAR, "Beck", "POL", "assert"),
    ("The Prime Minister, Mr. Chamberlain, announced that Great Britain has given Poland an assurance.", WAR,
     "Chamberlain", "GBR", "assert"),
    ("Mr. Molotov stated that the Finns had fired first.", date(1939, 12, 1), "Molotov", "RUS", "assert"),
    ("The Foreign Office announces that a state of war exists between Great Britain and Germany.",
     date(1914, 8, 5), "Foreign Office", "GBR", "assert"),
    ("A semi-official statement issued in Berlin says that the troops are only guarding the railway.", OLD,
     "statement", "DEU", "assert"),
    ("Mr. Khrushchev told the ambassador that the ships would sail on.", date(1962, 10, 24), "Khrushchev", "RUS",
     "assert"),
]  # fmt: skip

TRANSCRIPT = """Department Press Briefing

SPOKESPERSON: Good afternoon, everyone. The two presidents met today in Vladivostok.

QUESTION: Do you think that they signed anything at all?

MR. KIRBY: We have seen no sign of that. We would urge North Korea to keep its promises.

Q: And if not?

MR. KIRBY: Then there will be consequences for both of them, as we have said before.

The Foreign Minister: We do not seek a conflict with anyone.
"""


def _found(text: str, speaker: str, on: date = TODAY) -> list[tuple[str | None, str]]:
    return [(s.state, s.stance.value) for s in statements(text, on) if speaker in (s.speaker or "")]


def _report(text: str, on: date) -> list[tuple[str | None, str | None, str]]:
    return [(s.speaker, s.state, s.stance.value) for s in statements(text, on)]


@pytest.mark.parametrize(("text", "speaker", "state", "stance"), [*PLAIN, *PLACED, *WRITTEN, *STANCES])
def test_the_true_speaker_with_state_and_stance(
    text: str, speaker: str, state: str | None, stance: str
) -> None:
    if not speaker:
        assert not statements(text)
    else:
        assert (state, stance) in _found(text, speaker), _report(text, TODAY)


@pytest.mark.parametrize(("text", "on", "speaker", "state", "stance"), HISTORICAL)
def test_the_speakers_of_old_papers(
    text: str, on: date, speaker: str, state: str | None, stance: str
) -> None:
    if not speaker:
        assert not statements(text, on)
    else:
        assert (state, stance) in _found(text, speaker, on), _report(text, on)


@pytest.mark.parametrize(
    "text",
    [
        "Any action that threatens the independence of Poland will be resisted.",
        "The Tsar ordered the mobilisation of the whole army.",
        "A treaty that commits Japan and France to help each other was signed.",
        "New sanctions threaten trade between China and Japan.",
        "The move threatened to draw Egypt into the war.",
        "If Iran says that it is ready, talks will follow.",
        "Nobody said that Sudan had attacked.",
        "The report shows nothing. It means that Iran is weak.",
        "Trade between China and Japan continued to grow.",
        "The ships, which Spain had ordered, were delivered.",
        "The exercise would mean that Turkey is ready.",
        "Rome wants to say that Libya is safe.",
        "Cuban guns answered.",
        "The question whether Norway should join was not discussed.",
        "The frigate signalled that it was in distress.",
    ],
)
def test_what_is_no_saying(text: str) -> None:
    assert not statements(text), _report(text, TODAY)


def test_a_transcript_has_its_speakers() -> None:
    found = {(s.speaker, s.form.value) for s in statements(TRANSCRIPT)}
    assert {
        ("SPOKESPERSON", "quotation"),
        ("MR. KIRBY", "quotation"),
        ("The Foreign Minister", "quotation"),
    } <= found


def test_one_statement_a_saying() -> None:
    text = "“We shall wait,” said Mr. Tusk of Poland, “and we shall then see what comes of these talks.”"
    assert len(statements(text)) == 1
    text = "The talks, Kenya said, would go on."
    assert len(statements(text)) == 1


@pytest.mark.parametrize(
    ("text", "speaker", "state"),
    [
        (
            "Japan and China met in Seoul. The Japanese side was pleased. It said that more was needed.",
            "Jap",
            "JPN",
        ),
        ("Sudan closed its border. The army said that two soldiers were killed.", "army", "SDN"),
        (
            "Mexico gave notice on Friday. In its note the foreign ministry said the treaty was old.",
            "foreign ministry",
            "MEX",
        ),
        ("Narendra Modi met Vladimir Putin in Moscow. Mr. Modi said that war was no answer.", "Modi", "IND"),
        ("Ursula von der Leyen spoke in Strasbourg. She said that Europe must arm.", "Leyen", None),
        ("Volodymyr Zelensky spoke first. He said that Ukraine would hold.", "Zelensky", "UKR"),
        ("President Donald Trump was in a good mood. Trump said he might come back.", "Trump", "USA"),
        (
            "The prime minister of Fiji, Sitiveni Rabuka, flew home. “We are friends,” he said.",
            "Rabuka",
            "FJI",
        ),
    ],
)
def test_speakers_that_point_back(text: str, speaker: str, state: str | None) -> None:
    on = date(2025, 2, 8)
    found = [s.state for s in statements(text, on) if speaker in (s.speaker or "")]
    assert state in found, _report(text, on)
