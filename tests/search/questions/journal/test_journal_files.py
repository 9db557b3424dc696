"""Journal files: content of a line, concurrent writers, and data that is never written."""

import json
from pathlib import Path
from threading import Thread

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search.questions.journal import journal_files
from search.questions.journal.journal_files import (
    JournalLine,
    has_lines,
    journal_text,
    journals_taken_away,
    note_opening,
    note_search,
    read_lines,
)
from tests.clock import freeze_time


def directory() -> Path:
    return Path(settings.SEARCH_JOURNAL_DIR)


def written_lines() -> list[dict]:
    return [json.loads(line) for line in (directory() / "searches.jsonl").read_text(encoding="utf-8").splitlines()]


def collect() -> list[JournalLine]:
    """Collect the lines of all files and remove the files."""
    lines = []
    with journals_taken_away() as paths:
        for path in paths:
            lines += read_lines(path)
            path.unlink()
    return lines


@freeze_time("2026-11-24 10:59:31")
def test_line_holds_the_day_the_words_and_the_outcome():
    note_search("  Clé   USB ", 3)
    note_opening("clé USB")
    assert written_lines() == [
        {"day": "2026-11-24", "text": "clé usb", "results": 3},
        {"day": "2026-11-24", "text": "clé usb", "opened": 1},
    ]


@freeze_time("2026-11-24 23:30")
def test_day_is_the_day_in_france():
    note_search("drone", 0)
    assert written_lines()[0]["day"] == "2026-11-25"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("B2i Adultes", "b2i adultes"),
        ("plan\x00 2026\u2028", "plan 2026"),
        ("e\u0301cran", "écran"),
        ("josette@example.org", ""),
        ("06 12 34 56", ""),
        ("carte 46-0001", ""),
        ("windows 11 24h2", "windows 11 24h2"),
        ("13/05/1958", ""),
        ("???", ""),
        ("", ""),
        ("a b " * 19 + "abcd", "a b " * 19 + "abcd"),
        ("a b " * 20 + "a", ""),
    ],
)
def test_text_like_an_address_a_number_or_a_letter_is_not_kept(text, expected):
    assert journal_text(text) == expected


def test_left_out_words_are_never_written():
    note_search("josette@example.org", 0)
    note_opening("06 12 34 56 78")
    assert (has_lines(), directory().exists()) == (False, False)


@pytest.mark.django_db
def test_noting_a_search_makes_no_query():
    with CaptureQueriesContext(connection) as queries:
        note_search("drone", 0)
        note_opening("drone")
    assert (len(queries), len(written_lines())) == (0, 2)


def test_journal_is_readable_by_its_owner_alone():
    note_search("drone", 0)
    assert (directory() / "searches.jsonl").stat().st_mode & 0o077 == 0


def test_full_journal_accepts_no_more_lines(monkeypatch):
    note_search("drone", 0)
    monkeypatch.setattr(journal_files, "MAX_BYTES", 10)
    note_search("scanner", 0)
    assert [line["text"] for line in written_lines()] == ["drone"]


def test_search_works_when_the_journal_is_not_writable(caplog):
    directory().parent.mkdir(parents=True, exist_ok=True)
    directory().write_text("a file, where the folder should be")
    note_search("drone", 0)
    assert "a search could not be noted" in caplog.text


def test_damaged_lines_are_skipped():
    note_search("drone", 4)
    with (directory() / "searches.jsonl").open("ab") as file:
        file.write(b'{"day": "2026-11-24", "te\n[]\n\xff\n{"day": "hier", "text": "a", "results": 1}\n"opened"\n')
        file.write(b'{"day": "2026-11-24", "text": "vanne", "results": 99999999999}\n')
    assert [(line.text, line.results) for line in collect()] == [("drone", 4), ("vanne", 1_000_000)]


def test_files_left_by_a_crash_are_read_first():
    note_search("drone", 0)
    with journals_taken_away() as paths:
        next(paths)
    note_search("scanner", 0)
    assert has_lines()
    assert [line.text for line in collect()] == ["drone", "scanner"]
    assert not has_lines()


def test_no_line_is_lost_when_files_are_collected_during_writes():
    def write(who: int) -> None:
        for number in range(150):
            note_search(f"mot {who} {number}", number)

    writers = [Thread(target=write, args=[who]) for who in range(4)]
    for writer in writers:
        writer.start()
    lines = []
    while any(writer.is_alive() for writer in writers):
        lines += collect()
    lines += collect()
    expected = sorted(f"mot {who} {number}" for who in range(4) for number in range(150))
    assert sorted(line.text for line in lines) == expected


@pytest.mark.django_db
def test_page_of_results_notes_the_search_without_writing_to_the_database(client, index):
    client.get("/recherche/", {"q": "drone"})
    with CaptureQueriesContext(connection) as queries:
        client.get("/recherche/", {"q": "drone"})
    assert [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))] == []
    assert [(line["text"], line["results"]) for line in written_lines()] == [("drone", 0), ("drone", 0)]


@pytest.mark.django_db
@pytest.mark.parametrize("parameters", [{"page": "2"}, {"kind": "epm"}, {"essai": "1"}])
def test_pages_filters_and_trials_are_not_new_searches(client, index, parameters):
    assert (client.get("/recherche/", {"q": "drone", **parameters}).status_code, has_lines()) == (200, False)


@pytest.mark.django_db
def test_search_by_titles_alone_is_not_noted(client):
    assert (client.get("/recherche/", {"q": "drone"}).status_code, has_lines()) == (200, False)
