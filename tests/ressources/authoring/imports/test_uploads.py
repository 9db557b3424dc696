"""Uploads are unpacked without trusting what an archive declares."""

import stat
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from ressources.authoring.imports import uploads
from ressources.authoring.imports.uploads import unpack_uploads
from tests.reseau.documents.files.documents import OFFICE, PROGRAM
from tests.ressources.archives import archive, locked, texts, zip_of


def outcomes_of(*files) -> list[tuple[str, str]]:
    return [(document.name, str(document.problem)) for document in unpack_uploads(files)]


def refusal(file) -> str:
    with pytest.raises(ValidationError) as error:
        list(unpack_uploads([file]))
    return error.value.message


def test_files_of_an_archive_replace_it():
    files = [zip_of(*texts(["un/a.md", "b.md"])), SimpleUploadedFile("c.md", b"C")]
    assert [(document.name, document.content.read()) for document in unpack_uploads(files)] == [
        ("un/a.md", b"Texte de un/a.md"),
        ("b.md", b"Texte de b.md"),
        ("c.md", b"C"),
    ]


def test_hidden_files_and_links_are_skipped():
    link = zipfile.ZipInfo("lien.odt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    names = ["__MACOSX/a.odt", ".DS_Store", "Thumbs.db", "~$a.docx", ".git/a.md"]
    files = zip_of(*texts(names), (link, b"/etc/passwd"), *texts(["a.md"]))
    assert outcomes_of(files) == [*((name, "hidden") for name in names), ("lien.odt", "hidden"), ("a.md", "")]
    assert outcomes_of(SimpleUploadedFile(".a.md", b"A")) == [(".a.md", "hidden")]


def test_names_cannot_leave_the_folder():
    names = ["../../etc/a.md", "/racine/b.md", "C:\\Temp\\c.md", "d\u202emd.exe", ".."]
    expected = ["etc/a.md", "racine/b.md", "Temp/c.md", "dmd.exe", "(sans nom)"]
    assert [name for name, _ in outcomes_of(zip_of(*texts(names)))] == expected


def test_macos_names_are_decoded():
    # As `zipfile` decodes a name not declared as UTF-8, then with a Windows path.
    entries = [zipfile.ZipInfo("été.md".encode().decode("cp437")), zipfile.ZipInfo("été.md")]
    assert [uploads._name_of(entry) for entry in entries] == ["été.md", "été.md"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (archive(), "« x.zip » est vide."),
        (archive(("dossier/", b"")), "« x.zip » est vide."),
        (PROGRAM, "« x.zip » n’est pas une archive ZIP, ou elle est abîmée."),
        (archive(*texts(f"{n}.md" for n in range(300))), "« x.zip » contient 300 fichiers, 100 au plus sont acceptés."),
    ],
    ids=["empty", "folders", "program", "many"],
)
def test_refused_archive_has_a_reason(content, sentence):
    assert refusal(SimpleUploadedFile("x.zip", content)) == sentence


def test_zip_bomb_is_not_unpacked():
    assert outcomes_of(zip_of(("a.txt", b"0" * 5_000_000), *texts(["b.md"]))) == [("a.txt", "too_heavy"), ("b.md", "")]


def test_archive_too_heavy_once_open_is_refused(monkeypatch):
    monkeypatch.setattr("reseau.documents.extraction.office_archive.MAX_READ", 10)
    assert refusal(zip_of(*texts(["a.md"]))).startswith("« fiches.zip » est trop lourd une fois ouvert.")
    monkeypatch.setattr("reseau.documents.extraction.office_archive.MAX_DECLARED", 10)
    assert refusal(zip_of(*texts(["a.md"]))).startswith("« fiches.zip » est trop lourd une fois ouvert.")


def test_encrypted_entry_and_large_file_are_skipped(monkeypatch):
    content = locked(archive(*texts(["a.md"])))
    assert outcomes_of(SimpleUploadedFile("x.zip", content)) == [("a.md", "protected")]
    monkeypatch.setattr(uploads, "MAX_SIZE", 3)
    assert outcomes_of(zip_of(*texts(["a.md"])), SimpleUploadedFile("b.md", b"1234")) == [
        ("a.md", "heavy"),
        ("b.md", "heavy"),
    ]


def test_document_with_an_archive_extension_stays_whole():
    assert outcomes_of(SimpleUploadedFile("tricot.zip", OFFICE["docx"])) == [("tricot.zip", "")]
