"""Archives are not trusted: declared sizes and real sizes."""

import io

import pytest

from reseau.documents.extraction import office_archive
from reseau.documents.extraction.office_archive import Archive
from reseau.documents.extraction.problems import FileProblemError
from tests.reseau.documents.files.documents import OFFICE, WORD_PART, declare_size, repack, word


def open_archive(content: bytes) -> Archive:
    return Archive(io.BytesIO(content))


def problem(act) -> str:
    with pytest.raises(FileProblemError) as refusal:
        act()
    return refusal.value.code


def test_archive_that_declares_too_much_is_not_read():
    bomb = declare_size(word(b"<w:d/>"), WORD_PART, 4_000_000_000)
    assert problem(open_archive(bomb).check) == "too_heavy"


def test_archive_of_too_many_parts_is_not_read():
    crowded_archive = repack(OFFICE["docx"], {f"{rank}.xml": b"" for rank in range(office_archive.MAX_ENTRIES)})
    assert problem(open_archive(crowded_archive).check) == "too_heavy"


def test_archive_that_gives_too_much_is_left_there(monkeypatch):
    monkeypatch.setattr(office_archive, "MAX_READ", 100_000)
    assert problem(lambda: list(open_archive(word(b" " * 100_001)).chunks(WORD_PART))) == "too_heavy"
    assert len(b"".join(open_archive(word(b" " * 100_000)).chunks(WORD_PART))) == 100_000


def test_archive_with_a_wrong_declared_size_is_broken():
    assert (
        problem(lambda: list(open_archive(declare_size(word(b" " * 9000), WORD_PART, 10)).chunks(WORD_PART)))
        == "broken"
    )


def test_encrypted_part_is_protected():
    content = word(b"<w:d/>")
    entry = content.rindex(b"PK\x01\x02", 0, content.rindex(WORD_PART.encode()))
    encrypted_archive = content[: entry + 8] + b"\x01" + content[entry + 9 :]
    assert problem(lambda: list(open_archive(encrypted_archive).chunks(WORD_PART))) == "protected"


def test_damaged_part_is_broken():
    content = bytearray(word(bytes(range(256)) * 40))
    start = content.index(WORD_PART.encode()) + len(WORD_PART)
    content[start + 20 : start + 60] = b"\xff" * 40
    assert problem(lambda: list(open_archive(bytes(content)).chunks(WORD_PART))) == "broken"


def test_start_of_a_missing_part_is_empty():
    assert open_archive(OFFICE["odt"]).start_of("absent", 10) == b""
