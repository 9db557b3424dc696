"""Detection of the kind of a file, by its content alone."""

import codecs
import io
import zipfile

import pytest

from extranet.demo.files.office import archive
from reseau.documents.extraction.kinds import kind_of, picture_format
from reseau.documents.extraction.problems import FileProblemError
from tests.reseau.documents.files.documents import OFFICE, PROGRAM, page, pdf, repack


def kind(content: bytes) -> str:
    return kind_of(io.BytesIO(content))


def problem(content: bytes) -> str:
    with pytest.raises(FileProblemError) as refusal:
        kind(content)
    return refusal.value.code


@pytest.mark.parametrize("name", OFFICE)
def test_office_document_is_identified_by_its_content(name):
    assert kind(OFFICE[name]) == name


def test_pdf_may_have_leading_bytes():
    assert [kind(pdf(page("Oui"))), kind(b"\n" * 900 + pdf(page("Oui")))] == ["pdf", "pdf"]


@pytest.mark.parametrize(
    "content",
    [
        "Déjà vu".encode(),
        codecs.BOM_UTF8 + "Déjà vu".encode(),
        "Déjà vu, pour 3 €".encode("cp1252"),
        codecs.BOM_UTF16_LE + "Déjà vu".encode("utf-16-le"),
        b"BMX : un sport",
        b"MZ, initiales de Maurice Zambo",
        # First bytes of pictures, animations, sounds, letters and archives, for readers that check only a few.
        b"P1 : une pelote, P2 : deux aiguilles",
        b"CWS, BZh et MSCF : des sigles",
        b"ID3, MAC, DVD : d'autres sigles",
        b"From: colette@example.org\nTo: odette@example.org",
        b"VERSION 2 de la fiche",
        "Pour dessiner, on écrit <svg> dans la page.".encode(),
        b"<!doctype html><p>Un <svg></svg>",
    ],
)
def test_text_is_recognised_in_each_encoding_of_french(content):
    assert kind(content) == "txt"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (PROGRAM, "program"),
        (b"\x7fELF\x02\x01\x01\x00" + b"\x00" * 99, "program"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "image"),
        (b"\x89PNG\r\n\x1a\n\x00", "image"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "image"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00", "image"),
        (b"BM\x36\x00\x00\x00\x00\x00", "other_image"),
        (b"\x00\x00\x00\x18ftypavif\x00\x00", "image"),
        (b"GIF89a\x01\x00/*" + pdf(page("Oui")), "image"),
        (b"II*\x00\x08\x00\x00\x00", "other_image"),
        (b'<?xml version="1.0"?>\n<!-- dessin -->\n<svg xmlns="http://www.w3.org/2000/svg"/>', "svg"),
        (b"\xef\xbb\xbf  <svg viewBox='0 0 9 9'></svg>", "svg"),
        (b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" ""><svg></svg>', "svg"),
        (codecs.BOM_UTF16_LE + "<svg></svg>".encode("utf-16-le"), "svg"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500, "old_office"),
        (b"{\\rtf1\\ansi Bonjour}", "old_office"),
        (b"7z\xbc\xaf\x27\x1c", "other_archive"),
        (b"\x00\x01\x02\x03\x04", "unknown"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8\x00", "unknown"),
        (archive({"budget.csv": "1;2"}), "other_archive"),
        (archive({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "other_archive"),
    ],
)
def test_refused_file_has_a_problem(content, code):
    assert problem(content) == code


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "heif"),
        (b"\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00mif1avif", "avif"),
        (b"\x00\x00\x00\x14ftypmif1\x00\x00\x00\x00heicavif", "heif"),
        (b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom", ""),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", ""),
    ],
)
def test_picture_is_recognised_by_its_first_bytes(head, kind):
    assert picture_format(head) == kind


def test_document_with_macros_is_refused_whatever_its_name():
    types = b'<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
    assert problem(repack(OFFICE["docx"], {"[Content_Types].xml": types})) == "macros"


@pytest.mark.parametrize("name", OFFICE)
def test_truncated_document_is_refused(name):
    assert problem(OFFICE[name][:-200]) == "broken"


def test_archive_with_an_unusual_compression_is_not_unpacked():
    archive_in_lzma = repack(OFFICE["docx"], {"[Content_Types].xml": b"<Types/>"}, method=zipfile.ZIP_LZMA)
    assert problem(archive_in_lzma) == "broken"
