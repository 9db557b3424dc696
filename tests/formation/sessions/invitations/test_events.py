"""Half-days as calendar events, read by a reader independent of the library that writes."""

import datetime

import pytest

from formation.sessions.enums import PlaceKind
from formation.sessions.invitations.events import CANCEL, REQUEST, render_feed, render_invitation, uid_of
from tests.clock import freeze_time
from tests.factories.formation import HalfDayFactory, SessionFactory
from tests.formation.calendar_reader import read_calendar

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2026, 1, 5, 9, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def _origin(settings):
    settings.ORIGIN = "https://extranet.example.org"
    settings.DEFAULT_FROM_EMAIL = "Médiateurs <extranet@example.org>"


@pytest.fixture
def session(training, epm):
    with freeze_time(NOW):
        return SessionFactory(training=training, epm=epm, dates=[datetime.date(2026, 3, 12)])


def read_invitation(member, session, *, method=REQUEST):
    return read_calendar(render_invitation(member, session, session.half_days.all(), method=method, at=NOW))


def test_invitation_has_time_place_and_attendee(animator, session):
    calendar = read_invitation(animator, session)

    assert calendar.method == "REQUEST"
    (event,) = calendar.events
    half_day = session.half_days.get()
    assert event["UID"] == f"half-day-{half_day.pk}@extranet.example.org"
    assert (event["SEQUENCE"], event["STATUS"], event["TRANSP"]) == ("0", "CONFIRMED", "OPAQUE")
    assert event["SUMMARY"] == "Formation\u00a0: Animer un atelier collectif"
    assert event["LOCATION"] == "EPM de Gramat, Place de la Mairie, 46500"
    assert event["URL"] == f"https://extranet.example.org/formation/sessions/{session.pk}/"
    assert calendar.moment(event, "DTSTAMP") == calendar.moment(event, "LAST-MODIFIED") == NOW
    assert event["ORGANIZER"] == "mailto:extranet@example.org"
    attendee = event.property_named("ATTENDEE")
    assert attendee.value == f"mailto:{animator.email}"
    assert attendee.parameters == {
        "CN": animator.get_full_name(),
        "ROLE": "REQ-PARTICIPANT",
        "PARTSTAT": "ACCEPTED",
        "RSVP": "FALSE",
    }


@pytest.mark.parametrize(
    ("day", "start", "end"),
    [
        (datetime.date(2026, 3, 12), 8, 11),  # winter time
        (datetime.date(2026, 3, 29), 7, 10),  # the day of the change
        (datetime.date(2026, 7, 1), 7, 10),  # summer time
        (datetime.date(2026, 10, 24), 7, 10),
        (datetime.date(2026, 10, 25), 8, 11),
    ],
)
def test_hours_are_in_paris_time_in_winter_and_summer(animator, training, day, start, end):
    session = SessionFactory(training=training, dates=[day])

    calendar = read_invitation(animator, session)

    (event,) = calendar.events
    assert event.property_named("DTSTART").parameters == {"TZID": "Europe/Paris"}
    utc = datetime.UTC
    assert calendar.moment(event, "DTSTART") == datetime.datetime.combine(day, datetime.time(start), utc)
    assert calendar.moment(event, "DTEND") == datetime.datetime.combine(day, datetime.time(end), utc)


def test_half_days_are_events_of_one_calendar(animator, session):
    HalfDayFactory(session=session, date=datetime.date(2026, 3, 12), part="afternoon")

    calendar = read_invitation(animator, session)

    assert [event["UID"] for event in calendar.events] == [uid_of(half_day) for half_day in session.half_days.all()]


def test_cancellation_has_method_and_status(animator, session):
    calendar = read_invitation(animator, session, method=CANCEL)

    assert (calendar.method, [event["STATUS"] for event in calendar.events]) == ("CANCEL", ["CANCELLED"])


def test_description_has_the_note_and_the_access(animator, session):
    session.note, session.link = (
        "Clé à la mairie ; apportez une tablette, un casque",
        "https://visio.example.org/gramat",
    )
    session.epm.is_accessible = True

    (event,) = read_invitation(animator, session).events

    assert event["DESCRIPTION"].split("\n") == [
        "Matin, 9\u00a0h\u00a0–\u00a012\u00a0h",
        "Accessible en fauteuil roulant",
        "Réunion à distance\u00a0: https://visio.example.org/gramat",
        "À savoir avant de venir\u00a0: Clé à la mairie ; apportez une tablette, un casque",
        f"Dans l’extranet\u00a0: https://extranet.example.org/formation/sessions/{session.pk}/",
    ]


def test_remote_session_has_no_address(animator, training):
    session = SessionFactory(training=training, epm=None, place_kind=PlaceKind.REMOTE, link="https://v.example.org/")

    (event,) = read_invitation(animator, session).events

    assert event["LOCATION"] == "à distance"


def test_long_title_is_folded_between_letters(animator, session):
    session.training.title = "Été " * 60

    (event,) = read_invitation(animator, session).events

    assert event["SUMMARY"] == "Formation\u00a0: " + "Été " * 60


def test_name_cannot_inject_a_property(animator, session):
    animator.first_name, animator.last_name = 'Ève "la"', "D;x:\r\nATTENDEE:mailto:autre@example.org"

    (event,) = read_invitation(animator, session).events

    assert event.property_named("ATTENDEE").value == f"mailto:{animator.email}"


def test_feed_publishes_and_names_nobody(session):
    session.note, session.link = "Clé à la mairie", "https://visio.example.org/gramat"
    half_day = session.half_days.get()
    half_day.session = session

    calendar = read_calendar(render_feed([half_day], title="Formations, EPM de Gramat", private=False))

    (event,) = calendar.events
    assert (calendar.method, calendar.root["X-WR-CALNAME"], calendar.root["REFRESH-INTERVAL"]) == (
        *("PUBLISH", "Formations, EPM de Gramat", "PT6H"),
    )
    assert event.properties_named("ATTENDEE") == []
    assert "Clé à la mairie" not in event["DESCRIPTION"]
    assert "visio.example.org" not in event["DESCRIPTION"]
