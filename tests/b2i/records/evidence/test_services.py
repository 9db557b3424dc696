"""Tests of files of evidence: checks, storage with their line or not at all, deletion with the record."""

import io
from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from audit.append_only import HistoryError
from b2i.records.evidence.models import EvidenceFile, Transcript
from b2i.records.evidence.services import (
    PROBLEM_MESSAGES,
    WRONG_DOCUMENT,
    WRONG_PHOTO,
    WRONG_SOUND,
    CheckedFile,
    add_fact_with_files,
    check_document,
    check_link,
    check_photo,
    check_recording,
    discard_files_of,
    write_transcript,
)
from b2i.records.models import Evidence, Record
from tests.factories.b2i import EvidenceFileFactory
from tests.reseau.documents.files.clamd import EICAR, VIRUS, running
from tests.reseau.documents.files.documents import OFFICE, PROGRAM, page, pdf
from tests.reseau.documents.files.pictures import SVG, encoded, flag, telephone_photo
from tests.reseau.documents.files.sounds import m4a, mp3, webm

pytestmark = pytest.mark.django_db

FACT = {"kind": "work", "situation": "En accès libre", "help_given": "alone"}
HOSTILE = 'x"><script>alert(1)</script>\u202efdp.exe'


def uploaded(content: bytes, name: str = "fichier.bin") -> ContentFile:
    return ContentFile(content, name=name)


def refusal(check, content: bytes, name: str = "fichier.bin") -> str:
    with pytest.raises(ValidationError) as error:
        check(file=uploaded(content, name))
    return error.value.message


@pytest.fixture
def note(record, skill, animator):
    """`note(*pieces)` adds a line with these files."""

    def add(*pieces) -> Evidence:
        return add_fact_with_files(
            record=record, skill=skill, text="A rangé ses photos", observed_by=animator, pieces=pieces, **FACT
        )

    return add


def bytes_of(file: EvidenceFile) -> bytes:
    with file.file.open("rb") as stream:
        return stream.read()


def stored_names() -> list[str]:
    return default_storage.listdir("preuves")[1] if default_storage.exists("preuves") else []


def recording(content: bytes, name: str = "voix.mp3", words: str = "Bonjour à tous") -> CheckedFile:
    return replace(check_recording(file=uploaded(content, name)), in_words=words)


def test_recording_without_its_words_is_refused_and_not_stored(note):
    with pytest.raises(ValidationError, match="Écrivez ce qui est dit"):
        note(recording(mp3(), words=""))
    assert (Evidence.objects.count(), stored_names()) == (0, [])


def test_photo_is_reencoded_without_metadata(note):
    note(check_photo(file=uploaded(telephone_photo(), "IMG_0001.HEIC")))
    file = EvidenceFile.objects.get()
    with Image.open(io.BytesIO(bytes_of(file))) as image:
        marks = dict(image.getexif())
    assert (file.name, file.kind, file.media_type, marks) == ("IMG_0001.jpg", "jpg", "image/jpeg", {})
    assert (file.is_photo, bool(file.small), len(stored_names())) == (True, True, 2)


@pytest.mark.parametrize(("content", "kind"), [(mp3(9), "mp3"), (m4a(9), "m4a"), (webm(9), "webm")])
def test_recording_is_stored_unchanged_with_extension_of_its_kind(note, content, kind):
    note(recording(content, "Enregistrement 3.exe"))
    file = EvidenceFile.objects.get()
    assert (file.name, file.kind, file.seconds) == (f"Enregistrement 3.exe.{kind}", kind, 9)
    assert (bytes_of(file), file.is_sound, file.media_type.partition("/")[0]) == (content, True, "audio")


@pytest.mark.parametrize(("kind", "content"), [*OFFICE.items(), ("pdf", pdf(page("CV")))])
def test_document_is_stored_unchanged(note, kind, content):
    note(check_document(file=uploaded(content, f"CV.{kind}")))
    file = EvidenceFile.objects.get()
    assert (file.name, bytes_of(file), file.size) == (f"CV.{kind}", content, len(content))


def test_link_is_named_after_its_host(note):
    note(check_link(address="https://blog.exemple.fr/photos?p=1"))
    file = EvidenceFile.objects.get()
    assert (str(file), file.is_link, file.get_absolute_url()) == (
        "blog.exemple.fr",
        True,
        "https://blog.exemple.fr/photos?p=1",
    )


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://exemple.fr/", "https:///x", "file:///etc/passwd"])
def test_link_must_be_web_address(address):
    with pytest.raises(ValidationError):
        check_link(address=address)


