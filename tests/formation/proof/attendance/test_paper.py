"""The printed attendance sheet, read back from its PDF."""

import io

import pytest
from pypdf import PdfReader

from formation.proof.attendance.enums import Means
from formation.proof.attendance.paper import attendance_paper
from formation.proof.attendance.services.attendance import close_attendance, note_presence
from formation.proof.attendance.services.corrections import correct_attendance
from formation.sessions.models.half_day import HalfDay
from formation.sessions.models.session_people import SessionTrainer
from formation.sessions.models.signature import Signature
from tests.factories.formation import EnrolmentFactory, HalfDayFactory
from tests.factories.reseau import PositionFactory

STROKES = Signature("M10,10L40,60L90,30")


@pytest.fixture
def trainer(past_session):
    member = PositionFactory(member__first_name="Ondine", member__last_name="Delmas").member
    SessionTrainer.objects.create(session=past_session, member=member, is_lead=True)
    return member


def pages(session) -> list[str]:
    pdf = attendance_paper(session, list(session.half_days.select_related("closed_by"))).pdf()
    reader = PdfReader(io.BytesIO(pdf))
    root = reader.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"].value) == ("fr", True)
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()
    return [" ".join(page.extract_text().replace("\u00a0", " ").split()) for page in reader.pages]


def test_each_half_day_has_a_page_with_the_required_facts(past_session, past_half_day, trainer, settings):
    settings.ORGANISATION, settings.ORGANISATION_ADDRESS = "Département du Lot", "Cahors, SIRET 000"
    HalfDayFactory(session=past_session, date=past_half_day.date, part="afternoon")
    people = [str(EnrolmentFactory(session=past_session).member) for _ in range(2)]

    morning, afternoon = pages(past_session)

    required_facts = [
        "Animer un atelier collectif",
        "EPM de Gramat, Place de la Mairie",
        "Formation assurée par Ondine Delmas",
    ]
    required_facts += ["Organisation Département du Lot, Cahors, SIRET 000", "Nom et prénom Signature", *people]
    for page, hours in ((morning, "matin, 9 h – 12 h"), (afternoon, "après-midi, 14 h – 17 h")):
        for words in (hours, *required_facts):
            assert words in page
        assert page.index("Formation assurée par Signature") < page.rindex("Ondine Delmas")


def test_sheet_shows_signatures_and_recorded_presences(past_session, past_half_day, trainer, coordinator):
    drawn_signer, typed_signer, scanner, absent = EnrolmentFactory.create_batch(4, session=past_session)
    arguments = {"half_day": past_half_day, "by": trainer}
    note_presence(enrolment=drawn_signer, how=Means.TABLET, signature=STROKES, **arguments)
    note_presence(enrolment=typed_signer, how=Means.TABLET, signature=Signature(typed_name="Marie L."), **arguments)
    note_presence(half_day=past_half_day, enrolment=scanner, by=scanner.member, how=Means.QR)
    close_attendance(half_day=past_half_day, presences=[], by=trainer, signature=Signature(typed_name="O. Delmas"))
    correct_attendance(half_day=past_half_day, enrolment=absent, is_present=True, by=coordinator, why="Oubliée")

    (page,) = pages(past_session)

    for words in ("Marie L. (nom écrit pour signer)", "Présence : code QR", "corrigé : absence → présence (Oubliée)",
                  "O. Delmas (nom écrit pour signer)", "Feuille close le", f"par {trainer}"):  # fmt: skip
        assert words in page
    paper = attendance_paper(past_session, [HalfDay.objects.select_related("closed_by").get(pk=past_half_day.pk)])
    assert paper.data.count("<svg") == 1
    assert STROKES.path in paper.data


def test_signature_withdrawn_by_a_correction_is_not_printed(past_session, past_half_day, trainer, coordinator):
    person = EnrolmentFactory(session=past_session)
    note_presence(half_day=past_half_day, enrolment=person, by=trainer, how=Means.TABLET, signature=STROKES)
    close_attendance(half_day=past_half_day, presences=[], by=trainer)
    correct_attendance(half_day=past_half_day, enrolment=person, is_present=False, by=coordinator, why="Autre personne")

    paper = attendance_paper(past_session, list(past_session.half_days.all()))

    assert "<svg" not in paper.data
    assert "présence → absence" in paper.data
