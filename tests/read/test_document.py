"""Documents from files and bytes: what is read, what is refused, in which words, and in bounded time."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import random
import time
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.errors import FoedusError, InputError
from foedus.read.document import Text, load_document

SAFE = "North Korea and Russia signed a treaty on 19 June 2024."


def read(data: bytes | str, name: str = "a.txt", **options: object) -> Text:
    raw = data.encode("utf-8") if isinstance(data, str) else data
    return load_document(None, raw, name=name, **options)  # type: ignore[arg-type]


def refused(data: bytes | str, name: str = "a.txt", **options: object) -> str:
    with pytest.raises(InputError) as caught:
        read(data, name, **options)
    assert caught.value.faults[0].where is not None
    assert caught.value.faults[0].hint
    return str(caught.value)


def in_seconds(limit: float, data: bytes | str, name: str) -> None:
    start = time.perf_counter()
    try:
        read(data, name)
    except FoedusError as e:
        assert str(e).startswith(name)
    assert time.perf_counter() - start < limit


def test_b01_empty() -> None:
    assert refused(b"", "b01.txt").startswith("b01.txt: the file is empty")


@pytest.mark.parametrize("blank", [" \n\t\r\n\u200b\ufeff", "\ufeff", "\u200b" * 50, "…—!"])
def test_b02_blank(blank: str) -> None:
    assert "no text" in refused(blank)


def test_b03_random_bytes_name_the_first_bad_byte() -> None:
    data = random.Random(1).randbytes(65536)
    bad = next(i for i in range(len(data)) if b"\0" in data[: i + 1] or not _valid(data[: i + 1]))
    assert f"byte {bad}" in refused(data)
    assert "not text" in refused(data)


def _valid(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as e:
        return e.end >= len(data) and e.reason == "unexpected end of data"
    return True


def _zip(inner: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        z.writestr(inner, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "PNG"),
        (b"\xff\xd8\xff\xe0" + bytes(100), "JPEG"),
        (b"%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj", "PDF"),
        (_zip("a.txt"), "ZIP"),
        (_zip("word/document.xml"), "Word"),
        (_zip("xl/workbook.xml"), "Excel"),
        (gzip.compress(b"x" * 1000, mtime=0), "GZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "old Office document"),
        (b"{\\rtf1 text}", "RTF"),
        (b"SQLite format 3\0", "SQLite"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "WebP"),
    ],
)
def test_b04_b18_b19_b20_other_files_are_named(data: bytes, kind: str) -> None:
    assert kind in refused(data)


def test_b05_too_large_is_refused_by_size_before_reading(tmp_path: Path) -> None:
    file = tmp_path / "b05.txt"
    with file.open("wb") as out:
        out.truncate(20_000_000_000)  # sparse: reading it would take minutes and the memory
    start = time.perf_counter()
    with pytest.raises(
        InputError, match=r"b05\.txt: the file has 20,000,000,000 bytes, over the limit of 5,000,000"
    ):
        load_document(file, None, name=str(file))
    assert time.perf_counter() - start < 1
    assert "over the limit of 10" in refused(b"x" * 11, max_bytes=10)


def test_b06_a_megabyte_in_one_line() -> None:
    in_seconds(10, "state " * 180_000, "b06.txt")


@pytest.mark.parametrize(
    "encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "utf-8-sig"]
)
def test_b07_a_byte_order_mark_names_the_encoding(encoding: str) -> None:
    mark = "" if encoding in ("utf-16", "utf-32", "utf-8-sig") else "\ufeff"
    found = read((mark + SAFE).encode(encoding))
    assert found.text == SAFE
    assert found.paragraphs[0].end == len(SAFE)


def test_b08_latin1_is_not_guessed() -> None:
    data = "Le Président a déclaré à Genève.".encode("latin-1")
    assert "not UTF-8 at byte 5" in refused(data)
    assert "try --encoding latin-1" in refused(data)
    assert read(data, encoding="latin-1").text == "Le Président a déclaré à Genève."
    assert "cp1252" in refused("“Yes,” he said".encode("cp1252"))


def test_b09_half_valid() -> None:
    assert "not UTF-8 at byte 10" in refused(b"Pyongyang " + b"\xc3\x28\xa0\xa1" + b" Moscow")


def test_b10_nul() -> None:
    assert "not text: NUL at byte 5" in refused("North\x00Korea signed\x00 a treaty")
    assert "try --encoding utf-16-le" in refused(SAFE.encode("utf-16-le"))
    assert read(SAFE.encode("utf-16-le"), encoding="utf-16-le").text == SAFE


@pytest.mark.parametrize("name", ["klingon", "base64", "idna", "unicode_escape", "x\0y", "undefined"])
def test_an_unknown_encoding(name: str) -> None:
    assert "is no encoding of text that is known" in refused(SAFE, encoding=name)


def test_b11_json_article_with_half_a_surrogate() -> None:
    found = read(f'{{"title":"\\ud800 broken","text":"{SAFE}"}}', "b11.json")
    assert (found.title, found.text) == ("\ufffd broken", SAFE)
    assert found.warnings
    found.text.encode("utf-8")


def test_json_articles() -> None:
    article = {"headline": "Pact signed", "text": f"Pact signed\n\n{SAFE}", "published": "2024-06-20T05:00Z"}
    found = read(json.dumps(article | {"authors": ["Ann Example"], "outlet": "Daily"}), "a.json")
    assert (found.title, found.title_span, found.published_in_text) == (
        "Pact signed",
        (0, 11),
        date(2024, 6, 20),
    )
    assert (found.authors, found.outlet) == (("Ann Example",), "Daily")
    assert "a.json:1:8" in refused('{"text":x}', "a.json") or "a.json:1:9" in refused('{"text":x}', "a.json")
    assert "without an article" in refused('{"a": 1}', "a.json")
    assert "nested too deeply" in refused('{"a":' * 100_000, "a.json")
    assert read("{not json} but a text", "a.txt").kind == "text"


def test_b12_b13_script_is_no_text_of_a_page() -> None:
    page = (
        "<html><title><script>alert(1)</script></title><body><p>Russia signed <img src=x onerror=alert(2)> a"
        " pact.</p>"
        '<a href="javascript:alert(3)">x</a><svg/onload=alert(4)></body></html>'
    )
    found = read(page, "b12.html")
    assert "Russia signed a pact." in found.text
    assert "alert" not in found.text
    assert read('"><script>alert(1)</script>\n\nRussia signed.\n').kind == "text"


def test_b14_b15_b16_marks_stay_in_the_text_with_their_offsets() -> None:
    for text in (
        "The \u202eaeroK\u202c signed. Nor\u200bth Ko\u00adrea \u2066x",
        "R\u0443ssia signed.",
        "\x1b[31mRussia\x1b[0m signed",
    ):
        assert read(text).text == text


def test_b17_a_hundred_thousand_combining_marks() -> None:
    in_seconds(5, "R" + "\u0301" * 100_000 + "ussia", "b17.txt")


def test_b21_entity_bomb_and_b22_foreign_entity(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))
    assert "is refused" in refused(
        f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a0 "lol">{entities}]><r>&a9;</r>', "b21.xml"
    )
    secret = tmp_path / "other.txt"
    secret.write_text("OTHER-FILE", "utf-8")
    bomb = f'<!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]><html><p>&x; and more</p></html>'
    for name in ("b22.xml", "b22.html", "b22.txt"):
        try:
            assert "OTHER-FILE" not in read(bomb, name).text
        except InputError as e:
            assert "OTHER-FILE" not in str(e)
    assert "no web page" in refused("<?xml version='1.0'?><rss><item>x</item></rss>", "feed.xml")
    xhtml = (
        '<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0" "x.dtd"><html><p>%s</p></html>'
    )
    assert SAFE in read(xhtml % SAFE, "a.xhtml").text


def test_b23_deep_pages() -> None:
    start = time.perf_counter()
    assert read("<div>" * 50_000 + SAFE, "b23.html").text == SAFE
    assert time.perf_counter() - start < 10


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.html", "<html>" + "<!-- x " * 50_000),
        ("a.html", "<html>" + '<a "' * 150_000),
        ("a.html", "<html>" + "<" * 500_000),
        ("a.html", "<html><p title='" + "x>" * 200_000),
        ("a.md", "[" * 200_000 + " word"),
        ("a.md", "![a](" * 60_000),
        ("a.md", "**a " * 100_000),
        ("a.txt", "a\n" * 200_000),
        ("a.txt", " \n" * 200_000 + "word"),
        ("a.txt", ("share tweet " * 50 + "z\n") * 300),
        ("a.txt", ("Ann Example/" * 50 + "\n") * 300),
    ],
)
def test_hostile_repetition_takes_linear_time(name: str, data: str) -> None:
    in_seconds(10, data, name)


def test_b49_file_names_are_escaped(tmp_path: Path) -> None:
    file = tmp_path / "b49\n\x1b[31m.txt"
    file.write_text(SAFE, "utf-8")
    assert load_document(file, None, name=str(file)).text == SAFE
    file.write_bytes(b"")
    with pytest.raises(InputError) as caught:
        load_document(file, None, name=str(file))
    assert "\x1b" not in str(caught.value)
    assert "\\n\\x1b[31m.txt" in str(caught.value)


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    for path, words in (
        (tmp_path / "none.txt", "no such file"),
        (tmp_path, "is a folder"),
        (Path("a\0b"), "cannot be read"),
    ):
        with pytest.raises(InputError, match=words):
            load_document(path, None, name=str(path))


@pytest.mark.usefixtures("plain_user")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    closed = tmp_path / "closed.txt"
    closed.write_text(SAFE, "utf-8")
    closed.chmod(0)
    with pytest.raises(InputError, match="permission denied"):
        load_document(closed, None, name=str(closed))


def test_the_text_is_the_file_as_decoded(tmp_path: Path) -> None:
    text = "Pact signed\r\n\r\nThe pact was signed.\r\nIt was read.\n"
    file = tmp_path / "a.txt"
    file.write_bytes(text.encode("utf-8"))
    found = load_document(file, None, name=str(file))
    assert found.text == text == file.open(encoding="utf-8", newline="").read()
    assert found.sha256 == hashlib.sha256(text.encode("utf-8")).hexdigest()
    assert (found.title, found.title_span, found.kind) == ("Pact signed", (0, 11), "text")


def test_a_news_page() -> None:
    story = "".join(
        f"<p>Paragraph {i}: the ministers of Ruritania and Syldavia signed a treaty on Wednesday, and each"
        f" promised to "
        "defend the other against any attack from outside.</p>"
        for i in range(6)
    )
    data = {
        "@type": "NewsArticle",
        "headline": "Ruritania signs pact & more",
        "datePublished": "1994-06-20",
        "author": [{"@type": "Person", "name": "Ann Example"}, {"@type": "Person", "name": "Bo Sample"}],
        "publisher": {"name": "Daily Example"},
    }
    page = (
        "<!DOCTYPE html><html><head><title>Ruritania signs pact &amp; more | Daily Example</title>"
        f"<script>var x='SCRIPT'</script><style>STYLE</style><script"
        f" type='application/ld+json'>{json.dumps(data)}</script></head>"
        "<body><nav><a href='/'>NAV</a></nav><h1>Ruritania signs pact &amp; more</h1>"
        f"<article>{story}<svg><text>SVG</text></svg></article><footer>FOOT</footer></body></html>"
    )
    found = read(page, "page.html")
    assert (found.kind, found.title, found.title_span) == ("html", "Ruritania signs pact & more", (0, 27))
    assert (found.published_in_text, found.authors) == (date(1994, 6, 20), ("Ann Example", "Bo Sample"))
    assert found.outlet == "Daily Example"
    assert len(found.paragraphs) == 6
    assert not any(word in found.text for word in ("SCRIPT", "STYLE", "SVG", "NAV", "FOOT"))


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="1950-06-25T04:00:00+09:00">',
        '<meta content="1950-06-25" name="date">',
        '<time datetime="1950-06-25">Sunday</time>',
    ],
)
def test_dates_of_pages(head: str) -> None:
    found = read(f"<html><head>{head}</head><body><p>{SAFE}</p></body></html>", "a.html")
    assert found.published_in_text == date(1950, 6, 25)


def test_markdown() -> None:
    text = (
        '---\ntitle: "Pact signed"\ndate: 2024-06-20\nauthor: Ann Example and Bo Sample\n---\n\n# Pact signed\n\n'
        "The **two** [leaders](https://example.org/a_(b)) signed *it* on `Wednesday`.\n\n> “We \\*will\\*"
        " help,” he said.\n\n"
        "- one &amp; two\n\n![map](map.png)\n\n---\n\nLast line.[^1]\n\n[^1]: A note.\n"
    )
    found = read(text, "a.md")
    assert (found.kind, found.title, found.published_in_text) == (
        "markdown",
        "Pact signed",
        date(2024, 6, 20),
    )
    assert found.authors == ("Ann Example", "Bo Sample")
    assert found.text.split("\n\n") == [
        "Pact signed",
        "The two leaders signed it on Wednesday.",
        "“We *will* help,” he said.",
        "one & two",
        "Last line.",
    ]
    assert found.title_span == (0, 11)


def test_the_day_of_a_dispatch_without_year() -> None:
    found = read("SEOUL, June 20 (Reuters) - The pact of June 19, 2024, was read out in full.")
    assert found.published_in_text == date(2024, 6, 20)
    assert found.text[slice(*found.published_span or (0, 0))] == "June 20"


@settings(deadline=None)
@given(st.text(min_size=1, max_size=200), st.sampled_from(["a.txt", "a.html", "a.md", "a.json", "-"]))
def test_any_text_is_read_or_refused(text: str, name: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    try:
        found = read(data, name)
    except InputError:
        return
    assert all(0 <= b.start < b.end <= len(found.text) for b in found.body)


@given(st.binary(min_size=1, max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        read(data)
    except InputError as e:
        assert e.faults[0].where == "a.txt"