def test_line_can_have_several_files(note):
    line = note(check_link(address="https://exemple.fr"), recording(mp3()))
    assert [file.kind for file in line.files.all()] == ["link", "mp3"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (PROGRAM, PROBLEM_MESSAGES["program"]),
        (SVG, WRONG_PHOTO),
        (b"<html><script>alert(1)</script>", WRONG_PHOTO),
        (pdf(page("CV")), WRONG_PHOTO),
        (b"", PROBLEM_MESSAGES["empty"]),
        (encoded(flag())[:200], PROBLEM_MESSAGES["broken"]),
    ],
)
def test_file_that_is_no_photo_is_refused(content, message):
    assert refusal(check_photo, content, "photo.jpg") == message


def test_heavy_photo_is_refused_before_decoding():
    heavy_photo = b"\xff\xd8\xff" + bytes(40 * 1024 * 1024)
    assert refusal(check_photo, heavy_photo, "photo.jpg") == "Ce fichier fait 40\u00a0Mo, 20\u00a0Mo au plus."


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (PROGRAM, WRONG_SOUND),
        (webm(codec=b"A_OPUS V_VP9"), PROBLEM_MESSAGES["video"]),
        (mp3(125), "Cet enregistrement dure plus de deux minutes. Gardez-en l’essentiel."),
        (bytes(6 * 1024 * 1024), "Ce fichier fait 6\u00a0Mo, 5\u00a0Mo au plus."),
    ],
)
def test_long_or_wrong_recording_is_refused(content, message):
    assert refusal(check_recording, content, "voix.mp3") == message


def test_recording_may_exceed_limit_by_one_second():
    assert check_recording(file=uploaded(mp3(121), "voix.mp3")).seconds == 121


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (PROGRAM, PROBLEM_MESSAGES["program"]),
        (encoded(flag()), PROBLEM_MESSAGES["image"]),
        (SVG, WRONG_DOCUMENT),
        (mp3(), WRONG_DOCUMENT),
        (bytes(11 * 1024 * 1024), "Ce fichier fait 11\u00a0Mo, 10\u00a0Mo au plus."),
    ],
)
def test_file_that_is_no_document_is_refused(content, message):
    assert refusal(check_document, content, "CV.pdf") == message


def test_hostile_name_is_sanitised():
    assert check_document(file=uploaded(pdf(page("CV")), HOSTILE)).name == "x---script-alert(1)--script-fdp.exe.pdf"


def test_infected_file_is_refused(settings):
    with running() as daemon:
        settings.ANTIVIRUS_URL = daemon.url
        for check in (check_photo, check_recording, check_document):
            assert refusal(check, EICAR) == f"Ce fichier contient un virus ({VIRUS}). Il n’a pas été gardé."


def test_refused_line_stores_no_file(record, skill, animator):
    pieces = [recording(mp3()), check_photo(file=uploaded(encoded(flag()), "a.jpg"))]
    with pytest.raises(ValidationError):
        add_fact_with_files(record=record, skill=skill, text=" ", observed_by=animator, pieces=pieces, **FACT)
    assert (Evidence.objects.count(), EvidenceFile.objects.count(), stored_names()) == (0, 0, [])


def test_files_of_erased_record_are_deleted(note, record, django_capture_on_commit_callbacks):
    note(check_photo(file=uploaded(encoded(flag()), "a.jpg")), check_link(address="https://exemple.fr"))
    with django_capture_on_commit_callbacks(execute=True):
        assert discard_files_of(records=Record.objects.filter(pk=record.pk)) == 1
        record.learner.member.delete()
    assert (EvidenceFile.objects.count(), stored_names()) == (0, [])


def test_reencoded_photo_drops_appended_bytes(note):
    note(check_photo(file=uploaded(encoded(flag()) + PROGRAM, "a.jpg")))
    assert PROGRAM not in bytes_of(EvidenceFile.objects.get())


def test_old_recording_gets_its_words_and_each_version_stays(animator):
    file = EvidenceFileFactory(kind="mp3", name="voix.mp3")
    write_transcript(file=file, by=animator, text="J’ai rangé mes photo.")
    last = write_transcript(file=file, by=animator, text="J’ai rangé mes photos.")

    assert (file.words, file.in_words) == ("J’ai rangé mes photos.", "")
    assert [each.text for each in file.transcripts.all()] == ["J’ai rangé mes photo.", "J’ai rangé mes photos."]
    for change in (last.save, last.delete, Transcript.objects.all().delete):
        with pytest.raises(HistoryError):
            change()


@pytest.mark.parametrize(
    ("kind", "text", "refusal"),
    [
        ("txt", "Bonjour", "Seul un enregistrement s’écrit mot pour mot."),
        ("mp3", "Trois notes", "C’est déjà ce qui est écrit."),
        ("mp3", "", "Ce champ ne peut pas être vide."),
    ],
)
def test_transcript_is_refused(animator, kind, text, refusal):
    file = EvidenceFileFactory(kind=kind, in_words="Trois notes")

    with pytest.raises(ValidationError, match=refusal):
        write_transcript(file=file, by=animator, text=text)
    assert not Transcript.objects.exists()
