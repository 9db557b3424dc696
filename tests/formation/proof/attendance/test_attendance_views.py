"""The attendance sheet without scripts: tick, sign, close, add a late arrival, correct."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from formation.proof.attendance.enums import Means
from formation.proof.attendance.models.attendance import Attendance, AttendanceCorrection
from formation.proof.attendance.services.attendance import close_attendance, note_presence
from formation.sessions.enums import SessionStatus
from formation.sessions.models.session import Session
from formation.sessions.models.session_people import SessionTrainer
from tests.factories.formation import LATE_REASON, EnrolmentFactory, SessionFactory
from tests.factories.reseau import PositionFactory

SIGNED = {"close": "oui", "typed_name": "Camille Martin"}


def url(half_day, end: str = "") -> str:
    return f"/formation/sessions/{half_day.session_id}/emargement/{half_day.pk}/{end}"


@pytest.fixture
def people(past_session):
    """Three people with a place, and one on the waiting list."""
    EnrolmentFactory(session=past_session, waiting=True)
    return EnrolmentFactory.create_batch(3, session=past_session)


def present() -> set[int]:
    return set(Attendance.objects.filter(is_present=True).values_list("enrolment", flat=True))


def enrolments_listed(response) -> list:
    return [line.enrolment for line in response.context["rows"]]


def test_sheet_lists_enrolments_only(as_coordinator, past_half_day, people):
    """Names stay on the sheet after a position ends, or after a participant with a presence leaves."""
    PositionFactory()
    people[0].member.positions.update(end=past_half_day.date)
    note_presence(half_day=past_half_day, enrolment=people[1], by=people[1].member, how=Means.QR)
    people[1].status = "cancelled"
    people[1].save()

    assert set(enrolments_listed(as_coordinator.get(url(past_half_day)))) == set(people)


def test_ticks_are_saved_and_the_sheet_stays_open(as_coordinator, coordinator, past_half_day, people, messages_of):
    response = as_coordinator.post(url(past_half_day), {"presences": [people[0].pk]}, follow=True)

    past_half_day.refresh_from_db()
    assert messages_of(response) == ["C’est enregistré\u00a0: 1\u00a0présence sur 3."]
    assert not past_half_day.is_closed
    line = Attendance.objects.get()
    assert (line.enrolment, line.is_present, line.how, line.noted_by) == (people[0], True, "ticked", coordinator)
    (row,) = [line for line in response.context["rows"] if line.attendance]
    assert row.description.startswith("Présence\u00a0: cochée à ")
    assert row.description.endswith(f"par {coordinator}, après coup\u00a0: {LATE_REASON}")


def test_own_presence_recorded_since_the_page_opened_is_kept(as_coordinator, past_half_day, people):
    first, second, third = people
    for enrolment in (first, second):
        note_presence(half_day=past_half_day, enrolment=enrolment, by=enrolment.member, how=Means.QR)

    as_coordinator.post(url(past_half_day), {"presences": [third.pk], "noted": [first.pk], **SIGNED})

    assert present() == {second.pk, third.pk}


def test_signed_sheet_is_closed_with_its_presences(as_coordinator, coordinator, past_half_day, people, messages_of):
    present_pks = [people[0].pk, people[2].pk]

    response = as_coordinator.post(url(past_half_day), {"presences": present_pks, **SIGNED}, follow=True)

    past_half_day.refresh_from_db()
    assert messages_of(response) == ["L’émargement est clos\u00a0: 2\u00a0présences sur 3."]
    assert (past_half_day.closed_by, past_half_day.typed_name) == (coordinator, "Camille Martin")
    assert present() == set(present_pks)
    assert Attendance.objects.get(is_present=False).enrolment == people[1]


def test_paper_sheet_is_copied_as_paper_presences(as_coordinator, past_half_day, people):
    page = as_coordinator.get(url(past_half_day, "?papier=oui"))
    assert page.context["form"]["from_paper"].value() is True

    as_coordinator.post(url(past_half_day), {"presences": [people[0].pk], "from_paper": "on"})

    assert Attendance.objects.get().how == "paper"


@pytest.mark.parametrize(
    ("form_data", "message"),
    [
        ({}, "Signez pour clore\u00a0: écrivez votre nom."),
        ({"typed_name": " "}, "Signez pour clore\u00a0: écrivez votre nom."),
        ({"typed_name": "é" * 81}, "Assurez-vous que cette valeur comporte au plus 80 caractères (actuellement 81)."),
    ],
)
def test_closing_without_signature_is_refused_and_keeps_the_ticks(
    as_coordinator, past_half_day, people, form_data, message
):
    response = as_coordinator.post(url(past_half_day), {"close": "oui", "presences": [people[1].pk], **form_data})

    form = response.context["form"]
    assert form.errors["typed_name"].as_data()[0].messages == [message]
    assert form.checked == {people[1].pk}
    assert not Attendance.objects.exists()


def test_closed_sheet_is_read_only(as_coordinator, past_half_day, people):
    as_coordinator.post(url(past_half_day), {"presences": [people[0].pk], **SIGNED})

    page = as_coordinator.get(url(past_half_day)).content.decode()
    assert (page.count(">Présence</b>"), page.count(">Absence</b>")) == (1, 2)
    assert 'type="checkbox"' not in page

    response = as_coordinator.post(url(past_half_day), {"presences": [people[1].pk], **SIGNED})
    assert response.context["form"].non_field_errors() == ["L’émargement de cette demi-journée est déjà clos."]
    assert present() == {people[0].pk}


def test_empty_sheet_needs_a_confirmation(as_coordinator, past_half_day, people, messages_of):
    response = as_coordinator.post(url(past_half_day), SIGNED)

    assert response.context["form"].errors == {
        "nobody": ["Cochez les personnes présentes, ou «\u00a0Personne n’est venu\u00a0»."]
    }
    assert not Attendance.objects.exists()

    response = as_coordinator.post(url(past_half_day), {"nobody": "on", **SIGNED}, follow=True)
    assert messages_of(response) == ["L’émargement est clos\u00a0: personne n’était là."]


def test_presences_with_nobody_ticked_are_refused(as_coordinator, past_half_day, people):
    response = as_coordinator.post(url(past_half_day), {"nobody": "on", "presences": [people[0].pk], **SIGNED})

    assert response.context["form"].errors == {"nobody": ["Des personnes sont cochées comme présentes."]}
    assert not Attendance.objects.exists()


def test_session_without_enrolment_can_be_closed(as_coordinator, past_half_day):
    assert "Il n’y a aucune inscription." in as_coordinator.get(url(past_half_day)).content.decode()

    as_coordinator.post(url(past_half_day), SIGNED)

    past_half_day.refresh_from_db()
    assert past_half_day.is_closed
    assert "Il n’y avait aucune inscription." in as_coordinator.get(url(past_half_day)).content.decode()


def test_person_of_another_session_is_refused(as_coordinator, past_half_day, people, training, epm):
    stranger = EnrolmentFactory(session=SessionFactory(training=training, epm=epm))

    response = as_coordinator.post(url(past_half_day), {"presences": [stranger.pk], **SIGNED})

    assert list(response.context["form"].errors) == ["presences"]
    assert not Attendance.objects.exists()


def test_coming_sheet_is_shown_but_refuses_presences(as_coordinator, half_day):
    enrolment = EnrolmentFactory(session=half_day.session)

    page = as_coordinator.get(url(half_day)).content.decode()

    assert "L’émargement s’ouvrira ce jour-là à 8\u00a0h\u00a045." in page.replace("8 h 45", "8\u00a0h\u00a045")
    assert '<fieldset class="plain" disabled' in page
    response = as_coordinator.post(url(half_day), {"presences": [enrolment.pk]})
    assert "n’a pas commencé" in str(response.context["form"].non_field_errors())
    assert not Attendance.objects.exists()


def test_half_day_of_another_session_gives_404(as_coordinator, session, past_half_day):
    assert as_coordinator.get(f"/formation/sessions/{session.pk}/emargement/{past_half_day.pk}/").status_code == 404


@pytest.mark.parametrize("status", [SessionStatus.CANCELLED, SessionStatus.DRAFT])
def test_draft_session_has_no_sheet(as_coordinator, past_half_day, status):
    Session.objects.update(status=status)

    assert as_coordinator.get(url(past_half_day)).status_code == 404


def test_trainer_takes_attendance_of_own_sessions_only(client_of, animator, past_half_day, people, half_day):
    SessionTrainer.objects.create(session=past_half_day.session, member=animator)
    browser = client_of(animator)

    browser.post(url(past_half_day), {"presences": [people[0].pk], **SIGNED})

    past_half_day.refresh_from_db()
    assert past_half_day.closed_by == animator
    assert browser.get(url(half_day)).status_code == 404


def test_late_arrival_is_found_added_and_present(as_coordinator, past_half_day, people, messages_of):
    late_member = PositionFactory(member__first_name="Zoé", member__last_name="Lacoste").member
    people[0].member.first_name = "Zoé"
    people[0].member.save()

    assert list(as_coordinator.get(url(past_half_day, "?q=zoe")).context["found"]) == [late_member]
    response = as_coordinator.post(url(past_half_day, "retard/"), {"member": late_member.pk}, follow=True)

    assert messages_of(response) == ["Zoé Lacoste\u00a0: nom ajouté à la feuille, présence notée."]
    assert Attendance.objects.get().enrolment.member == late_member


def test_late_arrival_in_full_session_is_refused(as_coordinator, past_half_day, past_session, people, messages_of):
    past_session.capacity = 3
    past_session.save()
    late_member = PositionFactory(member__first_name="Zoé", member__last_name="Lacoste").member

    response = as_coordinator.post(url(past_half_day, "retard/"), {"member": late_member.pk}, follow=True)

    assert messages_of(response) == ["Impossible d’ajouter Zoé Lacoste\u00a0: les 3\u00a0places sont prises."]
    assert past_session.enrolments.confirmed().count() == 3


def test_correction_of_closed_sheet_is_in_its_journal(as_coordinator, coordinator, past_half_day, people):
    close_attendance(half_day=past_half_day, presences=[people[0]], by=coordinator)
    address = url(past_half_day, f"corriger/{people[1].pk}/")
    assert as_coordinator.get(address).context["form"]["is_present"].value() == "oui"

    assert as_coordinator.post(address, {"is_present": "oui"}).context["form"].errors == {
        "why": ["Donnez la raison en une phrase."]
    }
    as_coordinator.post(address, {"is_present": "oui", "why": "Arrivée à 9 h 20"})

    page = as_coordinator.get(url(past_half_day)).content.decode()
    assert page.count(">Présence</b>") == 2
    assert f"par {coordinator} (absence → présence)\u00a0: Arrivée à 9 h 20" in page


def test_trainer_who_closed_may_correct_but_another_may_not(client_of, animator, colleague, past_half_day, people):
    for member in (animator, colleague):
        SessionTrainer.objects.create(session=past_half_day.session, member=member)
    close_attendance(half_day=past_half_day, presences=[people[0]], by=animator)
    address = url(past_half_day, f"corriger/{people[1].pk}/")
    correction = {"is_present": "oui", "why": "Arrivée à 9 h 20"}

    assert client_of(colleague).post(address, correction).status_code == 404
    assert not AttendanceCorrection.objects.exists()
    assert client_of(animator).post(address, correction).status_code == 302
    assert AttendanceCorrection.objects.get().by == animator


def test_open_sheet_has_no_correction_page(as_coordinator, past_half_day, people):
    assert as_coordinator.get(url(past_half_day, f"corriger/{people[1].pk}/")).status_code == 404


@pytest.mark.parametrize("is_closed", [False, True])
def test_sheet_query_count_is_constant(as_coordinator, coordinator, past_session, past_half_day, is_closed):
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            as_coordinator.get(url(past_half_day))
        return len(queries)

    first = EnrolmentFactory(session=past_session)
    note_presence(half_day=past_half_day, enrolment=first, by=first.member, how=Means.QR)
    other_enrolments = EnrolmentFactory.create_batch(5, session=past_session)
    with_one = count()
    for enrolment in other_enrolments:
        note_presence(half_day=past_half_day, enrolment=enrolment, by=enrolment.member, how=Means.QR)
    if is_closed:
        close_attendance(half_day=past_half_day, presences=[], by=coordinator)

    assert count() <= with_one <= 9
