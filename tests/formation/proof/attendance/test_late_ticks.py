"""A presence ticked after its day needs the signed sheet or a reason: in services, pages, and the database."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from formation.proof.attendance.enums import Means, SheetFormat, Timing
from formation.proof.attendance.models.attendance import Attendance
from formation.proof.attendance.models.signed_sheet import SignedSheet
from formation.proof.attendance.services.attendance import close_attendance, note_presence
from formation.proof.attendance.services.corrections import correct_attendance
from formation.proof.attendance.services.late_ticks import explain_late_ticks
from formation.proof.attendance.services.offline_attendance import write_entries
from formation.proof.attendance.services.signed_sheets import remove_signed_sheet
from formation.sessions.models.signature import Signature
from tests.factories.formation import EnrolmentFactory, HalfDayFactory, SessionFactory, in_days

pytestmark = pytest.mark.django_db


@pytest.fixture
def half_day(training, epm):
    """A morning of last week, of which nothing proves a late tick."""
    session = SessionFactory(training=training, epm=epm, dates=[in_days(-7)])
    session.half_days.update(late_reason="")
    return session.half_days.get()


@pytest.fixture
def enrolment(half_day):
    return EnrolmentFactory(session=half_day.session)


@pytest.fixture
def page(half_day):
    return f"/formation/sessions/{half_day.session_id}/emargement/{half_day.pk}/"


def keep_sheet(half_day, *, session=None) -> SignedSheet:
    sheet = SignedSheet(
        session=session or half_day.session, half_day=None if session else half_day, kind=SheetFormat.PDF, size=9
    )
    sheet.file.save("feuille.pdf", ContentFile(b"%PDF-1.7 "))
    return sheet


def proofs() -> list[tuple]:
    return list(Attendance.objects.values_list("is_present", "timing", "late_reason", "late_sheet"))


@pytest.mark.parametrize("how", [Means.TICKED, Means.PAPER])
def test_late_tick_without_proof_is_refused_however_it_is_written(half_day, enrolment, coordinator, how):
    with pytest.raises(ValidationError, match="déposez la feuille signée"):
        note_presence(half_day=half_day, enrolment=enrolment, by=coordinator, how=how)
    with pytest.raises(ValidationError, match="déposez la feuille signée"):
        close_attendance(half_day=half_day, presences=[enrolment], by=coordinator)
    assert proofs() == []


def test_closing_after_the_day_without_a_new_tick_needs_no_proof(half_day, enrolment, coordinator):
    close_attendance(half_day=half_day, presences=[], by=coordinator)
    assert proofs() == [(False, Timing.SAME_DAY, "", None)]


def test_signed_sheet_proves_a_late_tick_and_stays(half_day, enrolment, coordinator):
    sheet = keep_sheet(half_day)
    note_presence(half_day=half_day, enrolment=enrolment, by=coordinator, how=Means.PAPER)
    assert proofs() == [(True, Timing.LATE, "", sheet.pk)]
    with pytest.raises(ValidationError, match="ne se retire pas"):
        remove_signed_sheet(sheet=sheet)


def test_sheet_of_another_half_day_proves_nothing(half_day, enrolment, coordinator):
    keep_sheet(HalfDayFactory(session=half_day.session, date=in_days(-6), late_reason=""))
    with pytest.raises(ValidationError, match="déposez la feuille signée"):
        note_presence(half_day=half_day, enrolment=enrolment, by=coordinator, how=Means.PAPER)


def test_reason_proves_every_late_tick(half_day, enrolment, coordinator):
    explain_late_ticks(half_day=half_day, reason=" Tablette en panne ")
    close_attendance(half_day=half_day, presences=[enrolment], by=coordinator)
    assert proofs() == [(True, Timing.LATE, "Tablette en panne", None)]


def test_presence_of_the_day_sent_later_needs_no_proof(half_day, enrolment, coordinator):
    note_presence(half_day=half_day, enrolment=enrolment, by=coordinator, how=Means.TICKED, at=half_day.ends_at)
    assert proofs() == [(True, Timing.SAME_DAY, "", None)]


def test_signature_needs_no_proof(half_day, enrolment, coordinator):
    signature = Signature(typed_name="Zoé")
    note_presence(half_day=half_day, enrolment=enrolment, by=coordinator, how=Means.TABLET, signature=signature)
    assert proofs() == [(True, Timing.SAME_DAY, "", None)]


def test_late_tick_from_the_tablet_is_refused_with_what_to_do(half_day, enrolment, coordinator):
    entry = {"key": "0b8b1f3e-5d1c-4a7e-9a53-0c5c7f0f9a11", "about": str(enrolment.pk), "age": 0, "how": "ticked"}
    (outcome,) = write_entries(half_day=half_day, raw_entries=[entry], by=coordinator)
    assert ("déposez la feuille signée" in str(outcome), Attendance.objects.count()) == (True, 0)


def test_correction_needs_a_reason(half_day, enrolment, coordinator):
    close_attendance(half_day=half_day, presences=[], by=coordinator)
    half_day.refresh_from_db()
    with pytest.raises(ValidationError, match="raison"):
        correct_attendance(half_day=half_day, enrolment=enrolment, is_present=True, by=coordinator, why=" ")


@pytest.mark.parametrize(
    "columns", [{"timing": Timing.LATE, "how": Means.TICKED}, {"timing": Timing.BEFORE_RULE, "how": Means.TABLET}]
)
def test_database_refuses_what_the_rule_refuses(half_day, enrolment, columns):
    with pytest.raises(IntegrityError), transaction.atomic():
        Attendance.objects.create(half_day=half_day, enrolment=enrolment, is_present=True, **columns)


def test_page_asks_for_a_proof_then_takes_the_ticks(as_coordinator, half_day, enrolment, page):
    answer = as_coordinator.post(page, {"presences": [enrolment.pk]})
    text = " ".join(answer.content.decode().split())
    expected = ("avant de cocher une présence, déposez la feuille signée", "Ce jour est passé.", " checked")
    assert [text.count(words) for words in expected] == [1, 1, 1]

    refused = as_coordinator.post(f"{page}apres-coup/", {"reason": " "})
    assert list(refused.context["form"].errors) == ["reason"]
    as_coordinator.post(f"{page}apres-coup/", {"reason": "Tablette en panne"})
    as_coordinator.post(page, {"presences": [enrolment.pk]})

    assert proofs() == [(True, Timing.LATE, "Tablette en panne", None)]
    assert as_coordinator.get(page).content.decode().count("après coup\u00a0: Tablette en panne") == 1


def test_reason_is_for_whoever_takes_attendance_and_for_the_past(as_animator, as_coordinator, half_day, session, page):
    coming = session.half_days.get()
    assert as_animator.get(f"{page}apres-coup/").status_code == 404
    answer = as_coordinator.get(f"/formation/sessions/{session.pk}/emargement/{coming.pk}/apres-coup/")
    assert answer.status_code == 404
