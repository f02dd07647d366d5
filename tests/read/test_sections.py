"""What each line of a text is: title, byline, dateline, caption, furniture, heading, story."""

from __future__ import annotations

import itertools
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.read.sections import Role, line_role, line_rules, split

SHARED = Path(__file__).resolve().parents[3] / "shared"


def laid_out(text: str) -> list[tuple[str, str]]:
    return [(b.role.value, text[b.start : b.end]) for b in split(text).blocks]


@pytest.mark.parametrize(
    ("role", "line"), [(r.role, e) for r in line_rules() for e in r.examples], ids=lambda v: str(v)[:40]
)
def test_the_examples_of_the_line_rules(role: Role, line: str) -> None:
    assert line_role(line) is role


@pytest.mark.parametrize(
    "line",
    [
        "The two ministers signed the pact on Wednesday and left for home.",
        "Read the treaty: it obliges both states to help each other at once.",
        "Share of trade with Russia fell to 3 percent, the ministry said.",
        "Photographs of the missile were shown on state television.",
        "Home to 20 million people, the region has no border with Russia.",
        "“Close the border,” he said.",
        "Comments by the minister angered Moscow.",
        "Trending toward war, the two states broke relations.",
        "More than 2,000 soldiers crossed the border.",
        "3 soldiers died.",
    ],
)
def test_story_is_not_furniture(line: str) -> None:
    assert line_role(line) is None


def test_a_wire_story() -> None:
    text = (
        "SEOUL, June 20 (Reuters) - South Korea will review its policy.\n\nIt was the first visit since 2000.\n\n"
        "(Reporting by Ann Example and Bo Sample; Editing by Cy Tester)\n"
    )
    found = split(text)
    assert laid_out(text) == [
        ("dateline", "SEOUL, June 20 (Reuters) -"),
        ("paragraph", "South Korea will review its policy."),
        ("paragraph", "It was the first visit since 2000."),
        ("furniture", "(Reporting by Ann Example and Bo Sample; Editing by Cy Tester)"),
    ]
    assert (found.authors, found.outlet, found.place) == (("Ann Example", "Bo Sample"), "Reuters", "SEOUL")
    assert found.published is None
    assert found.day_of_year is not None
    assert (found.day_of_year.month, found.day_of_year.of_month) == (6, 20)


def test_a_web_page_as_text() -> None:
    text = (
        "Skip to content\nHome | World | Asia\n\nMinisters gather in Streslau\n\n"
        "By Ann Marie O'Hara, Diplomatic Correspondent\nPublished July 11, 2023 at 10:15 AM EDT\n\n"
        "The hall of the summit. (AP Photo/Bo Sample)\n\nMinisters gathered on Tuesday.\n\nAdvertisement\n\n"
        "A quiet day\n\nThey left again.\n\n© 2023 Daily Example Ltd. All rights reserved."
    )
    found = split(text)
    assert [role for role, _ in laid_out(text)] == (
        "furniture furniture title byline dateline caption paragraph furniture heading paragraph furniture".split()
    )
    assert found.title == "Ministers gather in Streslau"
    assert found.authors == ("Ann Marie O'Hara",)
    assert found.outlet == "Daily Example Ltd"
    assert found.published == date(2023, 7, 11)
    assert found.spans(Role.CAPTION) == ((text.index("The hall"), text.index("Sample)") + 7),)


def test_telegraph_dispatches() -> None:
    text = (
        "RURITANIA DECLARES WAR ON SYLDAVIA.\n\nFirst Shots Are Fired.\n\nSpecial Cable to THE DAILY EXAMPLE.\n\n"
        "LONDON, Aug. 1.—The Ambassador handed over the declaration at 7.30 this evening.\n\n"
        "VIENNA, July 28, 1914. The Government has declared war.\n\nPARIS, Friday.\nThe Cabinet met this morning.\n"
    )
    assert [r for r, _ in laid_out(text)] == (
        "title heading furniture dateline paragraph dateline paragraph dateline paragraph".split()
    )
    assert split(text).published == date(1914, 7, 28)


