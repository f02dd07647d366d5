"""Which texts are refused for their language, and by what name."""

from __future__ import annotations

from pathlib import Path

import pytest

from foedus.errors import ReaderError
from foedus.read.language import check_english, other_language

SHARED = Path(__file__).resolve().parents[3] / "shared"

SCRIPTS = [
    ("한국과 미국의 국방장관은 수요일 회담에서 조약을 다시 확인했다.", "Korean"),
    ("日本の首相は水曜日に条約を確認した。", "Japanese"),
    ("中国外交部长星期三重申了条约。", "Chinese"),
    ("Министры обороны подтвердили договор, и это было объявлено в среду.", "Russian"),
    ("Міністри оборони підтвердили договір, і це було оголошено в середу.", "Ukrainian"),
    ("Министрите потвърдиха договора, както беше съобщено вчера в София.", "Bulgarian"),
    ("Министри одбране потврдили су уговор, који је објављен у среду.", "Serbian"),
    ("Міністры абароны пацвердзілі дагавор, як было ўжо абвешчана ў сераду.", "Belarusian"),
    ("أكد وزيرا الدفاع المعاهدة يوم الأربعاء.", "Arabic"),
    ("وزیران دفاع پیمان را چهارشنبه گفت‌وگو و تأیید کردند.", "Persian"),
    ("وزرائے دفاع نے بدھ کو معاہدے کی توثیق کی اور کہا کہ یہ بڑا قدم ہے۔", "Urdu"),
    ("שרי ההגנה אישרו את ההסכם ביום רביעי.", "Hebrew"),
    ("Οι υπουργοί άμυνας επιβεβαίωσαν τη συνθήκη.", "Greek"),
    ("รัฐมนตรีกลาโหมยืนยันสนธิสัญญาเมื่อวันพุธ", "Thai"),
    ("रक्षा मंत्रियों ने बुधवार को संधि की पुष्टि की।", "Hindi"),
    ("პრემიერმა ხელშეკრულება დაადასტურა.", "Georgian"),
    ("Պաշտպանության նախարարները հաստատեցին պայմանագիրը։", "Armenian"),
]
LATIN = [
    (
        "Le ministre de la Défense a déclaré mardi que son pays ne laissera pas tomber ses alliés et que le traité "
        "signé avec la Pologne oblige les deux États à se porter assistance en cas d'agression armée. ",
        "French",
    ),
    (
        "Der Kanzler erklärte am Dienstag, dass Deutschland seine Verbündeten nicht im Stich lassen werde, und der "
        "Vertrag mit Polen verpflichte beide Staaten zu gegenseitigem Beistand im Falle eines Angriffs. ",
        "German",
    ),
    (
        "El ministro de Defensa declaró el martes que su país no abandonará a sus aliados y que el tratado firmado "
        "con Polonia obliga a los dos Estados a prestarse ayuda en caso de ataque armado. ",
        "Spanish",
    ),
    (
        "Savunma bakanı salı günü yaptığı açıklamada ülkesinin müttefiklerini yalnız bırakmayacağını ve imzalanan "
        "antlaşmanın iki devleti silahlı saldırı halinde birbirine yardım etmekle yükümlü kıldığını söyledi. ",
        "Turkish",
    ),
    (
        "Minister obrony oświadczył we wtorek, że jego kraj nie opuści sojuszników, a podpisany traktat zobowiązuje "
        "oba państwa do udzielenia sobie pomocy w razie zbrojnej napaści na ich terytorium. ",
        "Polish",
    ),
]
ENGLISH = [
    "Putin visits Pyongyang",
    "Le traité est signé.",
    "1234 5678",
    "GERMANY DECLARES WAR ON RUSSIA. FIRST SHOTS ARE FIRED. THE KAISER SPEAKS TO THE PEOPLE. " * 4,
    "Xi Jinping, Kim Jong Un, Vladimir Putin, Yoon Suk Yeol, Fumio Kishida, Recep Tayyip Erdogan, " * 5,
    "North Korea signs pact. Russia welcomes move. Seoul summons envoy. Tokyo lodges protest. " * 4,
    "Rуssia and Νorth Korea signed.",
    "The minister quoted the text: 조약을 다시 확인했다. He said that it was in force and would remain so.",
    "The treaty says: «Les Hautes Parties contractantes conviennent de se prêter assistance mutuelle en cas "
    "d'agression.» The ministers told reporters that they will not change it, and that the text of 1925 is still "
    "in force between the two states. They met in Geneva on Monday with the heads of the armed forces.",
]


@pytest.mark.parametrize(("text", "language"), SCRIPTS, ids=[n for _, n in SCRIPTS])
def test_other_scripts_are_named_however_short(text: str, language: str) -> None:
    assert other_language(text) == language


@pytest.mark.parametrize(("text", "language"), LATIN, ids=[n for _, n in LATIN])
def test_other_latin_languages_are_named_from_200_letters(text: str, language: str) -> None:
    assert other_language(text * 2) == language
    assert other_language(text[:100]) is None


@pytest.mark.parametrize("text", ENGLISH)
def test_english_short_and_mixed_texts_pass(text: str) -> None:
    check_english(text)


def test_the_error_names_file_and_language() -> None:
    with pytest.raises(ReaderError) as caught:
        check_english(SCRIPTS[0][0], where="b51_korean.txt")
    assert str(caught.value).startswith("b51_korean.txt: text is in Korean; only English is read")
    assert caught.value.faults[0].code == "not-english"


def test_long_texts_are_sampled_in_all_their_parts() -> None:
    assert (
        other_language("The two ministers said that they will meet. " * 100 + SCRIPTS[3][0] * 20_000)
        == "Russian"
    )


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the shared articles, which may not ship")
def test_every_shared_article_is_english() -> None:
    import polars as pl

    for folder in ("wikinews-sel", "wikinews-gum"):
        for text in pl.read_parquet(SHARED / "data" / folder / "articles.parquet")["text"]:
            assert other_language(text) is None, text[:80]
