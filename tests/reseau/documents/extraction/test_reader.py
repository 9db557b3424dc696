"""The site's side, with the real process: hostile files are refused and harm nothing."""

import io
import time

import pytest

from reseau.documents.extraction import reader
from reseau.documents.extraction.problems import FileProblemError
from reseau.documents.extraction.reader import ReaderFailedError
from tests.reseau.documents.files.documents import (
    ENTITY_BOMB,
    OFFICE,
    PROGRAM,
    WORD_PART,
    declare_size,
    locked_pdf,
    page,
    pdf,
    repack,
    word,
)


def problem(read, *arguments, **options) -> str:
    with pytest.raises(FileProblemError) as refusal:
        read(*arguments, **options)
    return refusal.value.code


@pytest.mark.parametrize(("kind", "content"), [*OFFICE.items(), ("pdf", pdf(page("Pelote"))), ("txt", "Été".encode())])
def test_valid_file_is_recognised_and_read(kind, content):
    file = io.BytesIO(content)
    assert reader.identify(file) == kind
    assert reader.read_text(file, kind=kind)


def test_renamed_program_is_refused():
    assert problem(reader.identify, io.BytesIO(PROGRAM)) == "program"


@pytest.mark.parametrize(("kind", "name"), [("docx", "word/media/image1.png"), ("odt", "Pictures/1.png")])
def test_picture_that_expands_without_end_is_not_unpacked(kind, name):
    content = repack(OFFICE[kind], {name: bytes(100_000_000)})
    assert reader.read_text(io.BytesIO(content), kind=kind).startswith("Tricoter\nUn début\n")


@pytest.mark.parametrize(
    ("kind", "content", "code"),
    [
        ("docx", declare_size(word(b"<w:d/>"), WORD_PART, 4_000_000_000), "too_heavy"),
        ("docx", word(b"<d>" + (b"<!--" + b"ha " * 2000 + b"-->") * 10_500 + b"</d>"), "too_heavy"),
        ("docx", word(ENTITY_BOMB), "dangerous"),
        ("pdf", pdf(b" " * 80_000_000, compressed=True), "too_heavy"),
        ("pdf", pdf(page("Oui"), kids=b"2 0 R"), "broken"),
        ("pdf", pdf(page("Oui"))[:80], "broken"),
        ("pdf", locked_pdf(user="bergère", owner="berger"), "protected"),
        ("pdf", b"%PDF-1.7 " + b"<<" * 100_000, "broken"),
    ],
    ids=["declared", "unpacked", "entities", "page", "endless", "cut", "password", "nested"],
)
def test_hostile_file_has_a_problem(kind, content, code):
    start = time.monotonic()
    assert problem(reader.read_text, io.BytesIO(content), kind=kind) == code
    assert time.monotonic() - start < reader.PATIENCE


def test_file_that_takes_too_long_is_abandoned(monkeypatch):
    monkeypatch.setattr(reader, "PATIENCE", 0.01)
    assert problem(reader.read_text, io.BytesIO(b"Oui"), kind="txt") == "too_heavy"


def test_killed_process_is_blamed_on_the_file(monkeypatch, tmp_path):
    package = tmp_path / "reseau" / "documents" / "extraction"
    package.mkdir(parents=True)
    (package / "text.py").write_text("import os\nos.kill(os.getpid(), 9)")
    monkeypatch.setattr(reader, "ROOT", tmp_path)
    assert problem(reader.read_text, io.BytesIO(b"Oui"), kind="txt") == "too_heavy"


def test_broken_reader_is_not_blamed_on_the_file(monkeypatch, tmp_path):
    monkeypatch.setattr(reader, "ROOT", tmp_path)
    with pytest.raises(ReaderFailedError, match="No module named"):
        reader.read_text(io.BytesIO(b"Oui"), kind="txt")
