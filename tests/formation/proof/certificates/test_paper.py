"""Certificates on paper, read back: they agree with attendance, and are accessible."""

import io
import json
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile
from pypdf import PdfReader

from formation.proof.attendance.enums import Means, Timing
from formation.proof.attendance.models.attendance import Attendance
from formation.proof.attendance.models.signed_sheet import SignedSheet
from formation.proof.attendance.paper import attendance_paper
from formation.proof.attendance.services.attendance import close_attendance
from formation.proof.attendance.services.corrections import correct_attendance
from formation.proof.attendance.services.late_ticks import explain_late_ticks
from formation.proof.certificates.paper import archive_of, certificate_paper, certificates_on_paper
from formation.proof.certificates.services import reissue_certificate, revoke_certificate
from formation.sessions.models.session_people import SessionTrainer
from reseau.documents.papers.qr import qr_image
from reseau.texts.wording import day_in_full
from tests.factories.b2i import SkillFactory
from tests.factories.formation import EnrolmentFactory, SessionFactory, SignatoryFactory, in_days
from tests.factories.reseau import MemberFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrolment(training, epm, coordinator):
    """The enrolment of a participant who attended the first of two mornings."""
    session = SessionFactory(training=training, epm=epm, dates=[in_days(-3), in_days(-2)])
    enrolment = EnrolmentFactory(session=session, member__first_name="Zoé", member__last_name="Delpech")
    member = enrolment.member
    member.first_name, member.last_name = "Zoé", "Delpech"
    member.save()
    for half_day, presences in zip(session.half_days.all(), ([enrolment], []), strict=True):
        close_attendance(half_day=half_day, presences=presences, by=coordinator)
    return enrolment


def read_pdf(enrolment) -> PdfReader:
    certificate = certificates_on_paper().get(enrolment=enrolment)
    return PdfReader(io.BytesIO(certificate_paper(certificate).pdf()))


def words_missing(text: str, words: list[str]) -> list[str]:
    return [word for word in words if word not in text]


def words_of(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).replace("\u00a0", " ").split())


def test_paper_shows_holder_training_length_and_check(enrolment, settings):
    settings.ORIGIN = "https://extranet.example.org"
    settings.ORGANISATION, settings.ORGANISATION_ADDRESS = "Réseau des EPM", "46000 Cahors, SIRET 000"
    training = enrolment.session.training
    training.aims = "Préparer un atelier\nConduire un atelier"
    training.skills.add(SkillFactory(code="D1.1", wording="Ranger des fichiers"))
    training.save()
    SessionTrainer.objects.create(
        session=enrolment.session, member=MemberFactory(first_name="Ada", last_name="Faure"), is_lead=True
    )

    text = words_of(read_pdf(enrolment))

    for expected in (
        "Attestation de fin de formation",
        "Réseau des EPM, 46000 Cahors, SIRET 000",
        "Zoé Delpech",
        "Animer un atelier collectif",
        "Nature : Action de formation",
        "Lieu : EPM de Gramat",
        "Durée suivie : 3 h (1 demi-journée sur 2)",
        "Formation donnée par : Ada Faure",
        "Préparer un atelier",
        "Conduire un atelier",
        "D1.1 Ranger des fichiers",
        enrolment.certificates.get().grouped_number,
        "extranet.example.org/attestations/",
    ):
        assert text.count(expected) == 1, expected


def test_paper_lists_presence_by_half_day(enrolment):
    text = words_of(read_pdf(enrolment))
    ticked_late = "9 h – 12 h 3 h oui pointage, sans signature, après coup : raison écrite"
    assert (text.count(ticked_late), text.count("9 h – 12 h – non –")) == (1, 1)


@pytest.mark.parametrize(
    ("how", "words"),
    [
        (Means.TABLET, "signature sur tablette"),
        (Means.QR, "code scanné par la personne"),
        (Means.PAPER, "feuille papier signée, reportée"),
        (Means.TICKED, "pointage, sans signature"),
    ],
)
def test_paper_says_how_a_presence_of_the_day_is_known(enrolment, how, words):
    Attendance.objects.filter(enrolment=enrolment, is_present=True).update(how=how, timing=Timing.SAME_DAY)
    text = words_of(read_pdf(enrolment))
    assert (text.count(f"oui {words}"), text.count("après coup")) == (1, 0)


def test_paper_says_that_a_presence_comes_from_a_correction(enrolment, coordinator):
    last = enrolment.session.half_days.last()
    correct_attendance(half_day=last, enrolment=enrolment, is_present=True, by=coordinator, why="Oubli")
    text = words_of(read_pdf(enrolment))
    assert (text.count("oui correction motivée du"), text.count("Oubli")) == (1, 0)


