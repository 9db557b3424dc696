"""Content of calendar feeds: the right half-days, from the past year on, and no name."""

import pytest
from django.utils import timezone

from formation.sessions.calendar_feeds.feed_events import feed_content, half_days_of
from formation.sessions.enrolment.services.enrolments import enrol
from formation.sessions.enums import PlaceKind, SessionStatus
from formation.sessions.half_day_rules import Slot
from formation.sessions.invitations.events import REQUEST, render_invitation
from formation.sessions.models.session_people import SessionTrainer
from formation.sessions.session_data import SessionData
from formation.year.session_changes.services import change_session
from tests.factories.formation import CalendarFeedFactory, EnrolmentFactory, SessionFactory, in_days
from tests.formation.calendar_reader import read_calendar

pytestmark = pytest.mark.django_db


@pytest.fixture
def feed(animator):
    return CalendarFeedFactory(member=animator)


def sessions_in(feed) -> list[int]:
    return [half_day.session_id for half_day in half_days_of(feed)]


def test_feed_of_a_member_has_their_places_and_the_sessions_they_give(feed, animator, training, epm):
    own_session, given_session = SessionFactory.create_batch(2, training=training, epm=epm)
    EnrolmentFactory(session=own_session, member=animator)
    SessionTrainer.objects.create(session=given_session, member=animator, is_lead=True)
    waiting_session, cancelled_session, other_session = SessionFactory.create_batch(3, training=training, epm=epm)
    EnrolmentFactory(session=waiting_session, member=animator, waiting=True)
    EnrolmentFactory(session=cancelled_session, member=animator, cancelled=True)
    EnrolmentFactory(session=other_session)

    assert sessions_in(feed) == [own_session.pk, given_session.pk]


def test_feed_covers_the_past_year_and_the_whole_future(feed, animator, training):
    # A complaint of users elsewhere, « A 60-day window, not updating »: show the whole horizon.
    dates = [in_days(-367), in_days(-366), in_days(3), in_days(900)]
    for date in dates:
        EnrolmentFactory(session=SessionFactory(training=training, dates=[date]), member=animator)

    assert [half_day.date for half_day in half_days_of(feed)] == dates[1:]


@pytest.mark.parametrize("status", [SessionStatus.DRAFT, SessionStatus.CANCELLED])
def test_feed_omits_drafts_and_cancelled_sessions(feed, animator, training, epm, figeac, status):
    session = SessionFactory(training=training, epm=epm, status=status)
    EnrolmentFactory(session=session, member=animator)

    for any_feed in (feed, CalendarFeedFactory(epm=epm), CalendarFeedFactory(territory=figeac)):
        assert sessions_in(any_feed) == []


def test_feed_of_an_epm_has_its_sessions(training, epm, other_epm):
    session = SessionFactory(training=training, epm=epm)
    SessionFactory(training=training, epm=other_epm)

    assert sessions_in(CalendarFeedFactory(epm=epm)) == [session.pk]


def test_feed_of_a_territory_has_its_epms_and_other_places(training, epm, other_epm, figeac):
    epm_session = SessionFactory(training=training, epm=epm)
    other_place_session = SessionFactory(
        training=training, epm=None, place_kind=PlaceKind.ELSEWHERE, elsewhere="Salle des fêtes", commune=epm.commune
    )
    SessionFactory(training=training, epm=other_epm)
    SessionFactory(training=training, epm=None, place_kind=PlaceKind.REMOTE)

    assert sessions_in(CalendarFeedFactory(territory=figeac)) == [epm_session.pk, other_place_session.pk]


def test_link_and_note_are_only_in_the_feed_of_a_member(feed, animator, training, epm, figeac):
    session = SessionFactory(training=training, epm=epm, note="Clé à la mairie", link="https://visio.example.org/")
    EnrolmentFactory(session=session, member=animator)
    public_feeds = [CalendarFeedFactory(epm=epm), CalendarFeedFactory(territory=figeac)]

    assert "Clé à la mairie" in read_calendar(feed_content(feed)).events[0]["DESCRIPTION"]
    for public_feed in public_feeds:
        description = read_calendar(feed_content(public_feed)).events[0]["DESCRIPTION"]
        assert ("Clé à la mairie" in description, "visio.example.org" in description) == (False, False)


def test_feed_names_no_participant(feed, animator, training, epm, figeac):
    session = SessionFactory(training=training, epm=epm)
    EnrolmentFactory(session=session, member=animator)
    participant = EnrolmentFactory(session=session).member

    for any_feed in (feed, CalendarFeedFactory(epm=epm), CalendarFeedFactory(territory=figeac)):
        content = feed_content(any_feed).decode()
        assert [
            name for person in (animator, participant) for name in (person.last_name, person.email) if name in content
        ] == []


def test_feed_query_count_is_constant(feed, animator, training, django_assert_num_queries):
    for number in (1, 3):
        for session in SessionFactory.create_batch(number, training=training):
            EnrolmentFactory(session=session, member=animator)
        feed.refresh_from_db()
        with django_assert_num_queries(2):
            feed_content(feed)


def test_feed_shows_a_change_at_once(feed, animator, coordinator, training, epm):
    # « Group sessions missing from the calendar »: nothing is copied, hence nothing is missing.
    session = SessionFactory(training=training, epm=epm)
    EnrolmentFactory(session=session, member=animator)
    event_before = read_calendar(feed_content(feed)).events[0]

    new_slots = [Slot.usual(in_days(20), "afternoon")]
    change_session(session=session, session_data=SessionData.of(session), half_days=new_slots, by=coordinator)

    calendar = read_calendar(feed_content(feed))
    (event,) = calendar.events
    assert event["UID"] == event_before["UID"]
    assert int(event["SEQUENCE"]) > int(event_before["SEQUENCE"])
    assert calendar.moment(event, "DTSTART").date() == in_days(20)


def test_invitation_and_feed_share_the_event_identifier(feed, animator, training, epm):
    session = SessionFactory(training=training, epm=epm)
    enrol(session=session, member=animator)

    invitation = render_invitation(animator, session, session.half_days.all(), method=REQUEST, at=timezone.now())

    assert [event["UID"] for event in read_calendar(invitation).events] == [
        event["UID"] for event in read_calendar(feed_content(feed)).events
    ]
