"""Training on the page of an EPM."""

from formation.sessions.enums import SessionStatus
from tests.factories.formation import EnrolmentFactory, SessionFactory, in_days


def test_visitors_see_dates_and_training_but_no_name(client, session, epm):
    enrolment = EnrolmentFactory(session=session)

    page = client.get(epm.get_absolute_url()).content.decode()

    assert "Formations à venir dans cet EPM" in page
    assert 'href="/formation/animer-un-atelier/"' in page
    assert str(enrolment.member) not in page


def test_member_gets_a_link_to_the_session(client_of, animator, session, epm):
    assert session.get_absolute_url() in client_of(animator).get(epm.get_absolute_url()).content.decode()


def test_past_cancelled_and_other_sessions_are_not_shown(client, training, epm, other_epm):
    SessionFactory(training=training, epm=epm, dates=[in_days(-1)])
    SessionFactory(training=training, epm=epm, status=SessionStatus.CANCELLED)
    SessionFactory(training=training, epm=other_epm)

    assert "Formations à venir" not in client.get(epm.get_absolute_url()).content.decode()
