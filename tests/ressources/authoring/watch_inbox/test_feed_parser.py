"""What comes out of a feed: plain text and addresses of the Web, whatever the feed holds."""

import io

import pytest

from reseau.documents.extraction.problems import DANGEROUS, EMPTY, UNKNOWN, FileProblemError
from reseau.documents.extraction.reader import run_program
from ressources.authoring.watch_inbox.feed_parser import MOST_ENTRIES, examine_feed
from ressources.authoring.watch_inbox.services.reading import PARSER, PROBLEMS, UnreadableFeedError, parse_feed
from tests.factories.watch_inbox import rss_entry, rss_file

ADDRESS = "https://journal.example.org/flux"
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title type="html">L&amp;#39;Écho</title>
<id>urn:x</id><updated>2026-11-03T10:00:00Z</updated><link href="/"/>
<entry><id>tag:a,1</id><title>Relatif</title><link href="/articles/1"/>
<updated>2026-11-03T10:00:00+01:00</updated></entry>
</feed>"""


def examine(data: bytes) -> dict:
    return examine_feed(io.BytesIO(data), [ADDRESS, "application/xml"])


def test_entry_becomes_plain_text():
    entry = rss_entry(
        "&lt;b&gt;Bon&lt;/b&gt;&lt;script&gt;alert(1)&lt;/script&gt; jour &amp;amp; merci\u0085",
        "https://journal.example.org/a",
        summary="&lt;p onclick='x()'&gt;Un&lt;/p&gt;&lt;p&gt;deux&lt;/p&gt;&lt;img src=x onerror=alert(1)&gt;",
        published="Tue, 03 Nov 2026 10:00:00 GMT",
    )

    read = examine(rss_file(entry, title="A &amp;lt;i&amp;gt;B&amp;lt;/i&amp;gt;"))

    assert read == {
        "title": "A <i>B</i>",
        "home": "https://journal.example.org/",
        "entries": [
            {
                "name": "https://journal.example.org/a",
                "link": "https://journal.example.org/a",
                "title": "Bon jour & merci",
                "summary": "Un deux",
                "published": "2026-11-03T10:00:00+00:00",
            }
        ],
        "unusable": 0,
        "beyond": 0,
    }


def test_atom_with_relative_links_is_read():
    (entry,) = examine(ATOM.encode())["entries"]

    assert (entry["name"], entry["link"], entry["published"]) == (
        "tag:a,1",
        "https://journal.example.org/articles/1",
        "2026-11-03T09:00:00+00:00",
    )


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "http://", "https://a b/", "https://[x/"]
)
def test_entry_that_leads_to_no_page_of_the_web_is_left_out(link):
    read = examine(rss_file(rss_entry("Bon", "https://journal.example.org/a"), rss_entry("Piège", link)))

    assert ([entry["title"] for entry in read["entries"]], read["unusable"]) == (["Bon"], 1)


def test_entry_without_title_takes_the_beginning_of_its_summary():
    (entry,) = examine(rss_file(rss_entry("", summary="mot " * 100)))["entries"]

    assert (entry["title"][:7], len(entry["title"]), entry["title"][-1]) == ("mot mot", 200, "…")


def test_ten_thousand_entries_are_cut():
    read = examine(rss_file(*(rss_entry(f"Titre {rank}") for rank in range(10_000))))

    assert (len(read["entries"]), read["entries"][-1]["title"], read["beyond"]) == (MOST_ENTRIES, "Titre 99", 9_900)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_billion_laughs_are_refused(encoding):
    bomb = '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'

    with pytest.raises(FileProblemError) as raised:
        examine(rss_file(rss_entry("&b;"), before=bomb).decode().encode(encoding))

    assert raised.value.code == DANGEROUS


@pytest.mark.parametrize(
    ("data", "code"), [(b"", EMPTY), (b" \n", EMPTY), (b"/etc/passwd", UNKNOWN), (b"\x00\xff", UNKNOWN)]
)
def test_something_else_than_a_feed_says_why(data, code):
    with pytest.raises(FileProblemError) as raised:
        examine(data)

    assert raised.value.code == code


def test_page_that_announces_a_feed_gives_its_address():
    page = b'<html><link rel="stylesheet" href="/x"><LINK rel="Alternate" type="application/RSS+xml" href="/rss">'

    assert examine(page) == {"feed_address": "https://journal.example.org/rss"}


def test_page_that_announces_a_script_gives_none():
    page = b'<html><link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">'

    with pytest.raises(FileProblemError):
        examine(page)


def test_process_reads_a_feed_with_its_limits():
    read = run_program(PARSER, ADDRESS, "", file=io.BytesIO(rss_file(rss_entry("Bon"))))

    assert [entry["title"] for entry in read["entries"]] == ["Bon"]


def test_refusal_of_the_process_is_said_in_french():
    with pytest.raises(UnreadableFeedError) as raised:
        parse_feed(content=b"rien", address=ADDRESS)

    assert str(raised.value) == PROBLEMS[UNKNOWN]