def test_reason_of_a_late_tick_is_printed_once_its_author_was_told_so(training, coordinator):
    session = SessionFactory(training=training, dates=[in_days(-3)])
    enrolment, half_day = EnrolmentFactory(session=session), session.half_days.get()
    half_day = explain_late_ticks(half_day=half_day, reason="Tablette en panne")
    close_attendance(half_day=half_day, presences=[enrolment], by=coordinator)

    words = "pointage, sans signature, après coup : Tablette en panne"
    sheet = PdfReader(io.BytesIO(attendance_paper(session, list(session.half_days.all())).pdf()))
    assert (words_of(read_pdf(enrolment)).count(words), words_of(sheet).count("Tablette en panne")) == (1, 1)


def test_scan_that_proves_a_late_tick_is_named_by_its_number_and_day(training, coordinator):
    session = SessionFactory(training=training, dates=[in_days(-3)])
    session.half_days.update(late_reason="")
    enrolment, half_day = EnrolmentFactory(session=session), session.half_days.get()
    sheet = SignedSheet(session=session, half_day=half_day, kind="pdf", size=4)
    sheet.file.save("feuille.pdf", ContentFile(b"%PDF"))
    close_attendance(half_day=half_day, presences=[enrolment], by=coordinator)

    words = f"après coup : feuille signée n° {sheet.pk}, déposée le {day_in_full(in_days(0), 'j F Y')}"
    paper = PdfReader(io.BytesIO(attendance_paper(session, list(session.half_days.all())).pdf()))
    assert [words_of(paper).count(words) for paper in (read_pdf(enrolment), paper)] == [1, 1]


def test_old_late_tick_says_that_nothing_proves_it(enrolment):
    Attendance.objects.filter(enrolment=enrolment).update(timing=Timing.BEFORE_RULE, late_reason="")
    assert words_of(read_pdf(enrolment)).count("pointage, sans signature, après coup, sans pièce") == 1


def test_paper_leaves_blanks_while_nobody_signs(enrolment):
    text = words_of(read_pdf(enrolment))
    assert words_missing(text, ["Organisme :", "SIRET :", "Qualité :", "À remplir par l’organisme."]) == []


def test_paper_has_the_signatory_of_the_day_it_was_issued(enrolment):
    SignatoryFactory(delegation="Arrêté fictif du 2 janvier")
    SignatoryFactory(since=in_days(1), name="Bob Suivant")
    certificate = enrolment.certificates.get()
    revoke_certificate(certificate=certificate, reason="Erreur", by=MemberFactory())
    reissue_certificate(certificate=certificate)
    certificate.delete()

    text = words_of(read_pdf(enrolment))

    expected = ["Ada Signataire", "Directrice générale adjointe", "SIRET : 123 456 782", "Arrêté fictif du 2 janvier"]
    assert (words_missing(text, expected), text.count("Bob Suivant"), text.count("À remplir")) == ([], 0, 0)


def test_correction_of_attendance_changes_the_paper(enrolment):
    Attendance.objects.filter(enrolment=enrolment).update(is_present=True)
    assert words_of(read_pdf(enrolment)).count("Durée suivie : 6 h (2 demi-journées sur 2)") == 1


def test_link_and_code_lead_to_the_public_page(enrolment, settings):
    settings.ORIGIN = "https://extranet.example.org"
    page = read_pdf(enrolment).pages[0]
    links = [note.get_object()["/A"]["/URI"] for note in page["/Annots"]]
    address = f"https://extranet.example.org/attestations/{enrolment.certificates.get().grouped_number}/"
    assert links == [address]
    words = json.loads(certificate_paper(certificates_on_paper().get(enrolment=enrolment)).data)
    assert words["qr"] == qr_image(address)


def test_paper_is_tagged_in_french_for_screen_readers(enrolment, judge_archival):
    judge_archival(certificate_paper(certificates_on_paper().get(enrolment=enrolment)).pdf())
    pdf = read_pdf(enrolment)
    root = pdf.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"].value) == ("fr", True)
    assert pdf.metadata.title == "Attestation de fin de formation, Zoé Delpech"
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()


def test_archive_holds_every_certificate_of_the_session(closed_session):
    enrolments = closed_session(people=3)
    for enrolment in enrolments:
        enrolment.member.first_name, enrolment.member.last_name = "Camille", "Martin"
        enrolment.member.save()

    with archive_of(list(certificates_on_paper().order_by("pk"))) as file, ZipFile(file) as archive:
        names = archive.namelist()
        texts = [words_of(PdfReader(io.BytesIO(archive.read(name)))) for name in names]

    assert len(set(names)) == 3
    assert [text.count("Camille Martin") for text in texts] == [1, 1, 1]


def test_query_count_is_constant(closed_session, django_assert_num_queries):
    closed_session(people=1)
    with django_assert_num_queries(6):
        [certificate_paper(certificate) for certificate in certificates_on_paper()]
    closed_session(people=5)
    with django_assert_num_queries(6):
        [certificate_paper(certificate) for certificate in certificates_on_paper()]
