"""What a calendar feed tells: whom it concerns, the past year and all to come, and no name."""

import pytest
from django.utils import timezone

from formation.calendar_feeds.feed_events import half_days_of, read
from formation.enrolment.services.enrolments import enrol
from formation.enums import PlaceKind, SessionStatus
from formation.invitations.events import REQUEST, invitation_for
from formation.scheduling.services import change_session
from formation.sessions.half_day_data import Slot
from formation.sessions.models.session_people import SessionTrainer
from formation.sessions.session_data import Terms
from tests.factories.formation import CalendarFeedFactory, EnrolmentFactory, SessionFactory, in_days
from tests.formation.calendar_reader import read_calendar

pytestmark = pytest.mark.django_db


@pytest.fixture
def feed(animator):
    return CalendarFeedFactory(member=animator)


def sessions_in(feed) -> list[int]:
    return [half_day.session_id for half_day in half_days_of(feed)]


def test_a_member_finds_where_she_has_a_place_and_what_she_gives(feed, animator, training, epm):
    mine, given = SessionFactory.create_batch(2, training=training, epm=epm)
    EnrolmentFactory(session=mine, member=animator)
    SessionTrainer.objects.create(session=given, member=animator, is_lead=True)
    waited_for, left, other = SessionFactory.create_batch(3, training=training, epm=epm)
    EnrolmentFactory(session=waited_for, member=animator, waiting=True)
    EnrolmentFactory(session=left, member=animator, left=True)
    EnrolmentFactory(session=other)

    assert sessions_in(feed) == [mine.pk, given.pk]


def test_the_past_year_and_all_the_future_are_there(feed, animator, training):
    # « A 60-day window, not updating »: the whole horizon.
    dates = [in_days(-400), in_days(-360), in_days(3), in_days(900)]
    for date in dates:
        EnrolmentFactory(session=SessionFactory(training=training, dates=[date]), member=animator)

    assert [half_day.date for half_day in half_days_of(feed)] == dates[1:]


@pytest.mark.parametrize("status", [SessionStatus.DRAFT, SessionStatus.CANCELLED])
def test_what_is_not_announced_or_is_cancelled_is_not_there(feed, animator, training, epm, figeac, status):
    session = SessionFactory(training=training, epm=epm, status=status)
    EnrolmentFactory(session=session, member=animator)

    for each in (feed, CalendarFeedFactory(epm=epm), CalendarFeedFactory(territory=figeac)):
        assert sessions_in(each) == []


def test_a_room_has_its_own_sessions(training, epm, other_epm):
    here = SessionFactory(training=training, epm=epm)
    SessionFactory(training=training, epm=other_epm)

    assert sessions_in(CalendarFeedFactory(epm=epm)) == [here.pk]


def test_a_territory_has_those_of_its_rooms_and_of_its_other_places(training, epm, other_epm, figeac):
    here = SessionFactory(training=training, epm=epm)
    elsewhere = SessionFactory(
        training=training, epm=None, place_kind=PlaceKind.ELSEWHERE, elsewhere="Salle des fêtes", commune=epm.commune
    )
    SessionFactory(training=training, epm=other_epm)
    SessionFactory(training=training, epm=None, place_kind=PlaceKind.REMOTE)

    assert sessions_in(CalendarFeedFactory(territory=figeac)) == [here.pk, elsewhere.pk]


def test_what_people_with_a_place_know_is_in_their_own_feed_alone(feed, animator, training, epm, figeac):
    session = SessionFactory(training=training, epm=epm, note="Clé à la mairie", link="https://visio.example.org/")
    EnrolmentFactory(session=session, member=animator)
    others = [CalendarFeedFactory(epm=epm), CalendarFeedFactory(territory=figeac)]

    assert "Clé à la mairie" in read_calendar(read(feed)).events[0]["DESCRIPTION"]
    for other in others:
        described = read_calendar(read(other)).events[0]["DESCRIPTION"]
        assert ("Clé à la mairie" in described, "visio.example.org" in described) == (False, False)


def test_no_feed_names_who_takes_part(feed, animator, training, epm, figeac):
    session = SessionFactory(training=training, epm=epm)
    EnrolmentFactory(session=session, member=animator)
    other = EnrolmentFactory(session=session).member

    for each in (feed, CalendarFeedFactory(epm=epm), CalendarFeedFactory(territory=figeac)):
        content = read(each).decode()
        assert [
            name for person in (animator, other) for name in (person.last_name, person.email) if name in content
        ] == []


def test_it_is_read_in_the_same_queries_however_many_half_days(feed, animator, training, django_assert_num_queries):
    for number in (1, 3):
        for session in SessionFactory.create_batch(number, training=training):
            EnrolmentFactory(session=session, member=animator)
        feed.refresh_from_db()
        with django_assert_num_queries(2):
            read(feed)


def test_a_feed_is_derived_and_shows_each_change_at_once(feed, animator, coordinator, training, epm):
    # « Group sessions missing from the calendar »: nothing is copied, hence nothing can be forgotten.
    session = SessionFactory(training=training, epm=epm)
    EnrolmentFactory(session=session, member=animator)
    before = read_calendar(read(feed)).events[0]

    moved = [Slot.usual(in_days(20), "afternoon")]
    change_session(session=session, terms=Terms.of(session), half_days=moved, by=coordinator)

    calendar = read_calendar(read(feed))
    (event,) = calendar.events
    assert event["UID"] == before["UID"]
    assert int(event["SEQUENCE"]) > int(before["SEQUENCE"])
    assert calendar.moment(event, "DTSTART").date() == in_days(20)


def test_an_invitation_and_a_feed_speak_of_the_same_event(feed, animator, training, epm):
    session = SessionFactory(training=training, epm=epm)
    enrol(session=session, member=animator)

    invited = invitation_for(animator, session, session.half_days.all(), method=REQUEST, at=timezone.now())

    assert [event["UID"] for event in read_calendar(invited).events] == [
        event["UID"] for event in read_calendar(read(feed)).events
    ]