@pytest.mark.parametrize(
    ("head", "place"),
    [
        ("SEOUL, South Korea (AP) — ", "SEOUL, South Korea"),
        ("WASHINGTON — ", "WASHINGTON"),
        ("PYONGYANG, June 20 (KCNA) -- ", "PYONGYANG"),
        ("Moscow, 23 August 1939 (TASS). ", "Moscow"),
        ("New Delhi, Jun 20 (PTI) ", "New Delhi"),
        ("ST. PETERSBURG, July 30.—", "ST. PETERSBURG"),
        ("UNITED NATIONS, N.Y. (AP) — ", "UNITED NATIONS, N.Y."),
        ("HAVANA/MOSCOW, Oct 24, 1962 - ", "HAVANA/MOSCOW"),
        ("BERLIN, Aug. 1, (via London.)—", "BERLIN"),
        ("Kyiv, Ukraine — ", "Kyiv, Ukraine"),
        ("Geneva, Switzerland – July 3, 2020 – ", "Geneva, Switzerland"),
        ("MANILA, Philippines, April 11, 2024 /PRNewswire/ -- ", "MANILA, Philippines"),
    ],
)
def test_datelines(head: str, place: str) -> None:
    text = head + "The states have met and signed a pact."
    found = split(text)
    assert found.place == place
    assert laid_out(text) == [
        ("dateline", head.rstrip()),
        ("paragraph", "The states have met and signed a pact."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "NATO — the alliance of the West — met on Monday.",
        "However, Dr. Nabeel Example — who was there — denied it.",
        "Russia and China — once foes — have signed.",
        "Article 5: The Parties agree that an attack on one is an attack on all.",
        "On June 19, the two met.",
        "In June 2024 - the month of the visit - prices rose.",
    ],
)
def test_sentences_that_are_no_datelines(text: str) -> None:
    assert laid_out(text) == [("paragraph", text)]


def test_hard_wrapped_paragraphs_are_one_block() -> None:
    text = (
        "TREATY OF MUTUAL DEFENCE\n\nArticle I\n\nThe Parties undertake to settle any disputes in which they may be\n"
        "involved by peaceful means in such a manner that peace and security\nare not endangered.\n\n"
        "Article II\n\n(a) The Parties consult.\n(b) The Parties agree."
    )
    assert [r for r, _ in laid_out(text)] == "title heading paragraph heading paragraph paragraph".split()
    assert laid_out(text)[2][1].endswith("\nare not endangered.")


def test_a_single_sentence_has_no_title() -> None:
    assert laid_out("Ruritania and Syldavia signed a treaty on 19 June 2024.")[0][0] == "paragraph"
    assert split("Ruritania and Syldavia signed a treaty").title is None


def test_labels_at_the_head() -> None:
    text = "Title: Pact signed\nDate: 20 June 2024\nSource: Daily Example\nAuthor: Ann Example\n\nThe pact"
    " was signed."
    found = split(text)
    assert (found.title, found.published, found.outlet) == ("Pact signed", date(2024, 6, 20), "Daily Example")
    assert found.authors == ("Ann Example",)
    assert found.title_span == (7, 18)


def test_windows_line_ends_keep_their_offsets() -> None:
    text = "Pact signed\r\n\r\nBy Ann Example\r\n\r\nThe pact was signed on Monday.\r\n"
    assert laid_out(text) == [
        ("title", "Pact signed"),
        ("byline", "By Ann Example"),
        ("paragraph", "The pact was signed on Monday."),
    ]


@given(st.text(alphabet="AB ab.,\n\r\t—-:()/’By0129\u200b", max_size=300))
def test_blocks_cover_all_but_blanks_in_order(text: str) -> None:
    blocks = split(text).blocks
    assert all(a.end <= b.start for a, b in itertools.pairwise(blocks))
    rest = "".join(
        text[a:b]
        for a, b in zip([0, *(b.end for b in blocks)], [*(b.start for b in blocks), len(text)], strict=True)
    )
    assert not any(c.isalnum() for c in rest.replace("T", "")), rest


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the shared seed article, which may not ship")
def test_the_seed() -> None:
    text = (SHARED / "seed/article.txt").read_bytes().decode("utf-8")
    items = {
        i["id"]: i for i in json.loads((SHARED / "facts/seed_expected.json").read_text("utf-8"))["items"]
    }
    spans = {k: tuple((s["start"], s["end"]) for s in items[k]["spans"]) for k in ("D1", "D2", "D3")}
    found = split(text)
    assert (found.title_span,) == spans["D1"]
    assert found.author_spans == spans["D2"]
    assert (found.outlet_span,) == spans["D3"]
    roles = [b.role for b in found.blocks]
    assert roles[:5] == [Role.FURNITURE, Role.FURNITURE, Role.TITLE, Role.CAPTION, Role.BYLINE]
    assert roles[-2:] == [Role.FURNITURE] * 2
    assert set(roles[5:-2]) == {Role.PARAGRAPH}


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the shared articles, which may not ship")
def test_titles_and_dates_of_the_shared_articles() -> None:
    import polars as pl

    rows = pl.read_parquet(SHARED / "data/wikinews-sel/articles.parquet").filter(
        pl.col("published").is_not_null()
    )
    for row in rows.iter_rows(named=True):
        day = row["published"]
        text = f"{row['title']}\n\n{day:%B} {day.day}, {day.year}\n\n{row['text']}"
        found = split(text)
        assert (found.title, found.published) == (row["title"], row["published"])
