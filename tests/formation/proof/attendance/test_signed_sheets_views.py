"""Signed paper sheets: print, upload, read by those who take attendance and by nobody else."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from formation.proof.attendance.models.signed_sheet import SignedSheet
from formation.proof.attendance.paper import attendance_paper
from formation.proof.attendance.services import signed_sheets
from formation.proof.attendance.services.attendance import close_attendance
from formation.sessions.models.session_people import SessionTrainer
from reseau.documents.files.scans import WRONG_SCAN
from tests.clock import freeze_time
from tests.factories.b2i import LearnerFactory
from tests.factories.formation import EnrolmentFactory, HalfDayFactory, SessionFactory
from tests.moments import A_MINUTE
from tests.reseau.documents.files.clamd import EICAR, VIRUS, running

WHERE = b"Exif\0\0MM\0*Cahors, 44.44 N"


def url(half_day, end: str = "papier/") -> str:
    return f"/formation/sessions/{half_day.session_id}/emargement/{half_day.pk}/{end}"


@pytest.fixture
def pdf(past_session):
    content = attendance_paper(past_session, list(past_session.half_days.all())).pdf()
    return SimpleUploadedFile("photo.exe", content, content_type="image/png")


@pytest.fixture
def signed_sheet(as_coordinator, past_half_day, pdf):
    """A scan uploaded by the coordinator."""
    as_coordinator.post(url(past_half_day), {"file": pdf})
    return SignedSheet.objects.get()


def photo(kind: str = "JPEG") -> SimpleUploadedFile:
    buffer = io.BytesIO()
    Image.effect_noise((300, 400), 80).save(buffer, kind)
    content = buffer.getvalue()
    if kind == "JPEG":
        size = (len(WHERE) + 2).to_bytes(2)
        content = content[:2] + b"\xff\xe1" + size + WHERE + content[2:]
    return SimpleUploadedFile("feuille.pdf", content)


def content_of(response) -> bytes:
    return b"".join(response.streaming_content)


def test_pdf_is_recognised_by_content_and_kept_unchanged(as_coordinator, coordinator, past_half_day, signed_sheet, pdf):
    assert (signed_sheet.kind, signed_sheet.half_day, signed_sheet.added_by) == ("pdf", past_half_day, coordinator)
    assert "photo" not in signed_sheet.file.name
    response = as_coordinator.get(signed_sheet.get_absolute_url())
    pdf.seek(0)
    assert content_of(response) == pdf.read()
    assert (response["Content-Type"], response["Content-Disposition"]) == (
        "application/pdf", f'attachment; filename="feuille-signee-{signed_sheet.pk}.pdf"',
    )  # fmt: skip


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_photo_is_redrawn_without_its_location(as_coordinator, past_half_day, kind):
    as_coordinator.post(url(past_half_day), {"file": photo(kind)})

    sheet = SignedSheet.objects.get()
    content = content_of(as_coordinator.get(sheet.get_absolute_url()))
    assert (sheet.kind in ("jpg", "png"), b"Cahors" in content) == (True, False)
    assert Image.open(io.BytesIO(content)).size == (300, 400)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "Ce fichier est vide."),
        (b"MZ\x90\x00 program", WRONG_SCAN),
        (b"Un simple texte", WRONG_SCAN),
        (b"\xff\xd8\xff no photo", "Cette photo est abîmée ou trop grande. Reprenez-la, puis recommencez."),
    ],
)
def test_invalid_file_is_refused_beside_the_field(as_coordinator, past_half_day, content, message):
    response = as_coordinator.post(url(past_half_day), {"file": SimpleUploadedFile("feuille.pdf", content)})

    assert response.context["form"].errors == {"file": [message]}
    assert not SignedSheet.objects.exists()


def test_infected_file_is_refused_before_it_is_stored(as_coordinator, past_half_day, pdf, settings):
    with running() as server:
        settings.ANTIVIRUS_URL = server.url
        infected = SimpleUploadedFile("feuille.pdf", pdf.read() + EICAR)
        errors = as_coordinator.post(url(past_half_day), {"file": infected}).context["form"].errors["file"]
        assert (f"({VIRUS})" in errors[0], SignedSheet.objects.count()) == (True, 0)
        pdf.seek(0)
        as_coordinator.post(url(past_half_day), {"file": pdf})
        assert SignedSheet.objects.count() == 1
    errors = as_coordinator.post(url(past_half_day), {"file": photo()}).context["form"].errors["file"]
    assert errors == ["Ce fichier n’a pas pu être vérifié. Réessayez dans quelques minutes."]


def test_scan_is_readable_only_by_those_who_take_attendance(
    client, client_of, signed_sheet, past_half_day, animator, stranger, territorial, training, epm
):
    person = EnrolmentFactory(session=signed_sheet.session)
    other_session = SessionFactory(training=training, epm=epm)
    SessionTrainer.objects.create(session=other_session, member=stranger)
    for member in (animator, person.member, stranger, territorial, LearnerFactory().member):
        assert client_of(member).get(signed_sheet.get_absolute_url()).status_code == 404
        assert client_of(member).get(url(past_half_day)).status_code == 404
        assert client_of(member).get(url(past_half_day, "feuille.pdf")).status_code == 404
        assert client_of(member).get(f"/formation/sessions/{signed_sheet.session_id}/emargement.pdf").status_code == 404
    assert client.get(signed_sheet.get_absolute_url()).status_code == 302
    SessionTrainer.objects.create(session=signed_sheet.session, member=animator)
    assert content_of(client_of(animator).get(signed_sheet.get_absolute_url()))[:5] == b"%PDF-"


def test_sheet_of_the_whole_session_is_listed_on_each_half_day(
    as_coordinator, past_session, past_half_day, pdf, half_day
):
    afternoon = HalfDayFactory(session=past_session, date=past_half_day.date, part="afternoon")
    as_coordinator.post(url(past_half_day), {"file": pdf, "whole_session": "on"})
    as_coordinator.post(url(past_half_day), {"file": photo("PNG")})

    def kinds_shown(half_day_shown) -> list[str]:
        return [sheet.kind for sheet in as_coordinator.get(url(half_day_shown)).context["sheets"]]

    assert kinds_shown(afternoon) == ["pdf"]
    assert len(kinds_shown(past_half_day)) == 2
    assert kinds_shown(half_day) == []


def test_attendance_says_how_many_scans_it_has(as_coordinator, past_session, past_half_day, pdf):
    words = ["Feuille papier</a>", "Feuille papier (1 déposée)</a>", "Feuille papier (2 déposées)</a>"]
    for expected in words:
        page = " ".join(as_coordinator.get(url(past_half_day, "")).text.split())
        assert [each for each in words if each in page] == [expected]
        as_coordinator.post(url(past_half_day), {"file": photo("PNG")})


def test_removed_scan_is_deleted_from_storage(
    as_coordinator, past_half_day, signed_sheet, half_day, django_capture_on_commit_callbacks
):
    storage, name = signed_sheet.file.storage, signed_sheet.file.name
    assert as_coordinator.post(url(half_day, "papier/retirer/"), {"sheet": signed_sheet.pk}).status_code == 404

    with django_capture_on_commit_callbacks(execute=True):
        as_coordinator.post(url(past_half_day, "papier/retirer/"), {"sheet": signed_sheet.pk})

    assert (SignedSheet.objects.exists(), storage.exists(name)) == (False, False)


@pytest.mark.parametrize("whole_session", [{}, {"whole_session": "on"}])
def test_scan_is_refused_until_people_may_sign(client_of, coordinator, half_day, pdf, whole_session):
    HalfDayFactory(session=half_day.session, date=half_day.date, part="afternoon")
    opening = half_day.begins_at - timedelta(minutes=15)

    with freeze_time(opening - A_MINUTE):
        response = client_of(coordinator).post(url(half_day), {"file": pdf, **whole_session})
        assert response.context["form"].errors == {"file": [signed_sheets.TOO_EARLY]}
    assert not SignedSheet.objects.exists()

    pdf.seek(0)
    with freeze_time(opening):
        client_of(coordinator).post(url(half_day), {"file": pdf, **whole_session})
    assert SignedSheet.objects.get().half_day == (None if whole_session else half_day)


def test_scan_of_the_afternoon_is_refused_in_the_morning(client_of, coordinator, half_day, pdf):
    afternoon = HalfDayFactory(session=half_day.session, date=half_day.date, part="afternoon")

    with freeze_time(half_day.begins_at):
        response = client_of(coordinator).post(url(afternoon), {"file": pdf})

    assert response.context["form"].errors == {"file": [signed_sheets.TOO_EARLY]}


def test_scan_of_a_closed_half_day_is_kept(as_coordinator, coordinator, past_half_day, pdf):
    close_attendance(half_day=past_half_day, presences=[], by=coordinator)

    as_coordinator.post(url(past_half_day), {"file": pdf})

    assert SignedSheet.objects.get().half_day == past_half_day


def test_eleventh_scan_is_refused(as_coordinator, past_half_day, signed_sheet):
    for _ in range(signed_sheets.MOST_SHEETS - 1):
        SignedSheet.objects.create(session=signed_sheet.session, file=signed_sheet.file.name, kind="pdf", size=1)

    response = as_coordinator.post(url(past_half_day), {"file": photo("PNG")})

    assert response.context["form"].errors == {
        "file": ["Cette session a déjà 10\u00a0feuilles signées. Retirez-en une."]
    }


@pytest.mark.parametrize("address", ["feuille.pdf", "../../emargement.pdf"])
def test_sheets_are_rendered_as_pdf(as_coordinator, past_half_day, address):
    EnrolmentFactory(session=past_half_day.session)
    address = url(past_half_day, "feuille.pdf") if address == "feuille.pdf" else (
        f"/formation/sessions/{past_half_day.session_id}/emargement.pdf"
    )  # fmt: skip
    response = as_coordinator.get(address)

    assert (response["Content-Type"], response.content[:5]) == ("application/pdf", b"%PDF-")
