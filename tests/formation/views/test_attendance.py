"""The attendance sheet."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from formation.enums import SessionStatus
from formation.models import Attendance, Session
from tests.factories.formation import EnrolmentFactory, SessionFactory


def url(half_day) -> str:
    return f"/formation/sessions/{half_day.session_id}/emargement/{half_day.pk}/"


@pytest.fixture
def people(past_session):
    """Three places, and one who waits."""
    EnrolmentFactory(session=past_session, waiting=True)
    return EnrolmentFactory.create_batch(3, session=past_session)


def test_sheet_lists_those_with_a_place_only(as_coordinator, past_half_day, people):
    form = as_coordinator.get(url(past_half_day)).context["form"]

    assert form.enrolled == people


def test_sheet_is_closed_with_who_was_there(as_coordinator, coordinator, past_half_day, people, messages_of):
    there = [people[0].pk, people[2].pk]

    response = as_coordinator.post(url(past_half_day), {"presences": there}, follow=True)

    past_half_day.refresh_from_db()
    assert messages_of(response) == ["L’émargement est clos\u00a0: 2\u00a0présents."]
    assert past_half_day.closed_by == coordinator
    assert set(Attendance.objects.filter(is_present=True).values_list("enrolment", flat=True)) == set(there)
    assert Attendance.objects.filter(is_present=False).get().enrolment == people[1]


def test_closed_sheet_is_read_only(as_coordinator, past_half_day, people):
    as_coordinator.post(url(past_half_day), {"presences": [people[0].pk]})

    page = as_coordinator.get(url(past_half_day)).content.decode()
    assert (page.count("<td>présent</td>"), page.count("<td>absent</td>")) == (1, 2)
    assert 'type="checkbox"' not in page

    response = as_coordinator.post(url(past_half_day), {"presences": [people[1].pk]})
    assert response.context["form"].non_field_errors() == ["L’émargement de cette demi-journée est déjà clos."]
    assert Attendance.objects.get(is_present=True).enrolment == people[0]


def test_empty_sheet_must_be_meant(as_coordinator, past_half_day, people, messages_of):
    response = as_coordinator.post(url(past_half_day))

    assert response.context["form"].errors == {
        "presences": ["Cochez les personnes présentes, ou «\u00a0Personne n’est venu\u00a0»."]
    }
    assert not Attendance.objects.exists()

    response = as_coordinator.post(url(past_half_day), {"nobody": "on"}, follow=True)
    assert messages_of(response) == ["L’émargement est clos\u00a0: personne n’était là."]


def test_presences_and_nobody_contradict_each_other(as_coordinator, past_half_day, people):
    response = as_coordinator.post(url(past_half_day), {"nobody": "on", "presences": [people[0].pk]})

    assert response.context["form"].errors == {"nobody": ["Des personnes sont cochées comme présentes."]}
    assert not Attendance.objects.exists()


def test_session_without_anybody_is_closed(as_coordinator, past_half_day):
    assert "Personne n’est inscrit." in as_coordinator.get(url(past_half_day)).content.decode()

    as_coordinator.post(url(past_half_day))

    past_half_day.refresh_from_db()
    assert past_half_day.is_closed
    assert "Personne n’était inscrit." in as_coordinator.get(url(past_half_day)).content.decode()


def test_person_of_another_session_is_refused(as_coordinator, past_half_day, people, training, epm):
    stranger = EnrolmentFactory(session=SessionFactory(training=training, epm=epm))

    response = as_coordinator.post(url(past_half_day), {"presences": [stranger.pk]})

    assert list(response.context["form"].errors) == ["presences"]
    assert not Attendance.objects.exists()


def test_sheet_to_come_is_printed_and_not_ticked(as_coordinator, half_day):
    enrolment = EnrolmentFactory(session=half_day.session)

    page = as_coordinator.get(url(half_day)).content.decode()

    assert "L’émargement s’ouvrira ce jour-là à 9\u00a0h." in page
    assert str(enrolment.member) in page
    assert 'type="checkbox"' not in page

    response = as_coordinator.post(url(half_day), {"presences": [enrolment.pk]})
    assert "n’a pas commencé" in str(response.context["form"].non_field_errors())


def test_half_day_of_another_session_is_not_found(as_coordinator, session, past_half_day):
    assert as_coordinator.get(f"/formation/sessions/{session.pk}/emargement/{past_half_day.pk}/").status_code == 404


def test_cancelled_session_has_no_sheet(as_coordinator, past_half_day):
    Session.objects.update(status=SessionStatus.CANCELLED)

    assert as_coordinator.get(url(past_half_day)).status_code == 404


def test_sheet_costs_the_same_with_one_and_with_many(as_coordinator, past_session, past_half_day):
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            as_coordinator.get(url(past_half_day))
        return len(queries)

    EnrolmentFactory(session=past_session)
    with_one = count()
    EnrolmentFactory.create_batch(5, session=past_session)

    assert count() == with_one <= 7
